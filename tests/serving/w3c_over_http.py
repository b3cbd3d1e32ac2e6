"""Reads the W3C's HTTP tests (their manifests in Turtle) and plays them against a server.

The manifests describe requests and expected answers with the vocabularies `ht:` (HTTP in RDF) and `cnt:` (content).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS
from served import Got, Server

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
STATUSES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


def find_tests() -> Path | None:
    """The folder of the SPARQL 1.1 tests, from KG_W3C_TESTS or beside the checkout; None where it is not there."""
    shared = os.environ.get("COMMUNIQUE_SHARED", "")
    candidates = [os.environ.get("KG_W3C_TESTS", ""), f"{shared}/w3c/sparql11" if shared else ""]
    candidates.append(str(Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql11"))
    return next((Path(c) for c in candidates if c and (Path(c) / "protocol").is_dir()), None)


@dataclass
class Step:
    """One request of a test, and what is expected of its answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: set[str]
    format: str = ""
    boolean: bool | None = None
    location: str = ""
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer_body: str | None = None


@dataclass
class Case:
    """A test: its name, the graphs that must be there, its requests in order."""

    name: str
    graphs: dict[str, bytes]
    steps: list[Step]


def read_cases(manifest: Path) -> list[Case]:
    """The tests of a manifest in its order."""
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    found = []
    for head in graph.objects(rdflib.URIRef(manifest.as_uri()), MF.entries):
        for test in Collection(graph, head):
            found.append(_read_case(graph, test))
    return found


def _read_case(graph: rdflib.Graph, test: rdflib.term.Node) -> Case:
    graphs = {
        str(graph.value(data, RDFS.label)): Path(str(graph.value(data, UT.graph)).removeprefix("file://")).read_bytes()
        for data in graph.objects(test, UT.graphData)
    }
    connection = graph.value(test, MF.action)
    requests = Collection(graph, graph.value(connection, HT.requests))
    authority = str(graph.value(connection, HT.connectionAuthority))
    return Case(str(test).rpartition("#")[2], graphs, [_read_step(graph, r, authority) for r in requests])


def _read_step(graph: rdflib.Graph, request: rdflib.term.Node, authority: str) -> Step:
    expected = graph.value(request, HT.resp)
    body = graph.value(request, HT.body)
    names = {str(s).rpartition("#")[2] for s in graph.objects(expected, MF.expectedStatus)}
    boolean = graph.value(expected, MF.expectedBoolean)
    answer = graph.value(expected, HT.body)
    return Step(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        {"host": authority, **_headers(graph, request)},
        None if body is None else _content(graph, body),
        {STATUSES.get(name, name.removeprefix("StatusCode")) for name in names},
        str(graph.value(expected, MF.expectedFormat) or ""),
        None if boolean is None else bool(boolean.toPython()),
        str(graph.value(expected, MF.expectedLocation) or ""),
        _headers(graph, expected),
        None if answer is None else str(graph.value(answer, CNT.chars)),
    )


def _headers(graph: rdflib.Graph, node: rdflib.term.Node) -> dict[str, str]:
    head = graph.value(node, HT.headers)
    entries = Collection(graph, head) if head else []
    return {str(graph.value(h, HT.fieldName)).lower(): str(graph.value(h, HT.fieldValue)) for h in entries}


def _content(graph: rdflib.Graph, body: rdflib.term.Node) -> bytes:
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


def play(case: Case, server: Server, endpoint: str, path: str) -> Iterator[str]:
    """Play a test on an emptied server; yields what is wrong. `endpoint` in the manifest's paths stands for `path`."""
    assert server.update("DROP ALL").status == 204
    for iri, content in case.graphs.items():
        put = server.write("PUT", f"/store?graph={quote(iri, safe='')}", content, content_type="application/n-triples")
        assert put.status in (201, 204)
    locations: dict[str, str] = {}
    for number, step in enumerate(case.steps, start=1):
        where, body = step.path, step.body
        for name, value in locations.items():
            where = where.replace(name, quote(value, safe=""))
            body = body.replace(name.encode(), value.encode()) if body else body
        where = path + where.removeprefix(endpoint)
        headers = {name.replace("-", "_"): value for name, value in step.headers.items()}
        got = server.write(step.method, where, body, **headers)
        yield from (f"request {number}: {wrong}" for wrong in check(step, got))
        if step.location and "location" in got.headers:
            locations[step.location] = got.headers["location"]


def check(step: Step, got: Got) -> Iterator[str]:
    """What is wrong with an answer."""
    status = str(got.status)
    if not any(status == wanted or (wanted.endswith("xx") and status[0] == wanted[0]) for wanted in step.statuses):
        yield f"status {status}, wanted {sorted(step.statuses)}: {got.body[:200]!r}"
        return
    media_type = got.headers.get("content-type", "").partition(";")[0]
    if step.format and media_type not in FORMATS[step.format]:
        yield f"content type {media_type}, wanted {step.format}"
    if step.boolean is not None and f'"boolean":{str(step.boolean).lower()}' not in got.text.replace(" ", ""):
        yield f"wanted {step.boolean}: {got.text[:200]}"
    if step.location and "location" not in got.headers:
        yield "no Location"
    wanted_type = step.answer_headers.get("content-type")
    if wanted_type and got.headers.get("content-type") != wanted_type:
        yield f"content type {got.headers.get('content-type')}, wanted {wanted_type}"
    if step.answer_body is not None:
        wanted = rdflib.Graph().parse(data=step.answer_body, format="turtle")
        if not isomorphic(wanted, rdflib.Graph().parse(data=got.text, format="turtle")):
            yield f"another graph: {got.text[:500]}"
