"""Lists of what is to be done, behind words that say who will do it."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings, sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG",
    "State": "Norland; Sudland",
    "Place": "Port Alder",
}
LISTS = [
    (
        "Norland and Sudland will:\n\n• train 200 engineers in reef science;\n"
        "• open a joint laboratory in Port Alder;\n• share data from their buoys.\n",
        [
            "train-200-engineers hasStatus planned",
            "train-200-engineers hasParticipant norland",
            "train-200-engineers hasParticipant sudland",
            "joint-laboratory hasStatus planned",
            "joint-laboratory hasParticipant norland",
            "joint-laboratory takesPlaceIn port-alder",
            "share-data hasParticipant sudland",
        ],
        ["open hasStatus"],
    ),
    (
        "The Tide Council intends to: train engineers in reef science; and share data from its buoys.\n",
        ["train-engineers hasStatus intended", "share-data hasParticipant tide-council"],
        ["hasStatus planned"],
    ),
    (
        "Norland and Sudland intend to advance this agenda by:\n\n- Training 200 engineers in reef science.\n"
        "- Sharing data from their buoys.\n\nThe weather is fine. Training engineers takes time.\n",
        ["training-200-engineers hasStatus intended", "sharing-data hasParticipant norland"],
        ["takes-time", "training-engineers hasStatus"],
    ),
    (
        "The Tide Council said what its work is about:\n\n• reef science\n• sea ice\n",
        [],
        ["hasStatus planned"],
    ),
    ("Norland and Sudland will fund research on:\n\n• reefs\n• sea ice\n", [], ["reefs hasStatus"]),
]


@pytest.mark.parametrize(("text", "told", "untold"), LISTS)
def test_what_leads_to_a_list_says_who_does_what_its_items_tell(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, (), told, untold)


def test_we_are_the_parties_of_a_joint_text_and_in_speech_nobody_else() -> None:
    text = (
        "Joint Statement of Norland and Sudland on Tides\n\nNorland and Sudland attach great weight to open seas.\n\n"
        "We will share data from buoys. “We will repair boats,” said Ada Fenn.\n"
    )
    said = sayings(text, NAMES, "hasParticipant")
    assert {one for one in said if "share" in one and "norland" in one}, said
    assert {one for one in said if "share" in one and "sudland" in one}, said
    assert not {one for one in said if "repair" in one}, said


def test_verbs_that_share_an_undertaking_are_no_acts_of_their_own() -> None:
    said = sayings("Norland will design, develop and operate a pressurized rover for manned and unmanned trips.", NAMES)
    assert not {one for one in said if one.startswith(("design", "develop", "unmanned"))}, said
    assert "pressurized-rover hasParticipant norland" in said
