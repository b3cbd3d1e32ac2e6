"""Purposes and possible effects: whose they are, where they begin and end, of what sort, and what is none."""

from __future__ import annotations

import pytest
from sayings import Names, drafted, sayings

from kg.drafting.relating.language.phrases import gerund_purposes, purposes

NAMES: Names = {
    "FormalOrganization": "Tide Council; Institute of Glass",
    "State": "Norland; Sudland",
    "Instrument": "Tide Accord",
    "Programme": "Kelp Initiative; Harbour Fellowships",
    "Person": "Ada Fenn",
}
STARTED = "The Tide Council launched the Kelp Initiative in May. "
SIGNED = "Norland and Sudland signed the Tide Accord in May. "

AIMS = [
    (
        SIGNED
        + "The agreement aims to accelerate clean-energy research, strengthen supply chains and train engineers.",
        {"accelerate-clean-energy-research", "strengthen-supply-chains", "train-engineers"},
    ),
    (SIGNED + "It seeks to protect coral reefs.", {"protect-coral-reefs"}),
    (
        STARTED + "The Kelp Initiative aims to help exporters cut costs and get new products onto shelves.",
        {"help-exporters-cut-costs", "get-new-products-onto-shelves"},
    ),
    (
        "Norland and Sudland signed the Tide Accord, in which they promised to share data and to train divers.",
        {"share-data", "train-divers"},
    ),
    (
        STARTED + "The Kelp Initiative is designed to help coastal communities adapt to rising seas.",
        {"help-coastal-communities-adapt-to-rising-seas"},
    ),
    (
        STARTED + "The purpose of the Kelp Initiative is to monitor seaweed forests and improve water quality.",
        {"monitor-seaweed-forests", "improve-water-quality"},
    ),
    (
        STARTED + "The Kelp Initiative will support small firms, which often lack laboratories.",
        {"support-small-firms"},
    ),
    (
        "The Tide Council launched a workshop in order to compare methods, so that results can be trusted.",
        {"compare-methods", "results-can-be-trusted"},
    ),
    (
        "The Tide Council plans a staff exchange, with the aim of improving storm warnings.",
        {"improving-storm-warnings"},
    ),
    (
        "To speed up the energy transition, Norland and Sudland are setting up a joint programme.",
        {"speed-up-the-energy-transition"},
    ),
    (
        "Norland and Sudland announced a partnership to boost research and to help realise the potential of kelp.",
        {"boost-research", "help-realise-the-potential-of-kelp"},
    ),
]
NO_AIMS = [
    STARTED + "The Kelp Initiative will open in June.",
    STARTED + "The Kelp Initiative will run from 2026 to 2030.",
    STARTED + "The Kelp Initiative will take place in Norland.",
    "The Tide Council agreed to launch a joint programme.",
    "The Tide Council invited Norland to join the Kelp Initiative.",
    "The Tide Council is able to support the Kelp Initiative.",
]


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_what_for(text: str, expected: set[str]) -> None:
    assert {say.split()[2] for say in sayings(text, NAMES, "hasAim")} == expected


@pytest.mark.parametrize("text", NO_AIMS)
def test_what_becomes_of_a_thing_is_no_purpose(text: str) -> None:
    assert sayings(text, NAMES, "hasAim", "supports") == set()


EFFECTS = [
    (
        STARTED + "The Kelp Initiative could cut emissions by a third.",
        "kelp-initiative supports cut-emissions-by-a-third",
    ),
    (
        "Better storm models can give villages two more days.",
        "storm-models supports give-villages-two-more-days",
    ),
    (
        "“By pooling our tide records, we can shorten the search for wrecks,” said Ada Fenn.",
        "tide-records supports shorten-the-search-for-wrecks",
    ),
    (
        STARTED + "“I am sure that the Kelp Initiative will create jobs,” said Ada Fenn.",
        "kelp-initiative supports create-jobs",
    ),
    (
        STARTED + "The Kelp Initiative supports the training of divers.",
        "kelp-initiative supports training-of-divers",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EFFECTS)
def test_what_may_come_of_it(text: str, expected: str) -> None:
    assert expected in sayings(text, NAMES, "supports")


def test_a_possible_effect_is_never_told_as_fact() -> None:
    for text, _ in EFFECTS[:4]:
        told = {a.claim.told_as for a in drafted(text, NAMES).accepted if a.proposal.predicate == "supports"}
        assert told
        assert told <= {"possible", "opinion"}, text


def test_a_forecast_in_direct_speech_is_no_purpose() -> None:
    text = STARTED + "“The Kelp Initiative will create jobs in our ports,” said Ada Fenn."
    assert sayings(text, NAMES, "hasAim") == set()
    assert "kelp-initiative supports create-jobs-in-our-ports" in sayings(text, NAMES, "supports")


TYPES = [
    ("train one hundred divers", "training"),
    ("protect the marine environment", "environment"),
    ("protect harbours from attack", "security"),
    ("share tide records and data", "infrastructure"),
    ("open the wave tanks and laboratories", "infrastructure"),
    ("agree on common data formats", "standards"),
    ("make the supply of lithium more resilient", "supply-chain"),
    ("bring new sensors to market", "market"),
    ("shorten the wait for a diagnosis", "society"),
    ("deepen ties between the two ports", "cooperation"),
    ("promote joint research", "research"),
    ("accelerate clean-energy devices", "environment"),
    ("keep young talent in the region", "workforce"),
    ("ease the mobility of scholars", "mobility"),
    ("strengthen economic growth", "prosperity"),
    ("reduce our reliance on imported nickel", "supply-chain"),
    ("make the outer islands less dependent on diesel", "security"),
    ("wean glassworks off natural gas", "environment"),
    ("halve the water consumption of dye works", "environment"),
    ("restore mangroves on the delta", "environment"),
    ("help vineyards adapt to longer droughts", "environment"),
    ("give pilots earlier warning of ash", "security"),
    ("protect the personal data of patients", "security"),
    ("make village grids more reliable", "security"),
    ("supply clean drinking water to the islands", "society"),
    ("treat children with rare fevers", "society"),
    ("strengthen public trust in gene editing", "society"),
    ("turn laboratory discoveries into tools", "technology"),
    ("change the way we heat our homes", "technology"),
    ("develop new sources of dye", "technology"),
    ("modernise two production lines", "infrastructure"),
    ("shorten the journey from workshop to market", "market"),
    ("make green glass affordable", "market"),
    ("make test results comparable", "standards"),
    ("reconstruct the climate of the last ice age", "research"),
    ("speed up field trials", "research"),
    ("create a pool of glass experts", "workforce"),
    ("open doors for a generation of engineers", "workforce"),
    ("keep young nurses in the country", "workforce"),
    ("adopt a joint work plan", "cooperation"),
]


@pytest.mark.parametrize(("aim", "expected"), TYPES)
def test_what_sort_a_purpose_is(aim: str, expected: str) -> None:
    found = sayings(f"{STARTED}The Kelp Initiative aims to {aim}.", NAMES, "aimType")
    assert [say.split()[2] for say in found] == [expected]


def test_the_cue_of_an_aim_type_is_a_whole_word_of_the_purpose() -> None:
    text = STARTED + "The Kelp Initiative aims to develop low-carbon ferries."
    (told,) = [a.proposal for a in drafted(text, NAMES).accepted if a.proposal.predicate == "aimType"]
    assert (told.obj, told.cue) == ("environment", "low-carbon")


def test_a_purpose_that_is_nobodys_is_left_out() -> None:
    text = "The visitors hope to attract talented students."
    assert sayings(text, NAMES, "hasAim", "supports", "benefits", "aimType", "onTopic") == set()


CUTS = [
    ("train divers, share data and open laboratories.", ["train divers", "share data", "open laboratories"]),
    ("boost trade to help realise growth", ["boost trade", "help realise growth"]),
    (
        "support climate and research in the north, and share data",
        ["support climate and research in the north", "share data"],
    ),
    ("protect reefs, said Ada", ["protect reefs"]),
    ("protect reefs, which feed fish", ["protect reefs"]),
    ("protect reefs by 2030", ["protect reefs"]),
    ("the sea", []),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_where_purposes_begin_and_end(text: str, expected: list[str]) -> None:
    assert [text[p.start : p.end] for p in purposes(text, 0)] == expected


def test_purposes_in_ing() -> None:
    text = "training divers, sharing data and cutting costs."
    assert [text[p.start : p.end] for p in gerund_purposes(text, 0)] == [
        "training divers",
        "sharing data",
        "cutting costs",
    ]


def test_a_word_of_exclusion_inside_a_purpose_excludes_no_claim() -> None:
    text = "The Tide Council plans a workshop in order to share tide records without closing any door."
    (aim,) = [a for a in drafted(text, NAMES).accepted if a.proposal.predicate == "hasAim"]
    assert aim.claim.polarity == "affirmed"
    assert sayings(STARTED + "The Kelp Initiative does not aim to train divers.", NAMES, "hasAim") == set()


def test_what_we_can_do_together_is_said_of_what_the_text_is_about() -> None:
    text = STARTED + "“Together we can restore the kelp forests,” said Ada Fenn."
    assert sayings(text, NAMES, "supports") == {"kelp-initiative supports restore-the-kelp-forests"}


def test_what_a_call_pays_for_is_no_undertaking_of_its_own() -> None:
    text = "The Tide Council opened a call in May. The call will support up to ten projects on green fuels."
    assert "call onTopic green-fuels" in sayings(text, NAMES, "onTopic")
    assert sayings(text, NAMES, "hasAim") == set()


TOLD_OTHERWISE = [
    (
        STARTED + "Power cuts after storms could become shorter thanks to the Kelp Initiative.",
        "kelp-initiative supports power-cuts-after-storms-could-become-shorter",
    ),
    (
        STARTED + "“The Kelp Initiative rests on trust, and it could bring jobs to our ports,” said Ada Fenn.",
        "kelp-initiative supports bring-jobs-to-our-ports",
    ),
    (
        STARTED + "“It will make our farms more resilient to heat,” said Ada Fenn.",
        "kelp-initiative supports make-our-farms-more-resilient-to-heat",
    ),
    (
        STARTED + "“What these teams learn in Norland can help to protect hospitals,” said Ada Fenn.",
        "kelp-initiative supports protect-hospitals",
    ),
    (
        STARTED + "“I believe that solar heat will free our glassworks from gas,” said Ada Fenn.",
        "solar-heat supports free-our-glassworks-from-gas",
    ),
    (
        STARTED + "The Kelp Initiative, a small scheme for measuring currents, is over.",
        "kelp-initiative hasAim measuring-currents",
    ),
    (
        "The Tide Council launched a workshop, paving the way for common tide standards.",
        "workshop supports common-tide-standards",
    ),
    (
        "The Tide Council launched a workshop with a view to consistent reporting on both coasts.",
        "workshop hasAim consistent-reporting-on-both-coasts",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_OTHERWISE)
def test_aims_and_effects_are_told_in_other_ways_too(text: str, expected: str) -> None:
    assert expected in sayings(text, NAMES, "hasAim", "supports")


def test_a_topic_that_only_modifies_a_noun_is_not_what_a_purpose_is_about() -> None:
    names = NAMES | {"Topic": "ageing; polar data"}
    text = STARTED + "The Kelp Initiative aims to replace ageing reactors and to share polar data."
    assert {say.split()[2] for say in sayings(text, names, "onTopic")} == {"polar-data"}
