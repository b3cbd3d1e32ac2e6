"""The options that a question brings with it: `kg query counterparts-of --body nist`, with help and completion."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from kg.asking.questions import Parameter, Question

_ASKED = "kg.question"
_MISSPELT = 0.75
"""How like an option must be to what was typed, as difflib measures it, to be what was meant."""


class AskingCommand(click.Command):
    """A command whose options are its own and those of the question that is named among its arguments."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; an option that the question does not have is told in the question's own terms."""
        ctx.meta[_ASKED] = _find_asked(args)
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            _refuse(error, given, ctx.meta[_ASKED])
            raise

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own options and those of the question."""
        own = super().get_params(ctx)
        question = ctx.meta.get(_ASKED)
        return own if question is None else [*own[:-1], *_to_options(question), own[-1]]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The question in words with an example, where one is named; the command's own text otherwise."""
        question = ctx.meta.get(_ASKED)
        if question is None:
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(question.words)
            formatter.write_paragraph()
            formatter.write_text("Example:")
            formatter.write_text(f"  {question.example}")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The question's parameters first, then the command's options."""
        question = ctx.meta.get(_ASKED)
        names = {p.name for p in question.parameters} if question else set()
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        params = [(p.name in names, p.get_help_record(ctx)) for p in options]
        for heading, is_parameter in ((f"Parameters of {question.name}" if question else "", True), ("Options", False)):
            rows = [record for mine, record in params if record and mine is is_parameter]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def complete_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the questions that begin so."""
    return [CompletionItem(q.name, help=q.words) for q in _read_questions() if q.name.startswith(incomplete)]


def _read_questions() -> list[Question]:
    from kg.asking.questions import read_questions
    from kg.project import find_project

    return read_questions(find_project(Path.cwd()).ontology_folder / "questions")


def _find_asked(args: list[str]) -> Question | None:
    """The question that the first argument with a question's name asks, or None."""
    from kg.asking.questions import find_question

    if not any(arg[:1].isalnum() and "{" not in arg for arg in args):
        return None
    questions = _read_questions()
    names = {question.name for question in questions}
    named = sorted(args, key=lambda arg: arg not in names)  # a number may also be a value
    return next((found for arg in named if (found := find_question(questions, arg))), None)


def _to_options(question: Question) -> list[click.Parameter]:
    return [
        click.Option(
            [f"--{parameter.name}"],
            metavar=parameter.name.upper(),
            help=f"{parameter.words[0].upper()}{parameter.words[1:]}, such as {parameter.example}.",
            shell_complete=_completer(parameter),
        )
        for parameter in question.parameters
    ]


def _completer(parameter: Parameter) -> Any:
    def complete_value(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The values in the graph that begin with what was typed."""
        from kg.asking.index import Index
        from kg.asking.parameters import complete
        from kg.cli.shared import build_folder
        from kg.errors import KGError
        from kg.opening import load_graph
        from kg.project import find_project

        project = find_project(Path.cwd())
        try:
            loaded = load_graph(project, build_folder(project))
        except KGError:
            return []  # `kg query` itself says what is wrong
        found = complete(parameter, incomplete, Index(loaded.graph.merged, [], loaded.prefixes))
        return [CompletionItem(name, help=label) for name, label in found]

    return complete_value


def _refuse(error: click.NoSuchOption, args: list[str], question: Question | None) -> None:
    """Raises `UsageError` for an option that the question asked for does not have, or for an unknown question.

    An option that is only misspelt is left to click, which names the right one.
    """
    from kg.asking.parameters import check_names
    from kg.asking.questions import get_question, looks_like_sparql
    from kg.errors import UsageError

    names = {f"--{parameter.name}" for parameter in question.parameters} if question else set()
    option = error.option_name
    near = get_close_matches(option, error.possibilities or (), cutoff=_MISSPELT)
    if near and names.isdisjoint(near):
        return
    if question is not None:
        check_names(question, {option.lstrip("-"): ""})
    elif args and not args[0].startswith("-"):
        if not looks_like_sparql(args[0]):
            get_question(_read_questions(), args[0])
        raise UsageError(f"a query in SPARQL has no parameter {option}", do="write the value into the query")
