"""Asks a remote SPARQL endpoint: the query goes there as it is, with the preset prefixes that it uses."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, pairwise
from time import perf_counter
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.asking.foreign import FORMS
from kg.asking.index import Answer, to_answer
from kg.errors import RemoteError
from kg.remote.http import Remote, Response, check_status
from kg.tokens import tokenize

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
_ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


def ask_endpoint(remote: Remote, text: str, prefixes: dict[str, str], limit: int = 0) -> Answer:
    """The endpoint's answer, or its first `limit` rows. Raises `RemoteError` in the endpoint's words."""
    form = next((token.word for token in tokenize(text) if token.word in FORMS), "")
    accept = _ACCEPT_TRIPLES if form in ("CONSTRUCT", "DESCRIBE") else _ACCEPT_RESULTS
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
    content = urlencode({"query": with_prefixes(text, prefixes)}).encode()
    start = perf_counter()
    answer = remote.request("POST", content=content, headers=headers)
    milliseconds = 1000 * (perf_counter() - start)
    check_status(answer, remote.url)
    try:
        read = _read(answer, remote.url, limit)
    except (SyntaxError, ValueError) as error:
        raise RemoteError("the answer cannot be read", where=remote.url, do=str(error)) from None
    return replace(read, milliseconds=milliseconds)


def with_prefixes(text: str, prefixes: dict[str, str]) -> str:
    """The query with the preset prefixes that it uses and does not declare, on its first line.

    >>> with_prefixes("ASK { ?s a foaf:Person }", {"foaf": "http://xmlns.com/foaf/0.1/", "org": "urn:org"})
    'PREFIX foaf: <http://xmlns.com/foaf/0.1/> ASK { ?s a foaf:Person }'
    """
    tokens = tokenize(text)
    declared = {b.text.partition(":")[0] for a, b in pairwise(tokens) if a.word == "PREFIX"}
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"} - declared
    head = "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in sorted(used) if name in prefixes)
    return head + text


def _read(answer: Response, url: str, limit: int) -> Answer:
    if answer.media_type in _RESULTS:
        return to_answer(ox.parse_query_results(answer.content, format=_RESULTS[answer.media_type]), limit)
    if answer.media_type in _TRIPLES:
        quads = ox.parse(answer.content, format=_TRIPLES[answer.media_type])
        triples = [quad.triple for quad in islice(quads, limit or None)]
        return Answer([], [], triples=triples, is_truncated=bool(limit) and next(quads, None) is not None)
    do = f"is this a SPARQL endpoint? It answers {answer.media_type or 'without a media type'}"
    raise RemoteError("the answer is in no form that we asked for", where=url, do=do)
