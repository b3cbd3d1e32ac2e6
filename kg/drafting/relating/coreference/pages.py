"""Tells whose page an address is, where the address has its name: “Further information: www.open-kelp.example”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.workbook import Workbook

_KINDS = "UNMGFR"
_SHORTEST = 5
"""How many letters a part of an address has that can be a name."""


def of_the_named(workbook: Workbook, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals; an address told of the document is that of the one undertaking whose name stands in it."""
    for made in proposals:
        is_of_document = made.predicate == "webAddress" and made.subject == workbook.source.name
        named = [e for e in workbook.things if _is_in(workbook, e, made.obj)] if is_of_document else []
        if len(named) != 1:
            yield made
            continue
        words = " ".join(workbook.source.words(min(named[0].mentions)).split())
        yield replace(made, subject=named[0].name, because={"subject": "anaphora"}, antecedent=words, rule="page-named")


def _is_in(workbook: Workbook, entity: DraftEntity, address: str) -> bool:
    """True for a thing with a name of its own, whose words in their order make a part of the address."""
    if workbook.kind(entity.name) not in _KINDS or not entity.label[:1].isupper() or not entity.mentions:
        return False
    words = [letters for word in re.split(r"[\s–-]+", entity.label) if (letters := _letters(word))]
    parts = [_letters(part) for part in re.split(r"[./:?#=]+", address)]
    return any(len(part) >= _SHORTEST and _make(words, part) for part in parts)


def _make(words: list[str], part: str) -> bool:
    """True where some of the words, in their order, make the part.

    >>> _make(["northern", "engineering", "centres"], "northerncentres"), _make(["delta", "fund"], "deltas")
    (True, False)
    """
    if not part:
        return True
    return any(part.startswith(word) and _make(words[at + 1 :], part[len(word) :]) for at, word in enumerate(words))


def _letters(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)
