"""A project's register: `data/register/*.yaml`, checked, before the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.catalogue import Catalogue
from kg.findings import Finding, Place
from kg.keys import Keys
from kg.marked import Mapping, nearest, read_yaml
from kg.model import Entity, RecordSource
from kg.register.entries import Entries
from kg.register.entry import EntryReader
from kg.register.facts import date_datatype
from kg.register.register import Register
from kg.sources.read import read_text
from kg.vocabulary import Vocabulary


def read_register(
    folder: Path, vocabulary: Vocabulary, show: Callable[[Path], str], catalogue: Catalogue | None = None
) -> tuple[Register, list[Finding]]:
    """The register of a project, with every finding about its files; a missing folder has no entries of its own.

    Behind its own entries stand those of the catalogue, where one is given.
    """
    reader = _Reader(vocabulary, catalogue or Catalogue(None))
    trees = {path.stem: reader.read_file(path, show(path)) for path in sorted(folder.glob("*.yaml"))}
    reader.read_sources(reader.catalogue.sources)
    own = trees.pop("sources", None)
    reader.check_sources(own)
    reader.read_sources(own)
    for tree in trees.values():
        if tree is not None:
            reader.read_entries(tree)
    reader.check_links()
    return reader.to_register(), reader.keys.findings


def empty_register(vocabulary: Vocabulary) -> Register:
    """A register without entries, for a text that no project lends any."""
    return _Reader(vocabulary, Catalogue(None)).to_register()


class _Reader:
    """Reads file after file, collecting findings, and checks the links at the end."""

    def __init__(self, vocabulary: Vocabulary, catalogue: Catalogue) -> None:
        self.vocabulary, self.catalogue, self.keys = vocabulary, catalogue, Keys()
        self.sources: dict[str, RecordSource] = {}
        self.entities: dict[str, Entity] = {}
        self.entry = EntryReader(vocabulary, self.sources, self.keys)

    def read_file(self, path: Path, shown: str) -> Mapping | None:
        text, _, findings = read_text(path, shown)
        if text is not None:
            node, found = read_yaml(text, shown)
            findings = [*findings, *found]
            if node is not None:
                self.keys.findings += findings
                return self.keys.as_mapping(node, Place(shown), "the file")
        self.keys.findings += findings
        return None

    def read_sources(self, tree: Mapping | None) -> None:
        for name, value in (tree or {}).items():
            entry = self.keys.as_mapping(value, name.place, name)
            self.keys.check(entry, ("address", "note"), ("label", "read-on"))
            read_on = self.keys.words(entry, "read-on")
            if read_on and not date_datatype(read_on).endswith("#date"):
                self.keys.add(read_on.place, "E011", read_on, do="write a day: YYYY-MM-DD")
            self.keys.name(name)
            self.keys.address(self.keys.words(entry, "address"))
            self.sources[str(name)] = RecordSource(
                str(name),
                str(self.keys.words(entry, "label")),
                str(read_on),
                str(self.keys.words(entry, "address")),
                str(self.keys.words(entry, "note")),
            )

    def check_sources(self, tree: Mapping | None) -> None:
        """A source of the catalogue keeps its meaning: E023 where a project gives its name to another one."""
        for name, value in (tree or {}).items():
            known = self.catalogue.sources.get(name)
            if known is not None and known != value:
                self.keys.add(name.place, "E023", f"{name}, a source of the catalogue", do="give it another name")

    def read_entries(self, tree: Mapping) -> None:
        for name, value in tree.items():
            if name in self.entities:
                at = self.entities[name].place
                self.keys.add(name.place, "E023", f"{name}, declared at {at} too", do="join the two entries")
                continue
            self.keys.name(name)
            self.entities[str(name)] = self.entry.read(name, self.keys.as_mapping(value, name.place, name))

    def check_links(self) -> None:
        for name, target in self.entry.links:
            if target not in self.entities and target not in self.catalogue:
                near = nearest(target, self.entities) or self.catalogue.nearest(target)
                self.keys.add(target.place, "E020", f"{target}, in the entry {name}", near=near, do="declare it")

    def to_register(self) -> Register:
        shipped = EntryReader(self.vocabulary, self.sources, Keys())
        entries = Entries(self.entities, self.entry.identifiers, shipped, self.catalogue)
        return Register(entries, self.sources)
