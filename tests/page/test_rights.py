"""A statement whose rights say quotes-only: its page holds its quotes, and of the rest of its text not a word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import Build, build_in_memory, to_files
from kg.graph.verify import verify_quotes
from kg.project import find_project

NAME = "us-uk-quantum-2021"
SHORTEST = 3  # words in a row; two words alone may stand anywhere


# sentences that no claim quotes, each beside words that one does
PLANTED = {
    "clocks and quantum sensors.": " Violet herons quietly audit seventeen lanterns near Umbria.",
    "in the years ahead.”": " Copper weasels seldom alphabetise regional umbrellas.",
    "The joint statement will facilitate": "Salted windmills hum beneath forgotten tariffs. ",
}


def plant(copied: Path, rights: str) -> Build:
    folder = copied / "data/statements" / NAME
    text = (folder / "source.txt").read_text("utf-8")
    for beside, words in PLANTED.items():
        assert text.count(beside) == 1
        text = text.replace(beside, words + beside if words.endswith(" ") else beside + words)
    (folder / "source.txt").write_text(text, "utf-8")
    claims = (folder / "claims.yaml").read_text("utf-8")
    (folder / "claims.yaml").write_text(claims.replace("publish-text: yes", f"publish-text: {rights}"), "utf-8")
    return build_in_memory(find_project(copied))


@pytest.fixture
def quotes_only(copied: Path) -> Build:
    return plant(copied, "quotes-only")


def uncovered(build: Build) -> list[str]:
    """Every run of words that no quote, antecedent or direct speech of the graph holds, as it stands in the text."""
    [statement] = build.statements
    text = statement.source.text
    taken = {place for iri, start, end in _spans(build) for place in range(start, end) if "/evidence/" in iri}
    runs = re.findall(r"[^\0]+", "".join("\0" if place in taken else letter for place, letter in enumerate(text)))
    found = []
    for run in runs:
        words = re.findall(r"\w+", run)
        found += [" ".join(words[at : at + SHORTEST]) for at in range(len(words) - SHORTEST + 1)]
    return found


def _spans(build: Build) -> list[tuple[str, int, int]]:
    places: dict[str, dict[str, int]] = {}
    for quad in build.graph.evidence[NAME]:
        name = quad.predicate.value.rpartition("#")[2]
        if name in ("start", "end"):
            assert isinstance(quad.subject, ox.NamedNode)
            places.setdefault(quad.subject.value, {})[name] = int(str(getattr(quad.object, "value", "0")))
    return [(iri, both["start"], both["end"]) for iri, both in places.items()]


def flat(content: bytes) -> str:
    """The words of a file, one blank between them, escapes read."""
    text = content.decode()
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text).replace("\\n", " ")
    return " ".join(re.findall(r"\w+", text))


def test_no_uncovered_word_is_in_the_bytes_of_any_file(quotes_only: Build) -> None:
    runs = uncovered(quotes_only)
    assert {"Violet herons quietly", "weasels seldom alphabetise", "beneath forgotten tariffs"} <= set(runs)
    files = to_files(quotes_only)
    assert {"graph.html", "graph.ttl", "graph.trig", f"statements/{NAME}.html"} <= set(files)
    assert f"statements/{NAME}.txt" not in files
    for name, content in files.items():
        words = flat(content)
        assert [run for run in runs if run in words] == [], name


def test_with_the_text_published_they_are_there(copied: Path) -> None:
    build = plant(copied, "yes")
    words = flat(to_files(build)["graph.html"])
    runs = uncovered(build)
    assert len(runs) > 10
    assert [run for run in runs if run not in words] == []


def test_the_quotes_are_there_and_verify_against_the_text_at_home(quotes_only: Build) -> None:
    [statement] = quotes_only.statements
    page = to_files(quotes_only)["graph.html"].decode()
    [stored] = re.findall(r'<script type="application/json" id="page-data">(.*?)</script>', page, re.DOTALL)
    payload = json.loads(stored)
    assert payload["documents"][0]["text"] is None
    assert all(claim["quotes"] for claim in payload["claims"] if claim["ground"] == "read")
    count, mismatches = verify_quotes(quotes_only.graph.evidence[NAME], {statement.iri: statement.source.text})
    assert count > 100
    assert mismatches == []


def test_a_published_text_without_what_surrounds_its_quotes_does_not_verify(build: Build) -> None:
    [statement] = build.statements
    quads = [quad for quad in build.graph.evidence[NAME] if not quad.predicate.value.endswith(("#prefix", "#suffix"))]
    count, mismatches = verify_quotes(quads, {statement.iri: statement.source.text})
    assert count == len(mismatches) > 100
