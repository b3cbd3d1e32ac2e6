"""Finds people, firms and institutions that a text names only as a kind, such as “early-career researchers”.

And bodies by their noun: panels and boards without a name, “the commission” for the one that has it in its name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.drafting.relating.language.lists import aim_verbs
from kg.drafting.relating.language.tries import one_of
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.undertakings.nouns import start_of_phrase
from kg.drafting.relating.workbook import Workbook

_OF_BODIES = re.compile(r"(?i:representatives|delegations|delegates) (?:of|from) (?:the )?(?:‹S\d+›'s )?‹O")


def find_collectives(workbook: Workbook, masked: Masked) -> None:
    """Notes the collectives of a sentence; the same words are the same collective."""
    for name in masked.names:
        words = masked.words(name.start, name.end)
        if name.kind == "T" and re.search(rf"{_heads().pattern}$", words, re.IGNORECASE):  # people are no topic
            workbook.forget(name.span)
            end = _end(masked.text, name.end)
            workbook.find_or_add("CollectiveAgent", masked.words(name.start, end), masked.span(name.start, end))
    for head in _heads().finditer(masked.text):
        start = _behind_verbs(masked.text, start_of_phrase(masked.text, head.start()), head.start())
        if _OF_BODIES.match(masked.text, head.start()) or _is_a_part(masked.text, head):
            continue
        end = _end(masked.text, head.end())
        span = masked.span(start, end)
        if not any(not span.holds(m.span) for m in workbook.mentions.meeting(span)):
            label = masked.words(start, end)
            workbook.find_or_add("CollectiveAgent", label, span)
    _find_bodies(workbook, masked)
    _find_again(workbook, masked)
    government = _government().search(masked.text)
    if government:
        workbook.find_or_add("Government", "government", masked.span(*government.span("who")))


def _is_a_part(text: str, head: re.Match[str]) -> bool:
    """True for consortia that a programme has, and that are no people: “both feature industry consortia”."""
    is_one = head.group().casefold() in _tree()["parts-too"]
    return is_one and re.search(_tree()["having"], text[: head.start()]) is not None


_LED = re.compile(
    r",? (?:(?:which|that) (?:is|was|will be) |to be )?(?:co-)?(?:chaired|headed|led|convened|presided over) by "
)
"""Behind a bare noun that is a body all the same: “a panel chaired by …”."""


def _find_bodies(workbook: Workbook, masked: Masked) -> None:
    """Notes the panels, boards and working groups that have no name; “the group” is the last of its noun."""
    for head in _bodies().finditer(masked.text):
        start = start_of_phrase(masked.text, head.start())
        span = masked.span(start, head.end())
        if any(not span.holds(m.span) for m in workbook.mentions.meeting(span)):
            continue
        label = masked.words(start, head.end())
        noun = label.split()[-1].casefold()
        is_bare = set(label.casefold().split()) <= {noun, *_SIZES}  # “a small group of volunteers” is no body
        told = [
            e.name
            for e in workbook.things
            if workbook.kind(e.name) == "O" and noun in e.label.casefold().split() and any(m < span for m in e.mentions)
        ]
        if is_bare and told and _THE.search(masked.text, 0, start):
            workbook.mention(told[-1], span)
        elif not is_bare or _LED.match(masked.text, head.end()):
            workbook.find_or_add("Organization", label, span)


def _find_again(workbook: Workbook, masked: Masked) -> None:
    """Notes “the commission” as the one body told before that has this noun in its name."""
    for match in _again().finditer(masked.text):
        span = masked.span(*match.span("noun"))
        noun = match.group("noun")
        bodies = [e for e in workbook.things if workbook.kind(e.name) == "O" and _is_called(e.label, noun)]
        is_of_another = any(workbook.kind(e.name) in _NODES and _is_called(e.label, noun) for e in workbook.things)
        if len(bodies) != 1 or is_of_another or workbook.mentions.meeting(span):
            continue
        if any(m < span for m in bodies[0].mentions):
            workbook.mention(bodies[0].name, span)


_NODES = "UNMGFIR"


def _is_called(label: str, noun: str) -> bool:
    return label[:1].isupper() and noun in label.casefold().split()


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Tt]he|[Tt]his) (?P<noun>{one_of(_tree()['again'])})(?![\w'-])(?! (?:of|for)\b)")


_SIZES = ("small", "large", "larger", "smaller", "core", "diverse", "select", "big", "whole", "mixed", "growing")
_THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Ii]ts) $")


@cache
def _bodies() -> re.Pattern[str]:
    tails = "|".join(sorted(map(re.escape, _tree()["no-heads-before"])))
    return re.compile(
        rf"(?<![\w'›-])(?:{one_of(_tree()['bodies'])})(?![\w'-])(?! (?:meetings?|members?|{tails})\b)", re.IGNORECASE
    )


@cache
def _government() -> re.Pattern[str]:
    return re.compile(_tree()["acting-government"])


def _end(text: str, at: int) -> int:
    """Where the phrase ends: words that tell where the people come from belong to it."""
    tail = _tail().match(text, at)
    return tail.end() if tail else at


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(_tree()["tail"])


def _behind_verbs(text: str, start: int, head: int) -> int:
    """Where the people's own words begin: a verb, a number or a possessive in front is none of them."""
    words = [(start + m.end() + 1, m.group().casefold()) for m in re.finditer(r"[^\s]+", text[start:head])]
    begin = next((at for at, word in reversed(words) if _is_before(word)), start)
    for at, word in words:
        is_verb = word in aim_verbs() and (begin > start or _begins_a_verb_phrase(text, at - len(word) - 1))
        if at - len(word) - 1 == begin and is_verb:
            begin = at
    return begin


def _begins_a_verb_phrase(text: str, at: int) -> bool:
    """True where a word that could be a verb stands where one would: behind “to”, “will”, “and” or a comma."""
    return at == 0 or re.search(_tree()["verb-behind"], text[:at]) is not None


def _is_before(word: str) -> bool:
    """True for a word that ends before the people's own words: how many, whose, or people of their own."""
    return (
        _is_a_third_person(word)
        or word in _tree()["before"]
        or word in _tree()["heads"]
        or word[0].isdigit()
        or (word.endswith("'s") and word[0] != "‹")
    )


def _is_a_third_person(word: str) -> bool:
    """True for “links”, “equips”: in front of people such a word is a verb, and no noun of their kind."""
    stem = word.removesuffix("s")
    forms = (stem, stem.removesuffix("e"), stem.removesuffix("ie") + "y")
    return word.endswith("s") and stem != word and any(form in aim_verbs() for form in forms)


@cache
def _heads() -> re.Pattern[str]:
    tree = _tree()
    heads = one_of(head.casefold() for head in tree["heads"])
    tails = "|".join(sorted(map(re.escape, tree["no-heads-before"])))
    endings = "|".join(tree["head-endings"])
    return re.compile(rf"(?<![\w'-])(?:{heads}|\w+(?:{endings}))(?![\w'-])(?! (?:{tails})\b)", re.IGNORECASE)


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("collectives")
    return tree
