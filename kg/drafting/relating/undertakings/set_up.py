"""Tells bodies from what is set up, runs for a time and ends: “The Glacier Observatory was inaugurated in May”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.drafting.proposal import DraftEntity
from kg.drafting.relating.clauses.lexicon import base_of
from kg.drafting.relating.clauses.reader import Clause, Phrase, read_clauses
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook

_BODIES = ("FormalOrganization", "Organization", "OrganizationalUnit")
_COMPLEMENT = re.compile(r" (?:of|for|on|in|at) ")
_WORD = re.compile(r"[^\W\d_]+")


def note_what_is_set_up(workbook: Workbook) -> None:
    """Makes undertakings of named bodies of certain nouns whose setting up, money, term or end the text tells."""
    for entity in list(workbook.entities.values()):
        if entity.type in (*_BODIES, "Person") and not entity.register and _is_told_by_apposition(workbook, entity):
            _note(workbook, entity.name)
    named = {e.name for e in workbook.entities.values() if e.type in _BODIES and not e.register and _has_head(e.label)}
    if not named:
        return
    for sentence in workbook.source.sentences:
        masked = workbook.mask(sentence)
        if not any(name.entity in named for name in masked.names):
            continue
        for name in masked.names:
            if name.entity in named and _making().search(masked.text, 0, name.start):
                _note(workbook, name.entity)
        for clause in read_clauses(masked.text):
            for phrase in _told(clause):
                inside = masked.names_in(phrase.start, phrase.end)
                if inside and inside[-1].end == phrase.end and inside[-1].entity in named and _is_it(masked, phrase):
                    _note(workbook, inside[-1].entity)


def _is_told_by_apposition(workbook: Workbook, entity: DraftEntity) -> bool:
    """True for “Maple Bridge, a scheme that …”: what stands behind the name says that it is an undertaking."""
    text = workbook.source.text
    return any(_apposition().match(text, span.end) for span in entity.mentions)


@cache
def _apposition() -> re.Pattern[str]:
    return re.compile(read_rules("set-up")["apposition"])


def _note(workbook: Workbook, name: str) -> None:
    workbook.entities[name] = replace(workbook.entities[name], type="Undertaking")
    workbook.forget_masks()


def _told(clause: Clause) -> Iterator[Phrase]:
    """The phrases of a clause of which it tells that they are set up, run or end."""
    verb = clause.verb
    if verb is None:
        return
    if verb.is_passive:
        yield from clause.subjects if verb.lemma in _listed("done") else ()
    elif clause.objects:
        yield from clause.objects if verb.lemma in _listed("done") and clause.kind != "infinitive" else ()
    elif verb.lemma in _listed("do") and clause.times:
        yield from clause.subjects


def _is_it(masked: Masked, phrase: Phrase) -> bool:
    """False for a possessive in front: “the council's laboratory” is no name."""
    return "'s " not in masked.text[phrase.start : phrase.end]


def _has_head(label: str) -> bool:
    words = _WORD.findall(_COMPLEMENT.split(label)[0])
    return bool(words) and words[-1].casefold() in _listed("heads")


@cache
def _listed(key: str) -> frozenset[str]:
    """A list of `set-up.yaml` by its key."""
    return frozenset(base_of(entry) for entry in read_rules("set-up")[key].split())


@cache
def _making() -> re.Pattern[str]:
    return re.compile(read_rules("set-up")["making"])
