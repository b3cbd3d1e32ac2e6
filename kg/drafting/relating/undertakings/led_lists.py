"""Acts that the items of a list tell, by what leads to it: “Norland and Sudland will:” and “• train engineers”.

Or “intend to advance this agenda by:” and “• Embarking on cooperation …”. The lead tells who acts and how far it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.clauses.lexicon import BASE, GERUND, form_of, made_words
from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.pattern import Pattern
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Sentence, Span

_MADE = "UNMGF"
_ITEM = re.compile(
    r"(?:^|[;.:] )(?:and |or )?(?:\d{1,2}[.)] |\(?[a-z]\) |- )?(?:(?:[a-z]+ly|together|further|also) )?"
    r"(?P<verb>[A-Za-z]+(?:-[a-z]+)?)(?= \S)",
    re.IGNORECASE,
)
_OBJECT_ENDS = re.compile(
    r"[,;.:()]| (?:in|for|with|through|by|under|within|from|at|between|among|including|such|to|and|as|that|which|of)\b"
)
_OBJECT = re.compile(r" (?:(?:an?|the|its|their|our|new|joint|first|common|second|annual|\d+|two|three) )*$")
_BEGINS_AN_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:[•▪◦●■‣·*–—-]|\d{1,2}[.)]|\(?[a-z]\))[ \t]*$")
_LEAST = 2
_LABEL = 60


@dataclass(frozen=True)
class _Lead:
    """What leads to a list: who acts, the words that tell how far it has come, in which form its verbs come."""

    masked: Masked
    who: tuple[int, int]
    cue: tuple[int, int]
    form: str
    end: int

    @property
    def status(self) -> str:
        """The status that the lead tells of what its items tell."""
        words = self.masked.text[slice(*self.cue)].split()
        return "intended" if words[0].startswith(tuple(read_rules("events")["led-intended"])) else "planned"


class LedLists:
    """Reads the items of the lists of one text, in the order of its sentences."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._lead: _Lead | None = None

    def propose(self, sentence: Sentence) -> list[Proposal]:
        """Notes the acts of a sentence that is in a list, or has one; who takes part in them, and their status."""
        masked, acts = plain(self.workbook, self.workbook.mask(sentence))
        found = _lead_of(masked)
        if found is not None:
            self._lead = found
            for act in acts if found.form == GERUND else ():
                if act.span.meets(masked.span(found.cue[0], found.end)):
                    self.workbook.forget(act.span)  # “intend to advance this agenda by:” is how, and no act of its own
            return list(self._items(masked, found, found.end - 1))
        if self._lead is None:
            return []
        if not _is_item(masked):
            self._lead = None
            return []
        return list(self._items(masked, self._lead, 0))

    def _items(self, masked: Masked, lead: _Lead, start: int) -> Iterator[Proposal]:
        for item in _ITEM.finditer(masked.text, start):
            verb = item.group("verb").casefold()
            form = form_of(verb)
            if form is None or lead.form not in form.forms or verb in read_rules("events")["led-never"]:
                continue
            place = item.span("verb")
            made = _made(masked, place[1]) if form.lemma in made_words("making") else None
            known = self.workbook.mentions.meeting(masked.span(*place))
            if made is None and known and known[0].span not in self.workbook.acts:
                continue
            if made or known:
                entity, span = (made.entity, made.span) if made else (known[0].entity, known[0].span)
            else:
                entity, span = self._act(masked, *place)
            if entity in self.workbook.groups or entity in self.workbook.led:
                continue
            self.workbook.led.add(entity)
            yield from self._told(masked, lead, entity, span)

    def _act(self, masked: Masked, start: int, end: int) -> tuple[str, Span]:
        """A new act, mentioned by its verb, called by its verb and what it is done to."""
        behind = _OBJECT_ENDS.search(masked.text, masked.text.find(" ", end + 1), end + _LABEL)
        label = masked.words(start, behind.start() if behind else min(len(masked.text), end + _LABEL))
        span = masked.span(start, end)
        entity = self.workbook.add("Undertaking", label[:1].lower() + label[1:], span)
        self.workbook.acts[span] = ""
        return entity, span

    def _told(self, masked: Masked, lead: _Lead, entity: str, span: Span) -> Iterator[Proposal]:
        words = " ".join(masked.source.words(span).split())
        cue_span = lead.masked.span(*lead.cue)
        cue = " ".join(masked.source.words(cue_span).split())
        is_here = lead.masked.sentence == masked.sentence
        because = {"object": "cue"} if is_here else {"object": "cue", "subject": "anaphora"}
        quote = hull(masked, cue_span, span) if is_here else hull(lead.masked, cue_span)
        yield Proposal(
            entity, "hasStatus", lead.status, (quote,), "status-of-lead", lead.masked.sentence.number,
            told_as="fact", because=because, cue=cue, antecedent="" if is_here else words,
        )  # fmt: skip
        for name in lead.masked.names_in(*lead.who, "OSPCY"):
            group = self.workbook.groups.get(name.entity)
            antecedent = group.antecedent if group else lead.masked.words(lead.who[0], lead.cue[1])
            is_named = is_here and group is None
            quote = hull(masked, name.span, span) if is_here else hull(masked, span)
            because = {} if is_named else {"object": "anaphora"}
            for member in group.members if group else (name.entity,):
                yield Proposal(
                    entity, "hasParticipant", member, (quote,), "participants-of-lead", masked.sentence.number,
                    because=because, antecedent="" if is_named else antecedent,
                )  # fmt: skip


def _lead_of(masked: Masked) -> _Lead | None:
    """The lead that a sentence has: the last in it, with its list behind it or in the next sentences."""
    found = None
    if ":" not in masked.text:
        return None
    for pattern in _leads():
        match = pattern.search(masked.text)
        if match and (found is None or match.end() > found.end):
            form = GERUND if match.group("by") else BASE
            found = _Lead(masked, match.span("who"), match.span("cue"), form, match.end())
    return found


def _is_item(masked: Masked) -> bool:
    """True for a sentence that begins with the mark of an item, or right behind it."""
    start = masked.sentence.span.start
    text = masked.source.text
    words = masked.source.words(masked.sentence.span)
    is_marked = re.match(r"[•▪◦●■‣·*–—-] ?\S|\d{1,2}[.)] |\(?[a-z]\) ", words) is not None
    return is_marked or _BEGINS_AN_ITEM.search(text, max(0, start - 12), start) is not None


def _made(masked: Masked, at: int) -> Name | None:
    """The undertaking that is the object of the verb that ends here: “open a joint laboratory”."""
    name = next((n for n in masked.names if n.start > at), None)
    is_object = name is not None and name.kind in _MADE and _OBJECT.fullmatch(masked.text, at, name.start)
    return name if is_object else None


@cache
def _leads() -> tuple[Pattern, ...]:
    return tuple(Pattern(pattern) for pattern in read_rules("events")["leads"])
