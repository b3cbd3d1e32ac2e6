"""Names of a text: where they stand and what class each is of."""

from __future__ import annotations

import pytest
from names_support import classes, read

BODY, UNIT, GOVERNMENT = "FormalOrganization", "OrganizationalUnit", "Government"

BODIES = [
    ("It was run by the Tide Council.", {"Tide Council": BODY}),
    (
        "It came from the Ministry of Education, Culture, Sports, Science and Technology of that state.",
        {"Ministry of Education, Culture, Sports, Science and Technology": BODY},
    ),
    (
        "The Department for Science, Innovation and Technology paid.",
        {"Department for Science, Innovation and Technology": BODY},
    ),
    (
        "We met the Engineering and Tidal Sciences Research Council.",
        {"Engineering and Tidal Sciences Research Council": BODY},
    ),
    ("The Institute for the Study of the Tides agreed.", {"Institute for the Study of the Tides": BODY}),
    (
        "The Coastal, Geophysical and Astronomical Services Administration warned.",
        {"Coastal, Geophysical and Astronomical Services Administration": BODY},
    ),
    (
        "The Tarn Institute of Allergy and Infectious Diseases leads.",
        {"Tarn Institute of Allergy and Infectious Diseases": BODY},
    ),
    ("It is run by the Ministry of Science and ICT.", {"Ministry of Science and ICT": BODY}),
    ("The Tarn Institute of Technology’s laboratory opened.", {"Tarn Institute of Technology": BODY}),
    ("They wrote to the Agence nationale de la mer.", {"Agence nationale de la mer": BODY}),
    ("They wrote to the Tarn-Gesellschaft in spring.", {"Tarn-Gesellschaft": BODY}),
    (
        "It is run by the Ministry of Tides, Storms and the Digital Economy.",
        {"Ministry of Tides, Storms and the Digital Economy": BODY},
    ),
    (
        "The Tarn Centre for Mapping of Resources for Development agreed.",
        {"Tarn Centre for Mapping of Resources for Development": BODY},
    ),
    ("They wrote to the Vera C. Tarn Observatory.", {"Vera C. Tarn Observatory": BODY}),
    ("NordTide and the rest agreed.", {"NordTide": BODY}),
    ("The Working Group on Ocean Data will meet.", {"Working Group on Ocean Data": "Organization"}),
    (
        "The Tide Council Directorate for Engineering agreed.",
        {"Tide Council": BODY, "Directorate for Engineering": UNIT},
    ),
    ("The Georgia Institute of Tides agreed.", {"Georgia Institute of Tides": BODY}),
    ("The NTXQ Directorate for Engineering agreed.", {"NTXQ": BODY, "Directorate for Engineering": UNIT}),
    ("The Department of Tides Office of Storms agreed.", {"Department of Tides": BODY, "Office of Storms": BODY}),
    ("The Government of Norland agreed.", {"Government of Norland": GOVERNMENT}),
    ("The Chilean government agreed.", {"Chilean": "State", "Chilean government": GOVERNMENT}),
    ("It is part of Meteo Canada, they said.", {"Meteo Canada": BODY, "Canada": "State"}),
    ("Signed.\n\n3. The Tide Commission (TC) licenses research.", {"Tide Commission": BODY, "TC": BODY}),
    ("Signed.\n\n(iv) The Tide Commission licenses research.", {"Tide Commission": BODY}),
    ("The award went to Harbour Analytics, a startup in the south.", {"Harbour Analytics": BODY}),
    ("It is part of the Tide Futures Programme of NTXQ.", {"Tide Futures Programme": "Programme", "NTXQ": BODY}),
    ("They took over the Doctoral Network on Tides.", {"Doctoral Network on Tides": "Programme"}),
    ("It was run in Horizon Europe and later.", {"Horizon Europe": "Programme"}),
]

COORDINATED = [
    ("Innovation Norland and the Tide Council agreed.", {"Innovation Norland": BODY, "Tide Council": BODY}),
    ("They met UK Research and Innovation.", {"UK Research and Innovation": BODY, "UK": "State"}),
    (
        "It joins the Ministry of Tides and the Ministry of Storms.",
        {"Ministry of Tides": BODY, "Ministry of Storms": BODY},
    ),
    (
        "It joins the Norland Tide Council and Ostmark Storm Agency.",
        {"Norland Tide Council": BODY, "Ostmark Storm Agency": BODY},
    ),
    ("The Ministries of Health and of Science agreed.", {"Health": BODY, "Science": BODY}),
    (
        "It works through the Directorates for Tidal and Storm Science; Wave Physics; and Engineering.",
        {"Tidal and Storm Science": UNIT, "Wave Physics": UNIT, "Engineering": UNIT},
    ),
    ("NTCX, NWQX and DOXE will take part.", {"NTCX": BODY, "NWQX": BODY, "DOXE": BODY}),
    ("The Centre national d’études côtières paid.", {"Centre national d’études côtières": BODY}),
    ("The Agenzia nazionale italiana paid.", {"Agenzia nazionale italiana": BODY}),
    ("The Institute of Research for Development paid.", {"Institute of Research for Development": BODY}),
    ("France and the Tide Council agreed.", {"France": "State", "Tide Council": BODY}),
]

PEOPLE = [
    ("We thank Dr. Jane Roe for it.", {"Jane Roe": "Person"}),
    ("We thank Professor Sir Alan Webb for it.", {"Alan Webb": "Person"}),
    ("We thank Dame Ruth O’Neill-Smith MP for it.", {"Ruth O’Neill-Smith": "Person"}),
    (
        "Ada Fenn, Director of the Tide Institute, spoke.",
        {"Ada Fenn": "Person", "Director of the Tide Institute": "Post", "Tide Institute": BODY},
    ),
    (
        "It was signed by the Science Minister of Norland, Ada Fenn.",
        {"Science Minister of Norland": "Post", "Ada Fenn": "Person"},
    ),
    ("Minister for Research Pia Holm agreed.", {"Minister for Research": "Post", "Pia Holm": "Person"}),
    (
        "We met U.K. Science Minister Ada Fenn.",
        {"U.K.": "State", "U.K. Science Minister": "Post", "Ada Fenn": "Person"},
    ),
    ("It was President Holm who agreed.", {"Holm": "Person"}),
    ("It was President Pia Holm who agreed.", {"President": "Post", "Pia Holm": "Person"}),
    ("They thanked President Pia Holm and President Ada Fenn.", {"Pia Holm": "Person", "Ada Fenn": "Person"}),
    ("We asked deputy director Kei Holm.", {"deputy director": "Post", "Kei Holm": "Person"}),
    (
        "It was the French minister, Ada Fenn, who agreed.",
        {"French": "State", "French minister": "Post", "Ada Fenn": "Person"},
    ),
    (
        "Kei Holm, President of France’s Tide Council, agreed.",
        {"Kei Holm": "Person", "President of France’s Tide Council": "Post", "France": "State", "Tide Council": BODY},
    ),
    (
        "Kei Holm, Programme Manager at the Tide Institute, agreed.",
        {"Kei Holm": "Person", "Programme Manager at the Tide Institute": "Post", "Tide Institute": BODY},
    ),
    (
        "Karl Lind, chief executive of the Tide Council, agreed.",
        {"Karl Lind": "Person", "chief executive of the Tide Council": "Post", "Tide Council": BODY},
    ),
    ("“It works,” said Ola Nord.", {"Ola Nord": "Person"}),
    ("Dr. Jordan Ellis and Ms. Anna France came.", {"Jordan Ellis": "Person", "Anna France": "Person"}),
    ("She met her Brazilian counterpart, Paulo Nunes Reis.", {"Brazilian": "State", "Paulo Nunes Reis": "Person"}),
    ("For the Tide Council:\nHilde Brandt\n", {"Tide Council": BODY, "Hilde Brandt": "Person"}),
    ("It was led by Priya Rao of the Tide Council.", {"Priya Rao": "Person", "Tide Council": BODY}),
    ("We met Ursula von der Tarn, who chairs it.", {"Ursula von der Tarn": "Person"}),
    ("The council’s president, Eloísa del Mar, agreed.", {"Eloísa del Mar": "Person"}),
    (
        "Tide Council Deputy Director Kei Holm came.",
        {"Tide Council": BODY, "Tide Council Deputy Director": "Post", "Kei Holm": "Person"},
    ),
    ("Anouk de Wit, a senior officer of the domain, came.", {"Anouk de Wit": "Person"}),
    (
        "Mara Olsen, Deputy Director for Global Partnerships at the Tide Institute, spoke.",
        {
            "Mara Olsen": "Person",
            "Deputy Director for Global Partnerships at the Tide Institute": "Post",
            "Tide Institute": BODY,
        },
    ),
    (
        "The Secretary of State for Science, Innovation and Technology, the Rt Hon Ellen Marsh MP, came.",
        {"Secretary of State for Science, Innovation and Technology": "Post", "Ellen Marsh": "Person"},
    ),
    (
        "For the Tide Council:\nDr. Ada Fenn\nChief Executive\n",
        {"Tide Council": BODY, "Ada Fenn": "Person", "Chief Executive": "Post"},
    ),
]

UNDERTAKINGS = [
    (
        "They recall the Agreement between the Tide Council and the Storm Agency on Cooperation in Wave Science.",
        {
            "Agreement between the Tide Council and the Storm Agency on Cooperation in Wave Science": "Instrument",
            "Tide Council": BODY,
            "Storm Agency": BODY,
        },
    ),
    ("They adopted the Strategy for Blue Growth.", {"Strategy for Blue Growth": "Strategy"}),
    ("They signed the Tarn Accord.", {"Tarn Accord": "Instrument"}),
    (
        "They signed a Memorandum of Understanding on Glacier Research.",
        {"Memorandum of Understanding on Glacier Research": "Instrument"},
    ),
    (
        "It builds on the U.S. – U.K. Tides and Storms Agreement.",
        {"U.S.": "State", "U.K.": "State", "U.S. – U.K. Tides and Storms Agreement": "Instrument"},
    ),
    (
        "They launched the Tide Fellowships and the Storm Programme 2030.",
        {"Tide Fellowships": "Programme", "Storm Programme 2030": "Programme"},
    ),
    ("A programme on soils called Agrotide will start. Agrotide is new.", {"Agrotide": "Programme"}),
    (
        "They lead Tide-Q, a programme of theirs. The NTX-Q initiative ended.",
        {"Tide-Q": "Programme", "NTX-Q": "Programme"},
    ),
    ("It funds the Open Horizons programme.", {"Open Horizons": "Programme"}),
    ("It opens the new call Materials That Float in May.", {"Materials That Float": "Programme"}),
    ("It builds on Monsoon Eye, a smaller programme of theirs.", {"Monsoon Eye": "Programme"}),
    ("It was held at the Norland Science Forum 2026.", {"Norland Science Forum 2026": "Meeting"}),
    ("They will open the Norland–Arctic Data Portal.", {"Norland–Arctic Data Portal": "Undertaking"}),
]

NOTHING = [
    "On Monday, we met in March.",
    "It began in May 2021 and ended in October 2022, on Friday 3 June or in Spring 2023.",
    "Recognizing the role of science, they agreed.",
    "Scientists and engineers will meet. Researchers too.",
    "“We are glad,” she said. “Our work goes on.”",
    "See www.example.org/The-Tide-Council or write to Press.Office@example.org.",
    "Further Information\n\nNotes to Editors\n\nENDS",
    "It cost EUR 5 million, or US$6 million, and uses LED light.",
    "Today, the two sides met. Together, they agreed.",
    "- Training the next generation of scientists.\n- Sharing data openly.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*BODIES, *COORDINATED, *PEOPLE, *UNDERTAKINGS],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_a_name_is_found_with_its_class(text: str, expected: dict[str, str]) -> None:
    assert classes(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_capitals_alone_make_no_name(text: str) -> None:
    assert classes(text) == {}


STATES = [
    ("The U.S., the UK and France met.", {"U.S.": "united-states", "UK": "united-kingdom", "France": "france"}),
    ("French–German work goes on.", {"French": "france", "German": "germany"}),
    ("The EU and South Africa met.", {"EU": "european-union", "South Africa": "south-africa"}),
    ("It told us of turkey and china cups.", {}),
]


@pytest.mark.parametrize(("text", "expected"), STATES, ids=[text for text, _ in STATES])
def test_a_state_is_known_by_its_names_and_adjective(text: str, expected: dict[str, str]) -> None:
    reading = read(text)
    assert {reading.source.words(m.span): m.entity for m in reading.mentions} == expected


def test_a_topic_is_found_in_small_letters_and_never_inside_the_name_of_a_body() -> None:
    text = "They work on quantum computing. The Tarn Institute of Quantum Computing helps."
    reading = read(text)
    topics = [reading.source.words(m.span) for m in reading.mentions if reading.entities[m.entity].type == "Topic"]
    assert topics == ["quantum computing"]


def test_a_heading_in_title_case_gives_only_names_that_the_text_has_too() -> None:
    text = (
        "Norland Tide Council Launches Open Horizons With Ostmark\n\n"
        "The Norland Tide Council runs the Open Horizons programme."
    )
    reading = read(text)
    heading = [reading.source.words(m.span) for m in reading.mentions if m.span.end < text.index("\n")]
    assert heading == ["Norland Tide Council", "Open Horizons"]


def test_the_mentions_of_one_thing_stand_together() -> None:
    text = (
        "The Tide Council (TC) signed the Tarn Accord on Tides with Dr. Jane Roe. Roe praised TC. "
        "Under the Accord, the Council pays. A Memorandum of Understanding (MoU) follows; the MoU is short."
    )
    reading = read(text)
    words = {e.label: [reading.source.words(s) for s in e.mentions] for e in reading.entities.values()}
    assert words == {
        "Tide Council": ["Tide Council", "TC", "TC", "Council"],
        "Tarn Accord on Tides": ["Tarn Accord on Tides", "Accord"],
        "Jane Roe": ["Jane Roe", "Roe"],
        "Memorandum of Understanding": ["Memorandum of Understanding", "MoU", "MoU"],
    }


def test_a_state_is_known_by_the_last_word_of_the_long_name_that_the_text_has() -> None:
    text = "The Republic of Korea agreed. They will meet in Korea, with Korean scientists."
    assert {words: kind for words, kind in classes(text).items() if "Korea" in words} == {
        "Republic of Korea": "State",
        "Korea": "State",
        "Korean": "State",
    }
    assert "Korean" not in classes("They met Korean scientists.")


def test_a_headline_is_no_name() -> None:
    found = classes("Norland Announces First Grants Under New Tide Fund\n\nThe Tide Fund opened in spring.")
    assert set(found) == {"Tide Fund"}


def test_an_adjective_of_two_states_names_no_meeting_but_either_state() -> None:
    assert classes("At the Franco-British summit they agreed.") == {"Franco-British": "State"}


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Franco-Chilean", {"France", "Chile"}),
        ("German-Vietnamese", {"Germany", "Vietnam"}),
        ("Indo-Pacific", set()),
        ("Franco-Tarnish", set()),
        ("French-speaking", set()),
    ],
)
def test_two_adjectives_in_one_word_are_a_mention_of_both_states(words: str, states: set[str]) -> None:
    text = f"The {words} observatory opened."
    found = read(text).entities.values()
    assert {e.label for e in found if e.type == "State"} == states
    for entity in (e for e in found if e.type == "State"):
        assert [text[span.start : span.end] for span in entity.mentions] == [words]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They work in Quezel and Palawar.", {"Quezel", "Palawar"}),
        ("Tests begin in Bataver, Hillinois.", {"Bataver", "Hillinois"}),
        ("They sailed over the Bay of Tarn.", {"Bay of Tarn"}),
        ("Buoys lie in Manila Bay and on Lake Victoria.", {"Manila Bay", "Lake Victoria"}),
        ("It opened in Quezel, and Palawar said no.", {"Quezel"}),
    ],
)
def test_places_that_stand_together_are_all_found(text: str, places: set[str]) -> None:
    assert {words for words, kind in classes(text).items() if kind == "Place"} == places


def test_a_word_for_several_parties_is_the_short_form_of_none() -> None:
    text = "The Tide Council and the Glass Institute (hereinafter “the Participants”) agreed. The Participants meet."
    assert classes(text) == {"Tide Council": BODY, "Glass Institute": BODY}


def test_capitals_of_seven_letters_are_a_word_and_no_acronym() -> None:
    words = {"CARBONE-EDGE", "NSERC-NERC"} & set(classes("CARBONE-EDGE, a project, began. NSERC-NERC money paid."))
    assert words == {"CARBONE-EDGE"}


def test_an_adjective_tells_the_state_though_the_catalogue_has_another() -> None:
    assert classes("The Philippine Space Agency agreed.").get("Philippine") == "State"


TITLES = [
    ("It was opened by Ada Fenn, Director General, on Monday.", {"Ada Fenn": "Person", "Director General": "Post"}),
    (
        "It was opened by Dr Ada Fenn, President, for the Tide Council.",
        {"Ada Fenn": "Person", "President": "Post", "Tide Council": BODY},
    ),
    (
        "It was opened by Ada Fenn, its Chief Technologist, and others.",
        {"Ada Fenn": "Person", "Chief Technologist": "Post"},
    ),
    (
        "Whom to ask\n\n• Ada Fenn, Special Adviser, Tide Council\n\n• Bo Lund, Programme Manager, Quay Council\n",
        {"Ada Fenn": "Person", "Special Adviser": "Post", "Tide Council": BODY}
        | {"Bo Lund": "Person", "Programme Manager": "Post", "Quay Council": BODY},
    ),
    ("We met FENNIMORE Ada, President of the Tide Council.", {"FENNIMORE Ada": "Person", "Tide Council": BODY}),
    ("We met the Tarn Bank, by the Deputy Director’s house.", {}),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_a_title_beside_a_person_is_a_post(text: str, expected: dict[str, str]) -> None:
    found = classes(text)
    assert expected.items() <= found.items()
    assert ("Person" in expected.values()) == ("Person" in found.values())


BESIDE = [
    ("It was built by Embrapo and Cold Quay University.", {"Embrapo": BODY, "Cold Quay University": BODY}),
    ("They met the Ada and Bo Fenn Foundation.", {"Ada and Bo Fenn Foundation": BODY}),
    ("They met Queen’s University Alder and others.", {"Queen’s University Alder": BODY}),
    ("They met University College Alder and others.", {"University College Alder": BODY}),
    ("They met Alder University President Pia Holm.", {"Alder University": BODY, "Pia Holm": "Person"}),
    ("They met the Norland Sail Makers’ Alliance.", {"Norland Sail Makers’ Alliance": BODY}),
    ("It is a trial of Tarn Coil Works, an Alder startup.", {"Tarn Coil Works": BODY, "Alder": "Place"}),
    ("A sea dike at Alder has been built.", {"Alder": "Place"}),
    ("It is led by the consultancy Quay Lane, as planned.", {"Quay Lane": BODY}),
    ("We left the running of Soft Quays to them, from NTXQ on.", {"NTXQ": BODY}),
    ("The TideBridge scheme ended.", {"TideBridge": "Programme"}),
    (
        "Paid:\n\n• TideQuake (£2 million): for Tarn.\n\n• Tarn Twin (NOK 3 million): for us.\n",
        {"Tarn Twin": "Undertaking"},
    ),
    ("“Yes,” observed Ola Nord Sarr, France’s Ambassador for Tides.", {"Ola Nord Sarr": "Person"}),
    ("Britain agreed.", {"Britain": "State"}),
    ("The Tarn Tide Laboratory (NTXQ-TTL) paid. Then NTXQ-TTL left.", {"Tarn Tide Laboratory": BODY, "NTXQ-TTL": BODY}),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_the_words_beside_a_name_tell_where_it_ends_and_what_it_is(text: str, expected: dict[str, str]) -> None:
    assert expected.items() <= classes(text).items()


def test_the_president_s_adviser_is_not_the_president() -> None:
    found = classes("Eric Lander, the President’s Science Advisor, and Bo Lind spoke.")
    assert found["President’s Science Advisor"] == "Post"
    assert "President" not in found


@pytest.mark.parametrize("who", ["Assistant to the US President for Science", "Aide to the Prime Minister of Chile"])
def test_nobody_holds_the_post_of_the_one_whom_they_help(who: str) -> None:
    found = classes(f"The text was signed by the {who}, Dr Neal Lane.")
    assert not [
        name for name, kind in found.items() if kind == "Post" and name.startswith(("President", "Prime", "US"))
    ], found
