"""What a change does to a Store: a SPARQL update, or a graph put, added to, or removed (Graph Store Protocol).

It runs in a fork of the keeper: where it fails, half done or not, the fork is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any

import pyoxigraph as ox

from kg.asking.evaluate import update
from kg.errors import InputError
from kg.serving.answers import SYNTAXES, Held, is_panic, to_graph_name
from kg.serving.using import add_using
from kg.serving.wire import Head, Reply, problem

READ = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "text/n3": "n3",
}
"""The media types in which a graph is taken, and the syntax of each."""


def change(held: Held, head: Head, body: bytes) -> Reply:
    """Change the Store; a reply of 400 or above means that the Store must be thrown away."""
    try:
        return _CHANGES[head["job"]](held, head, body)
    except InputError as error:
        return problem(400, str(error))
    except (ValueError, SyntaxError, OSError, RuntimeError) as error:
        return problem(400, f"this cannot be done\n  do       {error}")
    except (MemoryError, RecursionError):
        return problem(503, "this needs more memory than this server gives")
    except BaseException as error:
        if not is_panic(error):
            raise
        return problem(400, "the engine fails on this")


def _update(held: Held, head: Head, body: bytes) -> Reply:
    text = head["update"]
    if head["using"] or head["using_named"]:
        using = [to_graph_name(name) for name in head["using"]]
        named = [to_graph_name(name) for name in head["using_named"]]
        text = add_using(text, using, named)
    update(held.store, text, prefixes=held.prefixes, base_iri=head["base"])
    return Reply(204)


def _put(held: Held, head: Head, body: bytes) -> Reply:
    graph = to_graph_name(head["graph"])
    is_new = _is_new(held.store, graph)
    if isinstance(graph, ox.DefaultGraph):
        held.store.clear_graph(graph)
    else:
        held.store.remove_graph(graph)
    _add(held.store, graph, head, body)
    return Reply(201 if is_new else 204)


def _post(held: Held, head: Head, body: bytes) -> Reply:
    graph = to_graph_name(head["graph"])
    is_new = _is_new(held.store, graph)
    _add(held.store, graph, head, body)
    return Reply(201 if is_new else 204)


def _delete(held: Held, head: Head, body: bytes) -> Reply:
    graph = to_graph_name(head["graph"])
    if isinstance(graph, ox.DefaultGraph):
        held.store.clear_graph(graph)
    elif _is_new(held.store, graph):
        return problem(404, f"no graph <{graph.value}> in this store")
    else:
        held.store.remove_graph(graph)
    return Reply(204)


def _is_new(store: ox.Store, graph: Any) -> bool:
    return isinstance(graph, ox.NamedNode) and not store.contains_named_graph(graph)


def _add(store: ox.Store, graph: Any, head: Head, body: bytes) -> None:
    """Add the triples of every part of the body to a graph, which is there afterwards even if they are none."""
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    start = 0
    for part in head["parts"]:
        content = body[start : start + part["size"]]
        start += part["size"]
        store.extend(ox.Quad(*triple, graph) for triple in _triples(content, part["type"], head["base"]))


def _triples(content: bytes, media_type: str, base: str) -> Iterator[tuple[Any, Any, Any]]:
    syntax = SYNTAXES[READ[media_type]]
    quads = ox.parse(content, format=syntax, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
    return ((quad.subject, quad.predicate, quad.object) for quad in quads)


def media_type_of(header: str) -> tuple[str, str]:
    """The media type and the character set of a `Content-Type`, in lower case; empty where not given."""
    message = Message()
    message["content-type"] = header
    return message.get_content_type() if header else "", str(message.get_content_charset("") or "")


_CHANGES: dict[str, Callable[[Held, Head, bytes], Reply]] = {
    "update": _update,
    "put": _put,
    "post": _post,
    "delete": _delete,
}
