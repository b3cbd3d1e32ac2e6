"""Names the acts that verbs tell by what is done: “will consult” by “consult the ministry”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.clauses.reader import behind_object, read_clauses
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Workbook


def name_acts(workbook: Workbook, sentences: Iterable[Masked]) -> None:
    """Gives each act a label, and a further mention, of its verb and what it is done to."""
    for sentence in sentences:
        masked, acts = plain(workbook, sentence)
        for clause in read_clauses(masked.text) if acts else ():
            place = masked.span(clause.start, max(clause.start + 1, clause.verb_end))
            act = next((m for m in acts if m.span.meets(place)), None)
            if act is None or not clause.objects or clause.verb is None or clause.verb.is_passive:
                continue
            verb = masked.text.rfind(" ", clause.start, clause.verb_end) + 1
            last = [clause.objects[0], *behind_object(clause)[:1]][-1]
            span = masked.span(max(verb, clause.start), last.end)
            known = workbook.entities[act.entity]
            words = " ".join(workbook.source.words(span).split())
            workbook.entities[act.entity] = replace(known, label=words, mentions=(*known.mentions, span))
