"""YAML as people write it: every scalar is a string that knows its place, aliases and tags are refused.

Nothing is typed: `NO`, `007e33924` and dates stay the words they are. Knows the syntax; refuses to know what
the keys mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml

from kg.errors import Finding, Place

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class Text(str):
    """A scalar: a string with the place where it stands.

    `syntax` is the first character of an unquoted one that YAML can take for syntax (a `#` behind it may have cut
    it short), else empty.
    """

    place: Place
    syntax: str = ""

    def __new__(cls, value: str, place: Place, syntax: str = "") -> Text:
        """A scalar with these words at this place."""
        text = super().__new__(cls, value)
        text.place, text.syntax = place, syntax
        return text


class Mapping(dict[Text, Any]):
    """A mapping with its place; values are Text, Mapping or Items."""

    place: Place


class Items(list[Any]):
    """A sequence with its place."""

    place: Place


Node = Text | Mapping | Items


def read_yaml(text: str, shown: str) -> tuple[Node | None, list[Finding]]:
    """The tree of one YAML document, or None, with findings E004, E005, E007."""
    reader = _Reader(text, shown)
    try:
        node = reader.read()
    except yaml.YAMLError as error:
        return None, [*reader.findings, _syntax_finding(error, shown)]
    return node, reader.findings


def nearest(word: str, known: Iterator[str] | list[str] | set[str] | dict[str, Any]) -> str:
    """The known word most like this one, or an empty string where none is near."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if not close:
        lowered = {name.lower(): name for name in names}
        close = [lowered[m] for m in get_close_matches(word.lower(), sorted(lowered), n=1, cutoff=0.6)]
    return close[0] if close else ""


class _Reader:
    """Builds the tree from YAML events in one pass, keeping places."""

    def __init__(self, text: str, shown: str) -> None:
        self.shown, self.lines, self.findings = shown, text.split("\n"), list[Finding]()
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)

    def read(self) -> Node | None:
        tree: Node | None = None
        count = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if count > 1:
                    self._add(self._place(event), "E004", "a second document", "keep one document a file")
            elif isinstance(event, yaml.NodeEvent):
                tree = self._node(event)
        return tree

    def _node(self, event: Any) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._add(place, "E005", f"*{event.anchor}", "write the words out")
            return Text("", place)
        if event.anchor is not None:
            self._add(place, "E005", f"&{event.anchor}", "take the anchor away")
        if event.tag is not None:
            self._add(place, "E005", str(event.tag), "take the tag away: every value is read as words")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(place)
        return self._mapping(place)

    def _scalar(self, event: Any, place: Place) -> Text:
        syntax = ""
        if event.style is None or event.style == "":
            rest = self.lines[event.end_mark.line][event.end_mark.column :]
            is_cut = rest[:1].isspace() and rest.lstrip().startswith("#")
            syntax = next((c for c in event.value if c in ":#[]{}"), "#" if is_cut else "")
        return Text(event.value, place, syntax)

    def _items(self, place: Place) -> Items:
        items = Items()
        items.place = place
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event))
        return items

    def _mapping(self, place: Place) -> Mapping:
        mapping = Mapping()
        mapping.place = place
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event)
            value = self._node(next(self.events))
            if not isinstance(key, Text):
                self._add(place, "E004", "a key that is not a word", "write `key: value`")
            elif key in mapping:
                self._add(key.place, "E007", key, "join the two, or take one away")
            else:
                mapping[key] = value
        return mapping

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def _add(self, place: Place, code: str, found: str, do: str) -> None:
        self.findings.append(Finding(place, code, found, do=do))


def _syntax_finding(error: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    problem = str(getattr(error, "problem", None) or error).strip()
    is_tab = "\\t" in problem or "tab" in problem.lower()
    do = "indent with blanks, never with tabs" if is_tab else "mend the indent or the quotation marks here"
    return Finding(place, "E004", problem, do=do)
