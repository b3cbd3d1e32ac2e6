"""Each folder CODE-name is a tiny invented project that fails with exactly that code; `valid` fails with none.

The codes E120 to E122 are what `kg verify` finds in a build that was changed: the valid project is built and changed.
"""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import build_to, check_project
from kg.files import sha256_of
from kg.findings import CATALOGUE, Finding
from kg.project import Project
from kg.verify import verify_build

HERE = Path(__file__).parent
VALID = HERE / "valid"
PROJECTS = sorted(path for path in HERE.iterdir() if path.name[:1] in "EW" and path.is_dir())
OF_VERIFY = {"E120", "E121", "E122"}
HAS_NEAREST = {"E006", "E012", "E020", "E021", "E022", "E024", "E030", "E032", "E056", "E100", "E102"}
MAX_CHANGED_LINES = 14


def code_of(project: Path) -> str:
    return project.name.split("-")[0]


def findings_of(project: Path) -> list[Finding]:
    return check_project(Project(project))[0]


def files_of(project: Path) -> Iterator[Path]:
    return (path for path in sorted(project.rglob("*")) if path.is_file())


def test_every_code_has_its_project() -> None:
    assert {code_of(project) for project in PROJECTS} | OF_VERIFY == set(CATALOGUE)


def test_no_code_has_two_projects() -> None:
    assert len({code_of(project) for project in PROJECTS}) == len(PROJECTS)


def test_the_valid_project_has_no_finding() -> None:
    findings, build = check_project(Project(VALID))
    assert findings == []
    assert build is not None
    assert len(build.statements[0].claims) == 18


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_broken_project_fails_with_its_code_alone(project: Path) -> None:
    findings = findings_of(project)
    assert [finding.code for finding in findings] == [code_of(project)], "\n".join(map(str, findings))


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_finding_has_a_place_that_exists(project: Path) -> None:
    for finding in findings_of(project):
        path = project / finding.place.path
        if code_of(project) == "E001":
            assert not path.exists()
            continue
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_finding_says_what_to_do_and_what_is_nearest(project: Path) -> None:
    for finding in findings_of(project):
        assert finding.do
        assert finding.found
        assert bool(finding.nearest) or finding.code not in HAS_NEAREST


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_broken_project_is_the_valid_one_but_for_a_few_lines(project: Path) -> None:
    changed = 0
    for path in files_of(project):
        valid = VALID / path.relative_to(project)
        if valid.is_file():
            before, now = (p.read_bytes().decode("utf-8", "replace").splitlines() for p in (valid, path))
            changed += sum(line[:2] in ("- ", "+ ") for line in difflib.ndiff(before, now))
    assert 0 < changed <= MAX_CHANGED_LINES or code_of(project) in {"E027", "W080", "W081", "E110"}


@pytest.mark.parametrize("project", [VALID, *PROJECTS], ids=lambda path: path.name)
def test_every_yaml_file_says_that_it_is_invented(project: Path) -> None:
    yaml_files = [path for path in files_of(project) if path.suffix == ".yaml"]
    assert yaml_files
    assert all(path.read_text("utf-8").startswith("# Invented") for path in yaml_files)


# ---- what `kg verify` finds


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A copy of the valid project, built; the build is in its folder `build`."""
    root = tmp_path / "project"
    shutil.copytree(VALID, root)
    build_to(Project(root), root / "build", with_pages=False)
    return root


def verified(folder: Path) -> set[str]:
    return {finding.code for finding in verify_build(folder).findings}


def test_an_unchanged_build_verifies(built: Path) -> None:
    verification = verify_build(built / "build")
    assert verification.findings == ()
    assert verification.quotes == verification.verified == 9


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "statements/tiny.ttl"])
def test_e120_a_changed_file_is_found_at_its_line(built: Path, name: str) -> None:
    path = built / "build" / name
    content = path.read_bytes()
    at = content.index(b"Ada Fenn")
    path.write_bytes(content[:at] + b"Eda" + content[at + 3 :])
    found = [f for f in verify_build(built / "build").findings if f.code == "E120"]
    assert [(f.place.path, f.place.line) for f in found] == [(name, content[:at].count(b"\n") + 1)]


def test_e120_a_missing_file_is_found(built: Path) -> None:
    (built / "build" / "graph.trig").unlink()
    assert verified(built / "build") == {"E120"}


def test_e121_a_quote_that_the_text_does_not_hold_is_found(built: Path) -> None:
    path = built / "build" / "statements" / "tiny.txt"
    path.write_bytes(path.read_bytes().replace(b"in the spring", b"in the autumn"))
    assert verified(built / "build") == {"E120", "E121"}


def test_e121_stands_alone_where_the_manifest_was_changed_too(built: Path) -> None:
    """Somebody who changes a text and mends its hash in the manifest is still found out by the quotes.

    Away from its project; at home the inputs give the right bytes, and the changed file is found too.
    """
    folder = built.parent / "away"
    (built / "build").rename(folder)
    text = folder / "statements" / "tiny.txt"
    text.write_bytes(text.read_bytes().replace(b"in the spring", b"in the sprung"))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["outputs"]["statements/tiny.txt"]["sha256"] = sha256_of(text.read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert verified(folder) == {"E121"}


def test_e122_a_changed_input_is_found(built: Path) -> None:
    path = built / "data" / "register" / "bodies.yaml"
    path.write_bytes(path.read_bytes().replace(b"1901", b"1902"))
    assert verified(built / "build") == {"E122"}


def test_a_build_away_from_its_project_verifies(built: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    shutil.move(built / "build", away)
    assert verified(away) == set()
