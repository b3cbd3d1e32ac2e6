"""A page's blocks in reading order: stretches of text that it sets apart, without what is hidden or furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.sources.ingest.hidden import is_hidden_itself
from kg.sources.ingest.noise import is_control, names_furniture, noise
from kg.sources.ingest.tags import AROUND, HEADINGS, INLINE, LISTS, SILENT, STRUCK, VOID, WHOLE

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PARTS = re.compile(r"\n\s*\n")
_LARGE = 0.4
"""An element with more than this share of a page's letters is no furniture, whatever its class is called."""
_CELL = 200


@dataclass
class Block:
    """A stretch of text that a page sets apart.

    `path` are the elements that hold it, outermost first; `linked` counts its letters in links; `mark` is what a
    reader sees before an item; `row` numbers the table row of a short cell, 0 elsewhere.
    """

    kind: str
    path: tuple[int, ...]
    text: str = ""
    linked: int = 0
    is_item: bool = False
    mark: str = ""
    row: int = 0

    @property
    def is_menu_like(self) -> bool:
        """True where nearly every letter is part of a link."""
        return self.linked >= 0.8 * max(1, len("".join(self.text.split())))


def read_blocks(page: LexborHTMLParser, *, with_furniture: bool = False) -> tuple[list[Block], dict[str, int]]:
    """The blocks of a page, and how much of what kind was left out; `with_furniture` leaves out only what is hidden."""
    if page.body is None:
        return [], {}
    walker = _Walker(page.body, with_furniture)
    walker.walk()
    return walker.blocks, dict(walker.dropped)


class _Walker:
    """Walks a tree without recursion, entering and leaving each element once."""

    def __init__(self, body: LexborNode, with_furniture: bool) -> None:
        self.body, self.with_furniture = body, with_furniture
        self.letters = len(body.text())
        self.blocks: list[Block] = []
        self.dropped: Counter[str] = Counter()
        self.path: list[int] = []
        self.lists: list[tuple[str, int]] = []
        self.current = Block("body", ())
        self.mark = ""
        self.links = self.row = self.rows = 0

    def walk(self) -> None:
        node, is_entering = self.body, True
        while True:
            if is_entering and self.enter(node):
                if node.child is not None:
                    node = node.child
                    continue
                self.leave(node)
            elif not is_entering:
                self.leave(node)
            if node.mem_id == self.body.mem_id:
                break
            following, parent = node.next, node.parent
            assert following is not None or parent is not None
            node, is_entering = (following, True) if following is not None else (parent, False)  # type: ignore[assignment]
        self.flush()

    def enter(self, node: LexborNode) -> bool:
        """Takes in an element or its text; True where its children are to be walked and it is to be left."""
        name = node.tag or ""
        if name == "-text":
            self.add_text(node)
        elif name == "br":
            self.current.text += "\n"
        if name.startswith("-") or name in VOID:
            return False
        if self.is_dropped(node, name):
            if name not in INLINE | STRUCK | SILENT:
                self.open(self.current.kind)
            return False
        if name in INLINE:
            self.links += name == "a"
            self.current.text += "“" if name == "q" else ""
            return True
        self.enter_block(node, name)
        return True

    def enter_block(self, node: LexborNode, name: str) -> None:
        self.flush()
        self.path.append(node.mem_id)
        if name in LISTS:
            self.lists.append((name, _start(node)))
        elif name == "li":
            self.mark = self.next_mark()
        elif name == "tr":
            self.rows += 1
            self.row = self.rows
        self.current = Block(name, tuple(self.path), is_item=bool(self.lists))

    def leave(self, node: LexborNode) -> None:
        name = node.tag or ""
        if name in INLINE:
            self.links -= name == "a"
            self.current.text += "”" if name == "q" else ""
            return
        self.flush()
        self.path.pop()
        if name in LISTS and self.lists:
            self.lists.pop()
        elif name == "tr":
            self.row = 0
        elif name == "li":
            self.mark = ""
        self.open("-")

    def open(self, kind: str) -> None:
        self.flush()
        self.current = Block(kind, tuple(self.path), is_item=bool(self.lists))

    def flush(self) -> None:
        """Ends the current block: one block for each part that an empty line sets apart."""
        block, self.current = self.current, Block("-", tuple(self.path), is_item=bool(self.lists))
        parts = [words for part in _PARTS.split(block.text) if (words := _tidy(part))]
        for words in parts:
            if not self.with_furniture and is_control(words):
                self.dropped["control or cookie notice"] += 1
                continue
            is_cell = block.kind in ("td", "th") and len(parts) == 1 and len(words) <= _CELL
            row = self.row if is_cell else 0
            mark = self.mark if block.is_item else ""
            self.blocks.append(Block(block.kind, block.path, words, block.linked, block.is_item, mark, row))
            self.mark = ""

    def add_text(self, node: LexborNode) -> None:
        words = node.text_content or ""
        is_preformatted = node.parent is not None and node.parent.tag == "pre"
        self.current.text += words if is_preformatted else _BLANKS.sub(" ", words)
        self.current.linked += len("".join(words.split())) if self.links else 0

    def is_dropped(self, node: LexborNode, name: str) -> bool:
        """True for an element that is left out; what a reader could miss is counted."""
        if name in SILENT:
            return True
        reason = self.reason_to_drop(node, name)
        if reason and (node.text() or "").strip():
            self.dropped[reason] += 1
        return bool(reason)

    def reason_to_drop(self, node: LexborNode, name: str) -> str:
        if name in STRUCK:
            return "struck-out passage"
        if is_hidden_itself(node):
            return "hidden element"
        if name == "sup" and any((a.attributes.get("href") or "").startswith("#") for a in node.css("a")):
            return "mark of a footnote"
        if self.with_furniture or name in WHOLE:
            return ""
        attributes = node.attributes
        if name in AROUND or (attributes.get("role") or "").lower() in noise()["roles"]:
            return "menu, footer or aside"
        if name in HEADINGS or name in INLINE:
            return ""
        if name == "form" and len(node.text()) <= _LARGE * self.letters:
            return "form"
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        named = names_furniture(names) or (_is_links(node) and names_furniture(names, "maybe"))
        return f"“{named}” element" if named and len(node.text()) <= _LARGE * self.letters else ""

    def next_mark(self) -> str:
        """What a reader sees before the next item: a bullet, or its number."""
        if not self.lists or self.lists[-1][0] != "ol":
            return "• "
        name, number = self.lists.pop()
        self.lists.append((name, number + 1))
        return f"{number}. "


def _tidy(part: str) -> str:
    lines = (" ".join(line.split()) for line in part.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_links(node: LexborNode) -> bool:
    """True where links, buttons and headings make up half of an element's letters."""
    letters = sum(len(part.text()) for part in node.css("a, button, h2, h3, h4"))
    return 2 * letters >= len(node.text().strip())


def _start(node: LexborNode) -> int:
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 5 else 1
