"""Direct speech and its speakers: who is said to say what stands between quotation marks, over paragraph breaks too.

The words of attribution stand in `rules/speech.yaml`. A stretch is attributed by the words right behind it (“…,” said
Ada Fenn), else by the clause that leads to it (Ada Fenn was blunter: “…”), else it goes on the stretch before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.proposal import DraftQuotation, Mention, Proposal
from kg.drafting.relating.people.speech import attributing, title_alone, titles, verbs_of_saying
from kg.drafting.relating.workbook import Workbook
from kg.model import Source, Span
from kg.sources.quotation_marks import quotation_marks

_FEWEST_WORDS = 4
_REACH = 320
_STOP = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\b[A-Z])[.!?](?=\s|$)|[“;]|\n\s*\n")
_LAST_STOP = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\b[A-Z])[.!?][\"’\']?\s+|[”;•]|\n\s*\n"
)
_PRONOUN = re.compile(r"\b(?:he|she|He|She)\b")
_REST = re.compile(r"[”\"’]?[^.!?“”\"\n]*[.!?]?\s*[“\"‘]?\s*")
_DASH = re.compile(r"(?:[—–]|-(?= ))\s?")
_TITLES = 40
"""How many code points titles may take between a dash and the speaker's name."""
_LIGHT = ("", "the", "also", "today", "has", "have")


@dataclass(frozen=True)
class _Attribution:
    """Who speaks, and the words that say so."""

    speaker: str
    span: Span


def find_quotations(workbook: Workbook) -> list[Proposal]:
    """Notes the quotations of a text with their speakers; proposes who speaks, from the words that attribute them."""
    source = workbook.source
    proposals: list[Proposal] = []
    parts: dict[str, list[Span]] = {}
    for mark, found, is_new in _attributed(workbook):
        name = f"{found.speaker}-quotation"
        if is_new and name not in parts:
            proposals += _speaker(source, name, found)
        parts.setdefault(name, []).append(_trimmed(source, mark))
    for name, spans in parts.items():
        speaker = name.removesuffix("-quotation")
        label = f"words of {workbook.entities[speaker].label}"
        workbook.quotations.append(DraftQuotation(name, speaker, label, tuple(spans)))
    return proposals


def _attributed(workbook: Workbook) -> list[tuple[Span, _Attribution, bool]]:
    """Stretches of direct speech with who speaks them; the last part is false where one goes on the one before."""
    source, marks = workbook.source, quotation_marks(workbook.source.text)
    found: list[tuple[Span, _Attribution, bool]] = []
    for mark in marks:
        if len(source.words(mark).split()) < _FEWEST_WORDS:
            continue
        own = _behind(workbook, mark) or _before(workbook, mark)
        if own is not None:
            found.append((mark, own, True))
        elif found and _goes_on(source, max(found[-1][0].end, found[-1][1].span.end), mark.start):
            found.append((mark, found[-1][1], False))
    return found


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
    """An attribution behind the closing mark: “…,” said Ada Fenn; “…,” Ada Fenn said; “…” — Ada Fenn."""
    text, at = workbook.source.text, mark.end + 1
    end = _STOP.search(text, at, at + _REACH)
    stop = end.start() if end else min(len(text), at + _REACH)
    begin = _skip(text, at, " \t\n\r\xa0,")
    if dash := _DASH.match(text, begin):  # on a line of its own, too: “…” / – The Hon. Ada Fenn, Minister of Tides
        line = text.find("\n", dash.end())
        own = _people(workbook, dash.end(), line if line >= 0 else len(text))
        own = [m for m in own if m.span.start <= dash.end() + _TITLES]
        return _Attribution(own[0].entity, own[0].span) if own else None
    if lead := attributing().match(text, begin, stop):
        return _speaking(workbook, Span(begin, stop), Span(begin, lead.end()))
    verb = verbs_of_saying().search(text, at, stop)
    if verb is None:
        return None
    if verb.start() == begin:
        return _speaking(workbook, Span(begin, stop), Span(begin, verb.end()))
    if text[mark.end - 1] in ".…" or "\n" in text[at:begin]:
        return None
    return _speaking(workbook, Span(begin, verb.start()), Span(verb.start(), verb.end()))


def _before(workbook: Workbook, mark: Span) -> _Attribution | None:
    """An attribution in the clause that leads to the opening mark: Ada Fenn was blunter: “…”; she called it “…”."""
    text, stop = workbook.source.text, mark.start - 1
    end = len(text[:stop].rstrip())
    has_colon = text[end - 1 : end] == ":"
    if not has_colon and "\n" in text[end:stop] and text[end - 1 : end] != ",":
        return None
    stops = list(_LAST_STOP.finditer(text, max(0, end - _REACH), end))
    start = _skip(text, stops[-1].end() if stops else max(0, end - _REACH), " \t\n\r\xa0“")
    clause = Span(start, end)
    verbs = list(verbs_of_saying().finditer(text, start, end))
    lead = attributing().search(text, start, end)
    if lead and not (verbs and verbs[0].start() < lead.start()):
        return _speaking(workbook, Span(lead.start(), end), Span(lead.start(), lead.end()))
    if verbs:
        return _speaking(workbook, clause, Span(verbs[0].start(), verbs[0].end()))
    people = _people(workbook, start, end)
    is_of_view = text.startswith("For ", start) and bool(people) and people[0].span.start - start < _TITLES
    if people and (has_colon or (is_of_view and "," in text[people[0].span.end : end])):
        return _Attribution(people[0].entity, people[0].span)
    return None


def _speaking(workbook: Workbook, clause: Span, verb: Span) -> _Attribution | None:
    """Who speaks in a clause: the first person in it, else whom a pronoun stands for, else the body beside the verb."""
    people = _people(workbook, clause.start, clause.end)
    if people:
        return _Attribution(people[0].entity, _joined(people[0].span, verb))
    text = workbook.source.text
    if pronoun := _PRONOUN.search(text, clause.start, clause.end):
        return _pronoun(workbook, pronoun.group().lower(), clause.start)
    if own := _by_title(workbook, clause):
        return own
    bodies = [m for m in sorted(workbook.mentions) if _is_beside(text, m, verb) and workbook.kind(m.entity) == "O"]
    return _Attribution(bodies[0].entity, _joined(bodies[0].span, verb)) if bodies else None


def _by_title(workbook: Workbook, clause: Span) -> _Attribution | None:
    """“said the minister”: the one person whom the text before names beside a post of that title."""
    text = workbook.source.text
    title = title_alone().search(text, clause.start, clause.end)
    if title is None:
        return None
    word = title.group("title").casefold()
    posts = [m.span for m in workbook.mentions if m.span.end <= clause.start and workbook.kind(m.entity) == "X"]
    posts = [span for span in posts if word in text[span.start : span.end].casefold().split()]
    people = _people(workbook, 0, clause.start)
    beside = [m for m in people for post in posts if _are_beside(text, post, m.span)]
    if len({m.entity for m in beside}) != 1:
        return None
    return _Attribution(beside[0].entity, beside[0].span)


def _are_beside(text: str, post: Span, person: Span) -> bool:
    """True for a post right in front of a person, and for one right behind, with a comma at most."""
    first, second = (post, person) if post.start < person.start else (person, post)
    between = text[first.end : second.start]
    return first.end <= second.start and len(between) < _TITLES and not re.search(r"[.;:\n]|,.*,|\band\b", between)


def _is_beside(text: str, mention: Mention, verb: Span) -> bool:
    """True for “the Agency said” and “said the Agency”."""
    before, behind = text[mention.span.end : verb.start], text[verb.end : mention.span.start]
    is_before = mention.span.end <= verb.start and before.strip().lower() in _LIGHT
    return is_before or (mention.span.start >= verb.end and behind.strip().lower() in _LIGHT)


def _pronoun(workbook: Workbook, pronoun: str, at: int) -> _Attribution | None:
    """“she added”: the first person of the last sentence before that names one whom the pronoun can stand for."""
    source = workbook.source
    fitting = [m for m in _people(workbook, 0, at) if _can_be(workbook, m.entity, pronoun)]
    if not fitting:
        return None
    sentence = source.find_sentence(fitting[-1].span)
    first = next(m for m in fitting if sentence is None or sentence.span.holds(m.span))
    return _Attribution(first.entity, first.span)


def _can_be(workbook: Workbook, entity: str, pronoun: str) -> bool:
    """False where a title of the person tells the other pronoun."""
    other = titles("he" if pronoun == "she" else "she")
    text = workbook.source.text
    return not any(other.search(text, max(0, s.start - 24), s.start) for s in workbook.entities[entity].mentions)


def _people(workbook: Workbook, start: int, stop: int) -> list[Mention]:
    """People named in a stretch, in order."""
    inside = (m for m in workbook.mentions if start <= m.span.start and m.span.end <= stop)
    return sorted(m for m in inside if workbook.kind(m.entity) == "P")


def _joined(first: Span, second: Span) -> Span:
    return Span(min(first.start, second.start), max(first.end, second.end))


def _skip(text: str, at: int, signs: str) -> int:
    while at < len(text) and text[at] in signs:
        at += 1
    return at


def _goes_on(source: Source, end: int, start: int) -> bool:
    """True where nothing but white space, marks and the rest of an attribution stand between two stretches."""
    return _REST.fullmatch(source.text, end, start) is not None
