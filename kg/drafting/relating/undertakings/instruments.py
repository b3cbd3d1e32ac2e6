"""What sort of instrument a statement, agreement or memorandum is, and how far it has come.

`rules/instruments.yaml` holds the words of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.status import Told
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_REACH = 280
_EXCLUDED = re.compile(r"\b(?:not|no|nothing|none|neither|nor|without|except)\b", re.IGNORECASE)


def status_of_instrument(masked: Masked, name: Name) -> Told | None:
    """The status that a sentence tells of an instrument: that of the first pattern that fits."""
    for status, side, pattern in _statuses():
        if side == "behind":
            found = pattern.search(masked.text[name.end : name.end + _REACH])
            at = name.end
        else:
            at = max(0, name.start - _REACH)
            found = pattern.search(masked.text[at : name.start])
        if found and not _EXCLUDED.search(masked.text, max(0, name.start - 40), max(name.end, at + found.end())):
            rank = 1 if side == "beside" else 2
            return Told(status, at + found.start("cue"), at + found.end("cue"), rank=rank)
    return None


def tell_kinds(workbook: Workbook) -> Iterator[Proposal]:
    """The kind of every instrument, where a mention or the label of it has the word."""
    for entity in workbook.things:
        if entity.type == "Instrument":
            yield from _kind(workbook, entity)


def close(workbook: Workbook, sentences: list[Masked], told: set[str]) -> Iterator[Proposal]:
    """The status of the instrument that a text is, where it ends with “Signed in …” and tells none elsewhere."""
    first = next((n for s in sentences for n in s.names if n.kind == "I"), None)
    if first is None or first.entity in told:
        return
    patterns = _closing() if sentences[0].sentence.span.holds(first.span) else _closing()[:1]
    for masked in sentences:
        closing = next((m for pattern in patterns if (m := pattern.search(masked.text))), None)
        if closing:
            quote = masked.words(0, closing.end())
            yield Proposal(
                first.entity,
                "hasStatus",
                "completed",
                (quote,),
                "status-closing",
                masked.sentence.number,
                because={"subject": "anaphora", "object": "cue"},
                cue=masked.words(*closing.span("cue")),
                antecedent=" ".join(masked.source.words(first.span).split()),
            )
            return
    yield from _of_the_text(workbook, sentences[0], first)


def _of_the_text(workbook: Workbook, title: Masked, first: Name) -> Iterator[Proposal]:
    """A statement whose title begins the text is that text, and made: “Joint Statement of Norland and Sudland on …”."""
    words = " ".join(workbook.source.words(first.span).split())
    kind, cue = kind_of(words)
    is_title = first.start == 0 and title.sentence.span.holds(first.span) and not title.text.rstrip().endswith(".")
    if is_title and kind == "joint-statement" and words.startswith(tuple(_file()["of-a-title"])):
        because = {"object": "cue"}
        yield Proposal(
            first.entity,
            "hasStatus",
            "completed",
            (words,),
            "status-of-title",
            title.sentence.number,
            because=because,
            cue=cue,
        )


def _kind(workbook: Workbook, entity: DraftEntity) -> Iterator[Proposal]:
    for span in sorted(entity.mentions):
        words = " ".join(workbook.source.words(span).split())
        kind, cue = kind_of(words)
        if kind:
            name = kind.replace("-", " ")
            is_named = cue in (name, name.capitalize())
            yield Proposal(
                entity.name,
                "type",
                kind,
                (words,),
                "instrument-kind",
                _number(workbook, span),
                told_as="fact",
                because={} if is_named else {"object": "cue"},
                cue="" if is_named else cue,
            )
            return


def kind_of(words: str) -> tuple[str, str]:
    """The kind that the words of an instrument's name tell, and the word that tells it; empty where none does.

    >>> kind_of("Tide Declaration"), kind_of("Tide Charter")
    (('joint-statement', 'Declaration'), ('', ''))
    """
    found = _kind_words().search(words)
    if not found:
        return "", ""
    word = found.group()
    kinds: dict[str, list[str]] = _file()["kinds"]
    return next(kind for kind, listed in kinds.items() if word.casefold() in [w.casefold() for w in listed]), word


def _number(workbook: Workbook, span: Span) -> int:
    sentence = workbook.source.find_sentence(span)
    return sentence.number if sentence else 0


@cache
def _kind_words() -> re.Pattern[str]:
    words = sorted((w for listed in _file()["kinds"].values() for w in listed), key=lambda w: (-len(w), w))
    alternatives = "|".join(re.escape(w) if w[0].isupper() else f"(?i:{re.escape(w)})" for w in words)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")


@cache
def _closing() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _file()["closing"])


@cache
def _statuses() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((status, side, re.compile(pattern)) for status, side, pattern in _file()["statuses"])


@cache
def _file() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("instruments")
    return tree
