"""Names as real releases write them: statements of several states, officials in lists, laws, units, letters."""

from __future__ import annotations

import pytest
from names_support import classes, entities, read

OF_TWO = "Joint Statement of the United States of America and the Netherlands on Cooperation in Tide Research"
WHOLE = [
    (f"{OF_TWO}\n\nIt holds.", {OF_TWO: "Instrument"}),
    (
        "The Joint Statement of the Governments of Chile and the Kingdom of Sweden on Tide Research was signed.",
        {"Joint Statement of the Governments of Chile and the Kingdom of Sweden on Tide Research": "Instrument"},
    ),
    (
        "The Joint Declaration of the Government of Norway and the Government of Japan on Tides was signed.",
        {"Joint Declaration of the Government of Norway and the Government of Japan on Tides": "Instrument"},
    ),
    (
        "The Joint Statement of Chile, Kenya and Sweden was released.",
        {"Joint Statement of Chile, Kenya and Sweden": "Instrument", "Sweden": "State"},
    ),
    ("They thanked the Council of Chile and Kenya.", {"Chile": "State", "Kenya": "State"}),
    ("They weigh the draft Association Agreement.", {"Association Agreement": "Instrument"}),
    ("It serves the aims of the REEFS and Tides Act of 2022.", {"REEFS and Tides Act": "Instrument"}),
    ("Presidents Ada Fenn and Bo Reed agreed on it.", {"Ada Fenn": "Person", "Bo Reed": "Person"}),
    (
        "Ministers Ada Fenn, Bo Reed and Cy Dale met.",
        {"Ada Fenn": "Person", "Bo Reed": "Person", "Cy Dale": "Person", "Ministers Ada Fenn": ""},
    ),
    ("“We begin,” said Dr. Bo H. Reed III.", {"Bo H. Reed III": "Person", "III": ""}),
    ("It follows Annex III of the plan.", {"III": ""}),
    ("The White House said that Ada Fenn would speak.", {"White House": "FormalOrganization"}),
    (
        "“We begin,” said Ada Fenn, Director, The White House Office of Science and Technology Policy (OSTP).",
        {"White House": "", "White House Office of Science and Technology Policy": "FormalOrganization"},
    ),
    ("Cooperative projects would be paid for jointly.", {"Cooperative": ""}),
    ("The council has issued a Dear Partner Letter (DPL). The DPL says so.", {"Dear Partner Letter": "", "DPL": ""}),
    ("The Directorate for Tides (TC/MARINE) takes part.", {"TC/MARINE": "OrganizationalUnit", "MARINE": ""}),
]


@pytest.mark.parametrize(("text", "names"), WHOLE)
def test_a_name_is_taken_whole_or_not_at_all(text: str, names: dict[str, str]) -> None:
    found = classes(text)
    assert {words: found.get(words, "") for words in names} == names


def test_a_statement_on_an_agreement_is_not_that_agreement() -> None:
    found = entities(
        "Statement on the Chile–Kenya Agreement on Tides\n\nIt puts the Chile–Kenya Agreement on Tides to use."
    )
    assert found["Statement on the Chile–Kenya Agreement on Tides"] != found["Chile–Kenya Agreement on Tides"]


def test_the_end_of_a_name_that_no_link_stands_before_is_still_its_short_form() -> None:
    found = entities("The Norland Tide Accord was signed. The Tide Accord holds.")
    assert found["Norland Tide Accord"] == found["Tide Accord"]


def test_two_states_in_one_word_are_both_named_and_no_programme() -> None:
    found = classes("A Chile-Kenya call opened, and a Japan-UK research collaboration was launched.")
    assert found == {"Chile-Kenya": "State", "Japan-UK": "State"}


def test_letters_behind_a_post_stand_for_the_post_and_the_person_follows() -> None:
    found = classes(
        "U.S. Tide Security Adviser (ATSA) Ada Fenn met with Kenyan Reef Minister (KRM) Bo Reed. ATSA Fenn spoke."
    )
    assert {w: found.get(w, "") for w in ("Ada Fenn", "Bo Reed", "ATSA", "Fenn")} == {
        "Ada Fenn": "Person",
        "Bo Reed": "Person",
        "ATSA": "Post",
        "Fenn": "Person",
    }


def test_several_bodies_are_no_programme_and_a_language_is_no_place() -> None:
    found = classes("The National Tide Councils of both countries will meet. Workshops will be held in English.")
    assert "National Tide Councils" not in found
    assert "English" not in found


def test_an_initiative_that_is_called_by_its_initials_is_no_topic() -> None:
    found = entities("The U.S.-Kenya initiative on Open and Clean Reefs (iOCR) began in 2022. The iOCR will grow.")
    whole = found["U.S.-Kenya initiative on Open and Clean Reefs"]
    assert whole.type == "Programme"
    assert found["iOCR"] == whole


def test_letters_behind_an_owner_and_a_name_of_the_register_in_full_are_one_body() -> None:
    found = entities("ESA and Kenya agreed. The European Space Agency’s (ESA) director spoke.")
    assert found["ESA"] == found["European Space Agency"]
    found = entities("ESA and Kenya agreed. The European Space Agency spoke.")
    assert found["ESA"] == found["European Space Agency"]


def test_the_first_meeting_of_a_name_is_not_the_second() -> None:
    text = (
        "The second Trilateral Ministerial Meeting on Reefs was held in Port Alder. "
        "The first Trilateral Ministerial Meeting on Reefs was held in Tarn."
    )
    reading = read(text)
    meetings = [e for e in reading.entities.values() if e.type == "Meeting"]
    assert len(meetings) == 2


def test_a_field_of_two_adjectives_belongs_to_the_post() -> None:
    found = classes("The Tide Council’s Director of Human and Robotic Exploration, Ada Fenn, spoke.")
    assert found["Director of Human and Robotic Exploration"] == "Post"
