"""`kg register find` and `kg register add`, as a user runs them in a project of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invented_project import write_project
from support import Run

HEAD = "# Our sources. Keep this line.\nalmanac: {label: an invented almanac, read-on: 2020-01-01}  # and this\n"
BODIES = "# Bodies of the harbour.\ntide-office: {type: FormalOrganization, label: Tide Office, source: almanac}"
NEW = ("--type", "FormalOrganization", "--source", "almanac")


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A project with a register of one entry, whose file does not end with a line feed."""
    (tmp_path / "data" / "statements").mkdir(parents=True)
    folder = tmp_path / "data" / "register"
    folder.mkdir()
    (folder / "sources.yaml").write_text(HEAD, "utf-8")
    (folder / "bodies.yaml").write_text(BODIES, "utf-8")
    return tmp_path


def files(project: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((project / "data" / "register").iterdir())}


def test_homonyms_are_told_with_country_identifiers_and_source(run_kg: Run, harbour: Path) -> None:
    result = run_kg("register", "find", "Department of Science and Technology", cwd=harbour)
    assert result.returncode == 0
    for words in ("India", "Philippines", "South Africa", "ror 0101xrq71", "wikidata Q3595663", "shipped, ror-2026-06"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_own_entries_are_told_as_own(run_kg: Run, harbour: Path) -> None:
    result = run_kg("register", "find", "tide", "office", cwd=harbour)
    assert result.returncode == 0
    assert "own, almanac" in result.stdout


def test_nothing_found_tells_the_nearest(run_kg: Run, harbour: Path) -> None:
    result = run_kg("register", "find", "Natinal Aeronautics and Space Administration", cwd=harbour)
    assert (result.returncode, "no entry is called" in result.stderr) == (0, True)
    assert "National Aeronautics and Space Administration" in " ".join(result.stdout.split())


def test_json(run_kg: Run, harbour: Path) -> None:
    result = run_kg("register", "find", "BEIS", "--format", "json", cwd=harbour)
    (match,) = json.loads(result.stdout)["matches"]
    assert match["listed_as"] == "inactive"
    assert (match["country"], match["from"], match["found_by"]) == ("united-kingdom", "shipped", "acronym")
    assert match["identifiers"] == {"ror": "019ya6433", "wikidata": "Q25927629"}
    assert match["source"]["read_on"] == "2026-11-22"
    nothing = json.loads(run_kg("register", "find", "zzqq", "--format", "json", cwd=harbour).stdout)
    assert nothing["matches"] == []


def test_an_entry_of_the_catalogue_becomes_an_own_one(run_kg: Run, harbour: Path) -> None:
    result = run_kg("register", "add", "021nxhr62", "--as", "nsf", cwd=harbour)
    assert (result.returncode, result.stdout) == (0, "nsf\n")
    after = files(harbour)
    assert after["sources.yaml"] == HEAD.encode()
    assert after["bodies.yaml"].startswith(BODIES.encode() + b"\n\nnsf:\n  type: FormalOrganization\n")
    (match,) = (
        m
        for m in json.loads(run_kg("register", "find", "NSF", "--format", "json", cwd=harbour).stdout)["matches"]
        if m["country"] == "united-states"
    )
    assert (match["name"], match["from"], match["identifiers"]["ror"]) == ("nsf", "own", "021nxhr62")
    assert run_kg("check", cwd=harbour).returncode == 0


def test_a_new_entry_with_a_new_source(run_kg: Run, harbour: Path) -> None:
    result = run_kg(
        *("register", "add", "--type", "Topic", "--label", "tide clocks: old & new", "--source", "tables"),
        *("--source-label", "tide tables, {page} 3", "--source-address", "https://tides.example/3"),
        *("--alias", "clocks, of tides", "--fact", "broader=metrology"),
        cwd=harbour,
    )
    assert (result.returncode, result.stdout) == (0, "tide-clocks-old-and-new\n"), result.stderr
    after = files(harbour)
    assert sorted(after) == ["bodies.yaml", "sources.yaml", "topics.yaml"]
    assert after["sources.yaml"].startswith(HEAD.encode())
    (match,) = json.loads(
        run_kg("register", "find", "clocks of tides", "--format", "json", cwd=harbour).stdout,
    )["matches"]
    assert (match["label"], match["aliases"]) == ("tide clocks: old & new", ["clocks, of tides"])
    assert match["source"]["label"] == "tide tables, {page} 3"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "a new entry needs --type, --label, --source"),
        (("tide-office",), 2, "already"),
        (("Tide Ofice",), 2, "tide-office"),
        (("Department of Science and Technology",), 2, "department-of-science-and-technology-ph"),
        (("021nxhr62", "--as", "tide-office"), 2, "already"),
        (("021nxhr62", "--as", "NSF!"), 2, "lower case"),
        (("021nxhr62", "--label", "x"), 2, "one or the other"),
        ((*NEW, "--label", "tide office"), 2, "tide-office"),
        ((*NEW, "--label", "UK Research & Innovation"), 2, "uk-research-and-innovation-gb"),
        ((*NEW, "--label", "Clock Office", "--fact", "ror=021nxhr62"), 2, "us-national-science-foundation-us"),
        ((*NEW, "--label", "Clock Office", "--fact", "ror=021nxhr63"), 1, "E101"),
        ((*NEW, "--label", "Clock Office", "--fact", "founded=someday"), 1, "E011"),
        ((*NEW, "--label", "Clock Office", "--fact", "found=1901"), 1, "E100"),
        ((*NEW, "--label", "Clock Office", "--fact", "part-of=nobody"), 1, "E020"),
        ((*NEW, "--label", "Clock Office", "--fact", "1901"), 2, "KIND=VALUE"),
        ((*NEW[:2], "--label", "Clock Office", "--source", "almanach"), 2, "almanac"),
        (("--type", "Claim", "--label", "Clock Office", "--source", "almanac"), 2, "FormalOrganization"),
        ((*NEW, "--label", "水文局"), 2, "--as"),
        ((*NEW, "--label", "Clock\nOffice"), 2, "cannot be seen"),
        ((*NEW, "--label", "Clock \u202eeciffO"), 2, "cannot be seen"),
        ((*NEW, "--label", "   "), 2, "--label"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    run_kg: Run, harbour: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    before = files(harbour)
    result = run_kg("register", "add", *arguments, cwd=harbour)
    assert (result.returncode, told in result.stderr) == (code, True), result.stderr
    assert files(harbour) == before
    assert "Traceback" not in result.stderr


def test_a_homonym_is_added_where_it_is_called_one(run_kg: Run, harbour: Path) -> None:
    arguments = (*NEW, "--label", "Tide Office", "--as", "other-tide-office", "--homonym")
    assert run_kg("register", "add", *arguments, cwd=harbour).returncode == 0
    found = json.loads(run_kg("register", "find", "Tide Office", "--format", "json", cwd=harbour).stdout)["matches"]
    assert [match["name"] for match in found] == ["tide-office", "other-tide-office"]


def test_words_that_yaml_would_take_for_syntax_come_back_as_they_were(run_kg: Run, harbour: Path) -> None:
    label = "- \"Tide\": 'Office' #1 & [co] {x} | >"
    result = run_kg("register", "add", *NEW, "--label", label, "--as", "odd", "--alias", "null", cwd=harbour)
    assert result.returncode == 0, result.stderr
    (match,) = json.loads(run_kg("register", "find", "odd", "--format", "json", cwd=harbour).stdout)["matches"]
    assert (match["label"], match["aliases"]) == (label, ["null"])


def test_the_shipped_register_is_not_added_to(run_kg: Run, tmp_path: Path) -> None:
    result = run_kg("register", "add", "021nxhr62", cwd=tmp_path)
    assert (result.returncode, "kg init" in result.stderr) == (2, True)


def test_a_register_that_cannot_be_written_is_told(run_kg: Run, harbour: Path) -> None:
    (harbour / "data" / "register" / "topics.yaml").mkdir()
    arguments = ("--type", "Topic", "--label", "tide clocks", "--source", "almanac")
    result = run_kg("register", "add", *arguments, cwd=harbour)
    assert result.returncode in (1, 3, 4), result.stderr
    assert "Traceback" not in result.stderr and "a bug" not in result.stderr


def write_real_council(root: Path) -> Path:
    """An invented statement whose second party is a council of the catalogue; gives its claims file."""
    folder = write_project(root, "glass-2020") / "data" / "statements" / "glass-2020"
    for name in ("source.txt", "claims.yaml"):
        text = (folder / name).read_text("utf-8")
        text = text.replace("  council: {type: FormalOrganization, label: Harbour Council}\n", "")
        text = text.replace("Harbour Council", "Swiss National Science Foundation")
        text = text.replace("hasParticipant council", "hasParticipant swiss-national-science-foundation-ch")
        (folder / name).write_text(text, "utf-8")
    return folder / "claims.yaml"


def test_a_statement_uses_shipped_entries_and_its_graph_holds_no_others(run_kg: Run, tmp_path: Path) -> None:
    write_real_council(tmp_path)
    result = run_kg("build", "--no-pages", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    graph = (tmp_path / "build" / "graph.ttl").read_text("utf-8")
    for words in ("agent:swiss-national-science-foundation-ch", "agent:switzerland", "https://ror.org/00yjd3n13"):
        assert words in graph
    assert "agent:india" not in graph
    manifest = json.loads((tmp_path / "build" / "manifest.json").read_text("utf-8"))
    assert "data/catalogue/compiled/bodies.tsv" in manifest["inputs"]


def test_a_misspelt_shipped_name_is_told_the_right_one(run_kg: Run, tmp_path: Path) -> None:
    claims = write_real_council(tmp_path)
    claims.write_text(claims.read_text("utf-8").replace("foundation-ch", "fundation-ch"), "utf-8")
    result = run_kg("check", cwd=tmp_path)
    assert result.returncode == 1
    assert "E020" in result.stdout + result.stderr
    assert "nearest  swiss-national-science-foundation-ch" in result.stdout + result.stderr


def test_what_a_statement_declares_itself_is_not_the_shipped_entry(run_kg: Run, tmp_path: Path) -> None:
    claims = write_real_council(tmp_path)
    declared = (
        "entities:\n  swiss-national-science-foundation-ch: {type: Group, label: Swiss National Science Foundation}\n"
    )
    claims.write_text(claims.read_text("utf-8").replace("entities:\n", declared), "utf-8")
    result = run_kg("build", "--no-pages", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    graph = (tmp_path / "build" / "graph.ttl").read_text("utf-8")
    assert "https://ror.org/" not in graph and "agent:switzerland" not in graph
