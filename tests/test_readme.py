"""The README's transcripts are what a reader gets, and its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from support import ROOT, Run

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def transcript(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that stands below each."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


COMMANDS = [pair for block in BLOCKS for pair in transcript(block)]


def run_command(run_kg: Run, command: str, folder: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "kg"
    result = run_kg(*words[1:], cwd=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(("command", "output"), COMMANDS, ids=[c[:40] for c, _ in COMMANDS])
def test_the_transcript_is_what_the_reader_gets(run_kg: Run, command: str, output: str, tmp_path: Path) -> None:
    got = run_command(run_kg, command, tmp_path)
    if os.environ.get("KG_RENEW_README"):
        path = ROOT / "README.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"$ {command}\n{output}", f"$ {command}\n{got}"), "utf-8")
    assert got == output


def test_there_are_transcripts_and_they_fit_eighty_columns() -> None:
    assert len(COMMANDS) >= 4
    assert all(len(line) <= 80 for _, output in COMMANDS for line in output.splitlines())


def test_the_two_set_up_commands_stand_once_each() -> None:
    for end in ("pip install . && kg build", "pip install '.[test]' && pytest"):
        assert README.count(f"python3 -m venv .venv && . .venv/bin/activate && {end}\n") == 1


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))])
def test_links_lead_to_files(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http", "mailto:")):
            assert (path.parent / target).exists(), f"{name}: {target}"


def test_python_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(code, "README.md", "exec"), {})
