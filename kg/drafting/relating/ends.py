"""What the slots of a rule catch: entities and words, each with its place or its antecedent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.drafting.relating.clause import acting, governs
from kg.drafting.relating.language.phrases import (
    Phrase,
    core_of,
    doings,
    gerund_purposes,
    noun_phrases,
    purposes,
    with_its_clause,
    with_what_limits_it,
)
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_SIGN = re.compile(r"‹([A-Z])(\d+)›")
TOPICS = {"TOPICS": "T", "TOPICS-UP": "T", "EXCLUDED": "TFUNMGOC", "EXCLUDED-UP": "TFUNMGOC"}
TOPICS |= {"SUBJECT-WORDS": "T", "TOPIC-LIST-UP": "T"}
AIMS = {"AIMS": purposes, "GERUNDS": gerund_purposes, "DOING": doings}


@dataclass(frozen=True)
class End:
    """What a slot caught: an entity, or words; its place in the source; the antecedent where words stand for it."""

    name: str
    span: Span
    antecedent: str = ""
    is_words: bool = False
    is_listed: bool = False
    head: str = ""


def reasons(subject: End, obj: End) -> dict[str, str]:
    """Why an end needs no words of its own in the quote: what stands for it, or the noun that it shares."""
    because = {}
    for end, side in ((subject, "subject"), (obj, "object")):
        if end.antecedent:
            because[side] = "anaphora"
        elif end.head:
            because[side] = "coordination"
    return because


def _is_a_name(masked: Masked, phrase: Phrase) -> bool:
    """True for words with capitals in running text, “on Phu Quoc”: a name that nothing is known of, and no topic."""
    words = masked.text[phrase.start : phrase.end].split()
    is_named = all(word[:1].isupper() and not word.isupper() for word in words)
    return is_named and phrase.start > 0 and sum(word[:1].islower() for word in masked.text.split()) > _RUNNING


_RUNNING = 5
"""From how many words in small letters on a sentence is running text."""


class Ends:
    """Finds the ends of claims in the sentences of one text."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook

    def of_slot(self, masked: Masked, kind: str, match: re.Match[str], slot: str) -> list[End]:
        """What a slot of a match caught."""
        start, end = match.span(slot)
        if start < 0:
            return []
        if kind in TOPICS:
            stop = end if kind.endswith(("-UP", "-WORDS")) else None
            return [
                self.topic(
                    masked, with_its_clause(masked.text, p) if kind.startswith("EXCLUDED") else core_of(masked.text, p)
                )
                for p in noun_phrases(masked.text, start, TOPICS[kind], stop)
                if not _is_a_name(masked, p)
            ]
        if kind in AIMS:
            return [self.aim(masked, phrase) for phrase in AIMS[kind](masked.text, start)]
        if kind == "AIMS-UP":
            return [self.aim(masked, phrase) for phrase in purposes(masked.text, start, end)]
        if kind == "GERUNDS-UP":
            return [self.aim(masked, phrase) for phrase in gerund_purposes(masked.text, start, end)]
        if kind in ("PHRASE", "BETTERMENT", "AIMS-UP-TO", "CHANGE", "THING-TO-COME"):
            return [self.aim(masked, Phrase(start, end))]
        if kind in ("WORDS", "MONEY", "TIME"):
            span = masked.span(start, end)
            return [End(" ".join(masked.source.words(span).split()), span, is_words=True)]
        names = masked.names_in(start, end)
        if kind == "HEAD":
            names = [n for n in names if governs(masked.text, n)]
        if kind in ("AGENTS", "SUBJECTS", "BODIES", "FRESH"):
            names = acting(masked, names, start, is_fresh=kind == "FRESH")
        return [end for name in names for end in self.of_name(name)]

    def of_name(self, name: Name) -> list[End]:
        """What one name stands for: itself, the members of its group, or people who share a noun with others."""
        shared = self.workbook.shared.get(name.span)
        if shared:
            return [End(shared.name, name.span, head=shared.head)]
        group = self.workbook.groups.get(name.entity)
        members = group.members if group else (name.entity,)
        return [End(member, name.span, group.antecedent if group else "") for member in members]

    def topic(self, masked: Masked, phrase: Phrase) -> End:
        """The topic that a phrase names, a new one where the text had none."""
        phrase = with_what_limits_it(masked.text, phrase)
        sign = _SIGN.fullmatch(masked.text, phrase.start, phrase.end)
        span = masked.span(phrase.start, phrase.end)
        if sign and sign.group(1) == "T":
            name = masked.names[int(sign.group(2))]
            return End(name.entity, name.span)
        return End(self.workbook.find_or_add("Topic", masked.words(phrase.start, phrase.end), span), span)

    def aim(self, masked: Masked, phrase: Phrase) -> End:
        """The purpose that a phrase tells."""
        span = masked.span(phrase.start, phrase.end)
        return End(self.workbook.find_or_add("Aim", masked.words(phrase.start, phrase.end), span), span)

    def main(self, masked: Masked) -> list[End]:
        """What a text is about: the cooperation that it has named most so far, else such a programme or instrument."""
        for kind in "NGI":
            name, told = self.workbook.named_most(kind, masked.sentence.span)
            if name:
                return [End(name, Span(-1, -1), " ".join(masked.source.words(told[0]).split()))]
        return []

    def it(self, masked: Masked, before: list[Name]) -> list[End]:
        """What “it” may stand for: the undertakings of the last sentence that names any, the first of them first."""
        ends: list[End] = []
        for name in before:
            group = self.workbook.groups.get(name.entity)
            words = group.antecedent if group else " ".join(masked.source.words(name.span).split())
            ends += [End(one, Span(-1, -1), words) for one in (group.members if group else (name.entity,))]
        return ends

    def spoken_of(self, masked: Masked, name: Name | None, kinds: str = "") -> list[End]:
        """What was spoken of last, or first of all: in this sentence by its words, else with them as antecedent.

        Where a rule gives kinds, what was spoken of must be of one of them, in this sentence or in the one before.
        """
        if name is None or (kinds and (name.kind not in kinds or not self._is_near(masked, name))):
            return []
        if masked.sentence.span.holds(name.span):
            return [End(name.entity, name.span)]
        return [End(name.entity, Span(-1, -1), " ".join(masked.source.words(name.span).split()))]

    def _is_near(self, masked: Masked, name: Name) -> bool:
        sentence = self.workbook.source.find_sentence(name.span)
        return sentence is None or masked.sentence.number - sentence.number <= 1
