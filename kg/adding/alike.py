"""When two stretches of text are the same words: what differs in typographic signs alone is the same to a reader.

Signs of one kind count as one: quotation marks, apostrophes, dashes and hyphens, points of an ellipsis, ligatures.
White space between words and the marks before items do not count. Letters, their case, digits, and every other sign do:
a number, a name or a negation that changes makes other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kg.model import Source, Span

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*\w*"  # a number with its points, and letters that stick to it
    r"|[^\W\d_]\w*(?:['’ʼ‘´`](?!s\b)\w+)*"  # a word with the apostrophes inside it
    r"|['’ʼ‘´`]s\b"  # a possessive
    r"|\.{3}|(?:\. ){2}\.|-{2,3}|[^\s\w]|_"
)
_SIGNS = {
    **dict.fromkeys("“”„‟«»\"″", '"'),
    **dict.fromkeys("‘’‚‛'`´ʼ′", "'"),
    **dict.fromkeys(["-", "‐", "‑", "‒", "–", "—", "―", "−", "--", "---", "⁃"], "-"),
    **dict.fromkeys(["…", "...", ". . ."], "…"),
}  # fmt: skip
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘´`", "'"))
_NO_WORDS = frozenset("•‣◦▪●·")
"""Marks before the items of a list."""


@dataclass(frozen=True)
class Token:
    """A word or sign: its key, equal for what a reader takes for the same, and its offsets (code points)."""

    key: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a text or of a stretch of it.

    >>> [token.key for token in tokenize("the nation’s – “first”")]
    ['the', 'nation', "'s", '-', '"', 'first', '"']
    """
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    tokens = (Token(_key(match.group()), match.start(), match.end()) for match in found)
    return [token for token in tokens if token.key]


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's tokens: equal for two texts of the same words."""
    return tuple(token.key for token in tokenize(text))


def is_same(one: str, other: str) -> bool:
    """True where two texts are the same words.

    >>> is_same("U.S. – U.K. “ties”", 'U.S.-U.K.  "ties"'), is_same("up to 5", "up to 50")
    (True, False)
    """
    return keys(one) == keys(other)


def find_same(text: str, words: str) -> list[Span]:
    """Where the same words stand in a text, in order."""
    return _find(tokenize(text), keys(words))


class Tokens:
    """A source's tokens, with the sentences that they stand in."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.all = tokenize(source.text)
        self.keys = [token.key for token in self.all]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self.keys):
            places[key].append(at)
        return places

    def find(self, words: str) -> list[Span]:
        """Where the same words stand, in order."""
        sought = list(keys(words))
        if not sought:
            return []
        rarest = min(range(len(sought)), key=lambda at: len(self._places.get(sought[at], ())))
        starts = [at - rarest for at in self._places.get(sought[rarest], ()) if at >= rarest]
        found = [at for at in starts if self.keys[at : at + len(sought)] == sought]
        return [Span(self.all[at].start, self.all[at + len(sought) - 1].end) for at in found]

    def within(self, span: Span) -> list[str]:
        """The keys of the tokens that stand in a span."""
        return [token.key for token in self.all[self.index(span.start) : self.index(span.end)]]

    def before(self, offset: int, count: int) -> list[str]:
        """The last keys before an offset."""
        at = self.index(offset)
        return self.keys[max(0, at - count) : at]

    def behind(self, offset: int, count: int) -> list[str]:
        """The first keys from an offset on."""
        at = self.index(offset)
        return self.keys[at : at + count]

    def index(self, offset: int) -> int:
        """The index of the first token that starts at an offset or behind it."""
        from bisect import bisect_left

        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.all]


def _find(tokens: list[Token], sought: tuple[str, ...]) -> list[Span]:
    found = [token.key for token in tokens]
    size = len(sought)
    places = [at for at in range(len(found) - size + 1) if tuple(found[at : at + size]) == sought] if size else []
    return [Span(tokens[at].start, tokens[at + size - 1].end) for at in places]


def _key(token: str) -> str:
    if token in _NO_WORDS or unicodedata.category(token[0]) == "Cf":
        return ""
    if token in _SIGNS:
        return _SIGNS[token]
    return unicodedata.normalize("NFC", token.translate(_LIGATURES).translate(_APOSTROPHES))
