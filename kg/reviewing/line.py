"""What a person decides about: a claim as it would be written, and a thing that it needs. Free of I/O."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.claims.file import Saying
from kg.errors import UsageError
from kg.findings import Place
from kg.marked import Mapping as Marked
from kg.marked import Text

SETTINGS = ("told-as", "polarity", "voice", "confidence", "cue", "antecedent", "head", "note")
_LONGEST = 4_000
"""The most code points of any words that a page may send; a quote stays inside one sentence."""


@dataclass(frozen=True)
class Line:
    """One claim as a claims file says it: names and words, never offsets.

    `sentence` is a number or empty; `settings` holds what is written of told-as, polarity, voice, confidence, cue,
    antecedent, head and note; `because` the reason of the `subject` or `object` end.
    """

    subject: str
    predicate: str
    obj: str
    quotes: tuple[str, ...]
    is_words: bool = False
    sentence: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    because: tuple[tuple[str, str], ...] = ()

    @property
    def say(self) -> str:
        """The saying as a claims file writes it: subject predicate object, words in double quotation marks."""
        return f"{self.subject} {self.predicate} {to_object(self.obj, is_words=self.is_words)}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it uses: subject, object, voice."""
        voice = dict(self.settings).get("voice", "")
        return tuple(name for name in (self.subject, "" if self.is_words else self.obj, voice) if name)

    def with_names(self, known: Mapping[str, str]) -> Line:
        """The same with names exchanged for others."""
        settings = tuple((key, known.get(v, v) if key == "voice" else v) for key, v in self.settings)
        obj = self.obj if self.is_words else known.get(self.obj, self.obj)
        return replace(self, subject=known.get(self.subject, self.subject), obj=obj, settings=settings)

    def to_saying(self, place: Place) -> Saying:
        """The line as the gates take it."""
        return Saying(
            place,
            self.subject,
            self.predicate,
            self.obj,
            self.is_words,
            tuple(Text(quote, place) for quote in self.quotes),
            Text(self.sentence, place),
            _marked(self.settings, place),
            _marked(self.because, place),
        )


@dataclass(frozen=True)
class NewEntity:
    """A thing that a claims file is to declare; without type and label, words of the text for a known one."""

    name: str
    type: str = ""
    label: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewQuotation:
    """Direct speech that a claims file is to declare."""

    name: str
    speaker: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Offered:
    """A proposal of a draft: `key` outlives a new draft, `number` is its place in this one.

    `confidence` is from 0 to 1, or None where the draft gives none; `firings` is set where its rule fired seldom on the
    development data; `reasons` say why the draft itself turned it down.
    """

    number: int
    key: str
    line: Line
    rule: str = ""
    confidence: float | None = None
    firings: str = ""
    reasons: tuple[str, ...] = field(default=())


def to_object(obj: str, *, is_words: bool) -> str:
    """An object as a saying writes it: a name, or words in double quotation marks."""
    return json.dumps(obj, ensure_ascii=False) if is_words else obj


def from_saying(saying: Saying) -> Line:
    """The line that a saying of a claims file or a draft makes."""
    settings = tuple((key, str(saying.setting(key))) for key in SETTINGS if saying.setting(key))
    because = tuple((str(end), str(reason)) for end, reason in saying.because.items() if reason)
    quotes = tuple(squeeze(quote) for quote in saying.quotes)
    obj, sentence = str(saying.obj), str(saying.sentence)
    return Line(saying.subject, saying.predicate, obj, quotes, saying.is_words, sentence, settings, because)


def from_json(given: Any) -> Line:
    """The line that a page sends. Raises `UsageError` for what is none."""
    if not isinstance(given, dict):
        raise UsageError("not a claim", do="send subject, predicate, object and quotes")
    quotes = tuple(squeeze(quote) for quote in words_list(given, "quotes"))
    settings = tuple((key, words) for key in SETTINGS if (words := squeeze(words_of(given, key))))
    ends = given.get("because") if isinstance(given.get("because"), dict) else {}
    because = tuple((end, words) for end in ("subject", "object") if (words := words_of(ends, end).strip()))
    obj = words_of(given, "object").strip()
    return Line(
        words_of(given, "subject").strip(),
        words_of(given, "predicate").strip(),
        squeeze(obj) if given.get("is_words") else obj,
        tuple(quote for quote in quotes if quote),
        bool(given.get("is_words")),
        words_of(given, "sentence").strip(),
        settings,
        because,
    )


def to_json(line: Line) -> dict[str, Any]:
    """A line as a page gets it: every setting under its own key."""
    return {
        "subject": line.subject,
        "predicate": line.predicate,
        "object": line.obj,
        "is_words": line.is_words,
        "quotes": list(line.quotes),
        "sentence": line.sentence,
        "because": dict(line.because),
        **dict(line.settings),
    }


def words_of(given: Any, key: str) -> str:
    """The words under a key of what a page sends, or none. Raises `UsageError` for other values and very long ones."""
    value = given.get(key, "") if isinstance(given, dict) else ""
    if not isinstance(value, str) or len(value) > _LONGEST or any("\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"{key} holds no words, or too many", do=f"send up to {_LONGEST} characters")
    return value


def words_list(given: Any, key: str) -> list[str]:
    """The list of words under a key of what a page sends, up to twenty. Raises `UsageError`."""
    value = given.get(key, []) if isinstance(given, dict) else []
    if not isinstance(value, list) or len(value) > 20:
        raise UsageError(f"{key} holds no list of words", do="send a list")
    return [words_of({key: item}, key) for item in value]


def squeeze(words: str) -> str:
    """Words with every run of white space as one blank."""
    return " ".join(words.split())


def _marked(pairs: tuple[tuple[str, str], ...], place: Place) -> Marked:
    mapping = Marked({Text(key, place): Text(value, place) for key, value in pairs})
    mapping.place = place
    return mapping
