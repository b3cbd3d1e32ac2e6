"""`kg find`: entities, claims and sentences by words."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.asking.find import Hit
from kg.cli.shared import current_project, open_index, say, terminal_width, write


@click.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(words: tuple[str, ...], form: str) -> None:
    """Find entities, claims and sentences with these words, their aliases or acronyms.

    \b
    Example:
      kg find NPL
      kg find supply chain
    """
    from kg.asking.find import find
    from kg.asking.layout import wrap

    hits = find(" ".join(words), open_index(current_project()).facts)
    if form == "json":
        write(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n", None)
        return
    if not hits:
        say("nothing found")
        return
    write(wrap("\n".join(line for hit in hits for line in _lines(hit)), terminal_width()), None)


def _lines(hit: Hit) -> list[str]:
    """What was found, the words that say it, its place and status, and an empty line."""
    status = f", status {hit.status}" if hit.status else ""
    quote = f"    “{hit.quote}”" if hit.quote else ""
    lines = [f"{hit.kind}: {hit.what}" if hit.what else f"{hit.kind}:", quote, f"    {hit.place}{status}", ""]
    return [line for line in lines[:-1] if line] + lines[-1:]
