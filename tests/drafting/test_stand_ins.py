"""What stands for something told elsewhere: several by their noun, “They”, ordinals; and what a status is told with."""

from __future__ import annotations

import pytest
from sayings import Names, drafted, sayings

NAMES: Names = {
    "Person": "Ada Fenn; Bo Lund",
    "FormalOrganization": (
        "Ministry of Tides; Ministry of Glass; Tide Council; Quay Board; Reef College; Shell University; "
        "Government of Norland; Government of Sudland"
    ),
    "State": "Norland; Sudland",
    "Programme": "Kelp Watch",
    "Instrument": "Tide Accord",
}

STANDING = [
    # by the noun that the names have, whatever was told last
    (
        "The Ministry of Tides and the Ministry of Glass met. Reef College and Shell University took part. "
        "The two ministries will launch a buoy array.",
        "buoy-array hasParticipant",
        {"ministry-of-tides", "ministry-of-glass"},
    ),
    # by those that the text names most, where no name has the noun
    (
        "The Tide Council and the Quay Board met. The Tide Council paid. The Quay Board agreed. "
        "Reef College and Shell University took part. Both agencies will launch a buoy array.",
        "buoy-array hasParticipant",
        {"tide-council", "quay-board"},
    ),
    # by those told last, where the noun is one of many
    (
        "The Tide Council and the Quay Board met. The Tide Council paid. "
        "Reef College and Shell University took part. Both institutions will launch a buoy array.",
        "buoy-array hasParticipant",
        {"reef-college", "shell-university"},
    ),
    (
        "The Government of Norland and the Government of Sudland met. The two Governments will launch a buoy array.",
        "buoy-array hasParticipant",
        {"government-of-norland", "government-of-sudland"},
    ),
    # the parties of the instrument that was spoken of last
    (
        "The Tide Council and the Quay Board met. The Tide Accord was signed by Reef College and Shell University. "
        "Under it, the signatories will launch a buoy array.",
        "buoy-array hasParticipant",
        {"reef-college", "shell-university"},
    ),
    (
        "The Tide Accord was signed by Ada Fenn for Reef College and by Bo Lund for Shell University. "
        "The Tide Council and the Quay Board met. The two signatories will launch a buoy array.",
        "buoy-array hasParticipant",
        {"reef-college", "shell-university"},
    ),
    # states that no list told, but one sentence
    (
        "Norland’s minister, Ada Fenn, met Bo Lund of Sudland. The two countries will launch a buoy array.",
        "buoy-array hasParticipant",
        {"norland", "sudland"},
    ),
    # the sides are the states whose text it is, else the bodies
    (
        "Norland and Sudland met. The Tide Council and the Quay Board took part. Both sides will launch a buoy array.",
        "buoy-array hasParticipant",
        {"norland", "sudland"},
    ),
    (
        "The Tide Council and the Quay Board met. Both sides will launch a buoy array.",
        "buoy-array hasParticipant",
        {"tide-council", "quay-board"},
    ),
    (
        "The Tide Council and the Quay Board will share records. They also intend to build a common archive of shells.",
        "common-archive hasParticipant",
        {"tide-council", "quay-board"},
    ),
]


@pytest.mark.parametrize(("text", "start", "expected"), STANDING)
def test_several_are_meant(text: str, start: str, expected: set[str]) -> None:
    assert {s.rsplit(" ", 1)[1] for s in sayings(text, NAMES, "hasParticipant") if s.startswith(start)} == expected


def test_one_call_is_not_another() -> None:
    text = "A third call will open in May 2031. The first call, launched in 2022, was completed in 2024."
    assert {"third-call hasStatus planned", "first-call hasStatus completed"} <= sayings(text, NAMES, "hasStatus")


def test_a_name_is_what_it_is_told_to_be() -> None:
    text = "Kelp Watch will begin in May 2031. Kelp Watch is a partnership between the Tide Council and the Quay Board."
    found = sayings(text, NAMES, "hasParticipant")
    assert found == {"kelp-watch hasParticipant tide-council", "kelp-watch hasParticipant quay-board"}


def test_a_group_of_people_is_no_body_and_a_working_group_is_one() -> None:
    bodies = {
        e.label for e in drafted("A group of volunteers met the panel.", NAMES).entities if e.type == "Organization"
    }
    assert bodies == set()
    text = "A working group on shells, chaired by Ada Fenn, will report in May 2031."
    assert "ada-fenn memberOf working-group" in sayings(text, NAMES, "memberOf")


def test_those_listed_behind_a_colon_take_part() -> None:
    text = "Kelp Watch will begin in May 2031. Kelp Watch will be hosted by:\n\n"
    text += "• the Tide Council\n\n• Reef College, with the Quay Board\n"
    found = sayings(text, NAMES, "hasParticipant")
    assert found == {f"kelp-watch hasParticipant {who}" for who in ("tide-council", "reef-college", "quay-board")}


OLD = [
    ("Kelp Watch, originally due in May 2030, has been postponed until June 2031.", {"until June 2031"}),
    ("Kelp Watch, planned for May 2030, was dropped.", set()),
    ("Kelp Watch was launched in May 2030.", {"in May 2030"}),
    ("Kelp Watch met once in May 2030.", {"in May 2030"}),
]


@pytest.mark.parametrize(("text", "times"), OLD)
def test_a_date_once_planned_for_what_is_late_or_dropped_is_no_time(text: str, times: set[str]) -> None:
    assert {s.split(" ", 2)[2] for s in sayings(text, NAMES, "timeExpression")} == times


CUES = [
    ("Ten fellowships are being financed by the Tide Council.", "ongoing"),
    ("The Tide Council and the Quay Board have been comparing shells since 2022.", "ongoing"),
    ("A review of shells had preceded the Tide Accord.", "completed"),
]


@pytest.mark.parametrize(("text", "status"), CUES)
def test_a_status_is_told_with_words_that_mean_something(text: str, status: str) -> None:
    draft = drafted(text, NAMES)
    assert status in {a.proposal.obj for a in draft.accepted if a.proposal.predicate == "hasStatus"}, draft.rejected


def test_what_may_be_is_told_as_possible() -> None:
    draft = drafted("Kelp Watch may be joined by the Tide Council in May 2031. Kelp Watch began in 2030.", NAMES)
    told = {a.claim.told_as for a in draft.accepted if a.proposal.obj in ("tide-council", "in May 2031")}
    assert told == {"possible"}


def test_without_an_instrument_nobody_is_meant_by_its_signatories() -> None:
    text = "The Tide Council and the Quay Board met. The signatories will launch a buoy array."
    assert not [s for s in sayings(text, NAMES, "hasParticipant") if s.startswith("buoy-array")]


PARTIES = [
    "The signature of the Tide Accord on records of kelp between the Tide Council and the Quay Board was welcomed.",
    "The Tide Accord, under which the Tide Council and the Quay Board undertook to share records, was renewed.",
    "The Tide Council and the Quay Board work under the Tide Accord, which they signed in 2030.",
    "The Tide Council and the Quay Board are negotiating the Tide Accord, which they hope to sign in May.",
]


@pytest.mark.parametrize("text", PARTIES)
def test_who_the_parties_are(text: str) -> None:
    assert sayings(text, NAMES, "hasParty") == {"tide-accord hasParty tide-council", "tide-accord hasParty quay-board"}


def test_heads_of_states_sign_for_them() -> None:
    text = "Norland and Sudland met. The Tide Accord, signed by the two countries’ prime ministers in May, was renewed."
    assert sayings(text, NAMES, "hasParty") == {"tide-accord hasParty norland", "tide-accord hasParty sudland"}
