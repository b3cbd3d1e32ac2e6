"""The service description of SPARQL 1.1 (`sd:`) with the figures of the store (`void:`), as triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg import terms

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_SYNTAXES = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3")
_TYPE = ox.NamedNode(terms.RDF + "type")


def describe(store: ox.Store, base: str, *, writable: bool) -> Iterator[ox.Triple]:
    """The triples that describe the endpoint at `base`/sparql and the graphs that it asks."""
    service = ox.NamedNode(f"{base}/sparql")
    dataset = ox.NamedNode(f"{base}/sparql#dataset")
    default = ox.NamedNode(f"{base}/sparql#default-graph")
    yield _said(service, _TYPE, _sd("Service"))
    yield _said(service, _sd("endpoint"), service)
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if writable else [])):
        yield _said(service, _sd("supportedLanguage"), _sd(language))
    for name in (*_RESULTS, *_SYNTAXES):
        yield _said(service, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    for name in (n for n in _SYNTAXES if writable and n not in ("TriG", "N-Quads")):
        yield _said(service, _sd("inputFormat"), ox.NamedNode(FORMATS + name))
    yield _said(service, _sd("feature"), _sd("EmptyGraphs"))
    yield _said(service, _sd("defaultDataset"), dataset)
    yield _said(dataset, _TYPE, _sd("Dataset"))
    yield _said(dataset, _TYPE, ox.NamedNode(VOID + "Dataset"))
    yield _said(dataset, ox.NamedNode(VOID + "sparqlEndpoint"), service)
    yield _said(dataset, ox.NamedNode(VOID + "uriSpace"), ox.Literal(terms.ID))
    yield _said(dataset, _sd("defaultGraph"), default)
    yield from _graph(store, default, ox.DefaultGraph())
    for number, graph in enumerate(sorted(store.named_graphs(), key=str), start=1):
        entry = ox.NamedNode(f"{base}/sparql#graph-{number}")
        held = ox.NamedNode(f"{base}/sparql#graph-{number}-content")
        yield _said(dataset, _sd("namedGraph"), entry)
        yield _said(entry, _TYPE, _sd("NamedGraph"))
        yield _said(entry, _sd("name"), graph)
        yield _said(entry, _sd("graph"), held)
        yield from _graph(store, held, graph)


def _graph(store: ox.Store, node: ox.NamedNode, graph: Any) -> Iterator[ox.Triple]:
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
    yield _said(node, _TYPE, _sd("Graph"))
    yield _said(node, _TYPE, ox.NamedNode(VOID + "Dataset"))
    yield _said(node, ox.NamedNode(VOID + "triples"), ox.Literal(count))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _said(subject: ox.NamedNode, predicate: ox.NamedNode, obj: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, predicate, obj)
