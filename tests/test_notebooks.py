"""Notebooks run from top to bottom and give the outputs that are committed with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from support import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def outputs(notebook: Any) -> list[list[Any]]:
    """The outputs of each code cell as text; a page is only noted, since it is not kept in the notebook."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        is_page = "page" in cell.metadata.get("tags", [])
        found.append(["page"] if is_page else _joined(cell.outputs))
    return found


def _joined(outputs: list[Any]) -> list[Any]:
    """The outputs of a cell, what it printed in one piece: the kernel may send it in several."""
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    return [printed, *(_plain(output) for output in outputs if output.output_type != "stream")]


def _plain(output: Any) -> Any:
    return output.get("text") or output.get("data", {}).get("text/html") or output.get("data", {}).get("text/plain")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_runs_and_shows_what_is_committed(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    NotebookClient(
        fresh, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    assert outputs(fresh) == outputs(committed)
    pages = [cell for cell in fresh.cells if "page" in cell.metadata.get("tags", [])]
    assert all("srcdoc" in cell.outputs[0]["data"]["text/html"] for cell in pages)


def test_notebooks_hold_no_path_and_no_error() -> None:
    assert NOTEBOOKS
    for path in NOTEBOOKS:
        text = path.read_text("utf-8")
        assert str(ROOT) not in text
        assert '"output_type": "error"' not in text
        assert len(text) < 400_000
