"""Names of a text: where they stand, what class each is of, which register entry it is."""

from __future__ import annotations

from functools import cache

import pytest
from support import ROOT

from kg.drafting.names import read_names
from kg.drafting.proposal import Reading
from kg.model import Source
from kg.register import Register, read_register
from kg.sources.sentences import split_sentences
from kg.vocabulary import Vocabulary, read_vocabulary


@cache
def shipped() -> tuple[Register, Vocabulary]:
    vocabulary = read_vocabulary(ROOT / "ontology")
    register, _ = read_register(ROOT / "data" / "register", vocabulary, str)
    return register, vocabulary


def read(text: str) -> Reading:
    return read_names(Source("a-text", text, "", split_sentences(text)), *shipped())


def classes(text: str) -> dict[str, str]:
    """The class of each mention, by its words."""
    reading = read(text)
    return {reading.source.words(m.span): reading.entities[m.entity].type for m in reading.mentions}


NAMES = [
    ("The Tide Council met.", {"Tide Council": "FormalOrganization"}),
    (
        "It was run by the Ministry of Education, Culture, Sports, Science and Technology of that state.",
        {"Ministry of Education, Culture, Sports, Science and Technology": "FormalOrganization"},
    ),
    (
        "The Department for Science, Innovation and Technology paid.",
        {"Department for Science, Innovation and Technology": "FormalOrganization"},
    ),
    ("They adopted the Strategy for Blue Growth.", {"Strategy for Blue Growth": "Strategy"}),
    ("They signed the Tarn Accord.", {"Tarn Accord": "Instrument"}),
    ("We thank Dr. Jane Roe for it.", {"Jane Roe": "Person"}),
    (
        "Ada Fenn, Director of the Tide Institute, spoke.",
        {"Ada Fenn": "Person", "Director of the Tide Institute": "Post", "Tide Institute": "FormalOrganization"},
    ),
    ("Minister for Research Pia Holm agreed.", {"Minister for Research": "Post", "Pia Holm": "Person"}),
    ("On Monday, we met in March.", {}),
]


@pytest.mark.parametrize(("text", "expected"), NAMES, ids=[text for text, _ in NAMES])
def test_a_name_is_found_with_its_class(text: str, expected: dict[str, str]) -> None:
    assert classes(text) == expected


def test_the_words_decide_what_a_body_is() -> None:
    reading = read("The Tide Council (TC) met the U.S. National Science Foundation (NSF). TC and NSF agreed.")
    by_words = {reading.source.words(m.span): m.entity for m in reading.mentions}
    assert by_words["TC"] == by_words["Tide Council"]
    assert by_words["NSF"] == by_words["U.S. National Science Foundation"] == "nsf"
    assert reading.entities[by_words["TC"]].register == ""
