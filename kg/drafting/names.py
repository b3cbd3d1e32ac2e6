"""Reads the names of a text: where they stand, what each names, and which register entry it is.

The one entrance to mention detection and linking. Deterministic; no model, no network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.drafting.known import Names, normal_key
from kg.drafting.proposal import DraftEntity, Mention, Reading
from kg.drafting.scanning import Found, Scan
from kg.drafting.tokens import Token, span_of
from kg.model import Source, Span
from kg.register import Register
from kg.sources.locate import cuts_word
from kg.vocabulary import Vocabulary


def read_names(source: Source, register: Register, vocabulary: Vocabulary, *, country: str = "") -> Reading:
    """The names of a text as mentions and entities; a name that the register lacks becomes a new entity.

    `country` is the entry of the state whose bodies a name without any other hint is taken for.
    """
    names = Names(register)
    scan = Scan(source, names)
    gathering = _Gathering(source, names, scan.tokens)
    for found in scan.run():
        gathering.take(found)
    gathering.take_acronyms()
    return gathering.to_reading()


@dataclass
class _Thing:
    """An entity in the making."""

    name: str
    type: str
    label: str
    register: str = ""
    tier: str = "new"
    jurisdiction: str = ""
    candidates: tuple[str, ...] = ()
    spans: list[Span] = field(default_factory=list)


class _Gathering:
    """Puts mentions of the same thing together."""

    def __init__(self, source: Source, names: Names, tokens: list[Token]) -> None:
        self.source, self.names, self.tokens = source, names, tokens
        self.things: dict[str, _Thing] = {}
        self.by_key: dict[str, _Thing] = {}
        self.ends: dict[int, _Thing] = {}
        self.taken: dict[int, Found] = {}

    def take(self, found: Found) -> None:
        """Make one find a mention of its thing."""
        span = span_of(self.tokens, found.first, found.last)
        words = " ".join(self.source.words(span).split())
        thing = self._thing(words, found)
        thing.spans.append(span)
        self.ends.setdefault(found.last, thing)

    def take_acronyms(self) -> None:
        """Read “Long Form (ABBR)” and every later ABBR."""
        for at in range(1, len(self.tokens) - 2):
            is_bracketed = self.tokens[at].text == "(" and self.tokens[at + 2].text == ")"
            if is_bracketed and at in self.ends and self.tokens[at + 1].is_acronym:
                self._define(self.ends[at], self.tokens[at + 1].text)

    def _define(self, thing: _Thing, acronym: str) -> None:
        other = self.by_key.get(normal_key(acronym))
        if other is not None and other is not thing:
            if other.register:
                return
            self.things.pop(other.name, None)
        self.by_key[normal_key(acronym)] = thing
        thing.spans = [
            *thing.spans,
            *(span_of(self.tokens, k, k + 1) for k, t in enumerate(self.tokens) if t.text == acronym),
        ]

    def _thing(self, words: str, found: Found) -> _Thing:
        entry = found.names[0] if len(found.names) == 1 else ""
        if not entry and found.type == "Person":
            words = self._full_name(words)
        thing = self.by_key.get(entry or normal_key(words))
        if thing is None:
            name = self._free_name(entry or _slug(words))
            entity = self.names.entries.get(entry)
            label = entity.label if entity else words
            thing = _Thing(
                name, found.type, label, entry, "exact" if entry else "new", candidates=found.names if not entry else ()
            )
            thing.jurisdiction = entity.jurisdiction if entity else ""
            self.things[name] = self.by_key[entry or normal_key(words)] = thing
        return thing

    def _full_name(self, words: str) -> str:
        """The name of a person known from the text whose surname these words are."""
        key = normal_key(words)
        for thing in self.things.values():
            if thing.type == "Person" and normal_key(thing.label).endswith(" " + key):
                return thing.label
        return words

    def _free_name(self, name: str) -> str:
        free, number = name, 2
        while free in self.things:
            free, number = f"{name}-{number}", number + 1
        return free

    def to_reading(self) -> Reading:
        """The finished reading, mentions in order of place."""
        entities, mentions = {}, []
        for thing in self.things.values():
            spans = tuple(sorted({s for s in thing.spans if not cuts_word(self.source.text, s)}))
            forms = dict.fromkeys(" ".join(self.source.words(s).split()) for s in spans)
            aliases = tuple(f for f in forms if f != thing.label)
            entities[thing.name] = DraftEntity(
                thing.name,
                thing.type,
                thing.label,
                spans,
                thing.register,
                aliases,
                thing.jurisdiction,
                thing.candidates,
            )
            mentions += [Mention(span, thing.name, thing.tier) for span in spans]
        return Reading(self.source, entities, tuple(sorted(mentions)))


def _slug(words: str) -> str:
    """A name for a claims file made of words: small letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", normal_key(words.replace("-", " "))).strip("-")[:60].strip("-") or "thing"
