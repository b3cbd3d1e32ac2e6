"""Reads how far an undertaking has come, by the verb that governs it. `rules/status.yaml` lists the verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.drafting.relating.clauses.governing import governing_verbs
from kg.drafting.relating.language.lists import aim_verb_pattern
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.rule_files import read_rules

Verbs = tuple[tuple[str, re.Pattern[str]], ...]
_REACH = 160
"""How many signs of the masked text a verb may stand away from its undertaking."""


@dataclass(frozen=True)
class Told:
    """A status with the stretch of the masked text that tells it."""

    status: str
    start: int
    end: int
    cue: str = ""
    is_verb: bool = False
    """True where the words of the undertaking's own verb phrase tell it."""
    rank: int = 2
    """How much it tells: 2 that the undertaking is made, planned or ended; 1 that it does, or is to do, something
    (“will train engineers”); 0 that it is mentioned beside what the verb governs (“take part in the programme”)."""


def status_of(masked: Masked, name: Name) -> Told | None:
    """The status that a sentence tells of an undertaking, or None: its own adjectives first, then the nearest verb.

    An undertaking at the head of its clause is the subject, and the verb behind it decides; else the verb before.
    """
    held = _held(masked, name)
    if held:
        return held
    inside = _inside(masked, name)
    before = _before(masked, name)
    governing = _behind(masked, name) if _is_subject(masked, name, before) else _as_object(masked, name, before)
    governing = _in_its_clause(masked, name) or governing
    if _place("making-of").search(masked.text, 0, name.start):
        ended = _behind(masked, name)  # “the plan for a hub was dropped”
        governing = ended if ended and ended.status in ("lapsed", "delayed") else governing
    late = _place("late-after-all").match(masked.text, governing.end) if governing else None
    if governing and late and governing.status in _TO_COME:
        governing = Told("delayed", late.start("cue"), late.end("cue"))
    if governing:
        governing = of_its_time(masked, name, governing)
    if governing and governing.status == "intended" and name.kind == "R" and _is_named(masked, name):
        is_its_own = governing.start >= name.end  # “The Tide Plan seeks to …”: the plan is there
        governing = replace(governing, status="ongoing", rank=1) if is_its_own else governing
    if governing and governing.status == "lapsed":
        governing = _ended_well(masked, name, governing)
    is_to_come = inside is not None and inside.is_verb and inside.status in ("planned", "intended")
    yields = ("lapsed", "delayed") if is_to_come else ("lapsed", "delayed", "called-for")
    if inside and (governing is None or governing.status not in yields):
        return inside
    return governing or inside or _in_a_headline(masked, name)


def of_its_time(masked: Masked, name: Name, told: Told) -> Told:
    """Planned, where the present tense stands with a time to come; completed, where a meeting is that of a year."""
    if told.status != "ongoing" or name.kind not in "MU":
        return told
    present = _place("in-the-present").search(masked.text, told.start, told.end + len(" place"))
    is_doer = present is not None and present.group().endswith("ing") and name.start < present.start()
    if present and not is_doer and _place("time-to-come").search(masked.text):
        return replace(told, status="planned")
    is_past = name.kind == "M" and _place("of-a-year").match(masked.text, name.end)
    return replace(told, status="completed") if is_past else told


def _expected(masked: Masked, told: Told) -> Told:
    """Planned, where an undertaking itself should do something: “The maps should help farmers”."""
    is_expected = told.status == "called-for" and _place("should-come").match(masked.text, told.start)
    return replace(told, status="planned", rank=1) if is_expected else told


def _in_its_clause(masked: Masked, name: Name) -> Told | None:
    """What the verb of its own clause tells, where that is one of the list; of several the one that tells most."""
    best: Told | None = None
    for start, stop in governing_verbs(masked, name):
        told = _best(told_in(masked, start, stop), nearest_to=start) or _had(masked, start)
        told = told and _expected(masked, told)
        if told and told.status == "called-for" and (asks := _place("asks").match(masked.text, start)):
            done = "completed" if asks.group(1) else "ongoing"
            told = replace(told, status=done, rank=1)  # “The review called for …”: what is called for is another
        if told and _place("general-behind").match(masked.text, told.start):
            told = replace(told, rank=1)
        if told and told.status == "planned" and _place("once-planned").search(masked.text, name.end, start):
            told = replace(told, status="delayed", rank=2)  # “originally foreseen for May, is now expected in June”
        if told and (best is None or told.rank > best.rank or (told.status in _ENDED and best.status not in _ENDED)):
            best = told
    return best


def _had(masked: Masked, start: int) -> Told | None:
    """Completed, where a verb says what had happened before: “had preceded the meeting”."""
    found = _place("had").match(masked.text, start)
    return Told("completed", start, found.end(), rank=1) if found else None


def _in_a_headline(masked: Masked, name: Name) -> Told | None:
    """What a headline in the present tense tells: “Norland and Sudland join forces”."""
    words = masked.words(name.start, name.end)
    is_headline = masked.sentence.number == 1 and not masked.text.rstrip().endswith(".")
    to_come = _place("headline-to-come").search(masked.text, 0, name.start) if is_headline else None
    if to_come:
        return Told("planned", to_come.start("cue"), to_come.end("cue"))
    is_headline = is_headline and name.kind == "N"
    return (
        Told("ongoing", name.start, name.end, words, rank=0)
        if is_headline and _place("headline").match(words)
        else None
    )


def _ended_well(masked: Masked, name: Name, told: Told) -> Told:
    """Completed, where what came to its end is a project or its like, and nothing says that it broke off."""
    words = masked.text[told.start : told.end]
    what = masked.words(name.start, min(len(masked.text), name.end + 12))
    is_well = _place("to-end").search(words) and (
        _place("ends-well").search(what) or _place("done-at-its-end").match(masked.text, told.end)
    )
    if not is_well or _place("broken-off").search(masked.text, told.start, min(len(masked.text), told.end + _REACH)):
        return told
    return replace(told, status="completed")


def _is_subject(masked: Masked, name: Name, before: Told | None) -> bool:
    if _place("fronted").search(masked.text[: name.start]) and _place("finite").match(masked.text, name.end):
        return True  # “With support from the Tide Council, the programme will train …”
    if _place("in-a-phrase").search(masked.text, 0, name.start) and not _place("making-of").search(
        masked.text, 0, name.start
    ):
        return False
    if _place("has-subject").search(masked.text, 0, name.start):
        return False
    if before is None:
        return True
    return bool(_place("after-a-comma").search(masked.text, before.end, name.start))


def _inside(masked: Masked, name: Name) -> Told | None:
    """A status told by the words of the undertaking's own phrase, such as “continued”.

    The words are masked themselves, so the place given is that of the whole name.
    """
    words = " ".join(masked.source.words(name.span).split())
    for status, adjectives in _adjectives().items():
        cue = next((word for word in words.split() if word.casefold() in adjectives), "")
        if cue and not words.istitle():
            return Told(status, name.start, name.end, cue)
    if name.kind not in "UNM" or (words[:1].isupper() and name.kind != "N"):
        return None
    told = ((status, m) for status, pattern in _verbs() if (m := pattern.match(words.lower())))
    verb = next(told, None)
    if verb and verb[0] == "completed" and _goes_on(masked, name, words):
        return Told("ongoing", name.start, name.end, words, is_verb=True)
    return Told(verb[0], name.start, name.end, words, is_verb=True) if verb else None


def _goes_on(masked: Masked, name: Name, words: str) -> bool:
    """True for what has been done since a time: it is done still."""
    is_perfect = words.split()[0] in ("has", "have") or masked.text[: name.start].split()[-1:] in (["has"], ["have"])
    return is_perfect and _place("goes-on").match(masked.text, name.end) is not None


def is_in_apposition(masked: Masked, name: Name) -> bool:
    """True for what only tells more of the undertaking in front: the verb behind is that one's."""
    is_closed = _place("behind-apposition").match(masked.text, name.end)
    return is_closed is not None and _place("in-apposition").search(masked.text, 0, name.start) is not None


def is_item(masked: Masked, name: Name) -> bool:
    """True for the name that an item of a list begins with: “Tidal Memory (€3 million): …”."""
    return _item(masked, name) is not None


def _item(masked: Masked, name: Name) -> re.Match[str] | None:
    return _place("item").match(masked.text, name.end) if name.start <= len("• ") else None


def is_of_a_part(masked: Masked, name: Name) -> bool:
    """True for what is only told as the whole of something else: “within the programme”."""
    return _place("of-a-part").search(masked.text, 0, name.start) is not None


def _behind(masked: Masked, name: Name) -> Told | None:
    if is_in_apposition(masked, name):
        return None
    item = _item(masked, name)
    at = item.end() if item else name.end
    end = _place("clause-end").search(masked.text, at, at + _REACH)
    stop = end.start() if end else min(len(masked.text), at + _REACH)
    aside = _place("aside").match(masked.text, _behind_brackets(masked.text, name.end), stop)
    start = aside.end() if aside else at
    found = told_in(masked, start, before_another(masked.text, start, stop))
    telling = [t for t in found if t.status in ("delayed", "lapsed")]
    telling = telling or [t for t in found if item and t.status == "planned"]  # “led by ‹O1›, it will …”
    told = _best(telling or found, nearest_to=start)
    told = told and _expected(masked, told)
    if told and _place("general-behind").match(masked.text, told.start):
        told = replace(told, rank=1)
    return told or _is_there(masked, start)


def _as_object(masked: Masked, name: Name, before: Told | None) -> Told | None:
    """What is told of an undertaking that is no subject: by a clause of its own its end, else by the verb before it.

    “launched the programme, which will run until 2035” launched it; “took part in the Dialogue, which was held in May”.
    """
    clause = _relative(masked, name)
    is_beside = clause is not None and clause.start <= name.end + len(", ")  # “a pilot set to begin this month”
    is_weaker = clause is not None and before is not None and before.rank == 2 and clause.status not in _ENDED
    is_weaker = is_weaker and not is_beside
    return before if clause is None or is_weaker else clause


_ENDED = ("completed", "lapsed", "delayed")
_TO_COME = ("planned", "intended", "called-for")


def _relative(masked: Masked, name: Name) -> Told | None:
    """What a relative clause right behind an undertaking tells of it: “the Dialogue, which was held in May”."""
    clause = _place("relative").match(masked.text, name.end)
    if clause is None:
        return None
    found = told_in(masked, name.end, clause.end())
    ended = [t for t in found if t.status in _ENDED]  # “which trained 60 students before coming to an end”
    return _best(ended or found, nearest_to=name.end)


def _is_there(masked: Masked, at: int) -> Told | None:
    """What only a verb in the present tense right behind it tells: that it is there."""
    verb = re.match(_file()["else"], masked.text[at:])
    return Told("ongoing", at + verb.start(), at + verb.end(), rank=1) if verb else None


def _held(masked: Masked, name: Name) -> Told | None:
    """A meeting was held: “the summit, held in May, announced …”, “At their meeting, both agencies agreed …”."""
    if name.kind != "M":
        return None
    held = _place("was-held").match(masked.text, name.end)
    if held:
        cue = held.lastgroup or "cue"
        return Told("completed", held.start(cue), held.end(cue))
    if not _place("at-a-meeting").match(masked.text[: name.start]):
        return None
    done = _place("done-there").search(masked.text, name.end)
    return Told("completed", done.start("cue"), done.end("cue")) if done else None


def before_another(text: str, start: int, stop: int) -> int:
    """The end of the stretch that speaks of this undertaking: “replaces the Accord, which lapsed” ends at the comma."""
    another = _place("another").search(text, start, stop)
    return another.end() if another else stop


def _behind_brackets(text: str, at: int) -> int:
    """Behind an abbreviation in brackets and a short phrase that belong to the name."""
    brackets = re.compile(r"(?: \([^()]*\))?(?: (?:of|in|on|for|with) [^,;.]{1,80})?").match(text, at)
    return brackets.end() if brackets else at


def _before(masked: Masked, name: Name) -> Told | None:
    start = max(0, name.start - _REACH)
    ends = list(_place("clause-end").finditer(masked.text, start, name.start))
    start = ends[-1].end() if ends and ends[-1].group()[0] in ".;:" else start
    dropped = _of_the_making(masked, name, start)
    if dropped:
        return dropped
    beside = _told_by(_beside(name.kind), masked, start, name.start)
    told = _in_a_list(masked, name) or _best([*told_in(masked, start, name.start), *beside], nearest_to=name.start)
    own = _best(beside, nearest_to=name.start)
    if (
        own
        and told
        and own.status == "ongoing"
        and told.status in ("planned", "intended", "completed")
        and told.end <= own.end
    ):
        return replace(own, rank=min(own.rank, 1))  # “will build on the results of the programme”: it is there
    if told and _place("general-before").match(masked.text, told.start):
        told = replace(told, rank=1)
    is_aim = told is not None and told.status == "called-for" and masked.text.endswith(" to ", 0, told.start)
    purpose = _purpose(masked, start if told is None else max(start, told.start - 6) if is_aim else told.end, name)
    if purpose and (told is None or told.status != "called-for" or is_aim):
        return purpose  # “a framework to encourage cooperation” calls for nothing
    if told and masked.text.startswith("'s", name.end) and told.status in _TO_COME and _is_named(masked, name):
        return replace(told, rank=0, status="ongoing")  # “will honour the programme's best”
    if told and told.status == "completed" and _place("instrument").search(masked.text, told.end, name.start):
        return None  # “signed an agreement that opens the programme”: what was signed is the agreement
    if told and told.status == "planned" and _place("part-of-appositive").search(masked.text, told.end, name.start):
        return None
    is_made = _place("making-of").search(masked.text, 0, name.start)
    if told is None or is_made or not _place("in-a-phrase").search(masked.text, 0, name.start):
        return told
    if told.status == "completed" and told in beside and name.kind != "M":
        return told  # “welcomed the conclusion of the survey”
    if told.status in ("lapsed", "delayed") and told not in beside:
        return None  # “a pilot that ended with an atlas”
    is_there = told.status in (*_TO_COME, "completed") and _is_named(masked, name)
    is_of_part = told.status == "planned" and is_of_a_part(masked, name)
    if (is_of_part and not is_there and told not in beside) or _place("undertaking").search(
        masked.text, told.end, name.start
    ):
        return None
    return replace(told, rank=0, status="ongoing" if is_there else told.status)


def _is_named(masked: Masked, name: Name) -> bool:
    """True for a programme or plan with a name: “agreed on closer ties to Open Seas” tells that it is there."""
    return name.kind in "GR" and masked.words(name.start, name.end).split()[-1][:1].isupper()


def _of_the_making(masked: Masked, name: Name, start: int) -> Told | None:
    """What befell the plan or the making of an undertaking befell it: “dropped their plan for a common visa”."""
    making = _place("making-of").search(masked.text, start, name.start)
    if not making:
        return None
    before = [*told_in(masked, start, making.start()), *_told_by(_beside(name.kind), masked, start, making.start())]
    told = _best(before, nearest_to=making.start())
    return told if told and told.status in ("lapsed", "delayed", "called-for") else None


def _in_a_list(masked: Masked, name: Name) -> Told | None:
    """What leads to a list governs each of its items: “will: train engineers; open a laboratory”."""
    lead = _place("leads-to-list").search(masked.text, 0, name.start)
    return Told("planned", lead.start("cue"), lead.end("cue")) if lead else None


def _purpose(masked: Masked, start: int, name: Name) -> Told | None:
    """An undertaking inside a purpose (“a statement to enhance cooperation”) is intended, whatever governs that."""
    found = _purpose_pattern().search(masked.text, start, name.start)
    return Told("intended", found.start(1), found.end(1), rank=1) if found else None


@cache
def _purpose_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:›|\w)\)? (to {aim_verb_pattern()})[^‹.;:,]{{0,40}}$")


def _best(found: list[Told], nearest_to: int) -> Told | None:
    """The nearest; where two begin within the same verb group, the one that the file lists first."""
    if not found:
        return None
    key = min(min(abs(t.start - nearest_to), abs(t.end - nearest_to)) for t in found)
    nearest = next(t for t in found if min(abs(t.start - nearest_to), abs(t.end - nearest_to)) == key)
    near = [t for t in found if t.start <= nearest.end + 4 and nearest.start <= t.end + 4]
    order = [status for status, _ in _verbs()]
    return min(near, key=lambda t: (order.index(t.status), -(t.end - t.start), t.start))


def told_in(masked: Masked, start: int, stop: int) -> list[Told]:
    """Every verb of the list in a stretch, with the status that it tells."""
    return _told_by(_verbs(), masked, start, stop)


def _told_by(verbs: Verbs, masked: Masked, start: int, stop: int) -> list[Told]:
    return [
        Told(status, m.start(), m.end())
        for status, pattern in verbs
        for m in pattern.finditer(masked.text, start, stop)
    ]


@cache
def _verbs() -> Verbs:
    return tuple((status, re.compile(pattern)) for status, pattern in _file()["verbs"])


@cache
def _beside(kind: str) -> Verbs:
    """The verbs that tell something of their object alone, or of the meeting at which they are done."""
    more = {"M": ("of-the-meeting",), "G": ("of-a-plan",), "R": ("of-a-plan",)}
    keys = ("of-the-object", *more.get(kind, ()))
    return tuple((status, re.compile(pattern)) for key in keys for status, pattern in _file()[key])


@cache
def _adjectives() -> dict[str, frozenset[str]]:
    return {status: frozenset(w.strip() for w in words.split(",")) for status, words in _file()["inside"].items()}


@cache
def _place(name: str) -> re.Pattern[str]:
    """A pattern of `places` by its name."""
    return re.compile(_file()["places"][name])


@cache
def _file() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("status")
    return tree
