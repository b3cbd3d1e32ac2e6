"""Finds the register's names in a text: the longest stretch of words that a form of an entry has.

Knows forms and how they are written; which of several entries a name stands for is settled in `linking`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import terms
from kg.drafting.naming.lexicon import adjectives, usual_states, words_of
from kg.drafting.naming.tokens import Token
from kg.marked import Text
from kg.model import Entity
from kg.register import Register
from kg.sources.keys import normal_key
from kg.sources.words import WORD, stopwords

_MOST_WORDS = 15
_TOPICS = ("Topic", "Principle")
_HIDDEN, _CAPITAL = terms.SKOS + "hiddenLabel", "capital"
_STOP = "\0"
_MARKS_BETWEEN = frozenset('/|;:()[]!?“”"„«»…')
_LONGEST_ABBREVIATION = 4
_LONGEST_STATE_CODE = 4
_NEVER_LAST = frozenset(("and", "of", "for", "the", "in", "on", "to", "with", "a", "an"))
_MOST_TOPIC_WORDS = 8
_MOST_STATE_WORDS = 3


@dataclass(frozen=True)
class Hit:
    """Tokens `first` up to `last` are a form of these register entries, all of which are of class `kind`."""

    first: int
    last: int
    names: tuple[str, ...]
    kind: str

    @property
    def is_topic(self) -> bool:
        """True for a topic or principle, which may be written in small letters."""
        return self.kind in _TOPICS


class Names:
    """What a reader of names asks a register, with the answers of one text kept."""

    def __init__(self, register: Register) -> None:
        self.register, self.entries = register, register.entries
        self._found: dict[str, tuple[str, ...]] = {}

    def lookup(self, key: str) -> tuple[str, ...]:
        """Names of the entries that have a form with this normal key."""
        if key not in self._found:
            self._found[key] = self.register.lookup(key)
        return self._found[key]

    def acronym(self, form: str) -> tuple[str, ...]:
        """Names of the entries that have this very acronym."""
        return self.register.acronym(form)

    def stands_for(self, key: str) -> bool:
        """True for an adjective or a capital of a state."""
        return key in adjectives() or bool(self.register.stands_for(key))

    def of_adjective(self, key: str) -> tuple[str, ...]:
        """Names of the states whose adjective this is: `british`."""
        known = tuple(n for n in self.register.stands_for(key) if not self._has_capital(n, key))
        return known or (self.lookup(adjectives()[key]) if key in adjectives() else ())

    def of_capital(self, key: str) -> tuple[str, ...]:
        """Names of the states whose capital this is: `oslo`."""
        return tuple(n for n in self.register.stands_for(key) if self._has_capital(n, key))

    def kind(self, name: str) -> str:
        """The class name of an entry."""
        return terms.local_name(self.entries[name].type)

    def country(self, name: str) -> str:
        """The entry of the state that an entry belongs to or is in, or an empty string."""
        entity = self.entries[name]
        return entity.country or entity.jurisdiction

    def whole_of(self, name: str) -> str:
        """The entry that an entry is a unit of, or an empty string."""
        facts = (f for f in self.entries[name].facts if f.predicate == terms.ORG + "subOrganizationOf")
        wholes = (self.register.find_iri(fact.obj) for fact in facts)
        return next((whole.name for whole in wholes if whole), "")

    def is_own(self, name: str) -> bool:
        """True for an entry of the project itself."""
        return name in self.entries.own

    def _has_capital(self, name: str, key: str) -> bool:
        return any(normal_key(capital) == key for capital in self._capitals(name))

    def _capitals(self, name: str) -> list[str]:
        """The capitals of a state: of its own entry, and of the shipped one that it stands for."""
        own = [f.obj for f in self.entries[name].facts if f.predicate == _HIDDEN and _CAPITAL in f.note]
        stood_for = [shipped for shipped, other in self.entries.replaced.items() if other == name]
        trees = (self.entries.catalogue.entry(shipped) for shipped in (name, *stood_for))
        facts = (fact for tree in trees if tree for fact in tree[1].get(Text("facts", tree[0].place), ()))
        return own + [str(words) for fact in facts for kind, words in fact.items() if kind == _CAPITAL]


def find_known(tokens: list[Token], names: Names) -> tuple[dict[int, Hit], dict[int, Hit]]:
    """The longest hit at each token where one starts, and the longest state, both by the token's number."""
    keys = [_key(token, tokens[at - 1] if at else token) for at, token in enumerate(tokens)]
    found: dict[int, Hit] = {}
    states: dict[int, Hit] = {}
    for first, token in enumerate(tokens):
        if token.is_word and keys[first] and (token.is_cap or token.low not in stopwords()):
            for hit in _hits(tokens, keys, first, names):
                found[first] = hit
                if hit.kind == "State":
                    states[first] = hit
    for first in [at for at, hit in states.items() if _is_of_a_currency(tokens, at, hit.last)]:
        del found[first], states[first]  # “14 million Australian dollars”
    for first, hit in (_short_states(tokens, states) | _usual_states(tokens, states, names)).items():
        found.setdefault(first, hit)
        states.setdefault(first, hit)
    return found, states


def _short_states(tokens: list[Token], states: dict[int, Hit]) -> dict[int, Hit]:
    """The states called by the last word of a long name in the text: “Korea” and “Korean” for “Republic of Korea”."""
    short: dict[str, set[str]] = {}
    for hit in states.values():
        is_long = hit.last - hit.first > 2 and len(hit.names) == 1
        if is_long and tokens[hit.last - 2].low in ("of", "the"):
            low = tokens[hit.last - 1].low
            for form in (low, low + "n"):
                short.setdefault(form, set()).add(hit.names[0])
    told = {form: tuple(names) for form, names in short.items() if len(names) == 1}
    inside = {at for hit in states.values() for at in range(hit.first, hit.last)}
    return {
        at: Hit(at, at + 1, told[token.low], "State")
        for at, token in enumerate(tokens)
        if told and token.is_cap and token.low in told and at not in inside
    }


def _usual_states(tokens: list[Token], states: dict[int, Hit], names: Names) -> dict[int, Hit]:
    """The states that a short name usually means, where no other state of that name is told: “Korea”, “Korean”.

    Only where the noun itself or a town there is named too: an adjective alone says too little.
    """
    if not any(token.is_cap and token.low in words_of("usual-states.txt", "signs") for token in tokens):
        return {}
    told = {name for hit in states.values() if len(hit.names) == 1 for name in hit.names}
    inside = {at for hit in states.values() for at in range(hit.first, hit.last)}
    usual = {}
    for at, token in enumerate(tokens):
        if token.is_cap and token.low in usual_states() and at not in inside:
            meant, others = (names.lookup(key) for key in usual_states()[token.low])
            behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
            if (
                len(meant) == 1
                and not told.intersection(others)
                and behind not in words_of("usual-states.txt", "not before")
            ):
                usual[at] = Hit(at, at + 1, meant, "State")
    return usual


def _key(token: Token, before: Token) -> str:
    """The key of one token; a mark that no name reaches over gives `_STOP`."""
    if token.is_word:
        return normal_key(token.text)
    is_stop = token.text in _MARKS_BETWEEN or (token.text == "." and len(before.text) > _LONGEST_ABBREVIATION)
    return _STOP if is_stop else normal_key(token.text)


def _hits(tokens: list[Token], keys: list[str], first: int, names: Names) -> Iterator[Hit]:
    """The hits that start at a token, shortest first."""
    key = ""
    most = _MOST_WORDS if tokens[first].is_cap else _MOST_TOPIC_WORDS
    for last in range(first, min(len(tokens), first + most)):
        if keys[last] == _STOP or (last > first and tokens[last].is_apart):
            break
        if not keys[last]:
            continue
        is_possessive = last > first and tokens[last].low == "s" and tokens[last - 1].text in "’'"
        key = f"{key}{'' if is_possessive or not key else ' '}{keys[last]}"
        if tokens[last].low in _NEVER_LAST and last > first:
            continue
        hit = _hit(tokens, first, last + 1, key, names)
        if hit:
            yield hit


def _hit(tokens: list[Token], first: int, last: int, key: str, names: Names) -> Hit | None:
    """A hit of these tokens, or None where they are not written as names of these entries are."""
    is_single = last - first == 1
    entries = names.lookup(key)
    if is_single and tokens[first].is_acronym:
        entries = tuple(dict.fromkeys((*names.acronym(tokens[first].text), *entries)))
    if entries:
        hit = _name_hit(tokens, first, last, entries, names) or _topic_hit(tokens, first, last, entries, names)
        if hit:
            return hit
    if tokens[first].is_cap and last - first <= _MOST_STATE_WORDS and tokens[last - 1].is_cap:
        return _stand_in(first, last, key, names)
    return None


def _name_hit(tokens: list[Token], first: int, last: int, entries: tuple[str, ...], names: Names) -> Hit | None:
    is_name = _is_written_as_name(tokens, first, last) or _is_printed(tokens, first, last, entries, names)
    if not is_name or _is_money(tokens, last):
        return None
    others = (n for n in entries if names.kind(n) not in _TOPICS)
    fitting = [n for n in others if last - first > 1 or _is_exact(tokens[first], names.entries[n])]
    if not fitting:
        return None
    kinds = [names.kind(n) for n in fitting]
    kind = "State" if "State" in kinds else kinds[0]
    return Hit(first, last, tuple(n for n in fitting if names.kind(n) == kind), kind)


def _topic_hit(tokens: list[Token], first: int, last: int, entries: tuple[str, ...], names: Names) -> Hit | None:
    topics = tuple(n for n in entries if names.kind(n) in _TOPICS)
    if last - first == 1 and tokens[first].is_acronym:
        topics = tuple(n for n in topics if tokens[first].text in names.entries[n].forms)
    return Hit(first, last, topics, names.kind(topics[0])) if topics else None


def _stand_in(first: int, last: int, key: str, names: Names) -> Hit | None:
    """A state by its adjective, or a capital, which names a place and tells a state."""
    if not names.stands_for(key):
        return None
    if states := names.of_adjective(key):
        return Hit(first, last, states, "State")
    capitals = names.of_capital(key)
    return Hit(first, last, capitals, "Capital") if capitals else None


def _is_written_as_name(tokens: list[Token], first: int, last: int) -> bool:
    """True where a name may be written so: a capital in front, small letters only in words that join."""
    inner = (t for t in tokens[first:last] if t.is_word)
    return tokens[first].is_cap and all(
        t.is_cap or t.low in words_of("joiners.txt") or t.text == "s" or t.text[0].isdigit() for t in inner
    )


def _is_printed(tokens: list[Token], first: int, last: int, entries: tuple[str, ...], names: Names) -> bool:
    """True where the words are letter by letter those of a form of three words or more, small letters too."""
    words = [t.text for t in tokens[first:last] if t.is_word]
    if len(words) < 3 or not tokens[first].is_cap:
        return False
    return any(words == WORD.findall(form) for n in entries for form in names.entries[n].forms)


def _is_of_a_currency(tokens: list[Token], first: int, last: int) -> bool:
    """True for the adjective of “14 million Australian dollars”."""
    before = tokens[first - 1] if first else None
    is_sum = before is not None and (before.text[0].isdigit() or before.low in words_of("usual-states.txt", "scales"))
    return is_sum and last < len(tokens) and tokens[last].low in words_of("usual-states.txt", "currencies")


def _is_money(tokens: list[Token], last: int) -> bool:
    """True for the “US” of “US$5 million”."""
    return last < len(tokens) and tokens[last].text in "$£€¥" and tokens[last].start == tokens[last - 1].end


def _is_exact(token: Token, entity: Entity) -> bool:
    """False for a single word that is no exact form of the entry (`Us` for US), or too common, or a bare title."""
    is_common = token.low in words_of("fields.txt") or token.low in words_of("never.txt")
    if entity.type.endswith("Post") or is_common:
        return False
    if not token.is_acronym or entity.type.endswith("State"):
        is_loud = token.is_acronym and len(token.text) > _LONGEST_STATE_CODE and token.text.title() in entity.forms
        return is_loud or token.text in entity.forms or token.text.replace(".", "") in entity.forms
    return token.low not in words_of("not-bodies.txt") and len(token.text) > 2
