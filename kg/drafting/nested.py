"""What a name says by itself: “U.S. National Science Foundation” is of the United States; a post names its body."""

from __future__ import annotations

from collections.abc import Iterator

from kg.drafting.proposal import Mention, Proposal
from kg.drafting.workbook import Workbook
from kg.vocabulary import Vocabulary

_OF_A_STATE = "OXGRC"


def describe_names(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Proposals from names inside names: jurisdiction by a state, the body of a post, the kind of an instrument."""
    mentions = sorted(workbook.mentions, key=lambda m: (m.span.start, -m.span.end))
    for index, outer in enumerate(mentions):
        for inner in mentions[index + 1 :]:
            if inner.span.start >= outer.span.end:
                break
            if outer.span.holds(inner.span) and inner.entity != outer.entity:
                yield from _nested(workbook, outer, inner)
    yield from _instrument_kinds(workbook, vocabulary)


def _nested(workbook: Workbook, outer: Mention, inner: Mention) -> Iterator[Proposal]:
    kinds = workbook.kind(outer.entity), workbook.kind(inner.entity)
    if kinds[1] == "S" and kinds[0] in _OF_A_STATE:
        yield _proposal(workbook, outer, "jurisdiction", inner.entity, "jurisdiction-in-name")
    if kinds == ("X", "O"):
        yield _proposal(workbook, outer, "postIn", inner.entity, "body-in-post")
    if kinds[1] == "T" and kinds[0] in "GRINUMF":
        yield _proposal(workbook, outer, "onTopic", inner.entity, "topic-in-name")
    if kinds[1] == "S" and kinds[0] == "I":
        yield _proposal(workbook, outer, "hasParty", inner.entity, "party-in-name")
    if kinds[1] == "S" and kinds[0] == "N":
        yield _proposal(workbook, outer, "hasParticipant", inner.entity, "participant-in-name")


def _proposal(workbook: Workbook, outer: Mention, predicate: str, obj: str, rule: str) -> Proposal:
    words = " ".join(workbook.source.words(outer.span).split())
    sentence = workbook.source.find_sentence(outer.span)
    return Proposal(outer.entity, predicate, obj, (words,), rule, sentence.number if sentence else 0, told_as="fact")


def _instrument_kinds(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """The kind of an instrument, where a mention outside direct speech names it."""
    kinds = sorted(vocabulary.scheme("instrument-kind").values(), key=lambda c: -len(c.label))
    for entity in [e for e in workbook.things if e.type == "Instrument"]:
        for span in sorted(entity.mentions):
            words = " ".join(workbook.source.words(span).split())
            found = next((c for c in kinds if c.label.casefold() in words.casefold()), None)
            if found:
                is_named = found.label in words or found.label.capitalize() in words
                at = words.casefold().find(found.label.casefold())
                cue = words[at : at + len(found.label)]
                sentence = workbook.source.find_sentence(span)
                yield Proposal(
                    entity.name,
                    "type",
                    found.name,
                    (words,),
                    "instrument-kind",
                    sentence.number if sentence else 0,
                    told_as="fact",
                    because={} if is_named else {"object": "cue"},
                    cue="" if is_named else cue,
                )
                break
