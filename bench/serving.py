"""How many requests a second `kg serve` answers to 16 clients, and the Rust `oxigraph` server beside it.

Usage: python bench/serving.py [TRIPLES [SECONDS]]      default 100,000 triples, 5 seconds a run

Both servers hold the same file in memory and are asked the same queries by `wrk` (Debian: wrk), one after the other,
each kind of query three times in turn; medians are printed. Each request asks about another thing, so that no cache of
answers could help. Needs the extra `serve` and the package `oxigraph`.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg import terms
from kg.build import build_in_memory
from kg.project import find_project

CLIENTS, TURNS = 16, 3
PREFIXES = f"PREFIX cmq: <{terms.ONT}> PREFIX rdfs: <{terms.RDFS}> PREFIX oa: <{terms.OA}> "
QUERIES = {
    "look-up": "SELECT ?p ?o { <%agent%> ?p ?o }",
    "join": "SELECT ?u ?name ?status { ?u cmq:hasParticipant <%agent%> ; rdfs:label ?name ; cmq:hasStatus ?status }",
    "evidence": "SELECT ?claim ?words ?start { ?claim cmq:subject <%undertaking%> ; cmq:hasEvidence ?e . "
    "?e oa:exact ?words ; oa:start ?start } ORDER BY ?start",
    "optional": "SELECT ?name ?acronym { ?u cmq:hasParticipant <%agent%> ; cmq:hasParticipant ?b . "
    "?b rdfs:label ?name OPTIONAL { ?b cmq:acronym ?acronym } }",
    "aggregate": "SELECT ?predicate (COUNT(*) AS ?n) { ?c cmq:inDocument <%document%> ; cmq:predicate ?predicate } "
    "GROUP BY ?predicate ORDER BY DESC(?n)",
    "construct": "CONSTRUCT { ?s ?p ?o } { ?c cmq:subject <%undertaking%> ; cmq:subject ?s ; cmq:predicate ?p ; "
    "cmq:object ?o }",
}
THINGS = {"agent": "agent/nist", "undertaking": "undertaking/nist-npl", "document": "document/us-uk-quantum-2021"}


def write_graph(path: Path, triples: int) -> int:
    """Write copies of the shipped graph, each with names of its own, until there are as many triples; gives copies."""
    graph = build_in_memory(find_project(Path(__file__))).graph
    text = ox.serialize((q.triple for q in graph.merged), format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    lines, copies = text.decode(), -(-triples // len(graph.merged))
    name = re.compile(rf"(<{re.escape(terms.ID)}[^>]*)>")
    with path.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            file.write(name.sub(rf"\1-{copy}>", lines))
    return copies


def write_requests(folder: Path, copies: int) -> dict[str, Path]:
    """A script for `wrk` for each kind of query, and one for all of them in turn."""
    paths = {kind: [_path(query, copy) for copy in range(copies)] for kind, query in QUERIES.items()}
    paths["all in turn"] = [path for turn in zip(*paths.values(), strict=True) for path in turn]
    scripts = {}
    for kind, asked in paths.items():
        scripts[kind] = folder / f"{kind}.lua"
        listed = ",\n".join(f"wrk.format('GET', '{path}', {{['Accept'] = '*/*'}})" for path in asked)
        scripts[kind].write_text(
            f"local asked, at = nil, 0\ninit = function() asked = {{{listed}}} end\n"
            "request = function() at = at % #asked + 1 return asked[at] end\n"
            "done = function(summary, latency) local wrong = summary.errors\n"
            "io.write(string.format('p99 %f failed %d\\n', latency:percentile(99) / 1000,"
            " wrong.status + wrong.connect + wrong.read + wrong.timeout)) end\n"
        )
    return scripts


def _path(query: str, copy: int) -> str:
    for name, thing in THINGS.items():
        query = query.replace(f"%{name}%", f"{terms.ID}{thing}-{copy}")
    return "/%s?query=" + quote(PREFIXES + query, safe="")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running server: the address of its endpoint, and its process."""

    url: str
    pid: int

    def cpu(self) -> float:
        """The CPU time of the process and of all that descend from it, in seconds (Linux)."""
        parents, times = {}, {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            pid = int(path.parent.name)
            parents[pid], times[pid] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        mine = {self.pid}
        for pid in sorted(parents):  # a child is younger than its parent
            if parents[pid] in mine:
                mine.add(pid)
        return sum(times.get(pid, 0.0) for pid in mine)


@contextmanager
def running(command: list[str], port: int, path: str) -> Iterator[Server]:
    """A server that is ended afterwards, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/{path}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5).read()
                break
            except OSError:
                time.sleep(0.1)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[Server]:
    """The Rust server, in memory, with the same data."""
    binary = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    port = _free_port()
    with running([binary, "serve", "--bind", f"127.0.0.1:{port}"], port, "query") as server:
        subprocess.run(
            ["curl", "-sf", "-X", "POST", "-H", "Content-Type: application/n-triples", "-T", str(data),
             f"http://127.0.0.1:{port}/store?default"], check=True,
        )  # fmt: skip
        yield server


@contextmanager
def kg_serve(data: Path, folder: Path) -> Iterator[Server]:
    """Our server, in memory, with the same data."""
    port = _free_port()
    command = [sys.executable, "-m", "kg", "serve", "--on", str(data), "--port", str(port)]
    with running(command, port, "sparql") as server:
        yield server


@dataclass(frozen=True)
class Load:
    """What a server did under load: requests a second, 99th percentile (ms), CPU a request (µs), failures."""

    rate: float
    tail: float
    cpu: float
    failed: int


def load(server: Server, script: Path, seconds: int) -> Load:
    """What the server does for 16 clients that ask without pause."""
    local = script.with_suffix(".run.lua")
    local.write_text(script.read_text().replace("/%s?", f"/{server.url.rpartition('/')[2]}?"))
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "-s", str(local), server.url]
    before = server.cpu()
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    used = server.cpu() - before
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", shown), re.search(r"(\d+) requests in", shown)
    tail = re.search(r"p99 ([\d.]+) failed (\d+)", shown)
    assert rate and tail and count, shown
    return Load(float(rate[1]), float(tail[1]), 1e6 * used / max(1, int(count[1])), int(tail[2]))


def median(runs: list[Load], figure: str) -> float:
    """The median of a figure over runs."""
    return statistics.median(getattr(run, figure) for run in runs)


HEADER = (
    f"{'':<12} {'requests/s':^21}  {'p99, ms':^15}  {'CPU, µs/request':^21}  failed\n"
    f"{'query':<12} {'kg':>6} {'oxigraph':>8} {'ratio':>5}  {'kg':>6} {'oxigraph':>8}  "
    f"{'kg':>6} {'oxigraph':>8} {'ratio':>5}"
)


def main() -> None:
    """Print a row a kind of query."""
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed (Debian: wrk)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "graph.nt"
        scripts = write_requests(folder, write_graph(data, triples))
        with kg_serve(data, folder) as ours, oxigraph(data, folder) as theirs:
            print(f"{triples:,} triples, {CLIENTS} clients, {TURNS} runs of {seconds} s each, medians\n{HEADER}")
            for kind, script in scripts.items():
                runs = [(load(ours, script, seconds), load(theirs, script, seconds)) for _ in range(TURNS)]
                print(to_row(kind, [run[0] for run in runs], [run[1] for run in runs]), flush=True)


def to_row(kind: str, mine: list[Load], peer: list[Load]) -> str:
    """The medians of both servers; ratios above 1 are in our favour for rates, below 1 for CPU."""
    rate, tail, cpu = ((median(mine, f), median(peer, f)) for f in ("rate", "tail", "cpu"))
    failed = sum(run.failed for run in [*mine, *peer])
    return (
        f"{kind:<12} {rate[0]:>6.0f} {rate[1]:>8.0f} {rate[0] / rate[1]:>5.2f}  {tail[0]:>6.1f} {tail[1]:>8.1f}  "
        f"{cpu[0]:>6.0f} {cpu[1]:>8.0f} {cpu[0] / cpu[1]:>5.1f}  {failed}"
    )


if __name__ == "__main__":
    main()
