"""`kg explain`: an entity or a claim in words."""

from __future__ import annotations

import click

from kg.cli.shared import current_project, open_index, terminal_width, write


@click.command("explain")
@click.argument("name")
def command(name: str) -> None:
    """Explain an entity or a claim: what is said, in which words and where, how firmly, by whom, by which rule.

    \b
    Example:
      kg explain nist-npl
      kg explain "UK Research and Innovation"
    """
    from kg.asking.explain import explain
    from kg.asking.layout import wrap

    text = explain(name, open_index(current_project()).facts)
    write(wrap(text, terminal_width()), None)
