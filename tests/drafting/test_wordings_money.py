"""Money, places, parts, stand-ins and addresses, as official texts tell them in many ways."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings, no_register, vocabulary

from kg.drafting.naming.names import read_names
from kg.model import Source
from kg.sources.sentences import split_sentences

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass; Reef Trust; Norlandish Council for Moss; Shell Agency",
    "State": "Norland=Norlandish; Sudland",
    "Person": "Ada Fenn; Bo Lind",
    "Programme": "Open Seas; Kelp Watch",
    "Instrument": "Tarn Accord",
    "Place": "Lake Vask; Ostby; Vikholm; Tarn campus",
}
EVERY = ("hasParticipant", "hasStatus", "takesPlaceIn", "amount", "fundedBy", "supports", "hasComponent", "webAddress")
OPENED = "Kelp Watch opened in May. "

SAID = [
    # the former and the latter; two funders with a sum each behind “with”
    (
        "The Tide Council and the Reef Trust will jointly pay for Kelp Watch, with €3 million from the former and "
        "€2 million from the latter.",
        [
            "contribution-of-tide-council amount €3 million", "contribution-of-reef-trust amount €2 million",
            "contribution-of-tide-council hasStatus planned", "contribution-of-reef-trust supports kelp-watch",
        ],
        ["kelp-watch amount"],
    ),
    (
        "Norland and the Reef Trust back Kelp Watch: the former will provide €3 million.",
        ["contribution-of-norland fundedBy norland", "contribution-of-norland supports kelp-watch"],
        ["contribution-of-reef-trust"],
    ),
    (
        "Ada Fenn, the former director of the Tide Council, and Bo Lind met. The Tide Council gives €3 million to "
        "Kelp Watch.",
        ["kelp-watch fundedBy tide-council"],
        ["fundedBy ada-fenn", "fundedBy bo-lind"],
    ),
    # its costs, shares, the rest
    (
        "Kelp Watch brings divers to Ostby; its costs are to be met by the Tide Council and the Reef Trust.",
        ["kelp-watch fundedBy tide-council", "kelp-watch fundedBy reef-trust"],
        ["amount"],
    ),
    (
        OPENED + "A third of the costs will be borne by the Reef Trust, and the remainder comes from Norland.",
        ["kelp-watch fundedBy reef-trust", "kelp-watch fundedBy norland"],
        ["amount"],
    ),
    (
        "The second joint call closed in May. Of sixty proposals five were chosen, sharing €9 million, of which the "
        "Tide Council covers half and the Reef Trust the rest.",
        [
            "second-joint-call amount €9 million", "second-joint-call fundedBy tide-council",
            "second-joint-call fundedBy reef-trust",
        ],
        [],
    ),
    (
        OPENED + "The Reef Trust provides half of the samples.",
        [],
        ["fundedBy"],
    ),
    (
        OPENED + "Norland's contribution has yet to be agreed.",
        ["contribution-of-norland hasStatus intended", "contribution-of-norland supports kelp-watch"],
        ["amount"],
    ),
    # costs that no figure tells
    (
        OPENED + "The Tide Council bears the cost of the moorings, and the Reef Trust has agreed to pay for travel.",
        [
            "kelp-watch fundedBy tide-council", "contribution-of-tide-council supports kelp-watch",
            "contribution-of-reef-trust hasStatus planned",
        ],
        ["amount"],
    ),
    (
        "Storms are frequent. The Tide Council meets the costs of repairs.",
        [],
        ["fundedBy", "supports"],
    ),
    # loans, topping up, bodies that grant
    (
        OPENED + "The extra costs, put at €6 million, would be met by a loan from the Reef Trust.",
        ["contribution-of-reef-trust amount €6 million", "contribution-of-reef-trust hasStatus intended"],
        ["kelp-watch amount"],
    ),
    (
        OPENED + "The Reef Trust will top up the envelope with €400,000.",
        ["contribution-of-reef-trust amount €400,000", "kelp-watch fundedBy reef-trust"],
        ["kelp-watch amount"],
    ),
    (
        "The Reef Trust grants 600,000 euros to Kelp Watch.",
        ["contribution-of-reef-trust amount 600,000 euros", "contribution-of-reef-trust supports kelp-watch"],
        [],
    ),
    (
        OPENED + "Its financial envelope stands at €30 million, to which the Tide Council is adding €6 million.",
        ["kelp-watch amount €30 million", "contribution-of-tide-council amount €6 million"],
        ["kelp-watch amount €6 million"],
    ),
    (
        OPENED + "Norland funds it with €3 million, of which €1 million from the Tide Council (about £0.8 million).",
        [],
        ["kelp-watch amount £0.8 million"],
    ),
    (
        "Kelp Watch is growing, and Fennit Optics of Ostby is delivering lenses worth €2 million.",
        [],
        ["kelp-watch amount"],
    ),
    (
        "The Tide Council made six awards on glass. Awards in this round come to €9 million.",
        ["amount €9 million"],
        [],
    ),
    (
        "The Tide Council made six awards on glass. Awards run for a year and are of up to €3,000.",
        [],
        ["amount"],
    ),
    # a part, and the whole
    (
        OPENED + "The Tide Council is putting €3 million into the first phase, which runs until 2031.",
        [
            "first-phase fundedBy tide-council", "kelp-watch fundedBy tide-council",
            "contribution-of-tide-council supports kelp-watch",
        ],
        [],
    ),
    (
        OPENED + "The Tide Council is putting €3 million into Open Seas.",
        ["open-seas fundedBy tide-council"],
        ["kelp-watch fundedBy"],
    ),
    # what is given and is no money
    (
        OPENED + "The Reef Trust is donating a dozen boats to Kelp Watch.",
        ["hasParticipant reef-trust", "supports kelp-watch", "hasStatus ongoing"],
        ["fundedBy", "amount"],
    ),
    (
        OPENED + "The Institute of Glass contributes its records, and the Tide Council is going to lend ship time.",
        ["hasParticipant institute-of-glass", "hasParticipant tide-council", "supports kelp-watch"],
        ["fundedBy"],
    ),
    (
        OPENED + "The Tide Council gives nothing to Kelp Watch.",
        [],
        ["supports kelp-watch"],
    ),
    # stand-ins
    (
        "The Norlandish Council for Moss and the Shell Agency run Kelp Watch. "
        "The Norlandish council provides €3 million.",
        ["contribution-of-norlandish-council-for-moss amount €3 million"],
        ["fundedBy norland "],
    ),
    (
        "Ada Fenn and Bo Lind met in Ostby. The two ministers will meet again in Vikholm next spring.",
        ["will-meet takesPlaceIn vikholm", "will-meet hasParticipant ada-fenn", "will-meet hasParticipant bo-lind"],
        [],
    ),
    (
        "The Tide Council and the Institute of Glass run Kelp Watch. The two operators will open a survey of reefs.",
        ["survey hasParticipant tide-council", "survey hasParticipant institute-of-glass"],
        ["survey hasParticipant reef-trust"],
    ),
    (
        "Kelp Watch will begin in May, but it will not be run in Ostby.",
        ["kelp-watch hasStatus planned"],
        [],
    ),
    # places
    (
        "A workshop on moss, convened in Vikholm by the Tide Council, was concluded in June.",
        ["workshop takesPlaceIn vikholm"],
        ["convened hasStatus"],
    ),
    (
        "The Tide Council has been running Kelp Watch since 2030 with four funding agencies in Ostby.",
        [],
        ["takesPlaceIn"],
    ),
    (
        "The fifth meeting on glass is planned for Vikholm in May 2031.",
        ["fifth-meeting takesPlaceIn vikholm"],
        [],
    ),
    (
        "A visit of a Norlandish delegation to Vikholm has been put off.",
        ["visit takesPlaceIn vikholm"],
        [],
    ),
    (
        "The Tide Council runs a pilot plant in Ostby, where the Reef Trust has been comparing lamps since May.",
        ["comparing-lamps-since-may takesPlaceIn ostby"],
        [],
    ),
    (
        "The pilot rests on the Tarn Accord, which Norland and Sudland concluded in Vikholm in 2029.",
        ["tarn-accord takesPlaceIn vikholm"],
        [],
    ),
    (
        "At a ceremony in Vikholm on Monday, at which Norland and Sudland signed the Tarn Accord, Ada Fenn spoke.",
        ["tarn-accord takesPlaceIn vikholm"],
        [],
    ),
    (
        "Norland and Sudland put their names to the Tarn Accord. The text was signed in Vikholm.",
        ["tarn-accord takesPlaceIn vikholm"],
        ["tarn-accord takesPlaceIn ostby"],
    ),
    (
        "The Tide Council launched Kelp Watch, which pairs divers with researchers in Ostby.",
        [],
        ["takesPlaceIn"],
    ),
    (
        "In May the Tide Council, led by Ada Fenn, gathers in Ostby to consider a report.",
        ["hasParticipant tide-council", "takesPlaceIn ostby"],
        [],
    ),
    # parts
    (
        "A field school for technicians, run since 2029 by the Tide Council, now becomes part of Kelp Watch.",
        ["kelp-watch hasComponent field-school"],
        ["field-school hasComponent"],
    ),
    (
        OPENED + "Kelp Watch also absorbs Open Seas, which ended in 2030.",
        ["kelp-watch hasComponent open-seas"],
        ["open-seas hasComponent"],
    ),
    (
        "The Tide Council will fund two projects on glass.\n"
        "• Kelp Watch (€2 million): led by the Institute of Glass.\n• Open Seas (€1 million): led by the Reef Trust.",
        ["projects hasComponent kelp-watch", "projects hasComponent open-seas"],
        [],
    ),
    (
        "The Tide Council will fund two projects on glass. Kelp Watch is another matter.\n",
        [],
        ["hasComponent"],
    ),
    # whose page an address is
    (
        OPENED + "Details for divers: www.kelpwatch.example.org",
        ["kelp-watch webAddress www.kelpwatch.example.org"],
        ["a-text webAddress"],
    ),
    (
        OPENED + "More information: kelp-watch-alliance.example.org",
        ["kelp-watch webAddress kelp-watch-alliance.example.org"],
        ["a-text webAddress"],
    ),
    (
        OPENED + "A seminar takes place in June; guidelines can be found at www.glass-and-moss.example.org.",
        ["a-text webAddress www.glass-and-moss.example.org"],
        ["kelp-watch webAddress"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "unsaid"), SAID, ids=[text[-60:] for text, *_ in SAID])
def test_what_a_text_tells(text: str, said: list[str], unsaid: list[str]) -> None:
    check_sayings(text, NAMES, EVERY, said, unsaid)


FOUND = [
    ("The ministers met in The Hague today.", "The Hague"),
    ("Norland opened a laboratory on the Quenda campus of the University of Oslo.", "Quenda campus"),
    ("The fourth summit is planned for Brellin in autumn 2028.", "Brellin"),
    ("The visit of a Norwegian delegation to Brellin has been put off.", "Brellin"),
    ("Its launch from Quenda is foreseen for 2029.", "Quenda"),
    ("The University of Oslo runs a student exchange between Quenda and Brellin.", "Brellin"),
    ("Researchers are mapping brines in the Quenda and have begun to sample them.", "Quenda"),
    ("Our next meeting, at Quenda Heights, will take place in June.", "Quenda Heights"),
]


@pytest.mark.parametrize(("text", "place"), FOUND)
def test_a_place_is_told_by_the_words_around_it(text: str, place: str) -> None:
    assert place in places_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Engineers at Quenda Robotics will test it.",
        "The group in the Bundestag agreed to it.",
        "The minister expressed confidence in the Arrangement.",
        "The University of Oslo compared results between Quenda and Brellin.",
    ],
)
def test_what_is_no_place_is_left_alone(text: str) -> None:
    assert not {"Quenda Robotics", "Quenda", "Bundestag", "Arrangement", "Brellin"} & places_of(text)


def places_of(text: str) -> set[str]:
    """The places that a text names."""
    source = Source("a-text", text, "", split_sentences(text))
    found = read_names(source, no_register(), vocabulary())
    return {source.words(m.span) for m in found.mentions if found.entities[m.entity].type == "Place"}


def test_the_union_is_the_one_that_a_text_names() -> None:
    text = "The Tide Union and the Tide Council met. The Union has set aside €5 million. A customs Union is no other."
    source = Source("a-text", text, "", split_sentences(text))
    found = read_names(source, no_register(), vocabulary())
    told = [found.entities[m.entity].label for m in found.mentions if source.words(m.span) == "Union"]
    assert told == ["Tide Union"]
