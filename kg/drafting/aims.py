"""What a purpose is about, whom it benefits, and of what sort it is, by the words of its own phrase."""

from __future__ import annotations

from collections.abc import Iterator

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.workbook import Workbook
from kg.model import Span
from kg.sources.locate import is_bound, locate
from kg.vocabulary import Concept, Vocabulary


def describe_aims(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Proposals about every aim of the workbook: its topics, those it benefits, its type."""
    for aim in [e for e in workbook.things if e.type == "Aim"]:
        if aim.mentions:
            yield from _inside(workbook, aim, aim.mentions[0])
            yield from _types(workbook, vocabulary, aim, aim.mentions[0])


def _inside(workbook: Workbook, aim: DraftEntity, span: Span) -> Iterator[Proposal]:
    for mention in sorted(workbook.mentions):
        if not span.holds(mention.span) or mention.span == span:
            continue
        kind = workbook.kind(mention.entity)
        if kind == "T":
            yield _proposal(workbook, aim, "onTopic", mention.entity, span, "topic-in-aim")
        if kind == "C":
            yield _proposal(workbook, aim, "benefits", mention.entity, span, "people-in-aim")


def _proposal(workbook: Workbook, aim: DraftEntity, predicate: str, obj: str, span: Span, rule: str) -> Proposal:
    words = " ".join(workbook.source.words(span).split())
    return Proposal(aim.name, predicate, obj, (words,), rule, _number(workbook, span))


def _types(workbook: Workbook, vocabulary: Vocabulary, aim: DraftEntity, span: Span) -> Iterator[Proposal]:
    """The aim type whose cue stands first in the phrase; a second one only where its own name stands there."""
    words = " ".join(workbook.source.words(span).split())
    found = [
        (at, concept.name, cue)
        for concept in vocabulary.scheme("aim-type").values()
        for cue in _cues(concept)
        if (at := _place(words, cue)) >= 0
    ]
    for _, name, cue in sorted(found)[:1]:
        concept = vocabulary.scheme("aim-type")[name]
        is_named = any(is_bound(words, form) for form in (concept.label, concept.name.replace("-", " ")))
        because = {} if is_named else {"object": "cue"}
        told = "fact"
        yield Proposal(
            aim.name,
            "aimType",
            name,
            (words,),
            "aim-type",
            _number(workbook, span),
            told_as=told,
            because=because,
            cue="" if is_named else cue,
        )


def _cues(concept: Concept) -> list[str]:
    return [concept.label, concept.name.replace("-", " "), *concept.cues]


def _place(words: str, cue: str) -> int:
    found = locate(words, cue)
    return found[0].start if found else -1


def _number(workbook: Workbook, span: Span) -> int:
    sentence = workbook.source.find_sentence(span)
    return sentence.number if sentence else 0
