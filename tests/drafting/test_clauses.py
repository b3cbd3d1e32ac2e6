"""The clause reader: who does what, to what, by whom, where and when, whatever stands between."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sayings import Names, sayings, vocabulary

from kg.drafting.relating.clauses.chunks import chunks_of
from kg.drafting.relating.clauses.frames import frames
from kg.drafting.relating.clauses.lexicon import form_of
from kg.drafting.relating.clauses.reader import Clause, Phrase, read_clauses
from kg.drafting.relating.clauses.tense import status_of_act

NAMES: Names = {
    "FormalOrganization": "Tide Council; Quay Board; Office of Shells",
    "Programme": "Kelp Watch",
}


def told(text: str, verb: str) -> Clause:
    """The clause of a verb."""
    return next(c for c in read_clauses(text) if c.verb is not None and c.verb.lemma == verb)


def words(text: str, phrases: list[Phrase]) -> list[str]:
    """The phrases of a clause with their prepositions."""
    return [f"{p.role} {text[p.start : p.end]}".strip() for p in phrases]


READ = [
    ("The ‹O0› (‹O1›) and the ‹O2› have launched a call.", "launch", ["The ‹O0›", "the ‹O2›"], ["a call"]),
    ("In ‹L0›, ‹L1›, a pilot line for packaging has been running since May 2030.", "run", ["a pilot line"], []),
    ("The first call, launched in 2022, supported seven projects.", "support", ["The first call"], ["seven projects"]),
    ("Led by ‹O0› and the ‹O1›, an institute of ‹O2›, it produced a map.", "produce", ["it"], ["a map"]),
    ("‹U0›, which ‹O1› runs, trains the divers.", "train", ["‹U0›"], ["the divers"]),
    (
        "The Declaration, which their ministers adopted in ‹L0›, covers ‹T1›.",
        "adopt",
        ["their ministers"],
        ["The Declaration"],
    ),
    ("The ministry is urging ‹S0› firms to join a mission.", "join", ["‹S0› firms"], ["a mission"]),
    ("‹O0› intends to send six advisers to ‹L1›.", "send", ["‹O0›"], ["six advisers"]),
    ("The hub was shelved, and the service, announced in ‹L0›, has been postponed.", "postpone", ["the service"], []),
    ("‹O0› will map the bay, while ‹O1› is testing buoys.", "test", ["‹O1›"], ["buoys"]),
    ("An archive of model output, which could be opened to firms, is to follow.", "open", ["An archive"], []),
    ("The group, whose mandate includes fish, will submit a plan.", "submit", ["The group"], ["a plan"]),
    ("We intend to harmonise user fees.", "harmonise", ["We"], ["user fees"]),
    ("‹O0› and ‹O1› will begin irradiating fuels in ‹L2›.", "irradiate", ["‹O0›", "‹O1›"], ["fuels"]),
    ("The ‹O0› would like to supply buoys.", "supply", ["The ‹O0›"], ["buoys"]),
    ("‹O0› has asked ‹O1› to report progress.", "report", ["‹O1›"], ["progress"]),
]


@pytest.mark.parametrize(("text", "verb", "subjects", "objects"), READ)
def test_who_does_what(text: str, verb: str, subjects: list[str], objects: list[str]) -> None:
    clause = told(text, verb)
    assert (words(text, clause.subjects), words(text, clause.objects)) == (subjects, objects)


VERBS = [
    ("The call was opened in May 2030.", "open", True, "", False),
    ("‹O0› has offered to produce tables.", "produce", False, "offer", False),
    ("‹O0› may join later.", "join", False, "can", False),
    ("‹O0› cannot join the mission.", "join", False, "can", True),
    ("The hub will not go ahead.", "go ahead", False, "will", True),
    ("The array has had to be postponed until 2031.", "postpone", True, "have", False),
    ("The service was put off.", "put off", True, "", False),
    ("A hub is due to open in May 2031.", "open", False, "will", False),
    ("‹O0› is to evaluate all proposals.", "evaluate", False, "will", False),
    ("‹O0› has committed to digitise its maps.", "digitise", False, "commit", False),
    ("‹O0› will begin drilling a well.", "drill", False, "will", False),
    ("‹O0› has begun drilling a well.", "drill", False, "begin", False),
    ("‹O0› would like to build a hub.", "build", False, "like", False),
]


@pytest.mark.parametrize(("text", "lemma", "is_passive", "mood", "is_negated"), VERBS)
def test_how_a_verb_is_told(text: str, lemma: str, is_passive: bool, mood: str, is_negated: bool) -> None:
    verb = told(text, lemma).verb
    assert verb is not None
    assert (verb.is_passive, verb.mood, verb.is_negated) == (is_passive, mood, is_negated)


def test_what_hangs_on_the_subject_is_told_apart_from_what_hangs_on_the_verb() -> None:
    text = "A comparison of doses by the ‹O0› (‹O1›) and the ‹O2› was completed in ‹L3› in May 2030."
    clause = told(text, "complete")
    assert words(text, clause.inside) == ["of doses", "by the ‹O0›", "by the ‹O2›"]
    assert words(text, clause.phrases) == ["in ‹L3›"]
    assert [text[a:b] for a, b in clause.times] == ["in May 2030"]


SAID = [
    ("A survey of kelp beds by the Tide Council and the Quay Board was completed in May 2030.", "hasParticipant", 2),
    ("The Tide Council, acting through its Office of Shells, intends to survey the kelp.", "hasParticipant", 1),
    (
        "Kelp Watch, a project on kelp completed last year by the Tide Council and the Quay Board, showed much.",
        "hasParticipant",
        2,
    ),
]


@pytest.mark.parametrize(("text", "predicate", "count"), SAID)
def test_what_a_clause_says(text: str, predicate: str, count: int) -> None:
    found = sayings(text, NAMES, predicate)
    assert len(found) == count, found


_WORDS = [
    *["the", "a", "‹O0›", "‹U1›", "‹L2›", "‹T3›", "will", "has", "been", "launched", "run", "which", "that", "and"],
    *["or", ",", ".", ";", ":", "to", "by", "in", "of", "with", "not", "is", "are", "funded", "bringing", "together"],
    *["project", "call", "while", "because", "May", "2030", "€3", "million", "(", ")", "“", "”", "-", "put", "off"],
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_any_words_are_read_without_a_fault_and_in_their_places(tokens: list[str]) -> None:
    text = " ".join(tokens)
    chunks = chunks_of(text)
    assert all(0 <= c.start < c.end <= len(text) for c in chunks)
    assert all(a.end <= b.start for a, b in pairwise(chunks))
    for clause in read_clauses(text):
        for phrase in (*clause.subjects, *clause.objects, *clause.phrases, *clause.inside, *clause.where):
            assert 0 <= phrase.start < phrase.end <= len(text)


HOSTILE = [
    "‹O1› will open " + "one day " * 3000 + "a call.",
    "‹O1› will " + "agree to " * 3000 + "open a call.",
    "a ( " * 3000,
    "‹U1›, which " * 1000 + "ended.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["adverbs", "verbs", "brackets", "relatives"])
def test_words_without_end_are_read_without_a_fault(text: str) -> None:
    assert all(c.start < len(text) for c in read_clauses(text))


def test_a_long_sentence_is_read_to_its_end() -> None:
    text = " and ".join(["the ‹O0› will run a survey of ‹T1› in ‹L2›, which began in May 2030,"] * 300)
    assert len(read_clauses(text)) > 300


def test_every_frame_says_something_that_the_ontology_has() -> None:
    assert frames()
    unknown = {frame.predicate for frame in frames()} - set(vocabulary().sayable)
    assert not unknown


@pytest.mark.parametrize(
    ("words", "lemma", "forms"),
    [
        ("committed", "commit", {"past", "participle"}),
        ("transferring", "transfer", {"gerund"}),
        ("modelled", "model", {"past", "participle"}),
        ("modeled", "model", {"past", "participle"}),
        ("offered", "offer", {"past", "participle"}),
        ("began", "begin", {"past"}),
        ("submitting", "submit", {"gerund"}),
    ],
)
def test_a_form_is_that_of_its_verb(words: str, lemma: str, forms: set[str]) -> None:
    form = form_of(words)
    assert form is not None
    assert (form.lemma, form.forms) == (lemma, forms)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("‹O0› meets in ‹L1› on 14 October 2031.", "planned"),
        ("‹O0› meets in ‹L1› every year.", "ongoing"),
        ("‹O0› has compared clocks since May 2030.", "ongoing"),
        ("‹O0› has compared clocks.", "completed"),
        ("‹O0› has been comparing clocks.", "ongoing"),
        ("‹O0› compared clocks in May 2030.", "completed"),
        ("‹O0› hopes to compare clocks.", "intended"),
        ("‹O0› is to compare clocks.", "planned"),
        ("‹O0› began comparing clocks.", "ongoing"),
        ("‹O0› has asked ‹O1› to compare clocks.", "called-for"),
        ("‹O0› has mandated ‹O1› to compare clocks.", "planned"),
    ],
)
def test_mood_and_tense_tell_how_far_an_act_has_come(text: str, status: str) -> None:
    clause = next(c for c in reversed(read_clauses(text)) if c.verb and c.verb.lemma in ("meet", "compare"))
    assert status_of_act(text, clause) == status
