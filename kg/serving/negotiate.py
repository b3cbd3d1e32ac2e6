"""Which format an answer is written in: the `Accept` header against what the server can write (RFC 9110, 12.5.1)."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types of a SELECT's rows and of an ASK's truth, the preferred one first, and the format of each."""

TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "text/n3": "n3",
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
}
"""Media types of triples, the preferred one first, and the format of each."""

PAGE = "text/html"
_MOST_WISHES = 64


@lru_cache(maxsize=1024)
def choose(accept: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the header likes best, the first where it likes several alike; None for none.

    >>> choose("text/csv;q=0.5, application/*", ("application/json", "text/csv"))
    'application/json'
    >>> choose("image/png", ("text/csv",)) is None
    True
    """
    wishes = _wishes(accept)
    best, best_quality = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, wishes)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def content_type(media_type: str) -> str:
    """A media type with its character set where it is text."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _wishes(accept: str) -> list[tuple[str, float]]:
    """Media ranges with their quality; an empty header wishes for anything."""
    wishes = []
    for part in islice(filter(str.strip, accept.split(",")), _MOST_WISHES):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        wishes.append((name, _weight(parameters)))
    return wishes or [("*/*", 1.0)]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, wishes: list[tuple[str, float]]) -> float:
    """The quality that the most specific fitting range gives."""
    ranges = (media_type, media_type.split("/")[0] + "/*", "*/*")
    for wanted in ranges:
        found = [quality for name, quality in wishes if name == wanted]
        if found:
            return max(found)
    return 0.0
