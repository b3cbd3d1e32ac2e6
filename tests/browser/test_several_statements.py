"""The page of a project of several statements: which speak, what became of a promise, what is excluded."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from driving import assert_silent, run, text_of, thing
from support import ROOT

from kg.build import build_in_memory, to_files
from kg.project import find_project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the three invented statements."""
    target = tmp_path_factory.mktemp("invented")
    shutil.copytree(ROOT / "tests/invented/data", target / "data")
    shutil.copytree(ROOT / "ontology", target / "ontology")
    return to_files(build_in_memory(find_project(target)))["graph.html"].decode()


def hide(driver: Any, title: str) -> None:
    run(
        driver,
        "[...document.querySelectorAll('#documents label')]"
        ".find((row) => row.textContent.includes(arguments[0])).querySelector('input').click()",
        title,
    )


def test_a_status_is_told_with_its_date_and_each_line_with_that_of_its_document(open_html: Any, page: str) -> None:
    driver = open_html(page)
    assert "planned, 2020" in text_of(driver, "evidence")
    run(driver, "communique.select(arguments[0])", thing(driver, "work on tide clocks"))
    assert "3 March 2020" in text_of(driver, "evidence")
    lines = driver.execute_script(
        "return communique.data.claims.filter((c) => c.subject === communique.chosen().thing && c.object"
        " && c.ground === 'read').map((c) => [communique.data.documents[c.document].issued, c.line])"
    )
    by_date: dict[str, set[str]] = {}
    for issued, line in lines:
        by_date.setdefault(issued, set()).add(line)
    assert len(by_date) > 1
    assert by_date["2020-03-03"] == {"planned"}
    assert_silent(driver)


def test_a_sentence_is_told_with_its_document_on_card_and_in_table(open_html: Any, page: str) -> None:
    driver = open_html(page)
    run(driver, "communique.select(arguments[0])", thing(driver, "exchange of students"))
    card = text_of(driver, "evidence")
    assert "sentence 7 of tide-accord-2020" in card
    assert "sentence 4 of tide-accord-progress-2021" in card
    run(driver, "communique.show('table')")
    assert "4 of tide-accord-progress-2021" in text_of(driver, "table")
    assert_silent(driver)


def test_a_statement_that_is_switched_off_speaks_nowhere(open_html: Any, page: str) -> None:
    driver = open_html(page)
    run(driver, "communique.show('table'); communique.show('document')")
    hide(driver, "Norland and Sudmark Sign")
    shown = driver.execute_script(
        "return {claims: communique.data.claims.filter((c) => c.ground === 'read').map((c) => [c.id, c.document]),"
        " rows: [...document.querySelectorAll('#table tbody tr')].map((row) => row.dataset.claim),"
        " edges: communique.shownEdges().map((edge) => edge.id),"
        " texts: [...document.querySelectorAll('#text > section')].filter((one) => !one.hidden).length,"
        " gone: communique.data.documents.findIndex((one) => one.title.startsWith('Norland and Sudmark'))}"
    )
    gone = {claim for claim, document in shown["claims"] if document == shown["gone"]}
    assert gone
    assert not gone & {*shown["rows"], *shown["edges"]}
    assert shown["texts"] == 2
    assert "planned, 2020" not in text_of(driver, "evidence")
    assert "without=" in driver.current_url
    hide(driver, "Norland and Sudmark Sign")
    assert gone & set(driver.execute_script("return communique.shownEdges().map((edge) => edge.id)"))
    assert_silent(driver)


def test_what_a_real_statement_excludes_is_crossed_out(open_html: Any, page: str) -> None:
    driver = open_html(page)
    [excluded] = driver.execute_script("return communique.data.claims.filter((c) => c.polarity === 'excluded')")
    assert excluded["line"] == "excluded"
    red = driver.execute_script(
        "const at = communique.network; const edge = communique.drawnEdges.get(arguments[0]);"
        "const a = at.getPosition(edge.from), b = at.getPosition(edge.to);"
        "return [edge.arrows.to.type, edge.hidden]", excluded["id"]
    )  # fmt: skip
    assert red == ["bar", False]
    run(driver, "communique.selectClaim(arguments[0])", excluded["id"])
    assert "that this is not so" in text_of(driver, "evidence")
