"""What a name means: the things of a graph that an IRI, `kind:name`, a name, an acronym or a label stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from kg import terms
from kg.asking.find import fold
from kg.errors import UsageError
from kg.graph.facts import Facts
from kg.marked import nearest

NAMES = (terms.RDFS + "label", terms.ONT + "acronym", terms.SKOS + "altLabel")
"""The predicates of right names; the label first."""

Names = Callable[[str], list[str]]
"""Gives the names of a thing by its IRI."""


def names_of(iri: str, facts: Facts) -> list[str]:
    """The label, acronyms and other right names of a thing, in this order."""
    return [name for predicate in NAMES for name in facts.all(iri, predicate)]


def find_named(name: str, things: Iterable[str], names: Names) -> list[str]:
    """Which of these things a name means, sorted: those it fits most exactly, or none.

    An IRI fits best, then `kind:name`, then a name as IRIs end with it, then a label, acronym or alias in any case.
    """
    things = sorted(things)
    if name in things:
        return [name]
    typed = {base + name.replace(":", "/", 1) for base in (terms.ID, terms.SCHEME)}
    folded = fold(name)
    return (
        [iri for iri in things if iri in typed]
        or [iri for iri in things if terms.local_name(iri) == name]
        or [iri for iri in things if folded in {fold(known) for known in names(iri)}]
    )


def nearest_name(name: str, things: Iterable[str], names: Names) -> str:
    """The name, label, acronym or alias of one of these things that is most like this one, or an empty string."""
    return nearest(name, {known for iri in things for known in (terms.local_name(iri), *names(iri))})


def resolve(name: str, facts: Facts) -> str:
    """The IRI that a name means. Raises `UsageError` with the nearest name.

    Where several things have the name, the one with most claims is meant.
    """
    if name in facts:
        return name
    things = [iri for iri in facts.subjects if iri.startswith(terms.ID)]
    names = partial(names_of, facts=facts)
    named = find_named(name, things, names)
    if not named:
        near = nearest_name(name, things, names)
        raise UsageError(f"nothing is called {name!r}", nearest=near, do="`kg find WORDS` searches")
    counts = {iri: sum(iri in (g.subject, g.obj) for g in facts.grounds.values()) for iri in named}
    return max(named, key=lambda iri: counts[iri])
