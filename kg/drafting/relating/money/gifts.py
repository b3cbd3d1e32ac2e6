"""Reads who gives which sum in a sentence: the patterns of `rules/money.yaml`, distributed over givers and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.drafting.relating.clause import acting
from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.money.gift import (
    Gift,
    Giver,
    compiled,
    compiled_one,
    givers_of,
    is_of_something_else,
    matches,
    status_of_words,
    tree,
    verbs,
)
from kg.drafting.relating.money.gifts_by_clause import clause_gifts
from kg.drafting.relating.status import told_in
from kg.drafting.relating.workbook import Workbook

_BEFORE = (" by ", " from ")
_EMPTY = ("is", "was", "are", "were")
_DENIED = re.compile(r"\b(?:not|no longer|never|neither|without)\b")
_POSSIBLE = re.compile(r"\b(?:may|might|could)\b")
_BORDER = re.compile(r"[.;:](?=\s|$)")
_TOLD = ("planned", "intended", "completed", "ongoing")
_FUNDING = re.compile(r"‹F\d+›")


def find_gifts(workbook: Workbook, masked: Masked) -> list[Gift]:
    """The gifts of a sentence in the order of their sums; each sum is read once."""
    found: dict[int, Gift] = {}
    for first in clause_gifts(workbook, masked):
        sums = [(first.start, first.end), *_listed(masked.text, first.end, len(first.givers))]
        first = replace(first, is_each=_is_each(masked.text, min(first.verb[0], first.start), first, first.givers))
        for gift in _distributed(workbook, masked, first, sums):
            if not _is_taken(found, gift):
                found[gift.start] = gift
    for pattern in compiled("gifts"):
        for match in matches(pattern, masked.text):
            for gift in _gifts(workbook, masked, match):
                if not _is_taken(found, gift):
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


def _givers_before(masked: Masked, gift: Gift) -> list[int]:
    """Where the givers of a later sum begin: what is said of the sum in front ends there."""
    places = (name.start for giver in gift.givers for name in masked.names if name.span == giver.span)
    return [min(place, gift.start) for place in places]


def _is_taken(found: dict[int, Gift], new: Gift) -> bool:
    """True where the sum of a gift is known already, or that its giver matches another one."""
    return any(
        (new.start < gift.end and gift.start < new.end)
        or (gift.is_equal and new.is_equal and gift.givers == new.givers)
        for gift in found.values()
    )


def _gifts(workbook: Workbook, masked: Masked, match: re.Match[str]) -> Iterator[Gift]:
    """The gift of a match, and those that go on from it: “… and Y £2 million”."""
    text = masked.text
    is_one = "giver" in match.re.groupindex
    place = match.span("giver" if is_one else "givers")
    givers = _givers(workbook, masked, *place, is_one=is_one)
    told = _status(masked, match)
    if not givers or told is None or is_of_something_else(text, *match.span("sum"), len(givers)):
        return
    status, verb, words = told
    sums = [match.span("sum"), *_listed(text, match.end("sum"), len(givers))]
    node = match.start("node") if match.re.groupindex.get("node") and match.start("node") >= 0 else -1
    is_unsaid = match.re.groupindex.get("unsaid") is not None
    equal = is_unsaid or compiled_one("equal").compiled.fullmatch(text, *match.span("sum")) is not None
    first = Gift(
        givers, *sums[0], verb, status, is_possible=_POSSIBLE.search(words) is not None, node=node,
        noun=_noun(masked, match), is_equal=equal, is_unsaid=is_unsaid,
    )  # fmt: skip
    first = replace(first, is_each=_is_each(text, match.start(), first, givers))
    if "verb" in match.re.groupindex or len(sums) > 1:
        yield from _distributed(workbook, masked, first, sums)
    else:
        yield first


def _distributed(workbook: Workbook, masked: Masked, first: Gift, sums: list[tuple[int, int]]) -> Iterator[Gift]:
    """A gift, for each giver where there is a sum for each; and those that go on from it: “… and Y £2 million”."""
    text = masked.text
    if len(sums) > 1:
        for giver, (start, end) in zip(first.givers, sums, strict=True):
            yield replace(first, givers=(giver,), start=start, end=end, noun="", is_each=True)
        return
    yield first
    at, givers = first.end, first.givers
    while True:
        following = compiled_one("goes-on").match(text, at)
        same = None if following else compiled_one("same-giver").match(text, at)
        found = following or same
        if not found:
            return
        if following:
            givers = _givers(workbook, masked, *following.span("givers"), is_fresh=True)
        if not givers or is_of_something_else(text, *found.span("sum"), len(givers)):
            return
        equal = compiled_one("equal").compiled.fullmatch(text, *found.span("sum")) is not None
        yield replace(
            first, givers=givers, start=found.start("sum"), end=found.end("sum"), is_equal=equal, noun="",
            receivers=(), node=-1 if same else first.node, is_each=len(givers) > 1 and "each" in found.group(),
        )  # fmt: skip
        at = found.end("sum")


def _listed(text: str, at: int, count: int) -> list[tuple[int, int]]:
    """The further sums of “€7 million and €5 million respectively”, where there is one for each giver."""
    found = list[tuple[int, int]]()
    while following := compiled_one("listed").match(text, at):
        found.append(following.span("sum"))
        at = following.end()
    return found if len(found) + 1 == count else []


def _is_each(text: str, start: int, gift: Gift, givers: tuple[Giver, ...]) -> bool:
    behind = text[gift.end : gift.end + 40].split(",")[0].split("‹")[0]
    words = f"{text[max(0, start - 5) : gift.start]} {behind}"
    return len(givers) > 1 and re.search(tree()["each"], words) is not None


_ACTS = re.compile(r"(?: \([^()]*\))? (?:has|have|had|will|would|can|could|may|is|are|was|were|shall)\b")
"""Behind a name of a list: it is the subject of a clause of its own."""


def _givers(
    workbook: Workbook, masked: Masked, start: int, end: int, *, is_one: bool = False, is_fresh: bool = False
) -> tuple[Giver, ...]:
    names = masked.names_in(start, end)
    is_fresh = is_fresh or _begins_a_clause(masked, names, start)
    if len(names) > 1 and re.search(r", and (?:the |its |[a-z]+ )?$", masked.text[: names[-1].start]):
        names = (
            names[:-1] if _ACTS.match(masked.text, names[-1].end) and masked.text[:start].endswith(_BEFORE) else names
        )
    return givers_of(workbook, names[:1] if is_one else acting(masked, names, start, is_fresh=is_fresh))


def _begins_a_clause(masked: Masked, names: list[Name], start: int) -> bool:
    """True behind “, and” where a verb follows at once, and one stands in front: “… has given €3m, and X will …”."""
    before = masked.text[:start]
    is_behind = before.endswith((", and ", ", and the ", ", while ", ", while the "))
    return is_behind and bool(names) and bool(_ACTS.match(masked.text, names[-1].end) and _FINITE.search(before))


_FINITE = re.compile(r"\b(?:has|have|had|will|is|are|was|were)\b")


def _status(masked: Masked, match: re.Match[str]) -> tuple[str, tuple[int, int], str] | None:
    """The status that the verb of a match tells, the place of its words and the words; None for what is denied."""
    text = masked.text
    place = match.span("verb") if "verb" in match.re.groupindex else (-1, -1)
    if place[0] < 0:
        return _status_around(masked, match)
    words = text[slice(*place)]
    if _DENIED.search(words) or compiled_one("is-given").search(words):
        return None
    act = masked.name_at(match.start("node")) if match.re.groupindex.get("node") and match.start("node") >= 0 else None
    if act and not words.strip():  # “‹O1› ‹U2›”: the verb is within the act
        return status_of_words(masked.source.words(act.span)), (act.start, act.end), words
    if words.strip() in _EMPTY:
        return str(tree()["else"]), match.span("sum"), words
    place = (place[0] + len(words) - len(words.lstrip(" ,")), place[1])
    return status_of_words(words), place, words


_TO_COME = re.compile(r",? (?P<verb>(?:will|shall|is to|are to) (?:be )?[a-z]+)")


def _status_around(masked: Masked, match: re.Match[str]) -> tuple[str, tuple[int, int], str] | None:
    """The status of a sum without a verb of giving: that of a verb in front, of its clause, or it is there."""
    text, at = masked.text, match.start()
    clause = max(text.rfind(mark, 0, at) for mark in (". ", "; ", ": "))
    found = [t for t in told_in(masked, max(0, clause, at - tree()["reach"]), at) if t.status in _TOLD]
    if found:
        last = max(found, key=lambda t: t.end)
        return last.status, (last.start, last.end), text[last.start : last.end]
    place = match.span("sum")
    behind = _TO_COME.match(text, place[1])
    if behind:  # “Norland's share, €3 million, will be paid …”
        return "planned", behind.span("verb"), behind.group("verb")
    own = next((c for c in read_clauses(text) if place in c.sums and c.verb and c.start < place[0]), None)
    if own is not None and own.verb and not compiled_one("no-status").search(text, own.start, own.verb_end):
        words = text[own.start : own.verb_end]
        status = status_of_words(words)
        is_built = status == "completed" and own.verb.lemma in verbs("building")
        if is_built or status in ("planned", "intended"):  # “was built with €3 million from …”
            return status, (own.start, own.verb_end), words
    return str(tree()["else"]), place, ""


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
