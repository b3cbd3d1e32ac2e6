"""Begins a project: the folders and the few files that every verb expects."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError
from kg.files import write_file, write_folder

_SOURCES = """\
# Where the facts of this register come from: one entry for each record or page, with the day it was read.
# An entry is a name, and under it `label`, `read-on` and, if you like, `address` and `note`.
#
# Beside this file, people, bodies, posts and whatever else several statements speak of may stand in files of
# your choice (bodies.yaml, people.yaml …): a name, and under it `type`, `label`, `source` and what else is known.
"""
_STATEMENTS = """\
One folder a statement: `source.txt`, the text as it was frozen, and `claims.yaml`, what it says.
`kg add FILE` makes both; the folder's name is the statement's id.
"""
_IGNORE = "/build/\n"


def begin_project(folder: Path) -> list[str]:
    """Makes a project in a folder that is not there or empty, and gives the files, relative to it.

    Raises `UsageError` for a folder that holds anything, and `OutputError` where it cannot be written.
    """
    if folder.is_dir() and (folder / "data" / "statements").is_dir():
        raise UsageError("a project is there already", where=str(folder), do="`kg add FILE` adds a statement to it")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError("not a folder", where=str(folder), do="name a new folder, or an empty one")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError("the folder is not empty", where=str(folder), do="name a new folder, or an empty one")
    files = {"register/sources.yaml": _SOURCES.encode(), "statements/README.md": _STATEMENTS.encode()}
    write_folder(folder / "data", files, ours=())
    write_file(folder / ".gitignore", _IGNORE.encode())
    return [".gitignore", *(f"data/{name}" for name in files)]
