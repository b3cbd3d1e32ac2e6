"""Reads the names of a text: where they stand, what each names, and which register entry it is.

The one entrance to mention detection and linking. Deterministic; no model, no network.
"""

from __future__ import annotations

import re
import unicodedata

from kg.drafting.naming.gathering import Gathering
from kg.drafting.naming.known import Names
from kg.drafting.naming.pairs import take_pairs
from kg.drafting.naming.runs import Runs
from kg.drafting.naming.scanning import Scan
from kg.drafting.naming.sweeping import Sweeping
from kg.drafting.naming.things import Thing
from kg.drafting.proposal import DraftEntity, Mention, Reading
from kg.model import Source, Span
from kg.register import Register
from kg.sources.locate import cuts_word
from kg.vocabulary import Vocabulary

_LONGEST_NAME = 60
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "}
)


def read_names(source: Source, register: Register, vocabulary: Vocabulary, *, country: str = "") -> Reading:
    """The names of a text as mentions and entities; a name that the register lacks becomes a new entity.

    `country` is the entry of the state whose bodies a name without any other hint is taken for.
    """
    names = Names(register)
    scan = Scan(source, names)
    gathering = Gathering(source, scan, names, country)
    gathering.gather(scan.run())
    sweeping = Sweeping(gathering)
    sweeping.sweep()
    Runs(gathering).take()
    sweeping.sweep_again()
    entities: dict[str, DraftEntity] = {}
    mentions: list[Mention] = []
    for thing in sorted(gathering.things.all, key=lambda thing: min(thing.spots)):
        placed = [(gathering.span(spot), tier) for spot, tier in thing.spots.items()]
        placed = sorted(pair for pair in placed if not cuts_word(source.text, pair[0]))
        if placed:
            entity = _entity(thing, [span for span, _ in placed], source, names, entities)
            entities[entity.name] = entity
            mentions += [Mention(span, entity.name, tier) for span, tier in placed]
    mentions += take_pairs(scan.tokens, names, entities)
    return Reading(source, entities, tuple(_without_crossing(sorted(mentions))))


def _entity(
    thing: Thing, spans: list[Span], source: Source, names: Names, taken: dict[str, DraftEntity]
) -> DraftEntity:
    """The entity of a thing, under a name that no other has."""
    entry = thing.link.entry
    name = _free_name(entry or _slug(thing.label), taken)
    forms = dict.fromkeys(" ".join(source.words(span).split()) for span in spans)
    aliases = tuple(form for form in forms if form != thing.label)
    jurisdiction = names.country(entry) if entry else thing.link.state.strip("?")
    return DraftEntity(name, thing.type, thing.label, tuple(spans), entry, aliases, jurisdiction, thing.link.candidates)


def _free_name(name: str, taken: dict[str, DraftEntity]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _slug(words: str) -> str:
    """A name for a claims file made of words: small letters, digits and single hyphens."""
    letters = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    plain = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f'’.]", "", letters)).strip("-")
    return plain[:_LONGEST_NAME].rstrip("-") or "thing"


def _without_crossing(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that cross an earlier one; one inside another stays."""
    kept: list[Mention] = []
    open_ends: list[int] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        open_ends = [end for end in open_ends if end > mention.span.start]
        if all(mention.span.end <= end for end in open_ends):
            kept.append(mention)
            open_ends.append(mention.span.end)
    return sorted(kept)
