"""Applies the relation rules to a masked sentence: each match becomes proposals, distributed over lists.

The quote of a proposal is the shortest stretch of the sentence that holds both ends and the words that govern them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.drafting.language.phrases import Phrase, core_of, gerund_purposes, noun_phrases, purposes
from kg.drafting.masked import Masked, Name
from kg.drafting.pattern import Rule, Saying, rules
from kg.drafting.proposal import Proposal
from kg.drafting.workbook import Workbook
from kg.model import Span
from kg.vocabulary import Vocabulary

_OF_ANOTHER = re.compile(r"›(?: \([^()]*\))?,? (?:of|in|from|through|at) (?:the |its )?$")
_GOES_ON = re.compile(r"‹[OSPCY]\d+›(?: \([^()]*\))?(?:,| and|, and| or) (?:the |its |their )?$")
_LISTED = re.compile(r"(?:,|,? and) ")
_NEXT_WORD = re.compile(r"[^\w]*[\w]+(?:[-’'.]\w+)*")
_SIGN = re.compile(r"‹([A-Z])(\d+)›")
_PHRASES = ("TOPICS", "TOPICS-UP", "AIMS", "GERUNDS")
PLAIN = frozenset(
    ["jurisdiction", "heldBy", "postIn", "subOrganizationOf", "type", "speaker", "signatory", "signedAs", "sponsoredBy"]
)
"""Predicates that a word of possibility in the same sentence does not touch."""


@dataclass(frozen=True)
class End:
    """What a slot caught: an entity, or words; its place in the source; the antecedent where words stand for it."""

    name: str
    span: Span
    antecedent: str = ""
    is_words: bool = False
    is_listed: bool = False


class Relations:
    """Applies all rules to the sentences of one text."""

    def __init__(self, workbook: Workbook, vocabulary: Vocabulary) -> None:
        self.workbook, self.vocabulary = workbook, vocabulary
        self.document = workbook.source.name
        self._current: Name | None = None
        self._instrument: Name | None = None

    def propose(self, masked: Masked) -> Iterator[Proposal]:
        """The proposals of one sentence, rule by rule."""
        self._current = _focus(masked) or self._current
        self._instrument = self._instrument or next((n for n in masked.names if n.kind == "I"), None)
        kinds = frozenset(name.kind for name in masked.names)
        for rule in rules():
            if not rule.may_match(kinds):
                continue
            at = 0
            while match := rule.pattern.search(masked.text, at):
                yield from self._from_match(masked, rule, match)
                at = match.start() + 1

    def _from_match(self, masked: Masked, rule: Rule, match: re.Match[str]) -> Iterator[Proposal]:
        caught: dict[str, list[End]] = {}
        for saying in rule.says:
            for part in (saying.subject, saying.obj):
                if part in ("current", "instrument"):
                    caught[part] = self._spoken_of(masked, self._current if part == "current" else self._instrument)
                elif part in match.re.groupindex and part not in caught:
                    caught[part] = self._ends(masked, rule.slots.get(part, "WORDS"), match, part)
        for saying in rule.says:
            yield from self._say(masked, rule, saying, match, caught)

    def _say(
        self, masked: Masked, rule: Rule, saying: Saying, match: re.Match[str], caught: dict[str, list[End]]
    ) -> Iterator[Proposal]:
        this = [End(self.document, self._trigger(masked, match))] if saying.subject == "this" else []
        for number, subject in enumerate(caught.get(saying.subject, this)):
            for obj in caught.get(saying.obj, self._listed(masked, saying, match)):
                if rule.settings.get("each") and number and not obj.is_words:
                    obj = replace(obj, name=self.workbook.twin(obj.name, number))
                if subject.name == obj.name or not self._is_allowed(subject, saying.predicate, obj):
                    continue
                yield self._proposal(masked, rule, saying.predicate, subject, obj, match)

    def _listed(self, masked: Masked, saying: Saying, match: re.Match[str]) -> list[End]:
        """A word of a closed list that a rule gives as object, told by what its slot `cue` caught."""
        if "cue" not in match.re.groupindex or not any(saying.obj in s for s in self.vocabulary.concepts.values()):
            return []
        return [End(saying.obj, masked.span(*match.span("cue")), is_listed=True)]

    def _spoken_of(self, masked: Masked, name: Name | None) -> list[End]:
        """What was spoken of last, or first of all: in this sentence by its words, else with them as antecedent."""
        if name is None:
            return []
        if masked.sentence.span.holds(name.span):
            return [End(name.entity, name.span)]
        return [End(name.entity, Span(-1, -1), " ".join(masked.source.words(name.span).split()))]

    def _trigger(self, masked: Masked, match: re.Match[str]) -> Span:
        return masked.span(match.start(), min(match.end(), match.start() + 1))

    def _proposal(
        self, masked: Masked, rule: Rule, predicate: str, subject: End, obj: End, match: re.Match[str]
    ) -> Proposal:
        is_whole = rule.settings.get("quote") == "match"
        more = [masked.span(match.start(), _end_of_words(masked, rule, match))] if is_whole else []
        quote = hull(masked, subject.span, obj.span, *more)
        because = {}
        if subject.name == self.document:
            because["subject"] = "this-document"
        for end, side in ((subject, "subject"), (obj, "object")):
            if end.antecedent:
                because[side] = "anaphora"
        if obj.is_listed:
            because["object"] = "cue"
        settings = {key: rule.settings.get(key, "") for key in ("told-as", "polarity")}
        return Proposal(
            subject.name,
            predicate,
            obj.name,
            (quote,),
            rule.name,
            sentence=masked.sentence.number,
            is_words=obj.is_words,
            told_as=settings["told-as"] or ("fact" if predicate in PLAIN else ""),
            polarity=settings["polarity"],
            because=because,
            cue=masked.source.words(obj.span) if obj.is_listed else "",
            antecedent=subject.antecedent or obj.antecedent,
        )

    def _ends(self, masked: Masked, kind: str, match: re.Match[str], slot: str) -> list[End]:
        """What a slot of a match caught."""
        start, end = match.span(slot)
        if start < 0:
            return []
        if kind in _PHRASES:
            return self._phrases(masked, kind, start, end)
        if kind == "PHRASE":
            return [self._aim(masked, Phrase(start, end))]
        if kind in ("WORDS", "MONEY", "TIME"):
            span = masked.span(start, end)
            return [End(" ".join(masked.source.words(span).split()), span, is_words=True)]
        names = masked.names_in(start, end)
        if kind in ("AGENTS", "SUBJECTS", "BODIES"):
            names = _acting(masked, names, start)
        ends: list[End] = []
        for name in names:
            group = self.workbook.groups.get(name.entity)
            members = group.members if group else (name.entity,)
            ends += [End(member, name.span, group.antecedent if group else "") for member in members]
        return ends

    def _phrases(self, masked: Masked, kind: str, start: int, end: int) -> list[End]:
        """Topics or purposes of a list that begins here; new entities where their words name none yet."""
        if kind.startswith("TOPICS"):
            stop = end if kind == "TOPICS-UP" else None
            return [self._topic(masked, phrase) for phrase in noun_phrases(masked.text, start, stop=stop)]
        cut = purposes if kind == "AIMS" else gerund_purposes
        return [self._aim(masked, phrase) for phrase in cut(masked.text, start)]

    def _topic(self, masked: Masked, phrase: Phrase) -> End:
        phrase = core_of(masked.text, phrase)
        sign = _SIGN.fullmatch(masked.text, phrase.start, phrase.end)
        span = masked.span(phrase.start, phrase.end)
        if sign:
            name = masked.names[int(sign.group(2))]
            return End(name.entity, name.span)
        return End(self.workbook.find_or_add("Topic", masked.words(phrase.start, phrase.end), span), span)

    def _aim(self, masked: Masked, phrase: Phrase) -> End:
        span = masked.span(phrase.start, phrase.end)
        return End(self.workbook.find_or_add("Aim", masked.words(phrase.start, phrase.end), span), span)

    def _is_allowed(self, subject: End, predicate: str, obj: End) -> bool:
        """True where domain and range allow it; the gate asks again, this only spares it the work."""
        known = self.vocabulary.sayable.get(predicate)
        if known is None:
            return False
        subject_type = "Document" if subject.name == self.document else self.workbook.entities[subject.name].type
        fits = self._fits(subject_type, known.domains)
        return (
            fits
            and obj.is_listed
            or (
                fits
                and (obj.is_words == known.takes_words)
                and (obj.is_words or self._fits(self._type(obj), known.ranges))
            )
        )

    def _type(self, end: End) -> str:
        return self.workbook.entities[end.name].type

    def _fits(self, type_name: str, allowed: tuple[str, ...]) -> bool:
        found = self.vocabulary.class_names.get(type_name)
        return not allowed or (found is not None and any(self.vocabulary.is_a(found.iri, iri) for iri in allowed))


def _end_of_words(masked: Masked, rule: Rule, match: re.Match[str]) -> int:
    """The end of a match without the open-ended slot at its end."""
    open_ended = [match.start(slot) for slot, kind in rule.slots.items() if kind in ("TOPICS", "AIMS", "GERUNDS")]
    end = min([match.end(), *open_ended])
    while end > match.start() and masked.text[end - 1] in " ,;":
        end -= 1
    return end


def _focus(masked: Masked) -> Name | None:
    """What a sentence is about, for the next one to add to: its first funding or programme, else its first undertaking."""
    for kinds in ("FG", "NU"):
        found = [n for n in masked.names if n.kind in kinds]
        if found:
            return found[0]
    return None


def _acting(masked: Masked, names: list[Name], start: int) -> list[Name]:
    """The names of a list that act themselves, and do not only tell whose, or where, another one is.

    None where the list begins before the slot: what a part of it does, all of it does.
    """
    if _GOES_ON.search(masked.text, 0, start):
        return []
    acting: list[Name] = []
    place: Name | None = None
    for name in names:
        is_place = bool(_OF_ANOTHER.search(masked.text, start, name.start))
        if place and name.kind == place.kind and _LISTED.fullmatch(masked.text, place.end, name.start):
            is_place = True
        place = name if is_place else None
        if not is_place and name.kind not in "XL" and not masked.text.startswith(("'s", "-based"), name.end):
            acting.append(name)
    return acting


def hull(masked: Masked, *spans: Span) -> str:
    """The words of the sentence from the first to the last of these spans; more of them where those stand twice in it."""
    here = [s for s in spans if s.start >= 0]
    span = Span(min(s.start for s in here), max(s.end for s in here))
    whole = masked.sentence.span
    text = masked.source.words(whole)
    while text.count(masked.source.words(span)) > 1:
        more = _NEXT_WORD.match(masked.source.text, span.end, whole.end)
        if not more:
            break
        span = Span(span.start, more.end())
    return " ".join(masked.source.words(span).split())
