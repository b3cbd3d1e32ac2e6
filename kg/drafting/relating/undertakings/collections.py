"""Tells what a number of undertakings consists of: “four projects”, and behind it a list of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.made import BULLETS
from kg.drafting.relating.undertakings.nouns import listed
from kg.drafting.relating.workbook import Workbook

_NODES = "UNGF"
_LEAD = 5
"""How many sentences the first item of a list may stand behind words for all of them, or behind the item before."""
_FAR = 14
"""The same of an item that its sentence tells to be one: “Tide Glass, a project of …”."""
_NUMBERED = re.compile(
    r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|\d{1,2}|selected|following|these)"
    r" (?:(?:new|joint|further|research|pilot|binational|bilateral|first|flagship|lighthouse|priority) )*$"
)
_ITEM = re.compile(rf"(?:[{re.escape(BULLETS)}] ?|\([a-z\d]\) |\d+[.)] )(?=‹)")
_BEHIND_ITEM = re.compile(r"(?: \([^()]*\))?(?:[:,.;]|$| -| will\b| is\b)")
_APPOSITION = re.compile(
    r"(?:‹[UNGF]\d+›)(?: \([^()]*\))?, (?:an?|the|which|one of (?:the|these|them)) (?:[\w$€£.,-]+ ){0,4}?"
    r"(?P<noun>‹[UNGF]\d+›)"
)


class Collections:
    """Remembers the last number of undertakings that a text told, and finds the items of it."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._all: Name | None = None
        self._antecedent = ""
        self._number = 0

    def propose(self, masked: Masked) -> Iterator[Proposal]:
        """The item of a sentence as a part of the undertakings told before."""
        number = masked.sentence.number
        item = self._item(masked)
        if item is not None and self._all is not None and item.entity != self._all.entity:
            self._number = number
            yield Proposal(
                self._all.entity,
                "hasComponent",
                item.entity,
                (hull(masked, item.span),),
                "item-of-a-collection",
                number,
                because={"subject": "anaphora"},
                antecedent=self._antecedent,
            )
            return
        self._note(masked)

    def _note(self, masked: Masked) -> None:
        """Remembers “four projects”, and the same told again."""
        for name in masked.names:
            if name.kind not in _NODES or name.entity in self.workbook.groups:
                continue
            is_again = self._all is not None and name.entity == self._all.entity
            if is_again or self._is_a_number(masked, name):
                self._all, self._number = name, masked.sentence.number
                self._antecedent = " ".join(masked.source.words(name.span).split())
                return

    def _is_a_number(self, masked: Masked, name: Name) -> bool:
        label = self.workbook.entities[name.entity].label
        *before, head = label.split()
        told = f"{masked.text[max(0, name.start - 40) : name.start]}{' '.join([*before, ''])}"
        return head in listed("collections") and _NUMBERED.search(told) is not None

    def _item(self, masked: Masked) -> Name | None:
        """What a sentence is an item about, or tells to be one of those told before."""
        if self._all is None or not masked.names:
            return None
        gap = masked.sentence.number - self._number
        bullet = _ITEM.match(masked.text) if gap <= _LEAD else None
        first = masked.name_at(bullet.end()) if bullet else masked.names[0]
        if first is None or first.kind not in _NODES or not self._is_new(masked, first):
            return None
        if bullet or self._is_bullet(masked, first, gap):
            return first if _BEHIND_ITEM.match(masked.text, first.end) else None
        apposition = _APPOSITION.match(masked.text) if first.start == 0 and gap <= _FAR else None
        noun = masked.name_at(apposition.start("noun")) if apposition else None
        return first if noun and self._is_one(noun) else None

    def _is_bullet(self, masked: Masked, first: Name, gap: int) -> bool:
        """True for the first words behind a bullet, which the masked text leaves out."""
        return gap <= _LEAD and first.start == 0 and masked.source.text[masked.sentence.span.start] in BULLETS

    def _is_new(self, masked: Masked, name: Name) -> bool:
        """True for a name of its own that was not mentioned before the undertakings that it would be one of."""
        entity = self.workbook.entities[name.entity]
        start = self._all.span if self._all else name.span
        return entity.label[:1].isupper() and all(span >= start for span in entity.mentions)

    def _is_one(self, noun: Name) -> bool:
        """True for a noun in the singular that the undertakings have in the plural."""
        one = self.workbook.entities[noun.entity].label.split()[-1].casefold()
        told = self.workbook.entities[self._all.entity].label.split()[-1].casefold() if self._all else ""
        return told in _plurals(one)


@cache
def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies"
