"""What became of a reviewed statement when its text was renewed: frozen records, and the words to tell it in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from kg.findings import Place
from kg.marked import Text


@dataclass(frozen=True)
class Lost:
    """Something that cannot be carried over: `what` it is, its words, why, and the nearest words of the new text."""

    place: Place
    what: str
    words: str
    why: str
    nearest: str = ""

    def __str__(self) -> str:
        rows = [("words", self.words), ("why", self.why), ("nearest", self.nearest)]
        head = f"{self.place}  {self.what}"
        return "\n".join([head, *(f"  {name:<8} {' '.join(text.split())}" for name, text in rows if text)])


@dataclass(frozen=True)
class Kept:
    """A claim (one item of the file, with all its sayings) that was carried over.

    `is_rewritten` tells that its quote has other typographic signs now, `is_touched` that its sentence changed around.
    """

    place: Place
    quote: str
    sayings: int
    old_sentence: int
    sentence: int
    is_rewritten: bool
    is_touched: bool


@dataclass
class Edits:
    """How the claims file changes, before it is written: new words by the place of the old, and the rest."""

    words: dict[Place, str] = field(default_factory=dict)
    sentences: dict[Place, int] = field(default_factory=dict)
    mentions: dict[str, list[str]] = field(default_factory=dict)
    dropped_mentions: list[Text] = field(default_factory=list)
    orphans: dict[Place, str] = field(default_factory=dict)
    quotations: dict[str, str] = field(default_factory=dict)

    def rewrite(self, old: Text, new: str) -> None:
        """New words in the place of old ones, where they are not the same but for white space."""
        if " ".join(old.split()) != " ".join(new.split()):
            self.words[old.place] = " ".join(new.split())

    def add_mention(self, name: str, words: str) -> None:
        """Further words for an entity."""
        own = self.mentions.setdefault(name, [])
        if words not in own:
            own.append(words)


@dataclass(frozen=True)
class Carried:
    """The outcome: the new claims file and readings, what was kept, what is lost, what is left to mend by hand."""

    claims: str
    readings: str | None
    kept: tuple[Kept, ...]
    lost: tuple[Lost, ...]
    changed_speech: tuple[str, ...]
    added_mentions: tuple[str, ...]
    to_mend: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """True where nothing was lost."""
        return not self.lost and not self.to_mend


def moves(kept: Iterable[Kept]) -> list[str]:
    """Which sentences moved, runs of them together: `5–14 → 7–16 (63 claims)`."""
    found: dict[tuple[int, int], int] = {}
    for one in kept:
        if one.old_sentence != one.sentence:
            pair = (one.old_sentence, one.sentence)
            found[pair] = found.get(pair, 0) + one.sayings
    rows = []
    for shift, group in groupby(sorted(found), key=lambda pair: pair[1] - pair[0]):
        pairs = list(group)
        first, last = pairs[0][0], pairs[-1][0]
        run = f"{first}–{last}" if first != last else str(first)
        to = f"{first + shift}–{last + shift}" if first != last else str(first + shift)
        count = sum(found[pair] for pair in pairs)
        rows.append(f"{run} → {to} ({count} claim{'s' * (count != 1)})")
    return rows
