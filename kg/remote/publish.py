"""Puts named graphs into a remote store by the SPARQL 1.1 Graph Store Protocol: only what changed, and read back.

What was put there last is written in the store itself, in a graph of its own: which graphs are ours, and the hash of
each. So any machine can go on where another stopped, and nobody else's graph is touched. A graph's hash goes before
the graph is changed and comes back when the graph was read back and is right: wherever a run is cut off, the next one
knows which graphs are ours and which of them cannot be trusted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import pyoxigraph as ox

from kg import terms
from kg.errors import RemoteError
from kg.remote.http import Remote, Response, check_status

PUBLISHED = terms.graph_iri("published")
DEFAULT = terms.graph_iri("default")
"""The name under which the entry of the store's default graph stands."""
_TYPE, _SHA256 = ox.NamedNode(terms.RDF + "type"), ox.NamedNode(terms.SCHEMA + "sha256")
_GRAPH = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#NamedGraph")
_ACCEPT = {"Accept": "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"}
_SYNTAXES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_SHOWN = 3
Step = Callable[[str, str, int], None]


@dataclass
class Published:
    """What a run did: graphs sent, left as they were and deleted, by name; triples that the store spells otherwise."""

    sent: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    respelled: int = 0


def publish(
    remote: Remote,
    graphs: Mapping[str, list[ox.Triple]],
    on_step: Step,
    *,
    with_default: bool = False,
    check_all: bool = False,
) -> Published:
    """Make the store's graphs equal to these, by IRI (`DEFAULT` is its default graph).

    Graphs that an earlier run put there and that are no more among these are deleted. The default graph is left out
    unless `with_default`, or an earlier run put one there, which must not grow stale. `check_all` reads every graph
    back, not only those sent. `on_step` hears (what, graph, triples) before each. Raises `RemoteError` where the store
    says no or holds something else afterwards; the next run goes on from there.
    """
    store, done = _GraphStore(remote), Published()
    there = store.entries()
    graphs = {name: triples for name, triples in graphs.items() if name != DEFAULT or with_default or name in there}
    wanted = {name: _hash(triples) for name, triples in graphs.items()}
    kept = {n: h for n, h in wanted.items() if there.get(n) == h and (not check_all or _is_right(store, n, graphs[n]))}
    gone = sorted(set(there) - set(wanted))
    if kept != there:
        store.put(PUBLISHED, _entries({name: kept.get(name, "") for name in {*there, *wanted}}))
    for name in gone:
        on_step("delete", name, 0)
        store.delete(name)
        done.deleted.append(name)
    for name in sorted(graphs):
        if name in kept:
            done.unchanged.append(name)
            continue
        on_step("put", name, len(graphs[name]))
        store.put(name, graphs[name])
        done.respelled += _check(graphs[name], store.get(name), name)
        store.add(PUBLISHED, _entries({name: wanted[name]}))
        done.sent.append(name)
    if gone:
        store.put(PUBLISHED, _entries(wanted))
    return done


def _is_right(store: _GraphStore, name: str, triples: list[ox.Triple]) -> bool:
    try:
        _check(triples, store.get(name), name)
    except RemoteError:
        return False
    return True


class _GraphStore:
    """The protocol's four verbs on a graph's IRI (SPARQL 1.1 Graph Store HTTP Protocol, section 5)."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def get(self, name: str) -> list[ox.Triple]:
        """The triples of a graph; none where there is no such graph."""
        answer = self._remote.request("GET", self._address(name), headers=_ACCEPT)
        if answer.status == 404:
            return []
        check_status(answer, self._address(name))
        return _parsed(answer, self._address(name))

    def put(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Replace a graph; an empty one is deleted, since many stores know no empty graphs."""
        content = _written(triples)
        if content:
            self._send("PUT", name, content)
        else:
            self.delete(name)

    def add(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""
        self._send("POST", name, _written(triples))

    def delete(self, name: str) -> None:
        """Delete a graph, where there is one."""
        answer = self._remote.request("DELETE", self._address(name))
        if answer.status != 404:
            check_status(answer, self._address(name))

    def entries(self) -> dict[str, str]:
        """The graphs that are ours, each with its hash; with none where it may have been left half-way."""
        found: dict[str, str] = {}
        for triple in self.get(PUBLISHED):
            name, value = str(triple.subject), str(getattr(triple.object, "value", ""))
            found.setdefault(name[1:-1], "")
            if triple.predicate == _SHA256:
                found[name[1:-1]] = value
        return found

    def _send(self, method: str, name: str, content: bytes) -> None:
        headers = {"Content-Type": "text/turtle"}
        check_status(self._remote.request(method, self._address(name), content=content, headers=headers), name)

    def _address(self, name: str) -> str:
        joint = "&" if "?" in self._remote.url else "?"
        return f"{self._remote.url}{joint}" + ("default" if name == DEFAULT else f"graph={quote(name, safe='')}")


def _check(ours: list[ox.Triple], theirs: list[ox.Triple], name: str) -> int:
    """How many triples the store spells otherwise (`2.50` as `2.5`). Raises `RemoteError` where it holds others."""
    wanted, found = _canonical(ours), _canonical(theirs)
    if wanted == found:
        return 0
    if _canonical(_in_one_spelling(ours)) == _canonical(_in_one_spelling(theirs)):
        return len(wanted - found)
    examples = [*(f"missing: {t}" for t in sorted(wanted - found)), *(f"too many: {t}" for t in sorted(found - wanted))]
    what = f"the store holds something else than was sent: {len(wanted):,} triples sent, {len(found):,} there"
    shown = [*examples[:_SHOWN], *examples[max(_SHOWN, len(examples) - _SHOWN) :]]
    raise RemoteError(what, where=name, nearest="; ".join(shown), do="does somebody else write to this graph?")


def _canonical(triples: Iterable[ox.Triple]) -> set[str]:
    """The triples as N-Triples with canonical names of blank nodes (RDFC-1.0)."""
    triples = list(triples)
    if not any(isinstance(end, ox.BlankNode) for t in triples for end in (t.subject, t.object)):
        return {str(triple) for triple in triples}
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad.triple) for quad in dataset}


def _in_one_spelling(triples: Iterable[ox.Triple]) -> Iterable[ox.Triple]:
    """The triples with numbers, dates and language tags as the engine's Store spells them."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return (quad.triple for quad in store)


def _hash(triples: Iterable[ox.Triple]) -> str:
    return hashlib.sha256("\n".join(sorted(_canonical(triples))).encode()).hexdigest()


def _entries(hashes: Mapping[str, str]) -> list[ox.Triple]:
    """What the graph of our graphs says of each."""
    triples = []
    for name, found in sorted(hashes.items()):
        triples.append(ox.Triple(ox.NamedNode(name), _TYPE, _GRAPH))
        if found:
            triples.append(ox.Triple(ox.NamedNode(name), _SHA256, ox.Literal(found)))
    return triples


def _written(triples: Iterable[ox.Triple]) -> bytes:
    """N-Triples behind a Turtle header, or nothing; by the header a store that looks at the content knows Turtle."""
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return b"@prefix rdf: <%b> .\n%b" % (terms.RDF.encode(), lines) if lines else b""


def _parsed(answer: Response, where: str) -> list[ox.Triple]:
    if not answer.content.strip():
        return []
    if answer.media_type not in _SYNTAXES:
        do = f"is this a graph store? It answers {answer.media_type or 'without a media type'}"
        raise RemoteError("the answer is in no syntax that we asked for", where=where, do=do)
    try:
        return [quad.triple for quad in ox.parse(answer.content, format=_SYNTAXES[answer.media_type])]
    except (SyntaxError, ValueError) as error:
        raise RemoteError("the answer cannot be read", where=where, do=str(error)) from None
