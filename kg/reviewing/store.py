"""The files that a review reads and writes, and every step back and forth.

A file that somebody else changed meanwhile is never overwritten: the step is refused, and nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, OutputError, UsageError
from kg.files import write_file

try:
    import fcntl
except ImportError:  # pragma: no cover - only on Windows
    fcntl = None  # type: ignore[assignment]


class ConflictError(OutputError):
    """A file was changed by somebody else since it was read."""


@dataclass(frozen=True)
class Step:
    """What one decision changed: the content of each file before and after (None: no such file), and in words what."""

    what: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]


class Store:
    """The texts of some files of one folder, in the order in which they are written."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self.folder, self.names = folder, names
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self._known: dict[str, str | None] = {}
        self.read()

    def read(self) -> None:
        """Take the files as they are now; steps of before can no longer be taken back. Raises `InputError`."""
        self._known = {name: self._on_disk(name) for name in self.names}
        self.done.clear()
        self.undone.clear()

    def text(self, name: str) -> str:
        """The text of a file as it was last read or written; empty where there is none."""
        return self._known[name] or ""

    def write(self, what: str, texts: Mapping[str, str]) -> None:
        """Write these files, as one step. Raises `ConflictError` and `OutputError`; then nothing has changed."""
        after = {name: texts[name] for name in self.names if name in texts and texts[name] != self._known[name]}
        step = Step(what, {name: self._known[name] for name in after}, after)
        self._go(step.after)
        self.done.append(step)
        self.undone.clear()

    def undo(self) -> str:
        """Take the last step back, on disk too, and say what it was. Raises `ConflictError` and `UsageError`."""
        if not self.done:
            raise UsageError("nothing to undo", do="only what was decided since this review began can be taken back")
        self._go(self.done[-1].before)
        self.undone.append(self.done.pop())
        return self.undone[-1].what

    def redo(self) -> str:
        """Take the last undone step again, and say what it was. Raises `ConflictError` and `UsageError`."""
        if not self.undone:
            raise UsageError("nothing to redo")
        self._go(self.undone[-1].after)
        self.done.append(self.undone.pop())
        return self.done[-1].what

    def is_changed(self) -> bool:
        """True where somebody else has changed a file since it was read."""
        return any(self._on_disk(name) != self._known[name] for name in self.names)

    def _go(self, wanted: Mapping[str, str | None]) -> None:
        with _alone_in(self.folder):
            self._write(wanted)

    def _write(self, wanted: Mapping[str, str | None]) -> None:
        for name in self.names:
            if self._on_disk(name) != self._known[name]:
                do = "nothing was written: read it anew, then decide again"
                raise ConflictError(f"{name} was changed by somebody else", where=str(self.folder / name), do=do)
        written: list[str] = []
        try:
            for name in wanted:
                self._put(name, wanted[name])
                written.append(name)
        except OutputError:
            for name in written:
                self._put(name, self._known[name])
            raise
        self._known.update(wanted)

    def _put(self, name: str, text: str | None) -> None:
        path = self.folder / name
        if text is None:
            path.unlink(missing_ok=True)
        else:
            write_file(path, text.encode())

    def _on_disk(self, name: str) -> str | None:
        path = self.folder / name
        try:
            return path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("cannot be read", where=str(path), do=str(error)) from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keeps other reviews from writing in the folder meanwhile, where the system has locks (Windows: not)."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
