"""A stranger's workflow: the ontology and a built graph in plain rdflib and plain pySHACL, and nothing of ours.

The test writes `graph.ttl` into an empty folder and starts this file as a script in another Python process, in which
`import kg` fails; the script loads the Turtle files, asks three named questions from their own files and validates.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from kg.build import Build

ROOT = Path(__file__).parents[2]
QUESTIONS = ["01-who-signed", "02-cooperation-pairs", "04-through-which-units"]


def answer(graph: Any, query: str) -> str:
    """The rows of a query as CSV, as the files of expected rows hold them."""
    import rdflib

    result = graph.query(query, initNs={})
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(name) for name in result.vars])
    for row in result:
        assert isinstance(row, rdflib.query.ResultRow)
        writer.writerow(["" if term is None else str(term) for term in row])
    return out.getvalue()


def work(ontology: Path, built: Path) -> dict[str, Any]:
    """What a stranger sees of a built graph."""
    import pyshacl
    import rdflib

    graph = rdflib.Graph()
    for path in [*sorted(ontology.glob("*.ttl")), *sorted((ontology / "schemes").glob("*.ttl")), built]:
        graph.parse(path, format="turtle")
    rows = {name: answer(graph, (ontology / "questions" / f"{name}.rq").read_text("utf-8")) for name in QUESTIONS}
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(ontology / "shapes.ttl"), shacl_graph_format="turtle")
    ours = sorted(name for name in sys.modules if name.split(".")[0] == "kg" and sys.modules[name])
    return {"rows": rows, "conforms": conforms, "report": report, "ours": ours}


def run_as_stranger(built: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", str(Path(__file__)), str(ROOT / "ontology"), str(built)]
    result = subprocess.run(command, capture_output=True, cwd=built.parent, timeout=120)
    assert result.returncode == 0, result.stderr.decode()
    seen: dict[str, Any] = json.loads(result.stdout)
    return seen


@pytest.fixture
def built(build: Build, tmp_path: Path) -> Path:
    from kg.build import to_files

    path = tmp_path / "graph.ttl"
    path.write_bytes(to_files(build, with_pages=False)["graph.ttl"])
    return path


def test_a_stranger_asks_and_validates_without_our_code(built: Path) -> None:
    seen = run_as_stranger(built)
    for name in QUESTIONS:
        expected = (ROOT / "tests" / "questions" / f"{name}.csv").read_bytes().decode()
        assert seen["rows"][name] == expected
        assert len(expected.splitlines()) > 1
    assert seen["conforms"], seen["report"]
    assert seen["ours"] == []


def test_a_stranger_sees_a_fault_in_the_graph(built: Path) -> None:
    told = b"cmq:toldAs told-as:fact"
    turtle = built.read_bytes()
    assert told in turtle
    built.write_bytes(turtle.replace(told, b"cmq:toldAs told-as:hearsay", 1))
    seen = run_as_stranger(built)
    assert not seen["conforms"]
    assert "Claim-toldAs" in seen["report"]
    assert "Results (1)" in seen["report"]


if __name__ == "__main__":
    sys.modules["kg"] = None  # type: ignore[assignment]  # from here on, `import kg` fails
    json.dump(work(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
