"""Cuts a text into sentences without changing it.

The rules, in order: a blank line ends a sentence; a line break does so only behind terminal punctuation (so link
residue on a line of its own, and an attribution under a quotation, stay in their sentence); terminal punctuation
followed by a capital, digit or opening quotation mark ends one, be it behind the mark of a list's item, except behind
the abbreviations of `abbreviations.txt`. No release-quality splitter is kept up for such residue, hence our own; the
word lists are data.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kg.model import Sentence, Span

_TERMINAL = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s|$)")
_OPENING = "“‘\"'([«„"
_ACRONYM = re.compile(r"(?:[A-Za-z]\.){2,}[”’\"')\]]*")
_DASH = re.compile(r"[-‐‑–—/]")
_INITIAL = re.compile(r"[A-Z]\.")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[ivxlc]+|[a-z])[.)]", re.IGNORECASE)
_MARK = r"(?:\s*[•‣◦▪●]\s*|[^\S\r\n]*[\r\n]\s*[-–—*]\s+)"
_NEXT_WORD = re.compile(rf"(?:{_MARK})?\s*([{re.escape(_OPENING)}]*)(\w+)?")
_LINE_END = r"(?>\r\n|\r|\n)"
_BLANK_LINES = re.compile(rf"{_LINE_END}(?:[^\S\r\n]*{_LINE_END})+")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, numbered from 1, trimmed of white space; spans are code points.

    A stretch without any letter or digit (such as `###`) is no sentence.
    """
    spans = [span for block in _blocks(text) for span in _split_block(text, block)]
    worded = [span for span in spans if any(c.isalnum() for c in text[span.start : span.end])]
    return tuple(Sentence(number, span) for number, span in enumerate(worded, start=1))


def _blocks(text: str) -> list[Span]:
    """Stretches between blank lines, trimmed of white space."""
    spans, start = [], 0
    for end in [*((m.start(), m.end()) for m in _BLANK_LINES.finditer(text)), (len(text), len(text))]:
        stretch = text[start : end[0]]
        left = len(stretch) - len(stretch.lstrip())
        if stretch.strip():
            spans.append(Span(start + left, start + left + len(stretch.strip())))
        start = end[1]
    return spans


def _split_block(text: str, block: Span) -> list[Span]:
    """The sentences of one block."""
    spans, start = [], block.start
    for end in _TERMINAL.finditer(text, block.start, block.end):
        if _ends_sentence(text, end, start, block):
            spans.append(Span(start, end.end()))
            start = _skip_space(text, end.end(), block.end)
    if start < block.end:
        spans.append(Span(start, block.end))
    return spans


def _ends_sentence(text: str, mark: re.Match[str], start: int, block: Span) -> bool:
    """True where this terminal punctuation ends the sentence that began at `start`."""
    following = _NEXT_WORD.match(text, mark.end(), block.end)
    opening, word = (following.group(1), following.group(2) or "") if following else ("", "")
    if not opening and not word[:1].isupper() and not word[:1].isdigit():
        return not word and mark.end() >= block.end
    token_start = mark.start()
    while token_start > start and not text[token_start - 1].isspace():
        token_start -= 1
    token = text[token_start : mark.end()].lstrip(_OPENING)
    if token_start == start and _LIST_NUMBER.fullmatch(token):
        return False
    titles, may_end, starters = _abbreviations()
    last = _DASH.split(token)[-1]
    if _ACRONYM.fullmatch(last) or last in may_end:
        return bool(opening) or word in starters
    return not (token in titles or (_INITIAL.fullmatch(token) and word not in starters))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The groups of `abbreviations.txt`: titles, may-end, starters."""
    groups: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in files(__package__).joinpath("abbreviations.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.endswith(":"):
            current = groups.setdefault(line[:-1], set())
        else:
            current.add(line.strip())
    return frozenset(groups["title"]), frozenset(groups["may-end"]), frozenset(groups["starters"])
