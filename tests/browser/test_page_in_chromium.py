"""The page in a real Chromium: silent, still, drawn, clickable, usable by keyboard and on a telephone."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import networkx
import pytest
from driving import assert_silent, click_canvas, press, run, text_of, thing
from settling import settle

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def network(example: ModuleType) -> networkx.MultiDiGraph:
    return example.build_network()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_silently_and_draws(open_page: Any, network: networkx.MultiDiGraph, scheme: str) -> None:
    driver = open_page(network, scheme=scheme)
    assert_silent(driver)
    colours = driver.execute_script(
        "const canvas = document.querySelector('#canvas canvas');"
        "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
        "const seen = new Set(); for (let i = 0; i < pixels.length; i += 4)"
        " if (pixels[i + 3]) seen.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);"
        "return [...seen]"
    )
    assert 0xD55E00 in colours  # cooperations
    assert 0x56B4E9 in colours  # bodies


def test_still_and_the_same_pixels_on_two_opens(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    first = driver.get_screenshot_as_png()
    settle(driver)
    settle(driver)
    assert driver.get_screenshot_as_png() == first
    assert open_page(network).get_screenshot_as_png() == first


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_no_label_lies_over_another(open_page: Any, network: networkx.MultiDiGraph, size: tuple[int, int]) -> None:
    driver = open_page(network, *size)
    run(driver, "communique.show('graph')")
    boxes = driver.execute_script("return communique.labels()")
    share = len(boxes) / network.number_of_nodes()
    assert share >= {1440: 0.95, 1024: 0.75, 390: 0.4}[size[0]], share
    tolerance = 1.0
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert across <= tolerance or down <= tolerance, (one, other)


def test_click_on_a_node_shows_the_words(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    iri = thing(driver, "NIST–NPL collaboration")
    at = driver.execute_script(
        "return communique.network.canvasToDOM(communique.network.getPosition(arguments[0]))", iri
    )
    click_canvas(driver, at["x"], at["y"])
    shown = text_of(driver, "evidence")
    assert "continued collaboration" in shown
    assert "sentence 12" in shown
    marked = driver.execute_script(
        "return [...document.querySelectorAll('#evidence mark')].map((mark) => mark.textContent)"
    )
    assert any("continued collaboration" in words for words in marked)
    assert_silent(driver)


def test_click_on_an_edge_shows_all_about_its_claim(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    at, iri = driver.execute_script(
        # the middle of the longest line out of the cooperation, at which vis-network itself finds this line
        "const find = (label) => communique.data.things.find((thing) => thing.label === label).iri;"
        "const one = find('NIST–NPL collaboration');"
        "for (const edge of communique.data.picture.edges.filter((edge) => edge.from === one)) {"
        "  const a = communique.network.getPosition(edge.from), b = communique.network.getPosition(edge.to);"
        "  const at = communique.network.canvasToDOM({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2});"
        "  const isClear = communique.network.getNodeAt(at) === undefined;"
        "  if (isClear && communique.network.getEdgeAt(at) === edge.id)"
        "    return [at, edge.id]; }"
    )
    click_canvas(driver, at["x"], at["y"])
    shown = text_of(driver, "evidence")
    for words in ("Told as", "Status", "ongoing", "Voice", "Confidence", "100 %", "Read by", "sentence 12"):
        assert words in shown, words
    quote = " ".join(network.edges[next(edge for edge in network.edges(keys=True) if edge[2] == iri)]["quotes"])
    marks = driver.execute_script("return [...document.querySelectorAll('#evidence mark')].map((m) => m.textContent)")
    assert " ".join(marks).split() == quote.split()


def test_search_by_name_alias_and_acronym_from_the_keyboard(open_page: Any, network: networkx.MultiDiGraph) -> None:
    from selenium.webdriver.common.keys import Keys

    for words, label in {
        "physical lab": "National Physical Laboratory",
        "ukri": "UK Research and Innovation",
        "engineering and physical science research": "Engineering and Physical Sciences Research Council",
    }.items():
        driver = open_page(network)
        press(driver, "/")
        assert driver.execute_script("return document.activeElement.id") == "search"
        press(driver, words, Keys.ENTER)
        assert label in text_of(driver, "evidence")
        press(driver, Keys.ESCAPE)
        assert "Who works with whom" in text_of(driver, "evidence")


def test_doubt_is_marked_in_the_card_the_table_the_list_and_the_line(
    open_page: Any, network: networkx.MultiDiGraph
) -> None:
    driver = open_page(network)
    claim = driver.execute_script("return communique.data.claims.find((c) => c.told_as === 'opinion' && c.object)")
    run(driver, "communique.selectClaim(arguments[0])", claim["id"])
    card = text_of(driver, "evidence")
    assert "opinion" in card
    assert f"said by {claim['voice']}" in card
    run(driver, "communique.show('table')")
    row = driver.execute_script(
        'return document.querySelector(`tr[data-claim="${arguments[0]}"]`).textContent', claim["id"]
    )
    assert "opinion" in row
    assert claim["voice"] in row
    edge = driver.execute_script("return communique.drawnEdges.get(arguments[0])", claim["id"])
    assert edge["dashes"][0] <= 1
    [label] = driver.execute_script("return communique.edgeLabels().map((label) => label.rows.join(' '))")
    assert "opinion" in label
    quoted = driver.execute_script(
        "return [...document.querySelectorAll('#things button')]"
        ".filter((button) => button.textContent.includes('only quoted')).length"
    )
    assert quoted == sum(not node["is_plain"] for _, node in network.nodes(data=True)) > 0


def test_the_legend_filters_graph_and_table(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    visible = "return communique.drawnNodes.get().filter((node) => !node.hidden).length"
    rows = "return [...document.querySelectorAll('#table tbody tr')].filter((row) => !row.hidden).length"
    inferred = (
        "const inferred = communique.data.claims.filter((claim) => claim.ground === 'inferred');"
        "return inferred.filter((claim) => !communique.drawnEdges.get(claim.id).hidden).length"
    )
    run(driver, "communique.show('table')")
    before = driver.execute_script(visible), driver.execute_script(rows)
    assert before[0] == network.number_of_nodes()
    assert driver.execute_script(inferred) == 0
    run(driver, "document.querySelector('#lines input[data-key=inferred]').click()")
    assert driver.execute_script(inferred) > 0
    run(driver, "document.querySelector('#groups input[data-key=aim]').click()")
    aims = sum(node["type"] == "Aim" for _, node in network.nodes(data=True))
    assert driver.execute_script(visible) <= before[0] - aims
    assert driver.execute_script(rows) < before[1]
    assert f"of {network.number_of_nodes()} things" in text_of(driver, "shown")
    run(driver, "document.querySelector('#groups input[data-key=aim]').click()")
    assert driver.execute_script(visible) == before[0]


def test_the_document_shows_the_whole_text_and_its_words_lead_to_claims(
    open_page: Any, network: networkx.MultiDiGraph
) -> None:
    driver = open_page(network)
    run(driver, "document.getElementById('tab-document').click()")
    shown = driver.execute_script(
        "const copy = document.getElementById('text').cloneNode(true);"
        "for (const number of copy.querySelectorAll('.number, .excuse')) number.remove(); return copy.textContent"
    )
    assert "".join(shown.split()) == "".join(network.graph["documents"][0]["text"].split())
    run(
        driver,
        "[...document.querySelectorAll('.piece')]"
        ".find((piece) => piece.textContent.includes('continued collaboration')).click()",
    )
    assert "NIST–NPL collaboration has status ongoing" in text_of(driver, "words")
    bright = driver.execute_script(
        "return communique.drawnNodes.get().filter((node) => node.opacity === 1).map((node) => node.id)"
    )
    assert thing(driver, "NIST–NPL collaboration") in bright
    assert len(bright) < 20


def test_the_table_works_from_the_keyboard(open_page: Any, network: networkx.MultiDiGraph) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = open_page(network)
    driver.execute_script("document.getElementById('tab-evidence').focus()")
    press(driver, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ENTER)
    assert driver.execute_script("return document.body.dataset.view") == "table"
    claims = driver.execute_script("return communique.data.claims.map((claim) => claim.id)")
    press(driver, *[Keys.TAB] * 11)  # the view, the filter, eight headings, the rows as one stop
    focused = "return document.activeElement.dataset.claim"
    assert driver.execute_script(focused) == claims[0]
    press(driver, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert driver.execute_script(focused) == claims[2]
    press(driver, Keys.ENTER)
    assert driver.execute_script("return document.body.dataset.view") == "evidence"
    assert "Quote" in text_of(driver, "evidence")
    run(driver, "document.getElementById('tab-table').click()")
    run(driver, "document.querySelector('#table th:nth-child(3) button').click()")
    objects = driver.execute_script(
        "return [...document.querySelectorAll('#table tbody tr:not([hidden]) td:nth-child(3)')]"
        ".map((cell) => cell.textContent)"
    )
    assert objects == driver.execute_script(
        "return [...arguments[0]].sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))", objects
    )


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_three_widths_without_sideways_scrolling(
    open_page: Any, network: networkx.MultiDiGraph, size: tuple[int, int]
) -> None:
    driver = open_page(network, *size)
    for view in ("evidence", "document", "table", "graph", "find"):
        run(driver, "communique.show(arguments[0])", view)
        too_wide = driver.execute_script(
            "return [document.documentElement, ...document.querySelectorAll('.view, #text, .find')]"
            ".filter((element) => element.scrollWidth > element.clientWidth).map((element) => element.id)"
        )
        assert too_wide == [], view
    assert_silent(driver)


def test_a_telephone_shows_the_text_first_and_the_graph_as_a_tab(
    open_page: Any, network: networkx.MultiDiGraph
) -> None:
    driver = open_page(network, 390, 844)
    assert driver.execute_script("return document.body.dataset.view") == "document"
    run(driver, "document.getElementById('tab-graph').click()")
    assert driver.execute_script("return document.querySelector('#canvas canvas').clientWidth") > 350
    assert driver.execute_script("return getComputedStyle(document.getElementById('graph')).visibility") == "visible"


def test_the_colours_can_be_turned(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network, scheme="dark")
    ground = "return getComputedStyle(document.body).backgroundColor"
    dark = driver.execute_script(ground)
    run(driver, "document.getElementById('theme').click()")
    assert driver.execute_script(ground) != dark
    assert driver.execute_script("return document.documentElement.dataset.theme") == "light"


def test_quotes_only_shows_quotes_and_not_the_text(open_page: Any, example: ModuleType) -> None:
    network = example.build_network()
    network.graph["documents"][0]["text"] = None
    driver = open_page(network)
    run(driver, "communique.show('document')")
    shown = text_of(driver, "text")
    assert "quotes only" in shown
    assert "continued collaboration" in shown
    run(driver, "communique.select(arguments[0])", thing(driver, "NIST–NPL collaboration"))
    assert driver.execute_script("return document.querySelectorAll('#evidence mark').length") > 0
    assert_silent(driver)
