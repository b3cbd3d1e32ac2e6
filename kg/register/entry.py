"""One entry of the register: from its tree to an `Entity`, with the findings about it.

The same reader for a project's YAML and for the catalogue that comes with the program.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg import terms
from kg.keys import Keys
from kg.marked import Mapping, Text, nearest
from kg.model import Entity, Fact
from kg.register.facts import DATES, FACT_KEYS, IDENTIFIERS, LINKS, LISTED, WORDS, date_datatype, is_identifier
from kg.sources.words import is_function_words
from kg.vocabulary import Vocabulary

UNDETERMINED = "und"
"""The language of a form whose source names none (BCP 47); such a form carries no language in the graph."""
_ENTRY_KEYS = ("type", "label", "language", "source", "acronym", "aliases", "misnomers", "facts", "note")
_FACT_EXTRAS = ("from", "until", "source", "note")


class EntryReader:
    """Reads entry after entry. Facts that lead to another entry hold its name until the register links them."""

    def __init__(self, vocabulary: Vocabulary, sources: Collection[str], keys: Keys) -> None:
        self.vocabulary, self.sources, self.keys = vocabulary, sources, keys
        self.links: list[tuple[str, Text]] = []
        self.identifiers: dict[str, str] = {}

    def read(self, name: Text, entry: Mapping) -> Entity:
        """The entity of an entry; what is wrong with it goes to `keys`."""
        self.keys.check(entry, _ENTRY_KEYS, ("type", "label", "source"))
        type_name, source = self.keys.words(entry, "type"), self.keys.words(entry, "source")
        found = self.vocabulary.class_names.get(type_name)
        if type_name and (found is None or not self.vocabulary.segment_of(found.iri)):
            near = nearest(type_name, self.vocabulary.class_names)
            self.keys.add(type_name.place, "E024", type_name, near=near, do="name a class of the ontology")
        segment = self.vocabulary.segment_of(found.iri) if found else ""
        self._check_source(source)
        label, acronym = self.keys.words(entry, "label"), self.keys.words(entry, "acronym")
        facts = self._name_facts(entry, str(label), str(acronym), str(source))
        if found and (scheme := self.vocabulary.scheme_of(found.iri)):
            facts.append(Fact(terms.SKOS + "inScheme", scheme, str(source)))
        for item in self.keys.items(entry, "facts"):
            facts += self._fact(name, self.keys.as_mapping(item, entry.place, "facts"), str(source))
        return Entity(
            name=str(name),
            iri=terms.entity_iri(segment or "thing", name),
            type=found.iri if found else "",
            label=str(label),
            aliases=tuple(f.obj for f in facts if f.predicate == terms.SKOS + "altLabel"),
            misnomers=tuple(f.obj for f in facts if f.predicate == terms.ONT + "misnomer"),
            acronym=str(acronym),
            jurisdiction=_first(facts, "jurisdiction"),
            country=_first(facts, "jurisdiction") or _first(facts, "located-in"),
            facts=tuple(facts),
            place=name.place,
        )

    def _name_facts(self, entry: Mapping, label: str, acronym: str, source: str) -> list[Fact]:
        """Label, acronym, aliases and misnomers as facts."""
        facts = [Fact(terms.RDFS + "label", label, source, language=self._language(entry))]
        if acronym:
            facts.append(Fact(terms.ONT + "acronym", acronym, source))
        facts += self._aliases(entry, source)
        for item in self.keys.items(entry, "misnomers"):
            misnomer = self.keys.as_mapping(item, entry.place, "misnomers")
            self.keys.check(misnomer, ("note",), ("form", "in"))
            form, note = self.keys.words(misnomer, "form"), self.keys.words(misnomer, "note")
            printed_in = "statement-" + self.keys.words(misnomer, "in")
            self._check_source(Text(printed_in, misnomer.place))
            facts.append(Fact(terms.ONT + "misnomer", str(form), printed_in, note=str(note)))
        return [replace(fact, is_literal=True) for fact in facts]

    def _aliases(self, entry: Mapping, source: str) -> list[Fact]:
        facts = []
        for item in self.keys.items(entry, "aliases"):
            words, from_source, language = item, source, "en"
            if isinstance(item, Mapping):
                self.keys.check(item, ("source", "language", "note"), ("alias",))
                words, from_source = self.keys.words(item, "alias"), str(self.keys.words(item, "source", source))
                self._check_source(self.keys.words(item, "source"))
                language = self._language(item)
            if isinstance(words, Text) and is_function_words(words):
                self.keys.add(words.place, "E011", f"alias {words!s}", do="an alias names the thing by itself")
            elif isinstance(words, Text):
                facts.append(Fact(terms.SKOS + "altLabel", str(words), from_source, language=language))
            else:
                self.keys.add(getattr(item, "place", entry.place), "E010", "a list", do="write words")
        return facts

    def _language(self, mapping: Mapping) -> str:
        """The language of a form: English where none is given, empty where it is not determined."""
        language = self.keys.words(mapping, "language", "en")
        if not (language.isascii() and language.isalpha() and language.islower() and len(language) in (2, 3)):
            do = f"write its code, such as fr, or {UNDETERMINED} where it is not known"
            self.keys.add(language.place, "E011", f"language {language!s}", do=do)
            return ""
        return "" if language == UNDETERMINED else str(language)

    def _fact(self, name: Text, item: Mapping, default_source: str) -> list[Fact]:
        """The one fact of an item of `facts`, or none where it is wrong."""
        kinds = [key for key in item if key not in _FACT_EXTRAS]
        if len(kinds) != 1 or kinds[0] not in FACT_KEYS:
            bad = next((k for k in kinds if k not in FACT_KEYS), None)
            near = nearest(bad, list(FACT_KEYS)) if bad else ""
            place = bad.place if bad else item.place
            self.keys.add(place, "E100", ", ".join(kinds) or "nothing", near=near, do=", ".join(FACT_KEYS))
            return []
        kind, value = kinds[0], self.keys.words(item, kinds[0])
        source = self.keys.words(item, "source", default_source)
        self._check_source(source)
        facts = self._value(name, str(kind), value, str(source))
        dates = {key: self.keys.words(item, key) for key in ("from", "until")}
        for key, words in dates.items():
            if words and not date_datatype(words):
                self.keys.add(words.place, "E011", f"{key}: {words}", do="write YYYY, YYYY-MM or YYYY-MM-DD")
        if dates["from"] and dates["until"] and dates["until"] < dates["from"][: len(dates["until"])]:
            found = f"from {dates['from']} until {dates['until']}"
            self.keys.add(dates["until"].place, "E011", found, do="it ends before it begins")
        note = str(self.keys.words(item, "note"))
        return [
            replace(fact, valid_from=str(dates["from"]), valid_until=str(dates["until"]), note=note or fact.note)
            for fact in facts
        ]

    def _value(self, name: Text, kind: str, value: Text, source: str) -> list[Fact]:
        if kind in LINKS:
            self.links.append((str(name), value))
            return [Fact(LINKS[kind], str(value), source)]
        if kind in DATES:
            datatype = date_datatype(value)
            if not datatype:
                self.keys.add(value.place, "E011", f"{kind}: {value}", do="write YYYY, YYYY-MM or YYYY-MM-DD")
            return [Fact(DATES[kind], str(value), source, datatype, is_literal=True)]
        if kind == "title":
            return [Fact(terms.DCTERMS + "title", str(value), source, language="en", is_literal=True)]
        if kind == "kind":
            return self._instrument_kind(value, source)
        if kind in WORDS:
            if not value.strip():
                self.keys.add(value.place, "E011", f"{kind}: nothing", do="write the word")
            note = "the capital, named for its government" if kind == "capital" else "of the state or its people"
            return [Fact(terms.SKOS + "hiddenLabel", str(value), source, language="en", note=note, is_literal=True)]
        if kind == "listed-as":
            self.keys.choice(value, LISTED, "E022")
            return [Fact(terms.ONT + "listedAs", str(value), source, is_literal=True)]
        assert kind in IDENTIFIERS
        return self._identifier(name, kind, value, source)

    def _instrument_kind(self, value: Text, source: str) -> list[Fact]:
        kinds = self.vocabulary.scheme("instrument-kind")
        if not self.keys.choice(value, kinds, "E022"):
            return []
        return [Fact(terms.DCTERMS + "type", kinds[value].iri, source)]

    def _identifier(self, name: Text, kind: str, value: Text, source: str) -> list[Fact]:
        if not is_identifier(kind, value):
            do = "copy it from the record itself; leave it out where none is verified"
            self.keys.add(value.place, "E101", f"{kind}: {value}", do=do)
        other = self.identifiers.setdefault(value, str(name))
        if other != name:
            self.keys.add(value.place, "E103", f"{kind} {value} of {name} and of {other}", do="keep the right one")
        if kind == "ror":
            return [Fact(terms.SCHEMA + "identifier", terms.ROR + value, source, is_literal=True)]
        if kind == "iso":
            return [Fact(terms.SKOS + "notation", str(value), source, is_literal=True)]
        return [Fact(terms.SCHEMA + "sameAs", terms.WIKIDATA + value, source)]

    def _check_source(self, source: Text) -> None:
        if source and source not in self.sources:
            near = nearest(source, set(self.sources))
            self.keys.add(source.place, "E102", source, near=near, do="name it in sources.yaml")


def _first(facts: list[Fact], link: str) -> str:
    """The name of the entry that the first fact of this kind leads to, or an empty string."""
    return next((fact.obj for fact in facts if fact.predicate == LINKS[link]), "")
