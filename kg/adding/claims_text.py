"""Edits the text of a claims file at the places of single scalars, so that all else stays as the person wrote it.

Knows YAML's outer form; refuses to know what the keys mean. What is edited is read back by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kg.adding.yaml_words import to_folded, to_scalar
from kg.errors import InputError
from kg.findings import Place

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True)
class _Change:
    """What stands from `start` to `end` (code points) becomes `words`."""

    start: int
    end: int
    words: str


class ClaimsText:
    """A claims file's text with changes that are made all at once; places are those of the unchanged text."""

    def __init__(self, text: str) -> None:
        self.text = text
        root = yaml.compose(text, Loader=_Loader)
        assert isinstance(root, yaml.MappingNode)
        self.root = root
        self.changes: list[_Change] = []

    def rewrite(self, place: Place, words: str) -> None:
        """New words for the scalar at a place, in its own style: a folded block stays one."""
        node = self._scalar(place)
        start, end = node.start_mark.index, self._end(node)
        if node.style in (">", "|"):
            lines = self.text[start:end].split("\n")
            indent = lines[1][: len(lines[1]) - len(lines[1].lstrip())]
            self._change(start, end, to_folded(words, indent))
        else:
            self._change(start, end, to_scalar(words))

    def add_key(self, place: Place, key: str, value: str) -> None:
        """A further key at the beginning of the mapping at a place."""
        self._add_key(self._mapping_at(place), key, value)

    def add_to_list(self, entity: str, key: str, words: list[str]) -> None:
        """Further words in a list of an entry of `entities`, both made where they are not there."""
        entities = self._value(self.root, "entities")
        entry = self._value(entities, entity) if isinstance(entities, yaml.MappingNode) else None
        flow = "[" + ", ".join(to_scalar(one) for one in words) + "]"
        if isinstance(entry, yaml.MappingNode):
            known = self._value(entry, key)
            if isinstance(known, yaml.SequenceNode) and known.value:
                self._append(known, words)
            elif known is not None:
                self._change(known.start_mark.index, self._end(known), flow)
            else:
                self._add_key(entry, key, flow)
        elif isinstance(entities, yaml.MappingNode) and entities.value and not entities.flow_style:
            self._add_key(entities, entity, f"{{{key}: {flow}}}")
        else:
            self._new_entities(f"  {entity}: {{{key}: {flow}}}")

    def drop_item(self, place: Place) -> None:
        """Takes the scalar at a place out of its list."""
        node = self._scalar(place)
        parent = next(n for n in _walk(self.root) if isinstance(n, yaml.SequenceNode) and node in n.value)
        at = parent.value.index(node)
        if len(parent.value) == 1:
            self._change(parent.start_mark.index, self._end(parent), "[]")
        elif not parent.flow_style:
            start = self.text.rindex("\n", 0, node.start_mark.index)
            self._change(start, self._end(node), "")
        elif at:
            self._change(self._end(parent.value[at - 1]), self._end(node), "")
        else:
            self._change(node.start_mark.index, parent.value[1].start_mark.index, "")

    def set_in(self, key: str, values: dict[str, str]) -> None:
        """Sets keys of the mapping under a top key: new words for those that are there, others behind the last."""
        mapping = self._value(self.root, key)
        assert isinstance(mapping, yaml.MappingNode)
        for name, words in values.items():
            known = self._value(mapping, name)
            if known is not None:
                self._change(known.start_mark.index, self._end(known), to_scalar(words))
                continue
            end = self._end(mapping.value[-1][1])
            column = mapping.value[-1][0].start_mark.column
            between = ", " if mapping.flow_style else "\n" + " " * column
            self._change(end, end, f"{between}{name}: {to_scalar(words)}")

    def comment_out_item(self, place: Place, why: str) -> None:
        """Puts the item of a list that begins at a place into comments."""
        self._comment_out(self._mapping_at(place), self._mapping_at(place).start_mark.index, place, why)

    def comment_out_entry(self, key: str, name: str, why: str) -> None:
        """Puts an entry of the mapping under a top key into comments."""
        mapping = self._value(self.root, key)
        assert isinstance(mapping, yaml.MappingNode)
        for own, value in mapping.value:
            if own.value == name:
                place = Place("", own.start_mark.line + 1, own.start_mark.column + 1)
                self._comment_out(value, own.start_mark.index, place, why)

    def _comment_out(self, node: yaml.Node, first: int, place: Place, why: str) -> None:
        start = self.text.rfind("\n", 0, first) + 1
        end = self._end(node)
        indent = self.text[start:first].split("-")[0]
        if indent.strip() or self.text[end : end + 1] not in ("", "\n", " ", "\r"):
            where = f"{place.path}:{place.line}"
            raise InputError("a claim that does not stand on lines of its own", where=where, do="write one item a line")
        size = len(indent)
        lines = self.text[start:end].split("\n")
        marked = [f"{indent}# {line[size:]}".rstrip() if line.strip() else f"{indent}#" for line in lines]
        self._change(start, end, "\n".join([f"{indent}# {why}:", *marked]))

    def result(self) -> str:
        """The text with every change made; a change inside what goes into comments is left out."""
        text = self.text
        outer = [c for c in self.changes if not any(_is_inside(c, o) for o in self.changes)]
        for change in reversed(_in_order(outer)):
            text = text[: change.start] + change.words + text[change.end :]
        return text

    def _change(self, start: int, end: int, words: str) -> None:
        self.changes.append(_Change(start, end, words))

    def _scalar(self, place: Place) -> yaml.ScalarNode:
        found = [n for n in _walk(self.root) if _is_at(n, place) and isinstance(n, yaml.ScalarNode)]
        return found[-1]

    def _mapping_at(self, place: Place) -> yaml.MappingNode:
        return next(n for n in _walk(self.root) if _is_at(n, place) and isinstance(n, yaml.MappingNode))

    def _value(self, mapping: yaml.Node | None, key: str) -> yaml.Node | None:
        if not isinstance(mapping, yaml.MappingNode):
            return None
        return next((value for name, value in mapping.value if name.value == key), None)

    def _add_key(self, node: yaml.MappingNode, key: str, value: str) -> None:
        if node.flow_style:
            at = node.start_mark.index + 1
            self._change(at, at, f"{key}: {value}" + (", " if node.value else ""))
            return
        at = node.value[0][0].start_mark.index
        indent = " " * node.value[0][0].start_mark.column
        self._change(at, at, f"{key}: {value}\n{indent}")

    def _append(self, known: yaml.SequenceNode, words: list[str]) -> None:
        end = self._end(known.value[-1])
        if known.flow_style:
            self._change(end, end, "".join(f", {to_scalar(one)}" for one in words))
        else:
            indent = " " * known.start_mark.column
            self._change(end, end, "".join(f"\n{indent}- {to_scalar(one)}" for one in words))

    def _new_entities(self, line: str) -> None:
        key = next((name for name, _ in self.root.value if name.value == "claims"), self.root.value[-1][0])
        at = key.start_mark.index
        self._change(at, at, f"entities:\n{line}\n\n")

    def _end(self, node: yaml.Node) -> int:
        """The offset behind a node's last sign; what follows it is not part of it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())


def _in_order(changes: list[_Change]) -> list[_Change]:
    """The changes by place; those at one place stay in the order in which they were asked for."""
    return sorted(dict.fromkeys(changes), key=lambda change: (change.start, change.end))


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    children = node.value if isinstance(node, yaml.CollectionNode) else ()
    for child in children:
        for one in child if isinstance(child, tuple) else (child,):
            yield from _walk(one)


def _is_at(node: yaml.Node, place: Place) -> bool:
    return bool(node.start_mark.line + 1 == place.line and node.start_mark.column + 1 == place.column)


def _is_inside(one: _Change, other: _Change) -> bool:
    """True where a change lies within what another one replaces; at its end is not within."""
    is_within = other.start <= one.start < other.end and one.end <= other.end
    return is_within and (one.start, one.end) != (other.start, other.end)
