"""Canonical writers: the same quads always give the same bytes.

Turtle, TriG, N-Triples, N-Quads and RDF/XML are written by pyoxigraph from ordered quads (never from a Store, which
rewrites literals); JSON-LD with the ontology's context is our own, since the engine's has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.graph.quads import RDF_TYPE, canonical_order, in_default_graph

FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_bytes(quads: Iterable[ox.Quad], name: str, prefixes: dict[str, str]) -> bytes:
    """The quads as UTF-8 in a format of `FORMATS` or `jsonld`; formats without graphs get all in one.

    `quads` must be in canonical order (`canonical_order`).
    """
    if name == "jsonld":
        return to_json_ld(quads, prefixes).encode()
    rdf_format = FORMATS[name]
    if not rdf_format.supports_datasets:
        quads = list(quads)
        if quads and quads[-1].graph_name != ox.DefaultGraph():
            quads = canonical_order(in_default_graph(quads))
        return _written([q.triple for q in quads], rdf_format, prefixes)
    return _written(list(quads), rdf_format, prefixes)


def to_json_ld(quads: Iterable[ox.Quad], prefixes: dict[str, str]) -> str:
    """JSON-LD 1.1, compacted with a context of these prefixes; one object a subject, named graphs apart."""
    compact = _Compactor(prefixes)
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name.value)
        subject = compact.identifier(quad.subject)
        entry = graphs.setdefault(graph, {}).setdefault(subject, {"@id": subject})
        if quad.predicate == RDF_TYPE:
            entry.setdefault("@type", []).append(compact.identifier(quad.object))
        else:
            entry.setdefault(compact.iri(quad.predicate.value), []).append(compact.value(quad.object))
    nodes: list[Any] = list(graphs.pop("", {}).values())
    nodes += [{"@id": compact.iri(graph), "@graph": list(entries.values())} for graph, entries in graphs.items()]
    document = {"@context": dict(sorted(prefixes.items())), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


class _Compactor:
    """Shortens IRIs by prefix, as JSON-LD's compact IRIs allow."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))

    def iri(self, iri: str) -> str:
        """A compact IRI, or the IRI itself where none is safe."""
        for prefix, base in self.prefixes:
            if iri.startswith(base) and not iri[len(base) :].startswith("//"):
                return f"{prefix}:{iri[len(base) :]}"
        return iri

    def identifier(self, term: Any) -> str:
        """The @id of a node."""
        return f"_:{term.value}" if isinstance(term, ox.BlankNode) else self.iri(term.value)

    def value(self, term: Any) -> Any:
        """A value object or a reference."""
        if not isinstance(term, ox.Literal):
            return {"@id": self.identifier(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype.value == _XSD_STRING:
            return {"@value": term.value}
        return {"@value": term.value, "@type": self.iri(term.datatype.value)}


def _written(quads: list[Any], rdf_format: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    used = {name: iri for name, iri in prefixes.items() if rdf_format != ox.RdfFormat.RDF_XML or _is_xml_name(name)}
    written = ox.serialize(quads, format=rdf_format, prefixes=used)
    assert written is not None
    return sort_header(written) if rdf_format in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG) else written


def sort_header(turtle: bytes) -> bytes:
    """The `@prefix` lines in order, those alone that are used, and an empty line behind them."""
    lines = turtle.split(b"\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    body = b"\n".join(lines[count:])
    header = sorted(line for line in lines[:count] if _names(body, line.split()[1]))
    return b"\n".join([*header, b"", body])


def _names(body: bytes, prefix: bytes) -> bool:
    """True where a name with this prefix (its colon included) stands in the body; fast on the largest."""
    at = body.find(prefix)
    while at > 0 and body[at - 1] not in b" \t\n\r\f\v^":
        at = body.find(prefix, at + 1)
    return at >= 0


def _is_xml_name(prefix: str) -> bool:
    """True for a prefix whose IRIs serve as XML element names (properties), not as names of things."""
    return "-" not in prefix
