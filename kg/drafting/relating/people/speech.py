"""The words of `rules/speech.yaml`: verbs of saying, words that attribute speech, and titles that tell a pronoun."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.drafting.relating.rule_files import read_rules


@cache
def verbs_of_saying() -> re.Pattern[str]:
    """A verb of saying, in one word or several."""
    words = [*_words()["verbs"].split(), *_words()["phrases"]]
    return re.compile(rf"\b(?:{_alternatives(words)})\b")


@cache
def attributing() -> re.Pattern[str]:
    """Words that attribute speech to whom they stand before: “according to”, “a call by”, “the words of”."""
    nouns = _alternatives(_words()["nouns"])
    return re.compile(rf"\b(?:{_alternatives(_words()['leads'])}|(?:{nouns})s? (?:by|of|from))\b", re.IGNORECASE)


@cache
def titles(pronoun: str) -> re.Pattern[str]:
    """A title, at the end of a text, of people for whom this pronoun (`she`, `he`) stands."""
    return re.compile(rf"\b(?:{_alternatives(_words()[pronoun])})\.?\s+$")


@cache
def title_alone() -> re.Pattern[str]:
    """A title with its article and nothing behind that tells whose it is: “the minister”."""
    return re.compile(rf"\b[Tt]he (?P<title>{_alternatives(_words()['title-alone'])})\b(?! (?:of|for|general)\b)")


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda w: (-len(w), w)))


@cache
def _words() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("speech")
    return tree
