"""Drafts a text: names, then undertakings and relations sentence by sentence, then the one gate.

The only module of this package that knows the order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.drafting.gate import pass_gate
from kg.drafting.naming.names import read_names
from kg.drafting.proposal import Accepted, Draft, DraftEntity, Proposal, Reading, Rejected
from kg.drafting.relating.aims.kinds import (
    describe_aims,
    without_gains_of_purposes,
    without_purposes_of_neighbours,
)
from kg.drafting.relating.aims.principles import find_principles
from kg.drafting.relating.aims.topics import tell_topics
from kg.drafting.relating.clauses.acts import name_acts
from kg.drafting.relating.clauses.frames import Frames
from kg.drafting.relating.coordination import share_heads
from kg.drafting.relating.coreference.anaphora import Anaphora
from kg.drafting.relating.coreference.joining import join, same_undertakings, tells_by_a_verb
from kg.drafting.relating.coreference.pages import of_the_named
from kg.drafting.relating.coreference.their_own import tell_whose_cooperation
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.money.funds import note_acting_funds
from kg.drafting.relating.money.sums import Money
from kg.drafting.relating.people.listed_posts import find_listed_posts
from kg.drafting.relating.people.quotations import find_quotations
from kg.drafting.relating.people.signatures import find_signatures
from kg.drafting.relating.people.signers import name_signers
from kg.drafting.relating.people.unmarked import in_their_voice
from kg.drafting.relating.relations import PLAIN, Relations
from kg.drafting.relating.statuses import tell_statuses
from kg.drafting.relating.undertakings.collections import Collections
from kg.drafting.relating.undertakings.collectives import find_collectives
from kg.drafting.relating.undertakings.events import find_acts, find_events
from kg.drafting.relating.undertakings.led_lists import LedLists
from kg.drafting.relating.undertakings.listed_names import note_listed_names
from kg.drafting.relating.undertakings.nested import describe_names
from kg.drafting.relating.undertakings.nouns import find_undertakings
from kg.drafting.relating.undertakings.set_up import note_what_is_set_up
from kg.drafting.relating.workbook import Workbook
from kg.model import Source
from kg.register import Register
from kg.vocabulary import Vocabulary

Producer = Callable[[Reading, Vocabulary], Iterable[Proposal | DraftEntity | Rejected]]
"""Proposes claims about a reading, and entities of its own for them; tells too what it could make nothing of."""


def draft(source: Source, register: Register, vocabulary: Vocabulary, producers: Iterable[Producer] = ()) -> Draft:
    """The draft of a text: what its rules, and any further producers, propose, passed through the gate."""
    return draft_reading(read_names(source, register, vocabulary), register, vocabulary, producers)


def draft_reading(
    reading: Reading,
    register: Register,
    vocabulary: Vocabulary,
    producers: Iterable[Producer] = (),
    *,
    title: str = "",
) -> Draft:
    """The draft of a text whose names have been found; `title` is the statement's, where it is known."""
    workbook = Workbook.of(reading, {name for scheme in vocabulary.concepts.values() for name in scheme})
    proposals = list(
        {(p.says, p.quotes, p.polarity, p.told_as): p for p in reversed(read_relations(workbook, vocabulary))}.values()
    )
    proposals.reverse()  # of one saying with the same words, the first rule's
    refused = [made for producer in producers for made in _produce(producer, workbook, vocabulary, proposals)]
    entities = workbook.things
    source, spoken = reading.source, workbook.quotations
    proposals = [_as_possible(p) for p in proposals if not _is_an_old_date(p, proposals)]
    accepted, rejected = pass_gate(source, entities, spoken, proposals, register, vocabulary, title)
    accepted = _without_bare_statuses(_without_loose_parts(accepted, workbook), workbook)
    accepted = _without_repetitions(_without_loose_aims(workbook, proposals, accepted))
    return Draft(
        Reading(reading.source, {e.name: e for e in entities}, tuple(sorted(workbook.mentions))),
        tuple(_used(entities, accepted, reading.entities)),
        tuple(workbook.quotations),
        tuple(accepted),
        (*rejected, *refused),
    )


def _as_possible(proposal: Proposal) -> Proposal:
    """Told as possible, where nobody decided and the quote says “may”, “might” or “could”."""
    is_decided = proposal.told_as or proposal.producer != "rules"
    if is_decided or proposal.predicate in ("hasStatus", "hasAim", "aimType", *PLAIN):
        return proposal
    return replace(proposal, told_as="possible") if _MAY.search(proposal.quotes[0]) else proposal


def _is_an_old_date(proposal: Proposal, proposals: list[Proposal]) -> bool:
    """True for the date that was once planned for what is late or dropped: “originally due in May”."""
    if proposal.predicate != "timeExpression":
        return False
    before = proposal.quotes[0].partition(proposal.obj)[0]
    ended = any(p.subject == proposal.subject and p.predicate == "hasStatus" and p.obj in _ENDS for p in proposals)
    if proposal.obj.startswith("from ") and _MOVED.search(before):
        return True  # “has slipped from May to September”
    is_due = _DUE.search(before) is not None and _NOW.search(before) is None
    return _ONCE.search(before) is not None or (ended and is_due)


_ONCE = re.compile(
    r"\b(?:originally|previously|once|formerly)(?: \w+)? "
    r"(?:planned|foreseen|scheduled|due|expected|set|promised)(?: \w+){0,2} $|"
    r"\b(?:slipped|moved|postponed|delayed|shifted) from $|"
    r"\bshould have (?:been )?\w+(?: \w+){0,2} $|"
    r"\b(?:was|were) (?:once )?to (?:have )?(?:be )?\w+(?: at \w+| in \w+)? $"
)
_MOVED = re.compile(
    r"\b(?:slipped|moved|postponed|delayed|shifted|rescheduled|deferred|(?:put|pushed|set) back|put off) $"
)
_DUE = re.compile(
    r"\b(?:planned|foreseen|scheduled|due|expected|set|promised|announced|proposed)(?: to \w+(?: \w+)?)?"
    r"(?: for| in| by)? $"
)
_NOW = re.compile(
    r"\b(?:now|postponed|delayed|deferred|slipped|put (?:off|back)|pushed back|held (?:up|back)|late|behind schedule)\b"
)
"""Words behind which what is due or expected is what holds: “has been put off and is now expected in 2028”."""
_MAY = re.compile(r"\b(?:may|might|could)\b")


def _produce(
    producer: Producer, workbook: Workbook, vocabulary: Vocabulary, proposals: list[Proposal]
) -> Iterator[Rejected]:
    """Adds what a producer proposes to the workbook and the proposals; gives what it could make nothing of."""
    things = {entity.name: entity for entity in workbook.things}
    known = [mention for mention in sorted(workbook.mentions) if mention.entity in things]
    for made in producer(Reading(workbook.source, things, tuple(known)), vocabulary):
        if isinstance(made, DraftEntity):
            workbook.entities.setdefault(made.name, made)
        elif isinstance(made, Proposal):
            proposals.append(made)
        else:
            yield made


def read_relations(workbook: Workbook, vocabulary: Vocabulary) -> list[Proposal]:
    """Every proposal of the rules for a text, in the order in which they were found."""
    name_signers(workbook)
    note_acting_funds(workbook)
    note_what_is_set_up(workbook)
    note_listed_names(workbook)
    proposals = list(find_quotations(workbook))
    relations, anaphora, money = Relations(workbook, vocabulary), Anaphora(workbook), Money(workbook)
    frames, collections, led_lists = Frames(workbook, vocabulary), Collections(workbook), LedLists(workbook)
    sentences: list[Masked] = []
    for sentence in workbook.source.sentences:
        masked = workbook.mask(sentence)
        if anaphora.resolve(masked):
            masked = workbook.mask(sentence)
        anaphora.remember(masked)
        if find_principles(workbook, masked):
            masked = workbook.mask(sentence)
        find_collectives(workbook, masked)
        find_undertakings(workbook, workbook.mask(sentence))
        anaphora.resolve_pronoun(workbook.mask(sentence), sentences)
        anaphora.resolve_they(workbook.mask(sentence), sentences)
        find_events(workbook, workbook.mask(sentence))
        find_acts(workbook, workbook.mask(sentence))
        proposals += led_lists.propose(sentence)
        masked = workbook.mask(sentence)
        sentences.append(masked)
        proposals += share_heads(workbook, masked)
        proposals += money.propose(masked)
        related = list(relations.propose(masked))
        anaphora.remember_parties(masked, related)
        proposals += related
        proposals += frames.propose(masked)
        proposals += collections.propose(masked)
        proposals += find_listed_posts(workbook, masked)
    proposals += find_signatures(workbook, sentences, proposals)
    same = same_undertakings(workbook, sentences)
    proposals += tell_whose_cooperation(workbook, anaphora, sentences, proposals, same)
    proposals += money.close(list(tell_statuses(workbook, sentences, same)), same, proposals)
    proposals += describe_names(workbook, vocabulary)
    proposals = list(of_the_named(workbook, proposals))
    proposals += tell_topics(workbook)
    proposals = without_purposes_of_neighbours(proposals)
    proposals += describe_aims(workbook, vocabulary)
    proposals = without_gains_of_purposes(workbook, proposals)
    name_acts(workbook, sentences)
    return in_their_voice(workbook, join(workbook, same, proposals))


def _without_bare_statuses(accepted: list[Accepted], workbook: Workbook) -> list[Accepted]:
    """Without undertakings of which nothing but a status is said, unless they are at an end or told as to come."""
    told = {end for a in accepted if a.proposal.predicate != _STATUS for end in (a.claim.subject, a.claim.obj)}

    def is_told(a: Accepted) -> bool:
        is_next = _NEXT.match(workbook.entities[a.proposal.subject].label) is not None
        is_listed = a.proposal.because.get("subject") == "anaphora"
        is_to_come = a.proposal.obj == "planned" and (is_next or is_listed)
        return a.claim.subject in told or a.proposal.obj in _ENDS or is_to_come

    return [a for a in accepted if a.proposal.predicate != _STATUS or is_told(a)]


def _without_loose_parts(accepted: list[Accepted], workbook: Workbook) -> list[Accepted]:
    """Without undertakings that only stand inside a purpose (“enable collaboration”) and have no participant.

    Without those that a verb tells and of which nobody is said to do it (“so that people can work together”), and
    without what recitals speak of in general, with its purposes.
    """
    aims = [span for entity in workbook.things if entity.type == "Aim" for span in entity.mentions]
    joined = {
        a.proposal.subject for a in accepted if a.proposal.predicate in ("hasParticipant", "fundedBy", "hasParty")
    }
    loose = {
        entity.name
        for entity in workbook.things
        if workbook.kind(entity.name) == "N" and entity.name not in joined and tells_by_a_verb(entity)
    }
    loose |= {
        entity.name
        for entity in workbook.things
        if workbook.kind(entity.name) == "N" and entity.name not in joined and _is_general(workbook, entity)
    }
    loose |= {
        entity.name
        for entity in workbook.things
        if workbook.kind(entity.name) in "UNMF"
        and entity.name not in joined
        and entity.label[:1].islower()
        and all(any(aim.holds(span) for aim in aims) for span in entity.mentions)
    }
    aimed = [a.proposal for a in accepted if a.proposal.predicate in ("hasAim", "supports")]
    loose |= {p.obj for p in aimed if p.subject in loose} - {p.obj for p in aimed if p.subject not in loose}
    return [a for a in accepted if a.proposal.subject not in loose and a.proposal.obj not in loose]


def _is_general(workbook: Workbook, entity: DraftEntity) -> bool:
    """True for what only a recital speaks of in general: “Acknowledging that international partnerships are key …”."""
    places = [workbook.source.find_sentence(span) for span in entity.mentions]
    is_in_recitals = all(place and _RECITAL.match(workbook.source.words(place.span)) for place in places)
    return is_in_recitals and entity.label.islower() and entity.label.endswith("s")


_RECITAL = re.compile(
    r"[•▪●*–—-]? ?(?:Recogni[sz]ing|Acknowledging|Appreciating|Understanding|Mindful|Convinced|Aware|Believing|"
    r"Conscious|Considering|Emphasi[sz]ing|Underlining|Noting|Affirming)\b"
)


def _without_loose_aims(workbook: Workbook, proposals: list[Proposal], accepted: list[Accepted]) -> list[Accepted]:
    """Without what is said of purposes that are nobody's: no rule proposed whose they could be."""
    aimed_at = {p.obj for p in proposals if p.predicate in ("hasAim", "supports")}
    loose = {e.name for e in workbook.entities.values() if e.type == "Aim"} - aimed_at
    return [a for a in accepted if a.proposal.subject not in loose]


def _without_repetitions(accepted: list[Accepted]) -> list[Accepted]:
    """Each triple once in each voice and manner: with its surest words, the first of these."""
    best: dict[tuple[str, ...], Accepted] = {}
    for a in accepted:
        key = (a.claim.subject, a.claim.predicate, a.claim.obj, a.claim.voice, a.claim.polarity)
        if key not in best or a.confidence > best[key].confidence:
            best[key] = a
    kept = {id(a) for a in best.values()}
    return [a for a in accepted if id(a) in kept]


def _used(entities: list[DraftEntity], accepted: list[Accepted], named: Mapping[str, DraftEntity]) -> list[DraftEntity]:
    """The named things of the text, and of the others those that a claim speaks of."""
    spoken = {name for a in accepted for name in (a.proposal.subject, a.proposal.obj)}
    return [e for e in entities if e.name in spoken or (e.mentions and (e.type in _NAMED or e.name in named))]


_STATUS = "hasStatus"
_ENDS = ("delayed", "lapsed")
_NEXT = re.compile(r"(?:first|second|third|next|final|last) \S", re.IGNORECASE)
"""What is told as one of several that are to come: “the first grants”."""
_NAMED = (
    "Person",
    "Post",
    "State",
    "Government",
    "FormalOrganization",
    "Organization",
    "OrganizationalUnit",
    "Topic",
    "Place",
)
