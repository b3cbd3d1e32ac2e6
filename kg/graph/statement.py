"""One statement as quads: its asserted triples, and the evidence that grounds them, in two named graphs.

The plain-triple rule stands in `Claim.is_plain`; nothing else decides what is asserted.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg import terms
from kg.graph.quads import GraphBuilder, add_record, add_record_source, cmq, decimal, fact_object, node, number, text
from kg.model import Claim, Entity, Fact, Quotation, Reader, RecordSource, Span, Statement
from kg.register import date_datatype

CONTEXT = 32
"""Code points of prefix and suffix that a piece of evidence keeps (Web Annotation, TextQuoteSelector)."""

_LABEL = node(terms.RDFS + "label")
_OA = {name: node(terms.OA + name) for name in ("exact", "prefix", "suffix", "start", "end")}


def encode_statement(statement: Statement) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The asserted quads and the evidence quads of a statement."""
    return _Encoder(statement).encode()


class _Encoder:
    """Fills the two graphs of one statement."""

    def __init__(self, statement: Statement) -> None:
        self.statement, self.source = statement, statement.source
        self.read_twice = statement.read_twice
        self.asserted = GraphBuilder(f"{statement.name}/asserted")
        self.evidence = GraphBuilder(f"{statement.name}/evidence")
        self.claims_file = RecordSource(
            f"{statement.name}-claims",
            f"the claims file of {statement.name}",
            max((r.on for r in statement.readers), default=statement.record.read_on),
            note="What the nodes of a statement's own are, and how they are called, is the reader's choice.",
        )

    def encode(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        self._add_document()
        for sentence in self.source.sentences:
            self._add_sentence(sentence.number, sentence.span)
        readers = [*self.statement.readers, *filter(None, [self.statement.second_reader])]
        for reader in readers:
            self._add_reader(reader)
        for entity in self.statement.entities:
            self._add_entity(entity)
        for quotation in self.statement.quotations:
            self._add_quotation(quotation)
        for claim in self.statement.claims:
            self._add_claim(claim)
        return self.asserted.quads(), self.evidence.quads()

    def _record(self, subject: str, fact: Fact, source: RecordSource) -> None:
        """Assert a recorded fact and keep its record with the evidence."""
        add_record(self.evidence, subject, fact, source)
        self.asserted.add(subject, node(fact.predicate), fact_object(fact))

    def _add_document(self) -> None:
        statement, iri = self.statement, self.statement.iri
        add_record_source(self.evidence, statement.record)
        add_record_source(self.evidence, self.claims_file)
        facts = [
            Fact(terms.RDF + "type", terms.ONT + "Document", ""),
            Fact(terms.RDFS + "label", statement.title, "", language=statement.language, is_literal=True),
            Fact(terms.DCTERMS + "title", statement.title, "", language=statement.language, is_literal=True),
            Fact(terms.DCTERMS + "issued", statement.issued, "", date_datatype(statement.issued), is_literal=True),
            Fact(terms.SCHEMA + "genre", statement.kind, "", is_literal=True),
        ]
        if statement.publisher:
            facts.append(Fact(terms.DCTERMS + "publisher", terms.entity_iri("agent", statement.publisher), ""))
        for fact in facts:
            self._record(iri, fact, statement.record)
        self.evidence.add_type(iri, terms.ONT + "Document")
        self.evidence.add(iri, node(terms.DCTERMS + "language"), text(statement.language))
        self.evidence.add(iri, node(terms.DCTERMS + "rights"), text(statement.licence))
        self.evidence.add(iri, node(terms.SCHEMA + "sha256"), text(self.source.sha256))
        if statement.publish_text:
            self.evidence.add(iri, cmq("text"), text(self.source.text))

    def _add_sentence(self, sentence: int, span: Span) -> None:
        iri = terms.sentence_iri(self.source.name, sentence)
        self.evidence.add_type(iri, terms.ONT + "Sentence")
        self.evidence.add(iri, cmq("number"), number(sentence))
        self._add_span(iri, span, with_words=self.statement.publish_text)

    def _add_span(self, iri: str, span: Span, *, with_words: bool = True) -> None:
        add = self.evidence.add
        add(iri, cmq("inDocument"), node(self.statement.iri))
        add(iri, _OA["start"], number(span.start))
        add(iri, _OA["end"], number(span.end))
        if with_words:
            add(iri, _OA["exact"], text(self.source.words(span)))

    def _add_evidence(self, span: Span) -> ox.NamedNode:
        source, iri = self.source, terms.evidence_iri(self.source.name, span.start, span.end)
        self.evidence.add_type(iri, terms.ONT + "Evidence")
        self._add_span(iri, span)
        if self.statement.publish_text:  # what stands around a quote is text that nobody quoted
            self.evidence.add(iri, _OA["prefix"], text(source.text[max(0, span.start - CONTEXT) : span.start]))
            self.evidence.add(iri, _OA["suffix"], text(source.text[span.end : span.end + CONTEXT]))
        for sentence in source.sentences:
            if sentence.span.meets(span):
                self.evidence.add(iri, cmq("inSentence"), node(terms.sentence_iri(source.name, sentence.number)))
        return node(iri)

    def _add_reader(self, reader: Reader) -> None:
        type_iri = terms.PROV + "SoftwareAgent" if reader.kind == "software" else terms.FOAF + "Person"
        self.evidence.add_type(reader.iri, type_iri)
        self.evidence.add(reader.iri, _LABEL, text(reader.label))

    def _add_entity(self, entity: Entity) -> None:
        facts = [
            Fact(terms.RDF + "type", entity.type, ""),
            Fact(terms.RDFS + "label", entity.label, "", language="en", is_literal=True),
            *(Fact(terms.SKOS + "altLabel", alias, "", language="en", is_literal=True) for alias in entity.aliases),
            *entity.facts,
        ]
        for fact in facts:
            self._record(entity.iri, fact, self.claims_file)

    def _add_quotation(self, quotation: Quotation) -> None:
        iri = quotation.entity.iri
        self.evidence.add(iri, cmq("inDocument"), node(self.statement.iri))
        for part in quotation.spans:
            for sentence in self.source.sentences:
                if sentence.span.meets(part):
                    start, end = max(part.start, sentence.span.start), min(part.end, sentence.span.end)
                    self.evidence.add(iri, cmq("hasEvidence"), self._add_evidence(Span(start, end)))

    def _add_claim(self, claim: Claim) -> None:
        add, iri = self.evidence.add, claim.iri
        obj = text(claim.obj) if claim.is_literal else node(claim.obj)
        self.evidence.add_type(iri, terms.ONT + "Claim")
        add(iri, cmq("subject"), node(claim.subject))
        add(iri, cmq("predicate"), node(claim.predicate))
        add(iri, cmq("value") if claim.is_literal else cmq("object"), obj)
        add(iri, cmq("inDocument"), node(claim.document))
        for span in claim.spans:
            add(iri, cmq("hasEvidence"), self._add_evidence(span))
        add(iri, cmq("toldAs"), node(f"{terms.SCHEME}told-as/{claim.told_as}"))
        add(iri, cmq("polarity"), node(f"{terms.SCHEME}polarity/{claim.polarity}"))
        add(iri, cmq("voice"), node(claim.voice))
        add(iri, cmq("confidence"), decimal(claim.confidence))
        for predicate, binding in (("subjectBoundBy", claim.subject_binding), ("objectBoundBy", claim.object_binding)):
            add(iri, cmq(predicate), node(f"{terms.SCHEME}binding/{binding.reason}"))
            if binding.antecedent:
                add(iri, cmq("antecedent"), self._add_evidence(binding.antecedent))
        if claim.cue:
            add(iri, cmq("cue"), text(claim.cue))
        if claim.note:
            add(iri, node(terms.RDFS + "comment"), text(claim.note))
        for reader in self.statement.readers:
            add(iri, cmq("readBy"), node(reader.iri))
        if self.statement.second_reader and claim.name in self.read_twice:
            add(iri, cmq("readAgainBy"), node(self.statement.second_reader.iri))
        if claim.is_plain:
            self.asserted.add(claim.subject, node(claim.predicate), obj)
