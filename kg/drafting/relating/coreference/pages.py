"""Tells whose page an address is, where the address has its name: “Further information: www.open-kelp.example”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.undertakings.nouns import listed
from kg.drafting.relating.workbook import Workbook

_KINDS = "UNMGFR"
_SHORTEST = 5
"""How many letters a part of an address has that can be a name."""
_CAPITAL = re.compile(r"\b[A-Z]")
_OF_THIS_TEXT = "page-of-this-text"
"""The rule for words that tell that the page has the document itself."""


def of_the_named(workbook: Workbook, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals; an address told of the document is that of the one undertaking whose name stands in it."""
    for made in proposals:
        is_open = (
            made.predicate == "webAddress"
            and made.rule != _OF_THIS_TEXT
            and _is_of_nothing_named(workbook, made.subject)
        )
        named = _named_in(workbook, made.obj) if is_open else None
        if named is not None:
            words = " ".join(workbook.source.words(min(named.mentions)).split())
            because = {"subject": "anaphora"}
            yield replace(made, subject=named.name, because=because, antecedent=words, rule="page-named")
        else:
            yield made


def _named_in(workbook: Workbook, address: str) -> DraftEntity | None:
    """The one thing whose name stands in an address: the shortest name of several."""
    found = [e for e in workbook.things if _is_in(workbook, e, address)]
    shortest = [e for e in found if len(e.label.split()) == min(len(o.label.split()) for o in found)]
    return shortest[0] if len(shortest) == 1 else None


def _is_of_nothing_named(workbook: Workbook, name: str) -> bool:
    """True for the document, and for “guidance”, which is only what stands on the page."""
    entity = workbook.entities.get(name)
    return name == workbook.source.name or (entity is not None and entity.label.casefold() in listed("page-words"))


def _is_in(workbook: Workbook, entity: DraftEntity, address: str) -> bool:
    """True for a thing with a name of its own, whose words in their order make a part of the address."""
    capital = _CAPITAL.search(entity.label)
    if workbook.kind(entity.name) not in _KINDS or capital is None or not entity.mentions:
        return False
    own = entity.label[capital.start() :]
    words = [letters for word in re.split(r"[\s–-]+", own) if (letters := _letters(word)) and word[0] not in "oaf"]
    parts = [_letters(part) for part in re.split(r"[./:?#=]+", address)]
    return any(len(part) >= _SHORTEST and _make(words, part) for part in parts)


def _make(words: list[str], part: str) -> bool:
    """True where half of the words, in their order, make the part, in the plural or with a noun behind them too.

    >>> _make(["northern", "engineering", "centres"], "northerncentres"), _make(["delta", "fund"], "river")
    (True, False)
    >>> _make(["kelp", "vaccine", "initiative"], "kelpvaccines"), _make(["tarnwatch"], "tarnwatchalliance")
    (True, True)
    """
    own = [word for word in words if word not in listed("address-tails")] or words
    return any(2 * made >= len(own) for made in _made(words, part))


def _made(words: list[str], part: str) -> Iterator[int]:
    """How many words are in the part, for each way in which they make it."""
    for at, word in enumerate(words):
        for rest in [part[len(form) :] for form in _forms(word) if part.startswith(form)]:
            if not rest or rest in listed("address-tails") or rest.isdigit():
                yield word not in listed("address-tails")
            yield from ((word not in listed("address-tails")) + made for made in _made(words[at + 1 :], rest))


def _forms(word: str) -> tuple[str, ...]:
    """A word in the plural and the singular."""
    return word + "s", word.removesuffix("y") + "ies", word


def _letters(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)
