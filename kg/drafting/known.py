"""Finds the register's names in a text: the longest stretch of words that a form of an entry has.

Knows forms and how they are written; which of several entries a name stands for is settled in `kg.drafting.linking`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg import terms
from kg.drafting.lexicon import words_of
from kg.drafting.tokens import Token
from kg.model import Entity
from kg.register import Register

_MOST_WORDS = 15
_TOPICS = (terms.ONT + "Topic", terms.ONT + "Principle")


@dataclass(frozen=True)
class Hit:
    """Tokens `first` up to `last` are a form of these register entries; `is_topic` where they are topics."""

    first: int
    last: int
    names: tuple[str, ...]
    is_topic: bool


@lru_cache(maxsize=65536)
def normal_key(form: str) -> str:
    """The form without regard to case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", form.casefold().replace("&", " and "))
    kept = "".join(c if c.isalnum() or c.isspace() else "" for c in plain)
    return " ".join(kept.split())


class Names:
    """The forms of a register by key, and its acronyms."""

    def __init__(self, register: Register) -> None:
        self.entries = register.entries
        self._keys: dict[str, list[str]] = {}
        self._acronyms: dict[str, list[str]] = {}
        for name, entity in register.entries.items():
            for form in entity.forms:
                self._keys.setdefault(normal_key(form), []).append(name)
                if form.isupper():
                    self._acronyms.setdefault(form, []).append(name)

    def lookup(self, key: str) -> tuple[str, ...]:
        """Names of the entries that have a form with this key."""
        return tuple(dict.fromkeys(self._keys.get(key, ())))

    def acronym(self, form: str) -> tuple[str, ...]:
        """Names of the entries that have this very acronym."""
        return tuple(dict.fromkeys(self._acronyms.get(form, ())))


def find_known(tokens: list[Token], names: Names) -> dict[int, Hit]:
    """The longest hit at each token where one starts, by the token's number."""
    keys = [normal_key(token.text) if token.text not in "/|;:()[]" else "\0" for token in tokens]
    found: dict[int, Hit] = {}
    for first, token in enumerate(tokens):
        if token.is_word and keys[first]:
            hit = _longest(tokens, keys, first, names)
            if hit:
                found[first] = hit
    return found


def _longest(tokens: list[Token], keys: list[str], first: int, names: Names) -> Hit | None:
    """The longest hit that starts at a token."""
    key, best = "", None
    for last in range(first, min(len(tokens), first + _MOST_WORDS)):
        if keys[last] == "\0" or (last > first and tokens[last].is_apart):
            break
        if not keys[last]:
            continue
        key = f"{key} {keys[last]}".lstrip()
        entries = names.lookup(key)
        if entries:
            best = _hit(tokens, first, last + 1, entries, names) or best
    return best


def _hit(tokens: list[Token], first: int, last: int, entries: tuple[str, ...], names: Names) -> Hit | None:
    """A hit of these tokens, or None where they are not written as names of these entries are."""
    topics = tuple(n for n in entries if names.entries[n].type in _TOPICS)
    others = tuple(n for n in entries if n not in topics)
    if others and _is_written_as_name(tokens, first, last):
        kept = tuple(n for n in others if _fits(tokens, first, last, names.entries[n]))
        if kept:
            return Hit(first, last, kept, False)
    if topics and not (
        last - first == 1 and tokens[first].is_acronym and not _has_acronym(tokens[first], topics, names)
    ):
        return Hit(first, last, topics, True)
    return None


def _has_acronym(token: Token, entries: tuple[str, ...], names: Names) -> bool:
    return any(token.text in names.entries[n].forms for n in entries)


def _is_written_as_name(tokens: list[Token], first: int, last: int) -> bool:
    """True where a name may be written so: capitals at both ends, small letters only in words that join."""
    inner = (t for t in tokens[first:last] if t.is_word)
    return tokens[first].is_cap and all(
        t.is_cap or t.low in words_of("joiners.txt") or t.text[0].isdigit() for t in inner
    )


def _fits(tokens: list[Token], first: int, last: int, entity: Entity) -> bool:
    """False for a single word that is no exact form of the entry, such as `Us` for US or `Research`."""
    if last - first > 1:
        return True
    word = tokens[first].text
    return word in entity.forms and word.casefold() not in words_of("fields.txt")
