"""SHACL validation of the graph, each violation as a finding at the line of the claim that it is about.

pySHACL runs on a pyoxigraph Store, which is loaded ten times faster than an rdflib graph; imported late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.findings import Finding, Place
from kg.graph.quads import canonical_order, in_default_graph

Locate = Callable[[str], Place | None]


def check_shapes(quads: Iterable[ox.Quad], shapes: Path, label: Callable[[str], str], locate: Locate) -> list[Finding]:
    """Findings E090 and W090 for every violated shape.

    `quads` are asserted, evidence, register and ontology graphs together. `locate` gives the place in the claims
    file or the register of the node a result is about; results about other nodes are placed in the shapes file.
    """
    import rdflib

    report = _report(quads, shapes)
    result_type = rdflib.URIRef(terms.SH + "ValidationResult")
    return sorted(
        _finding(report, result, shapes, label, locate) for result in report.subjects(rdflib.RDF.type, result_type)
    )


def to_report(quads: Iterable[ox.Quad], shapes: Path) -> list[ox.Quad]:
    """The W3C validation report (SHACL, section 3) in canonical order; its blank nodes have canonical labels.

    It conforms where no shape is violated or warns.
    """
    written = _report(quads, shapes).serialize(format="nt", encoding="utf-8")
    dataset = ox.Dataset(ox.parse(written, format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return canonical_order(dataset)


def _report(quads: Iterable[ox.Quad], shapes: Path) -> Any:
    """The validation report as an rdflib graph."""
    import pyshacl
    import rdflib
    from pyshacl.graph_abstraction import OxigraphDataGraph

    class Data(OxigraphDataGraph):
        """A Store that pySHACL (0.40) does not count for every violation: it asks `datagraph or …` there."""

        def __bool__(self) -> bool:
            return True

    store = ox.Store()
    store.extend(in_default_graph(quads))
    rules = rdflib.Graph().parse(shapes, format="turtle")
    _, report, _ = pyshacl.validate(Data(store), shacl_graph=rules, inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph)
    return report


def _finding(report: Any, result: Any, shapes: Path, label: Callable[[str], str], locate: Locate) -> Finding:
    import rdflib

    def value(name: str) -> str:
        return str(report.value(result, rdflib.URIRef(terms.SH + name)) or "")

    focus, path = value("focusNode"), value("resultPath")
    found = f"{label(focus)}{f', {label(path)}' if path.startswith('http') else ''}"
    if value("value"):
        found += f": {value('value')}"
    is_violation = value("resultSeverity").endswith("#Violation")
    place = locate(focus) or Place(shapes.name)
    shape = terms.local_name(value("sourceShape"))
    do = f"{value('resultMessage')} ({shape})"
    return Finding(place, "E090" if is_violation else "W090", found, do=do, claim=focus)
