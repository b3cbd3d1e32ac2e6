"""YAML as people write it: every scalar is a string that knows its place, aliases and tags are refused.

Nothing is typed: `NO`, `007e33924` and dates stay the words they are. Knows the syntax; refuses to know what
the keys mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml

from kg.findings import Finding, Place

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

_MAX_DEPTH = 20
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line in YAML 1.1; to editors, and in a place, only a line feed does."""
_UNUSUAL_LINE_END = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _TooDeepError(Exception):
    """The tree is nested deeper than any file of ours."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.found)
        self.finding = finding


def read_yaml(text: str, shown: str) -> tuple[Node | None, list[Finding]]:
    """The tree of one YAML document, or None, with findings E004, E005, E007."""
    reader = _Reader(text, shown)
    try:
        node = reader.read()
    except yaml.YAMLError as error:
        return None, [*reader.findings, _syntax_finding(error, text, shown)]
    except _TooDeepError as error:
        return None, [*reader.findings, error.finding]
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
        self.lines, self.findings = _Lines(text, shown), list[Finding]()
        self.depth = 0
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
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _TooDeepError(Finding(place, "E004", f"nested more than {_MAX_DEPTH} deep", do="write it flatter"))
        node = self._items(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)
        self.depth -= 1
        return node

    def _scalar(self, event: Any, place: Place) -> Text:
        syntax = ""
        if event.style is None or event.style == "":
            rest = self.lines.rest(event.end_mark)
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
        return self.lines.place(event.start_mark)

    def _add(self, place: Place, code: str, found: str, do: str) -> None:
        self.findings.append(Finding(place, code, found, do=do))


def _syntax_finding(error: yaml.YAMLError, text: str, shown: str) -> Finding:
    lines = _Lines(text, shown)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    forbidden = _FORBIDDEN.search(text)
    place = lines.place(mark) if mark else lines.place_of(forbidden.start()) if forbidden else Place(shown)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).strip()
    line = lines.rest(mark, from_start=True) if mark else ""
    has_tab = "\t" in line[: len(line) - len(line.lstrip())]
    do = "indent with blanks, never with tabs" if has_tab else "mend the indent, the signs or the quotation marks here"
    return Finding(place, "E004", problem, do=do)


class _Lines:
    """Turns the marks of YAML, which counts more signs as line ends than editors do, into places."""

    def __init__(self, text: str, shown: str) -> None:
        self.text, self.shown = text, shown
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self.is_usual = not _UNUSUAL_LINE_END.search(text)

    def place(self, mark: Any) -> Place:
        """The place of a mark."""
        if self.is_usual:
            return Place(self.shown, mark.line + 1, mark.column + 1)
        return self.place_of(self._offset(mark))

    def place_of(self, offset: int) -> Place:
        """The place of an offset (code points)."""
        before = self.text[:offset]
        return Place(self.shown, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def rest(self, mark: Any, *, from_start: bool = False) -> str:
        """What stands in the line behind a mark, or the whole line."""
        line = min(mark.line, len(self.starts) - 1)
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[line] if from_start else self._offset(mark) : end]

    def _offset(self, mark: Any) -> int:
        start = self.starts[min(int(mark.line), len(self.starts) - 1)]
        return min(start + int(mark.column), len(self.text))
