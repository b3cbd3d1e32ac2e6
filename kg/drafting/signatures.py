"""Signatures: who signs an instrument, in which post, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.masked import Masked, Name
from kg.drafting.proposal import Proposal
from kg.drafting.relations import hull
from kg.drafting.workbook import Workbook

_SIGNED_BY = re.compile(r"(?:[Ss]igned|[Ss]ignature)(?: (?:today|jointly|on|in|at|yesterday|[\w ]{0,40}?))? by ")
_SIGN = re.compile(r"\b(?:sign|signed|signs|put (?:his|her|their) names? to)\b")


def find_signatures(workbook: Workbook, sentences: list[Masked]) -> Iterator[Proposal]:
    """Proposals for every person that a sentence says signs an instrument that it names."""
    for masked in sentences:
        instrument = next((n for n in masked.names if n.kind == "I"), None)
        by = _SIGNED_BY.search(masked.text)
        verb = _SIGN.search(masked.text)
        if instrument is None or not (by or verb):
            continue
        people = [n for n in masked.names if n.kind == "P"]
        if by:
            stop = re.search(r"[.;]|, (?:the|which|this) ‹I", masked.text[by.end() :])
            end = by.end() + stop.start() if stop else len(masked.text)
            people = [n for n in people if by.end() <= n.start < end]
        elif verb:
            people = [n for n in people if n.end <= verb.start()]
        for person in people:
            yield from _sign(workbook, masked, instrument, person)


def _sign(workbook: Workbook, masked: Masked, instrument: Name, person: Name) -> Iterator[Proposal]:
    label = f"signature of {workbook.entities[person.entity].label}"
    name = workbook.find("Signature", label) or workbook.add("Signature", label, hint=f"{person.entity}-signature")
    quote, number = hull(masked, instrument.span, person.span), masked.sentence.number
    yield Proposal(
        instrument.entity, "hasSignature", name, (quote,), "signature", number, because={"object": "structure"}
    )
    words = " ".join(masked.source.words(person.span).split())
    structure = {"subject": "structure"}
    yield Proposal(name, "signatory", person.entity, (words,), "signatory", number, told_as="fact", because=structure)
    for post in _posts(masked, person):
        quote = hull(masked, person.span, post.span)
        yield Proposal(name, "signedAs", post.entity, (quote,), "signed-as", number, told_as="fact", because=structure)
    behalf = re.match(r"(?:, [^.;]{0,80}?)?,? (?:on behalf of|for) (?:the )?(?=‹)", masked.text[person.end :])
    if behalf:
        party = masked.name_at(person.end + behalf.end())
        if party and party.kind in "OS":
            quote = hull(masked, person.span, party.span)
            yield Proposal(
                name, "onBehalfOf", party.entity, (quote,), "on-behalf-of", number, told_as="fact", because=structure
            )


def _posts(masked: Masked, person: Name) -> list[Name]:
    """The posts in apposition to a person: right before the name, or right behind it."""
    before = re.search(
        r"((?:‹X\d+›(?:,? and (?:the )?|, )?)+),? ?(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame)\.? )*$",
        masked.text[: person.start],
    )
    behind = re.match(
        r"(?: \([^()]{1,20}\))?, (?:the |its |their )?((?:‹X\d+›(?:,? and (?:the )?)?)+)", masked.text[person.end :]
    )
    if behind and not re.match(r"(?: \([^()]{1,20}\))?, and ", masked.text[person.end :]):
        at = person.end + behind.start(1)
        return masked.names_in(at, person.end + behind.end(1), "X")
    return masked.names_in(before.start(1), before.end(1), "X") if before else []
