"""Publishing to real stores: what is there afterwards is the build, however it went."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from servers import Store
from support import ROOT, STATEMENT, Run

from kg import terms
from kg.errors import RemoteError
from kg.graph.dataset import read_graph
from kg.remote.http import Remote, read_auth
from kg.remote.publish import DEFAULT, PUBLISHED, publish

EVIDENCE = terms.graph_iri(f"{STATEMENT}/evidence")
ASSERTED = terms.graph_iri(f"{STATEMENT}/asserted")
INFERRED = terms.graph_iri("inferred")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, run_kg: Run) -> Path:
    """A project with a build, so that publishing reads it."""
    folder = tmp_path_factory.mktemp("built") / "project"
    for name in ("data", "ontology"):
        shutil.copytree(ROOT / name, folder / name)
    assert run_kg("build", "--no-pages", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "project"))


@pytest.fixture
def remote(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    method = store.auth[1] if store.auth else None
    with Remote(store.graphs, read_auth(method), timeout=60) as opened:
        yield opened


@pytest.fixture(autouse=True)
def empty(remote: Remote) -> None:
    """No graph of an earlier test is left."""
    publish(remote, {}, lambda *_: None)


def run_publish(run_kg: Run, store: Store, project: Path, *options: str) -> list[str]:
    """What a run sent or deleted, as `put graph` and `delete graph`."""
    arguments = ["publish", store.graphs, *store.auth, *options]
    result = run_kg(*arguments, cwd=project, env=store.environment)
    assert result.returncode == 0, result.stderr
    return [" ".join(line.split()[:2]) for line in result.stdout.splitlines()]


def read_back(remote: Remote, name: str) -> list[ox.Triple]:
    """A graph as the store gives it, asked without our publishing code."""
    address = f"{remote.url}?graph={urllib.parse.quote(name, safe='')}"
    answer = remote.request("GET", address, headers={"Accept": "application/n-triples, text/turtle;q=0.5"})
    if answer.status == 404:
        return []
    syntax = ox.RdfFormat.N_TRIPLES if "n-triples" in answer.media_type else ox.RdfFormat.TURTLE
    return [quad.triple for quad in ox.parse(answer.content, format=syntax)]


def canonical(triples: list[ox.Triple]) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def assert_equals_the_build(remote: Remote, project: Path) -> None:
    """Triple by triple and letter by letter, blank nodes up to their names."""
    built: dict[str, list[ox.Triple]] = {}
    for quad in read_graph(project / "build" / "graph.trig").named:
        built.setdefault(str(quad.graph_name.value), []).append(quad.triple)  # type: ignore[union-attr]
    for name, triples in built.items():
        assert canonical(read_back(remote, name)) == canonical(triples), name
    listed = {t.subject.value for t in read_back(remote, PUBLISHED)}  # type: ignore[union-attr]
    assert listed == set(built)


def change_one_claim(project: Path) -> None:
    claims = project / f"data/statements/{STATEMENT}/claims.yaml"
    text = claims.read_text("utf-8")
    assert "confidence: 0.8" in text
    claims.write_text(text.replace("confidence: 0.8", "confidence: 0.7", 1), "utf-8")


def test_the_store_equals_the_build_and_stays_so(run_kg: Run, store: Store, project: Path, remote: Remote) -> None:
    sent = run_publish(run_kg, store, project)
    assert len(sent) == 5
    assert_equals_the_build(remote, project)
    assert run_publish(run_kg, store, project) == []
    assert run_publish(run_kg, store, project, "--check") == []


def test_one_changed_claim_sends_one_graph(run_kg: Run, store: Store, project: Path, remote: Remote) -> None:
    run_publish(run_kg, store, project)
    change_one_claim(project)
    assert run_publish(run_kg, store, project) == [f"put {EVIDENCE}"]
    assert run_kg("build", "--no-pages", cwd=project).returncode == 0
    assert_equals_the_build(remote, project)


def test_a_claim_less_sends_what_rested_on_it(run_kg: Run, store: Store, project: Path) -> None:
    run_publish(run_kg, store, project)
    claims = project / f"data/statements/{STATEMENT}/claims.yaml"
    text = claims.read_text("utf-8")
    line = "  - nist-npl hasParticipant npl\n"
    assert line in text
    claims.write_text(text.replace(line, "", 1), "utf-8")
    assert set(run_publish(run_kg, store, project)) <= {f"put {g}" for g in (ASSERTED, EVIDENCE, INFERRED)}


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_killed_half_way_and_run_again_the_store_equals_the_build(
    run_kg: Run, store: Store, project: Path, remote: Remote, steps: int
) -> None:
    command = [sys.executable, "-m", "kg", "publish", store.graphs, *store.auth]
    environment = {**os.environ, **store.environment, "PYTHONUNBUFFERED": "1"}
    child = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(steps):
        assert child.stdout.readline().startswith(b"put")
    child.kill()
    child.stdout.close()
    assert child.wait() == -9
    done = run_publish(run_kg, store, project)
    assert 5 - steps <= len(done) <= 5 - steps + 1
    assert_equals_the_build(remote, project)


def test_what_a_killed_run_left_of_a_graph_that_is_no_more_goes(remote: Remote) -> None:
    graphs = {"urn:test:kept": [triple("1")], "urn:test:gone": [triple("2")]}

    def stop(what: str, graph: str, count: int) -> None:
        if graph == "urn:test:kept":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(remote, graphs, stop)
    assert read_back(remote, "urn:test:gone") == [triple("2")]
    done = publish(remote, {"urn:test:kept": [triple("1")]}, lambda *_: None)
    assert (done.sent, done.deleted) == (["urn:test:kept"], ["urn:test:gone"])
    assert read_back(remote, "urn:test:gone") == []


def test_what_somebody_else_changed_is_found_and_mended(remote: Remote) -> None:
    graphs = {"urn:test:a": [triple("1")], "urn:test:b": [triple("2")]}
    publish(remote, graphs, lambda *_: None)
    body = b"<urn:x> <urn:y> <urn:z> ."
    address = f"{remote.url}?graph=urn%3Atest%3Aa"
    assert remote.request("POST", address, content=body, headers={"Content-Type": "text/turtle"}).status < 300
    assert publish(remote, graphs, lambda *_: None).sent == []
    assert publish(remote, graphs, lambda *_: None, check_all=True).sent == ["urn:test:a"]
    assert read_back(remote, "urn:test:a") == [triple("1")]


def test_graphs_of_others_are_left_alone(remote: Remote) -> None:
    address = f"{remote.url}?graph=urn%3Atest%3Aothers"
    body = b"<urn:x> <urn:y> <urn:z> ."
    assert remote.request("PUT", address, content=body, headers={"Content-Type": "text/turtle"}).status < 300
    publish(remote, {"urn:test:a": [triple("1")]}, lambda *_: None)
    publish(remote, {}, lambda *_: None)
    assert len(read_back(remote, "urn:test:others")) == 1
    remote.request("DELETE", address)


LITERALS = [
    ox.Literal("É “quoted” \\ \"double\" 'single' \n\t line\r end"),
    ox.Literal("漢字 🎉 \U0001d54f", language="zh"),
    ox.Literal("words", language="en-GB"),
    ox.Literal("0.8", datatype=ox.NamedNode(terms.XSD + "decimal")),
    ox.Literal("1", datatype=ox.NamedNode(terms.XSD + "decimal")),
    ox.Literal("2021-11-04", datatype=ox.NamedNode(terms.XSD + "date")),
    ox.Literal("2021-11", datatype=ox.NamedNode(terms.XSD + "gYearMonth")),
    ox.Literal("2021", datatype=ox.NamedNode(terms.XSD + "gYear")),
    ox.Literal("https://example.org/?a=1&b=ü", datatype=ox.NamedNode(terms.XSD + "anyURI")),
    ox.Literal("x" * 3_000),
    ox.Literal("long words " * 20_000),
    ox.Literal(""),
]


@pytest.mark.parametrize("literal", LITERALS, ids=lambda literal: str(literal)[:24])
def test_a_literal_comes_back_as_it_was_sent(remote: Remote, literal: ox.Literal) -> None:
    """What our own graphs hold, and what a long statement may."""
    sent = [ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), literal)]
    assert publish(remote, {"urn:test:literal": sent}, lambda *_: None).respelled == 0
    assert read_back(remote, "urn:test:literal") == sent


def test_blank_nodes_come_back_up_to_their_names(remote: Remote) -> None:
    knot = list(ox.parse("<urn:a> <urn:b> [ <urn:c> [ <urn:d> 1 ], ( 1 2 ) ] .", format=ox.RdfFormat.TURTLE))
    graphs = {"urn:test:blank": [quad.triple for quad in knot]}
    assert publish(remote, graphs, lambda *_: None).sent == ["urn:test:blank"]
    renamed = ox.parse("<urn:a> <urn:b> [ <urn:c> ( 1 2 ), [ <urn:d> 1 ] ] .", format=ox.RdfFormat.TURTLE)
    assert publish(remote, {"urn:test:blank": [q.triple for q in renamed]}, lambda *_: None).sent == []


def test_a_store_that_holds_something_else_is_told_by_example(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.remote.publish import _GraphStore

    put = _GraphStore.put
    monkeypatch.setattr(_GraphStore, "put", lambda self, name, triples: put(self, name, list(triples)[:1]))
    with pytest.raises(RemoteError, match="holds something else") as told:
        publish(remote, {"urn:test:lost": [triple("1"), triple("2")]}, lambda *_: None)
    assert 'missing: <urn:test:s> <urn:test:p> "2"' in told.value.nearest
    monkeypatch.undo()
    assert publish(remote, {"urn:test:lost": [triple("1"), triple("2")]}, lambda *_: None).sent == ["urn:test:lost"]


def test_the_default_graph_is_put_where_asked_and_kept_fresh(remote: Remote, store: Store) -> None:
    if store.name == "virtuoso":
        return  # its default graph is the union of all; there is none of its own
    graphs = {DEFAULT: [triple("1")], "urn:test:a": [triple("2")]}
    assert publish(remote, graphs, lambda *_: None).sent == ["urn:test:a"]
    assert publish(remote, graphs, lambda *_: None, with_default=True).sent == [DEFAULT]
    assert publish(remote, {DEFAULT: [triple("3")]}, lambda *_: None).sent == [DEFAULT]
    publish(remote, {}, lambda *_: None)
    found = remote.request("GET", f"{remote.url}?default")
    assert found.status == 404 or found.content.strip() == b""


LEAVES_ROWS_OUT = {("virtuoso", "topic-tree")}
"""What a store answers otherwise than SPARQL 1.1 has it; docs/publishing.md tells of it."""


@pytest.mark.parametrize("question", ["cooperation-pairs", "who-signed", "nist-npl-topics", "quotes", "topic-tree"])
def test_the_store_answers_as_the_project_does(
    run_kg: Run, store: Store, project: Path, remote: Remote, question: str
) -> None:
    run_publish(run_kg, store, project, *store.options)
    ours = run_kg("query", question, "--format", "csv", cwd=project)
    theirs = run_kg("query", question, "--on", store.query, "--format", "csv", cwd=project)
    assert theirs.returncode == 0, theirs.stderr
    is_alike = sorted(theirs.stdout.splitlines()) == sorted(ours.stdout.splitlines())
    assert is_alike != ((store.name, question) in LEAVES_ROWS_OUT)
    assert len(ours.stdout.splitlines()) > 1


def triple(words: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode("urn:test:s"), ox.NamedNode("urn:test:p"), ox.Literal(words))
