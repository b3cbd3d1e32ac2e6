"""The development and held-out statements hold as gold: they pass every gate, and are as long as real ones."""

from __future__ import annotations

from collections import Counter

import pytest
from support import ROOT

from kg.build import check_project
from kg.findings import has_errors, to_text
from kg.project import Project

FOLDERS = ["development", "heldout"]
STATEMENTS = sorted(p for f in FOLDERS for p in (ROOT / "tests" / "drafting" / f / "data" / "statements").iterdir())


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_gold_passes_every_gate(folder: str) -> None:
    findings, _ = check_project(Project(ROOT / "tests" / "drafting" / folder), ())
    assert not has_errors(findings, strict=False), to_text(findings)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda path: path.name)
def test_a_statement_is_as_long_as_the_genre_has_them_and_says_that_it_is_invented(statement) -> None:
    assert len((statement / "source.txt").read_text("utf-8").split()) >= 350
    assert "nvented" in (statement / "claims.yaml").read_text("utf-8").splitlines()[0]
    assert {p.name for p in statement.iterdir()} >= {"claims.yaml", "core.txt", "links.yaml", "source.txt"}


def test_there_are_enough_of_them() -> None:
    in_folder = Counter(path.parents[2].name for path in STATEMENTS)
    assert in_folder["development"] >= 12
    assert in_folder["heldout"] >= 6


def test_no_statement_is_in_two_of_them() -> None:
    names = [path.name for path in STATEMENTS]
    assert len(set(names)) == len(names)
