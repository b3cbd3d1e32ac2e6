"""What a page gets: places as browsers count them, things with what they could be, names for a few letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reviewed import COUNCIL_TAKES_PART, DRAFT, PARTY, TEXT, WRITTEN, write_statement

from kg.project import Project
from kg.reviewing import view
from kg.reviewing.completion import complete
from kg.reviewing.opening import open_session, to_reader
from kg.reviewing.session import Session

REGISTER = """\
harbour-council-nz: {type: FormalOrganization, label: Harbour Council of New Zealand, acronym: HCNZ, source: page}
harbour-council-ie: {type: FormalOrganization, label: Harbour Council of Ireland, source: page}
"""


@pytest.fixture
def session(tmp_path: Path) -> Session:
    (tmp_path / "data" / "register").mkdir(parents=True)
    (tmp_path / "data" / "register" / "bodies.yaml").write_text(REGISTER, encoding="utf-8")
    source = "page: {label: an invented page, read-on: 2026-11-20}\n"
    (tmp_path / "data" / "register" / "sources.yaml").write_text(source, encoding="utf-8")
    candidates = "label: Harbour Council, candidates: [harbour-council-nz, harbour-council-ie],"
    draft = DRAFT.replace("label: Harbour Council,", candidates)
    folder = write_statement(tmp_path, WRITTEN, draft, "👩🏽‍🔬 𝒬: " + TEXT)
    return open_session(Project(tmp_path), folder.name, to_reader("Ada Lund", []))


def cut(text: str, span: list[int]) -> str:
    """What a browser cuts out of a text, which it holds in UTF-16 units."""
    return text.encode("utf-16-le")[2 * span[0] : 2 * span[1]].decode("utf-16-le")


def offer(state: dict[str, Any], number: int) -> dict[str, Any]:
    return next(one for one in state["offers"] if one["number"] == number)


def test_places_are_counted_as_browsers_count(session: Session) -> None:
    frame, state = view.to_frame(session), view.to_state(session)
    for one in state["offers"]:
        assert [cut(frame["text"], span) for span in one["spans"]] == one["quotes"]
    number, start, end = frame["sentences"][1]
    assert (number, cut(frame["text"], [start, end])) == (2, TEXT.split("\n")[0].split(". ")[1])
    assert [cut(frame["text"], span) for span in state["excused"]] == [
        "Director of the Institute of Glass",
        "Visitors were thanked with tea and small glass fish",
    ]


def test_a_thing_comes_with_what_it_could_be_and_where_it_is_known_from(session: Session) -> None:
    things = view.to_state(session)["things"]
    council = things["harbour-council-2"]
    assert [one["name"] for one in council["candidates"]] == ["harbour-council-nz", "harbour-council-ie"]
    assert (council["from"], things["institute-of-glass"]["from"]) == ("draft", "file")
    assert things["glass-agreement"]["status"] == "completed"
    session.link("harbour-council-2", "harbour-council-ie")
    state = view.to_state(session)
    assert offer(state, COUNCIL_TAKES_PART)["object"] == "harbour-council-ie"
    assert state["things"]["harbour-council-ie"]["from"] == "register"
    assert state["things"]["harbour-council-ie"]["linked"] == ["Harbour Council"]


def test_progress_and_states_follow_the_decisions(session: Session) -> None:
    assert view.to_state(session)["progress"] == {"decided": 0, "all": 10}
    session.accept([PARTY])
    session.reject([COUNCIL_TAKES_PART])
    state = view.to_state(session)
    assert state["progress"] == {"decided": 2, "all": 10}
    assert (offer(state, PARTY)["state"], offer(state, COUNCIL_TAKES_PART)["state"]) == ("accepted", "rejected")
    assert offer(state, -1)["state"] == "turned-down"
    assert state["undo"].startswith("rejected")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("institute", "institute-of-glass"),
        ("IOG", "institute-of-glass"),
        ("harbour council", "harbour-council-2"),
        ("of new zealand", "harbour-council-nz"),
        ("HCNZ", "harbour-council-nz"),
        ("Council of Ireland, the", "harbour-council-2"),
        ("fenn-words", "fenn-words"),
        ("this document", "glass-and-tides"),
    ],
)
def test_a_name_is_found_by_a_few_letters(session: Session, words: str, first: str) -> None:
    assert complete(session, words)[0]["name"] == first


def test_what_nobody_is_called_finds_nothing_and_takes_no_time(session: Session) -> None:
    assert complete(session, "zzzz") == []
    assert len(complete(session, "")) <= 20
    assert complete(session, "x" * 100_000) == []
