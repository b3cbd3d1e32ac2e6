"""Adds entries to a project's register: at the end of a file, so that comments and order stay.

Writes only what the register's own reader finds nothing wrong with.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import FindingsError, UsageError
from kg.files import write_file
from kg.register.read import read_register
from kg.register.register import Register
from kg.vocabulary import Vocabulary

_PLAIN = re.compile(r"[^\W\d_](?:[\w .’/()–-]*[\w.)])?")
"""Words that YAML takes as they are, in a flow list too."""
_FILES = {"Person": "people", "State": "states", "Topic": "topics", "Post": "posts", "Instrument": "instruments"}
_ELSE = {"agent": "bodies", "undertaking": "programmes", "principle": "principles"}
SOURCES = "sources.yaml"


def file_of(type_name: str, vocabulary: Vocabulary) -> str:
    """The file of the register that entries of a class belong in. Raises `UsageError` for no class of the world."""
    found = vocabulary.class_names.get(type_name)
    segment = vocabulary.segment_of(found.iri) if found else ""
    if not segment:
        known = sorted(c.name for c in vocabulary.classes.values() if vocabulary.segment_of(c.iri))
        raise UsageError(f"no class {type_name!r} in the ontology", do=f"one of: {', '.join(known)}")
    return _FILES.get(type_name) or _ELSE.get(segment, f"{segment}s")


def to_yaml(name: str, tree: Mapping[str, Any]) -> str:
    """An entry as people write it: a key a line, aliases and facts one a line."""
    lines = [f"{name}:"]
    for key, value in tree.items():
        if isinstance(value, list):
            lines += [f"  {key}:", *(f"  - {_flow(item)}" for item in value)] if value else []
        elif value:
            lines.append(f"  {key}: {_words(value)}")
    return "\n".join(lines) + "\n"


def add_texts(
    folder: Path,
    texts: Mapping[str, str],
    register: Register,
    vocabulary: Vocabulary,
    show: Callable[[Path], str],
) -> list[Path]:
    """Appends each text to its file (named without `.yaml`) of the register in `folder`; gives the files.

    Raises `FindingsError`, and writes nothing, where the register that it makes has a finding in a file touched.
    """
    contents = {folder / f"{name}.yaml": _appended(folder / f"{name}.yaml", text) for name, text in texts.items()}
    with tempfile.TemporaryDirectory() as temporary:
        trial = Path(temporary)
        for path in sorted(folder.glob("*.yaml")):
            shutil.copyfile(path, trial / path.name)
        for path, content in contents.items():
            (trial / path.name).write_bytes(content)
        _, findings = read_register(
            trial, vocabulary, lambda path: show(folder / path.name), register.entries.catalogue
        )
    if findings:
        raise FindingsError(findings)
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        write_file(path, content)
    return list(contents)


def _appended(path: Path, text: str) -> bytes:
    """The file's bytes with the text behind them, an empty line between."""
    old = path.read_bytes() if path.exists() else b""
    gap = b"" if not old or old.endswith(b"\n\n") else b"\n" if old.endswith(b"\n") else b"\n\n"
    return old + gap + text.encode()


def _flow(item: Any) -> str:
    if not isinstance(item, dict):
        return _words(item)
    return "{" + ", ".join(f"{key}: {_words(value)}" for key, value in item.items()) + "}"


def _words(value: str) -> str:
    """Words as a YAML scalar: plain where nothing in them is syntax, else between quotation marks."""
    return str(value) if _PLAIN.fullmatch(value) else json.dumps(str(value), ensure_ascii=False)
