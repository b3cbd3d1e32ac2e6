"""`kg verify`: re-checks a build."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.shared import show_findings


@click.command("verify")
@click.argument("path", type=click.Path(path_type=Path), default="build")
def command(path: Path) -> None:
    """Re-check a build: the hashes of its files, every quote against its text, the inputs where they are at hand.

    \b
    Example:
      kg verify build
    """
    from kg.verify import verify_build

    verification = verify_build(path)
    show_findings(verification.findings)
    click.echo(f"{verification.verified} of {verification.quotes} quotes verified")
    raise SystemExit(1 if verification.findings else 0)
