"""Normal keys: two ways to write a name have one key, two names have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.keys import entry_key, is_acronym, normal_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Centre for Fibre Optics Programmes", "center for fiber optics programs"),
        ("Organisation for Standardisation", "Organization for Standardization"),
        ("Ministry of Defence", "MINISTRY OF DEFENSE"),
        ("Science & Technology", "Science and Technology"),
        ("U.S. National Science Foundation", "US National Science Foundation"),
        ("Conseil de l’Europe", "Conseil de l'Europe"),
        ("Région Île-de-France", "Region Ile de France"),
        ("Ørsted–Łódź Institute", "Orsted-Lodz Institute"),
        ("Straße", "STRASSE"),
        ("Department of Science,Technology and Innovation", "Department of Science, Technology and Innovation"),
        ("ﬁbre", "fiber"),
        ("𝚨𝐁", "αb"),
        ("in\u200bstitute", "in stitute"),  # a blank without width parts words
    ],
)
def test_one_key(one: str, other: str) -> None:
    assert normal_key(one) == normal_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("National Science Foundation", "Swiss National Science Foundation"),  # a country is never taken away
        ("Research Council of Norway", "Research Council"),
        ("Department of Energy", "Department for Energy"),
        ("विज्ञान", "विज्ञन"),  # vowel signs are letters, no punctuation
        ("가", "나"),
    ],
)
def test_two_keys(one: str, other: str) -> None:
    assert normal_key(one) != normal_key(other)


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself_and_holds_no_sign(words: str) -> None:
    key = normal_key(words)
    assert normal_key(key) == key
    assert key == key.strip() and "  " not in key and not set(key) & set(".,;:()&'’-\t\n|=~@")


@given(st.lists(st.text("abcdéß U.S-", min_size=1, max_size=8), min_size=2, max_size=4))
def test_keys_of_stretches_make_the_key_of_the_whole(parts: list[str]) -> None:
    assert " ".join(filter(None, map(normal_key, parts))) == normal_key(" ".join(parts))


def test_a_leading_article_is_not_filed() -> None:
    assert entry_key("The Royal Society") == entry_key("Royal Society")
    assert entry_key("Theatre Council") == normal_key("Theatre Council")


@pytest.mark.parametrize(
    ("form", "is_one"),
    [("NSF", True), ("U.S.", True), ("DoE", True), ("AV ČR", False), ("Inserm", False), ("I", False), ("", False)],
)
def test_acronyms(form: str, is_one: bool) -> None:
    assert is_acronym(form) is is_one
