"""The rules as data: each can be read, each is a pattern that the sparing of searches never passes over."""

from __future__ import annotations

import re

import pytest
from sayings import vocabulary

from kg.drafting.relating.patterns.literals import required_words, stand_in_order, words_in_order
from kg.drafting.relating.patterns.pattern import rules

RULES = rules()
CONSTANTS = frozenset(
    [
        "actor",
        "current",
        "instrument",
        "it",
        "list",
        "main",
        "parts",
        "scoped",
        "supported",
        "takers",
        "this",
        "title",
        "topics",
    ]
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_the_ontology_has_of_what_its_slots_catch(rule) -> None:
    for saying in rule.says:
        assert saying.predicate in vocabulary().sayable
        assert saying.subject in rule.pattern.groupindex or saying.subject in CONSTANTS, saying
        is_listed = any(saying.obj in scheme for scheme in vocabulary().concepts.values())
        assert saying.obj in rule.pattern.groupindex or saying.obj in CONSTANTS or is_listed, saying


CASES = [
    ("will fund (?:the )?x", ("will fund",)),
    ("(?:funded|backed) by", ("funded", "backed")),
    ("(?:funded|b) by", ()),
    ("(?:funded|backed)? by", ()),
    ("colou?r of it", ("r of it",)),
    (r"a\b(?:long(?:er|est) word)", ("longest", "longer")),
    ("[Bb]oth of them", ("oth of them",)),
    ("(?!never)x", ()),
    ("(?<!with )x", ()),
]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_the_words_that_a_pattern_needs(pattern: str, words: tuple[str, ...]) -> None:
    found = required_words(pattern)
    assert not words or found
    for text in (
        "will fund the x",
        "funded by",
        "backed by",
        "b by",
        " by",
        "color of it",
        "a longer word",
        "x",
        "both of them",
    ):
        if re.search(pattern, text):
            assert not found or any(word in text for word in found)


ORDERED = [
    ("{x:AGENTS} (?:funds|backs) ‹[UN]", ("‹O1› funds ‹U2›", "‹S1› backs ‹N2›"), ("funds ‹O1›", "‹U1› funds ‹U2›")),
    (r"(?:a|to)? fund\b(?= it)", (" fund it", "a fund it"), ("a fun",)),
    (r"(?!never)(?<!with )x[^)]y\) of (?:[Aa]ll|none)", ("x-y) of all", "x-y) of none"), ("none of",)),
    ("(?i)Fund", ("fund", "FUND"), ()),
    ("fund|", ("fund", ""), ()),
]


@pytest.mark.parametrize(("pattern", "with_them", "without"), ORDERED)
def test_the_words_that_a_pattern_needs_in_their_order(
    pattern: str, with_them: tuple[str, ...], without: tuple[str, ...]
) -> None:
    bodies = {"AGENTS": "(?:the )?‹[OS]\\d+›(?:, ‹[OS]\\d+›)*"}
    sets = words_in_order(pattern, bodies.__getitem__)
    assert all(stand_in_order(sets, text) for text in with_them)
    assert not any(stand_in_order(sets, text) for text in without)
