"""Instruments: parties, sorts, statuses, what they build on and what rests on them; and what must not be read."""

from __future__ import annotations

import pytest
from sayings import Names, sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council; Institute of Glass; Quay Board",
    "State": "Norland; Sudland",
    "Instrument": "Tide Accord; Declaration on Glass; Memorandum of Understanding on Sand",
    "Programme": "Glass Fellowships; Clock Scheme",
    "Meeting": "Second Tide Dialogue",
    "Principle": "open data; reciprocity",
    "Place": "Oslo",
}
TC, IOG = "hasParty tide-council", "hasParty institute-of-glass"
BOTH = {f"tide-accord {TC}", f"tide-accord {IOG}"}

PARTIES = [
    ("The Tide Council and the Institute of Glass have signed the Tide Accord.", BOTH),
    ("The Tide Council today signed the Tide Accord with the Institute of Glass.", BOTH),
    ("The Tide Accord between the Tide Council and the Institute of Glass was signed.", BOTH),
    ("The Tide Accord, which the Tide Council and the Institute of Glass signed in May, is short.", BOTH),
    ("The Tide Accord was concluded between the Tide Council and the Institute of Glass.", BOTH),
    ("The Tide Council and the Institute of Glass renewed their Tide Accord.", BOTH),
    ("Norland and Sudland adopted the Tide Accord.", {"tide-accord hasParty norland", "tide-accord hasParty sudland"}),
    ("The Tide Council and the Institute of Glass became parties to the Tide Accord, signed in May.", BOTH),
    ("Norland joined the Tide Accord in May.", {"tide-accord hasParty norland"}),
    ("Sudland acceded to the Tide Accord in May.", {"tide-accord hasParty sudland"}),
    (
        "The Tide Accord\n\nThe Tide Council and the Institute of Glass, hereinafter “the Participants”,\n\n"
        "have agreed as follows.\n\nSigned in Oslo on 2 May 2020.",
        BOTH,
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARTIES)
def test_parties(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, "hasParty") == expected


STATUSES = [
    ("Norland and Sudland signed the Tide Accord.", "completed"),
    ("Norland and Sudland will sign the Tide Accord in May.", "planned"),
    ("Norland and Sudland intend to conclude the Tide Accord.", "intended"),
    ("The Tide Accord will be signed by Norland and Sudland.", "planned"),
    ("Norland and Sudland signed the Tide Accord, which expired in 2020.", "lapsed"),
    ("The Clock Scheme, set up under the Tide Accord of 2019 by Norland, continues.", "completed"),
    ("The Tide Accord entered into force in 2019. It was made between Norland and Sudland.", "completed"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_how_far_an_instrument_has_come(text: str, status: str) -> None:
    assert f"tide-accord hasStatus {status}" in sayings(text, NAMES, "hasStatus")


def test_an_instrument_that_is_another_one_leaves_it_its_kind() -> None:
    """A thing may have the name of a kind: what is joined gives its name up, and the kind stays."""
    names = NAMES | {"Instrument": "joint statement; Joint Statement on Tides"}
    text = "Norland and Sudland issued a joint statement in May 2030. The Joint Statement on Tides tells of buoys."
    assert "joint-statement-on-tides type joint-statement" in sayings(text, names, "type")


RELATED = [
    ("Norland and Sudland signed the Tide Accord.", {"tide-accord type agreement"}),
    ("Norland and Sudland signed the Declaration on Glass.", {"declaration-on-glass type joint-statement"}),
    (
        "Norland and Sudland signed the Memorandum of Understanding on Sand.",
        {"memorandum-of-understanding-on-sand type memorandum-of-understanding"},
    ),
    (
        "Norland signed the Tide Accord. It takes the place of the Declaration on Glass, which expired in 2019.",
        {
            "tide-accord type agreement",
            "declaration-on-glass type joint-statement",
            "tide-accord buildsOn declaration-on-glass",
        },
    ),
    ("The Clock Scheme builds on the Glass Fellowships.", {"clock-scheme buildsOn glass-fellowships"}),
    (
        "The Clock Scheme is the successor to the Glass Fellowships, which ended.",
        {"clock-scheme buildsOn glass-fellowships"},
    ),
    (
        "Norland will run the Clock Scheme under the Tide Accord, signed in 2019.",
        {"tide-accord type agreement", "clock-scheme underInstrument tide-accord"},
    ),
    (
        "The Clock Scheme is grounded in open data and reciprocity.",
        {"clock-scheme groundedIn open-data", "clock-scheme groundedIn reciprocity"},
    ),
    (
        "Norland adopted the Tide Accord at the close of the Second Tide Dialogue, which was held in Oslo.",
        {"tide-accord type agreement", "tide-accord hasOccasion second-tide-dialogue"},
    ),
    (
        "The Clock Scheme follows on from the Glass Fellowships, which ran until 2020.",
        {"clock-scheme buildsOn glass-fellowships"},
    ),
    ("The Clock Scheme has been taken over by the Quay Board.", {"clock-scheme carriedBy quay-board"}),
]


@pytest.mark.parametrize(("text", "expected"), RELATED)
def test_sorts_and_what_they_build_on(text: str, expected: set[str]) -> None:
    predicates = ("type", "buildsOn", "underInstrument", "groundedIn", "hasOccasion", "carriedBy", "leadsTo")
    assert sayings(text, NAMES, *predicates) == expected


NOT_READ = [
    "The Tide Council welcomed the Tide Accord, which Norland and Sudland signed.",
    "The Tide Accord does not bind the Quay Board. Norland signed the Tide Accord.",
]


@pytest.mark.parametrize("text", NOT_READ)
def test_who_is_no_party(text: str) -> None:
    parties = sayings(text, NAMES, "hasParty")
    assert not parties & {"tide-accord hasParty tide-council", "tide-accord hasParty quay-board"}


def test_the_lead_alone_announces() -> None:
    lead = "Norland and Sudland launched the Clock Scheme in Oslo."
    behind = " ".join(f"The Quay Board met {n} times in Oslo." for n in range(2, 9))
    assert "a-text announces clock-scheme" in sayings(lead, NAMES, "announces")
    assert not sayings(f"{behind} {lead}", NAMES, "announces")
    assert not sayings(f"In 2019, {lead}", NAMES, "announces")


PRINCIPLED = [
    (
        "The Clock Scheme is based on the principles of open science and mutual respect, and is small.",
        {"clock-scheme groundedIn open-science", "clock-scheme groundedIn mutual-respect"},
    ),
    (
        "The Clock Scheme is founded on trust, academic freedom and respect for the rule of law.",
        {
            "clock-scheme groundedIn trust",
            "clock-scheme groundedIn academic-freedom",
            "clock-scheme groundedIn respect-for-the-rule-of-law",
        },
    ),
    ("The Clock Scheme is based on a report from 2019.", set()),
    ("The Clock Scheme is guided by a small committee and two advisers.", set()),
]


@pytest.mark.parametrize(("text", "expected"), PRINCIPLED)
def test_principles_that_have_no_name_yet(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, "groundedIn") == expected


def test_a_call_for_proposals_is_not_called_for() -> None:
    told = sayings("A call for proposals on sand will open on 1 April.", NAMES, "hasStatus")
    assert told == {"call-for-proposals hasStatus planned"}


def test_what_a_headline_calls_an_agreement_is_the_one_that_has_a_name() -> None:
    names = {
        "FormalOrganization": "Tide Council; Quay Board",
        "Instrument": "Five-Year Agreement; Tarn Agreement on Kelp",
    }
    text = (
        "Tide Council and Quay Board Sign Five-Year Agreement on Kelp\n\n"
        "The Tide Council and the Quay Board today signed an agreement to map kelp.\n\n"
        "The Tarn Agreement on Kelp commits them to a yearly report.\n"
    )
    assert sayings(text, names, "hasParty") == {
        "tarn-agreement-on-kelp hasParty tide-council",
        "tarn-agreement-on-kelp hasParty quay-board",
    }
