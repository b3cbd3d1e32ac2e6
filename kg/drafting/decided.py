"""Leaves out of a draft what a person has decided: claims taken over, proposals turned down, entities linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kg.claims.file import ClaimsFile, read_claims_tree
from kg.drafting.decisions import Decision, key_of, link_key, read_decisions
from kg.drafting.proposal import Accepted, Draft, DraftEntity, Reading
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.register import Register
from kg.sources.read import read_text


def apply_links(reading: Reading, decisions: dict[str, Decision], register: Register) -> Reading:
    """The reading with every entity that a person linked to a register entry named as that entry."""
    linked = {
        entity.name: decision.to
        for entity in reading.entities.values()
        if (decision := decisions.get(link_key(entity.label))) and decision.to in register.entries
    }
    if not linked:
        return reading
    entities: dict[str, DraftEntity] = {}
    for name, entity in reading.entities.items():
        new = linked.get(name, name)
        known = register.entries[new] if name in linked else None
        label = known.label if known else entity.label
        mentions = tuple(sorted({*entity.mentions, *(entities[new].mentions if new in entities else ())}))
        entities[new] = replace(
            entity, name=new, label=label, mentions=mentions, register=new if known else entity.register
        )
    renamed = tuple(m._replace(entity=linked.get(m.entity, m.entity)) for m in reading.mentions)
    return Reading(reading.source, entities, renamed)


def without_decided(draft: Draft, folder: Path, register: Register, show: Callable[[Path], str]) -> Draft:
    """The draft without what stands in claims.yaml already, and without proposals that decisions.yaml turns down.

    A claim stands there whatever words it quotes; a proposal was turned down with its words.
    """
    decided = set(read_decisions(folder / "decisions.yaml", show(folder / "decisions.yaml")))
    claimed = _claimed(folder, register, show)
    labels = {entity.name: entity.label for entity in draft.entities}
    kept = [
        a
        for a in draft.accepted
        if _key(a, labels, a.proposal.quotes) not in decided and _key(a, labels, ()) not in claimed
    ]
    return replace(draft, accepted=tuple(kept))


def _key(accepted: Accepted, labels: dict[str, str], quotes: tuple[str, ...]) -> str:
    proposal = accepted.proposal
    obj = proposal.obj if proposal.is_words else labels.get(proposal.obj, proposal.obj)
    return key_of(labels.get(proposal.subject, proposal.subject), proposal.predicate, obj, quotes)


def read_title(folder: Path, show: Callable[[Path], str]) -> str:
    """The title that a statement's claims.yaml gives; empty where there is none."""
    file = _read_claims(folder, show)
    return str(file.meta["title"]) if file else ""


def _claimed(folder: Path, register: Register, show: Callable[[Path], str]) -> set[str]:
    """The keys of the sayings of claims.yaml, without their quotes; none where there is no such file."""
    file = _read_claims(folder, show)
    if file is None:
        return set()
    labels = {name: _label(name, file, register) for s in file.sayings for name in (s.subject, s.obj)}
    return {
        key_of(labels[s.subject] or s.subject, s.predicate, s.obj if s.is_words else labels[s.obj] or s.obj, ())
        for s in file.sayings
    }


def _read_claims(folder: Path, show: Callable[[Path], str]) -> ClaimsFile | None:
    """The claims file as written, or None where it is not there or cannot be read."""
    path = folder / "claims.yaml"
    text, _, _ = read_text(path, show(path))
    node, _ = read_yaml(text, show(path)) if text is not None else (None, [])
    return read_claims_tree(node, folder.name, Keys()) if isinstance(node, Mapping) else None


def _label(name: str, file: ClaimsFile, register: Register) -> str:
    declared = next((str(e.label) for e in file.entities if e.name == name and e.label), "")
    spoken = next((str(q.label) for q in file.quotations if q.name == name), "")
    known = register.entries.get(name)
    return declared or spoken or (known.label if known else "")
