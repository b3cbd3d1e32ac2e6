"""Each rule on a small graph, with its premises; and the forms of rule that are refused."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import terms
from kg.build import Build
from kg.errors import InputError
from kg.graph.facts import Facts
from kg.graph.quads import GraphBuilder, cmq, node, text
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


# ---- what became of a promise


def claimed(*triples: tuple[str, str, str]) -> GraphBuilder:
    """Claims of these triples; predicates and statuses by their words, other ends as `urn:`, numbers as words."""
    builder = GraphBuilder("test")
    for subject, predicate, obj in triples:
        full = predicate if ":" in predicate else terms.ONT + predicate
        claim(builder, subject, full, terms.SCHEME + obj if obj.startswith("status/") else obj)
    return builder


def concluded(builder: GraphBuilder, predicate: str) -> list[str]:
    """The objects that the rules give for a predicate, as written."""
    found = infer(builder.quads(), RULES)
    return sorted(str(q.object) for q in found if q.predicate.value == terms.ONT + predicate)


REPLACED = ("urn:old", terms.DCTERMS + "isReplacedBy", "urn:new")
WORK = ("urn:work", "hasParticipant", "urn:old")


@pytest.mark.parametrize(
    ("statuses", "carriers"),
    [
        (["planned"], ["<urn:new>"]),
        (["intended"], ["<urn:new>"]),
        (["ongoing"], ["<urn:new>"]),
        (["delayed"], ["<urn:new>"]),
        (["called-for"], []),
        (["completed"], []),
        (["planned", "completed"], []),
        (["planned", "lapsed"], []),
        ([], []),
    ],
)
def test_a_successor_carries_what_is_still_to_be_done(statuses: list[str], carriers: list[str]) -> None:
    told = [("urn:work", "hasStatus", f"status/{status}") for status in statuses]
    assert concluded(claimed(REPLACED, WORK, *told), "carriedBy") == carriers


def test_a_successors_successor_carries_it_too_and_nobody_becomes_a_participant() -> None:
    again = ("urn:new", terms.DCTERMS + "isReplacedBy", "urn:newest")
    builder = claimed(REPLACED, again, WORK, ("urn:work", "hasStatus", "status/planned"))
    assert concluded(builder, "carriedBy") == ["<urn:new>", "<urn:newest>"]
    assert concluded(builder, "hasParticipant") == []


def test_a_participant_without_successor_is_carried_by_nobody() -> None:
    assert concluded(claimed(WORK, ("urn:work", "hasStatus", "status/planned")), "carriedBy") == []


@pytest.mark.parametrize("later", ["ongoing", "completed", "lapsed"])
def test_an_intention_that_a_document_overtakes_is_none_any_more(later: str) -> None:
    builder = cooperation("planned")
    claim(builder, "urn:c", terms.ONT + "hasStatus", f"{terms.SCHEME}status/{later}")
    assert not [pair for pair in shortcuts(builder) if pair[1] == "intendsToCooperateWith"]


@pytest.mark.parametrize("status", ["ongoing", "completed"])
def test_a_cooperation_that_lapsed_is_none_any_more(status: str) -> None:
    builder = cooperation(status)
    claim(builder, "urn:c", terms.ONT + "hasStatus", f"{terms.SCHEME}status/lapsed")
    assert shortcuts(builder) == set()


def test_a_shared_topic_or_a_chain_makes_no_cooperation() -> None:
    builder = claimed(
        ("urn:c", "onTopic", "urn:t"), ("urn:d", "onTopic", "urn:t"),
        ("urn:c", "hasParticipant", "urn:x"), ("urn:d", "hasParticipant", "urn:y"),
        ("urn:c", "hasStatus", "status/ongoing"), ("urn:d", "hasStatus", "status/ongoing"),
        ("urn:c", terms.RDF + "type", terms.ONT + "Cooperation"),
        ("urn:d", terms.RDF + "type", terms.ONT + "Cooperation"),
    )  # fmt: skip
    assert shortcuts(builder) == set()


# ---- words that become a value


def said_words(predicate: str, words: str, **more: str) -> GraphBuilder:
    builder = claimed(*(("urn:u", name, value) for name, value in more.items()))
    iri = terms.entity_iri("claim", terms.hash_name(predicate, words))
    builder.add_type(iri, terms.ONT + "Claim")
    builder.add(iri, cmq("subject"), node("urn:u"))
    builder.add(iri, cmq("predicate"), cmq(predicate))
    builder.add(iri, cmq("value"), text(words))
    builder.add("urn:u", cmq(predicate), text(words))
    return builder


DAY, MONTH, YEAR = ("date", "gYearMonth", "gYear")


@pytest.mark.parametrize(
    ("words", "value", "kind"),
    [
        ("on 12 May 2020", "2020-05-12", DAY),
        ("12 May 2020", "2020-05-12", DAY),
        ("On the 3rd of March 2020", "2020-03-03", DAY),
        ("May 12, 2020", "2020-05-12", DAY),
        ("on Tuesday, 5 November 2024", "2024-11-05", DAY),
        ("29 February 2024", "2024-02-29", DAY),
        ("in June 2020", "2020-06", MONTH),
        ("September 2021", "2021-09", MONTH),
        ("in 2020", "2020", YEAR),
        ("1999", "1999", YEAR),
    ],
)
def test_a_date_in_full_is_read(words: str, value: str, kind: str) -> None:
    expected = ox.Literal(value, datatype=node(terms.XSD + kind))
    assert concluded(said_words("timeExpression", words), "takesPlaceOn") == [str(expected)]


@pytest.mark.parametrize(
    "words",
    [
        "by 12 May 2020", "before May 2020", "until 2027", "from 2020 to 2024", "12 to 14 May 2020", "12 May", "May",
        "in the coming months", "31 February 2020", "29 February 2023", "0 May 2020", "32 May 2020", "early May 2020",
        "in the 2020s", "2020/21", "12 May 20205", "on 12 May 2020 or later", "3 2020", "in 3020 BC",
    ],
)  # fmt: skip
def test_no_date_is_read_into_other_words(words: str) -> None:
    assert concluded(said_words("timeExpression", words), "takesPlaceOn") == []


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("£4.5 million", "4500000", "GBP"),
        ("€2 million", "2000000", "EUR"),
        ("US$25 million", "25000000", "USD"),
        ("$25 million", "25000000", ""),
        ("EUR 1,250,000", "1250000", "EUR"),
        ("£12m", "12000000", "GBP"),
        ("A$1.5bn", "1500000000", "AUD"),
        ("3 billion euros", "3000000000", "EUR"),
        ("10 million Canadian dollars", "10000000", "CAD"),
        ("25 million dollars", "25000000", ""),
        ("¥300 million", "300000000", ""),
        ("500 thousand pounds sterling", "500000", "GBP"),
        ("E£3 million", "3000000", ""),
        ("up to £5 million", "", "GBP"),
        ("more than €2 million", "", "EUR"),
        ("between £2 and £3 million", "", "GBP"),
        ("£1,2 million", "", "GBP"),
        ("some money", "", ""),
        ("2 million Egyptian pounds", "2000000", ""),
    ],
)
def test_number_and_currency_are_read_where_they_are_plain(words: str, value: str, currency: str) -> None:
    builder = said_words("amount", words)
    number = ox.Literal(value, datatype=node(terms.XSD + "decimal"))
    assert concluded(builder, "amountValue") == ([str(number)] if value else [])
    assert concluded(builder, "currency") == ([f'"{currency}"'] if currency else [])


def test_a_value_that_is_inferred_names_its_words_as_premise() -> None:
    builder = said_words("amount", "€2 million")
    facts = Facts([*builder.quads(), *infer(builder.quads(), RULES)])
    (ground,) = facts.grounds_of["urn:u", terms.ONT + "amountValue", "2000000"]
    (words,) = facts.grounds_of["urn:u", terms.ONT + "amount", "€2 million"]
    assert (ground.premises, ground.is_literal) == ((words.iri,), True)


# ---- dates that do not fit


def dated_pair(words: str, earlier: str, later: str) -> GraphBuilder:
    builder = said_words("timeExpression", words, hasOccasion="urn:before")
    for subject, value in (("urn:u", later), ("urn:before", earlier)):
        iri = terms.entity_iri("record", terms.hash_name(subject, value))
        builder.add_type(iri, terms.ONT + "Record")
        builder.add(iri, cmq("subject"), node(subject))
        builder.add(iri, cmq("predicate"), node(terms.DCTERMS + "issued"))
        builder.add(iri, cmq("value"), text(value))
        builder.add(subject, node(terms.DCTERMS + "issued"), text(value))
    return builder


@pytest.mark.parametrize(
    ("words", "earlier", "later", "disagree"),
    [
        ("the four-year anniversary", "2017-09-20", "2021-11-04", False),
        ("alongside the five-year anniversary", "2017-09-20", "2021-11-04", True),
        ("On the tenth anniversary", "2010-05", "2020-06-01", False),
        ("the 10th anniversary", "2010-05", "2020-06-01", False),
        ("the 11th anniversary", "2010-05", "2020-06-01", True),
        ("the 20-year anniversary", "2010-05", "2020-06-01", True),
        ("the seventh anniversary", "2013-05", "2020-06-01", False),
        ("the first anniversary", "2019-12-20", "2020-12-20", False),
        ("the one-year anniversary", "2019-01-20", "2021-01-20", True),
        ("the four-year anniversary", "2017", "2021-11-04", False),
        ("alongside the anniversary", "2017-09-20", "2021-11-04", False),
        ("recently", "1917-09-20", "2021-11-04", False),
    ],
)
def test_an_anniversary_is_held_against_the_dates(words: str, earlier: str, later: str, disagree: bool) -> None:
    expected = ["<urn:before>"] if disagree else []
    assert concluded(dated_pair(words, earlier, later), "datesDisagreeWith") == expected


@pytest.mark.parametrize(("earlier", "disagree"), [("2022", True), ("2021-12-31", False), ("2017", False)])
def test_nothing_builds_on_what_came_later(earlier: str, disagree: bool) -> None:
    builder = dated_pair("then", earlier, "2021-11-04")
    claim(builder, "urn:u", terms.ONT + "buildsOn", "urn:before")
    assert concluded(builder, "datesDisagreeWith") == (["<urn:before>"] if disagree else [])


def test_a_wrong_anniversary_is_a_warning_at_its_line(invented: Build) -> None:
    (finding,) = invented.findings
    assert finding.code == "W090"
    assert "dates disagree with" in finding.found


@pytest.mark.parametrize(
    "query",
    [
        "# r\nCONSTRUCT { ?a <urn:p> ?b . ?b <urn:p> ?a } WHERE { ?a <urn:q> ?b }",
        "# r\nCONSTRUCT { ?a <urn:p> ?b } WHERE { ?a <urn:q>+ ?b }",
        "# r\nSELECT * WHERE { ?a <urn:q> ?b }",
        "# r\nCONSTRUCT { ?a <urn:p> ?b } WHERE { ?a <urn:q> ?b",
    ],
)
def test_a_rule_of_another_form_is_refused_with_its_file(tmp_path: Path, query: str) -> None:
    (tmp_path / "bad.rq").write_text(query, "utf-8")
    with pytest.raises(InputError) as caught:
        read_rules(tmp_path)
    assert caught.value.where.endswith("bad.rq")


def test_rules_are_plain_sparql_for_any_engine() -> None:
    import rdflib

    for path in sorted((Path(__file__).parents[2] / "ontology" / "rules").glob("*.rq")):
        rdflib.Graph().query(path.read_text("utf-8"))
        ox.Store().query(path.read_text("utf-8"))
