"""One status for every undertaking, strategy and instrument: of the sentences that tell one, the first of those that
tell most decides, but an end told later (delayed, lapsed, completed) overrides it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.claims.binding import governs
from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.coreference.joining import tells_by_a_verb
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.made import BULLETS
from kg.drafting.relating.status import Told, is_item, status_of
from kg.drafting.relating.tenses import tense_of, tense_of_list, told_beside
from kg.drafting.relating.undertakings.instruments import close, status_of_instrument
from kg.drafting.relating.workbook import Workbook
from kg.sources.quotation_marks import quotation_marks

_KINDS = "UNMGFIR"
_ENDS = ("delayed", "lapsed", "completed")
_DENIED = ("delayed", "lapsed")
"""Statuses that words of exclusion may tell (“will not go ahead”, “has not yet started”)."""


def tell_statuses(workbook: Workbook, sentences: list[Masked], same: dict[str, str]) -> Iterator[Proposal]:
    """A status for each undertaking of the text, with the words that tell it; sentences of direct speech come last."""
    chosen: dict[str, tuple[Masked, Name, Told]] = {}
    marks = quotation_marks(workbook.source.text)
    spoken = [s for s in sentences if any(mark.meets(s.sentence.span) for mark in marks)]
    for masked in [s for s in sentences if s not in spoken] + spoken:
        for name in masked.names:
            if name.kind not in _KINDS or name.entity in workbook.led:
                continue
            told = _of_an_act(workbook, masked, name)
            told = told or (status_of_instrument(masked, name) if name.kind == "I" else status_of(masked, name))
            words, there = masked, name
            if told is None and (item := _of_an_item(workbook, masked, name)):
                words, there, told = item
            if told is None:
                continue
            if name.entity in same and tells_by_a_verb(workbook.entities[name.entity]):
                told = replace(
                    told, rank=min(told.rank, 1)
                )  # “will work together” yields to what is said of the partnership
            group = workbook.groups.get(name.entity)
            entity = group.members[0] if group else name.entity
            entity = same.get(entity, entity)
            first = chosen.get(entity)
            is_better = first is not None and first[2].rank < told.rank
            if (
                first is None
                or is_better
                or (
                    told.status in _ENDS
                    and first[2].status in ("planned", "intended", "ongoing")
                    and masked not in spoken
                    and not (name.kind == "I" and told.rank < first[2].rank)
                )
            ):
                chosen[entity] = (words, there, told)
    for entity, (masked, name, told) in chosen.items():
        group = workbook.groups.get(name.entity)
        for one in (entity, *workbook.twins.get(entity, ())):
            yield _proposal(one, masked, name, told, group.antecedent if group else "")
    is_titled = bool(sentences) and not sentences[0].text.rstrip().endswith(".")
    untold = [s for s in (sentences[1:] if is_titled else sentences) if s not in spoken]
    told_so: set[str] = set()
    yield from _by_tense(workbook, untold, same, chosen, told_so)
    yield from _by_clause(workbook, untold, same, {*chosen, *told_so})
    yield from close(workbook, sentences, set(chosen))


def _of_an_act(workbook: Workbook, masked: Masked, name: Name) -> Told | None:
    """What the mood and the tense of its own verb tell of an act (“has been drilling”), where they tell enough."""
    status = workbook.acts.get(name.span, "")
    words = " ".join(masked.source.words(name.span).split())
    if not status or status == "called-for" or not governs(words):
        return None
    return Told(status, name.start, name.end, words, is_verb=True)


def _of_an_item(workbook: Workbook, masked: Masked, name: Name) -> tuple[Masked, Name, Told] | None:
    """What an act that is told of an item of a list tells of it: “Tidal Glass (€3 million): ‹O1› will test lamps”.

    With the sentence in which the act is not masked, and the name in it.
    """
    words = plain(workbook, masked)[0] if is_item(masked, name) else None
    there = _there(words, name) if words else None
    told = status_of(words, there) if words and there else None
    return (words, there, told) if words and there and told else None


def _there(masked: Masked, name: Name) -> Name | None:
    """The same name in the sentence masked otherwise."""
    return next((other for other in masked.names if other.span == name.span), None)


def _whole(masked: Masked, told: Told) -> int:
    """Where the words end that tell a status: whole words, one of which means something (“are being financed”)."""
    end = _REST.match(masked.text, told.end)
    at = end.end() if end and told.end > told.start else told.end
    if not governs(masked.words(told.start, at)):
        more = _NEXT.match(masked.text, at)
        at = more.end() if more else at
    return at


_REST = re.compile(r"(?<=[\w-])[\w-]*")
_NEXT = re.compile(r" (?:[\w-]+|‹[A-Z]\d+›)")


def _by_tense(
    workbook: Workbook,
    sentences: list[Masked],
    same: dict[str, str],
    chosen: dict[str, tuple[Masked, Name, Told]],
    told_so: set[str],
) -> Iterator[Proposal]:
    """A status for each undertaking of which no sentence tells more than its tense does."""
    lead: Masked | None = None
    for masked in sentences:
        if masked.text.rstrip().endswith(":"):
            lead = masked
        elif masked.source.text[masked.sentence.span.start] not in BULLETS:
            lead = None
        for name in masked.names:
            entity = same.get(name.entity, name.entity)
            if name.kind not in _KINDS.replace("I", "") or name.entity in workbook.groups or entity in chosen:
                continue
            if name.entity in workbook.led:
                continue
            if entity in told_so:
                continue
            of_list = tense_of_list(lead) if lead is not None and lead is not masked else None
            told = of_list or tense_of(masked, name)
            if told is None:
                continue
            told_so.add(entity)
            if of_list and lead:
                yield _of_item(entity, lead, told, " ".join(masked.source.words(name.span).split()))
            else:
                yield _proposal(entity, masked, name, told, "")


def _by_clause(
    workbook: Workbook, sentences: list[Masked], same: dict[str, str], known: set[str]
) -> Iterator[Proposal]:
    """A status for each undertaking that is only spoken of beside a verb: what its clause tells by mood and tense."""
    for masked in sentences:
        for name in masked.names:
            entity = same.get(name.entity, name.entity)
            if name.kind not in _KINDS or entity in known or name.entity in {*workbook.groups, *workbook.led}:
                continue
            words = plain(workbook, masked)[0] if name.kind == "I" else masked
            told = told_beside(words, _there(words, name) or name)
            if told is not None:
                known.add(entity)
                yield _proposal(entity, words, _there(words, name) or name, told, "")


def _of_item(entity: str, lead: Masked, told: Told, words: str) -> Proposal:
    """The status of an item of a list, in the words that lead to the list."""
    span = lead.span(told.start, told.end)
    return Proposal(
        entity,
        "hasStatus",
        told.status,
        (hull(lead, span),),
        f"status-{told.status}",
        lead.sentence.number,
        told_as="fact",
        because={"object": "cue", "subject": "anaphora"},
        antecedent=words,
        cue=" ".join(lead.source.words(span).split()),
    )


def _proposal(entity: str, masked: Masked, name: Name, told: Told, antecedent: str) -> Proposal:
    if told.cue:
        cue = told.cue
        quote = hull(masked, name.span)
    else:
        span = masked.span(told.start, _whole(masked, told))
        cue = " ".join(masked.source.words(span).split())
        quote = hull(masked, name.span, span)
    return Proposal(
        entity,
        "hasStatus",
        told.status,
        (quote,),
        f"status-{told.status}",
        masked.sentence.number,
        told_as="fact",
        polarity="affirmed" if told.status in _DENIED else "",
        because={"object": "cue"} | ({"subject": "anaphora"} if antecedent else {}),
        antecedent=antecedent,
        cue=cue,
    )
