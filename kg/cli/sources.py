"""Where a question is asked: the project's graph, RDF files, or a remote endpoint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.shared import current_project, open_index, say
from kg.errors import UsageError
from kg.project import Project, find_project

if TYPE_CHECKING:
    from kg.asking.index import Answer, Index

METHODS = ("basic", "digest", "bearer")
_REMOTE_SECONDS = 60.0


@dataclass(frozen=True)
class Source:
    """What answers: `ask(sparql, with_evidence, limit, with_hints)`.

    The index knows the prefixes and, where the graph is at hand, labels.
    """

    index: Index
    ask: Callable[[str, bool, int, bool], Answer]
    is_remote: bool = False


def project_of(on: tuple[str, ...]) -> Project:
    """The project whose questions and prefixes are meant; says so where the shipped one answers itself."""
    return find_project(Path.cwd()) if on else current_project()


def open_source(on: tuple[str, ...], auth: str | None, timeout: float, project: Project) -> Source:
    """The project's graph, or what `--on` names. Raises `UsageError` for a mixture of files and addresses."""
    from kg.asking.ask import is_address
    from kg.vocabulary import read_prefixes

    addresses = [source for source in on if is_address(source)]
    if auth and not addresses:
        raise UsageError("--auth is for an endpoint", do="--on http://…")
    if not on:
        return _local(open_index(project))
    prefixes = read_prefixes(project.ontology_folder / "context.jsonld")
    if not addresses:
        from kg.asking.rdf_files import open_files

        index, is_joined = open_files(list(on), prefixes)
        if is_joined:
            say("no default graph there: its named graphs are asked as one")
        return _local(index)
    if len(on) > 1:
        raise UsageError("one endpoint at a time, and no files beside it", nearest=addresses[0])
    return _remote(addresses[0], auth, timeout or _REMOTE_SECONDS, prefixes)


def _local(index: Index) -> Source:
    def ask(text: str, evidence: bool, limit: int, hints: bool) -> Answer:
        return index.query(text, with_evidence=evidence, limit=limit, with_hints=hints)

    return Source(index, ask)


def _remote(url: str, auth: str | None, timeout: float, prefixes: dict[str, str]) -> Source:
    from kg.asking.index import Index
    from kg.remote.endpoint import ask_endpoint
    from kg.remote.http import Remote, is_in_the_clear, read_auth

    if auth and is_in_the_clear(url):
        say("warning: http sends the credentials in the clear; https would not")

    def ask(text: str, evidence: bool, limit: int, hints: bool) -> Answer:
        if evidence:
            raise UsageError("--evidence needs the graph at hand", do="ask the project, or --on FILE")
        with Remote(url, read_auth(auth), timeout) as remote:
            return ask_endpoint(remote, text, prefixes, limit)

    return Source(Index([], [], prefixes), ask, is_remote=True)
