"""The built documentation in a real browser: at two widths, light and dark, without script, network or overflow."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from making.chosen import Chosen
from making.site import REFERENCE, Site
from support import ROOT, require

from kg.build import Build
from kg.files import write_folder

pytestmark = pytest.mark.browser
NAMES = [
    REFERENCE,
    "index.html",
    "changelog.html",
    *sorted(f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")),
]
UNFOLD = "for (const details of document.querySelectorAll('details')) details.open = true;"
OVERFLOW = "return document.documentElement.scrollWidth - innerWidth;"
TEXT_OUTSIDE = """
const svg = document.querySelector("figure svg"), frame = svg.viewBox.baseVal;
const cards = [...svg.querySelectorAll("rect.card, rect.node")].map((rect) => rect.getBBox());
return [...svg.querySelectorAll("text")].filter((text) => {
  const box = text.getBBox();
  const card = cards.find((c) => box.x >= c.x && box.x <= c.x + c.width && box.y >= c.y && box.y <= c.y + c.height);
  const room = card || frame;
  return box.x < room.x || box.x + box.width > room.x + room.width || box.y + box.height > room.y + room.height;
}).map((text) => text.textContent);
"""


@pytest.fixture(scope="module")
def folder(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation."""
    place = tmp_path_factory.mktemp("docs") / "html"
    write_folder(place, Site(ROOT, Chosen(build)).files(), ours=[])
    return place


def show(driver: Any, page: Path, width: int, scheme: str) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme_feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme_feature]})
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get(page.as_uri())
    driver.execute_script(UNFOLD)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window(driver: Any, folder: Path, name: str, width: int) -> None:
    show(driver, folder / name, width, "light")
    assert driver.execute_script(OVERFLOW) <= 0
    assert driver.get_log("browser") == []


@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in NAMES), (REFERENCE, "dark")])
def test_axe_finds_nothing(driver: Any, folder: Path, name: str, scheme: str) -> None:
    modules = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules"))
    axe = modules / "axe-core" / "axe.min.js"
    require(axe.is_file(), "the npm package axe-core is needed (npm install axe-core)")
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    show(driver, folder / name, 390, scheme)
    driver.execute_script(axe.read_text("utf-8"))
    driver.set_script_timeout(60)
    run = "axe.run().then((found) => arguments[0](found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])))"
    assert driver.execute_async_script(run) == []
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


@pytest.mark.parametrize("width", [390, 1440])
def test_the_picture_holds_its_words(driver: Any, folder: Path, width: int) -> None:
    show(driver, folder / REFERENCE, width, "light")
    assert driver.execute_script("return document.querySelectorAll('figure svg text').length") > 20
    assert driver.execute_script(TEXT_OUTSIDE) == []


def test_the_picture_follows_light_and_dark(driver: Any, folder: Path) -> None:
    shown = []
    for scheme in ("light", "dark"):
        show(driver, folder / REFERENCE, 1440, scheme)
        fill = "return getComputedStyle(document.querySelector('figure svg .ground')).fill"
        ink = "return getComputedStyle(document.querySelector('figure svg text')).fill"
        shown.append((driver.execute_script(fill), driver.execute_script(ink)))
    assert shown[0] == ("rgb(255, 255, 255)", "rgb(22, 32, 42)")
    assert shown[1] == ("rgb(16, 22, 29)", "rgb(238, 242, 246)")


def test_an_anchor_leads_to_its_term(driver: Any, folder: Path) -> None:
    show(driver, folder / REFERENCE, 1440, "light")
    driver.get((folder / REFERENCE).as_uri() + "#hasParticipant")
    top = driver.execute_script("return document.getElementById('hasParticipant').getBoundingClientRect().top")
    assert 0 <= top < 100
