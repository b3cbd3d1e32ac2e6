"""Names, people and instruments in many wordings: posts, signers, companies, units, parties, what rests on what."""

from __future__ import annotations

import pytest
from names_support import classes, shipped, to_source
from sayings import Names, check_sayings

from kg.drafting.draft import draft

BODY, UNIT, UNDERTAKING, PROGRAMME = "FormalOrganization", "OrganizationalUnit", "Undertaking", "Programme"

NAMED = [
    # people and posts
    (
        "There were the president of the Tide Council (TC), Ada Fenn, and the rector of Tarn University, Bo Lind.",
        {"president of the Tide Council": "Post", "Ada Fenn": "Person", "Bo Lind": "Person"},
    ),
    (
        "It was read by Ada Fenn, the Tide Council’s deputy director for coral reefs, and by others.",
        {"Ada Fenn": "Person", "deputy director for coral reefs": "Post", "Tide Council": BODY},
    ),
    (
        "The Tide Council’s associate director, Ada Fenn, spoke.",
        {"associate director": "Post", "Ada Fenn": "Person"},
    ),
    ("They heard Ada Fenn, chief hydrologist at the Tide Council.", {"chief hydrologist at the Tide Council": "Post"}),
    ("They met the governor of Upper Tarn, Ada Fenn.", {"governor of Upper Tarn": "Post", "Ada Fenn": "Person"}),
    ("Ada Fenn, mayor of Ostby, was there.", {"Ada Fenn": "Person", "mayor of Ostby": "Post"}),
    ("With NIST geologist Ada Fenn they drilled.", {"NIST": BODY, "Ada Fenn": "Person"}),
    ("She was followed by her Norwegian counterpart Bo Lind.", {"Bo Lind": "Person", "Norwegian": "State"}),
    ("The pact was signed by Reef Trust Chief Executive Bo Lind.", {"Reef Trust Chief Executive": "Post"}),
    (
        "Ada Fenn opened the day. Professor Ada Fenn, Director of the Tide Council, closed it.",
        {"Ada Fenn": "Person"},
    ),
    # bodies
    ("The pumps come from Tarn Robotics, a start-up in Ostby.", {"Tarn Robotics": BODY}),
    ("They buy lamps of Ostvik Photonics.", {"Ostvik Photonics": BODY}),
    ("The operator, Ostvik Kraft, now drills.", {"Ostvik Kraft": BODY}),
    ("They were advised by Research Ireland yesterday.", {"Research Ireland": BODY}),
    ("They wrote to Statistics Denmark about it.", {"Statistics Denmark": BODY}),
    ("Samples went to the Norway SeaVault for safety.", {"Norway SeaVault": BODY}),
    ("They asked the Expert Panel on Ocean Data.", {"Expert Panel on Ocean Data": "Organization"}),
    ("The Tide Council’s Coral Affairs department leads.", {"Coral Affairs department": UNIT}),
    ("He heads the Ostby office of the Tide Council.", {"Ostby office": UNIT, "Tide Council": BODY}),
    ("The Centre for Tide Computing (T-TAC) and T-TAC staff agreed.", {"T-TAC": BODY}),
    ("The European Union paid. The Union will pay again.", {"Union": "State"}),
    ("The Tarn Centre for Reef Promotion in Ostby opened.", {"Tarn Centre for Reef Promotion": BODY}),
    # undertakings
    ("They run Kelp & Coral, their joint programme on reefs.", {"Kelp & Coral": PROGRAMME}),
    ("The call, Kelptide 2031, is open.", {"Kelptide 2031": PROGRAMME}),
    ("The largest of the four, Open Shells, begins now.", {"Open Shells": UNDERTAKING}),
    ("Kelpo, a spectrograph of the Tide Council, is late.", {"Kelpo": UNDERTAKING}),
    ("The measure picks up where Kelptide left off.", {"Kelptide": UNDERTAKING}),
    ("The Tall Blue Ladder opens. They say the Ladder helps.", {"Tall Blue Ladder": PROGRAMME, "Ladder": PROGRAMME}),
    ("They met Ada Fenn, director at Tarnvik.", {"director at Tarnvik": "Post", "Tarnvik": BODY}),
    ("The Grey Shore Survey ran for ten years.", {"Grey Shore Survey": UNDERTAKING}),
    ("The Norwegian Geological Survey ran for ten years.", {"Norwegian Geological Survey": BODY}),
    ("They irradiate fuel in the TARNQ reactor there.", {"TARNQ": UNDERTAKING}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), NAMED, ids=[text[:50] for text, _ in NAMED])
def test_a_name_is_cut_and_told_as_its_words_say(text: str, told: dict[str, str]) -> None:
    found = classes(text)
    assert told.items() <= found.items(), found


NOT_NAMED = [
    ("The visit of a delegation to Ostvik has been put off.", "Ostvik", BODY),
    ("The Council met its Norwegian counterpart Green Seas yesterday.", "Green Seas", "Person"),
    ("Norway pays while Europe plans.", "Europe", BODY),
    ("The rains fell at the head of Tarn, they said.", "head of Tarn", "Post"),
    ("They work on Marine Robotics.", "Marine Robotics", BODY),
]


@pytest.mark.parametrize(("text", "words", "kind"), NOT_NAMED, ids=[text[:50] for text, _, _ in NOT_NAMED])
def test_what_is_no_name_of_that_kind_is_not_taken_for_one(text: str, words: str, kind: str) -> None:
    assert classes(text).get(words) != kind


NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Reef Trust; Tarn Commission; Storms Division; Coral Bloc",
    "State": "Norland; Sudland; Estland",
    "Person": "Ada Fenn; Bo Lind; Cy Dale",
    "Post": "President of the Tide Council; Director of the Reef Trust; Minister of Tides; President of Norland",
    "Programme": "Open Seas; Kelp Watch",
    "Instrument": "Tarn Accord; Tarn Arrangement; Ostby Protocol; Joint Statement on Tides; pact; memorandum",
    "Meeting": "Tide Forum; Tarn Summit",
    "Place": "Ostby",
}
EVERY = (
    "heldBy", "memberOf", "subOrganizationOf", "jurisdiction", "hasParty", "hasSignature", "signatory", "signedAs",
    "onBehalfOf", "type", "announces", "underInstrument", "buildsOn", "hasOccasion", "speaker",
)  # fmt: skip

SAID = [
    # posts and members
    (
        "They met the President of the Tide Council (TC), Ada Fenn.",
        ["president-of-the-tide-council heldBy ada-fenn"],
        [],
    ),
    (
        "There were the Minister of Tides, Cy Dale, the President of the Tide Council, Ada Fenn, and others.",
        ["president-of-the-tide-council heldBy ada-fenn", "minister-of-tides heldBy cy-dale"],
        ["president-of-the-tide-council heldBy cy-dale"],
    ),
    (
        "Ada Fenn, Minister of Tides, the President of the Tide Council, Cy Dale, and others were present.",
        ["minister-of-tides heldBy ada-fenn", "president-of-the-tide-council heldBy cy-dale"],
        ["president-of-the-tide-council heldBy ada-fenn"],
    ),
    ("With Tide Council hydrologist Ada Fenn they drilled.", ["ada-fenn memberOf tide-council"], []),
    (
        "The Coral Bloc is a trade bloc whose members are Norland, Sudland and Estland.",
        ["norland memberOf coral-bloc", "sudland memberOf coral-bloc", "estland memberOf coral-bloc"],
        [],
    ),
    (
        "The Tarn Commission, in which the Reef Trust holds the chair, meets in Ostby.",
        ["reef-trust memberOf tarn-commission"],
        [],
    ),
    ("The Tarn Commission, convened under Ada Fenn, will report.", ["ada-fenn memberOf tarn-commission"], []),
    ("A panel chaired by Ada Fenn weighed them up.", ["ada-fenn memberOf panel"], []),
    ("A group of volunteers met Ada Fenn.", [], ["memberOf group"]),
    ("Ada Fenn, who at present heads the Storms Division, spoke.", ["ada-fenn memberOf storms-division"], []),
    (
        "The Tide Council pays $12.6 million over four years for Open Seas through its Storms Division.",
        ["storms-division subOrganizationOf tide-council"],
        [],
    ),
    ("The Norland research council Reef Trust took part.", ["reef-trust jurisdiction norland"], []),
    # signatures
    (
        "Ada Fenn, President of the Tide Council, and Bo Lind, Director of the Reef Trust, met in Ostby. "
        "There Fenn spoke and, with Cy Dale watching, Ada Fenn and Bo Lind signed the Tarn Accord.",
        [
            "ada-fenn-signature signedAs president-of-the-tide-council", "ada-fenn-signature onBehalfOf tide-council",
            "bo-lind-signature signedAs director-of-the-reef-trust", "bo-lind-signature onBehalfOf reef-trust",
        ],
        ["cy-dale-signature"],
    ),
    (
        "Open Seas follows the Tarn Accord, which President of the Tide Council Ada Fenn and Director of the Reef "
        "Trust Bo Lind signed in 2030.",
        ["tarn-accord hasSignature ada-fenn-signature", "tarn-accord hasSignature bo-lind-signature"],
        [],
    ),
    (
        "Joint Statement on Tides\n\nNorland and Sudland agreed as follows.\n\nAda Fenn\nPresident of Norland\n\n"
        "Bo Lind\nMinister of Tides",
        [
            "joint-statement-on-tides hasSignature ada-fenn-signature", "bo-lind-signature signedAs minister-of-tides",
            "ada-fenn-signature signedAs president-of-norland",
        ],
        [],
    ),
    (
        "Tide Council opens Open Seas\n\nOpen Seas opens today.\n\nAda Fenn\nPresident of Norland\n\n"
        "Bo Lind\nMinister of Tides",
        [],
        ["signature"],
    ),
    # instruments
    ("Norland and Sudland signed the Tarn Arrangement.", ["type memorandum-of-understanding"], []),
    ("Norland and Sudland signed the Ostby Protocol.", ["ostby-protocol type agreement"], []),
    ("Under a protocol for blood samples the Tide Council runs Open Seas.", [], ["type agreement"]),
    (
        "Open Seas gives effect to the Tarn Accord the Tide Council and the Reef Trust concluded in Ostby.",
        ["tarn-accord hasParty tide-council", "tarn-accord hasParty reef-trust"],
        [],
    ),
    (
        "Open Seas is run by the Tide Council and the Reef Trust, which thus give effect to the pact they signed.",
        ["open-seas underInstrument pact", "pact hasParty tide-council", "pact hasParty reef-trust"],
        [],
    ),
    (
        "Norland and Sudland have cooperated on reefs on the basis of a memorandum since 2024.",
        ["memorandum hasParty norland", "memorandum hasParty sudland"],
        [],
    ),
    (
        "The Tarn Accord was signed in 2030. At the heart of the Tarn Accord is Open Seas.",
        ["open-seas underInstrument tarn-accord"],
        [],
    ),
    ("Open Seas rests on the Tarn Accord of 2024.", ["open-seas underInstrument tarn-accord"], []),
    (
        "Open Seas is the first result of the Tarn Accord of 2024.",
        ["open-seas underInstrument tarn-accord"],
        ["buildsOn"],
    ),
    ("Open Seas absorbs Kelp Watch.", ["open-seas buildsOn kelp-watch"], []),
    (
        "The sides are turning Kelp Watch into a standing programme, Open Seas.",
        ["open-seas buildsOn kelp-watch"],
        ["kelp-watch buildsOn open-seas"],
    ),
    (
        "Open Seas takes the place of Kelp Watch. That project on shells, financed by the Reef Trust, ended in 2030.",
        ["open-seas buildsOn kelp-watch"],
        ["project"],
    ),
    # occasions
    (
        "The Tide Forum was held in May. In the margins of the Tide Forum, Norland and Sudland signed the Tarn Accord.",
        ["tarn-accord hasOccasion tide-forum"],
        [],
    ),
    (
        "4. At the close of the second Tarn Summit, held in May, the Tide Council opened Open Seas.",
        ["open-seas hasOccasion tarn-summit"],
        ["tarn-summit hasOccasion"],
    ),
    # what a text announces
    (
        "The sides met in Ostby.\n\nThey spoke.\n\nThey ate.\n\nThey went.\n\nWe are launching Open Seas.",
        ["announces open-seas"],
        [],
    ),
    (
        "They met.\n\nThey spoke.\n\nThey ate.\n\nThey went.\n\nThe Tide Council launched Open Seas in 2019.",
        [],
        ["announces open-seas"],
    ),
    ("Norland and Sudland inaugurate Open Seas\n\nThe Tide Council runs Open Seas.", ["announces open-seas"], []),
    # speakers
    ("They met. For Ada Fenn, the pact “has come a good ten years late”.", ["speaker ada-fenn"], []),
    ("In the view of Ada Fenn, Open Seas is “a very long way to go”.", ["speaker ada-fenn"], []),
    (
        "The Minister of Tides, Cy Dale, came. “We shall count every shell,” said the minister.",
        ["speaker cy-dale"],
        [],
    ),
    ("Ada Fenn came. “We shall count every shell,” said the minister.", [], ["speaker"]),
    ("Ada Fenn came. For 2031, the plan is “to do very many good things”.", [], ["speaker"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "untold"), SAID, ids=[text[:50] for text, _, _ in SAID])
def test_what_is_told_is_found_and_nothing_else(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, EVERY, told, untold)


def test_the_body_of_a_signer_may_stand_before_the_post() -> None:
    text = (
        "The Tide Council and the Reef Trust have signed a memorandum of understanding. The text was signed by "
        "Ada Fenn, the Tide Council’s deputy director for reefs, and Bo Lind, vice president of the Reef Trust."
    )
    said = {accepted.proposal.says for accepted in draft(to_source(text), *shipped()).accepted}
    assert {"ada-fenn-signature onBehalfOf tide-council", "deputy-director-for-reefs postIn tide-council"} <= said
