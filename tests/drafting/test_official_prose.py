"""What the long sentences of ministries, agencies and summits tempt a reader of patterns to read, and what they say."""

from __future__ import annotations

import pytest
from names_support import classes, entities, shipped, to_source
from sayings import Names, drafted, sayings

from kg.drafting.draft import draft

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Harbour Fund",
    "State": "Norland; Sudland",
    "Place": "Port Alder; Tarn",
    "Person": "Ada Fenn; Bo Reed",
    "Programme": "Open Seas",
}

WHOLE_NAMES = [
    (
        "He met the Chilean Minister of Tides and Technology Dr Ada Fenn in Tarn.",
        {"Chilean Minister of Tides and Technology": "Post", "Ada Fenn": "Person"},
    ),
    ("They met the Ministry of Tides and Dr. Ada Fenn.", {"Ministry of Tides": "FormalOrganization"}),
    (
        "Ada Fenn, Director of the Office of Tide & Storm Technology, spoke.",
        {"Office of Tide & Storm Technology": "FormalOrganization"},
    ),
    (
        "Ada Fenn, Director of the Office of Science and Technology Cooperation of the Tide Council, spoke.",
        {"Office of Science and Technology Cooperation": "FormalOrganization"},
    ),
    ("Prime Minister Ada Fenn of Chile and President Bo Reed met.", {"Chile and President": "", "Bo Reed": "Person"}),
    (
        "It rests on the Vision for Clean Tides and Strategy for Warm Storms.",
        {"Vision for Clean Tides": "Strategy", "Strategy for Warm Storms": "Strategy"},
    ),
    (
        "Chile and Kenya agreed a Memorandum of Understanding (MoU) today.",
        {"Memorandum of Understanding": "Instrument"},
    ),
]


@pytest.mark.parametrize(("text", "names"), WHOLE_NAMES)
def test_a_name_is_neither_cut_nor_joined_to_the_next(text: str, names: dict[str, str]) -> None:
    found = classes(text)
    assert {words: found.get(words, "") for words in names} == names


def test_a_joint_statement_of_two_states_has_both_in_its_name() -> None:
    assert "Joint Statement on U.S.–France Tide Cooperation" in entities(
        "The Joint Statement on U.S.–France Tide Cooperation was issued."
    )


@pytest.mark.parametrize(
    "text", ["The Union Cabinet met.", "It was weighed by the Harbour Cabal.", "near the São Tarn region"]
)
def test_not_everything_with_capitals_is_a_programme(text: str) -> None:
    assert "Programme" not in classes(text).values()


NOT_READ = [
    ("Norland and Sudland forge a lasting partnership on tides", "forge"),
    ("The programme intends to focus on advancing the science of Tarn.", "onTopic advancing"),
    ("The agreement reached on Wednesday by the Tide Council holds.", "onTopic wednesday"),
    ("The Tide Council signed an agreement on the text of the rules.", "onTopic text"),
    (
        "The Tide Council runs a partnership addressing Antibiotic Use, a growing danger to health.",
        "onTopic growing-danger",
    ),
    ("The partnership focuses on assessing and mitigating floods in Tarn.", "onTopic assessing"),
    (
        "Norland and Sudland set up a partnership to train engineers in glass, aligned with the view that glass lasts.",
        "onTopic aligned",
    ),
    ("The Tide Recovery Conference of Norland in Tarn was opened by the Harbour Fund.", "hasParticipant norland"),
    ("The Tide Council signed an agreement with the Norland partner organisation Harbour Fund.", "hasParty norland"),
    ("Researchers were invited to submit plans to the Tide Council.", "submit"),
    ("The Tide Council runs a hub so that researchers can work together.", "work-together has"),
    (
        "The meeting of the Tide Council took up an exchange on association to Open Seas. Talks on association go on.",
        "association",
    ),
    (
        "These agreements offer ways for work that can help people and establish partnerships in Tarn.",
        "announces partnerships",
    ),
    (
        "Norland and Sudland invited the Tide Council. The ministers announced new awards.",
        "awards hasParticipant norland",
    ),
    (
        "The Tide Council runs a programme that tackles the impacts of floods on schools and students.",
        "benefits students",
    ),
    (
        "The Tide Council runs grants. A total of €2 million from the Harbour Fund has been set aside to support "
        "three teams in Tarn.",
        "grants fundedBy harbour-fund",
    ),
    (
        "The Tide Council runs grants. The Harbour Fund pays for glass as part of a joint investment of €2 million.",
        "grants amount",
    ),
    ("The hub began by the 2007 Accord of Norland.", "timeExpression"),
    ("The Harbour Fund will contribute €2 million to the Norland sub-projects.", "benefits norland"),
]


NOT_READ += [
    ("The cooperation between Norland and Sudland focuses on the following fields.", "following-fields"),
    ("The Tide Council and the Harbour Fund have already launched joint calls.", "announces"),
    ("Norland and Sudland set up a hub to train engineers in glass, a statement said.", "a-statement"),
    ("The partnership of the Tide Council is based on the fact that the Norland fleet sails.", "takesPlaceIn norland"),
    (
        "The Tide Council deepened its cooperation with the Harbour Fund in the context of the summit.",
        "onTopic context",
    ),
    ("Meeting in the margins of the fair in Tarn, Ada Fenn agreed on tides.", "meeting"),
    ("Open Seas brings academics together in a new way. Norland takes part in Open Seas.", "together-in"),
    ("Norland announced the intention of creating a new model for cooperation on tides.", "hasParticipant norland"),
    ("The Tide Council runs a programme to support students and research scholars.", "hasAim research-scholars"),
    ("The hub of the Tide Council will make that possible.", "make-that-possible"),
    ("Talks of Norland on an association to Open Seas were begun on 29 May 2024. Sudland runs Open Seas.", "29 May"),
    ("Norland launched a new funding for glass in Tarn.", "takesPlaceIn tarn"),
    ("The Open Seas Fund of Norland pays. These projects aim to save the tides.", "open-seas hasAim"),
]


@pytest.mark.parametrize(("text", "saying"), NOT_READ)
def test_what_only_looks_like_it_is_not_read(text: str, saying: str) -> None:
    assert not [said for said in everything(text) if saying in said]


def everything(text: str) -> set[str]:
    return {a.proposal.says for a in drafted(text, NAMES).accepted}


READ = [
    (
        "The MoU sets out a framework to help cooperation between Norland and Sudland and sets out the rules by which "
        "money is shared.",
        "mou hasAim help-cooperation-between-norland-and-sudland",
    ),
    (
        "The Tide Council set up a programme to support scientific and research activities in Tarn.",
        "programme hasAim support-scientific-and-research-activities-in-tarn",
    ),
    (
        "The Tide Council and the Harbour Fund have signed a memorandum of understanding (MoU) aimed at widening "
        "their partnership.",
        "memorandum-of-understanding-2 hasAim widening-their-partnership",
    ),
    (
        "The partnership in the Natural, Life and Coastal sciences (NLC) will be widened.",
        "partnership onTopic natural-life-and-coastal-sciences",
    ),
    (
        "The partnership covers big challenges, like safe harbours, and the Tide Council runs it with Norland.",
        "partnership onTopic safe-harbours",
    ),
]


@pytest.mark.parametrize(("text", "saying"), READ)
def test_what_is_said_is_read(text: str, saying: str) -> None:
    assert saying in everything(text)


STATUSES = [
    (
        "The MoU of Norland provides a framework to encourage cooperation between Norland and Sudland.",
        "cooperation-2",
        "intended",
    ),
    (
        "The Tide Council has launched a hub with a pilot programme set to begin this month.",
        "pilot-programme",
        "planned",
    ),
    ("The new fund replaces the previous programme of the Tide Council.", "previous-programme", "completed"),
    ("Norland emphasised the need for a partnership between Norland and Sudland.", "partnership", "called-for"),
    ("The Tide Council named a pilot programme set to launch this month.", "pilot-programme", "planned"),
    ("The Tide Council and the Harbour Fund have built a strong and committed partnership.", "partnership", "ongoing"),
    (
        "Addressing the joint meeting of the Tide Council, the Minister emphasised the need for care.",
        "joint-meeting",
        "completed",
    ),
    (
        "In a video conference on tides, Ada Fenn welcomed the report of the Tide Council.",
        "video-conference",
        "completed",
    ),
    (
        "The hub of the Tide Council will build on the results of Open Seas. Norland takes part in Open Seas.",
        "open-seas",
        "ongoing",
    ),
]


@pytest.mark.parametrize(("text", "name", "status"), STATUSES)
def test_a_status_is_that_of_the_thing_itself(text: str, name: str, status: str) -> None:
    found = {a.proposal.says for a in drafted(text, NAMES).accepted if a.proposal.predicate == "hasStatus"}
    rejected = {p.proposal.says for p in drafted(text, NAMES).rejected if p.proposal.predicate == "hasStatus"}
    assert {s for s in found | rejected if s.startswith(f"{name} ")} == {f"{name} hasStatus {status}"}


def test_a_state_has_its_short_form() -> None:
    found = entities("Norway and the Republic of Korea (ROK) met. The ROK will open a joint call.")
    assert found["ROK"].register == "south-korea"


def test_ministries_in_general_are_no_body() -> None:
    assert "FormalOrganization" not in classes("It was attended by Ministries and Agencies from Chile.").values()


def test_the_headline_of_an_act_keeps_its_adverb() -> None:
    assert "jointly" not in {s.split()[0] for s in everything("Norland, Sudland to jointly map the sea floor off Tarn")}
    assert any("map" in s for s in everything("Norland and Sudland to jointly map the sea floor off Tarn"))


def test_a_signatory_signs_in_the_own_post_alone() -> None:
    names = {**NAMES, "Post": "Director of Tides; President of Glass"}
    text = "The MoU was signed by Ada Fenn, Director of Tides, and Professor Bo Reed, President of Glass."
    assert {s.split()[2] for s in sayings(text, names, "signedAs")} == {"director-of-tides", "president-of-glass"}
    assert len(sayings(text, names, "signedAs")) == 2


def test_a_named_programme_that_is_only_mentioned_is_there() -> None:
    text = "Norland announced the winners for the 2024 Open Seas. Sudland takes part in Open Seas."
    assert "open-seas hasStatus planned" not in everything(text)


def test_a_post_belongs_to_the_person_beside_it() -> None:
    names = {**NAMES, "Post": "Director of Tides; Minister of Storms"}
    text = "Ada Fenn, Director of Tides, Minister of Storms Bo Reed and others met."
    assert sayings(text, names, "heldBy") == {
        "director-of-tides heldBy ada-fenn",
        "minister-of-storms heldBy bo-reed",
    }


def test_the_cooperation_of_a_meeting_on_cooperation_is_not_the_meeting() -> None:
    text = (
        "Chile hosted the Joint Meeting on Tide Cooperation in Tarn. The parties agreed to deepen their cooperation in "
        "the areas of glass and tides."
    )
    made = draft(to_source(text), *shipped())
    assert not [a for a in made.accepted if "meeting" in a.proposal.subject and a.proposal.obj == "glass"]


def test_this_agreement_is_the_memorandum_with_a_short_form() -> None:
    text = (
        "The Tide Council and the Harbour Fund have signed a memorandum of understanding (MoU) on glass. "
        "This agreement was signed in Tarn."
    )
    assert len({s.split()[0] for s in sayings(text, NAMES, "hasStatus", "hasParty")}) == 1
