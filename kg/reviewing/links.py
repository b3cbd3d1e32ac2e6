"""Which entity of a draft is another one: a person said so, or the claims file declares the same by another name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.drafting.decisions import LINKED, Decision, fold, link_key
from kg.reviewing.drafted import Drafted
from kg.reviewing.gated import Gated
from kg.reviewing.line import NewEntity, from_saying
from kg.reviewing.plan import Planner
from kg.reviewing.written import Written
from kg.sources.locate import locate


def find_links(drafted: Drafted, gated: Gated, decisions: Mapping[str, Decision]) -> dict[str, str]:
    """The other name of every name of a draft that has one, to the end of each chain."""
    classes, direct = gated.ground.vocabulary.class_names, {}
    declared = {(fold(e.label), e.type): name for name, e in gated.names.declared.items()}
    for name, entity in drafted.entities.items():
        label = drafted_label(name, drafted, gated)
        decision, known = decisions.get(link_key(label)), classes.get(entity.type)
        if decision and decision.verdict == LINKED and decision.to != name:
            direct[name] = decision.to
        elif gated.find(name) is None and known and (same := declared.get((fold(label), known.iri))):
            direct[name] = same
    return {name: follow(direct, name) for name in direct}


def drafted_label(name: str, drafted: Drafted, gated: Gated) -> str:
    """The label that a draft gives a name, or the one by which it is known anyway, or the name."""
    entity = drafted.entities.get(name)
    return (entity.label if entity else "") or gated.label(name) or name


def follow(links: Mapping[str, str], name: str) -> str:
    """The end of a chain of links; a chain that comes back to itself ends there."""
    seen = {name}
    while name in links and links[name] not in seen:
        name = links[name]
        seen.add(name)
    return name


def with_linked(text: str, name: str, to: str, gate: Callable[[str], Gated], drafted: Drafted) -> str:
    """A claims file in which a declared entity is another one: in every claim, with the words that it needs."""
    entity, source = gate(text).find(name), gate(text).ground.source
    words = tuple(form for form in (entity.forms if entity else ()) if locate(source.text, form))
    text = Written(Written(text).renamed(name, to)).without_entry("entities", name)
    planner = Planner(gate, drafted, {}, {to: NewEntity(to, mentions=words)})
    for saying in gate(text).file.sayings:
        if to in (saying.subject, saying.obj):
            text = planner.with_words(text, to, from_saying(saying))
    return text
