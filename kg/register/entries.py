"""Entries by name: the project's own, then those of the catalogue, each taken apart when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from kg import terms
from kg.catalogue import IDENTIFIER, Catalogue
from kg.findings import Finding
from kg.model import Entity, Fact
from kg.register.entry import EntryReader
from kg.register.facts import LINKS


class Entries(Mapping[str, Entity]):
    """Entries by name, own ones first. An own entry stands for every shipped one with an identifier of its own."""

    def __init__(
        self, own: dict[str, Entity], identifiers: Mapping[str, str], reader: EntryReader, catalogue: Catalogue
    ) -> None:
        """`own` hold names where they link to each other; `identifiers` gives the own entry of an identifier."""
        self.catalogue = catalogue
        self.replaced = {
            shipped: name
            for identifier, name in identifiers.items()
            for shipped in catalogue.find(IDENTIFIER + identifier)
            if shipped not in own
        }
        """The own name of every shipped entry that is the same thing as an own one of another name."""
        self._reader, self._unlinked = reader, own
        self._shipped: dict[str, Entity] = {}
        self.own = {name: self._link(entity) for name, entity in own.items()}

    def __getitem__(self, name: str) -> Entity:
        entity = self.own.get(name) or self._shipped.get(name)
        return entity or self._shipped.setdefault(name, self._take(name))

    def __contains__(self, name: object) -> bool:
        return name in self.own or (name not in self.replaced and name in self.catalogue)

    def __iter__(self) -> Iterator[str]:
        shipped = (name for name in self.catalogue if name not in self.own and name not in self.replaced)
        return chain(self.own, shipped)

    def __len__(self) -> int:
        shadowed = sum(name in self.catalogue for name in self.own)
        return len(self.own) + len(self.catalogue) - len(self.replaced) - shadowed

    def used(self) -> list[Entity]:
        """The own entries, and those of the catalogue that were asked for so far."""
        return [*self.own.values(), *self._shipped.values()]

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the shipped entries that were asked for so far: nothing, as tests prove."""
        return self._reader.keys.findings

    def _take(self, name: str) -> Entity:
        """The entity of a catalogue's entry. Raises `KeyError` for an unknown or a replaced one."""
        found = None if name in self.replaced else self.catalogue.entry(name)
        if found is None:
            raise KeyError(name)
        return self._link(self._reader.read(*found))

    def _link(self, entity: Entity) -> Entity:
        jurisdiction, country = (self.replaced.get(name, name) for name in (entity.jurisdiction, entity.country))
        facts = tuple(map(self._link_fact, entity.facts))
        return replace(entity, facts=facts, jurisdiction=jurisdiction, country=country)

    def _link_fact(self, fact: Fact) -> Fact:
        iri = self._iri_of(fact.obj) if fact.predicate in LINKS.values() else ""
        return replace(fact, obj=iri) if iri else fact

    def _iri_of(self, name: str) -> str:
        """The IRI of an entry, without taking it apart; empty for an unknown name."""
        name = self.replaced.get(name, name)
        if name in self._unlinked:
            return self._unlinked[name].iri
        found = self._reader.vocabulary.class_names.get(self.catalogue.type_of(name))
        return terms.entity_iri(self._reader.vocabulary.segment_of(found.iri), name) if found else ""
