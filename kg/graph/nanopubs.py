"""Nanopublications: one a claim, each whole in itself, named by the hash of what it says.

The assertion is the claim and never its bare triple, for every claim alike. What we publish is that a document says
something, in this manner and this voice: of an opinion, a possibility or an exclusion the triple must not be asserted;
and even the triple of a plain claim, cut off from the claim that gives its undertaking's status, would read as if an
intended cooperation existed. Sources: Nanopublication Guidelines (nanopub.net), section "Well-formed nanopublications";
`kg/graph/trusty.py` for the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.graph.dataset import ProjectGraph
from kg.graph.quads import RDF_TYPE, canonical_order, cmq, node, text
from kg.graph.trusty import CODE_LENGTH, artifact_code
from kg.graph.write import to_bytes

BASE = terms.BASE + "np/"
NP = "http://www.nanopub.org/nschema#"
PARTS = ("Head", "assertion", "provenance", "pubinfo")

_CLAIM = terms.ONT + "Claim"
_SAID = {
    RDF_TYPE.value,
    *(terms.ONT + n for n in ("subject", "predicate", "object", "value", "toldAs", "polarity", "voice", "inDocument")),
}
"""What makes up a claim; all else about it tells how it came to be known."""
_OF_DOCUMENT = {
    RDF_TYPE.value,
    *(terms.DCTERMS + n for n in ("title", "issued", "publisher", "rights")),
    terms.SCHEMA + "sha256",
}
_LABEL = node(terms.RDFS + "label")
_NO_CODE = "RA" + "_" * (CODE_LENGTH - 2)
Described = list[tuple[str, ox.NamedNode, Any]]
"""Subjects (IRIs), predicates and objects that are still to be put into a graph."""


def iter_nanopubs(graph: ProjectGraph, prefixes: dict[str, str], licence: str = "") -> Iterator[bytes]:
    """Every claim as a nanopublication in TriG, by statement and IRI; each can stand alone, with its own prefixes.

    `licence` is the IRI of the licence under which they are to be published; nothing is said of one where it is empty.
    """
    for quads in iter_nanopub_quads(graph, licence):
        this = _value(quads[0].subject)
        yield to_bytes(quads, "trig", {**prefixes, "np": NP, "this": this, "sub": this + "#"}) + b"\n"


def iter_nanopub_quads(graph: ProjectGraph, licence: str = "") -> Iterator[list[ox.Quad]]:
    """The quads of every nanopublication: head, assertion, provenance, publication info, in this order."""
    labels = {_value(q.subject): _value(q.object) for q in graph.merged if q.predicate == _LABEL}
    for name in sorted(graph.evidence):
        described = _Statement(name, [*graph.evidence[name], *graph.asserted[name]], labels, licence)
        for claim in described.claims:
            draft = described.nanopub(claim, BASE + _NO_CODE)
            yield described.nanopub(claim, BASE + artifact_code(draft, _NO_CODE))


class _Statement:
    """One statement's quads by subject, and the nanopublications of its claims."""

    def __init__(self, name: str, quads: Iterable[ox.Quad], labels: dict[str, str], licence: str) -> None:
        self.name, self.labels, self.licence = name, labels, licence
        self.about: dict[str, Described] = defaultdict(list)
        for quad in quads:
            self.about[_value(quad.subject)].append((_value(quad.subject), quad.predicate, quad.object))

    @cached_property
    def claims(self) -> list[str]:
        """The IRIs of the claims, sorted."""
        is_claim = (RDF_TYPE, node(_CLAIM))
        return sorted(iri for iri, rows in self.about.items() if any(row[1:] == is_claim for row in rows))

    def nanopub(self, claim: str, this: str) -> list[ox.Quad]:
        """The four graphs of a claim's nanopublication under this IRI."""
        head, assertion, provenance, pubinfo = (f"{this}#{part}" for part in PARTS)
        graphs = {
            head: self._head(this),
            assertion: [row for row in self.about[claim] if row[1].value in _SAID],
            provenance: self._provenance(claim, assertion),
            pubinfo: self._pubinfo(claim, this),
        }
        return [
            quad
            for graph, rows in graphs.items()
            for quad in canonical_order(ox.Quad(node(s), p, o, node(graph)) for s, p, o in rows)
        ]

    def _head(self, this: str) -> Described:
        links = zip(("hasAssertion", "hasProvenance", "hasPublicationInfo"), PARTS[1:], strict=True)
        parts = [(this, node(NP + link), node(f"{this}#{part}")) for link, part in links]
        return [(this, RDF_TYPE, node(NP + "Nanopublication")), *parts]

    def _provenance(self, claim: str, assertion: str) -> Described:
        """The words that bear the claim, where they stand, and who read it."""
        rows: Described = [row for row in self.about[claim] if row[1].value not in _SAID]
        for span in self._objects(claim, cmq("hasEvidence")):
            rows.append((assertion, node(terms.PROV + "wasDerivedFrom"), span))
        for reader in self._readers(claim):
            rows.append((assertion, node(terms.PROV + "wasAttributedTo"), reader))
        for span in [*self._objects(claim, cmq("hasEvidence")), *self._objects(claim, cmq("antecedent"))]:
            rows += self.about[span.value]
            rows += [row for s in self._objects(span.value, cmq("inSentence")) for row in self.about[s.value]]
        for document in self._objects(claim, cmq("inDocument")):
            rows += [row for row in self.about[document.value] if row[1].value in _OF_DOCUMENT]
        return rows

    def _pubinfo(self, claim: str, this: str) -> Described:
        """Who read the claim and on which day, under which licence, and a label for people."""
        rows: Described = [(this, _LABEL, text(self._words(claim), "en"))]
        for reader in self._readers(claim):
            rows.append((this, node(terms.DCTERMS + "creator"), reader))
            rows += self.about[reader.value]
        claims_file = terms.entity_iri("source", f"{self.name}-claims")
        for day in self._objects(claims_file, cmq("readOn")):
            rows.append((this, node(terms.DCTERMS + "created"), day))
        if self.licence:
            rows.append((this, node(terms.DCTERMS + "license"), node(self.licence)))
        return rows

    def _readers(self, claim: str) -> list[Any]:
        return self._objects(claim, cmq("readBy")) + self._objects(claim, cmq("readAgainBy"))

    def _objects(self, subject: str, predicate: ox.NamedNode) -> list[Any]:
        return [o for _, p, o in self.about.get(subject, []) if p == predicate]

    def _words(self, claim: str) -> str:
        """The claim in words: its manner first, so that nobody takes the rest for a fact."""

        def label(*names: str) -> str:
            term = next(o for name in names for o in self._objects(claim, cmq(name)))
            value = _value(term)
            return value if isinstance(term, ox.Literal) else self.labels.get(value, terms.local_name(value))

        voice, document = (self._objects(claim, cmq(name))[0] for name in ("voice", "inDocument"))
        said_by = f", in the words of {label('voice')}" if voice != document else ""
        manner = f"told as {label('toldAs')}, {label('polarity')}{said_by}"
        triple = " – ".join((label("subject"), label("predicate"), label("object", "value")))
        return f"Claim read in {self.name} ({manner}): {triple}"


def _value(term: Any) -> str:
    return str(term.value)
