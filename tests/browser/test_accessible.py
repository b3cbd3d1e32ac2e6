"""The page for everybody: axe-core finds nothing serious, all can be reached by keyboard, words stand out enough."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx
import pytest
from driving import press, run
from support import ROOT, require

pytestmark = pytest.mark.browser
AUDIT = """
const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then((result) => done(result.violations
  .filter((one) => ["serious", "critical"].includes(one.impact) || one.id === "color-contrast")
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}`))));
"""


@pytest.fixture(scope="module")
def axe() -> str:
    modules = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules"))
    script = modules / "axe-core" / "axe.min.js"
    require(script.is_file(), "axe-core is not there (npm install axe-core; KG_NODE_MODULES names its folder)")
    return script.read_text("utf-8")


@pytest.fixture(scope="module")
def network(example: ModuleType) -> networkx.MultiDiGraph:
    return example.build_network()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_axe_finds_nothing_serious_in_any_view(
    open_html: Any, shipped: str, axe: str, size: tuple[int, int], scheme: str
) -> None:
    driver = open_html(shipped, *size, scheme)
    driver.set_script_timeout(120)
    driver.execute_script(axe)
    found = {}
    opinion = "communique.selectClaim(communique.data.claims.find((claim) => claim.told_as === 'opinion').id)"
    for view in ("evidence", "document", "table", "graph", "find"):
        run(driver, f"{opinion}; communique.show(arguments[0]); document.getElementById('save').open = true", view)
        found[view] = driver.execute_async_script(AUDIT)
    run(driver, "document.getElementById('filter').click(); communique.select(null); communique.show('evidence')")
    found["overview"] = driver.execute_async_script(AUDIT)
    run(driver, "communique.showAround(communique.data.things[0].iri, 1)")
    found["around"] = driver.execute_async_script(AUDIT)
    assert {view: problems for view, problems in found.items() if problems} == {}


def test_every_thing_and_every_line_is_reached_in_the_graph_by_keyboard(
    open_page: Any, network: networkx.MultiDiGraph
) -> None:
    driver = open_page(network)
    driver.execute_script("document.getElementById('canvas').focus()")
    step = (
        "const key = (name) => document.getElementById('canvas').dispatchEvent("
        "  new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true}));"
        "const said = () => document.getElementById('spoken').textContent;"
        "const heard = {things: [], lines: new Set()};"
        "for (const thing of communique.data.things) {"
        "  key('n'); heard.things.push(said());"
        "  const at = communique.chosen().thing;"
        "  const own = communique.shownEdges().filter((edge) => [edge.from, edge.to].includes(at));"
        "  for (const edge of own) { key('e'); heard.lines.add(communique.chosen().claim); }"
        "}"
        "return {things: new Set(heard.things).size, all: communique.data.things.length,"
        "  lines: [...heard.lines].sort(), shown: communique.shownEdges().map((edge) => edge.id).sort()};"
    )
    heard = run(driver, step)
    assert heard["things"] == heard["all"] == network.number_of_nodes()
    assert heard["lines"] == heard["shown"]


def test_arrows_lead_to_the_neighbour_and_enter_to_its_evidence(open_page: Any, network: networkx.MultiDiGraph) -> None:
    from selenium.webdriver.common.keys import Keys

    driver = open_page(network)
    driver.execute_script("document.getElementById('canvas').focus()")
    where = "return communique.network.getPosition(communique.chosen().thing)"
    ways = {Keys.ARROW_RIGHT: ("x", 1), Keys.ARROW_LEFT: ("x", -1), Keys.ARROW_DOWN: ("y", 1), Keys.ARROW_UP: ("y", -1)}
    moved = 0
    for key, (axis, way) in ways.items():
        press(driver, Keys.HOME)
        first = driver.execute_script(where)
        press(driver, key)
        last = driver.execute_script(where)
        moved += last != first
        assert last == first or (last[axis] - first[axis]) * way > 0
    assert moved >= 2
    press(driver, Keys.ENTER)
    assert driver.execute_script("return document.activeElement.id") == "evidence"


def test_every_thing_is_in_the_list_and_every_claim_in_the_table(
    open_page: Any, network: networkx.MultiDiGraph
) -> None:
    driver = open_page(network)
    run(driver, "communique.show('table'); document.querySelector('#lines input[data-key=inferred]').click()")
    listed = driver.execute_script("return [...document.querySelectorAll('#things button')].map((b) => b.dataset.iri)")
    rows = driver.execute_script("return [...document.querySelectorAll('#table tbody tr')].map((r) => r.dataset.claim)")
    said = [claim["iri"] for _, node in network.nodes(data=True) for claim in node["said"]]
    assert sorted(listed) == sorted(network)
    assert sorted(rows) == sorted([*(key for *_, key in network.edges(keys=True)), *said])


def test_words_on_the_canvas_stand_out_from_its_ground(open_page: Any, network: networkx.MultiDiGraph) -> None:
    contrast = (
        "const light = (hex) => { const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)"
        "  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);"
        "  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };"
        "return Object.values(communique.inks).flatMap((ink) => [ink.text, ink.quiet].map((words) => {"
        "  const [a, b] = [light(words), light(ink.halo)].sort((one, other) => other - one);"
        "  return (a + 0.05) / (b + 0.05); }))"
    )
    ratios = open_page(network).execute_script(contrast)
    assert len(ratios) == 4
    assert min(ratios) >= 4.5
