"""What the clauses of a sentence say: frames of `rules/frames.yaml`, by verb, voice and preposition.

A frame needs no pattern: whatever stands between, the subject of “led by ‹O1›” is what the reader found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from kg.drafting.proposal import Mention, Proposal
from kg.drafting.relating.aims.headings import Headings
from kg.drafting.relating.aims.purposes import purposes_behind
from kg.drafting.relating.clause import hull
from kg.drafting.relating.clauses.chunks import FINITE, INFINITIVE
from kg.drafting.relating.clauses.governing import told_of
from kg.drafting.relating.clauses.lexicon import base_of, made_words, words_of
from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.clauses.reader import AGENTS, Clause, Phrase, behind_object, read_clauses
from kg.drafting.relating.ends import End, Ends, reasons
from kg.drafting.relating.fitting import Fitting
from kg.drafting.relating.language.lists import deed_pattern
from kg.drafting.relating.language.phrases import core_of, noun_phrases, purposes
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.vocabulary import Vocabulary

_BEHIND_AN_AGENT = (
    r"\b(?:with|from|of|by|and|between|,) (?:the |its |their )?‹[OPCX]\d+›(?: \([^()]*\))?,? (?:in|at) (?:the )?$"
)
_BEHIND_A_NODE = re.compile(
    r"\b(?:in|of|for|under|with|through|within|to|by|from) (?:(?:the|an?|its|their|our|this) )?"
    r"(?:[\w-]+ ){0,2}‹[UNMGFIR]\d+›(?: \([^()]*\))? on (?:the )?$"
)
_OF_A_BODY = re.compile(r"‹O\d+›'s? ‹O\d+›$")
_ITEM = re.compile(r"(?:• )?(?P<node>‹[A-Z]\d+›)(?: \([^()]*\)){0,2} ?(?::|-) ")
_MANY = re.compile(r"(?:(?:some|about|over|more than|nearly|up to) )?\d[\d,.]* (?:million |thousand )?(?=[a-z‹])")
_A_NAME = re.compile(r"(?:[A-Z][a-z]+-)?[A-Z][a-z]+")
"""What is no topic but some name that no list knows: “on Talavera”."""
_SLOT = re.compile(r"(?P<slot>[a-z-]+(?:\.[a-z-]+)?)(?:\[(?P<kinds>[A-Z]+)\])?")


class Slot(NamedTuple):
    """Where an end of a claim stands in a clause, and the letters of the kinds that it may have."""

    place: str
    kinds: str


@dataclass(frozen=True)
class Frame:
    """One frame: its verbs (none: any), the voice (an empty string: any), and what it says."""

    name: str
    verbs: frozenset[str]
    unless: frozenset[str]
    voice: str
    subject: Slot
    predicate: str
    obj: Slot
    unnamed: str = ""
    named: str = ""
    behind: str = ""
    is_moodless: bool = False
    is_actless: bool = False


class Frames:
    """Applies the frames to the sentences of one text."""

    def __init__(self, workbook: Workbook, vocabulary: Vocabulary) -> None:
        self.workbook = workbook
        self.ends, self.fitting = Ends(workbook), Fitting(workbook, vocabulary)
        self.headings = Headings(workbook)

    def propose(self, masked: Masked) -> Iterator[Proposal]:
        """The proposals of one sentence, clause by clause."""
        topics = self.headings.topics(masked)
        masked, acts = plain(self.workbook, masked)
        if not masked.names and not acts:
            return
        for clause in read_clauses(masked.text):
            applied = _Applied(self, masked, clause, acts)
            yield from applied.propose()
            if topics and (told := applied.told()):
                yield from (_headed(masked, node, topic) for node in told for topic in topics)
                topics = []


class _Applied:
    """One clause, and what each frame makes of it."""

    def __init__(self, frames: Frames, masked: Masked, clause: Clause, acts: list[Mention]) -> None:
        self.frames, self.masked, self.clause = frames, masked, clause
        self.verb = masked.span(clause.start, clause.verb_end) if clause.verb else None
        self.act = next((m for m in acts if self.verb and m.span.start <= self.verb.start < m.span.end), None)
        self.known: dict[Slot, list[End]] = {}

    def propose(self) -> Iterator[Proposal]:
        verb = self.clause.verb
        if verb is not None and verb.is_negated:
            return
        lemma, voice = (verb.lemma, "passive" if verb.is_passive else "active") if verb else ("", "none")
        is_moody = self.clause.kind == INFINITIVE or (verb is not None and bool(verb.mood))
        for frame in _frames_of(lemma, voice):
            is_left_out = (frame.is_moodless and is_moody) or (frame.is_actless and self.act is not None)
            if not is_left_out and self._ends(frame.subject):
                yield from self._say(frame)

    def told(self) -> list[End]:
        """The undertakings that the clause itself tells of."""
        return self._main(Slot("main", "UNMGF")) if self.clause.kind == FINITE else []

    def _say(self, frame: Frame) -> Iterator[Proposal]:
        subjects, objects = self._ends(frame.subject), self._ends(frame.obj)
        if not objects:
            return
        if frame.named and not all(re.search(frame.named, self._words(s)) for s in subjects):
            return
        if frame.unnamed and any(re.search(frame.unnamed, self._words(s)) for s in subjects):
            return
        if frame.behind:
            subjects, objects = self._behind(frame, subjects, objects)
        for subject in subjects:
            for obj in objects:
                if subject.name == obj.name:
                    continue
                if frame.predicate == "hasParticipant" and (self._is_unit(obj) or self._is_for_others(subject, obj)):
                    continue
                if self.frames.fitting.allows(subject, frame.predicate, obj):
                    yield self._proposal(frame, subject, obj)

    def _behind(self, frame: Frame, subjects: list[End], objects: list[End]) -> tuple[list[End], list[End]]:
        """The same ends, where the words that the frame asks for stand before the first subject or the first object."""
        firsts = [min(e.span.start for e in ends) for ends in (subjects, objects) if ends]
        places = [n.start for n in self.masked.names if n.span.start in firsts]
        is_there = any(re.search(frame.behind, self.masked.text[:place]) for place in places)
        return (subjects, objects) if is_there else ([], [])

    def _is_for_others(self, subject: End, obj: End) -> bool:
        """True for a person who announces or launches what is no meeting."""
        kinds = self.frames.workbook.kind(subject.name), self.frames.workbook.kind(obj.name)
        lemma = self.clause.verb.lemma if self.clause.verb else ""
        return kinds[1] == "P" and kinds[0] != "M" and lemma in made_words("for-others")

    def _is_unit(self, end: End) -> bool:
        """True for a unit of a body by which something is done: it delivers what the body takes part in."""
        at = next((n.end for n in self.masked.names if n.span == end.span), 0)
        return (
            self.clause.verb is not None
            and self.clause.verb.is_passive
            and bool(_OF_A_BODY.search(self.masked.text, 0, at))
        )

    def _words(self, end: End) -> str:
        return self.frames.workbook.entities[end.name].label

    def _ends(self, slot: Slot) -> list[End]:
        if slot not in self.known:
            self.known[slot] = self._find(slot)
        return self.known[slot]

    def _find(self, slot: Slot) -> list[End]:
        clause, place = self.clause, slot.place
        if place == "time":
            return [self._value(a, b) for a, b in clause.times]
        if place == "sum":
            is_given = any(p.role in ("from", "by") and p.letter and p.letter in AGENTS for p in clause.phrases)
            return [self._value(a, b) for a, b in clause.sums] if len(clause.sums) == 1 and not is_given else []
        if place == "main":
            return self._main(slot)
        if place == "told":
            return self._main(slot) or self._subject_or_item(slot.kinds)
        if place == "act":
            return [End(self.act.entity, self.act.span)] if self.act else []
        if place == "purpose":
            return self._purposes()
        if place == "purpose-behind":
            return [self.frames.ends.aim(self.masked, p) for p in purposes_behind(self.masked.text, clause)]
        if place in ("subject", "object", "where"):
            phrases = {"subject": clause.subjects, "object": clause.objects, "where": clause.where}[place]
        elif place in ("object.of", "to.of"):
            phrases = behind_object(clause, "" if place == "object.of" else place.removesuffix(".of"))
        elif place.startswith("inside."):
            phrases = [p for p in clause.inside if p.role == place.partition(".")[2]]
        else:
            phrases = [p for p in clause.phrases if p.role == place]
            if place == "on":
                phrases = [p for p in phrases if not _BEHIND_A_NODE.search(self.masked.text, 0, p.start)]
            if place in ("in", "at"):
                phrases = [p for p in phrases if not self._is_of_an_agent(p)]
        return [end for phrase in phrases for end in self._of_phrase(phrase, slot.kinds)]

    def _purposes(self) -> list[End]:
        """What an undertaking is to do, where its clause tells so: “seeks to cut emissions and protect coasts”."""
        verb = self.clause.verb
        if verb is None or (verb.mood not in words_of("purposeful") and self.clause.kind != "infinitive"):
            return []
        group = self.masked.text[self.clause.start : self.clause.verb_end]
        is_spoken = any(s.holds(self.verb) for q in self.frames.workbook.quotations for s in q.spans if self.verb)
        if verb.mood == "will" and (is_spoken or "expected" in group or "supposed" in group):
            return []  # what somebody says or expects that will come of it is no purpose
        start = self.masked.text.rfind(" ", self.clause.start, self.clause.verb_end) + 1
        if not _deed().match(self.masked.text, start):
            return []
        return [self.frames.ends.aim(self.masked, p) for p in purposes(self.masked.text, start)]

    def _is_of_an_agent(self, phrase: Phrase) -> bool:
        """True for “with the council in ‹L1›”: the place tells where that one is."""
        return _behind_an_agent().search(self.masked.text, 0, phrase.start) is not None

    def _main(self, slot: Slot) -> list[End]:
        """The undertaking that the clause tells of: its act, else what is done to, else what does."""
        if self.act:
            return [End(self.act.entity, self.act.span)]
        clause, verb = self.clause, self.clause.verb
        subjects = told_of(self.masked, clause)
        first = clause.objects if verb and not verb.is_passive else subjects
        found = [end for phrase in first for end in self._of_phrase(phrase, slot.kinds)]
        if not found and (verb is None or not verb.is_passive) and not clause.objects:
            found = [end for phrase in subjects for end in self._of_phrase(phrase, slot.kinds)]
        return found

    def _subject_or_item(self, kinds: str) -> list[End]:
        """The undertaking that does something, else the one that a bullet begins with: “Tidewatch (€2 million): …”."""
        ends = [end for p in told_of(self.masked, self.clause) for end in self._of_phrase(p, kinds)]
        item = _ITEM.match(self.masked.text)
        named = self.masked.names_in(*item.span("node")) if item and not ends else []
        return ends or [end for name in named if name.kind in kinds for end in self.frames.ends.of_name(name)]

    def _value(self, start: int, end: int) -> End:
        span = self.masked.span(start, end)
        return End(" ".join(self.masked.source.words(span).split()), span, is_words=True)

    def _of_phrase(self, phrase: Phrase, kinds: str) -> list[End]:
        if "T" in kinds and phrase.letter in ("", "T"):
            return self._topics(phrase)
        if not phrase.letter or phrase.letter not in kinds:
            return []
        return self.frames.ends.of_name(self.masked.names_in(phrase.start, phrase.end)[-1])

    def _topics(self, phrase: Phrase) -> list[End]:
        many = _MANY.match(self.masked.text, phrase.start)
        told = noun_phrases(self.masked.text, many.end() if many else phrase.start, "T")
        found = [p for p in told if not _A_NAME.fullmatch(self.masked.text, p.start, p.end)]
        return [self.frames.ends.topic(self.masked, core_of(self.masked.text, p)) for p in found]

    def _proposal(self, frame: Frame, subject: End, obj: End) -> Proposal:
        spans = [subject.span, obj.span]
        if self.verb is not None and frame.voice:
            spans.append(self.verb)
        verb = self.clause.verb
        quote = hull(self.masked, *spans)
        is_behind = frame.obj.place == "purpose-behind"
        return Proposal(
            subject.name,
            frame.predicate,
            obj.name,
            (quote,),
            frame.name,
            sentence=self.masked.sentence.number,
            is_words=obj.is_words,
            told_as="possible" if verb is not None and verb.mood == "can" else "fact" if is_behind else "",
            polarity=self.frames.fitting.polarity(self.masked, frame.predicate, quote, obj),
            because=reasons(subject, obj),
            antecedent=subject.antecedent or obj.antecedent,
            head=subject.head or obj.head,
        )


def _headed(masked: Masked, node: End, topic: End) -> Proposal:
    """What the head of a bullet says of the first undertaking behind it."""
    source = masked.source
    words, head = (" ".join(source.words(span).split()) for span in (node.span, topic.span))
    sentence = source.find_sentence(topic.span)
    return Proposal(
        node.name,
        "onTopic",
        topic.name,
        (head,),
        "topic-of-heading",
        sentence=sentence.number if sentence else 0,
        because={"subject": "anaphora"},
        antecedent=node.antecedent or words,
    )


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(deed_pattern())


@cache
def _behind_an_agent() -> re.Pattern[str]:
    nouns = "|".join(read_rules("frames")["have-places"].split())
    return re.compile(rf"{_BEHIND_AN_AGENT}|\b(?:{nouns}) (?:in|at|near) (?:the )?$")


@cache
def frames() -> tuple[Frame, ...]:
    """All frames of `rules/frames.yaml`, in its order."""
    return tuple(frame for entry in read_rules("frames")["frames"] for frame in _read(entry))


@cache
def _frames_of(lemma: str, voice: str) -> tuple[Frame, ...]:
    """The frames of a verb in a voice, in their order."""
    return tuple(
        frame
        for frame in frames()
        if (not frame.verbs or lemma in frame.verbs) and lemma not in frame.unless and frame.voice in ("", voice)
    )


def _read(entry: dict[str, Any]) -> Iterator[Frame]:
    verbs, unless = (_verbs(str(entry.get(key, ""))) for key in ("verbs", "unless"))
    for voice in ("active", "passive", "any", "none"):
        for line in _as_list(entry.get(voice, ())):
            subject, predicate, obj = str(line).split()
            unnamed, named, behind = (str(entry.get(key, "")) for key in ("unnamed", "named", "behind"))
            of_voice = "" if voice == "any" else voice
            ends = _slot(subject), predicate, _slot(obj)
            is_moodless = entry.get("mood") == "none"
            words = unnamed, named, behind
            is_actless = entry.get("act") == "none"
            yield Frame(str(entry["frame"]), verbs, unless, of_voice, *ends, *words, is_moodless, is_actless)


def _verbs(words: str) -> frozenset[str]:
    """The verbs of a frame; `@name` stands for a list of the file, or of `made.yaml`."""
    found: set[str] = set()
    for word in words.split():
        if word.startswith("@"):
            tree = read_rules("frames")
            found |= _verbs(str(tree[word[1:]] if word[1:] in tree else read_rules("made")[word[1:]]))
        else:
            found.add(base_of(word))
    return frozenset(found)


def _slot(text: str) -> Slot:
    match = _SLOT.fullmatch(text)
    if match is None:
        raise ValueError(f"frames.yaml: {text!r} is no slot")
    return Slot(match.group("slot"), match.group("kinds") or "")


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
