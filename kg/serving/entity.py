"""The page of one thing, under its own IRI's path: quotes for people, triples for machines.

Reads the thing's neighbourhood alone, so that a page costs the same in a large graph as in a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.asking.explain import chain, explain, grounds_about
from kg.asking.find import in_words, status_in_words
from kg.graph.facts import Facts, Ground
from kg.serving import negotiate
from kg.serving.answers import Held, Spill, not_acceptable, write_document
from kg.serving.html import link, to_html
from kg.serving.wire import Head, Reply, problem

MOST = 500
"""How many grounds for each of its roles a page shows; it says so where there are more."""
SUFFIXES = {".html": "text/html", ".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml",
            ".jsonld": "application/ld+json"}  # fmt: skip
_ENDS = tuple(ox.NamedNode(terms.ONT + name) for name in ("subject", "object", "voice"))
_NAMING = tuple(
    ox.NamedNode(iri)
    for iri in (terms.RDF + "type", terms.RDFS + "label", terms.SKOS + "prefLabel", terms.RDFS + "comment",
                terms.ONT + "acronym", terms.SKOS + "altLabel")
)  # fmt: skip
_WHOLE = ("evidence/", "sentence/", "document/", "source/")
_NAMES_OF_KINDS = {"read": "claim", "recorded": "record", "inferred": "inference"}
Node = Any


def describe_entity(held: Held, head: Head, spill: Spill) -> Reply:
    """The page of `head["path"]` in the format that the client likes, or that the path's suffix names."""
    path, accept = head["path"], head["accept"]
    suffix = next((s for s in SUFFIXES if path.endswith(s)), "")
    try:
        node = ox.NamedNode(terms.BASE + path.removesuffix(suffix))
    except ValueError:
        return problem(400, "not an IRI of this project")
    if not any(_touching(held.store, node)):
        return problem(404, f"nothing is known of <{node.value}> here")
    media_type = negotiate.choose(SUFFIXES.get(suffix, accept), (*negotiate.TRIPLES, negotiate.PAGE))
    if media_type is None:
        return not_acceptable({**negotiate.TRIPLES, negotiate.PAGE: "html"})
    if media_type == negotiate.PAGE:
        page = _page(node, list(_around(held.store, node, MOST)), head["site"], _is_cut(held.store, node))
        reply = Reply(200, negotiate.content_type(negotiate.PAGE), page.encode())
    else:
        triples = dict.fromkeys(quad.triple for quad in _around(held.store, node, None))
        reply = write_document(triples, media_type, held.prefixes, spill)
    reply.headers["link"] = f'<{node.value}>; rel="canonical"'
    return reply


def _touching(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    yield from store.quads_for_pattern(node, None, None, None)
    yield from store.quads_for_pattern(None, None, node, None)


def _grounds(store: ox.Store, node: ox.NamedNode, end: ox.NamedNode, most: int | None) -> list[Node]:
    return [quad.subject for quad in islice(store.quads_for_pattern(None, end, node, ox.DefaultGraph()), most)]


def _is_cut(store: ox.Store, node: ox.NamedNode) -> bool:
    return any(len(_grounds(store, node, end, MOST + 1)) > MOST for end in _ENDS)


def _around(store: ox.Store, node: ox.NamedNode, most: int | None) -> Iterator[ox.Quad]:
    """What is said of a node, on which grounds, and what these rest on; each node once, with the names of its ends."""
    queue: list[Node] = [node, *(ground for end in _ENDS for ground in _grounds(store, node, end, most))]
    seen: set[Node] = set()
    named: set[Node] = set()
    while queue:
        at = queue.pop()
        if at in seen:
            continue
        seen.add(at)
        for quad in _of(store, at):
            yield quad
            for term in (quad.predicate, quad.object):
                if not isinstance(term, ox.NamedNode) or term in seen:
                    continue
                if quad.predicate.value == terms.ONT + "premise" or _is_whole(term):
                    queue.append(term)
                elif term not in named:
                    named.add(term)
                    yield from _names(store, term)


def _of(store: ox.Store, node: Node) -> list[ox.Quad]:
    """The triples of a node: those of the default graph, else those of the named graphs (the ontology's terms)."""
    found = list(store.quads_for_pattern(node, None, None, ox.DefaultGraph()))
    return found or list(store.quads_for_pattern(node, None, None, None))


def _names(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    for predicate in _NAMING:
        yield from store.quads_for_pattern(node, predicate, None, None)


def _is_whole(term: ox.NamedNode) -> bool:
    return term.value.startswith(terms.ID) and term.value.removeprefix(terms.ID).startswith(_WHOLE)


def _page(node: ox.NamedNode, quads: list[ox.Quad], site: str, is_cut: bool) -> str:
    iri, facts = node.value, Facts(quads)
    body = [_head(iri, facts)]
    if iri in facts.grounds:
        body.append(f"<pre>{escape(explain(iri, facts))}</pre>")
    if is_cut:
        more = "ask for all of them in SPARQL"
        body.append(f"<p><b>Cut short:</b> {MOST} grounds for each role are shown; {more}.</p>")
    sections = list(grounds_about(iri, facts))
    for heading, grounds in sections:
        items = "".join(_item(ground, iri, facts) for ground in grounds)
        body.append(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
    if not sections and iri not in facts.grounds:
        body.append(_table([quad for quad in quads if quad.subject == node], facts))
    return to_html(facts.label(iri), "".join(body), site)


def _head(iri: str, facts: Facts) -> str:
    """Its label, kinds and status, its IRI, and where it is as data."""
    kinds = ", ".join(facts.label(kind) for kind in facts.types(iri))
    status = status_in_words(iri, facts)
    path = "/" + iri.removeprefix(terms.BASE)
    other = " · ".join(f'<a href="{escape(path)}{suffix}">{suffix[1:]}</a>' for suffix in SUFFIXES if suffix != ".html")
    told = f" — <b>{escape(status)}</b>" if status else ""
    return (
        f'<h1>{escape(facts.label(iri))}</h1><p class="kind">{escape(kinds)}{told}</p>'
        f'<p class="iri">{escape(iri)}<br>as data: {other}</p>'
    )


def _item(ground: Ground, iri: str, facts: Facts) -> str:
    """One ground: in words, with links to it and to its other ends, and what it rests on."""
    ends = [end for end in (ground.subject, "" if ground.is_literal else ground.obj) if end not in ("", iri)]
    links = " · ".join(link(end, facts.label(end)) for end in ends)
    why = link(ground.iri, _NAMES_OF_KINDS[ground.kind])
    rests = "".join(
        f'<p style="margin-left:{_depth(line)}em">{escape(line.strip())}</p>' for line in chain(ground, facts)
    )
    words = escape(in_words(ground, facts))
    return f"<li><p>{words} <small>{links} · {why}</small></p><blockquote>{rests}</blockquote></li>"


def _depth(line: str) -> float:
    return (len(line) - len(line.lstrip())) / 2


def _table(quads: Iterable[ox.Quad], facts: Facts) -> str:
    """What is said of a thing that has no grounds, such as a term of the ontology: predicate and object."""
    rows: dict[str, dict[str, None]] = {}
    for quad in quads:
        rows.setdefault(facts.label(quad.predicate.value), {}).setdefault(str(getattr(quad.object, "value", "")))
    cells = "".join(
        f"<tr><th>{escape(predicate)}</th><td>{'<br>'.join(link(o, o) for o in objects)}</td></tr>"
        for predicate, objects in rows.items()
    )
    return f"<table>{cells}</table>"
