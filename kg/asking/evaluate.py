"""Asks a Store with SPARQL that may come from anybody: checked, mended, told where it is wrong.

The one door to the engine for `kg query`, the endpoint and the tests of conformance. Graphs are the store's own:
FROM, FROM NAMED and the protocol's parameters name them and never fetch anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import pyoxigraph as ox

from kg.asking.foreign import LIMITS, Limits, check_query, check_update, is_plain, without_silent_loads
from kg.asking.graph_clauses import mend_graph_clauses, to_graphs_query
from kg.asking.hints import explain_syntax
from kg.errors import InputError
from kg.tokens import Token

T = TypeVar("T")
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True)
class Dataset:
    """The graphs that a request names beside its query, by IRI; they win over FROM and FROM NAMED."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


def evaluate(
    store: ox.Store,
    text: str,
    *,
    prefixes: dict[str, str],
    base_iri: str | None = None,
    dataset: Dataset | None = None,
    limits: Limits = LIMITS,
) -> Results:
    """The engine's results, evaluated as they are read; columns of `SELECT *` in the order of the query.

    Raises `InputError` for a query that is refused, or that the engine cannot read or begin.
    """
    default: list[Any] | None = None if dataset is None else [ox.NamedNode(iri) for iri in dataset.default]
    named: list[Any] | None = None if dataset is None else [ox.NamedNode(iri) for iri in dataset.named]

    used = {name: iri for name, iri in prefixes.items() if f"{name}:" in text}  # each costs the engine something

    def ask(query: str) -> Results:
        return store.query(query, base_iri=base_iri, prefixes=used, default_graph=default, named_graphs=named)

    if is_plain(text, limits):
        return told(lambda: ask(text), text, prefixes)
    tokens = check_query(text, limits)

    def run() -> Results:
        return _in_order(ask, mend_graph_clauses(text, tokens, lambda: _graphs(ask, text, tokens)), tokens)

    return told(run, text, prefixes)


def update(
    store: ox.Store, text: str, *, prefixes: dict[str, str], base_iri: str | None = None, limits: Limits = LIMITS
) -> None:
    """Carry out an update, whole or not at all. Raises `InputError` for one that is refused or cannot be read.

    LOAD is refused; `LOAD SILENT` does nothing.
    """
    text = without_silent_loads(text)
    tokens = check_update(text, limits)
    mended = mend_graph_clauses(text, tokens, None)
    told(lambda: store.update(mended, base_iri=base_iri, prefixes=prefixes), text, prefixes)


def told(run: Callable[[], T], text: str, prefixes: dict[str, str]) -> T:
    """What a run gives; the engine's complaints as `InputError`, with line and column where it knows them."""
    try:
        return run()
    except SyntaxError as error:
        raise explain_syntax(text, error, prefixes) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise InputError("the query cannot be run", do=str(error)) from None


def _graphs(ask: Callable[[str], Results], text: str, tokens: list[Token]) -> list[str]:
    """The names of the graphs that GRAPH ?g ranges over, in order."""
    results = ask(to_graphs_query(text, tokens))
    assert isinstance(results, ox.QuerySolutions)
    found = [row[0] for row in results]
    if any(isinstance(graph, ox.BlankNode) for graph in found):
        raise InputError("the store has a graph without a name", do="give it an IRI")
    return sorted({graph.value for graph in found if isinstance(graph, ox.NamedNode)})


def _in_order(ask: Callable[[str], Results], text: str, tokens: list[Token]) -> Results:
    """The results, the columns of `SELECT *` named in the order in which the query first mentions them."""
    results = ask(text)
    star = _star(tokens)
    if star is None or not isinstance(results, ox.QuerySolutions):
        return results
    given = [variable.value for variable in results.variables]
    mentioned = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "var")
    columns = [name for name in mentioned if name in given]
    if columns == given or set(columns) != set(given):
        return results
    names = " ".join(f"?{name}" for name in columns)
    return ask(f"{text[: star.offset]} {names} {text[star.end :]}")


def _star(tokens: list[Token]) -> Token | None:
    """The `*` of the query's own SELECT."""
    for before, token in pairwise(tokens):
        if token.text == "{":
            return None
        if token.text == "*" and before.word in ("SELECT", "DISTINCT", "REDUCED"):
            return token
    return None
