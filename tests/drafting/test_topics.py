"""What undertakings are about, what they leave out, and for whom they are."""

from __future__ import annotations

import pytest
from sayings import Names, sayings

from kg.drafting.relating.language.phrases import noun_phrases

NAMES: Names = {
    "FormalOrganization": "Tide Council; Institute of Glass",
    "State": "Norland; Sudland",
    "Instrument": "Tide Accord; Memorandum of Understanding on Glacier Research",
    "Programme": "Kelp Initiative; Harbour Fellowships",
}
STARTED = "The Tide Council launched the Kelp Initiative in May. "

TOPICS = [
    (
        STARTED + "The Kelp Initiative focuses on marine biology, sustainable aquaculture and ocean robotics.",
        {"marine-biology", "sustainable-aquaculture", "ocean-robotics"},
    ),
    (
        "Norland and Sudland will collaborate on a range of topics including space weather, satellite navigation and "
        "Earth observation.",
        {"space-weather", "satellite-navigation", "earth-observation"},
    ),
    (
        "Cooperation will focus on three areas: batteries, hydrogen and carbon capture.",
        {"batteries", "hydrogen", "carbon-capture"},
    ),
    (
        "The Tide Council launched a call on two topics: (1) digital health and (2) resilient cities.",
        {"digital-health", "resilient-cities"},
    ),
    (
        "The Tide Council and the Institute of Glass will run a joint programme in crop science until 2030.",
        {"crop-science"},
    ),
    (
        "The Tide Council will hold a workshop on soil health, and Norland will host a summit on water.",
        {"soil-health", "water"},
    ),
    ("The Tide Council has launched a study of microplastics in rivers.", {"microplastics-in-rivers"}),
    ("The Tide Council has launched an inventory of old wrecks, drawn up by divers.", {"old-wrecks"}),
    (
        STARTED
        + "The Kelp Initiative focuses on the recovery of cobalt from old mines, tides and snow and ice physics.",
        {"recovery-of-cobalt-from-old-mines", "tides", "snow-and-ice-physics"},
    ),
    (STARTED + "It delivers on a commitment of 2024.", set()),
    (STARTED + "Proposals must address storm surges or coastal erosion.", {"storm-surges", "coastal-erosion"}),
    ("The Tide Council will run a joint forecasting exercise.", {"forecasting"}),
    ("The Tide Council launched a joint scheme devoted to kelp farming.", {"kelp-farming"}),
    ("The Tide Council launched a feasibility study for a sea dike.", {"sea-dike"}),
    ("The Tide Council is preparing a call for small firms with ideas for quiet harbours.", {"quiet-harbours"}),
    (
        STARTED + "Three subjects have been given priority: the genetics of kelp, coastal fog and food safety.",
        {"genetics-of-kelp", "coastal-fog", "food-safety"},
    ),
    (
        STARTED + "Divers may apply with proposals on tidal power or the rapid repair of nets.",
        {"tidal-power", "rapid-repair-of-nets"},
    ),
    ("Norland signed the Memorandum of Understanding on Glacier Research.", {"glacier-research"}),
    (
        "The Tide Council funds a programme for research and innovation in solar glass.",
        {"solar-glass"},
    ),
]
NO_TOPICS = [
    "The Tide Council launched a joint programme on 4 May 2026.",
    "The Tide Council launched a joint programme in the region.",
    "The Tide Council launched a joint programme on the same terms.",
    "The Tide Council launched a joint programme in two phases.",
    "The Tide Council launched a joint programme in early 2026.",
    "The Tide Council launched a joint programme for the first time.",
    "The Tide Council launched a warning service for the upper Tarn.",
    "The Tide Council launched nuclear cooperation with Norland.",
]


@pytest.mark.parametrize(("text", "expected"), TOPICS)
def test_what_about(text: str, expected: set[str]) -> None:
    assert {say.split(None, 2)[2] for say in sayings(text, NAMES, "onTopic")} == expected


@pytest.mark.parametrize("text", NO_TOPICS)
def test_what_is_no_topic(text: str) -> None:
    assert sayings(text, NAMES, "onTopic") == set()


EXCLUDED = [
    (
        "The Kelp Initiative does not cover oil drilling or deep-sea mining.",
        {"oil-drilling not", "deep-sea-mining not"},
    ),
    ("Commercial fishing is excluded.", {"commercial-fishing not"}),
    ("Work on acoustic weapons is excluded from the Kelp Initiative.", {"acoustic-weapons not"}),
    ("Neither oil drilling nor the trade in shells will be funded.", {"oil-drilling not", "trade-in-shells not"}),
    ("It does not extend to the farming of salmon.", {"farming-of-salmon not"}),
    (
        "The Kelp Initiative covers seagrass, but excludes oil drilling.",
        {"seagrass", "oil-drilling not"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXCLUDED)
def test_what_is_left_out_is_excluded(text: str, expected: set[str]) -> None:
    assert {say.split(None, 2)[2] for say in sayings(STARTED + text, NAMES, "onTopic")} == expected


BENEFITS = [
    ("The Kelp Initiative is open to early-career researchers.", {"early-career-researchers"}),
    ("Under the Kelp Initiative, ten PhD students will be trained each year.", {"phd-students"}),
    ("The Kelp Initiative gives young divers the chance to spend a year abroad.", {"young-divers"}),
    ("The Kelp Initiative gives young scientists the chance to spend a year abroad.", {"young-scientists"}),
    ("Teams from Norland and Sudland may apply for the Kelp Initiative.", {"teams-from-norland-and-sudland"}),
    ("The Kelp Initiative aims to train some 300 graduate students.", {"graduate-students"}),
    ("The Kelp Initiative aims to help newcomers find partners.", {"newcomers"}),
]


@pytest.mark.parametrize(("text", "expected"), BENEFITS)
def test_for_whom(text: str, expected: set[str]) -> None:
    assert {say.split()[2] for say in sayings(STARTED + text, NAMES, "benefits")} == expected


CUTS = [
    (
        "water management, soil health and plant-based proteins until 2028.",
        ["water management", "soil health", "plant-based proteins"],
    ),
    ("areas such as climate change, ocean health, and the council will meet", ["climate change", "ocean health"]),
    ("extreme rainfall in a programme", ["extreme rainfall"]),
    ("kelp genetics and develop new materials", ["kelp genetics"]),
    ("quantum sensors including clocks and gyroscopes.", ["quantum sensors", "clocks", "gyroscopes"]),
    ("composites backed by industry", ["composites"]),
    ("research of a classified nature", ["research of a classified nature"]),
    ("AI; quantum computing; and 6G.", ["AI", "quantum computing", "6G"]),
    ("research and innovation for food systems", ["research and innovation for food systems"]),
    ("the region", []),
    ("research", []),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_where_topics_begin_and_end(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in noun_phrases(text, 0)] == expected


HEADS = [
    ("- Coloured glass. The Tide Council is launching a call for proposals.", {"coloured-glass"}),
    ("- Cutting the cost of kelp. The Tide Council is launching a call for proposals.", {"kelp"}),
    ("- Watching Whales from Space: The Tide Council is launching a call for proposals.", {"whales"}),
    ("- Tide Council. It is launching a call for proposals.", set()),
    ("- Joint call. The Tide Council is launching a call for proposals.", set()),
    ("- Contact: The Tide Council answers questions.", set()),
]


@pytest.mark.parametrize(("bullet", "expected"), HEADS)
def test_the_head_of_a_bullet_tells_what_the_first_undertaking_behind_it_is_about(
    bullet: str, expected: set[str]
) -> None:
    found = sayings(f"The Tide Council met the Institute of Glass.\n\n{bullet}\n", NAMES, "onTopic")
    assert {say.split()[2] for say in found} == expected


LEFT_OUT = [
    ("Its work shall not include the storage of catch records.", "storage-of-catch-records"),
    ("Its remit does not extend to fish farming.", "fish-farming"),
    ("Concrete dams do not qualify for support.", "concrete-dams"),
    ("Weapons research does not fall within its scope.", "weapons-research"),
    ("The initiative covers eels; whale counts are not part of it.", "whale-counts"),
    ("Fossil fuels have no place in it.", "fossil-fuels"),
    ("Money is short; deep wells are excluded from funding.", "deep-wells"),
    ("Neither salmon feed nor eel leather is eligible.", "eel-leather"),
]


@pytest.mark.parametrize(("sentence", "topic"), LEFT_OUT)
def test_what_does_not_qualify_is_left_out(sentence: str, topic: str) -> None:
    assert f"kelp-initiative onTopic {topic} not" in sayings(STARTED + sentence, NAMES, "onTopic")


def test_what_a_text_leaves_out_its_instrument_leaves_out() -> None:
    text = (
        "Norland and Sudland signed the Tide Accord in May. They will fly a joint instrument. "
        "Nothing in the text extends to naval uses."
    )
    assert sayings(text, NAMES, "onTopic") == {"tide-accord onTopic naval-uses not"}


FOR_WHOM = [
    (STARTED + "Fishers from Norland may apply until June.", {"kelp-initiative benefits fishers-from-norland"}),
    (STARTED + "Small firms are eligible to apply.", {"kelp-initiative benefits small-firms"}),
    (STARTED + "Priority will be given to young divers.", {"kelp-initiative benefits young-divers"}),
    (STARTED + "Schools could become eligible in 2029.", {"kelp-initiative benefits schools"}),
    (
        "The Harbour Fellowships, set up by the Tide Council in 2024, enable ten young divers to go abroad.",
        {"harbour-fellowships benefits young-divers"},
    ),
    (
        "The Tide Council is preparing a call worth up to €3 million, aimed at small firms.",
        {"call benefits small-firms"},
    ),
    ("The Tide Council and the Institute of Glass agreed on an exchange of young divers.", set()),
    (
        "The Kelp Initiative will allow fishers to measure the tide.",
        {"allow-fishers-to-measure-the-tide benefits fishers"},
    ),
    ("The Kelp Initiative aims to keep young engineers in Norland.", set()),
    (
        "The Kelp Initiative aims to bring ten young engineers a year to laboratories in Norland.",
        {"bring-ten-young-engineers-a-year-to benefits young-engineers"},
    ),
    (
        "The Tide Council set aside €2 million to enable divers to go abroad.",
        {"enable-divers-to-go-abroad benefits divers"},
    ),
    ("Diplomats are invited to take part in the ceremony.", set()),
]


@pytest.mark.parametrize(("text", "expected"), FOR_WHOM)
def test_who_gains(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, "benefits") == expected


GROUNDED = [
    (
        "The Kelp Initiative should rest on the principles of open science and respect for the rights of islanders.",
        {"open-science", "respect-for-the-rights-of-islanders"},
    ),
    ("Grounded in trust, the Kelp Initiative of the Tide Council will open in May.", {"trust"}),
    (
        "Rooted in respect for property and reciprocal access to boats, the Kelp Initiative takes in both coasts.",
        {"respect-for-property", "reciprocal-access-to-boats"},
    ),
    ("The Kelp Initiative rests on a decade of trust between our laboratories.", set()),
]


@pytest.mark.parametrize(("text", "expected"), GROUNDED)
def test_what_an_initiative_rests_on(text: str, expected: set[str]) -> None:
    assert {say.split()[2] for say in sayings(text, NAMES, "groundedIn")} == expected


LEADS = [
    (
        "“Norland leads the world in remote sensing, Sudland in blown glass,” said Ada Fenn.",
        {"norland leadsIn remote-sensing", "sudland leadsIn blown-glass"},
    ),
    ("“I believe Norland is second to none in kelp farming,” said Ada Fenn.", {"norland leadsIn kelp-farming"}),
]


@pytest.mark.parametrize(("text", "expected"), LEADS)
def test_who_leads_in_what(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES | {"Person": "Ada Fenn"}, "leadsIn") == expected
