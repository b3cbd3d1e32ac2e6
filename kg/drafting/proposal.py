"""What drafting passes on: mentions, entities, proposals, and what the gate made of them. Free of I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Claim, Source, Span


class Mention(NamedTuple):
    """Words of the text that name, or stand for, an entity of the draft.

    `tier` says how they were linked: exact, alias, normalised, long-form, fuzzy, new (an entity of its own).
    """

    span: Span
    entity: str
    tier: str


@dataclass(frozen=True)
class DraftEntity:
    """A thing that the text speaks of.

    `name` is its name in a claims file; `type` the class's name there (Person, FormalOrganization, Topic …); `register`
    is the register entry that it is, or empty for a proposed new one; `candidates` are entries that it could be.
    """

    name: str
    type: str
    label: str
    mentions: tuple[Span, ...] = ()
    register: str = ""
    aliases: tuple[str, ...] = ()
    jurisdiction: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftQuotation:
    """Direct speech: its name, its speaker's entity name, and the spans of its words without the marks."""

    name: str
    speaker: str
    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Reading:
    """A text with the names found in it: what every producer of proposals starts from.

    `mentions` are in order of place; a mention may lie wholly inside another (the state in “U.S. National Science
    Foundation”), none crosses another.
    """

    source: Source
    entities: dict[str, DraftEntity]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Proposal:
    """A claim that a producer proposes: names, words, never offsets.

    `subject` and `obj` are entity names; `obj` is a word of a closed list, or the very words where `is_words`.
    `quotes` are one to three verbatim stretches of sentence number `sentence` (0: wherever they stand once).
    `told_as` and `polarity` are left empty where nobody decided: the gate then takes fact and affirmed, and refuses
    words of possibility or exclusion.
    `because` gives the reason of an end that no quoted word names: `{"object": "cue"}`. `producer` is `rules`, or whose
    model proposed it: then its words must tell the relation too (`support.py`).
    """

    subject: str
    predicate: str
    obj: str
    quotes: tuple[str, ...]
    rule: str
    sentence: int = 0
    is_words: bool = False
    told_as: str = ""
    polarity: str = ""
    voice: str = ""
    because: dict[str, str] = field(default_factory=dict, hash=False)
    cue: str = ""
    antecedent: str = ""
    head: str = ""
    producer: str = "rules"

    @property
    def says(self) -> str:
        """The proposal as a claims file writes it, but for words as object: subject predicate object."""
        return f"{self.subject} {self.predicate} {self.obj}"


@dataclass(frozen=True)
class Accepted:
    """A proposal that passed the gate, the claim it became, and how far to trust it (0 to 1)."""

    proposal: Proposal
    claim: Claim
    confidence: float


@dataclass(frozen=True)
class Rejected:
    """A proposal that the gate refused, with the reasons: finding code and words."""

    proposal: Proposal
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """Everything that was proposed for one text."""

    reading: Reading
    entities: tuple[DraftEntity, ...]
    quotations: tuple[DraftQuotation, ...]
    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
