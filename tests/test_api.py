"""The public names: at most fifteen, documented, typed, and handing out rdflib and networkx objects."""

from __future__ import annotations

import inspect

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from support import ROOT

import kg
from kg.build import Build


@pytest.fixture(scope="module")
def graph() -> kg.KnowledgeGraph:
    return kg.load(ROOT)


def test_at_most_fifteen_names_each_documented() -> None:
    assert len(kg.__all__) <= 15
    for name in kg.__all__:
        value = getattr(kg, name)
        assert inspect.getdoc(value), name
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018


def test_methods_are_annotated_and_documented() -> None:
    for name, method in inspect.getmembers(kg.KnowledgeGraph, inspect.isfunction):
        if not name.startswith("_"):
            assert inspect.getdoc(method), name
            assert "return" in method.__annotations__, name


def test_rdflib_and_networkx(graph: kg.KnowledgeGraph, build: Build) -> None:
    merged = graph.to_rdflib()
    assert isinstance(merged, rdflib.Graph)
    assert len(merged) == len(build.graph.merged)
    assert isinstance(graph.to_rdflib_dataset(), rdflib.Dataset)
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    network.clear()
    assert graph.to_networkx().number_of_nodes() > 50


def test_claims_carry_their_words(graph: kg.KnowledgeGraph) -> None:
    assert len(graph.claims) == len({claim.iri for claim in graph.claims}) > 150
    assert all(claim.evidence and claim.evidence[0].exact for claim in graph.claims)


def test_query_find_explain_brief(graph: kg.KnowledgeGraph) -> None:
    rows = list(graph.query("SELECT ?name { undertaking:nist-npl cmq:hasParticipant/rdfs:label ?name } ORDER BY ?name"))
    assert rows[1] == {"name": "National Physical Laboratory"}
    assert (
        "<td>National Physical Laboratory</td>"
        in graph.query("SELECT ?name { agent:npl rdfs:label ?name }")._repr_html_()
    )
    assert graph.find("NPL")[0].kind == "entity"
    assert "ongoing" in graph.explain("nist-npl")
    assert graph.brief().startswith("# The United States")
    with pytest.raises(kg.UsageError) as caught:
        graph.query("who-sings")
    assert caught.value.nearest == "who-signed"
    with pytest.raises(kg.InputError):
        graph.query("SELECT nonsense {")


def test_the_page_frames_itself_safely(graph: kg.KnowledgeGraph) -> None:
    page = graph.to_page()
    assert page.html.startswith("<!")
    shown = page._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads"' in shown
    assert "<script" not in shown


def test_check_is_empty_for_the_shipped_statement() -> None:
    assert kg.check(ROOT) == []


def test_the_readme_of_the_package_runs() -> None:
    import doctest

    assert doctest.testmod(kg).failed == 0


def test_nothing_is_asserted_that_the_store_would_rewrite(build: Build) -> None:
    for quad in build.graph.merged:
        if isinstance(quad.object, ox.Literal):
            store = ox.Store()
            store.add(quad)
            assert next(iter(store)) == quad


def test_a_large_graph_is_not_handed_to_rdflib_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.api

    graph = kg.load(ROOT)
    monkeypatch.setattr(kg.api, "_MOST_FOR_RDFLIB", 1_000)
    for convert in (graph.to_rdflib, graph.to_rdflib_dataset):
        with pytest.raises(kg.UsageError, match=r"triples take rdflib about .* s and .* MB") as told:
            convert()
        assert "even_if_large=True" in told.value.do
    assert len(graph.to_rdflib(even_if_large=True)) > 1_000
