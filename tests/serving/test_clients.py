"""Five clients get identical bindings for twelve queries from one server."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from served import Server
from support import ROOT, require

from kg.asking.questions import get_question, read_questions

NAMED = (
    "who-signed", "cooperation-pairs", "through-which-units", "exact-words", "quotes", "topic-tree",
    "counterparts", "identifiers", "document-facts",
)  # fmt: skip
WRITTEN = {
    "numbers": "SELECT ?n (?n / 3 AS ?third) (xsd:double(?n) * 1e10 AS ?large) { VALUES ?n { 1 2.50 -7 } }",
    "unbound": "SELECT ?thing ?when { ?thing a cmq:Cooperation OPTIONAL { ?thing cmq:timeExpression ?when } }",
    "words": "SELECT ?w { VALUES ?w { 'a\\nb' "
    "'tab\\tquote\" comma,' '“—é 日本 🎉' 'x'@en-GB '' <http://e/%20> true } }",
}
_XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
_QUESTIONS = read_questions(ROOT / "ontology" / "questions")
QUERIES = {name: get_question(_QUESTIONS, name).sparql for name in NAMED} | {
    name: _XSD + text for name, text in WRITTEN.items()
}
Bindings = Counter[tuple[tuple[str, ...], ...]]


def from_json(answer: dict[str, Any]) -> Bindings:
    """Rows as a multiset; each cell with its column, kind, value, language and datatype."""
    return Counter(
        tuple(
            (
                name,
                cell["type"].replace("typed-literal", "literal"),
                cell["value"],
                cell.get("xml:lang", ""),
                cell.get("datatype", ""),
            )
            for name, cell in sorted(row.items())
        )
        for row in answer["results"]["bindings"]
    )


def by_curl(server: Server, query: str) -> Bindings:
    require(shutil.which("curl") is not None, "curl is not installed")
    command = ["curl", "-sS", "--fail", f"{server.url}/sparql", "-H", "Accept: application/sparql-results+json"]
    done = subprocess.run([*command, "--data-urlencode", f"query={query}"], capture_output=True, check=True)
    return from_json(json.loads(done.stdout))


def by_wrapper(server: Server, query: str) -> Bindings:
    from SPARQLWrapper import JSON, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{server.url}/sparql")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(query)
    return from_json(wrapper.query().convert())


def by_rdflib(server: Server, query: str) -> Bindings:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{server.url}/sparql", returnFormat="json", method="POST_FORM")
    rdflib.NORMALIZE_LITERALS = False  # otherwise it writes numbers anew: 1.0E10 becomes 10000000000.0
    try:
        written = rdflib.Graph(store).query(query).serialize(format="json")
    finally:
        rdflib.NORMALIZE_LITERALS = True
    assert written
    return from_json(json.loads(written))


def by_kg(server: Server, query: str) -> Bindings:
    command = [sys.executable, "-m", "kg", "query", "--on", f"{server.url}/sparql", "--format", "json", query]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return from_json(json.loads(done.stdout))


def by_yasgui(server: Server, query: str, driver: Any) -> Bindings:
    """What the editor shows in its raw response after its own button was pressed."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get(f"{server.url}/ask")
    WebDriverWait(driver, 30).until(lambda d: d.find_elements(By.CSS_SELECTOR, "body[data-ready]"))
    driver.execute_script(
        "window.answered = false; yasgui.once('queryResponse', () => { window.answered = true; });"
        "yasgui.getTab().getYasqe().setValue(arguments[0])",
        query,
    )
    driver.find_element(By.CSS_SELECTOR, ".tabPanel.active .yasqe_queryButton").click()
    shown = "return window.answered && yasgui.getTab().getYasr().results?.getOriginalResponseAsString()"
    return from_json(json.loads(WebDriverWait(driver, 30).until(lambda d: d.execute_script(shown))))


CLIENTS: dict[str, Callable[..., Bindings]] = {
    "SPARQLWrapper": by_wrapper,
    "rdflib": by_rdflib,
    "kg query": by_kg,
    "YASGUI": by_yasgui,
}


@pytest.fixture(scope="module")
def asked(server: Server) -> dict[str, Bindings]:
    """What curl gets, which the others are held against."""
    return {name: by_curl(server, query) for name, query in QUERIES.items()}


def test_the_queries_are_twelve_and_have_answers(asked: dict[str, Bindings]) -> None:
    assert len(asked) == 12
    assert all(asked.values())


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("client", ["SPARQLWrapper", "rdflib", "kg query"])
def test_a_client_gets_the_same_bindings(server: Server, asked: dict[str, Bindings], client: str, name: str) -> None:
    assert CLIENTS[client](server, QUERIES[name]) == asked[name]


@pytest.mark.browser
@pytest.mark.parametrize("name", QUERIES)
def test_the_editor_gets_the_same_bindings(server: Server, asked: dict[str, Bindings], driver: Any, name: str) -> None:
    assert by_yasgui(server, QUERIES[name], driver) == asked[name]


def test_csv_of_the_same_rows(server: Server, asked: dict[str, Bindings]) -> None:
    """Programs of tables read the same words."""
    got = server.query(QUERIES["words"], "text/csv")
    words = [row[0] if row else "" for row in csv.reader(io.StringIO(got.text, newline=""))][1:]
    assert Counter(words) == Counter(cell[2] for row in asked["words"].elements() for cell in row)
