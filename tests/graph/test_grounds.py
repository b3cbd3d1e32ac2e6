"""Every triple has exactly one kind of ground: it is read, recorded or inferred, and says which."""

from __future__ import annotations

import pyoxigraph as ox

from kg import terms
from kg.build import Build
from kg.graph.facts import Facts, Ground
from kg.graph.rules import GRAPH_NAME as INFERRED

NAME = "us-uk-quantum-2021"


def grounds_of(quad: ox.Quad, facts: Facts) -> list[Ground]:
    return facts.grounds_of.get((quad.subject.value, quad.predicate.value, quad.object.value), [])


def test_every_asserted_triple_is_read_or_recorded(build: Build) -> None:
    facts = Facts(build.graph.named)
    for quad in build.graph.asserted[NAME]:
        kinds = {ground.kind for ground in grounds_of(quad, facts) if ground.is_plain}
        assert kinds & {"read", "recorded"}, quad


def test_every_register_triple_is_recorded_with_source_and_day(build: Build) -> None:
    facts = Facts(build.graph.named)
    apparatus = (terms.ID + "record/", terms.ID + "source/")
    for quad in build.graph.register:
        if not quad.subject.value.startswith(apparatus):
            records = [ground for ground in grounds_of(quad, facts) if ground.kind == "recorded"]
            assert records, quad
            assert all(record.source and record.read_on for record in records)


def test_every_inferred_triple_names_its_rule_and_premises_down_to_words_or_records(build: Build) -> None:
    facts = Facts(build.graph.named)
    conclusions = [q for q in build.graph.inferred if not q.subject.value.startswith((terms.ID + "inf", terms.RULE))]
    assert conclusions
    for quad in conclusions:
        inferences = [ground for ground in grounds_of(quad, facts) if ground.kind == "inferred"]
        assert inferences, quad
        for inference in inferences:
            assert facts.label(inference.rule) != terms.local_name(inference.rule), "a rule without a title"
            below = facts.down_to_claims(inference)
            assert below
            assert all(g.is_plain and (g.evidence or g.source) for g in below)


def test_inferred_and_asserted_triples_stay_apart(build: Build) -> None:
    asserted = {(q.subject, q.predicate, q.object) for q in [*build.graph.said, *build.graph.register]}
    assert not [q for q in build.graph.inferred if (q.subject, q.predicate, q.object) in asserted]
    assert {q.graph_name.value for q in build.graph.inferred} == {terms.graph_iri(INFERRED)}


def test_nothing_told_as_less_than_fact_or_in_another_voice_is_asserted(build: Build) -> None:
    asserted = {(q.subject.value, q.predicate.value, q.object.value) for q in build.graph.asserted[NAME]}
    plain = {(c.subject, c.predicate, c.obj) for c in build.statements[0].claims if c.is_plain}
    others = [c for c in build.statements[0].claims if not c.is_plain]
    assert len(others) > 20
    for claim in others:
        triple = (claim.subject, claim.predicate, claim.obj)
        assert triple in plain or triple not in asserted, claim


def test_shortcuts_follow_status_and_are_never_asserted(build: Build) -> None:
    def pairs(name: str) -> set[tuple[str, str]]:
        found = [q for q in build.graph.named if q.predicate.value == terms.ONT + name]
        assert all(q.graph_name.value == terms.graph_iri(INFERRED) for q in found)
        return {(terms.local_name(q.subject.value), terms.local_name(q.object.value)) for q in found}

    both = lambda a, b: {(a, b), (b, a)}  # noqa: E731
    assert pairs("cooperatesWith") == both("nist", "npl")
    intended = both("nsf", "ukri") | both("united-states", "united-kingdom")
    assert pairs("intendsToCooperateWith") == intended


def test_no_blank_nodes_but_in_the_ontology(build: Build) -> None:
    graph = build.graph
    for quad in [*graph.said, *graph.register, *graph.inferred]:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_no_two_iris_differ_by_case_alone(build: Build) -> None:
    iris = {
        t.value for q in build.graph.named for t in (q.subject, q.predicate, q.object) if isinstance(t, ox.NamedNode)
    }
    folded: dict[str, str] = {}
    for iri in sorted(iris):
        assert folded.setdefault(iri.casefold(), iri) == iri
