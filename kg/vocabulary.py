"""The ontology as plain records: classes, properties, concepts of the closed lists.

Knows what terms are called and what they may join; refuses to know any statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.errors import InputError

_CLASS, _LABEL = terms.OWL + "Class", terms.RDFS + "label"
_PROPERTY_TYPES = {terms.OWL + "ObjectProperty": False, terms.OWL + "DatatypeProperty": True}
_EVERY_TYPE = {terms.OWL + "Thing", terms.RDFS + "Resource"}


@dataclass(frozen=True)
class Class:
    """A class: `name` is its word in claims files; `segment` is set where it mints IRIs of its own."""

    iri: str
    name: str
    label: str
    definition: str
    parents: tuple[str, ...]
    segment: str


@dataclass(frozen=True)
class Property:
    """A property: `domains` and `ranges` are class IRIs, any of which will do; empty means any.

    `replaced_by` is the name of the property to use instead of a deprecated one.
    """

    iri: str
    name: str
    label: str
    definition: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    takes_words: bool
    is_sayable: bool
    replaced_by: str = ""


@dataclass(frozen=True)
class Concept:
    """A word of a closed list; `rank` orders the statuses of the ladder, None beside it; `cues` often tell it."""

    iri: str
    name: str
    label: str
    definition: str
    type: str
    scheme: str
    rank: int | None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All terms of an ontology folder, with its quads as they were read and its prefixes."""

    classes: dict[str, Class]
    properties: dict[str, Property]
    concepts: dict[str, dict[str, Concept]]
    quads: tuple[ox.Triple, ...]
    prefixes: dict[str, str]
    labels: dict[str, str] = field(repr=False)

    @cached_property
    def class_names(self) -> dict[str, Class]:
        """Classes by the name they have in claims files."""
        return {c.name: c for c in self.classes.values()}

    @cached_property
    def sayable(self) -> dict[str, Property]:
        """Properties that a claim may use, by name."""
        return {p.name: p for p in self.properties.values() if p.is_sayable}

    @cached_property
    def replaced(self) -> dict[str, str]:
        """What to say instead of a deprecated property, by its name."""
        return {p.name: p.replaced_by for p in self.properties.values() if p.replaced_by}

    @cached_property
    def concept_types(self) -> dict[str, str]:
        """The class of every concept of the closed lists, by the concept's IRI."""
        return {c.iri: c.type for scheme in self.concepts.values() for c in scheme.values()}

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """Every class with itself and all classes above it."""
        return {iri: frozenset(self._above(iri)) for iri in self.classes}

    def is_a(self, type_iri: str, class_iri: str) -> bool:
        """True where the first class is the second or stands below it."""
        return class_iri in _EVERY_TYPE or class_iri in self.ancestors.get(type_iri, frozenset({type_iri}))

    def segment_of(self, type_iri: str) -> str:
        """The path segment under which things of this class get their IRI, or an empty string."""
        for iri in self._above(type_iri):
            if iri in self.classes and self.classes[iri].segment:
                return self.classes[iri].segment
        return ""

    def scheme_of(self, type_iri: str) -> str:
        """The scheme that things of a concept class belong to, or an empty string for other classes."""
        is_concept = self.is_a(type_iri, terms.SKOS + "Concept") and type_iri in self.classes
        return terms.SCHEME + self.classes[type_iri].name.lower() if is_concept else ""

    def scheme(self, name: str) -> dict[str, Concept]:
        """The concepts of a closed list (`status`, `told-as`, …) by their word."""
        return self.concepts[name]

    def label(self, iri: str) -> str:
        """The English label of a term, or what stands last in its IRI."""
        return self.labels.get(iri) or terms.local_name(iri)

    def _above(self, iri: str) -> list[str]:
        """The class and those above it, nearest first."""
        order, queue = [], [iri]
        while queue:
            current = queue.pop(0)
            if current not in order:
                order.append(current)
                queue.extend(self.classes[current].parents if current in self.classes else ())
        return order


def ontology_files(folder: Path) -> list[Path]:
    """The Turtle files that make up the ontology: `communique.ttl` and one a closed list, in order."""
    return [folder / "communique.ttl", *sorted((folder / "schemes").glob("*.ttl"))]


def read_vocabulary(folder: Path) -> Vocabulary:
    """The terms of an ontology folder. Raises `InputError` with file, line and column where Turtle is broken."""
    quads = [triple for path in ontology_files(folder) for triple in read_turtle(path)]
    return _Terms(quads).to_vocabulary(read_prefixes(folder / "context.jsonld"))


def read_turtle(path: Path) -> Iterator[ox.Triple]:
    """The triples of a Turtle file. Raises `InputError` with the place where it cannot be read."""
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        where = f"{path}:{error.lineno or 1}:{error.offset or 1}"
        raise InputError("the ontology cannot be read", where=where, do=str(error.msg)) from None
    except OSError as error:
        raise InputError("the ontology cannot be read", where=str(path), do=error.strerror or str(error)) from None


def read_prefixes(path: Path) -> dict[str, str]:
    """The prefixes of a JSON-LD context file. Raises `InputError` where it cannot be read."""
    try:
        context = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError("the JSON-LD context cannot be read", where=str(path), do=str(error)) from None
    return {name: iri for name, iri in context.items() if isinstance(iri, str) and not name.startswith("@")}


class _Terms:
    """Indexes triples by subject and predicate while the records are made."""

    def __init__(self, quads: Iterable[ox.Triple]) -> None:
        self.quads = tuple(quads)
        self.index: dict[str, dict[str, list[str]]] = {}
        for triple in self.quads:
            if isinstance(triple.subject, ox.NamedNode):
                values = self.index.setdefault(triple.subject.value, {})
                value = getattr(triple.object, "value", "")
                values.setdefault(triple.predicate.value, []).append(value)

    def to_vocabulary(self, prefixes: dict[str, str]) -> Vocabulary:
        labels = {iri: self._first(iri, _LABEL) for iri in self.index if self._first(iri, _LABEL)}
        classes = {iri: self._class(iri) for iri in self._of_type(_CLASS)}
        properties = {
            iri: self._property(iri, takes_words)
            for type_iri, takes_words in _PROPERTY_TYPES.items()
            for iri in self._of_type(type_iri)
        }
        concepts: dict[str, dict[str, Concept]] = {}
        for iri in self.index:
            scheme = self._first(iri, terms.SKOS + "inScheme")
            if scheme.startswith(terms.SCHEME):
                concept = self._concept(iri, scheme)
                concepts.setdefault(terms.local_name(scheme), {})[concept.name] = concept
        return Vocabulary(classes, properties, concepts, self.quads, prefixes, labels)

    def _of_type(self, type_iri: str) -> list[str]:
        return sorted(iri for iri, p in self.index.items() if type_iri in p.get(terms.RDF + "type", []))

    def _all(self, iri: str, *predicates: str) -> tuple[str, ...]:
        return tuple(v for predicate in predicates for v in self.index[iri].get(predicate, []) if v)

    def _first(self, iri: str, predicate: str) -> str:
        return next(iter(self._all(iri, predicate)), "")

    def _class(self, iri: str) -> Class:
        return Class(
            iri,
            terms.local_name(iri),
            self._first(iri, _LABEL),
            self._first(iri, terms.SKOS + "definition"),
            self._all(iri, terms.RDFS + "subClassOf"),
            self._first(iri, terms.ONT + "pathSegment"),
        )

    def _property(self, iri: str, takes_words: bool) -> Property:
        return Property(
            iri,
            terms.local_name(iri),
            self._first(iri, _LABEL),
            self._first(iri, terms.SKOS + "definition"),
            self._all(iri, terms.RDFS + "domain", terms.SCHEMA + "domainIncludes"),
            self._all(iri, terms.RDFS + "range", terms.SCHEMA + "rangeIncludes"),
            takes_words,
            self._first(iri, terms.ONT + "sayable") == "true",
            terms.local_name(self._first(iri, terms.DCTERMS + "isReplacedBy")),
        )

    def _concept(self, iri: str, scheme: str) -> Concept:
        types = [t for t in self._all(iri, terms.RDF + "type") if t.startswith(terms.ONT)]
        rank = self._first(iri, terms.ONT + "rank")
        return Concept(
            iri,
            self._first(iri, terms.SKOS + "notation") or terms.local_name(iri),
            self._first(iri, terms.SKOS + "prefLabel"),
            self._first(iri, terms.SKOS + "definition"),
            types[0] if types else terms.SKOS + "Concept",
            scheme,
            int(rank) if rank else None,
            tuple(self._all(iri, terms.ONT + "cue")),
        )
