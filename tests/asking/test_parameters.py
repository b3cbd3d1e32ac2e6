"""Questions that are asked with a value: what a value may be, what goes into the query, and what a mistake is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import ROOT, Run, require

import kg
from kg import terms
from kg.asking.index import Index
from kg.asking.naming import find_named, names_of
from kg.asking.parameters import bind, complete, find_values
from kg.asking.questions import Question, get_question, read_questions
from kg.build import Build
from kg.cli.query import command
from kg.errors import InputError, UsageError

QUESTIONS = read_questions(ROOT / "ontology" / "questions")
ASKED_WITH = [question for question in QUESTIONS if question.parameters]
COUNTERPARTS = get_question(QUESTIONS, "counterparts-of")


@pytest.fixture(scope="module")
def index(build: Build) -> Index:
    return Index(build.graph.merged, build.graph.named, build.vocabulary.prefixes)


def counterparts(body: str, index: Index) -> list[str]:
    return [row["counterpart"] for row in index.query(bind(COUNTERPARTS, {"body": body}, index))]


def refusal(question: Question, values: dict[str, str], index: Index) -> UsageError:
    with pytest.raises(UsageError) as caught:
        bind(question, values, index)
    return caught.value


@pytest.mark.parametrize(
    "body",
    [
        "nsf",
        "NSF",
        "National Science Foundation",
        "national science foundation",
        "U.S. National Science Foundation",
        " nsf ",
        "agent:nsf",
        "agent/nsf",
        "https://w3id.org/communique/id/agent/nsf",
    ],
)
def test_a_value_is_a_name_an_acronym_a_label_or_an_iri(body: str, index: Index) -> None:
    assert counterparts(body, index) == ["UK Research and Innovation"]


def test_another_value_gets_another_answer(index: Index) -> None:
    assert counterparts("nist", index) == ["National Physical Laboratory"]
    assert counterparts("united-kingdom", index) == ["United States"]
    assert counterparts("epsrc", index) == []


@pytest.mark.parametrize("question", ASKED_WITH, ids=lambda q: q.name)
def test_the_example_is_the_value_that_the_file_holds(question: Question, index: Index) -> None:
    """So that a stranger who runs the file as it is gets the answer for the example, whatever the engine."""
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    bound = bind(question, examples, index)
    assert bound != question.sparql
    assert index.query(bound).rows == index.query(question.sparql).rows


@pytest.mark.parametrize("question", ASKED_WITH, ids=lambda q: q.name)
def test_every_value_that_is_offered_is_taken(question: Question, index: Index) -> None:
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    for parameter in question.parameters:
        offered = complete(parameter, "", index)
        assert bool(offered) is not parameter.is_word
        assert parameter.is_word or parameter.example in dict(offered)
        for name, _ in offered[:12]:
            index.query(bind(question, {**examples, parameter.name: name}, index))


def test_a_parameter_has_no_name_that_the_command_has() -> None:
    taken = {name.lstrip("-") for option in command.params for name in option.opts}
    assert taken > {"format", "evidence", "file"}
    assert {p.name for q in QUESTIONS for p in q.parameters}.isdisjoint(taken | {"question", "with_evidence", "self"})


@pytest.mark.parametrize(("body", "near"), [("nits", "nist"), ("NSFF", "NSF"), ("UK Research and Invention", "UKRI")])
def test_an_unknown_value_is_told_the_nearest(body: str, near: str, index: Index) -> None:
    error = refusal(COUNTERPARTS, {"body": body}, index)
    assert error.exit_code == 2
    assert index.facts.label(find_one(error.nearest, index)) == index.facts.label(find_one(near, index))


def find_one(name: str, index: Index) -> str:
    names = partial(names_of, facts=index.facts)
    (iri,) = find_named(name, find_values(COUNTERPARTS.parameters[0], index), names)
    return iri


def test_a_thing_of_another_kind_is_told_so(index: Index) -> None:
    error = refusal(COUNTERPARTS, {"body": "eric-lander"}, index)
    assert error.what == "eric-lander is a Person; --body takes: Organisation (any) or State"


def test_a_name_of_two_things_is_not_guessed(build: Build) -> None:
    label = ox.Literal("NIST", language="en")
    added = ox.Quad(ox.NamedNode(terms.ID + "agent/npl"), ox.NamedNode(terms.SKOS + "altLabel"), label)
    index = Index([*build.graph.merged, added], [], build.vocabulary.prefixes)
    error = refusal(COUNTERPARTS, {"body": "NIST"}, index)
    assert error.do == "one of: agent:nist, agent:npl"
    assert counterparts("nist", index) == ["National Physical Laboratory"]


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "nist }",
        "agent:nist } UNION { ?s ?p ?o",
        "nist> . ?s ?p ?o . <x",
        '"nist"@en',
        "\\1",
        "?body",
        "nist\nVALUES ?body { agent:npl }",
        "*",
        "‮nist",
        "nist\x00",
    ],
)
def test_no_word_of_a_person_enters_the_query(hostile: str, index: Index) -> None:
    assert refusal(COUNTERPARTS, {"body": hostile}, index).what.startswith("no body ")


@pytest.mark.parametrize(
    ("name", "parameter", "wrong"),
    [
        ("in-office-on", "day", "2021-02-30"),
        ("in-office-on", "day", "4 November 2021"),
        ("in-office-on", "day", "٢٠٢١-١١-٠٤"),
        ("in-office-on", "day", '2021-11-04" } #'),
        ("less-sure-than", "confidence", "high"),
        ("less-sure-than", "confidence", "-1"),
        ("less-sure-than", "confidence", "1e-1"),
        ("less-sure-than", "confidence", "nan"),
    ],
)
def test_a_day_is_a_day_and_a_number_a_number(name: str, parameter: str, wrong: str, index: Index) -> None:
    error = refusal(get_question(QUESTIONS, name), {parameter: wrong}, index)
    assert f"--{parameter} takes a" in error.what
    assert "such as" in error.do


def test_days_and_numbers_count(index: Index) -> None:
    office, unsure = (get_question(QUESTIONS, name) for name in ("in-office-on", "less-sure-than"))

    def holders(day: str) -> set[str]:
        return {row["who"] for row in index.query(bind(office, {"day": day}, index))}

    assert holders("2021-11-04") == {"Eric Lander", "George Freeman"}
    assert holders("2021-06-01") == {"Eric Lander"}  # of one post only the last day is recorded
    assert holders("2022-02-19") == {"George Freeman"}
    assert holders("2022-09-01") == set()
    sure = [len(index.query(bind(unsure, {"confidence": c}, index)).rows) for c in ("0.5", "0.75", "1", "1.0")]
    assert sure[0] == 0 < sure[1] < sure[2] == sure[3]


def test_missing_and_unasked_parameters(index: Index) -> None:
    missing = refusal(COUNTERPARTS, {}, index)
    assert missing.what.startswith("counterparts-of needs --body: the body or state")
    assert missing.do == "such as: kg query counterparts-of --body nist"
    wrong = refusal(COUNTERPARTS, {"boddy": "nist"}, index)
    assert (wrong.nearest, wrong.do) == ("--body", "it takes --body")
    none = refusal(get_question(QUESTIONS, "who-signed"), {"body": "nist"}, index)
    assert none.do == "it takes no parameter"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["counterparts-of"], 2, "needs --body"),
        (["counterparts-of", "--body", "nits"], 2, "nearest  nist"),
        (["counterparts-of", "--bod", "nist"], 2, "nearest  --body"),
        (["counterparts-of", "--state", "nist"], 2, "counterparts-of has no parameter --state"),
        (["who-signed", "--body", "nist"], 2, "it takes no parameter"),
        (["counterparts-off", "--body", "nist"], 2, "nearest  counterparts-of"),
        (["ASK { ?s ?p ?o }", "--body", "nist"], 2, "SPARQL has no parameter --body"),
        (["counterparts-of", "--evdence", "--body", "nist"], 2, "--evidence"),
        (["counterparts-of", "--body"], 2, "requires an argument"),
    ],
)
def test_a_mistake_on_the_command_line_is_told(run_kg: Run, arguments: list[str], code: int, told: str) -> None:
    result = run_kg("query", *arguments, cwd=ROOT)
    assert result.returncode == code, result.stderr
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["counterparts-of", "--body", "NIST"],
        ["--body", "nist", "37"],
        ["--format", "csv", "--body=nist", "37-counterparts-of"],
    ],
)
def test_options_stand_where_people_put_them(run_kg: Run, arguments: list[str]) -> None:
    csv = [] if "csv" in arguments else ["--format", "csv"]
    result = run_kg("query", *arguments, *csv, cwd=ROOT)
    wanted = "National Physical Laboratory,cooperates with,NIST–NPL collaboration,ongoing,2021-11-04"
    assert result.stdout.splitlines() == ["counterpart,relation,undertaking,status,date", wanted]


def test_help_of_a_question_shows_its_parameters(run_kg: Run) -> None:
    shown = run_kg("query", "said-of", "--help", cwd=ROOT).stdout
    _, _, parameters = shown.partition("Parameters of said-of:")
    assert parameters.index("--document") < parameters.index("--body") < parameters.index("Options:")
    assert "kg query said-of --document us-uk-quantum-2021 --body nsf" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80
    assert "--document" not in run_kg("query", "--help", cwd=ROOT).stdout


def test_the_words_behind_a_row_are_there_too(run_kg: Run) -> None:
    shown = run_kg("query", "counterparts-of", "--body", "nist", "--evidence", cwd=ROOT).stdout
    assert "“continued collaboration between the U.S. National Institute of Standards" in shown


def test_from_python() -> None:
    graph = kg.load(ROOT)
    rows = list(graph.query("counterparts-of", body="nist"))
    assert [row["counterpart"] for row in rows] == ["National Physical Laboratory"]
    assert graph.query("counterparts-of", body="NSF", with_evidence=True).evidence
    with pytest.raises(UsageError, match="needs --body"):
        graph.query("counterparts-of")
    with pytest.raises(UsageError, match="has no parameter --body"):
        graph.query("ASK { ?s ?p ?o }", body="nist")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("parameter: body whose", "cannot be read"),
        ("parameter: body (xsd:string): a word; example: x", "no parameter can be xsd:string"),
        ("parameter: state (cmq:State): the state; example: x", "does not hold its parameter state"),
    ],
)
def test_a_parameter_that_is_badly_declared_is_told(copied: Path, header: str, told: str) -> None:
    path = copied / "ontology" / "questions" / "37-counterparts-of.rq"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("# parameter")]
    path.write_text("\n".join([*lines[:3], f"# {header}", *lines[3:]]), "utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read_questions(path.parent)
    assert "37-counterparts-of.rq" in caught.value.where


# ---- completion, in a real bash


def completed(words: list[str]) -> list[str]:
    """What bash offers for the last word, by the script that `kg` prints for it."""
    bash, program = shutil.which("bash"), Path(sys.executable).parent / "kg"
    require(bool(bash) and program.exists(), "bash or the installed command kg is missing")
    script = f"""source <(_KG_COMPLETE=bash_source {program})
    COMP_WORDS=({program} {" ".join(words)}); COMP_CWORD={len(words)}
    _kg_completion {program}
    printf '%s\\n' "${{COMPREPLY[@]}}" """
    result = subprocess.run([str(bash), "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert result.stderr == ""
    return result.stdout.split()


def test_bash_completes_questions_parameters_and_values() -> None:
    assert completed(["query", "counterparts-"]) == ["counterparts-of"]
    assert "--body" in completed(["query", "counterparts-of", "--"])
    assert "--body" not in completed(["query", "who-signed", "--"])
    assert completed(["query", "counterparts-of", "--body", "ni"]) == ["nist"]
    assert completed(["query", "counterparts-of", "--body", "NI"]) == ["NIST"]
    assert completed(["query", "counterparts-of", "--body", "national"]) == ["nist", "npl", "nsf"]
    assert completed(["query", "words-of", "--person", "''"]) == ["eric-lander", "george-freeman", "joe-biden"]
    assert completed(["quert", "x"]) == []
