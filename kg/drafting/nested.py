"""What a name says by itself: “U.S. National Science Foundation” is of the United States; a post names its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.instruments import tell_kinds
from kg.drafting.proposal import Mention, Proposal
from kg.drafting.workbook import Workbook
from kg.vocabulary import Vocabulary

_OF_A_STATE = "OXGRC"


def describe_names(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Proposals from names inside names: jurisdiction by a state, the body of a post, the kind of an instrument."""
    mentions = sorted(workbook.mentions, key=lambda m: (m.span.start, -m.span.end))
    for index, outer in enumerate(mentions):
        reached = outer.span.start
        for inner in mentions[index + 1 :]:
            if inner.span.start >= outer.span.end:
                break
            if outer.span.holds(inner.span) and inner.entity != outer.entity and inner.span.start >= reached:
                reached = inner.span.end  # what lies inside the inner name is said of that one
                yield from _nested(workbook, outer, inner)
    yield from tell_kinds(workbook)


def _nested(workbook: Workbook, outer: Mention, inner: Mention) -> Iterator[Proposal]:
    kinds = workbook.kind(outer.entity), workbook.kind(inner.entity)
    if kinds[1] == "S" and kinds[0] in _OF_A_STATE:
        yield _proposal(workbook, outer, "jurisdiction", inner.entity, "jurisdiction-in-name")
    if kinds == ("X", "O"):
        yield _proposal(workbook, outer, "postIn", inner.entity, "body-in-post")
    if kinds == ("O", "O") and _is_whole(workbook, outer, inner):
        yield _proposal(workbook, outer, "subOrganizationOf", inner.entity, "body-in-body")
    if kinds == ("I", "M"):
        yield _proposal(workbook, outer, "hasOccasion", inner.entity, "occasion-in-name")
    if kinds[1] == "T" and kinds[0] in "GRINUMF":
        yield _proposal(workbook, outer, "onTopic", inner.entity, "topic-in-name")
    if kinds[1] == "S" and kinds[0] == "I":
        yield _proposal(workbook, outer, "hasParty", inner.entity, "party-in-name")
    if kinds[1] == "S" and kinds[0] in "NM":
        yield _proposal(workbook, outer, "hasParticipant", inner.entity, "participant-in-name")


def _proposal(workbook: Workbook, outer: Mention, predicate: str, obj: str, rule: str) -> Proposal:
    words = " ".join(workbook.source.words(outer.span).split())
    sentence = workbook.source.find_sentence(outer.span)
    return Proposal(outer.entity, predicate, obj, (words,), rule, sentence.number if sentence else 0, told_as="fact")


def _is_whole(workbook: Workbook, outer: Mention, inner: Mention) -> bool:
    """True for a body inside the name of its part: “Research Council of the Tide Fund”, “Tide Fund Executive Board”."""
    text = workbook.source.text
    before = text[outer.span.start : inner.span.start]
    behind = text[inner.span.end : outer.span.end].lstrip("’'s ")
    return bool(re.search(r"\b(?:of|at|within) (?:the )?$", before)) or (not before and behind[:1].isupper())
