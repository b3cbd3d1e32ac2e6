"""Says what is wrong with a query, or why its answer may be empty, with the nearest known name."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kg import terms
from kg.asking.mistakes import explain_mistake
from kg.errors import InputError
from kg.marked import nearest
from kg.sparql import Query, iter_iris


def explain_syntax(text: str, error: SyntaxError, prefixes: dict[str, str]) -> InputError:
    """What is wrong with a query that the engine cannot read, with line, column, caret and a hint."""
    return explain_mistake(text, str(error.msg if error.msg else error), prefixes)


def explain_empty(shape: Query, quads: list[ox.Quad], curie: Callable[[str], str]) -> tuple[str, ...]:
    """One sentence for every name of the query that the graph does not have, with what is near.

    `curie` gives an IRI as people write it.
    """
    asked = {end for p in shape.patterns for end in (p.subject, p.obj) if not end.startswith(("?", '"', "'"))}
    asked |= {iri for p in shape.patterns for iri in iter_iris(p.path)}
    known = _known_iris(quads)
    names = {curie(iri): iri for iri in known}
    hints = []
    for iri in sorted(asked):
        if iri in known or not iri.startswith("http"):
            continue
        shown = curie(iri)
        near = nearest(shown, names)
        hints.append(f"{shown} is not in the graph" + (f"; near: {near}" if near else ""))
    return (*hints, *_unknown_words(shape, quads))


def explain_absent(shape: Query, has: Callable[[str], bool], curie: Callable[[str], str]) -> tuple[str, ...]:
    """One sentence for every name of the query that a large graph does not have; nothing near is looked for."""
    asked = {end for p in shape.patterns for end in (p.subject, p.obj) if end.startswith("http")}
    asked |= {iri for p in shape.patterns for iri in iter_iris(p.path)}
    return tuple(f"{curie(iri)} is not in the graph" for iri in sorted(asked) if not has(iri))


def _unknown_words(shape: Query, quads: list[ox.Quad]) -> list[str]:
    """Hints for literals asked for that stand nowhere in the graph: labels are `\"…\"@en`."""
    hints = []
    wanted = {p.obj for p in shape.patterns if p.obj.startswith(('"', "'"))}
    labels = {getattr(q.object, "value", "") for q in quads if q.predicate.value == terms.RDFS + "label"}
    for literal in sorted(wanted):
        words = literal.split("@")[0].strip("\"'")
        if words in labels and "@" not in literal:
            hints.append(f'{literal} has no language here; labels are written "{words}"@en')
        elif words not in labels:
            near = nearest(words, labels)
            hints.append(f"no label {literal}" + (f'; near: "{near}"@en' if near else ""))
    return hints


def _known_iris(quads: list[ox.Quad]) -> set[str]:
    known: set[str] = set()
    for quad in quads:
        known.update(getattr(term, "value", "") for term in (quad.subject, quad.predicate, quad.object))
    return known
