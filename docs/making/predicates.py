"""docs/predicates.md: what a claim may say, between what, from the ontology."""

from __future__ import annotations

from kg import terms
from kg.vocabulary import Property, Vocabulary

HEAD = """# What a claim may say

The predicates of a claims file, from the ontology (`ontology/communique.ttl`); `docs/make.py` writes this
page. The word on the left stands in the middle of a saying: *subject predicate object*.

| predicate | means | subject | object |
|---|---|---|---|
"""


def to_markdown(vocabulary: Vocabulary) -> str:
    """The page as Markdown, a row a predicate, in alphabetical order."""
    return HEAD + "".join(_row(name, vocabulary.sayable[name]) for name in sorted(vocabulary.sayable, key=str.lower))


def _row(name: str, predicate: Property) -> str:
    domains = ", ".join(f"`{terms.local_name(iri)}`" for iri in predicate.domains)
    ranges = ", ".join(f"`{terms.local_name(iri)}`" for iri in predicate.ranges)
    objects = '"words"' if predicate.takes_words else ranges
    return f"| `{name}` | {predicate.definition} | {domains} | {objects} |\n"
