"""Reads `claims.yaml` as it is written: sayings with their quotes and places, nothing resolved yet.

Knows the file's form; refuses to know the source text and the ontology.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, cast

from kg.findings import Place
from kg.keys import Keys
from kg.marked import Mapping, Text
from kg.register import date_datatype

_TOP_REQUIRED = ("id", "title", "issued", "kind", "recorded", "rights")
_TOP_OPTIONAL = ("readers", "claims", "language", "publisher", "entities", "quotations", "uncovered", "note")
_SAYING = ("told-as", "polarity", "voice", "confidence", "because", "cue", "antecedent", "head", "note")
KINDS = ("press-release", "joint-statement", "memorandum-of-understanding", "speech", "fact-sheet")
LICENCES = ("public-domain", "cc0", "cc-by", "cc-by-sa", "ogl-3.0", "all-rights-reserved", "unknown")
SHAREABLE = LICENCES[:5]
"""The licences under which a whole text may be given away."""
_RECORDED = ("address", "note", "original", "read-with")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SENTENCE = re.compile(r"[1-9][0-9]{0,4}")
EXCUSES = ("courtesy", "repetition", "boilerplate", "not-sayable")
READER_KINDS = ("person", "software")


@dataclass(frozen=True)
class DeclaredEntity:
    """An entity that this statement declares for itself, or (no type, no label) the words it has for a known one."""

    name: Text
    type: Text
    label: Text
    aliases: tuple[Text, ...]
    mentions: tuple[Text, ...]


@dataclass(frozen=True)
class DeclaredQuotation:
    """Direct speech: who speaks, and the words between the quotation marks, part by part."""

    name: Text
    speaker: Text
    label: Text
    words: tuple[Text, ...]


@dataclass(frozen=True)
class Saying:
    """One line of `says` with everything that holds for it, as written; empty where nothing is written."""

    place: Place
    subject: str
    predicate: str
    obj: str
    is_words: bool
    quotes: tuple[Text, ...]
    sentence: Text
    settings: Mapping
    because: Mapping

    @property
    def shown(self) -> str:
        """The saying as it is written: subject predicate object."""
        return f"{self.subject} {self.predicate} {self.obj}"

    def reason(self, end: str) -> Text | None:
        """The reason given for the `subject` or the `object` end, where there is one."""
        reason = self.because.get(cast("Text", end))
        return reason if isinstance(reason, Text) else None

    def setting(self, key: str, default: str = "") -> Text:
        """The words written for a key such as `told-as`, or the default at the saying's place."""
        value = self.settings.get(cast("Text", key))  # words alone are looked up: their place is none of the key
        return value if isinstance(value, Text) else Text(default, self.place)


@dataclass(frozen=True)
class Excuse:
    """Words that no claim quotes, with the reason."""

    words: Text
    excuse: Text


@dataclass
class ClaimsFile:
    """A claims file as written."""

    tree: Mapping
    meta: dict[str, Text] = field(default_factory=dict)
    recorded: dict[str, Text] = field(default_factory=dict)
    rights: dict[str, Text] = field(default_factory=dict)
    readers: list[dict[str, Text]] = field(default_factory=list)
    entities: list[DeclaredEntity] = field(default_factory=list)
    quotations: list[DeclaredQuotation] = field(default_factory=list)
    excuses: list[Excuse] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)


def read_claims_tree(tree: Mapping, folder: str, keys: Keys) -> ClaimsFile:
    """The claims file that a YAML tree holds; findings go to `keys`. `folder` is the name its id must have."""
    return _Reader(tree, keys).read(folder)


class _Reader:
    """Walks the tree once, top to bottom."""

    def __init__(self, tree: Mapping, keys: Keys) -> None:
        self.tree, self.keys, self.file = tree, keys, ClaimsFile(tree)

    def read(self, folder: str) -> ClaimsFile:
        """The file of the statement in this folder; what is wrong with it goes to the keys."""
        keys, file, tree = self.keys, self.file, self.tree
        keys.check(tree, _TOP_OPTIONAL, _TOP_REQUIRED)
        if "claims" not in tree:
            keys.add(tree.place, "E009", "claims", do="add `claims:` and what the text says")
        if "readers" not in tree or (keys.items(tree, "claims") and not keys.items(tree, "readers")):
            keys.add(tree.place, "E009", "readers", do="add `readers:` and who read the statement")
        file.meta = {k: keys.words(tree, k) for k in ("id", "title", "issued", "kind", "publisher")}
        file.meta["language"] = keys.words(tree, "language", "en")
        self._check_meta(folder)
        file.recorded = self._block("recorded", _RECORDED, ("from", "read-on"))
        file.rights = self._block("rights", (), ("licence", "publish-text"))
        if licence := file.rights["licence"]:
            keys.choice(licence, LICENCES)
        if publish := file.rights["publish-text"]:
            keys.choice(publish, ("yes", "quotes-only"))
        self._check_day(file.recorded["read-on"], "read-on")
        keys.address(file.recorded["address"])
        if (original := file.recorded["original"]) and not _DIGEST.fullmatch(original):
            keys.add(original.place, "E011", f"original: {original}", do="write sha256: and its 64 digits")
        file.readers = [self._reader(item) for item in keys.items(tree, "readers")]
        self._read_entities()
        self._read_quotations()
        for item in keys.items(tree, "uncovered"):
            mapping = keys.as_mapping(item, tree.place, "uncovered")
            keys.check(mapping, (), ("words", "excuse"))
            excuse = Excuse(keys.words(mapping, "words"), keys.words(mapping, "excuse"))
            if keys.choice(excuse.excuse, EXCUSES, "E022") and excuse.words:
                file.excuses.append(excuse)
        for item in keys.items(tree, "claims"):
            self._read_claim(keys.as_mapping(item, tree.place, "claims"))
        return file

    def _check_meta(self, folder: str) -> None:
        meta, keys = self.file.meta, self.keys
        if meta["id"] and meta["id"] != folder:
            keys.add(meta["id"].place, "E012", meta["id"], near=folder, do="give both the same name")
        if meta["issued"] and not date_datatype(meta["issued"]):
            keys.add(meta["issued"].place, "E011", meta["issued"], do="write YYYY, YYYY-MM or YYYY-MM-DD")
        if meta["kind"]:
            keys.choice(meta["kind"], KINDS)
        if not _LANGUAGE.fullmatch(meta["language"]):
            keys.add(meta["language"].place, "E011", meta["language"], do="write a language tag: en, en-GB")

    def _check_day(self, words: Text, key: str) -> None:
        if words and not date_datatype(words).endswith("#date"):
            self.keys.add(words.place, "E011", f"{key}: {words}", do="write a day: YYYY-MM-DD")

    def _block(self, key: str, optional: tuple[str, ...], required: tuple[str, ...]) -> dict[str, Text]:
        mapping = self.keys.mapping(self.tree, key)
        if mapping:
            self.keys.check(mapping, optional, required)
        return {name: self.keys.words(mapping, name) for name in (*required, *optional)}

    def _reader(self, item: Any) -> dict[str, Text]:
        mapping = self.keys.as_mapping(item, self.tree.place, "readers")
        return read_reader(mapping, self.keys)

    def _read_entities(self) -> None:
        for name, value in self.keys.mapping(self.tree, "entities").items():
            entry = self.keys.as_mapping(value, name.place, name)
            self.keys.check(entry, ("type", "label", "mentions", "aliases", "note"))
            self.keys.name(name)
            self.file.entities.append(
                DeclaredEntity(
                    name,
                    self.keys.words(entry, "type"),
                    self.keys.words(entry, "label"),
                    tuple(self.keys.list_of_words(entry, "aliases")),
                    tuple(self.keys.list_of_words(entry, "mentions")),
                )
            )

    def _read_quotations(self) -> None:
        for name, value in self.keys.mapping(self.tree, "quotations").items():
            entry = self.keys.as_mapping(value, name.place, name)
            self.keys.check(entry, (), ("speaker", "label", "words"))
            self.keys.name(name)
            words = self.keys.list_of_words(entry, "words")
            for part in words:
                self._check_quote(part)
            speaker, label = self.keys.words(entry, "speaker"), self.keys.words(entry, "label")
            self.file.quotations.append(DeclaredQuotation(name, speaker, label, tuple(words)))

    def _check_quote(self, quote: Text) -> None:
        if quote.syntax:
            do = "write the quote as a folded block: `quote: >-` and the words on the next line"
            self.keys.add(quote.place, "E008", f"{quote.syntax} in or behind: {quote}", do=do)

    def _read_claim(self, item: Mapping) -> None:
        keys = self.keys
        keys.check(item, ("quote", "quotes", "sentence", *_SAYING), ("says",))
        one, many = keys.words(item, "quote"), keys.list_of_words(item, "quotes")
        if bool(one) == bool(many) and "says" in item:
            keys.add(item.place, "E009" if not one else "E006", "quote", do="give either `quote` or `quotes`")
        quotes = tuple(many) if many else (one,) if one else ()
        for quote in quotes:
            self._check_quote(quote)
        if len(quotes) > 3:
            keys.add(quotes[3].place, "E034", f"{len(quotes)} quotes", do="keep at most three, in one sentence")
        sentence = keys.words(item, "sentence")
        if sentence and not _SENTENCE.fullmatch(sentence):
            keys.add(sentence.place, "E011", sentence, do="write the sentence's number")
        for saying in keys.items(item, "says"):
            self._read_saying(saying, item, quotes, sentence)

    def _read_saying(self, node: Any, item: Mapping, quotes: tuple[Text, ...], sentence: Text) -> None:
        keys, own = self.keys, Mapping()
        own.place = item.place
        text: Any = node
        if isinstance(node, Mapping):
            keys.check(node, _SAYING, ("say",))
            own, text = node, keys.words(node, "say")
        if not isinstance(text, Text):
            keys.add(item.place, "E025", "a list", do="write: subject predicate object")
            return
        merged = Mapping({**{k: v for k, v in item.items() if k in _SAYING}, **own})
        merged.place = text.place
        settings = Mapping({k: keys.words(merged, k) for k in merged if k != "because"})
        settings.place = text.place
        because = keys.mapping(merged, "because")
        keys.check(because, ("subject", "object"))
        for end in because:
            keys.words(because, end)
        parts = _split_saying(text)
        if parts is None:
            do = 'write: subject predicate object (names without blanks, or "words" in double quotation marks)'
            keys.add(text.place, "E025", text, do=do)
            return
        self.file.sayings.append(Saying(text.place, *parts, quotes, sentence, settings, because))


def read_reader(mapping: Mapping, keys: Keys) -> dict[str, Text]:
    """A reader as written: name, label, kind, on; findings go to `keys`."""
    keys.check(mapping, (), ("name", "label", "kind", "on"))
    words = {key: keys.words(mapping, key) for key in ("name", "label", "kind", "on")}
    keys.name(words["name"])
    if words["kind"]:
        keys.choice(words["kind"], READER_KINDS)
    if words["on"] and not date_datatype(words["on"]).endswith("#date"):
        keys.add(words["on"].place, "E011", words["on"], do="write a day: YYYY-MM-DD")
    return words


def _split_saying(text: str) -> tuple[str, str, str, bool] | None:
    """Subject, predicate, object and whether the object is words; None where it is none of that."""
    parts = text.split(None, 2)
    if len(parts) != 3:
        return None
    if not parts[2].startswith('"'):
        return None if " " in parts[2] else (parts[0], parts[1], parts[2], False)
    try:
        words = json.loads(parts[2])
    except ValueError:
        return None
    is_good = isinstance(words, str) and words.strip() and words.isprintable()
    return (parts[0], parts[1], words, True) if is_good else None
