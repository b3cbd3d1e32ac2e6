"""The named questions: their answers, the same from another engine, their headers, and the words behind their rows.

A file `NN-name.csv` holds the rows of a question as `kg query NAME --format csv` prints them (of one that is asked
with a value: as it answers for its example). Each row was held against the statement's text or the register before it
was written down; renew a file only after doing so again. `invented/NN-name.csv` holds the rows of the same question
for the invented project `tests/invented`, which has what one statement cannot have: a later one.
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from operator import attrgetter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from support import ROOT

from kg import terms
from kg.asking.index import Answer, Index
from kg.asking.questions import GROUPS, Question, by_group, read_questions
from kg.asking.results import to_csv
from kg.build import Build, build_in_memory
from kg.graph.write import to_bytes
from kg.project import find_project

HERE = Path(__file__).parent
PROJECT = find_project(ROOT)
QUESTIONS = sorted((PROJECT.ontology_folder / "questions").glob("*.rq"))
HELD = read_questions(PROJECT.ontology_folder / "questions")
SHIPPED, INVENTED = "shipped", "invented"
FOLDERS = {SHIPPED: HERE, INVENTED: HERE / "invented"}
ROOTS = {SHIPPED: ROOT, INVENTED: ROOT / "tests" / "invented"}
CASES = [
    pytest.param(where, path, id=f"{where}-{path.stem}")
    for where, folder in FOLDERS.items()
    for path in QUESTIONS
    if (folder / f"{path.stem}.csv").exists()
]

# Questions that look for a fault: their answer must be empty, and a test below shows that they would find one.
CHECKS = {"27-no-evidence"}
EMPTY = {path.stem for path in QUESTIONS if "\n# expected: no rows, because " in path.read_text("utf-8")}
ANSWERED = [path for path in QUESTIONS if path.stem not in EMPTY]

# Identifiers, acronyms and dates of office are taken from the register alone: no text says them, so no row of these
# has a quote. What is counted, such as claims of a document, is no triple, so nothing can stand behind it.
RECORDED = {"29-identifiers", "30-acronyms", "41-in-office-on", "59-statements"}
MIXED = {"42-topics-within"}
COUNTED = {"56-recorded-from", "57-how-bound"}

# What a row says must be traced to its own words, not only to words about the same thing: for questions that ask
# for plain triples, the predicates that must stand among the grounds of every row.
TRACED = {
    "01-who-signed": ["hasSignature", "signatory", "signedAs", "onBehalfOf"],
    "02-cooperation-pairs": ["hasParticipant", "hasStatus"],
    "03-nist-npl-topics": ["hasParticipant", "onTopic", "hasStatus"],
    "04-through-which-units": ["deliveredThrough", "hasStatus"],
    "05-who-sponsors": ["sponsoredBy"],
    "08-promises-not-begun": ["hasStatus"],
    "09-aims-of-statement": ["hasAim"],
    "14-topic-tree": ["inTopicArea", "hasStatus"],
    "15-states-in-undertakings": ["involvesState", "hasParticipant", "hasStatus"],
    "17-bridge-topics": ["onTopic"],
    "18-programmes": ["jurisdiction", "hasComponent", "hasStatus"],
    "19-strategy": ["jurisdiction", "hasStatus"],
    "20-principles": ["groundedIn"],
    "22-industry": ["hasStatus", "timeExpression", "hasAim"],
    "36-anniversary-check": ["hasOccasion"],
    "37-counterparts-of": ["hasParticipant", "hasStatus"],
    "39-undertakings-of-state": ["hasStatus"],
    "43-aims-of-type": ["aimType"],
    "44-aim-types": ["aimType", "hasAim"],
    "48-scheduled": ["timeExpression"],
    "49-promises-followed": ["hasStatus"],
}

STATUS = "https://w3id.org/communique/scheme/status/"
VALUES = {
    "status": STATUS,
    "told-as": "https://w3id.org/communique/scheme/told-as/",
    "polarity": "https://w3id.org/communique/scheme/polarity/",
    "document": terms.ID + "document/",
    "agent": terms.ID + "agent/",
    "aim": terms.ID + "aim/",
    "topic": terms.ID + "topic/",
    "undertaking": terms.ID + "undertaking/",
    "claim": terms.ID + "claim/",
    "cmq": terms.ONT,
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": terms.RDFS,
    "xsd": terms.XSD,
}


@cache
def build(where: str = SHIPPED) -> Build:
    return build_in_memory(find_project(ROOTS[where]))


@cache
def index(where: str = SHIPPED) -> Index:
    return Index(build(where).graph.merged, build(where).graph.named, build(where).vocabulary.prefixes)


@cache
def plain_graph(where: str = SHIPPED) -> rdflib.Graph:
    """What `graph.ttl` holds, in rdflib and nothing of ours."""
    return parse(to_bytes(build(where).graph.merged, "turtle", build(where).vocabulary.prefixes))


def parse(turtle: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


def text(path: Path) -> str:
    return path.read_text("utf-8")


def body(path: Path) -> str:
    """The query without its comments and prefixes."""
    lines = [line for line in text(path).splitlines() if not line.lstrip().startswith(("#", "PREFIX"))]
    return "\n".join(lines)


def expected(path: Path, where: str = SHIPPED) -> str:
    return (FOLDERS[where] / f"{path.stem}.csv").read_bytes().decode()


def csv_from_rdflib(graph: rdflib.Graph, query: str) -> str:
    """The answer of plain rdflib, without any preset prefix, as CSV."""
    result = graph.query(query, initNs={})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([str(name) for name in result.vars or []])
    for row in result:
        assert isinstance(row, rdflib.query.ResultRow)
        writer.writerow(["" if term is None else str(term) for term in row])
    return out.getvalue()


def answer(path: Path, where: str = SHIPPED, *, with_evidence: bool = False) -> Answer:
    return index(where).query(text(path), with_evidence=with_evidence)


def both_with(path: Path, triples: str, without: str = "") -> tuple[str, str]:
    """The answers of both engines to a question once these triples are added; `without` names a predicate to drop."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in VALUES.items())
    merged = [quad for quad in build().graph.merged if quad.predicate.value != without]
    added = ox.parse((prefixes + triples).encode(), format=ox.RdfFormat.TURTLE)
    merged += [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in added]
    changed = Index(merged, [], build().vocabulary.prefixes)
    turtle = to_bytes(merged, "turtle", build().vocabulary.prefixes)
    return to_csv(changed.query(text(path)), changed), csv_from_rdflib(parse(turtle), text(path))


def question(name: str) -> Path:
    return next(path for path in QUESTIONS if path.stem == name)


@pytest.mark.parametrize(("where", "path"), CASES)
def test_answer_is_the_expected_one(where: str, path: Path) -> None:
    assert to_csv(answer(path, where), index(where)) == expected(path, where)


@pytest.mark.parametrize(("where", "path"), CASES)
def test_plain_rdflib_gives_the_same_rows_in_the_same_order(where: str, path: Path) -> None:
    assert csv_from_rdflib(plain_graph(where), text(path)) == expected(path, where)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_header_has_words_asker_and_group(path: Path) -> None:
    words, asked_by, group, *rest = text(path).split("\n\n", 1)[0].splitlines()
    assert re.fullmatch(r"# [A-Z].+(\?|\))", words)
    assert re.fullmatch(r"# asked by: [a-zé\- ]+", asked_by)
    assert group.removeprefix("# group: ") in GROUPS
    says_empty = [line for line in rest if re.fullmatch(r"# expected: no rows, because .+", line)]
    parameters = [line for line in rest if line.startswith("# parameter: ")]
    assert rest == parameters + says_empty
    assert len(says_empty) == (path.stem in EMPTY)
    assert len(parameters) == len(held(path).parameters)


def held(path: Path) -> Question:
    return next(question for question in HELD if f"{question.number}-{question.name}" == path.stem)


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_query_can_be_read_traced_and_repeated(path: Path) -> None:
    """Columns are named, the order is given, no node is nameless, only names are left to chance."""
    query = body(path)
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", query)
    assert "\nORDER BY " in query
    assert "[" not in re.sub(r'"[^"]*"', "", query)
    assert "GROUP_CONCAT" not in query
    assert "SAMPLE" not in query


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_every_prefix_that_is_declared_is_used(path: Path) -> None:
    declared = re.findall(r"^PREFIX ([\w-]+):", text(path), re.M)
    assert declared == sorted(set(declared))
    assert [name for name in declared if f"{name}:" not in body(path)] == []


def test_names_and_numbers_are_unique_and_every_question_has_an_expected_file() -> None:
    numbers, names = zip(*(path.stem.split("-", 1) for path in QUESTIONS), strict=True)
    assert list(numbers) == [f"{number:02}" for number in range(1, len(QUESTIONS) + 1)]
    assert len(set(names)) == len(names)
    assert sorted(path.stem for path in HERE.glob("*.csv")) == [path.stem for path in QUESTIONS]
    assert {path.stem for path in FOLDERS[INVENTED].glob("*.csv")} <= {path.stem for path in QUESTIONS}


def test_every_group_has_questions() -> None:
    assert list(by_group(HELD)) == list(GROUPS)
    assert min(map(len, by_group(HELD).values())) >= 4
    assert len(HELD) >= 48


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_answer_is_empty_only_where_it_must_be(path: Path) -> None:
    """Empty for the shipped statement where the header says why; then the invented project has rows."""
    rows = {
        where: expected(path, where).splitlines()[1:] for where, at in map(attrgetter("values"), CASES) if at == path
    }
    assert bool(rows[SHIPPED]) is (path.stem not in EMPTY)
    assert any(rows.values()) is (path.stem not in CHECKS)


@pytest.mark.parametrize(("where", "path"), CASES)
def test_every_row_has_the_words_behind_it(where: str, path: Path) -> None:
    """A row read in a text has a quote; a row of the register's alone has a record and no quote."""
    evidence = answer(path, where, with_evidence=True).evidence
    assert bool(evidence) is bool(expected(path, where).splitlines()[1:])
    facts = index(where).facts
    for row in evidence or []:
        if path.stem in COUNTED:
            assert row.grounds == ()
            continue
        below = [ground for top in row.grounds for ground in facts.down_to_claims(top)]
        quotes = [piece.exact for ground in below for piece in ground.evidence if ground.kind == "read"]
        assert row.is_complete
        assert below
        assert path.stem in MIXED or bool(quotes) is (path.stem not in RECORDED)


@pytest.mark.parametrize("name", TRACED, ids=str)
def test_every_row_is_traced_to_what_it_says(name: str) -> None:
    evidence = answer(question(name), with_evidence=True).evidence
    assert evidence
    for row in evidence:
        traced = {terms.local_name(ground.predicate) for ground in row.grounds}
        assert traced >= set(TRACED[name])


def test_documentation_tells_every_question_in_its_words() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    told = re.findall(r"^### (\d\d) `([\w-]+)`\n\n\*\*(.+)\*\* \((.+)\)$", page, re.M)
    asked = [(q.number, q.name, q.words, f"{q.asked_by}; {q.group}") for q in HELD]
    assert told == asked


def test_documentation_lists_the_questions_by_group_and_shows_how_each_is_asked() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    _, _, rest = page.partition("<!-- the list -->\n")
    listed, _, _ = rest.partition("<!-- end of the list -->")
    wanted = [
        f"- **{group}**: " + ", ".join(f"[`{q.name}`](#{q.number}-{q.name})" for q in found)
        for group, found in by_group(HELD).items()
    ]
    assert [" ".join(item.split()) for item in re.split(r"\n(?=- )", listed.strip())] == wanted
    asked_with = [q.example for q in HELD if q.parameters]
    assert re.findall(r"^    (kg query .+ --.+)$", page, re.M) == asked_with


# ---- questions that must be empty today: each is shown to find what it asks for

LATER = """
document:later a cmq:Instrument ; rdfs:label "Later statement"@en ; dcterms:issued "2023-01-01"^^xsd:date .
"""


def test_a_participation_without_its_quote_is_found() -> None:
    wanted = f"undertaking,participant\r\n{terms.ID}undertaking/nist-npl,{terms.ID}agent/nsf\r\n"
    added = "undertaking:nist-npl cmq:hasParticipant agent:nsf ."
    assert both_with(question("27-no-evidence"), added) == (wanted, wanted)


def test_a_participation_that_only_a_quoted_person_tells_is_found() -> None:
    """Joe Biden's words are no evidence in the document's own voice."""
    pair = f"{terms.ID}undertaking/democratic-cooperation,{terms.ID}agent/democratic-partners"
    wanted = f"undertaking,participant\r\n{pair}\r\n"
    added = "undertaking:democratic-cooperation cmq:hasParticipant agent:democratic-partners ."
    assert both_with(question("27-no-evidence"), added) == (wanted, wanted)


def test_participations_without_any_evidence_are_found() -> None:
    first, second = both_with(question("27-no-evidence"), "", without=terms.ONT + "hasEvidence")
    assert first == second
    assert f"{terms.ID}undertaking/nist-npl,{terms.ID}agent/npl\r\n" in first


def test_a_later_status_is_found() -> None:
    added = f"""{LATER}
    claim:later cmq:subject undertaking:nsf-ukri ; cmq:predicate cmq:hasStatus ; cmq:object status:ongoing ;
      cmq:toldAs told-as:fact ; cmq:polarity polarity:affirmed ; cmq:voice document:later ;
      cmq:inDocument document:later .
    status:ongoing rdfs:label "ongoing"@en .
    """
    first, second = both_with(question("33-later-status"), added)
    assert first == second
    (row,) = csv.DictReader(io.StringIO(first))
    assert row["undertaking"] == "NSF–UKRI enhanced partnership"
    assert (row["earlier_date"], row["was"]) == ("2021-11-04", "intended")
    assert (row["later_date"], row["became"], row["became_said_by"]) == ("2023-01-01", "ongoing", "the document")


def test_a_later_status_that_is_only_possible_is_not_a_change() -> None:
    added = f"""{LATER}
    claim:later cmq:subject undertaking:nsf-ukri ; cmq:predicate cmq:hasStatus ; cmq:object status:ongoing ;
      cmq:toldAs told-as:possible ; cmq:polarity polarity:affirmed ; cmq:voice document:later ;
      cmq:inDocument document:later .
    """
    first, second = both_with(question("33-later-status"), added)
    assert first == second == expected(question("33-later-status"))


def test_a_topic_shared_by_other_parties_is_found() -> None:
    added = f"""{LATER}
    document:later cmq:onTopic topic:quantum-science-and-technology ;
      cmq:hasParty agent:united-states , agent:elsewhere .
    agent:elsewhere rdfs:label "Elsewhere"@en .
    """
    first, second = both_with(question("34-shared-topics"), added)
    assert first == second
    shared = {(row["instrument"], row["party_of_the_other_only"]) for row in csv.DictReader(io.StringIO(first))}
    ours = "US–UK Joint Statement on quantum cooperation (2021)"
    assert shared == {(ours, "Elsewhere"), ("Later statement", "United Kingdom")}


def test_a_topic_shared_by_the_same_parties_is_not() -> None:
    added = f"""{LATER}
    document:later cmq:onTopic topic:quantum-science-and-technology ;
      cmq:hasParty agent:united-states , agent:united-kingdom .
    """
    first, second = both_with(question("34-shared-topics"), added)
    assert first == second == expected(question("34-shared-topics"))


def test_a_new_aim_of_the_same_parties_is_found_and_a_repeated_one_is_not() -> None:
    added = f"""{LATER}
    document:later cmq:hasParty agent:united-states , agent:united-kingdom ;
      cmq:hasAim aim:boost-collaboration , aim:something-new .
    aim:something-new rdfs:label "something new"@en .
    """
    first, second = both_with(question("35-new-aims"), added)
    wanted = "instrument,date,new_aim\r\nLater statement,2023-01-01,something new\r\n"
    assert (first, second) == (wanted, wanted)


def test_an_aim_of_other_parties_is_nothing_to_compare_with() -> None:
    added = f"""{LATER}
    document:later cmq:hasParty agent:united-states , agent:elsewhere ; cmq:hasAim aim:something-new .
    aim:something-new rdfs:label "something new"@en .
    """
    first, second = both_with(question("35-new-aims"), added)
    assert first == second == expected(question("35-new-aims"))


# ---- what an answer must not mislead about


def test_the_cooperation_of_the_two_states_is_intended_and_not_ongoing() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(answer(question("02-cooperation-pairs")), index()))))
    status = {row["cooperation"]: row["status"] for row in rows}
    assert status["US–UK quantum cooperation"] == "intended"
    assert status["NIST–NPL collaboration"] == "ongoing"


@pytest.mark.parametrize("path", ANSWERED, ids=lambda p: p.stem)
def test_what_only_a_quoted_person_says_is_told_with_the_person(path: Path) -> None:
    """The partnership that only George Freeman speaks of stands in no row without him."""
    for row in csv.reader(io.StringIO(to_csv(answer(path), index()))):
        if "US–UK partnership in science and innovation" in row:
            assert "George Freeman" in row


@pytest.mark.parametrize(
    ("year", "full_years"), [("2017-09-20", "4"), ("2017-11-04", "4"), ("2017-11-05", "3"), ("2018-01-01", "3")]
)
def test_years_are_full_ones(year: str, full_years: str) -> None:
    path = question("36-anniversary-check")
    added = f'document:us-uk-st-agreement-2017 dcterms:issued "{year}"^^xsd:date .'
    added += 'document:us-uk-quantum-joint-statement-2021 dcterms:issued "2021-11-04"^^xsd:date .'
    first, second = both_with(path, added, without="http://purl.org/dc/terms/issued")
    assert first == second
    (row,) = csv.DictReader(io.StringIO(first))
    assert row["full_years"] == full_years


@pytest.mark.parametrize(
    ("start", "until", "is_shown"),
    [
        ("2021-11-04", "2021-11-04", True),
        ("2021-11", "2021-11", True),
        ("2021", "2021", True),
        ("2021-11-05", "2022", False),
        ("2021-12", "2022", False),
        ("2020", "2021-10", False),
    ],
)
def test_a_post_is_dated_only_by_a_record_that_spans_the_date(start: str, until: str, is_shown: bool) -> None:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    added = f"""<{terms.ID}record/added> a cmq:Record ; cmq:subject <{terms.ID}post/us-president> ;
      cmq:predicate <http://www.w3.org/ns/org#heldBy> ; cmq:object agent:joe-biden ;
      cmq:validFrom "{start}"^^xsd:{kinds[len(start)]} ; cmq:validUntil "{until}"^^xsd:{kinds[len(until)]} ."""
    first, second = both_with(question("31-posts"), added)
    assert first == second
    (row,) = [row for row in csv.DictReader(io.StringIO(first)) if row["holder"] == "Joe Biden"]
    assert (row["recorded_from"], row["recorded_until"]) == ((start, until) if is_shown else ("", ""))
