"""Seam until kg.asking.evaluate is there."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from kg.asking.hints import explain_syntax
from kg.errors import InputError
from kg.sparql import nesting, uses_keyword

_DEEPEST = 100


def evaluate(
    store: ox.Store,
    text: str,
    *,
    prefixes: dict[str, str],
    base_iri: str | None = None,
    default_graphs: list[str] | None = None,
    named_graphs: list[str] | None = None,
) -> Any:
    _check(text)
    dataset = {}
    if default_graphs or named_graphs:
        dataset = {
            "default_graph": [ox.NamedNode(n) for n in default_graphs or []],
            "named_graphs": [ox.NamedNode(n) for n in named_graphs or []],
        }
    try:
        return store.query(text, base_iri=base_iri, prefixes=prefixes, **dataset)
    except SyntaxError as error:
        raise explain_syntax(text, error, prefixes) from None


def evaluate_update(store: ox.Store, text: str, *, prefixes: dict[str, str], base_iri: str | None = None) -> None:
    _check(text)
    try:
        store.update(text, base_iri=base_iri, prefixes=prefixes)
    except SyntaxError as error:
        raise explain_syntax(text, error, prefixes) from None


def _check(text: str) -> None:
    keyword = uses_keyword(text, "SERVICE", "LOAD")
    if keyword:
        raise InputError(f"{keyword} is refused: a query never leaves this machine", do="ask that endpoint itself")
    if nesting(text) > _DEEPEST:
        raise InputError(f"the query is nested more than {_DEEPEST} deep", do="write it flatter")
