"""Reads `readings.yaml`: what a second, independent reader made of every claim, by the claim's hash name.

The hash holds the claim's words and ends, so that a claim that was changed counts as read once again.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.claims.file import read_reader
from kg.keys import Keys
from kg.marked import Mapping
from kg.model import Claim, Reader, Reading

VERDICTS = ("agrees", "differs")


def read_readings(tree: Mapping, claims: Iterable[Claim], keys: Keys) -> tuple[Reader, tuple[Reading, ...]]:
    """The second reader and the verdicts; findings W080 (no such claim) and W081 (differs) go to `keys`."""
    keys.check(tree, ("method",), ("reader", "verdicts"))
    reader = to_reader(read_reader(keys.mapping(tree, "reader"), keys))
    known = {claim.name for claim in claims}
    readings = []
    for item in keys.items(tree, "verdicts"):
        entry = keys.as_mapping(item, tree.place, "verdicts")
        keys.check(entry, ("says", "note"), ("claim", "verdict"))
        name, verdict = keys.words(entry, "claim"), keys.words(entry, "verdict")
        if not keys.choice(verdict, VERDICTS, "E022"):
            continue
        note, says = keys.words(entry, "note"), keys.words(entry, "says")
        if name not in known:
            keys.add(name.place, "W080", f"{name} {says}".strip(), do="the claim has changed: read it again")
            continue
        if verdict == "differs":
            keys.add(name.place, "W081", f"{says}: {note}", do="mend the claim or settle the difference")
        readings.append(Reading(str(name), str(verdict), str(note), name.place))
    return reader, tuple(readings)


def to_reader(words: dict[str, str]) -> Reader:
    """The reader that was written down as name, label, kind and day."""
    return Reader(str(words["name"]), str(words["label"]), str(words["kind"]), str(words["on"]))
