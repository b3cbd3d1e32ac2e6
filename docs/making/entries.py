"""One term of the ontology as the reference shows it: what it means, what it joins, and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg import terms
from kg.asking.questions import Question
from making.markup import Content, Markup, code, join, link, tag
from making.terms import DEFINITION, DEPRECATED, EXAMPLE, LABEL, NOTE, TYPE, Ontology, Shape, anchor, compact

_RDFS, _OWL, _SCHEMA, _SKOS = terms.RDFS, terms.OWL, terms.SCHEMA, terms.SKOS
_DOMAINS = (_RDFS + "domain", _SCHEMA + "domainIncludes")
_RANGES = (_RDFS + "range", _SCHEMA + "rangeIncludes")
_PARENTS = (_RDFS + "subClassOf", _RDFS + "subPropertyOf")
_SHOWN = {
    *(TYPE, LABEL, DEFINITION, NOTE, EXAMPLE, DEPRECATED, *_DOMAINS, *_RANGES, *_PARENTS),
    *(_RDFS + "isDefinedBy", _OWL + "propertyChainAxiom", terms.ONT + "sayable"),
    *(_SKOS + name for name in ("prefLabel", "notation", "inScheme", "topConceptOf")),
}
"""Predicates that have a place of their own on the page; every other is shown under its label."""


class Entries:
    """Writes the entries of an ontology's terms and words."""

    def __init__(
        self, ontology: Ontology, shapes: list[Shape], questions: list[Question], used: Mapping[str, int]
    ) -> None:
        """`used` counts the triples of a graph that use each term."""
        self.ontology, self.shapes, self.questions, self.used = ontology, shapes, questions, used
        self.linked = {*ontology.terms, *ontology.schemes, *(c for cs in ontology.schemes.values() for c in cs)}

    def term(self, iri: str) -> Markup:
        """A link to a term by its compact IRI; without a link where the page does not have it."""
        name = compact(iri, self.ontology.prefixes)
        if iri not in self.linked:
            return code(name)
        return tag("a", code(name), href="#" + anchor(iri, self.ontology.prefixes), title=self.ontology.label(iri))

    def entry(self, iri: str) -> Markup:
        """One term: definition, notes, examples, what it joins, where it is used."""
        ontology, name = self.ontology, compact(iri, self.ontology.prefixes)
        here = anchor(iri, ontology.prefixes)
        heading = tag("h3", ontology.label(iri), " ", link("#" + here, code(name)))
        mark = tag("p", "Deprecated.", class_="mark") if ontology.is_deprecated(iri) else None
        return tag("section", heading, mark, self.described(iri), facts(self._rows(iri)), class_="term", id=here)

    def word(self, iri: str) -> Markup:
        """One word of a closed list."""
        here = anchor(iri, self.ontology.prefixes)
        heading = tag("h4", self.ontology.label(iri), " ", link("#" + here, code(self._notation(iri))))
        return tag(
            "section",
            heading,
            self.described(iri),
            facts([*self._others(iri), *self._uses(iri)]),
            class_="concept",
            id=here,
        )

    def described(self, iri: str) -> Markup:
        """Definition, notes and examples."""
        words = self.ontology.words
        return join(
            *(tag("p", definition) for definition in words(iri, DEFINITION)),
            *(tag("p", note, class_="note") for note in words(iri, NOTE)),
            *(_example(example) for example in words(iri, EXAMPLE)),
        )

    def shape_id(self, shape: Shape) -> str:
        """The anchor of a shape."""
        return anchor(shape.iri, self.ontology.prefixes)

    def _rows(self, iri: str) -> list[tuple[str, Markup]]:
        ontology = self.ontology
        chains = [join(*map(self.term, chain), by=" ∘ ") for chain in ontology.chains(iri)]
        rows = [
            ("kind", join(ontology.kind(iri))),
            ("IRI", code(iri)),
            ("below", self._terms(iri, *_PARENTS)),
            ("above", join(*map(self.term, ontology.children(iri)), by=", ")),
            ("between", self._between(iri)),
            ("implied by", join(*chains, by="; ")),
            ("disjoint with", join(*map(self.term, ontology.disjoint_with(iri)), by=", ")),
            *self._others(iri),
            *self._uses(iri),
        ]
        return [row for row in rows if row[1]]

    def _between(self, iri: str) -> Markup:
        domains, ranges = self._terms(iri, *_DOMAINS), self._terms(iri, *_RANGES)
        return join(domains or "anything", " → ", ranges or "anything") if domains or ranges else join()

    def _terms(self, iri: str, *predicates: str) -> Markup:
        found = [value for predicate in predicates for value in self.ontology.words(iri, predicate)]
        return join(*(self.term(value) for value in found if not value.startswith("_:")), by=", ")

    def _others(self, iri: str) -> list[tuple[str, Markup]]:
        """Whatever else the ontology says of a term."""
        about = self.ontology.about[iri]
        return [(self.name(p), join(*map(self._value, vs), by=", ")) for p, vs in about.items() if p not in _SHOWN]

    def _uses(self, iri: str) -> list[tuple[str, Markup]]:
        """The rules that infer or need the term, the shapes that look at it, the questions that ask for it."""
        name, rules = compact(iri, self.ontology.prefixes), self.ontology.rules
        made = [r for r in rules if r.head.path.iri == iri]
        needed = [r for r in rules if any(iri in (p.path.iri, p.obj) for p in r.body)]
        shapes = [s for s in self.shapes if s.path == name or (not s.path and name in s.targets)]
        asked = [q for q in self.questions if _mentions(q.sparql, name)]
        count = self.used.get(iri, 0)
        return [
            ("used in", join(f"{count} triple{'s' * (count != 1)} of the shipped graph") if count else join()),
            ("inferred by", join(*(link(f"#rule/{r.name}", r.title) for r in made), by=", ")),
            ("premise of", join(*(link(f"#rule/{r.name}", r.title) for r in needed), by=", ")),
            ("shapes", join(*(link("#" + self.shape_id(s), terms.local_name(s.iri)) for s in shapes), by=", ")),
            ("asked in", join(*(link(f"#question/{q.name}", q.name) for q in asked), by=", ")),
        ]

    def name(self, predicate: str) -> str:
        """The label of a predicate, or its compact IRI."""
        return self.ontology.word(predicate, LABEL) or compact(predicate, self.ontology.prefixes)

    def _value(self, value: object) -> Markup:
        words = str(getattr(value, "value", value))
        is_literal = hasattr(value, "datatype")
        return join(words) if is_literal else self.term(words)

    def _notation(self, iri: str) -> str:
        return self.ontology.word(iri, _SKOS + "notation") or terms.local_name(iri)


def section(name: str, title: str, *content: Content) -> Markup:
    """A section of the page with its heading."""
    return tag("section", tag("h2", title), *content, id=f"section-{name}", class_="part")


def facts(rows: Iterable[tuple[str, Markup]]) -> Markup:
    """Names and values; nothing where there are none."""
    written = [tag("div", tag("dt", name), tag("dd", value)) for name, value in rows if value]
    return tag("dl", *written) if written else Markup("")


def _example(words: str) -> Markup:
    """An example: verbatim words in quotation marks, an invented one marked as such."""
    if words.startswith("(invented)"):
        return tag(
            "p",
            tag("span", "Invented example", class_="quiet"),
            ": ",
            words.removeprefix("(invented)").strip(),
            class_="example",
        )
    return tag("p", tag("span", "Example", class_="quiet"), ": ", tag("q", words.strip("“”")), class_="example")


def _mentions(sparql: str, name: str) -> bool:
    """True where a query holds this compact IRI as a whole word."""
    padded = "".join(c if c.isalnum() or c in ":-_" else " " for c in sparql)
    return name in padded.split()
