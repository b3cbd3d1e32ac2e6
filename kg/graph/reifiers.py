"""The merged graph in RDF 1.2: every claim, record and inference as a reifier of the triple that it names.

The mapping is one CONSTRUCT, `ontology/mappings/reifiers.rq`, which third parties can run as well. Syntax: W3C RDF 1.2
Turtle.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.quads import canonical_order
from kg.graph.write import to_bytes

_VERSION = b'VERSION "1.2"\n'
"""The version announcement of RDF 1.2 Turtle, section 2: a reader of RDF 1.1 stops here and not half-way."""


def to_turtle12(quads: Iterable[ox.Quad], prefixes: dict[str, str], query: Path) -> bytes:
    """The quads of one graph, and the reifiers that the query makes of them, as RDF 1.2 Turtle.

    Raises `InputError` where the query cannot be read or run.
    """
    return _VERSION + to_bytes(with_reifiers(list(quads), query), "turtle", prefixes)


def with_reifiers(quads: list[ox.Quad], query: Path) -> list[ox.Quad]:
    """The quads and what the CONSTRUCT makes of them, in canonical order; nothing that was there is left out."""
    index = ox.Store()
    index.extend(quads)
    try:
        made = index.query(query.read_text("utf-8"))
    except OSError as error:
        raise _no_query(query, error.strerror or str(error)) from None
    except SyntaxError as error:
        raise _no_query(query, str(error)) from None
    if not isinstance(made, ox.QueryTriples):
        raise _no_query(query, "it is no CONSTRUCT")
    return canonical_order([*quads, *(ox.Quad(t.subject, t.predicate, t.object) for t in made)])


def _no_query(query: Path, why: str) -> InputError:
    do = "restore it from the shipped ontology"
    return InputError(f"the query that makes reifiers cannot be run: {why}", where=str(query), do=do)
