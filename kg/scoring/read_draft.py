"""Reads a draft, as records or as the JSON of `kg draft --format json`, into an account of its text.

What a draft claims of the text is checked here and never believed: an offset that does not hold gives no span.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.drafting.proposal import Accepted, Draft, DraftEntity, Reading
from kg.errors import InputError
from kg.model import Entity, Source, Span
from kg.register import Register
from kg.scoring.account import Account, Said, Thing
from kg.scoring.read_claims import identifiers_of, to_confidence, to_identifier
from kg.vocabulary import Vocabulary

MAX_BYTES = 64 * 1024 * 1024
"""How long a draft's JSON may be."""
MOST_ITEMS = 20_000
"""How many entities, and how many claims, a draft may have."""


def from_draft(draft: Draft, register: Register, vocabulary: Vocabulary) -> Account:
    """The account of a draft as the drafter returns it."""
    source = draft.reading.source
    entries = register.entries
    things = {entity.name: _thing(entity, entries.get(entity.register), source) for entity in draft.entities}
    for quotation in draft.quotations:
        if quotation.name not in things:
            things[quotation.name] = Thing(quotation.name, "Quotation", quotation.label)
    quotations = {quotation.name: quotation.spans for quotation in draft.quotations}
    claims = tuple(_said(accepted, things, vocabulary, source) for accepted in draft.accepted)
    return Account(source, source.name, things, quotations, claims)


def from_reading(reading: Reading, register: Register) -> Account:
    """The account of the names of a text alone: things with their mentions, nothing said of them."""
    source = reading.source
    things = {name: _thing(e, register.entries.get(e.register), source) for name, e in reading.entities.items()}
    return Account(source, source.name, things, {}, ())


def _thing(entity: DraftEntity, entry: Entity | None, source: Source) -> Thing:
    mentioned = (" ".join(source.words(span).split()) for span in entity.mentions)
    return Thing(
        entity.name,
        entity.type,
        entity.label,
        (entity.label,),
        tuple(dict.fromkeys((entity.label, *entity.aliases, *(entry.forms if entry else ()), *mentioned))),
        tuple(sorted(set(entity.mentions))),
        identifiers_of(entry) if entry else frozenset(),
        entity.register,
        entity.jurisdiction,
    )


def _said(accepted: Accepted, things: Mapping[str, Thing], vocabulary: Vocabulary, source: Source) -> Said:
    p, claim = accepted.proposal, accepted.claim
    is_listed = claim.obj in vocabulary.concept_types
    voice = p.voice or (_name_of(claim.voice, things) if claim.is_quoted else "")
    return Said(
        p.subject,
        p.predicate,
        p.obj,
        "words" if p.is_words else "concept" if is_listed else "thing",
        p.quotes,
        claim.spans,
        claim.sentence,
        claim.told_as,
        claim.polarity,
        "" if voice == source.name else voice,
        accepted.confidence,
        p.rule,
        dict(p.because),
        p.cue,
        p.antecedent,
        p.head,
    )


def _name_of(iri: str, things: Mapping[str, Thing]) -> str:
    name = iri.rsplit("/", 1)[-1]
    return name if name in things else iri


def read_json_draft(path: Path, source: Source) -> Account:
    """The account that a file of JSON gives of a text. Raises `InputError` where it is no draft."""
    if path.stat().st_size > MAX_BYTES:
        raise InputError("the draft is too long", where=path.as_posix(), do=f"give at most {MAX_BYTES} bytes")
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("the draft is no UTF-8", where=path.as_posix(), do=str(error)) from None
    return from_json_text(text, source, where=path.as_posix())


def from_json_text(text: str, source: Source, *, where: str = "") -> Account:
    """The account that a text in JSON gives. Raises `InputError` where it is no draft."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("the draft is no JSON", where=where, do=str(error)[:200]) from None
    return from_json(tree, source, where=where)


def from_json(tree: Any, source: Source, *, where: str = "") -> Account:
    """The account that a tree in the form of `kg draft --format json` gives. Raises `InputError` for any other."""
    if not isinstance(tree, dict) or not {"entities", "claims"} <= set(tree):
        raise InputError("no draft", where=where, do='give an object with "entities" and "claims"')
    entities = [item for item in _list(tree["entities"], where) if isinstance(item.get("id"), str)]
    things = {item["id"]: _json_thing(item, source) for item in entities}
    quotations = {name: thing.spans for name, thing in things.items() if thing.type == "Quotation"}
    items = _list(tree["claims"], where)
    document = _document(tree, things, items, source)
    things.pop(document, None)
    claims = tuple(_json_said(item, things, document, source) for item in items)
    return Account(source, document, things, quotations, claims)


def _list(value: Any, where: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError("no draft", where=where, do="give lists of objects under entities and claims")
    if len(value) > MOST_ITEMS:
        raise InputError("the draft is too long", where=where, do=f"give at most {MOST_ITEMS} entities and claims")
    return value


def _document(tree: Mapping[str, Any], things: Mapping[str, Thing], items: list[dict[str, Any]], source: Source) -> str:
    """The name that the draft has for the statement itself."""
    given = next((tree[key] for key in ("id", "document") if isinstance(tree.get(key), str)), "")
    known = [name for name, thing in things.items() if thing.type == "Document"]
    ends = [_text(item, key) for key in ("subject", "voice") for item in items]
    unknown = [name for name in ends if name and name not in things]
    return given or next(iter([*known, *unknown]), source.name)


def _json_thing(item: Mapping[str, Any], source: Source) -> Thing:
    spans = [span for mention in _items(item.get("mentions")) if (span := _span(mention, "text", source))]
    aliases = [alias for alias in item.get("aliases") or () if isinstance(alias, str)]
    mentioned = (" ".join(source.words(span).split()) for span in spans)
    forms = tuple(dict.fromkeys(form for form in (_text(item, "label"), *aliases, *mentioned) if form))
    register = _text(item, "register")
    return Thing(
        item["id"],
        _text(item, "type"),
        _text(item, "label"),
        (_text(item, "label"),),
        forms,
        tuple(sorted(set(spans))),
        frozenset(_identifiers(item.get("identifiers"))),
        register,
        _text(item, "jurisdiction"),
    )


def _identifiers(value: Any) -> Iterable[str]:
    """Identifiers as a list of words, or as a mapping of kind to words."""
    pairs = value.items() if isinstance(value, dict) else (("", words) for words in value or ())
    for kind, given in pairs:
        for words in given if isinstance(given, list) else [given]:
            found = to_identifier(str(words)) or to_identifier(f"{kind}:{words}")
            if found:
                yield found


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _span(item: Mapping[str, Any], key: str, source: Source) -> Span | None:
    """The span of words at their offsets, or None where the words do not stand exactly there."""
    start, end, words = item.get("start"), item.get("end"), item.get(key)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(source.text):
        return None
    return Span(start, end) if source.text[start:end] == words else None


def _json_said(item: Mapping[str, Any], things: Mapping[str, Thing], document: str, source: Source) -> Said:
    many = [part for part in _items(item.get("quotes")) if "start" in part] or [item]
    keys = ["quote" if "quote" in part else "text" for part in many]
    placed = [_span(part, key, source) for part, key in zip(many, keys, strict=True)]
    spans = tuple(sorted(span for span in placed if span))
    is_whole = bool(spans) and len(spans) == len(placed)
    sentence = source.find_sentence(spans[0]) if is_whole else None
    obj, voice = _text(item, "object"), _text(item, "voice")
    because = item.get("because")
    return Said(
        _text(item, "subject"),
        _text(item, "predicate"),
        obj,
        _kind(item, obj, things, document),
        tuple(_text(part, key) for part, key in zip(many, keys, strict=True)),
        spans if is_whole else (),
        sentence.number if sentence else 0,
        _text(item, "told_as") or "fact",
        _text(item, "polarity") or "affirmed",
        "" if voice in (document, "document") else voice,
        to_confidence(item.get("confidence", 1)),
        _text(item, "rule"),
        {str(end): str(reason) for end, reason in because.items()} if isinstance(because, dict) else {},
        _text(item, "cue"),
        _text(item, "antecedent"),
        _text(item, "head"),
    )


def _kind(item: Mapping[str, Any], obj: str, things: Mapping[str, Thing], document: str) -> str:
    given = {"words": "words", "concept": "concept", "entity": "thing"}.get(_text(item, "object_kind"))
    if given:
        return given
    if obj in things or obj == document:
        return "thing"
    is_literal = item.get("predicate") in ("timeExpression", "amount", "webAddress")
    return "words" if is_literal else "concept"


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
