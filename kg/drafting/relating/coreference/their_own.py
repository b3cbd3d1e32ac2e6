"""Tells whose “their cooperation” and “our partnership” are, where nothing else does: the states of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.coreference.anaphora import Anaphora
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.workbook import Workbook

_WHOSE = re.compile(r"\b(?:[Tt]heir|[Oo]ur) $")
_AT_THE_HEAD = re.compile(r"(?:^(?:• |\d+\. )?|\bthat |[;:,] |\w+ing )(?:[Tt]heir|[Oo]ur) $")


def tell_whose_cooperation(
    workbook: Workbook, anaphora: Anaphora, sentences: list[Masked], proposals: list[Proposal], same: Mapping[str, str]
) -> Iterator[Proposal]:
    """The states as participants of a cooperation that a sentence outside direct speech calls theirs."""
    told = anaphora.states()
    if told is None:
        return
    joined = {same.get(p.subject, p.subject) for p in proposals if p.predicate == "hasParticipant"}
    antecedent = " ".join(workbook.source.words(told.span).split())
    for masked, name in _theirs(workbook, sentences):
        if same.get(name.entity, name.entity) in joined or told.span.start > name.span.start:
            continue
        joined.add(same.get(name.entity, name.entity))
        for state in told.members:
            yield Proposal(
                name.entity,
                "hasParticipant",
                state,
                (hull(masked, masked.span(*_whose_at(masked, name)), name.span),),
                "whose-cooperation",
                masked.sentence.number,
                because={"object": "anaphora"},
                antecedent=antecedent,
            )


def _theirs(workbook: Workbook, sentences: list[Masked]) -> Iterator[tuple[Masked, Name]]:
    """The cooperations without a name that stand behind “their” or “our”, outside direct speech."""
    spoken = [span for quotation in workbook.quotations for span in quotation.spans]
    for masked in sentences:
        for name in masked.names:
            is_one = name.kind == "N" and name.entity not in workbook.groups
            is_of_others = any(n.kind in "OCPY" and n.end < name.start for n in masked.names)  # “two funders … their”
            is_of_states = any(n.kind in "SY" and n.end < name.start for n in masked.names)
            whose = (_WHOSE if is_of_states else _AT_THE_HEAD).search(masked.text, 0, name.start)
            if is_one and whose and not is_of_others and not any(s.holds(name.span) for s in spoken):
                yield masked, name


def _whose_at(masked: Masked, name: Name) -> tuple[int, int]:
    found = _WHOSE.search(masked.text, 0, name.start)
    return found.span() if found else (name.start, name.end)
