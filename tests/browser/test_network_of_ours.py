"""`kg.Network` in a real Chromium: silent and still at first sight, its titles and labels text, searched and listed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from settling import settle

import kg

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>alert('label')</script>",
    "<img src=x onerror=alert('img')>",
    "<a href=\"javascript:alert('link')\">link</a>",
    "{{constructor.constructor('alert(1)')()}}",
    "\u202egnp.exe \u200b\u2028",
    "مختبر الفيزياء 👩🏽‍🔬 量子技術",
    "A" * 10_000,
]


def hostile_network() -> kg.Network:
    net = kg.Network(heading=HOSTILE[0])
    for number, words in enumerate(HOSTILE):
        net.add_node(number, label=words, title=words, group=words)
        net.add_node(words, label="plain", color=words)
        net.add_edge(number, words, title=words, label=words, color=words)
        net.add_edge(number, 0, title=words)
    return net


def watched(driver: Any, path: Path) -> Any:
    driver.get("about:blank")
    for log in ("browser", "performance"):
        driver.get_log(log)
    driver.get(path.as_uri())
    settle(driver)
    return driver


def assert_silent(driver: Any) -> None:
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert [url for url in sent if not url.startswith(("file:", "data:", "about:"))] == []
    assert driver.get_log("browser") == []
    assert driver.execute_script("return window.seen") == {"violations": [], "fired": []}


def test_hostile_titles_and_labels_are_text_144_166(driver: Any, tmp_path: Path) -> None:
    net = hostile_network()
    net.write_html(tmp_path / "hostile.html")
    watched(driver, tmp_path / "hostile.html")
    for thing in driver.execute_script("return communique.data.things.map((thing) => thing.iri)"):
        driver.execute_script("communique.select(arguments[0])", thing)
    settle(driver)
    driver.execute_script("communique.select('1')")
    settle(driver)
    assert HOSTILE[1] in driver.execute_script("return document.getElementById('evidence').innerText")
    assert driver.execute_script("return document.querySelectorAll('img, iframe, a[href^=javascript]').length") == 0
    assert_silent(driver)


def test_still_at_first_sight_and_the_same_pixels_again(driver: Any, tmp_path: Path) -> None:
    net = kg.Network(heading="A wheel")
    net.add_nodes(list(range(12)))
    net.add_edges([(0, n) for n in range(1, 12)] + [(0, 1), (3, 3)])
    net.write_html(tmp_path / "wheel.html")
    watched(driver, tmp_path / "wheel.html")
    first = driver.get_screenshot_as_png()
    settle(driver)
    settle(driver)
    assert driver.get_screenshot_as_png() == first
    watched(driver, tmp_path / "wheel.html")
    assert driver.get_screenshot_as_png() == first
    assert driver.execute_script("return communique.network.physics.physicsEnabled") is False
    assert_silent(driver)


def test_a_large_picture_pans_by_moving_and_is_whole_again_after(driver: Any, tmp_path: Path) -> None:
    net = kg.Network(heading="Many")
    net.add_nodes(list(range(400)))
    net.add_edges([(n, n * 7 % 400) for n in range(400)])
    net.write_html(tmp_path / "many.html")
    watched(driver, tmp_path / "many.html")
    before = driver.get_screenshot_as_png()

    def mouse(kind: str, x: float, y: float, buttons: int) -> None:
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    def wait() -> None:
        driver.execute_async_script("setTimeout(arguments[0], 500)")
        settle(driver)

    corner = "const box = document.querySelector('#canvas').getBoundingClientRect(); return [box.x, box.y]"
    box = driver.execute_script(corner)
    left, top = box[0] + 12, box[1] + 12
    mouse("mousePressed", left, top, 1)
    for step in range(1, 21):
        mouse("mouseMoved", left + 9 * step, top + 3 * step, 1)
    moved = driver.get_screenshot_as_png()
    assert moved != before
    for step in range(20, -1, -1):
        mouse("mouseMoved", left + 9 * step, top + 3 * step, 1)
    mouse("mouseReleased", left, top, 0)
    wait()
    assert driver.execute_script("return communique.network.getViewPosition()") is not None
    driver.execute_script("document.getElementById('fit').click()")
    wait()
    driver.execute_script("document.activeElement.blur()")
    wait()
    assert driver.get_screenshot_as_png() == before
    assert_silent(driver)
