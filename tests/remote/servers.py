"""Real stores for tests: started on a free port of the loopback, ended by their own process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support import require

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


@dataclass(frozen=True)
class Store:
    """A running store: where it is asked, where its graphs are, how one signs in (an option and the environment)."""

    name: str
    query: str
    graphs: str
    auth: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Store]:
    """The `oxigraph` server from PyPI."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    require(program is not None, "the oxigraph server is needed (pip install oxigraph)")
    address = f"http://127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--location", str(folder), "--bind", address.removeprefix("http://")]
    with _running([*command, "--union-default-graph"], folder, address):
        yield Store("oxigraph", f"{address}/query", f"{address}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Store]:
    """Virtuoso 7 from Debian, with a database of its own and its first password."""
    program = shutil.which("virtuoso-t")
    require(program is not None, "Virtuoso is needed (apt install virtuoso-opensource-7)")
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=folder, sql=free_port(), http=port), "utf-8")
    command = [str(program), "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    address = f"http://127.0.0.1:{port}"
    with _running(command, folder, f"{address}/sparql"):
        signed = {"KG_USER": "dba", "KG_PASSWORD": "dba"}
        yield Store("virtuoso", f"{address}/sparql", f"{address}/sparql-graph-crud-auth", ["--auth", "digest"], signed)


@contextmanager
def own(folder: Path) -> Iterator[Store]:
    """Our own endpoint, writable; its default graph stands alone."""
    port, token = free_port(), "0123456789abcdef0123456789abcdef"
    (folder / "empty.nt").write_bytes(b"")
    command = [sys.executable, "-m", "kg", "serve", "--on", "empty.nt", "--writable", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with _running(command, folder, f"{address}/healthz", {"KG_TOKEN": token}):
        signed = {"KG_TOKEN": token}
        yield Store("kg serve", f"{address}/sparql", f"{address}/store", ["--auth", "bearer"], signed, ["--default"])


STORES = {"oxigraph": oxigraph, "virtuoso": virtuoso, "kg serve": own}


@contextmanager
def _running(
    command: list[str], folder: Path, address: str, environment: dict[str, str] | None = None
) -> Iterator[None]:
    everything = {**os.environ, **(environment or {})}
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=everything)
    try:
        _wait(process, address, folder)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, (folder / "output.txt").read_text("utf-8", "replace")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{command_name(process)} does not answer")


def command_name(process: subprocess.Popen[bytes]) -> str:
    return str(process.args[0]) if isinstance(process.args, list) else str(process.args)
