"""`kg questions`: the named questions in plain words."""

from __future__ import annotations

import json

import click

from kg.cli.shared import current_project, terminal_width, write


@click.command("questions")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(form: str) -> None:
    """List the questions that `kg query NAME` answers.

    \b
    Example:
      kg questions
    """
    from kg.asking.formats import draw_table
    from kg.asking.questions import read_questions

    questions = read_questions(current_project().ontology_folder / "questions")
    if form == "json":
        rows = [{"number": q.number, "name": q.name, "question": q.words, "asked_by": q.asked_by} for q in questions]
        write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", None)
        return
    rows_shown = [[q.name, q.words, q.asked_by] for q in questions]
    write(draw_table(["name", "question", "asked by"], rows_shown, terminal_width()), None)
