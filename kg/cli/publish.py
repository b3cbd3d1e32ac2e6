"""`kg publish`: the graphs, put into a remote store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.shared import current_project, load, say
from kg.cli.sources import METHODS

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph.dataset import ProjectGraph


@click.command("publish")
@click.argument("url", metavar="URL")
@click.option("--auth", type=click.Choice(METHODS), help="Credentials: KG_USER and KG_PASSWORD, or KG_TOKEN.")
@click.option("--default", "with_default", is_flag=True, help="Put the merged graph into the default graph too.")
@click.option("--check", "check_all", is_flag=True, help="Read every graph back, not only those that changed.")
@click.option("--timeout", type=click.FloatRange(0.1), default=600, show_default=True, help="Seconds for one request.")
def command(url: str, auth: str | None, with_default: bool, check_all: bool, timeout: float) -> None:
    """Put each named graph into a store, by the SPARQL 1.1 Graph Store Protocol at URL.

    Only what changed since the last time is sent, and read back. What an earlier run put there and the project no
    longer has is deleted; no other graph is touched. Cut off, run it again.

    \b
    Example:
      kg publish http://127.0.0.1:7878/store
      KG_USER=dba KG_PASSWORD=… kg publish https://example.org/sparql-graph-crud-auth --auth digest
    """
    from kg.remote.http import Remote, is_in_the_clear, read_auth
    from kg.remote.publish import publish

    credentials = read_auth(auth)
    if auth and is_in_the_clear(url):
        say("warning: http sends the credentials in the clear; https would not")
    with Remote(url, credentials, timeout) as remote:
        graphs = to_graphs(load(current_project()).graph)
        done = publish(remote, graphs, _tell, with_default=with_default, check_all=check_all)
    if done.respelled:
        say(f"{done.respelled:,} triples have literals that the store spells otherwise, of the same value")
    counts = f"{len(done.sent)} sent, {len(done.unchanged)} unchanged, {len(done.deleted)} deleted"
    say(f"{counts}; what was sent was read back and is right")


def to_graphs(graph: ProjectGraph) -> dict[str, list[ox.Triple]]:
    """The triples of each named graph by its IRI, and of the merged graph as the store's default one."""
    from kg.remote.publish import DEFAULT

    found: dict[str, list[ox.Triple]] = {}
    for quad in graph.named:
        found.setdefault(str(quad.graph_name.value), []).append(quad.triple)  # type: ignore[union-attr]
    found[DEFAULT] = [quad.triple for quad in graph.merged]
    return found


def _tell(what: str, graph: str, triples: int) -> None:
    click.echo(f"{what:<6}  {graph}" + (f"  {triples:,} triples" if triples else ""))
