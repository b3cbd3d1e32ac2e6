"""The graph itself, packed for the page, so that the page can give it out again as JSON-LD.

Terms stand once in a list, shortened by prefixes; words that stand in a document's text are offsets into it.
Refuses to know the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from kg import terms

Packed = dict[str, Any]
STRING = terms.XSD + "string"
NAMESPACE = re.compile(r"(https?://.*[/#])([^/#]*)\Z", re.DOTALL)
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
KNOWN = {
    terms.ONT: "cmq", terms.RDF: "rdf", terms.RDFS: "rdfs", terms.XSD: "xsd", terms.DCTERMS: "dcterms",
    terms.SKOS: "skos", terms.FOAF: "foaf", terms.ORG: "org", terms.PROV: "prov", terms.OA: "oa",
    terms.SCHEMA: "schema", terms.GRAPH: "graph",
}  # fmt: skip
SHORTEST = 12  # code points; shorter words cost less than their offsets


def pack(quads: Iterable[ox.Quad], texts: Sequence[str | None]) -> Packed:
    """Return the quads by graph, subject and predicate, sorted; `texts` are the texts of the page's documents.

    A term is its place in `terms`. An object is a term, or words: "words", [words, place of the datatype],
    [words, "language"], or [document, start, end] for words that stand in a text (offsets are code points).
    """
    packer = _Packer(quads, texts)
    return {"prefixes": packer.prefixes, "graphs": packer.graphs(), "terms": packer.terms}


class _Packer:
    """Gives every term its place, and every namespace its prefix."""

    def __init__(self, quads: Iterable[ox.Quad], texts: Sequence[str | None]) -> None:
        self.quads, self.texts = sorted(set(quads), key=str), texts
        self.prefixes: dict[str, str] = {}
        self.terms: list[str] = []
        self._places: dict[str, int] = {}
        self._names: dict[str, str] = {}
        # a name that some whole IRI has for its scheme would change what that IRI says
        self._taken = {match[1] for iri in self._whole() if (match := SCHEME.match(iri))}

    def graphs(self) -> list[list[Any]]:
        """Return [graph, [subject, predicate, [objects], predicate, [objects] …] …] for every graph."""
        tree: dict[Any, dict[Any, dict[Any, list[Any]]]] = {}
        for quad in self.quads:
            subjects = tree.setdefault(quad.graph_name, {}).setdefault(quad.subject, {})
            subjects.setdefault(quad.predicate, []).append(self._object(quad.object))
        return [[self._term(graph), *(self._node(*entry) for entry in nodes.items())] for graph, nodes in tree.items()]

    def _node(self, subject: Any, told: dict[Any, list[Any]]) -> list[Any]:
        return [self._term(subject), *(part for p, objects in told.items() for part in (self._term(p), objects))]

    def _object(self, term: Any) -> Any:
        if not isinstance(term, ox.Literal):
            return self._term(term)
        if term.language:
            return [term.value, term.language]
        if term.datatype.value != STRING:
            return [term.value, self._term(term.datatype)]
        return self._slice(term.value) or term.value

    def _slice(self, words: str) -> list[int] | None:
        if len(words) >= SHORTEST:
            for document, text in enumerate(self.texts):
                start = text.find(words) if text else -1
                if start >= 0:
                    return [document, start, start + len(words)]
        return None

    def _term(self, term: Any) -> int:
        written = str(term) if isinstance(term, ox.BlankNode) else self._shorten(str(getattr(term, "value", "")))
        if written not in self._places:
            self._places[written] = len(self.terms)
            self.terms.append(written)
        return self._places[written]

    def _shorten(self, iri: str) -> str:
        match = NAMESPACE.match(iri)
        if not match:
            return iri
        namespace, local = match[1], match[2]
        if namespace not in self._names:
            self._names[namespace] = self._name(namespace)
            self.prefixes[self._names[namespace]] = namespace
        return f"{self._names[namespace]}:{local}"

    def _name(self, namespace: str) -> str:
        last = namespace.rstrip("/#").rsplit("/", 1)[-1]
        wanted = KNOWN.get(namespace) or (last if re.fullmatch(r"[a-z]+(?:-[a-z]+)*", last) else "ns")
        number, name = 1, wanted
        while name in self.prefixes or name in self._taken:
            number, name = number + 1, f"{wanted}{number}"
        return name

    def _whole(self) -> Iterable[str]:
        for quad in self.quads:
            for term in (quad.graph_name, quad.subject, quad.predicate, quad.object):
                iri = term.value if isinstance(term, ox.NamedNode) else ""
                if iri and not NAMESPACE.match(iri):
                    yield iri
