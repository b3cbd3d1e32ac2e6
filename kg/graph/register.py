"""The register entries that statements use, as quads with the record of each fact, in one named graph."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg import terms
from kg.graph.quads import GraphBuilder, add_record, add_record_source, fact_object, node
from kg.model import Entity, Fact, Statement
from kg.register import Register

GRAPH_NAME = "register"


def used_entries(register: Register, statements: Iterable[Statement]) -> list[Entity]:
    """The entries that statements name, and those that these lead to (parents, successors, states), by name.

    What a statement declares itself is told in its own graph, whatever the catalogue has under that name.
    """
    statements = list(statements)
    declared = {entity.iri for statement in statements for entity in statement.entities}
    queue = []
    for statement in statements:
        own = {entity.iri for entity in statement.entities}
        queue += [iri for c in statement.claims for iri in (c.subject, c.obj, c.voice) if iri not in own]
        publisher = register.entries.get(statement.publisher)
        if publisher and publisher.iri not in own:
            queue.append(publisher.iri)
    used: dict[str, Entity] = {}
    while queue:
        entity = register.find_iri(queue.pop())
        if entity and entity.iri not in used:
            used[entity.iri] = entity
            queue += [fact.obj for fact in entity.facts if not fact.is_literal and fact.obj not in declared]
    return sorted(used.values(), key=lambda entity: entity.name)


def encode_entries(register: Register, entries: Iterable[Entity]) -> list[ox.Quad]:
    """The quads of these entries: every fact as a triple and as a record with source, day and dates."""
    builder = GraphBuilder(GRAPH_NAME)
    for entity in entries:
        default = entity.facts[0].source if entity.facts else ""
        for fact in (Fact(terms.RDF + "type", entity.type, default), *entity.facts):
            source = register.sources.get(fact.source)
            if source is None:
                continue  # the register's own check has told it (E102)
            builder.add(entity.iri, node(fact.predicate), fact_object(fact))
            add_record(builder, entity.iri, fact, source)
            add_record_source(builder, source)
    return builder.quads()
