"""How long each named question takes on the shipped graph, and against rdflib on the same graph in the same run.

Usage: python bench/questions.py [RUNS]      CPU milliseconds, median of RUNS (default 7; rdflib: a third of them)
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import rdflib

from kg.asking.index import Index
from kg.asking.questions import read_questions
from kg.build import build_in_memory
from kg.graph.write import to_bytes
from kg.project import find_project

BAR = 50.0
"""What no question may take, in milliseconds."""


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
    """Print a row a question, then the slowest and the whole."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    project = find_project(Path(__file__))
    build = build_in_memory(project)
    index = Index(build.graph.merged, build.graph.named, build.vocabulary.prefixes)
    peer = rdflib.Graph().parse(data=to_bytes(build.graph.merged, "turtle", build.vocabulary.prefixes), format="turtle")
    ours, theirs = {}, {}
    print(f"{'question':<28}{'rows':>6}{'kg ms':>10}{'rdflib ms':>12}{'ratio':>8}")
    for question in read_questions(project.ontology_folder / "questions"):
        sparql, name = question.sparql, question.name
        rows = len(index.query(sparql, with_hints=False).rows)
        ours[name] = median(lambda text=sparql: index.query(text, with_hints=False), runs)
        theirs[name] = median(lambda text=sparql: list(peer.query(text)), max(1, runs // 3))
        print(f"{name:<28}{rows:>6}{ours[name]:>10.2f}{theirs[name]:>12.1f}{theirs[name] / ours[name]:>8.0f}")
    slowest = max(ours, key=lambda name: ours[name])
    print(f"\n{len(ours)} questions, {len(build.graph.merged)} triples")
    print(f"slowest: {slowest}, {ours[slowest]:.2f} ms (bar: {BAR:.0f} ms)")
    print(f"all: {sum(ours.values()):.0f} ms, rdflib {sum(theirs.values()):.0f} ms")


if __name__ == "__main__":
    main()
