"""Where direct speech stands in a text: between quotation marks of the usual kinds."""

from __future__ import annotations

import re

from kg.model import Span

_CLOSING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"'}
_MARKS = re.compile('[“”„«»‘’"]')
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*(?=\n)|\Z")


def quotation_marks(text: str) -> list[Span]:
    """The stretches between quotation marks, marks excluded, in order; nested ones are part of the outer one.

    An opening mark inside a quotation of the same kind continues it, as at the start of each paragraph of a long one.
    A quotation that is never closed runs to the end of its paragraph. A `’` inside a word or behind a possessive is an
    apostrophe, and a single quotation ends only where none follows before the next opening mark.
    """
    spans: list[Span] = []
    opened, kind = -1, ""
    for mark in _MARKS.finditer(text):
        sign = mark.group()
        if opened < 0:
            if sign in _CLOSING and _can_open(text, mark.start(), sign):
                opened, kind = mark.end(), sign
        elif sign in _CLOSING[kind] and _can_close(text, mark.start(), sign):
            spans.append(Span(opened, mark.start()))
            opened = -1
    if opened >= 0:
        end = _PARAGRAPH_END.search(text, opened)
        spans.append(Span(opened, end.start() if end else len(text)))
    return spans


def _can_open(text: str, at: int, sign: str) -> bool:
    """A straight mark opens behind white space or at a start; the others say by themselves that they open."""
    return sign != '"' or at == 0 or not text[at - 1].isalnum()


def _can_close(text: str, at: int, sign: str) -> bool:
    """A single closing mark is an apostrophe where a letter follows; a straight mark that begins a line goes on."""
    if sign == '"':
        begins_line = at > 0 and text[at - 1] == "\n"
        return not (begins_line and at + 1 < len(text) and text[at + 1].isalnum())
    if sign != "’":
        return True
    return at + 1 >= len(text) or not text[at + 1].isalnum()
