"""Finds the main text among the blocks of a page: where the sentences are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.sources.ingest.html_blocks import Block

_SENTENCE_LETTERS = 60
_LONG = 400
_SHARE = 0.8
_MENU_ITEM = 60


def select_main(blocks: list[Block], holder: int) -> tuple[list[Block], int]:
    """The blocks of the main text in order, and how many others there were.

    `holder` is the `main` or `article` element that holds the headline, 0 where there is none: it is looked at alone
    where it holds half of the prose.

    The main text is the innermost element that holds at least four fifths of the letters of the page's prose (blocks
    of a sentence's length that are no links), as a reader's eye finds it; lists of links in it are menus, unless a
    colon announces them.
    """
    prose = [block for block in blocks if len(block.text) >= _SENTENCE_LETTERS and not block.is_menu_like]
    held = [block for block in prose if holder in block.path]
    if 2 * sum(len(block.text) for block in held) >= max(1, sum(len(block.text) for block in prose)):
        prose, within = held, [block for block in blocks if holder in block.path]
    else:
        within = blocks
    inside = _innermost(prose or within, within)
    chosen = [block for block in within if inside in block.path or inside == 0]
    kept = _without_menus(chosen)
    return kept, len(blocks) - len(kept)


def _innermost(prose: list[Block], blocks: list[Block]) -> int:
    """The innermost element with the wanted share of the prose; 0 where there is none.

    No paragraph counts for more than a long one does, so that a giant one does not stand for the whole. An element
    that holds one block alone is too narrow: what stands around it is its heading, its list, its end.
    """
    letters: Counter[int] = Counter()
    depth: dict[int, int] = {}
    for block in prose:
        for at, element in enumerate(block.path):
            letters[element] += min(len(block.text), _LONG)
            depth[element] = at
    wanted = _SHARE * sum(min(len(block.text), _LONG) for block in prose)
    holding = [element for element, count in letters.items() if count >= wanted]
    inner = max(holding, key=lambda element: depth[element], default=0)
    path = next((block.path for block in prose if inner in block.path), ())
    for element in reversed(path[: depth.get(inner, 0) + 1]):
        if sum(element in block.path for block in blocks) > 1:
            return element
    return path[0] if path else 0


def _without_menus(blocks: list[Block]) -> list[Block]:
    """The blocks without lists of links that nothing announces, and without single links that stand alone."""
    kept: list[Block] = []
    announced = False
    for block in blocks:
        is_short_link = block.is_menu_like and len(block.text) <= _MENU_ITEM and not block.text.endswith((".", "”"))
        announced = block.is_item and announced
        if not (is_short_link and not announced and block.kind not in ("h1", "h2", "h3", "td", "th")):
            kept.append(block)
        announced = announced or block.text.rstrip().endswith(":")
    return kept
