"""What the head of a bullet tells of what stands behind it: “• Advanced fuels. Two laboratories will test …”."""

from __future__ import annotations

import re

from kg.drafting.relating.clauses.chunks import FINITE
from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.ends import End, Ends
from kg.drafting.relating.language.lists import words_of
from kg.drafting.relating.language.phrases import core_of, noun_phrases
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Workbook

_AT_A_LINE = re.compile(r"(?:^|\n)[ \t]*(?:[•▪◦●■‣·–—-] ?)?$")
_ALONE = re.compile(r"(?:- )?(?!(?:[Ss]hared|[Jj]oint|[Oo]pen|[Nn]ew|[Cc]ommon) )(?P<head>[^.:;,!?“”()]{4,60})\.$")
_IN_FRONT = re.compile(r"(?:- )?(?P<head>[^.:;,!?“”()]{4,60}): (?=\S+ \S+ \S+)")
_FIRST = re.compile(
    r"(?P<word>[A-Za-z]+ing) (?:(?:the )?(?:costs?|prices?|use|spread|future|potential|reach) of )?(?=\S)",
    re.IGNORECASE,
)
_WHERE = re.compile(r" (?:from|to|in|at|for|with|by) ")


class Headings:
    """Remembers the head of a bullet up to the sentence that it belongs to."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook, self.ends = workbook, Ends(workbook)
        self._alone: list[End] = []

    def topics(self, masked: Masked) -> list[End]:
        """The topics of the head that stands in front of this sentence, or begins it."""
        before, self._alone = self._alone, []
        if masked.sentence.number < 2 or not self._begins_a_line(masked):
            return before
        alone = _ALONE.match(masked.text)
        if alone and self._goes_on(masked):
            self._alone = self._of_head(masked, *alone.span("head"))
            return []
        inline = _IN_FRONT.match(masked.text)
        return self._of_head(masked, *inline.span("head")) if inline else []

    def _begins_a_line(self, masked: Masked) -> bool:
        text, start = self.workbook.source.text, masked.sentence.span.start
        begin = start + len(text[start:]) - len(text[start:].lstrip("•▪◦●■‣·–—- \t"))
        return _AT_A_LINE.search(text[max(0, begin - 8) : begin]) is not None or begin == 0

    def _goes_on(self, masked: Masked) -> bool:
        """True where more stands in the same line: a bullet, and no title."""
        return (
            re.match(r" +\S|\n(?![\n•▪◦●■‣·–—-])\S", self.workbook.source.text[masked.sentence.span.end :]) is not None
        )

    def _of_head(self, masked: Masked, start: int, end: int) -> list[End]:
        """The topics that the words of a head name, behind its verb: “Mapping crops” tells of crops."""
        if any(name.kind != "T" for name in masked.names_in(start, end)):
            return []
        first = _FIRST.match(masked.text, start, end)
        is_doing = first is not None and first.group("word").casefold() not in words_of("verbal-adjectives")
        start = first.end() if first and is_doing else start
        end = min([end, *(m.start() for m in _WHERE.finditer(masked.text, start, end))])
        if any(c.verb and c.kind == FINITE for c in read_clauses(masked.text[start:end])):
            return []
        found = [p for p in noun_phrases(masked.text, start, "T", end) if p.start < end]
        return [self.ends.topic(masked, core_of(masked.text, p)) for p in found]
