"""Reads a text from disk and freezes it: exact bytes, exact code points."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.findings import Finding, Place
from kg.model import Source
from kg.sources.sentences import split_sentences


def read_text(path: Path, shown: str) -> tuple[str | None, bytes, list[Finding]]:
    """The strict UTF-8 text of a file, its bytes, and findings (E001, E002, E003); text is None where it fails.

    `shown` is the path as findings show it. No newline or byte-order mark is changed, so that offsets stay true.
    """
    if path.exists() and not path.is_file():
        return None, b"", [Finding(Place(shown), "E001", "not a regular file", do="put the file there")]
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        do = "put the file there, or take the folder away"
        return None, b"", [Finding(Place(shown), "E001", "no such file", do=do)]
    except OSError as error:
        return None, b"", [Finding(Place(shown), "E001", error.strerror or str(error), do="make it readable")]
    return _decode(content, shown)


def read_source(path: Path, shown: str, name: str) -> tuple[Source | None, list[Finding]]:
    """The frozen source of the document `name`, or None with the findings that say why."""
    text, content, findings = read_text(path, shown)
    if text is None:
        return None, findings
    return _freeze(text, content, name), []


def to_source(content: bytes, shown: str, name: str) -> tuple[Source | None, list[Finding]]:
    """The frozen source of bytes that came from no file, or None with the findings that say why."""
    text, _, findings = _decode(content, shown)
    return (None, findings) if text is None else (_freeze(text, content, name), [])


def _freeze(text: str, content: bytes, name: str) -> Source:
    return Source(name, text, hashlib.sha256(content).hexdigest(), split_sentences(text))


def _decode(content: bytes, shown: str) -> tuple[str | None, bytes, list[Finding]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        good = content[: error.start].decode("utf-8")
        line, column = good.count("\n") + 1, len(good) - good.rfind("\n")
        found = f"byte 0x{content[error.start]:02X} at offset {error.start} ({error.reason})"
        do = "save the file as UTF-8 (or take it anew from where it came)"
        return None, content, [Finding(Place(shown, line, column), "E002", found, do=do)]
    if not text.strip():
        return None, content, [Finding(Place(shown), "E003", f"{len(content)} bytes, no words", do="fill it")]
    return text, content, []
