"""The register: bodies, people, posts, topics and instruments known beyond one statement, each fact with its source.

Reads `data/register/*.yaml`; knows names, identifiers and dates; refuses to know what any statement says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg import terms
from kg.findings import Finding, Place
from kg.keys import Keys
from kg.marked import Mapping, Text, nearest, read_yaml
from kg.model import Entity, Fact, RecordSource
from kg.sources.read import read_text
from kg.sources.words import is_function_words
from kg.vocabulary import Vocabulary

_ENTRY_KEYS = ("type", "label", "source", "acronym", "aliases", "misnomers", "facts", "note")
_FACT_EXTRAS = ("from", "until", "source", "note")
_ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
_QID = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"

_LINKS = {
    "part-of": terms.ORG + "subOrganizationOf",
    "jurisdiction": terms.ONT + "jurisdiction",
    "replaced-by": terms.DCTERMS + "isReplacedBy",
    "replaces": terms.DCTERMS + "replaces",
    "broader": terms.SKOS + "broader",
    "post-in": terms.ORG + "postIn",
    "held-by": terms.ORG + "heldBy",
    "member-of": terms.ORG + "memberOf",
    "sponsored-by": terms.ONT + "sponsoredBy",
}
_DATES = {
    "founded": terms.SCHEMA + "foundingDate",
    "dissolved": terms.SCHEMA + "dissolutionDate",
    "issued": terms.DCTERMS + "issued",
}
FACT_KEYS = (*_LINKS, *_DATES, "ror", "wikidata", "title", "kind")


@dataclass(frozen=True)
class Register:
    """Entries by name, and the sources their facts come from."""

    entries: dict[str, Entity]
    sources: dict[str, RecordSource]


def read_register(folder: Path, vocabulary: Vocabulary, show: Callable[[Path], str]) -> tuple[Register, list[Finding]]:
    """The register of a project, with every finding about it; a missing folder is an empty register."""
    reader = _Reader(vocabulary)
    files = sorted(folder.glob("*.yaml"))
    trees = {path.stem: reader.read_file(path, show(path)) for path in files}
    sources = reader.read_sources(trees.pop("sources", None))
    for tree in trees.values():
        if tree is not None:
            reader.read_entries(tree)
    reader.check_links()
    return Register(reader.to_entities(), sources), reader.keys.findings


def date_datatype(value: str) -> str:
    """The XSD datatype of a date by its precision, or an empty string where it is no date.

    >>> terms.local_name(date_datatype("2016-07"))
    'gYearMonth'
    """
    match = _DATE.fullmatch(value)
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return terms.XSD + ("date" if day else "gYearMonth" if month else "gYear")


def is_ror(value: str) -> bool:
    """True for a well-formed ROR id with the right check digits (ISO 7064 mod 97-10 over Crockford base 32).

    >>> is_ror("021nxhr62"), is_ror("021nxhr63")
    (True, False)
    """
    if not _ROR.fullmatch(value):
        return False
    number = 0
    for digit in value[:7]:
        number = number * 32 + _CROCKFORD.index(digit)
    return 98 - (number * 100) % 97 == int(value[7:])


class _Reader:
    """Reads entry after entry, collecting findings, and links them at the end."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary, self.keys = vocabulary, Keys()
        self.sources: dict[str, RecordSource] = {}
        self.entities: dict[str, Entity] = {}
        self.links: list[tuple[str, Text, str]] = []
        self.identifiers: dict[str, str] = {}

    def read_file(self, path: Path, shown: str) -> Mapping | None:
        text, _, findings = read_text(path, shown)
        if text is not None:
            node, found = read_yaml(text, shown)
            findings = [*findings, *found]
            if node is not None:
                self.keys.findings += findings
                return self.keys.as_mapping(node, Place(shown), "the file")
        self.keys.findings += findings
        return None

    def read_sources(self, tree: Mapping | None) -> dict[str, RecordSource]:
        for name, value in (tree or {}).items():
            entry = self.keys.as_mapping(value, name.place, name)
            self.keys.check(entry, ("address", "note"), ("label", "read-on"))
            read_on = self.keys.words(entry, "read-on")
            if read_on and not date_datatype(read_on).endswith("#date"):
                self.keys.add(read_on.place, "E011", read_on, do="write a day: YYYY-MM-DD")
            self.keys.name(name)
            self.keys.address(self.keys.words(entry, "address"))
            self.sources[str(name)] = RecordSource(
                str(name),
                str(self.keys.words(entry, "label")),
                str(read_on),
                str(self.keys.words(entry, "address")),
                str(self.keys.words(entry, "note")),
            )
        return self.sources

    def read_entries(self, tree: Mapping) -> None:
        for name, value in tree.items():
            if name in self.entities:
                at = self.entities[name].place
                self.keys.add(name.place, "E023", f"{name}, declared at {at} too", do="join the two entries")
                continue
            self.keys.name(name)
            self._read_entry(name, self.keys.as_mapping(value, name.place, name))

    def check_links(self) -> None:
        for name, target, _ in self.links:
            if target not in self.entities:
                near = nearest(target, self.entities)
                self.keys.add(target.place, "E020", f"{target}, in the entry {name}", near=near, do="declare it")

    def to_entities(self) -> dict[str, Entity]:
        """Entries with link targets turned into IRIs and the jurisdiction's name filled in."""
        by_entry: dict[str, list[tuple[str, str]]] = {}
        for name, target, predicate in self.links:
            by_entry.setdefault(name, []).append((str(target), predicate))
        linked = {}
        for name, entity in self.entities.items():
            facts = tuple(self._link(fact) for fact in entity.facts)
            mine = [t for t, p in by_entry.get(name, []) if p == _LINKS["jurisdiction"]]
            linked[name] = replace(entity, facts=facts, jurisdiction=mine[0] if mine else "")
        return linked

    def _link(self, fact: Fact) -> Fact:
        if fact.is_literal or fact.obj not in self.entities:
            return fact
        return replace(fact, obj=self.entities[fact.obj].iri)

    def _read_entry(self, name: Text, entry: Mapping) -> None:
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
        self.entities[str(name)] = Entity(
            name=str(name),
            iri=terms.entity_iri(segment or "thing", name),
            type=found.iri if found else "",
            label=str(label),
            aliases=tuple(f.obj for f in facts if f.predicate == terms.SKOS + "altLabel"),
            misnomers=tuple(f.obj for f in facts if f.predicate == terms.ONT + "misnomer"),
            acronym=str(acronym),
            facts=tuple(facts),
            place=name.place,
        )

    def _name_facts(self, entry: Mapping, label: str, acronym: str, source: str) -> list[Fact]:
        """Label, acronym, aliases and misnomers as facts."""
        facts = [Fact(terms.RDFS + "label", label, source, language="en")]
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
            words, from_source = item, source
            if isinstance(item, Mapping):
                self.keys.check(item, ("note",), ("alias", "source"))
                words, from_source = self.keys.words(item, "alias"), str(self.keys.words(item, "source"))
                self._check_source(self.keys.words(item, "source"))
            if isinstance(words, Text) and is_function_words(words):
                self.keys.add(words.place, "E011", f"alias {words!s}", do="an alias names the thing by itself")
            elif isinstance(words, Text):
                facts.append(Fact(terms.SKOS + "altLabel", str(words), from_source, language="en"))
            else:
                self.keys.add(getattr(item, "place", entry.place), "E010", "a list", do="write words")
        return facts

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
            replace(fact, valid_from=str(dates["from"]), valid_until=str(dates["until"]), note=note) for fact in facts
        ]

    def _value(self, name: Text, kind: str, value: Text, source: str) -> list[Fact]:
        if kind in _LINKS:
            self.links.append((str(name), value, _LINKS[kind]))
            return [Fact(_LINKS[kind], str(value), source)]
        if kind in _DATES:
            datatype = date_datatype(value)
            if not datatype:
                self.keys.add(value.place, "E011", f"{kind}: {value}", do="write YYYY, YYYY-MM or YYYY-MM-DD")
            return [Fact(_DATES[kind], str(value), source, datatype, is_literal=True)]
        if kind == "title":
            return [Fact(terms.DCTERMS + "title", str(value), source, language="en", is_literal=True)]
        if kind == "kind":
            return self._instrument_kind(value, source)
        return self._identifier(name, kind, value, source)

    def _instrument_kind(self, value: Text, source: str) -> list[Fact]:
        kinds = self.vocabulary.scheme("instrument-kind")
        if not self.keys.choice(value, kinds, "E022"):
            return []
        return [Fact(terms.DCTERMS + "type", kinds[value].iri, source)]

    def _identifier(self, name: Text, kind: str, value: Text, source: str) -> list[Fact]:
        is_good = is_ror(value) if kind == "ror" else bool(_QID.fullmatch(value))
        if not is_good:
            do = "copy it from the record itself; leave it out where none is verified"
            self.keys.add(value.place, "E101", f"{kind}: {value}", do=do)
        other = self.identifiers.setdefault(value, str(name))
        if other != name:
            self.keys.add(value.place, "E103", f"{kind} {value} of {name} and of {other}", do="keep the right one")
        if kind == "ror":
            return [Fact(terms.SCHEMA + "identifier", terms.ROR + value, source, is_literal=True)]
        return [Fact(terms.SCHEMA + "sameAs", terms.WIKIDATA + value, source)]

    def _check_source(self, source: Text) -> None:
        if source and source not in self.sources:
            near = nearest(source, self.sources)
            self.keys.add(source.place, "E102", source, near=near, do="name it in sources.yaml")
