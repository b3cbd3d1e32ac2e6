"""What a client gets: every standard format, the graphs it names, leave for the pages that may ask."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from served import Server, Start

SELECT = "SELECT ?name { undertaking:nist-npl cmq:hasParticipant/rdfs:label ?name } ORDER BY ?name"
NAMES = ["National Institute of Standards and Technology", "National Physical Laboratory"]
GRAPH = "https://w3id.org/communique/graph/"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "text/n3": ox.RdfFormat.N3,
}


@pytest.mark.parametrize("media_type", RESULTS)
def test_rows_in_every_format(server: Server, media_type: str) -> None:
    got = server.query(SELECT, media_type)
    assert got.headers["content-type"].partition(";")[0] == media_type
    rows = ox.parse_query_results(got.body, format=RESULTS[media_type])
    assert [row["name"].value for row in rows] == NAMES  # type: ignore[union-attr]


def test_rows_as_csv(server: Server) -> None:
    assert server.query(SELECT, "text/csv").text.splitlines() == ["name", *NAMES]


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_truth_in_every_format(server: Server, media_type: str) -> None:
    got = server.query("ASK { undertaking:nist-npl a cmq:Cooperation }", media_type)
    assert bool(ox.parse_query_results(got.body, format=RESULTS[media_type]))


@pytest.mark.parametrize("media_type", SYNTAXES)
def test_triples_in_every_syntax(server: Server, media_type: str) -> None:
    got = server.query("CONSTRUCT WHERE { undertaking:nist-npl cmq:hasParticipant ?who }", media_type)
    assert got.headers["content-type"].partition(";")[0] == media_type
    objects = {quad.object.value for quad in ox.parse(got.body, format=SYNTAXES[media_type])}
    assert objects == {f"https://w3id.org/communique/id/agent/{name}" for name in ("nist", "npl")}


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
    ],
)
def test_the_format_is_the_one_that_the_client_likes_best(server: Server, accept: str, wanted: str) -> None:
    assert server.query(SELECT, accept).headers["content-type"].partition(";")[0] == wanted


def test_columns_come_in_the_order_of_the_query(server: Server) -> None:
    got = server.query("SELECT * { ?z a cmq:Cooperation ; rdfs:label ?a }", "text/csv")
    assert got.text.splitlines()[0] == "z,a"


def test_an_error_says_where_it_is(server: Server) -> None:
    got = server.query("SELECT ?x {\n  ?x a cmq:Claim ,\n}")
    assert got.status == 400
    assert "line 3, column" in got.text


def test_head_tells_the_length_and_gives_nothing(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": SELECT})
    got = server.send("HEAD", path, accept="text/csv")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) == len(server.query(SELECT, "text/csv").body)


def test_a_graph_is_asked_by_its_name_and_no_other_is_there(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    sizes = {}
    for parameters in (
        {"query": count, "default-graph-uri": GRAPH + "register"},
        {"query": f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}register> {{ ?s ?p ?o }}"},
        {"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}register> {{ ?s ?p ?o }} }}"},
    ):
        got = server.send("GET", "/sparql?" + urlencode(parameters), accept="text/csv")
        sizes[got.text.split()[1]] = parameters
    assert len(sizes) == 1
    assert int(next(iter(sizes))) > 100
    nothing = {"query": count, "default-graph-uri": "file:///etc/passwd"}
    assert server.send("GET", "/sparql?" + urlencode(nothing), accept="text/csv").text.split() == ["n", "0"]


def test_a_graph_is_given_whole_and_in_the_same_bytes(server: Server) -> None:
    path = "/store?" + urlencode({"graph": GRAPH + "register"})
    first, second = (server.send("GET", path, accept="text/turtle").body for _ in range(2))
    assert first == second
    assert len(list(ox.parse(first, format=ox.RdfFormat.TURTLE))) > 100


def test_a_large_answer_is_whole_and_too_large_a_one_an_error(server: Server) -> None:
    words = "CONCAT(STR(?a), STR(?b), STR(?c))"
    whole = server.query(f"SELECT ({words} AS ?w) {{ ?a ?b ?c . ?d a cmq:Claim }} LIMIT 20000", "text/csv")
    assert whole.status == 200
    assert len(whole.body) == int(whole.headers["content-length"]) > 1_000_000
    assert whole.text.count("\r\n") == 20001
    got = server.query(f"SELECT ({words} AS ?w) {{ ?a ?b ?c . ?d a cmq:Claim }} LIMIT 400000", "text/csv")
    assert got.status in (400, 503)
    assert b"larger" in got.body or b"longer" in got.body


def test_a_browser_gets_the_editor_where_a_program_gets_the_description(server: Server) -> None:
    got = server.send("GET", "/sparql", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (got.status, got.headers["location"]) == (303, "/ask")
    assert server.send("GET", "/sparql").headers["content-type"].startswith("text/turtle")


def test_the_description_counts_the_triples_of_each_graph(server: Server) -> None:
    got = server.send("GET", "/sparql", accept="application/n-triples")
    void = "http://rdfs.org/ns/void#triples"
    counts = {
        int(q.object.value) for q in ox.parse(got.body, format=ox.RdfFormat.N_TRIPLES) if q.predicate.value == void
    }
    rows = server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", "text/csv").text.split()[1:]
    assert {int(row) for row in rows} < counts


def test_its_own_pages_may_ask_and_no_others(server: Server, start_server: Start) -> None:
    own = server.query("ASK {}", origin=server.url)
    assert own.headers["access-control-allow-origin"] == server.url
    assert server.query("ASK {}", origin="https://example.org").status == 403
    assert "access-control-allow-origin" not in server.query("ASK {}").headers
    open_to_all = start_server("--allow-origin", "*", "--workers", "1")
    got = open_to_all.query("ASK {}", origin="https://example.org")
    assert (got.status, got.headers["access-control-allow-origin"]) == (200, "*")
    asked = open_to_all.send("OPTIONS", "/sparql", origin="https://example.org", access_control_request_method="POST")
    assert asked.status == 204
    assert "POST" in asked.headers["access-control-allow-methods"]


def test_a_server_behind_a_proxy_goes_by_its_public_name(start_server: Start) -> None:
    behind = start_server("--base-url", "https://kg.example.org", "--workers", "1")
    got = behind.send("GET", "/sparql", accept="text/turtle", host="kg.example.org")
    assert got.status == 200
    assert "<https://kg.example.org/sparql>" in got.text
    assert behind.send("GET", "/healthz", host="other.example.org").status == 421


def test_health_and_figures(server: Server) -> None:
    assert json.loads(server.send("GET", "/healthz").body)["status"] == "ok"
    figures = server.send("GET", "/metrics").text
    assert 'kg_requests_total{method="GET",route="sparql",status="200"}' in figures
    assert "kg_busy 0.0" in figures
