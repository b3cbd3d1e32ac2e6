"""The word lists of this folder, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.drafting.relating.language.verbs import gerund_of


@cache
def aim_verbs() -> frozenset[str]:
    """Base forms of verbs that begin a purpose, in both spellings of -ise."""
    words = {
        word
        for line in files(__package__).joinpath("aim-verbs.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for word in line.split()
    }
    return frozenset(words | {word.removesuffix("ise") + "ize" for word in words if word.endswith("ise")})


@cache
def aim_verb_pattern() -> str:
    """A pattern for a verb that begins a purpose."""
    return "(?:" + "|".join(sorted(map(re.escape, aim_verbs()), key=lambda w: (-len(w), w))) + r")(?![\w-])"


@cache
def deed_pattern() -> str:
    """A pattern for a verb that tells a purpose behind “will” too, and not only what becomes of a thing."""
    verbs = (aim_verbs() - words_of("no-aim-after-will")) | frozenset(_endings()["aims-after-will"])
    return "(?:" + "|".join(sorted(map(re.escape, verbs), key=lambda w: (-len(w), w))) + r")(?![\w-])"


@cache
def effect_pattern() -> str:
    """A pattern for a verb of an effect that a thing could have."""
    return "(?:" + "|".join(sorted(words_of("effect-verbs"))) + r")(?![\w-])"


@cache
def gerunds() -> dict[str, str]:
    """The -ing form of each of these verbs, with its base form."""
    return {gerund_of(verb): verb for verb in aim_verbs()}


@cache
def gerund_pattern() -> str:
    """A pattern for the -ing form of a verb that begins a purpose."""
    return "(?:" + "|".join(sorted(map(re.escape, gerunds()), key=lambda w: (-len(w), w))) + r")(?![\w-])"


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `endings.yaml` by its key."""
    return frozenset(_endings()[name].split())


@cache
def pairs() -> frozenset[str]:
    """Pairs of words that name one topic together, such as “research and innovation”."""
    return frozenset(_endings()["pairs"])


@cache
def regex_of(name: str) -> re.Pattern[str]:
    """A regular expression of `endings.yaml` by its key: alternatives, in which {WORDS} stands for a list there."""
    lists = _endings()

    def words(match: re.Match[str]) -> str:
        return "(?:" + "|".join(sorted(map(re.escape, lists[match.group(1)]), key=lambda w: (-len(w), w))) + ")"

    return re.compile(
        "|".join(re.sub(r"\{([A-Z]+)\}", words, alternative) for alternative in lists[name]), re.IGNORECASE
    )


@cache
def _endings() -> Any:
    return yaml.safe_load(files(__package__).joinpath("endings.yaml").read_text("utf-8"))
