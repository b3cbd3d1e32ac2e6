"""Find, explain, brief and the evidence of rows: right words, nothing more than the text bears."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import ROOT

from kg import terms
from kg.asking.brief import brief_entity, brief_statement
from kg.asking.explain import explain
from kg.asking.find import find
from kg.asking.formats import to_table
from kg.asking.index import Index
from kg.asking.notes import to_html, to_markdown
from kg.asking.questions import get_question, read_questions
from kg.build import Build, build_in_memory
from kg.errors import InputError
from kg.graph.network import to_network
from kg.project import Project


@pytest.fixture(scope="module")
def index(build: Build) -> Index:
    return Index(build.graph.merged, build.graph.named, build.vocabulary.prefixes)


@pytest.fixture(scope="module")
def text(build: Build) -> str:
    return " ".join(build.statements[0].source.text.split())


def test_find_by_acronym_alias_misnomer_and_accents(index: Index) -> None:
    facts = index.facts
    assert find("NPL", facts)[0].iri.endswith("/agent/npl")
    assert any(h.iri.endswith("/agent/epsrc") for h in find("Physical Science Research Council", facts))
    assert any(h.iri.endswith("/agent/beis") for h in find("beis", facts))
    assert find("cóopération partners", facts)
    assert find("no such words at all", facts) == []


def test_a_quotation_that_is_no_triple_is_found(index: Index) -> None:
    hits = find("science transcends borders", index.facts)
    assert [(hit.kind, hit.place) for hit in hits] == [("sentence", "us-uk-quantum-2021, sentence 7")]


def test_every_hit_quotes_the_text(index: Index, text: str) -> None:
    for hit in find("quantum", index.facts):
        assert all(part in text for part in hit.quote.split(" … "))


def test_what_is_not_a_fact_is_marked_wherever_it_is_found(index: Index) -> None:
    hits = [h for h in find("forefront", index.facts) if h.kind == "claim"]
    assert len(hits) == 2
    assert all("told as opinion, in the words of George Freeman" in h.what for h in hits)


def test_explain_prints_the_chain_down_to_the_words(index: Index) -> None:
    words = " ".join(explain("nist", index.facts).split())
    assert "cooperates with" in words
    assert "inferred by the rule" in words
    assert "“continued collaboration between the U.S. National Institute" in words
    assert "read on 2026-11-22" in words


def test_explain_a_claim(index: Index, build: Build) -> None:
    claim = next(c for c in build.statements[0].claims if c.told_as == "opinion")
    words = explain(claim.iri, index.facts)
    assert "told as opinion" in words
    assert "asserted as a plain triple: no" in words


def test_evidence_is_only_of_triples_that_the_query_used(index: Index) -> None:
    query = """SELECT ?a ?b { ?a a org:FormalOrganization . ?b a org:FormalOrganization .
               FILTER(?a = agent:nist && ?b = agent:npl)
               FILTER NOT EXISTS { ?c cmq:hasAim ?a } MINUS { ?a cmq:sponsoredBy ?b } }"""
    (evidence,) = index.query(query, with_evidence=True).evidence or []
    assert evidence.grounds == ()


def test_evidence_of_an_inferred_row_goes_down_to_quotes(index: Index) -> None:
    answer = index.query("SELECT ?b { agent:nsf cmq:intendsToCooperateWith ?b }", with_evidence=True)
    (evidence,) = answer.evidence or []
    (ground,) = evidence.grounds
    assert ground.kind == "inferred"
    quotes = {e.exact for g in index.facts.down_to_claims(ground) for e in g.evidence}
    assert "is intended to enable additional collaboration on research in QIS" in quotes


@pytest.mark.parametrize(
    "path",
    ["cmq:hasParticipant/cmq:jurisdiction", "(cmq:hasParticipant|cmq:deliveredThrough)/cmq:jurisdiction"],
)
def test_evidence_follows_paths(index: Index, path: str) -> None:
    answer = index.query(f"SELECT DISTINCT ?s {{ undertaking:nist-npl {path} ?s }} ORDER BY ?s", with_evidence=True)
    for evidence in answer.evidence or []:
        predicates = {terms.local_name(g.predicate) for g in evidence.grounds}
        assert predicates == {"hasParticipant", "jurisdiction"}
        assert evidence.is_complete


def test_evidence_of_groups_and_of_what_cannot_be_traced(index: Index) -> None:
    grouped = index.query(
        "SELECT ?c (COUNT(?a) AS ?n) { ?c cmq:hasAim ?a } GROUP BY ?c ORDER BY DESC(?n)", with_evidence=True
    )
    first = (grouped.evidence or [])[0]
    assert len(first.grounds) == int(grouped.rows[0][1].value)  # type: ignore[union-attr]
    endless = index.query("SELECT ?t { topic:quantum-sensors skos:broader+ ?t }", with_evidence=True)
    assert all(e.grounds == () for e in endless.evidence or [])


def test_the_brief_quotes_nothing_that_does_not_stand_there(index: Index, build: Build, text: str) -> None:
    markdown = to_markdown(brief_statement(build.statements[0].iri, index.facts))
    body, _, notes = markdown.partition("\n[^1]:")
    sentences = re.findall(r", sentence \d+: (.*)", notes)
    assert len(sentences) >= 12
    quotes = re.findall(r"“([^“”]{12,})”", body)
    assert len(quotes) > 10
    assert all(words in text for words in [*quotes, *sentences])


def test_the_brief_keeps_opinions_out_of_the_facts(index: Index, build: Build) -> None:
    markdown = to_markdown(brief_statement(build.statements[0].iri, index.facts))
    facts, _, others = markdown.partition("## Not facts")
    assert "forefront" not in facts.split("[^1]:")[0]
    assert "**George Freeman** (opinion)" in others
    intended = facts.partition("## Intended")[2]
    assert "US–UK quantum cooperation" in intended
    assert "NSF–UKRI enhanced partnership" in intended
    assert "NIST–NPL" not in intended


def test_every_footnote_is_used_and_given(index: Index, build: Build) -> None:
    markdown = to_markdown(brief_statement(build.statements[0].iri, index.facts))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", markdown))
    given = set(re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE))
    assert used == given
    assert len(given) >= 12


def test_a_brief_on_a_body_and_as_html(index: Index) -> None:
    brief = brief_entity("UKRI", index.facts)
    markdown = to_markdown(brief)
    assert "NSF–UKRI enhanced partnership" in markdown
    assert "sponsored by" in markdown
    html = to_html(brief)
    assert html.startswith("<!doctype html>")
    assert "<script" not in html


def test_what_a_signed_statement_is_to_do_does_not_read_as_completed(index: Index) -> None:
    hits = [h for h in find("facilitate", index.facts) if h.kind == "claim"]
    assert {h.status for h in hits if "supports" in h.what} == {""}
    assert {h.status for h in find("NIST NPL", index.facts) if "has participant" in h.what} == {"ongoing"}


def test_what_a_subquery_hides_is_said_to_be_untraced(index: Index) -> None:
    hidden = index.query("SELECT ?a { { SELECT ?a { ?c cmq:hasParticipant ?a } } }", with_evidence=True)
    assert hidden.evidence and not any(e.is_complete for e in hidden.evidence)
    optional = index.query("SELECT ?c ?t { ?c a cmq:Meeting OPTIONAL { ?c cmq:onTopic ?t } }", with_evidence=True)
    assert optional.evidence and all(e.is_complete for e in optional.evidence)


@pytest.mark.parametrize("update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL"])
def test_an_update_is_refused(index: Index, update: str) -> None:
    with pytest.raises(InputError, match="only reads"):
        index.query(update)


def evidence_of(index: Index, query: str) -> list[set[str]]:
    """The verbatim words behind each row, inferred ones down to their quotes."""
    answer = index.query(query, with_evidence=True)
    return [
        {e.exact for g in row.grounds for below in index.facts.down_to_claims(g) for e in below.evidence}
        for row in answer.evidence or []
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (STR(?l) AS ?name) { ?u cmq:hasStatus status:intended ; rdfs:label ?l }",
        "SELECT (STR(?l) AS ?name) ?s { ?u cmq:hasStatus ?s ; rdfs:label ?l FILTER(?s = status:intended) } LIMIT 1",
        "SELECT ?y (COUNT(?u) AS ?n) { ?u cmq:hasStatus ?s } GROUP BY (STR(?s) AS ?y)",
        "SELECT (COUNT(*) AS ?n) FROM graph:register { ?s cmq:jurisdiction ?o }",
        "SELECT ?s { GRAPH graph:register { ?s cmq:jurisdiction ?o } }",
    ],
)
def test_a_row_whose_solutions_are_not_certain_has_no_evidence(index: Index, query: str) -> None:
    answer = index.query(query, with_evidence=True)
    assert answer.evidence
    assert all(row.grounds == () and not row.is_complete for row in answer.evidence)


def test_a_branch_that_did_not_match_is_no_evidence(index: Index) -> None:
    union = """SELECT ?how {
      { undertaking:nsf-ukri cmq:hasStatus status:intended BIND("intended" AS ?how) }
      UNION { undertaking:nsf-ukri cmq:deliveredThrough agent:epsrc BIND("through" AS ?how) }
    } ORDER BY ?how"""
    intended, through = evidence_of(index, union)
    assert any("is intended to" in words for words in intended)
    assert not any("is intended to" in words for words in through)
    filtered = (
        "SELECT ?u { ?u cmq:hasStatus status:ongoing OPTIONAL { ?u cmq:hasParticipant agent:npl FILTER(false) } }"
    )
    answer = index.query(filtered, with_evidence=True)
    predicates = {terms.local_name(g.predicate) for row in answer.evidence or [] for g in row.grounds}
    assert predicates == {"hasStatus"}


def test_deep_nesting_is_refused(index: Index) -> None:
    for depth in (101, 1000, 50_000):
        with pytest.raises(InputError, match="nested"):
            index.query("SELECT * " + "{" * depth + "}" * depth)


def test_the_evidence_says_how_it_is_told(index: Index) -> None:
    from kg.asking.results import to_csv

    query = "SELECT ?s { ?c cmq:subject ?s ; cmq:predicate cmq:leadsIn ; cmq:object ?o } ORDER BY ?s"
    written = to_csv(index.query(query, with_evidence=True), index)
    assert written.count("told as opinion, in the words of George Freeman") == 2


@pytest.mark.parametrize("name", ["NIST-NPL", "nist–npl", "NIST–NPL collaboration", "UK science minister"])
def test_names_are_found_as_people_type_them(index: Index, name: str) -> None:
    assert find(name, index.facts)


def test_the_brief_names_the_sponsor_and_that_it_is_gone(index: Index, build: Build) -> None:
    markdown = to_markdown(brief_statement(build.statements[0].iri, index.facts))
    assert "**UK Research and Innovation (UKRI)** is sponsored by" in markdown
    assert "dissolved 2023 (recorded)" in markdown


# ---- several statements: each document's own status, and what became of a promise


@pytest.fixture(scope="module")
def several(invented: Build) -> Index:
    return Index(invented.graph.merged, invented.graph.named, invented.vocabulary.prefixes)


def test_a_note_on_one_document_gives_that_documents_statuses_and_what_came_later(several: Index) -> None:
    note = to_markdown(brief_statement(terms.document_iri("tide-accord-2020"), several.facts))
    assert "## Planned" in note
    assert "## Lapsed" not in note
    (line,) = [line for line in note.splitlines() if line.startswith("- **exchange of students**")]
    assert "(“plan”)" in line
    assert "later lapsed (tide-accord-progress-2021)" in line
    assert "€2 million" in note
    assert "funded by Tide Fund" in note


def test_a_note_on_a_later_document_does_not_tell_what_came_before_as_later(several: Index) -> None:
    note = to_markdown(brief_statement(terms.document_iri("tide-accord-progress-2021"), several.facts))
    (line,) = [line for line in note.splitlines() if line.startswith("- **work on tide clocks**")]
    assert "later ongoing (coast-institute-2023)" in line
    assert "planned" not in line


def test_a_thing_is_explained_with_all_its_statuses_and_their_days(several: Index) -> None:
    first = explain("student-exchange", several.facts).splitlines()[0]
    assert first.endswith("— planned (2020-03-03), then lapsed (2021-03-04)")


def test_a_claim_is_found_with_the_status_of_its_own_document(several: Index) -> None:
    hits = [h for h in find("exchange of students", several.facts) if h.kind == "claim" and "participant" in h.what]
    assert {(h.place.split(",")[0], h.status) for h in hits} == {("tide-accord-2020", "planned")}


def test_what_is_excluded_is_marked_wherever_it_is_told(several: Index) -> None:
    note = to_markdown(brief_statement(terms.document_iri("tide-accord-2020"), several.facts))
    assert "(excluded): “The Tide Accord will not cover military uses of tide clocks”" in note
    assert "military uses of tide clocks (excluded)" in explain("tide-accord", several.facts)
    hits = [h for h in find("military", several.facts) if h.kind == "claim"]
    assert hits
    assert all("(excluded)" in h.what for h in hits)
    rows = several.query("SELECT ?x { ?x cmq:onTopic topic:military-uses }")
    assert not rows


def test_an_excluded_status_is_no_status(tmp_path: Path) -> None:
    project = shutil.copytree(ROOT / "tests" / "invented", tmp_path / "invented")
    folder = project / "data" / "statements" / "coast-institute-2023"
    (folder / "source.txt").write_text("The exchange of students has not been dropped. It is planned.\n", "utf-8")
    head = (folder / "claims.yaml").read_text("utf-8").split("entities:")[0]
    claims = """entities:
  student-exchange: {type: Cooperation, label: exchange of students}
claims:
- quote: The exchange of students has not been dropped
  says:
  - {say: student-exchange hasStatus lapsed, polarity: excluded, because: {object: cue}, cue: dropped}
- quote: It is planned
  says:
  - say: student-exchange hasStatus planned
    because: {subject: anaphora}
    antecedent: exchange of students
"""
    (folder / "claims.yaml").write_text(head + claims, "utf-8")
    built = build_in_memory(Project(project))
    facts = Index(built.graph.merged, built.graph.named, built.vocabulary.prefixes).facts
    statuses = facts.statuses[terms.entity_iri("undertaking", "student-exchange")]
    assert [(terms.local_name(g.document), terms.local_name(g.obj)) for g in statuses] == [
        ("tide-accord-2020", "planned"),
        ("tide-accord-progress-2021", "lapsed"),
        ("coast-institute-2023", "planned"),
    ]


# ---- what a later voice cannot change


LATER = """entities:
  student-exchange: {type: Cooperation, label: exchange of students}
quotations:
  fenn-hope: {speaker: ada-fenn, label: Ada Fenn’s hope, words: [Norland and Sudmark plan an exchange of students]}
claims:
"""
QUOTED = """- quote: Norland and Sudmark plan an exchange of students
  says:
  - {say: student-exchange hasStatus planned, because: {object: cue}, cue: plan}
- quote: said Ada Fenn
  says:
  - {say: fenn-hope speaker ada-fenn, because: {subject: structure}}
"""
POSSIBLE = """- quote: Norland and Sudmark may plan an exchange of students
  told-as: possible
  says:
  - {say: student-exchange hasStatus planned, because: {object: cue}, cue: may plan}
"""


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("“Norland and Sudmark plan an exchange of students,” said Ada Fenn.\n", LATER + QUOTED),
        (
            "Norland and Sudmark may plan an exchange of students.\n",
            LATER.split("quotations:")[0] + "claims:\n" + POSSIBLE,
        ),
    ],
    ids=["quoted", "possible"],
)
def test_a_later_possibility_or_quoted_word_revives_no_dropped_promise(tmp_path: Path, text: str, claims: str) -> None:
    project = shutil.copytree(ROOT / "tests" / "invented", tmp_path / "invented")
    folder = project / "data" / "statements" / "coast-institute-2023"
    head = (folder / "claims.yaml").read_text("utf-8").split("entities:")[0]
    (folder / "source.txt").write_text(text, "utf-8")
    (folder / "claims.yaml").write_text(head + claims, "utf-8")
    built = build_in_memory(Project(project))
    asked = Index(built.graph.merged, built.graph.named, built.vocabulary.prefixes)
    note = to_markdown(brief_entity("student-exchange", asked.facts))
    assert "planned (2020-03-03), then lapsed (2021-03-04)." in note
    assert "## Planned" not in note
    assert explain("student-exchange", asked.facts).splitlines()[0].endswith("then lapsed (2021-03-04)")
    network = to_network(built.graph.named)
    assert network.nodes[terms.entity_iri("undertaking", "student-exchange")]["status"] == "lapsed"
    questions = read_questions(ROOT / "ontology" / "questions")
    for name, column in (("cooperation-pairs", "cooperation"), ("promises-not-begun", "undertaking")):
        rows = asked.query(get_question(questions, name).sparql)
        told = [row["status"] for row in rows if row[column] == "exchange of students"]
        assert told in ([], ["lapsed"]), name


def test_the_note_on_the_document_that_drops_a_promise_says_so(several: Index) -> None:
    note = to_markdown(brief_statement(terms.document_iri("tide-accord-progress-2021"), several.facts))
    assert "## Lapsed\n\n- **exchange of students** (“dropped”)" in note


def test_a_note_says_who_took_over(several: Index) -> None:
    note = to_markdown(brief_statement(terms.document_iri("tide-accord-2020"), several.facts))
    (line,) = [line for line in note.splitlines() if line.startswith("- **work on tide clocks**")]
    assert "taken over by Coast Institute (coast-institute-2023)" in line
    assert "Replaced by Coast Institute (recorded)." in to_markdown(brief_entity("institute-of-glass", several.facts))


def test_evidence_names_its_document_where_there_are_several(several: Index) -> None:
    question = get_question(read_questions(ROOT / "ontology" / "questions"), "promises-dropped")
    answer = several.query(question.sparql, with_evidence=True)
    assert "7 of tide-accord-2020, 4 of tide-accord-progress-2021" in to_table(answer, several, 200)


def test_no_word_is_cut_where_a_table_is_too_narrow(several: Index) -> None:
    question = get_question(read_questions(ROOT / "ontology" / "questions"), "promises-kept")
    table = to_table(several.query(question.sparql), several, 80)
    assert all(len(line) <= 80 for line in table.splitlines())
    for word in ("promised_in_words", "2020-03-03", "2021-03-04", "undertaking"):
        assert word in table
