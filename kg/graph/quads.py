"""Quads of one named graph: a small builder over pyoxigraph terms, and the canonical order.

Literals are minted in canonical lexical form (XSD 1.1), so that no engine alters them on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

import pyoxigraph as ox

from kg import terms
from kg.model import Fact, RecordSource
from kg.register import date_datatype

Term = ox.NamedNode | ox.BlankNode | ox.Literal

RDF_TYPE = ox.NamedNode(terms.RDF + "type")
_PREDICATE_ORDER = {RDF_TYPE.value: "0", terms.RDFS + "label": "1", terms.SKOS + "prefLabel": "2"}
"""What stands first among a subject's predicates; IRIs sort behind digits."""


@lru_cache(maxsize=65536)
def node(iri: str) -> ox.NamedNode:
    """The term of an IRI."""
    return ox.NamedNode(iri)


def cmq(name: str) -> ox.NamedNode:
    """A term of our own ontology."""
    return node(terms.ONT + name)


def text(words: str, language: str = "") -> ox.Literal:
    """A plain string, or one in a language."""
    return ox.Literal(words, language=language) if language else ox.Literal(words)


def number(value: int) -> ox.Literal:
    """An xsd:integer."""
    return ox.Literal(str(value), datatype=node(terms.XSD + "integer"))


def decimal(words: str) -> ox.Literal:
    """An xsd:decimal in canonical form.

    >>> decimal("0.80").value, decimal("1.0").value
    ('0.8', '1')
    """
    digits = format(Decimal(words).normalize(), "f")
    return ox.Literal(digits, datatype=node(terms.XSD + "decimal"))


def dated(words: str, datatype: str) -> ox.Literal:
    """A date of the given XSD datatype."""
    return ox.Literal(words, datatype=node(datatype))


class GraphBuilder:
    """Collects the quads of one named graph, each once, in the order they come."""

    def __init__(self, name: str) -> None:
        self.graph = node(terms.graph_iri(name))
        self._quads: dict[ox.Quad, None] = {}

    def add(self, subject: str, predicate: ox.NamedNode, *objects: Term) -> None:
        """Add one triple for each object."""
        for obj in objects:
            self._quads[ox.Quad(node(subject), predicate, obj, self.graph)] = None

    def add_type(self, subject: str, class_iri: str) -> None:
        """Say what something is."""
        self.add(subject, RDF_TYPE, node(class_iri))

    def quads(self) -> list[ox.Quad]:
        """The quads so far."""
        return list(self._quads)


def fact_object(fact: Fact) -> Term:
    """The object of a recorded fact as a term."""
    if not fact.is_literal:
        return node(fact.obj)
    return dated(fact.obj, fact.datatype) if fact.datatype else text(fact.obj, fact.language)


def add_record(builder: GraphBuilder, subject: str, fact: Fact, source: RecordSource) -> str:
    """Add the record that grounds a fact: its source, the day it was read, its dates; gives the record's IRI."""
    obj = fact_object(fact)
    name = terms.hash_name(subject, fact.predicate, str(obj), source.iri, fact.valid_from, fact.valid_until)
    record = terms.entity_iri("record", name)
    builder.add_type(record, terms.ONT + "Record")
    builder.add(record, cmq("subject"), node(subject))
    builder.add(record, cmq("predicate"), node(fact.predicate))
    builder.add(record, cmq("value") if isinstance(obj, ox.Literal) else cmq("object"), obj)
    builder.add(record, cmq("source"), node(source.iri))
    builder.add(record, cmq("readOn"), dated(source.read_on, terms.XSD + "date"))
    for predicate, words in (("validFrom", fact.valid_from), ("validUntil", fact.valid_until)):
        if words:
            builder.add(record, cmq(predicate), dated(words, date_datatype(words)))
    if fact.note:
        builder.add(record, node(terms.RDFS + "comment"), text(fact.note))
    return record


def add_record_source(builder: GraphBuilder, source: RecordSource) -> None:
    """Describe a source of records: label, day, address where one is known, note."""
    builder.add_type(source.iri, terms.ONT + "RecordSource")
    builder.add(source.iri, node(terms.RDFS + "label"), text(source.label))
    builder.add(source.iri, cmq("readOn"), dated(source.read_on, terms.XSD + "date"))
    if source.address:
        builder.add(source.iri, node(terms.FOAF + "page"), node(source.address))
    if source.note:
        builder.add(source.iri, node(terms.RDFS + "comment"), text(source.note))


def canonical_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads in canonical order, each once: by graph, subject, predicate (type and label first), object."""
    return sorted(set(quads), key=_key)


def in_default_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The same triples, all in the default graph."""
    return (ox.Quad(q.subject, q.predicate, q.object) for q in quads)


def _key(quad: ox.Quad) -> tuple[str, str, str, str]:
    """Graph, subject, predicate and object as N-Quads writes them: a total order."""
    predicate = quad.predicate.value
    return str(quad.graph_name), str(quad.subject), _PREDICATE_ORDER.get(predicate, predicate), str(quad.object)
