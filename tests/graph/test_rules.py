"""Each rule on a small graph, with its premises; and the forms of rule that are refused."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import terms
from kg.errors import InputError
from kg.graph.facts import Facts
from kg.graph.quads import GraphBuilder, cmq, node
from kg.graph.rules import infer, read_rules

RULES = read_rules(Path(__file__).parents[2] / "ontology" / "rules")


def claim(builder: GraphBuilder, subject: str, predicate: str, obj: str, **marks: str) -> str:
    """A plain triple with its claim; `marks` change how it is told, and then only the claim stands."""
    name = terms.hash_name(subject, predicate, obj)
    iri = terms.entity_iri("claim", name)
    told = {"toldAs": "told-as/fact", "polarity": "polarity/affirmed", "voice": "urn:doc", **marks}
    builder.add_type(iri, terms.ONT + "Claim")
    for part, value in (("subject", subject), ("predicate", predicate), ("object", obj), ("inDocument", "urn:doc")):
        builder.add(iri, cmq(part), node(value))
    for part, value in told.items():
        builder.add(iri, cmq(part), node(value if value.startswith("urn:") else terms.SCHEME + value))
    if not marks:
        builder.add(subject, node(predicate), node(obj))
    return iri


def cooperation(status: str, **marks: str) -> GraphBuilder:
    builder = GraphBuilder("test")
    claim(builder, "urn:c", terms.RDF + "type", terms.ONT + "Cooperation")
    claim(builder, "urn:c", terms.ONT + "hasStatus", f"{terms.SCHEME}status/{status}", **marks)
    for who in ("urn:x", "urn:y"):
        claim(builder, "urn:c", terms.ONT + "hasParticipant", who)
    return builder


def shortcuts(builder: GraphBuilder) -> set[tuple[str, str, str]]:
    found = infer(builder.quads(), RULES)
    names = ("cooperatesWith", "intendsToCooperateWith")
    return {
        (q.subject.value, terms.local_name(q.predicate.value), q.object.value)
        for q in found
        if terms.local_name(q.predicate.value) in names
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("ongoing", "cooperatesWith"),
        ("completed", "cooperatesWith"),
        ("planned", "intendsToCooperateWith"),
        ("intended", "intendsToCooperateWith"),
        ("called-for", ""),
        ("delayed", ""),
        ("lapsed", ""),
    ],
)
def test_the_shortcut_follows_the_status(status: str, expected: str) -> None:
    wanted = {("urn:x", expected, "urn:y"), ("urn:y", expected, "urn:x")} if expected else set()
    assert shortcuts(cooperation(status)) == wanted


@pytest.mark.parametrize(
    "marks",
    [{"toldAs": "told-as/opinion"}, {"voice": "urn:somebody"}, {"polarity": "polarity/excluded"}],
)
def test_what_is_not_plain_is_no_premise(marks: dict[str, str]) -> None:
    assert shortcuts(cooperation("ongoing", **marks)) == set()


def test_cooperation_is_not_transitive() -> None:
    builder = cooperation("ongoing")
    claim(builder, "urn:d", terms.RDF + "type", terms.ONT + "Cooperation")
    claim(builder, "urn:d", terms.ONT + "hasStatus", f"{terms.SCHEME}status/ongoing")
    for who in ("urn:y", "urn:z"):
        claim(builder, "urn:d", terms.ONT + "hasParticipant", who)
    assert ("urn:x", "cooperatesWith", "urn:z") not in shortcuts(builder)
    assert ("urn:y", "cooperatesWith", "urn:z") in shortcuts(builder)


def test_an_inference_names_each_premise_and_chains() -> None:
    builder = GraphBuilder("test")
    part = claim(builder, "urn:unit", terms.ORG + "subOrganizationOf", "urn:body")
    whose = claim(builder, "urn:body", terms.ONT + "jurisdiction", "urn:state")
    taking = claim(builder, "urn:u", terms.ONT + "hasParticipant", "urn:unit")
    facts = Facts([*builder.quads(), *infer(builder.quads(), RULES)])
    (state,) = facts.grounds_of["urn:u", terms.ONT + "involvesState", "urn:state"]
    assert {g.iri for g in facts.down_to_claims(state)} == {part, whose, taking}
    (belongs,) = facts.grounds_of["urn:unit", terms.ONT + "jurisdiction", "urn:state"]
    assert set(belongs.premises) == {part, whose}
    assert belongs.iri in state.premises


def test_signed_on_behalf_of_needs_the_party() -> None:
    def behalf(party: str) -> set[str]:
        builder = GraphBuilder("test")
        claim(builder, "urn:i", terms.ONT + "hasSignature", "urn:s")
        claim(builder, "urn:i", terms.ONT + "hasParty", party)
        claim(builder, "urn:s", terms.ONT + "signedAs", "urn:p")
        claim(builder, "urn:p", terms.ONT + "jurisdiction", "urn:state")
        found = infer(builder.quads(), RULES)
        return {q.object.value for q in found if q.predicate.value == terms.ONT + "onBehalfOf"}

    assert behalf("urn:state") == {"urn:state"}
    assert behalf("urn:other") == set()


@pytest.mark.parametrize(
    "text",
    [
        "# r\nCONSTRUCT { ?a <urn:p> ?b . ?b <urn:p> ?a } WHERE { ?a <urn:q> ?b }",
        "# r\nCONSTRUCT { ?a <urn:p> ?b } WHERE { ?a <urn:q>+ ?b }",
        "# r\nSELECT * WHERE { ?a <urn:q> ?b }",
        "# r\nCONSTRUCT { ?a <urn:p> ?b } WHERE { ?a <urn:q> ?b",
    ],
)
def test_a_rule_of_another_form_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.rq").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_rules(tmp_path)
    assert caught.value.where.endswith("bad.rq")


def test_rules_are_plain_sparql_for_any_engine() -> None:
    import rdflib

    for path in sorted((Path(__file__).parents[2] / "ontology" / "rules").glob("*.rq")):
        rdflib.Graph().query(path.read_text("utf-8"))
        ox.Store().query(path.read_text("utf-8"))
