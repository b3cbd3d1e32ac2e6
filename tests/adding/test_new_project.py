"""`kg init` begins a project in which every verb behaves, before there is any statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Run


@pytest.fixture
def begun(tmp_path: Path, run_kg: Run) -> Path:
    result = run_kg("init", "mine", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    return tmp_path / "mine"


def test_a_new_project_has_its_folders_and_says_what_to_do_next(tmp_path: Path, run_kg: Run) -> None:
    result = run_kg("init", "mine", cwd=tmp_path)
    assert result.stdout.splitlines() == [
        "mine/.gitignore",
        "mine/data/register/sources.yaml",
        "mine/data/statements/README.md",
    ]
    assert "cd mine" in result.stderr
    assert "kg add FILE" in result.stderr
    assert (tmp_path / "mine" / ".gitignore").read_text("utf-8") == "/build/\n"
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == set(result.stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["check"], 0, "0 errors, 0 warnings"),
        (["build"], 0, "no statement in this project yet"),
        (["query", "who-signed"], 0, "no rows"),
        (["query", "SELECT * { ?s ?p ?o } LIMIT 1"], 0, ""),
        (["questions"], 0, ""),
        (["find", "quantum"], 0, "nothing found"),
        (["explain", "nist"], 2, "nothing is called"),
        (["brief"], 2, "no statement in this project"),
        (["show", "--no-open"], 0, ""),
        (["export", "turtle"], 0, ""),
        (["export", "csv"], 0, ""),
        (["check", "us-uk-quantum-2021"], 2, "no statement 'us-uk-quantum-2021' in this project"),
    ],
)
def test_every_verb_behaves_in_a_project_without_statements(
    begun: Path, run_kg: Run, arguments: list[str], code: int, told: str
) -> None:
    result = run_kg(*arguments, cwd=begun)
    assert result.returncode == code, result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert "bug" not in result.stderr
    assert arguments == ["questions"] or "`kg add FILE`" in result.stderr


def test_the_empty_build_verifies(begun: Path, run_kg: Run) -> None:
    run_kg("build", cwd=begun)
    assert run_kg("verify", "build", cwd=begun).returncode == 0


@pytest.mark.parametrize("name", ["file.txt", ".hidden", "data"])
def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path, run_kg: Run, name: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_text("mine", "utf-8")
    result = run_kg("init", "mine", cwd=tmp_path)
    assert result.returncode == 2
    assert "not empty" in result.stderr
    assert [p.name for p in (tmp_path / "mine").iterdir()] == [name]


def test_a_project_is_begun_once_and_an_empty_folder_will_do(tmp_path: Path, run_kg: Run) -> None:
    assert run_kg("init", ".", cwd=tmp_path).returncode == 0
    again = run_kg("init", ".", cwd=tmp_path)
    assert again.returncode == 2
    assert "a project is there already" in again.stderr


def test_nothing_is_begun_through_a_file_or_a_link(tmp_path: Path, run_kg: Run) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    for name in ("file", "link"):
        assert run_kg("init", name, cwd=tmp_path).returncode == 2
    assert list((tmp_path / "empty").iterdir()) == []
