"""Markdown to HTML, with anchors on headings and links that lead to the built pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from making.markup import Markup

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_AS_IS = re.compile(r'<pre><code(?= class="language-(?:console|yaml)")')
"""Listings whose lines must not be wrapped: they scroll, and can be scrolled from the keyboard, as tables can."""
_WIDE = '<div class="wide" tabindex="0" role="group" aria-label="Table">'


def to_html(source: str, target: Callable[[str], str], *, demote: int = 0, prefix: str = "") -> Markup:
    """Markdown as HTML. `target` turns a link into one that works on the page; `demote` lowers every heading;
    `prefix` goes before the anchors of headings, so that two texts can share a page. No heading skips a level."""
    tokens = _PARSER.parse(source)
    level = demote
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", prefix + slug(tokens[place + 1].content))
            level = min(int(token.tag[1]) + demote, level + 1)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
        if token.type in ("th_open", "th_close"):
            _name_column(token, tokens[place + 1].content if token.type == "th_open" else tokens[place - 1].content)
        for child in token.children or []:
            _retarget(child, target)
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    html = _AS_IS.sub('<pre class="as-is" tabindex="0"><code', html)
    return Markup(html.replace("<table>", _WIDE + "<table>").replace("</table>", "</table></div>"))


def title_of(source: str) -> str:
    """The first heading of a Markdown text, without marks."""
    found = re.search(r"^# (.+)$", source, re.MULTILINE)
    return found[1].replace("`", "") if found else ""


def slug(heading: str) -> str:
    """The anchor of a heading.

    >>> slug("2. The claim, as a person wrote it down")
    '2-the-claim-as-a-person-wrote-it-down'
    """
    words = re.sub(r"[^\w\s-]", "", heading.casefold())
    return re.sub(r"\s+", "-", words.strip())


def _name_column(token: Token, words: str) -> None:
    """A head of a table says that it names a column; one without words is an ordinary cell."""
    if not words:
        token.tag = "td"
    elif token.nesting == 1:
        token.attrSet("scope", "col")


def _retarget(token: Token, target: Callable[[str], str]) -> None:
    for name in ("href", "src"):
        value = token.attrGet(name)
        if isinstance(value, str):
            token.attrSet(name, target(value))
