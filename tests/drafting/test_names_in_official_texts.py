"""Names as real releases have them: whole names of joint statements, people with numerals, posts behind “The”."""

from __future__ import annotations

import pytest
from names_support import classes, entities, shipped, to_source

from kg.drafting.draft import draft


def told(text: str, *predicates: str) -> set[str]:
    """The accepted sayings of these predicates, names read by the program too."""
    accepted = draft(to_source(text), *shipped()).accepted
    return {a.proposal.says for a in accepted if a.proposal.predicate in predicates}


WHOLE_STATEMENTS = [
    "Joint Statement of the Republic of Chile and the Kingdom of Norway on Cooperation in Ocean Science",
    "Joint Statement of the Government of the Republic of Chile and the Government of Kenya on Ocean Science",
    "Joint Statement of the Governments of Chile and Kenya on Cooperation in Ocean Science and Technology",
    "Joint Statement of Chile, Kenya and Japan on Cooperation in Ocean Science",
    "Joint Statement of Chile, Kenya, and the United States of America on Ocean Science",
    "Joint Statement of Chile and Kenya",
    "Joint Statement from Chile and Kenya on Ocean Science",
    "Joint Declaration by Chile and Kenya on Tidal Research",
    "Memorandum of Understanding between Chile and Kenya on Cooperation in the Field of Science and Technology",
]


@pytest.mark.parametrize("name", WHOLE_STATEMENTS)
def test_a_statement_of_several_is_one_thing_with_its_topic(name: str) -> None:
    for text in (f"{name}\n\nThe two met.", f"The {name} was signed in Tarn today."):
        found = entities(text)
        assert name in found
        assert [e.type for e in found.values()].count("Instrument") == 1
        assert {"Chile", "Kenya", "Norway", "Republic of Chile", "Kingdom of Norway"} & set(found)


def test_those_who_made_a_statement_are_its_parties() -> None:
    text = "The Joint Statement of Chile and the Kingdom of Norway on Ocean Science was signed in Tarn."
    name = "joint-statement-of-chile-and-the-kingdom-of-norway-on-ocean"
    parties = told(text, "hasParty")
    assert {line.split()[-1] for line in parties} == {"chile", "norway"}
    assert all(line.startswith(name[:40]) for line in parties)


@pytest.mark.parametrize(
    "text",
    [
        "The Joint Declaration by the Ministry of Tides of Chile and the Tide Council on Glass was signed.",
        "The Joint Statement of Norway and Japan on Chilean Reefs was signed.",
        "The Statement of the Tide Fund on Chile was signed.",
    ],
)
def test_a_state_that_a_body_is_of_or_a_statement_is_about_is_no_party(text: str) -> None:
    assert not [line for line in told(text, "hasParty") if line.endswith("chile")]


def test_a_statement_on_an_agreement_is_not_that_agreement() -> None:
    agreement = "U.S.-Chile Agreement on Cooperation in Ocean Science"
    found = entities(f"Statement on the {agreement}\n\nThe two Presidents agreed to carry out the {agreement}.")
    labels = {e.label for e in found.values() if e.type == "Instrument"}
    assert labels == {f"Statement on the {agreement}", agreement}


def test_a_body_inside_the_name_of_its_office_is_not_that_office() -> None:
    found = entities("The Office of the Norlandish Tide Board met. The Norlandish Tide Board met too.")
    assert found["Norlandish Tide Board"].label == "Norlandish Tide Board"


def test_states_in_capitals_and_states_joined_by_a_hyphen_are_read() -> None:
    assert "CHILE" in classes("STATEMENT OF CHILE AND KENYA ON COOPERATION IN GLASS\n\nThey met.")
    text = "The Chile-Kenya Agreement on Glass was signed today."
    assert {line.split()[-1] for line in told(text, "hasParty")} == {"chile", "kenya"}
    assert not told("The Tarn-Kenya Agreement on Glass was signed.", "hasParty")


def test_numerals_and_junior_belong_to_the_name_of_a_person() -> None:
    text = (
        "Dr. Ada H. Fenn III, Bo Reed Jr. and Prof. Cy Marsh, Sr. spoke. Fenn and Reed left. “Good,” said Dr. Dee Hart "
        "Jr., Director of the Tide Council. Phase III of the work began."
    )
    found = entities(text)
    people = {words for words, e in found.items() if e.type == "Person"}
    assert people == {"Ada H. Fenn III", "Bo Reed Jr.", "Cy Marsh, Sr.", "Fenn", "Reed", "Dee Hart Jr."}
    assert found["Fenn"].label == "Ada H. Fenn III"
    assert "III" not in found
    assert told(text, "heldBy") == {"director-of-the-tide-council heldBy dee-hart-jr"}


def test_a_house_of_government_is_a_body_and_no_person() -> None:
    text = "White House Science Adviser, Dr. Ada Fenn, led the talks. The White House agreed."
    assert classes(text)["White House"] == "FormalOrganization"
    assert told(text, "heldBy", "postIn") == {
        "white-house-science-adviser heldBy ada-fenn",
        "white-house-science-adviser postIn white-house",
    }


@pytest.mark.parametrize("body", ["The Norland Tide Council (NTC)", "Norland Tide Council", "the Norland Tide Council"])
def test_a_post_has_the_body_that_stands_behind_a_comma(body: str) -> None:
    text = f"“The plan holds,” said Dr. Ada Fenn, Director, {body}."
    assert told(text, "heldBy", "postIn") == {"director heldBy ada-fenn", "director postIn norland-tide-council"}


def test_a_body_that_only_comes_next_has_no_post() -> None:
    assert not told("It was signed by Ada Fenn, President, the Tide Council and Norway.", "postIn")


def test_a_title_in_the_plural_is_that_of_each() -> None:
    text = (
        "Presidents Ada Fenn of Chile and Bo Reed of Kenya agreed. "
        "Foreign Ministers Cy Marsh, Dee Hart and Eli Moss met."
    )
    assert told(text, "heldBy") == {
        "president heldBy ada-fenn",
        "president heldBy bo-reed",
        "foreign-minister heldBy cy-marsh",
        "foreign-minister heldBy dee-hart",
        "foreign-minister heldBy eli-moss",
    }


def test_people_of_a_title_may_have_one_name_and_professors_hold_no_post() -> None:
    found = classes("As Presidents Fenn and Reed said, it holds. Professors Ada Marsh and Cy Hart agreed.")
    assert {words for words, kind in found.items() if kind == "Person"} == {"Fenn", "Reed", "Ada Marsh", "Cy Hart"}
    assert "Post" not in found.values()
    assert "Person" not in classes("Directors and Ministers of Chile met. The Presidents agreed.").values()


def test_the_state_in_front_of_a_person_acts_in_nothing() -> None:
    text = "A Memorandum of Understanding was signed by U.K. Professor Ada Fenn and Norwegian scientist Bo Reed."
    assert not told(text, "hasParty")
    assert {line.split()[-1] for line in told(text, "signatory")} >= {"ada-fenn"}


def test_documents_are_no_organisations() -> None:
    found = classes(
        "They explained the draft Association Agreement. The Tide Council released a Dear Colleague Letter (DCL) on "
        "tides. The DCL tells more. It published a Request for Information (RFI)."
    )
    bodies = {words for words, kind in found.items() if kind == "FormalOrganization"}
    assert bodies == {"Tide Council"}
    assert found["Association Agreement"] == "Instrument"


def test_an_adjective_that_opens_a_sentence_is_no_name() -> None:
    text = "Cooperative projects would be paid by Chile. Regional programmes follow. Kelpwatch projects run."
    assert {words for words, kind in classes(text).items() if kind == "Programme"} == {"Kelpwatch"}


def test_an_act_of_two_halves_is_one() -> None:
    found = classes("They carry out the NTXQ and Storm Act of 2022 and the Tide Act.")
    assert found["NTXQ and Storm Act"] == found["Tide Act"] == "Instrument"
    assert "NTXQ" not in found
    assert "NTXQ" in classes("Scientists of NTXQ and the Storm Act were named.")


def test_letters_with_a_slash_stand_for_the_unit_in_front() -> None:
    found = entities(
        "The Directorate for Tidal Sciences (NSF/TID) agreed. The NSF Division of Glass of the Directorate for Matter "
        "and Sea (MS/DG) pays. NSF/TID or MS/DG decides. The plan of NSF/UKRI holds."
    )
    assert found["NSF/TID"].label == "Directorate for Tidal Sciences"
    assert found["MS/DG"].label == "Division of Glass"
    assert not {"TID", "DG", "MS"} & set(found)
    assert found["NSF"].type == found["UKRI"].type == "FormalOrganization"


def test_research_and_technological_development_is_no_body() -> None:
    assert "RTD" not in classes("They take part in RTD activities of the EU's RTD Framework Programme.")


def test_a_small_group_of_people_is_no_body() -> None:
    text = "It is overseen by a Joint Tide Group (JTG) - a small group of representatives, led by Ada Fenn."
    labels = {e.label for e in draft(to_source(text), *shipped()).entities}
    assert "small group" not in labels
    assert "Joint Tide Group" in labels


def test_a_headline_in_title_case_tells_of_the_statement_named_below() -> None:
    text = (
        "Chile and Kenya Sign Landmark International Tide Statement\n\nChile and Kenya today signed the Port Alder "
        "Statement on Tidal Cooperation. This landmark international statement on tides is new."
    )
    labels = {e.label for e in draft(to_source(text), *shipped()).entities if e.type == "Instrument"}
    assert labels == {"Port Alder Statement on Tidal Cooperation"}


def test_a_person_is_no_part_of_the_body_in_front() -> None:
    text = "Deputy Director for Tides at the Norlandish Office of Science and Technology Policy Ada Fenn spoke."
    found = classes(text)
    assert "Norlandish Office of Science and Technology Policy" in found
    assert found["Ada Fenn"] == "Person"


def test_a_day_of_the_week_is_no_part_of_a_name() -> None:
    found = classes("Chile and Kenya signed the Port Alder Statement on Tidal Cooperation Thursday to share data.")
    assert "Port Alder Statement on Tidal Cooperation" in found


def test_letters_behind_or_stand_for_the_name() -> None:
    found = entities("They began the Joint Committee on Tidal Research, or JCTR, in May. JCTR grew.")
    assert found["JCTR"].label == "Joint Committee on Tidal Research"
    assert "JCTR" not in {e.label for e in found.values()}


@pytest.mark.parametrize("office", ["NSF's Office of Tidal Science", "NSF’s Tide Division"])
def test_the_head_of_an_office_does_not_head_the_whole(office: str) -> None:
    found = entities(f"“It holds,” said Ada Fenn, director of {office}.")
    assert f"director of {office}" in found
    assert "director of NSF" not in found
    assert "director of NSF" not in entities("“It holds,” said Ada Fenn, director of NSF's work on tides.")


def test_a_post_has_all_its_ranks_and_no_half_of_another() -> None:
    found = classes("U.S. Department of State Principal Deputy Assistant Secretary Ada Fenn spoke.")
    assert found["U.S. Department of State Principal Deputy Assistant Secretary"] == "Post"
    assert found["Ada Fenn"] == "Person"
    text = "Ada Fenn, Assistant to the President for Technology Policy and Deputy U.S. Chief Technology Officer, spoke."
    assert "Technology Policy and Deputy U.S. Chief Technology Officer" not in classes(text)


def test_an_excellency_is_no_part_of_a_name() -> None:
    found = classes("It was signed by H. E. Ada Fenn, H.E. Bo Reed and Amb. Cy Marsh in the Moor Auditorium.")
    assert {words for words, kind in found.items() if kind == "Person"} == {"Ada Fenn", "Bo Reed", "Cy Marsh"}
    assert "Programme" not in found.values()


def test_the_letters_of_an_instrument_in_small_letters_are_no_body() -> None:
    found = classes("Chile and Kenya signed a memorandum of understanding (MOU) on tides. The MOU holds.")
    assert found.get("MOU", "Instrument") == "Instrument"


def test_an_ambassador_is_not_of_the_state_that_she_is_sent_to() -> None:
    text = "Chile’s Ambassador to Kenya, Ada Fenn, spoke. Bo Reed, Ambassador of Norway to Japan, listened."
    assert {line.split()[-1] for line in told(text, "jurisdiction")} <= {"chile", "norway"}


def test_a_person_behind_the_place_of_a_post_is_no_place() -> None:
    text = "The Chilean Ambassador in London, Ada Fenn, was present."
    assert classes(text)["Ada Fenn"] == "Person"
    assert told(text, "heldBy") == {"chilean-ambassador heldBy ada-fenn"}


def test_a_draft_agreement_is_not_completed() -> None:
    text = "The Tide Council explained the main points of the draft Association Agreement to Chile."
    found = {line for line in told(text, "hasStatus") if line.startswith("association-agreement ")}
    assert found == {"association-agreement hasStatus intended"}
