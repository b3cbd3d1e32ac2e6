"""Finds what is spoken of again by its noun alone, where no list has that noun: “a pilot plant … the plant”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.drafting.relating.language.tries import one_of
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook

_KINDS = "UNMGF"
_COMPLEMENT = re.compile(r"(?<=\w) (?:on|for|of|in|to|with|between|at) .*")


def spoken_again(workbook: Workbook, text: str) -> Iterator[tuple[int, int]]:
    """Where a masked sentence has “the”, “this” or “its” and the noun of an undertaking told before."""
    heads = {_head(e.label) for e in workbook.things if workbook.kind(e.name) in _KINDS and e.mentions}
    heads = {head for head in heads if len(head) > 3 and head.isalpha() and f" {head}" in text} - _general()
    if not heads:
        return
    pattern = (
        r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Ii]ts|[Tt]heir|[Bb]oth) "
        rf"(?P<node>(?:(?:new|joint|shared|same|two|common) )*{one_of(heads)})(?![\w'-])"
        rf"(?! (?!{_goes_on()}(?![\w'-]))[a-z‹])"
    )
    yield from (match.span("node") for match in re.finditer(pattern, text))


def _head(label: str) -> str:
    words = _COMPLEMENT.sub("", label.casefold()).split()
    return words[-1] if words else ""


@cache
def _general() -> frozenset[str]:
    """Nouns that stand for too much to tell what is meant."""
    return frozenset(read_rules("made")["never"].split())


@cache
def _goes_on() -> str:
    """What may follow a noun phrase: a word that ends it, or a verb."""
    return rf"(?:{one_of(read_rules('made')['ends'].split())}|[a-z]+(?:s|ed))"
