"""A review as a page gets it: plain values, offsets in UTF-16 units as browsers count, every word as it is.

Nothing is markup: whoever shows these words shows them as text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from kg import terms
from kg.claims.file import EXCUSES
from kg.claims.gates import HAS_STATUS
from kg.findings import Finding, printable
from kg.model import Claim, Entity, Source, Span
from kg.reviewing.gated import Gated
from kg.reviewing.line import Line, Offered, from_saying, to_json, to_object
from kg.reviewing.second import SecondReading
from kg.reviewing.session import PENDING, Outcome, Session
from kg.sources.locate import locate
from kg.vocabulary import Vocabulary

_STATUS = terms.local_name(HAS_STATUS)


class Units:
    """Turns offsets in code points into offsets in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]

    def of(self, span: Span) -> list[int]:
        """Start and end of a span."""
        return [at + bisect_left(self._wide, at) for at in (span.start, span.end)]


def to_state(session: Session) -> dict[str, Any]:
    """Everything that changes with a decision: proposals, claims, things, findings, progress."""
    gated, states, units = session.gated, session.states(), Units(session.ground.source.text)
    lines = {number: session.line_of(number) for number in session.offers}
    offers = [_offer(session, offer, lines[number], states[number], units) for number, offer in session.offers.items()]
    written = {saying.place: to_json(from_saying(saying)) for saying in gated.file.sayings}
    decided = sum(states[offer.number] != PENDING for offer in session.drafted.offers)
    return {
        "reader": {"name": session.reader.name, "label": session.reader.label},
        "has_draft": session.has_draft,
        "offers": offers,
        "claims": [{**_claim(gated, claim, units), "written": written[claim.place]} for claim in gated.claims],
        "things": _things(session, lines.values()),
        "excused": [
            units.of(span)
            for excuse in gated.file.excuses
            for span in locate(gated.ground.source.text, excuse.words)[:1]
        ],
        "findings": to_findings(gated.findings),
        "coverage": [{"number": s.number, "quoted": s.quoted, "content": s.content} for s in gated.coverage],
        "progress": {"decided": decided, "all": len(session.drafted.offers)},
        "undo": session.store.done[-1].what if session.store.done else "",
        "redo": session.store.undone[-1].what if session.store.undone else "",
    }


def to_second_state(reading: SecondReading) -> dict[str, Any]:
    """Everything that changes with a verdict: the claims to read, with what was made of them."""
    gated, verdicts, units = reading.gated, reading.verdicts(), Units(reading.gated.ground.source.text)
    offers = [
        {
            **_claim(gated, claim, units),
            "number": number,
            "quotes": [gated.ground.source.words(span) for span in claim.spans],
            "because": {
                end: binding.reason
                for end, binding in (("subject", claim.subject_binding), ("object", claim.object_binding))
                if binding.reason != "words"
            },
            "cue": claim.cue,
            "sureness": None,
            "state": verdicts[claim.name].verdict if claim.name in verdicts else PENDING,
            "note": verdicts[claim.name].note if claim.name in verdicts else "",
            "is_words": True,
        }
        for number, claim in enumerate(gated.claims, start=1)
    ]
    return {
        "reader": {"name": reading.reader.name, "label": reading.reader.label},
        "has_draft": True,
        "offers": offers,
        "claims": [_claim(gated, claim, units) for claim in gated.claims],
        "things": {},
        "excused": [],
        "findings": to_findings(gated.findings),
        "coverage": [{"number": s.number, "quoted": s.quoted, "content": s.content} for s in gated.coverage],
        "progress": {"decided": len(verdicts), "all": len(offers)},
        "undo": reading.store.done[-1].what if reading.store.done else "",
        "redo": reading.store.undone[-1].what if reading.store.undone else "",
    }


def to_frame(session: Session) -> dict[str, Any]:
    """What stays the same during a review: the text with its sentences, the words of the ontology."""
    source = session.ground.source
    return {
        **to_text(source, str(session.gated.file.meta["title"]), session.ground.shown),
        **to_words(session.ground.vocabulary),
    }


def to_text(source: Source, title: str, shown: str) -> dict[str, Any]:
    """A text with its sentences: number, start, end."""
    units = Units(source.text)
    return {
        "name": source.name,
        "title": title or source.name,
        "file": shown,
        "text": source.text,
        "sentences": [[s.number, *units.of(s.span)] for s in source.sentences],
    }


def to_words(vocabulary: Vocabulary) -> dict[str, Any]:
    """The ontology as a form needs it: predicates with what they join, classes, closed lists."""
    predicates = [
        {
            "name": p.name,
            "label": p.label,
            "definition": p.definition,
            "takes_words": p.takes_words,
            "from": [terms.local_name(iri) for iri in p.domains],
            "to": [terms.local_name(iri) for iri in p.ranges],
            "listed": _listed(vocabulary, p.ranges),
        }
        for p in sorted(vocabulary.sayable.values(), key=lambda p: p.name)
    ]
    classes = [c for c in vocabulary.classes.values() if vocabulary.segment_of(c.iri)]
    return {
        "predicates": predicates,
        "classes": [{"name": c.name, "label": c.label} for c in sorted(classes, key=lambda c: c.name)],
        "excuses": list(EXCUSES),
        "told_as": list(vocabulary.scheme("told-as")),
        "polarity": list(vocabulary.scheme("polarity")),
        "reasons": [name for name in vocabulary.scheme("binding") if name != "words"],
    }


def to_outcome(outcome: Outcome, session: Session) -> dict[str, Any]:
    """What the gates say of a decision, and with which further proposals it would pass."""
    return {
        "findings": to_findings(outcome.findings),
        "passes": outcome.passes,
        "is_settled": outcome.is_settled,
        "is_written": outcome.is_written,
        "needs": [{"name": n.name, "predicate": n.predicate, "is_inverse": n.is_inverse} for n in outcome.needs],
        "helps": [{"number": n, "say": _in_words(session, session.line_of(n))} for n in outcome.helps],
    }


def to_findings(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """Findings in words."""
    return [
        {
            "code": f.code,
            "severity": f.severity.value,
            "title": f.title,
            "found": printable(f.found),
            "nearest": printable(f.nearest),
            "do": printable(f.do),
            "path": f.place.path,
            "line": f.place.line,
        }
        for f in findings
    ]


def _listed(vocabulary: Vocabulary, ranges: tuple[str, ...]) -> list[str]:
    found = (c for scheme in vocabulary.concepts.values() for c in scheme.values() if c.type in ranges)
    return [concept.name for concept in found]


def _offer(session: Session, offer: Offered, line: Line, state: str, units: Units) -> dict[str, Any]:
    placed = session.placed[offer.number]
    return {
        **to_json(line),
        "number": offer.number,
        "say": _in_words(session, line),
        "at": placed.sentence if placed else 0,
        "spans": [units.of(span) for span in placed.spans] if placed else [],
        "rule": offer.rule,
        "sureness": offer.confidence,
        "firings": offer.firings,
        "state": "turned-down" if offer.reasons and state == PENDING else state,
        "reasons": list(offer.reasons),
    }


def _claim(gated: Gated, claim: Claim, units: Units) -> dict[str, Any]:
    vocabulary, labels = gated.ground.vocabulary, gated.label
    obj = claim.obj if claim.is_literal else labels(terms.local_name(claim.obj)) or vocabulary.label(claim.obj)
    predicate = vocabulary.properties[claim.predicate]
    return {
        "name": claim.name,
        "say": [labels(terms.local_name(claim.subject)), predicate.label, f"“{obj}”" if claim.is_literal else obj],
        "predicate": predicate.name,
        "at": claim.sentence,
        "spans": [units.of(span) for span in claim.spans],
        "told_as": claim.told_as,
        "polarity": claim.polarity,
        "voice": labels(terms.local_name(claim.voice)) if claim.is_quoted else "",
        "confidence": claim.confidence,
        "line": claim.place.line,
    }


def _in_words(session: Session, line: Line) -> list[str]:
    """Subject, predicate and object by their labels."""
    predicate = session.ground.vocabulary.sayable.get(line.predicate)
    obj = to_object(line.obj, is_words=True) if line.is_words else _label(session, line.obj)
    return [_label(session, line.subject), predicate.label if predicate else line.predicate, obj]


def _label(session: Session, name: str) -> str:
    drafted = session.drafted
    known = drafted.entities.get(name) or drafted.quotations.get(name)
    return session.gated.label(name) or (known.label if known else "") or name


def _things(session: Session, lines: Iterable[Line]) -> dict[str, dict[str, Any]]:
    """Everything that proposals and claims name, by name: label, type, words, where it is known from, its status."""
    statuses = {
        terms.local_name(claim.subject): terms.local_name(claim.obj)
        for claim in session.gated.claims
        if claim.predicate == HAS_STATUS
    }
    names = dict.fromkeys([*(name for line in lines for name in line.names), *session.gated.names.declared])
    links: dict[str, list[str]] = {}
    for name, to in session.links.items():
        links.setdefault(to, []).append(name)
    drafted = {**session.drafted.entities, **session.drafted.quotations}
    known = [name for name in names if name in drafted or session.gated.find(name)]
    return {name: _thing(session, name, statuses, links) for name in known}


def _thing(session: Session, name: str, statuses: dict[str, str], links: dict[str, list[str]]) -> dict[str, Any]:
    known, drafted = session.gated.find(name), session.drafted.entities.get(name)
    spoken = session.drafted.quotations.get(name)
    candidates = [one for key in (name, *links.get(name, ())) for one in session.drafted.candidates.get(key, ())]
    return {
        "label": _label(session, name),
        "type": _type(known, drafted.type if drafted else "Quotation" if spoken else ""),
        "words": list(known.forms if known else _forms(drafted)),
        "from": _origin(session, name, known),
        "candidates": [{"name": one, "label": session.gated.label(one)} for one in candidates],
        "linked": [_label(session, one) for one in links.get(name, ()) if one in session.drafted.entities],
        "status": statuses.get(name, ""),
    }


def _type(known: Entity | None, drafted: str) -> str:
    return terms.local_name(known.type) if known and known.type else drafted


def _forms(drafted: Any) -> list[str]:
    return list(dict.fromkeys([drafted.label, *drafted.aliases, *drafted.mentions])) if drafted else []


def _origin(session: Session, name: str, known: Entity | None) -> str:
    if known is None:
        return "draft"
    return "file" if name in session.gated.names.declared else "register"
