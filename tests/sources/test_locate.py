"""Quotes are found where they stand, and only there: examples, and what holds for every text, hostile ones too."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.model import Source, Span
from kg.sources.locate import cuts_word, is_bound, locate, locate_anywhere, nearest_words
from kg.sources.sentences import split_sentences

HOSTILE = [
    "é",  # one code point
    "e\u0301",  # the same with a combining mark
    "\u200b",  # zero-width blank
    "\u200d",  # zero-width joiner
    "\u00ad",  # soft hyphen
    "\ufeff",  # byte-order mark
    "\U0001d54c",  # astral letter
    "\U0001f1ec\U0001f1e7",  # a flag: two astral signs
    "\u202eabc\u202c",  # right-to-left override
    "שלום",
    "हिन्दी",
    "ﬁ",  # ligature
    "ß",
    "İ",  # two code points in lower case
    "a",
    "A",
    "’",
    "“",
    ".",
    "-",
    "1",
]
SPACES = [" ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2003", "\u2028", "   "]
words = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join)
texts = st.lists(st.tuples(words, st.sampled_from(SPACES)), max_size=12).map(
    lambda parts: "".join(word + space for word, space in parts)
)


def folded(words: str) -> str:
    return " ".join(words.split())


# ---- for every text


@given(texts, words | texts)
def test_a_located_span_reads_as_the_quote_up_to_white_space(text: str, quote: str) -> None:
    for span in locate_anywhere(text, quote):
        assert folded(text[span.start : span.end]) == folded(quote)
        assert text[span.start : span.end] == text[span.start : span.end].strip()


@given(texts, st.data())
def test_every_stretch_of_whole_words_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    assume(quote.strip() and quote == quote.strip())
    assert Span(start, end) in locate_anywhere(text, quote)
    assert (Span(start, end) in locate(text, quote)) == (not cuts_word(text, Span(start, end)))


@given(texts, words | texts)
def test_places_come_in_order_and_once(text: str, quote: str) -> None:
    spans = locate(text, quote)
    assert spans == sorted(set(spans))
    assert set(spans) <= set(locate_anywhere(text, quote))


@given(texts, words | texts, st.sampled_from(SPACES))
def test_white_space_of_the_quote_does_not_matter(text: str, quote: str, space: str) -> None:
    assert locate(text, space.join(quote.split())) == locate(text, quote)


@given(texts, words)
def test_no_quote_is_found_that_differs_by_one_code_point(text: str, quote: str) -> None:
    changed = quote + "\U0001f980"
    assert locate_anywhere(text, changed) == []


@given(texts, texts)
def test_the_nearest_words_are_words_of_the_text(text: str, quote: str) -> None:
    found = nearest_words(Source("x", text, "", split_sentences(text)), quote)
    if found:
        span, differing = found
        assert 0 <= span.start < span.end <= len(text)
        assert differing >= 1


# ---- by example


def test_overlapping_places_are_all_found() -> None:
    assert locate("to be to be to be", "to be to be") == [Span(0, 11), Span(6, 17)]
    assert locate_anywhere("aaaa", "aa") == [Span(0, 2), Span(1, 3), Span(2, 4)]


@pytest.mark.parametrize("quote", ["", " ", "\n\t", "\u00a0"])
def test_no_words_stand_nowhere(quote: str) -> None:
    assert locate("some words", quote) == []


def test_line_breaks_and_runs_of_blanks_may_differ() -> None:
    assert locate("a \n joint\t\tstatement\r\n of", "joint statement of") == [Span(4, 25)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the cooperation", "The cooperation"),  # case
        ("Today’s agreement", "Today's agreement"),  # the apostrophe
        ("“Glass”", '"Glass"'),  # the quotation marks
        ("U.S. – U.K.", "U.S. - U.K."),  # the dash
        ("caf\u00e9", "cafe\u0301"),  # the same letter in other code points
        ("ﬁne glass", "fine glass"),  # a ligature
        ("glass, and clocks", "glass and clocks"),  # a comma left out
        ("glass and clocks", "glass … clocks"),  # words left out
        ("glass\u200band", "glass and"),  # a zero-width blank is no blank
        ("straße", "strasse"),
    ],
)
def test_nothing_is_folded_but_white_space(text: str, quote: str) -> None:
    assert locate_anywhere(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("quantum", "quant"),
        ("quantum", "antum"),
        ("NISTs", "NIST"),
        ("snake_case", "case"),
        ("\U0001d54cb", "b"),
        ("B2B", "B"),
    ],
)
def test_a_part_of_a_word_is_no_quote(text: str, quote: str) -> None:
    assert locate_anywhere(text, quote) and locate(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Both bodies can’t agree", "Both bodies can"),
        ("Both bodies can't agree", "Both bodies can"),
        ("spends 1.5 million crowns", "5 million crowns"),
        ("spends 1,500 crowns", "500 crowns"),
        ("spends 1,500 crowns", "spends 1"),
        ("the non-binding accord", "binding accord"),
        ("the cafe\u0301 opens", "the cafe"),
        ("e\u0301tude", "\u0301tude"),
        ("co\u00adoperation", "operation"),
        ("U.S. law", "S. law"),
        ("हिन्दी", "ह"),
    ],
)
def test_a_part_of_a_written_word_is_no_quote(text: str, quote: str) -> None:
    assert locate(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("UKRI’s council", "UKRI"),  # the possessive is not the name
        ("the (NIST) and", "NIST"),
        ("the U.S. – U.K. text", "U.K."),
        ("in QIS.", "QIS"),
        ("“Glass transcends", "Glass"),
        ("computing… are used", "computing…"),
        ("\u202eshalom\u202c glass", "glass"),
    ],
)
def test_words_beside_signs_are_whole(text: str, quote: str) -> None:
    assert len(locate(text, quote)) == 1


@pytest.mark.parametrize(
    ("words", "form", "bound"),
    [
        ("Quantum technologies", "quantum technologies", True),
        ("quantum technologies", "Quantum technologies", True),
        ("told us", "US", False),
        ("the US", "us", False),
        ("an act of war", "ACT", False),
        ("the Act", "act", True),
        ("QUANTUM", "quantum", False),
        ("glass", "", False),
    ],
)
def test_binding_minds_case_but_for_the_first_letter(words: str, form: str, bound: bool) -> None:
    assert is_bound(words, form) is bound


def nearest_of(text: str, quote: str) -> str:
    source = Source("x", text, "", split_sentences(text))
    found = nearest_words(source, quote)
    return source.words(found[0]) if found else ""


def test_the_nearest_words_are_those_that_were_meant() -> None:
    text = "It was fine. The statement will facilitate continued collaboration between NIST and NPL."
    assert nearest_of(text, "will facilitate the collaboration between") == (
        "will facilitate continued collaboration between"
    )


def test_the_nearest_words_begin_where_the_quote_begins() -> None:
    text = "They plan a cooperation on tide clocks. They will meet in the spring."
    assert nearest_of(text, "They will meet in the sprung") == "They will meet in the spring"


def test_nothing_is_near_words_of_another_text() -> None:
    assert nearest_of("They will meet in the spring.", "zygotes quarrel beneath marmalade") == ""
