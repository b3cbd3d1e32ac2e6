"""Reads the W3C's SPARQL 1.1 tests beside the checkout (or in KG_W3C_TESTS); they are never copied into the project."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from support import ROOT, require

BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES}
_RESULTS = {
    "srx": ox.QueryResultsFormat.XML,
    "srj": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class State:
    """What a store holds before or after a test: the default graph's files, and those of each named graph."""

    default: list[str] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Case:
    """One test: its name (folder/name), kind, query or update, state before and after, the file of the result."""

    name: str
    kind: str
    action: str
    before: State
    after: State
    result: str


def w3c_folder() -> Path:
    """Where the tests are; where they are not, the calling test is skipped, in CI it fails."""
    shared = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
    folder = Path(os.environ.get("KG_W3C_TESTS", shared / "w3c" / "sparql11"))
    require((folder / "manifest.ttl").is_file(), "the W3C's SPARQL 1.1 tests are needed (KG_W3C_TESTS)")
    return folder


def read_cases(folder: Path, *kinds: str) -> list[Case]:
    """Every test of these kinds, but those of entailment regimes, in order of folder and name."""
    found = [
        case
        for manifest in sorted(folder.glob("*/manifest.ttl"))
        if manifest.parent.name != "entailment"
        for case in _read_manifest(manifest)
    ]
    return [case for case in found if case.kind in kinds]


def path_of(folder: Path, iri: str) -> Path:
    """The file of an IRI of the tests."""
    assert iri.startswith(BASE), iri
    return folder / iri.removeprefix(BASE)


def to_store(folder: Path, state: State) -> ox.Store:
    """A Store that holds a state."""
    store = ox.Store()
    for iri in state.default:
        load(store, folder, iri, ox.DefaultGraph())
    for graph, iri in state.named:
        load(store, folder, iri, ox.NamedNode(graph))
    return store


def load(store: ox.Store, folder: Path, iri: str, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    """Load one file into one graph."""
    path = path_of(folder, iri)
    store.load(path=str(path), format=_FORMATS[path.suffix[1:]], base_iri=iri, to_graph=graph)


def read_result(folder: Path, iri: str) -> object:
    """The expected result: a truth, columns and rows, or triples."""
    path = path_of(folder, iri)
    if path.suffix[1:] in _RESULTS:
        results = ox.parse_query_results(path=str(path), format=_RESULTS[path.suffix[1:]])
        if isinstance(results, ox.QueryBoolean):
            return bool(results)
        assert isinstance(results, ox.QuerySolutions)
        names = [variable.value for variable in results.variables]
        return set(names), [{n: row[n] for n in names if row[n] is not None} for row in results]
    quads = list(ox.parse(path=str(path), format=_FORMATS[path.suffix[1:]], base_iri=iri))
    if any(q.predicate.value == RS + "solution" for q in quads):
        return _read_result_set(quads)
    return [q.triple for q in quads]


def same_rows(ours: Iterable[dict[str, ox.Literal]], theirs: Iterable[dict[str, ox.Literal]]) -> bool:
    """True for the same rows, each as often, up to the names of blank nodes and the spelling of numbers."""
    return _canonical(_row_quads(ours)) == _canonical(_row_quads(theirs))


def same_triples(ours: Iterable[ox.Triple], theirs: Iterable[ox.Triple]) -> bool:
    """True for isomorphic graphs."""
    return _canonical(ox.Quad(*t) for t in ours) == _canonical(ox.Quad(*t) for t in theirs)


def same_stores(ours: ox.Store, theirs: ox.Store) -> bool:
    """True for isomorphic datasets; a graph that is empty is none."""
    return _canonical(ours) == _canonical(theirs)


def _row_quads(rows: Iterable[dict[str, ox.Literal]]) -> Iterator[ox.Quad]:
    for row in rows:
        subject = ox.BlankNode()
        yield ox.Quad(subject, ox.NamedNode(RDF + "type"), ox.NamedNode(RS + "Row"))
        for name, term in row.items():
            yield ox.Quad(subject, ox.NamedNode(f"urn:column:{name}"), term)


def _canonical(quads: Iterable[ox.Quad]) -> ox.Dataset:
    store = ox.Store()  # spells numbers canonically
    store.extend(quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _read_result_set(quads: list[ox.Quad]) -> object:
    facts = _facts(quads)
    columns = {q.object.value for q in quads if q.predicate.value == RS + "resultVariable"}
    rows = []
    for quad in quads:
        if quad.predicate.value == RS + "solution":
            bindings = facts[quad.object][RS + "binding"]
            rows.append({facts[b][RS + "variable"][0].value: facts[b][RS + "value"][0] for b in bindings})
    return columns, rows


def _facts(quads: Iterable[ox.Quad]) -> dict[object, dict[str, list[object]]]:
    facts: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        facts[quad.subject][quad.predicate.value].append(quad.object)
    return facts


def _read_manifest(path: Path) -> Iterator[Case]:
    name = path.parent.name
    facts = _facts(ox.parse(path=str(path), base_iri=f"{BASE}{name}/manifest.ttl"))
    for subject in sorted(facts, key=str):
        said = facts[subject]
        kinds = [t.value for t in said[RDF + "type"] if t.value.startswith(MF)]
        if not said[MF + "action"] or not kinds:
            continue
        action, result = said[MF + "action"][0], (said[MF + "result"] or [None])[0]
        is_plain = isinstance(action, ox.NamedNode)
        query = action if is_plain else [*facts[action][QT + "query"], *facts[action][UT + "request"], None][0]
        yield Case(
            f"{name}/{subject.value.rpartition('#')[2]}",
            kinds[0].removeprefix(MF),
            query.value if query is not None else "",
            State() if is_plain else _state(action, facts),
            State() if result is None else _state(result, facts),
            result.value if isinstance(result, ox.NamedNode) else "",
        )


def _state(node: object, facts: dict[object, dict[str, list[object]]]) -> State:
    said = facts[node]
    default = [t.value for t in [*said[QT + "data"], *said[UT + "data"]]]
    named = [(t.value, t.value) for t in said[QT + "graphData"]]
    for graph in said[UT + "graphData"]:
        iri = facts[graph][UT + "graph"][0].value
        named.append((facts[graph][RDFS + "label"][0].value, iri))
    return State(default, named)
