"""What is recorded of a new statement: from the person's options, else from what the file proposes, never invented."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kg.claims.file import KINDS, LICENCES, SHAREABLE
from kg.errors import UsageError
from kg.model import Entity
from kg.register import Register, date_datatype
from kg.sources.ingest.found import Found, Proposal
from kg.sources.keys import entry_key
from kg.sources.words import is_function_words
from kg.terms import FOAF, NAME
from kg.vocabulary import Vocabulary

BY_HAND = "given"
"""Where a value comes from that the person gave as an option."""

_KIND_WORDS = [
    (
        re.compile(r"\bmemorand(?:um|a) of (?:understanding|cooperation)\b", re.IGNORECASE),
        "memorandum-of-understanding",
    ),
    (re.compile(r"\bfact ?sheet\b", re.IGNORECASE), "fact-sheet"),
    (re.compile(r"\b(?:speech|remarks|address) (?:by|of|at|to)\b", re.IGNORECASE), "speech"),
    (re.compile(r"^joint (?:statement|declaration|communiqu[eé])\b", re.IGNORECASE), "joint-statement"),
]
_NAME_WORDS = 4


@dataclass(frozen=True)
class Given:
    """What the person gave as options; empty where nothing was given."""

    id: str = ""
    title: str = ""
    issued: str = ""
    publisher: str = ""
    url: str = ""
    kind: str = ""
    language: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Value:
    """A value and where it comes from; an empty value is one that nobody knows."""

    words: str = ""
    where: str = ""


@dataclass(frozen=True)
class Entry:
    """What a fresh claims file records; `declared` is the label of a publisher that the statement declares itself."""

    id: str
    title: Value
    issued: Value
    kind: Value
    publisher: Value
    language: Value
    address: Value
    licence: Value
    declared: str = ""

    @property
    def publishes_text(self) -> bool:
        """True where the licence lets the whole text be given away."""
        return self.licence.words in SHAREABLE


def check_given(given: Given) -> None:
    """Raises `UsageError` for an option whose value could not stand in a claims file."""
    checks = [
        ("--id", given.id, not given.id or NAME.fullmatch(given.id), "lower case, digits and single hyphens"),
        ("--issued", given.issued, not given.issued or date_datatype(given.issued), "YYYY-MM-DD, YYYY-MM or YYYY"),
        ("--kind", given.kind, given.kind in ("", *KINDS), f"one of: {', '.join(KINDS)}"),
        ("--licence", given.licence, given.licence in ("", *LICENCES), f"one of: {', '.join(LICENCES)}"),
        ("--url", given.url, not given.url or re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", given.url), "https://…"),
        (
            "--language",
            given.language,
            not given.language or _is_language(given.language),
            "a code of two or three small letters, such as en",
        ),
    ]
    for option, value, is_good, do in checks:
        if not is_good:
            raise UsageError(f"{option} {value}", do=f"write {do}" if not do.startswith("one of") else do)


def check_nothing_but_id(given: Given) -> None:
    """Raises `UsageError` for options that would change what is recorded of a statement that is there."""
    for name in ("title", "issued", "publisher", "url", "kind", "language", "licence"):
        if getattr(given, name):
            do = f"change it in data/statements/{given.id}/claims.yaml"
            raise UsageError(f"--{name}: the statement {given.id} is there already", do=do)


def propose(found: Found, given: Given) -> dict[str, Value]:
    """A value for each field: the person's, else the file's best sure proposal, else an empty one."""
    values = {}
    for name in ("title", "issued", "publisher", "language", "url"):
        own: str = getattr(given, name)
        best = found.best(name)
        values[name] = Value(own, BY_HAND) if own else Value(best.value, best.where) if best else Value()
    kind = given.kind or _kind(values["title"].words)
    values["kind"] = Value(kind, BY_HAND if given.kind else "by the title" if kind != KINDS[0] else "assumed")
    values["licence"] = Value(given.licence or "unknown", BY_HAND if given.licence else "nobody said")
    return values


def to_entry(values: dict[str, Value], given: Given, found: Found, register: Register, known: Vocabulary) -> Entry:
    """The entry made of these values. Raises `UsageError` for a missing title or day, naming the option."""
    for name, option in (("title", "--title"), ("issued", "--issued")):
        if not values[name].words:
            raise UsageError(f"no {_CALLED[name]} known", nearest=_maybe(found, name), do=f"give {option}")
    publisher, declared = _find_publisher(values["publisher"], register, known)
    name = given.id or to_name(values["title"].words, values["issued"].words)
    if not name:
        raise UsageError("no id can be made of the title", do="give --id: lower case, digits and single hyphens")
    entry = Entry(
        name, values["title"], values["issued"], values["kind"], publisher, values["language"], values["url"],
        values["licence"], declared,
    )  # fmt: skip
    return entry if publisher.words != name else replace(entry, publisher=Value(f"{name}-publisher", publisher.where))


def to_name(title: str, issued: str) -> str:
    """An id made of the title's first content words and the year; empty where the title has no Latin letter.

    >>> to_name("The Institute of Glass and the Council agree", "2026-03-02")
    'institute-glass-council-agree-2026'
    """
    words = [word for word in _slug(title).split("-") if word and not is_function_words(word)]
    return "-".join([*words[:_NAME_WORDS], issued[:4]]) if words else ""


def record_note(entry: Entry) -> str:
    """Where each recorded value comes from, in one line."""
    fields = [("title", entry.title), ("issued", entry.issued), ("publisher", entry.publisher)]
    return "; ".join(f"{name}: {value.where}" for name, value in fields if value.words)


def record_from(entry: Entry, shown: str) -> str:
    """What the values were read from: the site, or the file by its name."""
    host = urlsplit(entry.address.words).hostname if entry.address.words else ""
    return f"{host}, copy of the page" if host else f"the file {shown}"


_CALLED = {"title": "title", "issued": "day of issue"}


def _maybe(found: Found, name: str) -> str:
    """What the file may mean, where nothing is sure."""
    offers = [f"{p.value} ({p.where})" for p in dict.fromkeys(found.offers(name))]
    return " · ".join(offers[:3])


def _find_publisher(value: Value, register: Register, known: Vocabulary) -> tuple[Value, str]:
    """The publisher's name: of the register where its label, acronym or alias is known there, else a new one."""
    if not value.words or value.words in register.entries:
        return value, ""
    names = (*register.acronym(value.words), *register.lookup(entry_key(value.words)))
    agents = [e for name in dict.fromkeys(names) if _is_agent(e := register.entries[name], known)]
    if len(agents) == 1:
        return Value(agents[0].name, f"{value.where}: {value.words}"), ""
    name = _slug(value.words)
    if not name:
        raise UsageError(f"--publisher {value.words}: no name can be made of it", do="give a name of the register")
    name = f"{name}-publisher" if name in register.entries else name
    return Value(name, value.where), value.words


def _is_agent(entity: Entity, known: Vocabulary) -> bool:
    return bool(entity.type) and known.is_a(entity.type, FOAF + "Agent")


def _kind(title: str) -> str:
    return next((kind for pattern, kind in _KIND_WORDS if pattern.search(title)), KINDS[0])


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "").replace(".", "")))


def _is_language(tag: str) -> bool:
    return bool(re.fullmatch(r"[a-z]{2,3}", tag))


def suggestions(found: Found, values: dict[str, Value]) -> list[Proposal]:
    """What the file proposes besides the values that were taken, each value once."""
    taken = {(name, value.words) for name, value in values.items()}
    seen: dict[tuple[str, str], Proposal] = {}
    for proposal in found.proposals:
        key = (proposal.field, proposal.value)
        if key not in taken and proposal.field in ("issued", "publisher", "licence"):
            seen.setdefault(key, proposal)
    return list(seen.values())
