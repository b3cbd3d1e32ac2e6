"""`kg register`: what the register knows under a name, and a new entry in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shared import current_project, say, show_findings, terminal_width, write
from kg.project import Project

if TYPE_CHECKING:
    from kg.register import Register
    from kg.register.search import Match
    from kg.vocabulary import Vocabulary

_LONG = 20
"""Letters of a word that would be cut in a column."""
_COLUMNS = ["entry", "called", "country", "identifiers", "from"]


@click.group("register")
def command() -> None:
    """Find entries of the register by any name, or add one to the project's own.

    The register is the project's data/register, and behind it the catalogue that comes with the program.

    \b
    Example:
      kg register find "Department of Science and Technology"
    """


@command.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def find(words: tuple[str, ...], form: str) -> None:
    """Find entries by name, acronym, identifier (ROR, Wikidata, ISO), adjective or capital; homonyms all.

    \b
    Example:
      kg register find NSF
      kg register find 021nxhr62 --format json
    """
    from kg.register.search import find_entries, find_near

    register, _ = _read(current_project())
    wanted = " ".join(words)
    matches = find_entries(register, wanted)
    near = [] if matches else find_near(register, wanted)
    if form == "json":
        found = {"matches": [_to_row(m, register) for m in matches], "nearest": [_to_row(m, register) for m in near]}
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", None)
        return
    if not matches:
        say(f"no entry is called {wanted!r}" + ("; nearest:" if near else ""))
    if matches or near:
        write(_table(matches or near, register), None)


@command.command("add")
@click.argument("known", required=False)
@click.option(
    "--as", "name", metavar="NAME", help="The entry's name in claims files; else the catalogue's, or the label."
)
@click.option("--type", "type_name", metavar="CLASS", help="The class of a new entry, such as FormalOrganization.")
@click.option("--label", help="What a new entry is called.")
@click.option("--source", help="Where its facts come from: a source of the register.")
@click.option("--source-label", help="What a new source is: it is added to sources.yaml, read today.")
@click.option("--source-address", help="The web address of a new source.")
@click.option("--acronym", help="Its acronym.")
@click.option("--alias", "aliases", multiple=True, help="Another name of it; may be given more than once.")
@click.option(
    "--fact", "facts", multiple=True, metavar="KIND=VALUE", help="Such as founded=1901, part-of=NAME, ror=ID."
)
@click.option("--homonym", is_flag=True, help="It is another thing than the one that has this name already.")
def add(known: str | None, **given: Any) -> None:
    """Add an entry to the project's register: one of the catalogue (KNOWN), or a new one.

    KNOWN is a name, an acronym or an identifier of one entry of the catalogue. No identifier is ever made up: give one
    with --fact as its record has it, or none.

    \b
    Example:
      kg register add 021nxhr62 --as nsf
      kg register add --type FormalOrganization --label "Tide Office" --source almanac
    """
    from kg.cli.register_add import add_entry

    add_entry(_own_project(), known, given)


def _own_project() -> Project:
    from kg.errors import UsageError

    project = current_project()
    if project.is_shipped:
        raise UsageError("no project here to add to", do="make one of your own: kg init")
    return project


def _read(project: Project) -> tuple[Register, Vocabulary]:
    """The register of a project; its findings are told, and it is used all the same."""
    from kg.register import read_register
    from kg.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(project.ontology_folder)
    register, findings = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    show_findings(findings)
    return register, vocabulary


def _table(matches: list[Match], register: Register) -> str:
    """The entries as a table; one below the other where a name would have to be cut."""
    from kg.asking.formats import draw_table
    from kg.asking.layout import draw_records
    from kg.findings import printable

    rows = [[printable(cell) for cell in _cells(match, register)] for match in matches]
    is_long = any(len(word) > _LONG for row in rows for cell in row for word in cell.split())
    return (draw_records if is_long else draw_table)(_COLUMNS, rows, terminal_width())


def _cells(match: Match, register: Register) -> list[str]:
    from kg.register.search import identifiers_of, is_listed_inactive

    entity = match.entity
    called = entity.label + f" ({entity.acronym})" * bool(entity.acronym)
    called += ", listed as inactive" * is_listed_inactive(entity)
    identifiers = ", ".join(f"{kind} {value}" for kind, value in identifiers_of(entity).items())
    country = register.entries[entity.country].label if entity.country in register.entries else ""
    return [entity.name, called, country, identifiers, f"{_whose(match)}, {entity.facts[0].source}"]


def _to_row(match: Match, register: Register) -> dict[str, Any]:
    from kg import terms
    from kg.register.search import identifiers_of, is_listed_inactive

    entity, source = match.entity, register.sources.get(match.entity.facts[0].source)
    return {
        "name": entity.name,
        "type": terms.local_name(entity.type),
        "label": entity.label,
        "acronym": entity.acronym,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "jurisdiction": entity.jurisdiction,
        "identifiers": identifiers_of(entity),
        "listed_as": "inactive" if is_listed_inactive(entity) else "",
        "found_by": match.found_by,
        "from": _whose(match),
        "source": {"name": source.name, "label": source.label, "read_on": source.read_on} if source else None,
        "place": f"{entity.place.path}:{entity.place.line}",
    }


def _whose(match: Match) -> str:
    return "own" if match.is_own else "shipped"
