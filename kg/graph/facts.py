"""Looks things up in quads: by subject, by predicate, by ground. One pass over the quads, then plain dictionaries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg import terms

_CLAIM, _RECORD, _INFERENCE = (terms.ONT + name for name in ("Claim", "Record", "Inference"))
_HAS_STATUS = terms.ONT + "hasStatus"
GROUND_KINDS = {_CLAIM: "read", _RECORD: "recorded", _INFERENCE: "inferred"}


@dataclass(frozen=True)
class Evidence:
    """A verbatim span: its IRI, words, offsets (code points), sentence numbers, document."""

    iri: str
    exact: str
    start: int
    end: int
    sentences: tuple[int, ...]
    document: str


@dataclass(frozen=True)
class Ground:
    """What one triple rests on: a claim (`read`), a record (`recorded`) or an inference (`inferred`).

    `obj` is an IRI, or words where `is_literal`. Fields that do not belong to its kind are empty.
    """

    iri: str
    kind: str
    subject: str
    predicate: str
    obj: str
    is_literal: bool
    document: str = ""
    told_as: str = ""
    polarity: str = ""
    voice: str = ""
    confidence: str = ""
    subject_bound_by: str = ""
    object_bound_by: str = ""
    cue: str = ""
    comment: str = ""
    evidence: tuple[Evidence, ...] = ()
    antecedents: tuple[Evidence, ...] = ()
    readers: tuple[str, ...] = ()
    second_readers: tuple[str, ...] = ()
    source: str = ""
    read_on: str = ""
    valid_from: str = ""
    valid_until: str = ""
    rule: str = ""
    premises: tuple[str, ...] = ()

    @property
    def is_quoted(self) -> bool:
        """True for a claim in another voice than its document's."""
        return self.kind == "read" and self.voice != self.document

    @property
    def is_plain(self) -> bool:
        """True where the graph asserts the triple on this ground."""
        if self.kind != "read":
            return True
        is_told = self.told_as == "fact" and self.polarity == "affirmed" and not self.is_quoted
        return is_told and "background" not in (self.subject_bound_by, self.object_bound_by)


class Facts:
    """The quads of a graph, indexed."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._index: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(dict)
        for quad in quads:
            values = self._index[_value(quad.subject)].setdefault(quad.predicate.value, [])
            if quad.object not in values and isinstance(quad.object, ox.NamedNode | ox.Literal):
                values.append(quad.object)

    def all(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject and predicate: IRIs, or words."""
        return [term.value for term in self._index.get(subject, {}).get(predicate, [])]

    def get(self, subject: str, predicate: str) -> str:
        """The first object of a subject and predicate, or an empty string."""
        terms_found = self._index.get(subject, {}).get(predicate)
        return terms_found[0].value if terms_found else ""

    def label(self, iri: str) -> str:
        """The label of a thing, or what stands last in its IRI."""
        return self.get(iri, terms.RDFS + "label") or terms.local_name(iri)

    def types(self, iri: str) -> list[str]:
        """The classes that a thing is said to be of."""
        return self.all(iri, terms.RDF + "type")

    def of_type(self, class_iri: str) -> list[str]:
        """The things of exactly this class, sorted."""
        return sorted(s for s, p in self._index.items() if class_iri in self.types(s) and p)

    def subjects_of(self, predicate: str, obj: str) -> list[str]:
        """The subjects that have this object (an IRI or words) under a predicate, sorted."""
        return self._inverse.get((predicate, obj), [])

    @cached_property
    def _inverse(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject in sorted(self._index):
            for predicate, values in self._index[subject].items():
                for term in values:
                    found[predicate, term.value].append(subject)
        return found

    def __contains__(self, iri: str) -> bool:
        return iri in self._index

    @property
    def subjects(self) -> Iterable[str]:
        """Every subject."""
        return self._index.keys()

    @cached_property
    def grounds(self) -> dict[str, Ground]:
        """Every claim, record and inference by its IRI, in the order of their IRIs."""
        found = {}
        for iri in sorted(self._index):
            kind = next((GROUND_KINDS[t] for t in self.types(iri) if t in GROUND_KINDS), "")
            if kind:
                found[iri] = self._ground(iri, kind)
        return found

    @cached_property
    def grounds_of(self) -> dict[tuple[str, str, str], list[Ground]]:
        """The grounds of each triple (subject, predicate, object or words): what asserts it, and what only tells it."""
        found: dict[tuple[str, str, str], list[Ground]] = defaultdict(list)
        for ground in self.grounds.values():
            found[ground.subject, ground.predicate, ground.obj].append(ground)
        return found

    @cached_property
    def statuses(self) -> dict[str, list[Ground]]:
        """The affirmed claims of a status, by the thing that has it, in the order of their documents' dates.

        Where a document tells one plainly, what is only possible or only somebody's word tells none.
        """
        found: dict[str, list[Ground]] = defaultdict(list)
        for ground in self.grounds.values():
            if ground.kind == "read" and ground.predicate == _HAS_STATUS and ground.polarity == "affirmed":
                found[ground.subject].append(ground)
        for iri, told in found.items():
            firm = [g for g in told if g.is_plain] or told
            found[iri] = sorted(firm, key=lambda g: (self.get(g.document, terms.DCTERMS + "issued"), g.document, g.iri))
        return found

    def evidence(self, iri: str) -> Evidence:
        """A piece of evidence by its IRI."""
        sentences = sorted(int(self.get(s, terms.ONT + "number") or 0) for s in self.all(iri, terms.ONT + "inSentence"))
        return Evidence(
            iri,
            self.get(iri, terms.OA + "exact"),
            int(self.get(iri, terms.OA + "start") or 0),
            int(self.get(iri, terms.OA + "end") or 0),
            tuple(sentences),
            self.get(iri, terms.ONT + "inDocument"),
        )

    def down_to_claims(self, ground: Ground) -> list[Ground]:
        """The claims and records that a ground rests on in the end; itself where it is no inference."""
        if ground.kind != "inferred":
            return [ground]
        found: dict[str, Ground] = {}
        seen, queue = {ground.iri}, list(ground.premises)
        while queue:
            premise = self.grounds.get(queue.pop(0))
            if premise is None or premise.iri in seen:
                continue
            seen.add(premise.iri)
            if premise.kind == "inferred":
                queue.extend(premise.premises)
            else:
                found[premise.iri] = premise
        return list(found.values())

    def _ground(self, iri: str, kind: str) -> Ground:
        def word(name: str) -> str:
            return terms.local_name(self.get(iri, terms.ONT + name))

        def value(name: str) -> str:
            return self.get(iri, terms.ONT + name)

        def spans(name: str) -> tuple[Evidence, ...]:
            found = (self.evidence(e) for e in self.all(iri, terms.ONT + name))
            return tuple(sorted(found, key=lambda e: (e.start, e.end)))

        return Ground(
            iri,
            kind,
            value("subject"),
            value("predicate"),
            value("object") or value("value"),
            is_literal=not value("object"),
            document=value("inDocument"),
            told_as=word("toldAs"),
            polarity=word("polarity"),
            voice=value("voice"),
            confidence=value("confidence"),
            subject_bound_by=word("subjectBoundBy"),
            object_bound_by=word("objectBoundBy"),
            cue=value("cue"),
            comment=self.get(iri, terms.RDFS + "comment"),
            evidence=spans("hasEvidence"),
            antecedents=spans("antecedent"),
            readers=tuple(sorted(self.all(iri, terms.ONT + "readBy"))),
            second_readers=tuple(sorted(self.all(iri, terms.ONT + "readAgainBy"))),
            source=value("source"),
            read_on=value("readOn"),
            valid_from=value("validFrom"),
            valid_until=value("validUntil"),
            rule=value("byRule"),
            premises=tuple(sorted(self.all(iri, terms.ONT + "premise"))),
        )


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
