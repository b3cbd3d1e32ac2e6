"""Graphs of our shape at any size, and what asking, loading and writing them takes, against rdflib and raw pyoxigraph.

Usage: python bench/graphs.py [TRIPLES]... [--no-rdflib] [--no-writing] [--seed N]     (default 10000 100000)
       python bench/graphs.py TRIPLES --write FILE                       N-Triples, for other benchmarks

Times are CPU milliseconds, the median of some runs after one that is not counted; ratios are what counts on a machine
that others use too. A graph is the shipped statement told again and again, each time of other undertakings, claims and
words, between bodies and topics that the statements share.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.asking.disk import index_writer, open_store
from kg.asking.index import Index
from kg.build import build_in_memory
from kg.graph.quads import canonical_order
from kg.graph.write import to_bytes
from kg.project import find_project
from kg.vocabulary import read_prefixes

_OWN = (
    "document",
    "evidence",
    "claim",
    "inference",
    "undertaking",
    "instrument",
    "sentence",
    "event",
    "aim",
    "strategy",
)
_SHARED = ("agent", "topic", "person", "post", "programme", "record", "source", "reader")

QUESTIONS = {
    "look-up": "SELECT ?p ?o { undertaking:nist-npl-0 ?p ?o }",
    "join": """SELECT ?c ?a ?b { ?c cmq:hasParticipant ?a , ?b ; cmq:hasStatus status:ongoing
               FILTER(STR(?a) < STR(?b)) } ORDER BY ?c LIMIT 100""",
    "optional": """SELECT ?u ?label ?aim { ?u a cmq:Cooperation ; rdfs:label ?label
                   OPTIONAL { ?u cmq:hasAim ?aim } }""",
    "group": """SELECT ?p (COUNT(?c) AS ?n) { ?c a cmq:Claim ; cmq:predicate ?p } GROUP BY ?p ORDER BY DESC(?n)""",
    "path": """SELECT DISTINCT ?who { undertaking:nsf-ukri-0 (cmq:hasParticipant|cmq:deliveredThrough)
               /^cmq:hasParticipant/cmq:hasParticipant ?who }""",
    "words": """SELECT ?e ?words { ?e a cmq:Evidence ; oa:exact ?words FILTER(CONTAINS(?words, "metrology")) }""",
    "absence": """SELECT (COUNT(?u) AS ?n) { ?u a cmq:Cooperation FILTER NOT EXISTS { ?u cmq:onTopic ?t } }""",
}


def generate(triples: int, seed: int = 1) -> Iterator[ox.Quad]:
    """At least so many triples of our shape (a copy of the statement is written to its end), always the same."""
    graph = build_in_memory(find_project(Path(__file__))).graph
    pattern = [quad for quad in graph.merged if _kind(quad.subject) not in ("", *_SHARED)]
    shared = [quad for quad in graph.merged if _kind(quad.subject) in ("", *_SHARED)]
    yield from shared
    chance, count, copy = random.Random(seed), len(shared), 0
    while count < triples:
        names: dict[str, str] = {}
        for quad in pattern:
            yield ox.Quad(
                *(_renamed(term, copy, names, chance) for term in (quad.subject, quad.predicate, quad.object))
            )
        count, copy = count + len(pattern), copy + 1


def _kind(term: object) -> str:
    """The kind of thing that an IRI of ours names: `claim`, `agent`; empty for others."""
    iri = str(getattr(term, "value", ""))
    return iri.removeprefix(terms.ID).partition("/")[0] if iri.startswith(terms.ID) else ""


def _renamed(term: object, copy: int, names: dict[str, str], chance: random.Random) -> object:
    """A term of another telling: its own things anew, words with its number, shared things drawn once a telling."""
    kind = _kind(term)
    if isinstance(term, ox.Literal):
        is_text = term.datatype.value.endswith(("#string", "#langString")) and len(term.value) > 12
        words = f"{term.value} {copy}" if is_text else term.value
        return ox.Literal(words, language=term.language) if term.language else ox.Literal(words, datatype=term.datatype)
    if not isinstance(term, ox.NamedNode) or kind == "":
        return term
    if kind in _SHARED:
        other = f"{term.value}-{chance.randrange(1 + copy // 5)}" if chance.random() < 0.5 else term.value
        return ox.NamedNode(names.setdefault(term.value, other))
    return ox.NamedNode(f"{term.value}-{copy}")


def main() -> None:
    """Print a table for each size."""
    options = _options()
    if options.write:
        with Path(options.write).open("wb") as out:
            ox.serialize((q.triple for q in generate(options.triples[0], options.seed)), out, ox.RdfFormat.N_TRIPLES)
        return
    for size in options.triples:
        _table(size, options.seed, options.with_rdflib, options.with_writing)
    _start_up()


def _table(size: int, seed: int, with_rdflib: bool, with_writing: bool) -> None:
    prefixes = read_prefixes(find_project(Path(__file__)).ontology_folder / "context.jsonld")
    quads = canonical_order(generate(size, seed))
    print(f"\n{len(quads):,} triples              kg    pyoxigraph  ratio      rdflib  rdflib/kg")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        path.write_bytes(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"")
        graph = _load(path, quads, prefixes, with_rdflib)
        if with_writing:
            _write(quads, graph, prefixes)
        index = Index(quads, [], prefixes)
        gc.collect()
        _ask(index, index.store, graph, prefixes)
        _on_disk(quads, prefixes, Path(folder), index)


def _load(path: Path, quads: list[ox.Quad], prefixes: dict[str, str], with_rdflib: bool) -> object:
    ours = _cpu(lambda: Index(ox.parse(path=str(path)), [], prefixes), 1)
    raw = _cpu(lambda: ox.Store().load(path=str(path)), 1)
    if not with_rdflib:
        _row("load", ours, raw, None)
        return None
    import rdflib

    graph, before = rdflib.Graph(), _resident()
    theirs = _cpu(lambda: graph.parse(path, format="nt"), 1, warm=False)
    _row("load", ours, raw, theirs)
    per = (_resident() - before) / len(quads)
    print(f"  rdflib takes {1000 * theirs / len(quads):.0f} µs and {per:.0f} bytes a triple to hold them")
    return graph


def _write(quads: list[ox.Quad], graph: object, prefixes: dict[str, str]) -> None:
    ours = _cpu(lambda: to_bytes(quads, "turtle", prefixes), 1)
    triples = [quad.triple for quad in quads]
    raw = _cpu(lambda: ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes), 1)
    theirs = None if graph is None else _cpu(lambda: graph.serialize(format="turtle"), 1, warm=False)  # type: ignore[attr-defined]
    _row("write Turtle", ours, raw, theirs)


def _ask(index: Index, store: ox.Store, graph: object, prefixes: dict[str, str]) -> None:
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
    for name, question in QUESTIONS.items():
        found = len(index.query(question).rows)
        assert found, name
        runs = _runs(lambda question=question: index.query(question))
        ours, raw = _paired(
            lambda question=question: index.query(question),
            lambda question=question: [[*row] for row in store.query(question, prefixes=prefixes)],  # type: ignore[union-attr]
            runs,
        )
        theirs = None
        if graph is not None:
            asked = head + question
            theirs = _cpu(lambda asked=asked: list(graph.query(asked)), 1 if ours > 20 else 3, warm=ours < 20)  # type: ignore[attr-defined]
        _row(f"{name} ({found:,})", ours, raw, theirs)


def _on_disk(quads: list[ox.Quad], prefixes: dict[str, str], folder: Path, index: Index) -> None:
    making = _cpu(lambda: index_writer(quads, [], "x")(folder), 1, warm=False)
    opening = _cpu(lambda: open_store(folder, "x"), 5)
    loading = _cpu(lambda: Index(quads, [], prefixes), 1, warm=False)
    print(f"  index on disk: made in {making:.0f} ms, opened in {opening:.1f} ms; loading into memory {loading:.0f} ms")
    store = open_store(folder, "x")
    assert store is not None
    there = Index.at(store, prefixes)
    for name, question in QUESTIONS.items():
        runs = _runs(lambda question=question: index.query(question))
        slow, fast = _paired(
            lambda question=question: there.query(question), lambda question=question: index.query(question), runs
        )
        print(f"    {name:<20} on disk {slow:10.2f}   in memory {fast:10.2f}   ratio {slow / fast:.2f}")


def _start_up() -> None:
    """A process that asks the shipped statement; the wall clock, since it is what a person waits for."""
    folder = find_project(Path(__file__)).root
    code = "import rdflib; rdflib.Graph().parse('build/graph.ttl').query('ASK {}')"
    if not (folder / "build" / "graph.ttl").is_file():
        print("\nstart-up: run `kg build` first")
        return
    ours = _wall([sys.executable, "-m", "kg", "query", "who-signed"], folder)
    theirs = _wall([sys.executable, "-c", code], folder)
    print(f"\nstart-up, one question of the shipped statement: kg {ours:.0f} ms, rdflib {theirs:.0f} ms", end="")
    print(f", ratio {theirs / ours:.1f}")


def _wall(command: list[str], folder: Path) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def _runs(step: Callable[[], object]) -> int:
    """How often a step is run so that it takes about a second in all."""
    start = time.process_time()
    step()
    return max(3, min(200, int(1 / max(1e-6, time.process_time() - start))))


def _paired(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[float, float]:
    """The medians of two steps run in turn, so that whatever else the machine does meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for step, found in zip((one, other), times, strict=True):
            found.append(_once(step))
    return statistics.median(times[0]), statistics.median(times[1])


def _cpu(step: Callable[[], object], runs: int, *, warm: bool = True) -> float:
    if warm:
        step()
    return statistics.median(_once(step) for _ in range(runs))


def _once(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return 1000 * (time.process_time() - start)


def _row(name: str, ours: float, raw: float, theirs: float | None) -> None:
    other = "" if theirs is None else f"{theirs:12.1f} {theirs / ours:10.1f}"
    print(f"  {name:<22} {ours:10.2f} {raw:12.2f} {ours / raw:6.2f} {other}", flush=True)


def _resident() -> int:
    """The most memory that this process has held, in bytes."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--no-rdflib", dest="with_rdflib", action="store_false")
    parser.add_argument("--no-writing", dest="with_writing", action="store_false")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", metavar="FILE")
    return parser.parse_args()


if __name__ == "__main__":
    main()
