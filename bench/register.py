"""What the catalogue costs: loading it ready for look-ups, looking names up, against reading the same facts as a table.

Usage: python bench/register.py [ROR-BODIES.csv] [--runs N]

Process time in milliseconds, the median of some runs after one that is not counted; ratios are what counts on a machine
that others use too. The peer is the naive way: csv.DictReader over the Registry's table (made from the catalogue itself
where none is given), and a dictionary of case-folded names.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.catalogue import BODIES, Catalogue
from kg.marked import nearest
from kg.project import find_project
from kg.register import Register, read_register
from kg.sources.keys import entry_key, normal_key
from kg.vocabulary import read_vocabulary

FOLDER = Path(__file__).resolve().parents[1] / "data" / "catalogue" / "compiled"
COLUMNS = (
    "name",
    "kind",
    "label",
    "ror",
    "country",
    "listed",
    "founded",
    "wikidata",
    "acronyms",
    "aliases",
    "related",
)


def median_ms(work: Callable[[], Any], runs: int) -> float:
    """The median process time of some runs, in milliseconds."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        kept = work()
        times.append(time.process_time() - start)
        del kept
    return 1000 * statistics.median(times)


def load() -> Catalogue:
    """The catalogue with both indexes ready: names and keys."""
    catalogue = Catalogue(FOLDER)
    assert catalogue.find("@GB") and "african-union" in catalogue
    return catalogue


def naive(table: Path) -> dict[str, dict[str, str]]:
    """Every row by each of its names, as one would first write it."""
    found = {}
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names = row.get("other_names", row.get("aliases", "")) or ""
            for name in [row.get("label") or row["name"], *(n.partition(":")[2] for n in names.split("|"))]:
                found[name.casefold()] = row
    return found


def write_table(path: Path) -> Path:
    """The bodies of the catalogue as a comma-separated table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows(line.split("\t") for line in (FOLDER / BODIES).read_text("utf-8").split("\n")[:-1])
    return path


def row(what: str, ms: float, peer: float | None = None) -> None:
    """One line of the result."""
    ratio = f"{ms / peer:8.2f} ×" if peer else " " * 10
    print(f"{what:<58}{ms:10.3f} ms{ratio}")


def measure_register(register: Register, runs: int) -> None:
    """What is asked of a register again and again."""
    forms = [register.entries[name].label for name in list(register.entries)[:2000]]
    keys = [entry_key(form) for form in forms]
    row("2,000 normal keys", median_ms(lambda: [normal_key(form) for form in forms], runs))
    row("2,000 look-ups of a key", median_ms(lambda: [register.lookup(key) for key in keys], runs))
    row("2,000 look-ups that find nothing", median_ms(lambda: [register.lookup(f"{key} x") for key in keys], runs))
    names = list(register.entries)[2000:2200]
    row("200 entries taken apart", median_ms(lambda: [register.entries._take(name) for name in names], runs))
    wrong = "swiss-national-sciense-foundation-ch"
    peer = median_ms(lambda: nearest(wrong, set(register.entries)), 1)
    row("difflib over all names", peer)
    row("the nearest name of a wrong one (E020)", median_ms(lambda: register.nearest(wrong), runs), peer)
    assert register.nearest(wrong) == "swiss-national-science-foundation-ch"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    project = find_project(Path(__file__).resolve().parents[1])
    vocabulary = read_vocabulary(project.ontology_folder)
    with tempfile.TemporaryDirectory() as temporary:
        table = arguments.table or write_table(Path(temporary) / "bodies.csv")
        peer = median_ms(lambda: naive(table), arguments.runs)
    row(f"naive reading of {table.name}", peer)
    row("the catalogue, ready for look-ups (bar: 50 ms)", median_ms(load, arguments.runs), peer)
    alone = median_ms(
        lambda: read_register(project.register_folder, vocabulary, project.show, Catalogue(None)), arguments.runs
    )
    row("a project's register alone", alone)
    both = median_ms(
        lambda: read_register(project.register_folder, vocabulary, project.show, Catalogue(FOLDER)), arguments.runs
    )
    row("the same with the catalogue behind it", both, alone)
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    register, _ = read_register(project.register_folder, vocabulary, project.show, Catalogue(FOLDER))
    print(f"{len(register.entries):,} entries, {size / 1e6:.1f} MB")
    measure_register(register, arguments.runs)


if __name__ == "__main__":
    main()
