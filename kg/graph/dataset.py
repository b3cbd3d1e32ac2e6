"""The graph of a project: named graphs apart, and their merge as the one graph that users are handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg import terms
from kg.graph.quads import RDF_TYPE, canonical_order, in_default_graph, node
from kg.graph.register import GRAPH_NAME as REGISTER
from kg.graph.register import encode_entries, used_entries
from kg.graph.rules import GRAPH_NAME as INFERRED
from kg.graph.rules import Rule, infer, inferences_on
from kg.graph.statement import encode_statement
from kg.model import Statement
from kg.register import Register
from kg.vocabulary import Vocabulary

ONTOLOGY = "ontology"
_TERM_PREDICATES = frozenset(
    [
        RDF_TYPE.value,
        terms.RDFS + "label",
        terms.RDFS + "subClassOf",
        terms.SKOS + "prefLabel",
        terms.SKOS + "definition",
        terms.SKOS + "notation",
        terms.SKOS + "inScheme",
        terms.ONT + "rank",
    ]
)


@dataclass(frozen=True)
class ProjectGraph:
    """Every named graph of a project, each in canonical order.

    `asserted` and `evidence` hold one graph a statement, by the statement's name.
    """

    asserted: dict[str, list[ox.Quad]]
    evidence: dict[str, list[ox.Quad]]
    register: list[ox.Quad]
    inferred: list[ox.Quad]
    ontology: list[ox.Quad]

    @cached_property
    def named(self) -> list[ox.Quad]:
        """All named graphs, in canonical order: what `graph.trig` holds."""
        graphs = [*self.asserted.values(), *self.evidence.values(), self.register, self.inferred, self.ontology]
        return [quad for quads in sorted(filter(None, graphs), key=_graph_name) for quad in quads]

    @cached_property
    def said(self) -> list[ox.Quad]:
        """The asserted and evidence graphs of all statements."""
        return [quad for graphs in (self.asserted, self.evidence) for quads in graphs.values() for quad in quads]

    @cached_property
    def merged(self) -> list[ox.Quad]:
        """One graph, in canonical order: what `graph.ttl` holds.

        Statements, evidence, inferred triples, the register entries used, and labels, definitions and classes of
        the ontology's terms that these use.
        """
        quads = [*self.said, *self.register, *self.inferred]
        return canonical_order(in_default_graph([*quads, *_terms_used(quads, self.ontology)]))

    def told(self, names: Iterable[str]) -> list[ox.Quad]:
        """The asserted and evidence graphs of these statements, and what is inferred from them alone.

        An inference belongs to them where each ground it rests on in the end is a claim of theirs or a record.
        """
        own = [quad for name in names for quad in (*self.asserted[name], *self.evidence[name])]
        return [*own, *inferences_on([*own, *self.register], self.inferred)]

    def statement(self, name: str) -> list[ox.Quad]:
        """The asserted triples and the evidence of one statement in one graph, in canonical order."""
        return canonical_order(in_default_graph([*self.asserted[name], *self.evidence[name]]))


def to_graph(
    statements: Iterable[Statement], register: Register, vocabulary: Vocabulary, rules: list[Rule]
) -> ProjectGraph:
    """The graph of checked statements."""
    statements = sorted(statements, key=lambda statement: statement.name)
    asserted: dict[str, list[ox.Quad]] = {}
    evidence: dict[str, list[ox.Quad]] = {}
    for statement in statements:
        first, second = encode_statement(statement)
        asserted[statement.name], evidence[statement.name] = canonical_order(first), canonical_order(second)
    entries = canonical_order(encode_entries(register, used_entries(register, statements)))
    ontology = canonical_order(_ontology(vocabulary))
    said = [quad for graphs in (asserted, evidence) for quads in graphs.values() for quad in quads]
    inferred = canonical_order(infer([*said, *entries, *ontology], rules))
    return ProjectGraph(asserted, evidence, entries, inferred, ontology)


def read_graph(path: Path) -> ProjectGraph:
    """The graph that a build wrote as TriG, its named graphs apart again."""
    by_name: dict[str, list[ox.Quad]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        by_name.setdefault(quad.graph_name.value.removeprefix(terms.GRAPH), []).append(quad)
    parts = {name: by_name.pop(name, []) for name in (REGISTER, INFERRED, ONTOLOGY)}
    asserted = {n.removesuffix("/asserted"): q for n, q in by_name.items() if n.endswith("/asserted")}
    evidence = {n.removesuffix("/evidence"): q for n, q in by_name.items() if n.endswith("/evidence")}
    return ProjectGraph(asserted, evidence, parts[REGISTER], parts[INFERRED], parts[ONTOLOGY])


def _ontology(vocabulary: Vocabulary) -> list[ox.Quad]:
    """The ontology as quads of its graph; blank nodes get their canonical labels (RDFC-1.0)."""
    graph = node(terms.graph_iri(ONTOLOGY))
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object, graph) for t in vocabulary.quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


def _terms_used(quads: Iterable[ox.Quad], ontology: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The describing triples of every ontology term that the quads use, and of the classes above them."""
    described: dict[str, list[ox.Quad]] = {}
    for quad in ontology:
        if quad.predicate.value in _TERM_PREDICATES and isinstance(quad.subject, ox.NamedNode):
            described.setdefault(quad.subject.value, []).append(quad)
    queue = {term for q in quads for term in _iris(q) if term in described}
    used: dict[str, list[ox.Quad]] = {}
    while queue:
        iri = queue.pop()
        used[iri] = [q for q in described[iri] if not isinstance(q.object, ox.BlankNode)]
        above = {q.object.value for q in used[iri] if isinstance(q.object, ox.NamedNode)}
        queue |= {term for term in above if term in described and term not in used}
    return [quad for group in used.values() for quad in group]


def _graph_name(quads: list[ox.Quad]) -> str:
    return str(quads[0].graph_name)


def _iris(quad: ox.Quad) -> Iterable[str]:
    yield quad.predicate.value
    for term in (quad.subject, quad.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
