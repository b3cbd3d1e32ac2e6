"""What a person would have to do to turn a draft into the gold standard: claims to add, to delete, to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.scoring.account import Said
from kg.scoring.relations import RelationScore


@dataclass(frozen=True)
class Edits:
    """Counts of claims; a change mends one part of a claim: an end, the predicate, or how it is told."""

    adds: int = 0
    deletes: int = 0
    changes: int = 0

    def __add__(self, other: Edits) -> Edits:
        return Edits(self.adds + other.adds, self.deletes + other.deletes, self.changes + other.changes)

    @property
    def total(self) -> int:
        """All of them."""
        return self.adds + self.deletes + self.changes


def count_edits(relations: RelationScore, pairs: Mapping[str, str]) -> Edits:
    """The edits from draft to gold; where one part differs, a change in place of a deletion and an addition."""
    free = list(relations.missed)
    deletes = changes = 0
    for said in relations.extra:
        near = next((gold for gold in free if _differing(said, gold, pairs) == 1), None)
        if near is None:
            deletes += 1
        else:
            free.remove(near)
            changes += 1
    changes += sum(_is_told_otherwise(m.draft, m.gold, pairs) for m in relations.matches)
    return Edits(len(free), deletes, changes)


def _differing(said: Said, gold: Said, pairs: Mapping[str, str]) -> int:
    """How many of subject, predicate, object and polarity differ."""
    obj = pairs.get(said.obj, "?") if said.kind == "thing" else said.obj
    ends = [(pairs.get(said.subject, "?"), gold.subject), (obj, gold.obj)]
    return sum(a != b for a, b in [*ends, (said.predicate, gold.predicate), (said.polarity, gold.polarity)])


def _is_told_otherwise(said: Said, gold: Said, pairs: Mapping[str, str]) -> bool:
    voice = pairs.get(said.voice, "?") if said.voice else ""
    return said.told_as != gold.told_as or voice != gold.voice
