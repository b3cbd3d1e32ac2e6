"""The one gate: what a producer proposes stands only with exact words, bound ends, and the ontology's leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sayings import no_register, vocabulary

from kg.drafting.gate import pass_gate
from kg.drafting.proposal import DraftEntity, DraftQuotation, Proposal
from kg.model import Source, Span
from kg.sources.locate import locate
from kg.sources.sentences import split_sentences

TEXT = (
    "The Tide Council and the Institute of Glass will not fund harbours. A partnership between the Tide Council and "
    "the Institute of Glass will begin in May. “Tide clocks can help,” said Ada Fenn."
)
SOURCE = Source("a-text", TEXT, "", split_sentences(TEXT))


def _entity(name: str, type_name: str, label: str) -> DraftEntity:
    return DraftEntity(name, type_name, label, tuple(locate(TEXT, label)))


ENTITIES = [
    _entity("tc", "FormalOrganization", "Tide Council"),
    _entity("iog", "FormalOrganization", "Institute of Glass"),
    _entity("ada", "Person", "Ada Fenn"),
    _entity("work", "Cooperation", "A partnership"),
    _entity("clocks", "Topic", "Tide clocks"),
]
BETWEEN = "A partnership between the Tide Council"
GOOD = Proposal("work", "hasParticipant", "tc", (BETWEEN,), "hand", 2)
STATUS = Proposal(
    "work",
    "hasStatus",
    "planned",
    ("A partnership between the Tide Council and the Institute of Glass will begin",),
    "hand",
    2,
    because={"object": "cue"},
    cue="will begin",
)


def judge(*proposals: Proposal, quotations: tuple[DraftQuotation, ...] = ()) -> tuple[list[str], dict[str, str]]:
    accepted, rejected = pass_gate(SOURCE, ENTITIES, quotations, proposals, no_register(), vocabulary())
    return [a.proposal.says for a in accepted], {r.proposal.says: r.reasons[0][:4] for r in rejected}


def test_what_holds_passes() -> None:
    assert judge(GOOD, STATUS)[0] == [GOOD.says, STATUS.says]


BAD = [
    (replace(GOOD, quotes=("A partnership between the Tide Councils",)), "E030"),
    (replace(GOOD, quotes=("partnership between",)), "E040"),
    (replace(GOOD, quotes=("partnership between the Tide Coun",)), "E030"),
    (replace(GOOD, obj="nobody"), "E020"),
    (replace(GOOD, predicate="marries"), "E021"),
    (replace(GOOD, subject="tc", obj="iog", quotes=("Tide Council and the Institute of Glass",), sentence=1), "E050"),
    (replace(GOOD, obj="clocks"), "E051"),
    (replace(GOOD, predicate="fundedBy", obj="clocks", quotes=(TEXT[:10],)), "E030"),
    (replace(GOOD, quotes=("Glass will not fund harbours. A partnership",)), "E031"),
    (replace(GOOD, because={"object": "anaphora"}, antecedent="no such words", quotes=("A partnership",)), "E042"),
    (replace(STATUS, cue="has begun"), "E043"),
    (replace(STATUS, obj="maybe"), "E022"),
    (replace(STATUS, quotes=("A partnership",)), "E043"),
    (Proposal("clocks", "onTopic", "clocks", ("Tide clocks can help",), "hand"), "E055"),
    (Proposal("tc", "hasParticipant", "iog", ("Tide Council and the Institute of Glass",), "hand", 1), "E050"),
    (Proposal("tc", "memberOf", "iog", ("Tide Council and the Institute of Glass will not fund",), "hand", 1), "E049"),
]


@pytest.mark.parametrize(("proposal", "code"), BAD, ids=lambda value: value if isinstance(value, str) else None)
def test_what_does_not_hold_is_refused_with_its_reason(proposal: Proposal, code: str) -> None:
    accepted, rejected = pass_gate(SOURCE, ENTITIES, [], [proposal], no_register(), vocabulary())
    assert not accepted
    assert rejected[0].reasons[0].startswith(code)


def test_what_has_no_status_goes_with_all_that_is_said_of_it() -> None:
    assert judge(GOOD)[0] == []
    assert judge(GOOD)[1] == {GOOD.says: "E053"}


def test_the_second_of_two_statuses_is_refused() -> None:
    other = replace(STATUS, obj="ongoing", cue="begin")
    accepted, rejected = judge(GOOD, STATUS, other)
    assert STATUS.says in accepted
    assert rejected[other.says] == "E054"


def test_a_claim_of_direct_speech_has_its_speaker_as_voice() -> None:
    spoken = locate(TEXT, "Tide clocks can help,")[0]
    quotation = DraftQuotation("words", "ada", "words of Ada Fenn", (Span(spoken.start, spoken.end),))
    entities = [*ENTITIES, DraftEntity("help", "Aim", "help", tuple(locate(TEXT, "help")))]
    proposal = Proposal("clocks", "supports", "help", ("Tide clocks can help",), "hand", told_as="possible")
    accepted, rejected = pass_gate(SOURCE, entities, [quotation], [proposal], no_register(), vocabulary())
    assert not rejected
    assert accepted[0].claim.voice.endswith("/ada")
    assert accepted[0].claim.told_as == "possible"


def test_a_reason_that_is_not_needed_is_left_out() -> None:
    proposal = replace(GOOD, because={"object": "anaphora"}, antecedent="the Tide Council")
    accepted, _ = pass_gate(SOURCE, ENTITIES, [], [proposal, STATUS], no_register(), vocabulary())
    assert accepted[0].claim.object_binding.reason == "words"
