"""Tells funds that act from funds that are money: “the Deccan Fund has awarded $2 million” is said of a body."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_BEFORE, _BEHIND = 80, 120


def note_acting_funds(workbook: Workbook) -> None:
    """Makes bodies of the named funds of a text that give money somewhere in it."""
    for name, entity in list(workbook.entities.items()):
        if entity.type in ("Funding", "Programme") and not entity.register and _is("fund-names").search(entity.label):
            places = [_around(workbook, span) for span in entity.mentions]
            if any(map(_acts, places)) and not any(_is("fund-is-founded").search(before) for before, _ in places):
                workbook.entities[name] = replace(entity, type="FormalOrganization")


def _around(workbook: Workbook, span: Span) -> tuple[str, str]:
    text = workbook.source.text
    return text[max(0, span.start - _BEFORE) : span.start], text[span.end : span.end + _BEHIND]


def _acts(place: tuple[str, str]) -> bool:
    before, behind = place
    return _is("fund-gives").search(behind) is not None or _is("fund-is-asked").search(before) is not None


@cache
def _is(key: str) -> re.Pattern[str]:
    return re.compile(read_rules("money")[key])
