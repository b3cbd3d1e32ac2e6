"""The word lists that names are read with: none says a thing twice, each class that one tells is the ontology's."""

from __future__ import annotations

import pytest
from names_support import shipped
from support import ROOT

from kg.drafting.naming.lexicon import heads, plurals, read_groups

LISTS = sorted(path.name for path in (ROOT / "kg" / "drafting" / "naming" / "lexicon").glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_it_is_for_and_nothing_twice(name: str) -> None:
    text = (ROOT / "kg" / "drafting" / "naming" / "lexicon" / name).read_text("utf-8")
    assert text.startswith("# ")
    groups = read_groups(name)
    assert any(groups.values())
    for words in groups.values():
        assert len(words) == len({*words})


def test_each_class_that_a_noun_tells_is_the_ontologys() -> None:
    _, vocabulary = shipped()
    told = {*heads().values(), *(group for group in read_groups("things.txt") if group)}
    assert told <= {*vocabulary.class_names}


def test_each_plural_has_a_head_noun_as_singular() -> None:
    assert {singular.casefold() for singular in plurals().values()} <= {*heads()}
