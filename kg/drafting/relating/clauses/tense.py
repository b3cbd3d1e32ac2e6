"""How far an act has come, by the mood and the tense of its verb: “will drill”, “has been drilling since May”."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.drafting.relating.clauses.reader import Clause
from kg.drafting.relating.rule_files import read_rules

_SINCE = re.compile(r"(?:since|for) ", re.IGNORECASE)
_AGAIN = re.compile(r"(?:every|each|once|twice|annually|weekly|monthly)\b", re.IGNORECASE)


def status_of_act(text: str, clause: Clause) -> str:
    """The status of what the verb of a clause tells, or an empty string where neither mood nor tense tells any.

    What somebody is asked to do has the status that the asking gives it.
    """
    verb, parent = clause.verb, clause.parent
    if verb is None:
        return ""
    if clause.kind in ("infinitive", "gerund") and parent is not None and parent.verb is not None:
        return _word("asked", parent.verb.lemma) or "called-for"
    if verb.mood:
        return status_of_mood(verb.mood)
    times = [text[start:end] for start, end in clause.times]
    if verb.tense.startswith("perfect") and any(_SINCE.match(time) for time in times):
        return "ongoing"
    if verb.tense == "present" and times and verb.lemma in read_rules("events")["meeting"]:
        return "ongoing" if any(_AGAIN.match(time) for time in times) else "planned"
    return _word("tenses", verb.tense)


def status_of_mood(mood: str) -> str:
    """The status that a mood tells, or the verb before the one that is meant (“plans to open”); or an empty string."""
    return _word("moods", mood)


def _word(table: str, word: str) -> str:
    return _tables()[table].get(word, "")


@cache
def _tables() -> dict[str, dict[str, str]]:
    """What each word of the tables of `events.yaml` tells."""
    tree: dict[str, Any] = read_rules("events")["status"]
    return {table: {word: status for status, words in rows.items() for word in words} for table, rows in tree.items()}
