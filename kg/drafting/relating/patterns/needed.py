"""Finds the rules that a sentence can match at all, by the words that they cannot do without.

An index of three letters a word: looking up those of a sentence is many times faster than searching for every word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_N = 3


class NeededWords:
    """An index of word sets by number; a sentence meets a set when one of its words stands in it."""

    def __init__(self, sets: Iterable[Iterable[str]]) -> None:
        """Every word has three letters or more, blanks counted."""
        self._sets_of: dict[str, set[int]] = {}
        for number, words in enumerate(sets):
            for word in words:
                self._sets_of.setdefault(word, set()).add(number)
        shared = Counter(part for word in self._sets_of for part in parts_of(word))
        self._words_of: dict[str, list[str]] = {}
        for word in self._sets_of:
            rarest = min(sorted(parts_of(word)), key=lambda part: shared[part])
            self._words_of.setdefault(rarest, []).append(word)

    def met_by(self, text: str) -> set[int]:
        """The numbers of the sets one of whose words stands in the text.

        >>> sorted(NeededWords([("funded", "backed"), ("will fund",)]).met_by("it is backed by all"))
        [0]
        """
        found: set[int] = set()
        for part in self._words_of.keys() & parts_of(text):
            for word in self._words_of[part]:
                if word in text:
                    found |= self._sets_of[word]
        return found


def parts_of(text: str) -> set[str]:
    """Every three letters that stand side by side in a text."""
    return {text[at : at + _N] for at in range(len(text) - _N + 1)}
