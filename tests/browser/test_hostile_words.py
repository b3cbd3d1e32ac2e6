"""Sixty hostile strings in every place that takes words: none fires, none breaks the page, all are shown as text."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx
import pyoxigraph as ox
import pytest
from driving import assert_silent, run, thing

pytestmark = pytest.mark.browser


def _load_hostile() -> list[str]:
    place = Path(__file__).parents[1] / "page" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.HOSTILE)


HOSTILE = _load_hostile()


def spoil(network: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """The network with a hostile string in every label, alias, title, quote and IRI."""
    names = {iri: f"{HOSTILE[n % 60]}{'' if n < 60 else n}" for n, iri in enumerate(sorted(network))}
    spoilt = networkx.relabel_nodes(network, names, copy=True)
    for number, (_, node) in enumerate(sorted(spoilt.nodes(data=True))):
        words = HOSTILE[number % 60]
        node.update(label=words, aliases=[words], acronym=words, type_label=words, identifiers=[words])
        for said in node["said"]:
            said.update(value=words, label=words, voice=words, cue=words)
    for number, edge in enumerate(spoilt.edges(keys=True, data=True)):
        words = HOSTILE[number % 60]
        for key in ("label", "voice", "cue", "source", "rule", "rule_text", "read_on", "note"):
            if key in edge[3]:
                edge[3][key] = words
        for key in ("readers", "premises", "quotes", "antecedents"):
            if key in edge[3]:
                edge[3][key] = [words] * max(1, len(edge[3][key]))
    [document] = spoilt.graph["documents"]
    text = " ".join(HOSTILE)
    document.update(title=HOSTILE[1], publisher=HOSTILE[2], kind=HOSTILE[3], issued=HOSTILE[4], id=HOSTILE[5])
    document.update(address=HOSTILE[24], recorded_in=HOSTILE[7], sha256=HOSTILE[8], readers=HOSTILE[:3])
    document["text"] = text + document["text"][len(text) :]
    spoilt.graph["title"] = HOSTILE[0]
    return spoilt


@pytest.fixture(scope="module", params=["text", "quotes only"])
def spoilt(example: ModuleType, request: pytest.FixtureRequest) -> networkx.MultiDiGraph:
    network = spoil(example.build_network())
    if request.param == "quotes only":
        network.graph["documents"][0]["text"] = None
    return network


def test_there_are_sixty() -> None:
    assert len(set(HOSTILE)) == 60


def test_labels_and_names_are_only_words(open_page: Any, spoilt: networkx.MultiDiGraph) -> None:
    driver = open_page(spoilt)
    assert {node["label"] for _, node in spoilt.nodes(data=True)} == set(HOSTILE)
    shown = driver.execute_script(
        "return [...document.querySelectorAll('#things button > bdi')].map((name) => name.textContent)"
    )
    assert set(shown) == {words if len(words) <= 300 else words[:299] + "…" for words in HOSTILE}
    for words in HOSTILE:
        driver.execute_script("communique.select(arguments[0])", thing(driver, words))
        heading = driver.execute_script("return document.querySelector('#evidence h2 bdi').textContent")
        assert heading == words
    assert_silent(driver)


def test_every_view_and_every_claim_opened_stays_silent_and_in_its_place(
    open_page: Any, spoilt: networkx.MultiDiGraph
) -> None:
    driver = open_page(spoilt)
    for view in ("document", "table", "graph", "find", "evidence"):
        run(driver, "communique.show(arguments[0])", view)
        wide = driver.execute_script(
            "return [document.documentElement, ...document.querySelectorAll('.view, #text, .find, .top')]"
            ".filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.id || one.className)"
        )
        assert wide == [], view
    for script in (
        "for (const thing of communique.data.things.slice(0, 60)) { communique.select(thing.iri);"
        " for (const row of document.querySelectorAll('details')) row.open = true; }",
        "for (const claim of communique.data.claims.filter((_, at) => at % 9 === 0)) communique.selectClaim(claim.id)",
        "for (const piece of [...document.querySelectorAll('.piece')].slice(0, 20)) piece.click()",
        "const [a, b] = communique.data.things; communique.showAround(a.iri, 2); communique.showAround(null)",
        "for (const claim of communique.data.claims.filter((c) => c.ground === 'read')) communique.citation(claim.id)",
        "window.dispatchEvent(new Event('beforeprint'))",
        "window.dispatchEvent(new Event('afterprint'))",
    ):
        run(driver, script)
    strange = "return document.querySelectorAll('img, iframe, object, embed, base, svg svg, svg script').length"
    assert driver.execute_script(strange) == 0
    addresses = driver.execute_script("return [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert [address for address in addresses if not address.startswith("#thing=")] == []
    assert_silent(driver)


def test_what_is_saved_holds_them_as_words(open_page: Any, spoilt: networkx.MultiDiGraph) -> None:
    import csv
    import io
    import xml.etree.ElementTree as ET

    driver = open_page(spoilt)
    root = ET.fromstring(driver.execute_script("return communique.toSvg()").encode("utf-8", "replace"))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "text", "tspan", "g", "path", "polygon", "circle", "line"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    rows = list(csv.reader(io.StringIO(driver.execute_script("return communique.toCsv()"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t"))]
    assert_silent(driver)


def test_hostile_words_in_the_graph_come_back_from_the_json_ld(open_html: Any, example: ModuleType) -> None:
    from kg.page import to_page

    graph, predicate = ox.NamedNode("https://example.org/graph"), ox.NamedNode("https://example.org/says")
    quads = [
        ox.Quad(ox.NamedNode(f"https://example.org/{n}"), predicate, ox.Literal(words), graph)
        for n, words in enumerate(HOSTILE)
    ]
    quads += [
        ox.Quad(ox.NamedNode("javascript:alert(1)"), predicate, ox.NamedNode("urn:a:b"), graph),
        ox.Quad(ox.NamedNode("ns:x"), predicate, ox.NamedNode("https://example.org/ns/y"), graph),
        ox.Quad(ox.NamedNode("https://example.org/a/"), predicate, ox.Literal("x", language="ar"), graph),
        ox.Quad(ox.NamedNode("https://example.org/a//b"), predicate, ox.Literal("7", datatype=predicate), graph),
    ]
    driver = open_html(to_page(example.build_network(), quads))
    written = driver.execute_script("return communique.toJsonLd()")
    back = ox.parse(written.encode(), format=ox.RdfFormat.JSON_LD)
    assert set(back) == set(quads)
    assert_silent(driver)
