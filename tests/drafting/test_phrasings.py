"""Sentences in wordings that no rule was made for, by area: how much of what they say is read, how much is wrong.

A bank is a file of `phrasings/`: texts, and all that they say of its predicates, `subject predicate object`. Ends are
compared by their words, since a thing may be named by more or fewer of them. Run as a program, it tells what is missed
and what is wrong: `PYTHONPATH=.:tests:tests/drafting python tests/drafting/test_phrasings.py topics-aims`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from names_support import shipped, to_source

from kg.drafting.draft import draft
from kg.drafting.relating.workbook import to_name

BANKS = Path(__file__).parent / "phrasings"
LITTLE = frozenset(["the", "a", "an", "new", "joint", "this", "of", "and"])


@dataclass(frozen=True)
class Floor:
    """The predicates of a bank, the least share found of what it wants, the greatest share of what is read wrongly."""

    predicates: tuple[str, ...]
    found: float
    wrong: float


FLOORS = {
    "topics-aims": Floor(("onTopic", "hasAim", "supports", "benefits", "leadsIn", "leadsTo", "groundedIn"), 0.84, 0.11),
    "topics-aims-second": Floor(
        ("onTopic", "hasAim", "supports", "benefits", "leadsIn", "leadsTo", "groundedIn"), 0.65, 0.25
    ),
    "names-roles": Floor(("heldBy", "postIn", "jurisdiction", "subOrganizationOf", "memberOf"), found=0.95, wrong=0.05),
    "names-roles-second": Floor(
        ("heldBy", "postIn", "jurisdiction", "subOrganizationOf", "memberOf"), found=0.91, wrong=0.05
    ),
    "undertakings-second": Floor(
        ("hasParticipant", "hasComponent", "buildsOn", "announces", "hasOccasion", "hasStatus"), found=0.56, wrong=0.28
    ),
    "undertakings": Floor(
        ("hasParticipant", "hasComponent", "buildsOn", "announces", "hasOccasion", "hasStatus"), found=0.85, wrong=0.12
    ),
}


@dataclass(frozen=True)
class Said:
    """A saying that was read: its words, the rule, and every name that its ends could be told by."""

    words: str
    rule: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]

    def is_same(self, wanted: str) -> bool:
        """True for a saying of one predicate and polarity whose subjects share a word and whose objects nearly all."""
        subject, predicate, obj, *polarity = wanted.split()
        _, its_predicate, _, *its_polarity = self.words.split()
        return (
            (predicate, polarity) == (its_predicate, its_polarity)
            and any(_likeness(subject, own) > 0 for own in self.subjects)
            and any(_likeness(obj, own) >= 0.5 for own in self.objects)
        )


def _likeness(one: str, other: str) -> float:
    first, second = ({w.removesuffix("s") for w in name.split("-")} - LITTLE for name in (one, other))
    return len(first & second) / max(1, len(first | second))


def read_sayings(text: str, predicates: tuple[str, ...]) -> list[Said]:
    """What the rules read from a text, of these predicates; nothing that only tells more of a purpose.

    What was refused for want of a status alone counts as read: the sentence that would tell it is not there.
    """
    told = draft(to_source(text), *shipped())
    things = {e.name: e for e in [*told.reading.entities.values(), *told.entities]}
    without_status = [r.proposal for r in told.rejected if all(reason.startswith("E053") for reason in r.reasons)]
    polarities = {id(a.proposal): a.claim.polarity for a in told.accepted}

    def names(end: str) -> tuple[str, ...]:
        spans = things[end].mentions if end in things else ()
        return (end, *(to_name(told.reading.source.words(span)) for span in spans))

    found = {}
    for p in [*(a.proposal for a in told.accepted), *without_status]:
        is_aim = p.subject in things and things[p.subject].type == "Aim"
        if p.predicate in predicates and not (p.predicate == "onTopic" and is_aim):
            words = p.says + (" not" if polarities.get(id(p), p.polarity) == "excluded" else "")
            found.setdefault(words, Said(words, p.rule, names(p.subject), names(p.obj)))
    return list(found.values())


def measure(bank: str) -> tuple[float, float, list[str]]:
    """The share found of what a bank wants, the share wrong of what is read, and a line for each failure."""
    entries = yaml.safe_load((BANKS / f"{bank}.yaml").read_text("utf-8"))
    wanted = found = read = wrong = 0
    lines: list[str] = []
    for entry in entries:
        said = read_sayings(entry["text"], FLOORS[bank].predicates)
        missed = [w for w in entry["says"] if not any(s.is_same(w) for s in said)]
        extra = [f"{s.words} ({s.rule})" for s in said if not any(s.is_same(w) for w in entry["says"])]
        wanted, found = wanted + len(entry["says"]), found + len(entry["says"]) - len(missed)
        read, wrong = read + len(said), wrong + len(extra)
        if missed or extra:
            lines += ["", entry["text"], *(f"  missed {m}" for m in missed), *(f"  wrong  {e}" for e in extra)]
    return found / max(1, wanted), wrong / max(1, read), lines


@pytest.mark.parametrize("bank", sorted(FLOORS))
def test_a_bank_is_read_as_well_as_before(bank: str) -> None:
    found, wrong, lines = measure(bank)
    assert found >= FLOORS[bank].found, "\n".join(lines)
    assert wrong <= FLOORS[bank].wrong, "\n".join(lines)


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(FLOORS):
        share, share_wrong, told = measure(name)
        print("\n".join(told), f"\n{name}: found {share:.2f}, wrong {share_wrong:.2f}")
