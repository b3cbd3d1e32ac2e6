"""The records that travel from text to page: frozen, sortable, free of I/O and of any RDF library.

Offsets are always code points of the source text, `end` exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg import terms
from kg.findings import Place


class Span(NamedTuple):
    """A stretch of the source text, from `start` up to but not including `end`."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """True where the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True where the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, order=True)
class Sentence:
    """One sentence of a source; `number` counts from 1."""

    number: int
    span: Span


@dataclass(frozen=True)
class Source:
    """A frozen text with its sentences; `sha256` is the hash of its bytes."""

    name: str
    text: str
    sha256: str
    sentences: tuple[Sentence, ...]

    @property
    def iri(self) -> str:
        """The IRI of the document that this is the text of."""
        return terms.document_iri(self.name)

    def words(self, span: Span) -> str:
        """The verbatim words of a span."""
        return self.text[span.start : span.end]

    def find_sentence(self, span: Span) -> Sentence | None:
        """The sentence that holds the whole span, or None where the span leaves every sentence."""
        at = bisect_right(self._starts, span.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].span.holds(span) else None

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence begins: they stand in order and share no code point."""
        return [sentence.span.start for sentence in self.sentences]


@dataclass(frozen=True)
class RecordSource:
    """A page, data set or file that recorded facts were taken from, and the day it was read."""

    name: str
    label: str
    read_on: str
    address: str = ""
    note: str = ""

    @property
    def iri(self) -> str:
        """The IRI of this source of records."""
        return terms.entity_iri("source", self.name)


@dataclass(frozen=True)
class Fact:
    """One recorded triple about an entity: `predicate` is an IRI, `obj` an IRI or, when literal, its words.

    `valid_from` and `valid_until` are dates of any precision (2016, 2016-07, 2016-07-13) or empty.
    """

    predicate: str
    obj: str
    source: str
    datatype: str = ""
    language: str = ""
    valid_from: str = ""
    valid_until: str = ""
    note: str = ""
    is_literal: bool = False


@dataclass(frozen=True)
class Entity:
    """A thing that claims speak of: from the register, or declared by one statement.

    `type` is a class IRI. `forms` are the right names that bind it to words: label, acronym, aliases,
    misnomers as printed, and declared mentions. `jurisdiction` is the name of the state that it belongs to, `country`
    that one or, where it is not known, the state that it has its seat in.
    """

    name: str
    iri: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    misnomers: tuple[str, ...] = ()
    acronym: str = ""
    mentions: tuple[str, ...] = ()
    jurisdiction: str = ""
    country: str = ""
    facts: tuple[Fact, ...] = ()
    place: Place = field(default=Place("", 1, 1), compare=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of words that names this entity."""
        own = (self.label, self.acronym, *self.aliases, *self.misnomers, *self.mentions)
        return tuple(dict.fromkeys(form for form in own if form))


@dataclass(frozen=True)
class Quotation:
    """Direct speech in a document: the entity, its speaker's entity name, and the spans of its words."""

    entity: Entity
    speaker: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Reader:
    """Who read a statement: `kind` is person or software."""

    name: str
    label: str
    kind: str
    on: str

    @property
    def iri(self) -> str:
        """The IRI of this reader."""
        return terms.entity_iri("reader", self.name)


@dataclass(frozen=True)
class Binding:
    """Why an end of a claim may stand: bound by `words`, or the reason that it names."""

    reason: str
    antecedent: Span | None = None


@dataclass(frozen=True)
class Claim:
    """One subject–predicate–object that a document makes, with its words, its voice and its readers.

    `subject`, `predicate`, `voice` are IRIs; `obj` is an IRI, or the literal words where `is_literal`.
    `told_as` is fact, possible or opinion; `polarity` affirmed or excluded.
    """

    document: str
    subject: str
    predicate: str
    obj: str
    is_literal: bool
    spans: tuple[Span, ...]
    sentence: int
    told_as: str
    polarity: str
    voice: str
    confidence: str
    subject_binding: Binding
    object_binding: Binding
    cue: str
    place: Place
    note: str = ""

    @property
    def name(self) -> str:
        """The hash that identifies the claim: subject, predicate, object, document, spans, voice, polarity."""
        spans = ",".join(f"{s.start}-{s.end}" for s in self.spans)
        kind = "literal" if self.is_literal else "iri"
        return terms.hash_name(
            self.subject, self.predicate, kind, self.obj, self.document, spans, self.voice, self.polarity
        )

    @property
    def iri(self) -> str:
        """The IRI of the claim."""
        return terms.entity_iri("claim", self.name)

    @property
    def is_quoted(self) -> bool:
        """True where the words are a quoted person's and not the document's own."""
        return self.voice != self.document

    @property
    def is_background(self) -> bool:
        """True where an end rests on knowledge that the words do not give."""
        return "background" in (self.subject_binding.reason, self.object_binding.reason)

    @property
    def is_plain(self) -> bool:
        """True where the claim may stand as a plain triple.

        Only what is affirmed, told as fact, in the document's own voice and bound to its words; an intended
        undertaking is told apart by its status, which every such node has exactly once in a document.
        """
        is_told = self.told_as == "fact" and self.polarity == "affirmed"
        return is_told and not self.is_quoted and not self.is_background


@dataclass(frozen=True)
class Reading:
    """A second reader's verdict on one claim, by the claim's hash name: agrees or differs."""

    claim: str
    verdict: str
    note: str
    place: Place


@dataclass(frozen=True)
class Statement:
    """A reviewed statement: its source, its recorded metadata, its entities and its claims, all gates passed."""

    name: str
    source: Source
    title: str
    issued: str
    kind: str
    language: str
    publisher: str
    record: RecordSource
    licence: str
    publish_text: bool
    readers: tuple[Reader, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    coverage: tuple[SentenceCoverage, ...]
    second_reader: Reader | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def iri(self) -> str:
        """The IRI of the document."""
        return self.source.iri

    @property
    def read_twice(self) -> frozenset[str]:
        """Names of the claims that a second reader agreed with."""
        return frozenset(r.claim for r in self.readings if r.verdict == "agrees")


@dataclass(frozen=True)
class Stretch:
    """A run of words of one sentence that no claim quotes; `excuse` says why, or is `open`."""

    span: Span
    words: int
    excuse: str


@dataclass(frozen=True)
class SentenceCoverage:
    """How much of a sentence the claims quote: content words quoted, content words in all, what is left."""

    number: int
    quoted: int
    content: int
    stretches: tuple[Stretch, ...]
