"""How an answer is written: in the format that the client likes; in memory while small, in a file when large."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.quads import canonical_order
from kg.graph.write import sort_header, to_bytes
from kg.serving import negotiate
from kg.serving.wire import Reply, problem

RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "n3": ox.RdfFormat.N3,
}
_WITH_HEADER = ("turtle", "trig")
MOST_IN_ORDER = 50_000
"""How many triples are put in order; more are written as the Store has them."""
Graph = ox.NamedNode | ox.DefaultGraph


@dataclass(frozen=True)
class Held:
    """The Store that a process holds, with the prefixes that are preset in every query."""

    store: ox.Store
    prefixes: dict[str, str]


class TooLargeError(Exception):
    """An answer is larger than the server gives."""


class Spill(io.RawIOBase):
    """Takes an answer as it is written: in memory while it is small, in a file that the front can read beyond that.

    Raises `TooLargeError` when it exceeds `most` bytes.
    """

    small = 256 * 1024

    def __init__(self, descriptor: int, most: int) -> None:
        self._descriptor, self._most = descriptor, most
        self._parts: list[bytes] = []
        self._kept = self.spilled = 0

    def write(self, piece: Any) -> int:
        """Take a piece; gives its length."""
        size = len(piece)
        self._parts.append(bytes(piece))
        self._kept += size
        if self._kept + self.spilled > self._most:
            raise TooLargeError
        if self._kept > self.small:
            self.flush_to_file()
        return size

    def flush(self) -> None:
        """Nothing to do: pieces are kept until the answer is whole."""

    def flush_to_file(self) -> None:
        """Move what is kept to the file, which is emptied first: an answer that grew too large may stand in it."""
        if not self.spilled:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.ftruncate(self._descriptor, 0)
        content = memoryview(b"".join(self._parts))
        while content:
            written = os.write(self._descriptor, content)
            content = content[written:]
        self.spilled += self._kept
        self._parts, self._kept = [], 0

    def to_reply(self, media_type: str) -> Reply:
        """The answer, whole: in the reply, or in the file."""
        if self.spilled:
            self.flush_to_file()
        return Reply(200, negotiate.content_type(media_type), b"".join(self._parts), spilled=self.spilled)


def write_results(results: Any, accept: str, prefixes: dict[str, str], spill: Spill) -> Reply:
    """The results of a query in the format that the client likes best."""
    if isinstance(results, ox.QueryTriples):
        return write_triples(results, accept, prefixes, spill)
    media_type = negotiate.choose(accept, tuple(negotiate.SOLUTIONS))
    if media_type is None:
        return not_acceptable(negotiate.SOLUTIONS)
    results.serialize(spill, format=RESULTS[negotiate.SOLUTIONS[media_type]])
    return spill.to_reply(media_type)


def write_triples(triples: Any, accept: str, prefixes: dict[str, str], spill: Spill) -> Reply:
    """Triples in the syntax that the client likes best."""
    media_type = negotiate.choose(accept, tuple(negotiate.TRIPLES))
    if media_type is None:
        return not_acceptable(negotiate.TRIPLES)
    syntax = negotiate.TRIPLES[media_type]
    output: Any = spill
    ox.serialize(triples, output, format=SYNTAXES[syntax], prefixes=_safe_prefixes(prefixes, syntax))
    reply = spill.to_reply(media_type)
    return replace(reply, body=sort_header(reply.body)) if syntax in _WITH_HEADER and reply.body else reply


def write_document(triples: Iterable[ox.Triple], accept: str, prefixes: dict[str, str], spill: Spill) -> Reply:
    """Triples that are read as a document: in canonical order, the same bytes each time, unless they are many."""
    media_type = negotiate.choose(accept, tuple(negotiate.TRIPLES))
    syntax = negotiate.TRIPLES[media_type] if media_type else ""
    triples = iter(triples)
    first = list(islice(triples, MOST_IN_ORDER + 1))
    if media_type is None or len(first) > MOST_IN_ORDER or syntax == "n3":
        return write_triples(chain(first, triples), accept, prefixes, spill)
    quads = canonical_order([ox.Quad(*triple) for triple in first])
    spill.write(to_bytes(quads, syntax, prefixes))
    return spill.to_reply(media_type)


def not_acceptable(offered: dict[str, str]) -> Reply:
    """The reply to a client that takes nothing of what there is."""
    return problem(406, "none of the formats in Accept can be written\n  do       one of: " + ", ".join(offered))


def _safe_prefixes(prefixes: dict[str, str], syntax: str) -> dict[str, str]:
    """The prefixes that a syntax can hold: RDF/XML makes XML names of them."""
    return {n: iri for n, iri in prefixes.items() if "-" not in n} if syntax == "rdfxml" else prefixes


def is_panic(error: BaseException) -> bool:
    """True for a failure inside the engine, which has a class of its own that no module gives out."""
    return type(error).__name__ == "PanicException"


def to_graph_name(name: str | None) -> Graph:
    """The graph of this IRI, or the default graph for None. Raises `InputError` for what is no absolute IRI."""
    if name is None:
        return ox.DefaultGraph()
    try:
        return ox.NamedNode(name)
    except ValueError:
        raise InputError(f"not an absolute IRI: {name[:200]!r}", do="give the graph's whole IRI") from None
