"""Says what is wrong with a query, or why its answer may be empty, with the nearest known name."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyoxigraph as ox

from kg import terms
from kg.errors import InputError
from kg.marked import nearest
from kg.sparql import Query, iter_iris
from kg.tokens import tokenize

_POSITION = re.compile(r"(\d+):(\d+)")


def explain_syntax(text: str, error: SyntaxError, prefixes: dict[str, str]) -> InputError:
    """The engine's complaint with line, column and caret, and the nearest prefix where one is unknown."""
    message = str(error.msg if error.msg else error)
    unknown = _unknown_prefix(text, prefixes)
    if unknown:
        do = f"declare it, or use one of: {', '.join(sorted(prefixes))}"
        return InputError(f"unknown prefix {unknown}:", nearest=nearest(unknown, prefixes), do=do)
    match = _POSITION.search(message)
    line, column = (error.lineno or 0), (error.offset or 0)
    if match and not line:
        line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    if not 1 <= line <= len(lines):
        return InputError("the query cannot be read", do=message)
    shown = lines[line - 1]
    caret = " " * (max(1, column) - 1) + "^"
    where = f"line {line}, column {column}\n           {shown}\n           {caret}"
    return InputError("the query cannot be read", where=where, do=message)


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


def _unknown_prefix(text: str, prefixes: dict[str, str]) -> str:
    declared = set(prefixes)
    for token, following in zip(tokenize(text), tokenize(text)[1:], strict=False):
        if token.text.upper() == "PREFIX":
            declared.add(following.text.rstrip(":"))
    for token in tokenize(text):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in declared:
            return prefix
    return ""
