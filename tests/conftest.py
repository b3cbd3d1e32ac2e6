"""What all tests share: the shipped project built once, and the command line run as a user runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Run

from kg.build import Build, build_in_memory
from kg.project import Project, find_project


@pytest.fixture(scope="session")
def project() -> Project:
    """The checkout's project."""
    return find_project(ROOT)


@pytest.fixture(scope="session")
def build(project: Project) -> Build:
    """The shipped statement, checked and built in memory."""
    return build_in_memory(project)


@pytest.fixture(scope="session")
def invented() -> Build:
    """Three invented statements with what the shipped one does not have, checked and built in memory."""
    return build_in_memory(Project(ROOT / "tests" / "invented"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the project's inputs that a test may change."""
    target = tmp_path / "project"
    for name in ("data", "ontology"):
        shutil.copytree(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def run_kg() -> Run:
    """`kg` in a child process: run_kg("build", "--no-pages", cwd=folder, env={...})."""

    def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None, **options: object) -> object:
        environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "80", **(env or {})}
        return subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            **options,  # type: ignore[call-overload]
        )

    return run  # type: ignore[return-value]
