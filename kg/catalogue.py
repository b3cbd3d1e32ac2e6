"""The catalogue: the register's entries that come with the program, compiled so that loading them costs little.

Knows the compiled files of `data/catalogue/compiled/` (docs/register.md tells their columns); refuses to know what an
entry means. Entries are taken apart one by one, when they are asked for.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.findings import Place
from kg.marked import Items, Mapping, Text

ENTRIES, KEYS, SOURCES = "entries.tsv", "keys.tsv", "sources.json"
ACRONYM, STANDING_FOR, IDENTIFIER = "=", "~", "@"
"""Stand before an acronym, before an adjective or a capital, and before an identifier among the keys."""
PREFIX = 4
"""How many signs of a key stand once for all keys that begin with them, in a line of their own."""
_KINDS = {"G": "Government", "O": "FormalOrganization"}
_ALIAS = re.compile(r"\|(?=[a-z]{0,3}:)")
_RELATED = {"parent": "part-of", "predecessor": "replaces", "successor": "replaced-by"}


class Catalogue:
    """Shipped entries by name, and by every key they are filed under."""

    def __init__(self, folder: Path | None, shown: str = "data/catalogue/compiled") -> None:
        """The catalogue of a folder of compiled files; an empty one where there is no folder."""
        self.folder, self.shown = folder, shown
        self._parts: dict[str, dict[str, str]] = {}

    @property
    def files(self) -> list[Path]:
        """The files that the catalogue is read from."""
        return [self.folder / name for name in (ENTRIES, KEYS, SOURCES)] if self.folder else []

    def find(self, key: str) -> tuple[str, ...]:
        """The names filed under a key, sorted; none where there is none.

        A key is a normal key, `=` and an acronym, `~` and an adjective or a capital, `@` and an identifier.
        """
        numbers = self._part(key[:PREFIX]).get(key[PREFIX:])
        return tuple(self._name(int(number)) for number in numbers.split(",")) if numbers else ()

    def keys(self) -> Iterator[str]:
        """Every key, sorted by its first signs."""
        return (prefix + rest for prefix in self._keys for rest in self._part(prefix))

    def type_of(self, name: str) -> str:
        """The class name of an entry, or an empty string where there is no such entry."""
        line, _ = self._find_line(name)
        kind = line.split("\t", 2)[1] if line else ""
        return _KINDS.get(kind, kind)

    def entry(self, name: str) -> tuple[Text, Mapping] | None:
        """The name and the tree of an entry, as if read from the register's YAML; None for an unknown one."""
        line, number = self._find_line(name)
        if not line:
            return None
        place = Place(f"{self.shown}/{ENTRIES}", number)
        tree = _mark(self._tree(line.split("\t")), place)
        assert isinstance(tree, Mapping)
        return Text(name, place), tree

    @property
    def sources(self) -> Mapping:
        """The sources that facts of the catalogue come from, in the form of a `sources.yaml`."""
        return self._sources[1]

    @cached_property
    def _sources(self) -> tuple[str, Mapping]:
        """The source of the bodies' facts, and all sources."""
        tree = json.loads(self._read(SOURCES) or "{}")
        marked = _mark(tree.get("sources", {}), Place(f"{self.shown}/{SOURCES}"))
        assert isinstance(marked, Mapping)
        return tree.get("bodies", ""), marked

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self._find_line(name)[0])

    def __iter__(self) -> Iterator[str]:
        return (line[: line.index("\t")] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @cached_property
    def _lines(self) -> list[str]:
        return self._read(ENTRIES).split("\n")[:-1]

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What stands behind each prefix: the rest of a key, then the numbers of the lines filed under it, in turn."""
        return {line.partition("\t")[0]: line for line in self._read(KEYS).split("\n")[:-1]}

    def _part(self, prefix: str) -> dict[str, str]:
        """The rest of every key that begins with a prefix, with the numbers of its lines."""
        if prefix not in self._parts:
            _, *cells = self._keys.get(prefix, "").split("\t")
            self._parts[prefix] = dict(zip(cells[::2], cells[1::2], strict=True))
        return self._parts[prefix]

    def _name(self, number: int) -> str:
        line = self._lines[number]
        return line[: line.index("\t")]

    def _find_line(self, name: str) -> tuple[str, int]:
        """The line of an entry and its number (from 1), by bisection: lines are sorted by name."""
        wanted = f"{name}\t"
        at = bisect_left(self._lines, wanted)
        is_there = at < len(self._lines) and self._lines[at].startswith(wanted)
        return (self._lines[at], at + 1) if is_there else ("", 0)

    def _tree(self, columns: list[str]) -> dict[str, Any]:
        """The tree of a line: of a body as the Research Organization Registry tells it, or of a curated entry."""
        _, kind, label, *rest = columns
        if kind not in _KINDS:
            return {"type": kind, "label": label, "source": rest[0], **json.loads(rest[1])}
        ror, country, listed, founded, wikidata, acronyms, aliases, related = rest
        acronym, *others = acronyms.split("|")
        forms = [("und", other) for other in others] + [_form(words) for words in _ALIAS.split(aliases) if words]
        identifiers = [{"ror": ror}, *([{"wikidata": wikidata}] if wikidata else [])]
        dates = [{key: words} for key, words in (("founded", founded), ("listed-as", listed)) if words]
        kinds_of_place = ("located-in", "jurisdiction") if kind == "G" else ("located-in",)
        places = [{key: state} for state in self.find(IDENTIFIER + country) for key in kinds_of_place]
        return {
            "type": _KINDS[kind],
            "label": label,
            "language": "und",
            "source": self._sources[0],
            "acronym": acronym,
            "aliases": [{"alias": form, "language": language} for language, form in forms],
            "facts": [*identifiers, *dates, *places, *self._links(related)],
        }

    def _links(self, related: str) -> list[dict[str, str]]:
        pairs = [item.split(":") for item in related.split("|") if item]
        return [{_RELATED[kind]: name} for kind, ror in pairs for name in self.find(IDENTIFIER + ror)]

    def _read(self, name: str) -> str:
        """The text of a compiled file; none without a catalogue. Raises `InputError` where it cannot be read."""
        if self.folder is None:
            return ""
        path = self.folder / name
        try:
            return path.read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError("the catalogue cannot be read", where=str(path), do=str(error)) from None


def _form(words: str) -> tuple[str, str]:
    language, _, form = words.partition(":")
    return language or "und", form


def _mark(value: Any, place: Place) -> Any:
    """Plain words, lists and mappings with a place, as `kg.marked` reads them from YAML."""
    if isinstance(value, dict):
        mapping = Mapping({Text(key, place): _mark(item, place) for key, item in value.items()})
        mapping.place = place
        return mapping
    if isinstance(value, list):
        items = Items(_mark(item, place) for item in value)
        items.place = place
        return items
    return Text(value, place)
