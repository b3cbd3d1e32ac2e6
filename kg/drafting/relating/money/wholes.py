"""What a sum is for: told with it, behind it, in front of it, or spoken of in the sentence before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.drafting.relating.clause import governs
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.money.gift import Gift, compiled_one, done_with, tree
from kg.drafting.relating.patterns.made import BULLETS
from kg.drafting.relating.undertakings.nouns import listed
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_NODES = "UNMGF"
_FAR = 3
"""How many sentences behind a call or programme a sum is still for it, where none between speaks of another."""
_OFTEN = 2
"""How often a text has named what it is of, before a sum is for it that no sentence near tells of."""
_NO_PLACE = Span(-1, -1)


@dataclass(frozen=True)
class Whole:
    """What money is for: the entity, its place here or nowhere, and the words that tell it elsewhere."""

    name: str
    span: Span = _NO_PLACE
    antecedent: str = ""


class Wholes:
    """Finds what the sums of one text are for; knows what was spoken of last.

    `told` are the fundings that are givers’ own sums, which no sum is for.
    """

    def __init__(self, workbook: Workbook, told: set[str]) -> None:
        self.workbook, self.told = workbook, told
        self._last: Whole | None = None
        self._last_sentence = 0
        self._reach = 1

    def of_gift(self, masked: Masked, gift: Gift) -> Whole | None:
        """What a sum is for: told with it, behind it, in front of it, or in the sentence before."""
        text = masked.text
        if gift.is_unsaid:
            return self.before(masked)
        if gift.node >= 0 and (name := masked.name_at(gift.node)) and not self.is_money(name):
            return self.to_whole(masked, name)
        act = done_with(masked, gift.end)
        if act:
            return self.to_whole(masked, act)
        for at in (gift.end, self.behind_givers(masked, gift)):
            behind = compiled_one("whole-behind").match(text[at : gift.stop])
            name = masked.name_at(at + behind.start("node")) if behind else None
            if name and name.entity != gift.noun and not self.is_money(name):
                whole = (self.before(masked) or self.main(masked)) if self.is_any(name) else None
                return whole or self.to_whole(masked, name)
        givers = [n.start for n in masked.names if _gives(gift, n)]
        leads = ":" in text[gift.verb[0] : min([gift.start, *givers])]
        begin = min([gift.start, *([] if leads else [gift.verb[0]]), *givers])
        here = [
            n
            for n in masked.names
            if n.kind in _NODES and n.end <= begin and n.entity != gift.noun and not self.is_money(n)
        ]
        done_to = [n for n in self._between(masked, gift) if not givers or min(givers) > gift.end]
        if done_to:
            return self.to_whole(masked, done_to[-1])
        subjects = [n for n in here if governs(text, n) and not self.is_any(n)]
        last_of_which = compiled_one("whole-of-which").search(text, 0, begin)
        if last_of_which and (name := masked.name_at(last_of_which.start("node"))):
            return self.to_whole(masked, name)
        if compiled_one("of-which").search(text, 0, begin):  # “the budget of the round, for which ‹O1› …”
            return self.main(masked)
        if compiled_one("leads-to-comma").match(text):
            named = compiled_one("whole-behind-comma").match(text[gift.end :])
            if named and (name := masked.name_at(gift.end + named.start("node"))):
                return self.to_whole(masked, name)
        if subjects and not re.match(r"[^.;:]*\bto (?:the )?‹[OCP]", text[gift.end : gift.stop][:30]):
            return self.to_whole(masked, subjects[0])
        in_front = compiled_one("whole-in-front").search(text, 0, begin)
        if in_front and (name := masked.name_at(in_front.start("node"))):
            return self.to_whole(masked, name)
        is_told = any(compiled_one(key).match(text[gift.end : gift.stop]) for key in ("benefits", "own-purpose"))
        if not gift.givers or (is_told and not gift.is_equal and not self._goes_to_those_who_take_part(masked, gift)):
            return None
        return self.before(masked) or (self.to_whole(masked, here[-1]) if here else self.main(masked))

    def _between(self, masked: Masked, gift: Gift) -> list[Name]:
        """What stands between a verb and a sum of its clause: “will finance ‹G1›, with €3 million from …”."""
        names = (n for n in masked.names if gift.verb[1] <= n.start and n.end <= gift.start)
        found = [n for n in names if n.kind in _NODES and n.entity != gift.noun and not self.is_money(n)]
        return [n for n in found if not self.is_any(n) and masked.text.find(", with ", n.end, gift.start) >= 0]

    def of_a_part(self, masked: Masked, whole: Whole) -> Whole | None:
        """What was spoken of before, where a sum is for a part of it: “for scholarships”, “into the first phase”."""
        words = self.workbook.entities[whole.name].label.split()
        is_part = words[-1].casefold() in tree()["parts"] and words[-1].islower() and not whole.antecedent
        before = self.before(masked) if is_part else None
        return before if before and before.name != whole.name else None

    def _goes_to_those_who_take_part(self, masked: Masked, gift: Gift) -> bool:
        """True for “£5 million in the British partners”: the sum is for what they take part in."""
        to = compiled_one("benefits").match(masked.text[gift.end : gift.stop])
        names = masked.names_in(gift.end + to.start("whom"), gift.end + to.end("whom"), "C") if to else []
        labels = (self.workbook.entities[name.entity].label for name in names)
        return any(label.split()[-1].casefold() in tree()["taking-part"] for label in labels)

    def behind_givers(self, masked: Masked, gift: Gift) -> int:
        """Where those end who give, if they stand behind the sum: “€3 million granted by ‹O1› for …”."""
        ends = (name.end for name in masked.names if _gives(gift, name) and name.start > gift.end)
        at = max(ends, default=gift.end)
        brackets = re.compile(r" \([^()]*\)").match(masked.text, at)
        return brackets.end() if brackets else at

    def before(self, masked: Masked) -> Whole | None:
        """What was spoken of in the sentence before, or so long as money is spoken of."""
        if self._last is None or masked.sentence.number - self._last_sentence > self._reach:
            return None
        return self._last

    def main(self, masked: Masked) -> Whole | None:
        """What the text is of, where one thing alone can be meant: the programme that it has named most so far."""
        most, told = self.workbook.named_most("GFN", masked.sentence.span, besides=self.told)
        if len(told) < _OFTEN:
            return None
        words = " ".join(masked.source.words(told[0]).split())
        return Whole(most, antecedent=words)

    def remember(self, masked: Masked) -> None:
        """Notes what a sentence speaks of: its first funding or programme, else another undertaking.

        Behind a list what leads to it is spoken of again, unless one of its items names a programme.
        """
        is_item = masked.source.text[masked.sentence.span.start] in BULLETS or masked.text.endswith(":")
        goes_on = is_item and self._last is not None and self._last_sentence == masked.sentence.number - 1
        if goes_on:
            self._last_sentence = masked.sentence.number
        for kinds in ("FG", "N") if goes_on else ("FG", "N", "U"):
            found = [
                n
                for n in masked.names
                if n.kind in kinds and not self.is_any(n) and n.entity not in self.told and not self.is_money(n)
            ]
            found = [n for n in found if governs(masked.text, n)] or found
            if found:
                whole = self.to_whole(masked, found[0])
                words = " ".join(masked.source.words(found[0].span).split())
                self._last = Whole(whole.name, antecedent=whole.antecedent or words)
                self._last_sentence = masked.sentence.number
                self._reach = _FAR if kinds == "FG" else 1
                return
        is_of_money = tells_of_money().search(masked.text) or any(n.entity in self.told for n in masked.names)
        if self._last and self._last_sentence == masked.sentence.number - 1 and is_of_money:
            self._last_sentence = masked.sentence.number

    def is_any(self, name: Name) -> bool:
        """True for “six projects”: what money pays for, and not the whole."""
        words = self.workbook.entities[name.entity].label.casefold().split()
        return words[-1] in listed("paid-for") and self.workbook.entities[name.entity].label[:1].islower()

    def is_money(self, name: Name) -> bool:
        """True for “investment”, “a first tranche” alone: money, and nothing that money is for."""
        label = self.workbook.entities[name.entity].label
        return (name.kind == "F" and label[:1].islower() and _is_of_money(label.split()[-1])) or _is_of_money(label)

    def to_whole(self, masked: Masked, name: Name) -> Whole:
        """What a name stands for: itself, or the first of those whom it groups."""
        group = self.workbook.groups.get(name.entity)
        return Whole(group.members[0], name.span, group.antecedent) if group else Whole(name.entity, name.span)


def _gives(gift: Gift, name: Name) -> bool:
    return any(name.span == giver.span for giver in gift.givers)


def _is_of_money(words: str) -> bool:
    return words.casefold() in tree()["money-nouns"]


@cache
def tells_of_money() -> re.Pattern[str]:
    """What a sentence that tells of a sum has somewhere."""
    return re.compile(tree()["prefilter"])
