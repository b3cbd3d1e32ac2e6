"""The files of a review: a step is whole or nothing, back and forth, and never over somebody else's change."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import InputError, OutputError, UsageError
from kg.reviewing import store as module
from kg.reviewing.store import ConflictError, Store

NAMES = ("claims.yaml", "decisions.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims.yaml").write_bytes("id: x\r\n# ü\n".encode())
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_bytes_go_and_come_as_they_were(folder: Path) -> None:
    store, before = Store(folder, NAMES), files(folder)
    store.write("one", {"claims.yaml": "id: y\n", "decisions.yaml": "- a\n"})
    assert files(folder) == {"claims.yaml": b"id: y\n", "decisions.yaml": b"- a\n"}
    assert store.undo() == "one"
    assert files(folder) == before
    assert store.redo() == "one"
    assert files(folder) == {"claims.yaml": b"id: y\n", "decisions.yaml": b"- a\n"}


def test_a_second_file_that_cannot_be_written_leaves_the_first_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, before, write = Store(folder, NAMES), files(folder), module.write_file

    def full(path: Path, content: bytes) -> None:
        if path.name == "decisions.yaml":
            raise OutputError("cannot write: no space left on device")
        write(path, content)

    monkeypatch.setattr(module, "write_file", full)
    with pytest.raises(OutputError, match="no space"):
        store.write("one", {"claims.yaml": "id: y\n", "decisions.yaml": "- a\n"})
    assert files(folder) == before
    assert store.text("claims.yaml") == before["claims.yaml"].decode()
    with pytest.raises(UsageError):
        store.undo()


@pytest.mark.parametrize("change", ["changed", "gone", "come"])
def test_somebody_elses_change_stops_every_step(folder: Path, change: str) -> None:
    store = Store(folder, NAMES)
    store.write("one", {"claims.yaml": "id: y\n"})
    if change == "changed":
        (folder / "claims.yaml").write_text("id: z\n", encoding="utf-8")
    elif change == "gone":
        (folder / "claims.yaml").unlink()
    else:
        (folder / "decisions.yaml").write_text("- theirs\n", encoding="utf-8")
    before = files(folder)
    assert store.is_changed()
    for step in (lambda: store.write("two", {"claims.yaml": "id: w\n"}), store.undo):
        with pytest.raises(ConflictError, match="changed by somebody else"):
            step()
    assert files(folder) == before
    store.read()
    assert not store.is_changed()
    store.write("two", {"claims.yaml": "id: w\n"})


def test_what_is_no_text_is_told(folder: Path) -> None:
    (folder / "decisions.yaml").write_bytes(b"\xff")
    with pytest.raises(InputError, match="cannot be read"):
        Store(folder, NAMES)


def test_two_reviews_at_once_lose_no_step(folder: Path) -> None:
    def count(name: str) -> None:
        left = 40
        while left:
            store = Store(folder, NAMES)
            try:
                store.write("one", {"decisions.yaml": f"{store.text('decisions.yaml')}- {name}\n"})
                left -= 1
            except ConflictError:
                pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, "abcd"))
    assert Counter((folder / "decisions.yaml").read_text("utf-8").split()) == Counter("abcd" * 40) + Counter("-" * 160)
