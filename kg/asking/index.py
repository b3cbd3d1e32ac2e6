"""The index: a graph in a pyoxigraph Store, asked with SPARQL 1.1.

The default graph is what `graph.ttl` holds; the named graphs are those of `graph.trig`. The Store is an index only:
nothing is ever written from it, since it rewrites literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

import pyoxigraph as ox

from kg.asking.evaluate import Results, evaluate, told
from kg.asking.hints import explain_empty
from kg.asking.trace import RowEvidence, trace_rows
from kg.graph.facts import Facts
from kg.sparql import PatternError, Query, read_query

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, repr=False)
class Answer:
    """What a query gives: rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

    `columns` are in the query's order; a row has one term a column, None where it is unbound. `evidence` holds one
    entry a row where it was asked for. `hints` say why an empty answer may be empty.
    """

    columns: list[str]
    rows: list[list[Term]]
    is_true: bool | None = None
    triples: list[ox.Triple] | None = None
    evidence: list[RowEvidence] | None = None
    hints: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.is_true or self.triples)

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Each row as words by column; an unbound cell is empty."""
        for row in self.rows:
            cells = ["" if term is None else str(getattr(term, "value", term)) for term in row]
            yield dict(zip(self.columns, cells, strict=True))

    def __repr__(self) -> str:
        if self.is_true is not None:
            return f"Answer({self.is_true})"
        count = len(self.rows if self.triples is None else self.triples)
        return f"Answer({count} {'rows' if self.triples is None else 'triples'}: {', '.join(self.columns)})"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row.values()) + "</tr>" for row in self)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


class Index:
    """A graph that can be asked; `prefixes` are preset in every query."""

    def __init__(self, merged: Iterable[ox.Quad], named: Iterable[ox.Quad], prefixes: dict[str, str]) -> None:
        self.prefixes, self.merged = prefixes, list(merged)
        self.store = ox.Store()
        self.store.extend(self.merged)
        self.store.extend(named)

    @cached_property
    def facts(self) -> Facts:
        """The merged graph, indexed for look-ups."""
        return Facts(self.merged)

    def query(self, text: str, *, with_evidence: bool = False) -> Answer:
        """The answer to a SPARQL query. Raises `InputError` for one that cannot be run.

        SERVICE is refused: no query leaves this machine. FROM and GRAPH reach this graph's own graphs alone.
        """
        results = evaluate(self.store, text, prefixes=self.prefixes)
        shape = _shape(text, self.prefixes)
        answer = told(lambda: _to_answer(results), text, self.prefixes)
        if not answer and answer.is_true is None:
            hints = explain_empty(shape, self.merged, self.curie) if shape else ()
            return Answer(answer.columns, [], triples=answer.triples, hints=hints)
        if with_evidence and answer.rows:
            evidence = trace_rows(text, shape, answer.columns, answer.rows, self.facts, self.store)
            return Answer(answer.columns, answer.rows, evidence=evidence)
        return answer

    def curie(self, iri: str) -> str:
        """The IRI as `prefix:name` where a prefix fits and the name is a safe one, else in angle brackets."""
        best = ""
        for prefix, base in self.prefixes.items():
            local = iri[len(base) :]
            if (
                iri.startswith(base)
                and re.fullmatch(r"[\w\-]+", local)
                and len(base) > len(self.prefixes.get(best, ""))
            ):
                best = prefix
        return f"{best}:{iri[len(self.prefixes[best]) :]}" if best else f"<{iri}>"


def _to_answer(results: Results) -> Answer:
    if isinstance(results, ox.QueryBoolean):
        return Answer([], [], is_true=bool(results))
    if isinstance(results, ox.QueryTriples):
        return Answer([], [], triples=list(results))
    columns = [variable.value for variable in results.variables]
    return Answer(columns, [[row[name] for name in columns] for row in results])


def _shape(text: str, prefixes: dict[str, str]) -> Query | None:
    try:
        return read_query(text, prefixes)
    except PatternError:
        return None
