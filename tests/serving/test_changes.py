"""Changes are whole or not at all, seen by every later query, and made one after the other."""

from __future__ import annotations

import threading
from urllib.parse import quote

import pytest
from served import Server

G = "http://example.org/changes"


@pytest.fixture
def store(writable: Server) -> Server:
    assert writable.update("DROP ALL").status == 204
    return writable


def count(server: Server, graph: str = G) -> int:
    return int(
        server.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "text/csv").text.split()[1]
    )


def test_a_change_is_seen_by_every_later_query(store: Server) -> None:
    for number in range(1, 8):
        assert store.update(f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> {number} }} }}").status == 204
        assert [count(store) for _ in range(4)] == [number] * 4


def test_a_change_that_fails_half_way_leaves_nothing(store: Server) -> None:
    store.update(f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 0 }} }}")
    broken = f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1 }} }} ; LOAD <http://127.0.0.1:9/>"
    assert store.update(broken).status == 400
    turtle = "\n".join(f"<a:s> <a:p> {n} ." for n in range(2, 1000)) + "\n<a:s> <a:p> oops ."
    got = store.write("POST", f"/store?graph={quote(G)}", turtle.encode(), content_type="text/turtle")
    assert got.status == 400
    assert count(store) == 1


def test_a_change_that_takes_too_much_leaves_nothing(store: Server) -> None:
    values = " ".join(map(str, range(1000)))
    store.update(f"INSERT {{ GRAPH <{G}> {{ <a:s> <a:p> ?n }} }} WHERE {{ VALUES ?n {{ {values} }} }}")
    product = f"GRAPH <{G}> {{ <a:s> <a:p> ?a , ?b , ?c }}"
    words = "CONCAT(STR(?a), ' ', STR(?b), ' ', STR(?c))"
    bomb = f"INSERT {{ GRAPH <{G}> {{ <a:s> <a:q> ?w }} }} WHERE {{ {product} BIND({words} AS ?w) }}"
    assert store.update(bomb).status == 503
    assert count(store) == 1000
    assert store.answers()


def test_changes_of_many_writers_are_none_of_them_lost(store: Server) -> None:
    done = []

    def write(number: int) -> None:
        for _ in range(50):
            got = store.update(f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> {number} }} }}")
            if got.status == 204:
                done.append(number)
                return
            assert got.status == 503  # too many at once: ask again

    threads = [threading.Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == list(range(8))
    assert count(store) == 8


def test_a_form_may_hold_the_update(store: Server) -> None:
    body = b"update=" + quote(f"INSERT DATA {{ GRAPH <{G}> {{ <a:s> <a:p> 1 }} }}").encode()
    assert store.write("POST", "/sparql", body, content_type="application/x-www-form-urlencoded").status == 204
    assert count(store) == 1


def test_delete_where_within_the_graphs_of_the_protocol(store: Server) -> None:
    other = "http://example.org/other"
    for graph in (G, other):
        store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <a:s> <a:p> 1 }} }}")
    delete = f"DELETE WHERE {{ GRAPH <{G}> {{ ?s ?p ?o }} }}"
    assert store.update(delete, f"?using-named-graph-uri={quote(other)}").status == 204
    assert (count(store), count(store, other)) == (1, 1)
    assert store.update(delete, f"?using-named-graph-uri={quote(G)}").status == 204
    assert (count(store), count(store, other)) == (0, 1)


def test_a_new_graph_gets_an_iri(store: Server) -> None:
    got = store.write("POST", "/store", b"<a:s> <a:p> 1 .", content_type="text/turtle")
    assert got.status == 201
    assert store.send("GET", got.headers["location"].removeprefix(store.url), accept="text/turtle").status == 200
    assert count(store, got.headers["location"]) == 1


def test_nothing_is_written_without_the_token(store: Server, server: Server) -> None:
    body = b"<a:s> <a:p> 1 ."
    refused = store.send("PUT", f"/store?graph={quote(G)}", body, content_type="text/turtle")
    assert (refused.status, refused.headers["www-authenticate"][:6]) == (401, "Bearer")
    assert server.write("PUT", f"/store?graph={quote(G)}", body, content_type="text/turtle").status == 403
    assert count(store) == 0
