"""Writes files so that a reader finds the old ones or the new ones, never a mixture, and hashes what is there.

A folder is written beside its place and then exchanged with it in one step of the file system (Linux renameat2);
where the system cannot exchange, by two renames, and the next run puts the old one back if the second never came.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import OutputError

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def sha256_of(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_file(path: Path, content: bytes) -> None:
    """Writes one file beside its place and renames it. Raises `OutputError`; the old file then stays whole.

    A link is followed; a device or pipe is written to and never replaced.
    """
    path = path.resolve() if path.is_symlink() else path
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as handle:
            temporary = Path(handle.name)
            try:
                handle.write(content)
                handle.flush()
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise _output_error(error, path) from None


def write_folder(
    folder: Path, files: Mapping[str, bytes], ours: Iterable[str], fill: Callable[[Path], None] | None = None
) -> None:
    """Replaces a folder by one that holds these files (relative path → content), in one step.

    `fill` writes what is no bytes, such as an index, into the new folder before that. `ours` are the files that an
    earlier run wrote there: they go unless written anew; any other file in the folder is somebody else's and stays.
    Raises `OutputError`; the old folder then stays whole.
    """
    recover(folder)
    temporary = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        for name, content in files.items():
            target = temporary / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if fill:
            fill(temporary)
        _carry_over(folder, temporary, {*files, *ours})
        _put_in_place(temporary, folder)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise _output_error(error, folder) from None


def recover(folder: Path) -> None:
    """Puts back the old folder that a killed run had moved aside, and clears what killed runs left beside it."""
    if not folder.parent.is_dir():
        return
    aside = sorted(folder.parent.glob(f".{folder.name}.old-*"))
    if aside and not folder.exists():
        aside.pop().rename(folder)
    for left in [*aside, *folder.parent.glob(f".{folder.name}.new-*")]:
        if not _is_running(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)


def _carry_over(old: Path, new: Path, replaced: set[str]) -> None:
    """Copies into the new folder every file of the old one that we neither write nor wrote."""
    if not old.is_dir():
        return
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old).as_posix()
        if path.is_dir() or name in replaced:
            continue
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, new / name, follow_symlinks=False)


def _put_in_place(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    if _exchange(new, folder):
        shutil.rmtree(new, ignore_errors=True)
        return
    aside = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    folder.rename(aside)
    new.rename(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _is_running(pid: str) -> bool:
    if not pid.isdecimal() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _output_error(error: OSError, path: Path) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    do = "free some room, or choose another place; what was there before is untouched"
    return OutputError(f"cannot write: {reason}", where=str(path), do=do)
