"""Finds quotes in a source: exact code points, contiguous, whole words; nothing is skipped or folded.

White space alone may differ, as a run of blanks or a line break differs (folded YAML joins lines).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from kg.model import Source, Span

_POSSESSIVE = re.compile(r"[’'](?:s(?!\w)|(?!\w))")
_RUN = re.compile(r"\S+")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*|[^\w\s]")


def locate(text: str, quote: str) -> list[Span]:
    """Every place where the quote stands in the text as whole words, in order; overlapping ones too.

    >>> locate("to be or not to be", "to be")
    [Span(start=0, end=5), Span(start=13, end=18)]
    """
    return list(_located(text, quote))


@lru_cache(maxsize=4096)
def _located(text: str, quote: str) -> tuple[Span, ...]:
    return tuple(span for span in locate_anywhere(text, quote) if not cuts_word(text, span))


def locate_anywhere(text: str, quote: str) -> list[Span]:
    """Every place where the quote stands in the text, even where it cuts a word."""
    needle = " ".join(quote.split())
    if not needle:
        return []
    if text.isprintable() and "  " not in text:  # nothing to fold: the places are those of the text itself
        return [Span(at, at + len(needle)) for at in _places(text, needle)]
    folded, offsets = _folded(text)
    return [Span(offsets[at], offsets[at + len(needle) - 1] + 1) for at in _places(folded, needle)]


def _places(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


@lru_cache(maxsize=512)
def _folded(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one blank, and the offset of each character that is left."""
    parts: list[str] = []
    offsets: list[int] = []
    for word in _RUN.finditer(text):
        if word.start() and offsets:
            parts.append(" ")
            offsets.append(word.start() - 1)
        parts.append(word.group())
        offsets.extend(range(word.start(), word.end()))
    return "".join(parts), offsets


def cuts_word(text: str, span: Span) -> bool:
    """True where an end of the span stands inside a word.

    >>> cuts_word("quantum", Span(0, 5))
    True
    """

    return _is_inside_word(text, span.start) or _is_inside_word(text, span.end)


def is_bound(words: str, form: str) -> bool:
    """True where the form stands in the words: whole words, exact but for the case of its first letter.

    >>> is_bound("Quantum technologies have potential", "quantum technologies")
    True
    >>> is_bound("told us", "US")
    False
    """
    first = form.split(None, 1)
    if not first or first[0][1:] not in words:  # most forms, at once
        return False
    if _located(words, form):
        return True
    swapped = form[:1].swapcase() + form[1:]
    is_acronym = form.isupper() or not form[1:2].isalpha()
    return not is_acronym and bool(_located(words, swapped))


def nearest_words(source: Source, quote: str) -> tuple[Span, int] | None:
    """The stretch of the source most like the quote, and by how many words the two differ; None if unlike.

    Compares word sequences (Ratcliff–Obershelp, as difflib does) over windows of the quote's length.
    """
    sought = [word.group() for word in _WORD.finditer(quote)]
    words = list(_WORD.finditer(source.text))
    best: tuple[float, int, Span] | None = None
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(sought)
    for start in range(max(1, len(words) - len(sought) + 1)):
        window = words[start : start + len(sought)]
        matcher.set_seq1([w.group() for w in window])
        if not window or matcher.real_quick_ratio() < 0.4 or matcher.quick_ratio() < (best[0] if best else 0.4):
            continue
        ratio = matcher.ratio() + (0.001 if window[0].group() == sought[0] else 0)
        if best is None or ratio > best[0]:
            same = sum(block.size for block in matcher.get_matching_blocks())
            best = ratio, len(sought) - same, Span(window[0].start(), window[-1].end())
    if best is None or best[0] < 0.4:
        return None
    return best[2], max(1, best[1])


def _is_inside_word(text: str, position: int) -> bool:
    """True where a word as it is written goes on over the position.

    Letters, digits, marks that combine and invisible joiners make words; so do an apostrophe (but not that of a
    possessive), a hyphen behind a small letter (non-binding; but US-based is two names), a point or comma between
    digits, and the points of an acronym.
    """
    if not 0 < position < len(text):
        return False
    before, behind = text[position - 1], text[position]
    if before == " " or behind == " ":  # most ends, at once
        return False
    if _is_word(before) and _is_word(behind):
        return True
    if _is_word(before):
        return _joins(text, position) and not _POSSESSIVE.match(text, position)
    return position > 1 and _is_word(behind) and _joins(text, position - 1)


def _joins(text: str, at: int) -> bool:
    """True where the sign at this place joins the letters or digits on its two sides to one word."""
    if not 0 < at < len(text) - 1:
        return False
    before, sign, behind = text[at - 1], text[at], text[at + 1]
    if sign in "’'":
        return before.isalnum() and behind.isalpha()
    if sign in "-\u2010\u2011":
        return before.islower() and behind.isalnum()
    if sign in ".,":
        is_acronym = sign == "." and before.isalpha() and behind.isalpha() and not (at > 1 and text[at - 2].isalpha())
        return (before.isdigit() and behind.isdigit()) or is_acronym
    return False


def _is_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    is_letter = character.isalnum() or unicodedata.category(character)[0] == "M"
    return is_letter or character in "\u00ad\u200c\u200d\u2060"
