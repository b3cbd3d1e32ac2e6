"""`kg export`: the graph in another format."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg.cli.shared import current_project, load, write, write_each
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.opening import Loaded

RDF = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
CLAIMS = ("turtle12", "nanopubs")
NETWORK = ("graphml", "csv")
_WITH_GRAPHS = ("trig", "nquads", "jsonld")


@click.command("export")
@click.argument("form", type=click.Choice([*RDF, *CLAIMS, *NETWORK]), metavar="FORMAT")
@click.option("-o", "--output", metavar="FILE", help="Write to a file; stdout otherwise.")
@click.option("--licence", metavar="IRI", help="nanopubs: the licence under which you publish them.")
def command(form: str, output: str | None, licence: str | None) -> None:
    """Write the graph as turtle, trig, ntriples, nquads, jsonld, rdfxml, its claims as turtle12, nanopubs, or its
    network as graphml, csv.

    trig, nquads and jsonld keep the named graphs apart; the others hold the merged graph. turtle12 is RDF 1.2 Turtle:
    the merged graph with every claim, record and inference as a reifier of its triple. nanopubs is TriG: every claim
    as a nanopublication, named by its hash; the assertion is the claim, never its bare triple.

    \b
    Example:
      kg export jsonld -o graph.jsonld
      kg export nanopubs --licence https://creativecommons.org/licenses/by/4.0/
    """
    _refuse_licence(form, licence)
    project = current_project()
    loaded = load(project)
    if form == "nanopubs":
        from kg.graph.nanopubs import iter_nanopubs

        write_each(iter_nanopubs(loaded.graph, loaded.prefixes, licence or ""), output)
    elif form == "turtle12":
        from kg.graph.reifiers import to_turtle12

        query = project.ontology_folder / "mappings" / "reifiers.rq"
        write(to_turtle12(loaded.graph.merged, loaded.prefixes, query), output)
    elif form in NETWORK:
        write(_network(form, loaded), output)
    else:
        from kg.graph.write import to_bytes

        quads = loaded.graph.named if form in _WITH_GRAPHS else loaded.graph.merged
        write(to_bytes(quads, form, loaded.prefixes), output)


def _network(form: str, loaded: Loaded) -> str:
    """The network of things as GraphML or CSV."""
    from kg.graph.export import to_csv, to_graphml
    from kg.graph.network import to_network

    return {"graphml": to_graphml, "csv": to_csv}[form](to_network(loaded.graph.named))


def _refuse_licence(form: str, licence: str | None) -> None:
    """Raises `UsageError` for a licence that is no IRI, or that the format has no place for."""
    if licence is None:
        return
    if form != "nanopubs":
        raise UsageError("--licence goes with nanopubs alone", do="leave it out")
    if not _is_web_iri(licence):
        do = "give its address, such as https://creativecommons.org/licenses/by/4.0/"
        raise UsageError(f"{licence!r} is not the IRI of a licence", do=do)


def _is_web_iri(words: str) -> bool:
    """True for an absolute IRI of the web that RDF can hold."""
    import pyoxigraph as ox

    try:
        parts = urlsplit(ox.NamedNode(words).value)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.netloc)
