"""`kg build`: one line of figures a statement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.shared import build_folder, current_project, say, show_findings


@click.command("build")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to (build).")
@click.option("--no-pages", is_flag=True, help="Leave the HTML pages out.")
def command(ids: tuple[str, ...], out: Path | None, no_pages: bool) -> None:
    """Check every statement, build the graph, write build/graph.ttl, graph.trig, graph.html and manifest.json.

    The old output stays whole until the new one is complete; nothing is written where a gate fails.

    \b
    Example:
      kg build
      kg build us-uk-quantum-2021 --out public --no-pages
    """
    from kg.build import build_to
    from kg.errors import FindingsError

    project = current_project()
    folder = out or build_folder(project)
    try:
        outcome = build_to(project, folder, ids, with_pages=not no_pages)
    except FindingsError as error:
        show_findings(error.findings)
        raise SystemExit(1) from None
    show_findings(outcome.findings)
    if outcome.unkept:
        say(f"cannot be written, so the next picture may differ: {', '.join(outcome.unkept)}")
    if outcome.is_unchanged:
        say("nothing has changed since the last build")
    for name, figures in outcome.manifest["statements"].items():
        click.echo(to_line(name, figures, outcome.manifest["outputs"]))


def to_line(name: str, figures: dict[str, Any], outputs: dict[str, Any]) -> str:
    """The line of figures of one statement."""
    reasons = {k: v for k, v in figures["bindings"].items() if k != "words"}
    ends = sum(figures["bindings"].values())
    why = ", ".join(f"{reason} {count}" for reason, count in reasons.items())
    parts = [
        f"{figures['sentences']} sentences",
        f"{figures['claims']} claims ({figures['read_twice']} read twice)",
        f"{figures['verified']} of {figures['quotes']} quotes verified",
        f"{figures['bindings'].get('words', 0)} of {ends} ends bound by words ({why})",
        f"coverage {figures['coverage']} %",
        f"{figures['asserted']} triples asserted, {figures['inferred']} inferred",
        f"{figures['warnings']} finding{'s' * (figures['warnings'] != 1)}",
        ", ".join(f"{path} {_size(entry['bytes'])}" for path, entry in outputs.items()),
    ]
    return f"{name}: " + " · ".join(parts)


def _size(count: int) -> str:
    return f"{count / 1000:.0f} kB" if count >= 1000 else f"{count} B"
