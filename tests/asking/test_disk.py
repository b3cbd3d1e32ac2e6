"""The index on disk answers as the one in memory, outlives its own replacement, and is never read where it is stale."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import ROOT, STATEMENT, Run

import kg
from kg.asking import disk
from kg.asking.disk import index_files, index_path, index_writer, open_store
from kg.asking.index import Index
from kg.asking.questions import read_questions
from kg.build import Build, build_to
from kg.files import sha256_of, write_folder
from kg.opening import open_index
from kg.project import find_project


def write_index(build: Build, folder: Path) -> None:
    index_writer(build.graph.merged, build.graph.named, "x")(folder)


def test_every_question_is_answered_alike(build: Build, tmp_path: Path) -> None:
    write_index(build, tmp_path)
    store = open_store(tmp_path, "x")
    assert store is not None
    on_disk = Index.at(store, build.vocabulary.prefixes)
    in_memory = Index(build.graph.merged, build.graph.named, build.vocabulary.prefixes)
    for question in read_questions(ROOT / "ontology" / "questions"):
        theirs = in_memory.query(question.sparql, with_evidence=True)
        ours = on_disk.query(question.sparql, with_evidence=True)
        assert ours.columns == theirs.columns
        assert sorted(map(str, ours.rows)) == sorted(map(str, theirs.rows)), question.name
        assert (ours.evidence is None) == (theirs.evidence is None)
    assert on_disk.label("https://w3id.org/communique/id/agent/nist") == in_memory.label(
        "https://w3id.org/communique/id/agent/nist"
    )


def test_the_index_holds_every_quad_as_it_was_written(build: Build, tmp_path: Path) -> None:
    """Our literals are canonical: not even the Store spells one anew. Files are written from quads all the same."""
    write_index(build, tmp_path)
    store = open_store(tmp_path, "x")
    assert store is not None
    assert {str(quad) for quad in store} == {str(quad) for quad in [*build.graph.merged, *build.graph.named]}


def test_the_engine_would_spell_literals_anew(tmp_path: Path) -> None:
    """Why no Turtle is ever written from an index; where this no longer fails, the rule may go."""
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("2.50", datatype=ox.NamedNode(XSD_DECIMAL)))
    index_writer([quad], [], "x")(tmp_path)
    store = open_store(tmp_path, "x")
    assert store is not None
    assert [found.object.value for found in store] == ["2.5"]  # type: ignore[union-attr]


XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"


def test_no_file_is_written_from_a_store() -> None:
    """What writes files (`kg.graph.write`, `kg.build`, `kg.cli.export`) never sees an index."""
    for name in ("kg/graph/write.py", "kg/graph/dataset.py", "kg/cli/export.py", "kg/graph/export.py"):
        source = (ROOT / name).read_text("utf-8")
        assert "Store(" not in source and "kg.asking" not in source, name


@pytest.fixture
def from_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index is made however few triples there are."""
    monkeypatch.setattr(disk, "FROM_QUADS", 1)


@pytest.mark.usefixtures("from_one")
def test_a_build_of_many_makes_one_and_the_next_replaces_it(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, folder = find_project(copied), copied / "build"
    build_to(project, folder, with_pages=False)
    opened = open_index(project, folder)
    assert (opened.loaded, opened.reason) == (None, "")
    query = "SELECT ?c { ?c cmq:confidence 0.7 }"
    assert not opened.index.query(query)
    claims = copied / f"data/statements/{STATEMENT}/claims.yaml"
    claims.write_text(claims.read_text("utf-8").replace("confidence: 0.8", "confidence: 0.7", 1), "utf-8")
    stale = open_index(find_project(copied), folder)
    assert stale.loaded is not None and "out of date" in stale.reason
    build_to(find_project(copied), folder, with_pages=False)
    fresh = open_index(find_project(copied), folder)
    assert fresh.loaded is None and fresh.index.query(query)
    assert not opened.index.query(query), "a reader keeps what it opened"
    assert opened.index.query("SELECT * { ?s ?p ?o }").rows
    monkeypatch.setattr(disk, "FROM_QUADS", 10**9)
    (copied / "build" / "manifest.json").unlink()
    assert kg.load(copied).query(query)


@pytest.mark.usefixtures("from_one")
def test_an_index_that_is_damaged_or_of_another_build_is_not_read(copied: Path, tmp_path: Path) -> None:
    project, folder = find_project(copied), copied / "build"
    build_to(project, folder, with_pages=False)
    made_of = sha256_of((folder / "graph.trig").read_bytes())
    assert index_path(folder, made_of) == folder / "index"
    assert index_path(folder, "another") is None
    assert open_store(folder, "another") is None
    (folder / "index" / "CURRENT").write_text("nonsense\n")
    assert open_store(folder, made_of) is None
    assert open_index(project, folder).loaded is not None
    assert kg.verify_build(folder).findings == ()
    shutil.rmtree(folder / "index")
    assert open_index(project, folder).index.query("ASK { agent:nist ?p ?o }").is_true


def _replace(folder: Path, times: int) -> None:
    quads = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n)) for n in range(2_000)]
    for _ in range(times):
        write_folder(folder, {"graph.trig": b""}, ["graph.trig", *index_files(folder)], index_writer(quads, [], "x"))


def test_readers_find_a_whole_index_while_builds_replace_it(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    _replace(folder, 1)
    writer = multiprocessing.get_context("spawn").Process(target=_replace, args=(folder, 25))
    writer.start()
    opened = 0
    while writer.is_alive() or opened == 0:
        store = open_store(folder, "x")
        if store is not None:
            assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 2_000  # type: ignore[arg-type]
            opened += 1
    writer.join()
    assert writer.exitcode == 0
    assert opened > 5


def test_one_statement_is_asked_in_memory(copied: Path, run_kg: Run) -> None:
    assert run_kg("build", "--no-pages", cwd=copied).returncode == 0
    assert not (copied / "build" / "index").exists()
