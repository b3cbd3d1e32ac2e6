"""Hostile requests, each with what it tries: a list that grows. Data alone; `test_hostile.py` sends them.

`{port}` stands for the port of a listener that must never hear anything, `{file}` for the path of a file that must
never be opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlencode

SPARQL, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Attack:
    """One request: what it tries, and what it sends. `to` is the server that it is sent to."""

    name: str
    method: str = "POST"
    path: str = "/sparql"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    to: str = "read-only"
    with_token: bool = True
    may_do_nothing: bool = False


def query(name: str, text: str) -> Attack:
    return Attack(name, body=text.encode(), headers={"content-type": SPARQL})


def update(name: str, text: str) -> Attack:
    return Attack(name, body=text.encode(), headers={"content-type": UPDATE}, to="writable")


def graph(name: str, media_type: str, text: str | bytes, path: str = "/store?graph=http://example.org/g") -> Attack:
    body = text if isinstance(text, bytes) else text.encode()
    return Attack(name, "PUT", path, body, {"content-type": media_type}, "writable")


def get(name: str, path: str, **headers: str) -> Attack:
    return Attack(name, "GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DOUBLE = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'

ATTACKS = [
    # deep nesting, which ends the engine by stack overflow
    query("10,000 nested parentheses", f"SELECT ({'(' * 10000}1{')' * 10000} AS ?x) {{}}"),
    query("10,000 nested groups", f"SELECT * {'{' * 10000}{'}' * 10000}"),
    query("10,000 nested calls", f"SELECT ({'CONCAT(' * 10000}''{')' * 10000} AS ?x) {{}}"),
    query("10,000 exclamation marks", f"SELECT ({'!' * 10000}true AS ?x) {{}}"),
    query("10,000 nested blank nodes", f"SELECT * {{ {'[ <a:p> ' * 10000} 1 {']' * 10000} }}"),
    query("10,000 nested lists", f"SELECT * {{ ?s ?p {'(' * 10000}1{')' * 10000} }}"),
    query("10,000 nested paths", f"SELECT * {{ ?s {'(' * 10000}<a:p>{')' * 10000} ?o }}"),
    query("10,000 unions", "SELECT * { {?a ?b ?c} " + "UNION {?a ?b ?c} " * 10000 + "}"),
    query("10,000 sums", f"SELECT (1{'+1' * 10000} AS ?x) {{}}"),
    # more work than the time allows
    query("a cross product", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"),
    query("a cross product without end", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    query("a cross product in order", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f"),
    query("every path", "SELECT (COUNT(*) AS ?n) { ?a (!<a:x>|^!<a:x>)* ?b . ?c (!<a:x>|^!<a:x>)* ?d }"),
    query("a query in a query",
          "SELECT * { { SELECT ?a { ?a ?b ?c . ?d ?e ?f } } { SELECT ?g { ?g ?h ?i . ?j ?k ?l } } }"),
    query("doubling words", f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?x0) {_DOUBLE} }}"),
    query("gathering words", "SELECT (GROUP_CONCAT(?w) AS ?all) { ?a ?b ?w . ?c ?d ?e . ?f ?g ?h }"),
    query("an evil pattern over a product",
          "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
          "FILTER regex(CONCAT(STR(?c), STR(?f), STR(?i)), '^(([a-z])+.)+[A-Z]([a-z])+$') }"),
    query("a pattern that grows", "SELECT * { ?s ?p ?o FILTER regex(STR(?o), '((a{1,1000}){1,1000}){1,1000}') }"),
    query("a pattern without end of alternatives",
          f"SELECT * {{ ?s ?p ?o FILTER regex(STR(?o), '{'(a|' * 5000}b{')' * 5000}') }}"),
    query("many open long strings", "SELECT * { ?s ?p " + '""" ' * 20000),
    # the network and files
    query("SERVICE", "SELECT * { SERVICE <http://127.0.0.1:{port}/sparql> { ?s ?p ?o } }"),
    query("SERVICE SILENT", "SELECT * { SERVICE SILENT <http://127.0.0.1:{port}/sparql> { ?s ?p ?o } }"),
    query("SERVICE without a blank", "SELECT*{SERVICESILENT<http://127.0.0.1:{port}/sparql>{?s ?p ?o}}"),
    query("SERVICE by a variable", "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?e) SERVICE ?e { ?s ?p ?o } }"),
    query("SERVICE behind a comment", "SELECT * { # }\r SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }"),
    query("SERVICE in escapes", "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }"),
    update("LOAD from the network", "LOAD <http://127.0.0.1:{port}/data.ttl>"),
    replace(update("LOAD SILENT", "LOAD SILENT <http://127.0.0.1:{port}/data.ttl> INTO GRAPH <http://example.org/g>"),
            may_do_nothing=True),
    update("LOAD of a file", "LOAD <file://{file}>"),
    update("LOAD behind another", "INSERT DATA { <a:s> <a:p> 1 } ; LOAD <http://127.0.0.1:{port}/data.ttl>"),
    update("SERVICE in an update",
           "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }"),
    update("an update with a product", "INSERT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"),
    update("an update nested deep", f"INSERT DATA {{ <a:s> <a:p> {'(' * 10000}{')' * 10000} }}"),
    update("an update that is none", "DROP EVERYTHING"),
    graph("an external entity", "application/rdf+xml",
          f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{{file}}">]><rdf:RDF {_RDF}><rdf:Description rdf:about="a:s">'
          '<p xmlns="a:">&e;</p></rdf:Description></rdf:RDF>'),
    graph("an external entity on the network", "application/rdf+xml",
          f'<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:{{port}}/e">]><rdf:RDF {_RDF}><rdf:Description '
          'rdf:about="a:s"><p xmlns="a:">&e;</p></rdf:Description></rdf:RDF>'),
    graph("a billion laughs", "application/rdf+xml",
          f'<!DOCTYPE x [<!ENTITY l0 "lollollollollol">{_LAUGHS}]><rdf:RDF {_RDF}><rdf:Description rdf:about="a:s">'
          '<p xmlns="a:">&l9;</p></rdf:Description></rdf:RDF>'),
    graph("XML nested deep", "application/rdf+xml", "<a>" * 100_000),
    graph("a remote JSON-LD context", "application/ld+json",
          '{"@context": "http://127.0.0.1:{port}/context.jsonld", "@id": "a:s", "name": "x"}'),
    graph("a JSON-LD context in a file", "application/ld+json",
          '{"@context": "file://{file}", "@id": "a:s", "n": "x"}'),
    graph("JSON nested deep", "application/ld+json", "[" * 100_000),
    graph("Turtle nested deep", "text/turtle", "<a:s> <a:p> " + "(" * 200_000),
    graph("Turtle of another character set", "text/turtle; charset=utf-16", "<a:s> <a:p> 1 .".encode("utf-16")),
    graph("Turtle that is no UTF-8", "text/turtle", b'<a:s> <a:p> "\xff\xfe" .'),
    graph("Turtle with NUL", "text/turtle", b"<a:\x00s> <a:p> 1 ."),
    graph("a body larger than is taken", "text/turtle", b"#" * (64 * 1024 * 1024)),
    graph("no media type that is known", "application/x-shellscript", "rm -rf /"),
    graph("a path in a graph's name", "text/turtle", "<a:s> <a:p> 1 .", "/store?graph=../../../../etc/passwd"),
    graph("two graphs", "text/turtle", "<a:s> <a:p> 1 .", "/store?graph=http://example.org/g&default"),
    graph("a broken form", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n--y"),
    Attack("a compressed bomb", "PUT", "/store?default", b"\x1f\x8b\x08" + b"\x00" * 1000,
           {"content-type": "text/turtle", "content-encoding": "gzip"}, "writable"),
    # what a query is not
    Attack("a query of 64 MB", body=b"#" * (64 * 1024 * 1024), headers={"content-type": SPARQL}),
    Attack("a form of 64 MB", body=b"query=" + b"+" * (64 * 1024 * 1024), headers={"content-type": FORM}),
    Attack("a query in UTF-16", body="ASK {}".encode("utf-16"), headers={"content-type": SPARQL}),
    Attack("a query that is no UTF-8", body=b"ASK { ?s ?p '\xc3\x28' }", headers={"content-type": SPARQL}),
    Attack("a query with NUL", body=b"ASK { \x00 }", headers={"content-type": SPARQL}),
    Attack("a query of lone surrogates", body=b"ASK { ?s ?p '\xed\xa0\x80' }", headers={"content-type": SPARQL}),
    Attack("a compressed query", body=b"\x1f\x8b", headers={"content-type": SPARQL, "content-encoding": "gzip"}),
    Attack("an update on a reader", body=b"DROP ALL", headers={"content-type": UPDATE}),
    Attack("an update by a form on a reader", body=b"update=DROP+ALL", headers={"content-type": FORM}),
    Attack("an update without a token", body=b"DROP ALL", to="writable", with_token=False,
           headers={"content-type": UPDATE}),
    Attack("an update with another token", body=b"DROP ALL", to="writable", with_token=False,
           headers={"content-type": UPDATE, "authorization": "Bearer \xe9\xe9"}),
    Attack("a token of another kind", body=b"DROP ALL", to="writable", with_token=False,
           headers={"content-type": UPDATE, "authorization": "Basic YTpi"}),
    Attack("a graph removed without a token", "DELETE", "/store?default", to="writable", with_token=False),
    query("an update as a query", "DROP ALL"),
    query("LOAD as a query", "LOAD <http://127.0.0.1:{port}/>"),
    get("an update by GET", "/sparql?update=DROP+ALL"),
    get("two queries", "/sparql?query=ASK{}&query=ASK{}"),
    get("a thousand parameters", "/sparql?" + "&".join(f"a{n}=1" for n in range(1000))),
    get("a parameter that is no UTF-8", "/sparql?query=%ff%fe"),
    get("a graph that is no IRI", "/sparql?" + urlencode({"query": "ASK {}", "default-graph-uri": "\n\r<>"})),
    get("a graph that is a file", "/store?graph=" + quote("../../etc/passwd", safe="")),
    get("a line break in a graph's name", "/store?graph=" + quote("http://a/\r\nSet-Cookie: x=1", safe="")),
    get("nothing that is acceptable", "/sparql?query=ASK{}", accept="image/png"),
    get("a wish list without end", "/sparql?query=" + quote("SELECT * {}"), accept="," * 20000 + "x/y;q=1e999"),
    # who asks, and for what
    get("a forged host", "/sparql?query=ASK{}", host="evil.example"),
    get("a host with a path", "/sparql?query=ASK{}", host="127.0.0.1/evil"),
    get("a host with a user", "/sparql?query=ASK{}", host="127.0.0.1@evil.example"),
    get("no host in the host", "/sparql?query=ASK{}", host=""),
    get("a forged origin", "/sparql?query=ASK{}", origin="https://evil.example"),
    get("the null origin", "/sparql?query=ASK{}", origin="null"),
    Attack("a foreign page asks leave to write", "OPTIONS", "/store?default",
           headers={"origin": "https://evil.example", "access-control-request-method": "PUT"}),
    get("out of the folder", "/../../../../etc/passwd"),
    get("out of the folder, encoded", "/..%2f..%2f..%2fetc/passwd"),
    get("out of the folder, twice encoded", "/statements/..%252f..%252fetc/passwd"),
    get("out of the editor's folder", "/ask/..%2f..%2fkeeper.py"),
    get("NUL in a path", "/statements/%00"),
    get("a thing out of its folder", "/id/..%2f..%2fetc"),
    get("a thing that is no IRI", "/id/%3Cscript%3Ealert(1)%3C/script%3E"),
    get("a path of 64 kB", "/" + "a" * 65536),
    Attack("a method of their own", "PROPFIND", "/sparql"),
    Attack("TRACE", "TRACE", "/sparql"),
    Attack("a number of bytes that is none", headers={"content-type": SPARQL, "content-length": "-5"}),
    get("headers of 1 MB", "/sparql?query=ASK{}", x_long="x" * 1_000_000),
]  # fmt: skip
