"""A real `kg serve` in a child process, on a free loopback port, ended by its own process id."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import TOKEN, Server, Start, stop
from support import ROOT, require


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fresh build of the shipped project, to start servers in."""
    folder = tmp_path_factory.mktemp("served")
    for name in ("data", "ontology"):
        (folder / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-m", "kg", "build"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def start_server(built: Path) -> Iterator[Start]:
    """Starts servers with options; all are ended when the tests are."""
    started: list[Server] = []

    def start(*options: str, cwd: Path = built, env: dict[str, str] | None = None) -> Server:
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", *options]
        name = f"{os.getpid()}-{len(started)}"
        environment = {**os.environ, "KG_TOKEN": TOKEN, "KG_TEST_SERVER": name, "PYTHONPATH": str(ROOT), **(env or {})}
        process = subprocess.Popen(command, cwd=cwd, env=environment, stderr=subprocess.PIPE, encoding="utf-8")
        server = Server(process, 0, name=name)
        assert process.stderr
        for line in process.stderr:
            server.said.append(line)
            found = re.search(r"http://[^ ]*:(\d+)/", line)
            if found:
                server.port = int(found[1])
                break
        assert server.port, "".join(server.said)
        threading.Thread(target=lambda: server.said.extend(process.stderr or []), daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        stop(server)


@pytest.fixture(scope="session")
def server(start_server: Start) -> Server:
    """A read-only server with short limits."""
    return start_server("--seconds", "2", "--workers", "2", "--memory", "256", "--max-result", "8")


@pytest.fixture(scope="session")
def writable(start_server: Start) -> Server:
    """A server that the tests may write into; it also goes by the name that the W3C's tests use."""
    limits = ("--seconds", "2", "--workers", "2", "--memory", "256", "--max-body", "4")
    return start_server("--writable", "--allow-host", "www.example", *limits)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A fresh headless Chromium with its console and its requests recorded."""
    browser, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    require(bool(browser and chromedriver), "no Chromium with its driver on this machine")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(browser)
    profile = f"--user-data-dir={tmp_path_factory.mktemp('profile')}"
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--window-size=1280,900",
        profile,
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(str(chromedriver)))
    yield started
    started.quit()
