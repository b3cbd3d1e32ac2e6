"""A gift of money: who gives which sum, what the verb tells of it; and the lists of `rules/money.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.drafting.relating.clauses.lexicon import base_of
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.pattern import Pattern
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_TO = re.compile(r" (?:to|to [a-z-]+)")


@dataclass(frozen=True)
class Giver:
    """Who gives: the entity, its place in the source, the words that tell it where others stand for it."""

    name: str
    span: Span
    antecedent: str = ""


@dataclass(frozen=True)
class Gift:
    """One sum with those who give it: places in the masked text, the status that the verb tells, and the whole if told.

    `is_each` is true where the sum is each giver's own, `is_whole` where one giver bears all with it; `noun` is the
    funding that a noun of the sentence names already (“a grant of …”); `stop` is where what is said of this sum ends;
    `is_unsaid` is true of costs that no figure tells (“bears the cost of the premises”); `times` are those of its
    clause, `receivers` the places of the names of those to whom the verb tells it to go.
    """

    givers: tuple[Giver, ...]
    start: int
    end: int
    verb: tuple[int, int]
    status: str
    is_each: bool = False
    is_equal: bool = False
    is_unsaid: bool = False
    is_possible: bool = False
    is_whole: bool = False
    node: int = -1
    noun: str = ""
    stop: int = field(default=0, compare=False)
    times: tuple[tuple[int, int], ...] = ()
    receivers: tuple[int, ...] = ()


def givers_of(workbook: Workbook, names: list[Name]) -> tuple[Giver, ...]:
    """Those whom these names stand for, each once."""
    found: dict[str, Giver] = {}
    for name in names:
        if name.kind not in "OSCPY":
            continue
        group = workbook.groups.get(name.entity)
        for member in group.members if group else (name.entity,):
            found.setdefault(member, Giver(member, name.span, group.antecedent if group else ""))
    return tuple(found.values())


def status_of_words(words: str) -> str:
    """How far a sum has come that these words give: “will provide”, “has set aside”."""
    rules = ((status, re.compile(pattern)) for status, pattern in tree()["statuses"])
    return next((status for status, pattern in rules if pattern.search(words)), str(tree()["else"]))


def status_in(words: str) -> tuple[str, tuple[int, int]] | None:
    """The first status that these words give, with the place of those that tell it; None where they give none."""
    rules = ((status, re.compile(pattern).search(words)) for status, pattern in tree()["statuses"])
    return next(((status, found.span()) for status, found in rules if found), None)


def is_of_something_else(text: str, start: int, end: int, givers: int = 1) -> bool:
    """True for a rate (“€3,000 per student”), unless each giver gives it, and for “losses of €3 million”."""
    behind = text[end:]
    is_rate = re.match(tree()["rate"], behind) and not (givers > 1 and re.match(tree()["each-giver"], behind))
    return bool(is_rate or compiled_one("not-here").search(text, 0, start))


def done_with(masked: Masked, end: int) -> Name | None:
    """The act right behind a sum that tells what is to be done with it: “€3 million to examine …”."""
    name = masked.name_at(end + 1) or masked.name_at(end + len(" to "))
    is_act = name is not None and name.kind == "U" and name.start > end
    return name if name and is_act and _TO.fullmatch(masked.text[end : name.start] + _first(masked, name)) else None


def _first(masked: Masked, name: Name) -> str:
    return masked.source.words(name.span).partition(" ")[0]


def matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern from every word of a text on, overlapping ones too."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1
        while at < len(text) and text[at - 1].isalnum():
            at += 1


@cache
def tree() -> dict[str, Any]:
    """The rules of `money.yaml`."""
    found: dict[str, Any] = read_rules("money")
    return found


@cache
def compiled(key: str) -> tuple[Pattern, ...]:
    """The patterns of a list of `money.yaml`."""
    return tuple(Pattern(pattern) for pattern in tree()[key])


@cache
def compiled_one(key: str) -> Pattern:
    """A pattern of `money.yaml` by its key."""
    return Pattern(tree()[key])


@cache
def verbs(key: str) -> frozenset[str]:
    """A list of verbs of `money.yaml`, in their base forms."""
    return frozenset(base_of(entry) for entry in tree()["verbs"][key].split())
