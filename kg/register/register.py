"""The register at hand, and what its entries are found by: names, forms, acronyms, identifiers, IRIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from kg import terms
from kg.catalogue import ACRONYM, IDENTIFIER, STANDING_FOR
from kg.marked import nearest
from kg.model import Entity, RecordSource
from kg.register.entries import Entries
from kg.sources.keys import entry_key, is_acronym

_IDENTIFIED_BY = (terms.SCHEMA + "identifier", terms.SCHEMA + "sameAs", terms.SKOS + "notation")


@dataclass(frozen=True)
class Register:
    """Entries by name (the project's own win over the catalogue's), and the sources their facts come from."""

    entries: Entries
    sources: dict[str, RecordSource]

    def lookup(self, key: str) -> tuple[str, ...]:
        """The names of the entries with a form of this normal key, own ones first; acronyms are not looked at.

        Forms are filed without a leading article, as `kg.sources.keys.entry_key` gives them.
        """
        return self._filed(key)

    def acronym(self, form: str) -> tuple[str, ...]:
        """The names of the entries with exactly this acronym, own ones first; points in it count for nothing."""
        return self._filed(ACRONYM + form.replace(".", ""))

    def stands_for(self, key: str) -> tuple[str, ...]:
        """The names of the states whose adjective or capital this normal key is: `british`, `london`."""
        return self._filed(STANDING_FOR + key)

    def identified(self, identifier: str) -> tuple[str, ...]:
        """The names of the entries with this identifier: a ROR id, a Wikidata id, or an ISO code such as `GB`."""
        return self._filed(IDENTIFIER + identifier)

    def iter_keys(self) -> Iterator[str]:
        """Every key that an entry is filed under, own ones first; some twice."""
        return chain(self._own_keys, self.entries.catalogue.iter_keys())

    def find_iri(self, iri: str) -> Entity | None:
        """The entry with this IRI, or None."""
        entity = self.entries.get(terms.local_name(iri))
        return entity if entity and entity.iri == iri else None

    def nearest(self, name: str, others: Iterable[str] = ()) -> str:
        """The name most like this one: an own entry's or one of `others`, else a shipped one's; empty where none is.

        A shipped name of what the project has an own entry of gives that entry.
        """
        replaced = self.entries.replaced.get(name, "")
        return replaced or nearest(name, {*self.entries.own, *others}) or self.entries.catalogue.nearest(name)

    @cached_property
    def _filed(self) -> Callable[[str], tuple[str, ...]]:
        """What is filed under a key; answers are kept, since texts ask for the same words again and again."""
        return lru_cache(maxsize=65536)(self._find)

    def _find(self, key: str) -> tuple[str, ...]:
        replaced = self.entries.replaced
        shipped = (replaced.get(name, name) for name in self.entries.catalogue.find(key))
        return tuple(dict.fromkeys((*self._own_keys.get(key, ()), *shipped)))

    @cached_property
    def _own_keys(self) -> dict[str, tuple[str, ...]]:
        filed: dict[str, dict[str, None]] = {}
        for name, entity in self.entries.own.items():
            for key in keys_of(entity):
                filed.setdefault(key, {})[name] = None
        return {key: tuple(names) for key, names in filed.items()}


def keys_of(entity: Entity) -> Iterator[str]:
    """The keys that an entity is filed under: identifiers, acronyms behind `=`, normal keys of its other forms."""
    for fact in entity.facts:
        if fact.predicate == terms.SKOS + "hiddenLabel":
            yield STANDING_FOR + entry_key(fact.obj)
        elif fact.predicate in _IDENTIFIED_BY:
            yield IDENTIFIER + terms.local_name(fact.obj)
    for form in entity.forms:
        if form == entity.acronym or is_acronym(form):
            yield ACRONYM + form.replace(".", "")
        elif key := entry_key(form):
            yield key
