"""The register: facts with their source, identifiers that are well formed, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.findings import Finding
from kg.project import Project
from kg.register import Register, date_datatype, is_ror, read_register
from kg.vocabulary import Vocabulary, read_vocabulary

Read = Callable[..., tuple[Register, list[Finding]]]

SOURCES = 'almanac: {label: an invented almanac, read-on: "2020-01-01"}\n'
HEAD = "tide-office:\n  type: FormalOrganization\n  label: Tide Office\n  source: almanac\n"


@pytest.fixture(scope="module")
def vocabulary(project: Project) -> Vocabulary:
    return read_vocabulary(project.ontology_folder)


@pytest.fixture
def read(tmp_path: Path, vocabulary: Vocabulary) -> Read:
    def read(bodies: str, sources: str = SOURCES) -> tuple[Register, list[Finding]]:
        (tmp_path / "sources.yaml").write_text(sources, "utf-8")
        (tmp_path / "bodies.yaml").write_text(bodies, "utf-8")
        return read_register(tmp_path, vocabulary, lambda path: path.name)

    return read


def places(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(f.code, f.place.line) for f in findings]


def test_the_shipped_register_has_no_finding(project: Project, vocabulary: Vocabulary) -> None:
    register, findings = read_register(project.register_folder, vocabulary, project.show)
    assert findings == []
    assert register.entries and register.sources


def test_every_shipped_fact_names_a_source_that_is_there(project: Project, vocabulary: Vocabulary) -> None:
    register, _ = read_register(project.register_folder, vocabulary, project.show)
    assert {f.source for e in register.entries.values() for f in e.facts} <= set(register.sources)


def test_an_entry(read: Read) -> None:
    register, findings = read(
        HEAD + "  acronym: TO\n  aliases: [Office of Tides]\n  facts:\n  - {founded: 1901-05, source: almanac}\n"
    )
    assert findings == []
    entry = register.entries["tide-office"]
    assert entry.iri == terms.ID + "agent/tide-office"
    assert entry.forms == ("Tide Office", "TO", "Office of Tides")
    (founded,) = (fact for fact in entry.facts if fact.predicate == terms.SCHEMA + "foundingDate")
    assert (founded.obj, terms.local_name(founded.datatype), founded.source) == ("1901-05", "gYearMonth", "almanac")


def test_a_link_leads_to_the_other_entrys_iri(read: Read) -> None:
    register, findings = read(
        HEAD + "  facts: [{jurisdiction: ruritania}]\nruritania: {type: State, label: Ruritania, source: almanac}\n"
    )
    assert findings == []
    assert register.entries["tide-office"].jurisdiction == "ruritania"
    assert terms.ID + "agent/ruritania" in [fact.obj for fact in register.entries["tide-office"].facts]


@pytest.mark.parametrize(
    ("fact", "wanted"),
    [
        ("founded: 1901", []),
        ("founded: 1901-13", [("E011", 6)]),
        ("founded: 1901-02-30", [("E011", 6)]),
        ("founded: ''", [("E011", 6)]),
        ("found: 1901", [("E100", 6)]),
        ("founded: 1901, dissolved: 1902", [("E100", 6)]),
        ("note: nothing else", [("E100", 6)]),
        ("founded: 1901, from: sometime", [("E011", 6)]),
        ("founded: 1901, source: almanach", [("E102", 6)]),
        ("part-of: nobody", [("E020", 6)]),
        ("wikidata: Q0", [("E101", 6)]),
        ("wikidata: q5", [("E101", 6)]),
        ("wikidata: 5", [("E101", 6)]),
        ("ror: 021nxhr63", [("E101", 6)]),
        ("ror: https://ror.org/021nxhr62", [("E101", 6)]),
        ("kind: pact", [("E022", 6)]),
        ("founded: [1901]", [("E010", 6), ("E011", 6)]),
    ],
)
def test_facts(read: Read, fact: str, wanted: list[tuple[str, int]]) -> None:
    _, findings = read(f"{HEAD}  facts:\n  - {{{fact}}}\n")
    assert places(findings) == wanted
    assert all(finding.do for finding in findings)


@pytest.mark.parametrize(
    ("bodies", "wanted"),
    [
        (HEAD.replace("FormalOrganization", "FormalOrganisation"), [("E024", 2)]),
        (HEAD.replace("FormalOrganization", "Claim"), [("E024", 2)]),  # of the model, not of the world
        (HEAD.replace("source: almanac", "source: almanach"), [("E102", 4)]),
        (HEAD.replace("  source: almanac\n", ""), [("E009", 2)]),
        (HEAD.replace("tide-office", "Tide_Office"), [("E011", 1)]),
        (HEAD + "  alias: [x]\n", [("E006", 5)]),
        (HEAD + "  aliases: [[x]]\n", [("E010", 5)]),
        (HEAD + HEAD, [("E007", 5)]),
        (HEAD + "  misnomers: [{form: Tide, in: nowhere}]\n", [("E102", 5)]),
        ("- tide-office\n", [("E010", 1)]),
        ("tide-office: word\n", [("E010", 1), ("E009", 1), ("E009", 1), ("E009", 1)]),
    ],
)
def test_entries(read: Read, bodies: str, wanted: list[tuple[str, int]]) -> None:
    _, findings = read(bodies)
    assert places(findings) == wanted


def test_a_name_in_two_files(read: Read, tmp_path: Path) -> None:
    (tmp_path / "offices.yaml").write_text(HEAD, "utf-8")
    _, findings = read(HEAD)
    assert [(f.code, f.place.path) for f in findings] == [("E023", "offices.yaml")]


def test_an_identifier_of_two_entries(read: Read) -> None:
    fact = "  facts: [{wikidata: Q99999999999999}]\n"
    _, findings = read(HEAD + fact + HEAD.replace("tide-office", "clock-office") + fact)
    assert places(findings) == [("E103", 10)]


def test_a_missing_folder_is_an_empty_register(tmp_path: Path, vocabulary: Vocabulary) -> None:
    register, findings = read_register(tmp_path / "none", vocabulary, str)
    assert (register.entries, register.sources, findings) == ({}, {}, [])


@pytest.mark.parametrize(
    "bodies",
    [
        HEAD.replace("type: FormalOrganization", "type:"),
        HEAD.replace("label: Tide Office", "label:"),
        HEAD.replace("source: almanac", "source:"),
        HEAD + "  aliases: ['']\n",
    ],
)
def test_a_required_value_is_not_empty(read: Read, bodies: str) -> None:
    assert read(bodies)[1] != []


@pytest.mark.parametrize(
    "sources",
    [
        "almanac: {label: '', read-on: 2020-01-01}\n",
        "almanac: {label: x, read-on: ''}\n",
        "almanac: {label: x, read-on: 2020-01-01}\n'my page': {label: y, read-on: 2020-01-01}\n",
        "almanac: {label: x, read-on: 2020-01-01, address: see the library}\n",
    ],
)
def test_a_source_is_whole(read: Read, sources: str) -> None:
    assert read(HEAD, sources)[1] != []


def test_a_fact_does_not_end_before_it_begins(read: Read) -> None:
    _, findings = read(HEAD + "  facts: [{title: Office, from: 2021, until: 2019}]\n")
    assert [finding.code for finding in findings] == ["E011"]


@pytest.mark.parametrize("key", ["label", "acronym"])
def test_a_problem_is_told_once(read: Read, key: str) -> None:
    line = f"  {key}: [x]\n"
    _, findings = read(HEAD.replace("  label: Tide Office\n", line) if key == "label" else HEAD + line)
    assert [finding.code for finding in findings] == ["E010"]


@pytest.mark.parametrize(
    ("words", "datatype"),
    [
        ("2020", "gYear"),
        ("2020-02", "gYearMonth"),
        ("2020-02-29", "date"),
        ("2021-02-29", ""),
        ("0000", ""),
        ("20200229", ""),
        ("2020-2-9", ""),
        ("", ""),
        ("２０２０", ""),  # full-width digits, which no RDF engine reads
    ],
)
def test_date_datatype(words: str, datatype: str) -> None:
    found = date_datatype(words)
    assert (terms.local_name(found) if found else "") == datatype


@given(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=9, max_size=9))
def test_one_changed_sign_makes_a_ror_id_wrong(word: str) -> None:
    if is_ror(word):
        assert not any(is_ror(word[:7] + f"{number:02}") for number in range(100) if f"{number:02}" != word[7:])


# ---- with the catalogue behind it


@pytest.fixture
def read_both(tmp_path: Path, vocabulary: Vocabulary, project: Project) -> Read:
    def read_both(bodies: str, sources: str = SOURCES) -> tuple[Register, list[Finding]]:
        (tmp_path / "sources.yaml").write_text(sources, "utf-8")
        (tmp_path / "bodies.yaml").write_text(bodies, "utf-8")
        return read_register(tmp_path, vocabulary, lambda path: path.name, project.catalogue)

    return read_both


def test_an_own_state_of_another_name_is_the_shipped_one_by_its_code(read_both: Read) -> None:
    register, findings = read_both("uk: {type: State, label: Albion, source: almanac, facts: [{iso: GB}]}\n")
    assert findings == []
    assert "united-kingdom" not in register.entries and register.identified("GB") == ("uk",)
    assert register.lookup("united kingdom") == ("uk",)
    council = register.entries["uk-research-and-innovation-gb"]
    assert council.country == "uk"
    assert register.entries["uk"].iri in [fact.obj for fact in council.facts]


def test_an_own_entry_may_lead_to_a_shipped_one(read_both: Read) -> None:
    register, findings = read_both(HEAD + "  facts: [{jurisdiction: france}, {part-of: government-of-france}]\n")
    assert findings == []
    assert register.entries["tide-office"].jurisdiction == "france"
    assert terms.ID + "agent/government-of-france" in [f.obj for f in register.entries["tide-office"].facts]


def test_a_link_to_nothing_is_told_the_nearest_shipped_name_only_where_no_own_one_is_near(read_both: Read) -> None:
    _, findings = read_both(HEAD + "  facts: [{jurisdiction: frnace}]\n")
    assert [(f.code, f.nearest) for f in findings] == [("E020", "france")]


def test_a_source_of_the_catalogue_keeps_its_meaning(read_both: Read) -> None:
    _, findings = read_both(HEAD, SOURCES + "iso-codes: {label: a list of mine, read-on: 2020-01-01}\n")
    assert [(f.code, f.place.line) for f in findings] == [("E023", 2)]


@pytest.mark.parametrize("fact", ["iso: gb", "iso: GBR", "iso: ''", "listed-as: closed", "adjective: ''"])
def test_facts_of_states_and_standing(read: Read, fact: str) -> None:
    _, findings = read(f"{HEAD}  facts:\n  - {{{fact}}}\n")
    assert [f.code for f in findings] in (["E101"], ["E022"], ["E011"])


@pytest.mark.parametrize("language", ["English", "EN", "e", "fr-CA", "''"])
def test_a_language_is_a_code(read: Read, language: str) -> None:
    _, findings = read(f"{HEAD}  aliases: [{{alias: Bureau, language: {language}}}]\n")
    assert [f.code for f in findings] == ["E011"]
