"""The same graph in every format, in every engine, with literals that none of them alters."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, require

from kg.build import Build
from kg.graph.export import safe_cell, to_csv, to_graphml
from kg.graph.network import to_network
from kg.graph.quads import canonical_order, decimal
from kg.graph.write import FORMATS, to_bytes

Plain = set[tuple[str, ...]]


def written(build: Build, name: str, quads: list[ox.Quad]) -> bytes:
    return to_bytes(quads, name, build.vocabulary.prefixes)


def rows(quads: object) -> Plain:
    return {tuple(map(str, (q.subject, q.predicate, q.object))) for q in quads}  # type: ignore[attr-defined]


def from_rdflib(graph: rdflib.Graph) -> Plain:
    found = set()
    for triple in graph:
        data = rdflib.Graph().add(triple).serialize(format="nt")
        found |= rows(ox.parse(data.encode(), format=ox.RdfFormat.N_TRIPLES))
    return found


@pytest.mark.parametrize("name", [*FORMATS, "jsonld"])
def test_every_format_parses_to_the_same_triples(build: Build, name: str) -> None:
    rdf_format = FORMATS.get(name, ox.RdfFormat.JSON_LD)
    parsed = list(ox.parse(written(build, name, build.graph.merged), format=rdf_format))
    assert rows(parsed) == rows(build.graph.merged)
    assert len(parsed) == len(build.graph.merged)


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_named_graphs_stay_apart(build: Build, name: str) -> None:
    rdf_format = FORMATS.get(name, ox.RdfFormat.JSON_LD)
    parsed = ox.Dataset(ox.parse(written(build, name, build.graph.named), format=rdf_format))
    original = ox.Dataset(build.graph.named)
    for dataset in (parsed, original):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert parsed == original


@pytest.mark.parametrize(("name", "syntax"), [("turtle", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same(build: Build, name: str, syntax: str) -> None:
    graph = rdflib.Graph().parse(data=written(build, name, build.graph.merged), format=syntax)
    assert from_rdflib(graph) == rows(build.graph.merged)


def test_n3_reads_the_same_turtle(build: Build, tmp_path: Path) -> None:
    node = shutil.which("node")
    modules = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules"))
    require(bool(node) and (modules / "n3").is_dir(), "node and the npm package n3 are needed (npm install n3)")
    turtle = tmp_path / "graph.ttl"
    turtle.write_bytes(written(build, "turtle", build.graph.merged))
    script = Path(__file__).with_name("parse_with_n3.cjs")
    result = subprocess.run([str(node), script, modules / "n3", turtle], capture_output=True, check=True)
    assert rows(ox.parse(result.stdout, format=ox.RdfFormat.N_TRIPLES)) == rows(build.graph.merged)


def test_no_engine_rewrites_a_literal(build: Build) -> None:
    store = ox.Store()
    store.extend(build.graph.merged)
    assert rows(store) == rows(build.graph.merged)


@given(st.decimals(min_value=0, max_value=1, places=4))
def test_decimals_are_canonical(value: object) -> None:
    literal = decimal(str(value))
    store = ox.Store()
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), literal)
    store.add(quad)
    assert next(iter(store)) == quad


def test_order_of_quads_never_changes_bytes(build: Build) -> None:
    quads = build.graph.named
    assert written(build, "trig", canonical_order(reversed(quads))) == written(build, "trig", quads)


def test_json_ld_has_a_context_and_compact_names(build: Build) -> None:
    document = json.loads(written(build, "jsonld", build.graph.merged))
    assert document["@context"]["cmq"] == "https://w3id.org/communique/ont/"
    by_id = {entry["@id"]: entry for entry in document["@graph"]}
    assert by_id["undertaking:nist-npl"]["cmq:hasStatus"] == [{"@id": "status:ongoing"}]


def test_turtle_header_is_sorted_and_names_only_what_is_used(build: Build) -> None:
    lines = written(build, "turtle", build.graph.merged).decode().splitlines()
    header = [line for line in lines if line.startswith("@prefix ")]
    assert header == sorted(header)
    assert len(header) > 10
    body = "\n".join(lines[len(header) :])
    assert all(f"{line.split()[1]}" in body for line in header)


def test_graphml_is_read_back_with_parallel_edges(build: Build) -> None:
    network = to_network(build.graph.named)
    read = nx.parse_graphml(to_graphml(network), force_multigraph=True)
    assert read.number_of_nodes() == network.number_of_nodes()
    assert read.number_of_edges() == network.number_of_edges()
    assert "quotes" in next(d for *_, d in read.edges(data=True) if d["ground"] == "read")


def test_csv_holds_every_ground_with_its_words(build: Build) -> None:
    network = to_network(build.graph.named)
    table = list(csv.DictReader(io.StringIO(to_csv(network))))
    said = sum(len(attributes["said"]) for _, attributes in network.nodes(data=True))
    assert len(table) == network.number_of_edges() + said
    assert all(row["quotes"] for row in table if row["ground"] == "read")
    assert all(row["source"] for row in table if row["ground"] == "recorded")
    assert all(row["rule"] for row in table if row["ground"] == "inferred")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1"])
def test_no_cell_is_a_formula(formula: str) -> None:
    assert safe_cell(formula).startswith("'")
    assert safe_cell("NIST–NPL = ongoing") == "NIST–NPL = ongoing"
