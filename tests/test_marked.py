"""YAML as people write it: scalars are words that know their place; what we do not take is a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.findings import Place
from kg.marked import Items, Mapping, Text, nearest, read_yaml


def tree_of(content: str) -> Mapping:
    node, findings = read_yaml(content, "f.yaml")
    assert findings == []
    assert isinstance(node, Mapping)
    return node


def test_nothing_is_typed() -> None:
    tree = tree_of("a: NO\nb: 007e33924\nc: 2021-11-04\nd: 1.50\ne: ~\nf: true\ng: 0x1F\nh: 12:30:00\n")
    assert list(tree.values()) == ["NO", "007e33924", "2021-11-04", "1.50", "~", "true", "0x1F", "12:30:00"]
    assert all(type(value) is Text for value in tree.values())


def test_everything_knows_its_place() -> None:
    tree = tree_of("# c\nü: {b: [x, 𝕌, y]}\nc:\n- >-\n  folded\n  words\n")
    inner = tree[Text("ü", Place("f.yaml"))]
    items = inner[Text("b", Place("f.yaml"))]
    assert isinstance(inner, Mapping) and isinstance(items, Items)
    assert (inner.place.line, inner.place.column) == (2, 4)
    assert [(i.place.line, i.place.column) for i in items] == [(2, 9), (2, 12), (2, 15)]
    (folded,) = tree[Text("c", Place("f.yaml"))]
    assert folded == "folded words"
    assert (folded.place.line, folded.place.column) == (4, 3)


@pytest.mark.parametrize(
    ("written", "words", "syntax"),
    [
        ("plain words", "plain words", ""),
        ("words # cut", "words", "#"),
        ("words#not cut", "words#not cut", "#"),
        ("a:b", "a:b", ":"),
        ("a [b]", "a [b]", "["),
        ("a {b}", "a {b}", "{"),
        ("'a: b # c'", "a: b # c", ""),
        ('"a: b # c"', "a: b # c", ""),
        (">-\n  a: b # c", "a: b # c", ""),
        ("|-\n  a: b # c", "a: b # c", ""),
    ],
)
def test_an_unquoted_scalar_says_what_yaml_may_take_for_syntax(written: str, words: str, syntax: str) -> None:
    (value,) = tree_of(f"key: {written}\n").values()
    assert (value, value.syntax) == (words, syntax)


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("a: b\na: c\n", "E007", 2, 1),
        ("a: {b: c, b: d}\n", "E007", 1, 11),
        ("a: &x b\n", "E005", 1, 4),
        ("a: b\nc: *x\n", "E005", 2, 4),
        ("a: !!str b\n", "E005", 1, 4),
        ("a: b\n\tc: d\n", "E004", 2, 1),
        ("a:\n   b: c\n  d: e\n", "E004", 3, 3),
        ("a: b\n---\nc: d\n", "E004", 2, 1),
        ("[a]: b\n", "E004", 1, 1),
    ],
)
def test_what_is_not_taken(content: str, code: str, line: int, column: int) -> None:
    _, findings = read_yaml(content, "f.yaml")
    assert [(f.code, f.place.line, f.place.column) for f in findings] == [(code, line, column)]
    assert findings[0].do


def test_tabs_are_told_by_name() -> None:
    _, findings = read_yaml("a:\n\tb: c\n", "f.yaml")
    assert "tabs" in findings[0].do


def test_all_problems_are_told_at_once() -> None:
    _, findings = read_yaml("a: &x b\na: *x\nc: !t d\n", "f.yaml")
    assert [f.code for f in findings] == ["E005", "E005", "E007", "E005"]


@pytest.mark.parametrize("content", ["", "\n", "# only\n"])
def test_nothing_is_no_tree(content: str) -> None:
    assert read_yaml(content, "f.yaml") == (None, [])


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"))


@given(st.lists(plain.filter(lambda t: t == t.strip() and bool(t) and "\x85" not in t), min_size=1))
def test_words_in_single_marks_come_back_as_they_were(words: list[str]) -> None:
    content = "".join("- '" + word.replace("'", "''") + "'\n" for word in words)
    node, findings = read_yaml(content, "f.yaml")
    assert findings == []
    assert node == words


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("hasParticipent", "hasParticipant"), ("HASPARTICIPANT", "hasParticipant"), ("xyzzy", ""), ("", "")],
)
def test_nearest(word: str, wanted: str) -> None:
    assert nearest(word, ["hasParticipant", "hasParty", "onTopic"]) == wanted
