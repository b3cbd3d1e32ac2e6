"""The W3C's own tests of the SPARQL 1.1 Protocol and the Graph Store Protocol, against a real server."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import w3c_over_http as w3c
from served import Server
from support import require

TESTS = w3c.find_tests()
_PROTOCOL = w3c.read_cases(TESTS / "protocol" / "manifest.ttl") if TESTS else []
_STORE = [
    case
    for name in ("manifest-direct.ttl", "manifest-indirect.ttl")
    for case in (w3c.read_cases(TESTS / "graph-store-protocol" / name) if TESTS else [])
]
SD = "http://www.w3.org/ns/sparql-service-description#"


def test_the_tests_of_the_w3c_are_here_and_all_of_them() -> None:
    require(TESTS is not None, "the W3C's tests are not here: set KG_W3C_TESTS to the folder of the SPARQL 1.1 tests")
    assert (len(_PROTOCOL), len(_STORE)) == (34, 13)


@pytest.mark.parametrize("case", _PROTOCOL, ids=lambda case: case.name)
def test_protocol(case: w3c.Case, writable: Server) -> None:
    assert list(w3c.play(case, writable, "/sparql/", "/sparql/")) == []


@pytest.mark.parametrize("case", _STORE, ids=lambda case: case.name)
def test_graph_store(case: w3c.Case, writable: Server) -> None:
    assert list(w3c.play(case, writable, "/gsp", "/store")) == []


def test_service_description(writable: Server) -> None:
    """The three tests of `service-description/`: it is RDF, names the endpoint, and keeps to its vocabulary."""
    got = writable.send("GET", "/sparql", accept="text/turtle")
    triples = {
        (str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(got.body, format=ox.RdfFormat.TURTLE)
    }
    endpoint = f"<{writable.url}/sparql>"
    assert (endpoint, f"<{SD}endpoint>", endpoint) in triples
    service = [s for s, p, o in triples if o == f"<{SD}Service>"]
    assert service == [endpoint]
    assert {p for _, p, _ in triples if SD in p} <= {f"<{SD}{name}>" for name in (
        "endpoint", "supportedLanguage", "resultFormat", "inputFormat", "feature", "defaultDataset",
        "defaultGraph", "namedGraph", "name", "graph",
    )}  # fmt: skip
