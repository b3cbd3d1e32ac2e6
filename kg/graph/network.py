"""The graph as a networkx network: things as nodes, every claim, record and inference between two of them an edge.

Nodes are IRIs; edge keys are the IRIs of the grounds, so that parallel statements stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import terms
from kg.graph.facts import Facts, Ground

if TYPE_CHECKING:
    import networkx as nx

_HAS_STATUS = terms.ONT + "hasStatus"
_NAMING = frozenset(
    [
        terms.RDF + "type",
        terms.RDFS + "label",
        terms.SKOS + "altLabel",
        terms.SKOS + "inScheme",
        terms.ONT + "acronym",
        terms.ONT + "misnomer",
        terms.SCHEMA + "identifier",
        terms.SCHEMA + "sameAs",
        terms.DCTERMS + "title",
        terms.DCTERMS + "issued",
        terms.SCHEMA + "genre",
    ]
)
_IDENTIFIERS = (terms.SCHEMA + "identifier", terms.SCHEMA + "sameAs")


def to_network(quads: Iterable[ox.Quad], documents: Iterable[str] = ()) -> nx.MultiDiGraph[str]:
    """The network of these quads; `documents` (IRIs) keeps the claims of these alone, else of all.

    Node attributes: name, label, type, type_label, aliases, acronym, status (in the latest document),
    is_status_plain, statuses (pairs of document and status), is_plain, documents (that speak of it), identifiers, said
    (claims whose object is words or a listed word). Edge attributes: iri, predicate, label, ground (read, recorded,
    inferred), and what belongs to each kind of ground: for read ones told_as, polarity, voice, is_quoted,
    confidence, status, is_plain, document, spans (code points), sentences, quotes, reasons, cue, note, readers; for
    the others documents (that they rest on, or that speak of their ends).
    """
    import networkx as nx

    facts = Facts(quads)
    wanted = sorted(documents) or sorted(_own_documents(facts))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    view = _View(facts, wanted)
    network.graph.update(documents=[view.document(iri) for iri in wanted], quotations=view.quotations())
    titles = [document["title"] for document in network.graph["documents"]]
    network.graph["title"] = titles[0] if len(titles) == 1 else f"{len(titles)} statements"
    edges = view.edges()
    for iri in sorted({end for ground in edges for end in (ground.subject, ground.obj)} | set(view.said)):
        network.add_node(iri, **view.node(iri))
    for ground in edges:
        network.add_edge(ground.subject, ground.obj, key=ground.iri, **view.attributes(ground))
    return network


def _own_documents(facts: Facts) -> list[str]:
    """The documents that claims were read from: those with a hash of their text."""
    return [iri for iri in facts.of_type(terms.ONT + "Document") if facts.get(iri, terms.SCHEMA + "sha256")]


def _doubt_first(ground: Ground) -> tuple[bool, str]:
    return ground.is_plain, ground.iri


class _View:
    """What the network shows of the facts: claims of the wanted documents, and what their things rest on."""

    def __init__(self, facts: Facts, documents: list[str]) -> None:
        self.facts, self.documents = facts, set(documents)
        grounds = facts.grounds.values()
        self.read = [g for g in grounds if g.kind == "read" and g.document in self.documents]
        self.statuses = self._statuses()
        self.recorded_titles = {
            g.subject: g for g in grounds if g.kind == "recorded" and g.predicate == terms.DCTERMS + "title"
        }
        self.other = [g for g in grounds if self._is_other(g) and g.predicate not in _NAMING]
        self.things_of = {document: self._grow(document) for document in sorted(self.documents)}
        self.things = {thing for things in self.things_of.values() for thing in things}
        self.said: dict[str, list[Ground]] = {}
        for ground in (*self.read, *self.other):
            if ground.subject in self.things and not self._is_edge(ground):
                self.said.setdefault(ground.subject, []).append(ground)

    def _is_other(self, ground: Ground) -> bool:
        """True for a record, and for an inference from records and claims of the wanted documents alone."""
        if ground.kind != "inferred":
            return ground.kind == "recorded"
        return all(g.kind != "read" or g.document in self.documents for g in self.facts.down_to_claims(ground))

    def _statuses(self) -> dict[tuple[str, str], tuple[str, bool]]:
        """The status of a thing in a document, and whether it is told plainly; never one that is excluded."""
        told = [g for g in self.read if g.predicate == _HAS_STATUS and g.polarity != "excluded"]
        return {(g.subject, g.document): (terms.local_name(g.obj), g.is_plain) for g in sorted(told, key=_doubt_first)}

    def _told_of(self, iri: str) -> list[tuple[str, str]]:
        """Documents with the status that they tell of a thing; plain ones alone where there are any."""
        told = [
            (d, word, is_plain) for (subject, d), (word, is_plain) in sorted(self.statuses.items()) if subject == iri
        ]
        firm = [one for one in told if one[2]] or told
        return [(document, word) for document, word, _ in firm]

    def _latest_status(self, iri: str) -> tuple[str, bool]:
        """The status of a thing in the latest of the documents that tell one."""
        told = [document for document, _ in self._told_of(iri)]
        latest = max(told, key=lambda one: (self.facts.get(one, terms.DCTERMS + "issued"), one), default="")
        return self.statuses.get((iri, latest), ("", True))

    def _grow(self, document: str) -> set[str]:
        """The things that a document's claims speak of, and what records lead to from them, such as parents."""
        own = (g for g in self.read if g.document == document)
        things = {end for g in own for end in (g.subject, g.obj) if self._is_thing(end)}
        queue = set(things)
        while queue:
            targets = {g.obj for g in self.other if g.kind == "recorded" and g.subject in queue and self._is_edge(g)}
            queue = targets - things
            things |= queue
        return things

    def _documents_of(self, ground: Ground) -> list[str]:
        """The documents that a record or an inference rests on, else those that speak of its ends."""
        rests_on = {g.document for g in self.facts.down_to_claims(ground) if g.kind == "read"}
        ends = [end for end in (ground.subject, ground.obj) if self._is_thing(end)]
        return sorted(rests_on) or [d for d, things in self.things_of.items() if all(end in things for end in ends)]

    def _is_thing(self, iri: str) -> bool:
        return iri.startswith(terms.ID)

    def _is_edge(self, ground: Ground) -> bool:
        return not ground.is_literal and self._is_thing(ground.obj)

    def edges(self) -> list[Ground]:
        found = [g for g in (*self.read, *self.other) if self._is_edge(g)]
        return [g for g in found if g.subject in self.things and g.obj in self.things]

    def node(self, iri: str) -> dict[str, Any]:
        facts = self.facts
        types = facts.types(iri)
        type_iri = types[0] if types else ""
        status, is_status_plain = self._latest_status(iri)
        plain = [g for g in (*self.read, *self.other) if iri in (g.subject, g.obj) and g.is_plain]
        return {
            "name": terms.local_name(iri),
            "label": facts.label(iri),
            "type": terms.local_name(type_iri),
            "broader_types": self._broader(type_iri),
            "type_label": facts.label(type_iri) if type_iri else "",
            "aliases": [*facts.all(iri, terms.SKOS + "altLabel"), *facts.all(iri, terms.ONT + "misnomer")],
            "acronym": facts.get(iri, terms.ONT + "acronym"),
            "status": status,
            "is_status_plain": is_status_plain,
            "statuses": [[document, word] for document, word in self._told_of(iri)],
            "is_plain": bool(plain),
            "documents": [document for document, things in self.things_of.items() if iri in things],
            "identifiers": [v for p in _IDENTIFIERS for v in facts.all(iri, p)],
            "said": [
                {
                    **self.attributes(g),
                    "value": g.obj if g.is_literal else facts.label(g.obj),
                    "is_verbatim": g.is_literal,
                }
                for g in self.said.get(iri, [])
            ],
        }

    def _broader(self, class_iri: str) -> list[str]:
        """The classes above a class, nearest first, by their local names."""
        found: list[str] = []
        queue = [class_iri]
        while queue:
            above = sorted(self.facts.all(queue.pop(0), terms.RDFS + "subClassOf"))
            queue += [iri for iri in above if terms.local_name(iri) not in found]
            found += [terms.local_name(iri) for iri in above if terms.local_name(iri) not in found]
        return found

    def attributes(self, ground: Ground) -> dict[str, Any]:
        facts = self.facts
        shared = {
            "iri": ground.iri,
            "predicate": terms.local_name(ground.predicate),
            "label": facts.label(ground.predicate),
            "ground": ground.kind,
            "note": ground.comment,
            "is_plain": ground.is_plain,
        }
        if ground.kind != "read":
            shared["documents"] = self._documents_of(ground)
        if ground.kind == "recorded":
            return shared | {
                "source": facts.label(ground.source),
                "read_on": ground.read_on,
                "valid_from": ground.valid_from,
                "valid_until": ground.valid_until,
            }
        if ground.kind == "inferred":
            return shared | {
                "rule": facts.label(ground.rule),
                "rule_text": facts.get(ground.rule, terms.RDFS + "comment"),
                "premises": list(ground.premises),
                "premises_in_words": {p: words for p in ground.premises if (words := self._naming_in_words(p))},
            }
        return shared | self._read_attributes(ground)

    def _naming_in_words(self, premise: str) -> str:
        """A record that names a thing or its class, as a sentence, since it is no edge; else an empty string."""
        ground, facts = self.facts.grounds.get(premise), self.facts
        if ground is None or ground.kind != "recorded" or ground.predicate not in _NAMING:
            return ""
        verb = "is a" if ground.predicate == terms.RDF + "type" else facts.label(ground.predicate)
        obj = ground.obj if ground.is_literal else facts.label(ground.obj)
        return f"{facts.label(ground.subject)} {verb} {obj}, recorded in {facts.label(ground.source)}"

    def _read_attributes(self, ground: Ground) -> dict[str, Any]:
        facts = self.facts
        return {
            "told_as": ground.told_as,
            "polarity": ground.polarity,
            "voice": facts.label(ground.voice) if ground.is_quoted else "the document",
            "is_quoted": ground.is_quoted,
            "confidence": float(ground.confidence),
            "status": self.statuses.get((ground.subject, ground.document), ("", True))[0],
            "document": ground.document,
            "spans": [[e.start, e.end] for e in ground.evidence],
            "sentences": sorted({n for e in ground.evidence for n in e.sentences}),
            "quotes": [e.exact for e in ground.evidence],
            "antecedents": [e.exact for e in ground.antecedents],
            "reasons": {"subject": ground.subject_bound_by, "object": ground.object_bound_by},
            "cue": ground.cue,
            "readers": [facts.label(r) for r in (*ground.readers, *ground.second_readers)],
        }

    def document(self, iri: str) -> dict[str, Any]:
        facts = self.facts
        spans = []
        for sentence in facts.of_type(terms.ONT + "Sentence"):
            if facts.get(sentence, terms.ONT + "inDocument") == iri:
                number = int(facts.get(sentence, terms.ONT + "number"))
                start, end = (int(facts.get(sentence, terms.OA + name)) for name in ("start", "end"))
                spans.append([number, start, end])
        readers = {r for g in self.read if g.document == iri for r in (*g.readers, *g.second_readers)}
        publisher = facts.get(iri, terms.DCTERMS + "publisher")
        return {
            "iri": iri,
            "id": terms.local_name(iri),
            "title": facts.get(iri, terms.DCTERMS + "title"),
            "issued": facts.get(iri, terms.DCTERMS + "issued"),
            "publisher": facts.label(publisher) if publisher else "",
            "kind": facts.get(iri, terms.SCHEMA + "genre"),
            "sha256": facts.get(iri, terms.SCHEMA + "sha256"),
            "text": facts.get(iri, terms.ONT + "text") or None,
            "sentences": sorted(spans),
            "readers": sorted(facts.label(reader) for reader in readers),
            **self._record(iri),
        }

    def _record(self, document: str) -> dict[str, Any]:
        """Where title and date of a document come from: a label, the day it was read, an address or ""."""
        source = self.recorded_titles.get(document)
        if source is None:
            return {"recorded_in": "", "read_on": "", "address": ""}
        address = self.facts.get(source.source, terms.FOAF + "page")
        return {"recorded_in": self.facts.label(source.source), "read_on": source.read_on, "address": address}

    def quotations(self) -> list[dict[str, Any]]:
        facts, found = self.facts, []
        for iri in facts.of_type(terms.ONT + "Quotation"):
            if facts.get(iri, terms.ONT + "inDocument") not in self.documents:
                continue
            speakers = facts.all(iri, terms.ONT + "speaker")
            parts = sorted(
                (facts.evidence(e) for e in facts.all(iri, terms.ONT + "hasEvidence")), key=lambda e: e.start
            )
            found.append(
                {
                    "iri": iri,
                    "speaker": ", ".join(facts.label(s) for s in speakers),
                    "spans": [[e.start, e.end] for e in parts],
                    "quotes": [e.exact for e in parts],
                }
            )
        return found
