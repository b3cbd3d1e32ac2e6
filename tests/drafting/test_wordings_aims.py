"""What official texts say in many ways: what a thing is for, what it is about, who gains by it and who is left out."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Reef Trust",
    "State": "Norland; Sudland",
    "Programme": "Open Seas; Kelp Watch",
    "Instrument": "Tarn Accord; Sund Agreement on Scientific Cooperation",
    "Strategy": "Norland Shell Plan; Sudland Water Plan",
    "Place": "Lake Vask; Ostby",
}
EVERY = ("hasAim", "aimType", "onTopic", "benefits", "supports", "jurisdiction")

SAID = [
    # purposes behind a clause
    (
        "The Tide Council runs Kelp Watch, so that divers can book a boat in advance.",
        ["kelp-watch hasAim divers-can-book-a-boat", "divers-can-book-a-boat-in-advance benefits divers"],
        ["hasAim so-that"],
    ),
    (
        "Norland and Sudland will harmonise test methods for glazes so that no kiln has to be inspected twice.",
        ["hasAim no-kiln-has-to-be-inspected-twice"],
        ["no-kiln-has-to-be-inspected-twice not"],
    ),
    ("The call was so popular that Kelp Watch had to close early.", [], ["hasAim"]),
    (
        "A workshop bringing Open Seas together with the Reef Trust is to be held in Ostby in May 2031, with the aim "
        "of setting common rules for glazes.",
        ["workshop hasAim setting-common-rules-for-glazes"],
        ["open-seas hasAim"],
    ),
    (
        "• Kelp Watch (€2 million): teams of the Institute of Glass will study kelp forests, with the aim of making "
        "harbours safer.",
        ["kelp-watch hasAim making-harbours-safer"],
        [],
    ),
    (
        "The Tide Council established Open Seas, a ten-year effort to reverse the loss of reefs and to uncover how "
        "corals age.",
        ["open-seas hasAim reverse-the-loss-of-reefs", "open-seas hasAim uncover-how-corals-age"],
        [],
    ),
    (
        "The Tide Council will build a kiln laboratory for certifying the purity of glazes.",
        ["kiln-laboratory hasAim certifying-the-purity-of-glazes", "certifying-the-purity-of-glazes aimType standards"],
        [],
    ),
    ("The Tide Council issued a call for drafting teams.", [], ["hasAim"]),
    # what contributes to what
    (
        "Kelp Watch builds on Open Seas, completed in 2030, and contributes to the goals of the Norland Shell Plan.",
        ["kelp-watch supports norland-shell-plan"],
        [],
    ),
    ("Kelp Watch feeds into the Sudland Water Plan.", ["kelp-watch supports sudland-water-plan"], []),
    # topics
    (
        "Open Seas follows on from Kelp Watch, in which the Institute of Glass and the Reef Trust catalogued 12,000 "
        "species of snails.",
        ["kelp-watch onTopic snails"],
        ["open-seas onTopic"],
    ),
    (
        "Norland and Sudland signed the Tarn Accord on glazing and on coatings that resist salt spray.",
        ["tarn-accord onTopic glazing", "tarn-accord onTopic coatings-that-resist-salt-spray"],
        [],
    ),
    (
        "Norland announced Kelp Watch, through which the Tide Council will spend €4 million on frost-proof bricks.",
        ["kelp-watch onTopic frost-proof-bricks"],
        [],
    ),
    ("A call for kiln sensors will open in May.", ["call onTopic kiln-sensors"], []),
    ("A call for proposals will open in May.", [], ["onTopic"]),
    (
        "The Tide Council intends to advise the winners on patents and licensing.",
        ["onTopic patents", "onTopic licensing"],
        ["winners onTopic"],
    ),
    (
        "Norland and Sudland renewed the Sund Agreement on Scientific Cooperation in May.",
        ["onTopic scientific-cooperation"],
        [],
    ),
    (
        "Kelp Watch opens in May. Projects must deal with at least one of two themes:\n\n"
        "- salt marshes;\n- tidal locks.",
        ["onTopic salt-marshes", "onTopic tidal-locks"],
        [],
    ),
    # who gains
    (
        "The Tide Council runs Kelp Watch, which has so far brought 64 doctoral candidates into laboratories abroad.",
        ["kelp-watch benefits doctoral-candidates"],
        [],
    ),
    ("Kelp Watch brings together forecasters and divers.", [], ["benefits"]),
    (
        "Kelp Watch opens in May. Consortia from both countries can submit pre-proposals from June.",
        ["kelp-watch benefits consortia"],
        [],
    ),
    (
        "Kelp Watch opens in May. Schools in Sudland are eligible.",
        ["kelp-watch benefits schools"],
        [],
    ),
    (
        "The Tide Council maintains a tide gauge on which many divers rely.",
        ["tide-gauge benefits divers"],
        [],
    ),
    (
        "The Tide Council set up the Vask Fellowships to equip young divers with new skills in May.",
        ["vask-fellowships benefits", "vask-fellowships hasAim equip-young-divers"],
        [],
    ),
    # who is left out
    (
        "Kelp Watch opens in May. Schools are welcome, but private firms cannot receive support from either agency.",
        ["kelp-watch benefits private-firms not"],
        [],
    ),
    (
        "Kelp Watch has opened to divers, though not to employees of harbours.",
        ["kelp-watch benefits employees not"],
        ["kelp-watch benefits divers not"],
    ),
    # of which states people are
    (
        "Norland and Sudland signed the Tarn Accord. In May, divers from both countries will meet.",
        ["divers-from-both-countries jurisdiction norland", "divers-from-both-countries jurisdiction sudland"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "told", "untold"), SAID, ids=[text[:50] for text, _, _ in SAID])
def test_what_is_told_is_found_and_nothing_else(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, EVERY, told, untold)
