"""A draft as JSON, and as the `draft.yaml` that a person reads and `kg review` takes over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from kg.drafting.confidence import confidence_of
from kg.drafting.gate import mention_words
from kg.drafting.proposal import Accepted, Draft, DraftEntity, Proposal, Rejected
from kg.model import Span
from kg.register import Register
from kg.terms import ROR, SCHEMA, SKOS, WIKIDATA
from kg.vocabulary import Vocabulary

_FEW = 5
_WIDTH = 112


def to_json(draft: Draft, register: Register, vocabulary: Vocabulary) -> str:
    """The draft as JSON: entities with mentions, claims, rejected proposals; offsets are code points, end exclusive.

    An entity's `id` is its name; `register` the entry that it is, or null; `identifiers` those that the entry has.
    A claim's `object_kind` is entity, concept (a word of a closed list) or words.
    """
    tree = {
        "entities": [_entity(draft, entity, register) for entity in (*draft.entities, *_structural(draft))],
        "claims": [_claim(draft, accepted, vocabulary) for accepted in draft.accepted],
        "rejected": [_rejected(rejected) for rejected in draft.rejected],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _structural(draft: Draft) -> list[DraftEntity]:
    """The document and the quotations, which claims name too."""
    source = draft.reading.source
    document = DraftEntity(source.name, "Document", "this document")
    spoken = [DraftEntity(q.name, "Quotation", q.label, q.spans) for q in draft.quotations]
    used = {name for a in draft.accepted for name in (a.proposal.subject, a.proposal.obj)}
    return [entity for entity in (document, *spoken) if entity.name in used]


def _entity(draft: Draft, entity: DraftEntity, register: Register) -> dict[str, object]:
    source = draft.reading.source
    known = register.entries.get(entity.register) if entity.register else None
    facts = known.facts if known else ()
    identifiers = [f.obj for f in facts if f.predicate in (SCHEMA + "identifier", SCHEMA + "sameAs")]
    codes = [f"iso:{f.obj}" for f in facts if f.predicate == SKOS + "notation"]
    return {
        "id": entity.name,
        "type": entity.type,
        "label": entity.label,
        "mentions": [{"text": source.words(s), "start": s.start, "end": s.end} for s in sorted(entity.mentions)],
        "register": entity.register or None,
        "identifiers": [*(i for i in identifiers if i.startswith((ROR, WIKIDATA))), *codes],
        "candidates": list(entity.candidates),
    }


def _claim(draft: Draft, accepted: Accepted, vocabulary: Vocabulary) -> dict[str, object]:
    proposal, claim, source = accepted.proposal, accepted.claim, draft.reading.source
    whole = Span(claim.spans[0].start, claim.spans[-1].end)
    voices = {q.speaker for q in draft.quotations if any(part.holds(whole) for part in q.spans)}
    is_concept = claim.obj in vocabulary.concept_types
    return {
        "subject": proposal.subject,
        "predicate": proposal.predicate,
        "object": proposal.obj,
        "object_kind": "words" if claim.is_literal else "concept" if is_concept else "entity",
        "quote": source.words(whole),
        "start": whole.start,
        "end": whole.end,
        "told_as": claim.told_as,
        "polarity": claim.polarity,
        "voice": voices.pop() if voices else proposal.voice or source.name,
        "confidence": accepted.confidence,
        "rule": proposal.rule,
        "because": _reasons(accepted),
        "antecedent": proposal.antecedent,
        "cue": proposal.cue,
    }


def _rejected(rejected: Rejected) -> dict[str, object]:
    proposal = rejected.proposal
    return {
        "subject": proposal.subject,
        "predicate": proposal.predicate,
        "object": proposal.obj,
        "quote": " … ".join(proposal.quotes),
        "rule": proposal.rule,
        "reasons": list(rejected.reasons),
    }


def to_yaml(draft: Draft) -> str:
    """The draft in the form of a claims file, with `rule` and `confidence` a saying, and what was rejected."""
    source = draft.reading.source
    lines = [
        f"# Proposals for {source.name}, drafted by rules: none of it was read by a person. Take them over with",
        f"# `kg review {source.name}`. This file is made anew by every `kg draft`; nothing else reads it.",
        f"id: {source.name}",
        *_block("entities", [line for entity in draft.entities for line in _entity_lines(draft, entity)]),
        *_block("quotations", [line for q in draft.quotations for line in _quotation_lines(draft, q.name)]),
        *_block("claims", list(_claim_lines(draft))),
        *_block("rejected", [line for rejected in draft.rejected for line in _rejected_lines(rejected)]),
    ]
    return "\n".join(lines) + "\n"


def _block(key: str, lines: list[str]) -> list[str]:
    return ["", f"{key}:", *lines] if lines else ["", f"{key}: []" if key in ("claims", "rejected") else f"{key}: {{}}"]


def _entity_lines(draft: Draft, entity: DraftEntity) -> Iterator[str]:
    words = mention_words(draft.reading.source, sorted(entity.mentions))
    if entity.register:
        if words:
            yield f"  {entity.name}: {{mentions: {_flow(words)}}}"
        return
    yield f"  {entity.name}:"
    yield f"    type: {entity.type}"
    yield f"    label: {_quoted(entity.label)}"
    if entity.aliases:
        yield f"    aliases: {_flow(list(entity.aliases))}"
    if words:
        yield f"    mentions: {_flow(words)}"
    if entity.candidates:
        yield f"    candidates: {_flow(list(entity.candidates))}  # what it could be in the register"


def _quotation_lines(draft: Draft, name: str) -> Iterator[str]:
    quotation = next(q for q in draft.quotations if q.name == name)
    yield f"  {name}:"
    yield f"    speaker: {quotation.speaker}"
    yield f"    label: {_quoted(quotation.label)}"
    yield "    words:"
    for span in quotation.spans:
        yield from _folded("    - ", draft.reading.source.words(span))


def _claim_lines(draft: Draft) -> Iterator[str]:
    """One entry for each quote, in the order of the text, with all that it says."""
    for quotes, group in groupby(draft.accepted, key=lambda a: (a.proposal.sentence, a.proposal.quotes)):
        yield from _quote_lines(quotes[1])
        if quotes[0]:
            yield f'  sentence: "{quotes[0]}"'
        yield "  says:"
        for accepted in group:
            yield f"  - {_saying(accepted)}"


def _quote_lines(quotes: tuple[str, ...]) -> Iterator[str]:
    if len(quotes) == 1:
        yield from _folded("- quote: ", quotes[0])
        return
    yield "- quotes:"
    for quote in quotes:
        yield from _folded("  - ", quote)


def _saying(accepted: Accepted) -> str:
    proposal, because = accepted.proposal, _reasons(accepted)
    firings = confidence_of(proposal.rule)[1]
    parts = {
        "say": _quoted(_say(proposal)),
        "because": "{" + ", ".join(f"{end}: {reason}" for end, reason in because.items()) + "}" if because else "",
        "cue": _quoted(proposal.cue) if proposal.cue else "",
        "antecedent": _quoted(proposal.antecedent) if "anaphora" in because.values() else "",
        "voice": proposal.voice,
        "told-as": proposal.told_as,
        "polarity": proposal.polarity,
        "confidence": f"{accepted.confidence:.2f}",
        "rule": proposal.rule,
        "firings": str(firings) if firings < _FEW else "",
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items() if value) + "}"


def _reasons(accepted: Accepted) -> dict[str, str]:
    """The reason of each end that no quoted word names."""
    claim = accepted.claim
    reasons = {"subject": claim.subject_binding.reason, "object": claim.object_binding.reason}
    return {end: reason for end, reason in reasons.items() if reason != "words"}


def _say(proposal: Proposal) -> str:
    if not proposal.is_words:
        return proposal.says
    return f"{proposal.subject} {proposal.predicate} {json.dumps(proposal.obj, ensure_ascii=False)}"


def _rejected_lines(rejected: Rejected) -> Iterator[str]:
    yield from _quote_lines(rejected.proposal.quotes)
    yield f"  say: {_quoted(_say(rejected.proposal))}"
    yield f"  rule: {rejected.proposal.rule}"
    yield f"  reasons: {_flow(list(rejected.reasons))}"


def _folded(lead: str, words: str) -> Iterator[str]:
    """Words as a folded block, which no sign in them can break."""
    yield f"{lead}>-"
    indent = " " * (len(lead) - len(lead.lstrip()) + 4)
    line = ""
    for word in words.split():
        if line and len(indent) + len(line) + 1 + len(word) > _WIDTH:
            yield indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield indent + line


def _flow(words: list[str]) -> str:
    return "[" + ", ".join(map(_quoted, words)) + "]"


def _quoted(words: str) -> str:
    """Words as a YAML scalar in double quotation marks, which are those of JSON too."""
    return json.dumps(words, ensure_ascii=False)
