"""`kg brief`: a note to paste into a brief."""

from __future__ import annotations

import click

from kg.cli.shared import current_project, open_index, write
from kg.errors import UsageError


@click.command("brief")
@click.argument("name", required=False, metavar="[ID | NAME]")
@click.option("--format", "form", type=click.Choice(["md", "html"]), default="md", show_default=True)
def command(name: str | None, form: str) -> None:
    """Write a note on a statement or an entity: who, what, how firm, in which exact words.

    \b
    Example:
      kg brief
      kg brief nsf-ukri --format html > nsf-ukri.html
    """
    from kg import terms
    from kg.asking.brief import brief_entity, brief_statement
    from kg.asking.notes import to_html, to_markdown

    project = current_project()
    names = project.statement_names
    if not names:
        raise UsageError("no statement in this project", do="put one in data/statements/")
    if name is None and len(names) != 1:
        raise UsageError("several statements: say which", do=f"one of: {', '.join(names)}")
    chosen = name or names[0]
    facts = open_index(project).facts
    is_statement = chosen in names
    brief = brief_statement(terms.document_iri(chosen), facts) if is_statement else brief_entity(chosen, facts)
    write({"md": to_markdown, "html": to_html}[form](brief), None)
