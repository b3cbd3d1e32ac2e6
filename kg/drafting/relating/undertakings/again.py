"""Finds what is spoken of again by its noun alone, where no list has that noun: “a pilot plant … the plant”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.drafting.relating.language.tries import one_of
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook

_KINDS = "UNMGF"
_SHORT = 3
_COMPLEMENT = re.compile(r"(?<=\w) (?:on|for|of|in|to|with|between|at) .*")


def spoken_again(workbook: Workbook, text: str) -> Iterator[tuple[int, int]]:
    """Where a masked sentence has “the”, “this” or “its” and the noun of an undertaking told before."""
    found = [match for match in _pointing_back().finditer(text) if len(match.group("head")) > _SHORT]
    if not found:
        return
    heads = {_head(e.label) for e in workbook.things if workbook.kind(e.name) in _KINDS and e.mentions} - _general()
    yield from (match.span("node") for match in found if match.group("head") in heads)


@cache
def _pointing_back() -> re.Pattern[str]:
    ends = one_of(read_rules("made")["ends"].split())
    return re.compile(
        r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Ii]ts|[Tt]heir|[Bb]oth) "
        r"(?P<node>(?:(?:new|joint|shared|same|two|common) )*(?P<head>[a-z]+))(?![\w'-])"
        rf"(?! (?!(?:{ends}|[a-z]+(?:s|ed))(?![\w'-]))[a-z‹])"  # a word that ends the phrase, or a verb
    )


def _head(label: str) -> str:
    words = _COMPLEMENT.sub("", label.casefold()).split()
    return words[-1] if words else ""


@cache
def _general() -> frozenset[str]:
    """Nouns that stand for too much to tell what is meant."""
    return frozenset(read_rules("made")["never"].split())
