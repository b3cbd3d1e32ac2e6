"""Writes docs/predicates.md from the ontology: what a claim may say, between what, with an example.

Usage: python docs/make_predicates.py
"""

from __future__ import annotations

from pathlib import Path

from kg import terms
from kg.shipped import shipped_folder
from kg.vocabulary import Property, Vocabulary, read_vocabulary

HEAD = """# What a claim may say

The predicates of a claims file, from the ontology (`ontology/communique.ttl`); `docs/make_predicates.py` writes this
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


if __name__ == "__main__":
    page = to_markdown(read_vocabulary(shipped_folder() / "ontology"))
    Path(__file__).with_name("predicates.md").write_text(page, "utf-8")
