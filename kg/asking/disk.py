"""The index on disk: `build/index/`, made by the build, opened by readers without reading the graph.

An index of many statements is opened in milliseconds where loading takes a second for every 100,000 triples; for few
triples making it costs more than all the loads it saves (bench/graphs.py prints both). A reader that holds it open
goes on reading the old one while a build replaces it. It only answers: no file is ever written from it, since the
engine spells literals anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

FOLDER = "index"
FROM_QUADS = 50_000
"""An index is made from so many quads upwards: below, loading takes less than half a second."""
_MADE_OF = "made-of.txt"
_TRIES = 3


def index_writer(merged: Iterable[ox.Quad], named: Iterable[ox.Quad], made_of: str) -> Callable[[Path], None]:
    """A function that writes the index into a build's folder; `made_of` is the SHA-256 of its `graph.trig`."""

    def write(folder: Path) -> None:
        """Write the index into the folder of a build."""
        path = folder / FOLDER
        store = ox.Store(str(path))
        store.bulk_extend(merged)
        store.bulk_extend(named)
        store.flush()
        del store  # closes it
        (path / _MADE_OF).write_text(made_of, "ascii")

    return write


def index_files(folder: Path) -> list[str]:
    """The files of a build's index, relative to the build's folder."""
    return [path.relative_to(folder).as_posix() for path in (folder / FOLDER).rglob("*")]


def index_path(folder: Path, made_of: str) -> Path | None:
    """Where the index of a build is, or None where it has none that was made of this `graph.trig`."""
    try:
        is_ours = (folder / FOLDER / _MADE_OF).read_text("ascii") == made_of
    except (OSError, ValueError):
        return None
    return folder / FOLDER if is_ours else None


def open_store(folder: Path, made_of: str) -> ox.Store | None:
    """A build's index, opened to be read; None where there is none, or none that can be opened.

    A build may replace the folder while the engine opens its files one by one: it is then opened again.
    """
    for _ in range(_TRIES):
        path = index_path(folder, made_of)
        if path is None:
            return None
        try:
            before = path.stat()
            store = ox.Store.read_only(str(path))
            after = path.stat()
        except (OSError, RuntimeError):  # the engine's word for what is damaged
            continue
        if (before.st_dev, before.st_ino) == (after.st_dev, after.st_ino):
            return store
    return None
