"""`kg check`: all gates, nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.shared import count_findings, current_project, say

if TYPE_CHECKING:
    from kg.model import Statement


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def command(ids: tuple[str, ...], form: str, strict: bool) -> None:
    """Pass statements through every gate and list all findings with file:line:column; writes nothing.

    \b
    Example:
      kg check
      kg check --strict --format github
    """
    from kg.build import check_project
    from kg.findings import has_errors, to_github, to_json, to_text

    findings, build = check_project(current_project(), ids)
    written = {"text": to_text, "json": to_json, "github": to_github}[form](findings)
    if written and (findings or form == "json"):
        click.echo(written)
    for statement in build.statements if build else []:
        say(_coverage_line(statement))
    say(count_findings(findings))
    raise SystemExit(1 if has_errors(findings, strict=strict) else 0)


def _coverage_line(statement: Statement) -> str:
    shares = [f"{s.number} {100 * s.quoted // s.content if s.content else 100} %" for s in statement.coverage]
    left = [f"sentence {s.number}: {t.words} words ({t.excuse})" for s in statement.coverage for t in s.stretches]
    unquoted = f"; not quoted: {', '.join(left)}" if left else ""
    return f"{statement.name}: content words quoted, by sentence: {' · '.join(shares)}{unquoted}"
