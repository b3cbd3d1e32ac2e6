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

from kg.asking.hints import explain_empty, explain_syntax
from kg.asking.trace import RowEvidence, trace_rows
from kg.errors import InputError
from kg.graph.facts import Facts
from kg.sparql import PatternError, Query, nesting, read_query, uses_keyword

_DEEPEST = 100
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
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

    def query(self, text: str, *, with_evidence: bool = False, with_hints: bool = True) -> Answer:
        """The answer to a SPARQL query. Raises `InputError` for one that cannot be run.

        Hints are for what a person wrote: a named question names nothing by mistake.

        SERVICE is refused: no query leaves this machine. FROM and GRAPH reach this graph's own graphs alone.
        """
        keyword = uses_keyword(text, "SERVICE", "LOAD")
        if keyword:
            raise InputError(f"{keyword} is refused: a query never leaves this machine", do="ask that endpoint itself")
        if nesting(text) > _DEEPEST:
            raise InputError(f"the query is nested more than {_DEEPEST} deep", do="write it flatter")
        update = uses_keyword(text, *_UPDATES)
        if update and not uses_keyword(text, *_FORMS):
            raise InputError(f"{update} is refused: kg query only reads", do=f"ask with {', '.join(_FORMS)}")
        try:
            results = self.store.query(text, prefixes=self.prefixes)
        except SyntaxError as error:
            raise explain_syntax(text, error, self.prefixes) from None
        except (ValueError, OSError, RuntimeError) as error:
            raise InputError("the query cannot be run", do=str(error)) from None
        shape = _shape(text, self.prefixes)
        try:
            answer = self._to_answer(results, shape)
        except (ValueError, OSError, RuntimeError) as error:
            raise InputError("the query cannot be run", do=str(error)) from None
        if not answer and answer.is_true is None:
            hints = explain_empty(shape, self.merged, self.curie) if shape and with_hints else ()
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

    def _to_answer(self, results: object, shape: Query | None) -> Answer:
        if isinstance(results, ox.QueryBoolean):
            return Answer([], [], is_true=bool(results))
        if isinstance(results, ox.QueryTriples):
            return Answer([], [], triples=list(results))
        assert isinstance(results, ox.QuerySolutions)
        columns = _columns([variable.value for variable in results.variables], shape)
        return Answer(columns, [[row[name] for name in columns] for row in results])


def _shape(text: str, prefixes: dict[str, str]) -> Query | None:
    try:
        return read_query(text, prefixes)
    except PatternError:
        return None


def _columns(given: list[str], shape: Query | None) -> list[str]:
    """The columns in the order of the query: of its SELECT clause, or of first mention for `SELECT *`."""
    if shape is None or not shape.is_star:
        return given
    ends = [end for p in shape.patterns for end in (p.subject, p.path.iri if p.path.op == "var" else "", p.obj)]
    mentioned = dict.fromkeys(end[1:] for end in ends if end.startswith("?"))
    return [*(name for name in mentioned if name in given), *(name for name in given if name not in mentioned)]
