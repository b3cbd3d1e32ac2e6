"""The one form to which drafts and gold standards are brought: things with their spans, and what is said of them.

Free of I/O. Offsets are code points of the source text, `end` exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Source, Span

NONE = "none"
"""What a gold link says of a thing that no registry knows: a decoy against false links."""


@dataclass(frozen=True)
class Thing:
    """A thing that a text speaks of, as one side has it.

    `type` is the class's name in claims files; `names` are its label and aliases, `forms` all words that name it;
    `spans` the places where it is mentioned; `identifiers` are such as `ror:021nxhr62`, `iso:GB`, `wikidata:Q30`.
    """

    name: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    identifiers: frozenset[str] = frozenset()
    register: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True)
class Said:
    """One subject, predicate, object, as one side says it, with its words.

    `kind` is what the object is: `thing`, `words` or `concept` (a word of a closed list). `voice` is the name of a
    speaker, or empty for the document's own. `spans` is empty where a quote does not stand in the text as claimed.
    """

    subject: str
    predicate: str
    obj: str
    kind: str
    quotes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    sentence: int = 0
    told_as: str = "fact"
    polarity: str = "affirmed"
    voice: str = ""
    confidence: float = 1.0
    rule: str = ""
    because: Mapping[str, str] = field(default_factory=dict)
    cue: str = ""
    antecedent: str = ""
    head: str = ""

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, predicate and object."""
        return self.subject, self.predicate, self.obj

    @property
    def shown(self) -> str:
        """The claim in one line: subject predicate object, words in quotation marks."""
        obj = f'"{self.obj}"' if self.kind == "words" else self.obj
        return f"{self.subject} {self.predicate} {obj}"


@dataclass(frozen=True)
class Account:
    """What one side, a draft or a gold standard, makes of one text; `document` is the name of the statement itself."""

    source: Source
    document: str
    things: Mapping[str, Thing]
    quotations: Mapping[str, tuple[Span, ...]]
    claims: tuple[Said, ...]


@dataclass(frozen=True)
class Gold:
    """A gold standard: its account, the links that are right (name → identifier or `none`), the core claims."""

    account: Account
    links: Mapping[str, str]
    core: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Counts:
    """How many were right, how many were proposed, how many were wanted; sums pool statements (micro-averages)."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.proposed + other.proposed, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right; 1 where nothing was proposed."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was proposed or wanted.

        >>> Counts(2, 4, 2).f1
        0.6666666666666666
        """
        both = self.proposed + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True)
class Share:
    """How many of some cases are so; sums pool statements."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share, or None where there is no case."""
        return self.right / self.of if self.of else None
