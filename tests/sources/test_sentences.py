"""Sentences: the cases of `tests/cases/sentences.md`, and what holds for every text."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences.md"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n```\n(?P<text>.*?)\n?```\n```\n(?P<wanted>.*?)\n?```$", re.DOTALL | re.MULTILINE
)

WORDS = ["The", "bodies", "met", "U.S.", "Dr.", "Fenn", "No.", "5", "“We", "go.”", "went", "…", "###", "!", "?)", "A."]
SPACES = [" ", "\n", "\n\n", "\r\n", "\r\n\r\n", "  \n ", "\t", "\u00a0"]


class Case(NamedTuple):
    title: str
    text: str
    wanted: list[str]


def read_cases() -> list[Case]:
    found = _CASE.finditer(CASES.read_text("utf-8"))
    return [Case(m["title"], m["text"].replace("␍", "\r"), m["wanted"].split("\n")) for m in found]


def shown(text: str) -> list[str]:
    sentences = [text[s.span.start : s.span.end] for s in split_sentences(text)]
    return [sentence.replace("\r\n", "\n").replace("\n", "⏎") for sentence in sentences]


def test_the_file_of_cases_is_read_whole() -> None:
    assert len(read_cases()) == CASES.read_text("utf-8").count("\n## ")


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    assert shown(case.text) == case.wanted


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_line_ends_of_windows_change_nothing(case: Case) -> None:
    text = case.text.replace("\r\n", "\n")
    assert shown(text.replace("\n", "\r\n")) == shown(text)


texts = st.lists(st.tuples(st.sampled_from(WORDS) | st.text(max_size=8), st.sampled_from(SPACES))).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(texts)
def test_sentences_are_numbered_in_order_trimmed_and_apart(text: str) -> None:
    sentences = split_sentences(text)
    assert [s.number for s in sentences] == list(range(1, len(sentences) + 1))
    for sentence in sentences:
        words = text[sentence.span.start : sentence.span.end]
        assert words == words.strip()
        assert any(character.isalnum() for character in words)
    assert all(a.span.end <= b.span.start for a, b in pairwise(sentences))


@given(texts)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    held = {i for s in split_sentences(text) for i in range(s.span.start, s.span.end)}
    assert all(i in held for i, character in enumerate(text) if character.isalnum())


@given(texts)
def test_a_sentence_never_runs_over_a_blank_line(text: str) -> None:
    for sentence in split_sentences(text):
        words = text[sentence.span.start : sentence.span.end]
        assert not re.search(r"\n[ \t]*\n|\r\n[ \t]*\r\n", words)
