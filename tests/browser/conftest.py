"""One real Chromium for all tests of this folder, and pages opened in it from a file."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx
import pytest
from settling import settle

from kg.build import Build

FLAGS = """--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
--disable-background-networking --disable-component-update --hide-scrollbars --force-color-profile=srgb"""
WATCH = """
window.seen = {violations: [], fired: []};
document.addEventListener("securitypolicyviolation",
  (event) => window.seen.violations.push(event.violatedDirective));
window.alert = (words) => window.seen.fired.push(String(words));
"""


def _find(*names: str) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


def _give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def example() -> ModuleType:
    """The builder of the example network, which lives with the tests of the page."""
    place = Path(__file__).parents[1] / "page" / "example_network.py"
    spec = importlib.util.spec_from_file_location("example_network", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A fresh headless Chromium with its console and its requests recorded."""
    browser = _find("chromium", "chromium-browser", "google-chrome")
    chromedriver = _find("chromedriver")
    if not browser or not chromedriver:
        _give_up("no Chromium with its driver on this machine (Debian: chromium, chromium-driver)")
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        _give_up("selenium is not installed (extra `test`)")
    options = webdriver.ChromeOptions()
    options.binary_location = str(browser)
    for flag in [*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(str(chromedriver)))
    started.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    started.set_script_timeout(120)
    yield started
    started.quit()


Open = Callable[..., Any]


@pytest.fixture(scope="module")
def open_html(driver: Any, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """A function that opens a page's text at a size, in light or dark, with a fragment; returns the driver."""
    written: dict[str, Path] = {}

    def open_it(html: str, width: int = 1440, height: int = 900, scheme: str = "light", fragment: str = "") -> Any:
        if html not in written:
            written[html] = tmp_path_factory.mktemp("page") / "graph.html"
            written[html].write_text(html, encoding="utf-8")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        driver.get("about:blank")
        for log in ("browser", "performance"):
            driver.get_log(log)
        driver.get(written[html].as_uri() + fragment)
        settle(driver)
        return driver

    return open_it


@pytest.fixture(scope="module")
def open_page(open_html: Open) -> Open:
    """The same for a network, of which the page is made."""
    from kg.page import to_page

    made: dict[int, str] = {}

    def open_it(network: networkx.MultiDiGraph, *arguments: Any, **options: Any) -> Any:
        if id(network) not in made:
            made[id(network)] = to_page(network)
        return open_html(made[id(network)], *arguments, **options)

    return open_it


@pytest.fixture(scope="session")
def shipped(build: Build) -> str:
    """The page of the shipped statement, as `kg build` writes it."""
    from kg.build import to_files

    return to_files(build)["graph.html"].decode()
