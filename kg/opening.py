"""Opens a project's graph as its inputs are now: from a fresh build on disk, else built in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import terms
from kg.asking.disk import open_store
from kg.asking.index import Index
from kg.build import build_in_memory, is_fresh, read_manifest
from kg.files import recover
from kg.graph.dataset import ProjectGraph, read_graph
from kg.project import Project
from kg.vocabulary import read_prefixes


@dataclass(frozen=True)
class Loaded:
    """A project's graph for asking: from a fresh build on disk, or built in memory because of `reason`."""

    graph: ProjectGraph
    prefixes: dict[str, str]
    reason: str
    uncovered: dict[str, list[tuple[int, int, str]]]


def load_graph(project: Project, folder: Path) -> Loaded:
    """The graph of a project that answers to its inputs as they are now.

    A fresh build is read; a missing or stale one is not used: the graph is then built in memory, and `reason` says
    why. Raises `FindingsError` where the gates fail.
    """
    manifest, reason = _fresh_manifest(project, folder)
    if manifest:
        prefixes = read_prefixes(project.ontology_folder / "context.jsonld")
        figures = manifest["statements"].items()
        uncovered = {terms.document_iri(name): [(a, b, c) for a, b, c in own["uncovered"]] for name, own in figures}
        return Loaded(read_graph(folder / "graph.trig"), prefixes, "", uncovered)
    build = build_in_memory(project)
    return Loaded(build.graph, build.vocabulary.prefixes, reason, build.uncovered)


@dataclass(frozen=True)
class Opened:
    """A project's index; why no build could be read; and what had to be loaded for it."""

    index: Index
    reason: str
    loaded: Loaded | None = None


def open_index(project: Project, folder: Path) -> Opened:
    """The index over a project's graph as its inputs are now, as in `load_graph`.

    The build's own index is opened where it has one; otherwise the graph is loaded.
    """
    manifest, _ = _fresh_manifest(project, folder)
    store = open_store(folder, manifest["outputs"]["graph.trig"]["sha256"]) if manifest else None
    if store is not None:
        return Opened(Index.at(store, read_prefixes(project.ontology_folder / "context.jsonld")), "")
    loaded = load_graph(project, folder)
    index = Index(loaded.graph.merged, loaded.graph.named, loaded.prefixes)
    return Opened(index, loaded.reason, loaded)


def _fresh_manifest(project: Project, folder: Path) -> tuple[dict[str, Any] | None, str]:
    """The manifest of a build that is the whole project's as it is now; else None and why there is none."""
    recover(folder)
    manifest = read_manifest(folder)
    if manifest and is_fresh(manifest, project, folder) and sorted(manifest["statements"]) == project.statement_names:
        return manifest, ""
    return None, "the build is out of date" if manifest else "nothing is built yet"
