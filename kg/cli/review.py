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
    from kg.reviewing.desk import ReviewDesk, SecondDesk
    from kg.reviewing.gated import Ground


@click.command("review")
@click.argument("statement", metavar="ID")
@click.option("--reader", "who", metavar="NAME", help="Who reads; it stands in the claims file.")
@click.option("--terminal", is_flag=True, help="Decide at a prompt instead of on a page.")
@click.option("--second", is_flag=True, help="Read a second time: another person agrees with each claim, or differs.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port of the page.  [default: a free one]")
@click.option("--open/--no-open", "opens", default=None, help="Open the page in a browser.  [default: on a terminal]")
def command(statement: str, who: str | None, *, terminal: bool, second: bool, port: int, opens: bool | None) -> None:
    """Accept, edit, reject and add claims of a statement, each with its words; the gates look on.

    Serves a page to this machine alone, until its Done or Ctrl-C. Every decision is saved at once: what is accepted
    goes into claims.yaml, whose comments and order stay; what is turned down is remembered in decisions.yaml. With
    --second another person reads the claims that are there, into readings.yaml.

    \b
    Example:
      kg draft us-uk-quantum-2021
      kg review us-uk-quantum-2021 --reader "Ada Lund"
      kg review us-uk-quantum-2021 --second --reader "Ben Ash"
    """
    try:
        from kg.reviewing import opening, server  # noqa: F401 - the server's libraries are missed now, not later
        from kg.reviewing.desk import ReviewDesk, SecondDesk
    except ImportError as error:
        raise UsageError(f"kg review needs {error.name}", do="pip install 'communique[review]'") from None
    project = current_project()
    ground = opening.read_ground(project, statement)
    reader = _reader(project, statement, ground, who, is_second=second)
    if second:
        reading = opening.open_second(project, statement, reader, ground)
        _run(SecondDesk(reading), f"second reading of {statement} by {reader.label}", terminal, port, opens)
        say(f"{len(reading.verdicts())} of {len(reading.claims)} claims read a second time")
    else:
        session = opening.open_session(project, statement, reader, ground)
        if not session.has_draft:
            say(f"no draft yet: `kg draft {statement}` proposes claims;\nwithout it, add them by hand")
        _run(ReviewDesk(session), f"review of {statement} by {reader.label}", terminal, port, opens)
        states = [state for number, state in session.states().items() if number > 0 or state != "pending"]
        decided = {state: states.count(state) for state in ("accepted", "edited", "rejected", "pending")}
        say("; ".join(f"{number} {state}" for state, number in decided.items() if number) or "nothing was proposed")
    _check(project, statement)


def _run(desk: ReviewDesk | SecondDesk, title: str, terminal: bool, port: int, opens: bool | None) -> None:
    """Let the person decide, at a prompt or on a page, until they are done."""
    from kg.reviewing import server

    def ready(address: str) -> None:
        say(f"{title}: {address}\n(Ctrl-C ends it)")
        if opens or (opens is None and sys.stderr.isatty()):
            click.launch(address)

    try:
        if terminal:
            say(title)
            _at_prompt(desk)
        else:
            server.serve(desk, ready, port)
    except KeyboardInterrupt:
        say("")


def _at_prompt(desk: ReviewDesk | SecondDesk) -> None:
    from rich.console import Console

    from kg.reviewing.desk import ReviewDesk
    from kg.reviewing.terminal import TerminalReview, TerminalSecond, lines_of

    console = Console(stderr=True, highlight=False)
    ask = _prompt if sys.stdin.isatty() else lines_of(iter(sys.stdin), console)
    if isinstance(desk, ReviewDesk):
        TerminalReview(desk.session, console, ask).run()
    else:
        TerminalSecond(desk.reading, console, ask).run()


def _prompt(words: str) -> str:
    click.echo(words, err=True, nl=False)
    return input()


def _reader(project: Project, statement: str, ground: Ground, who: str | None, *, is_second: bool) -> Reader:
    """Who reads: named, known as the one person who has read it, or asked for. Raises `UsageError`."""
    from kg.reviewing.opening import known_readers, to_reader

    known = [] if is_second else known_readers(project.statements_folder / statement, ground)
    if who is None and sys.stdin.isatty():
        who = click.prompt("Who reads?", default=known[0].label if known else None, err=True)
    if who is None and len(known) != 1:
        raise UsageError("who reads?", do='name the reader: --reader "Ada Lund"')
    return to_reader(who if who is not None else known[0].name, known)


def _check(project: Project, statement: str) -> None:
    """Says what `kg check` finds now."""
    from kg.build import check_project

    findings, _ = check_project(project, (statement,), folder=build_folder(project))
    say(f"kg check {statement}: {count_findings(findings)}")
