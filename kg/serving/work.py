"""What a worker does with one job on its Store: answer a query, give a graph, describe the service or an entity.

Refuses to know HTTP connections and processes. Nothing here changes the Store. Everything is imported before the
workers are forked: they can open no file afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kg.asking.evaluate import Dataset, evaluate
from kg.errors import InputError
from kg.serving.answers import Held, Spill, TooLargeError, is_panic, to_graph_name, write_document, write_results
from kg.serving.description import describe
from kg.serving.entity import describe_entity
from kg.serving.overview import write_overview
from kg.serving.wire import Head, Reply, problem


def answer(held: Held, head: Head, spill: Spill) -> Reply:
    """The reply to a job. Never raises for what a client sent."""
    try:
        return _JOBS[head["job"]](held, head, spill)
    except InputError as error:
        return problem(400, str(error))
    except (ValueError, OSError, RuntimeError) as error:
        return problem(400, f"the query cannot be run\n  do       {error}")
    except TooLargeError:
        return problem(400, "the answer is larger than this server gives\n  do       add LIMIT, or ask for less")
    except (MemoryError, RecursionError):
        return problem(503, "the query needs more memory than this server gives\n  do       ask for less")
    except BaseException as error:
        if not is_panic(error):
            raise
        return problem(400, "the engine fails on this query")


def _query(held: Held, head: Head, spill: Spill) -> Reply:
    dataset = Dataset(head["default"], head["named"]) if head["default"] or head["named"] else None
    results = evaluate(held.store, head["query"], prefixes=held.prefixes, base_iri=head["base"], dataset=dataset)
    used = {name: iri for name, iri in held.prefixes.items() if name + ":" in head["query"]}  # each costs on each IRI
    return write_results(results, head["accept"], used, spill)


def _graph(held: Held, head: Head, spill: Spill) -> Reply:
    graph = to_graph_name(head["graph"])
    if isinstance(graph, ox.NamedNode) and not held.store.contains_named_graph(graph):
        return problem(404, f"no graph <{graph.value}> in this store")
    quads = held.store.quads_for_pattern(None, None, None, graph)
    return write_document((quad.triple for quad in quads), head["accept"], held.prefixes, spill)


def _service(held: Held, head: Head, spill: Spill) -> Reply:
    triples = describe(held.store, head["base"], writable=head["writable"])
    return write_document(triples, head["accept"], held.prefixes, spill)


def _overview(held: Held, head: Head, spill: Spill) -> Reply:
    return write_overview(held, head["site"])


_JOBS: dict[str, Callable[[Held, Head, Spill], Reply]] = {
    "query": _query,
    "graph": _graph,
    "service": _service,
    "entity": describe_entity,
    "overview": _overview,
}
