"""A real `kg serve` in a child process, on a free loopback port, ended by its own process id."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from support import ROOT, require

TOKEN = "a-token-for-the-tests-only"
Start = Callable[..., "Server"]


@dataclass
class Got:
    """An answer: status, headers in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Server:
    """A running server and what is known of it."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)
    name: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes | None = None, timeout: float = 60, **headers: str) -> Got:
        """One request on a connection of its own; header names with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {n.replace("_", "-"): v for n, v in headers.items()})
            answer = connection.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, given, answer.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "application/sparql-results+json", **headers: str) -> Got:
        return self.send("GET", "/sparql?" + urlencode({"query": sparql}), accept=accept, **headers)

    def update(self, sparql: str, parameters: str = "") -> Got:
        body = sparql.encode()
        return self.write("POST", "/sparql" + parameters, body, content_type="application/sparql-update")

    def write(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Got:
        return self.send(method, path, body, authorization=f"Bearer {TOKEN}", **headers)

    def answers(self) -> bool:
        """True where a plain query gets its right answer."""
        got = self.query("SELECT (1 + 1 AS ?two) {}", "text/csv")
        return got.status == 200 and got.text.split() == ["two", "2"]


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


def stop(server: Server) -> None:
    """End a server by its own process id."""
    server.process.terminate()
    try:
        server.process.wait(15)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="session")
def server(start_server: Start) -> Server:
    """A read-only server with short limits."""
    return start_server("--seconds", "2", "--workers", "2", "--memory", "256", "--max-result", "8")


@pytest.fixture(scope="session")
def writable(start_server: Start) -> Server:
    """A server that the tests may write into; it also goes by the name that the W3C's tests use."""
    limits = ("--seconds", "5", "--workers", "2", "--memory", "256", "--max-body", "4")
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
