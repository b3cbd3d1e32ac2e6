"""The pages of a project: one a statement, one for them all, and the places that things keep in them.

Knows which page shows what and where its `layout.json` is; refuses to know when a page is due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import terms
from kg.errors import OutputError
from kg.files import write_file
from kg.graph.dataset import ProjectGraph
from kg.project import Project

Uncovered = Mapping[str, Sequence[tuple[int, int, str]]]
PROJECT_PAGE = "graph.html"


@dataclass
class Pages:
    """Pages by their path in the build, and the layouts they were drawn with by the path they are kept at."""

    files: dict[str, bytes] = field(default_factory=dict)
    layouts: dict[Path, bytes] = field(default_factory=dict)


def page_path(statement: str = "") -> str:
    """Where the page of a statement, or of the project, is in a build."""
    return f"statements/{statement}.html" if statement else PROJECT_PAGE


def to_pages(project: Project, graph: ProjectGraph, statements: Sequence[str], uncovered: Uncovered) -> Pages:
    """The page of every statement and of them all together; one statement alone needs one page only."""
    pages = Pages()
    for statement in statements:
        pages.files[page_path(statement)] = _add_page(pages, project, graph, [statement], uncovered)
    if len(statements) == 1:
        pages.files[PROJECT_PAGE] = pages.files[page_path(statements[0])]
    else:
        pages.files[PROJECT_PAGE] = _add_page(pages, project, graph, statements, uncovered)
    return pages


def to_one_page(project: Project, graph: ProjectGraph, statements: Sequence[str], uncovered: Uncovered) -> str:
    """The page of these statements together, the same as a build writes."""
    return _add_page(Pages(), project, graph, statements, uncovered).decode()


def keep_layouts(project: Project, layouts: Mapping[Path, bytes]) -> list[str]:
    """Keep the places of a picture in the project, where they are new; what cannot be kept is returned.

    Nothing is written into the shipped project, and nothing where the file would stay as it is.
    """
    unkept = []
    for path, content in layouts.items():
        if project.is_shipped or _holds(path, content):
            continue
        try:
            write_file(path, content)
        except OutputError:
            unkept.append(project.show(path))
    return unkept


def layout_path(project: Project, statements: Sequence[str]) -> Path:
    """Where the places of the page of these statements are kept: with the one, or with the project's data."""
    if len(statements) == 1:
        return project.statements_folder / statements[0] / "layout.json"
    return project.statements_folder.parent / "layout.json"


def _add_page(
    pages: Pages, project: Project, graph: ProjectGraph, statements: Sequence[str], uncovered: Uncovered
) -> bytes:
    from kg.graph.network import to_network
    from kg.page import read_layout, to_layout, to_layout_file, to_page

    path = layout_path(project, statements)
    network = to_network(graph.named, [terms.document_iri(name) for name in statements])
    positions = to_layout(network, read_layout(path, project.show(path)))
    # the places of a part of the project are not those of the whole
    if len(statements) == 1 or sorted(statements) == project.statement_names:
        pages.layouts[path] = to_layout_file(positions)
    return to_page(network, graph.told(statements), uncovered, positions=positions).encode()


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
