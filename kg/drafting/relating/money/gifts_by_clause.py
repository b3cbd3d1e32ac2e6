"""Reads who gives which sum by the clauses of a sentence: by verbs of `rules/money.yaml`, and where both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.relating.clauses.chunks import INFINITIVE
from kg.drafting.relating.clauses.lexicon import words_of
from kg.drafting.relating.clauses.reader import Clause, Phrase, read_clauses
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.money.gift import (
    Gift,
    compiled_one,
    done_with,
    givers_of,
    is_of_something_else,
    status_of_words,
    tree,
    verbs,
)
from kg.drafting.relating.workbook import Workbook

_AGENTS, _NODES = "OSYC", "UNMGF"
_FOR = ("for", "to", "into", "in", "towards", "toward", "behind", "on")
_OF_THE_WHOLE = re.compile(
    r" (?:(?!(?:to|for|in|into|towards?|on|behind|under|of|from|with)\b)[a-z-]+ ){0,2}‹[UNMG]\d+›"
)
_BUDGET = re.compile(r"\b(?:budget|envelope|funding|pot|costs?|volume|endowment|kitty|running)$")
"""Nouns for the money of a whole: “will top up the budget of ‹G1› with €3 million”."""
_FROM_ITS_GIVER = re.compile(r" (?:coming |each |provided )?(?:from|by) (?:the )?‹[OSY]\d+›")


def clause_gifts(workbook: Workbook, masked: Masked) -> Iterator[Gift]:
    """The gifts that verbs of giving, backing, coming and receiving tell, one for each clause."""
    for clause in read_clauses(masked.text):
        gift = _gift(workbook, masked, clause)
        if gift is not None:
            yield gift


def _gift(workbook: Workbook, masked: Masked, clause: Clause) -> Gift | None:
    verb = clause.verb
    if verb is None or verb.is_negated:
        return None
    place = _sum(masked, clause)
    if place is None or (_OF_THE_WHOLE.match(masked.text, place[1]) and not done_with(masked, place[1])):
        return None
    is_from = _FROM_ITS_GIVER.match(masked.text, place[1]) is not None
    if is_from and verb.lemma in verbs("backing") and not verb.is_passive:
        return None  # “will fund it, with €3 million from ‹O1› and …”
    givers = givers_of(workbook, _givers(masked, clause, place[0]))
    receivers = _receivers(masked, clause, place[0])
    is_received = bool(receivers) and (verb.lemma in verbs("receiving") or verb.is_passive)
    if (not givers and not is_received) or is_of_something_else(masked.text, *place, len(givers)):
        return None
    words = masked.text[clause.start : clause.verb_end]
    status = status_of_words(f"{verb.mood} {words}" if verb.mood in ("will", "would") else words)
    if verb.tense == "past" and status == tree()["else"]:
        status = "completed"
    if _asking(clause):
        status = "called-for"
    told = place if verb.lemma == "be" else (clause.start, clause.verb_end)
    node = _node(masked, clause, place)
    is_whole = verb.is_passive and verb.lemma in verbs("bearing") and len(givers) == 1 and node >= 0
    return Gift(
        givers, *place, told, status, is_possible=verb.mood == "can", node=node,
        is_whole=is_whole, times=tuple(clause.times), receivers=receivers,
    )  # fmt: skip


def _sum(masked: Masked, clause: Clause) -> tuple[int, int] | None:
    """The sum that a clause tells to be given: the first behind its verb, or before it where the sum is given."""
    verb = clause.verb
    assert verb is not None
    behind = [s for s in clause.sums if s[0] >= clause.verb_end]
    if verb.lemma in verbs("reaching") and verb.is_passive:
        return behind[0] if behind else None
    before = [s for s in clause.sums if s[1] <= clause.start]
    if verb.lemma in verbs("backing") and verb.is_passive:
        return behind[0] if behind else None
    if verb.lemma in verbs("backing") and not behind and before:
        return before[0] if compiled_one("with-a-sum").search(masked.text, 0, before[0][0]) else None
    is_received = verb.is_passive and verb.lemma in verbs("giving") and any(p.letter for p in clause.subjects)
    if is_received and behind:
        return behind[0]  # “the institute was awarded €3 million”
    if verb.lemma in verbs("changing") and not verb.is_passive and behind:
        return _new(masked, *behind[0])
    if verb.is_passive or verb.lemma in verbs("coming"):
        right_before = compiled_one("sum-in-front").search(masked.text, 0, clause.start)
        if right_before and (not clause.subjects or clause.kind in ("participle", "relative")):
            return right_before.span("sum")
        return before[0] if before else None
    return behind[0] if behind else None


def _new(masked: Masked, start: int, end: int) -> tuple[int, int]:
    """The sum that another one is changed to: the second of “from €3 million to €6 million”."""
    first, to, _ = masked.text[start:end].partition(" to ")
    is_change = to and masked.text.endswith(" from ", 0, start)
    return (start + len(first) + len(to), end) if is_change else (start, end)


def _asking(clause: Clause) -> Clause | None:
    """The clause that asks somebody to do what this one tells: “called on ‹O1› to provide …”."""
    parent = clause.parent if clause.kind == INFINITIVE else None
    is_asking = parent is not None and parent.verb is not None and parent.verb.lemma in words_of("asking")
    return parent if is_asking else None


def _subjects(clause: Clause) -> list[Phrase]:
    """Those who do what a clause tells: behind “call on”, those who are called on."""
    asking = _asking(clause)
    called = [p for p in asking.phrases if p.role in ("on", "upon")] if asking and not asking.objects else []
    return called or clause.subjects


def _givers(masked: Masked, clause: Clause, start: int) -> list[Name]:
    """The names of those who give in a clause, by its verb and voice."""
    verb = clause.verb
    assert verb is not None
    found: list[Phrase] = []
    if verb.lemma in verbs("coming") or verb.lemma in verbs("receiving"):
        found = [p for p in clause.phrases if p.role == "from"] if not verb.is_passive else []
    elif verb.lemma in verbs("giving") or verb.lemma in verbs("backing"):
        found = [p for p in clause.phrases if p.role == "by"] if verb.is_passive else _subjects(clause)
    elif verb.lemma in verbs("changing") and not verb.is_passive and masked.text.endswith((" to ", " by "), 0, start):
        shares = [p for p in clause.objects if compiled_one("own-share").search(masked.text, p.start, p.end)]
        found = _subjects(clause) if shares else []
    if verb.lemma in verbs("reaching") and clause.subjects and not found:
        share = compiled_one("share-of").search(masked.text, 0, clause.subjects[0].end)
        return masked.names_in(*share.span("giver")) if share else []
    found = [p for p in found if p.letter and p.letter in _AGENTS]
    return [n for p in found for n in masked.names_in(p.start, p.end)[-1:]]


def _pays(clause: Clause) -> bool:
    """True for “will finance”, “will pay for”: a sum does so, and somebody gives it."""
    return clause.verb is not None and not clause.verb.is_passive and clause.verb.lemma in verbs("backing")


def _receivers(masked: Masked, clause: Clause, start: int) -> tuple[int, ...]:
    """Where the names of those stand who receive a sum, or are provided with it."""
    verb = clause.verb
    assert verb is not None
    is_giving = verb.lemma in verbs("giving")
    is_received = verb.is_passive if is_giving else verb.lemma in verbs("receiving")
    found = clause.subjects if is_received else clause.objects if is_giving else []
    named = [p for p in found if p.letter and p.letter in "OC" and p.end <= start]
    return tuple(masked.names_in(p.start, p.end)[-1].start for p in named)


def _node(masked: Masked, clause: Clause, place: tuple[int, int]) -> int:
    """Where the name of what the sum is for stands in the clause; -1 where the clause does not tell it."""
    verb = clause.verb
    assert verb is not None
    is_done = verb.is_passive and verb.lemma in verbs("backing")
    is_received = verb.lemma in (verbs("giving") if verb.is_passive else verbs("receiving"))
    first = clause.subjects if is_done or is_received else [] if verb.is_passive else clause.objects
    if clause.kind == "participle":  # “the €3 million set aside by ‹O1› will finance ‹U2›”
        main = [c for c in read_clauses(masked.text) if c.start > clause.start and place in c.sums and _pays(c)]
        first = [p for c in main for p in c.objects] or first
    roles = (*_FOR, "of") if any(_BUDGET.search(masked.text, p.start, p.end) for p in clause.objects) else _FOR
    purpose = [p for p in (*clause.inside, *clause.phrases) if p.role in roles]
    for phrase in (*first, *purpose):
        if phrase.letter and phrase.letter in _NODES:
            return masked.names_in(phrase.start, phrase.end)[-1].start
    return -1
