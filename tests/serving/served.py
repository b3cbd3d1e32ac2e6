"""A running server as the tests see it: what is sent to it, and what it answers."""

from __future__ import annotations

import http.client
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

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


def stop(server: Server) -> None:
    """End a server by its own process id."""
    server.process.terminate()
    try:
        server.process.wait(15)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
