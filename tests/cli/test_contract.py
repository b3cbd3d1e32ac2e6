"""The command line keeps its contract: verbs, examples, exit codes, data on stdout and talk on stderr."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT, Run

from kg.cli import VERBS, cli

CONTRACT = {
    "init",
    "add",
    "build",
    "check",
    "draft",
    "review",
    "query",
    "questions",
    "find",
    "explain",
    "brief",
    "show",
    "export",
    "publish",
    "register",
    "score",
    "serve",
    "verify",
}


def test_the_verbs_are_those_of_the_contract() -> None:
    assert set(VERBS) == CONTRACT


@pytest.mark.parametrize("verb", sorted(CONTRACT))
def test_every_verb_has_help_with_an_example_and_no_line_over_100(verb: str) -> None:
    result = CliRunner().invoke(cli, [verb, "--help"])
    assert result.exit_code == 0
    assert f"kg {verb}" in result.output.split("Example:")[1]
    assert max(map(len, result.output.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["biuld"], 2, "nearest: build"),
        (["build", "--on"], 2, "no such option"),
        (["check", "us-uk-quantum-2022"], 2, "us-uk-quantum-2021"),
        (["query"], 2, "kg questions"),
        (["query", "who-sings"], 2, "who-signed"),
        (["query", "-f", "missing.rq"], 3, "missing.rq"),
        (["query", "SELECT ?s { ?s ?p "], 3, "line 1"),
        (["query", "SELECT ?s { ?s cqm:onTopic ?o }"], 3, "cmq"),
        (["query", "SELECT ?s { SERVICE <http://localhost/> { ?s ?p ?o } }"], 3, "SERVICE is refused"),
        (["explain", "nits-npl"], 2, "nist-npl"),
        (["brief", "us-uk"], 2, "us-uk"),
        (["export", "xml"], 2, "rdfxml"),
        (["export", "turtle", "-o", "missing/x.ttl"], 4, "missing/x.ttl"),
        (["verify", "nowhere"], 3, "nowhere"),
        (["show", "nothing", "--no-open"], 2, "us-uk-quantum-2021"),
    ],
)
def test_a_mistake_gets_its_code_and_a_way_out(run_kg: Run, arguments: list[str], code: int, told: str) -> None:
    result = run_kg(*arguments, cwd=ROOT)
    assert result.returncode == code, result.stderr
    assert told.lower() in result.stderr.lower()
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_outside_any_project_the_shipped_statement_answers_and_says_so(tmp_path: Path, run_kg: Run) -> None:
    result = run_kg("query", "ASK { undertaking:nist-npl cmq:hasStatus status:ongoing }", cwd=tmp_path)
    assert result.stdout == "yes\n"
    assert "no project here: using the shipped statement" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_found_from_below(run_kg: Run) -> None:
    result = run_kg("check", cwd=ROOT / "data" / "register")
    assert result.returncode == 0
    assert "shipped" not in result.stderr


def test_columns_keep_the_order_of_the_query(run_kg: Run) -> None:
    query = "SELECT ?topic ?c { ?c cmq:onTopic ?topic } ORDER BY ?c ?topic LIMIT 2"
    header = run_kg("query", query, "--format", "csv", cwd=ROOT).stdout.splitlines()[0]
    star = run_kg("query", "SELECT * { ?z cmq:onTopic ?a } LIMIT 2", "--format", "csv", cwd=ROOT).stdout.splitlines()[0]
    assert (header, star) == ("topic,c", "z,a")


def test_query_from_file_and_stdin(tmp_path: Path, run_kg: Run) -> None:
    (tmp_path / "q.rq").write_text("ASK { agent:nist a org:FormalOrganization }", "utf-8")
    assert run_kg("query", "-f", "q.rq", cwd=tmp_path).stdout == "yes\n"
    piped = run_kg("query", "-", cwd=tmp_path, input="ASK { agent:nist a foaf:Person }")
    assert piped.stdout == "no\n"


def test_json_and_csv_follow_the_w3c_forms(run_kg: Run) -> None:
    query = "SELECT ?c ?label ?none { ?c a cmq:Meeting ; rdfs:label ?label OPTIONAL { ?c cmq:deliveredThrough ?none } }"
    document = json.loads(run_kg("query", query, "--format", "json", cwd=ROOT).stdout)
    assert document["head"]["vars"] == ["c", "label", "none"]
    (binding,) = document["results"]["bindings"]
    assert binding["c"] == {"type": "uri", "value": "https://w3id.org/communique/id/undertaking/industry-meeting"}
    assert binding["label"]["xml:lang"] == "en"
    assert "none" not in binding
    (row,) = csv.DictReader(io.StringIO(run_kg("query", query, "--format", "csv", cwd=ROOT).stdout))
    assert row["none"] == ""


def test_evidence_columns_hold_quote_sentence_and_status(run_kg: Run) -> None:
    query = "SELECT ?who { undertaking:nsf-ukri cmq:hasParticipant/rdfs:label ?who }"
    output = run_kg("query", query, "--evidence", "--format", "csv", cwd=ROOT).stdout
    rows = {row["who"]: row for row in csv.DictReader(io.StringIO(output))}
    row = rows["National Science Foundation"]
    assert "An enhanced partnership between the U.S. National Science Foundation (NSF)" in row["evidence"]
    assert (row["evidence_sentence"], row["evidence_status"]) == ("13", "intended")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT ?o { undertaking:nist-npI cmq:hasParticipant ?o }", "undertaking:nist-npl"),
        ("SELECT ?o { undertaking:nist-npl cmq:hasParticipants ?o }", "cmq:hasParticipant"),
        ('SELECT ?s { ?s rdfs:label "United Kingdom" }', '"United Kingdom"@en'),
        ('SELECT ?s { ?s rdfs:label "National Physics Laboratory"@en }', "National Physical Laboratory"),
    ],
)
def test_an_empty_answer_says_what_is_unknown_and_what_is_near(run_kg: Run, query: str, hint: str) -> None:
    result = run_kg("query", query, cwd=ROOT)
    assert result.returncode == 0
    assert "no rows" in result.stderr
    assert hint in result.stderr


def test_a_table_fits_eighty_columns_and_cuts_nothing(run_kg: Run) -> None:
    query = "SELECT ?c ?aim { ?c cmq:hasAim ?aim } ORDER BY ?c ?aim"
    output = run_kg("query", query, "--evidence", cwd=ROOT).stdout
    assert max(map(len, output.splitlines())) <= 80
    assert "…" not in output.replace("” … “", "").replace("computing…", "")


def test_check_formats(copied: Path, run_kg: Run) -> None:
    claims = copied / "data/statements/us-uk-quantum-2021/claims.yaml"
    claims.write_text(
        claims.read_text("utf-8").replace("nist-npl hasParticipant npl", "nist-npl hasParticipent npl"), "utf-8"
    )
    found = json.loads(run_kg("check", "--format", "json", cwd=copied).stdout)
    assert [(f["code"], f["nearest"]) for f in found if f["code"] == "E021"] == [("E021", "hasParticipant")]
    annotation = run_kg("check", "--format", "github", cwd=copied).stdout
    assert annotation.startswith("::error file=data/statements/us-uk-quantum-2021/claims.yaml,line=")
    text = run_kg("check", cwd=copied)
    assert text.returncode == 1
    assert "claims.yaml:" in text.stdout


def test_strict_fails_on_warnings_alone(copied: Path, run_kg: Run) -> None:
    claims = copied / "data/statements/us-uk-quantum-2021/claims.yaml"
    text = claims.read_text("utf-8")
    excuse = (
        "- words: and I look forward to seeing the result for both nations in the years ahead\n  excuse: courtesy\n"
    )
    assert excuse in text
    claims.write_text(text.replace(excuse, ""), "utf-8")
    assert run_kg("check", cwd=copied).returncode == 0
    strict = run_kg("check", "--strict", cwd=copied)
    assert strict.returncode == 1
    assert "W070" in strict.stdout


def test_show_names_a_page_that_exists(copied: Path, run_kg: Run) -> None:
    run_kg("build", cwd=copied)
    result = run_kg("show", "--no-open", cwd=copied)
    assert Path(result.stdout.strip()) == copied / "build" / "graph.html"


@pytest.mark.parametrize("form", ["nquads", "nanopubs"])
def test_a_closed_pipe_is_no_error(copied: Path, form: str) -> None:
    import subprocess
    import sys

    command = f'"{sys.executable}" -m kg export {form} 2>/dev/null | head -1'
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=copied, capture_output=True, check=False)
    assert result.returncode == 0
    assert b"Traceback" not in result.stderr
    assert result.stdout.count(b"\n") == 1
