"""Finds entries by anything that a person may know them by: name, form, acronym, identifier, adjective or capital."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import terms
from kg.model import Entity
from kg.register.register import Register
from kg.sources.keys import entry_key

_ADDRESS = re.compile(r"https?://(?:www\.)?(?:ror\.org|wikidata\.org/(?:wiki|entity))/")
_LEAST = 72
"""How alike, of a hundred, forms must be to be shown as near."""


@dataclass(frozen=True)
class Match:
    """An entry, by what it was found (name, form, acronym, identifier, adjective or capital), and whose it is."""

    entity: Entity
    found_by: str
    is_own: bool


def find_entries(register: Register, words: str) -> list[Match]:
    """The entries that these words name, own ones first, each once; none where nothing does."""
    words = " ".join(words.split())
    key = entry_key(words)
    found = {
        "name": (words,) if words in register.entries else (),
        "identifier": register.identified(_ADDRESS.sub("", words)),
        "form": register.lookup(key) if key else (),
        "acronym": register.acronym(words) or register.acronym(words.upper()),
        "adjective or capital": register.stands_for(key),
    }
    by_name: dict[str, str] = {}
    for how, names in found.items():
        for name in names:
            by_name.setdefault(name, how)
    entries, own = register.entries, register.entries.own
    matches = [Match(entries[name], how, name in own) for name, how in by_name.items() if name in entries]
    return sorted(matches, key=lambda match: not match.is_own)


def find_near(register: Register, words: str, limit: int = 5) -> list[Match]:
    """The entries with forms most like these words, the most alike first, whatever the order of their words."""
    from rapidfuzz import fuzz, process

    keys = [key for key in register.iter_keys() if key[0] not in "=~@"]
    wanted = entry_key(words)
    found = process.extract(wanted, keys, scorer=fuzz.token_sort_ratio, score_cutoff=_LEAST, limit=4 * limit)
    order = sorted(found, key=lambda hit: (-hit[1], hit[0]))
    names = dict.fromkeys(name for key, _, _ in order for name in register.lookup(str(key)))
    return [Match(register.entries[name], "like it", name in register.entries.own) for name in list(names)[:limit]]


def identifiers_of(entity: Entity) -> dict[str, str]:
    """The identifiers of an entry: `ror`, `wikidata`, `iso`."""
    kinds = {terms.SCHEMA + "identifier": "ror", terms.SCHEMA + "sameAs": "wikidata", terms.SKOS + "notation": "iso"}
    return {kinds[f.predicate]: terms.local_name(f.obj) for f in entity.facts if f.predicate in kinds}


def is_listed_inactive(entity: Entity) -> bool:
    """True where the record lists the body as one that no longer works under this name."""
    return any(fact.predicate == terms.ONT + "listedAs" for fact in entity.facts)


def find_same(register: Register, facts: list[dict[str, str]]) -> tuple[str, ...]:
    """The names of the entries with one of the identifiers among these facts."""
    values = [fact[kind] for fact in facts for kind in ("ror", "wikidata", "iso") if kind in fact]
    return tuple(dict.fromkeys(name for value in values for name in register.identified(value)))
