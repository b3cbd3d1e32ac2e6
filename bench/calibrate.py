"""Measures how often each rule of the drafter is right on the development statements; writes `confidence.yaml`.

Usage: python bench/calibrate.py [--check]    --check writes nothing and fails where the file is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.project import Project
from kg.register import read_register
from kg.scoring.measure import measure_rules, to_yaml
from kg.scoring.read_claims import read_gold
from kg.vocabulary import read_vocabulary

ROOT = Path(__file__).resolve().parents[1]
DEVELOPMENT = ROOT / "tests" / "drafting" / "development"
TARGET = ROOT / "kg" / "drafting" / "confidence.yaml"


def main() -> int:
    here, own = Project(ROOT), Project(DEVELOPMENT)
    vocabulary = read_vocabulary(here.ontology_folder)
    register, _ = read_register(here.register_folder, vocabulary, here.show, here.catalogue)
    declared, _ = read_register(own.register_folder, vocabulary, own.show)
    folders = [own.statements_folder / name for name in own.statement_names]
    golds = [read_gold(folder, declared, vocabulary) for folder in folders]
    rules = measure_rules(golds, register, vocabulary).per_rule
    written = to_yaml(rules)
    is_fresh = TARGET.exists() and TARGET.read_text("utf-8") == written
    if not is_fresh and "--check" not in sys.argv:
        TARGET.write_text(written, "utf-8")
    right, firings = (sum(figures[at] for figures in rules.values()) for at in (0, 1))
    print(f"{len(golds)} statements, {len(rules)} rules, {firings} claims, {right} of them right")
    outcome = "up to date" if is_fresh else "out of date" if "--check" in sys.argv else "written"
    print(f"{TARGET.relative_to(ROOT)}: {outcome}")
    return int(not is_fresh and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
