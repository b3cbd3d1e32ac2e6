"""A second reading: another person holds every claim against its words, and says whether they say it.

The verdicts stand in `readings.yaml`. The claims file is read and never written.
"""

from __future__ import annotations

from pathlib import Path

from kg.claims.readings import VERDICTS, says
from kg.errors import FindingsError, UsageError
from kg.findings import Place
from kg.keys import Keys
from kg.marked import Mapping, Text, read_yaml
from kg.model import Claim, Reader, Reading
from kg.reviewing.gated import Gated, Ground, gates_of
from kg.reviewing.line import squeeze
from kg.reviewing.pieces import dump, flow_of
from kg.reviewing.store import Store
from kg.reviewing.written import Written

CLAIMS, READINGS = "claims.yaml", "readings.yaml"
AGREES, DIFFERS = VERDICTS
_HEAD = "# The second reading: every claim held against the text by another reader than the first.\n"


class SecondReading:
    """What a second reader makes of each claim. Raises `UsageError` for a reader who is the first one too."""

    def __init__(self, folder: Path, ground: Ground, reader: Reader, *, shown: str = READINGS) -> None:
        self.folder, self.reader, self.shown = folder, reader, shown
        self.store = Store(folder, (CLAIMS, READINGS))
        self.gate = gates_of(ground)
        if not self.gated.is_readable:
            raise FindingsError(self.gated.findings)
        if reader.name in [str(words["name"]) for words in self.gated.file.readers]:
            raise UsageError(f"{reader.label} is the first reader", do="let another person read a second time")
        named = self._tree.get(Text("reader", Place(shown)))
        known = str(named.get(Text("name", Place(shown)), "")) if isinstance(named, Mapping) else ""
        if known and known != reader.name:
            raise UsageError(
                f"the second reader is {known} already", where=shown, do=f"--reader {known}, or a new file"
            )

    @property
    def gated(self) -> Gated:
        """The claims file as it is now."""
        return self.gate(self.store.text(CLAIMS))

    @property
    def claims(self) -> list[Claim]:
        """The claims to read, in the order of the file."""
        return self.gated.claims

    def says(self, claim: Claim) -> str:
        """What a claim says, in one line."""
        return says(claim, self.gated.names.label)

    def verdicts(self) -> dict[str, Reading]:
        """The verdicts that still hold, by the claim's name; one on a claim that has changed is gone."""
        if not self.store.text(READINGS).strip():
            return {}
        known = {claim.name: self.says(claim) for claim in self.claims}
        keys, found = Keys(), {}
        for item in keys.items(self._tree, "verdicts"):
            entry = keys.as_mapping(item, Place(self.shown), "verdicts")
            name, verdict = str(keys.words(entry, "claim")), str(keys.words(entry, "verdict"))
            if known.get(name) == str(keys.words(entry, "says")) and verdict in VERDICTS:
                found[name] = Reading(name, verdict, str(keys.words(entry, "note")), entry.place)
        return found

    def judge(self, name: str, verdict: str, note: str = "") -> None:
        """Write down what the reader makes of a claim. Raises `UsageError`."""
        claim = next((claim for claim in self.claims if claim.name == name), None)
        if claim is None or verdict not in VERDICTS:
            raise UsageError("no such claim or verdict", do=f"a claim of this file, and one of: {', '.join(VERDICTS)}")
        if verdict == DIFFERS and not squeeze(note):
            raise UsageError("what differs?", do="say in a note what the words say instead")
        item = {"claim": name, "verdict": verdict, "says": self.says(claim)}
        item |= {"note": squeeze(note)} if squeeze(note) else {}
        text = self.store.text(READINGS) or self._new_text()
        self.store.write(f"{verdict}: {item['says']}", {READINGS: self._with(text, item)})

    def reload(self) -> None:
        """Take the files as they are now."""
        self.store.read()

    def _with(self, text: str, item: dict[str, str]) -> str:
        names = [str(keys.get(Text("claim", keys.place), "")) for keys in Keys().items(self._tree, "verdicts")]
        return Written(text).with_item(
            "verdicts", item, instead_of=names.index(item["claim"]) if item["claim"] in names else -1
        )

    def _new_text(self) -> str:
        reader = {key: getattr(self.reader, key) for key in ("name", "label", "kind", "on")}
        return _HEAD + "reader: " + dump(flow_of(reader)) + "verdicts: []\n"

    @property
    def _tree(self) -> Mapping:
        """The file of verdicts. Raises `FindingsError` where it is no YAML."""
        text = self.store.text(READINGS)
        node, findings = read_yaml(text, self.shown) if text.strip() else (None, [])
        if findings:
            raise FindingsError(findings)
        return Keys().as_mapping(node or Text("", Place(self.shown)), Place(self.shown), "the file")
