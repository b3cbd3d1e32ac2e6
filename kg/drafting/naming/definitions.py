"""Reads what a text itself says of its names: “Long Form (ABBR)”, surnames, “the Arrangement” for one named before.

Knows the finds of one text; links nothing to a register.
"""

from __future__ import annotations

from kg.drafting.naming.lexicon import words_of
from kg.drafting.naming.tokens import Token

_OPEN_QUOTES = ("“", '"', "‘", "'")
_SKIPPED = ("hereinafter", "hereafter", "the", "henceforth", "also")
_MOST_INSIDE = 4


def short_form_behind(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The tokens of the short form in the brackets that open at token `at`, marks and “hereinafter the” left out."""
    if at >= len(tokens) or tokens[at].text != "(" or tokens[at].is_apart:
        return None
    first = at + 1
    while first < len(tokens) and (tokens[first].text in _OPEN_QUOTES or tokens[first].low in _SKIPPED):
        first += 1
    last = first
    while last < len(tokens) and last - first < _MOST_INSIDE and not tokens[last].is_apart:
        if not tokens[last].is_word and not _joins_acronyms(tokens, last):
            break
        last += 1
    if last == first or last >= len(tokens) or tokens[last].text not in (")", "”", '"', "’", "'", ";", ","):
        return None
    stands_for_several = last - first == 1 and tokens[first].low in words_of("collective.txt")
    is_short = all(t.is_cap or not t.is_word for t in tokens[first:last])
    return (first, last) if is_short and not stands_for_several else None


def _joins_acronyms(tokens: list[Token], at: int) -> bool:
    """True for the hyphen of “CSIR-NPL”, the slash of “NSF/BIO”."""
    if tokens[at].text not in "-‐‑–/" or not 0 < at < len(tokens) - 1:
        return False
    before, behind = tokens[at - 1], tokens[at + 1]
    is_close = before.end == tokens[at].start and tokens[at].end == behind.start
    is_letter = len(before.text) == 1 and before.is_cap  # “C-DAC”
    return is_close and (before.is_acronym or is_letter) and behind.is_acronym


def is_short_for(short: str, words: list[str]) -> bool:
    """True where the letters of a short form are found in order at starts of the words, or inside them behind one.

    >>> is_short_for("NCPOR", "National Centre for Polar and Ocean Research".split())
    True
    >>> is_short_for("FAPESP", "Tide Council".split())
    False
    """
    letters = [c for c in short.casefold() if c.isalpha()]
    joined = " ".join(words).casefold()
    if not letters or not joined or joined[0] != letters[0]:
        return False
    at = 0
    for letter in letters:
        at = joined.find(letter, at) + 1
        if not at:
            return False
    return True


def initials_start(tokens: list[Token], end: int, short: str) -> int:
    """Where a long form of whole initials (“carbon capture and storage (CCS)”) starts before token `end`; -1 if none.

    Joining words may be skipped; every letter of the short form must be the first of a word.
    """
    letters = [c for c in short.casefold() if c.isalpha()]
    at = end
    while letters and at > 0:
        at -= 1
        token = tokens[at]
        if not token.is_word:
            return -1
        if token.low[0] == letters[-1]:
            letters.pop()
        elif token.low not in words_of("joiners.txt"):
            return -1
        if token.is_apart and letters:
            return -1
    return at if not letters else -1
