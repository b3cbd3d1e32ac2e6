"""What official texts say in many ways: hosts and guests, lists with sums, plans put off, whose a page is."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings, sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Reef Trust; Tarn Commission; Office of Shells",
    "State": "Norland; Sudland",
    "Person": "Ada Fenn; Bo Lind",
    "Programme": "Open Seas; Kelp Watch",
    "Instrument": "Tarn Accord",
    "Place": "Lake Vask; Ostby",
}
EVERY = (
    "hasParticipant", "hasStatus", "timeExpression", "takesPlaceIn", "hasParty", "buildsOn", "underInstrument",
    "amount", "fundedBy", "supports", "deliveredThrough", "benefits", "webAddress", "onTopic", "hasOccasion", "speaker",
)  # fmt: skip

SAID = [
    # hosts, guests, and who comes to a meeting
    (
        "Ada Fenn today hosted Bo Lind at the second meeting on glass.",
        [
            "second-meeting hasParticipant ada-fenn", "second-meeting hasParticipant bo-lind",
            "second-meeting timeExpression today",
        ],
        ["hosted"],
    ),
    (
        "At the third meeting of the Tarn Commission, hosted last week by the Tide Council, "
        "Norland adopted the Tarn Accord.",
        ["third-meeting hasParticipant tide-council"],
        ["third-meeting hasParticipant norland"],
    ),
    (
        "A network for reefs, whose founding partners will be the Tide Council and the Reef Trust, opens in May 2031.",
        ["network hasParticipant tide-council", "network hasParticipant reef-trust"],
        [],
    ),
    (
        "Kelp Watch, a joint programme on glass of the Tide Council and the Institute of Glass, began in 2030.",
        ["kelp-watch hasParticipant tide-council", "kelp-watch hasParticipant institute-of-glass"],
        [],
    ),
    (
        "The Tide Council and the Institute of Glass have paid eleven teams under their joint call on lamps.",
        ["joint-call hasParticipant tide-council", "joint-call hasParticipant institute-of-glass"],
        ["hasParticipant teams"],
    ),
    (
        "With Kelp Watch, their third programme together, the Tide Council and the Reef Trust want to test lamps.",
        ["kelp-watch hasParticipant tide-council", "kelp-watch hasParticipant reef-trust"],
        [],
    ),
    (
        "Work on enamels falls to the Institute of Glass.",
        ["work-on-enamels hasParticipant institute-of-glass"],
        [],
    ),
    (
        "Norland and Sudland have been cooperating in reef research under the Tarn Accord since 2024.",
        ["hasParticipant norland", "hasParticipant sudland", "underInstrument tarn-accord", "hasStatus ongoing"],
        [],
    ),
    (
        "The Tide Council was tasked with preparing a common method for tracing shells by 2031.",
        ["hasParticipant tide-council", "hasStatus planned", "timeExpression by 2031"],
        [],
    ),
    (
        "The Tide Council has indicated its willingness to train divers of both countries.",
        ["hasParticipant tide-council", "hasStatus intended"],
        ["hasStatus completed"],
    ),
    # parties, and what rests on what
    (
        "Drawn up by the Tide Council and the Reef Trust, the Tarn Accord was signed in Ostby in May 2030.",
        ["tarn-accord hasParty tide-council", "tarn-accord hasParty reef-trust", "tarn-accord takesPlaceIn ostby"],
        [],
    ),
    ("Kelp Watch follows from the Tarn Accord.", ["kelp-watch buildsOn tarn-accord"], ["hasOccasion"]),
    ("Sudland may join the Tarn Accord next year.", ["tarn-accord hasParty sudland"], []),
    # put off, planned, at an end
    (
        "Kelp Watch, due this spring, will not be available before mid-2032.",
        ["kelp-watch hasStatus delayed", "kelp-watch timeExpression mid-2032"],
        ["hasStatus planned"],
    ),
    (
        "Kelp Watch, originally foreseen for 2030, is now expected in May 2032.",
        ["kelp-watch hasStatus delayed"],
        ["hasStatus planned"],
    ),
    ("Kelp Watch came to a successful close in December.", ["kelp-watch hasStatus completed"], ["hasStatus planned"]),
    (
        "The Tide Council is preparing a call on glass.",
        ["call hasStatus planned"],
        ["hasStatus ongoing"],
    ),
    (
        "A fifth proposal, on enamels, was withdrawn in June.",
        ["fifth-proposal hasStatus lapsed", "fifth-proposal timeExpression in June"],
        [],
    ),
    (
        "The Tide Council intends to run a competition for divers, although its opening has slipped to next spring.",
        ["competition hasStatus delayed"],
        ["hasStatus intended"],
    ),
    # places and times
    ("A pilot plant is being built near Lake Vask by the Tide Council.", ["pilot-plant takesPlaceIn lake-vask"], []),
    (
        "Kelp Watch, launched by Norland and Sudland today (Tuesday 4 May 2032), trains divers.",
        ["kelp-watch timeExpression Tuesday 4 May 2032"],
        [],
    ),
    (
        "Kelp Watch, through which the Tide Council trained divers between 2026 and 2030, has ended.",
        ["kelp-watch timeExpression between 2026 and 2030"],
        [],
    ),
    # sums of lists, and of those who take part
    (
        "The following amounts have been set aside for Open Seas:\n"
        "• Tide Council: €3 million\n• Reef Trust: €2 million",
        [
            "open-seas fundedBy tide-council", "open-seas fundedBy reef-trust",
            "contribution-of-tide-council hasStatus planned", "contribution-of-reef-trust hasStatus planned",
        ],
        ["contribution-of-tide-council hasStatus ongoing", "contribution-of-reef-trust hasStatus ongoing"],
    ),
    (
        "The Tide Council pays for three projects:\n\n"
        "• Tidal Glass (€3 million): led by the Institute of Glass, it will test lamps.\n"
        "• SaltShield (€2 million): the Reef Trust will study salt.",
        [
            "tidal-glass amount €3 million", "tidal-glass hasParticipant institute-of-glass",
            "tidal-glass hasStatus planned",
            "saltshield amount €2 million", "saltshield hasParticipant reef-trust",
        ],
        ["fundedBy tidal-glass", "fundedBy saltshield"],
    ),
    (
        "Norland has set aside €4 million for Open Seas, and Sudland will match this sum through the Tide Council.",
        ["open-seas fundedBy sudland", "contribution-of-sudland deliveredThrough tide-council"],
        [],
    ),
    ("The Reef Trust is giving Open Seas R$9 million.", ["amount R$9 million"], ["amount $9 million"]),
    (
        "Norland’s share of Open Seas, €15 million, will be paid through the Tide Council.",
        ["contribution-of-norland hasStatus planned"],
        ["contribution-of-norland hasStatus ongoing"],
    ),
    # told again by a noun, and whose page it is
    (
        "The Tarn Commission met in Ostby in May 2031. The commission will meet again in Ostby in 2032.",
        ["hasParticipant tarn-commission", "timeExpression in 2032"],
        [],
    ),
    (
        "The Tide Council runs Kelp Watch.\nFurther information: www.kelpwatch.example.org",
        ["kelp-watch webAddress www.kelpwatch.example.org"],
        ["a-text webAddress"],
    ),
    (
        "Norland and Sudland signed the Tarn Accord. Their cooperation rests on open science.",
        ["hasParticipant norland", "hasParticipant sudland"],
        [],
    ),
    # who speaks, who announces, what a sum is for
    (
        "Kelp Watch opens in May 2031.\n\n“We shall count every shell in the sea.”\n\n– The Honourable Ada Fenn",
        ["ada-fenn-quotation speaker ada-fenn"],
        [],
    ),
    (
        "The Tide Council has earmarked €3 million for a filling plant in Ostby.",
        ["filling-plant fundedBy tide-council", "filling-plant takesPlaceIn ostby"],
        [],
    ),
    (
        "A further €600,000, granted by the Reef Trust, will pay for workshops in Ostby.",
        ["workshops fundedBy reef-trust"],
        [],
    ),
    ("Norland has set aside R92 million for Open Seas.", ["amount R92 million", "open-seas fundedBy norland"], []),
    (
        "Kelp Watch, promised for 2030, has been held over to next year.",
        ["kelp-watch hasStatus delayed"],
        ["timeExpression for 2030"],
    ),
    (
        "The Tide Council hopes to invite Norland to the next exercise on glass.",
        [],
        ["invite", "hasParticipant norland"],
    ),
    (
        "The Tide Council took note of a proposal by the Reef Trust to build a shell archive.",
        [],
        ["hasParticipant tide-council"],
    ),
    (
        "Norland and Sudland signed the Tarn Accord. Two councils will widen their partnership.",
        [],
        ["partnership hasParticipant norland"],
    ),
    (
        "The Tide Council and the Institute of Glass opened Kelp Watch. The two ministries will meet in May.",
        [],
        ["will-meet hasParticipant"],
    ),
    # read in real texts
    (
        "The memorandum of understanding on shells between Norland and Sudland will be signed in Ostby.",
        ["memorandum-of-understanding-2 hasStatus planned"],
        ["hasStatus completed"],
    ),
    ("The Norland delegation was headed by Ms. Ada Fenn, and the Sudland one by Bo Lind.", [], ["head"]),
    ("The Tarn Commission will consist of members of the Reef Trust.", [], ["consist"]),
    (
        "The Tide Council and the Reef Trust announce their continued and expanded support of research.",
        [],
        ["continued hasParticipant"],
    ),
    (
        "Norland and Sudland met in May. Talks with the Tide Council have been closed, and the two sides will build "
        "a shell archive.",
        ["talks hasStatus completed"],
        ["shell-archive hasParticipant norland"],
    ),
    (
        "At the Shell Summit on 24 November 2023 Ada Fenn and Bo Lind announced the Tarn Accord.",
        ["shell-summit hasStatus completed"],
        [],
    ),
    ("Ada Fenn announced a new fund for glass.", ["fund"], ["hasParticipant ada-fenn"]),
    (
        "Norland joined the Tarn Accord, following a meeting between Ada Fenn and Bo Lind.",
        ["meeting hasStatus completed", "meeting hasParticipant bo-lind"],
        [],
    ),
    (
        "Ada Fenn announced new programmes. These include:\n\n- £16m programme to study soil.\n"
        "- £8.4m programme to study shells.\n- a second year of the Glass Research Programme.",
        [],
        ["glass-research-programme amount"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "untold"), SAID, ids=[text[:50] for text, _, _ in SAID])
def test_what_is_told_is_found_and_nothing_else(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, EVERY, told, untold)


@pytest.mark.parametrize("second", ["Dr. Bo Lind", "Émile van der Lind", "Prof. Dr. Łucja Maria Lind"])
def test_a_list_of_who_is_who_gives_nobody_the_post_of_the_line_above(second: str) -> None:
    text = f"Signed by:\n\nDr. Ada Fenn, President of the Tide Council\n{second}, Director General of the Reef Trust"
    names = (
        NAMES
        | {"Person": f"Ada Fenn; {second}"}
        | {"Post": "President of the Tide Council=president; Director General of the Reef Trust=director"}
    )
    said = sayings(text, names, "heldBy")
    assert len(said) == len({saying.split()[-1] for saying in said}) == 2, said
    assert all(("president" in saying) == ("ada-fenn" in saying) for saying in said), said


def test_lines_that_are_broken_within_a_sentence_still_tell_who_holds_a_post() -> None:
    text = "The Accord was presented yesterday by Tide Council President\nAda Fenn in Ostby."
    names = NAMES | {"Post": "Tide Council President"}
    assert [saying.split()[-1] for saying in sayings(text, names, "heldBy")] == ["ada-fenn"]


NOT_NAMED = [
    "Funding available\n\nThe Tide Council runs Kelp Watch.",
    "Consortia of firms are invited to apply for support.",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_no_undertaking_is_made_of_a_heading_or_of_those_who_may_apply(text: str) -> None:
    said = sayings(text, NAMES, "hasStatus")
    assert all(saying.startswith("kelp-watch") for saying in said), said
