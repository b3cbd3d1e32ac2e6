"""A fresh claims file: what is recorded of the statement, and no claim yet."""

from __future__ import annotations

from kg.adding.entry import Entry, record_from, record_note
from kg.adding.yaml_words import to_folded, to_scalar
from kg.files import sha256_of
from kg.sources.ingest.found import Found


def to_claims_file(entry: Entry, found: Found, original: bytes, shown: str, read_on: str) -> str:
    """The text of a claims file for an entry; `shown` is the name of the file that was read on the day `read_on`."""
    lines = [
        "# What the statement says, each claim with the words that say it. How to write this file: docs/claims-file.md",
        f"# `kg draft {entry.id}` proposes claims, `kg review {entry.id}` takes them over.",
        "# The text beside it, source.txt, is never changed by hand: `kg add` renews it and carries the quotes over.",
        f"id: {entry.id}",
        f"title: {to_folded(entry.title.words, '  ')}",
        f"issued: {entry.issued.words}",
        f"kind: {entry.kind.words}",
        *([f"publisher: {entry.publisher.words}"] if entry.publisher.words else []),
        *([f"language: {entry.language.words}"] if entry.language.words else []),
        *to_recorded(entry, found, original, shown, read_on),
        f"rights: {{licence: {entry.licence.words}, publish-text: {'yes' if entry.publishes_text else 'quotes-only'}}}",
        "readers: []                     # who read it: - {name: …, label: …, kind: person, on: YYYY-MM-DD}",
        "",
        *_declared(entry),
        "claims: []",
    ]
    return "\n".join(lines) + "\n"


def to_recorded(entry: Entry, found: Found, original: bytes, shown: str, read_on: str) -> list[str]:
    """The lines of the block `recorded`."""
    return [
        "recorded:",
        f"  from: {to_scalar(record_from(entry, shown))}",
        f"  read-on: {read_on}",
        *([f"  address: {to_scalar(entry.address.words)}"] if entry.address.words else []),
        f"  note: {to_folded(record_note(entry), '    ')}",
        f"  original: sha256:{sha256_of(original)}",
        f"  read-with: {to_scalar(found.read_with)}",
    ]


def _declared(entry: Entry) -> list[str]:
    if not entry.declared:
        return []
    name, label = entry.publisher.words, to_scalar(entry.declared)
    return ["entities:", f"  {name}: {{type: FormalOrganization, label: {label}}}", ""]
