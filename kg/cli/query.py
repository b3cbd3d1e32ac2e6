"""`kg query`: a named question, SPARQL text, or a file with SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.asking.layout import FORMATS
from kg.cli.parameters import AskingCommand, complete_question
from kg.cli.shared import open_index, say, terminal_width, write
from kg.cli.sources import METHODS, open_source, project_of
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.asking.index import Answer
    from kg.asking.questions import Question


@click.command("query", cls=AskingCommand)
@click.argument("question", required=False, metavar="[QUESTION | SPARQL]", shell_complete=complete_question)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the SPARQL from a file, or from stdin with `-`.")
@click.option("--on", multiple=True, metavar="FILE|URL", help="Ask RDF files (repeat it) or an endpoint instead.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--evidence", is_flag=True, help="Add quotes, sentence numbers and status to every row.")
@click.option("--limit", type=click.IntRange(1), help="No more than so many rows; says where there are more.")
@click.option("--timeout", type=click.FloatRange(0.01), metavar="SECONDS", help="Give up after so long (exit 124).")
@click.option("--time", "timed", is_flag=True, help="Say on stderr how long the engine took.")
@click.option("--auth", type=click.Choice(METHODS), help="Credentials: KG_USER and KG_PASSWORD, or KG_TOKEN.")
def command(
    question: str | None, path: str | None, on: tuple[str, ...], form: str, evidence: bool, limit: int | None,
    timeout: float | None, timed: bool, auth: str | None, **values: str | None
) -> None:  # fmt: skip
    """Ask a named question (`kg questions` lists them) or SPARQL 1.1; the usual prefixes are preset.

    Some questions are asked with a value: `kg query NAME --help` says which.

    \b
    Example:
      kg query cooperation-pairs --evidence
      kg query counterparts-of --body nist
      kg query 'SELECT ?topic { undertaking:nist-npl cmq:onTopic ?topic }'
      kg query --on other.ttl 'SELECT * { ?s ?p ?o }' --limit 10
      kg query --on http://127.0.0.1:8765/sparql cooperation-pairs
    """
    from kg.asking.parameters import bind, check_names

    project = project_of(on)
    given = {name: value for name, value in values.items() if value is not None}
    asked = _read_asked(question, path, project.ontology_folder / "questions")
    check_names(asked, given)
    source = open_source(on, auth, timeout or 0, project)
    names = open_index(project) if given and source.is_remote else source.index  # where values are looked up
    text = bind(asked, given, names)

    def answer() -> int:
        from kg.asking.results import to_format

        found = source.ask(text, evidence, limit or 0, not asked.number)
        write(to_format(found, source.index, form, terminal_width()), None)
        _talk(found, timed, evidence)
        if asked.group == "across statements" and not on and len(project.statement_names) == 1:
            say("one statement is read: what compares statements, or asks what became of them, needs a later one too")
        return 0

    if timeout and not source.is_remote:
        from kg.asking.ask import run_within

        raise SystemExit(run_within(timeout, answer))
    answer()


def _talk(answer: Answer, timed: bool, evidence: bool) -> None:
    """What is to be known of an answer beside its data: on stderr."""
    if timed:
        say(f"{answer.milliseconds:.1f} ms")
    if answer.is_truncated:
        count = len(answer.rows if answer.triples is None else answer.triples)
        say(f"truncated: there are more than these {count:,} (--limit)")
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
