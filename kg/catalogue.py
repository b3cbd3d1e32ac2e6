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

BODIES, CURATED, KEYS, SOURCES = "bodies.tsv", "curated.tsv", "keys.tsv", "sources.json"
ACRONYM, STANDING_FOR, IDENTIFIER = "=", "~", "@"
"""Stand before an acronym, before an adjective or a capital, and before an identifier among the keys."""
PREFIX = 4
"""How many signs of a key stand once for all keys that begin with them, in a line of their own."""
_KINDS = {"G": "Government", "S": "FormalOrganization", "O": "FormalOrganization"}
"""The government of a state, a body that its name says to be a state's, any other body."""
_READ_OFF = "Read off its name: the Registry gives the country of its seat alone."
_ALIAS = re.compile(r"\|(?=(?:[a-z]{2,3})?:)")
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
        return [self.folder / name for name in (BODIES, CURATED, KEYS, SOURCES)] if self.folder else []

    def find(self, key: str) -> tuple[str, ...]:
        """The names filed under a key, sorted; none where there is none.

        A key is a normal key, `=` and an acronym, `~` and an adjective or a capital, `@` and an identifier.
        """
        filed = self._part(key[:PREFIX]).get(key[PREFIX:])
        return tuple(sorted(map(self._filed, filed.split(",")))) if filed else ()

    def iter_keys(self) -> Iterator[str]:
        """Every key, sorted by its first signs."""
        return (prefix + rest for prefix in self._keys for rest in self._part(prefix))

    def type_of(self, name: str) -> str:
        """The class name of an entry, or an empty string where there is no such entry."""
        line, _ = self._find(name, CURATED, BODIES)
        kind = line.split("\t", 2)[1] if line else ""
        return _KINDS.get(kind, kind)

    def entry(self, name: str) -> tuple[Text, Mapping] | None:
        """The name and the tree of an entry, as if read from the register's YAML; None for an unknown one.

        A curated entry with the name of a body is that body, told in more words.
        """
        curated, place = self._find(name, CURATED)
        body, line_of_body = self._find(name, BODIES)
        if not curated and not body:
            return None
        tree = self._body(body.split("\t")) if body else {}
        if curated:
            tree = _join(_curated(curated.split("\t")), tree)
        marked = _mark(tree, place if curated else line_of_body)
        assert isinstance(marked, Mapping)
        return Text(name, place if curated else line_of_body), marked

    def nearest(self, name: str) -> str:
        """The name of an entry that is most like this one, or an empty string where none is near."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(name, list(self), scorer=fuzz.ratio, score_cutoff=60)
        return str(found[0]) if found else ""

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
        return isinstance(name, str) and bool(self._find(name, CURATED, BODIES)[0])

    def __iter__(self) -> Iterator[str]:
        curated = dict.fromkeys(map(_name, self._files[CURATED]))
        yield from curated
        yield from (name for name in map(_name, self._files[BODIES]) if name not in curated)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """The lines of both files of entries, each sorted by name."""
        return {name: self._read(name).split("\n")[:-1] for name in (CURATED, BODIES)}

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What stands behind each prefix: the rest of a key, then what is filed under it, in turn."""
        return {line.partition("\t")[0]: line for line in self._read(KEYS).split("\n")[:-1]}

    def _part(self, prefix: str) -> dict[str, str]:
        """The rest of every key that begins with a prefix, with the numbers of its lines."""
        if prefix not in self._parts:
            _, *cells = self._keys.get(prefix, "").split("\t")
            self._parts[prefix] = dict(zip(cells[::2], cells[1::2], strict=True))
        return self._parts[prefix]

    def _filed(self, value: str) -> str:
        """The name of what is filed: a body by the number of its line (from 0), a curated entry by its name."""
        return _name(self._files[BODIES][int(value)]) if value.isdecimal() else value

    def _find(self, name: str, *files: str) -> tuple[str, Place]:
        """The line of an entry in the first of these files that has it, and its place; found by bisection."""
        wanted = f"{name}\t"
        for file in files:
            lines = self._files[file]
            at = bisect_left(lines, wanted)
            if at < len(lines) and lines[at].startswith(wanted):
                return lines[at], Place(f"{self.shown}/{file}", at + 1)
        return "", Place(self.shown)

    def _body(self, columns: list[str]) -> dict[str, Any]:
        """The tree of a body as the Research Organization Registry tells it."""
        _, kind, label, ror, country, listed, founded, wikidata, acronyms, aliases, related = columns
        acronym, *others = acronyms.split("|")
        forms = [("und", other) for other in others] + [_form(words) for words in _ALIAS.split(aliases) if words]
        identifiers = [{"ror": ror}, *([{"wikidata": wikidata}] if wikidata else [])]
        dates = [{key: words} for key, words in (("founded", founded), ("listed-as", listed)) if words]
        states = self.find(IDENTIFIER + country)
        places = [{"located-in": state} for state in states]
        places += [{"jurisdiction": state, "note": _READ_OFF} for state in states if kind != "O"]
        return {
            "type": _KINDS[kind],
            "label": label,
            "language": "und",
            "source": self._sources[0],
            "acronym": acronym,
            "aliases": [f if language == "en" else {"alias": f, "language": language} for language, f in forms],
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


def _name(line: str) -> str:
    return line[: line.index("\t")]


def _curated(columns: list[str]) -> dict[str, Any]:
    """The tree of a curated entry."""
    _, type_name, label, source, rest = columns
    return {"type": type_name, "label": label, "source": source, **json.loads(rest)}


def _join(curated: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """A curated entry with what the Registry adds to it, each form and fact with the Registry as its source."""
    if not body:
        return curated
    source, facts = body["source"], curated.get("facts", [])
    told = {key for fact in facts for key in fact}
    more = [{**fact, "source": source} for fact in body["facts"] if not told & (fact.keys() - {"source", "note"})]
    forms = [{"alias": body["label"], "language": "und"}, *map(_alias, body["aliases"])]
    if not curated.get("acronym") and body["acronym"]:
        forms.append({"alias": body["acronym"], "language": "und"})
    known = {curated["label"], *(_alias(item)["alias"] for item in curated.get("aliases", []))}
    aliases = [{**form, "source": source} for form in forms if form["alias"] not in known | {curated.get("acronym")}]
    return {**curated, "aliases": [*curated.get("aliases", []), *aliases], "facts": [*facts, *more]}


def _alias(item: Any) -> dict[str, str]:
    return item if isinstance(item, dict) else {"alias": item}


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
