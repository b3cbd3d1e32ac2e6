"""How long a page takes to lay out, to open and to pan in headless Chromium, beside plain pyvis on the same graph.

Usage: python bench/page.py [NODES ...]      default 100 500 2000; add 10000 for the tier of communities
Needs Chromium with its driver. Medians of three runs; pyvis gets 60 seconds to become ready, once.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx

from kg.page import to_layout, to_page

RUNS = 3
PATIENCE = 60.0  # seconds that pyvis gets
MOVES = 120
TYPES = [
    "Cooperation", "State", "FormalOrganization", "FormalOrganization", "OrganizationalUnit", "Person",
    "Topic", "Topic", "Topic", "Programme", "Aim", "Aim",
]  # fmt: skip
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --window-size=1440,900"
)
# the first frame: the second turn of painting after the canvas is there
WATCH = """
window.firstFrame = 0;
const watch = () => {
  const canvas = document.querySelector("#canvas canvas");
  if (!canvas || !canvas.width || !window.communique) requestAnimationFrame(watch);
  else requestAnimationFrame(() => requestAnimationFrame(() => { window.firstFrame = performance.now(); }));
};
requestAnimationFrame(watch);
"""
COUNT = """
window.frames = 0;
window.panning = true;
const count = () => { window.frames += 1; if (window.panning) requestAnimationFrame(count); };
requestAnimationFrame(count);
window.panStart = performance.now();
"""
STOP = "window.panning = false; return 1000 * window.frames / (performance.now() - window.panStart);"


def invent(count: int) -> nx.MultiDiGraph:
    """An invented network of `count` things and twice as many claims, in the form of `kg.graph.network`."""
    source = random.Random(count)
    text = " ".join(f"Invented sentence number {n} says something." for n in range(max(count // 10, 1)))
    starts = [n for n, letter in enumerate(text) if letter == "I"]
    sentences = [[n + 1, start, text.index(".", start) + 1] for n, start in enumerate(starts)]
    document = {"iri": "urn:invented", "id": "invented", "title": "Invented", "text": text, "sentences": sentences}
    network = nx.MultiDiGraph(title="Invented", documents=[document])
    for number in range(count):
        kind = TYPES[number % len(TYPES)]
        network.add_node(
            f"urn:thing:{number:05d}", label=f"invented {kind.lower()} {number}", type=kind, type_label=kind
        )
    groups = max(count // 40, 1)
    for number in range(2 * count):
        one = source.randrange(count)
        is_near = source.random() < 0.85
        other = (
            (source.randrange(count) // groups * groups + one % groups) % count if is_near else source.randrange(count)
        )
        first, start, end = source.choice(sentences)
        network.add_edge(
            f"urn:thing:{one:05d}", f"urn:thing:{other:05d}", key=f"urn:claim:{number:05d}", ground="read",
            predicate=source.choice(["hasParticipant", "onTopic", "hasAim"]), label="has to do with", told_as="fact",
            polarity="affirmed", voice="the document", document="urn:invented", spans=[[start, end]], sentences=[first],
            quotes=[text[start:end]], status=source.choice(["ongoing", "intended", ""]), confidence=1.0,
            readers=["nobody"],
        )  # fmt: skip
    return network


def start_browser(folder: Path) -> Any:
    """A headless Chromium that reaches no network."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium") or shutil.which("google-chrome"))
    for flag in [*FLAGS.split(), "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    driver.command_executor.client_config.timeout = int(PATIENCE) + 5
    return driver


def _end(driver: Any) -> None:
    """End a browser and its driver, even where a page keeps it from answering."""
    driver.command_executor.client_config.timeout = 5
    try:
        driver.quit()
    except Exception:
        driver.service.process.kill()


def wait_for(driver: Any, script: str, seconds: float) -> float:
    """Seconds until a script gives something true; infinite if it does not in time."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if driver.execute_script(script):
            return time.monotonic() - start
        time.sleep(0.05)
    return float("inf")


def pan(driver: Any) -> float:
    """Frames a second while a hand drags the picture to and fro, 8 pixels a move."""

    def mouse(kind: str, x: float, y: float, buttons: int) -> None:
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1}
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    box = driver.execute_script("const b = document.querySelector('canvas').getBoundingClientRect(); return [b.x, b.y]")
    left, top = box[0] + 30, box[1] + 30
    mouse("mousePressed", left, top, 1)
    driver.execute_script(COUNT)
    for move in range(1, MOVES + 1):
        turn = 8 * move % 960
        across = turn if turn < 480 else 960 - turn
        mouse("mouseMoved", left + across, top + across / 3, 1)
    rate = driver.execute_script(STOP)
    mouse("mouseReleased", left, top, 0)
    return float(rate)


def measure_ours(driver: Any, path: Path) -> tuple[float, float]:
    """Milliseconds to the first frame, and frames a second while panning."""
    first, pans = [], []
    for _ in range(RUNS):
        driver.get("about:blank")
        driver.get(path.as_uri())
        wait_for(driver, "return window.firstFrame > 0", PATIENCE)
        first.append(driver.execute_script("return window.firstFrame"))
        pans.append(pan(driver))
    return statistics.median(first), statistics.median(pans)


def measure_pyvis(driver: Any, network: nx.MultiDiGraph, folder: Path) -> float:
    """Seconds until plain pyvis has its picture ready: drawn, its loading bar gone. Infinite after a minute."""
    from pyvis.network import Network

    plain = Network(directed=True, cdn_resources="in_line")
    for node, own in network.nodes(data=True):
        plain.add_node(node, label=own["label"])
    for one, other, own in network.edges(data=True):
        plain.add_edge(one, other, title=own["label"])
    path = folder / "pyvis.html"
    path.write_text(plain.generate_html(), encoding="utf-8")
    start = time.monotonic()
    driver.get("about:blank")
    try:
        driver.get(path.as_uri())
        ready = "return window.network !== undefined && window.network.physics.stabilized === true"
        wait_for(driver, ready, PATIENCE - (time.monotonic() - start))
        is_ready = driver.execute_script(ready)
    except Exception as error:  # a page that hangs ends the wait, whatever the driver calls it
        print(f"            pyvis: {type(error).__name__}")
        return float("inf")
    took = time.monotonic() - start
    return took if is_ready and took <= PATIENCE else float("inf")


def measure(count: int, folder: Path) -> None:
    """Print the figures of one size."""
    network = invent(count)
    start = time.process_time()
    positions = to_layout(network)
    laid = time.process_time() - start
    start = time.process_time()
    page = to_page(network, positions=positions)
    made = time.process_time() - start
    path = folder / f"{count}.html"
    path.write_text(page, encoding="utf-8")
    driver = start_browser(folder)
    try:
        first, pans = measure_ours(driver, path)
        plain = measure_pyvis(driver, network, folder)
    finally:
        _end(driver)
        shutil.rmtree(folder / "profile", ignore_errors=True)
    ratio = f"{plain * 1000 / first:8.0f} x" if plain < float("inf") else f"  > {PATIENCE * 1000 / first:5.0f} x"
    theirs = f"{plain:8.1f} s" if plain < float("inf") else f"  > {PATIENCE:.0f} s"
    ours = f"{laid:9.2f} s {made:8.2f} s {len(page) / 1e6:8.2f} MB {first:9.0f} ms {pans:8.0f} /s"
    print(f"{count:6d} {ours} {theirs:>10} {ratio}", flush=True)


def main() -> None:
    """Print a row a size."""
    sizes = [int(size) for size in sys.argv[1:]] or [100, 500, 2000]
    print(" nodes  layout CPU  page CPU      size  first frame  panning      pyvis   ratio")
    with tempfile.TemporaryDirectory(prefix="communique-bench-", ignore_cleanup_errors=True) as folder:
        for size in sizes:
            measure(size, Path(folder))


if __name__ == "__main__":
    main()
