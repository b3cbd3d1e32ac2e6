"""Function words of a language: they carry no content, and name nothing."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"(?:\w\.){2,}|\w+(?:[’'.\-]\w+)*")
"""A word as coverage counts it: an acronym with its points, or letters and digits with what joins them."""


@cache
def stopwords() -> frozenset[str]:
    """The function words of `stopwords.txt`, lower case."""
    lines = files(__package__).joinpath("stopwords.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def content_words(words: str) -> list[str]:
    """The words that are no function words, in order, lower case; an acronym in capitals is always content.

    >>> content_words("the strategy of the US")
    ['strategy', 'us']
    """
    found = (match.group() for match in WORD.finditer(words))
    return [w.lower() for w in found if w.lower() not in stopwords() or (len(w) > 1 and w.isupper())]


def is_function_words(words: str) -> bool:
    """True for words that name nothing by themselves, such as `in the`, `They`, or nothing at all."""
    return not content_words(words)
