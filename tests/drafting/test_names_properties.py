"""Whatever the text: no crash, true spans, no crossing mentions, the same answer twice, time in step with the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from names_support import read, shipped, to_source

from kg.drafting.naming.names import read_names
from kg.drafting.naming.tokens import cut
from kg.drafting.proposal import Reading
from kg.sources.locate import cuts_word

WORDS = [
    "the", "The", "of", "and", ",", ";", ".", ":", "(", ")", "“", "”", "’s", "\n", "\n\n", "- ", "–", "&", "for", "on",
    "in",
    "Ministry", "Council", "Directorates", "Science", "Tide", "Norland", "Dr.", "President", "Roe", "Jane", "NSF", "TC",
    "U.S.", "UK", "India", "Director", "Agreement", "Memorandum of Understanding", "MoU", "programme", "government",
    "a", "quantum computing", "Minister", "2030", "said", "www.example.org", "é", "\u200b", "\u202e", "Ι", "ß", "İ",
    "ﬁ", "e\u0301",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def check(reading: Reading) -> None:
    text = reading.source.text
    spans = [m.span for m in reading.mentions]
    for mention in reading.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span in reading.entities[mention.entity].mentions
        assert not cuts_word(text, mention.span)
        assert text[mention.span.start : mention.span.end].strip() == text[mention.span.start : mention.span.end]
    for first in spans:
        for other in spans:
            assert not first.meets(other) or first.holds(other) or other.holds(first)
    assert all(e.mentions for e in reading.entities.values())
    assert all(name == e.name for name, e in reading.entities.items())


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_mentions_are_true_whatever_the_words(text: str) -> None:
    reading = read(text)
    check(reading)
    assert reading == read(text)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200))
def test_mentions_are_true_whatever_the_signs(text: str) -> None:
    check(read(text))


HOSTILE = [
    "The Tide\u200b Council and the Ti\u200bde Council met.",
    "The \u202eTide Council\u202c met.",
    "(" * 500 + "NSF" + ")" * 500,
    "the Ministry of " + "Science and " * 300 + "Art",
    "Directorates for " + "A; " * 400,
    "“" * 300 + "Tide Council" + "’" * 300,
    "A" * 5000,
    "\n" * 3000,
    "U.S." * 500,
    "They met the Council",
    "It runs Directorates of Directorates, The - Council",
    "by the Agreement between",
    "Dr. ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_read_all_the_same(text: str) -> None:
    check(read(text))


LONG = [
    "Agreement between Agreement by ",
    "Tide Council ",
    "Ministry of Science, ",
    "(NSF) ",
    "Roe and ",
    "Directorates for A; B; ",
    "quantum ",
    "“Tide ",
    "a, A, and ",
]


@pytest.mark.parametrize("unit", LONG)
def test_time_grows_as_the_text_does(unit: str) -> None:
    """Counted in calls, not in seconds: eight times the text, at most a dozen times the work."""
    assert _calls(unit * 1600) < 12 * _calls(unit * 200)


def _calls(text: str) -> int:
    import sys

    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    source = to_source(text)
    sys.setprofile(tick)
    try:
        read_names(source, *shipped())
    finally:
        sys.setprofile(None)
    return count


def test_tokens_tell_the_whole_text_but_for_blanks() -> None:
    text = "The U.S.-based “Tide Council”, R&D and A*STAR: see https://example.org/a?b=(c) now."
    assert "".join(t.text for t in cut(to_source(text))) == text.replace(" ", "")
