"""The text of a claims file with pieces put in: every line that no piece touches stays byte for byte.

YAML's own marks say where a piece goes; ruamel writes the piece. Knows the form; refuses to know what is right.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from kg.claims.file import Saying
from kg.errors import InputError
from kg.reviewing import pieces
from kg.reviewing.line import Line, NewEntity, NewQuotation

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

_ORDER = ("reader", "method", "readers", "entities", "quotations", "uncovered", "claims", "verdicts")
_HEADING = re.compile(r"^(?P<before> *#[ -]*sentence )(?P<number>[1-9][0-9]{0,4})(?P<behind>[ -]*)\n", re.MULTILINE)
"""A comment that tells whose sentence the claims under it are."""


@dataclass(frozen=True)
class Spot:
    """Where a claim goes: behind item number `behind` (0 for the first place), under a heading of its own or not."""

    behind: int
    sentence: int
    is_new: bool


class Written:
    """A claims file's text; every method gives the whole new text."""

    def __init__(self, text: str) -> None:
        self.crlf = "\r\n" in text
        self.text = text.replace("\r\n", "\n")
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"
        try:
            root = yaml.compose(self.text, Loader=_Loader)
        except yaml.YAMLError as error:
            raise InputError("the file cannot be read as YAML", do=" ".join(str(error).split())) from None
        if not isinstance(root, yaml.MappingNode) or root.flow_style:
            raise InputError("not a claims file", do="write `key: value` lines, as docs/claims-file.md tells")
        self.root = root
        self.end = len(self.text)

    def with_claims(self, lines: list[Line], spot: Spot) -> str:
        """With one more claim, whose lines have the same quotes."""
        piece = pieces.claim_item(lines)
        section = self._section("claims")
        if section is None or section[1].flow_style or not section[1].value:
            return self._with_section("claims", lambda tree: tree.extend(pieces.load(piece)), CommentedSeq())
        items = section[1].value
        column = self._column(items[0])
        if spot.is_new and (headings := list(_HEADING.finditer(self.text))):
            return self._under_heading(textwrap.indent(piece, " " * column), spot.sentence, headings, section[2])
        piece = textwrap.indent(piece, " " * column)
        if not spot.behind:
            at = self._line_start(self._dash(items[0]))
        else:
            at = self._end_of_item(items, spot.behind - 1, section[2], column)
        return self._put(at, at, piece)

    def _under_heading(self, piece: str, sentence: int, headings: list[re.Match[str]], end: int) -> str:
        """With a piece under the heading of its sentence, or under a new one before that of a later sentence."""
        for heading in headings:
            if int(heading["number"]) == sentence:
                at = heading.end()
                while self.text[at:].lstrip(" ").startswith("#") and not _HEADING.match(self.text, at):
                    at = self.text.index("\n", at) + 1
                return self._put(at, at, piece)
            if int(heading["number"]) > sentence:
                at = heading.start()
                return self._put(at, at, f"{heading['before']}{sentence}{heading['behind']}\n{piece}\n")
        while self.text[:end].endswith("\n\n"):
            end -= 1
        first = headings[0]
        return self._put(end, end, f"\n{first['before']}{sentence}{first['behind']}\n{piece}")

    def with_saying(self, item: int, line: Line) -> str:
        """With one more saying in claim number `item` (from 0), behind those that it has."""
        node = self._items("claims")[item]
        says = next(value for key, value in node.value if key.value == "says")
        column = self._column(says.value[-1])
        end = self._trimmed(says.end_mark.index, column)
        return self._put(end, end, textwrap.indent(pieces.saying_item(line), " " * column))

    def without_saying(self, item: int, number: int) -> str:
        """Without one saying (from 0) of claim number `item`; without the whole claim where it has no other."""
        node = self._items("claims")[item]
        says = next(value for key, value in node.value if key.value == "says")
        if len(says.value) == 1:
            return self._without_item(item)
        if says.flow_style or node.flow_style:
            return self._with_section("claims", lambda tree: tree[item]["says"].pop(number), CommentedSeq())
        column, one = self._column(says.value[number]), says.value[number]
        is_last = number + 1 == len(says.value)
        end = says.end_mark.index if is_last else self._dash(says.value[number + 1])
        return self._put(self._line_start(self._dash(one)), self._trimmed(end, column), "")

    def _without_item(self, item: int) -> str:
        section = self._section("claims")
        assert section is not None
        if section[1].flow_style:
            return self._with_section("claims", lambda tree: tree.pop(item), CommentedSeq())
        items = section[1].value
        start = self._line_start(self._dash(items[item]))
        end = self._end_of_item(items, item, section[2], self._column(items[item]))
        return self._cut(start, end, section[0] if len(items) == 1 else None, " []")

    def can_take(self, item: int, line: Line) -> bool:
        """True where claim number `item` (from 0) has these very quotes, `says` as a list, and nothing else."""
        items = self._items("claims")
        if item >= len(items) or not isinstance(items[item], yaml.MappingNode) or items[item].flow_style:
            return False
        own = {key.value: value for key, value in items[item].value}
        says = own.pop("says", None)
        quotes = [own.pop("quote")] if "quote" in own else getattr(own.pop("quotes", None), "value", [])
        sentence = own.pop("sentence", None)
        is_block = isinstance(says, yaml.SequenceNode) and not says.flow_style and bool(says.value)
        same = tuple(" ".join(str(quote.value).split()) for quote in quotes) == line.quotes
        return is_block and same and not own and (sentence.value if sentence else "") == line.sentence

    def with_entity(self, entity: NewEntity) -> str:
        """With one more entity at the end of `entities`."""
        return self._with_entry("entities", entity.name, pieces.entity_entry(entity))

    def with_quotation(self, quotation: NewQuotation) -> str:
        """With one more quotation at the end of `quotations`."""
        return self._with_entry("quotations", quotation.name, pieces.quotation_entry(quotation))

    def with_mentions(self, name: str, mentions: tuple[str, ...]) -> str:
        """With more mentions of an entity that the file declares; only its own lines are written anew."""

        def add(entry: Any) -> None:
            known = entry.setdefault("mentions", pieces.words_list(()))
            known.extend(pieces.text(words) for words in mentions if words not in known)

        return self._with_changed_entry("entities", name, add)

    def with_excuse(self, words: str, reason: str) -> str:
        """With one more stretch of words that no claim quotes."""
        entry = CommentedMap(words=pieces.folded(words), excuse=reason)
        return self._with_item("uncovered", entry, instead_of=-1)

    def with_item(self, section_name: str, item: dict[str, str], *, instead_of: int = -1) -> str:
        """With one more item of a section such as `readers`, or with one exchanged (from 0)."""
        return self._with_item(section_name, pieces.flow_of(item), instead_of)

    def _with_item(self, section_name: str, entry: CommentedMap, instead_of: int) -> str:
        section = self._section(section_name)
        if section is None or section[1].flow_style or not section[1].value:
            change = (lambda tree: tree.append(entry)) if instead_of < 0 else lambda t: t.__setitem__(instead_of, entry)
            return self._with_section(section_name, change, CommentedSeq())
        items = section[1].value
        column = self._column(items[0])
        start = end = self._end_of_item(items, instead_of % len(items), section[2], column)
        if instead_of >= 0:
            start = self._line_start(self._dash(items[instead_of]))
        return self._put(start, end, textwrap.indent(pieces.dump(CommentedSeq([entry])), " " * column))

    def renamed(self, old: str, new: str) -> str:
        """With a name exchanged for another in every saying, voice, speaker and in `publisher`."""
        starts: list[int] = []
        for node, is_saying in _named(self.root):
            parts = str(node.value).split(None, 2)
            raw = self.text[node.start_mark.index : node.end_mark.index]
            at = node.start_mark.index
            if parts[:1] == [old]:
                starts.append(at + raw.index(old))
            if is_saying and len(parts) == 3 and parts[2] == old:
                starts.append(at + raw.rindex(old))
        made = self.text
        for start in sorted(starts, reverse=True):
            made = made[:start] + new + made[start + len(old) :]
        return self._whole(made)

    def without_entry(self, section_name: str, name: str) -> str:
        """Without the declaration of a name."""
        section = self._section(section_name)
        if section is None:
            return self._whole()
        if section[1].flow_style:
            return self._with_section(section_name, lambda tree: tree.pop(name, None), CommentedMap())
        start, end = self._entry_range(section, name)
        return self._cut(start, end, section[0] if len(section[1].value) == 1 else None, " {}")

    def _cut(self, start: int, end: int, key: Any, nothing: str) -> str:
        """Without a stretch; a section (its key is given) of which nothing is left says so."""
        rest = self.text[:start] + self.text[end:]
        at = self.text.index(":", key.end_mark.index) + 1 if key is not None else 0
        return self._whole(rest[:at] + (nothing if key is not None else "") + rest[at:])

    def _with_entry(self, section_name: str, name: str, entry: CommentedMap) -> str:
        section = self._section(section_name)
        if section is None or section[1].flow_style or not section[1].value:
            return self._with_section(section_name, lambda tree: tree.update({name: entry}), CommentedMap())
        column = section[1].value[0][0].start_mark.column
        at = self._trimmed(section[2], column)
        return self._put(at, at, textwrap.indent(pieces.dump(CommentedMap({name: entry})), " " * column))

    def _with_changed_entry(self, section_name: str, name: str, change: Any) -> str:
        section = self._section(section_name)
        if section is None or section[1].flow_style:
            return self._with_section(section_name, lambda tree: change(tree[name]), CommentedMap())
        start, end = self._entry_range(section, name)
        column = section[1].value[0][0].start_mark.column
        tree = pieces.load(textwrap.dedent(self.text[start:end]))
        change(tree[name])
        return self._put(start, end, textwrap.indent(pieces.dump(tree), " " * column))

    def _entry_range(self, section: tuple[Any, Any, int], name: str) -> tuple[int, int]:
        entries = section[1].value
        at = next(n for n, (key, _) in enumerate(entries) if key.value == name)
        start = self._line_start(entries[at][0].start_mark.index)
        behind = entries[at + 1][0].start_mark.index if at + 1 < len(entries) else section[2]
        return start, self._trimmed(self._line_start(behind), entries[at][0].start_mark.column)

    def _with_section(self, name: str, change: Any, empty: Any) -> str:
        """With a whole section written anew: one that is not there, is empty, or is written on one line."""
        section = self._section(name)
        if section is None:
            tree = CommentedMap({name: empty})
            change(tree[name])
            at = self._place_for(name)
            has_room = self.text[at : at + 1] == "\n"
            return self._put(at, at, ("\n" if has_room else "") + pieces.dump(tree))
        start = self._line_start(section[0].start_mark.index)
        end = self._trimmed(section[2], 0)
        tree = pieces.load(self.text[start:end])
        if tree[name] is None or isinstance(tree[name], str):
            tree[name] = empty
        tree[name].fa.set_block_style()
        change(tree[name])
        return self._put(start, end, pieces.dump(tree))

    def _place_for(self, name: str) -> int:
        """Where a section that is missing goes: before the first of those that come behind it."""
        later = _ORDER[_ORDER.index(name) + 1 :]
        starts = [key.start_mark.index for key, _ in self.root.value if key.value in later]
        return self._trimmed(min(starts) if starts else self.end, 0)

    def _section(self, name: str) -> tuple[Any, Any, int] | None:
        """The key, the value and the end (where the next section begins) of a section; None where there is none."""
        entries = self.root.value
        for number, (key, value) in enumerate(entries):
            if key.value == name:
                is_last = number + 1 == len(entries)
                end = self.end if is_last else self._line_start(entries[number + 1][0].start_mark.index)
                is_empty = isinstance(value, yaml.ScalarNode)
                return key, yaml.SequenceNode("", []) if is_empty else value, end
        return None

    def _items(self, name: str) -> list[Any]:
        section = self._section(name)
        return section[1].value if section else []

    def _end_of_item(self, items: list[Any], number: int, section_end: int, column: int) -> int:
        is_last = number + 1 >= len(items)
        end = section_end if is_last else self._line_start(self._dash(items[number + 1]))
        return self._trimmed(end, column)

    def _dash(self, item: Any) -> int:
        """Where the dash of an item stands."""
        return self.text.rfind("-", 0, int(item.start_mark.index))

    def _column(self, item: Any) -> int:
        at = self._dash(item)
        return at - self._line_start(at)

    def _trimmed(self, end: int, column: int) -> int:
        """The end of what stands before, without the blank lines and the comments that do not belong to it."""
        end = self._line_start(end)
        while end:
            start = self._line_start(end - 1)
            row = self.text[start : end - 1]
            is_comment = row.lstrip().startswith("#") and len(row) - len(row.lstrip()) <= column
            if row.strip() and not is_comment:
                return end
            end = start
        return end

    def _line_start(self, index: int) -> int:
        if index >= len(self.text):
            return len(self.text)
        return self.text.rfind("\n", 0, index) + 1

    def _put(self, start: int, end: int, piece: str) -> str:
        return self._whole(self.text[:start] + piece + self.text[end:])

    def _whole(self, text: str | None = None) -> str:
        made = self.text if text is None else text
        return made.replace("\n", "\r\n") if self.crlf else made


def _named(root: Any) -> Iterator[tuple[Any, bool]]:
    """The scalars that hold names, and whether each is a whole saying."""
    for key, value in root.value:
        if key.value == "publisher":
            yield value, False
        elif key.value == "quotations":
            yield from ((v, False) for _, entry in _pairs(value) for k, v in _pairs(entry) if k.value == "speaker")
        elif key.value == "claims" and isinstance(value, yaml.SequenceNode):
            for item in value.value:
                yield from _named_in_claim(item)


def _named_in_claim(item: Any) -> Iterator[tuple[Any, bool]]:
    for key, value in _pairs(item):
        if key.value == "voice":
            yield value, False
        elif key.value == "says" and isinstance(value, yaml.SequenceNode):
            for saying in value.value:
                if isinstance(saying, yaml.ScalarNode):
                    yield saying, True
                yield from ((v, k.value == "say") for k, v in _pairs(saying) if k.value in ("say", "voice"))


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def item_numbers(text: str, sayings: list[Saying]) -> list[int]:
    """The number (from 0) of the claim that each saying of a file stands in."""
    written = Written(text)
    starts = [written.text.count("\n", 0, written._dash(node)) + 1 for node in written._items("claims")]
    return [max((n for n, line in enumerate(starts) if line <= saying.place.line), default=0) for saying in sayings]
