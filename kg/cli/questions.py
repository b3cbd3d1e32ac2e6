"""`kg questions`: the named questions in plain words, by group."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from kg.cli.shared import current_project, terminal_width, write

if TYPE_CHECKING:
    from kg.asking.questions import Question


@click.command("questions")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(form: str) -> None:
    """List the questions that `kg query NAME` answers, by group; a name may bring a parameter that it needs.

    \b
    Example:
      kg questions
    """
    from kg.asking.questions import by_group, read_questions

    questions = read_questions(current_project().ontology_folder / "questions")
    if form == "json":
        write(json.dumps([_to_row(q) for q in questions], ensure_ascii=False, indent=1) + "\n", None)
        return
    width = max((len(_with_parameters(question)) for question in questions), default=0)
    groups = [_to_lines(group, found, width) for group, found in by_group(questions).items()]
    write("\n".join(groups), None)


def _to_row(question: Question) -> dict[str, Any]:
    parameters = [
        {"name": p.name, "kinds": p.kinds, "means": p.words, "example": p.example} for p in question.parameters
    ]
    return {
        "number": question.number,
        "name": question.name,
        "question": question.words,
        "asked_by": question.asked_by,
        "group": question.group,
        "parameters": parameters,
    }


def _to_lines(group: str, questions: list[Question], width: int) -> str:
    """A group as a heading and a list of names, each with its question and who asks it."""
    lines = [group]
    for question in questions:
        indent = " " * (width + 4)
        words = f"{question.words} ({question.asked_by})"
        room = max(terminal_width(), len(indent) + 30)
        text = textwrap.fill(words, room, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        lines.append(f"  {_with_parameters(question)}".ljust(len(indent)) + text[len(indent) :])
    return "".join(f"{line}\n" for line in lines)


def _with_parameters(question: Question) -> str:
    return " ".join([question.name, *(f"--{p.name}" for p in question.parameters)])
