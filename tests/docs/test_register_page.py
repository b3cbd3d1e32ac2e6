"""docs/register.md tells the truth: its example is read, its transcript printed, its figures the catalogue's."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from support import ROOT, Run

from kg import terms
from kg.catalogue import Catalogue
from kg.project import Project
from kg.register import read_register
from kg.register.facts import FACT_KEYS
from kg.vocabulary import read_vocabulary

PAGE = (ROOT / "docs" / "register.md").read_text("utf-8")
SOURCES = """
almanac: {label: an invented almanac, read-on: 2020-01-01}
gazette-1911: {label: an invented gazette, read-on: 2020-01-01}
statement-glass-and-tides: {label: the statement itself, read-on: 2020-01-01}
"""
COUNCIL = "harbour-council: {type: FormalOrganization, label: Harbour Council, source: almanac}\n"


def test_the_example_is_read_without_a_finding(tmp_path: Path, project: Project) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "bodies.yaml").write_text(example + COUNCIL, "utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, "utf-8")
    vocabulary = read_vocabulary(project.ontology_folder)
    register, findings = read_register(tmp_path, vocabulary, str, project.catalogue)
    assert findings == []
    assert {fact.language for fact in register.entries["tide-office"].facts} >= {"en", "fr"}


def test_the_transcript_is_what_the_command_prints(run_kg: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "statements").mkdir(parents=True)
    command, printed = re.findall(r"```console\n\$ kg register find \"(.*?)\"\n(.*?)```", PAGE, re.DOTALL)[0]
    assert run_kg("register", "find", command, cwd=tmp_path).stdout.rstrip() == printed.rstrip()


@pytest.mark.parametrize("key", FACT_KEYS)
def test_every_kind_of_fact_is_told(key: str) -> None:
    assert f"`{key}`" in PAGE


def test_the_figures_are_those_of_the_catalogue(project: Project) -> None:
    catalogue = Catalogue(ROOT / "data" / "catalogue" / "compiled")
    register, _ = read_register(Path("none"), read_vocabulary(project.ontology_folder), str, catalogue)
    entries = [register.entries[name] for name in register.entries]
    types = Counter(terms.local_name(entity.type) for entity in entries)
    coded = sum(any(f.predicate == terms.SKOS + "notation" for f in entity.facts) for entity in entries)
    for count in (coded, types["State"] - coded, types["Topic"]):
        assert re.search(rf"\| {count} \|", PAGE), count
    assert f"{round(len(entries), -2):,} entries" in PAGE and f"{round(len(entries), -2):,} shipped" in readme()


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")
