"""Checks a YAML mapping against the keys it may have: unknown ones, missing ones, wrong kinds of value.

Shared by every reader of our YAML files; knows no key by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.findings import Finding, Place
from kg.marked import Items, Mapping, Text, nearest
from kg.terms import NAME

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


class Keys:
    """Reads values out of marked mappings and collects what is wrong with them in `findings`."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, place: Place, code: str, found: str, *, near: str = "", do: str = "", claim: str = "") -> None:
        """Collect one finding."""
        self.findings.append(Finding(place, code, found, near, do, claim))

    def check(self, mapping: Mapping, allowed: Iterable[str], required: Iterable[str] = ()) -> None:
        """Collect E006 for keys that are not allowed and E009 for required ones that are missing or empty."""
        names = set(allowed) | set(required)
        for key in mapping:
            if key not in names:
                near = nearest(key, names)
                self.add(key.place, "E006", key, near=near, do=f"one of: {', '.join(sorted(names))}")
        for name in required:
            value = mapping.get(Text(name, mapping.place))
            if value is None or not (value.strip() if isinstance(value, Text) else value):
                place = mapping.place if value is None else _place(value, mapping)
                self.add(place, "E009", name, do=f"add `{name}: …`")

    def words(self, mapping: Mapping, key: str, default: str = "") -> Text:
        """The scalar under a key, or the default at the mapping's place; E010 where it is no scalar."""
        value = mapping.get(Text(key, mapping.place), Text(default, mapping.place))
        if isinstance(value, Text):
            return value
        self.add(_place(value, mapping), "E010", f"{key} holds {_kind(value)}", do="write words")
        return Text(default, mapping.place)

    def mapping(self, mapping: Mapping, key: str) -> Mapping:
        """The mapping under a key, or an empty one; E010 where it is something else."""
        value = mapping.get(Text(key, mapping.place))
        return self.as_mapping(value, mapping.place, key) if value is not None else _empty(mapping.place)

    def as_mapping(self, value: Any, place: Place, what: str) -> Mapping:
        """The value itself where it is a mapping, else an empty one and E010."""
        if isinstance(value, Mapping):
            return value
        if not (isinstance(value, Text) and not value):
            self.add(_place(value, place), "E010", f"{what} holds {_kind(value)}", do="write `key: value` lines")
        return _empty(_place(value, place))

    def items(self, mapping: Mapping, key: str) -> Items:
        """The list under a key, or an empty one; E010 where it is something else."""
        value = mapping.get(Text(key, mapping.place))
        if isinstance(value, Items):
            return value
        empty = Items()
        empty.place = mapping.place
        if value is not None and not (isinstance(value, Text) and not value):
            self.add(_place(value, mapping), "E010", f"{key} holds {_kind(value)}", do="write a list: `- …`")
        return empty

    def list_of_words(self, mapping: Mapping, key: str) -> list[Text]:
        """The list of scalars under a key; E010 for every item that is none."""
        texts = []
        for item in self.items(mapping, key):
            if isinstance(item, Text):
                texts.append(item)
            else:
                self.add(_place(item, mapping), "E010", f"{key} holds {_kind(item)}", do="write words")
        return texts

    def name(self, value: Text) -> None:
        """Collect E011 where a name cannot become part of an IRI: lower case, digits, single hyphens."""
        if value and not NAME.fullmatch(value):
            self.add(value.place, "E011", value, do="use lower case, digits and single hyphens")

    def address(self, value: Text) -> None:
        """Collect E011 where a value is no web address."""
        if value and not _ADDRESS.fullmatch(value):
            self.add(value.place, "E011", value, do="write the whole address: https://…")

    def choice(self, value: Text, allowed: Iterable[str], code: str = "E011") -> bool:
        """True where the value is one of the allowed; else the finding `code` with the nearest one."""
        names = list(allowed)
        if value in names:
            return True
        self.add(value.place, code, str(value), near=nearest(value, names), do=f"one of: {', '.join(names)}")
        return False


def _place(value: Any, fallback: Any) -> Place:
    place = getattr(value, "place", None) or getattr(fallback, "place", fallback)
    assert isinstance(place, Place)
    return place


def _kind(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Items) else f"the word {value!s:.40}" if value else "nothing"


def _empty(place: Place) -> Mapping:
    mapping = Mapping()
    mapping.place = place
    return mapping
