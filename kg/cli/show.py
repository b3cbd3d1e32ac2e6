"""`kg show`: opens the page in the browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from kg.cli.shared import build_folder, current_project, say


@click.command("show")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--no-open", is_flag=True, help="Print the page's path, open nothing.")
def command(name: str | None, no_open: bool) -> None:
    """Open the page of a statement, or of the whole project, in the browser.

    \b
    Example:
      kg show
    """
    from kg.build import build_in_memory, is_fresh, read_manifest, to_files

    project = current_project()
    if name:
        project.select((name,))
    page = f"statements/{name}.html" if name else "graph.html"
    folder = build_folder(project)
    manifest = read_manifest(folder)
    path = folder / page
    if not (manifest and page in manifest["outputs"] and is_fresh(manifest, project, folder)):
        say("no fresh page: building one in memory (`kg build` keeps one)")
        path = Path(tempfile.mkdtemp(prefix="communique-")) / Path(page).name
        path.write_bytes(to_files(build_in_memory(project))[page])
    click.echo(path)
    if not no_open:
        click.launch(path.as_uri())
