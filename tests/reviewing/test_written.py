"""Pieces put into a claims file: every other byte stays, and what was put in is read again, whatever the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.file import read_claims_tree
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.reviewing.line import Line, NewEntity, NewQuotation, from_saying, squeeze
from kg.reviewing.written import Spot, Written

LINE = Line("a", "supports", "b", ("some words: #1 [of] {the} text",))
FORMS = {
    "as documented": "id: x\nclaims:\n# ---- sentence 1\n- quote: one\n  says:\n  - a b c # why\n\n# end\n",
    "indented": "id: x\nclaims:\n    -   quote: one\n        says:\n          - a b c\n",
    "dash alone": "id: x\nclaims:\n-\n  quote: one\n  says: [a b c]\n",
    "flow": "id: x\nclaims: [{quote: one, says: [a b c]}]\nnote: last\n",
    "no list yet": "id: x\nclaims: []\n",
    "nothing": "claims:\nid: x\n",
    "no section": "id: x\n# end",
    "lines of another system": "id: x\r\nclaims:\r\n- quote: one\r\n  says:\r\n  - a b c\r\n",
    "says in front": "claims:\n- says:\n  - a b c\n  quote: >\n    one\n    # no comment\n\n\nid: x\n",
    "a document's marks": "---\nid: x\nclaims:\n- quote: one\n  says: [a b c]\n",
    "a comment between": "claims: # all\n- # first\n  quote: one\n  says:\n  - a b c\n",
}
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).map(squeeze).filter(bool)


def read(text: str) -> tuple[list[Line], Keys, object]:
    node, findings = read_yaml(text, "claims.yaml")
    assert findings == []
    assert isinstance(node, Mapping)
    keys = Keys()
    file = read_claims_tree(node, "x", keys)
    return [from_saying(saying) for saying in file.sayings], keys, file


def kept(before: str, after: str) -> bool:
    rest = iter(after.splitlines(keepends=True))
    return all(row in rest for row in before.splitlines(keepends=True))


@pytest.mark.parametrize("name", FORMS)
def test_a_claim_is_put_behind_those_of_any_form(name: str) -> None:
    text = FORMS[name]
    before, _, _ = read(text)
    after = Written(text).with_claims([LINE], Spot(len(before), 2, is_new=True))
    assert read(after)[0] == [*before, LINE]
    assert ("\r\n" in after) == ("\r\n" in text)
    if name not in ("flow", "no list yet", "nothing", "no section"):
        assert kept(text, after)
    assert after.count("#") >= text.count("#")


@pytest.mark.parametrize("name", [name for name in FORMS if "a b c" in FORMS[name]])
def test_a_claim_is_put_before_the_first(name: str) -> None:
    after = Written(FORMS[name]).with_claims([LINE], Spot(0, 0, is_new=False))
    assert set(read(after)[0]) == {LINE, *read(FORMS[name])[0]}


def test_a_saying_joins_a_claim_with_the_same_quotes_and_nothing_else_beside_them() -> None:
    text = FORMS["as documented"]
    written, line = Written(text), Line("a", "b", "d", ("one",))
    assert written.can_take(0, line)
    assert not written.can_take(0, LINE)
    assert not written.can_take(1, line)
    after = written.with_saying(0, line)
    assert after == text.replace("# why\n", "# why\n  - a b d\n")
    for other in ("told-as: fact", "note: so", "sentence: '1'"):
        assert not Written(text.replace("  says:", f"  {other}\n  says:")).can_take(0, line)


@pytest.mark.parametrize("name", [name for name in FORMS if "a b c" in FORMS[name]])
def test_what_was_put_in_is_taken_out_again_and_the_rest_stands(name: str) -> None:
    text = FORMS[name]
    more = Written(text).with_claims([LINE], Spot(1, 0, is_new=False))
    assert read(Written(more).without_saying(1, 0))[0] == read(text)[0]
    assert read(Written(more).without_saying(0, 0))[0] == [LINE]
    if "flow" not in name:
        assert Written(more).without_saying(1, 0).strip() == text.strip()
    none = Written(Written(more).without_saying(0, 0)).without_saying(0, 0)
    assert read(none)[0] == []
    assert none.count("#") >= text.count("#") - 2


def test_one_of_several_sayings_is_taken_out() -> None:
    text = "claims:\n- quote: one\n  says:\n  - a b c # why\n  - {say: a b d, cue: one}\n  - a b e\n# end\n"
    assert Written(text).without_saying(0, 1) == text.replace("  - {say: a b d, cue: one}\n", "")
    assert Written(text).without_saying(0, 2) == text.replace("  - a b e\n", "")
    flow = "claims:\n- {quote: one, says: [a b c, a b d]}\n"
    assert [line.obj for line in read(Written(flow).without_saying(0, 0))[0]] == ["d"]


@given(WORDS, WORDS, st.sampled_from(sorted(FORMS)))
def test_any_words_are_read_as_they_were_written(quote: str, words: str, name: str) -> None:
    line = Line("a", "webAddress", words, (quote, words), is_words=True, settings=(("cue", quote), ("note", words)))
    if not words.isprintable():
        line = Line("a", "supports", "b", (quote, words), settings=(("cue", quote), ("note", words)))
    before, _, _ = read(FORMS[name])
    after = Written(FORMS[name]).with_claims([line], Spot(len(before), 1, is_new=False))
    said, keys, _ = read(after)
    assert said[-1] == line
    assert not [finding for finding in keys.findings if finding.code == "E008"]


@given(WORDS, st.lists(WORDS, max_size=3, unique=True))
def test_any_label_and_mentions_are_read_as_they_were_written(label: str, mentions: list[str]) -> None:
    entity = NewEntity("thing", "Topic", label, mentions=tuple(mentions))
    quotation = NewQuotation("speech", "thing", label, tuple(mentions))
    text = Written(Written(FORMS["as documented"]).with_entity(entity)).with_quotation(quotation)
    text = Written(text).with_entity(NewEntity("other", "Topic", "other"))
    text = Written(text).with_mentions("other", tuple(mentions))
    file = read(text)[2]
    first, second = file.entities  # type: ignore[attr-defined]
    assert (first.label, [*first.mentions], [*second.mentions]) == (label, mentions, mentions)
    assert [*file.quotations[0].words] == mentions  # type: ignore[attr-defined]


def test_sections_stand_in_their_order_and_comments_stay_with_what_they_are_about() -> None:
    text = "id: x\n\n# what nobody quotes\nuncovered: []\n\nclaims: []\n"
    text = Written(text).with_entity(NewEntity("b", "Topic", "b"))
    text = Written(text).with_item("readers", {"name": "ada", "label": "Ada", "kind": "person", "on": "2026-11-26"})
    keys = [row.split(":")[0] for row in text.splitlines() if row and row[0].isalpha()]
    assert keys == ["id", "readers", "entities", "uncovered", "claims"]
    assert "# what nobody quotes\nuncovered" in text


def test_a_name_is_exchanged_in_sayings_voices_speakers_and_as_publisher_alone() -> None:
    text = (
        "publisher: nsf\nentities:\n  nsf: {type: State, label: nsf}\n  nsf-b: {type: State, label: nsf}\n"
        "quotations:\n  q: {speaker: nsf, label: nsf, words: [nsf]}\nclaims:\n- quote: nsf\n  voice: nsf\n"
        "  says:\n  - nsf supports nsf-b # nsf\n  - {say: nsf-b supports nsf, voice: nsf, note: nsf}\n"
        "  - 'nsf webAddress \"nsf\"'\n"
    )
    after = Written(Written(text).renamed("nsf", "the-foundation")).without_entry("entities", "nsf")
    assert after == (
        "publisher: the-foundation\nentities:\n  nsf-b: {type: State, label: nsf}\n"
        "quotations:\n  q: {speaker: the-foundation, label: nsf, words: [nsf]}\nclaims:\n- quote: nsf\n"
        "  voice: the-foundation\n"
        "  says:\n  - the-foundation supports nsf-b # nsf\n"
        "  - {say: nsf-b supports the-foundation, voice: the-foundation, note: nsf}\n"
        "  - 'the-foundation webAddress \"nsf\"'\n"
    )
