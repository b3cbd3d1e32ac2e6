"""Joins what a text says of its one cooperation: told by a verb in the title (“team up”), by a common noun in the first
sentences (“a new partnership”), and by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.drafting.proposal import DraftEntity
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook

_LEAD = 7
"""How many sentences, the title included, may speak of the cooperation before its name or its noun comes."""


def one_cooperation(workbook: Workbook, sentences: list[Masked]) -> dict[str, str]:
    """The cooperations without a name that are the one which the text announces, each with the name of that one.

    Nothing is joined where the text names two, where the named one is told as another (“building on the Tide
    Partnership”), or where the words tell another one (“their earlier cooperation”).
    """
    named = [e for e in workbook.things if e.mentions and _is_a_named_one(e)]
    if len(named) > 1:
        return {}
    found = list(_told_first(workbook, sentences))
    if named:
        return _under_its_name(workbook, sentences, named[0], found)
    return _under_its_noun(sentences, found)


def under_one_noun(masked: Masked, first: Name, second: Name) -> bool:
    """True for “will work together …, under a new partnership”: the noun names what the verb tells."""
    told = masked.words(first.start, first.end)
    is_verb = first.kind == second.kind == "N" and _pattern("verbs").match(told) is not None
    return is_verb and _pattern("under").search(masked.text[first.end : second.start]) is not None


def _under_its_name(
    workbook: Workbook, sentences: list[Masked], named: DraftEntity, found: list[tuple[Masked, Name]]
) -> dict[str, str]:
    place = next(((s, n) for s in sentences for n in s.names if n.entity == named.name), None)
    if (
        place is None
        or place[0].sentence.number > _LEAD
        or _pattern("another").search(place[0].text, 0, place[1].start)
    ):
        return {}
    earlier = [n for s, n in found if s.sentence.number < place[0].sentence.number]
    return {n.entity: named.name for n in earlier if n.entity != named.name and n.entity in workbook.entities}


def _under_its_noun(sentences: list[Masked], found: list[tuple[Masked, Name]]) -> dict[str, str]:
    """The verb or noun of the title is what the first sentence behind it tells, or what is decided there first."""
    title = next((n for s, n in found if s.sentence.number == 1 and not s.text.rstrip().endswith(".")), None)
    second = next((n for s, n in found if title and s.sentence.number > 1 and n.entity != title.entity), None)
    if title and not second:
        told = (n for s in sentences[1:_LEAD] for n in s.names if n.kind == "U")
        decided = [n for n in told if _pattern("decided").match(sentences[0].source.words(n.span))]
        return {n.entity: title.entity for n in decided[:1]}
    return {title.entity: second.entity} if title and second else {}


def _told_first(workbook: Workbook, sentences: list[Masked]) -> Iterator[tuple[Masked, Name]]:
    """The cooperations without a name in the first sentences, but for those told as others."""
    for masked in sentences[:_LEAD]:
        for name in masked.names:
            is_one = name.kind == "N" and name.entity not in workbook.groups
            if is_one and not _pattern("another").search(masked.text, 0, name.start):
                words = masked.words(name.start, name.end)
                if not _pattern("of-others").search(words) and not _is_a_named_one(workbook.entities[name.entity]):
                    yield masked, name


def _is_a_named_one(entity: DraftEntity) -> bool:
    is_of_the_kind = entity.type in ("Cooperation", "Programme")
    return is_of_the_kind and _pattern("names").search(entity.label) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    tree: dict[str, Any] = read_rules("one-cooperation")
    return re.compile(tree[name])
