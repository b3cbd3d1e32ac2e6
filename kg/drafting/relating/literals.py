"""Which words a pattern cannot do without, so that a sentence that has none of them need not be searched."""

from __future__ import annotations

import re
from functools import cache

_SHORTEST = 3
_QUANTIFIER = re.compile(r"[*?]|\{0?,")


def required_words(pattern: str) -> tuple[str, ...]:
    """Words one of which stands in every match of a regular expression; empty where there is no such set.

    Reads plain letters, and groups that are not optional; of several sets the one that spares most searches is given.

    >>> required_words("a (?:funded|backed) by (?:the )?x"), required_words("(?:funded|x*) y")
    (('funded', 'backed'), ())
    """
    sets = [found for branch in [_sets(pattern)] for found in branch if all(len(word) >= _SHORTEST for word in found)]
    return max(sets, key=_sparing, default=())


def _sparing(words: tuple[str, ...]) -> float:
    """How many searches a set spares, and how cheaply: few long words do best, words of every sentence worst."""
    return min(map(len, words)) - len(words) / 12 - (10 if _COMMON.intersection(words) else 0)


_COMMON = frozenset(["the", "and", "for", "with", "that", "will", "has", "have", "are", "was"])


def _sets(pattern: str) -> list[tuple[str, ...]]:
    """Every set of words of a pattern without top-level alternatives, one of which must stand there."""
    sets: list[tuple[str, ...]] = []
    run, at = "", 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "(":
            end = _closing(pattern, at)
            run = _close(run, sets)
            if not _QUANTIFIER.match(pattern, end + 1) and not pattern.startswith(("(?<!", "(?!", "(?<="), at):
                inner = _alternatives(pattern[at:end])
                if inner:
                    sets.append(inner)
            at = end + 1
        elif letter == "[":
            run = _close(run, sets)
            at = pattern.index("]", at + 2) + 1
        elif letter == "\\":
            run = _close(run, sets)
            at += 2
        elif letter.isalpha() or letter == " ":
            if _QUANTIFIER.match(pattern, at + 1):
                run = _close(run, sets)
            else:
                run += letter
            at += 1
        else:
            run = _close(run, sets)
            at += 1
    _close(run, sets)
    return sets


def _close(run: str, sets: list[tuple[str, ...]]) -> str:
    if len(run.strip()) >= _SHORTEST:
        sets.append((run.strip(),))
    return ""


@cache
def _alternatives(group: str) -> tuple[str, ...]:
    """One word for each alternative of a group, or none where an alternative has none."""
    body = re.sub(r"^\((?:\?P<\w+>|\?:|\?=|\?i:)?", "", group)
    words: list[str] = []
    for branch in _split(body):
        found = [s for s in _sets(branch) if all(len(word) >= _SHORTEST for word in s)]
        if not found:
            return ()
        words += max(found, key=lambda s: min(map(len, s)))
    return tuple(dict.fromkeys(words))


def _split(body: str) -> list[str]:
    """The top-level alternatives of a group's body."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(body):
        letter = body[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = body.index("]", at + 2)
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "|" and not depth:
            parts.append(body[start:at])
            start = at + 1
        at += 1
    return [*parts, body[start:]]


def _closing(pattern: str, at: int) -> int:
    """Where the bracket that opens here closes."""
    depth = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif letter == "[":
            at = pattern.index("]", at + 2)
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                return at
        at += 1
    raise ValueError("a bracket of the pattern is not closed")
