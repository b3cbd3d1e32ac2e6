"""Resolves a closed list of words that stand for several names: “both governments”, “the Participants”.

Each is tied to a list of names told together in one earlier sentence; where there is none of the right number, nothing
is resolved. `rules/anaphora.yaml` holds the list.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_OF_ANOTHER = re.compile(r"›(?: \([^()]*\))?(?:'s|,? (?:of|in|from|through|at) (?:the |its )?) ?$")


_POSSESSIVE = 3
"""How many signs stand between a state and its body: “Norland's Tide Council”."""
_CAN_BE_IT = "UNMGFIR"
_SEVERAL = 2


@dataclass(frozen=True)
class _Form:
    words: re.Pattern[str]
    count: int
    kinds: str
    takes_first: bool
    are_parties: bool = False
    pick: int = 0
    is_in_own_voice: bool = False


@dataclass(frozen=True)
class Told:
    """Names told together in one sentence: the entities, their kinds, the stretch of the source."""

    members: tuple[str, ...]
    kinds: frozenset[str]
    span: Span


class Anaphora:
    """Remembers the lists of names of the sentences so far and resolves what stands for them."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._told: list[Told] = []
        self._parties: Told | None = None
        self._of_text: Told | None = None
        self._named = Counter(mention.entity for mention in workbook.mentions)

    def resolve(self, masked: Masked) -> bool:
        """Notes the groups of a sentence; True where there were any."""
        found = False
        for form in _forms():
            if form.is_in_own_voice and self._is_speech(masked):
                continue
            for match in form.words.finditer(masked.text):
                told = self._of_sides(masked, match, form) or self._choose(
                    [*self._told, *_told_together(masked, match.start())], form, match.group()
                )
                if told and _are_sides(match) and _has_another_side(masked, match.start(), told):
                    told = None
                span = masked.span(match.start(), match.end())
                if told and not self.workbook.mentions.meeting(span):
                    antecedent = " ".join(masked.source.words(told.span).split())
                    members = told.members[form.pick - 1 : form.pick] if form.pick else told.members
                    self.workbook.add_group(members, antecedent, span)
                    found = True
        return self._resolve_of_states(masked) or found

    def _is_speech(self, masked: Masked) -> bool:
        """True for a sentence in which somebody is quoted."""
        return any(span.meets(masked.sentence.span) for q in self.workbook.quotations for span in q.spans)

    def _resolve_of_states(self, masked: Masked) -> bool:
        """Notes “the Norlandish council” as the one council of that state told before; True where there was any."""
        found = False
        for match in _pattern("of-a-state").finditer(masked.text):
            state, noun = masked.name_at(match.start("state")), _noun_of_one(match.group("noun"))
            span = masked.span(*match.span())
            if state is None or any(m.span != state.span for m in self.workbook.mentions.meeting(span)):
                continue
            bodies = [e for e in self.workbook.things if self._is_of(e, state.entity, span) and noun.search(e.label)]
            if len(bodies) == 1:
                words = " ".join(masked.source.words(min(bodies[0].mentions)).split())
                self.workbook.add_group((bodies[0].name,), words, span)
                found = True
        return found

    def _is_of(self, body: DraftEntity, state: str, before: Span) -> bool:
        """True for a body that was told before, and whose state this is by the register, its name or words in front."""
        if self.workbook.kind(body.name) != "O" or not body.mentions or not min(body.mentions) < before:
            return False
        if body.jurisdiction:
            return body.jurisdiction == state
        states = [m.span for m in self.workbook.mentions if m.entity == state]
        return any(span.holds(s) or 0 < span.start - s.end <= _POSSESSIVE for span in body.mentions for s in states)

    def _of_sides(self, masked: Masked, match: re.Match[str], form: _Form) -> Told | None:
        """The states whose text it is, where “both sides” of them are meant: the first two that it names together."""
        if form.count != _SEVERAL or not _are_sides(match):
            return None
        states = self._of_text or self._states(masked, match.start())
        return states if states and len(states.members) == form.count else None

    def _choose(self, told: list[Told], form: _Form, words: str) -> Told | None:
        """The list that words stand for: one whose members have their noun in their names, else as the form says.

        Of several lists of bodies the one that the text names most is meant, and the latest of these.
        """
        counted = [t for t in told if form.count in (0, len(t.members))]
        if form.are_parties:
            return self._parties if self._parties in counted else None
        noun = _nouns().get(words.split()[-1].casefold())
        by_noun = [t for t in counted if noun and all(self._has_noun(m, noun) for m in t.members)]
        by_noun = by_noun or ([inside] if noun and (inside := self._inside_names(noun, form.count)) else [])
        fitting = by_noun or [t for t in counted if t.kinds <= set(form.kinds)]
        if not fitting and form.kinds == "S" and (states := self._states_of_a_sentence(form.count)):
            fitting = [states]
        if not fitting:
            return None
        if form.takes_first and not by_noun:
            return fitting[0]
        some = [t for t in fitting if noun and any(self._has_noun(m, noun) for m in t.members)]
        if noun and not some and words.split()[-1].casefold() in _file()["strict"].split():
            return None  # “the two ministries” are no universities
        is_near = words.split()[-1].casefold() in _file()["nearest"].split()
        if not some and (fitting[-1].kinds == {"S"} or is_near):
            return fitting[-1]
        some = some or fitting
        return max(reversed(some), key=lambda t: sum(self._named[m] for m in t.members) / len(t.members))

    def _inside_names(self, noun: re.Pattern[str], count: int) -> Told | None:
        """The bodies with this noun that one name tells together: “Joint Statement by the Government of …”."""
        found = [e for e in self.workbook.things if self.workbook.kind(e.name) == "O" and noun.search(e.label)]
        spans = [min(e.mentions) for e in found if e.mentions]
        is_it = count > 1 and len(spans) == len(found) == count
        hull = Span(min(s.start for s in spans), max(s.end for s in spans)) if is_it else None
        if hull is None or self.workbook.source.find_sentence(hull) is None:
            return None
        return Told(tuple(e.name for e in found), frozenset("O"), hull)

    def states(self) -> Told | None:
        """The states that the text is of: those that a sentence first names together, else the two named most."""
        return self._of_text or self._states_of_a_sentence(2)

    def _states_of_a_sentence(self, count: int) -> Told | None:
        """The states that one sentence names, within other names too, where they are as many as are meant.

        The pair that the text names most is meant: “U.S.–Australia Commission” tells of two.
        """
        found: list[Told] = []
        states = [m for m in self.workbook.mentions if self.workbook.kind(m.entity) == "S"]
        for sentence in self.workbook.source.sentences:
            here = sorted(m for m in states if sentence.span.holds(m.span))
            members = tuple(dict.fromkeys(m.entity for m in here))
            if len(members) == (count or 2):
                span = Span(here[0].span.start, max(m.span.end for m in here))
                found.append(Told(members, frozenset("S"), span))
        return max(found, key=lambda t: sum(self._named[m] for m in t.members), default=None)

    def _has_noun(self, entity: str, noun: re.Pattern[str]) -> bool:
        known = self.workbook.entities[entity]
        own = [known.label, *(self.workbook.source.words(span) for span in known.mentions)]
        return any(noun.search(" ".join(words.split())) for words in own)

    def resolve_they(self, masked: Masked, earlier: list[Masked]) -> None:
        """Notes what “They” at the head of a sentence stands for: several who act in the first clause before."""
        pronoun = _pattern("they").match(masked.text)
        if not pronoun or not earlier:
            return
        before, _ = plain(self.workbook, earlier[-1])
        for clause in read_clauses(before.text):
            acting = [p for p in clause.subjects if p.letter and p.letter in "OSY"]
            names = [n for p in acting for n in before.names_in(p.start, p.end)[-1:]]
            members: list[str] = []
            for name in names:
                group = self.workbook.groups.get(name.entity)
                members += group.members if group else (name.entity,)
            if len(members) > 1:
                group = self.workbook.groups.get(names[0].entity)
                words = Span(names[0].span.start, names[-1].span.end)
                antecedent = group.antecedent if group else " ".join(masked.source.words(words).split())
                self.workbook.add_group(tuple(dict.fromkeys(members)), antecedent, masked.span(*pronoun.span(1)))
                return

    def remember(self, masked: Masked) -> None:
        """Notes the names that a sentence tells together: in one list, or else all of one kind in it."""
        self._told += _told_together(masked, len(masked.text))
        self._of_text = self._of_text or self._states(masked, len(masked.text))

    def remember_parties(self, masked: Masked, proposals: list[Proposal]) -> None:
        """Notes the parties that a sentence tells of its last instrument, where one list told them together.

        And those for whom people sign in it: “signed by Ada Fenn for the Tide Council and by Bo Lund for Norland”.
        """
        signed_for = [
            name
            for found in _pattern("signed-for").finditer(masked.text)
            if _pattern("signing").search(masked.text) and (name := masked.name_at(found.start("party")))
        ]
        if len(signed_for) > 1:
            span = Span(signed_for[0].span.start, signed_for[-1].span.end)
            members = tuple(dict.fromkeys(n.entity for n in signed_for))
            self._parties = Told(members, frozenset(n.kind for n in signed_for), span)
            self._told.append(self._parties)
            return
        told = [p for p in proposals if p.predicate == "hasParty"]
        parties = {p.obj for p in told if p.subject == told[-1].subject}
        alike = [t for t in self._told if set(t.members) == parties]
        self._parties = alike[-1] if alike else self._parties

    def _states(self, masked: Masked, stop: int) -> Told | None:
        """The states that a sentence names up to a place, in longer names too: “Norland's Minister of Tides”.

        Those in the name of a body of one state are left out.
        """
        end = masked.span(stop, stop + 1).start if stop < len(masked.text) else masked.sentence.span.end
        here = (m for m in sorted(self.workbook.mentions) if m.span.start >= masked.sentence.span.start)
        states = [m for m in here if m.span.end <= end and self.workbook.kind(m.entity) == "S"]
        for body in (n.span for n in masked.names if n.kind == "O"):
            inside = [m for m in states if body.holds(m.span)]
            states = [m for m in states if m not in inside or len({i.entity for i in inside}) > 1]
        members = tuple(dict.fromkeys(m.entity for m in states))
        if len(members) < _SEVERAL:
            return None
        return Told(members, frozenset("S"), Span(states[0].span.start, states[-1].span.end))

    def resolve_pronoun(self, masked: Masked, earlier: list[Masked]) -> None:
        """Notes what “It” at the head of a sentence stands for: the first undertaking of the sentence before."""
        self._resolve_inside(masked)
        pronoun = _pattern("pronoun").match(masked.text)
        if not pronoun or not earlier:
            return
        if _pattern("news").match(earlier[-1].text):  # “The announcement comes ahead of … It also …”
            earlier = [m for m in earlier[:-1] if any(n.kind in _CAN_BE_IT for n in m.names)] or earlier
        before = _governed(plain(self.workbook, earlier[-1])[0]) or [
            n for n in earlier[-1].names if n.kind in _CAN_BE_IT
        ]
        if not before:
            return
        group = self.workbook.groups.get(before[0].entity)
        member = group.members[0] if group else before[0].entity
        words = group.antecedent if group else " ".join(masked.source.words(before[0].span).split())
        self.workbook.add_group((member,), words, masked.span(*pronoun.span(1)))

    def _resolve_inside(self, masked: Masked) -> None:
        """Notes what “it” behind a semicolon, or “its launch”, stands for: the one undertaking told in front of it."""
        for pronoun in (_pattern("behind-semicolon").search(masked.text), _pattern("its-making").search(masked.text)):
            if pronoun is None:
                continue
            before = [n for n in _governed(plain(self.workbook, masked)[0]) if n.end < pronoun.start()]
            before = before or [n for n in masked.names if n.kind in "UNMGF" and n.end < pronoun.start()]
            if len({n.entity for n in before}) == 1 and before[0].entity not in self.workbook.groups:
                words = " ".join(masked.source.words(before[0].span).split())
                self.workbook.add_group((before[0].entity,), words, masked.span(*pronoun.span(1)))


def _are_sides(match: re.Match[str]) -> bool:
    """True for “both sides”, which may be of states or of bodies."""
    return match.group().casefold().endswith(" sides")


def _has_another_side(masked: Masked, stop: int, told: Told) -> bool:
    """True behind “talks with Norland”, where Norland is none of those told: “the two sides” are not they."""
    others = (n for n in masked.names if n.end <= stop and n.kind in "SO" and n.entity not in told.members)
    return any(_WITH.search(masked.text, 0, n.start) for n in others)


_WITH = re.compile(r"\bwith (?:the )?$")


def _governed(masked: Masked) -> list[Name]:
    """The undertaking that is the subject, else the object, of the first clause of a sentence."""
    for clause in read_clauses(masked.text):
        if clause.kind != "finite" or clause.verb is None:
            continue
        for phrases in (clause.subjects[:1], clause.objects[:1]):
            for phrase in phrases:
                if phrase.letter and phrase.letter in _CAN_BE_IT:
                    return masked.names_in(phrase.start, phrase.end, phrase.letter)[-1:]
        return []
    return []


def _told_together(masked: Masked, stop: int) -> list[Told]:
    """What a sentence tells together up to a place: its lists of names, and all names of one kind."""
    found: list[Told] = []
    for kind in ("S", "O", "P"):
        names = [n for n in masked.names if n.kind == kind and n.end <= stop and _is_itself(masked, n)]
        for run in [names, *_runs(masked, names)]:
            members = tuple(dict.fromkeys(name.entity for name in run))
            if len(members) > 1:
                span = Span(run[0].span.start, run[-1].span.end)
                found.append(Told(members, frozenset(kind), span))
    both = [n for n in masked.names if n.kind in "SO" and n.end <= stop and _is_itself(masked, n)]
    for run in _runs(masked, both):  # “the Tide Union, Norland and Sudland”
        kinds = frozenset(name.kind for name in run)
        if len(kinds) > 1:
            members = tuple(dict.fromkeys(name.entity for name in run))
            found.append(Told(members, kinds, Span(run[0].span.start, run[-1].span.end)))
    return found


def _is_itself(masked: Masked, name: Name) -> bool:
    """False for a name that only tells whose another one is: “‹S1›'s ‹O2›”, “‹O2› of ‹S1›”."""
    return not masked.text.startswith("'s", name.end) and not _OF_ANOTHER.search(masked.text, 0, name.start)


def _runs(masked: Masked, names: list[Name]) -> list[list[Name]]:
    """Names that stand in one list, such as “A, B and C”."""
    runs: list[list[Name]] = []
    previous: Name | None = None
    for name in names:
        if previous is not None and _pattern("listed").fullmatch(masked.text, previous.end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
        previous = name
    return [run for run in runs if len(run) > 1]


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            re.compile(rf"(?<![\w-])(?:{e['words']})(?![\w-]|'\w)"),
            int(e["count"]),
            e["kinds"],
            bool(e.get("first")),
            bool(e.get("parties")),
            int(e.get("pick", 0)),
            bool(e.get("own-voice")),
        )
        for e in _file()["forms"]
    )


@cache
def _nouns() -> dict[str, re.Pattern[str]]:
    """For a noun in the plural, the pattern of the names that have it."""
    return {
        word: re.compile(pattern, re.IGNORECASE)
        for words, pattern in _file()["nouns"].items()
        for word in words.split()
    }


@cache
def _noun_of_one(noun: str) -> re.Pattern[str]:
    return re.compile(_file()["noun-of-one"][noun], re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_file()[name].replace("{MAKING}", _file()["making"]))


@cache
def _file() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("anaphora")
    return tree
