"""The command `kg`: arguments and exit codes. One small file a verb; heavy imports stay inside the verb.

Exit codes: 0 ok, 1 findings, 2 usage, 3 bad input, 4 input or output failed, 70 a bug, 124 time-out.
stdout is data, stderr is talk.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

import kg

VERBS = {
    "init": "begin a project",
    "add": "take in a statement: a page, PDF, Word file or text",
    "build": "build the graph, the pages and the manifest",
    "draft": "propose claims for a statement or a text file, with their words",
    "review": "accept, edit, reject and add claims, on a page or in the terminal",
    "check": "pass every statement through the gates; writes nothing",
    "score": "hold a draft against a gold standard",
    "query": "ask a named question, or SPARQL",
    "register": "find bodies, states, topics by any name; add an entry",
    "questions": "list the named questions",
    "find": "find entities, claims and sentences by words",
    "explain": "explain an entity or a claim, with its quotes",
    "brief": "write a note to paste into a brief",
    "show": "open the page",
    "export": "write the graph in another format",
    "serve": "serve the graph: SPARQL, graphs, pages",
    "publish": "put the graphs into a remote store",
    "verify": "re-check a build: hashes, quotes, inputs",
}


class Verbs(click.Group):
    """Loads a verb's module only when it is called; the list of verbs needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the way of the data."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"kg.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument; an unknown verb gets the nearest one as a hint."""
        if args and args[0] not in VERBS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from kg.marked import nearest

            near = nearest(args[0], VERBS)
            raise click.UsageError(f"no verb {args[0]!r}" + (f"; nearest: {near}" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with what they do, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(kg.__version__, message="communique %(version)s")
def cli() -> None:
    """Turn science-policy statements into knowledge graphs that anyone can check.

    \b
    Example:
      kg build && kg query cooperation-pairs
    """


def main() -> None:
    """Run the command line and exit with the code of the contract; never a traceback for a user's mistake."""
    from kg.errors import KGError

    if sys.stdout is None:
        sys.exit(4)
    gc.set_threshold(100_000, 50, 100)  # a short run makes many small records and throws few away: a fifth faster
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except KGError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        click.echo(f"kg: {error.strerror or error}\n  where    {error.filename or 'standard output'}", err=True)
        sys.exit(4)
    except Exception as error:  # the last boundary: a bug is told as one
        if os.environ.get("KG_TRACEBACK"):
            raise
        click.echo(f"kg: a bug: {type(error).__name__}: {error}", err=True)
        click.echo("  do       run again with KG_TRACEBACK=1 and report what it prints", err=True)
        sys.exit(70)
