"""Which types of things count as one kind, for names and for alignment."""

from __future__ import annotations

from kg.vocabulary import Vocabulary

_FAMILIES = (
    ("Person", "person"),
    ("State", "state"),
    ("CollectiveAgent", "people"),
    ("Organization", "body"),
    ("Group", "people"),
    ("Post", "post"),
    ("Strategy", "strategy"),
    ("Instrument", "instrument"),
    ("Undertaking", "undertaking"),
    ("Place", "place"),
    ("Topic", "topic"),
    ("Principle", "topic"),
    ("Aim", "aim"),
    ("Quotation", "quotation"),
    ("Signature", "signature"),
    ("Document", "document"),
)
"""Class of the ontology → family; the first that fits counts."""

NAMED = frozenset(["person", "state", "body", "post", "strategy", "instrument", "undertaking"])
"""The families whose proper names are scored as named entities."""

LINKED = frozenset(["person", "state", "body"])
"""The families whose identifiers are scored wherever a draft gives one."""

WORKS = frozenset(["strategy", "instrument", "undertaking"])
"""What has a status: things that people set going."""

_COMPATIBLE = (
    WORKS,
    frozenset(["body", "state"]),
    frozenset(["body", "people"]),
    frozenset(["place", "state"]),
)


class Families:
    """The family of every type of one ontology."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._known: dict[str, str] = {}

    def of(self, type_name: str) -> str:
        """The family of a class by its name in claims files, `other` for a class that is not the ontology's."""
        if type_name not in self._known:
            self._known[type_name] = self._find(type_name)
        return self._known[type_name]

    def _find(self, type_name: str) -> str:
        found = self.vocabulary.class_names.get(type_name)
        if found is None:
            return "other"
        above = {iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for iri in self.vocabulary.ancestors[found.iri]}
        return next((family for name, family in _FAMILIES if name in above), "other")


def are_compatible(first: str, second: str) -> bool:
    """True where things of the two families can be one thing, read differently.

    >>> are_compatible("strategy", "undertaking"), are_compatible("person", "body")
    (True, False)
    """
    return first == second or any({first, second} <= pair for pair in _COMPATIBLE)
