"""Compiling the catalogue: same input, same bytes; names once given are kept; odd tables are read right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bodies_table import FOLDER, load_compiler, write_table
from support import ROOT, require

from kg import terms
from kg.catalogue import Catalogue
from kg.model import Entity
from kg.project import Project
from kg.register import Register, read_register
from kg.vocabulary import read_vocabulary

Compile = Callable[..., Register]

TIDE = {"ror": "021nxhr62", "name": "Tide Office", "country": "GB", "types": "government"}
CLOCK = {"ror": "05xpvk416", "name": "Clock Office", "country": "US", "types": "funder|government"}


@pytest.fixture
def compile_table(tmp_path: Path, project: Project) -> Compile:
    """Compiles a table of bodies in a folder of its own, with the states of the shipped catalogue."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name in ("states.yaml", "sources.yaml", "generic.txt", "unions.yaml"):
        shutil.copyfile(FOLDER / name, folder / name)
    compiler = load_compiler(folder)
    compiler.ONTOLOGY = project.ontology_folder
    vocabulary = read_vocabulary(project.ontology_folder)

    def compile_table(*rows: dict[str, str]) -> Register:
        compiler.main(write_table(tmp_path / "bodies.csv", *rows) if rows else None)
        return read_register(tmp_path / "none", vocabulary, str, Catalogue(folder / "compiled"))[0]

    return compile_table


def one(register: Register, ror: str) -> Entity:
    (name,) = register.identified(ror)
    return register.entries[name]


def test_the_compiled_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    compiler = load_compiler(folder)
    compiler.ONTOLOGY = ROOT / "ontology"
    compiler.main(None)
    for path in sorted((FOLDER / "compiled").iterdir()):
        assert (folder / "compiled" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_table_gives_the_same_bytes_with_any_hash_seed(tmp_path: Path, seed: str) -> None:
    table = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")).resolve() / "facts" / "ror-bodies.csv"
    require(table.is_file(), "needs the table of the Registry's bodies (COMMUNIQUE_SHARED)")
    root = tmp_path / "checkout"
    shutil.copytree(FOLDER, root / "data" / "catalogue")
    shutil.copytree(ROOT / "ontology", root / "ontology")
    command = [sys.executable, str(root / "data" / "catalogue" / "make.py"), str(table)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    for path in sorted((FOLDER / "compiled").iterdir()):
        assert (root / "data" / "catalogue" / "compiled" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_body(compile_table: Compile) -> None:
    register = compile_table(
        TIDE
        | {
            "established": "1901",
            "acronyms": "BM|TO",
            "other_names": ":Tides|en:Office of Tides|fr:Bureau des marées",
            "wikidata": "Q4711",
            "related": f"parent:{CLOCK['ror']}|successor:01dej0523",
        },
        CLOCK,
    )
    entity = one(register, TIDE["ror"])
    assert (entity.name, entity.label, entity.acronym) == ("tide-office-gb", "Tide Office", "TO")
    assert entity.aliases == ("BM", "Tides", "Office of Tides", "Bureau des marées")
    languages = {fact.obj: fact.language for fact in entity.facts}
    assert (languages["Tides"], languages["Office of Tides"], languages["Bureau des marées"]) == ("", "en", "fr")
    links = {terms.local_name(f.predicate): f.obj for f in entity.facts if f.obj.startswith(terms.ID)}
    assert links == {
        "location": register.entries["united-kingdom"].iri,
        "subOrganizationOf": register.entries["clock-office-us"].iri,  # a successor that the table lacks is left out
    }
    assert register.lookup("office of tides") == register.acronym("BM") == ("tide-office-gb",)


def test_names_once_given_are_kept(compile_table: Compile) -> None:
    before = compile_table(TIDE, CLOCK)
    again = TIDE | {"ror": "01dej0523"}  # sorts before, and would have been given the plain name
    after = compile_table(again, TIDE | {"name": "Office of Tides"}, CLOCK)
    assert one(before, TIDE["ror"]).name == one(after, TIDE["ror"]).name == "tide-office-gb"
    assert one(after, TIDE["ror"]).label == "Office of Tides"
    assert one(after, again["ror"]).name == "tide-office-gb-2"


def test_a_body_that_a_later_table_lacks_stays(compile_table: Compile) -> None:
    compile_table(TIDE, CLOCK)
    assert one(compile_table(CLOCK), TIDE["ror"]).label == "Tide Office"


def test_without_a_table_the_bodies_stay(compile_table: Compile) -> None:
    compile_table(TIDE)
    assert one(compile_table(), TIDE["ror"]).label == "Tide Office"


def test_one_wikidata_id_of_two_bodies_is_taken_for_neither(compile_table: Compile) -> None:
    register = compile_table(TIDE | {"wikidata": "Q4711"}, CLOCK | {"wikidata": "Q4711"})
    assert register.identified("Q4711") == ()


@pytest.mark.parametrize(
    ("row", "jurisdiction"),
    [
        ({"name": "British Tide Office"}, "united-kingdom"),
        ({"name": "Tide Office of the United Kingdom"}, "united-kingdom"),
        ({"name": "Tide Office", "other_names": "en:UK Tide Office"}, "united-kingdom"),
        ({"name": "Tide Office"}, ""),  # a seat alone
        ({"name": "European Tide Office, United Kingdom"}, ""),
        ({"name": "United Nations Tide Office United Kingdom"}, ""),
        ({"name": "Embassy of the United Kingdom"}, ""),
        ({"name": "British and French Tide Office"}, ""),
        ({"name": "British Tide Office", "types": "funder|nonprofit"}, ""),
        ({"name": "British Tide Office", "related": f"parent:{CLOCK['ror']}"}, ""),  # of a body in another state
    ],
)
def test_jurisdictions(compile_table: Compile, row: dict[str, str], jurisdiction: str) -> None:
    assert one(compile_table(TIDE | row, CLOCK), TIDE["ror"]).jurisdiction == jurisdiction


@pytest.mark.parametrize("name", ["Government of the United Kingdom", "The Government of the UK"])
def test_the_government_of_a_state(compile_table: Compile, name: str) -> None:
    entity = one(compile_table(TIDE | {"name": name}), TIDE["ror"])
    assert (terms.local_name(entity.type), entity.jurisdiction) == ("Government", "united-kingdom")


@pytest.mark.parametrize(
    ("name", "label", "slug"),
    [
        ("Tide\u200b \t Of\u00adfice", "Tide Office", "tide-office-gb"),
        ("水文局", "水文局", "021nxhr62-gb"),
        ("A|B: «Tides»", "A|B: «Tides»", "a-b-tides-gb"),
        ("’", "’", "021nxhr62-gb"),
        ("Tide " * 60, ("Tide " * 60).strip(), "-".join(["tide"] * 16) + "-gb"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>", "script-alert-1-script-gb"),
        ('say "hello"\\n', 'say "hello"\\n', "say-hello-n-gb"),
    ],
)
def test_hostile_names(compile_table: Compile, name: str, label: str, slug: str) -> None:
    entity = one(compile_table(TIDE | {"name": name, "other_names": f"en:{name}|de:Amt|x: y"}), TIDE["ror"])
    assert (entity.label, entity.name) == (label, slug)
    assert entity.aliases[-1] == "Amt|x: y"


def test_a_curated_entry_is_told_in_the_registry_s_words_too(compile_table: Compile) -> None:
    row = {"ror": "019w4f821", "name": "European Union (EU)", "country": "BE", "types": "government"}
    register = compile_table(row | {"established": "1957", "other_names": "de:Europäische Union"})
    union = one(register, "019w4f821")
    assert (union.name, union.label, terms.local_name(union.type)) == ("european-union", "European Union", "State")
    assert union.aliases == ("European Union (EU)", "Europäische Union")
    assert {f.source for f in union.facts if f.obj in ("1957", "Europäische Union")} == {"ror-2026-06"}
    assert list(register.entries).count("european-union") == 1
    assert len(register.entries) == len(list(register.entries))


def test_generic_forms_are_not_searched_for(compile_table: Compile, tmp_path: Path) -> None:
    (tmp_path / "catalogue" / "generic.txt").write_text("# none\nalliance\n", "utf-8")
    register = compile_table(TIDE | {"other_names": "en:Alliance|en:Tide Alliance"})
    assert register.lookup("alliance") == ()
    assert register.lookup("tide alliance") == ("tide-office-gb",)
    assert "Alliance" in register.entries["tide-office-gb"].forms
