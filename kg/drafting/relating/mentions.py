"""The mentions of a text: in the order in which they were found, and those at a place without a search through all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.drafting.proposal import Mention
from kg.model import Span

_CELL = 6
"""Binary digits of a code point's place within its cell: cells are 64 code points wide."""


class Mentions:
    """A list that grows at its end, and knows which of its members touch a stretch of the text."""

    def __init__(self, found: Iterable[Mention] = ()) -> None:
        self._all: list[Mention] = []
        self._cells: dict[int, list[tuple[int, Mention]]] = {}
        for mention in found:
            self.append(mention)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def append(self, mention: Mention) -> None:
        """Adds a mention behind all others."""
        numbered = len(self._all), mention
        self._all.append(mention)
        for cell in _cells_of(mention.span):
            self._cells.setdefault(cell, []).append(numbered)

    def since(self, seen: int) -> list[Mention]:
        """The mentions behind the first `seen` ones."""
        return self._all[seen:]

    def meeting(self, span: Span) -> list[Mention]:
        """The mentions that share a code point with a span, in the order in which they were found."""
        here = {numbered for cell in _cells_of(span) for numbered in self._cells.get(cell, ())}
        return [mention for _, mention in sorted(here) if mention.span.meets(span)]

    def inside(self, span: Span) -> list[Mention]:
        """The mentions that lie wholly in a span, in the order in which they were found."""
        return [mention for mention in self.meeting(span) if span.holds(mention.span)]

    def starting(self, at: int) -> list[Mention]:
        """The mentions that begin at a code point, in the order in which they were found."""
        return [mention for _, mention in self._cells.get(at >> _CELL, ()) if mention.span.start == at]


def _cells_of(span: Span) -> range:
    return range(span.start >> _CELL, (max(span.end - 1, span.start) >> _CELL) + 1)
