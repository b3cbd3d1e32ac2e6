"""Settles which register entry a name stands for, or that it stays without one.

A false link is the worst that can happen to a reader, so every tier asks for more than likeness: homonyms are settled
by the state that the words tell, a name made of common words alone needs a state of its own in the text, and a name
that is only like an entry's must differ in joining words and endings alone. What is weaker becomes a candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.drafting.naming.known import Names
from kg.drafting.naming.lexicon import heads, words_of
from kg.drafting.naming.stretches import is_field_word
from kg.drafting.naming.tokens import Token
from kg.sources.keys import normal_key

_LIKE = 88.0
_LIKE_WORD = 85.0
_BODIES = frozenset(("FormalOrganization", "OrganizationalUnit", "Organization", "Government", "CollectiveAgent"))
_FAR = "?"
_WITHOUT_STATE = frozenset(("Topic", "Principle", "Person"))
_OTHERS = frozenset(("Person", "Post", "State", "Topic", "Principle", "Place"))


@dataclass(frozen=True)
class Link:
    """An entry and the tier it was linked by; without an entry the ones it could be, and the state that is told."""

    entry: str = ""
    tier: str = "new"
    candidates: tuple[str, ...] = ()
    state: str = ""


class Linker:
    """Links names of one text. `states` gives end and entry of each state named, by its first token's number."""

    def __init__(
        self, names: Names, tokens: list[Token], states: dict[int, tuple[int, str]], country: str, capitals: Set[str]
    ) -> None:
        self.names, self.tokens, self.states, self.country = names, tokens, states, country
        self.ends = dict(states.values())
        self.told = ({entry for _, entry in states.values()} | {country}) - {""}
        self.hinted = self.told | capitals

    def link(self, first: int, last: int, found: Iterable[str], type_name: str, acronym: str = "") -> Link:
        """The link of the name at these tokens; `found` are entries that have this form."""
        words = " ".join(token.text for token in self.tokens[first:last] if token.is_word)
        state = self.state_of(first, last)
        if first in self.states and self.states[first][0] == last:
            entry = self.states[first][1]
            if not entry:
                return Link(candidates=tuple(found))
            return Link(entry, "exact" if words == self.names.entries[entry].label else "alias")
        found = tuple(found) or self.names.lookup(normal_key(words))
        fitting = tuple(n for n in found if self._is_kind(n, type_name))
        if type_name == "Post" and last - first == 1 and not state:
            return Link(candidates=fitting)  # “President” alone is that of anything
        if type_name in _WITHOUT_STATE and len(fitting) == 1:
            return Link(fitting[0], self._tier(fitting[0], words))
        if fitting:
            return self._choose(fitting, words, state, acronym)
        stripped = self._without_state(first, last, type_name)
        if stripped:
            return Link(stripped, "normalised", state=state)
        return self._like(words, type_name, state, acronym)

    def link_acronym(self, form: str) -> Link:
        """The link of an acronym that the text does not explain: the one entry of a state that the text names.

        None where a body of many states has it too: “ESA” in a text of the United States may well be the European one.
        """
        found = self.names.acronym(form)
        told = {"", *self.hinted}
        own = [n for n in found if self.names.is_own(n) and (not self.hinted or self.names.country(n) in told)]
        fitting = own or [n for n in found if self.names.country(n) in self.told]
        others = (n for n in found if n not in fitting)
        is_of_others = not own and any(is_of_many_states(self.names.entries[n].label) for n in others)
        if len(fitting) == 1 and len(form) > 2 and not is_of_others and (own or not self._is_of_a_thing(form)):
            return Link(fitting[0], "alias")
        return Link(candidates=found)

    def _is_of_a_thing(self, acronym: str) -> bool:
        """True for an acronym that is a word too, or that names an experiment or a machine: “the ATLAS experiment”."""
        if acronym.casefold() in words_of("not-linked.txt", "words"):
            return True
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return any(a.text == acronym and b.low in words_of("not-linked.txt", "behind") for a, b in pairs)

    def state_of(self, first: int, last: int) -> str:
        """The state that the words in, before or behind a name tell; `?` where they tell a place that is no state."""
        inside = (self.states[at] for at in range(first, last) if at in self.states)
        state = next((entry for end, entry in inside if end <= last), "")
        if state:
            return state
        return self._state_before(first) or self._state_behind(last)

    def _state_before(self, first: int) -> str:
        """The state of “India’s Department …”."""
        at = first - 1
        if at > 0 and self.tokens[at].low == "s" and self.tokens[at - 1].text in ("’", "'"):
            at -= 1
        elif not (at > 0 and self.tokens[at].text in ("’", "'") and self.tokens[at - 1].low.endswith("s")):
            return ""
        return self.ends.get(at) or (_FAR if self.tokens[at - 1].is_cap and not self.tokens[at - 1].is_acronym else "")

    def _state_behind(self, last: int) -> str:
        """The state of “Department … (DST) of the Government of India”, “…, Norland”."""
        at = last
        if at + 2 < len(self.tokens) and self.tokens[at].text == "(":
            if self.tokens[at + 1].text in ("“", '"'):
                at += 1
            at += 3
        if at + 1 >= len(self.tokens) or self.tokens[at].is_apart:
            return ""
        if self.tokens[at].low not in ("of", "in"):
            return ""
        for behind in range(at + 1, min(at + 6, len(self.tokens))):
            if behind in self.states:
                return self.states[behind][1]
            if self.tokens[behind].low not in ("the", "government", "of", "republic", "kingdom"):
                return _FAR if self.tokens[at].low == "of" and self.tokens[behind].is_cap else ""
        return ""

    def _is_kind(self, name: str, type_name: str) -> bool:
        """True where an entry can be what the grammar of the name says it is."""
        kind = self.names.kind(name)
        if type_name in _OTHERS:
            return kind == type_name
        return kind not in _OTHERS

    def _choose(self, found: tuple[str, ...], words: str, state: str, acronym: str) -> Link:
        """The one of several homonyms, or none."""
        own = tuple(n for n in found if self.names.is_own(n))
        if len(found) > 1 and not own and not state and is_of_many_states(words):
            return Link(candidates=found)
        fitting = [n for n in own if self._fits(n, state, words, is_lone=len(found) == 1)]
        fitting = fitting or [n for n in found if self._fits(n, state, words, is_lone=len(found) == 1)]
        if not fitting and (not state or self._is_union(state)):
            fitting = [n for n in found if self._is_told_apart(n, words, acronym)]
        if len(fitting) > 1 and acronym:
            fitting = [n for n in fitting if acronym in self.names.entries[n].forms] or fitting
        if len(fitting) > 1 and self.country:
            fitting = [n for n in fitting if self.names.country(n) == self.country] or fitting
        if len(fitting) != 1:
            return Link(candidates=found, state=state)
        return Link(fitting[0], self._tier(fitting[0], words), state=state)

    def _fits(self, name: str, state: str, words: str, *, is_lone: bool) -> bool:
        """True where an entry is of the state that the words tell, or of one that the text names.

        An own entry fits too where the text names no state at all, or its name is made of more than common words. A
        capital that the text names is enough for a name that only one body has.
        """
        of, is_own = self.names.country(name), self.names.is_own(name)
        if state and not self._is_union(state):
            return of == state or (is_own and not of and state != _FAR)
        if is_own and (not self.hinted or not is_common(words)):
            return True
        return not of or of in (self.hinted if is_lone else self.told)

    def _is_union(self, state: str) -> bool:
        """True for a union of states, whose bodies sit in one of its members: “African Union Commission”."""
        return state != _FAR and self.names.entries[state].label.endswith("Union")

    def _is_told_apart(self, name: str, words: str, acronym: str) -> bool:
        """True where a name tells enough by itself, though the text names no state that the entry is of.

        Its acronym stands there too, and its words are such as few bodies have; one of the two where the text names no
        state at all. A name of a part of the world (“European Commission”) is enough.
        """
        if any(word in words_of("regions.txt") for word in words.casefold().split()):
            return True
        has_acronym = bool(acronym) and acronym in self.names.entries[name].forms
        is_rare = not is_common(words) and " " in words
        return (has_acronym or is_rare) if not self.told else (has_acronym and is_rare)

    def _tier(self, name: str, words: str) -> str:
        entity = self.names.entries[name]
        if words == entity.label:
            return "exact"
        return "alias" if words in entity.forms else "normalised"

    def _without_state(self, first: int, last: int, type_name: str) -> str:
        """The entry of the name without the state in front, where it is a body of that very state."""
        if first not in self.states or self.states[first][0] >= last:
            return ""
        behind, state = self.states[first]
        key = normal_key(" ".join(t.text for t in self.tokens[behind:last] if t.is_word))
        if " " not in key:
            return ""
        fitting = [n for n in self.names.lookup(key) if self._is_kind(n, type_name)]
        fitting = [n for n in fitting if self.names.country(n) in (state, "")]
        return fitting[0] if len(fitting) == 1 else ""

    def _like(self, words: str, type_name: str, state: str, acronym: str) -> Link:
        """The entry whose name differs in joining words and endings alone."""
        found = [n for key in variants(words) for n in self.names.lookup(key)]
        found += self.names.acronym(acronym) if acronym else ()
        alike = [n for n in dict.fromkeys(found) if self._is_kind(n, type_name) and self._is_like(n, words)]
        if not alike:
            return Link(state=state)
        chosen = self._choose(tuple(alike), words, state, acronym)
        return Link(chosen.entry, "fuzzy" if chosen.entry else "new", chosen.candidates, state)

    def _is_like(self, name: str, words: str) -> bool:
        forms = self.names.entries[name].forms
        return any(are_alike(words, form) for form in forms)


def are_alike(first: str, second: str) -> bool:
    """True where two names are the same but for joining words and endings.

    >>> are_alike("Department of Business Energy and Industrial Strategy",
    ...     "Department for Business, Energy and Industrial Strategy")
    True
    >>> are_alike("National Institute of Tidal Energy", "National Institute of Solar Energy")
    False
    """
    one, two = normal_key(first), normal_key(second)
    if fuzz.token_sort_ratio(one, two) < _LIKE:
        return False
    left, right = (sorted(w for w in key.split() if w not in words_of("joiners.txt")) for key in (one, two))
    return len(left) == len(right) and all(fuzz.ratio(a, b) >= _LIKE_WORD for a, b in zip(left, right, strict=True))


def variants(words: str) -> list[str]:
    """The keys of ways to write a name that differ in one joining word or one plural.

    >>> variants("Council for Science")
    ['council of science', 'councils for science', 'council for sciences']
    """
    parts = normal_key(words).split()
    swaps = {"of": "for", "for": "of"}
    found = []
    for at, part in enumerate(parts):
        if part in swaps:
            found.append([*parts[:at], swaps[part], *parts[at + 1 :]])
    for at, part in enumerate(parts):
        if len(part) > 3 and part not in words_of("joiners.txt"):
            other = part[:-1] if part.endswith("s") else part + "s"
            found.append([*parts[:at], other, *parts[at + 1 :]])
    return [" ".join(variant) for variant in found]


def is_of_many_states(words: str) -> bool:
    """True for the name of a body that has seats in several states: “European Molecular Biology Laboratory”."""
    parts = words.casefold().split()
    return any(part in words_of("regions.txt") or part in ("international", "world", "global") for part in parts)


def is_common(words: str) -> bool:
    """True for a name made of common words alone, which bodies of many states may have.

    >>> is_common("National Institute of Marine Research"), is_common("Palawan Marine Observatory")
    (True, False)
    """
    parts = words.replace(",", " ").casefold().split()
    return all(is_common_word(part) and part not in words_of("regions.txt") for part in parts)


def is_common_word(low: str) -> bool:
    """True for a head noun, a field or a joining word."""
    return low in heads() or low in words_of("joiners.txt") or is_field_word(low) or low in words_of("common.txt")


__all__ = ["Link", "Linker", "are_alike", "is_common", "variants"]
