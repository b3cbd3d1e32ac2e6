"""Names that a person may mean by a few letters: of this statement first, then of the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg import terms
from kg.drafting.decisions import fold
from kg.reviewing.session import Session
from kg.sources.keys import entry_key
from kg.sources.words import content_words

MOST = 20
_LONGEST = 100


def complete(session: Session, words: str) -> list[dict[str, Any]]:
    """Up to twenty things whose name, label or other name holds these words; those of this statement first.

    Behind them stand things that share a content word with these words.
    """
    found: dict[str, dict[str, Any]] = {}
    for sought in dict.fromkeys([fold(words[:_LONGEST]), *content_words(words[:_LONGEST])]):
        for name, label, kind, where, forms in _iter_known(session, sought):
            if name not in found and (sought in name or any(sought in fold(form) for form in forms)):
                found[name] = {"name": name, "label": label, "type": kind, "from": where}
            if len(found) >= MOST:
                return list(found.values())
    return list(found.values())


def _iter_known(session: Session, sought: str) -> Iterator[tuple[str, str, str, str, tuple[str, ...]]]:
    for name, entity in session.gated.names.declared.items():
        yield name, entity.label, terms.local_name(entity.type), "file", entity.forms
    for name, new in session.drafted.entities.items():
        if new.label and name not in session.links:
            yield name, new.label, new.type, "draft", (new.label, *new.aliases, *new.mentions)
    for name, spoken in session.drafted.quotations.items():
        yield name, spoken.label, "Quotation", "draft", (spoken.label,)
    document = session.gated.names.document
    yield document.name, document.label or document.name, "Document", "this document", ("this document",)
    for name in _of_register(session, sought):
        entity = session.ground.register.entries[name]
        yield name, entity.label, terms.local_name(entity.type), "register", (sought,)  # found by these words


def _of_register(session: Session, sought: str) -> Iterator[str]:
    """Names of entries with this acronym or name, of own ones with these words, then of those whose name holds them."""
    register, slug = session.ground.register, re.sub("[^a-z0-9]+", "-", sought).strip("-")
    if len(slug) < 2:
        return
    yield from register.acronym(sought.upper())
    yield from register.lookup(entry_key(sought))
    yield from (name for name, e in register.entries.own.items() if any(sought in fold(form) for form in e.forms))
    held = [name for name in register.entries if slug in name]
    yield from sorted(held, key=lambda name: (not name.startswith(slug), name))
