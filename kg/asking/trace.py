"""The evidence of an answer: for each row, the claims, records and inferences that ground the triples behind it.

The query's own patterns are run again with every variable kept; each pattern is filled in with a solution's values,
and the triple that comes out is looked up among the grounds. Exact: a ground is given only where the query used its
triple; nested groups are marked to see which of them matched, and a row whose solutions are not certain is not
traced. Patterns of MINUS and NOT EXISTS are no evidence; paths of unlimited length are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.graph.facts import GROUND_KINDS, Facts, Ground
from kg.sparql import Path, Pattern, Query
from kg.tokens import tokenize, uses_keyword

_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_MARK = "_matched_"
_OF_GROUNDS = (
    "subject",
    "predicate",
    "object",
    "value",
    "hasEvidence",
    "toldAs",
    "polarity",
    "voice",
    "confidence",
    "cue",
)
_PARTS = frozenset(terms.ONT + name for name in _OF_GROUNDS)


@dataclass(frozen=True)
class RowEvidence:
    """The grounds of one row, in the order of the text, and whether some pattern could not be traced."""

    grounds: tuple[Ground, ...]
    is_complete: bool


def trace_rows(
    text: str, shape: Query | None, columns: list[str], rows: list[list[Any]], facts: Facts, store: ox.Store
) -> list[RowEvidence]:
    """The evidence of each row of a SELECT answer, in the rows' order."""
    untraced = [RowEvidence((), False) for _ in rows]
    if shape is None or shape.form != "SELECT" or shape.has_from:
        return untraced
    solutions = _solutions(text, shape, store)
    shared = [name for name in columns if solutions and name in solutions[0]]
    grouped_by = shape.group_variables if shape.is_grouped else []
    if grouped_by is None or (solutions and not set(grouped_by) <= set(solutions[0])):
        return untraced
    by_key: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for solution in solutions:
        by_key.setdefault(tuple(str(solution[name]) for name in shared), []).append(solution)
    is_pooled = shape.is_grouped or bool(uses_keyword(tokenize(text), *_AGGREGATES))
    traced = []
    for row in rows:
        found = by_key.get(tuple(str(row[columns.index(name)]) for name in shared), [])
        groups = {tuple(str(solution[name]) for name in grouped_by) for solution in found}
        is_certain = len(groups) <= 1 if is_pooled else len(shared) == len(columns) or len(found) == 1
        traced.append(_trace(found, shape, facts) if is_certain else RowEvidence((), False))
    return traced


def _solutions(text: str, shape: Query, store: ox.Store) -> list[dict[str, Any]]:
    """The solutions of the query's outer group with every variable; none where it cannot be run so."""
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in shape.prefixes.items())
    group = _with_marks(text, shape).replace("_:", "?_blank_")
    try:
        results = store.query(f"{prologue}SELECT * WHERE {group}")
    except (SyntaxError, ValueError):
        return []
    if not isinstance(results, ox.QuerySolutions):
        return []
    names = [variable.value for variable in results.variables]
    return [{name: row[name] for name in names} for row in results]


def _with_marks(text: str, shape: Query) -> str:
    """The outer group with a mark bound at the end of each nested group, so that a solution tells which matched."""
    parts, end = [], shape.group_end
    for number, offset in sorted(shape.group_ends.items(), key=lambda item: -item[1]):
        parts.append(text[offset:end])
        parts.append(f" BIND(true AS ?{_MARK}{number}) ")
        end = offset
    parts.append(text[shape.group_start : end])
    return "".join(reversed(parts))


def _trace(solutions: list[dict[str, Any]], shape: Query, facts: Facts) -> RowEvidence:
    found: dict[str, Ground] = {}
    is_complete = bool(solutions)
    for solution in solutions:
        for pattern in shape.patterns:
            if any(number > 0 and solution.get(f"{_MARK}{number}") is None for number in pattern.groups):
                continue
            if -1 in pattern.groups:
                is_complete = False
                continue
            triples = list(_triples(pattern, solution, facts))
            if not triples and not (_is_limited(pattern.path) and _is_visible(pattern, solution)):
                is_complete = False
            for triple in triples:
                for ground in _grounds(triple, facts):
                    found[ground.iri] = ground
    ordered = sorted(found.values(), key=_order)
    return RowEvidence(tuple(ordered), is_complete)


def _order(ground: Ground) -> tuple[int, list[tuple[int, int]], str]:
    kinds = list(GROUND_KINDS.values())
    return kinds.index(ground.kind), [(e.start, e.end) for e in ground.evidence], ground.iri


def _grounds(triple: tuple[str, str, str], facts: Facts) -> Iterator[Ground]:
    """The grounds that assert a triple; where the triple is part of a ground itself, that ground."""
    subject, predicate, obj = triple
    if predicate in _PARTS:
        ground = facts.grounds.get(subject)
        if ground:
            yield ground
        return
    for ground in facts.grounds_of.get((subject, predicate, obj), []):
        if ground.is_plain and ground.predicate not in (terms.RDFS + "label", terms.RDF + "type"):
            yield ground


def _triples(pattern: Pattern, solution: dict[str, Any], facts: Facts) -> Iterator[tuple[str, str, str]]:
    subject, obj = _end(pattern.subject, solution), _end(pattern.obj, solution)
    path = pattern.path
    if path.op == "var":
        bound = _end(path.iri, solution)
        path = Path("iri", iri=bound) if bound else path
    if subject and obj:
        yield from _walk(subject, path, obj, facts)


def _end(words: str, solution: dict[str, Any]) -> str:
    """The value of an end: an IRI, or a literal's words; empty where it is unbound."""
    if words.startswith(("?", "_:")):
        return str(getattr(solution.get(words.lstrip("?")), "value", "") or "")
    if words[:1] in "\"'":
        quote = words[:3] if words[:3] in ('"""', "'''") else words[0]
        return words[len(quote) : words.rindex(quote)]
    return words


def _walk(subject: str, path: Path, obj: str, facts: Facts) -> list[tuple[str, str, str]]:
    """The triples that lead from subject to object along a path; empty where none does or it has no limit."""
    if path.op == "iri":
        is_there = obj in facts.all(subject, path.iri)
        return [(subject, path.iri, obj)] if is_there else []
    if path.op == "inverse":
        return _walk(obj, path.parts[0], subject, facts)
    if path.op == "alternative":
        return [triple for part in path.parts for triple in _walk(subject, part, obj, facts)]
    if path.op == "sequence":
        first, rest = path.parts[0], path.parts[1:]
        remainder = rest[0] if len(rest) == 1 else Path("sequence", parts=rest)
        triples = []
        for middle in _reach(subject, first, facts):
            tail = _walk(middle, remainder, obj, facts)
            if tail:
                triples += [*_walk(subject, first, middle, facts), *tail]
        return triples
    return []


def _reach(subject: str, path: Path, facts: Facts) -> list[str]:
    """What one step of a path leads to from a subject."""
    if path.op == "iri":
        return facts.all(subject, path.iri)
    if path.op == "alternative":
        return [end for part in path.parts for end in _reach(subject, part, facts)]
    if path.op == "inverse" and path.parts[0].op == "iri":
        return facts.subjects_of(path.parts[0].iri, subject)
    return []


def _is_visible(pattern: Pattern, solution: dict[str, Any]) -> bool:
    """True where every variable of a pattern is one of the solution's (not so inside a subquery that hides it)."""
    ends = [end for end in (pattern.subject, pattern.path.iri, pattern.obj) if end.startswith("?")]
    return all(end[1:] in solution for end in ends)


def _is_limited(path: Path) -> bool:
    return path.op not in ("many", "not") and all(_is_limited(part) for part in path.parts)
