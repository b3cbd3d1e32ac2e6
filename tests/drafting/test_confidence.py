"""The confidence of a rule is what was measured on the development statements, and nothing older."""

from __future__ import annotations

import subprocess
import sys

from support import ROOT

from kg.drafting.confidence import confidence_of, unmeasured
from kg.drafting.draft import draft
from kg.marked import read_yaml
from kg.project import Project
from kg.register import read_register
from kg.scoring.measure import to_yaml
from kg.sources.read import read_source
from kg.vocabulary import read_vocabulary

_FILE = ROOT / "kg" / "drafting" / "confidence.yaml"


def test_the_figures_are_those_that_the_rules_have_now() -> None:
    """Where this fails, a rule or a development statement has changed: run bench/calibrate.py."""
    command = [sys.executable, str(ROOT / "bench" / "calibrate.py"), "--check"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_confidence_is_laplace_smoothed() -> None:
    tree, findings = read_yaml(_FILE.read_text("utf-8"), "confidence.yaml")
    assert not findings
    assert isinstance(tree, dict)
    assert tree["rules"]
    for name, figures in tree["rules"].items():
        right, firings = int(figures["right"]), int(figures["firings"])
        assert 0 <= right <= firings
        assert confidence_of(name) == (round((right + 1) / (firings + 2), 2), firings)
    assert confidence_of("a-rule-that-nobody-wrote") == (0.5, 0)


def test_measuring_begins_without_any_figure() -> None:
    with unmeasured():
        assert confidence_of(next(iter(_rules()))) == (0.5, 0)
    assert confidence_of(next(iter(_rules())))[1] > 0


def test_every_claim_of_a_draft_has_the_confidence_of_its_rule() -> None:
    project = Project(ROOT)
    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    source, _ = read_source(project.statements_folder / "us-uk-quantum-2021" / "source.txt", "source.txt", "x")
    assert source is not None
    made = draft(source, register, vocabulary)
    assert made.accepted
    assert all(a.confidence == confidence_of(a.proposal.rule)[0] for a in made.accepted)


def test_figures_are_written_in_a_fixed_order() -> None:
    assert to_yaml({"b": (1, 2), "a": (0, 1)}).endswith(
        "rules:\n  a: {right: 0, firings: 1}\n  b: {right: 1, firings: 2}\n"
    )
    assert to_yaml({}).endswith("rules: {}\n")


def _rules() -> list[str]:
    tree, _ = read_yaml(_FILE.read_text("utf-8"), "confidence.yaml")
    assert isinstance(tree, dict)
    return [str(name) for name in tree["rules"]]
