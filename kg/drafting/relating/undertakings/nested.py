"""What a name says by itself: “U.S. National Science Foundation” is of the United States; a post names its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.drafting.proposal import DraftEntity, Mention, Proposal
from kg.drafting.relating.undertakings.instruments import tell_kinds
from kg.drafting.relating.undertakings.nouns import listed
from kg.drafting.relating.workbook import Workbook
from kg.vocabulary import Vocabulary

_UNIT = re.compile(
    r"(.+?)(?:['’]s)? (?:Directorate|Division|Office|Department|Institute|Cent(?:re|er)|Executive Board|Board|Council|"
    r"Domain|Branch|Unit|Bureau|Secretariat|Laboratory)\b"
)
_DONE_BY = re.compile(r"[-‐‑](funded|financed|backed|sponsored|led|run|hosted)\b")
"""Behind a name within a phrase: “a Norland-funded project”."""
_SHORTEST = 3
"""From how many capitals on the first word of a unit's name is its body: “NTXQ Time Division”."""
_COMMISSION = re.compile(r"\b(?:Commission|Forum|Council)\b")
_NUMBER = "(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Tt]en|[Tt]welve|[0-9]+)"
_TERM = re.compile(rf"(?P<time>{_NUMBER}-[Yy]ear)\b")
_IN_FRONT = re.compile(rf"\b(?:[Aa]n? (?P<time>(?:(?:19|20)\d\d|{_NUMBER}-year)) (?:[a-z-]+ )?)$")
_IN_BRACKETS = re.compile(r" \((?P<time>(?:19|20)\d\d)\)")
_NEAR = 40
"""How many signs in front of a name its year or term may stand."""
_OF_A_STATE = "OXGRC"
_SENT_TO = re.compile(r"\bto (?:the )?$")
"""Behind a post, before the state that it is sent to and not of: “Ambassador to Norland”."""


def describe_names(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Proposals from names inside names: jurisdiction by a state, the body of a post, the kind of an instrument."""
    mentions = sorted(workbook.mentions, key=lambda m: (m.span.start, -m.span.end))
    yield from _units(workbook, mentions)
    for index, outer in enumerate(mentions):
        reached = outer.span.start
        for at, inner in enumerate(mentions[index + 1 :], start=index + 1):
            if inner.span.start >= outer.span.end:
                break
            is_beside = inner.span.start >= reached or (
                inner.span.end == reached and inner.span == mentions[at - 1].span
            )
            if outer.span.holds(inner.span) and inner.entity != outer.entity and is_beside:
                reached = inner.span.end  # what lies inside the inner name is said of that one
                yield from _nested(workbook, outer, inner)
        yield from _terms(workbook, outer)
    yield from tell_kinds(workbook)


def _terms(workbook: Workbook, mention: Mention) -> Iterator[Proposal]:
    """The year or the term that stands in front of a name, in it, or in brackets behind it: “a 2024 workshop”."""
    if workbook.kind(mention.entity) not in "UNMGI":
        return
    text, span = workbook.source.text, mention.span
    inside = _TERM.match(text, span.start, span.end)
    front = _IN_FRONT.search(text, max(0, span.start - _NEAR), span.start)
    behind = _IN_BRACKETS.match(text, span.end)
    found = inside or front or behind
    if found:
        start, end = min(found.start("time"), span.start), max(found.end(), span.end)
        sentence = workbook.source.find_sentence(span)
        yield Proposal(
            mention.entity, "timeExpression", found.group("time"), (" ".join(text[start:end].split()),),
            "term-of-name", sentence.number if sentence else 0, is_words=True,
        )  # fmt: skip


def _nested(workbook: Workbook, outer: Mention, inner: Mention) -> Iterator[Proposal]:
    kinds = workbook.kind(outer.entity), workbook.kind(inner.entity)
    if kinds[0] == "C" and inner.entity in workbook.groups:
        yield from _of_their_states(workbook, outer, inner)
        return
    if kinds == ("G", "S") and _is_of_several(workbook, outer):
        yield _proposal(workbook, outer, "hasParticipant", inner.entity, "participant-in-name")
        return
    if kinds == ("O", "S") and _is_of_several(workbook, outer):
        if _COMMISSION.search(workbook.source.words(outer.span)):
            yield _proposal(workbook, outer, "jurisdiction", inner.entity, "jurisdiction-in-name")
        return
    if kinds == ("X", "S") and (body := _owned_by(workbook, outer, inner)):
        if workbook.entities[body].jurisdiction in ("", inner.entity):
            made = _proposal(workbook, outer, "jurisdiction", inner.entity, "jurisdiction-in-name")
            yield replace(made, subject=body)
    elif kinds[1] == "S" and kinds[0] in _OF_A_STATE and _is_its_state(workbook, outer, inner):
        if kinds[0] == "X" and _SENT_TO.search(workbook.source.text, outer.span.start, inner.span.start):
            return
        yield _proposal(workbook, outer, "jurisdiction", inner.entity, "jurisdiction-in-name")
    if kinds[0] in "UNMGF" and kinds[1] in "SO" and (done := _DONE_BY.match(workbook.source.text, inner.span.end)):
        predicate = "hasParticipant" if done.group(1) in ("led", "run", "hosted") else "fundedBy"
        yield _proposal(workbook, outer, predicate, inner.entity, "done-by-in-name")
    if kinds == ("X", "O"):
        yield _proposal(workbook, outer, "postIn", inner.entity, "body-in-post")
    if kinds == ("O", "O") and _is_whole(workbook, outer, inner):
        yield _proposal(workbook, outer, "subOrganizationOf", inner.entity, "body-in-body")
    if kinds == ("I", "M"):
        yield _proposal(workbook, outer, "hasOccasion", inner.entity, "occasion-in-name")
    if kinds[1] == "T" and kinds[0] in "GRINUMF":
        yield _proposal(workbook, outer, "onTopic", inner.entity, "topic-in-name")
    if kinds == ("I", "O") and _is_a_party(workbook, outer, inner):
        yield _proposal(workbook, outer, "hasParty", inner.entity, "party-in-name")
    if kinds == ("I", "S") and _is_a_state_party(workbook, outer, inner):
        yield _proposal(workbook, outer, "hasParty", inner.entity, "party-in-name")
    if kinds[1] == "S" and (kinds[0] == "N" or (kinds[0] in "MU" and _is_of_several(workbook, outer))):
        yield _proposal(workbook, outer, "hasParticipant", inner.entity, "participant-in-name")


def _of_their_states(workbook: Workbook, outer: Mention, inner: Mention) -> Iterator[Proposal]:
    """The states of people whose words hold some that stand for several: “teams from both countries”."""
    group = workbook.groups[inner.entity]
    for state in (member for member in group.members if workbook.kind(member) == "S"):
        told = _proposal(workbook, outer, "jurisdiction", state, "jurisdiction-of-people")
        yield replace(told, because={"object": "anaphora"}, antecedent=group.antecedent)


def _owned_by(workbook: Workbook, outer: Mention, inner: Mention) -> str:
    """The body that belongs to the state in a post: the council of “President of Norland’s Tide Council”."""
    behind = workbook.source.text[inner.span.end : outer.span.end]
    start = inner.span.end + len(behind) - len(behind.lstrip("’'s "))
    is_owned = start > inner.span.end + 2
    owned = (m for m in workbook.mentions.starting(start) if outer.span.holds(m.span))
    return next((m.entity for m in owned if is_owned and workbook.kind(m.entity) == "O"), "")


def _is_its_state(workbook: Workbook, outer: Mention, inner: Mention) -> bool:
    """False where the register knows another state of the thing, or the word is the name of other places too.

    “Georgia Institute of Technology” is not in the state on the Black Sea.
    """
    body = workbook.entities[outer.entity]
    if _is_of_several(workbook, outer):
        return False
    if workbook.source.words(inner.span) in listed("states-and-other-places") and not body.register:
        return False
    if any(place in body.label for place in listed("places-with-states")):
        return False  # “University of British Columbia”
    return body.jurisdiction in ("", inner.entity)


def _proposal(workbook: Workbook, outer: Mention, predicate: str, obj: str, rule: str) -> Proposal:
    words = " ".join(workbook.source.words(outer.span).split())
    sentence = workbook.source.find_sentence(outer.span)
    return Proposal(outer.entity, predicate, obj, (words,), rule, sentence.number if sentence else 0, told_as="fact")


def _is_a_party(workbook: Workbook, outer: Mention, inner: Mention) -> bool:
    """True for a body told as one of those who speak or agree: “Joint Statement by the Government of Norland and …”."""
    before = " ".join(workbook.source.text[outer.span.start : inner.span.start].split())
    return _BY.search(before) is not None and not _ABOUT.search(before)


def _is_a_state_party(workbook: Workbook, outer: Mention, inner: Mention) -> bool:
    """False for the state of “… by the Ministry of Tides of Norland”, and for one that a statement is about."""
    text = workbook.source.text
    before = " ".join(text[outer.span.start : inner.span.start].split())
    if _OF.search(before) and any(_OF.fullmatch(text[m.span.end : inner.span.start]) for m in _bodies(workbook, outer)):
        return False
    about = _ABOUT.search(before)
    states = [m for m in workbook.mentions if workbook.kind(m.entity) == "S" and outer.span.holds(m.span)]
    is_between_them = len({m.entity for m in states}) > 1
    return about is None or (is_between_them and not _is_party_named_before(states, outer, about))


def _is_party_named_before(states: list[Mention], outer: Mention, about: re.Match[str]) -> bool:
    """True where a state stands before the “on”: “Joint Statement of Norland and Sudland on the Eastland Reefs”."""
    return any(m.span.start - outer.span.start < about.start() for m in states)


def _bodies(workbook: Workbook, outer: Mention) -> list[Mention]:
    return [m for m in workbook.mentions if workbook.kind(m.entity) == "O" and outer.span.holds(m.span)]


_OF = re.compile(r"(?:^| )of(?: the)? ?$")
_BY = re.compile(r"\b(?:by|of|from|between)\b(?: the)?(?: [^ ].*(?:,| and)(?: the)?)?$")
_ABOUT = re.compile(r"\b(?:on|for|about|concerning)\b")


def _is_whole(workbook: Workbook, outer: Mention, inner: Mention) -> bool:
    """True for a body inside the name of its part: “Research Council of the Tide Fund”, “Tide Fund Executive Board”."""
    text = workbook.source.text
    before = text[outer.span.start : inner.span.start]
    behind = text[inner.span.end : outer.span.end].lstrip("’'s ")
    return bool(re.search(r"\b(?:of|at|within) (?:the )?$", before)) or (not before and behind[:1].isupper())


def _is_of_several(workbook: Workbook, outer: Mention) -> bool:
    """True for a name that begins with two states or more: “U.S.–India Initiative”."""
    words = workbook.source.words(outer.span)
    inside = {m.entity for m in workbook.mentions.inside(outer.span) if workbook.kind(m.entity) == "S"}
    return len(inside) > 1 and bool(re.match(r"[\w. ]+?\s*[-–—/]\s*[A-Z]", words))


def _units(workbook: Workbook, mentions: list[Mention]) -> Iterator[Proposal]:
    """“NSF Directorate for Engineering” is a part of NSF, though the name of that body is no mention of its own."""
    bodies = {form: e.name for e in workbook.things if workbook.kind(e.name) == "O" for form in _forms(workbook, e)}
    for outer in mentions:
        unit = _UNIT.match(" ".join(workbook.source.words(outer.span).split()))
        first = unit.group(1).partition(" ")[0] if unit else ""
        short = bodies.get(first) if len(first) >= _SHORTEST and first.isupper() else None
        whole = (bodies.get(unit.group(1)) or short) if unit and workbook.kind(outer.entity) == "O" else None
        if whole and whole != outer.entity:
            yield _proposal(workbook, outer, "subOrganizationOf", whole, "body-in-body")


def _forms(workbook: Workbook, entity: DraftEntity) -> list[str]:
    return [entity.label, *(" ".join(workbook.source.words(span).split()) for span in entity.mentions)]
