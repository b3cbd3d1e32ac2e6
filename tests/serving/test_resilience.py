"""Busy workers, slow clients, dead processes: the front answers, and nothing is left behind."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from served import Server, Start, stop
from support import ROOT, require

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def family(pid: int) -> list[int]:
    """The processes that descend from one, oldest first (Linux)."""
    require(Path("/proc").is_dir(), "no /proc on this system")
    found = [pid]
    for path in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda p: int(p.parent.name)):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent in found:
            found.append(int(path.parent.name))
    return found[1:]


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def wait_until(condition: object, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def busy(server: Server) -> int:
    figures = server.send("GET", "/metrics").text
    return int(float(figures.partition("\nkg_busy ")[2].split()[0]))


def post(query: bytes) -> bytes:
    """A whole request."""
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    return f"{head}Content-Length: {len(query)}\r\n\r\n".encode() + query


def test_the_front_answers_while_every_worker_is_busy_and_refuses_what_is_too_much(start_server: Start) -> None:
    server = start_server("--workers", "2", "--seconds", "6")
    statuses: list[int] = []

    def ask() -> None:
        statuses.append(server.query(ENDLESS).status)

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    assert wait_until(lambda: busy(server) == 2)
    assert server.send("GET", "/healthz").status == 200
    refused = server.query("ASK {}")
    assert (refused.status, refused.headers["retry-after"]) == (503, "1")
    assert busy(server) == 2  # both were at work all the time
    for asker in askers:
        asker.join()
    assert statuses == [503, 503]
    assert server.answers()
    stop(server)


def test_a_client_that_leaves_frees_its_worker(start_server: Start) -> None:
    server = start_server("--workers", "1", "--seconds", "60")
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        body = ENDLESS.encode()
        client.sendall(post(body))
        assert wait_until(lambda: busy(server) == 1)
    assert wait_until(lambda: busy(server) == 0)
    assert server.answers()
    stop(server)


@pytest.fixture(scope="module")
def slow(start_server: Start) -> Server:
    return start_server("--workers", "1", "--patience", "1", "--max-result", "32")


def closes(client: socket.socket) -> bytes:
    """What the server says until it closes."""
    client.settimeout(30)
    said = b""
    try:
        while piece := client.recv(65536):
            said += piece
    except ConnectionError:
        pass
    return said


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n",
        b"GET /heal",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HT",
        post(b" " * 100)[:-97],
    ],
    ids=["nothing", "half a head", "half a line", "half a second request", "half a body"],
)
def test_a_client_that_sends_no_more_is_let_go(slow: Server, sent: bytes) -> None:
    clients = [socket.create_connection(("127.0.0.1", slow.port)) for _ in range(20)]
    for client in clients:
        client.sendall(sent)
    assert slow.answers()
    for client in clients:
        closes(client)  # ends, or the time-out of the socket fails this test
        client.close()
    assert not [line for line in slow.said if "Exception" in line]


def test_a_client_that_sends_a_byte_now_and_then_is_let_go(slow: Server) -> None:
    with socket.create_connection(("127.0.0.1", slow.port)) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        for number in range(200):
            try:
                client.sendall(f"X-{number}: x\r\n".encode())
            except ConnectionError:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the server waited for ever")
    assert slow.answers()


def test_clients_that_do_not_take_their_answer_hold_no_worker_and_are_let_go(slow: Server) -> None:
    query = b"SELECT (CONCAT(STR(?a), STR(?b), STR(?c)) AS ?w) { ?a ?b ?c . ?d a cmq:Claim } LIMIT 100000"
    clients = []
    for _ in range(5):
        client = socket.create_connection(("127.0.0.1", slow.port))
        client.sendall(post(query))
        assert client.recv(12) == b"HTTP/1.1 200"
        clients.append(client)
    assert slow.answers()
    time.sleep(3)  # three times the patience
    for client in clients:
        client.settimeout(30)
        taken = 0
        try:
            while piece := client.recv(65536):
                taken += len(piece)
        except ConnectionError:
            pass
        assert taken < 5_000_000  # the rest was never sent
        client.close()


def test_a_worker_that_dies_is_replaced(start_server: Start) -> None:
    server = start_server("--workers", "2")
    keeper, *workers = family(server.process.pid)
    assert len(workers) == 2
    for _ in range(3):
        for worker in family(keeper):
            os.kill(worker, signal.SIGKILL)
        assert wait_until(server.answers)
    assert wait_until(lambda: len([w for w in family(keeper) if is_running(w)]) == 2)
    stop(server)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_behind(start_server: Start, sign: signal.Signals) -> None:
    server = start_server("--workers", "2", "--seconds", "3", "--writable")
    assert server.update("INSERT DATA { <a:s> <a:p> 1 }").status == 204
    threading.Thread(target=lambda: ignoring_the_end(server), daemon=True).start()
    assert wait_until(lambda: busy(server) == 1)
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*") if is_of(path, server)]
    assert len(pids) >= 3  # the keeper and its workers
    server.process.send_signal(sign)
    server.process.wait(20)
    assert wait_until(lambda: not any(is_running(pid) for pid in pids))


def ignoring_the_end(server: Server) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        server.query(ENDLESS)


def is_of(process: Path, server: Server) -> bool:
    """True for a keeper or a worker of this server, told by its environment."""
    try:
        command, environment = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
    except OSError:
        return False
    return b"kg.serving.keeper" in command and f"KG_TEST_SERVER={server.name}\0".encode() in environment + b"\0"


def test_a_reader_goes_over_to_the_next_build(start_server: Start, tmp_path: Path) -> None:
    for name in ("data", "ontology"):
        shutil.copytree(ROOT / name, tmp_path / name)
    build = [sys.executable, "-m", "kg", "build", "--no-pages"]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    server = start_server("--workers", "2", cwd=tmp_path)
    title = "SELECT ?t { ?d dcterms:title ?t FILTER (CONTAINS(?t, 'Issue Joint')) }"
    before = server.query(title, "text/csv").text
    claims = next(tmp_path.glob("data/statements/*/claims.yaml"))
    claims.write_text(
        claims.read_text("utf-8").replace("to Enhance Cooperation", "to Enhance All Cooperation"), "utf-8"
    )
    assert server.query(title, "text/csv").text == before  # the build is what is served
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    assert wait_until(lambda: "Enhance All Cooperation" in server.query(title, "text/csv").text)
    assert "Enhance All Cooperation" in server.send("GET", "/graph.ttl").text
    stop(server)


def test_an_answer_holds_nothing_of_one_that_grew_too_large(start_server: Start) -> None:
    server = start_server("--workers", "1", "--max-result", "2")
    row = "SELECT (CONCAT('%s', STR(?c)) AS ?w) { ?a ?b ?c . ?d a cmq:Claim } LIMIT %d"
    assert server.query(row % ("first", 200_000), "text/csv").status == 400
    got = server.query(row % ("second", 10_000), "text/csv")
    assert got.status == 200
    assert len(got.body) > 256 * 1024  # too large for memory: it comes from the file
    assert got.text.startswith("w\r\n")
    assert "first" not in got.text
    assert got.text.count("second") == 10_000
    stop(server)
