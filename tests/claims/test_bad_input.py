"""Bad input through the command line: exit code 1, every finding with file:line:column, never a traceback."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = "data/statements/us-uk-quantum-2021"
PLACE = re.compile(r"^(\S+):(\d+):(\d+)  ([EW]\d{3}) ", re.MULTILINE)


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / FOLDER / name
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def line_of(project: Path, name: str, words: str) -> int:
    text = (project / FOLDER / name).read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def codes_and_places(run_kg: Run, project: Path) -> dict[str, tuple[str, int, int]]:
    """The findings by code, after the contract of `kg check` was held against what it printed."""
    done = run_kg("check", cwd=project)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    found = PLACE.findall(done.stdout)
    assert found, done.stdout
    return {code: (path, int(line), int(column)) for path, line, column, code in reversed(found)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param(
            "- quote: a recent call by President Biden",
            "- quote: a recent call by President Bidon",
            "E030",
            id="changed letter",
        ),
        pytest.param(
            "- quote: said Dr. Eric Lander",
            "- quote: research integrity. “Science transcends borders",
            "E031",
            id="two sentences",
        ),
        pytest.param("nist-npl hasParticipant npl", "nist-npl hasParticipent npl", "E021", id="unknown predicate"),
        pytest.param("nist-npl hasParticipant npl", "nist-npl hasParticipant nlp", "E020", id="unknown name"),
    ],
)
def test_a_wrong_claim(run_kg: Run, copied: Path, old: str, new: str, code: str) -> None:
    change(copied, "claims.yaml", old, new)
    path, line, _ = codes_and_places(run_kg, copied)[code]
    assert (path, line) == (f"{FOLDER}/claims.yaml", line_of(copied, "claims.yaml", new))


def test_a_changed_letter_gets_the_right_words(run_kg: Run, copied: Path) -> None:
    change(
        copied, "claims.yaml", "- quote: a recent call by President Biden", "- quote: a recent call by Presidant Biden"
    )
    assert "a recent call by President Biden" in run_kg("check", cwd=copied).stdout


def test_a_tab(run_kg: Run, copied: Path) -> None:
    change(copied, "claims.yaml", "  nist-npl:\n    type:", "  nist-npl:\n\ttype:")
    line = line_of(copied, "claims.yaml", "\ttype:")
    assert codes_and_places(run_kg, copied) == {"E004": (f"{FOLDER}/claims.yaml", line, 1)}


def test_a_wrong_indent(run_kg: Run, copied: Path) -> None:
    change(
        copied,
        "claims.yaml",
        "  nist-npl:\n    type: Cooperation\n    label",
        "  nist-npl:\n    type: Cooperation\n   label",
    )
    line = line_of(copied, "claims.yaml", "   label: NIST–NPL")
    assert codes_and_places(run_kg, copied)["E004"][:2] == (f"{FOLDER}/claims.yaml", line)


@pytest.mark.parametrize("name", ["source.txt", "claims.yaml"])
@pytest.mark.parametrize("content", [b"", b" \n\n\t\n"], ids=["no byte", "blanks alone"])
def test_an_empty_file(run_kg: Run, copied: Path, name: str, content: bytes) -> None:
    (copied / FOLDER / name).write_bytes(content)
    assert codes_and_places(run_kg, copied) == {"E003": (f"{FOLDER}/{name}", 1, 1)}


@pytest.mark.parametrize("name", ["source.txt", "claims.yaml"])
def test_bytes_that_are_not_utf_8(run_kg: Run, copied: Path, name: str) -> None:
    path = copied / FOLDER / name
    content = path.read_bytes()
    at = content.index("’".encode())
    path.write_bytes(content[:at] + b"\x92" + content[at + 3 :])
    before = content[:at].decode("utf-8")
    place = (f"{FOLDER}/{name}", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert codes_and_places(run_kg, copied) == {"E002": place}


@pytest.mark.parametrize("name", ["source.txt", "claims.yaml"])
def test_a_missing_file(run_kg: Run, copied: Path, name: str) -> None:
    (copied / FOLDER / name).unlink()
    assert codes_and_places(run_kg, copied) == {"E001": (f"{FOLDER}/{name}", 1, 1)}


def test_a_folder_in_place_of_a_file(run_kg: Run, copied: Path) -> None:
    (copied / FOLDER / "claims.yaml").unlink()
    (copied / FOLDER / "claims.yaml").mkdir()
    assert set(codes_and_places(run_kg, copied)) == {"E001"}


def test_all_problems_are_told_at_once(run_kg: Run, copied: Path) -> None:
    change(copied, "claims.yaml", "nist-npl hasParticipant npl", "nist-npl hasParticipent npl")
    change(copied, "claims.yaml", "nist-npl hasParticipant nist", "nist-npl hasParticipant nits")
    change(copied, "claims.yaml", "told-as: opinion", "told-as: opinon")
    assert {"E020", "E021", "E022"} <= set(codes_and_places(run_kg, copied))


def test_one_bad_statement_does_not_hide_another(run_kg: Run, copied: Path) -> None:
    shutil.copytree(copied / FOLDER, copied / "data/statements/another")
    (copied / "data/statements/another/source.txt").unlink()
    change(copied, "claims.yaml", "nist-npl hasParticipant npl", "nist-npl hasParticipent npl")
    assert {"E001", "E021"} <= set(codes_and_places(run_kg, copied))


def test_an_unknown_statement_is_a_mistake_of_usage(run_kg: Run, copied: Path) -> None:
    done = run_kg("check", "us-uk-quantum-2022", cwd=copied)
    assert done.returncode == 2
    assert "us-uk-quantum-2021" in done.stderr
    assert "Traceback" not in done.stderr


def test_github_annotations_name_the_place(run_kg: Run, copied: Path) -> None:
    change(copied, "claims.yaml", "nist-npl hasParticipant npl", "nist-npl hasParticipent npl")
    done = run_kg("check", "--format", "github", cwd=copied)
    line = line_of(copied, "claims.yaml", "hasParticipent")
    assert done.returncode == 1
    assert f"::error file={FOLDER}/claims.yaml,line={line},col=5,title=E021" in done.stdout
