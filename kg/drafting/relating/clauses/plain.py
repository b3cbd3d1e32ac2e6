"""Sentences as the clause reader wants them: names masked, and verbs left as they stand."""

from __future__ import annotations

from kg.drafting.proposal import Mention
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Workbook


def plain(workbook: Workbook, masked: Masked) -> tuple[Masked, list[Mention]]:
    """The sentence with names masked, but neither the verbs that tell an act nor purposes; and its acts."""
    here = workbook.mentions_in(masked.sentence)
    acts = [m for m in here if m.span in workbook.acts]
    if not acts and not any(name.kind == "A" for name in masked.names):
        return masked, acts
    others = [m for m in here if m.span not in workbook.acts and workbook.kind(m.entity) != "A"]
    return Masked(workbook.source, masked.sentence, others, workbook.entities), acts
