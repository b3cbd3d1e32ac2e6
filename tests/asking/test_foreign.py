"""A foreign query reaches no network and does not end the process, however it is written."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext

import pyoxigraph as ox
import pytest

from kg.asking.evaluate import evaluate, update
from kg.asking.foreign import LIMITS, check_query, check_update
from kg.errors import InputError


class Listener:
    """A server on a free port that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.visits = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.visits += 1
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.socket.close()


REACHES = [
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service silent<{url}>{{}} }}",
    "SELECT * {{ SERVICESILENT<{url}>{{}} }}",
    "SELECT * {{ ?s ?p 1e5SERVICE SILENT<{url}>{{}} }}",
    "SELECT * {{ BIND(1 AS ?x){{}}SERVICE SILENT<{url}>{{}} }}",
    "SELECT * {{ # a comment\rSERVICE SILENT <{url}> {{}} \n}}",
    "PREFIX ex: <{url}> SELECT * {{ SERVICE SILENT ex: {{}} }}",
    "PREFIX ex: <{url}> SELECT * {{ SERVICESILENTex:x{{}} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE SILENT <{url}> {{}} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE SILENT <{url}> {{}} }} }}",
    'SELECT * {{ VALUES ?x {{ """a" }} SERVICE SILENT <{url}> {{}} }}',
]


@pytest.mark.parametrize("template", REACHES)
def test_the_engine_would_go_there_and_we_refuse(listener: Listener, template: str) -> None:
    query, store = template.format(url=listener.url), ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(100000.0)))
    with pytest.raises(InputError, match="SERVICE is refused"):
        evaluate(store, query, prefixes={})
    assert listener.visits == 0
    results = store.query(query)
    assert bool(results) if isinstance(results, ox.QueryBoolean) else list(results) is not None
    assert listener.visits > 0, "the engine no longer goes there: the case tests nothing"


@pytest.mark.parametrize(
    "template",
    [
        "LOAD <{url}>",
        "LOADSILENT<{url}>",
        "PREFIX ex: <{url}> LOADex:x",
        "PREFIX ex: <{url}> INSERT DATA {{}};LOADSILENTex:x INTO GRAPH <urn:g>",
        "INSERT DATA {{}};LOAD<{url}>",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    ],
)
def test_an_update_fetches_nothing(listener: Listener, template: str) -> None:
    text, store = template.format(url=listener.url), ox.Store()
    with pytest.raises(InputError, match="is refused"):
        update(store, text, prefixes={})
    assert listener.visits == 0
    with pytest.raises((OSError, RuntimeError)) if "SILENT" not in text.upper() else nullcontext():
        store.update(text)
    assert listener.visits > 0, "the engine no longer goes there: the case tests nothing"


@pytest.mark.parametrize("silent", ["LOAD SILENT <{url}>", "load silent<{url}>into graph<urn:g>"])
def test_a_silent_load_does_nothing_as_if_nothing_could_be_fetched(listener: Listener, silent: str) -> None:
    store, text = ox.Store(), silent.format(url=listener.url)
    update(store, f"INSERT DATA {{ <urn:a> <urn:b> 1 }}; {text} ; INSERT DATA {{ <urn:a> <urn:b> 2 }}", prefixes={})
    assert len(store) == 2
    assert listener.visits == 0


@pytest.mark.parametrize("clause", ["FROM <{url}x.ttl>", "FROM NAMED <{url}x.ttl>"])
def test_from_names_the_stores_own_graphs_and_fetches_nothing(listener: Listener, clause: str) -> None:
    query = f"SELECT * {clause.format(url=listener.url)} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    assert list(evaluate(ox.Store(), query, prefixes={})) == []  # type: ignore[arg-type]
    assert listener.visits == 0


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX service: <urn:s/> SELECT ?service { ?service service:load 'SERVICE' . } # SERVICE",
        'SELECT ?x { ?x <urn:SERVICE> ?y FILTER(?y = "LOAD") }',
        "PREFIX load: <urn:l/> SELECT * { ?service ?p ?o ; load:x ?z }",
        'SELECT ("""SERVICE <x> {}""" AS ?x) {}',
    ],
)
def test_words_that_only_look_like_it_are_no_reason(query: str) -> None:
    assert check_query(query)
    list(evaluate(ox.Store(), query, prefixes={}))  # type: ignore[arg-type]


def test_a_prefix_named_load_is_no_reason() -> None:
    assert check_update("PREFIX load: <urn:l/> INSERT DATA { load:a load:b load:c }; CLEAR GRAPH load:x")


DEEP = {
    "brackets": lambda n: "SELECT * { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "braces": lambda n: "SELECT * " + "{" * n + "}" * n,
    "calls": lambda n: "SELECT * { FILTER(" + "CONCAT(" * n + "'a'" + ")" * n + " = 'a') }",
    "not": lambda n: "SELECT * { FILTER(" + "!" * n + "true) }",
    "sums": lambda n: "SELECT * { FILTER(1" + "+1" * n + ") }",
    "or": lambda n: "SELECT * { ?s ?p ?o FILTER(?o=1" + "||?o=1" * n + ") }",
    "union": lambda n: "SELECT * { {}" + " UNION {}" * n + " }",
    "bind": lambda n: "SELECT * { " + "".join(f"BIND(1 AS ?x{i}) " for i in range(n)) + " }",
    "minus": lambda n: "SELECT * { ?s ?p ?o" + " MINUS{?s ?p ?o}" * n + " }",
    "paths": lambda n: "SELECT * { ?s <urn:p>" + "|<urn:p>" * n + " ?o }",
}
_RUN = "import sys, pyoxigraph as ox; ox.Store().query(sys.stdin.read())"


@pytest.mark.parametrize("name", DEEP)
def test_what_would_end_the_process_is_refused(name: str) -> None:
    deadly = DEEP[name](30_000)
    with pytest.raises(InputError, match=r"nested|operators and groups"):
        evaluate(ox.Store(), deadly, prefixes={})
    child = subprocess.run([sys.executable, "-c", _RUN], input=deadly.encode(), capture_output=True, check=False)
    assert child.returncode < 0, "the engine bears it: the case tests nothing"


@pytest.mark.parametrize("name", DEEP)
def test_what_is_let_through_leaves_the_process_alive(name: str) -> None:
    wide = name not in ("brackets", "braces", "calls")
    allowed = DEEP[name](LIMITS.links - 5 if wide else LIMITS.depth - 3)
    check_query(allowed)
    child = subprocess.run([sys.executable, "-c", _RUN], input=allowed.encode(), capture_output=True, check=False)
    assert child.returncode == 0, child.stderr


@pytest.mark.parametrize(
    "text",
    ['\\"""\n' * 150_000, "'\\" * 400_000, "a." * 400_000, "1" * 900_000 + "a", '"""a' * 200_000, "<a" * 400_000],
)
def test_no_text_costs_the_square_of_its_length(text: str) -> None:
    """Ten seconds of CPU are a hundred times what it takes; the square would be hours."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (10, 10));"
        "from kg.asking.foreign import check_query; from kg.errors import InputError\n"
        "try: check_query(sys.stdin.buffer.read().decode())\nexcept InputError: pass"
    )
    child = subprocess.run([sys.executable, "-c", code], input=text.encode(), capture_output=True, check=False)
    assert child.returncode == 0, child.stderr


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="longer than"):
        check_query("#" * (LIMITS.characters + 1))
