"""Direct speech: which stretches are speech, who speaks them, and which marks are no speech at all."""

from __future__ import annotations

import pytest
from sayings import Names, drafted

PEOPLE: Names = {
    "Person": "Ada Fenn=Fenn; Bo Lund=Lund; Cy Marsh",
    "FormalOrganization": "Tide Council; Institute of Glass",
    "Post": "Director of the Tide Council",
}

SPOKEN = [
    ("“Tides wait for nobody at all,” said Ada Fenn.", {"ada-fenn": ["Tides wait for nobody at all,"]}),
    ("“Tides wait for nobody at all,” Ms Fenn told the Tide Council.", {"ada-fenn": ["Tides wait for nobody at all,"]}),
    ("“Tides wait for nobody at all!” Ada Fenn said on Monday.", {"ada-fenn": ["Tides wait for nobody at all!"]}),
    (
        "Ada Fenn, Director of the Tide Council, said:\n\n“Tides wait for nobody.”",
        {"ada-fenn": ["Tides wait for nobody."]},
    ),
    ("Ada Fenn was blunter: “We could lose two seasons.”", {"ada-fenn": ["We could lose two seasons."]}),
    ("Bo Lund hopes that others will follow: “Three boards, one clock.”", {"bo-lund": ["Three boards, one clock."]}),
    ("According to Ada Fenn, “tides wait for nobody at all”.", {"ada-fenn": ["tides wait for nobody at all"]}),
    ("It answers a call by Bo Lund to “put a clock on every quay”.", {"bo-lund": ["put a clock on every quay"]}),
    ("Mr Lund called the plan “the best thing since dry land”.", {"bo-lund": ["the best thing since dry land"]}),
    (
        "“Tides wait for nobody at all.” — Ada Fenn, Director of the Tide Council",
        {"ada-fenn": ["Tides wait for nobody at all."]},
    ),
    ("“Tides wait for nobody at all,” the Tide Council said.", {"tide-council": ["Tides wait for nobody at all,"]}),
    (
        "“Tides wait for nobody at all,” said Ada Fenn. “Clocks wait even less than that.”",
        {"ada-fenn": ["Tides wait for nobody at all,", "Clocks wait even less than that."]},
    ),
    (
        "“Tides wait for nobody at all,”\nsaid Ada Fenn of the Tide Council.\n\n“Clocks wait even less than that.”",
        {"ada-fenn": ["Tides wait for nobody at all,", "Clocks wait even less than that."]},
    ),
    (
        "Mr. Lund spoke with Ms Fenn. “Tides wait for nobody at all,” he said.",
        {"bo-lund": ["Tides wait for nobody at all,"]},
    ),
    (
        "Mr Lund praised Ms Fenn for it. “Tides wait for nobody at all,” she replied.",
        {"ada-fenn": ["Tides wait for nobody at all,"]},
    ),
    (
        "“Tides wait for nobody at all,” said Ada Fenn.\n\nBo Lund added: “Clocks wait even less than that.”",
        {"ada-fenn": ["Tides wait for nobody at all,"], "bo-lund": ["Clocks wait even less than that."]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_every_stretch_of_speech_has_its_speaker(text: str, expected: dict[str, list[str]]) -> None:
    draft = drafted(text, PEOPLE)
    words = draft.reading.source.words
    assert {q.speaker: [words(s) for s in q.spans] for q in draft.quotations} == expected
    assert {a.proposal.obj for a in draft.accepted if a.proposal.predicate == "speaker"} == set(expected)


NOT_SPOKEN = [
    "Ada Fenn runs a programme entitled “Clocks for every single harbour”.",
    "Ada Fenn opened the fair. The sign read “Please do not feed the clocks”.",
    "The Tide Council and the Institute of Glass, called “the two happy partners here”, met Bo Lund.",
    "“Tides wait for nobody at all.” The Tide Council met Ada Fenn.",
]


@pytest.mark.parametrize("text", NOT_SPOKEN)
def test_no_speaker_is_made_up(text: str) -> None:
    assert not drafted(text, PEOPLE).quotations


def test_a_title_behind_the_speech_is_not_the_speech_gone_on() -> None:
    text = "“Tides wait for nobody at all,” said Ada Fenn. The scheme is named “A clock on every quay”."
    assert [len(q.spans) for q in drafted(text, PEOPLE).quotations] == [1]
