"""The body of a post told beside it in a list of who is who: “Ada Fenn, Director, Tide Council”, “TC: Ada Fenn”.

Of a title in the plural, “Presidents Ada Fenn and Bo Reed”, each is told to hold the post.

A post that names a unit (“Head of the Storms Team, Tide Council”) is in the unit, and the unit is a part of the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.people.signatures import pattern_of
from kg.drafting.relating.workbook import Workbook


def find_listed_posts(workbook: Workbook, masked: Masked) -> Iterator[Proposal]:
    """Proposals from the lists of a sentence: a body before the person, or behind the post."""
    for name in ("listed-before", "listed-behind"):
        for match in pattern_of(name).finditer(masked.text):
            post, body = (masked.name_at(match.start(end)) for end in ("post", "body"))
            if post and body and workbook.entities[body.entity].type != "Government":
                yield from _belongs(workbook, masked, post, body)
    for match in pattern_of("shared").finditer(masked.text):
        post = masked.name_at(match.start("post"))
        if post and _is_plural(workbook, post):
            for person in masked.names_in(match.start("people"), match.end("people"), "P"):
                quote = hull(masked, post.span, person.span)
                number = masked.sentence.number
                yield Proposal(post.entity, "heldBy", person.entity, (quote,), "post-shared", number, told_as="fact")


def _is_plural(workbook: Workbook, post: Name) -> bool:
    """True for the “Presidents” of “Presidents Ada Fenn and Bo Reed”."""
    label, words = workbook.entities[post.entity].label, workbook.source.words(post.span)
    return words.endswith("s") and not label.endswith("s")


def _belongs(workbook: Workbook, masked: Masked, post: Name, body: Name) -> Iterator[Proposal]:
    inside = [m for m in workbook.mentions.inside(post.span) if workbook.kind(m.entity) == "O"]
    units = [m for m in inside if m.entity != body.entity]
    if inside and not units:
        return
    subject, predicate, rule = post.entity, "postIn", "post-listed"
    if units:
        subject, predicate, rule = units[0].entity, "subOrganizationOf", "unit-listed"
    quote = hull(masked, units[0].span if units else post.span, body.span)
    yield Proposal(subject, predicate, body.entity, (quote,), rule, masked.sentence.number, told_as="fact")
