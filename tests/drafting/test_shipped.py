"""The shipped statement drafted from scratch, held against its own reviewed claims."""

from __future__ import annotations

from support import ROOT, STATEMENT

from kg.project import Project
from kg.register import read_register
from kg.scoring.measure import draft_gold
from kg.scoring.read_claims import read_gold
from kg.scoring.score import score
from kg.vocabulary import read_vocabulary


def test_the_shipped_statement_drafted_from_scratch_has_its_core() -> None:
    """At least 0.85 of what its 52 core relations ask for; every end has its words, nothing is linked wrongly."""
    project = Project(ROOT)
    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    core = ROOT / "tests" / "gold" / "core-sayings.txt"
    gold = read_gold(project.statements_folder / STATEMENT, register, vocabulary, core)
    scores = score([draft_gold(gold, register, vocabulary)], [gold], vocabulary)
    core_recall = scores.share("core_recall").value
    assert core_recall is not None
    assert core_recall >= 0.85
    assert scores.share("grounding").value == 1.0
    assert scores.share("ontology").value == 1.0
    assert scores.share("false_links").right == 0
