"""How long one statement takes on its way, step by step, and against rdflib where rdflib does the same.

Usage: python bench/statement.py [RUNS]      CPU milliseconds, median of RUNS (default 11)
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.build import build_in_memory
from kg.claims.statement import read_statement
from kg.graph.dataset import to_graph
from kg.graph.shapes import check_shapes
from kg.graph.write import to_bytes
from kg.project import find_project


def median(step: Callable[[], object], runs: int) -> float:
    """The median CPU time of a step, in milliseconds, after one run that is not counted."""
    step()
    times = []
    for _ in range(runs):
        start = time.process_time()
        step()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def main() -> None:
    """Print a row a step."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    project = find_project(Path(__file__))
    build = build_in_memory(project)
    graph, vocabulary, register = build.graph, build.vocabulary, build.register
    name = build.statements[0].name
    folder, prefixes = project.statements_folder / name, vocabulary.prefixes
    turtle = to_bytes(graph.merged, "turtle", prefixes)
    parsed = rdflib.Graph().parse(data=turtle, format="turtle")
    everything = [*graph.said, *graph.register, *graph.inferred, *graph.ontology]
    shapes = project.ontology_folder / "shapes.ttl"

    def one_way() -> bytes:
        checked = read_statement(folder, register, vocabulary, project.show)
        assert checked.statement
        made = to_graph([checked.statement], register, vocabulary, build.rules)
        return to_bytes(made.statement(name), "turtle", prefixes)

    read = median(lambda: read_statement(folder, register, vocabulary, project.show), runs)
    whole = median(one_way, runs)
    print(f"read and gate {len(build.statements[0].claims)} claims     {read:8.1f} ms")
    print(f"read, gate, encode, infer, write  {whole:8.1f} ms   {1000 / whole:.0f} statements/s a core")
    shacl = median(lambda: check_shapes(everything, shapes, str, {}.get), 3)
    print(f"SHACL                             {shacl:8.1f} ms")
    ours = median(lambda: to_bytes(graph.merged, "turtle", prefixes), runs)
    theirs = median(lambda: parsed.serialize(format="turtle"), 3)
    print(f"write Turtle                      {ours:8.1f} ms   rdflib {theirs:.1f} ms, ratio {theirs / ours:.1f}")
    ours = median(lambda: list(ox.parse(turtle, format=ox.RdfFormat.TURTLE)), runs)
    theirs = median(lambda: rdflib.Graph().parse(data=turtle, format="turtle"), 3)
    print(f"parse Turtle                      {ours:8.1f} ms   rdflib {theirs:.1f} ms, ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
