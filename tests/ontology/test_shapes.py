"""The shapes against their examples: one graph that passes all, and for every shape one fault that it alone catches.

The form of the examples is told in `ontology/examples/README.md`. `shapes.ttl` runs as the build runs it, by pySHACL
on a pyoxigraph Store; `text-shapes.ttl` as third parties run it, by pySHACL on plain rdflib, and on a Store as well.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from kg import terms
from kg.build import Build, to_files

ONTOLOGY = Path(__file__).parents[2] / "ontology"
EXAMPLES = ONTOLOGY / "examples"
INVALID = sorted((EXAMPLES / "invalid").iterdir())
INVALID_TEXT = sorted((EXAMPLES / "invalid-text").iterdir())
SHAPES = "https://w3id.org/communique/shapes/"
TEXT_SHAPES = "https://w3id.org/communique/text-shapes/"
EX = "https://example.org/"

Graph = frozenset[ox.Triple]
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def triples(turtle: str) -> Graph:
    return frozenset(q.triple for q in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))


def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def ontology() -> Graph:
    files = [ONTOLOGY / "communique.ttl", *sorted((ONTOLOGY / "schemes").glob("*.ttl"))]
    return frozenset().union(*(triples(text(path)) for path in files))


@cache
def valid() -> Graph:
    return triples(text(EXAMPLES / "valid.ttl"))


def changed(turtle: str) -> Graph:
    """The valid graph with the triples of the `# remove:` lines taken out and the others put in."""
    prefixes = "".join(re.findall(r"^@prefix .*\n", turtle, re.M))
    removed = triples(prefixes + "\n".join(re.findall(r"^# remove: (.*)$", turtle, re.M)))
    added = triples(turtle)
    assert removed <= valid(), "what is taken out does not stand in the valid graph"
    assert added.isdisjoint(valid()), "what is put in stands in the valid graph already"
    assert removed or added
    return (valid() - removed) | added


@cache
def shapes_graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY / name)


def in_store(data: Graph) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in data)
    return store


@cache
def valid_store() -> ox.Store:
    return in_store(valid() | ontology())


def in_rdflib(data: Graph) -> rdflib.Graph:
    turtle = ox.serialize(data, format=ox.RdfFormat.N_TRIPLES)
    assert turtle is not None
    return rdflib.Graph().parse(data=turtle, format="nt")


def violated(data: ox.Store | rdflib.Graph, shapes: rdflib.Graph) -> set[str]:
    """The local names of the shapes that have a result, warnings among them."""
    validate: Any = pyshacl.validate  # its annotations do not name the Store that it takes
    conforms, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    results = list(report.subjects(RDF.type, SH.ValidationResult))
    assert conforms == (not results)
    return {re.split("[/#]", str(report.value(result, SH.sourceShape)))[-1] for result in results}


def without(shapes: rdflib.Graph, removed: rdflib.URIRef | None) -> rdflib.Graph:
    """A copy of the shapes graph, without this shape."""
    rest = rdflib.Graph()
    for triple in shapes:
        rest.add(triple)
    if removed is not None:
        rest.remove((removed, None, None))
    return rest


def messages(shapes: rdflib.Graph) -> list[str]:
    return [str(message) for message in shapes.objects(None, SH.message)]


# ------------------------------------------------------------------ shapes.ttl


def test_the_valid_example_passes_every_shape() -> None:
    assert violated(in_store(valid() | ontology()), shapes_graph("shapes.ttl")) == set()


def test_every_shape_has_an_invalid_example() -> None:
    shapes = {str(shape) for shape in shapes_graph("shapes.ttl").subjects(RDF.type, SH.PropertyShape)}
    assert shapes == {SHAPES + path.stem for path in INVALID}


def test_the_valid_example_has_a_node_for_every_target_and_every_path() -> None:
    """Else a shape would pass the valid example for want of anything to look at."""
    shapes, store = shapes_graph("shapes.ttl"), valid_store()
    used = {triple.predicate.value for triple in valid()}
    for target in set(shapes.objects(None, SH.targetClass)):
        nodes = f"?node a/<{terms.RDFS}subClassOf>* <{target}> FILTER(STRSTARTS(STR(?node), '{EX}'))"
        assert store.query(f"ASK {{ {nodes} }}"), target
    never = {str(p) for s in shapes.subjects(SH.maxCount, rdflib.Literal(0)) for p in shapes.objects(s, SH.path)}
    for kind in (SH.targetSubjectsOf, SH.targetObjectsOf):
        for target in set(shapes.objects(None, kind)):
            assert str(target) in used | never, target
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert predicates(rdflib.URIRef(str(shape)))[0] & (used | never), shape


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_is_caught_by_its_shape_alone(path: Path) -> None:
    data = changed(text(path)) | ontology()
    assert violated(in_store(data), shapes_graph("shapes.ttl")) == {path.stem}
    rest = without(shapes_graph("shapes.ttl"), rdflib.URIRef(SHAPES + path.stem))
    assert violated(in_store(data), rest) == set(), "caught by another shape as well"


# One invalid example shows one constraint of its shape; the others are shown to bite by faults made here from the
# kind of the constraint alone.

XSD = terms.XSD
ANOTHER = ox.NamedNode(EX + "another")
CONSTRAINTS = ["minCount", "maxCount", "class", "nodeKind", "datatype", "minInclusive", "maxInclusive", "pattern"]
CONSTRAINTS += ["lessThan", "minLength", "uniqueLang", "or", "minExclusive", "in"]


def constraints() -> list[tuple[str, str]]:
    shapes = shapes_graph("shapes.ttl")
    found = [
        (str(shape).removeprefix(SHAPES), str(predicate).removeprefix(str(SH)))
        for shape in shapes.subjects(RDF.type, SH.PropertyShape)
        for predicate in shapes.predicates(shape)
    ]
    return sorted(pair for pair in found if pair[1] in CONSTRAINTS)


def literal(words: str, datatype: str) -> ox.Literal:
    return ox.Literal(words, datatype=ox.NamedNode(XSD + datatype))


def wrong_value(constraint: str, value: Term) -> Term:
    """A value that breaks this constraint and, so far as can be, no other."""
    if constraint == "nodeKind":
        return ox.Literal("word") if isinstance(value, ox.NamedNode) else ANOTHER
    if constraint == "datatype":
        assert isinstance(value, ox.Literal)
        other = {"integer": literal(f"{value.value}.0", "decimal"), "decimal": literal("1.0E0", "double")}
        other |= {"date": literal("2001", "gYear"), "string": ox.Literal(value.value, language="en")}
        return other[value.datatype.value.removeprefix(XSD)]
    numbers = {"minInclusive": -1, "minExclusive": 0, "maxInclusive": 2, "lessThan": 10**6}
    if constraint in numbers:
        assert isinstance(value, ox.Literal)
        return literal(str(numbers[constraint]), value.datatype.value.removeprefix(XSD))
    words = {"pattern": "?", "minLength": "", "or": "?"}
    return ox.Literal(words[constraint]) if constraint in words else ANOTHER


def second_value(value: Term) -> Term:
    """Another value that breaks nothing but `maxCount` or `uniqueLang`."""
    if not isinstance(value, ox.Literal):
        return ANOTHER
    if value.language:
        return ox.Literal(value.value + "s", language=value.language)
    kind = value.datatype.value.removeprefix(XSD)
    known = {"decimal": "0.5", "date": "2001-01-03", "string": "de" if len(value.value) == 2 else value.value[::-1]}
    return literal(known.get(kind) or str(int(value.value) + 1), kind)


def targets(shape: rdflib.URIRef) -> set[Any]:
    """The nodes of the valid graph that the shape looks at."""
    shapes, store = shapes_graph("shapes.ttl"), valid_store()
    found: set[Any] = set()
    for target in shapes.objects(shape, SH.targetClass):
        rows = store.query(f"SELECT ?focus {{ ?focus a/<{terms.RDFS}subClassOf>* <{target}> }}")
        assert isinstance(rows, ox.QuerySolutions)
        found |= {row["focus"] for row in rows}
    subjects, objects = (set(map(str, shapes.objects(shape, p))) for p in (SH.targetSubjectsOf, SH.targetObjectsOf))
    found |= {t.subject for t in valid() if t.predicate.value in subjects}
    return found | {t.object for t in valid() if t.predicate.value in objects}


def predicates(shape: rdflib.URIRef) -> tuple[set[str], bool]:
    """The properties of the shape's path, and whether it goes from object to subject."""
    shapes = shapes_graph("shapes.ttl")
    path = shapes.value(shape, SH.path)
    if isinstance(path, rdflib.URIRef):
        return {str(path)}, False
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return {str(inverse)}, True
    if (path, RDF.first, None) in shapes:
        steps = [shapes.value(step, SH.inversePath) or step for step in shapes.items(path)]
        return {str(step) for step in steps}, False
    alternatives = shapes.value(path, SH.alternativePath)
    assert alternatives is not None, "a path of another kind: teach this test to walk it"
    return {str(node) for node in shapes.items(alternatives)}, False


def faulty(shape: rdflib.URIRef, constraint: str) -> Graph:
    """The valid graph with this constraint of this shape broken at one of the shape's targets."""
    (names, is_inverse), nodes = predicates(shape), targets(shape)
    if names.isdisjoint(t.predicate.value for t in valid()):  # what must not be there at all: see its example
        return changed(text(EXAMPLES / "invalid" / f"{str(shape).removeprefix(SHAPES)}.ttl"))
    ends = {t: (t.object, t.subject) if is_inverse else (t.subject, t.object) for t in valid()}
    first = min((t for t in valid() if t.predicate.value in names and ends[t][0] in nodes), key=str)
    focus, value = ends[first]
    at_focus = {t for t in valid() if t.predicate.value in names and ends[t][0] == focus}

    def triple(new: Any) -> ox.Triple:
        return ox.Triple(*((new, first.predicate, focus) if is_inverse else (focus, first.predicate, new)))

    if constraint == "minCount":
        return valid() - at_focus
    if constraint in ("maxCount", "uniqueLang"):
        types = {ox.Triple(ANOTHER, t.predicate, t.object) for t in valid() | ontology() if is_type(t, value)}
        return valid() | types | {triple(second_value(value))}
    return (valid() - at_focus) | {triple(wrong_value(constraint, value))}


def is_type(triple: ox.Triple, node: Term) -> bool:
    return triple.subject == node and triple.predicate.value == str(RDF.type)


def test_no_constraint_has_gone() -> None:
    """Change the figure together with `shapes.ttl`: a constraint that is dropped is missed by no example."""
    assert len(constraints()) == 134


@pytest.mark.parametrize(("name", "constraint"), constraints())
def test_every_constraint_of_every_shape_bites(name: str, constraint: str) -> None:
    shapes, shape = shapes_graph("shapes.ttl"), rdflib.URIRef(SHAPES + name)
    data = faulty(shape, constraint) | ontology()
    graph = in_rdflib(data) if constraint == "nodeKind" else in_store(data)  # a Store has no literals as focus nodes
    assert name in violated(graph, shapes)
    looser = without(shapes, None)
    looser.remove((shape, SH[constraint], None))
    assert name not in violated(graph, looser)


def test_the_classes_that_may_speak_are_those_of_the_ontology() -> None:
    rows = valid_store().query(
        f"SELECT ?c {{ VALUES ?top {{ <{terms.FOAF}Agent> <{terms.ONT}Document> }} ?c <{terms.RDFS}subClassOf>* ?top }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    shapes = shapes_graph("shapes.ttl")
    listed = shapes.value(rdflib.URIRef(SHAPES + "Voice-class"), SH["in"])
    assert {row["c"].value for row in rows} == {str(item) for item in shapes.items(listed)}


# ------------------------------------------------------------------ text-shapes.ttl


def test_the_valid_example_passes_every_text_shape() -> None:
    data = valid() | ontology()
    assert violated(in_rdflib(data), shapes_graph("text-shapes.ttl")) == set()
    assert violated(in_store(data), shapes_graph("text-shapes.ttl")) == set()


def test_every_text_shape_has_an_invalid_example() -> None:
    shapes = {str(shape) for shape in shapes_graph("text-shapes.ttl").subjects(RDF.type, SH.NodeShape)}
    assert shapes == {TEXT_SHAPES + path.stem for path in INVALID_TEXT} | {TEXT_SHAPES + "Ontology-present"}


@pytest.mark.parametrize("path", INVALID_TEXT, ids=lambda path: path.stem)
def test_an_invalid_text_example_is_caught_by_its_shape_alone(path: Path) -> None:
    data = changed(text(path)) | ontology()
    assert violated(in_rdflib(data), shapes_graph("text-shapes.ttl")) == {path.stem}
    assert violated(in_store(data), shapes_graph("text-shapes.ttl")) == {path.stem}


def test_a_missing_ontology_is_caught() -> None:
    assert violated(in_rdflib(valid()), shapes_graph("text-shapes.ttl")) == {"Ontology-present"}


PREFIXES = "".join(re.findall(r"^@prefix .*\n", text(EXAMPLES / "valid.ttl"), re.M))
NO_PLAIN_CLAIMS = {
    "told as possible": ("cmq:toldAs told-as:fact", "cmq:toldAs told-as:possible"),
    "told as opinion": ("cmq:toldAs told-as:fact", "cmq:toldAs told-as:opinion"),
    "excluded": ("cmq:polarity polarity:affirmed", "cmq:polarity polarity:excluded"),
    "quoted": ("cmq:voice ex:release", "cmq:voice ex:ada-rudolf"),
    "known from the background": ("cmq:subjectBoundBy binding:words", "cmq:subjectBoundBy binding:background"),
}
OTHER_GROUNDS = {
    "plain claim": "cmq:Claim ; cmq:toldAs told-as:fact ; cmq:polarity polarity:affirmed ; "
    "cmq:voice ex:release ; cmq:inDocument ex:release",
    "record": "cmq:Record",
    "inference": "cmq:Inference",
}


@pytest.mark.parametrize("change", NO_PLAIN_CLAIMS.values(), ids=list(NO_PLAIN_CLAIMS))
def test_a_claim_that_is_not_plain_grounds_no_plain_triple(change: tuple[str, str]) -> None:
    before, after = (f"ex:claim-freedonian {words} ." for words in change)
    data = changed(f"{PREFIXES}# remove: {before}\n{after}\n") | ontology()
    assert violated(in_store(data), shapes_graph("text-shapes.ttl")) == {"Claim-not-plain"}


@pytest.mark.parametrize("change", NO_PLAIN_CLAIMS.values(), ids=list(NO_PLAIN_CLAIMS))
@pytest.mark.parametrize("ground", OTHER_GROUNDS.values(), ids=list(OTHER_GROUNDS))
def test_its_triple_is_plain_where_another_ground_says_the_same(ground: str, change: tuple[str, str]) -> None:
    before, after = (f"ex:claim-freedonian {words} ." for words in change)
    same = "cmq:subject ex:clocks ; cmq:predicate cmq:hasParticipant ; cmq:object ex:freedonian-council"
    data = changed(f"{PREFIXES}# remove: {before}\n{after}\nex:other-ground a {ground} ; {same} .\n") | ontology()
    assert violated(in_store(data), shapes_graph("text-shapes.ttl")) == set()


@pytest.mark.parametrize("kind", ["Claim", "Record", "Inference"])
def test_each_kind_of_ground_lets_a_triple_about_an_undertaking_stand(kind: str) -> None:
    triple = "ex:clocks cmq:onTopic ex:atomic-clocks ."
    ground = f"a cmq:{kind} ; cmq:subject ex:clocks ; cmq:predicate cmq:onTopic ; cmq:object"
    right = changed(f"{PREFIXES}{triple}\nex:other-ground {ground} ex:atomic-clocks .\n") | ontology()
    wrong = changed(f"{PREFIXES}{triple}\nex:other-ground {ground} ex:every-ship .\n") | ontology()
    assert violated(in_store(right), shapes_graph("text-shapes.ttl")) == set()
    assert violated(in_store(wrong), shapes_graph("text-shapes.ttl")) == {"Undertaking-ground"}


def test_the_antecedent_of_a_claim_stands_in_its_document() -> None:
    turtle = f"{PREFIXES}ex:claim-week cmq:antecedent [ cmq:inDocument ex:other-release ] .\n"
    assert violated(in_store(changed(turtle) | ontology()), shapes_graph("text-shapes.ttl")) == {"Cited-document"}


# ------------------------------------------------------------------ the shipped statement, and the messages


def shipped(build: Build) -> Graph:
    turtle = to_files(build, with_pages=False)["graph.ttl"].decode()
    return triples(turtle) | ontology()


def test_the_shipped_graph_passes_all_text_shapes_and_a_changed_letter_is_caught(build: Build) -> None:
    data, shapes = shipped(build), shapes_graph("text-shapes.ttl")
    assert violated(in_rdflib(data), shapes) == set()
    exact, start = ox.NamedNode(terms.OA + "exact"), ox.NamedNode(terms.OA + "start")
    evidence = max((t for t in data if t.predicate == start and "/evidence/" in str(t.subject)), key=str)
    words = next(t for t in data if t.subject == evidence.subject and t.predicate == exact)
    assert isinstance(words.object, ox.Literal)
    swapped = ox.Triple(words.subject, exact, ox.Literal(words.object.value.swapcase()))
    assert violated(in_rdflib((data - {words}) | {swapped}), shapes) == {"Span-exact"}


def test_the_build_does_not_run_the_text_shapes() -> None:
    sources = [text(path) for path in (ONTOLOGY.parent / "kg").rglob("*.py")]
    assert not [source for source in sources if "text-shapes" in source]


@pytest.mark.parametrize(("name", "count"), [("shapes.ttl", len(INVALID)), ("text-shapes.ttl", len(INVALID_TEXT) + 1)])
def test_every_message_is_a_full_sentence_and_every_shape_has_its_own(name: str, count: int) -> None:
    said = messages(shapes_graph(name))
    assert len(said) == len(set(said)) == count
    for message in said:
        assert re.fullmatch(r"[A-Z][^\n]* [^\n]*\.", message), message
