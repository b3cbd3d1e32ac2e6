"""`kg query` asks files and endpoints that come from anybody: the right answer, or a clear word why there is none."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import Run

from kg.errors import RemoteError, UsageError
from kg.remote.endpoint import ask_endpoint
from kg.remote.http import Remote, read_auth

TURTLE = """@prefix e: <http://example.org/> .
e:a e:name "Ann <b>|x|</b> & 'co'\\nnext"@en, 2.50, "tab\\there" ; e:knows [ e:name "B" ] ;
  e:when "2021-11-04"^^e:day ."""
WRITTEN = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS,
           "trig": ox.RdfFormat.TRIG, "rdf": ox.RdfFormat.RDF_XML, "owl": ox.RdfFormat.RDF_XML,
           "jsonld": ox.RdfFormat.JSON_LD, "n3": ox.RdfFormat.N3}  # fmt: skip
ROWS = "SELECT ?o { <http://example.org/a> ?p ?o }"


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "data.ttl"
    path.write_text(TURTLE, "utf-8")
    return path


@pytest.mark.parametrize("ending", WRITTEN)
def test_every_syntax_is_read(tmp_path: Path, run_kg: Run, ending: str) -> None:
    triples = ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    (tmp_path / f"data.{ending}").write_bytes(ox.serialize(triples, format=WRITTEN[ending]) or b"")
    result = run_kg(
        "query", "--on", f"data.{ending}", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv", cwd=tmp_path
    )
    assert (result.stdout.split(), result.stderr) == (["n", "6"], "")


def test_several_files_are_asked_together_and_blank_nodes_stay_apart(tmp_path: Path, run_kg: Run, turtle: Path) -> None:
    (tmp_path / "more.trig").write_text("<urn:g> { _:b <urn:p> 1 } _:b <urn:p> 2 .", "utf-8")
    (tmp_path / "other.nt").write_bytes(b'\xef\xbb\xbf_:b <urn:p> "3" .\n')
    files = ["--on", "data.ttl", "--on", "more.trig", "--on", "other.nt"]
    query = "SELECT (COUNT(DISTINCT ?s) AS ?n) { { ?s <urn:p> ?o } UNION { GRAPH ?g { ?s <urn:p> ?o } } }"
    assert run_kg("query", *files, query, "--format", "csv", cwd=tmp_path).stdout.split() == ["n", "2"]


def _entity(number: int) -> str:
    return f"&a{number};"


LAUGHS = "".join(f'<!ENTITY a{n} "{10 * _entity(n - 1)}">' for n in range(1, 30))
HOSTILE: dict[str, str | bytes] = {
    "laughs.rdf": f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><r/>',
    "quadratic.rdf": f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]><r>{"&a;" * 10_000}</r>',
    "outside.rdf": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
    "parameter.rdf": '<!DOCTYPE r [<!ENTITY % a "x">]><r/>',
    "deep.rdf": "<a><b>" * 50_000 + "</b></a>" * 50_000,
    "terms.nt": "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 50_000 + '"1"' + " )>>" * 50_000 + " .",
    "nested.jsonld": '{"http://p":' * 200_000 + "1" + "}" * 200_000,
    "remote.jsonld": '{"@context": "http://127.0.0.1:9/context", "x": 1}',
    "broken.ttl": "<urn:a> <urn:b> <urn:c>\n<urn:d> .",
    "latin.ttl": b'<urn:a> <urn:b> "\xe9" .',
    "utf16.rdf": "<?xml version='1.0'?><r/>".encode("utf-16"),
    "picture.png": b"\x89PNG",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, run_kg: Run, name: str) -> None:
    content = HOSTILE[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run_kg("query", "--on", name, "ASK { ?s ?p ?o }", cwd=tmp_path)
    assert result.returncode == 3, result.stderr
    assert result.stderr.startswith("kg: ") and name in result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr


def test_entities_that_only_shorten_names_are_read(tmp_path: Path, run_kg: Run) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    (tmp_path / "o.owl").write_text(
        f'<!DOCTYPE r [<!ENTITY e "http://example.org/">]><rdf:RDF xmlns:rdf="{rdf}" xmlns:e="http://example.org/">'
        '<rdf:Description rdf:about="&e;a"><e:p rdf:resource="&e;b"/></rdf:Description></rdf:RDF>',
        "utf-8",
    )
    query = "ASK { <http://example.org/a> <http://example.org/p> <http://example.org/b> }"
    assert run_kg("query", "--on", "o.owl", query, cwd=tmp_path).stdout == "yes\n"


def test_forms_of_rows(turtle: Path, run_kg: Run) -> None:
    def ask(form: str) -> str:
        return run_kg("query", "--on", str(turtle), ROWS, "--format", form, cwd=turtle.parent).stdout

    expected = {"Ann <b>|x|</b> & 'co'\nnext", "2.5", "tab\there", "2021-11-04"}
    rows = {row["o"] for row in csv.DictReader(io.StringIO(ask("csv"), newline=""))}
    assert expected < rows and any(cell.startswith("_:") for cell in rows)
    for form, syntax in (("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")):
        parsed = ox.parse_query_results(ask(form).encode(), format=getattr(ox.QueryResultsFormat, syntax))
        values = {getattr(row["o"], "value", "") for row in parsed}  # type: ignore[union-attr]
        assert expected <= values, form
    assert ET.fromstring(ask("xml")).tag.endswith("sparql")
    markdown = ask("md").splitlines()
    assert markdown[:2] == ["| o |", "| --- |"] and len(markdown) == 7
    assert r"Ann \<b\>\|x\|\</b\> \& 'co' next" in "\n".join(markdown)
    refused = run_kg("query", "--on", str(turtle), ROWS, "--format", "turtle", cwd=turtle.parent)
    assert refused.returncode == 2 and "CONSTRUCT" in refused.stderr


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld", "table", "json", "xml"])
def test_forms_of_triples(turtle: Path, run_kg: Run, form: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(isLiteral(?o)) }"
    result = run_kg("query", "--on", str(turtle), query, "--format", form, cwd=turtle.parent)
    syntax = {"table": "turtle", "json": "jsonld", "xml": "rdfxml"}.get(form, form)
    names = {"turtle": "TURTLE", "trig": "TRIG", "ntriples": "N_TRIPLES", "nquads": "N_QUADS",
             "rdfxml": "RDF_XML", "jsonld": "JSON_LD"}  # fmt: skip
    parsed = list(ox.parse(result.stdout.encode(), format=getattr(ox.RdfFormat, names[syntax])))
    assert len(parsed) == 5
    columns = run_kg("query", "--on", str(turtle), query, "--format", "csv", cwd=turtle.parent).stdout.splitlines()
    assert columns[0] == "subject,predicate,object"


def test_a_truth_in_every_form(turtle: Path, run_kg: Run) -> None:
    def ask(form: str) -> str:
        return run_kg("query", "--on", str(turtle), "ASK { ?s ?p 2.5 }", "--format", form, cwd=turtle.parent).stdout

    assert (ask("table"), ask("md"), ask("csv").strip(), ask("tsv").strip()) == ("yes\n", "yes\n", "true", "true")
    assert json.loads(ask("json"))["boolean"] is True
    assert bool(ox.parse_query_results(ask("xml").encode(), format=ox.QueryResultsFormat.XML))


def test_a_limit_is_seen_and_only_where_it_cuts(turtle: Path, run_kg: Run) -> None:
    cut = run_kg("query", "--on", str(turtle), ROWS, "--limit", "2", cwd=turtle.parent)
    assert "truncated after 2 rows" in cut.stdout and "truncated" in cut.stderr
    data = run_kg("query", "--on", str(turtle), ROWS, "--limit", "2", "--format", "csv", cwd=turtle.parent)
    assert "truncated" not in data.stdout and "truncated" in data.stderr
    whole = run_kg("query", "--on", str(turtle), ROWS, "--limit", "5", cwd=turtle.parent)
    assert "truncated" not in whole.stdout + whole.stderr
    triples = run_kg("query", "--on", str(turtle), "CONSTRUCT WHERE { ?s ?p ?o }", "--limit", "1", cwd=turtle.parent)
    assert "truncated" in triples.stderr


def test_a_time_out_ends_what_the_engine_cannot(turtle: Path, run_kg: Run) -> None:
    (turtle.parent / "many.nt").write_text("".join(f"<urn:{n}> <urn:p> <urn:{n}> .\n" for n in range(400)), "utf-8")
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(?a != ?h) }"
    result = run_kg("query", "--on", "many.nt", endless, "--timeout", "0.5", cwd=turtle.parent)
    assert result.returncode == 124
    assert "no answer within 0.5 s" in result.stderr and result.stdout == ""
    good = run_kg("query", "--on", "many.nt", "ASK {}", "--timeout", "60", cwd=turtle.parent)
    assert (good.returncode, good.stdout) == (0, "yes\n")
    bad = run_kg("query", "--on", "many.nt", "ASK {", "--timeout", "60", cwd=turtle.parent)
    assert bad.returncode == 3 and "line 1" in bad.stderr


def test_the_time_is_told_on_stderr(turtle: Path, run_kg: Run) -> None:
    result = run_kg("query", "--on", str(turtle), "ASK {}", "--time", cwd=turtle.parent)
    number, unit = result.stderr.split()
    assert unit == "ms" and float(number) >= 0 and number[-2] == "."


class Stranger(BaseHTTPRequestHandler):
    """A server that answers as each test says, and remembers who came."""

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        self.server.visits.append((self.path, dict(self.headers), self.rfile.read(length)))  # type: ignore[attr-defined]
        self.server.answer(self)  # type: ignore[attr-defined]

    do_GET = do_PUT = do_DELETE = do_POST

    def reply(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def stranger(answer: object) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    server.daemon_threads = True
    server.answer, server.visits = answer, []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def address(server: ThreadingHTTPServer, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}/sparql"


JSON = {"Content_Type": "application/sparql-results+json"}
YES = b'{"head": {}, "boolean": true}'


def test_credentials_stay_with_the_host_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_USER", "ann")
    monkeypatch.setenv("KG_PASSWORD", "secret")
    with stranger(lambda h: h.reply(200, YES, **JSON)) as other:
        location = address(other)
        with stranger(lambda h: h.reply(307, Location=location)) as first:
            with (
                Remote(address(first), read_auth("basic"), 10) as remote,
                pytest.raises(RemoteError, match="another host"),
            ):
                ask_endpoint(remote, "ASK {}", {})
            assert other.visits == []  # type: ignore[attr-defined]
            with Remote(address(first), None, 10) as remote:
                assert ask_endpoint(remote, "ASK {}", {}).is_true
            assert "Authorization" not in other.visits[0][1]  # type: ignore[attr-defined]


def test_a_redirect_on_the_same_host_keeps_query_and_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "abc")

    def answer(handler: Stranger) -> None:
        if handler.path == "/sparql":
            handler.reply(308, Location="/moved")
        else:
            handler.reply(200, YES, **JSON)

    with stranger(answer) as server, Remote(address(server), read_auth("bearer"), 10) as remote:
        assert ask_endpoint(remote, "ASK {}", {}).is_true
        path, headers, body = server.visits[-1]  # type: ignore[attr-defined]
        assert (path, headers["Authorization"], body) == ("/moved", "Bearer abc", b"query=ASK+%7B%7D")


def test_nothing_is_sent_unasked(monkeypatch: pytest.MonkeyPatch, run_kg: Run, tmp_path: Path) -> None:
    environment = {"KG_TOKEN": "abc", "KG_USER": "ann", "KG_PASSWORD": "secret"}
    with stranger(lambda h: h.reply(200, YES, **JSON)) as server:
        assert run_kg("query", "--on", address(server), "ASK {}", cwd=tmp_path, env=environment).stdout == "yes\n"
        assert "Authorization" not in server.visits[0][1]  # type: ignore[attr-defined]


REFUSALS = {
    "no endpoint": (lambda h: h.reply(200, b"<html>", Content_Type="text/html"), 4, "is this a SPARQL endpoint"),
    "not found": (lambda h: h.reply(404, b"no such page"), 4, "says 404: no such page"),
    "bad query": (lambda h: h.reply(400, b"syntax error at line 1"), 4, "says 400: syntax error at line 1"),
    "sign in": (lambda h: h.reply(401, b""), 4, "--auth"),
    "half": (lambda h: h.reply(200, b'{"head": {"vars"', **JSON), 4, "cannot be read"),
    "loop": (lambda h: h.reply(302, Location="/sparql"), 4, "again and again"),
    "file": (lambda h: h.reply(302, Location="file:///etc/passwd"), 4, "no web address"),
    "slow": (lambda h: time.sleep(3), 124, "no answer within 1 s"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_an_endpoint_does_wrong_is_told(run_kg: Run, tmp_path: Path, name: str) -> None:
    answer, code, told = REFUSALS[name]
    with stranger(answer) as server:
        result = run_kg("query", "--on", address(server), "ASK {}", "--timeout", "1", cwd=tmp_path)
    assert result.returncode == code, result.stderr
    assert told in result.stderr and "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_slow_drip_ends_in_time() -> None:
    def drip(handler: Stranger) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    with (
        stranger(drip) as server,
        Remote(address(server), None, 1) as remote,
        pytest.raises(RemoteError, match="within"),
    ):
        ask_endpoint(remote, "ASK {}", {})


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--on", "http://127.0.0.1:9/sparql", "ASK {}"], 4, "no answer"),
        (["--on", "http://ann:secret@127.0.0.1/sparql", "ASK {}"], 2, "no credentials in the address"),
        (["--on", "missing.ttl", "ASK {}"], 3, "missing.ttl"),
        (["--on", "http://127.0.0.1:9/a", "--on", "x.ttl", "ASK {}"], 2, "one endpoint at a time"),
        (["--on", "http://127.0.0.1:9/a", "--auth", "basic", "ASK {}"], 2, "KG_USER"),
        (["--auth", "basic", "ASK {}"], 2, "--on"),
        (["--on", "http://127.0.0.1:9/a", "--evidence", "ASK {}"], 2, "needs the graph at hand"),
        (["--limit", "0", "ASK {}"], 2, "limit"),
    ],
)
def test_a_mistake_gets_its_code_and_a_way_out(
    run_kg: Run, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    environment = {"KG_USER": "", "KG_PASSWORD": "", "KG_TOKEN": ""}
    result = run_kg("query", *arguments, cwd=tmp_path, env=environment)
    assert result.returncode == code, result.stderr
    assert told in result.stderr and "secret" not in result.stderr
    assert "Traceback" not in result.stderr


def test_an_address_that_is_none() -> None:
    for url in ("ftp://example.org/x", "http://", "example.org"):
        with pytest.raises(UsageError, match="not the address"):
            Remote(url)
