"""The word classes of `words.yaml`, and the forms of the verbs, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.drafting.relating.language.lists import aim_verbs
from kg.drafting.relating.language.lists import words_of as language_words
from kg.drafting.relating.language.verbs import doubles_in_britain, gerund_of, past_of, present_of
from kg.drafting.relating.rule_files import read_rules

BASE, PRESENT, PAST, PARTICIPLE, GERUND = "base", "present", "past", "participle", "gerund"


@dataclass(frozen=True)
class Form:
    """A verb in its base form, and what forms of it a word can be."""

    lemma: str
    forms: frozenset[str]


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `words.yaml` by its key."""
    return frozenset(word.replace("_", " ") for word in _file()[name].split())


def base_of(entry: str) -> str:
    """The verb of an entry of a list, without its irregular forms: “draw up” of `draw_up:drew_up:drawn_up`."""
    return entry.partition(":")[0].replace("_", " ")


@cache
def made_words(key: str) -> frozenset[str]:
    """A list of `rules/made.yaml` by its key: words, of verbs the base forms."""
    return frozenset(base_of(entry) for entry in read_rules("made")[key].split())


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Prepositions of several words, and the one word that stands for each."""
    return {tuple(words.split()): str(role) for words, role in _file()["phrases"].items()}


@cache
def longest_phrases() -> dict[str, int]:
    """How many words the longest of these prepositions has, by its first word."""
    longest: dict[str, int] = {}
    for words in phrases():
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def nouns_too() -> frozenset[str]:
    """Verbs whose base form is a noun as well."""
    return language_words("verb-or-noun") | frozenset(base_of(entry) for entry in _file()["verbs-and-nouns"].split())


@cache
def particle_verbs() -> frozenset[str]:
    """Verbs of two words or more: “set up”, “come to an end”."""
    made = read_rules("made")
    entries = f"{_file()['verbs']} {_file()['verb-phrases']} {made['making']} {made['intransitive']}".split()
    return frozenset(verb for entry in entries if " " in (verb := base_of(entry)))


@cache
def form_of(word: str) -> Form | None:
    """What verb a word can be, and in which forms; “co-supervise” is one where “supervise” is."""
    known = verb_forms().get(word)
    prefix, _, rest = word.partition("-")
    if known is None and prefix in ("co", "re", "pre") and rest in verb_forms():
        plain = verb_forms()[rest]
        return Form(f"{prefix}-{plain.lemma}", plain.forms)
    return known


@cache
def verb_forms() -> dict[str, Form]:
    """Every form of every verb that is known, of one word."""
    found: dict[str, tuple[str, set[str]]] = {}
    made = read_rules("made")
    lists = (
        _file()["verbs"],
        _file()["verbs-and-nouns"],
        made["making"],
        made["paying"],
        *(_file()[key] for key in ("raising", "asking", "letting")),
    )
    irregular: dict[str, list[str]] = {}
    for entry in " ".join(lists).split():
        verb, *forms = entry.split(":")
        irregular[verb] = irregular.get(verb) or forms
    for verb in [*irregular, *sorted(aim_verbs() - irregular.keys())]:
        if "_" in verb or " " in verb:
            continue
        for word, form in _forms_of(verb, irregular.get(verb, [])):
            if "_" not in word:
                found.setdefault(word, (verb, set()))[1].add(form)
    return {word: Form(lemma, frozenset(forms)) for word, (lemma, forms) in found.items()}


def _forms_of(verb: str, irregular: list[str]) -> Iterator[tuple[str, str]]:
    past = irregular[0] if irregular else past_of(verb)
    yield from ((verb, BASE), (present_of(verb), PRESENT), (gerund_of(verb), GERUND))
    yield from ((past, PAST), (irregular[-1] if irregular else past, PARTICIPLE))
    if doubles_in_britain(verb):
        yield from ((f"{verb}ed", PAST), (f"{verb}ed", PARTICIPLE), (f"{verb}ing", GERUND))


@cache
def _file() -> Any:
    return yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
