"""Rules as data: patterns over masked sentences, with slots for names, purposes, topics and words.

In a pattern `{who:AGENTS}` is a slot; the kinds of slots stand in `rules/slots.yaml`. Behind `says`, a slot's name
stands for each thing that it caught, so that a rule is distributed over lists.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.drafting.naming.lexicon import read_groups
from kg.drafting.relating.language.lists import aim_verb_pattern, deed_pattern, effect_pattern, gerund_pattern
from kg.drafting.relating.language.tries import one_of
from kg.drafting.relating.patterns.literals import SLOT, required_words, stand_in_order, words_in_order
from kg.drafting.relating.patterns.made import making_pattern
from kg.drafting.relating.patterns.needed import NeededWords
from kg.drafting.relating.rule_files import read_rules, relation_files


@dataclass(frozen=True)
class Saying:
    """What a rule says: subject, predicate, object, each a slot's name or a constant."""

    subject: str
    predicate: str
    obj: str


@dataclass(frozen=True)
class Pattern:
    """A pattern with slots, compiled when a text has the words that it cannot do without: most texts need few."""

    written: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression."""
        return re.compile(expand(self.written, slots(), {}))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """Words of which every match has some, one behind the other."""
        return words_in_order(self.written, body_of)

    def may_match(self, text: str) -> bool:
        """False where the text has not the words; a pattern that is compiled is sooner searched for than they are."""
        return "compiled" in self.__dict__ or stand_in_order(self.words, text)

    def search(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self.compiled.search(text, at, end) if self.may_match(text) else None

    def match(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self.compiled.match(text, at, end) if self.may_match(text) else None


@dataclass(frozen=True)
class Rule:
    """One relation rule: its name, pattern, what it says, and the kind of each slot.

    `settings` holds `told-as` or `polarity` where the rule gives them, `quote: match` where the quote is the
    whole stretch that matched, `lead: yes` where the rule is one for the first sentences of a text alone, and
    `unless`: a pattern that no word around the slot `node` and between it and the aim may match; `named`: a pattern
    that the words of the slot `node` must have; `speech: yes` or `no` where it is one for direct speech, or for what
    stands outside it, alone; `without`: letters of kinds of names that its slots never catch;
    `current`: the letters of what it may add to, where that was spoken of no earlier than in the sentence before.
    """

    name: str
    source: Pattern
    says: tuple[Saying, ...]
    slots: dict[str, str]
    settings: dict[str, str] = field(default_factory=dict)
    needs: tuple[frozenset[str], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first searched for."""
        return self.source.compiled

    @cached_property
    def adds_to(self) -> str:
        """The subject of what the rule says, the first of them."""
        return self.says[0].subject


def rules_for(text: str, kinds: frozenset[str]) -> Iterator[Rule]:
    """The rules that a masked sentence can match, in their order; this spares the search for all others.

    Their slots can be filled with names of these kinds, and one of the words that they cannot do without is there.
    """
    known, wordless, wordy = rules(), *_fillable(kinds)
    found = (known[number] for number in sorted(wordless | (wordy & _needed_words().met_by(text))))
    return (rule for rule in found if rule.source.may_match(text))


@cache
def _needed_words() -> NeededWords:
    return NeededWords(rule.words for rule in rules())


@cache
def _fillable(kinds: frozenset[str]) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the rules whose slots can be filled where names of these kinds stand: without words, with them."""
    numbers = [n for n, rule in enumerate(rules()) if all(needed & kinds for needed in rule.needs)]
    wordless = frozenset(n for n in numbers if not rules()[n].words)
    return wordless, frozenset(numbers) - wordless


@cache
def rules() -> tuple[Rule, ...]:
    """All relation rules of `rules/relations/`, in the order of files and lines."""
    return tuple(rule for name in relation_files() for rule in _read(name, slots()))


@cache
def slots() -> dict[str, str]:
    """The patterns of `slots.yaml` by their names."""
    tree: dict[str, str] = read_rules("slots")
    return tree


def _read(name: str, kinds: dict[str, str]) -> list[Rule]:
    return [
        _to_rule(entry, pattern, kinds)
        for entry in read_rules(name)
        for pattern in (entry["pattern"] if isinstance(entry["pattern"], list) else [entry["pattern"]])
    ]


def _to_rule(entry: dict[str, object], pattern: str, known: dict[str, str]) -> Rule:
    pattern = " ".join(pattern.split())
    kinds = {name: kind for name, kind in SLOT.findall(pattern) if name}
    says = tuple(Saying(*str(line).split(None, 2)) for line in _as_list(entry["says"]))
    settings: dict[str, str] = {
        key: str(entry[key])
        for key in ("told-as", "polarity", "quote", "lead", "each", "named", "speech", "without", "current", "unless")
        if key in entry
    }
    needs = tuple(letters for kind in kinds.values() if (letters := _letters(kind, known)))
    words = required_words(pattern, body_of)
    return Rule(str(entry["rule"]), Pattern(pattern), says, kinds, settings, needs, words)


_SIGN_CLASS = re.compile(r"‹(?:\[([A-Z]+)\]|([A-Z]))")


def _letters(kind: str, known: dict[str, str]) -> frozenset[str]:
    """The letters of the names one of which a slot of this kind must catch; none where it can do without."""
    body = known.get(kind, "")
    first = SLOT.match(body)
    if first and first.group(1) is None:
        return _letters(first.group(2), known)
    if kind in _OPEN or "‹" not in body:
        return frozenset()
    signs = _SIGN_CLASS.findall(body)
    return frozenset("".join(many or one for many, one in signs))


_OPEN = ("GAP", "LONG", "LONGER", "TOPICS-UP", "EXCLUDED-UP", "SUBJECT-WORDS", "TOPIC-LIST-UP")


def expand(pattern: str, known: dict[str, str], kinds: dict[str, str]) -> str:
    """The regular expression of a pattern; the kind of each named slot is put into `kinds`."""

    def one(match: re.Match[str]) -> str:
        name, kind = match.groups()
        body = _VERBS[kind]() if kind in _VERBS else expand(known[kind], known, {})
        if name is None:
            return f"(?:{body})"
        kinds[name] = kind
        return f"(?P<{name}>{body})"

    return SLOT.sub(one, pattern)


@cache
def _profession_pattern() -> str:
    """Any noun for what a person is by profession."""
    return one_of(read_groups("roles.txt")["professions"])


_VERBS = {
    "AIM-VERB": aim_verb_pattern,
    "DEED": deed_pattern,
    "EFFECT": effect_pattern,
    "GERUND": gerund_pattern,
    "MAKING": making_pattern,
    "PROFESSION": _profession_pattern,
}


def body_of(kind: str) -> str:
    """The pattern of a kind of slot, slots in it as they are written."""
    return _VERBS[kind]() if kind in _VERBS else slots()[kind]


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
