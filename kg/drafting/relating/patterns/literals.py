"""Which words a pattern cannot do without, and in which order, so that a sentence without them need not be searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

_SHORTEST = 3
_OPENS = re.compile(r"\((?:\?P<\w+>|\?:)?(?!\?)")
"""The beginning of a group whose words the pattern takes as they are: it looks neither ahead nor behind."""
_MARKS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]")
"""What divides a pattern: escaped signs and classes, which hide brackets and bars, and these."""
SLOT = re.compile(r"\{(?:(\w+):)?([A-Z][A-Z-]*)\}")
_RUN = re.compile(r"(?:[^\W\d_]| )+")
_SIGN = re.compile(r"‹(?:\[([A-Z]+)\]|([A-Z]))")
_QUANTIFIER = re.compile(r"[*?]|\{0?,")


def _no_slots(kind: str) -> str:
    raise KeyError(kind)


def required_words(pattern: str, body_of: Callable[[str], str] = _no_slots) -> tuple[str, ...]:
    """Words one of which stands in every match of a regular expression; empty where there is no such set.

    Reads plain letters, and groups that are not optional; of several sets the one that spares most searches is given.
    `body_of` gives the pattern of a kind of slot.

    >>> required_words("a (?:funded|backed) by (?:the )?x"), required_words("(?:funded|x*) y")
    (('funded', 'backed'), ())
    """
    sets = [tuple(dict.fromkeys(word.strip() for word in found)) for found in words_in_order(pattern, body_of)]
    return max((s for s in sets if min(map(len, s)) >= _SHORTEST), key=_sparing, default=())


def stand_in_order(sets: Iterable[tuple[str, ...]], text: str) -> bool:
    """True where the text has one word of each set, behind that of the set before.

    >>> stand_in_order((("funded", "backed"), ("by",)), "backed by"), stand_in_order((("by",), ("all",)), "all by")
    (True, False)
    """
    at = 0
    for words in sets:
        ends = [found + len(word) for word in words if (found := text.find(word, at)) >= 0]
        if not ends:
            return False
        at = min(ends)
    return True


def _sparing(words: tuple[str, ...]) -> float:
    """How many searches a set spares, and how cheaply: few long words do best, words of every sentence worst."""
    return min(map(len, words)) - len(words) / 12 - (10 if _COMMON.intersection(words) else 0)


_COMMON = frozenset(["the", "and", "for", "with", "that", "will", "has", "have", "are", "was"])


@lru_cache(maxsize=4096)
def words_in_order(pattern: str, body_of: Callable[[str], str] = _no_slots) -> tuple[tuple[str, ...], ...]:
    """Sets of words and signs: every match of a pattern has one of each, in this order and one behind the other.

    >>> words_in_order("‹[OS]\\\\d+› (?:funded|backed)? by (?:‹U|the)")
    (('‹O', '‹S'), (' by ',), ('‹U', 'the'))
    """
    branches = _split(pattern)
    if pattern.startswith("(?i)"):
        return ()
    if len(branches) == 1:
        return tuple(_sets(pattern, body_of))
    words: list[str] = []
    for branch in branches:
        best = max(words_in_order(branch, body_of), key=lambda found: min(map(len, found)), default=())
        if not best:
            return ()
        words += best
    return (tuple(dict.fromkeys(words)),)


def _sets(pattern: str, body_of: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """The sets of words of a pattern without alternatives at its top."""
    at = 0
    while at < len(pattern):
        end = at + 1
        if run := _RUN.match(pattern, at):
            end = run.end()
            word = run.group()[:-1] if _QUANTIFIER.match(pattern, end) else run.group()
            if len(word) > 1:
                yield (word,)
        elif pattern[at] == "(":
            end = _closing(pattern, at) + 1
            begin = _OPENS.match(pattern, at)
            if begin and not _QUANTIFIER.match(pattern, end):
                yield from words_in_order(pattern[begin.end() : end - 1], body_of)
        elif pattern[at] in "[\\" and (mark := _MARKS.match(pattern, at)):
            end = mark.end()
        elif slot := SLOT.match(pattern, at):
            end = slot.end()
            if not _QUANTIFIER.match(pattern, end):
                yield from words_in_order(body_of(slot.group(2)), body_of)
        elif sign := _SIGN.match(pattern, at):
            end = sign.end()
            yield tuple("‹" + kind for kind in sign.group(1) or sign.group(2))
        at = end


def _split(body: str) -> list[str]:
    """The top-level alternatives of a group's body."""
    if "|" not in body:
        return [body]
    parts, depth, start = [], 0, 0
    for mark in _MARKS.finditer(body):
        if mark.group() in "()":
            depth += 1 if mark.group() == "(" else -1
        elif mark.group() == "|" and not depth:
            parts.append(body[start : mark.start()])
            start = mark.end()
    return [*parts, body[start:]]


def _closing(pattern: str, at: int) -> int:
    """Where the bracket that opens here closes."""
    depth = 0
    for mark in _MARKS.finditer(pattern, at):
        if mark.group() in "()":
            depth += 1 if mark.group() == "(" else -1
            if not depth:
                return mark.start()
    raise ValueError("a bracket of the pattern is not closed")
