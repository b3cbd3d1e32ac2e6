"""A query that cannot be read: what is wrong, where exactly, and what to do."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.asking.evaluate import evaluate
from kg.asking.foreign import check_query, is_plain
from kg.asking.graph_clauses import mend_graph_clauses
from kg.errors import InputError

PREFIXES = {"cmq": "https://w3id.org/communique/ont/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}

MISTAKES = [
    ("SELCT ?x { ?x ?p ?o }", "SELCT", "does not start with", "SELECT"),
    ("SELECT ?x WHERE { ?x a cmq:Claim", "{", "never closed", "put }"),
    ("SELECT ?x { ?x a cmq:Claim } }", "}", "closes nothing", "leave it out"),
    ("SELECT ?x { FILTER((?x = 1 }", "}", ") is needed", "close the ("),
    ("SELECT ?x, ?y { ?x ?p ?y }", ",", "no commas", "blanks"),
    ('SELECT ?x { ?x rdfs:label "a }', '"', "do not end", 'with "'),
    ("SELECT ?x { ?x a Claim }", "Claim", "no keyword", "cmq:Claim"),
    ("SELECT ?x { ?x a cmq:Claim FILTR(?x = 1) }", "FILTR", "no keyword", "FILTER"),
    ("SELECT (COUNT ?x) { ?x a ?y }", "?x", "needs brackets", "COUNT(?x) AS"),
    ("SELECT (COUNT(?x) ?n) { ?x a ?y }", "?n", "given with AS", "AS ?n"),
    ("PREFIX ex: http://x/ SELECT * {}", "http", "stands in < >", "PREFIX ex:"),
    ("SELECT ?x { ?x cqm:onTopic ?y }", "cqm", "unknown prefix cqm:", "cmq"),
    ("SELECT ?x { ?x ?p ?y FILTER(?y = ) }", ")", "missing behind =", "compare"),
    ("SELECT ?x {\n  ?x ?p ?y .\n\tFILTR(?y = 1)\n}", "FILTR", "no keyword", "FILTER"),
]


@pytest.mark.parametrize(("query", "at", "what", "do"), MISTAKES, ids=[case[0] for case in MISTAKES])
def test_the_mistake_is_named_with_its_place(query: str, at: str, what: str, do: str) -> None:
    with pytest.raises(InputError) as told:
        evaluate(ox.Store(), query, prefixes=PREFIXES)
    error = told.value
    assert what in error.what
    assert do in f"{error.nearest} {error.do}"
    place, line, caret = error.where.split("\n")
    assert line[caret.index("^") :].startswith(at)
    number, column = (int(part.split()[-1]) for part in place.split(", "))
    assert query.split("\n")[number - 1][column - 1 :].startswith(at)


def test_a_long_line_is_cut_around_the_place() -> None:
    query = f"SELECT * {{ ?s ?p '{'x' * 300}' . ?s a Claim . ?s ?p '{'y' * 300}' }}"
    with pytest.raises(InputError) as told:
        evaluate(ox.Store(), query, prefixes={})
    _, line, caret = told.value.where.split("\n")
    assert max(len(line), len(caret)) <= 80
    assert line[caret.index("^") :].startswith("Claim")


@pytest.mark.parametrize(
    "query", ["", "  # nothing\n", "SELECT ?x { ?x cmq:says . }", "ASK", "SELECT", "\x00", "ASK { ?x"]
)
def test_what_is_not_found_is_told_in_the_engines_words(query: str) -> None:
    with pytest.raises(InputError) as told:
        evaluate(ox.Store(), query, prefixes=PREFIXES)
    assert told.value.where.startswith("line 1")
    assert "\\u{" not in str(told.value)
    assert len(told.value.do) < 200


WORDS = ["SELECT", "*", "?x", "{", "}", "(", ")", "GRAPH", "?g", "VALUES", "SERVICE", "<urn:x>", "a", "FILTER", "'w'",
         "# c\n", "+", "||", "MINUS", "LOAD", "ſervice", "INSERT", "DATA", "\\", "ex:a", "1", "."]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_a_query_that_is_let_through_by_its_letters_would_pass_every_check(text: str) -> None:
    if is_plain(text):
        tokens = check_query(text)
        assert mend_graph_clauses(text, tokens, list) == text


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_no_text_gets_another_error_than_ours(text: str) -> None:
    try:
        list(evaluate(ox.Store(), text, prefixes=PREFIXES))  # type: ignore[arg-type]
    except InputError as error:
        assert error.what
    except TypeError:
        pass  # the truth of an ASK is no list
