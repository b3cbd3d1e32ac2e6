"""Makes the documentation: the pages that scripts write, and all pages as HTML.

Usage: python docs/make.py [FOLDER]

Renews docs/predicates.md, docs/worked-example.md and docs/core-pattern.svg, which are kept with the source and held by
a test to what this script makes. Writes every page as HTML into FOLDER (docs/html), which is not kept with the source:
its reader has the Markdown, and nobody has to compare a thousand lines of markup at each change of a term.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.chosen import Chosen, choose
from making.example import to_markdown
from making.pattern import to_svg
from making.predicates import to_markdown as to_predicates
from making.site import Site

from kg.files import write_folder

DOCS = Path(__file__).resolve().parent
HTML = DOCS / "html"


def to_pages(chosen: Chosen) -> dict[str, str]:
    """The generated pages that are kept with the source, by their name in docs/."""
    return {
        "core-pattern.svg": to_svg(chosen),
        "predicates.md": to_predicates(chosen.build.vocabulary),
        "worked-example.md": to_markdown(chosen),
    }


def main(folder: Path) -> None:
    """Write everything, and say where."""
    chosen = choose(DOCS.parent)
    for name, page in to_pages(chosen).items():
        (DOCS / name).write_text(page, "utf-8")
    files = Site(DOCS.parent, chosen).files()
    earlier = [p.relative_to(folder).as_posix() for p in HTML.rglob("*") if p.is_file()] if folder == HTML else []
    write_folder(folder, files, ours=[*files, *earlier])
    print(f"{folder / 'index.html'}\n{folder / 'ontology.html'}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HTML)
