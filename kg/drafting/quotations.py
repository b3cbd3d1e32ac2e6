"""Direct speech and its speakers: who is said to say what stands between quotation marks, over paragraph breaks too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.proposal import DraftQuotation, Mention, Proposal
from kg.drafting.workbook import Workbook
from kg.model import Source, Span
from kg.sources.quotation_marks import quotation_marks

_SAID = (
    r"(?:said|says|added|adds|explained|noted|commented|stated|remarked|continued|told|welcomed|declared|observed|"
    r"concluded|stressed|emphasi[sz]ed|called|described|put it|wrote|recalled|argued|replied|underlined|highlighted|"
    r"agreed)"
)
_REACH = 220
_FEWEST_WORDS = 4


@dataclass(frozen=True)
class _Attribution:
    """Who speaks, and the words that say so."""

    speaker: str
    span: Span


def find_quotations(workbook: Workbook) -> list[Proposal]:
    """Notes the quotations of a text with their speakers; proposes who speaks, from the words that attribute them.

    A stretch without words of its own to attribute it goes on the one before, where only white space or the words
    that attribute that one stand between them.
    """
    source = workbook.source
    proposals: list[Proposal] = []
    last: _Attribution | None = None
    last_end = 0
    parts: dict[str, list[Span]] = {}
    for mark in quotation_marks(source.text):
        inner = _trimmed(source, mark)
        if len(source.words(inner).split()) < _FEWEST_WORDS:
            continue
        found = _behind(workbook, mark) or _before(workbook, mark)
        if found is None and last is not None and _goes_on(source, last_end, mark.start):
            found = last
        if found is None:
            continue
        name = f"{found.speaker}-quotation"
        is_first = name not in parts
        parts.setdefault(name, []).append(inner)
        if is_first:
            proposals += _speaker(source, name, found)
        last, last_end = found, max(mark.end, found.span.end)
    for name, spans in parts.items():
        speaker = name.removesuffix("-quotation")
        label = f"words of {workbook.entities[speaker].label}"
        workbook.quotations.append(DraftQuotation(name, speaker, label, tuple(spans)))
    return proposals


def _trimmed(source: Source, span: Span) -> Span:
    words = source.words(span)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _speaker(source: Source, name: str, found: _Attribution) -> list[Proposal]:
    words = " ".join(source.words(found.span).split())
    sentence = source.find_sentence(found.span)
    if sentence is None:
        return []
    because = {"subject": "structure"}
    return [
        Proposal(name, "speaker", found.speaker, (words,), "speaker", sentence.number, told_as="fact", because=because)
    ]


def _behind(workbook: Workbook, mark: Span) -> _Attribution | None:
    """An attribution behind the closing mark: “…,” said Ada Fenn; “…,” Ada Fenn said."""
    text = workbook.source.text
    window = _until(text, mark.end + 1, min(len(text), mark.end + _REACH))
    if re.match(rf"\s*,?\s*{_SAID}\b", window):
        return _first_agent(workbook, mark.end + 1, mark.end + 1 + len(window), mark.end + 1 + _lead(window))
    verb = re.match(rf"\s*,?\s*(?:(?!{_SAID}\b)[^.;:“\"]){{2,120}}?\b{_SAID}\b", window)
    if verb and window[:1] != "\n":
        return _first_agent(
            workbook, mark.end + 1, mark.end + 1 + verb.end(), mark.end + 1 + _lead(window), verb.end() + mark.end + 1
        )
    return None


def _before(workbook: Workbook, mark: Span) -> _Attribution | None:
    """An attribution before the opening mark: Ada Fenn said: “…”; according to Ada Fenn, “…”."""
    text = workbook.source.text
    start = max(0, mark.start - _REACH)
    window = text[start : mark.start - 1]
    cut = max(window.rfind("”"), window.rfind("\n\n"), _last_stop(window))
    start += cut + 1
    window = text[start : mark.start - 1]
    verbs = list(re.finditer(rf"\b{_SAID}\b[^“”\"]{{0,110}}$", window))
    if verbs and re.search(rf"(?:\b{_SAID}\b(?: that| today)?[:,]?|:|,| as| it| that)\s*$", window):
        return _last_agent(workbook, start, mark.start - 1)
    if re.search(r"\b[Aa]ccording to\b", window):
        return _last_agent(workbook, start, mark.start - 1)
    return None


def _last_stop(window: str) -> int:
    stops = [
        m.start()
        for m in re.finditer(r"[.!?]\s+(?=[A-Z])", window)
        if not re.search(r"\b(?:Dr|Mr|Ms|Mrs|Prof|St)$", window[: m.start()])
    ]
    return stops[-1] if stops else -1


def _until(text: str, start: int, stop: int) -> str:
    """The words from here to the end of the sentence or the next opening mark."""
    window = text[start:stop]
    end = re.search(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\b[A-Z])[.](?=\s|$)|[“;]|\n\s*\n", window)
    return window[: end.start()] if end else window


def _lead(window: str) -> int:
    return len(window) - len(window.lstrip(" ,\n"))


def _first_agent(workbook: Workbook, start: int, stop: int, begin: int, end: int = 0) -> _Attribution | None:
    found = _agents(workbook, start, stop)
    if found:
        return _Attribution(found[0].entity, Span(begin, max(found[0].span.end, end)))
    return _pronoun(workbook, start, stop, begin, end)


def _last_agent(workbook: Workbook, start: int, stop: int) -> _Attribution | None:
    found = _agents(workbook, start, stop)
    people = [m for m in found if workbook.kind(m.entity) == "P"]
    if found:
        chosen = (people or found)[0]
        words = workbook.source.text[chosen.span.start : stop]
        verb = re.search(rf"\b{_SAID}\b", words)
        if verb and verb.start() < 160:
            return _Attribution(chosen.entity, Span(chosen.span.start, chosen.span.start + verb.end()))
        before = workbook.source.text[start : chosen.span.start]
        lead = re.search(r"[Aa]ccording to\b", before)
        return _Attribution(chosen.entity, Span(start + lead.start() if lead else chosen.span.start, chosen.span.end))
    return _pronoun(workbook, start, stop, start + _lead(workbook.source.text[start:stop]), stop)


def _pronoun(workbook: Workbook, start: int, stop: int, begin: int, end: int) -> _Attribution | None:
    """“she added” is the last person named before."""
    words = workbook.source.text[start:stop]
    if not re.search(r"\b(?:[Hh]e|[Ss]he)\b", words):
        return None
    earlier = [m for m in workbook.mentions if m.span.end <= start and workbook.kind(m.entity) == "P"]
    if not earlier:
        return None
    last = max(earlier, key=lambda m: m.span.start)
    return _Attribution(last.entity, last.span)


def _agents(workbook: Workbook, start: int, stop: int) -> list[Mention]:
    """People named in a stretch, or else bodies."""
    inside = sorted(m for m in workbook.mentions if start <= m.span.start and m.span.end <= stop)
    people = [m for m in inside if workbook.kind(m.entity) == "P"]
    return people or [m for m in inside if workbook.kind(m.entity) == "O"]


def _goes_on(source: Source, end: int, start: int) -> bool:
    """True where nothing but white space, marks and the rest of the attribution stand between two stretches."""
    between = source.text[end:start]
    return (
        not re.search(r"\n\s*\n[^“\"\n]*\w", between) and len(between) < _REACH and "." in between[:_REACH]
    ) or not between.strip(' \n,.“”"')
