"""`kg export`: the graph in another format."""

from __future__ import annotations

import click

from kg.cli.shared import current_project, load, write

RDF = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
NETWORK = ("graphml", "csv")
_WITH_GRAPHS = ("trig", "nquads", "jsonld")


@click.command("export")
@click.argument("form", type=click.Choice([*RDF, *NETWORK]), metavar="FORMAT")
@click.option("-o", "--output", metavar="FILE", help="Write to a file; stdout otherwise.")
def command(form: str, output: str | None) -> None:
    """Write the graph as turtle, trig, ntriples, nquads, jsonld, rdfxml, or its network as graphml, csv.

    trig, nquads and jsonld keep the named graphs apart; the others hold the merged graph.

    \b
    Example:
      kg export jsonld -o graph.jsonld
    """
    from kg.graph.write import to_bytes

    loaded = load(current_project())
    if form in NETWORK:
        from kg.graph.export import to_csv, to_graphml
        from kg.graph.network import to_network

        network = to_network(loaded.graph.named)
        write({"graphml": to_graphml, "csv": to_csv}[form](network), output)
        return
    quads = loaded.graph.named if form in _WITH_GRAPHS else loaded.graph.merged
    write(to_bytes(quads, form, loaded.prefixes), output)
