"""Hostile requests: a clean refusal, no crash, nothing fetched or opened, the next good query answered."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile import ATTACKS, Attack
from served import TOKEN, Got, Server

CLEAN = {400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 421, 431, 503}


@dataclass
class Trap:
    """A listener and a named pipe that nobody may touch."""

    port: int
    pipe: Path
    listener: socket.socket

    def is_untouched(self) -> bool:
        """True where nobody has connected, and nobody has the pipe open for reading."""
        try:
            self.listener.accept()
        except BlockingIOError:
            pass
        else:
            return False
        try:
            os.close(os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:
            return True  # no reader
        return False


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    pipe = tmp_path_factory.mktemp("trap") / "pipe"
    os.mkfifo(pipe)
    yield Trap(listener.getsockname()[1], pipe, listener)
    listener.close()


@pytest.fixture(scope="module", autouse=True)
def _filled(writable: Server, built: Path) -> None:
    """The writable server holds the project's graph again, whatever other tests have left in it."""
    assert writable.update("DROP ALL").status == 204
    for path in ("/store?default", "/store?graph=http://example.org/kept"):
        body = (built / "build" / "graph.ttl").read_bytes()
        assert writable.write("PUT", path, body, content_type="text/turtle").status in (201, 204)


def send(attack: Attack, server: Server, trap: Trap) -> Got:
    def fill(text: bytes) -> bytes:
        return text.replace(b"{port}", str(trap.port).encode()).replace(b"{file}", str(trap.pipe).encode())

    headers = dict(attack.headers)
    if attack.to == "writable" and attack.with_token:
        headers["authorization"] = f"Bearer {TOKEN}"
    body = fill(attack.body)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.putrequest(attack.method, attack.path, skip_host="host" in headers, skip_accept_encoding=True)
        if body and "content-length" not in headers:
            headers["content-length"] = str(len(body))
        for name, value in headers.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        return Got(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_hostile_request_is_refused_and_the_next_good_one_answered(
    attack: Attack, server: Server, writable: Server, trap: Trap
) -> None:
    target = writable if attack.to == "writable" else server
    before = target.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").body
    got = send(attack, target, trap)
    assert got.status in CLEAN | ({204} if attack.may_do_nothing else set()), got.body[:500]
    assert b"Traceback" not in got.body
    assert "set-cookie" not in got.headers
    assert trap.is_untouched()
    assert target.process.poll() is None
    assert target.answers()
    assert target.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").body == before


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 40
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def test_the_trap_can_be_touched(trap: Trap) -> None:
    """Otherwise the tests above would prove nothing."""
    with socket.create_connection(("127.0.0.1", trap.port)):
        time.sleep(0.05)
        assert not trap.is_untouched()
    reader = subprocess.Popen(["cat", str(trap.pipe)], stdout=subprocess.PIPE)
    time.sleep(0.3)
    assert not trap.is_untouched()
    reader.wait(5)
    assert trap.is_untouched()
