"""What official texts say in many ways: what is undertaken, what is halted or given up, who takes part and who acts."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Reef Trust; Ostvik Kraft",
    "State": "Norland; Sudland",
    "Person": "Ada Fenn; Bo Lind",
    "Programme": "Open Seas; Kelp Watch",
    "Place": "Lake Vask; Ostby",
}
EVERY = ("hasParticipant", "hasStatus", "takesPlaceIn", "amount", "fundedBy", "benefits")

SAID = [
    # what is halted, and what money and rounds are
    (
        "Work on a floating kiln off Ostby was halted in May 2031.",
        ["kiln hasStatus delayed"],
        [],
    ),
    (
        "A package worth €3 million will be shared between the Tide Council and the Reef Trust.",
        ["package amount €3 million"],
        [],
    ),
    ("The next round of Open Seas will open in May 2031.", ["next-round", "hasStatus planned"], []),
    # who takes part
    (
        "A glass library has been opened at the Institute of Glass.",
        ["glass-library hasParticipant institute-of-glass"],
        [],
    ),
    (
        "The Tide Council and the Institute of Glass hereby launch Kelp Watch.",
        ["kelp-watch hasParticipant tide-council", "kelp-watch hasParticipant institute-of-glass"],
        [],
    ),
    (
        "Kelp Watch is an alliance of nine institutes, among them the Tide Council and the Reef Trust.",
        ["kelp-watch hasParticipant tide-council", "kelp-watch hasParticipant reef-trust"],
        [],
    ),
    (
        "Norland and Sudland remain firmly committed to Open Seas.",
        ["open-seas hasParticipant norland", "open-seas hasParticipant sudland"],
        [],
    ),
    (
        "Kelp Watch will map reefs, with the Tide Council in the lead.",
        ["kelp-watch hasParticipant tide-council"],
        [],
    ),
    (
        "The Tide Council, set up in 2013, regulates diving.",
        [],
        ["set-up"],
    ),
    # no acts
    ("Sudland has enquired about lamps.", [], ["hasParticipant sudland", "enquired"]),
    ("Divers around Lake Vask are to learn sooner when it rains.", [], ["learn"]),
    # “industry” in front of a noun acts no more than the noun
    ("Kelp Watch brings industry standards and industry consortia together.", [], ["hasParticipant industry"]),
]


@pytest.mark.parametrize(("text", "told", "untold"), SAID, ids=[text[:50] for text, _, _ in SAID])
def test_what_is_told_is_found_and_nothing_else(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, EVERY, told, untold)
