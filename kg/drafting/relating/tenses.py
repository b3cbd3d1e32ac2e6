"""The status that nothing but the tense of a sentence tells, where no other verb of `status.yaml` tells one.

And that of the items of a list, told by what leads to the list: “The fund will support: …”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.clauses.tense import status_of_mood
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.status import Told, before_another, is_in_apposition, is_of_a_part, of_its_time

_END = re.compile(r"[.;:](?=\s|$)|[“”]")
_FUTURE = re.compile(r"^(?:will|shall|is to|are to|provides?|foresees?|envisages?)\b")
_AWARDED = re.compile(r"\b(?:[Aa]wards|[Gg]rants|[Ss]elected|[Ff]unded)\b")
_REACH = 180


def tense_of(masked: Masked, name: Name) -> Told | None:
    """What the nearest verb behind an undertaking tells by its tense, else the nearest before it."""
    end = _END.search(masked.text, name.end)
    stop = min(end.start() if end else len(masked.text), name.end + _REACH)
    stop = name.end if is_in_apposition(masked, name) else stop
    stop = before_another(masked.text, name.end, stop)
    behind = min(_found(masked.text, name.end, stop), key=lambda told: told.start, default=None)
    starts = [m.end() for m in _END.finditer(masked.text, 0, name.start)]
    before = _found(masked.text, max([0, name.start - _REACH, *starts[-1:]]), name.start)
    if behind is None and name.kind in "NGR":  # “noted their cooperation on tides”: it is there
        before = [replace(told, status="ongoing" if told.status == "completed" else told.status) for told in before]
    told = behind or max(before, key=lambda told: told.start, default=None)
    if told and told.status == "planned" and is_of_a_part(masked, name):
        return replace(told, status="ongoing")  # “Under the partnership, both will run a mission”
    return told and of_its_time(masked, name, told)


def _found(text: str, start: int, stop: int) -> list[Told]:
    """The verbs of a stretch; of those that begin at one place the first of the list."""
    found: dict[int, Told] = {}
    for status, pattern in _tenses():
        for match in pattern.finditer(text, start, stop):
            found.setdefault(match.start(), Told(status, match.start(), match.end(), rank=0))
    return list(found.values())


@cache
def _tenses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((status, re.compile(pattern)) for status, pattern in read_rules("status")["tenses"])


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(read_rules("status")["leads-to-items"])


def tense_of_list(lead: Masked) -> Told | None:
    """What the sentence that leads to a list tells of its items."""
    found = _lead().search(lead.text)
    if not found:
        return None
    is_to_come = _FUTURE.match(found.group("cue")) or _AWARDED.search(lead.text, 0, found.start())
    status = "planned" if is_to_come else "ongoing"
    return Told(status, found.start("cue"), found.end("cue"), rank=0)


def told_beside(masked: Masked, name: Name) -> Told | None:
    """What the verb of a clause tells by mood and tense of an undertaking that stands anywhere in it.

    An instrument under which something is done is there: its making is done.
    """
    for clause in read_clauses(masked.text):
        verb = clause.verb
        places = [*clause.subjects, *clause.inside, *clause.objects, *clause.phrases]
        here = next((p for p in places if p.start <= name.start and p.end == name.end), None)
        if here is None or verb is None or verb.is_negated:
            continue
        is_joined = name.kind == "I" and verb.lemma in read_rules("instruments")["done-to-what-is-there"]
        if verb.mood in ("can", "would") and not is_joined:
            continue
        is_beside = bool(here.role) or is_joined
        if clause.kind in ("infinitive", "gerund") or (name.kind == "I" and not is_beside):
            continue
        status = "completed" if name.kind == "I" else "ongoing"
        if not is_beside:
            status = status_of_mood(verb.mood) or status
        return of_its_time(masked, name, Told(status, clause.start, clause.verb_end, rank=0))
    return None
