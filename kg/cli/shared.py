"""What several verbs share: the project at hand, its graph, output to a file or to stdout."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.project import Project, find_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.asking.index import Index
    from kg.findings import Finding
    from kg.opening import Loaded


def say(message: str) -> None:
    """Talk to the person: on stderr."""
    click.echo(message, err=True)


def current_project() -> Project:
    """The project of the working folder; says so where it is the shipped one."""
    project = find_project(Path.cwd())
    if project.is_shipped:
        say("no project here: using the shipped statement")
    elif not project.statement_names:
        say("no statement in this project yet: `kg add FILE` takes one in")
    return project


def build_folder(project: Project) -> Path:
    """Where the build of a project is: beside its data, or in the working folder for the shipped one."""
    return Path.cwd() / "build" if project.is_shipped else project.root / "build"


def load(project: Project) -> Loaded:
    """The project's graph as its inputs are now; says so where no fresh build was there to read."""
    from kg.opening import load_graph

    loaded = load_graph(project, build_folder(project))
    _say_why(loaded.reason)
    return loaded


def open_index(project: Project) -> Index:
    """The index over the project's graph."""
    from kg import opening

    opened = opening.open_index(project, build_folder(project))
    _say_why(opened.reason)
    return opened.index


def _say_why(reason: str) -> None:
    if reason:
        say(f"{reason}: answering from a build in memory (`kg build` keeps one)")


def show_findings(findings: list[Finding] | tuple[Finding, ...]) -> None:
    """Findings on stderr, with their count."""
    from kg.findings import to_text

    if findings:
        say(to_text(findings))
        say("")
        say(count_findings(findings))


def count_findings(findings: list[Finding] | tuple[Finding, ...]) -> str:
    """How many errors and warnings there are, in words."""
    errors = sum(f.severity.value == "error" for f in findings)
    warnings = len(findings) - errors
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def write(content: str | bytes, output: str | None) -> None:
    """Data to a file (whole or not at all), or to stdout where none or `-` is given."""
    data = content.encode() if isinstance(content, str) else content
    if output and output != "-":
        from kg.files import write_file

        write_file(Path(output), data)
        return
    write_each([data], None)


def write_each(parts: Iterable[bytes], output: str | None) -> None:
    """Data in parts: to stdout one by one as they come, to a file whole or not at all."""
    if output and output != "-":
        write(b"".join(parts), output)
        return
    try:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough; click would call it an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal_width() -> int:
    """The columns of the terminal (COLUMNS wins), 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns
