"""What a person decided about proposals, remembered by a key that no new draft changes.

Knows `decisions.yaml`: a list of decisions, one a proposal. A key is made of what is read, never of the names that a
draft happens to give, so that a new draft leaves out what was turned down or read otherwise.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.claims.file import Saying
from kg.errors import FindingsError
from kg.findings import Finding, Place
from kg.keys import Keys
from kg.marked import Items, read_yaml
from kg.sources.read import read_text
from kg.terms import hash_name

REJECTED, EDITED, LINKED = VERDICTS = ("rejected", "edited", "linked")
"""Turned down; read otherwise than proposed; an entity of the draft that is another one."""
_REQUIRED = ("key", "say", "by", "on")
_UNUSUAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HEAD = "# What a person decided about proposals; `kg draft` leaves out what stands here.\n"


@dataclass(frozen=True)
class Decision:
    """One decision: `say` as it was proposed, its `quote`, `by` whom and `on` which day.

    A link has no quote; its `to` is the name of the entity that the proposed one is.
    """

    key: str
    say: str
    quote: str
    by: str
    on: str
    verdict: str = REJECTED
    to: str = ""


def fold(words: str) -> str:
    """Words as keys compare them: compatibility forms, case and white space do not count.

    >>> fold("The  Royal\\nSociety")
    'the royal society'
    """
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def key_of(subject: str, predicate: str, obj: str, quotes: Iterable[str]) -> str:
    """The key of a proposal: `subject` and `obj` are labels (or the words, or the word of a closed list).

    >>> key_of("NSF", "fundedBy", "nsf", ["By  NSF"]) == key_of("nsf", "fundedBy", "NSF", ["by NSF"])
    True
    """
    return hash_name(predicate, fold(subject), fold(obj), *map(fold, quotes))


def link_key(label: str) -> str:
    """The key of the decision that says which entity the proposed one with this label is."""
    return hash_name("is", fold(label))


def saying_key(saying: Saying, label_of: Callable[[str], str]) -> str:
    """The key of a saying of a claims file or draft; `label_of` gives a name's label, or an empty string."""
    obj = saying.obj if saying.is_words else label_of(saying.obj) or saying.obj
    return key_of(label_of(saying.subject) or saying.subject, saying.predicate, obj, saying.quotes)


def read_decisions(path: Path, shown: str = "") -> dict[str, Decision]:
    """The decisions of a file by their key, in its order; none where there is no file.

    Raises `FindingsError` where the file cannot be read; `shown` is its path as findings show it.
    """
    if not path.exists():
        return {}
    text, _, findings = read_text(path, shown or path.as_posix())
    return parse_decisions(text, shown or path.as_posix()) if text is not None else _raise(findings)


def parse_decisions(text: str, shown: str) -> dict[str, Decision]:
    """The decisions that a text holds by their key, in its order. Raises `FindingsError`."""
    keys = Keys()
    node, findings = read_yaml(text, shown)
    if node is not None and not isinstance(node, Items):
        keys.add(Place(shown), "E010", "no list", do="write a list of decisions: `- …`")
    decisions = [_read_decision(item, keys, Place(shown)) for item in node] if isinstance(node, Items) else []
    if findings or keys.findings:
        _raise([*findings, *keys.findings])
    return {decision.key: decision for decision in decisions}


def add_decisions(text: str, decisions: Iterable[Decision]) -> str:
    """The text of a decisions file with more at its end; what stands there is kept byte for byte."""
    rows = [[f"{key}: {_quoted(words)}" for key, words in asdict(one).items() if words] for one in decisions]
    written = "".join("- " + "\n  ".join(row) + "\n" for row in rows)
    return (text if text.endswith("\n") or not text else text + "\n") + ("" if text else _HEAD) + written


def _quoted(words: str) -> str:
    """Words as YAML and JSON write them both, whatever signs they hold."""
    return _UNUSUAL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(words, ensure_ascii=False))


def _read_decision(item: object, keys: Keys, place: Place) -> Decision:
    entry = keys.as_mapping(item, place, "a decision")
    keys.check(entry, ("quote", "verdict", "to"), _REQUIRED)
    read = {key: str(keys.words(entry, key)) for key in (*_REQUIRED, "quote", "to")}
    verdict = keys.words(entry, "verdict", REJECTED)
    keys.choice(verdict, VERDICTS)
    return Decision(**read, verdict=str(verdict))


def _raise(findings: Iterable[Finding]) -> dict[str, Decision]:
    raise FindingsError(findings)
