"""The stranger's path in the docs: each command gives what stands below it, from an empty folder on."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

PAGE = ROOT / "docs" / "first-statement.md"
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def transcript(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that stands below each."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


COMMANDS = [pair for block in BLOCKS for pair in transcript(block)]


def run(command: str, folder: Path) -> str:
    """What a person sees on the terminal: both streams in order."""
    command, _, behind = command.partition(" | ")
    command, _, answers = command.partition(" < ")
    words = shlex.split(command)
    if words[0] == "cat":
        return (folder / words[1]).read_text("utf-8")
    assert words[0] == "kg", command
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "COLUMNS": "80"}
    result = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]], cwd=folder, env=environment,
        input=(folder / answers).read_text("utf-8") if answers else "",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout
    return _piped(result.stdout, behind)


def _piped(output: str, behind: str) -> str:
    """The first or last lines of an output, as `head -n N` or `tail -n N` give them."""
    if not behind:
        return output
    tool, _, count = behind.split()
    lines = output.splitlines(keepends=True)
    return "".join(lines[: int(count)] if tool == "head" else lines[-int(count) :])


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each command gave, run one after the other."""
    folder = tmp_path_factory.mktemp("stranger")
    for name in ("release.html", "answers.txt"):
        shutil.copy(ROOT / "docs" / "first-statement" / name, folder)
    found = []
    for command, _ in COMMANDS:
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
            found.append("")
        else:
            found.append(run(command, folder))
    if os.environ.get("KG_RENEW_DOCS"):
        text = PAGE.read_text("utf-8")
        for (command, output), got in zip(COMMANDS, found, strict=True):
            text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{got}")
        PAGE.write_text(text, "utf-8")
    return found


@pytest.mark.parametrize("at", range(len(COMMANDS)), ids=[command[:40] for command, _ in COMMANDS])
def test_the_transcript_is_what_a_stranger_gets(seen: list[str], at: int) -> None:
    assert seen[at] == COMMANDS[at][1]


def test_the_path_begins_with_nothing_and_its_output_fits_eighty_columns_but_for_paths() -> None:
    assert COMMANDS[0][0].startswith("kg init")
    lines = [
        line
        for command, output in COMMANDS
        if not command.startswith("cat") and "--format" not in command
        for line in output.splitlines()
    ]
    assert all(len(line) <= 90 or "data/statements/" in line for line in lines)
