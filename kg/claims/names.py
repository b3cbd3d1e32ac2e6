"""What a name in a claims file stands for: register entry, declared entity, quotation, the document, a listed word."""

from __future__ import annotations

from dataclasses import replace

from kg import terms
from kg.claims.file import ClaimsFile
from kg.findings import Place
from kg.keys import Keys
from kg.marked import Text, nearest
from kg.model import Entity, Fact, Quotation, Source, Span
from kg.register import Register
from kg.sources.locate import locate
from kg.sources.quotation_marks import quotation_marks
from kg.sources.words import is_function_words
from kg.vocabulary import Concept, Property, Vocabulary

_REPEATED = 6
"""From how many words on a part of direct speech that stands twice is one person's speech, repeated."""


class Names:
    """Resolves the names of one statement; findings go to `keys`."""

    def __init__(self, file: ClaimsFile, source: Source, register: Register, vocabulary: Vocabulary, keys: Keys):
        self.source, self.vocabulary, self.keys = source, vocabulary, keys
        self.known, self.register = register, register.entries
        self.document = Entity(
            source.name, source.iri, terms.ONT + "Document", file.meta["title"], place=file.meta["id"].place
        )
        self.declared: dict[str, Entity] = {}
        self.declared_mentions: dict[str, tuple[str, ...]] = {}
        self.quotations: list[Quotation] = []
        self._found: dict[str, Entity | None] = {}
        self._lists: dict[str, dict[str, Concept]] = {}
        for entity in file.entities:
            self._declare(entity.name, entity.type, entity.label, entity.aliases, entity.mentions)
        for quotation in file.quotations:
            self._declare_quotation(quotation.name, quotation.speaker, quotation.label, quotation.words)
        self._found.clear()  # asked for while not all was declared

    def label(self, iri: str) -> str:
        """The label of a declared entity or an entry with this IRI, or an empty string."""
        declared = next((entity for entity in self.declared.values() if entity.iri == iri), None)
        entity = declared or self.known.find_iri(iri)
        return entity.label if entity else ""

    def find(self, name: str) -> Entity | None:
        """The entity of a name: the document, a declared one, or a register entry."""
        if name == self.document.name:
            return self.document
        if name not in self._found:
            self._found[name] = self.declared.get(name) or self._recorded(name)
        return self._found[name]

    def _recorded(self, name: str) -> Entity | None:
        """The register's entry, with the words that this statement has for it."""
        known = self.register.get(name)
        if known and name in self.declared_mentions:
            return replace(known, mentions=self.declared_mentions[name])
        return known

    def get(self, name: str, place: Place, *, claim: str = "") -> Entity | None:
        """The entity of a name, or None and the finding E020 with the nearest name."""
        entity = self.find(name)
        if entity is None:
            near = self.known.nearest(name, (self.document.name, *self.declared))
            do = "declare it under `entities`, or add it to the register"
            self.keys.add(place, "E020", name, near=near, do=do, claim=claim)
        return entity

    def get_agent(self, name: Text) -> Entity | None:
        """The agent (person, body, state, group) of a name; None and a finding for anything else."""
        entity = self.get(name, name.place)
        if entity and entity.type and not self.vocabulary.is_a(entity.type, terms.FOAF + "Agent"):
            found = f"{name} is a {terms.local_name(entity.type)}"
            self.keys.add(name.place, "E024", found, do="name a person, body, state or group of people")
            return None
        return entity

    def find_concepts(self, predicate: Property) -> dict[str, Concept]:
        """The closed list whose words a predicate takes, or an empty one."""
        if predicate.iri not in self._lists:
            lists = self.vocabulary.concepts.values()
            fitting = (found for found in lists if any(c.type in predicate.ranges for c in found.values()))
            self._lists[predicate.iri] = next(fitting, {})
        return self._lists[predicate.iri]

    def _declare(
        self, name: Text, type_name: Text, label: Text, aliases: tuple[Text, ...], mentions: tuple[Text, ...]
    ) -> None:
        if name in self.register and not (type_name or label or aliases):
            self._check_mentions(mentions)
            self.declared_mentions[str(name)] = tuple(map(str, mentions))
            return
        if name in self.known.entries.own or name in self.declared or name == self.document.name:
            where = "the register" if name in self.known.entries.own else "this file"
            self.keys.add(name.place, "E023", f"{name}, known from {where}", do="use the one that is there")
            return
        for key, words in (("type", type_name), ("label", label)):
            if not words:
                self.keys.add(name.place, "E009", f"{key} of {name}", do=f"add `{key}: …`")
        found = self.vocabulary.class_names.get(type_name)
        segment = self.vocabulary.segment_of(found.iri) if found else ""
        if type_name and not segment:
            known = {c.name for c in self.vocabulary.classes.values() if self.vocabulary.segment_of(c.iri)}
            near = nearest(type_name, known)
            self.keys.add(type_name.place, "E024", type_name, near=near, do=f"one of: {', '.join(sorted(known))}")
        self._check_mentions(mentions)
        for alias in aliases:
            if is_function_words(alias):
                self.keys.add(alias.place, "E011", f"alias {alias!s}", do="an alias names the thing by itself")
        scheme = self.vocabulary.scheme_of(found.iri) if found else ""
        self.declared[str(name)] = Entity(
            str(name),
            terms.entity_iri(segment or "thing", name),
            found.iri if found else "",
            str(label),
            aliases=tuple(map(str, aliases)),
            mentions=tuple(map(str, mentions)),
            facts=(Fact(terms.SKOS + "inScheme", scheme, ""),) if scheme else (),
            place=name.place,
        )

    def _check_mentions(self, mentions: tuple[Text, ...]) -> None:
        for mention in mentions:
            if is_function_words(mention):
                do = "a mention is a noun phrase, or the verb phrase that names the undertaking"
                self.keys.add(mention.place, "E035", f"{mention!s} names nothing", do=do)
            elif not locate(self.source.text, mention):
                do = "a mention is the text's own words: copy them exactly"
                self.keys.add(mention.place, "E035", mention, do=do)

    def _declare_quotation(self, name: Text, speaker: Text, label: Text, words: tuple[Text, ...]) -> None:
        self._declare(name, Text("Quotation", name.place), label, (), ())
        who = self.get_agent(speaker) if speaker else None
        marks = quotation_marks(self.source.text)
        spans = [span for part in words for span in self._locate_part(part, marks)]
        if who and name in self.declared:
            self.quotations.append(Quotation(self.declared[str(name)], who.name, tuple(spans)))

    def _locate_part(self, part: Text, marks: list[Span]) -> list[Span]:
        """Where a part of direct speech stands between quotation marks; none, with E030 or E033.

        A long part may stand there twice, as where a page repeats it: both times its speaker speaks.
        """
        spans = locate(self.source.text, part)
        spoken = [span for span in spans if any(mark.holds(span) for mark in marks)]
        if not spoken:
            found = f"{part} (not between quotation marks)" if spans else part
            self.keys.add(part.place, "E030", found, do="copy the words between the quotation marks exactly")
        if len(spoken) > 1 and len(part.split()) < _REPEATED:
            self.keys.add(part.place, "E033", f"{part} ({len(spoken)} times)", do="give more of the words")
        return spoken
