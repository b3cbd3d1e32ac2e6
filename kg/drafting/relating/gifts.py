"""Reads who gives which sum in a sentence: the patterns of `rules/money.yaml`, distributed over givers and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from kg.drafting.relating.clause import acting
from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.pattern import expand, slots
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.status import told_in
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_EMPTY = ("is", "was", "are", "were")
_DENIED = re.compile(r"\b(?:not|no longer|never|neither|without)\b")
_POSSIBLE = re.compile(r"\b(?:may|might|could)\b")
_BORDER = re.compile(r"[.;:](?=\s|$)")
_TOLD = ("planned", "intended", "completed", "ongoing")
_FUNDING = re.compile(r"‹F\d+›")
_OF_THE_WHOLE = re.compile(r" (?:[a-z-]+ ){0,2}‹[UNMG]\d+›")


@dataclass(frozen=True)
class Giver:
    """Who gives: the entity, its place in the source, the words that tell it where others stand for it."""

    name: str
    span: Span
    antecedent: str = ""


@dataclass(frozen=True)
class Gift:
    """One sum with those who give it: places in the masked text, the status that the verb tells, and the whole if told.

    `is_each` is true where the sum is each giver's own; `noun` is the funding that a noun of the sentence names already
    (“a grant of …”); `stop` is where what is said of this sum ends.
    """

    givers: tuple[Giver, ...]
    start: int
    end: int
    verb: tuple[int, int]
    status: str
    is_each: bool = False
    is_equal: bool = False
    is_possible: bool = False
    node: int = -1
    noun: str = ""
    stop: int = field(default=0, compare=False)


def find_gifts(workbook: Workbook, masked: Masked) -> list[Gift]:
    """The gifts of a sentence in the order of their sums; each sum is read once."""
    found: dict[int, Gift] = {}
    for pattern in compiled("gifts"):
        for match in matches(pattern, masked.text):
            if match.start("sum") not in found and not _is_taken(found, match) and not is_rate(masked.text, match):
                for gift in _gifts(workbook, masked, match):
                    found.setdefault(gift.start, gift)
    for gift in _of_clauses(workbook, masked):
        if not any(gift.start < other.end and other.start < gift.end for other in found.values()):
            found[gift.start] = gift
    gifts = [found[start] for start in sorted(found)]
    if not gifts:
        return []
    stops = [*(min([*_givers_before(masked, gift), gift.start]) for gift in gifts[1:]), len(masked.text)]
    for at, (before, gift) in enumerate(pairwise(list(gifts)), start=1):
        if gift.verb == (gift.start, gift.end) and not _BORDER.search(masked.text, before.end, gift.start):
            gifts[at] = replace(
                gift, verb=before.verb, status=before.status
            )  # “€2 million from X and €1 million from Y”
    return [replace(gift, stop=max(gift.end, stop)) for gift, stop in zip(gifts, stops, strict=True)]


def _of_clauses(workbook: Workbook, masked: Masked) -> Iterator[Gift]:
    """The gifts that no pattern has, by the clause: “supported by the council with €3 million”."""
    for clause in read_clauses(masked.text):
        verb = clause.verb
        if verb is None or verb.is_negated or len(clause.sums) != 1:
            continue
        if verb.lemma not in tree()["verbs-of-a-clause"].split():
            continue
        phrases = [p for p in clause.phrases if p.role == "by"] if verb.is_passive else clause.subjects
        phrases = [p for p in phrases if p.letter and p.letter in "OSY"]
        names = [n for p in phrases for n in masked.names_in(p.start, p.end)[-1:]]
        givers = _of_names(workbook, names)
        start, end = clause.sums[0]
        is_other = compiled_one("not-here").search(masked.text, 0, start)
        is_whole = _OF_THE_WHOLE.match(masked.text, end)  # “The £6 million pilot is funded by …”
        if not givers or is_other or is_whole or re.match(tree()["rate"], masked.text[end:]):
            continue
        told = min(told_in(masked, clause.start, clause.verb_end), key=lambda t: t.start, default=None)
        status = told.status if told and told.status in _TOLD else "planned" if verb.mood else "ongoing"
        targets = [*clause.objects, *(p for p in clause.phrases if p.role in ("for", "to", "into"))]
        done = clause.subjects if verb.is_passive else targets
        nodes = [masked.names_in(p.start, p.end)[-1].start for p in done if p.letter and p.letter in "UNMG"]
        yield Gift(
            givers, start, end, (clause.start, clause.verb_end), status, is_possible=verb.mood == "can",
            node=nodes[0] if nodes else -1,
        )  # fmt: skip


def _givers_before(masked: Masked, gift: Gift) -> list[int]:
    """Where the givers of a later sum begin: what is said of the sum in front ends there."""
    places = (name.start for giver in gift.givers for name in masked.names if name.span == giver.span)
    return [min(place, gift.start) for place in places]


def _is_taken(found: dict[int, Gift], match: re.Match[str]) -> bool:
    return any(match.start("sum") < gift.end and gift.start < match.end("sum") for gift in found.values())


def is_rate(text: str, match: re.Match[str]) -> bool:
    """True for “€3,000 per student”, and for a sum of something else than giving (“losses of €3 million”)."""
    behind = text[match.end("sum") :]
    is_each_giver = "givers" in match.re.groupindex and re.match(tree()["each-giver"], behind)
    is_other = compiled_one("not-here").search(text, 0, match.start("sum"))
    return bool(is_other or (re.match(tree()["rate"], behind) and not is_each_giver))


def _gifts(workbook: Workbook, masked: Masked, match: re.Match[str]) -> Iterator[Gift]:
    """The gift of a match, and those that go on from it: “… and Y £2 million”."""
    text = masked.text
    is_one = "giver" in match.re.groupindex
    place = match.span("giver" if is_one else "givers")
    givers = _givers(workbook, masked, *place, is_one=is_one)
    told = _status(masked, match)
    if not givers or told is None:
        return
    status, verb, words = told
    sums = [match.span("sum"), *_listed(text, match, len(givers))]
    is_each = len(sums) > 1 or _is_each(text, match, givers)
    node = match.start("node") if match.re.groupindex.get("node") and match.start("node") >= 0 else -1
    first = Gift(
        givers, *sums[0], verb, status, is_each, is_possible=_POSSIBLE.search(words) is not None, node=node,
        noun=_noun(masked, match),
    )  # fmt: skip
    if len(sums) > 1:
        for giver, (start, end) in zip(givers, sums, strict=True):
            yield replace(first, givers=(giver,), start=start, end=end, noun="")
        return
    equal = compiled_one("equal").fullmatch(text, *match.span("sum")) is not None
    yield replace(first, is_equal=equal)
    at, givers_now = match.end("sum"), givers
    while True:
        following = compiled_one("goes-on").match(text, at)
        same = None if following else compiled_one("same-giver").match(text, at)
        found = following or same
        if not found or "verb" not in match.re.groupindex:
            return
        if following:
            givers_now = _givers(workbook, masked, *following.span("givers"))
        if not givers_now or is_rate(text, found):
            return
        equal = compiled_one("equal").fullmatch(text, *found.span("sum")) is not None
        yield replace(
            first, givers=givers_now, start=found.start("sum"), end=found.end("sum"), is_equal=equal, noun="",
            node=-1 if same else node, is_each=len(givers_now) > 1 and "each" in found.group(),
        )  # fmt: skip
        at = found.end("sum")


def _listed(text: str, match: re.Match[str], count: int) -> list[tuple[int, int]]:
    """The further sums of “€7 million and €5 million respectively”, where there is one for each giver."""
    at, found = match.end("sum"), list[tuple[int, int]]()
    while following := compiled_one("listed").match(text, at):
        found.append(following.span("sum"))
        at = following.end()
    return found if len(found) + 1 == count else []


def _is_each(text: str, match: re.Match[str], givers: tuple[Giver, ...]) -> bool:
    behind = text[match.end("sum") : match.end("sum") + 40].split(",")[0].split("‹")[0]
    words = f"{text[max(0, match.start() - 5) : match.start('sum')]} {behind}"
    return len(givers) > 1 and re.search(tree()["each"], words) is not None


def _givers(workbook: Workbook, masked: Masked, start: int, end: int, *, is_one: bool = False) -> tuple[Giver, ...]:
    names = masked.names_in(start, end)
    return _of_names(workbook, names[:1] if is_one else acting(masked, names, start))


def _of_names(workbook: Workbook, names: list[Name]) -> tuple[Giver, ...]:
    """Those whom these names stand for, each once."""
    found: dict[str, Giver] = {}
    for name in names:
        if name.kind not in "OSCPY":
            continue
        group = workbook.groups.get(name.entity)
        for member in group.members if group else (name.entity,):
            found.setdefault(member, Giver(member, name.span, group.antecedent if group else ""))
    return tuple(found.values())


def _status(masked: Masked, match: re.Match[str]) -> tuple[str, tuple[int, int], str] | None:
    """The status that the verb of a match tells, the place of its words and the words; None for what is denied."""
    text = masked.text
    place = match.span("verb") if "verb" in match.re.groupindex else (-1, -1)
    if place[0] < 0:
        return _status_around(masked, match)
    words = text[slice(*place)]
    if _DENIED.search(words):
        return None
    if words.strip() in _EMPTY:
        return str(tree()["else"]), match.span("sum"), words
    place = (place[0] + len(words) - len(words.lstrip(" ,")), place[1])
    return status_of_words(words), place, words


def status_of_words(words: str) -> str:
    """How far a sum has come that these words give: “will provide”, “has set aside”."""
    rules = ((status, re.compile(pattern)) for status, pattern in tree()["statuses"])
    return next((status for status, pattern in rules if pattern.search(words)), str(tree()["else"]))


def _status_around(masked: Masked, match: re.Match[str]) -> tuple[str, tuple[int, int], str] | None:
    """The status of a sum without a verb of giving: that of the nearest verb in front, else it is there."""
    text, at = masked.text, match.start()
    clause = max(text.rfind(mark, 0, at) for mark in (". ", "; ", ": "))
    found = [t for t in told_in(masked, max(0, clause, at - tree()["reach"]), at) if t.status in _TOLD]
    if found:
        last = max(found, key=lambda t: t.end)
        return last.status, (last.start, last.end), text[last.start : last.end]
    return str(tree()["else"]), match.span("sum"), ""


def _noun(masked: Masked, match: re.Match[str]) -> str:
    """The funding that a common noun beside the sum names (“a grant of €3 million”)."""
    start, end = match.span("giver" if "giver" in match.re.groupindex else "givers")
    first = end if end <= match.start("sum") else match.start("sum") - 9
    last = match.end("sum") if end <= match.start("sum") else start
    for sign in _FUNDING.finditer(masked.text, max(0, first), min(len(masked.text), last + 8)):
        name = masked.name_at(sign.start())
        is_plain = name is not None and (name.start == 0 or masked.source.words(name.span)[:1].islower())
        if name and is_plain and match.start("sum") - sign.end() < 24:
            return name.entity
    return ""


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern from every word of a text on, overlapping ones too."""
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1
        while at < len(text) and text[at - 1].isalnum():
            at += 1


@cache
def tree() -> dict[str, Any]:
    """The rules of `money.yaml`."""
    found: dict[str, Any] = read_rules("money")
    return found


@cache
def compiled(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a list of `money.yaml`."""
    return tuple(re.compile(expand(pattern, slots(), {})) for pattern in tree()[key])


@cache
def compiled_one(key: str) -> re.Pattern[str]:
    """A pattern of `money.yaml` by its key."""
    return re.compile(expand(tree()[key], slots(), {}))
