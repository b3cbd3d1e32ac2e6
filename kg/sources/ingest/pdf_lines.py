"""Lines of printed pages, joined to paragraphs again; what repeats at the edges of pages is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median

_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[•‣◦▪●○–—*\-\uf0b7\uf0a7]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
_END = re.compile(r"[.!?:;…][”’\"')\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EDGE = 2
"""How many lines at the top and at the bottom of a page may be a running head or foot."""


@dataclass(frozen=True)
class Line:
    """One printed line. `left`, `right`, `base` and `size` are points, 0 where they are not known.

    `is_cut` tells that a hyphen at its end was taken away by the library.
    """

    words: str
    page: int
    left: float = 0
    right: float = 0
    base: float = 0
    size: float = 0
    is_cut: bool = False


def without_running_lines(pages: list[list[Line]]) -> tuple[list[Line], int]:
    """All lines in order without page numbers and what stands on most pages at the same edge; how many went."""
    edges = [page[:_EDGE] + page[_EDGE:][-_EDGE:] for page in pages]
    counts = Counter(key for lines in edges for key in {_shape(line) for line in lines})
    often = max(2, (len(pages) + 1) // 2)
    kept: list[Line] = []
    gone = 0
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            is_number = bool(_NUMBER.fullmatch(line.words)) and (len(pages) > 1 or "page" in line.words.lower())
            if line in edge and (is_number or counts[_shape(line)] >= often):
                gone += 1
            else:
                kept.append(line)
    return kept, gone


def to_paragraphs(lines: list[Line]) -> tuple[str, list[str]]:
    """The lines as text, and the words that were cut at a line's end, as they are joined now.

    A blank line stands between paragraphs; items of a list are lines of their own.
    """
    joined = _Joiner(lines)
    parts: list[str] = []
    before: Line | None = None
    in_item = False
    for line in lines:
        if before is None:
            parts.append(line.words)
        elif _ITEM.match(line.words) and (in_item or _END.search(before.words)):
            parts.append("\n" + line.words)
        elif joined.begins_paragraph(before, line):
            parts.append("\n\n" + line.words)
        else:
            parts[-1] = joined.join(parts[-1], before, line)
        in_item = bool(_ITEM.match(parts[-1].lstrip()))
        before = line
    return "".join(parts), joined.mended


class _Joiner:
    """Knows what is usual in these lines: their distance, their length, their words."""

    def __init__(self, lines: list[Line]) -> None:
        pairs = list(pairwise(lines))
        steps = [a.base - b.base for a, b in pairs if a.page == b.page and a.base > b.base]
        self.step = median(steps) if steps else 0.0
        self.close = min(steps, default=0.0)
        if self.step > 1.6 * self.close:
            self.step = self.close
        self.right = max((line.right for line in lines), default=0.0)
        self.mended: list[str] = []
        self.words = Counter(word.lower() for line in lines for word in _WORD.findall(line.words))

    def begins_paragraph(self, before: Line, line: Line) -> bool:
        """True where a gap, another size of letters, or a short last line sets a paragraph apart."""
        if before.is_cut:
            return False
        if _ITEM.match(line.words) and not _is_indented_under(before, line):
            return True
        if not line.base or not before.base:
            return False
        if line.page != before.page or line.base > before.base:
            return bool(_END.search(before.words)) and not line.words[:1].islower()
        if before.base - line.base > 1.35 * self.step or abs(line.size - before.size) > 0.15 * max(line.size, 1):
            return True
        is_short = before.right < before.left + 0.8 * (self.right - before.left)
        return is_short and bool(_END.search(before.words)) and not line.words[:1].islower()

    def join(self, text: str, before: Line, line: Line) -> str:
        """The text with a line that goes on; a hyphen at the line's end stays where the whole text writes it."""
        is_hyphened = before.is_cut or re.search(r"[^\W\d_]-$", text)
        if not is_hyphened or not line.words[:1].isalpha():
            return f"{text}{'-' if before.is_cut else ''} {line.words}"
        head = text if before.is_cut else text[:-1]
        first, second = re.search(r"[^\W\d_]*$", head), _WORD.match(line.words)
        left, right = first.group() if first else "", second.group() if second else ""
        hyphen = "-" if self.keeps_hyphen(left, right) else ""
        self.mended.append(left + hyphen + right)
        return head + hyphen + line.words

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """True where the two halves make a compound: written so elsewhere, in capitals, or of a usual first half."""
        whole, compound = (left + right).lower(), f"{left}-{right}".lower()
        if self.words[compound] or self.words[whole]:
            return self.words[compound] >= self.words[whole]
        if right[:1].isupper() or left.isupper():
            return True
        return left.lower() in _heads()


def _is_indented_under(before: Line, line: Line) -> bool:
    return line.words[:1] in "–—-" and not _END.search(before.words)


@cache
def _heads() -> frozenset[str]:
    lines = files(__package__).joinpath("hyphen-heads.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.words.lower().split()))
