"""What rules infer from claims and recorded facts, as far as shapes ask for it: in a moment, without grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.graph.rules import Rule
from kg.model import Claim, Entity
from kg.reviewing.needs import Asked

Triple = tuple[str, str, str]
_DEPTH = 4
"""How far recorded facts are followed from what claims speak of: a unit, its body, the body above, its state."""


def rules_for(asked: Iterable[Asked], rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that give what shapes ask for, and those that give what these rest on."""
    every, found = list(rules), list[Rule]()
    wanted = {one.predicate for one in asked}
    while more := [rule for rule in every if rule.head.path.iri in wanted and rule not in found]:
        found += more
        wanted |= {pattern.path.iri for rule in more for pattern in rule.body}
    return tuple(found)


def implied(
    claims: Iterable[Claim],
    rules: Iterable[Rule],
    find: Callable[[str], Entity | None],
) -> set[Triple]:
    """The recorded links of what plain claims speak of, and the triples that the rules infer from both.

    `find` gives an entity by its IRI.
    """
    store, every = ox.Store(), list(rules)
    plain = [claim for claim in claims if claim.is_plain]
    found = _recorded({iri for claim in plain for iri in (claim.subject, claim.obj)}, find)
    for claim in plain:
        _add(store, claim.subject, claim.predicate, claim.obj, is_literal=claim.is_literal)
    for triple in found:
        _add(store, *triple)
    while more := {triple for rule in every for triple in _conclusions(store, rule)} - found:
        found |= more
        for triple in more:
            _add(store, *triple)
    return found


def _recorded(iris: set[str], find: Callable[[str], Entity | None]) -> set[Triple]:
    """The recorded links of things, of what these lead to, and so on."""
    seen: set[str] = set()
    found: set[Triple] = set()
    for _ in range(_DEPTH):
        entities = [entity for iri in sorted(iris - seen) if (entity := find(iri))]
        seen |= iris
        links = {(e.iri, fact.predicate, fact.obj) for e in entities for fact in e.facts if not fact.is_literal}
        found |= links
        iris = {obj for _, _, obj in links}
    return found


def _add(store: ox.Store, subject: str, predicate: str, obj: str, *, is_literal: bool = False) -> None:
    target = ox.Literal(obj) if is_literal else ox.NamedNode(obj)
    store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), target))


def _conclusions(store: ox.Store, rule: Rule) -> Iterable[Triple]:
    """What a rule infers now; heads of literals are left out, since no shape asks for one."""
    rows = store.query(rule.select)
    assert isinstance(rows, ox.QuerySolutions)
    head = (rule.head.subject, rule.head.obj)
    for row in rows:
        ends = [row[end[1:]] if end.startswith("?") else ox.NamedNode(end) for end in head]
        if all(isinstance(end, ox.NamedNode) for end in ends):
            yield ends[0].value, rule.head.path.iri, ends[1].value
