"""Gives a question the values it is asked with: each is looked up in the graph, and no word of a person enters SPARQL.

A value is taken as a name, an acronym or a label; what enters the query is the IRI that the graph has for it, or a
literal that was read as a date or a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial

import pyoxigraph as ox

from kg import terms
from kg.asking.index import Index
from kg.asking.naming import NAMES, find_named, nearest_name
from kg.asking.questions import Parameter, Question, values_line
from kg.errors import UsageError
from kg.marked import nearest


def bind(question: Question, values: Mapping[str, str], index: Index) -> str:
    """The SPARQL of a question for these values of its parameters.

    Raises `UsageError` for a value that is missing, not asked for, unknown, or means more than one thing.
    """
    check_names(question, values)
    text = question.sparql
    for parameter in question.parameters:
        text = _put(text, parameter.name, _to_term(parameter, values[parameter.name], index))
    return text


def check_names(question: Question, values: Mapping[str, str]) -> None:
    """Raises `UsageError` where a question is given another parameter than it has, or lacks one."""
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in names:
            takes = " and ".join(f"--{known}" for known in names) or "no parameter"
            near = nearest(name, names)
            raise UsageError(
                f"{question.name} has no parameter --{name}",
                nearest=f"--{near}" if near else "",
                do=f"it takes {takes}",
            )
    for parameter in question.parameters:
        if parameter.name not in values:
            missing = f"{question.name} needs --{parameter.name}: {parameter.words}"
            raise UsageError(missing, do=f"such as: {question.example}")


def find_values(parameter: Parameter, index: Index) -> list[str]:
    """The IRIs of the graph's things that a parameter can mean, sorted; none for a date or a number."""
    if parameter.is_word:
        return []
    classes = {below for kind in parameter.kinds for below in _narrower(_expand(kind, index), index)}
    return sorted({iri for class_iri in classes for iri in _subjects(terms.RDF + "type", class_iri, index)})


def complete(parameter: Parameter, begun: str, index: Index) -> list[tuple[str, str]]:
    """What a person who has typed `begun` may mean: names, then acronyms too, each with the label of its thing.

    Where none begins so, the names of the things whose label or alias does.
    """
    found: dict[str, str] = {}
    things = find_values(parameter, index)
    for iri in things:
        acronyms = _objects(iri, terms.ONT + "acronym", index) if begun else []
        found |= {name: _label(iri, index) for name in (terms.local_name(iri), *acronyms) if name.startswith(begun)}
    if not found:
        low = begun.casefold()
        labelled = [iri for iri in things if any(n.casefold().startswith(low) for n in _names(iri, index))]
        found = {terms.local_name(iri): _label(iri, index) for iri in labelled}
    return sorted(found.items())


def _put(text: str, name: str, term: ox.NamedNode | ox.Literal) -> str:
    """The query with a term in the VALUES line of a parameter; the engine writes the term, with its escapes."""
    return values_line(name).sub(lambda match: f"{match[1]}{{ {term} }}", text)


def _to_term(parameter: Parameter, value: str, index: Index) -> ox.NamedNode | ox.Literal:
    if parameter.is_word:
        return _to_literal(parameter, value, index)
    things = find_values(parameter, index)
    found = find_named(value.strip(), things, partial(_names, index=index))
    if len(found) == 1:
        return ox.NamedNode(found[0])
    if found:
        meant = ", ".join(index.curie(iri) for iri in found)
        raise UsageError(f"{value!r} means more than one {parameter.name}", do=f"one of: {meant}")
    raise _unknown(parameter, value, things, index)


def _unknown(parameter: Parameter, value: str, things: list[str], index: Index) -> UsageError:
    """What is wrong with a value: a thing of another kind, or nothing that the graph knows."""
    names = partial(_names, index=index)
    wanted = " or ".join(_label(_expand(kind, index), index) for kind in parameter.kinds)
    near = nearest_name(value, things, names)
    do = f"a name, acronym or label, such as {parameter.example}" if things else f"this graph has no {wanted}"
    named = {iri for name in NAMES for iri in _subjects(name, None, index) if iri.startswith((terms.ID, terms.SCHEME))}
    kinds = [k for iri in find_named(value, named, names)[:1] for k in _objects(iri, terms.RDF + "type", index)]
    if kinds:
        what = f"{value} is a {_label(min(kinds), index)}; --{parameter.name} takes: {wanted}"
        return UsageError(what, nearest=near, do=do)
    return UsageError(f"no {parameter.name} {value!r} in the graph", nearest=near, do=do)


def _to_literal(parameter: Parameter, value: str, index: Index) -> ox.Literal:
    readers = {"xsd:date": _is_day, "xsd:decimal": _is_decimal}
    kind = parameter.kinds[0]
    if not readers[kind](value):
        what = "a day as YYYY-MM-DD" if kind == "xsd:date" else "a number"
        raise UsageError(f"--{parameter.name} takes {what}, not {value!r}", do=f"such as {parameter.example}")
    return ox.Literal(value, datatype=ox.NamedNode(_expand(kind, index)))


def _is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) and date.fromisoformat(value))
    except ValueError:
        return False


def _is_decimal(value: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", value, re.ASCII))


def _expand(curie: str, index: Index) -> str:
    prefix, _, local = curie.partition(":")
    return index.prefixes.get(prefix, f"{prefix}:") + local


def _narrower(class_iri: str, index: Index) -> set[str]:
    """A class and every class below it."""
    found, queue = {class_iri}, [class_iri]
    while queue:
        below = [c for c in _subjects(terms.RDFS + "subClassOf", queue.pop(), index) if c not in found]
        found.update(below)
        queue += below
    return found


# ---- look-ups go to the Store and not to an index of everything, so that a large graph answers as soon as a small one


def _subjects(predicate: str, obj: str | None, index: Index) -> list[str]:
    target = None if obj is None else ox.NamedNode(obj)
    quads = index.store.quads_for_pattern(None, ox.NamedNode(predicate), target, ox.DefaultGraph())
    return [quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _objects(iri: str, predicate: str, index: Index) -> list[str]:
    quads = index.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, ox.DefaultGraph())
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal))


def _names(iri: str, index: Index) -> list[str]:
    return [name for predicate in NAMES for name in _objects(iri, predicate, index)]


def _label(iri: str, index: Index) -> str:
    return next(iter(_objects(iri, terms.RDFS + "label", index)), terms.local_name(iri))
