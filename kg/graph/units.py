"""What is validated together: one unit a statement, and one of the register; and the digest by which a unit is known.

A unit that passed before is not validated again while its digest is the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

import pyoxigraph as ox

from kg.graph.dataset import ProjectGraph
from kg.graph.quads import RDF_TYPE, cmq

REGISTER = "register"
_SUBJECT, _PREMISE = cmq("subject"), cmq("premise")


def to_units(graph: ProjectGraph) -> dict[str, list[ox.Quad]]:
    """The quads to validate together, by the statement's name or `register`.

    A statement's unit holds its asserted triples and evidence, what is inferred of the things that it speaks of, the
    register and the ontology; the register's unit holds all other things that are recorded or inferred.
    """
    units: dict[str, list[ox.Quad]] = {}
    told: set[object] = set()
    for name in sorted(graph.asserted):
        said = [*graph.asserted[name], *graph.evidence[name]]
        subjects = {quad.subject for quad in said}
        inferred = _inferred_of(graph.inferred, subjects)
        told |= subjects
        units[name] = [*said, *inferred, *_premises(inferred), *graph.register, *graph.ontology]
    inferred = _inferred_of(graph.inferred, {quad.subject for quad in graph.inferred} - told)
    recorded = [quad for quad in graph.register if quad.subject not in told]
    units[REGISTER] = [*inferred, *_premises(inferred), *recorded, *graph.ontology]
    return units


def digest(quads: Iterable[ox.Quad], shapes: Path, checker: str) -> str:
    """The SHA-256 of a unit with its shapes and the program that checks it (`checker`)."""
    found = hashlib.sha256(f"{checker}\0".encode())
    found.update(shapes.read_bytes())
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    found.update(written or b"")
    return found.hexdigest()


def _inferred_of(inferred: list[ox.Quad], subjects: AbstractSet[object]) -> list[ox.Quad]:
    """The inferred triples about these things, with their inferences."""
    inferences = {q.subject for q in inferred if q.predicate == _SUBJECT and q.object in subjects}
    return [quad for quad in inferred if quad.subject in subjects or quad.subject in inferences]


def _premises(inferred: list[ox.Quad]) -> list[ox.Quad]:
    """That the premises of these inferences are grounds: they may stand in another unit."""
    premises = {q.object for q in inferred if q.predicate == _PREMISE}
    return [ox.Quad(premise, RDF_TYPE, cmq("Ground")) for premise in premises if isinstance(premise, ox.NamedNode)]
