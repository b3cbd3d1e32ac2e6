"""Reads what a language model replies: strict JSON, names and quotes, never an offset; what has another form is told.

A reply is foreign material. Nothing of it is believed here: what comes out are proposals for the gate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.drafting.models.prompts import THIS_DOCUMENT, sayable
from kg.drafting.proposal import DraftEntity, Proposal, Reading, Rejected
from kg.drafting.relating.workbook import to_name
from kg.findings import printable
from kg.model import Span
from kg.sources.locate import locate
from kg.sources.words import is_function_words
from kg.vocabulary import Vocabulary

PRODUCER = "llm"
MOST_SIGNS = 400_000
"""How long a reply may be."""
_MOST_ITEMS = 500
_MOST_WORDS = 1500
"""How many signs one value may have."""
_NEW = ("Cooperation", "Meeting", "Programme", "Funding", "Undertaking", "Strategy", "Instrument", "Aim", "Topic",
        "Principle", "CollectiveAgent")  # fmt: skip
"""What a model may add: what has no proper name. Names are found by our own reading."""
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n```\s*\Z", re.DOTALL)

Made = Proposal | DraftEntity | Rejected


class ReplyReader:
    """Turns replies about one reading into entities and proposals."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self.reading, self.vocabulary = reading, vocabulary
        self.allowed = frozenset(sayable(vocabulary))
        self.taken = [span for entity in reading.entities.values() for span in entity.mentions]
        self.names = _spoken_names(reading) | {THIS_DOCUMENT: reading.source.name}

    def read(self, reply: str) -> Iterator[Made]:
        """Entities first, then claims, as they stand in the reply; what has not the form is rejected with a reason."""
        tree = _parse(reply)
        if not isinstance(tree, dict):
            yield _rejected({"quote": reply}, "the reply is no JSON object")
            return
        entities, claims = tree.get("entities", []), tree.get("claims", [])
        if not isinstance(entities, list) or not isinstance(claims, list):
            yield _rejected({"quote": reply}, "entities and claims are no lists")
            return
        if max(len(entities), len(claims)) > _MOST_ITEMS:
            yield _rejected({}, f"more than {_MOST_ITEMS} items in one reply")
        for item in entities[:_MOST_ITEMS]:
            yield from self._entity(item)
        for item in claims[:_MOST_ITEMS]:
            yield self._claim(item)

    def _entity(self, item: Any) -> Iterator[Made]:
        why = _why_malformed(item, ("name", "type", "words"))
        if why:
            yield _rejected(item, f"entity: {why}")
            return
        words, name = " ".join(item["words"].split()), item["name"]
        known = self.reading.entities.get(self.names.get(words, ""))
        if known is not None and known.type == item["type"] and self.names.get(name, known.name) == known.name:
            self.names[name] = known.name  # the text's own thing under a name of the model's
            return
        spans = locate(self.reading.source.text, words)
        why = self._why_no_entity(item["type"], words, spans) if name not in self.names else "its name is taken"
        if why:
            yield _rejected({"subject": name, "quote": words}, f"entity: {why}")
            return
        own = self._free_name(to_name(words) or "thing")
        self.names[name] = own
        self.taken += spans
        yield DraftEntity(own, item["type"], words, tuple(spans))

    def _why_no_entity(self, type_name: str, words: str, spans: list[Span]) -> str:
        """Why a model’s thing is none: it has the text’s own words, which name nothing else."""
        if type_name not in _NEW:
            return f"a model adds no {printable(type_name)[:40]}"
        if not spans:
            return "its words do not stand in the text"
        if is_function_words(words):
            return "its words name nothing"
        if not all(self.reading.source.find_sentence(span) for span in spans):
            return "its words leave the sentence"
        if any(known.meets(s) and (known.holds(s) or not s.holds(known)) for s in spans for known in self.taken):
            return "its words are part of another name"
        return ""

    def _free_name(self, name: str) -> str:
        used = {*self.names.values(), *self.reading.entities}
        return next(n for n in (name, *(f"{name}-{i}" for i in range(2, 10_000))) if n not in used)

    def _claim(self, item: Any) -> Proposal | Rejected:
        quotes = _quotes(item)
        why = _why_malformed(item, ("subject", "predicate", "object")) or ("" if quotes else "no quote")
        if why:
            return _rejected(item, why)
        predicate = item["predicate"]
        if predicate not in self.allowed:
            return _rejected(item, f"a model says no {printable(predicate)[:60]}")
        subject, obj = self.names.get(item["subject"], item["subject"]), item["object"]
        takes_words = self.vocabulary.sayable[predicate].takes_words
        cue = " ".join(_text(item, "cue").split())
        reasons = {
            "subject": "this-document" if item["subject"] == THIS_DOCUMENT else "",
            "object": "cue" if cue else "",
        }
        return Proposal(
            subject,
            predicate,
            obj.strip().strip('"“”') if takes_words else self.names.get(obj, obj),
            quotes,
            f"{PRODUCER}-{predicate}",
            is_words=takes_words,
            told_as=_only(_text(item, "told_as"), ("possible", "opinion")),
            polarity=_only(_text(item, "polarity"), ("excluded",)),
            because={end: reason for end, reason in reasons.items() if reason},
            cue=cue,
            producer=PRODUCER,
        )


def _spoken_names(reading: Reading) -> dict[str, str]:
    """What a model may call a thing: its name, or words that name it and nothing else."""
    words: dict[str, set[str]] = {}
    for entity in reading.entities.values():
        for form in (entity.label, *entity.aliases, *map(reading.source.words, entity.mentions)):
            words.setdefault(" ".join(form.split()), set()).add(entity.name)
    told = {form: next(iter(names)) for form, names in words.items() if len(names) == 1}
    return told | {name: name for name in reading.entities}


def _parse(reply: str) -> Any:
    """The JSON of a reply, a fence around it taken off; None where it is none."""
    if len(reply) > MOST_SIGNS:
        return None
    fence = _FENCE.match(reply)
    try:
        return json.loads(fence[1] if fence else reply)
    except (ValueError, RecursionError):
        return None


def _why_malformed(item: Any, keys: Iterable[str]) -> str:
    """Why an item has not the form that was asked for, or an empty string."""
    if not isinstance(item, dict):
        return "no JSON object"
    for key in keys:
        if not isinstance(item.get(key), str) or not item[key].strip():
            return f"{key} is no text"
    values = [value for value in item.values() if isinstance(value, str)]
    if any(len(value) > _MOST_WORDS for value in values):
        return f"a value of more than {_MOST_WORDS} signs"
    if any(printable(value) != value for value in values):
        return "signs that no text has"
    return ""


def _quotes(item: Any) -> tuple[str, ...]:
    """The one quote of a claim, or its list of at most three; none where it has not that form."""
    given = item.get("quotes", item.get("quote")) if isinstance(item, dict) else None
    found = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    is_good = 1 <= len(found) <= 3 and all(isinstance(q, str) and q.strip() and len(q) <= _MOST_WORDS for q in found)
    return tuple(found) if is_good else ()


def _rejected(item: Any, reason: str) -> Rejected:
    """An item that is no proposal, as far as it can be shown."""
    shown = item if isinstance(item, dict) else {}
    subject, predicate, obj, quote = (
        printable(_text(shown, key)[:200]) for key in ("subject", "predicate", "object", "quote")
    )
    return Rejected(Proposal(subject, predicate, obj, (quote,), PRODUCER, producer=PRODUCER), (reason,))


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _only(word: str, allowed: Iterable[str]) -> str:
    return word if word in allowed else ""
