"""`kg query`: a named question, SPARQL text, or a file with SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.parameters import AskingCommand, complete_question
from kg.cli.shared import current_project, open_index, say, terminal_width, write
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.asking.questions import Question


@click.command("query", cls=AskingCommand)
@click.argument("question", required=False, metavar="[QUESTION | SPARQL]", shell_complete=complete_question)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the SPARQL from a file, or from stdin with `-`.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--evidence", is_flag=True, help="Add quotes, sentence numbers and status to every row.")
def command(question: str | None, path: str | None, form: str, evidence: bool, **values: str | None) -> None:
    """Ask a named question (`kg questions` lists them) or SPARQL 1.1; the usual prefixes are preset.

    Some questions are asked with a value: `kg query NAME --help` says which.

    \b
    Example:
      kg query cooperation-pairs --evidence
      kg query counterparts-of --body nist
      kg query 'SELECT ?topic { undertaking:nist-npl cmq:onTopic ?topic }'
    """
    from kg.asking.formats import to_csv, to_json, to_table
    from kg.asking.parameters import bind, check_names

    project = current_project()
    given = {name: value for name, value in values.items() if value is not None}
    asked = _read_asked(question, path, project.ontology_folder / "questions")
    check_names(asked, given)
    index = open_index(project)
    answer = index.query(bind(asked, given, index), with_evidence=evidence, with_hints=not asked.number)
    if form == "table":
        write(to_table(answer, index, terminal_width()), None)
    else:
        write({"csv": to_csv, "json": to_json}[form](answer, index), None)
    if evidence and answer.evidence is None and answer:
        say("--evidence is for the rows of a SELECT: this answer has none")
    if not answer and answer.is_true is None:
        say("no rows")
        for hint in answer.hints:
            say(f"  {hint}")


def _read_asked(question: str | None, path: str | None, folder: Path) -> Question:
    """The question that is asked; SPARQL makes one without parameters.

    Raises `UsageError` for none or both, or for an unknown question.
    """
    from kg.asking.questions import get_question, looks_like_sparql, read_questions, unnamed

    if (question is None) == (path is None):
        what = (
            "give one of the two: a question or SPARQL, or -f FILE" if path else "give a question, SPARQL, or -f FILE"
        )
        raise UsageError(what, do="`kg questions` lists the questions")
    if path is not None:
        return unnamed(_read(path))
    assert question is not None
    if question == "-":
        return unnamed(_read("-"))
    if looks_like_sparql(question):
        return unnamed(question)
    return get_question(read_questions(folder), question)


def _read(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read the query: {reason}", where=path) from None
