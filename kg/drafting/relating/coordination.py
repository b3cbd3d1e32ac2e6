"""Reads people named by two adjectives and one noun: “British and Singaporean researchers” are two kinds of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Shared, Workbook
from kg.model import Span

_PAIR = re.compile(r"‹S(\d+)›(?:,? (?:and|or)|,(?= ‹S\d+›,? (?:and|or) ‹C\d+›)) (?:‹S\d+›,? (?:and|or) )?(?=‹C(\d+)›)")


def share_heads(workbook: Workbook, masked: Masked) -> Iterator[Proposal]:
    """Notes the people whose noun stands with another adjective, and says whose they are."""
    for match in _PAIR.finditer(masked.text):
        state, people = masked.names[int(match.group(1))], masked.names[int(match.group(2))]
        own = _state_in_front(workbook, people.span)
        if own is None or masked.text[: match.start()].endswith("the "):
            continue
        adjective = " ".join(masked.source.words(state.span).split())
        head = " ".join(masked.source.words(Span(own.end, people.span.end)).split())
        label = f"{adjective} {head}"
        name = workbook.find("CollectiveAgent", label) or workbook.add("CollectiveAgent", label)
        workbook.shared[state.span] = Shared(name, head)
        yield Proposal(
            name,
            "jurisdiction",
            state.entity,
            (hull(masked, state.span, people.span),),
            "jurisdiction-of-shared-head",
            masked.sentence.number,
            told_as="fact",
            because={"subject": "coordination"},
            head=head,
        )


def _state_in_front(workbook: Workbook, people: Span) -> Span | None:
    """The state at the beginning of the words for people, with a noun behind it."""
    inside = (m.span for m in workbook.mentions.starting(people.start) if workbook.kind(m.entity) == "S")
    return next((span for span in inside if span.end < people.end), None)
