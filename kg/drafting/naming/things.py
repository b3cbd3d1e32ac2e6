"""The things of one text in the making: what they are called, where they are mentioned, which short forms they have.

Knows names and places; links nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.drafting.naming.lexicon import words_of
from kg.drafting.naming.linking import Link
from kg.drafting.naming.stretches import BODIES
from kg.drafting.naming.tokens import Token
from kg.sources.keys import normal_key

_LINKS = ("of", "for", "on", "at")
_INTO_COMPLEMENT = ("of", "for", "on", "to", "the", "under", "between", "by", "with", "concerning", "regarding")
_SHORT = 2
"""How many words a mention has at most that no shorter one of two words stands for."""
_WHOLE = ("Person", "Place", "Topic", "State")


@dataclass
class Thing:
    """A thing in the making; `spots` are the tokens of its mentions with the tier of each."""

    type: str
    label: str
    link: Link
    spots: dict[tuple[int, int], str] = field(default_factory=dict)


class Things:
    """The things of one text by key, short form and surname; `covered` gives the outermost thing at each token."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.all: list[Thing] = []
        self.by_key: dict[str, Thing] = {}
        self.short: dict[str, Thing] = {}
        self.surnames: dict[str, Thing] = {}
        self.covered: dict[int, Thing] = {}
        self._first_names: dict[str, Thing] = {}
        self._inner_names: dict[str, Thing] = {}
        self._keys_by_word: dict[str, list[str]] = {}
        self._keys: dict[int, str] = {}
        self._forms_by_word: dict[str, dict[str, Thing]] = {}
        self._headed: dict[tuple[str, str], list[Thing]] = {}

    def add(self, key: str, type_name: str, label: str, link: Link) -> Thing:
        """A new thing under a key that none has yet."""
        thing = self.by_key[key] = Thing(type_name, label, link)
        self.all.append(thing)
        self._keys[id(thing)] = key
        for word in set(label.casefold().split()):
            self._keys_by_word.setdefault(word, []).append(key)
        if type_name == "Person":
            self._add_person(thing, label.split())
        return thing

    def mention(self, thing: Thing, first: int, last: int, tier: str) -> None:
        """Make tokens `first` up to `last` a mention of a thing."""
        thing.spots.setdefault((first, last), tier)
        for at in range(first, last):
            self.covered.setdefault(at, thing)
        if last - first > _SHORT:
            form = " ".join(token.text for token in self.tokens[first:last])
            for word in {token.low for token in self.tokens[first:last]}:
                self._forms_by_word.setdefault(word, {}).setdefault(form, thing)

    def forget_topic(self, at: int) -> None:
        """Take back that one token names a topic: it is a part of a longer name."""
        topic = self.covered.get(at)
        if topic is not None and topic.type == "Topic" and (at, at + 1) in topic.spots:
            del topic.spots[at, at + 1], self.covered[at]
            if not topic.spots:
                self.all.remove(topic)

    def define(self, thing: Thing, short: str) -> None:
        """Make a short form stand for a thing; the first definition holds."""
        self.short.setdefault(short, thing)

    def full_name(self, words: str) -> str:
        """The name of a person known from the text whose surname, name in front or inside it these words are."""
        key = normal_key(words)
        person = self.surnames.get(key) or self._first_names.get(key) or self._inner_names.get(key)
        return person.label if person else words

    def longer_key(self, words: str, type_name: str) -> str:
        """The key of the one thing whose name these words begin or end: “Joint Committee” (“… on Tides”); else ""."""
        if " " not in words or type_name in _WHOLE:
            return ""
        kinds = BODIES if type_name in BODIES else (type_name,)
        keys = self._keys_by_word.get(words.split()[0].casefold(), ())
        longer = [k for k in keys if self.by_key[k].type in kinds and is_short_name(words, self.by_key[k].label)]
        longer = longer or self._keys_by_form(words, kinds)
        return longer[0] if len(longer) == 1 else ""

    def _keys_by_form(self, words: str, kinds: Sequence[str]) -> list[str]:
        """The keys of the things that the text mentions with words that these begin or end, whatever their label."""
        forms = self._forms_by_word.get(words.split()[0].casefold(), {})
        keys = (self._keys[id(t)] for form, t in forms.items() if t.type in kinds and is_short_name(words, form))
        return list(dict.fromkeys(keys))

    def named_before(self, at: int, words: str, type_name: str) -> Thing | None:
        """The thing named last before token `at` whose name has this head noun; of two bodies neither."""
        fitting = [t for t in self._with_word(words.casefold(), type_name) if min(t.spots)[0] < at]
        if not fitting or (type_name in BODIES and len(fitting) > 1):
            return None
        return max(fitting, key=lambda thing: max(spot for spot in thing.spots if spot[0] < at))

    def kind_at(self, at: int) -> str:
        """Body or Person where a mention of one covers this token, else an empty string."""
        kind = self.covered[at].type if at in self.covered else ""
        return kind if kind == "Person" else "FormalOrganization" if kind in BODIES else ""

    def is_place_at(self, at: int) -> bool:
        """True where a mention of a place covers this token."""
        return at in self.covered and self.covered[at].type == "Place"

    def is_free(self, first: int, last: int) -> bool:
        """True where no mention covers any of these tokens."""
        return not any(at in self.covered for at in range(first, last))

    def free_words(self) -> Iterator[tuple[int, Token]]:
        """The capitalised words that no mention covers yet."""
        for at, token in enumerate(self.tokens):
            if token.is_cap and token.is_word and at not in self.covered:
                yield at, token

    def _add_person(self, thing: Thing, parts: list[str]) -> None:
        parts = without_suffix(parts)
        for size in range(1, len(parts)):
            self.surnames.setdefault(normal_key(" ".join(parts[-size:])), thing)
        if len(parts) > 1:
            self._first_names.setdefault(normal_key(parts[0]), thing)
        for part in parts[1:-1]:
            self._inner_names.setdefault(normal_key(part), thing)

    def _with_word(self, low: str, type_name: str) -> list[Thing]:
        """The things of this class, or bodies all, whose name has this word."""
        if (low, type_name) not in self._headed:
            kinds = {*BODIES} if type_name in BODIES else {type_name}
            named = [t for t in self.all if t.type in kinds and f" {low} " in f" {t.label.casefold()} "]
            self._headed[low, type_name] = named
        return self._headed[low, type_name]


def without_suffix(parts: list[str]) -> list[str]:
    """The names of a person without what ends them.

    >>> without_suffix(["Bo", "Reed,", "Jr."]), without_suffix(["Ada", "Fenn", "III"])
    (['Bo', 'Reed'], ['Ada', 'Fenn'])
    """
    suffixes = words_of("suffixes.txt") | words_of("suffixes.txt", "behind a comma too")
    is_ended = len(parts) > 2 and parts[-1].casefold().rstrip(".") in suffixes
    return [*parts[:-2], parts[-2].rstrip(",")] if is_ended else parts


def is_short_name(words: str, label: str) -> bool:
    """True where a name is the beginning of a longer one, before its complement, or its end.

    >>> is_short_name("Joint Committee", "Joint Committee on Tides"), is_short_name("Tide Fund", "Norland Tide Fund")
    (True, True)
    >>> is_short_name("Office of Science", "Office of Science and Technology Policy")
    False
    >>> is_short_name("Norland Tide Agreement", "Statement on the Norland Tide Agreement")  # it is what that is about
    False
    """
    if label.isupper():  # a heading in capitals
        words, label = words.casefold(), label.casefold()
    starts = any(f" {words} {link} " in f" {label}" for link in _LINKS)
    before, is_end, _ = label.rpartition(" " + words) if label.endswith(" " + words) else ("", "", "")
    is_complement = bool(before) and before.rpartition(" ")[2].casefold() in _INTO_COMPLEMENT
    return starts or (bool(is_end) and not is_complement)
