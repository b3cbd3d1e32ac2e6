"""Takes a file in: looks at what it is, has a fenced child process read it, and gives what that found."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.sources.ingest.formats import NEEDS
from kg.sources.ingest.found import Found, Proposal

MAX_BYTES = 50_000_000
"""A statement with its pictures is smaller."""
SECONDS = 25
_MAX_ANSWER = 20_000_000


def read_bytes(path: Path) -> bytes:
    """The content of a regular file. Raises `InputError` for anything else: a folder, a pipe, a link, a giant."""
    shown = str(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise InputError("no such file", where=shown) from None
    except OSError as error:
        if path.is_symlink():
            raise InputError("a link, not a file", where=shown, do="give the file that it points to") from None
        raise InputError((error.strerror or str(error)).lower(), where=shown) from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise InputError(f"{kind}, not a file", where=shown, do="give a file, or `-` for standard input")
    with os.fdopen(handle, "rb") as file:
        return limited(file.read(MAX_BYTES + 1), shown)


def limited(content: bytes, shown: str) -> bytes:
    """The content, where it is not too large and not empty. Raises `InputError`."""
    if len(content) > MAX_BYTES:
        do = "add the statement alone, as text"
        raise InputError(f"larger than {MAX_BYTES // 1_000_000} MB", where=shown, do=do)
    if not content.strip():
        raise InputError("the file is empty", where=shown)
    return content


def check_installed(form: str) -> None:
    """Raises `InputError` where the library that reads a format is not installed."""
    module = NEEDS.get(form)
    if module and find_spec(module) is None and not (form == "pdf" and find_spec("pypdf")):
        do = "pip install 'communique[ingest]' (plain text needs nothing)"
        raise InputError(f"reading {form} needs a library that is not installed: {module}", do=do)


def read_file(content: bytes, form: str, shown: str, *, encoding: str = "", drop_invisible: bool = False) -> Found:
    """What the child process found in this content. Raises `InputError` with the file's name."""
    check_installed(form)
    asked = json.dumps({"form": form, "encoding": encoding, "drop_invisible": drop_invisible})
    answer = _ask(asked, content, shown)
    if "found" not in answer:
        raise InputError(answer["what"], where=shown, do=answer.get("do", ""))
    found = answer["found"]
    proposals = tuple(Proposal(**proposal) for proposal in found.pop("proposals"))
    return Found(**{**found, "remarks": tuple(found["remarks"]), "proposals": proposals})


def _ask(asked: str, content: bytes, shown: str) -> dict[str, Any]:
    package = str(Path(__file__).resolve().parents[3])
    paths = [package, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1",
                   "PYTHONHASHSEED": "0"}  # fmt: skip
    command = [sys.executable, "-P", "-B", "-m", "kg.sources.ingest.child", asked]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise InputError(f"not read within {SECONDS} seconds", where=shown, do="is it the right file?") from None
    if done.returncode or not done.stdout or len(done.stdout) > _MAX_ANSWER:
        do = "open it, and save or print it anew; is it the right file?"
        raise InputError("the reader gave up: too much memory, too much time, or a broken file", where=shown, do=do)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
