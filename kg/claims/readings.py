"""Reads `readings.yaml`: what a second, independent reader made of every claim, by the claim's hash name.

The hash holds the claim's words and ends; `says` repeats what was read, with the labels as they were. A claim of
which either has changed counts as read once again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Mapping_

from kg.claims.file import read_reader
from kg.keys import Keys
from kg.marked import Mapping
from kg.model import Claim, Reader, Reading
from kg.terms import local_name

VERDICTS = ("agrees", "differs")


def read_readings(
    tree: Mapping, claims: Iterable[Claim], label: Callable[[str], str], keys: Keys
) -> tuple[Reader, tuple[Reading, ...]]:
    """The second reader and the verdicts; findings W080 (no such claim) and W081 (differs) go to `keys`.

    `label` gives the label of an entity by its IRI, or an empty string.
    """
    keys.check(tree, ("method",), ("reader", "verdicts"))
    reader = to_reader(read_reader(keys.mapping(tree, "reader"), keys))
    known = {claim.name: says(claim, label) for claim in claims}
    readings: dict[str, Reading] = {}
    for item in keys.items(tree, "verdicts"):
        entry = keys.as_mapping(item, tree.place, "verdicts")
        keys.check(entry, ("note",), ("claim", "says", "verdict"))
        name, verdict = keys.words(entry, "claim"), keys.words(entry, "verdict")
        if not keys.choice(verdict, VERDICTS, "E022"):
            continue
        note, was_read = keys.words(entry, "note"), keys.words(entry, "says")
        if known.get(str(name)) != was_read:
            near = known.get(str(name), "")
            keys.add(name.place, "W080", f"{name} {was_read}", near=near, do="the claim has changed: read it again")
            continue
        if name in readings:
            keys.add(name.place, "E007", f"{name} {was_read}", do="give one verdict a claim")
            continue
        if verdict == "differs":
            keys.add(name.place, "W081", f"{was_read}: {note}", do="mend the claim or settle the difference")
        readings[str(name)] = Reading(str(name), str(verdict), str(note), name.place)
    return reader, tuple(readings.values())


def says(claim: Claim, label: Callable[[str], str]) -> str:
    """What a claim says, in one line as a reader is shown it: labels, predicate, how it is told."""

    def shown(iri: str) -> str:
        return label(iri) or local_name(iri)

    obj = f"“{claim.obj}”" if claim.is_literal else shown(claim.obj)
    voice = f", in the words of {shown(claim.voice)}" if claim.is_quoted else ""
    excluded = ", excluded" if claim.polarity == "excluded" else ""
    return f"{shown(claim.subject)} | {local_name(claim.predicate)} | {obj} | {claim.told_as}{excluded}{voice}"


def to_reader(words: Mapping_[str, str]) -> Reader:
    """The reader that was written down as name, label, kind and day."""
    return Reader(str(words["name"]), str(words["label"]), str(words["kind"]), str(words["on"]))
