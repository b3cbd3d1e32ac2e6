"""GRAPH clauses that the engine answers wrongly are answered rightly or refused; each case shows its answer first."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.asking.evaluate import Dataset, evaluate, update
from kg.asking.foreign import check_query
from kg.asking.graph_clauses import MOST_GRAPHS, mend_graph_clauses
from kg.errors import InputError

DATA = """INSERT DATA { <urn:d> <urn:p> 0 .
  GRAPH <urn:g1> { <urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 } GRAPH <urn:g2> { <urn:c> <urn:p> 3 } }"""
Rows = set[tuple[str, ...]]


@pytest.fixture
def store() -> ox.Store:
    made = ox.Store()
    made.update(DATA)
    return made


def rows(results: object, columns: str) -> list[tuple[str, ...]]:
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    cells = [{n: row[n] for n in names} for row in results]
    short = [{n: str(getattr(t, "value", "")).removeprefix("urn:") for n, t in row.items()} for row in cells]
    return sorted(tuple(row.get(column, "") for column in columns.split()) for row in short)


WRONG = [
    ("g s", "GRAPH ?g { VALUES ?s { <urn:a> } }", [("g1", "a"), ("g2", "a")]),
    ("g s z", "GRAPH ?g { { ?s ?p 1 } UNION { VALUES ?z { 2 } } }",
     [("g1", "", "2"), ("g1", "a", ""), ("g2", "", "2")]),
    ("g s z", "GRAPH ?g { VALUES ?z { 9 } OPTIONAL { ?s ?p 1 } }", [("g1", "a", "9"), ("g2", "", "9")]),
    ("g z", "GRAPH ?g { VALUES (?z) { (9) } FILTER NOT EXISTS { ?s ?p 1 } }", [("g2", "9")]),
    ("g n", "GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", [("g1", "2"), ("g2", "1")]),
    ("g n", "GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", [("g1", "2"), ("g2", "1")]),
    ("g n", "GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p 1 } } }", [("g1", "1"), ("g2", "0")]),
    ("g s", "GRAPH ?g { { SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 1 } }", [("g1", "a"), ("g2", "c")]),
    ("g p", "GRAPH ?g { { SELECT DISTINCT ?p { ?s ?p ?o } } }", [("g1", "p"), ("g2", "p")]),
    ("g s n", "GRAPH ?g { ?s ?p ?o { SELECT (COUNT(*) AS ?n) { ?x ?y ?z } } FILTER(?n > 1) }",
     [("g1", "a", "2"), ("g1", "b", "2")]),
    ("g s", "GRAPH ?g { ?s ?p ?o MINUS { ?x ?y ?z } }", [("g1", "a"), ("g1", "b"), ("g2", "c")]),
    ("g s", "GRAPH ?g { ?s ?p _:o MINUS { ?x ?y _:z } }", [("g1", "a"), ("g1", "b"), ("g2", "c")]),
    ("g h s", "GRAPH ?g { GRAPH ?h { ?s ?p 3 } }", [("g1", "g2", "c"), ("g2", "g2", "c")]),
    ("z", "GRAPH <urn:none> { VALUES ?z { 1 } }", []),
    ("n", "GRAPH <urn:none> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", []),
    ("n", "GRAPH <urn:none> { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", []),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "pattern", "right"), WRONG, ids=[case[1] for case in WRONG])
def test_the_engine_is_wrong_and_we_are_not(
    store: ox.Store, columns: str, pattern: str, right: list[tuple[str, ...]]
) -> None:
    query = f"SELECT * {{ {pattern} }}"
    assert rows(store.query(query), columns) != right, "the engine answers rightly now: mend it no more"
    assert rows(evaluate(store, query, prefixes={}), columns) == right


@pytest.mark.parametrize(
    "pattern",
    [
        "GRAPH ?g { ?s ?p ?o }",
        "GRAPH ?g { VALUES ?s { <urn:a> } ?s <urn:p> ?o }",
        "GRAPH ?g { ?s ?p ?o OPTIONAL { VALUES ?z { 1 } ?s ?q ?z } }",
        "GRAPH ?g { ?s ?p ?o MINUS { ?s ?p 1 } }",
        "GRAPH ?g { ?s ?p ?o FILTER(?g = <urn:g1>) }",
        "GRAPH ?g { BIND(1 AS ?z) }",
        "GRAPH ?g { ?s ?p ?o FILTER NOT EXISTS { ?s ?p 1 } }",
        "GRAPH <urn:g1> { ?s ?p ?o }",
        "{ SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g }",
    ],
)
def test_what_the_engine_answers_rightly_stays_as_it_was_written(pattern: str) -> None:
    query = f"SELECT * {{ {pattern} }}"
    assert mend_graph_clauses(query, check_query(query), None) == query


def test_the_graphs_are_those_of_the_query_or_of_the_request(store: ox.Store) -> None:
    body = "{ GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    assert rows(evaluate(store, f"SELECT * FROM NAMED <urn:g2> {body}", prefixes={}), "g n") == [("g2", "1")]
    prefixed = f"PREFIX u: <urn:> SELECT * FROM u:g2 FROM NAMED u:g1 {body}"
    assert rows(evaluate(store, prefixed, prefixes={}), "g n") == [("g1", "2")]
    asked = evaluate(store, f"SELECT * FROM NAMED <urn:g2> {body}", prefixes={}, dataset=Dataset(named=["urn:g1"]))
    assert rows(asked, "g n") == [("g1", "2")]
    assert rows(evaluate(store, f"SELECT * FROM <urn:g2> {body}", prefixes={}), "g n") == []


def test_graphs_of_the_request_win_and_leave_no_others(store: ox.Store) -> None:
    query = "SELECT * FROM <urn:g1> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert rows(evaluate(store, query, prefixes={}, dataset=Dataset(["urn:g2"])), "g s") == [("", "c")]
    assert rows(evaluate(store, query, prefixes={}, dataset=Dataset(named=["urn:g2"])), "g s") == [("g2", "c")]


def test_over_too_many_graphs_it_is_refused_with_a_way_out(store: ox.Store) -> None:
    for number in range(MOST_GRAPHS):
        store.add_graph(ox.NamedNode(f"urn:more/{number}"))
    with pytest.raises(InputError, match="would be answered wrongly") as told:
        evaluate(store, "SELECT * { GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } } }", prefixes={})
    assert "GROUP BY ?g" in told.value.do
    way_out = "SELECT * { { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g } }"
    assert rows(evaluate(store, way_out, prefixes={}), "g n") == [("g1", "2"), ("g2", "1")]
    with pytest.raises(InputError, match="MINUS") as told:
        evaluate(store, "SELECT * { GRAPH ?g { ?s ?p ?o MINUS { ?x ?y ?z } } }", prefixes={})
    assert "NOT EXISTS" in told.value.do


def test_an_update_is_mended_or_refused(store: ox.Store) -> None:
    update(store, "INSERT { ?g <urn:has> ?z } WHERE { GRAPH ?g { VALUES ?z { 1 } } }", prefixes={})
    assert rows(store.query("SELECT * { ?g <urn:has> ?z }"), "g z") == [("g1", "1"), ("g2", "1")]
    with pytest.raises(InputError, match="would be answered wrongly"):
        update(
            store, "INSERT { ?g <urn:n> ?n } WHERE { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", prefixes={}
        )


def test_columns_of_a_star_stand_in_the_order_of_the_query(store: ox.Store) -> None:
    results = evaluate(store, "SELECT * { ?z <urn:p> ?a { SELECT ?m { ?m ?q ?hidden } } }", prefixes={})
    assert [variable.value for variable in results.variables] == ["z", "a", "m"]  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["SELECT * { GRAPH ?g { VALUES ?x { 1 } }", "SELECT * } GRAPH ?g {", "GRAPH"])
def test_what_cannot_be_read_is_mended_by_nobody(store: ox.Store, query: str) -> None:
    with pytest.raises(InputError, match=r"never closed|closes nothing|does not start"):
        evaluate(store, query, prefixes={})
