"""Days as files write them, turned into ISO days; nothing is guessed where day and month could be exchanged."""

from __future__ import annotations

import re
from datetime import date

from kg.sources.ingest.found import Proposal

_MONTHS = (
    ["january", "february", "march", "april", "may", "june"],
    ["july", "august", "september", "october", "november", "december"],
)
_FULL = {name: number for number, name in enumerate([*_MONTHS[0], *_MONTHS[1]], start=1)}
_NAMES = {**_FULL, **{name[:3]: number for name, number in _FULL.items()}, "sept": 9}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<![\d])(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAME})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_HEAD_LINES, _HEAD_CHARACTERS = 12, 1500


def to_day(words: str) -> str:
    """The ISO day that these words begin with (2021-11-04T10:00, 4 November 2021, Nov. 4, 2021), or an empty string.

    >>> to_day("2021-11-04T23:30:00-05:00"), to_day("Nov. 4, 2021"), to_day("04/11/2021")
    ('2021-11-04', '2021-11-04', '')
    """
    words = words.strip()
    if match := _ISO.match(words):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.match(words):
        return _day(match[3], _NAMES[match[2].lower()], match[1])
    if match := _MONTH_FIRST.match(words):
        return _day(match[3], _NAMES[match[1].lower()], match[2])
    return ""


def days_in(text: str) -> list[Proposal]:
    """The days that are written out in the first lines of a text, in order; none of them surely the day of issue."""
    head = "\n".join(text[:_HEAD_CHARACTERS].split("\n")[:_HEAD_LINES])
    matches = [m for pattern in (_DAY_FIRST, _MONTH_FIRST, _ISO) for m in pattern.finditer(head)]
    days = [to_day(m.group()) for m in sorted(matches, key=lambda m: m.start())]
    return [Proposal("issued", day, "first lines of the text", is_sure=False) for day in dict.fromkeys(days) if day]


def _day(year: str, month: int | str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
