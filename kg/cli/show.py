"""`kg show`: opens the page in the browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from kg.cli.shared import build_folder, current_project, say
from kg.project import Project


@click.command("show")
@click.argument("name", default="", metavar="[ID]")
@click.option("--no-open", is_flag=True, help="Print the page's path, open nothing.")
def command(name: str, no_open: bool) -> None:
    """Open the page of a statement, or of the whole project, in the browser.

    \b
    Example:
      kg show
    """
    project = current_project()
    project.select((name,) if name else ())
    path = _fresh_page(project, name) or _make_page(project, name)
    click.echo(path)
    if not no_open and not _open(path):
        say("no browser could be started: open the file above in one")


def _fresh_page(project: Project, name: str) -> Path | None:
    """The page of a build that answers to the inputs as they are, and to all statements where none is named."""
    from kg.build import is_fresh, read_manifest
    from kg.pages import page_path

    folder = build_folder(project)
    manifest, page = read_manifest(folder), page_path(name)
    if not manifest or page not in manifest["outputs"] or not is_fresh(manifest, project, folder):
        return None
    is_whole = sorted(manifest["statements"]) == project.statement_names
    return folder / page if name or is_whole else None


def _make_page(project: Project, name: str) -> Path:
    """A page built in memory and put into a folder for such files."""
    from kg.build import build_in_memory
    from kg.pages import page_path, to_one_page

    say("no fresh page: building one in memory (`kg build` keeps one)")
    build = build_in_memory(project)
    names = [name] if name else project.statement_names
    path = Path(tempfile.mkdtemp(prefix="communique-")) / Path(page_path(name)).name
    path.write_bytes(to_one_page(project, build.graph, names, build.uncovered).encode())
    return path


def _open(path: Path) -> bool:
    """Open a file in the browser; False where none can be started."""
    import webbrowser

    return webbrowser.open(path.resolve().as_uri())
