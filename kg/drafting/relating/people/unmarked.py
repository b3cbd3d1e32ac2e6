"""Direct speech that a page sets off without quotation marks: “Ada Fenn said:”, and then paragraphs of her own words.

Text taken from such a page has lost what set the words off. What is read from them is in the speaker's voice, never in
the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.drafting.proposal import Proposal
from kg.drafting.relating.people.speech import verbs_of_saying
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_MARKS = "“”„«»‘\"'"
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I’m|my|My|we|We|our|Our|us)\b")


@dataclass(frozen=True)
class Unmarked:
    """A stretch of speech without marks, and whose it is."""

    span: Span
    speaker: str


def find_unmarked_speech(workbook: Workbook) -> list[Unmarked]:
    """The paragraphs behind “… said:” that have no quotation marks; later ones too where they speak as “I” or “we”."""
    text = workbook.source.text
    paragraphs = [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    found: list[Unmarked] = []
    speaker = ""
    is_next = False
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end].strip()
        told = _speaker_of(workbook, paragraph, words)
        if told:
            speaker, is_next = told, True
        elif speaker and not any(mark in words for mark in _MARKS) and (is_next or _FIRST_PERSON.search(words)):
            found.append(Unmarked(paragraph, speaker))
            is_next = False
        else:
            speaker = ""
    return found


def _speaker_of(workbook: Workbook, paragraph: Span, words: str) -> str:
    """Who is said to speak by a paragraph that ends with a verb of saying and a colon, or an empty string."""
    if not words.endswith(":") or not list(verbs_of_saying().finditer(words[-40:])):
        return ""
    inside = sorted(workbook.mentions.inside(paragraph))
    for kinds in ("P", "X", "O"):
        named = [m for m in inside if workbook.kind(m.entity) == kinds]
        if named and kinds != "X":
            return named[0].entity
    return ""


def in_their_voice(workbook: Workbook, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals, those from speech without marks in the voice of who speaks."""
    unmarked = find_unmarked_speech(workbook)
    if not unmarked:
        return list(proposals)
    spans = {sentence.number: sentence.span for sentence in workbook.source.sentences}
    voices = {n: u.speaker for n, span in spans.items() for u in unmarked if u.span.meets(span)}
    return [replace(p, voice=voices[p.sentence]) if p.sentence in voices else p for p in proposals]
