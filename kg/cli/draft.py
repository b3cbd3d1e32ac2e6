"""`kg draft`: proposes what a statement says, each proposal with its words, its rule and how far to trust it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.producers import get_producers, producer_options
from kg.cli.shared import current_project, say, show_findings, write
from kg.project import find_project

if TYPE_CHECKING:
    from kg.drafting.draft import Producer
    from kg.model import Source
    from kg.project import Project

FORMATS = ["yaml", "json"]


@click.command("draft")
@click.argument("what", metavar="ID|FILE")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print the draft in this form.")
@click.option("-o", "--output", metavar="FILE", help="Write it here instead of stdout (- is stdout).")
@producer_options
def command(what: str, form: str | None, output: str | None, **asked: Any) -> None:
    """Propose claims for a statement of this project, or for any text file, by rules alone.

    Of a statement, the draft is written to draft.yaml beside its text, for `kg review`; what a person has decided is
    left out. Of a file (or - for stdin), it is printed. A model is asked only with --nlp or --llm; what it proposes
    passes the same gate, and its words must tell the relation too.

    \b
    Example:
      kg draft us-uk-quantum-2021
      kg draft release.txt --format json
    """
    project = current_project() if not _is_file(what) else find_project(Path.cwd())
    source, folder = _read(project, what)
    outcome = _draft(project, source, folder, get_producers(asked))
    is_kept = folder is not None and form is None and output is None
    if is_kept and folder is not None:
        path = folder / "draft.yaml"
        write(outcome["yaml"], str(path))
        say(f"{project.show(path)}: {outcome['figures']}")
        say(f"next: kg review {source.name}")
        return
    write(outcome[form or "yaml"] + ("\n" if form == "json" else ""), output)
    say(outcome["figures"])


def _is_file(what: str) -> bool:
    return what == "-" or Path(what).is_file()


def _draft(project: Project, source: Source, folder: Path | None, producers: list[Producer]) -> dict[str, str]:
    """The draft in each form, and its figures."""
    from kg.drafting.decided import apply_links, read_title, without_decided
    from kg.drafting.decisions import read_decisions
    from kg.drafting.draft import draft_reading
    from kg.drafting.form import to_json, to_yaml
    from kg.drafting.naming.names import read_names
    from kg.register import read_register
    from kg.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(project.ontology_folder)
    register, findings = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    show_findings(findings)
    reading = read_names(source, register, vocabulary)
    if folder is not None:
        reading = apply_links(reading, read_decisions(folder / "decisions.yaml"), register)
    title = read_title(folder, project.show) if folder is not None else ""
    made = draft_reading(reading, register, vocabulary, producers, title=title)
    if folder is not None:
        made = without_decided(made, folder, register, project.show)
    figures = (
        f"{len(made.accepted)} claims proposed, {len(made.rejected)} rejected with reasons; "
        f"{len(made.entities)} entities, {sum(bool(e.register) for e in made.entities)} of them known from the register"
    )
    return {"json": to_json(made, register, vocabulary), "yaml": to_yaml(made), "figures": figures}


def _read(project: Project, what: str) -> tuple[Source, Path | None]:
    """The text of a statement of the project with its folder, or of a file without one."""
    from kg.errors import FindingsError, UsageError
    from kg.marked import nearest
    from kg.sources.read import read_source

    if what in project.statement_names:
        path = project.statements_folder / what / "source.txt"
        source, findings = read_source(path, project.show(path), what)
        if source is None:
            raise FindingsError(findings)
        return source, path.parent
    if not _is_file(what):
        near = nearest(what, project.statement_names)
        do = f"name a text file, or one of: {', '.join(project.statement_names)}"
        raise UsageError(f"no statement and no file {what!r}", nearest=near, do=do)
    return _read_file(what), None


def _read_file(what: str) -> Source:
    """A text from a file, or from stdin for `-`; its name is made of the file's."""
    import sys

    from kg.drafting.relating.workbook import to_name
    from kg.errors import InputError
    from kg.sources.read import read_source, to_source

    if what == "-":
        source, findings = to_source(sys.stdin.buffer.read(), "stdin", "statement")
    else:
        source, findings = read_source(Path(what), what, to_name(Path(what).stem) or "statement")
    if source is None:
        raise InputError("\n".join(map(str, findings)))
    return source
