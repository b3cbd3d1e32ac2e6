"""A property goes only when its claims are still sayable: the draft's own claims, and older graphs, say so."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import ROOT, require

from kg import terms
from kg.build import Build
from kg.graph.facts import Facts

SHARED = Path(os.environ.get("COMMUNIQUE_SHARED", ROOT.parent / "shared"))
GONE = ["couldServe", "follows", "coincidesWith"]
"""Properties of the draft ontology that claims of the draft use and ours may not."""


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def draft() -> dict[str, list[str]]:
    """The words of the draft's claims, by the name of their predicate."""
    path = SHARED / "ontology" / "us-uk.ttl"
    require(path.is_file(), f"the draft is needed: {path.name} beside the checkout")
    facts = Facts(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    found: dict[str, list[str]] = {}
    for iri in facts.of_type(terms.ONT + "Claim"):
        quotes = [facts.get(e, terms.OA + "exact") for e in facts.all(iri, terms.ONT + "hasEvidence")]
        found.setdefault(terms.local_name(facts.get(iri, terms.ONT + "predicate")), []).append(words(quotes[0]))
    return found


@pytest.mark.parametrize("name", GONE)
def test_every_claim_of_the_draft_is_said_by_the_property_in_its_place(
    name: str, draft: dict[str, list[str]], build: Build
) -> None:
    instead = terms.ONT + build.vocabulary.replaced[name]
    grounds = [g for g in Facts(build.graph.named).grounds.values() if g.predicate == instead]
    said = [words(evidence.exact) for ground in grounds for evidence in ground.evidence]
    assert draft[name]
    for quote in draft[name]:
        assert any(quote in other or other in quote for other in said), quote


def test_every_property_of_the_draft_is_sayable_or_says_what_is_instead(
    draft: dict[str, list[str]], build: Build
) -> None:
    vocabulary = build.vocabulary
    recorded = {"issued", "publisher", "title"}  # metadata
    renamed = {"attributedTo", "page"}  # cmq:speaker and cmq:voice; cmq:webAddress
    unknown = set(draft) - set(vocabulary.sayable) - set(vocabulary.replaced) - recorded - renamed
    assert unknown == set()


@pytest.mark.parametrize(
    ("old", "subject", "target"),
    [
        ("couldServe", "Topic", "Aim"),
        ("couldServe", "Undertaking", "Aim"),
        ("facilitates", "Instrument", "Undertaking"),
        ("follows", "Instrument", "Quotation"),
        ("coincidesWith", "Undertaking", "Instrument"),
    ],
)
def test_the_property_in_its_place_joins_the_same_things(old: str, subject: str, target: str, build: Build) -> None:
    new = build.vocabulary.sayable[build.vocabulary.replaced[old]]
    assert any(build.vocabulary.is_a(terms.ONT + subject, domain) for domain in new.domains)
    assert any(build.vocabulary.is_a(terms.ONT + target, range_) for range_ in new.ranges)


# ------------------------------------------------------------------ what others may want instead


LISTED = ("http://www.w3.org/ns/org#", "http://xmlns.com/foaf/0.1/", "http://www.w3.org/ns/prov#",
          "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/", "http://www.w3.org/ns/oa#",
          "https://schema.org/")  # fmt: skip
MAPPINGS = {terms.SKOS + name for name in ("closeMatch", "broadMatch", "relatedMatch")}


def test_alignments_map_terms_of_ours_by_skos_alone(build: Build) -> None:
    triples = list(ox.parse(path=str(ROOT / "ontology" / "alignments.ttl"), format=ox.RdfFormat.TURTLE))
    mapped = [q for q in triples if q.predicate.value in MAPPINGS]
    others = {q.predicate.value for q in triples} - MAPPINGS
    assert others <= {terms.RDF + "type", terms.OWL + "versionIRI", terms.OWL + "versionInfo",
                      terms.DCTERMS + "title", terms.DCTERMS + "license"}  # fmt: skip
    known = {*build.vocabulary.classes, *build.vocabulary.properties}
    assert len(mapped) > 20
    for quad in mapped:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode)
        assert quad.subject.value in known
        assert terms.local_name(quad.subject.value) not in build.vocabulary.replaced
        assert quad.object.value.startswith(LISTED)


def test_dated_memberships_come_as_the_organization_ontology_has_them(invented: Build) -> None:
    store = ox.Store()
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in invented.graph.named)
    mapping = (ROOT / "ontology" / "mappings" / "org-membership.rq").read_text("utf-8")
    facts = Facts(ox.Quad(t.subject, t.predicate, t.object) for t in store.query(mapping))  # type: ignore[union-attr]
    rows = {
        (
            terms.local_name(facts.get(iri, terms.ORG + "member")),
            terms.local_name(facts.get(iri, terms.ORG + "organization")),
            facts.get(iri, terms.SCHEMA + "startDate"),
            facts.get(iri, terms.SCHEMA + "endDate"),
        )
        for iri in facts.of_type(terms.ORG + "Membership")
    }
    assert ("ada-fenn", "tide-board", "2019-05", "2022-12") in rows
    assert ("ada-fenn", "", "2019-02-01", "2021-09-30") in rows
    assert ("bo-lund", "", "2018", "") in rows
