"""What `kg register add` does: an entry of the catalogue, or a new one, as text at the end of a register's file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from kg.catalogue import Catalogue
from kg.cli.shared import say
from kg.errors import UsageError
from kg.project import Project
from kg.register import Register, read_register
from kg.register.search import Match, find_entries, find_near, find_same
from kg.register.write import add_texts, file_of, to_yaml
from kg.sources.keys import entry_key
from kg.terms import NAME
from kg.vocabulary import read_vocabulary

_NEW = ("type_name", "label", "source", "source_label", "source_address", "acronym", "aliases", "facts")


def add_entry(project: Project, known: str | None, given: Mapping[str, Any]) -> None:
    """Add the entry that the command line asks for.

    Raises `UsageError`, and `FindingsError` for what the register's reader finds wrong with it.
    """
    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    for words in (known, *(given[key] for key in given if isinstance(given[key], str))):
        _check_printable(words or "")
    if known:
        name, tree, texts = _of_catalogue(register, project.catalogue, known, given)
    else:
        name, tree, texts = _new(register, given)
    _check_free(register, name)
    texts[file_of(tree["type"], vocabulary)] = to_yaml(name, tree)
    paths = add_texts(project.register_folder, texts, register, vocabulary, project.show)
    say(f"added {name} ({tree['label']}) to {', '.join(map(project.show, paths))}")
    click.echo(name)


def _of_catalogue(
    register: Register, catalogue: Catalogue, known: str, given: Mapping[str, Any]
) -> tuple[str, dict[str, Any], dict[str, str]]:
    """An entry of the catalogue as it stands there, under the name asked for."""
    if any(given[key] for key in _NEW):
        raise UsageError(f"{known!r} and options of a new entry", do="give one or the other")
    matches = find_entries(register, known)
    if len(matches) > 1:
        names = ", ".join(match.entity.name for match in matches)
        raise UsageError(f"{known!r} names {len(matches)} entries", do=f"give one of them: {names}")
    if not matches:
        raise UsageError(f"no entry {known!r}", nearest=_names(find_near(register, known, 3)), do="kg register find")
    entity = matches[0].entity
    found = catalogue.entry(entity.name)
    if matches[0].is_own or found is None:
        raise UsageError(f"{entity.name} is in the project's register already", where=str(entity.place))
    _, tree = found
    return given["name"] or entity.name, {str(key): value for key, value in tree.items()}, {}


def _new(register: Register, given: Mapping[str, Any]) -> tuple[str, dict[str, Any], dict[str, str]]:
    """A new entry, and its source where that is new too."""
    missing = [f"--{option}" for option, key in _REQUIRED.items() if not (given[key] or "").strip()]
    if missing:
        raise UsageError(f"a new entry needs {', '.join(missing)}", do="or name an entry of the catalogue")
    facts = [_to_fact(words) for words in given["facts"]]
    _check_unknown(register, given, facts)
    tree = {
        "type": given["type_name"],
        "label": given["label"],
        "source": given["source"],
        "acronym": given["acronym"] or "",
        "aliases": list(given["aliases"]),
        "facts": facts,
    }
    name = given["name"] or entry_key(given["label"]).replace(" ", "-")
    texts = {}
    if given["source_label"]:
        source = {"label": given["source_label"], "read-on": date.today().isoformat()}
        texts["sources"] = to_yaml(given["source"], source | {"address": given["source_address"] or ""})
    elif given["source"] not in register.sources:
        do = "give --source-label to add it, or one of: " + ", ".join(sorted(register.sources))
        raise UsageError(f"no source {given['source']!r} in the register", do=do)
    return name, tree, texts


_REQUIRED = {"type": "type_name", "label": "label", "source": "source"}


def _to_fact(words: str) -> dict[str, str]:
    kind, equals, value = words.partition("=")
    if not (kind and equals and value):
        raise UsageError(f"no fact: {words!r}", do="write KIND=VALUE, such as founded=1901")
    return {kind: value}


def _check_unknown(register: Register, given: Mapping[str, Any], facts: list[dict[str, str]]) -> None:
    """Raise `UsageError` where the register has this identifier, or, but for a homonym, this name."""
    same = find_same(register, facts)
    if same:
        raise UsageError(f"{same[0]} has this identifier", do=f"use it, or: kg register add {same[0]} --as NAME")
    matches = find_entries(register, given["label"])
    if matches and not given["homonym"]:
        do = "use it (of the catalogue: kg register add NAME), or say --homonym if it is another thing"
        raise UsageError(f"{given['label']!r} is known: {_names(matches)}", do=do)


def _check_free(register: Register, name: str) -> None:
    """Raise `UsageError` for a name that is taken by an own entry, or that no IRI could hold."""
    if not NAME.fullmatch(name):
        raise UsageError(f"no name for an entry: {name!r}", do="give one with --as: lower case, digits, single hyphens")
    if name in register.entries.own:
        where = str(register.entries[name].place)
        raise UsageError(f"{name} is in the project's register already", where=where, do="give another with --as")


def _check_printable(words: str) -> None:
    if not words.isprintable():
        raise UsageError(f"a sign that cannot be seen in {words!r}", do="type the words anew")


def _names(matches: list[Match]) -> str:
    return ", ".join(match.entity.name for match in matches)
