"""A spaCy pipeline beside the rules: what it adds passes the gate, and it takes nothing away."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from support import ROOT, Run, require

from kg.drafting.draft import Producer, draft
from kg.errors import UsageError
from kg.model import Source
from kg.project import Project
from kg.register import Register, read_register
from kg.sources.read import read_source
from kg.sources.sentences import split_sentences
from kg.vocabulary import Vocabulary, read_vocabulary


@pytest.fixture(scope="module")
def producer() -> Producer:
    require(importlib.util.find_spec("spacy") is not None, "spaCy is not installed: pip install '.[nlp]'")
    from kg.drafting.models.nlp import read_pipeline, to_producer

    try:
        return to_producer(read_pipeline())
    except UsageError as error:
        require(False, str(error))
        raise


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(ROOT / "ontology")


@pytest.fixture(scope="module")
def register(vocabulary: Vocabulary) -> Register:
    project = Project(ROOT)
    return read_register(project.register_folder, vocabulary, project.show, project.catalogue)[0]


def to_source(text: str) -> Source:
    return Source("invented", text, "", split_sentences(text))


def test_it_never_takes_a_claim_away(producer: Producer, register: Register, vocabulary: Vocabulary) -> None:
    folder = ROOT / "tests" / "drafting" / "models"
    source, _ = read_source(folder / "source.txt", "source.txt", "invented")
    assert source is not None
    alone, beside = draft(source, register, vocabulary), draft(source, register, vocabulary, [producer])
    assert {a.claim.name for a in alone.accepted} <= {a.claim.name for a in beside.accepted}


def test_every_claim_of_it_has_both_ends_in_its_sentence(
    producer: Producer, register: Register, vocabulary: Vocabulary
) -> None:
    text = "The Harbour Academy, as did the Council of Glass, funded the Tide Clock Programme."
    source = to_source(text)
    made = draft(source, register, vocabulary, [producer])
    own = [a for a in made.accepted if a.proposal.producer == "nlp"]
    assert own
    assert all(a.proposal.rule.startswith("nlp-") for a in own)
    for accepted in own:
        assert accepted.claim.subject_binding.reason == accepted.claim.object_binding.reason == "words"


def test_the_same_text_gives_the_same_draft(producer: Producer, register: Register, vocabulary: Vocabulary) -> None:
    source = to_source("The Council of Glass will host the Tide Clock Meeting with the Harbour Academy in Porto.")
    first, second = (draft(source, register, vocabulary, [producer]) for _ in range(2))
    assert [a.proposal for a in first.accepted] == [a.proposal for a in second.accepted]


def test_the_command_uses_it(producer: Producer, run_kg: Run) -> None:
    path = ROOT / "tests" / "drafting" / "models" / "source.txt"
    result = run_kg("draft", str(path), "--nlp", "--format", "json", cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["claims"]


def test_without_spacy_it_is_told_what_to_install(run_kg: Run, tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise ImportError('none here')\n", "utf-8")
    (tmp_path / "text.txt").write_text("The Council of Glass met.\n", "utf-8")
    result = run_kg("draft", "text.txt", "--nlp", cwd=tmp_path, env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert result.returncode == 2
    assert "communique[nlp]" in result.stderr
