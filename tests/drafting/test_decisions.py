"""Decisions: keys that outlive a new draft, a file that keeps what a person wrote into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.drafting.decisions import LINKED, Decision, add_decisions, key_of, link_key, parse_decisions, read_decisions
from kg.errors import FindingsError

ONE = Decision("a" * 16, "tide-work hasParticipant iog", "NO: “both” #bodies", "ada-lund", "2026-11-26")


def test_a_key_knows_the_labels_and_words_and_not_how_they_are_spaced_or_cased() -> None:
    key = key_of("Institute of Glass", "fundedBy", "Harbour Council", ["paid by\nthe Council"])
    assert key == key_of("institute  of glass", "fundedBy", "Harbour council", ["Paid by the Council"])
    assert key != key_of("Harbour Council", "fundedBy", "Institute of Glass", ["paid by the Council"])
    assert key != key_of("Institute of Glass", "fundedBy", "Harbour Council", ["paid", "by the Council"])
    assert key != key_of("Institute of Glass", "benefits", "Harbour Council", ["paid by the Council"])
    assert link_key("NSF ") == link_key("nsf") != key_of("is", "nsf", "", [])


def test_no_file_means_nothing_decided(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.yaml") == {}


def test_more_is_added_at_the_end_and_what_stands_there_stays(tmp_path: Path) -> None:
    first = add_decisions("", [ONE])
    written = first.replace("- key", "# Ada: not so\n- key").rstrip("\n")
    link = Decision(link_key("NSF"), "nsf-2 is nsf", "", "ada-lund", "2026-11-26", LINKED, "nsf")
    second = add_decisions(written, [link])
    assert second.startswith(written)
    (tmp_path / "decisions.yaml").write_text(second, encoding="utf-8")
    assert list(read_decisions(tmp_path / "decisions.yaml").values()) == [ONE, link]
    assert add_decisions(second, []) == second
    assert add_decisions("", []).startswith("# What a person decided")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("key: a", "E010"),
        ("- {key: a, say: b c d, by: x}", "E009"),
        ("- {key: a, say: b c d, by: x, on: y, verdict: perhaps}", "E011"),
        ("- &a {key: a, say: b, by: x, on: y}\n- *a", "E005"),
        ("- [", "E004"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_place(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "decisions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        read_decisions(tmp_path / "decisions.yaml", "data/decisions.yaml")
    assert code in {finding.code for finding in caught.value.findings}
    assert {finding.place.path for finding in caught.value.findings} == {"data/decisions.yaml"}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_words_come_back_as_they_were(words: str) -> None:
    written = add_decisions("", [Decision("k", words, words, words, "2026-11-26")])
    read = parse_decisions(written, "decisions.yaml")["k"]
    assert (read.say, read.quote, read.by) == (words, words, words)
