"""How fast statements are drafted, without any model: `python bench/drafting.py [ROUNDS]`.

Prints CPU time a statement, names and relations apart, over the development statements (median of rounds), and what a
spaCy pipeline takes for its own analysis of the same texts in the same run, where one is installed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.drafting.draft import draft_reading
from kg.drafting.models.nlp import read_pipeline
from kg.drafting.naming.names import read_names
from kg.errors import UsageError
from kg.model import Source
from kg.project import Project
from kg.register import read_register
from kg.sources.read import read_source
from kg.vocabulary import read_vocabulary

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = ROOT / "tests" / "drafting" / "development" / "data" / "statements"


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    project = Project(ROOT)
    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    sources = [read_source(path, path.name, path.parent.name)[0] for path in sorted(STATEMENTS.glob("*/source.txt"))]
    texts = [source for source in sources if source is not None]
    words = sum(len(source.text.split()) for source in texts)
    print(f"{len(texts)} statements, {words} words; CPU time a statement, median of {rounds} rounds")

    def names(source: Source) -> object:
        return read_names(source, register, vocabulary)

    def whole(source: Source) -> object:
        return draft_reading(read_names(source, register, vocabulary), register, vocabulary)

    whole(texts[0])  # patterns compiled, lists read
    named, drafted = median(names, texts, rounds), median(whole, texts, rounds)
    print(f"  names      {named * 1000:6.1f} ms")
    print(f"  whole      {drafted * 1000:6.1f} ms    {1 / drafted:.1f} statements/s a core")
    _beside_spacy(texts, rounds, drafted)
    return 0


def median(work: Callable[[Source], object], texts: list[Source], rounds: int) -> float:
    """CPU seconds that the work takes for one text: the median over rounds of the mean over texts."""
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        for source in texts:
            work(source)
        taken.append((time.process_time() - started) / len(texts))
    return statistics.median(taken)


def _beside_spacy(texts: list[Source], rounds: int, drafted: float) -> None:
    try:
        pipeline = read_pipeline()
    except UsageError as error:
        print(f"  spaCy      {error}")
        return
    peer = median(lambda source: pipeline(source.text), texts, rounds)
    print(f"  spaCy      {peer * 1000:6.1f} ms    ours takes {drafted / peer:.2f} of it")


if __name__ == "__main__":
    sys.exit(main())
