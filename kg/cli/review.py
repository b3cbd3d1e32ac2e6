"""`kg review`: a person accepts, edits, rejects and adds claims, on a page or in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.shared import build_folder, count_findings, current_project, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.model import Reader
    from kg.project import Project
    from kg.reviewing.gated import Ground
    from kg.reviewing.session import Session


@click.command("review")
@click.argument("statement", metavar="ID")
@click.option("--reader", "who", metavar="NAME", help="Who reads; it stands in the claims file.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the page.  [default: a free one]")
@click.option("--open/--no-open", "opens", default=None, help="Open the page in a browser.  [default: on a terminal]")
def command(statement: str, who: str | None, port: int, opens: bool | None) -> None:
    """Accept, edit, reject and add claims of a statement, each with its words; the gates look on.

    Serves a page to this machine alone, until its Done or Ctrl-C. Every decision is saved at once: what is accepted
    goes into claims.yaml, whose comments and order stay; what is turned down is remembered in decisions.yaml.

    \b
    Example:
      kg draft us-uk-quantum-2021
      kg review us-uk-quantum-2021 --reader "Ada Lund"
    """
    try:
        from kg.reviewing import opening, server
    except ImportError as error:
        raise UsageError(f"kg review needs {error.name}", do="pip install 'communique[review]'") from None
    project = current_project()
    ground = opening.read_ground(project, statement)
    session = opening.open_session(project, statement, _reader(project, statement, ground, who), ground)
    if not session.has_draft:
        say(f"no draft yet: `kg draft {statement}` proposes claims; without it, add them by hand")

    def ready(address: str) -> None:
        say(f"review of {statement} by {session.reader.label}: {address}\n(Ctrl-C ends it)")
        if opens or (opens is None and sys.stderr.isatty()):
            click.launch(address)

    try:
        server.serve(session, ready, port)
    except KeyboardInterrupt:
        say("")
    _close(project, statement, session)


def _reader(project: Project, statement: str, ground: Ground, who: str | None) -> Reader:
    """Who reads: named, known as the one person who has read it, or asked for. Raises `UsageError`."""
    from kg.reviewing.opening import known_readers, to_reader

    known = known_readers(project.statements_folder / statement, ground)
    if who is None and sys.stdin.isatty():
        who = click.prompt("Who reads?", default=known[0].label if known else None, err=True)
    if who is None and len(known) != 1:
        raise UsageError("who reads?", do='name the reader: --reader "Ada Lund"')
    return to_reader(who if who is not None else known[0].name, known)


def _close(project: Project, statement: str, session: Session) -> None:
    """Says what was decided, and what `kg check` finds now."""
    from kg.build import check_project

    states = list(session.states().values())
    decided = {state: states.count(state) for state in ("accepted", "edited", "rejected", "pending") if state in states}
    say("; ".join(f"{number} {state}" for state, number in decided.items()) or "nothing was proposed")
    findings, _ = check_project(project, (statement,), folder=build_folder(project))
    say(f"kg check {statement}: {count_findings(findings)}")
