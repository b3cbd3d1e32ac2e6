"""Imports go downwards only, and importing the package costs nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

LAYERS = [
    ["kg", "kg.errors", "kg.findings", "kg.terms"],
    ["kg.model", "kg.marked", "kg.files", "kg.tokens", "kg.sparql", "kg.beside"],
    ["kg.catalogue", "kg.keys", "kg.shipped", "kg.sources", "kg.vocabulary"],
    ["kg.register"],
    ["kg.claims"],
    ["kg.drafting"],
    ["kg.scoring"],
    ["kg.graph"],
    ["kg.asking", "kg.page"],
    ["kg.remote"],
    ["kg.project"],
    ["kg.adding"],
    ["kg.pages"],
    ["kg.build"],
    ["kg.opening", "kg.verify"],
    ["kg.api"],
    ["kg.serving"],
    ["kg.reviewing"],
    ["kg.cli"],
    ["kg.__main__"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
HEAVY = ("rdflib", "httpx", "networkx", "pyvis", "pyshacl", "igraph", "rich", "IPython")


def home(module: str) -> str:
    parts = module.split(".")
    return ".".join(parts[:2])


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            is_package = node.module == "kg"
            found |= {
                f"kg.{alias.name}" if is_package and (ROOT / "kg" / alias.name).exists() else node.module
                for alias in node.names
            }
            found |= {f"kg.{a.name}" for a in node.names if is_package and (ROOT / "kg" / f"{a.name}.py").exists()}
    return {name for name in found if name == "kg" or name.startswith("kg.")}


MODULES = sorted((ROOT / "kg").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_its_own_layer_or_below(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    if name == "kg":
        return  # its names are loaded lazily, when they are first used
    mine = LEVEL[home(name)]
    for imported in imports(path):
        assert LEVEL[home(imported)] <= mine, f"{name} imports {imported}"
        is_own = home(imported) == home(name)
        assert is_own or LEVEL[home(imported)] < mine or mine < 3, f"{name} imports {imported} of its own layer"


def test_each_module_stands_in_a_layer() -> None:
    assert {
        home(".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")) for p in MODULES
    } == set(LEVEL)


@pytest.mark.parametrize("statement", ["import kg", "import kg.cli, kg.build, kg.project"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    code = f"import sys; {statement}; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"
