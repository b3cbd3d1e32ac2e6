"""What is quoted, what is left, and which excuses hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_statement import TEXT, check_words

from kg.claims.statement import Checked

OPEN_TEXT = TEXT + "\nOne two three four five and six seven eight nine ten.\n"
LAST = 7


def excuse(words: str, name: str = "not-sayable") -> str:
    return f"- {{words: '{words}', excuse: {name}}}\n"


def about_the_last(checked: Checked, text: str) -> list[str]:
    """W070 of the last sentence, and every E071."""
    last = text.rstrip("\n").count("\n") + 1
    return sorted(f.code for f in checked.findings if f.code == "E071" or (f.code == "W070" and f.place.line == last))


def left(checked: Checked, sentence: int) -> list[tuple[int, str]]:
    assert checked.statement is not None
    return [(stretch.words, stretch.excuse) for stretch in checked.statement.coverage[sentence - 1].stretches]


def test_an_open_stretch_is_a_warning_at_its_place(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "", text=OPEN_TEXT)
    (finding,) = (f for f in checked.findings if "One two" in f.found)
    assert (finding.code, finding.place.path, finding.place.line, finding.place.column) == ("W070", "source.txt", 5, 1)
    assert left(checked, LAST) == [(11, "open")]


@pytest.mark.parametrize("words", [5, 6])
def test_six_words_are_a_stretch_and_five_are_none(tmp_path: Path, words: int) -> None:
    text = TEXT + "\n" + " ".join(["glass"] * words) + ".\n"
    assert left(check_words(tmp_path, "", text=text), LAST) == ([(6, "open")] if words == 6 else [])


def test_what_is_quoted_is_covered(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "")
    assert checked.statement is not None
    assert [(s.number, s.quoted, s.content) for s in checked.statement.coverage][3] == (4, 2, 2)


@pytest.mark.parametrize("name", ["courtesy", "repetition", "boilerplate", "not-sayable"])
def test_an_excuse_takes_the_warning_away(tmp_path: Path, name: str) -> None:
    uncovered = excuse("One two three four five and six seven eight nine ten", name)
    checked = check_words(tmp_path, "", text=OPEN_TEXT, uncovered=uncovered)
    assert about_the_last(checked, OPEN_TEXT) == []
    assert left(checked, LAST) == [(11, name)]


def test_an_excuse_for_a_part_leaves_the_rest_open(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "", text=OPEN_TEXT, uncovered=excuse("One two"))
    assert left(checked, LAST) == [(2, "not-sayable"), (9, "open")]
    assert about_the_last(checked, OPEN_TEXT) == ["W070"]


@pytest.mark.parametrize("words", ["One two four", "one two three", "they will meet", "in the spring", "ne two"])
def test_an_excuse_stands_in_the_text_and_is_not_quoted(tmp_path: Path, words: str) -> None:
    assert "E071" in about_the_last(check_words(tmp_path, "", text=OPEN_TEXT, uncovered=excuse(words)), OPEN_TEXT)


def test_an_unknown_excuse(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "", text=OPEN_TEXT, uncovered=excuse("One two", "boring"))
    assert "E022" in [finding.code for finding in checked.findings]


def test_an_excuse_of_one_word_does_not_hide_ten(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "", text=OPEN_TEXT, uncovered=excuse("and six"))
    assert about_the_last(check_words(tmp_path, "", text=OPEN_TEXT), OPEN_TEXT) == ["W070"]
    assert about_the_last(checked, OPEN_TEXT) == ["W070"]


def test_a_repetition_can_be_excused(tmp_path: Path) -> None:
    text = TEXT + "\nBoth bodies plan a cooperation on tide clocks.\n"
    claim = "- quote: Both bodies plan a cooperation on tide clocks\n  sentence: 2\n  says:\n"
    claim += "  - {say: work hasParticipant council, because: {object: background}}\n"
    uncovered = excuse("Both bodies plan a cooperation on tide clocks", "repetition")
    checked = check_words(tmp_path, claim, text=text, uncovered=uncovered)
    assert about_the_last(checked, text) == []
