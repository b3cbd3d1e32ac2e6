"""How alike two phrases are: folded words, without function words; spans without their article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kg.model import Span
from kg.sources.words import content_words

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_SPELLINGS = (("programme", "program"), ("isation", "ization"), ("centre", "center"))


def fold(words: str) -> str:
    """The words in small letters, without accents, blanks folded, British spellings as American ones.

    >>> fold("  The Programme  for Élan ")
    'the program for elan'
    """
    plain = unicodedata.normalize("NFKD", words.replace("’", "'").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for british, american in _SPELLINGS:
        plain = plain.replace(british, american)
    return " ".join(plain.split())


def similarity(first: str, second: str) -> float:
    """The Jaccard index of the content words; at least 0.6 where one phrase of two words or more holds the other.

    >>> similarity("train 200 engineers", "to train 200 engineers"), similarity("grow jobs", "grow trade")
    (1.0, 0.3333333333333333)
    """
    one, two = set(content_words(fold(first))), set(content_words(fold(second)))
    if not one or not two:
        return 0.0
    jaccard = len(one & two) / len(one | two)
    is_held = min(len(one), len(two)) > 1 and (one <= two or two <= one)
    return max(jaccard, 0.6 + 0.4 * jaccard) if is_held else jaccard


def are_same_words(first: str, second: str) -> bool:
    """True for words that are equal when folded, or of which one holds the other as whole words.

    >>> are_same_words("today", "Today"), are_same_words("in May", "in May 2025"), are_same_words("5", "500")
    (True, True, False)
    """
    one, two = (f" {fold(_POSSESSIVE.sub('', words))} " for words in (first, second))
    return bool(one.strip() and two.strip()) and (one in two or two in one)


class Phrases:
    """The phrases at the spans of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: dict[Span, frozenset[str]] = {}

    def trimmed(self, spans: Iterable[Span]) -> frozenset[Span]:
        """The spans without the article that they begin with."""
        return frozenset(self._trim(span) for span in spans)

    def overlap(self, first: Span, second: Span) -> float:
        """The Jaccard index of the content words of two spans."""
        one, two = self._content(first), self._content(second)
        return len(one & two) / len(one | two) if one | two else 0.0

    def _trim(self, span: Span) -> Span:
        article = _ARTICLE.match(self.text, span.start, span.end)
        return Span(article.end(), span.end) if article and article.end() < span.end else span

    def _content(self, span: Span) -> frozenset[str]:
        if span not in self._words:
            self._words[span] = frozenset(content_words(fold(self.text[span.start : span.end])))
        return self._words[span]
