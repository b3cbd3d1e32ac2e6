"""`kg query`: a named question, SPARQL text, or a file with SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.shared import current_project, open_index, say, terminal_width, write
from kg.errors import InputError, UsageError


@click.command("query")
@click.argument("question", required=False, metavar="[QUESTION | SPARQL]")
@click.option("-f", "--file", "path", metavar="FILE", help="Read the SPARQL from a file, or from stdin with `-`.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--evidence", is_flag=True, help="Add quotes, sentence numbers and status to every row.")
def command(question: str | None, path: str | None, form: str, evidence: bool) -> None:
    """Ask a named question (`kg questions` lists them) or SPARQL 1.1; the usual prefixes are preset.

    \b
    Example:
      kg query cooperation-pairs --evidence
      kg query 'SELECT ?topic { undertaking:nist-npl cmq:onTopic ?topic }'
    """
    from kg.asking.formats import to_csv, to_json, to_table

    project = current_project()
    text = _sparql(question, path, project.ontology_folder / "questions")
    index = open_index(project)
    answer = index.query(text, with_evidence=evidence)
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


def _sparql(question: str | None, path: str | None, folder: Path) -> str:
    """The query's text. Raises `UsageError` for none or both, or for an unknown question."""
    from kg.asking.questions import get_question, looks_like_sparql, read_questions

    if (question is None) == (path is None):
        what = (
            "give one of the two: a question or SPARQL, or -f FILE" if path else "give a question, SPARQL, or -f FILE"
        )
        raise UsageError(what, do="`kg questions` lists the questions")
    if path is not None:
        return _read(path)
    assert question is not None
    if question == "-":
        return _read("-")
    if looks_like_sparql(question):
        return question
    return get_question(read_questions(folder), question).sparql


def _read(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read the query: {reason}", where=path) from None
