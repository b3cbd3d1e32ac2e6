"""What a language model is asked: the ontology's predicates, the text and its names, in the words of claims.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from kg import terms
from kg.drafting.proposal import DraftEntity, Reading
from kg.model import Sentence
from kg.vocabulary import Vocabulary

THIS_DOCUMENT = "this-document"
"""What a model calls the statement itself."""
_MOST_SIGNS = 6000
"""How much of a text one question holds."""
_MARK = re.compile(r"<<([A-Z]+)>>")
_UNSAID = ("hasSignature", "signatory", "signedAs", "onBehalfOf", "speaker")
"""Signatures and quotations are structure, which rules alone read."""


def to_questions(reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The questions about a text, a stretch of sentences each: what is said to the model first, and the question."""
    system, user = _template()
    for sentences in _stretches(reading.source.sentences):
        parts = {
            "PREDICATES": "\n".join(_predicates(vocabulary)),
            "LISTS": "\n".join(_lists(vocabulary)),
            "ENTITIES": "\n".join(_entities(reading, sentences)),
            "SENTENCES": "\n".join(f"[{s.number}] {' '.join(reading.source.words(s.span).split())}" for s in sentences),
        }
        yield system, _MARK.sub(lambda mark, parts=parts: parts[mark[1]], user)  # type: ignore[misc]


def sayable(vocabulary: Vocabulary) -> list[str]:
    """The predicates that a model may use, in order."""
    return [name for name in sorted(vocabulary.sayable) if name not in _UNSAID]


@cache
def _template() -> tuple[str, str]:
    text = files(__package__).joinpath("claims.txt").read_text("utf-8")
    _, system, user = re.split(r"^=== \w+\n", text, flags=re.MULTILINE)
    return system.strip(), user.strip()


def _stretches(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    stretch: list[Sentence] = []
    for sentence in sentences:
        if stretch and sentence.span.end - stretch[0].span.start > _MOST_SIGNS:
            yield stretch
            stretch = []
        stretch.append(sentence)
    if stretch:
        yield stretch


def _predicates(vocabulary: Vocabulary) -> Iterator[str]:
    for name in sayable(vocabulary):
        predicate = vocabulary.sayable[name]
        domains, ranges = (_shown(predicate.domains), _shown(predicate.ranges))
        obj = "words in double quotes" if predicate.takes_words else ranges
        yield f"{name} ({domains} -> {obj}): {predicate.definition}"


def _shown(classes: tuple[str, ...]) -> str:
    return " or ".join(terms.local_name(iri) for iri in classes)


def _lists(vocabulary: Vocabulary) -> Iterator[str]:
    for name in ("status", "aim-type", "instrument-kind"):
        yield f"{name}: {', '.join(vocabulary.scheme(name))}"


def _entities(reading: Reading, sentences: list[Sentence]) -> Iterator[str]:
    """The things mentioned in a stretch, with class and label."""
    for entity in reading.entities.values():
        if any(s.span.holds(span) for span in entity.mentions for s in sentences):
            yield _entity(entity)


def _entity(entity: DraftEntity) -> str:
    return f"{entity.name}: {entity.type} “{' '.join(entity.label.split())}”"
