"""The index: a graph in a pyoxigraph Store, asked with SPARQL 1.1.

The default graph is what `graph.ttl` holds; the named graphs are those of `graph.trig`. The Store is an index only:
nothing is ever written from it, since it rewrites literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import islice
from time import perf_counter

import pyoxigraph as ox

from kg import terms
from kg.asking.evaluate import Results, evaluate, told
from kg.asking.hints import explain_absent, explain_empty
from kg.asking.trace import RowEvidence, trace_rows
from kg.graph.facts import Facts
from kg.sparql import PatternError, Query, read_query

_MOST_FOR_HINTS = 200_000
"""Triples above which an empty answer is explained without looking for what is near."""
_LABEL = ox.NamedNode(terms.RDFS + "label")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True, repr=False)
class Answer:
    """What a query gives: rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

    `columns` are in the query's order; a row has one term a column, None where it is unbound. `evidence` holds one
    entry a row where it was asked for. `hints` say why an empty answer may be empty. `is_truncated` where there are
    more rows than were asked for; `milliseconds` is what the engine took.
    """

    columns: list[str]
    rows: list[list[Term]]
    is_true: bool | None = None
    triples: list[ox.Triple] | None = None
    evidence: list[RowEvidence] | None = None
    hints: tuple[str, ...] = ()
    is_truncated: bool = False
    milliseconds: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.rows or self.is_true or self.triples)

    def __len__(self) -> int:
        """How many rows or triples it has; a yes or no has none."""
        return len(self.rows if self.triples is None else self.triples)

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
    """A graph that can be asked; `prefixes` are preset in every query.

    Holds the graph in memory, or on disk where `at` opened one. What is not needed to ask (`merged`, `facts`) is made
    when it is first looked at.
    """

    def __init__(self, merged: Iterable[ox.Quad], named: Iterable[ox.Quad], prefixes: dict[str, str]) -> None:
        self.prefixes, self.merged = prefixes, list(merged)
        self.store = ox.Store()
        self.store.extend(self.merged)
        self.store.extend(named)

    @classmethod
    def at(cls, store: ox.Store, prefixes: dict[str, str]) -> Index:
        """The index over a Store that is there already, such as one on disk."""
        index = cls.__new__(cls)
        index.prefixes, index.store = prefixes, store
        return index

    @cached_property
    def merged(self) -> list[ox.Quad]:
        """The default graph."""
        return list(self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    @cached_property
    def facts(self) -> Facts:
        """The merged graph, indexed for look-ups."""
        return Facts(self.merged)

    @cached_property
    def documents(self) -> list[str]:
        """The documents that are read in the graph, by IRI: those with a hash of their text."""
        found = self.store.quads_for_pattern(None, ox.NamedNode(terms.SCHEMA + "sha256"), None, ox.DefaultGraph())
        return sorted({str(getattr(quad.subject, "value", "")) for quad in found})

    def label(self, iri: str) -> str:
        """The label of a thing, or an empty string."""
        found = self.store.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, ox.DefaultGraph())
        return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default="")

    def query(self, text: str, *, with_evidence: bool = False, with_hints: bool = True, limit: int = 0) -> Answer:
        """The answer to a SPARQL query, or its first `limit` rows. Raises `InputError` for one that cannot be run.

        Hints are for what a person wrote: a named question names nothing by mistake.

        SERVICE is refused: no query leaves this machine. FROM and GRAPH reach this graph's own graphs alone.
        """
        start = perf_counter()
        results = evaluate(self.store, text, prefixes=self.prefixes)
        answer = told(lambda: to_answer(results, limit), text, self.prefixes)
        object.__setattr__(answer, "milliseconds", 1000 * (perf_counter() - start))  # nobody else has it yet
        if not answer and answer.is_true is None:
            return replace(answer, hints=self._hints(_shape(text, self.prefixes)) if with_hints else ())
        if with_evidence and answer.rows:
            shape = _shape(text, self.prefixes)
            evidence = trace_rows(text, shape, answer.columns, answer.rows, self.facts, self.store)
            return replace(answer, evidence=evidence)
        return answer

    def _hints(self, shape: Query | None) -> tuple[str, ...]:
        if shape is None:
            return ()
        if "merged" not in self.__dict__ or len(self.merged) > _MOST_FOR_HINTS:
            return explain_absent(shape, self._has, self.curie)
        return explain_empty(shape, self.merged, self.curie)

    def _has(self, iri: str) -> bool:
        """True where a name stands anywhere in the graph."""
        name, find = ox.NamedNode(iri), self.store.quads_for_pattern
        found = (find(name, None, None), find(None, name, None), find(None, None, name))
        return any(next(quads, None) is not None for quads in found)

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


def to_answer(results: Results, limit: int = 0) -> Answer:
    """What the engine gives as an answer; no more than `limit` rows where one is set."""
    if isinstance(results, ox.QueryBoolean):
        return Answer([], [], is_true=bool(results))
    most = limit or None
    if isinstance(results, ox.QueryTriples):
        triples = list(islice(results, most))
        return Answer([], [], triples=triples, is_truncated=bool(limit) and next(results, None) is not None)
    columns = [variable.value for variable in results.variables]
    rows = [[*solution] for solution in islice(results, most)]
    return Answer(columns, rows, is_truncated=bool(limit) and next(results, None) is not None)


def _shape(text: str, prefixes: dict[str, str]) -> Query | None:
    try:
        return read_query(text, prefixes)
    except PatternError:
        return None
