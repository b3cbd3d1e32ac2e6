"""`kg find`: entities, claims and sentences by words."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.cli.shared import current_project, open_index, say, terminal_width, write


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(words: tuple[str, ...], form: str) -> None:
    """Find entities, claims and sentences with these words, their aliases or acronyms.

    \b
    Example:
      kg find NPL
      kg find supply chain
    """
    from kg.asking.find import find
    from kg.asking.formats import draw_table

    hits = find(" ".join(words), open_index(current_project()).facts)
    if form == "json":
        write(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n", None)
        return
    if not hits:
        say("nothing found")
        return
    rows = [[hit.kind, hit.what, hit.quote, hit.status, hit.place] for hit in hits]
    write(draw_table(["found", "what", "words", "status", "place"], rows, terminal_width()), None)
