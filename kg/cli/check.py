"""`kg check`: all gates, nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.shared import build_folder, count_findings, current_project, say, write

if TYPE_CHECKING:
    from kg.model import Statement
    from kg.project import Project

FORMATS = ["text", "json", "github", "shacl"]
"""How findings are written; `shacl` is the W3C validation report of the shapes alone, in Turtle."""


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def command(ids: tuple[str, ...], form: str, strict: bool) -> None:
    """Pass statements through every gate and list all findings with file:line:column; writes nothing.

    \b
    Example:
      kg check
      kg check --strict --format github
      kg check --format shacl > report.ttl
    """
    from kg.build import check_project
    from kg.findings import has_errors, to_github, to_json, to_text

    project = current_project()
    if form == "shacl":
        raise SystemExit(_report(project, ids, strict=strict))
    findings, build = check_project(project, ids, folder=build_folder(project))
    written = {"text": to_text, "json": to_json, "github": to_github}[form](findings)
    if written and (findings or form == "json"):
        click.echo(written)
    for statement in [s for s in build.statements if s.claims] if build else []:
        say(_coverage_line(statement))
    say(count_findings(findings))
    raise SystemExit(1 if has_errors(findings, strict=strict) else 0)


def _report(project: Project, ids: tuple[str, ...], *, strict: bool) -> int:
    """Writes the W3C validation report; gives the exit code."""
    from kg.build import validation_report

    report = validation_report(project, ids)
    write(report, None)
    severities = ("Violation", "Warning", "Info") if strict else ("Violation",)
    return int(any(f"sh:resultSeverity sh:{severity}".encode() in report for severity in severities))


def _coverage_line(statement: Statement) -> str:
    shares = [f"{s.number} {100 * s.quoted // s.content if s.content else 100} %" for s in statement.coverage]
    left = [f"sentence {s.number}: {t.words} words ({t.excuse})" for s in statement.coverage for t in s.stretches]
    unquoted = f"; not quoted: {', '.join(left)}" if left else ""
    return f"{statement.name}: content words quoted, by sentence: {' · '.join(shares)}{unquoted}"
