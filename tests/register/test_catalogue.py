"""The catalogue that comes with the program: what stands in it, how it is found, and that it can be trusted."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bodies_table import FOLDER
from support import ROOT, require

from kg import terms
from kg.catalogue import ACRONYM, BODIES, CURATED, IDENTIFIER, KEYS, Catalogue
from kg.errors import InputError
from kg.project import Project
from kg.register import Register, is_ror, read_register
from kg.register.register import keys_of
from kg.register.search import identifiers_of
from kg.sources.keys import entry_key, normal_key
from kg.vocabulary import Vocabulary, read_vocabulary

COMPILED = FOLDER / "compiled"


@pytest.fixture(scope="module")
def vocabulary(project: Project) -> Vocabulary:
    return read_vocabulary(project.ontology_folder)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(COMPILED)


@pytest.fixture(scope="module")
def register(vocabulary: Vocabulary, catalogue: Catalogue) -> Register:
    """The catalogue alone, without a project's own entries."""
    return read_register(Path("nowhere"), vocabulary, str, catalogue)[0]


@pytest.fixture(scope="module")
def ours(project: Project, vocabulary: Vocabulary) -> Register:
    """The register of this project, with the catalogue behind it."""
    return read_register(project.register_folder, vocabulary, project.show, project.catalogue)[0]


# ---- every entry


def test_every_entry_is_read_without_a_finding(register: Register) -> None:
    assert len(register.entries) > 14_000
    for name in register.entries:
        entity = register.entries[name]
        assert entity.name == name and terms.NAME.fullmatch(name)
        assert entity.label.isprintable() and entity.label.strip() == entity.label
    assert register.entries.findings == []


def test_every_fact_names_a_source_that_is_there(register: Register) -> None:
    assert {fact.source for entity in register.entries.values() for fact in entity.facts} <= set(register.sources)


def test_every_identifier_is_well_formed_and_of_one_entry(register: Register) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entity in register.entries.values():
        for kind, value in identifiers_of(entity).items():
            assert seen.setdefault((kind, value), entity.name) == entity.name
            assert kind != "ror" or is_ror(value)
    assert sum(kind == "ror" for kind, _ in seen) == 13_522
    assert sum(kind == "wikidata" for kind, _ in seen) > 6_000


def test_every_link_leads_to_an_entry(register: Register) -> None:
    for entity in register.entries.values():
        for fact in entity.facts:
            assert fact.is_literal or ":" in fact.obj, f"{entity.name}: {fact.obj} is no entry"
            if not fact.is_literal and fact.obj.startswith(terms.ID):
                assert register.find_iri(fact.obj), f"{entity.name}: {fact.obj}"


def test_every_form_finds_its_entry(register: Register) -> None:
    generic = set((FOLDER / "generic.txt").read_text("utf-8").splitlines())
    for name in [*register.entries][::7]:
        for key in keys_of(register.entries[name]):
            assert name in register.entries.catalogue.find(key) or key in generic


def test_a_normal_key_is_filed_as_the_rule_makes_it(catalogue: Catalogue) -> None:
    normal = [key for key in catalogue.iter_keys() if key[0] not in "=~@"]
    assert len(normal) > 30_000
    assert all(normal_key(key) == key for key in normal)


# ---- against the table it was made of


def test_it_holds_what_the_registry_says(register: Register) -> None:
    path = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")).resolve() / "facts" / "ror-bodies.csv"
    require(path.is_file(), "needs the table of the Registry's bodies (COMMUNIQUE_SHARED)")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 13_522
    for row in rows:
        (name,) = register.identified(row["ror"])
        entity = register.entries[name]
        forms = {" ".join(form.split()) for form in entity.forms}
        assert normal_key(row["name"].replace("\u00ad", "")) in {normal_key(form) for form in forms}
        assert set(map(str.strip, filter(None, row["acronyms"].split("|")))) <= forms
        found = {f.obj for f in entity.facts if f.predicate == terms.SCHEMA + "foundingDate"}
        assert found == {row["established"]} - {""}
        listed = {f.obj for f in entity.facts if f.predicate == terms.ONT + "listedAs"}
        assert listed == ({row["status"]} - {"active"})
        assert register.entries[entity.country].name in register.identified(row["country"])


def test_a_body_that_no_longer_works_says_so_without_a_day(register: Register) -> None:
    (name,) = register.identified("019ya6433")
    beis = register.entries[name]
    facts = {terms.local_name(fact.predicate): fact.obj for fact in beis.facts}
    assert facts["listedAs"] == "inactive" and "dissolutionDate" not in facts
    assert name in register.lookup(entry_key("Department for Business, Energy and Industrial Strategy"))


# ---- homonyms, precedence


def test_homonyms_are_all_found_and_told_apart_by_country(register: Register) -> None:
    names = register.lookup(entry_key("Department of Science and Technology"))
    assert {register.entries[name].country for name in names} >= {"india", "philippines", "south-africa"}
    assert len(set(names)) == len(names)


def test_spelling_and_case_do_not_matter_a_country_does(register: Register) -> None:
    one = register.lookup(entry_key("THE UK RESEARCH & INNOVATION"))
    assert one == register.lookup(entry_key("UK Research and Innovation")) != ()
    assert register.lookup(entry_key("Research and Innovation")) != one


def test_an_acronym_is_found_as_it_is_written_alone(register: Register) -> None:
    assert "world-health-organization-ch" in register.acronym("WHO")
    assert "world-health-organization-ch" not in register.lookup("who")
    assert register.acronym("who") == ()
    assert register.acronym("U.K.") == register.acronym("UK") == ("united-kingdom",)


def test_a_project_s_own_entry_wins_over_the_same_thing(ours: Register) -> None:
    shipped = "us-national-science-foundation-us"
    assert shipped in ours.entries.catalogue and shipped not in ours.entries
    assert ours.identified("021nxhr62") == ("nsf",)
    assert ours.lookup(entry_key("National Science Foundation"))[0] == "nsf"
    assert ours.nearest(shipped) == "nsf"
    with pytest.raises(KeyError):
        ours.entries[shipped]


def test_a_link_to_a_shipped_entry_leads_to_the_own_one(ours: Register) -> None:
    (name,) = ours.lookup(entry_key("NSF Directorate for Biological Sciences")) or ours.lookup(
        entry_key("Directorate for Biological Sciences")
    )
    parents = [f.obj for f in ours.entries[name].facts if f.predicate == terms.ORG + "subOrganizationOf"]
    assert parents == [ours.entries["nsf"].iri]


def test_entries_are_taken_apart_when_they_are_asked_for(vocabulary: Vocabulary, project: Project) -> None:
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    own = len(register.entries.own)
    assert len(register.entries.used()) == own
    assert "african-union" in register.entries and len(register.entries.used()) == own
    assert register.entries["african-union"] is register.entries["african-union"]
    assert len(register.entries.used()) == own + 1


# ---- states, seats


def test_states_have_their_codes_adjectives_and_capitals(register: Register) -> None:
    assert register.identified("GB") == ("united-kingdom",)
    assert register.stands_for("british") == register.stands_for("london") == ("united-kingdom",)
    assert register.stands_for("congolese") == ("congo", "democratic-republic-of-the-congo")
    assert register.lookup("british") == () and "united-kingdom" not in register.lookup("london")
    members = [n for n in register.entries if _leads_to(register, n, "memberOf", "european-union")]
    assert len(members) == 27


def test_a_seat_is_no_jurisdiction(register: Register) -> None:
    who = register.entries["world-health-organization-ch"]
    assert (who.country, who.jurisdiction) == ("switzerland", "")
    icmr = register.entries["indian-council-of-medical-research-in"]
    assert icmr.country == "india"
    canada = register.entries["government-of-canada"]
    assert (canada.type, canada.jurisdiction) == (terms.ONT + "Government", "canada")
    assert register.lookup("canadian government") == ("government-of-canada",)


# ---- groups, ministries, posts


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("G7", "group-of-seven"),
        ("BRICS", "brics"),
        ("AUKUS", "aukus"),
        ("SADC", "southern-african-development-community"),
        ("Arctic Council", "arctic-council"),
        ("Belmont Forum", "belmont-forum"),
        ("IPCC", "intergovernmental-panel-on-climate-change"),
        ("Department of State", "united-states-department-of-state-us"),
        ("Ministry of University and Research", "ministero-delluniversita-e-della-ricerca-it"),
        ("Sanayi ve Teknoloji Bakanlığı", "ministry-of-science-industry-and-technology-tr"),
        ("NSF Director", "nsf-director"),
        ("UKRI Chief Executive", "ukri-chief-executive"),
        ("DFG President", "dfg-president"),
        ("ERC President", "erc-president"),
    ],
)
def test_groups_ministries_and_posts_are_found(register: Register, form: str, name: str) -> None:
    assert name in {*register.acronym(form), *register.lookup(entry_key(form))}


@pytest.mark.parametrize(
    "form",
    ["Quad", "Eureka", "President", "Prime Minister", "Science Minister", "Secretary of State", "Chief Scientist"],
)
def test_no_text_is_searched_for_words_that_many_things_are_called_by(register: Register, form: str) -> None:
    assert register.lookup(entry_key(form)) == register.acronym(form) == ()


def test_every_post_is_a_post_of_somebody(register: Register) -> None:
    posts = [e for n in register.entries if (e := register.entries[n]).type == terms.ORG + "Post"]
    assert len(posts) >= 40
    for post in posts:
        assert {terms.local_name(fact.predicate) for fact in post.facts} & {"jurisdiction", "postIn"}, post.name


# ---- topics


def test_topics_make_a_tree_of_known_things(register: Register) -> None:
    topics = {n: e for n in register.entries if (e := register.entries[n]).type == terms.ONT + "Topic"}
    assert len(topics) >= 450
    broader = {
        name: [terms.local_name(f.obj) for f in topic.facts if f.predicate == terms.SKOS + "broader"]
        for name, topic in topics.items()
    }
    for name in topics:
        seen, queue = set(), [name]
        while queue:
            current = queue.pop()
            assert current in topics and current not in seen, name
            seen.add(current)
            queue += broader[current]
    assert [name for name, above in broader.items() if not above] == ["science-technology-and-innovation"]


def test_no_two_topics_have_one_form(register: Register) -> None:
    seen: dict[str, str] = {}
    for name in register.entries:
        if register.entries[name].type == terms.ONT + "Topic":
            for key in keys_of(register.entries[name]):
                assert seen.setdefault(key, name) == name, key


@pytest.mark.parametrize("form", ["AI", "QKD", "HPC", "AMR", "CCUS", "SMR", "6G"])
def test_topics_have_the_usual_acronyms(register: Register, form: str) -> None:
    names = {*register.acronym(form), *register.lookup(entry_key(form))}
    assert any(register.entries[name].type == terms.ONT + "Topic" for name in names)


@pytest.mark.parametrize(
    ("british", "american"),
    [("carbon capture, utilisation and storage", "carbon capture, utilization, and storage"), ("ageing", "aging")],
)
def test_a_topic_is_found_in_both_spellings(register: Register, british: str, american: str) -> None:
    assert register.lookup(entry_key(british)) == register.lookup(entry_key(american)) != ()


# ---- hostile names, a damaged catalogue


@pytest.mark.parametrize(
    "words", ["", " ", "\t", "a\tb", "\n", "=", "~@", "\ud800", "x" * 100_000, "../..", "0", "1,2"]
)
def test_hostile_names_find_nothing(register: Register, words: str) -> None:
    assert words not in register.entries
    assert register.lookup(words) == register.acronym(words) == register.identified(words) == ()
    assert register.entries.get(words) is None


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="catalogue"):
        Catalogue(tmp_path).find("x")


def test_no_catalogue_is_an_empty_one() -> None:
    empty = Catalogue(None)
    assert (len(empty), list(empty), empty.find("x"), empty.entry("x"), "x" in empty) == (0, [], (), None, False)


def test_it_is_small_and_plain() -> None:
    files = [COMPILED / name for name in (BODIES, CURATED, KEYS)]
    assert sum(path.stat().st_size for path in files) < 5_000_000
    for path in files:
        assert "\r" not in path.read_text("utf-8") and path.read_bytes().endswith(b"\n")


def test_loading_it_needs_no_entry_and_no_heavy_library() -> None:
    code = (
        "import sys; from pathlib import Path; from kg.catalogue import Catalogue;"
        f"c = Catalogue(Path({str(COMPILED)!r})); print(c.find({IDENTIFIER + 'GB'!r}), c.find({ACRONYM + 'UKRI'!r}));"
        "print([m for m in ('pyoxigraph', 'rapidfuzz', 'click') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert result.stdout.splitlines() == ["('united-kingdom',) ('uk-research-and-innovation-gb',)", "[]"]


def _leads_to(register: Register, name: str, predicate: str, other: str) -> bool:
    iri = register.entries[other].iri
    return any(terms.local_name(f.predicate) == predicate and f.obj == iri for f in register.entries[name].facts)
