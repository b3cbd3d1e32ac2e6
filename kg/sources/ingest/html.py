"""HTML to text: the main text of a page without what is hidden or stands around it; what the page says of itself."""

from __future__ import annotations

import re
from importlib import metadata
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.sources.ingest.dates import days_in
from kg.sources.ingest.encoding import decode_html
from kg.sources.ingest.found import Raw
from kg.sources.ingest.hidden import find_headline, hide_by_rule, is_within
from kg.sources.ingest.html_blocks import Block, read_blocks
from kg.sources.ingest.html_proposals import read_proposals
from kg.sources.ingest.main_text import select_main
from kg.sources.ingest.tags import OPTIONAL_END, VOID

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_DEPTH = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")


def read_html(content: bytes, encoding: str) -> Raw:
    """The main text of a page, with what its metadata propose. Raises `InputError` for one nested too deep."""
    text, remarks = decode_html(content, encoding)
    page = _parse(text)
    proposals = read_proposals(page)
    blocks, dropped = read_blocks(page)
    title = find_headline(page)
    holder = is_within(title, ("main", "article")) if title else None
    chosen, left = select_main(blocks, holder.mem_id if holder else 0)
    if left:
        dropped["block beside the main text"] = left
    headline = " ".join(title.text().split()) if title else ""
    if headline and not any(" ".join(block.text.split()) == headline for block in chosen):
        chosen.insert(0, Block("h1", (), headline))
    body = to_text(chosen)
    return Raw(body, (*proposals, *days_in(body)), (*remarks, *_told(dropped)), _library())


def read_whole_page(html: str) -> Raw:
    """All text of a page, such as one made of Markdown: nothing but what is hidden is left out."""
    page = _parse(html)
    blocks, dropped = read_blocks(page, with_furniture=True)
    body = to_text(blocks)
    return Raw(body, (*read_proposals(page), *days_in(body)), tuple(_told(dropped)), _library())


def to_text(blocks: list[Block]) -> str:
    """Blocks as text: a blank line between two, but a mere line break in a list, before one and in a table row."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            in_list = block.is_item and (before.is_item or before.text.endswith((":", "—", "–")))
            in_row = block.row > 0 and block.row == before.row
            parts.append("\n" if in_list or in_row else "\n\n")
        parts.append(block.mark + block.text)
        before = block
    return "".join(parts)


def _parse(text: str) -> LexborHTMLParser:
    """The page as a tree. What is nested too deep is refused before the parser sees it: it takes minutes for that."""
    from selectolax.lexbor import LexborHTMLParser

    depth = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name not in VOID and name not in OPTIONAL_END and not match[3].endswith("/"):
            depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise InputError(f"elements nested more than {MAX_DEPTH} deep, at line {line}", do="save the page anew")
    page = LexborHTMLParser(text)
    for style in page.css("style"):
        hide_by_rule(page, style.text() or "")
    return page


def _told(dropped: dict[str, int]) -> list[str]:
    parts = [f"{count} × {what}" for what, count in sorted(dropped.items())]
    return [f"left out: {', '.join(parts)}"] if parts else []


def _library() -> str:
    return f"selectolax {metadata.version('selectolax')}"
