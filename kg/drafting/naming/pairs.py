"""Two states in one word, “French-Moroccan”, “Franco-Chilean”, “Chile-UK”: the word is a mention of either state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.drafting.naming.known import Names
from kg.drafting.naming.lexicon import joined_adjectives
from kg.drafting.naming.tokens import Token
from kg.drafting.proposal import DraftEntity, Mention
from kg.model import Span
from kg.sources.keys import normal_key

_HYPHEN = re.compile(r"[-‐‑–]")


def take_pairs(tokens: list[Token], names: Names, entities: dict[str, DraftEntity]) -> Iterator[Mention]:
    """The mentions of states in such words; the states join the entities."""
    for token in tokens:
        span = Span(token.start, token.end)
        for entry in pair_of(names, token.text) if token.is_cap else ():
            yield Mention(span, _mention(names, entities, entry, span), "alias")


def pair_of(names: Names, word: str) -> tuple[str, ...]:
    """The entries of the two states in one word; none where it is no such word."""
    first, *others = _HYPHEN.split(word)
    if len(others) != 1 or not others[0][:1].isupper():
        return ()
    states = [joined_adjectives().get(first.casefold(), "") or _state(names, first), _state(names, others[0])]
    known = [names.lookup(normal_key(state)) if state else () for state in states]
    is_pair = all(len(found) == 1 for found in known) and known[0] != known[1]
    return (*known[0], *known[1]) if is_pair else ()


def _state(names: Names, word: str) -> str:
    """The label of the state that a word is the adjective of, or a form of."""
    key = normal_key(word)
    entries = dict.fromkeys((*names.lookup(key), *names.acronym(word)))
    named = [n for n in entries if names.kind(n) == "State" and word in names.entries[n].forms]
    found = names.of_adjective(key) or tuple(named)
    return names.entries[found[0]].label if len(found) == 1 else ""


def _mention(names: Names, entities: dict[str, DraftEntity], entry: str, span: Span) -> str:
    """The name of the state's entity, which has the mention now; a new one where the text named it nowhere else."""
    known = next((e for e in entities.values() if e.register == entry), None)
    state = known or DraftEntity(entry, "State", names.entries[entry].label, (), entry)
    entities[state.name] = replace(state, mentions=tuple(sorted({*state.mentions, span})))
    return state.name
