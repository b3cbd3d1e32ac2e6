"""Topics, aims and lists in the sentences of real releases."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG",
    "State": "Norland; Sudland",
    "Programme": "Open Seas",
    "Instrument": "Tide Statement",
}
TOPICS = [
    (
        "The Tide Council published details of its work. These include:\n\n"
        "- a research programme in reef biology, sea ice and kelp\n"
        "- a joint new clean glass and ocean drone programme run by the Tide Council\n",
        ["onTopic reef-biology", "onTopic sea-ice", "onTopic kelp"],
        ["onTopic joint-new-clean", "onTopic new-clean-glass"],
    ),
    (
        "Norland and Sudland launched a programme in glass science, focusing on areas of mutual strength.",
        ["onTopic glass-science"],
        ["onTopic focusing"],
    ),
    ("The Tide Council runs a programme in virtually all areas of glass making.", [], ["onTopic virtually"]),
    (
        "Norland signed a statement. The landmark statement on kelp shows our will to act.",
        ["onTopic kelp"],
        ["kelp-shows"],
    ),
    (
        "The programme builds on cooperation in recognition of the value of open seas.",
        [],
        ["onTopic recognition"],
    ),
    ("The council launched a programme on the food supply of islands.", ["onTopic food-supply"], []),
    ("It opened a programme on reefs, sea ice and supply chains.", ["onTopic sea-ice", "onTopic supply-chains"], []),
]


@pytest.mark.parametrize(("text", "told", "untold"), TOPICS)
def test_a_topic_is_what_something_is_about(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, ("onTopic",), told, untold)


def test_principles_are_those_that_are_named_and_not_the_word_for_them() -> None:
    check_sayings(
        "Norland and Sudland launched a programme that is underpinned by our shared principles, including freedom of "
        "inquiry, openness and equity.",
        NAMES,
        ("groundedIn",),
        ["groundedIn freedom-of-inquiry", "groundedIn openness", "groundedIn equity"],
        ["including", "our-shared"],
    )


def test_adjectives_that_share_a_noun_belong_to_one_undertaking() -> None:
    check_sayings(
        "Norland and Sudland reviewed ongoing scientific and technological cooperation between the two countries.",
        NAMES,
        (),
        ["scientific-and-technological-cooperation hasParticipant norland"],
        ["reviewed"],
    )


def test_what_a_recital_says_in_general_is_no_undertaking() -> None:
    check_sayings(
        "Acknowledging that international partnerships are key to combine the skills of all;\n\n"
        "Norland and Sudland launched a programme on reefs.",
        NAMES,
        (),
        ["programme onTopic reefs"],
        ["partnerships", "combine"],
    )
