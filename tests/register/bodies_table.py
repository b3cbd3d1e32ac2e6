"""What the tests of the catalogue share: the shipped one, its compiler, and tables of invented bodies."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

from support import ROOT

FOLDER = ROOT / "data" / "catalogue"
COLUMNS = (
    "ror",
    "name",
    "country",
    "types",
    "status",
    "established",
    "acronyms",
    "other_names",
    "wikidata",
    "related",
)


def load_compiler(folder: Path) -> ModuleType:
    """`make.py`, working in another folder."""
    spec = importlib.util.spec_from_file_location("make_catalogue", FOLDER / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.HERE, module.COMPILED = folder, folder / "compiled"
    return module


def write_table(path: Path, *rows: dict[str, str]) -> Path:
    """A table of bodies as the Registry's facts are handed over."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows({**dict.fromkeys(COLUMNS, ""), "status": "active", **row} for row in rows)
    return path
