"""SPARQL 1.1 as the W3C tests it, through our own door to the engine; what fails is listed, strict both ways."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import w3c
from w3c import Case

from kg.asking.evaluate import evaluate, update
from kg.errors import InputError

ALLOWED = Path(__file__).with_name("w3c-allowed.txt")
GROUPS = {
    "query evaluation": ("QueryEvaluationTest",),
    "CSV": ("CSVResultFormatTest",),
    "update evaluation": ("UpdateEvaluationTest",),
    "query syntax": ("PositiveSyntaxTest11", "NegativeSyntaxTest11"),
    "update syntax": ("PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"),
}
AT_LEAST = {"query evaluation": 225, "CSV": 2, "update evaluation": 94, "query syntax": 111, "update syntax": 46}


def allowed() -> set[str]:
    lines = (line.split("#")[0].split() for line in ALLOWED.read_text("utf-8").splitlines())
    return {words[0] for words in lines if words}


@cache
def outcomes(group: str) -> dict[str, str]:
    """What is wrong with each test of a group; empty where it passes."""
    folder = w3c.w3c_folder()
    return {case.name: run(case, folder) for case in w3c.read_cases(folder, *GROUPS[group])}


@pytest.mark.parametrize("group", GROUPS)
def test_what_fails_is_what_the_list_names(group: str) -> None:
    found = outcomes(group)
    failed = {name: why for name, why in found.items() if why}
    listed = allowed() & set(found)
    assert {name: why for name, why in failed.items() if name not in listed} == {}
    assert sorted(listed - set(failed)) == [], "these pass: take them off the list"


@pytest.mark.parametrize("group", GROUPS)
def test_so_many_pass(group: str) -> None:
    assert sum(not why for why in outcomes(group).values()) >= AT_LEAST[group]


def test_the_list_names_tests_that_exist() -> None:
    assert allowed() <= {name for group in GROUPS for name in outcomes(group)}


def run(case: Case, folder: Path) -> str:
    text = w3c.path_of(folder, case.action).read_bytes().decode()
    try:
        is_right = RUNS[case.kind](case, folder, text)
    except InputError as error:
        return str(error)
    return "" if is_right else "another result"


def evaluate_query(case: Case, folder: Path, text: str) -> bool:
    found = evaluate(w3c.to_store(folder, case.before), text, prefixes={}, base_iri=case.action)
    if isinstance(found, ox.QueryBoolean):
        return bool(found) == w3c.read_result(folder, case.result)
    expected = w3c.read_result(folder, case.result)
    if isinstance(found, ox.QueryTriples):
        return w3c.same_triples(found, expected)  # type: ignore[arg-type]
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names if row[name] is not None} for row in found]
    columns, expected_rows = expected  # type: ignore[misc]
    return set(names) == columns and w3c.same_rows(rows, expected_rows)


def evaluate_update(case: Case, folder: Path, text: str) -> bool:
    store = w3c.to_store(folder, case.before)
    update(store, text, prefixes={}, base_iri=case.action)
    return w3c.same_stores(store, w3c.to_store(folder, case.after))


def is_accepted(run: object) -> bool:
    try:
        run()  # type: ignore[operator]
    except InputError as error:
        if "refused" in error.what:
            raise
        return "cannot be run" in error.what  # such as a graph that is not there: no matter of syntax
    return True


def parse_query(case: Case, folder: Path, text: str) -> bool:
    if case.action.endswith(".ru"):
        return parse_update(case, folder, text)
    found = is_accepted(lambda: evaluate(ox.Store(), text, prefixes={}, base_iri=case.action))
    return found == case.kind.startswith("Positive")


def parse_update(case: Case, folder: Path, text: str) -> bool:
    found = is_accepted(lambda: update(ox.Store(), text, prefixes={}, base_iri=case.action))
    return found == case.kind.startswith("Positive")


def write_csv(case: Case, folder: Path, text: str) -> bool:
    from kg.asking.index import Index
    from kg.asking.results import to_csv

    store = w3c.to_store(folder, case.before)
    index = Index([q for q in store if q.graph_name == ox.DefaultGraph()], [], {})
    lines = to_csv(index.query(text), index).splitlines()
    expected = w3c.path_of(folder, case.result).read_bytes().decode().splitlines()
    return lines[0] == expected[0] and sorted(without_labels(lines)) == sorted(without_labels(expected))


def without_labels(lines: list[str]) -> list[str]:
    return [",".join("_:" if cell.startswith("_:") else cell for cell in line.split(",")) for line in lines]


RUNS = {
    "QueryEvaluationTest": evaluate_query,
    "CSVResultFormatTest": write_csv,
    "UpdateEvaluationTest": evaluate_update,
    "PositiveSyntaxTest11": parse_query,
    "NegativeSyntaxTest11": parse_query,
    "PositiveUpdateSyntaxTest11": parse_update,
    "NegativeUpdateSyntaxTest11": parse_update,
}
