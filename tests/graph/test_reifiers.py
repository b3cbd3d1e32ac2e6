"""RDF 1.2 Turtle: the same graph with reifiers, read by two engines; nothing unsaid becomes a triple."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import ROOT, require

from kg import terms
from kg.build import Build
from kg.errors import InputError
from kg.graph.facts import Facts
from kg.graph.quads import canonical_order, cmq, node, text
from kg.graph.reifiers import to_turtle12, with_reifiers

QUERY = ROOT / "ontology" / "mappings" / "reifiers.rq"
REIFIES = ox.NamedNode(terms.RDF + "reifies")


@pytest.fixture(scope="module")
def turtle12(build: Build) -> bytes:
    return to_turtle12(build.graph.merged, build.vocabulary.prefixes, QUERY)


@pytest.fixture(scope="module")
def parsed(turtle12: bytes) -> list[ox.Quad]:
    return list(ox.parse(turtle12, format=ox.RdfFormat.TURTLE))


def test_every_ground_reifies_its_own_triple(build: Build, parsed: list[ox.Quad]) -> None:
    reified = {q.subject.value: q.object for q in parsed if q.predicate == REIFIES}
    grounds = Facts(build.graph.merged).grounds
    assert reified.keys() == grounds.keys()
    for iri, ground in grounds.items():
        triple = reified[iri]
        assert isinstance(triple, ox.Triple)
        assert (triple.subject.value, triple.predicate.value) == (ground.subject, ground.predicate)
        assert (triple.object.value, isinstance(triple.object, ox.Literal)) == (ground.obj, ground.is_literal)


def test_reifiers_are_all_that_is_added(build: Build, parsed: list[ox.Quad]) -> None:
    assert canonical_order(q for q in parsed if q.predicate != REIFIES) == build.graph.merged


def test_what_is_not_plain_stays_unasserted(build: Build, parsed: list[ox.Quad]) -> None:
    asserted = {(q.subject, q.predicate, q.object) for q in parsed}
    grounds = Facts(build.graph.merged).grounds.values()
    plain = {(g.subject, g.predicate, g.obj) for g in grounds if g.is_plain}
    unsaid = [g for g in grounds if (g.subject, g.predicate, g.obj) not in plain]
    assert {"opinion", "possible"} <= {g.told_as for g in unsaid}
    for ground in unsaid:
        obj = text(ground.obj) if ground.is_literal else node(ground.obj)
        assert (node(ground.subject), node(ground.predicate), obj) not in asserted


def test_the_reader_is_told_the_version_first(turtle12: bytes) -> None:
    assert turtle12.startswith(b'VERSION "1.2"\n@prefix ')


def test_n3_reads_the_same_triples(turtle12: bytes, parsed: list[ox.Quad], tmp_path: Path) -> None:
    program = shutil.which("node")
    modules = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules"))
    require(bool(program) and (modules / "n3").is_dir(), "node and the npm package n3 are needed (npm install n3)")
    file = tmp_path / "graph.ttl"
    file.write_bytes(turtle12)
    script = Path(__file__).with_name("parse_with_n3.cjs")
    result = subprocess.run([str(program), script, modules / "n3", file], capture_output=True, check=True)
    # N3's own writer abbreviates rdf:type inside triple terms, so its N-Triples are read as Turtle.
    assert set(ox.parse(result.stdout, format=ox.RdfFormat.TURTLE)) == set(parsed)


def test_hostile_words_come_back_as_they_were(tmp_path: Path) -> None:
    words = 'a "quote" \\ )>> \n <<( \U0001f9ea \u202e {| ~ |}'
    claim, subject = node("urn:c"), node("urn:s")
    rows = [(cmq("subject"), subject), (cmq("predicate"), node("urn:p")), (cmq("value"), text(words))]
    quads = [ox.Quad(claim, predicate, obj) for predicate, obj in rows]
    written = to_turtle12(quads, {"cmq": terms.ONT}, QUERY)
    again = list(ox.parse(written, format=ox.RdfFormat.TURTLE))
    assert ox.Quad(claim, REIFIES, ox.Triple(subject, node("urn:p"), text(words))) in again
    assert len(again) == 4


def test_order_and_repetition_never_change_bytes(build: Build, turtle12: bytes) -> None:
    shuffled = [*reversed(build.graph.merged), *build.graph.merged[:9]]
    assert to_turtle12(shuffled, build.vocabulary.prefixes, QUERY) == turtle12


@pytest.mark.parametrize("query", ["", "CONSTRUCT { ?s ?p } WHERE", "ASK { ?s ?p ?o }"])
def test_a_broken_query_is_named(build: Build, tmp_path: Path, query: str) -> None:
    path = tmp_path / "reifiers.rq"
    if query:
        path.write_text(query, "utf-8")
    with pytest.raises(InputError, match="reifiers"):
        with_reifiers(build.graph.merged, path)
