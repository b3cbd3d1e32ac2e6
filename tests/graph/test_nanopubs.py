"""Nanopublications: well formed by the guidelines and by another's checker, and never firmer than the text."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from support import ROOT, STATEMENT, Run, require

from kg import terms
from kg.build import Build
from kg.graph.dataset import ProjectGraph
from kg.graph.facts import Facts, Ground
from kg.graph.nanopubs import BASE, NP, PARTS, iter_nanopubs
from kg.graph.quads import RDF_TYPE, canonical_order, cmq, node, text
from kg.graph.reifiers import to_turtle12
from kg.graph.trusty import artifact_code

REIFIERS = ROOT / "ontology" / "mappings" / "reifiers.rq"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LINKS = {"hasAssertion": "assertion", "hasProvenance": "provenance", "hasPublicationInfo": "pubinfo"}


@pytest.fixture(scope="module")
def nanopubs(build: Build) -> list[bytes]:
    return list(iter_nanopubs(build.graph, build.vocabulary.prefixes, LICENCE))


@pytest.fixture(scope="module")
def parsed(nanopubs: list[bytes]) -> list[list[ox.Quad]]:
    return [list(ox.parse(nanopub, format=ox.RdfFormat.TRIG)) for nanopub in nanopubs]


@pytest.fixture(scope="module")
def claims(build: Build) -> dict[str, Ground]:
    grounds = Facts(build.graph.merged).grounds.values()
    return {ground.iri: ground for ground in grounds if ground.kind == "read"}


def iri_of(quads: list[ox.Quad]) -> str:
    (this,) = {q.subject.value for q in quads if q.object == node(NP + "Nanopublication")}
    return str(this)


def part(quads: list[ox.Quad], name: str) -> list[ox.Quad]:
    return [q for q in quads if q.graph_name == node(f"{iri_of(quads)}#{name}")]


def claim_of(quads: list[ox.Quad]) -> str:
    (claim,) = {q.subject.value for q in part(quads, "assertion")}
    return str(claim)


def test_one_for_each_claim(parsed: list[list[ox.Quad]], claims: dict[str, Ground]) -> None:
    assert Counter(map(claim_of, parsed)) == Counter(list(claims))


def test_well_formed_by_each_criterion_of_the_guidelines(parsed: list[list[ox.Quad]]) -> None:
    for quads in parsed:
        this = node(iri_of(quads))
        graphs = {name: node(f"{this.value}#{name}") for name in PARTS}
        assert len({this, *graphs.values()}) == 5
        assert {q.graph_name for q in quads} == set(graphs.values())
        links = [(this, node(NP + link), graphs[name], graphs["Head"]) for link, name in LINKS.items()]
        head = [(this, RDF_TYPE, node(NP + "Nanopublication"), graphs["Head"]), *links]
        assert Counter(tuple(q) for q in part(quads, "Head")) == Counter(head)
        assert part(quads, "assertion")
        assert any(graphs["assertion"] in (q.subject, q.object) for q in part(quads, "provenance"))
        assert any(q.subject == this for q in part(quads, "pubinfo"))
        assert not any(isinstance(term, ox.BlankNode) for q in quads for term in q)


def test_another_s_checker_finds_each_valid_and_its_name_true(nanopubs: list[bytes]) -> None:
    require(find_spec("nanopub_sign") is not None, "nanopub-sign is needed (extra `test`; Python 3.11 or 3.12)")
    import nanopub_sign

    for nanopub in nanopubs:
        checked = nanopub_sign.Nanopub(nanopub.decode())
        assert checked.info()["trusty_hash"].startswith("RA")
        checked.check()
    forged = nanopubs[0].decode().replace("oa:exact", "oa:suffix", 1)
    with pytest.raises(Exception, match="hash of the nanopublication is different"):
        nanopub_sign.Nanopub(forged).check()


def test_a_name_holds_the_hash_of_what_it_names(parsed: list[list[ox.Quad]]) -> None:
    codes = [iri_of(quads).removeprefix(BASE) for quads in parsed]
    assert len(set(codes)) == len(codes)
    for code, quads in zip(codes, parsed, strict=True):
        assert re.fullmatch(r"RA[A-Za-z0-9_-]{43}", code)
        assert artifact_code(quads, code) == code
        assert artifact_code(quads[1:], code) != code


def test_no_triple_of_a_claim_is_asserted_anywhere(parsed: list[list[ox.Quad]], claims: dict[str, Ground]) -> None:
    assert {"fact", "possible", "opinion"} <= {claim.told_as for claim in claims.values()}
    for quads in parsed:
        claim = claims[claim_of(quads)]
        triples = {(q.subject.value, q.predicate.value) for q in quads}
        assert (claim.subject, claim.predicate) not in triples
        assert {q.subject.value for q in part(quads, "assertion")} == {claim.iri}


def test_the_assertion_says_how_it_is_told_and_in_whose_voice(
    parsed: list[list[ox.Quad]], claims: dict[str, Ground]
) -> None:
    for quads in parsed:
        claim = claims[claim_of(quads)]
        said = {q.predicate.value.removeprefix(terms.ONT): q.object.value for q in part(quads, "assertion")}
        assert said["toldAs"] == f"{terms.SCHEME}told-as/{claim.told_as}"
        assert said["polarity"] == f"{terms.SCHEME}polarity/{claim.polarity}"
        assert (said["voice"], said["inDocument"]) == (claim.voice, claim.document)
        assert said.get("object") or said["value"] == claim.obj


def test_the_label_tells_the_manner_before_the_claim(parsed: list[list[ox.Quad]], claims: dict[str, Ground]) -> None:
    rdfs_label = node(terms.RDFS + "label")
    for quads in parsed:
        claim, this = claims[claim_of(quads)], node(iri_of(quads))
        (label,) = (q.object.value for q in part(quads, "pubinfo") if (q.subject, q.predicate) == (this, rdfs_label))
        assert label.startswith(f"Claim read in {STATEMENT} (told as {claim.told_as}, {claim.polarity}")
        assert ("in the words of" in label) == claim.is_quoted


def test_provenance_holds_every_quote_with_its_sentence(
    parsed: list[list[ox.Quad]], claims: dict[str, Ground], build: Build
) -> None:
    source = build.statements[0].source
    for quads in parsed:
        facts, claim = Facts(part(quads, "provenance")), claims[claim_of(quads)]
        assertion = f"{iri_of(quads)}#assertion"
        assert sorted(facts.all(assertion, terms.PROV + "wasDerivedFrom")) == sorted(e.iri for e in claim.evidence)
        for evidence in claim.evidence:
            assert facts.get(evidence.iri, terms.OA + "exact") == source.text[evidence.start : evidence.end]
            (sentence,) = facts.all(evidence.iri, terms.ONT + "inSentence")
            assert evidence.exact in facts.get(sentence, terms.OA + "exact")
        assert facts.get(claim.document, terms.DCTERMS + "issued") == build.statements[0].issued
        assert not facts.get(claim.document, terms.ONT + "text")


def test_publication_info_names_readers_day_and_licence(
    parsed: list[list[ox.Quad]], claims: dict[str, Ground], build: Build
) -> None:
    day = max(reader.on for reader in build.statements[0].readers)
    for quads in parsed:
        facts, claim, this = Facts(part(quads, "pubinfo")), claims[claim_of(quads)], iri_of(quads)
        readers = facts.all(this, terms.DCTERMS + "creator")
        assert sorted(readers) == sorted({*claim.readers, *claim.second_readers})
        assert all(facts.label(reader) for reader in readers)
        assert facts.get(this, terms.DCTERMS + "created") == day
        assert facts.get(this, terms.DCTERMS + "license") == LICENCE


def test_no_licence_is_invented(build: Build) -> None:
    assert b"dcterms:license" not in b"".join(iter_nanopubs(build.graph, build.vocabulary.prefixes))


def hostile(graph: ProjectGraph, words: str) -> ProjectGraph:
    """The graph with the object of one claim replaced by hostile words, and that claim excluded."""
    quads = graph.evidence[STATEMENT]
    claim = next(q.subject for q in quads if q.predicate == cmq("object"))
    kept = [q for q in quads if q.subject != claim or q.predicate not in (cmq("object"), cmq("polarity"))]
    excluded = node(terms.SCHEME + "polarity/excluded")
    new = [(cmq("value"), text(words)), (cmq("polarity"), excluded)]
    changed = [*kept, *(ox.Quad(claim, p, o, kept[0].graph_name) for p, o in new)]
    return replace(graph, evidence={STATEMENT: canonical_order(changed)})


def test_hostile_words_and_an_exclusion(build: Build) -> None:
    words = 'line\nbreak \\n "quote" \r\t \U0001f9ea } sub:assertion { \u202e'
    written = list(iter_nanopubs(hostile(build.graph, words), build.vocabulary.prefixes))
    found = []
    for nanopub in written:
        quads = list(ox.parse(nanopub, format=ox.RdfFormat.TRIG))
        code = iri_of(quads).removeprefix(BASE)
        assert artifact_code(quads, code) == code
        assert len({q.graph_name for q in quads}) == 4
        found += [q for q in quads if q.object == text(words)]
        if found and found[-1] in quads:
            assert any(q.object.value.endswith("polarity/excluded") for q in part(quads, "assertion"))
    assert [q.predicate for q in found] == [cmq("value")]


def test_an_exclusion_is_never_the_positive_in_either_export(invented: Build) -> None:
    excluded = [c for statement in invented.statements for c in statement.claims if c.polarity == "excluded"]
    assert excluded
    prefixes = invented.vocabulary.prefixes
    nanopubs = b"".join(iter_nanopubs(invented.graph, prefixes))
    turtle12 = to_turtle12(invented.graph.merged, prefixes, REIFIERS)
    for content, rdf_format in ((nanopubs, ox.RdfFormat.TRIG), (turtle12, ox.RdfFormat.TURTLE)):
        asserted = {(q.subject, q.predicate, q.object) for q in ox.parse(content, format=rdf_format)}
        assert not [c for c in excluded if (node(c.subject), node(c.predicate), node(c.obj)) in asserted]
    (label,) = re.findall(rb'this: rdfs:label "(.*excluded.*)"@en', nanopubs)
    assert label.startswith(b"Claim read in tide-accord-2020 (told as fact, excluded): ")


def test_nanopublications_of_several_statements(invented: Build) -> None:
    written = [list(ox.parse(n, format=ox.RdfFormat.TRIG)) for n in iter_nanopubs(invented.graph, {})]
    claims = [claim.iri for statement in invented.statements for claim in statement.claims]
    assert len(invented.statements) > 1
    assert Counter(map(claim_of, written)) == Counter(claims)
    assert all(artifact_code(q, iri_of(q).removeprefix(BASE)) == iri_of(q).removeprefix(BASE) for q in written)
    days = {reader.on for statement in invented.statements for reader in statement.readers}
    created = {q.object.value for quads in written for q in quads if q.predicate == node(terms.DCTERMS + "created")}
    assert created == days


def test_hash_of_the_specification_s_serialisation() -> None:
    """A set of quads whose serialisation is written out here by hand, rule by rule."""
    graph, subject, code = "urn:g/RA" + "x" * 43, "urn:s", "RA" + "x" * 43
    objects = [node("urn:z"), text("a\nb"), text("a\\"), text("b", "en"), text("b")]
    quads = [ox.Quad(node(subject), node("urn:p"), obj, node(graph)) for obj in objects]
    string = "^http://www.w3.org/2001/XMLSchema#string "
    lines = ["urn:z", string + "a\\nb", string + "a\\\\", "@en b", string + "b"]
    written = "".join(f"urn:g/ \nurn:s\nurn:p\n{line}\n" for line in lines)
    digest = base64.urlsafe_b64encode(hashlib.sha256(written.encode()).digest()).decode()[:43]
    assert artifact_code(reversed(quads), code) == "RA" + digest


def test_order_of_quads_never_changes_bytes(build: Build, nanopubs: list[bytes]) -> None:
    graph = build.graph
    shuffled = replace(
        graph,
        asserted={name: quads[::-1] for name, quads in graph.asserted.items()},
        evidence={name: quads[::-1] for name, quads in graph.evidence.items()},
    )
    assert list(iter_nanopubs(shuffled, build.vocabulary.prefixes, LICENCE)) == nanopubs


def test_all_of_them_are_one_file_for_three_engines(nanopubs: list[bytes], tmp_path: Path) -> None:
    whole = b"".join(nanopubs)
    ours = set(ox.parse(whole, format=ox.RdfFormat.TRIG))
    dataset = rdflib.Dataset()
    dataset.parse(data=whole, format="trig")
    assert sum(len(graph) for graph in dataset.graphs()) == len(ours)
    program = shutil.which("node")
    modules = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules"))
    require(bool(program) and (modules / "n3").is_dir(), "node and the npm package n3 are needed (npm install n3)")
    file = tmp_path / "nanopubs.trig"
    file.write_bytes(whole)
    command = [str(program), Path(__file__).with_name("parse_with_n3.cjs"), modules / "n3", file, "application/trig"]
    result = subprocess.run(command, capture_output=True, check=True)
    assert set(ox.parse(result.stdout, format=ox.RdfFormat.N_QUADS)) == ours


def test_the_command_writes_them(run_kg: Run, nanopubs: list[bytes], tmp_path: Path) -> None:
    result = run_kg("export", "nanopubs", "--licence", LICENCE, "-o", "claims.trig", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "claims.trig").read_bytes() == b"".join(nanopubs)
    assert run_kg("export", "nanopubs", "--licence", LICENCE, cwd=tmp_path).stdout.encode() == b"".join(nanopubs)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["turtle", "--licence", LICENCE], "nanopubs alone"),
        (["nanopubs", "--licence", "CC BY"], "not the IRI of a licence"),
        (["nanopubs", "--licence", "https://a.example/> . <urn:x>"], "not the IRI of a licence"),
        (["nanopubs", "--licence", "https://["], "not the IRI of a licence"),
        (["nanopubs", "--licence", "https://a.example/%zz"], "not the IRI of a licence"),
        (["nanopubs", "--licence", ""], "not the IRI of a licence"),
    ],
)
def test_a_licence_in_the_wrong_place_is_refused(run_kg: Run, arguments: list[str], told: str, tmp_path: Path) -> None:
    result = run_kg("export", *arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr
