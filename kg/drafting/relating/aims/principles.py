"""Finds the principles that a text invokes. `rules/principles.yaml` holds the words that tell them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache

from kg.drafting.relating.language.phrases import Phrase
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook

_BEGINS = re.compile(r"(?:^|[;:] |\bthat |\b[A-Z][a-z]+ing that )(?:[Tt]he )?")
_BETWEEN = re.compile(r",? and (?:the |for |of )?|, (?:the )?")
_NAMED = re.compile(r"‹[^T]")
_MOST_WORDS = 8


def find_principles(workbook: Workbook, masked: Masked) -> bool:
    """Notes the principles of a sentence; True where there were any."""
    found = False
    for phrase in _lists(masked.text):
        span = masked.span(phrase.start, phrase.end)
        name = masked.name_at(phrase.start)
        if name and name.end == phrase.end and name.kind == "T":  # here the words of a topic tell a principle
            workbook.forget(span)
            name = None
        elif name is None and _NAMED.search(masked.text[phrase.start : phrase.end]):
            continue
        if name is None:
            workbook.find_or_add("Principle", masked.words(phrase.start, phrase.end), span)
            found = True
    return found


def _lists(text: str) -> Iterator[Phrase]:
    for lead in _pattern("named").finditer(text):
        yield from _items(text, lead.end(), len(text))
    for lead in _pattern("rests-on").finditer(text):
        if not _named_behind().match(text, lead.end()):
            yield from _principled(text, _items(text, lead.end(), len(text)))
    for basis in _pattern("basis").finditer(text):
        start = max((m.end() for m in _BEGINS.finditer(text, 0, basis.start())), default=0)
        yield from _principled(text, _items(text, start, basis.start()))


def _items(text: str, start: int, stop: int) -> list[Phrase]:
    """The items of a list of abstract nouns that begins here."""
    end = _pattern("ends").search(text, start, stop)
    stop = end.start() if end else stop
    items: list[Phrase] = []
    for cut in [*_BETWEEN.finditer(text, start, stop), None]:
        words = text[start : cut.start() if cut else stop]
        is_one = words.strip() and not _pattern("no-principle").match(words.strip())
        if is_one and len(words.split()) <= _MOST_WORDS:
            begin = start + len(words) - len(words.lstrip())
            items.append(Phrase(begin, begin + len(words.strip())))
        start = cut.end() if cut else stop
    while len(items) > 1 and "and" not in text[items[-2].end : items[-1].start]:
        items.pop()  # “Grounded in trust, a new project …”: the clause begins
    return items


def _principled(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases of a list, where one of them has a word of principle; else none."""
    is_one = any(_words().search(text, p.start, p.end) or text.startswith("‹V", p.start) for p in phrases)
    return phrases if is_one else []


@cache
def _named_behind() -> re.Pattern[str]:
    """The word for principles in front of a list, and whose they are: “our shared values, including”."""
    return re.compile(rf"{_file()['whose']}{_file()['named']}")


@cache
def _words() -> re.Pattern[str]:
    words = sorted(shlex.split(_file()["words"]), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_file()[name])


@cache
def _file() -> dict[str, str]:
    tree: dict[str, str] = read_rules("principles")
    return tree
