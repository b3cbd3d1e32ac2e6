"""The ontology's own style: its shapes find nothing, each finds a planted fault; and what shapes cannot say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from support import ROOT, STATEMENT

from kg import terms
from kg.build import Build

SHAPES = ROOT / "ontology" / "style-shapes.ttl"
STYLE = "https://w3id.org/communique/style-shapes/"
INVENTED = "(invented)"

CMQ, STATUS = terms.ONT, terms.SCHEME + "status/"
LABEL, TYPE, DEFINED_BY = terms.RDFS + "label", terms.RDF + "type", terms.RDFS + "isDefinedBy"
DEFINITION, EXAMPLE = terms.SKOS + "definition", terms.SKOS + "example"
ENGLISH = "en"
SCHEMES = [ox.NamedNode(terms.SCHEME + name) for name in ("status", "polarity")]
Plant = tuple[str, str, str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]


def said(words: str, language: str | None = ENGLISH) -> ox.Literal:
    return ox.Literal(words, language=language)


# shape, subject, predicate, and the objects that stand in place of all that stood there
PLANTS: list[Plant] = [
    ("Term-isDefinedBy", CMQ + "Aim", DEFINED_BY, []),
    ("Term-isDefinedBy", STATUS + "planned", DEFINED_BY, []),
    ("Term-isDefinedBy", CMQ + "acronym", DEFINED_BY, []),
    ("Term-isDefinedBy", CMQ + "sayable", DEFINED_BY, []),
    ("Term-isDefinedBy", terms.SCHEME + "topic", DEFINED_BY, []),
    ("Term-isDefinedBy", CMQ + "Aim", DEFINED_BY, [ox.NamedNode(CMQ[:-1]), ox.NamedNode("https://example.org/")]),
    ("Term-isDefinedBy", CMQ + "hasAim", DEFINED_BY, [ox.NamedNode("https://example.org/")]),
    ("Term-label", CMQ + "hasAim", LABEL, []),
    ("Term-label", CMQ + "hasAim", LABEL, [said("has aim"), said("aims at")]),
    ("Term-label", CMQ + "hasAim", LABEL, [said("vise à", "fr")]),
    ("Term-label", CMQ + "hasAim", LABEL, [said("has aim"), said("has aim", None)]),
    ("Term-definition", CMQ + "Aim", DEFINITION, []),
    ("Term-definition", CMQ + "Aim", DEFINITION, [said("A purpose."), said("A goal.")]),
    ("Term-definition", STATUS + "planned", DEFINITION, []),
    ("Term-definition", CMQ + "Aim", DEFINITION, [said("A purpose."), said("A purpose.", None)]),
    ("Term-definition-full-stop", CMQ + "Aim", DEFINITION, [said("A purpose")]),
    ("Term-example", CMQ + "hasAim", EXAMPLE, []),
    ("Term-example", STATUS + "planned", EXAMPLE, []),
    ("Term-example", terms.SCHEME + "topic", EXAMPLE, []),
    ("Term-example", CMQ + "hasAim", EXAMPLE, [said("(invented) the aim of a fair", None)]),
    ("Deprecated-replacement", CMQ + "follows", terms.SKOS + "scopeNote", []),
    ("Deprecated-replacement", CMQ + "follows", terms.SKOS + "scopeNote", [said("Deprecated.")]),
    ("Sayable-domain", CMQ + "hasParty", terms.RDFS + "domain", []),
    ("Sayable-domain", CMQ + "hasAim", terms.SCHEMA + "domainIncludes", []),
    ("Sayable-domain", CMQ + "hasParty", terms.RDFS + "domain", [ox.BlankNode("union")]),
    ("Sayable-range", CMQ + "hasParty", terms.RDFS + "range", []),
    ("Sayable-range", CMQ + "buildsOn", terms.SCHEMA + "rangeIncludes", []),
    ("Sayable-range", CMQ + "hasParty", terms.RDFS + "range", [ox.BlankNode("union")]),
    ("Concept-prefLabel", STATUS + "planned", terms.SKOS + "prefLabel", []),
    ("Concept-prefLabel", STATUS + "planned", terms.SKOS + "prefLabel", [said("planned"), said("to come")]),
    ("Concept-notation", STATUS + "planned", terms.SKOS + "notation", []),
    ("Concept-notation", STATUS + "planned", terms.SKOS + "notation", [said("Planned", None)]),
    ("Concept-notation", STATUS + "planned", terms.SKOS + "notation", [said("planned", None), said("to-come", None)]),
    ("Concept-inScheme", STATUS + "planned", terms.SKOS + "inScheme", []),
    ("Concept-inScheme", STATUS + "planned", terms.SKOS + "inScheme", [ox.NamedNode(STATUS + "ladder")]),
    ("Concept-inScheme", STATUS + "planned", terms.SKOS + "inScheme", [SCHEMES[0], SCHEMES[1]]),
]


@pytest.fixture(scope="module")
def ontology(build: Build) -> list[ox.Quad]:
    """The ontology and its schemes."""
    return build.graph.ontology


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES, format="turtle")


def replaced(quads: Iterable[ox.Quad], subject: str, predicate: str, objects: Iterable[Any]) -> list[ox.Quad]:
    """The quads with these objects in place of all that the subject has for the predicate."""
    s, p = ox.NamedNode(subject), ox.NamedNode(predicate)
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (s, p)]
    return [*kept, *(ox.Quad(s, p, o) for o in objects)]


def faults(quads: Iterable[ox.Quad], shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """The shapes that do not hold, each with the IRI of the term that it fails on."""
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)
    return {
        (str(report.value(r, rdflib.SH.sourceShape)).removeprefix(STYLE), str(report.value(r, rdflib.SH.focusNode)))
        for r in results
    }


def test_the_style_shapes_find_nothing(ontology: list[ox.Quad], shapes: rdflib.Graph) -> None:
    assert faults(ontology, shapes) == set()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: f"{plant[0]}-{terms.local_name(plant[1])}")
def test_a_planted_fault_is_found_by_its_shape_alone(
    plant: Plant, ontology: list[ox.Quad], shapes: rdflib.Graph
) -> None:
    shape, subject, predicate, objects = plant
    changed = replaced(ontology, subject, predicate, objects)
    assert faults(changed, shapes) == {(shape, subject)}


def test_every_shape_has_a_planted_fault_and_a_message(shapes: rdflib.Graph) -> None:
    with_target = {s for p in (rdflib.SH.targetClass, rdflib.SH.targetSubjectsOf) for s in shapes.subjects(p)}
    assert {str(shape).removeprefix(STYLE) for shape in with_target} == {plant[0] for plant in PLANTS}
    for shape in with_target:
        assert str(shapes.value(shape, rdflib.SH.message)).endswith("."), shape


# ------------------------------------------------------------------ IRIs


def iris(quads: Iterable[ox.Quad]) -> set[str]:
    """Every IRI in the quads, those of datatypes and graphs aside."""
    nodes = (node for quad in quads for node in (quad.subject, quad.predicate, quad.object))
    return {node.value for node in nodes if isinstance(node, ox.NamedNode)}


def alike_but_for_case(names: Iterable[str]) -> list[list[str]]:
    """The groups of names that differ by case alone."""
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        groups.setdefault(name.casefold(), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def test_no_two_iris_differ_by_case_alone(build: Build) -> None:
    assert alike_but_for_case(iris(build.graph.named)) == []


def test_iris_that_differ_by_case_alone_are_found(build: Build) -> None:
    both = [CMQ + "ToldAs", CMQ + "toldAs"]
    assert alike_but_for_case([*iris(build.graph.named), both[0]]) == [both]


# ------------------------------------------------------------------ examples


def folded(text: str) -> str:
    return " ".join(text.split())


def examples_of_nobody(quads: Iterable[ox.Quad], text: str) -> list[tuple[str, str]]:
    """Subject and words of every example that neither stands in the text nor is marked as invented."""
    words = folded(text)
    return [
        (str(quad.subject), quad.object.value)
        for quad in quads
        if quad.predicate.value == EXAMPLE and isinstance(quad.object, ox.Literal)
        if not re.match(re.escape(INVENTED) + r" \S", quad.object.value)
        if folded(quad.object.value) not in words or not quad.object.value.strip()
    ]


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "data" / "statements" / STATEMENT / "source.txt").read_text("utf-8")


def test_every_example_is_verbatim_or_marked_as_invented(ontology: list[ox.Quad], text: str) -> None:
    assert examples_of_nobody(ontology, text) == []


@pytest.mark.parametrize("words", ["grow the markets for quantum technologies", "(Invented) a market", INVENTED, " "])
def test_an_example_of_nobody_is_found(words: str, ontology: list[ox.Quad], text: str) -> None:
    changed = replaced(ontology, CMQ + "Aim", EXAMPLE, [said(words)])
    assert examples_of_nobody(changed, text) == [(f"<{CMQ}Aim>", words)]


# ------------------------------------------------------------------ use of terms


def own_terms(ontology: Iterable[ox.Quad]) -> set[str]:
    """The local names of the terms of ours."""
    return {iri.removeprefix(CMQ) for iri in _named(q.subject for q in ontology) if iri.startswith(CMQ)}


def used_terms(graph: Iterable[ox.Quad]) -> set[str]:
    """The local names of the terms that are used.

    A term is used where it is a predicate or an object outside the ontology graph, and in the ontology graph where it
    is a predicate or the class of something. That another term has it as domain, range or parent is no use.
    """
    used: set[str] = set()
    for quad in graph:
        is_ontology = quad.graph_name == ox.NamedNode(terms.graph_iri("ontology"))
        used.add(quad.predicate.value)
        if not is_ontology or quad.predicate.value == TYPE:
            used |= _named([quad.object])
    return {iri.removeprefix(CMQ) for iri in used if iri.startswith(CMQ)}


def _named(nodes: Iterable[object]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ox.NamedNode)}


DEPRECATED = terms.OWL + "deprecated"
ABSTRACT = {"Ground"}
"""The class above claim, record and inference: nothing is typed with it alone; the shapes ask premises to be one."""


def deprecated(ontology: Iterable[ox.Quad]) -> set[str]:
    """The local names of the terms that are kept only so that older graphs are understood."""
    return {iri.removeprefix(CMQ) for iri in _named(q.subject for q in ontology if q.predicate.value == DEPRECATED)}


@pytest.fixture(scope="module")
def used(build: Build, invented: Build) -> set[str]:
    """The terms that the shipped data use, or the invented statements that the tests check."""
    return used_terms(build.graph.named) | used_terms(invented.graph.named)


def test_every_term_is_used_unless_it_is_deprecated_or_abstract(build: Build, used: set[str]) -> None:
    assert own_terms(build.graph.ontology) - used == deprecated(build.graph.ontology) | ABSTRACT


def test_no_deprecated_property_is_sayable_and_each_names_a_sayable_one_instead(build: Build) -> None:
    vocabulary = build.vocabulary
    assert deprecated(build.graph.ontology) & set(vocabulary.sayable) == set()
    assert set(vocabulary.replaced.values()) <= set(vocabulary.sayable)
    assert set(vocabulary.replaced) == deprecated(build.graph.ontology) - {"linkedWith"}


def test_no_deprecated_term_is_used(build: Build, used: set[str]) -> None:
    assert used & deprecated(build.graph.ontology) == set()


def test_a_term_whose_last_use_goes_is_found(build: Build) -> None:
    without = [quad for quad in build.graph.named if CMQ + "leadsIn" not in _named((quad.predicate, quad.object))]
    assert "leadsIn" in own_terms(build.graph.ontology) - used_terms(without)
    assert "leadsIn" not in own_terms(build.graph.ontology) - used_terms(build.graph.named)


# ------------------------------------------------------------------ pitfalls that shapes cannot say

Pairs = dict[str, set[str]]


def _objects(ontology: Iterable[ox.Quad], *predicates: str) -> Pairs:
    """What each term of ours has for these predicates."""
    found: Pairs = {}
    for quad in ontology:
        if quad.predicate.value in predicates and isinstance(quad.object, ox.NamedNode):
            found.setdefault(str(getattr(quad.subject, "value", "")), set()).add(quad.object.value)
    return {iri: values for iri, values in found.items() if iri.startswith(CMQ)}


OBJECT_PROPERTY, DATA_PROPERTY = terms.OWL + "ObjectProperty", terms.OWL + "DatatypeProperty"
ANY_OBJECT = {"subject", "predicate", "object"}
"""What a ground points to may be anything at all."""
ANY_LITERAL = {"value"}


def without_ends(ontology: list[ox.Quad]) -> set[str]:
    """The properties of ours that do not say what they join."""
    types = _objects(ontology, TYPE)
    domains = _objects(ontology, terms.RDFS + "domain", terms.SCHEMA + "domainIncludes")
    ranges = _objects(ontology, terms.RDFS + "range", terms.SCHEMA + "rangeIncludes")
    ours = {iri for iri, kinds in types.items() if kinds & {OBJECT_PROPERTY, DATA_PROPERTY}}
    found = {iri for iri in ours if iri not in domains or iri not in ranges}
    return {iri.removeprefix(CMQ) for iri in found} - ANY_OBJECT - ANY_LITERAL - deprecated(ontology)


def test_every_property_says_what_it_joins(ontology: list[ox.Quad]) -> None:
    assert without_ends(ontology) == set()
    assert without_ends(replaced(ontology, CMQ + "hasParty", terms.RDFS + "range", [])) == {"hasParty"}


def not_disjoint(ontology: list[ox.Quad]) -> set[str]:
    """The classes of ours that neither stand in a disjointness nor below a class that does."""
    lists = {q.object for q in ontology if q.predicate.value == terms.OWL + "members"}
    members = {value for head in lists for value in _list(ontology, head)}
    above = {q.subject.value: set[str]() for q in ontology if q.object == ox.NamedNode(terms.OWL + "Class")
             if isinstance(q.subject, ox.NamedNode)}  # fmt: skip
    for quad in ontology:
        if quad.predicate.value == terms.RDFS + "subClassOf" and isinstance(quad.object, ox.NamedNode):
            above.setdefault(str(getattr(quad.subject, "value", "")), set()).add(quad.object.value)

    def is_apart(iri: str) -> bool:
        return iri in members or any(is_apart(parent) for parent in above.get(iri, ()))

    return {iri.removeprefix(CMQ) for iri in above if iri.startswith(CMQ) and not is_apart(iri)}


def _list(ontology: list[ox.Quad], head: object) -> list[str]:
    first, rest = (
        {q.subject: q.object for q in ontology if q.predicate.value == terms.RDF + n} for n in ("first", "rest")
    )
    found = []
    while head in first:
        found.append(str(getattr(first[head], "value", "")))
        head = rest[head]
    return found


def test_every_class_is_apart_from_the_others(ontology: list[ox.Quad]) -> None:
    assert not_disjoint(ontology) == set()
    loose = ox.Quad(ox.NamedNode(CMQ + "Loose"), ox.NamedNode(TYPE), ox.NamedNode(terms.OWL + "Class"))
    assert not_disjoint([*ontology, loose]) == {"Loose"}


def inverse_twins(ontology: list[ox.Quad]) -> set[frozenset[str]]:
    """Pairs of object properties that join the same classes the other way round: an inverse that nobody declared."""
    types = _objects(ontology, TYPE)
    domains = _objects(ontology, terms.RDFS + "domain", terms.SCHEMA + "domainIncludes")
    ranges = _objects(ontology, terms.RDFS + "range", terms.SCHEMA + "rangeIncludes")
    names = {i for i, kinds in types.items() if OBJECT_PROPERTY in kinds} - {CMQ + n for n in deprecated(ontology)}
    ends = {i: (frozenset(domains.get(i, ())), frozenset(ranges.get(i, ()))) for i in names}
    return {
        frozenset((a.removeprefix(CMQ), b.removeprefix(CMQ)))
        for a in names for b in names
        if a < b and ends[a][0] != ends[a][1] and ends[a] == ends[b][::-1] and all(ends[a])
    }  # fmt: skip


def test_no_property_is_the_hidden_inverse_of_another(ontology: list[ox.Quad]) -> None:
    assert inverse_twins(ontology) == set()
    quads = [("partyTo", TYPE, OBJECT_PROPERTY), ("partyTo", terms.RDFS + "domain", terms.FOAF + "Agent"),
             ("partyTo", terms.RDFS + "range", CMQ + "Instrument")]  # fmt: skip
    twin = [ox.Quad(ox.NamedNode(CMQ + s), ox.NamedNode(p), ox.NamedNode(o)) for s, p, o in quads]
    assert inverse_twins([*ontology, *twin]) == {frozenset(("hasParty", "partyTo"))}


# ------------------------------------------------------------------ blank nodes


def read_with(seed: str) -> str:
    """The ontology graph as N-Quads, read in a process of its own with this hash seed."""
    program = Path(__file__).parent / "owl" / "print_ontology.py"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    arguments = [sys.executable, str(program), str(ROOT)]
    ran = subprocess.run(arguments, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_blank_nodes_have_the_same_canonical_labels_on_every_reading() -> None:
    first, second = read_with("1"), read_with("2")
    labels = set(re.findall(r"_:\S+", first))
    assert labels == {f"_:c14n{number}" for number in range(len(labels))}
    assert len(labels) > 10
    assert first == second
