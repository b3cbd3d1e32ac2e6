"""Undertakings in invented sentences: who takes part, when, where, with what money, and how far they have come."""

from __future__ import annotations

import pytest
from sayings import Names, drafted, reading_of, sayings

from kg.drafting.relating.undertakings.set_up import note_what_is_set_up
from kg.drafting.relating.workbook import Workbook

BODIES = "Tide Council=TC; Institute of Glass=IOG; Harbour Fund"
NAMES: Names = {
    "FormalOrganization": BODIES,
    "State": "Norland; Sudland",
    "Place": "Port Alder",
    "Topic": "tide clocks",
}

READ = [
    (
        "A new partnership between the Tide Council (TC) and the Institute of Glass (IOG) will begin in May 2031.",
        {
            "new-partnership hasParticipant tide-council",
            "new-partnership hasParticipant institute-of-glass",
            "new-partnership hasStatus planned",
            "new-partnership timeExpression in May 2031",
        },
    ),
    (
        "Norland and Sudland have postponed the joint survey of Port Alder.",
        {"joint-survey hasStatus delayed"},
    ),
    (
        "The Tide Council and the Institute of Glass will work together on tide clocks.",
        {
            "work-together hasParticipant tide-council",
            "work-together hasParticipant institute-of-glass",
            "work-together onTopic tide-clocks",
            "work-together hasStatus planned",
        },
    ),
    (
        "The Harbour Fund will provide €2 million for a joint call.",
        {
            "joint-call fundedBy harbour-fund",
            "contribution-of-harbour-fund fundedBy harbour-fund",
            "contribution-of-harbour-fund amount €2 million",
            "contribution-of-harbour-fund supports joint-call",
            "contribution-of-harbour-fund hasStatus planned",
            "joint-call hasStatus planned",
        },
    ),
    (
        "The Tide Council and the Institute of Glass launched a joint call. "
        "Both bodies will host a workshop in Port Alder.",
        {
            "joint-call hasParticipant tide-council",
            "joint-call hasParticipant institute-of-glass",
            "joint-call hasStatus ongoing",
            "workshop hasParticipant tide-council",
            "workshop hasParticipant institute-of-glass",
            "workshop takesPlaceIn port-alder",
            "workshop hasStatus planned",
        },
    ),
    (
        "The Tide Council will consult the Harbour Fund.",
        {"consult-the-harbour-fund hasParticipant tide-council", "consult-the-harbour-fund hasStatus planned"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: set[str]) -> None:
    found = sayings(text, NAMES)
    assert expected <= found, found


NOT_READ = [
    ("The Tide Council said that the weather was fine.", "hasParticipant"),
    ("A letter by the Tide Council arrived in Port Alder.", "hasParticipant"),
    ("The joint call of the Tide Council does not cover harbours.", "onTopic"),
]


@pytest.mark.parametrize(("text", "predicate"), NOT_READ)
def test_what_is_not_read(text: str, predicate: str) -> None:
    assert not {s for s in sayings(text, NAMES, predicate) if not s.endswith(" not")}


STATUSES = [
    ("A continued collaboration between Norland and Sudland emphasises tide clocks.", "ongoing"),
    ("Norland and Sudland intend to set up a joint laboratory.", "intended"),
    ("Norland and Sudland agreed to launch a joint programme.", "planned"),
    ("The joint programme of Norland and Sudland has been postponed to 2033.", "delayed"),
    ("The joint programme of Norland and Sudland, announced in 2030, has been dropped.", "lapsed"),
    ("The joint programme of Norland and Sudland was completed in 2030.", "completed"),
    ("Norland called on Sudland to support a joint programme.", "called-for"),
    ("The joint programme of Norland and Sudland will not go ahead.", "lapsed"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_the_status_is_that_of_the_governing_verb(text: str, status: str) -> None:
    found = {s.rsplit(" ", 1)[1] for s in sayings(text, NAMES, "hasStatus")}
    assert found == {status}


def test_what_is_one_has_one_name_and_one_status() -> None:
    text = (
        "Monsoon Watch, a smaller programme that was completed in March 2030, was run by Norland and Sudland. "
        "The new call Glass That Lasts builds on Monsoon Watch and will open on 1 May 2031."
    )
    draft = drafted(text, {**NAMES, "Programme": "Monsoon Watch; Glass That Lasts"})
    statuses = {a.proposal.says for a in draft.accepted if a.proposal.predicate == "hasStatus"}
    assert statuses == {"monsoon-watch hasStatus completed", "glass-that-lasts hasStatus planned"}
    words = {text[m.start : m.end] for e in draft.entities if e.name == "monsoon-watch" for m in e.mentions}
    assert {"Monsoon Watch", "smaller programme"} <= words


def test_a_list_of_three_stands_for_three_and_not_for_two() -> None:
    text = (
        "The Tide Council, the Institute of Glass and the Harbour Fund met in Port Alder. "
        "The two agencies will launch a joint call. The three agencies will host a workshop."
    )
    found = sayings(text, NAMES, "hasParticipant")
    assert {
        f"workshop hasParticipant {name}" for name in ("tide-council", "institute-of-glass", "harbour-fund")
    } <= found
    assert not any(saying.startswith("joint-call") for saying in found)


def test_an_antecedent_is_told_with_the_claim() -> None:
    text = "The Tide Council and the Institute of Glass met. Both institutes will host a workshop."
    claims = [
        a.claim for a in drafted(text, NAMES).accepted if a.proposal.says == "workshop hasParticipant tide-council"
    ]
    assert [c.object_binding.reason for c in claims] == ["anaphora"]
    span = claims[0].object_binding.antecedent
    assert span and text[span.start : span.end] == "Tide Council and the Institute of Glass"


def test_both_feature_means_that_each_has_its_own() -> None:
    text = "The Tide Programme and the Glass Programme both feature research hubs."
    found = sayings(text, {"Programme": "Tide Programme; Glass Programme"}, "hasComponent")
    assert found == {
        "tide-programme hasComponent research-hubs",
        "glass-programme hasComponent research-hubs-of-2",
    }


def test_a_memorandum_of_understanding_is_a_memorandum_of_understanding() -> None:
    text = "Norland and Sudland signed a Memorandum of Understanding on tide clocks."
    found = sayings(text, {**NAMES, "Instrument": "Memorandum of Understanding"}, "type")
    assert found == {"memorandum-of-understanding type memorandum-of-understanding"}


def test_a_named_undertaking_is_told_even_where_nothing_is_said_of_it() -> None:
    made = drafted("They spoke of the Norland Tide Forum and of a workshop.", {"Meeting": "Norland Tide Forum"})
    assert [(e.type, e.label) for e in made.entities] == [("Meeting", "Norland Tide Forum")]


ACTS = [
    (
        "The Tide Council reconvenes in Port Alder in May 2031.",
        {"hasParticipant tide-council", "takesPlaceIn port-alder", "timeExpression in May 2031", "hasStatus planned"},
    ),
    ("The Tide Council hopes to second two engineers.", {"hasParticipant tide-council", "hasStatus intended"}),
    ("The Tide Council will begin irradiating shells.", {"hasParticipant tide-council", "hasStatus planned"}),
    ("The Tide Council supplies shells to divers.", set()),
    ("The Tide Council would help divers.", set()),
]


@pytest.mark.parametrize(("text", "expected"), ACTS, ids=[text for text, _ in ACTS])
def test_a_verb_tells_an_act_with_its_status(text: str, expected: set[str]) -> None:
    found = sayings(text, NAMES, "hasParticipant", "takesPlaceIn", "timeExpression", "hasStatus")
    assert {said.split(" ", 1)[1] for said in found} >= expected
    assert bool(found) == bool(expected)


TOLD = [
    ("The first maps, expected in May 2031, are awaited.", {"first-maps timeExpression in May 2031"}),
    ("First results are due in May 2031.", {"first-results hasStatus planned"}),
    ("Ten theses will be advertised in May 2031.", {"theses hasStatus planned"}),
    ("The winners will be announced in May 2031.", set()),
    ("A second line in Port Alder has been postponed.", {"second-line hasStatus delayed"}),
    ("The construction of a tide station has been held up.", {"tide-station hasStatus delayed"}),
    ("The tide survey is running eight months late.", {"tide-survey hasStatus delayed"}),
    ("The tide survey could not be held.", {"tide-survey hasStatus lapsed"}),
    ("The tide programme came to an end in 2030 after training 60 divers.", {"tide-programme hasStatus completed"}),
    ("The tide programme came to an end in 2030.", {"tide-programme hasStatus lapsed"}),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_what_is_due_late_or_over_is_an_undertaking(text: str, expected: set[str]) -> None:
    found = sayings(text, NAMES, "hasStatus", "timeExpression")
    assert found >= expected
    assert bool(found) == bool(expected)


def test_materials_are_no_undertakings() -> None:
    found = sayings("The Tide Council has run these alloys and launched aquifers.", NAMES)
    assert not {said for said in found if said.split()[0] in ("alloys", "aquifers")}


SET_UP = [
    ("The Tide Observatory was inaugurated in May 2030 in Port Alder.", "Undertaking"),
    ("Construction of the Tide Observatory has been delayed.", "Undertaking"),
    ("The Tide Council hosts the Tide Observatory in Port Alder.", "Undertaking"),
    ("The Tide Observatory will map the coast.", "FormalOrganization"),
    ("The Tide Council met the Tide Observatory.", "FormalOrganization"),
]


@pytest.mark.parametrize(("text", "kind"), SET_UP)
def test_a_named_observatory_is_an_undertaking_where_its_setting_up_is_told(text: str, kind: str) -> None:
    names = NAMES | {"FormalOrganization": f"{BODIES}; Tide Observatory"}
    workbook = Workbook.of(reading_of(text, names))
    note_what_is_set_up(workbook)
    assert workbook.entities["tide-observatory"].type == kind
