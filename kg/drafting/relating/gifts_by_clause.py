"""Reads who gives which sum by the clauses of a sentence: by verbs of `rules/money.yaml`, and where both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.relating.clauses.reader import Clause, Phrase, read_clauses
from kg.drafting.relating.gift import Gift, compiled_one, givers_of, status_of_words, tree, verbs
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Workbook

_AGENTS, _NODES = "OSYC", "UNMGF"
_FOR = ("for", "to", "into", "in", "towards", "toward", "behind", "on")
_OF_THE_WHOLE = re.compile(r" (?:[a-z-]+ ){0,2}‹[UNMG]\d+›")


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
    phrases = _givers(clause)
    if place is None or not phrases or _is_other(masked, *place):
        return None
    names = [n for p in phrases for n in masked.names_in(p.start, p.end)[-1:]]
    givers = givers_of(workbook, names)
    if not givers:
        return None
    words = masked.text[clause.start : clause.verb_end]
    status = status_of_words(f"{verb.mood} {words}" if verb.mood in ("will", "would") else words)
    node = _node(masked, clause, place)
    is_whole = verb.is_passive and verb.lemma in verbs("bearing") and len(givers) == 1 and node >= 0
    return Gift(
        givers, *place, (clause.start, clause.verb_end), status, is_possible=verb.mood == "can", node=node,
        is_whole=is_whole,
    )  # fmt: skip


def _sum(masked: Masked, clause: Clause) -> tuple[int, int] | None:
    """The sum that a clause tells to be given: the first behind its verb, or before it where the sum is given."""
    verb = clause.verb
    assert verb is not None
    behind = [s for s in clause.sums if s[0] >= clause.verb_end]
    before = [s for s in clause.sums if s[1] <= clause.start]
    if verb.lemma in verbs("backing") and verb.is_passive:
        return behind[0] if behind else None
    if verb.is_passive or verb.lemma in verbs("coming"):
        right_before = compiled_one("sum-in-front").search(masked.text, 0, clause.start)
        if right_before and (not clause.subjects or clause.kind in ("participle", "relative")):
            return right_before.span("sum")
        return before[0] if before else None
    return behind[0] if behind else None


def _givers(clause: Clause) -> list[Phrase]:
    """Those who give in a clause, by its verb and voice."""
    verb = clause.verb
    assert verb is not None
    if verb.lemma in verbs("coming") or verb.lemma in verbs("receiving"):
        found = [p for p in clause.phrases if p.role == "from"] if not verb.is_passive else []
    elif verb.lemma not in verbs("giving") and verb.lemma not in verbs("backing"):
        return []
    elif verb.is_passive:
        found = [p for p in clause.phrases if p.role == "by"]
    else:
        found = clause.subjects
    return [p for p in found if p.letter and p.letter in _AGENTS]


def _node(masked: Masked, clause: Clause, place: tuple[int, int]) -> int:
    """Where the name of what the sum is for stands in the clause; -1 where the clause does not tell it."""
    verb = clause.verb
    assert verb is not None
    is_done = verb.is_passive and verb.lemma in verbs("backing")
    first = clause.subjects if is_done or verb.lemma in verbs("receiving") else clause.objects
    if verb.is_passive and not is_done:
        first = []
    purpose = [p for p in (*clause.inside, *clause.phrases) if p.role in _FOR]
    for phrase in (*first, *purpose):
        if phrase.letter and phrase.letter in _NODES:
            return masked.names_in(phrase.start, phrase.end)[-1].start
    return -1


def _is_other(masked: Masked, start: int, end: int) -> bool:
    """True for a rate, a sum of something else, and one of the whole (“the £6 million pilot is funded by …”)."""
    return bool(
        compiled_one("not-here").search(masked.text, 0, start)
        or re.match(tree()["rate"], masked.text[end:])
        or _OF_THE_WHOLE.match(masked.text, end)
    )
