"""`kg init`: a new project."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import say


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Begin a project in a new or empty folder: data/statements, data/register and a .gitignore for what is built.

    \b
    Example:
      kg init my-statements && cd my-statements && kg add release.html
    """
    from kg.adding.new_project import begin_project

    for name in begin_project(folder):
        click.echo((folder / name).as_posix())
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder}, then "
    say(f"next: {where}`kg add FILE` takes in a statement (.html .pdf .docx .md .txt)")
