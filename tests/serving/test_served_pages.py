"""The pages: a start page, things under their IRIs for people and programs, the editor; nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pyoxigraph as ox
import pytest
from served import Server
from support import require

import kg.serving
from kg.errors import InputError

NIST_NPL = "/id/undertaking/nist-npl"
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


class Links(HTMLParser):
    """The local links of a page, and whatever else a browser would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (given.get("href") or "").startswith("/"):
            self.links.append(str(given["href"]))
        self.loaded += [str(given[name]) for name in ("src", "srcset") if name in given]
        if tag == "link" and given.get("rel") == "stylesheet":
            self.loaded.append(str(given["href"]))


@pytest.mark.parametrize("start", ["/", "/id/", NIST_NPL, "/id/agent/eric-lander", "/ont/Claim"])
def test_every_link_of_a_page_leads_somewhere(server: Server, start: str) -> None:
    page = server.send("GET", start, accept=HTML)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    found = Links(page.text)
    assert found.links
    assert found.loaded == []
    for link in dict.fromkeys(link.partition("#")[0] for link in found.links[:60]):
        got = server.send("GET", urljoin(start, link), accept=HTML)
        assert got.status in (200, 303), link


def test_a_thing_for_people_has_its_quotes(server: Server) -> None:
    page = server.send("GET", NIST_NPL, accept=HTML).text
    assert "NIST–NPL collaboration" in page
    assert "<b>ongoing</b>" in page
    assert "“continued collaboration between the U.S. National Institute of Standards and Technology (NIST)" in page
    assert "us-uk-quantum-2021, sentence 12" in page


def test_an_opinion_is_told_as_one(server: Server) -> None:
    page = server.send("GET", "/id/topic/cooperation-with-partners", accept=HTML).text
    assert "told as opinion, in the words of Eric Lander: not asserted as a fact" in page


@pytest.mark.parametrize(
    ("accept", "suffix", "syntax"),
    [
        ("text/turtle", ".ttl", ox.RdfFormat.TURTLE),
        ("application/n-triples", ".nt", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ".rdf", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ".jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_a_thing_for_programs(server: Server, accept: str, suffix: str, syntax: ox.RdfFormat) -> None:
    by_accept = server.send("GET", NIST_NPL, accept=accept)
    by_suffix = server.send("GET", NIST_NPL + suffix)
    assert by_accept.body == by_suffix.body
    assert by_accept.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in by_accept.headers["vary"]
    triples = {str(quad.triple) for quad in ox.parse(by_accept.body, format=syntax)}
    about = ox.parse_query_results(
        server.query("SELECT * { BIND(undertaking:nist-npl AS ?s) ?s ?p ?o }").body, format=ox.QueryResultsFormat.JSON
    )
    assert {str(ox.Triple(row["s"], row["p"], row["o"])) for row in about} <= triples  # type: ignore[union-attr]
    assert any("continued collaboration" in triple for triple in triples)  # the words it rests on come with it


def test_a_thing_that_is_not_there(server: Server) -> None:
    assert server.send("GET", "/id/agent/nobody", accept=HTML).status == 404


def test_words_of_strangers_are_no_markup(writable: Server) -> None:
    """Labels, literals and IRIs that a client wrote are shown as words, on every page that shows them."""
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    base = "https://w3id.org/communique/"
    turtle = (
        f"<{base}id/agent/evil> a <{base}ont/Agent> ; <http://www.w3.org/2000/01/rdf-schema#label> '{attack}' ;"
        f"<http://e/{quote(attack)}> '{attack}' ; <http://e/p> <javascript:alert(1)> , <http://e/'onclick='x> ."
        f"<{base}ont/Agent> <http://www.w3.org/2000/01/rdf-schema#label> '{attack}' ."
    )
    assert writable.write("PUT", "/store?default", turtle.encode(), content_type="text/turtle").status == 204
    for path in ("/id/agent/evil", "/id/"):
        got = writable.send("GET", path, accept=HTML)
        assert got.status == 200
        assert "&lt;script&gt;" in got.text
        assert not re.search(r"<script|<img|href=.?javascript|'onclick", got.text)
        assert "default-src 'none'" in got.headers["content-security-policy"]


def test_the_files_of_the_build_and_no_others(server: Server, built: Path) -> None:
    for name in ("graph.html", "graph.ttl", "graph.trig", "statements/us-uk-quantum-2021.html"):
        assert server.send("GET", f"/{name}").body == (built / "build" / name).read_bytes()
    assert server.send("GET", "/manifest.json").status == 404


def test_the_description_for_programs_names_what_is_there(server: Server) -> None:
    described = json.loads(server.send("GET", "/openapi.json").body)
    assert described["openapi"].startswith("3.1")
    for path in described["paths"]:
        filled = path.replace("{path}", "undertaking/nist-npl")
        assert server.send("GET", filled + ("?default" if path == "/store" else "")).status == 200, path


def test_the_editor_comes_with_the_package_as_npm_has_it(tmp_path: Path) -> None:
    require(shutil.which("npm") is not None, "npm is not installed")
    from kg.serving.vendor import FOLDER, make

    try:
        make(tmp_path)
    except InputError as error:
        require(False, f"npm cannot install packages here: {error.do}")
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (FOLDER / made.name).read_bytes(), made.name
        assert made.stat().st_size < 5_000_000
    assert {path.name for path in tmp_path.iterdir()} == {"yasgui.min.js", "yasgui.min.css", "LICENSES.txt"}
    assert Path(kg.serving.__file__).parent in FOLDER.parents


@pytest.mark.browser
def test_the_editor_asks_a_question_and_nobody_else(server: Server, driver: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    driver.get_log("browser"), driver.get_log("performance")
    driver.get(f"{server.url}/ask#cooperation-pairs")
    rows = WebDriverWait(driver, 30).until(
        lambda d: d.find_elements(By.CSS_SELECTOR, ".tabPanel.active .yasr tbody tr")
    )
    assert len(rows) == 3
    driver.find_element(By.CSS_SELECTOR, "button[data-question='who-signed']").click()
    wanted = "return yasgui.getTab().getName() === 'who-signed' && !!yasgui.getTab().getYasr().results?.getBindings()"
    assert WebDriverWait(driver, 30).until(lambda d: d.execute_script(wanted))
    assert driver.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    urls = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {url.split("/")[2] for url in urls if url.startswith(("http", "ws"))} == {f"127.0.0.1:{server.port}"}
