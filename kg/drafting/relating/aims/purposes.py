"""Finds the purpose told behind a clause: “…, so that farmers can plan”, “…, with the aim of training engineers”."""

from __future__ import annotations

import re
from functools import cache

from kg.drafting.relating.clauses.chunks import FINITE
from kg.drafting.relating.clauses.reader import Clause, read_clauses
from kg.drafting.relating.language.phrases import Phrase, gerund_purposes, purposes
from kg.drafting.relating.rule_files import read_rules

_LEAST = 3
"""How many words a purpose that is a clause has at least."""


def purposes_behind(text: str, clause: Clause) -> list[Phrase]:
    """The purposes behind a clause of a masked sentence, where no other finite verb stands before them."""
    if not any(words in text for words in read_rules("purposes")["one-of"]) or clause.kind not in (FINITE, "relative"):
        return []
    stop = min((c.start for c in read_clauses(text) if _is_later(c, clause)), default=len(text))
    found: list[Phrase] = []
    for lead in _leads().finditer(text, clause.verb_end):
        if lead.start() > stop or ";" in text[clause.verb_end : lead.start()]:
            break
        found += _of_lead(text, lead)
    return found


def _is_later(other: Clause, clause: Clause) -> bool:
    return other.verb is not None and other.kind in (FINITE, "relative") and other.start > clause.verb_end


def _of_lead(text: str, lead: re.Match[str]) -> list[Phrase]:
    if lead.lastgroup == "infinitive":
        return purposes(text, lead.end() + 1)
    if lead.lastgroup == "gerund":
        return gerund_purposes(text, lead.end() + 1)
    if _pattern("no-purpose").search(text, 0, lead.start() + len("so")):
        return []
    ends = _pattern("clause-ends").search(text, lead.end() + 1)
    phrase = Phrase(lead.end() + 1, ends.start() if ends else len(text))
    return [phrase] if text.count(" ", phrase.start, phrase.end) >= _LEAST - 1 else []


@cache
def _leads() -> re.Pattern[str]:
    kinds = ("clause", "infinitive", "gerund")
    return re.compile(r"(?<=[\w›,)] )(?:" + "|".join(f"(?P<{k}>{_rule(k)})" for k in kinds) + ")(?= )")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_rule(name))


def _rule(name: str) -> str:
    return re.sub(r"\|\s+", "|", str(read_rules("purposes")[name]))
