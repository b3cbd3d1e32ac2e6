"""Finds entities, sentences and claims by words, names, aliases and acronyms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg import terms
from kg.graph.facts import Facts, Ground

_DASHES = re.compile("[\u2010-\u2015]")
_POINTS = re.compile(r"(?<=\b\w)\.(?=\w\b|\W|$)")
_NAME_PREDICATES = (
    terms.RDFS + "label",
    terms.SKOS + "altLabel",
    terms.ONT + "acronym",
    terms.ONT + "misnomer",
)


@dataclass(frozen=True)
class Hit:
    """One thing found: `kind` is entity, claim or sentence.

    `what` is the entity's label and type, the claim in words, or nothing for a sentence; `quote` the verbatim words
    (for an entity the first that name it); `status` is set where an undertaking's status is known; `place` is the
    document and sentence.
    """

    kind: str
    iri: str
    what: str
    quote: str
    status: str
    place: str


def find(words: str, facts: Facts) -> list[Hit]:
    """Entities first, then claims, then sentences, each in the order of the text; folds case and accents."""
    needles = [fold(word) for word in words.split()]
    if not needles:
        return []
    entities = [iri for iri in sorted(facts.subjects) if _is_entity(iri, facts) and _names_match(iri, needles, facts)]
    claims = [g for g in facts.grounds.values() if g.kind == "read" and _claim_matches(g, needles, entities, facts)]
    claims.sort(key=lambda ground: (ground.document, [(e.start, e.end) for e in ground.evidence], ground.iri))
    sentences = [s for s in facts.of_type(terms.ONT + "Sentence") if has_words(sentence_words(s, facts), needles)]
    sentences.sort(key=lambda s: (facts.get(s, terms.ONT + "inDocument"), int(facts.get(s, terms.OA + "start"))))
    return [
        *(_entity_hit(iri, facts) for iri in entities),
        *(claim_hit(ground, facts) for ground in claims),
        *(_sentence_hit(iri, facts) for iri in sentences),
    ]


def fold(words: str) -> str:
    """Words without case, accents and typographic variants, for comparison only."""
    flat = unicodedata.normalize("NFKD", words).replace("’", "'").casefold()
    flat = _POINTS.sub("", _DASHES.sub("-", flat))
    return "".join(character for character in flat if not unicodedata.combining(character))


def has_words(text: str, needles: list[str]) -> bool:
    """True where every needle (folded) begins a word of the text."""
    folded = fold(text)
    return all(re.search(rf"(?<!\w){re.escape(needle)}", folded) for needle in needles)


def status_of(iri: str, facts: Facts, document: str = "") -> str:
    """The status that a document gives, or the latest of all: plain, or only in a quoted voice; else empty."""
    told = [g for g in facts.statuses.get(iri, []) if document in ("", g.document)]
    return terms.local_name(told[-1].obj) if told else ""


def status_in_words(iri: str, facts: Facts) -> str:
    """The latest status, and where other documents give another, each with the day of its document."""
    told = facts.statuses.get(iri, [])
    latest = status_of(iri, facts)
    if len({g.obj for g in told}) < 2:
        return latest
    dated = dict.fromkeys(f"{terms.local_name(g.obj)} ({_issued(g.document, facts)})" for g in told)
    return ", then ".join(dated)


def _issued(document: str, facts: Facts) -> str:
    return facts.get(document, terms.DCTERMS + "issued") or terms.local_name(document)


def status_behind(ground: Ground, facts: Facts) -> str:
    """The status that a claim must be read with: that of the undertaking or strategy that it describes.

    An instrument's own status is left out: that a statement is issued does not make its aims, or what it will
    facilitate, completed.
    """
    if ground.predicate != terms.ONT + "hasStatus" and terms.ONT + "Instrument" in facts.types(ground.subject):
        return ""
    return status_of(ground.subject, facts, ground.document)


def in_words(ground: Ground, facts: Facts) -> str:
    """The triple of a ground in words: subject, relation, object by their labels."""
    obj = f"“{ground.obj}”" if ground.is_literal else facts.label(ground.obj)
    excluded = " (excluded)" if ground.polarity == "excluded" else ""
    return f"{facts.label(ground.subject)} — {facts.label(ground.predicate)} — {obj}{excluded}"


def how_told(ground: Ground, facts: Facts) -> str:
    """What a reader must know of a claim that is no plain fact of the document: opinion, possibility, voice."""
    told = [] if ground.told_as in ("fact", "") else [f"told as {ground.told_as}"]
    if ground.is_quoted:
        told.append(f"in the words of {facts.label(ground.voice)}")
    if "background" in (ground.subject_bound_by, ground.object_bound_by):
        told.append("from background knowledge")
    return ", ".join(told)


def sentence_words(iri: str, facts: Facts) -> str:
    """The words of a sentence, on one line."""
    return " ".join(facts.get(iri, terms.OA + "exact").split())


def claim_hit(ground: Ground, facts: Facts) -> Hit:
    """A claim as a hit."""
    told = how_told(ground, facts)
    quote = " … ".join(" ".join(e.exact.split()) for e in ground.evidence)
    numbers = ", ".join(str(n) for n in sorted({n for e in ground.evidence for n in e.sentences}))
    place = f"{terms.local_name(ground.document)}, sentence {numbers}"
    what = in_words(ground, facts) + (f" ({told})" if told else "")
    return Hit("claim", ground.iri, what, quote, status_behind(ground, facts), place)


def _entity_hit(iri: str, facts: Facts) -> Hit:
    types = facts.types(iri)
    kind = facts.label(types[0]) if types else ""
    first = _first_claim(iri, facts)
    quote, place = "", "register"
    if first:
        hit = claim_hit(first, facts)
        quote, place = hit.quote, hit.place
    return Hit("entity", iri, f"{facts.label(iri)} ({kind})", quote, status_in_words(iri, facts), place)


def _first_claim(iri: str, facts: Facts) -> Ground | None:
    mine = [g for g in facts.grounds.values() if g.kind == "read" and iri in (g.subject, g.obj)]
    return min(mine, key=lambda g: (g.document, g.evidence[0].start, g.iri), default=None)


def _sentence_hit(iri: str, facts: Facts) -> Hit:
    document = terms.local_name(facts.get(iri, terms.ONT + "inDocument"))
    number = facts.get(iri, terms.ONT + "number")
    return Hit("sentence", iri, "", sentence_words(iri, facts), "", f"{document}, sentence {number}")


def _is_entity(iri: str, facts: Facts) -> bool:
    apparatus = ("claim", "evidence", "sentence", "record", "inference", "source", "reader")
    segment = iri.removeprefix(terms.ID).partition("/")[0]
    return iri.startswith(terms.ID) and segment not in apparatus


def _names_match(iri: str, needles: list[str], facts: Facts) -> bool:
    names = [name for predicate in _NAME_PREDICATES for name in facts.all(iri, predicate)]
    return any(has_words(name, needles) for name in [*names, terms.local_name(iri).replace("-", " ")])


def _claim_matches(ground: Ground, needles: list[str], entities: list[str], facts: Facts) -> bool:
    if ground.subject in entities or ground.obj in entities:
        return True
    return has_words(" ".join(e.exact for e in ground.evidence), needles)
