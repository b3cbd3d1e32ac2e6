"""Makes claims of sums of money: a giver's own sum is a funding of its own, a sum for the whole is the whole's amount.

`rules/money.yaml` holds the patterns, `gifts.py` reads who gives what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import acting, hull
from kg.drafting.relating.language.phrases import purposes
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.money.gift import (
    Gift,
    Giver,
    compiled,
    compiled_one,
    done_with,
    is_of_something_else,
    matches,
    status_in,
    tree,
)
from kg.drafting.relating.money.gifts import find_gifts
from kg.drafting.relating.money.wholes import Whole, Wholes, tells_of_money
from kg.drafting.relating.patterns.made import BULLETS
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_FIGURES = re.compile(r"[$£€¥₹₩]|\d[\d,.]*|million|billion")
_LEAD = 8
"""A sum that a heading or the first sentences tell is the same when the same giver gives it again."""


class Money:
    """Reads the sums of the sentences of one text, one after the other."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.told: set[str] = set()
        self.wholes = Wholes(workbook, self.told)
        self._fundings: dict[tuple[tuple[str, ...], str], tuple[str, int]] = {}
        self._needing: dict[str, tuple[Masked, Gift, Whole]] = {}
        self._lead: Masked | None = None

    def propose(self, masked: Masked) -> Iterator[Proposal]:
        """The claims of a sentence about sums, and what it speaks of noted for the next."""
        self._note_lead(masked)
        if tells_of_money().search(masked.text) or compiled_one("prefilter-of-costs").search(masked.text):
            gifts = [self._led(masked, gift) for gift in find_gifts(self.workbook, masked)]
            for gift, whole in self._wholes(masked, gifts):
                yield from self._from_gift(masked, gift, whole)
            yield from self._sums(masked, gifts)
        self.wholes.remember(masked)

    def close(self, statuses: list[Proposal], same: dict[str, str], proposals: list[Proposal]) -> Iterator[Proposal]:
        """The statuses of a text without others for the sums, and with one for each whole that no verb tells of.

        What money is given for is as far as the money is, but not completed by it.
        """
        known = {p.subject for p in statuses} | self.told
        yield from (p for p in statuses if p.subject not in self.told)
        for name, (masked, gift, whole) in self._needing.items():
            if same.get(name, name) not in known:
                status = "ongoing" if gift.status == "completed" else gift.status
                yield replace(
                    self._status(masked, replace(gift, status=status), whole), antecedent=whole.antecedent,
                    because={"object": "cue"} | ({"subject": "anaphora"} if whole.antecedent else {}),
                )  # fmt: skip
                known.add(same.get(name, name))
        for made in proposals:
            name = same.get(made.subject, made.subject)
            cue = compiled_one("has-money").search(made.quotes[0]) if made.predicate in ("fundedBy", "amount") else None
            if cue and name not in known:
                known.add(name)
                yield replace(
                    made, predicate="hasStatus", obj="planned" if "be " in cue.group() else "ongoing",
                    rule="money-has-status", is_words=False, cue=cue.group(),
                    because={k: v for k, v in made.because.items() if k == "subject"} | {"object": "cue"},
                )  # fmt: skip

    def _note_lead(self, masked: Masked) -> None:
        """Remembers the sentence that leads to a list, as long as its bullets follow."""
        if masked.text.rstrip().endswith(":"):
            self._lead = masked
        elif masked.source.text[masked.sentence.span.start] not in BULLETS:
            self._lead = None

    def _led(self, masked: Masked, gift: Gift) -> Gift:
        """A sum of a list, with the verb of the words that lead to the list in its sentence."""
        colon = masked.text.find(": ", 0, gift.start)
        giver = self._item(masked, gift)
        told = status_in(masked.text[:colon]) if giver and 0 < colon < giver.start else None
        return replace(gift, status=told[0], verb=told[1]) if told else gift

    @staticmethod
    def _item(masked: Masked, gift: Gift) -> Name | None:
        """The giver of a sum that stands right behind it: “Tide Council: €3 million”."""
        names = (n for giver in gift.givers for n in masked.names if n.span == giver.span and n.end < gift.start)
        return next((n for n in names if masked.text[n.end : gift.start].strip() == ":"), None)

    def _wholes(self, masked: Masked, gifts: list[Gift]) -> Iterator[tuple[Gift, Whole | None]]:
        """Each gift with what it is for; of gifts under one verb, what stands behind the last is meant by all."""
        wholes = [self.wholes.of_gift(masked, gift) for gift in gifts]
        for at in range(len(gifts) - 2, -1, -1):
            mine, other = wholes[at], wholes[at + 1]
            if gifts[at].verb == gifts[at + 1].verb and other and (mine is None or mine.antecedent):
                wholes[at] = other
            elif gifts[at].verb == gifts[at + 1].verb and other is None and mine and mine.antecedent:
                wholes[at] = None
        for at in range(1, len(gifts)):
            if wholes[at] is None and gifts[at].verb == gifts[at - 1].verb and gifts[at].is_equal:
                wholes[at] = wholes[at - 1]  # “€5 million to the programme, a sum matched by …”
        for gift, whole in zip(gifts, wholes, strict=True):
            is_here = whole is not None and not whole.antecedent
            is_spent = compiled_one("spending").search(masked.text, *gift.verb) is not None
            if whole is not None if gift.is_unsaid else is_here or not is_spent:
                yield gift, whole

    def _from_gift(self, masked: Masked, gift: Gift, whole: Whole | None) -> Iterator[Proposal]:
        is_joint = len(gift.givers) > 1 and not gift.is_each
        if whole:
            self._needing.setdefault(whole.name, (masked, gift, whole))
            for giver in gift.givers:
                yield self._made(masked, gift, whole, "fundedBy", giver)
        larger = self.wholes.of_a_part(masked, whole) if whole and gift.givers else None
        if larger:
            for giver in gift.givers:
                yield self._made(masked, gift, larger, "fundedBy", giver)
        if whole and (is_joint or gift.is_whole) and not gift.is_equal:
            yield self._words(masked, gift, "amount", whole)
            return
        several = [gift.givers] if is_joint or not gift.givers else [(giver,) for giver in gift.givers]
        for number, givers in enumerate(several):
            funding = self._funding(masked, gift, givers, gift.noun if not number else "")
            yield from self._of_funding(masked, gift, funding, givers, whole)
            if larger:
                yield self._supports(masked, gift, Whole(funding, masked.span(gift.start, gift.end)), larger)

    def _of_funding(
        self, masked: Masked, gift: Gift, funding: str, givers: tuple[Giver, ...], whole: Whole | None
    ) -> Iterator[Proposal]:
        """What is said of one giver's sum."""
        own = Whole(funding, masked.span(gift.start, gift.end))
        for giver in givers:
            yield self._made(masked, gift, own, "fundedBy", giver)
        if not gift.is_equal:
            yield self._words(masked, gift, "amount", own)
        if funding not in self.told:
            yield self._told_by_lead(masked, gift, own) or self._status(masked, gift, own)
        self.told.add(funding)
        if whole:
            yield self._supports(masked, gift, own, whole)
        yield from self._behind(masked, gift, own, whole)

    def _behind(self, masked: Masked, gift: Gift, own: Whole, whole: Whole | None) -> Iterator[Proposal]:
        """What stands behind a sum and is said of it: for whom, what for, through whom, when."""
        tail = masked.text[gift.end : gift.stop]
        at = gift.end
        to = compiled_one("benefits").match(tail)
        if to and whole is None:
            for name in acting(masked, masked.names_in(at + to.start("whom"), at + to.end("whom")), at):
                yield self._proposal(masked, own, "benefits", name.entity, "money-benefits", [own.span, name.span])
        for receiver in (masked.name_at(at) for at in gift.receivers):
            if receiver:
                spans = [own.span, receiver.span]
                yield self._proposal(masked, own, "benefits", receiver.entity, "money-benefits", spans)
        aim = compiled_one("aim").match(tail) if whole is None else None
        if aim:
            for phrase in purposes(masked.text, at + aim.end()):
                span = masked.span(phrase.start, phrase.end)
                purpose = self.workbook.find_or_add("Aim", masked.words(phrase.start, phrase.end), span)
                yield self._proposal(masked, own, "hasAim", purpose, "money-aim", [own.span, span])
        for unit in self._units(masked, gift):
            yield self._proposal(masked, own, "deliveredThrough", unit.entity, "money-through", [own.span, unit.span])
        for place in self._times(masked, gift):
            span = masked.span(*place)
            words = " ".join(masked.source.words(span).split())
            yield replace(
                self._proposal(masked, own, "timeExpression", words, "money-time", [own.span, span]), is_words=True
            )

    def _times(self, masked: Masked, gift: Gift) -> list[tuple[int, int]]:
        """The times told of a sum: right behind it, or in its clause, before the verb or before the next sum."""
        time = compiled_one("time").match(masked.text[gift.end : gift.stop])
        found = {(gift.end + time.start("time"), gift.end + time.end("time"))} if time else set()
        is_for = compiled_one("time-of-money").match
        told = [t for t in gift.times if t[1] <= gift.verb[0] or gift.end <= t[0] < gift.stop]
        return sorted(found | {t for t in told if is_for(masked.text[slice(*t)])})

    def _units(self, masked: Masked, gift: Gift) -> list[Name]:
        """The units through which one giver's sum goes, told behind it or between the giver and the verb."""
        start = self.wholes.behind_givers(masked, gift)
        behind = compiled_one("through").match(masked.text[start : max(gift.stop, start)])
        in_front = compiled_one("through-in-front").search(masked.text, 0, gift.verb[0])
        units = masked.names_in(*in_front.span("unit"), "O") if in_front and len(gift.givers) == 1 else []
        if units and not any(unit.span == giver.span for unit in units for giver in gift.givers):
            return units
        if not behind:
            return []
        return masked.names_in(start + behind.start("unit"), start + behind.end("unit"), "O")

    def _sums(self, masked: Masked, gifts: list[Gift]) -> Iterator[Proposal]:
        """The sums that are the whole's."""
        taken = [(gift.start, gift.end) for gift in gifts]
        for key in ("sums", "sums-here"):
            for pattern in compiled(key):
                for match in matches(pattern, masked.text):
                    start, end = match.span("sum")
                    if any(start < other[1] and other[0] < end for other in taken) or is_of_something_else(
                        masked.text, start, end
                    ):
                        continue
                    if compiled_one("not-of-the-whole").search(masked.text, 0, start):
                        continue
                    whole = self._named(masked, match) if key == "sums" else self.wholes.before(masked)
                    if whole is None:
                        continue
                    taken.append((start, end))
                    yield self._amount(masked, whole, start, end)

    def _named(self, masked: Masked, match: re.Match[str]) -> Whole | None:
        name = masked.name_at(match.start("node"))
        if name is None or self._is_one_of(masked, name, match) or done_with(masked, match.end("sum")):
            return None
        if self.wholes.is_money(name) and re.match(tree()["of-a-noun"], masked.text[match.end("sum") : name.start]):
            return None
        if self.wholes.is_any(name):
            return self.wholes.before(masked) if name.start > match.start("sum") else None
        return self.wholes.to_whole(masked, name)

    def _is_one_of(self, masked: Masked, name: Name, match: re.Match[str]) -> bool:
        """True for “grants of up to €3,000”: each has such a sum, all of them have none."""
        in_all = re.match(tree()["in-all"], masked.text[match.end("sum") :])
        in_all = in_all or re.search(tree()["adding-up"], masked.text[name.end : match.start("sum")])
        return self.workbook.entities[name.entity].label.split()[-1].casefold() in tree()["of-one"] and not in_all

    def _amount(self, masked: Masked, whole: Whole, start: int, end: int) -> Proposal:
        span = masked.span(start, end)
        words = " ".join(masked.source.words(span).split())
        return replace(
            self._proposal(masked, whole, "amount", words, "sum-of-whole", [whole.span, span]), is_words=True
        )

    # ---- proposals

    def _funding(self, masked: Masked, gift: Gift, givers: tuple[Giver, ...], noun: str) -> str:
        """The funding that a giver's sum is: that of the noun beside it, else a new one."""
        span = masked.span(gift.start, gift.end)
        words = "".join(_FIGURES.findall(masked.words(gift.start, gift.end)))
        key = (tuple(giver.name for giver in givers), words if not gift.is_equal else f"= {masked.sentence.number}")
        known_name, number = self._fundings.get(key, ("", 0))
        is_told_again = known_name and number < masked.sentence.number and number <= _LEAD
        name = noun or (known_name if is_told_again else "")
        if not name:
            whose = " and ".join(self.workbook.entities[giver.name].label for giver in givers)
            names = (masked.name_at(place) for place in gift.receivers)
            to = " and ".join(self.workbook.entities[name.entity].label for name in names if name)
            label, hint = ("contribution", f"contribution of {whose}") if whose else ("grant", f"grant to {to}")
            name = self.workbook.add("Funding", f"{whose or to} {label}", hint=hint)
        self._fundings.setdefault(key, (name, masked.sentence.number))
        known = self.workbook.entities[name]
        self.workbook.entities[name] = replace(known, mentions=(*known.mentions, span))
        return name

    def _made(self, masked: Masked, gift: Gift, whole: Whole, predicate: str, giver: Giver) -> Proposal:
        spans = [whole.span, giver.span, masked.span(*gift.verb), masked.span(gift.start, gift.end)]
        made = self._proposal(masked, whole, predicate, giver.name, "money-given", spans, gift)
        if giver.antecedent:
            made = replace(
                made, because={**made.because, "object": "anaphora"}, antecedent=made.antecedent or giver.antecedent
            )
        return made

    def _words(self, masked: Masked, gift: Gift, predicate: str, whole: Whole) -> Proposal:
        span = masked.span(gift.start, gift.end)
        words = " ".join(masked.source.words(span).split())
        made = self._proposal(masked, whole, predicate, words, "money-sum", [whole.span, span], gift)
        return replace(made, is_words=True)

    def _status(self, masked: Masked, gift: Gift, own: Whole) -> Proposal:
        span = masked.span(*gift.verb)
        made = self._proposal(masked, own, "hasStatus", gift.status, "money-status", [span, own.span], gift)
        return replace(made, because={"object": "cue"}, cue=" ".join(masked.source.words(span).split()))

    def _told_by_lead(self, masked: Masked, gift: Gift, own: Whole) -> Proposal | None:
        """The status that the lead of a list, a sentence before, tells of its sums: “The following is set aside:”."""
        lead = self._lead
        told = status_in(lead.text) if lead and lead is not masked and self._item(masked, gift) else None
        if lead is None or told is None:
            return None
        span = lead.span(*told[1])
        return Proposal(
            own.name,
            "hasStatus",
            told[0],
            (hull(lead, span),),
            "money-status",
            lead.sentence.number,
            because={"subject": "anaphora", "object": "cue"},
            antecedent=masked.words(gift.start, gift.end),
            cue=" ".join(lead.source.words(span).split()),
        )

    def _supports(self, masked: Masked, gift: Gift, own: Whole, whole: Whole) -> Proposal:
        verb = masked.span(*gift.verb)
        made = self._proposal(masked, own, "supports", whole.name, "money-for", [verb, own.span, whole.span], gift)
        if whole.antecedent:
            made = replace(made, because={"object": "anaphora"}, antecedent=whole.antecedent)
        return made

    def _proposal(
        self,
        masked: Masked,
        subject: Whole,
        predicate: str,
        obj: str,
        rule: str,
        spans: list[Span],
        gift: Gift | None = None,
    ) -> Proposal:
        return Proposal(
            subject.name,
            predicate,
            obj,
            (hull(masked, *spans),),
            rule,
            masked.sentence.number,
            told_as="possible" if gift and gift.is_possible else "",
            because={"subject": "anaphora"} if subject.antecedent else {},
            antecedent=subject.antecedent,
        )
