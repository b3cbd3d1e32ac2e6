"""The word lists of `lexicon/`: what a domain expert may read and better without reading code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The groups of a word list, each line's words as they are written; a list without groups is the group ""."""
    groups: dict[str, list[str]] = {}
    current = groups.setdefault("", [])
    for line in files(__package__).joinpath("lexicon", name).read_text("utf-8").splitlines():
        words = line.strip()
        if words.startswith("#") or not words:
            continue
        if words.endswith(":"):
            current = groups.setdefault(words[:-1], [])
        else:
            current.append(words)
    return {group: tuple(words) for group, words in groups.items()}


@cache
def words_of(name: str, group: str = "") -> frozenset[str]:
    """The words of one group of a list, without regard to case."""
    return frozenset(words.casefold() for words in read_groups(name)[group])


@cache
def heads() -> dict[str, str]:
    """The class that each head noun tells, by the noun in lower case."""
    groups = read_groups("heads.txt")
    return {noun.casefold(): group for group, nouns in groups.items() for noun in nouns}


@cache
def usual_states() -> dict[str, tuple[str, str]]:
    """The normal keys of the state that a short name usually means and of the other of that name, by the short name."""
    lines = (line.partition(" = ") for line in read_groups("usual-states.txt")["forms"])
    keys = ((form, states.partition(" | ")) for form, _, states in lines)
    return {form: (usual, other) for form, (usual, _, other) in keys}


@cache
def adjectives() -> dict[str, str]:
    """The normal key of the state of an adjective that the catalogue does not have, by the adjective."""
    lines = (line.partition(" = ") for line in read_groups("adjectives.txt")[""])
    return {adjective: state for adjective, _, state in lines}


def is_role(low: str) -> bool:
    """True for a noun that says in small letters what a person is."""
    return low in words_of("roles.txt") or low in words_of("roles.txt", "professions")


@cache
def joined_adjectives() -> dict[str, str]:
    """The label of the state of what stands in front of a hyphen (“Franco-German”), by that in lower case."""
    lines = (line.partition(" = ") for line in read_groups("adjectives.txt")["joined"])
    return {adjective: state for adjective, _, state in lines}


@cache
def plurals() -> dict[str, str]:
    """The singular head noun of each plural one, by the plural in lower case."""
    pairs = (line.partition(" = ") for line in read_groups("plurals.txt")[""])
    return {plural.casefold().removesuffix(" of"): singular for plural, _, singular in pairs}


@cache
def sizes(name: str, group: str = "") -> dict[str, tuple[int, ...]]:
    """How many words the entries of a group have that start with a word, longest first, by that word."""
    return _sizes(words_of(name, group))


@cache
def head_sizes() -> dict[str, tuple[int, ...]]:
    """How many words the head nouns have that start with a word, longest first, by that word."""
    return _sizes(frozenset(heads()))


def _sizes(entries: frozenset[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for words in entries:
        parts = words.split()
        found.setdefault(parts[0], set()).add(len(parts))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}
