"""`kg draft` as a user calls it: a bare text file outside a project, stdin, a statement of a project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

import kg

TEXT = """Two bodies join hands over tide clocks

Norland’s Tide Council (TC) and the Institute of Glass (IOG) today signed a Memorandum of Understanding on Tide Clocks.
Under the memorandum, the two bodies will launch a joint call for proposals in May 2031. The Tide Council will provide
€2 million for the call.

“Tide clocks could make every harbour safer,” said Dr. Ada Fenn, Director of the Institute of Glass.
"""


def run(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "Release of May.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_json_of_a_bare_file_outside_any_project(text_file: Path) -> None:
    done = run("draft", str(text_file), "--format", "json", cwd=text_file.parent)
    assert done.returncode == 0, done.stderr
    draft = json.loads(done.stdout)
    assert set(draft) == {"entities", "claims", "rejected"}
    names = {entity["id"] for entity in draft["entities"]}
    for entity in draft["entities"]:
        assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in entity["mentions"])
    for claim in draft["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["subject"] in names
        assert claim["object_kind"] != "entity" or claim["object"] in names
        assert {"told_as", "polarity", "voice", "confidence", "rule"} <= set(claim)
    says = {(c["predicate"], c["object"]) for c in draft["claims"]}
    assert ("amount", "€2 million") in says
    assert [path.name for path in text_file.parent.iterdir()] == [text_file.name]


def test_stdin_gives_the_same_bytes_whatever_the_hash_seed(text_file: Path) -> None:
    outputs = set()
    for seed in ("1", "7"):
        command = [sys.executable, "-m", "kg", "draft", "-", "--format", "json"]
        env = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(kg.__file__).parents[1])}
        done = subprocess.run(command, input=TEXT.encode(), capture_output=True, env=env, cwd=text_file.parent)
        assert done.returncode == 0, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_quoted_possibility_is_no_fact_of_the_document(text_file: Path) -> None:
    draft = json.loads(run("draft", str(text_file), "--format", "json", cwd=text_file.parent).stdout)
    spoken = [c for c in draft["claims"] if "safer" in c["quote"] and c["predicate"] == "supports"]
    assert all(c["told_as"] == "possible" and c["voice"] == "ada-fenn" for c in spoken)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe\x00bad", 3), (b"", 3), (b"   \n", 3)],
    ids=["not UTF-8", "empty", "blank"],
)
def test_what_is_no_text_is_refused_without_a_traceback(tmp_path: Path, content: bytes, code: int) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = run("draft", str(path), "--format", "json", cwd=tmp_path)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_neither_statement_nor_file_gives_the_nearest(tmp_path: Path) -> None:
    done = run("draft", "us-uk-quantum-2022", cwd=ROOT)
    assert done.returncode == 2
    assert "us-uk-quantum-2021" in done.stderr


def test_a_statement_gets_its_draft_beside_it_without_what_was_decided(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "invented", project, ignore=shutil.ignore_patterns("build", "layout.json"))
    folder = project / "data" / "statements" / "tide-accord-2020"
    before = (folder / "claims.yaml").read_bytes()
    done = run("draft", "tide-accord-2020", cwd=project)
    assert done.returncode == 0, done.stderr
    assert (folder / "claims.yaml").read_bytes() == before
    draft = (folder / "draft.yaml").read_text("utf-8")
    assert draft.startswith("# Proposals for tide-accord-2020")
    check = run("check", cwd=project)
    assert check.returncode == 0, check.stdout
    claimed = "tide-accord hasParty norland"
    assert claimed in before.decode() and f'"{claimed}"' not in draft
