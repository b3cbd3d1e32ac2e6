"""What sentences of real press offices tempt a reader of patterns to read, and what they say: nothing of the kind."""

from __future__ import annotations

import pytest
from names_support import entities, shipped, to_source
from sayings import Names, drafted, sayings

from kg.drafting.draft import draft

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Harbour Fund",
    "State": "Norland; Sudland",
    "Place": "Port Alder; Tarn",
    "Person": "Ada Fenn",
    "Programme": "Open Seas",
}

NOT_READ = [
    ("The Tide Council will provide up to €250,000 per award.", "award amount €250,000"),
    ("The Tide Council will team up with counterparts in Tarn.", "team-up takesPlaceIn tarn"),
    ("The Tide Council launched a glider fleet in the Norland Sea.", "glider-fleet takesPlaceIn norland"),
    (
        "The Tide Council and the Harbour Fund opened a laboratory in Tarn, and Norland's wish is known.",
        "laboratory takesPlaceIn norland",
    ),
    (
        "A joint call was opened by Norland. The Harbour Fund and the Tide Council took part as observers only.",
        "joint-call hasParticipant harbour-fund",
    ),
    (
        "A joint call was opened. Ada Fenn spoke. It was late. The Harbour Fund has earmarked €8 million for this.",
        "joint-call amount €8 million",
    ),
    (
        "Norland and Sudland signed the Tide Accord. We hope that one day this accord will be extended to atoms.",
        "tide-accord onTopic atoms",
    ),
    (
        "Two years after Norland and Sudland adopted the Tide Accord, this report tells what was done.",
        "a-text announces tide-accord",
    ),
]


@pytest.mark.parametrize(("text", "saying"), NOT_READ)
def test_what_only_looks_like_it_is_not_read(text: str, saying: str) -> None:
    names = {**NAMES, "Instrument": "Tide Accord"} if "Tide Accord" in text else NAMES
    assert saying not in sayings(text, names) | words_said(text, names)


def words_said(text: str, names: Names) -> set[str]:
    return {a.proposal.says for a in drafted(text, names).accepted if a.proposal.is_words}


def test_a_sum_keeps_its_limit() -> None:
    text = "The Tide Council will provide up to €2 million for a joint call."
    assert "contribution-of-tide-council amount up to €2 million" in words_said(text, NAMES)


def test_a_sentence_that_ends_in_a_verb_of_doing_is_read() -> None:
    drafted("The Harbour Fund will explore", NAMES)


def test_a_body_in_another_state_keeps_its_own() -> None:
    made = draft(to_source("The Embassy of Norway in India paid for a joint call."), *shipped())
    assert [a.proposal.obj for a in made.accepted if a.proposal.predicate == "jurisdiction"] == ["norway"]


@pytest.mark.parametrize(
    "text",
    ["The United States takes part in the ATLAS experiment; ATLAS grows.", "The U.S. opened CERN’s CHARM facility."],
)
def test_an_experiment_is_no_body_with_the_same_acronym(text: str) -> None:
    assert {e.register for e in entities(text).values()} <= {
        "",
        "united-states",
        "european-organization-for-nuclear-research-ch",
    }


def test_an_acronym_that_a_body_of_many_states_has_too_is_no_body_of_the_state_that_the_text_names() -> None:
    found = entities("The United States met ESA in May.")
    assert {e.register for label, e in found.items() if label == "ESA"} <= {"", "european-space-agency-fr"}


def test_a_title_in_capitals_is_no_body() -> None:
    assert "CEO" not in entities("Ada Fenn, CEO of the Tide Council, said so.")


STATUSES = [
    (
        "Norland welcomed the decision of the Tide Council to open a joint laboratory in Tarn.",
        "joint-laboratory",
        "planned",
    ),
    (
        "Norland noted a proposal by the Tide Council to open a joint laboratory in Tarn.",
        "joint-laboratory",
        "intended",
    ),
    ("Norland welcomed progress since the first summit, held in Tarn in 2021.", "first-summit", "completed"),
    (
        "Talks with Norland are under way, and exploratory consultations with Sudland have been postponed.",
        "talks",
        "ongoing",
    ),
    ("The plan for a joint hub with the Tide Council was dropped.", "joint-hub", "lapsed"),
    ("The call was announced at the ministerial meeting of Norland in Tarn.", "ministerial-meeting", "completed"),
]


@pytest.mark.parametrize(("text", "name", "status"), STATUSES)
def test_a_status_is_that_of_the_thing_itself(text: str, name: str, status: str) -> None:
    assert {s for s in sayings(text, NAMES, "hasStatus") if s.startswith(name)} == {f"{name} hasStatus {status}"}


def test_what_a_signed_agreement_opens_is_not_itself_completed() -> None:
    text = "Norland signed an agreement that opens Open Seas to Sudland. Sudland takes part in Open Seas."
    assert "open-seas hasStatus completed" not in sayings(text, NAMES)


def test_a_decision_put_off_to_a_meeting_does_not_put_off_the_meeting() -> None:
    text = "The matter was deferred to the second meeting. Norland will host the second meeting in Tarn."
    assert "second-meeting hasStatus delayed" not in sayings(text, NAMES)


APART = [
    "Norland and Sudland signed an agreement on tides. {filler} The Tide Agreement entered into force in 1996.",
    "Norland and the Tide Council signed an agreement on tides. Sudland's agreement with the Harbour Fund will lapse.",
    "Norland signed an agreement on tides. {filler} The Tide Council is considering a lead agreement with Sudland.",
]


@pytest.mark.parametrize("text", APART)
def test_another_agreement_is_another_one(text: str) -> None:
    names = {**NAMES, "Instrument": "Tide Agreement"} if "Tide Agreement" in text else NAMES
    found = drafted(text.format(filler="Ada Fenn spoke. " * 7), names)
    of_norland = {a.proposal.subject for a in found.accepted if a.proposal.says.endswith("hasParty norland")}
    assert of_norland
    others = ("1996", "hasParty sudland", "hasParty harbour-fund") if "Norland and Sudland" not in text else ("1996",)
    said = [a.proposal.says for a in found.accepted if a.proposal.subject in of_norland]
    assert not [s for s in said if any(other in s for other in others)]


def test_no_rule_reads_over_the_lines_of_a_table() -> None:
    text = (
        "Hub of the Institute of Glass\nLed by: Ada Fenn, Institute of Glass\nTide Council investment: £6.4 million\n"
        "This hub will work with the Harbour Fund, though not on tides."
    )
    assert "tide-council subOrganizationOf institute-of-glass" not in sayings(text, NAMES)
    assert words_said(text, NAMES) == {"investment amount £6.4 million"}


def test_a_noun_behind_a_body_is_no_act_of_it() -> None:
    text = "The hub builds on the Harbour Fund network, which came to an end. The Tide Council has been approached."
    assert not sayings(text, NAMES, "hasParticipant")


def test_who_announced_it_is_no_part_of_the_purpose() -> None:
    text = "Seven hubs will train doctoral students in glass, the Tide Council announced today."
    assert "hubs hasAim train-doctoral-students-in-glass" in sayings(text, NAMES)


def test_what_was_done_with_an_agreement_is_no_topic_of_it() -> None:
    names = {**NAMES, "Instrument": "Joint Statement on Norland"}
    text = (
        "Norland renewed the agreement relating to glass and tides, signed at Tarn. So the Joint Statement on Norland."
    )
    assert not [s for s in sayings(text, names, "onTopic") if s.endswith((" signed", " norland", " norland-2"))]


def test_a_town_signs_nothing() -> None:
    text = (
        "The MoU was signed by Professor Ada Fenn, Rector Magnificus of the Tide University, at a fair in Cape Town. "
        "She said Cape Town’s experience helps."
    )
    assert [e.label for e in entities(text).values() if e.type == "Person"] == ["Ada Fenn"]


def test_their_agreement_is_not_that_of_somebody_else() -> None:
    text = "Norland's agreement with the Harbour Fund ended. Sudland and the Tide Council renewed their agreement."
    parties = [s.split() for s in sayings(text, NAMES, "hasParty")]
    assert {p[0] for p in parties if p[2] == "sudland"}.isdisjoint({p[0] for p in parties if p[2] == "harbour-fund"})
