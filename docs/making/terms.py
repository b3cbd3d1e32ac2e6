"""The ontology as its documentation shows it: every term with all that is said of it, grouped, with its anchor.

Reads the Turtle itself, for `kg.vocabulary` keeps only what the program needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.graph.rules import Rule, read_rules
from kg.vocabulary import ontology_files, read_prefixes, read_turtle

ONTOLOGY = terms.ONT.rstrip("/")
TYPE, LABEL = terms.RDF + "type", terms.RDFS + "label"
DEFINITION, NOTE, EXAMPLE = (terms.SKOS + name for name in ("definition", "scopeNote", "example"))
DEPRECATED = terms.OWL + "deprecated"
KINDS = {
    "Class": "class",
    "ObjectProperty": "object property",
    "DatatypeProperty": "data property",
    "AnnotationProperty": "annotation property",
}
_TRAITS = {"FunctionalProperty": "functional", "SymmetricProperty": "symmetric", "TransitiveProperty": "transitive"}


def anchor(iri: str, prefixes: dict[str, str]) -> str:
    """Where a term stands on the page: its local name, for a foreign term its compact IRI.

    >>> anchor("https://w3id.org/communique/ont/hasParticipant", {})
    'hasParticipant'
    >>> anchor("https://w3id.org/communique/scheme/status/ongoing", {})
    'scheme/status/ongoing'
    """
    if iri.startswith(terms.ONT):
        return iri.removeprefix(terms.ONT)
    return iri.removeprefix(terms.BASE) if iri.startswith(terms.BASE) else compact(iri, prefixes)


def compact(iri: str, prefixes: dict[str, str]) -> str:
    """The compact IRI with the longest prefix that fits, or the IRI itself."""
    fitting = [(base, name) for name, base in prefixes.items() if iri.startswith(base)]
    base, name = max(fitting, default=("", ""), key=lambda pair: len(pair[0]))
    return f"{name}:{iri[len(base) :]}" if base else iri


@dataclass(frozen=True)
class Shape:
    """A shape: its message, what it looks at (compact IRIs), and the file that holds it."""

    iri: str
    message: str
    targets: tuple[str, ...]
    path: str
    file: str


class Ontology:
    """The terms of an ontology folder by IRI, with what is said of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        triples = [triple for path in ontology_files(folder) for triple in read_turtle(path)]
        self.prefixes = read_prefixes(folder / "context.jsonld")
        self.about = index(triples)
        self.rules: list[Rule] = read_rules(folder / "rules")

    def words(self, iri: str, predicate: str) -> list[str]:
        """The values of a predicate as words: literals, or IRIs."""
        return [str(term.value) for term in self.about.get(iri, {}).get(predicate, []) if hasattr(term, "value")]

    def word(self, iri: str, predicate: str) -> str:
        """The first value of a predicate, or an empty string."""
        return next(iter(self.words(iri, predicate)), "")

    def label(self, iri: str) -> str:
        """The label of a term, or its compact IRI."""
        return self.word(iri, LABEL) or compact(iri, self.prefixes)

    def kind(self, iri: str) -> str:
        """What sort of term it is, with its traits: `object property, functional`; empty for what is no term."""
        types = [terms.local_name(t) for t in self.words(iri, TYPE) if t.startswith(terms.OWL)]
        return ", ".join([KINDS[t] for t in types if t in KINDS][:1] + [_TRAITS[t] for t in types if t in _TRAITS])

    def is_own(self, iri: str) -> bool:
        """True for a term of our namespace."""
        return iri.startswith(terms.ONT)

    def is_sayable(self, iri: str) -> bool:
        """True for a property that a claim may use."""
        return self.word(iri, terms.ONT + "sayable") == "true"

    def is_deprecated(self, iri: str) -> bool:
        """True for a term that is kept for old data alone."""
        return self.word(iri, DEPRECATED) == "true"

    @cached_property
    def terms(self) -> list[str]:
        """Every class and property with a label, sorted by label without regard to case."""
        found = [iri for iri in self.about if self.kind(iri) and self.word(iri, LABEL)]
        return sorted(found, key=lambda iri: (self.label(iri).casefold(), iri))

    @cached_property
    def groups(self) -> dict[str, list[str]]:
        """The terms in the groups that the page has: each stands in exactly one."""
        groups: dict[str, list[str]] = defaultdict(list)
        for iri in self.terms:
            groups[self._group(iri)].append(iri)
        return groups

    def _group(self, iri: str) -> str:
        if self.is_deprecated(iri):
            return "deprecated"
        if self.kind(iri).startswith("class"):
            return "classes" if self.is_own(iri) else "foreign"
        if self.is_sayable(iri):
            return "said"
        if not self.is_own(iri):
            return "foreign"
        return "derived" if iri in self.derived else "apparatus"

    @cached_property
    def derived(self) -> set[str]:
        """Properties that rules infer, and the properties above them."""
        found: set[str] = set()
        queue = [rule.head.path.iri for rule in self.rules]
        while queue:
            iri = queue.pop()
            if iri not in found:
                found.add(iri)
                queue += self.words(iri, terms.RDFS + "subPropertyOf")
        return found

    @cached_property
    def schemes(self) -> dict[str, list[str]]:
        """The concept schemes by IRI, each with its concepts: by rank, then by label."""
        schemes = [iri for iri in sorted(self.about) if terms.SKOS + "ConceptScheme" in self.words(iri, TYPE)]
        return {scheme: self._concepts(scheme) for scheme in schemes}

    def _concepts(self, scheme: str) -> list[str]:
        found = [iri for iri in self.about if scheme in self.words(iri, terms.SKOS + "inScheme")]
        return sorted(found, key=lambda iri: (self.word(iri, terms.ONT + "rank") or "~", self.label(iri).casefold()))

    def chains(self, iri: str) -> list[list[str]]:
        """The property chains that imply a property, as lists of IRIs."""
        return [self._members(head) for head in self.about.get(iri, {}).get(terms.OWL + "propertyChainAxiom", [])]

    def disjoint_with(self, iri: str) -> list[str]:
        """The classes that share no instance with this one, as axioms about several classes say."""
        axioms = [by[terms.OWL + "members"][0] for by in self.about.values() if terms.OWL + "members" in by]
        groups = [members for members in map(self._members, axioms) if iri in members]
        return [other for members in groups for other in members if other != iri]

    def children(self, iri: str) -> list[str]:
        """The terms whose direct parent this term is."""
        parents = (terms.RDFS + "subClassOf", terms.RDFS + "subPropertyOf")
        return [term for term in self.terms if any(iri in self.words(term, parent) for parent in parents)]

    def _members(self, head: Any) -> list[str]:
        """The IRIs of an RDF list."""
        found: list[str] = []
        while str(head) in self.about:
            cell = self.about[str(head)]
            found += [term.value for term in cell.get(terms.RDF + "first", [])]
            head = next(iter(cell.get(terms.RDF + "rest", [])), None)
        return found


def index(triples: Iterable[ox.Triple]) -> dict[str, dict[str, list[Any]]]:
    """Triples by subject and predicate, in the order of the file; a blank node is called `_:x`."""
    about: dict[str, dict[str, list[Any]]] = {}
    for triple in triples:
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else str(triple.subject)
        about.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return about


def read_shapes(path: Path, prefixes: dict[str, str]) -> list[Shape]:
    """The shapes of a file that have a message, in its order."""
    about = index(read_turtle(path))
    messages = {iri: by[terms.SH + "message"][0].value for iri, by in about.items() if terms.SH + "message" in by}
    return [_shape(iri, message, about, path.name, prefixes) for iri, message in messages.items()]


def _shape(
    iri: str, message: str, about: dict[str, dict[str, list[Any]]], file: str, prefixes: dict[str, str]
) -> Shape:
    """A shape with its own targets, or those of the shape that holds it."""
    part_of = (terms.SH + "sparql", terms.SH + "property")
    holders = [h for h, by in about.items() for p in part_of for o in by.get(p, []) if o == ox.NamedNode(iri)]
    targets = {
        compact(term.value, prefixes)
        for name in (iri, *holders)
        for kind in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
        for term in about[name].get(terms.SH + kind, [])
    }
    paths = [term.value for term in about[iri].get(terms.SH + "path", []) if isinstance(term, ox.NamedNode)]
    return Shape(iri, message, tuple(sorted(targets)), compact(paths[0], prefixes) if paths else "", file)
