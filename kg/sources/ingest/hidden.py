"""Which elements of a page nobody sees: by attribute, by inline style, by class, by the page's own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.sources.ingest.noise import names_hidden
from kg.sources.ingest.tags import SILENT

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)"
    r"|font-size\s*:\s*0(?:px|em|rem|%|pt)?\s*(?:;|$|!)|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,])",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,2000})\}")
_AT_RULE_START = re.compile(r"@[\w-]+[^{};]{0,300}([{;])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[\w\s.#>\-]+")
_MAX_STYLE = 300_000


def is_hidden_itself(node: LexborNode) -> bool:
    """True for an element that nobody sees, whatever holds it."""
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    style = attributes.get("style")
    return bool(style and _HIDING.search(style)) or names_hidden(attributes.get("class") or "")


def is_hidden(node: LexborNode) -> bool:
    """True where the element or one that holds it is hidden or no text."""
    at: LexborNode | None = node
    while at is not None and at.tag not in ("html", None):
        if is_hidden_itself(at) or at.tag in SILENT:
            return True
        at = at.parent
    return False


def find_headline(page: LexborHTMLParser) -> LexborNode | None:
    """The first `h1` that is seen and is no link as a whole (such as the site's name), one in the main part first."""
    found = [node for node in page.css("main h1, article h1, [role=main] h1, h1") if not is_hidden(node)]
    inside = [node for node in found if is_within(node, ("main", "article"))]
    return next((node for node in [*inside, *found] if node.text().strip() and not _is_link(node)), None)


def is_within(node: LexborNode, tags: tuple[str, ...]) -> LexborNode | None:
    """The nearest element of these tags that holds the node, or None."""
    at = node.parent
    while at is not None and at.tag not in tags:
        at = at.parent
    return at


def _is_link(node: LexborNode) -> bool:
    return sum(len(link.text().strip()) for link in node.css("a")) >= len(node.text().strip())


def hide_by_rule(page: LexborHTMLParser, style: str) -> None:
    """Marks as hidden what a style sheet of the page hides (rules for print or small screens do not count)."""
    for rule in _RULE.finditer(_without_at_rules(_COMMENT.sub("", style[:_MAX_STYLE]))):
        if not _HIDING.search(rule[2]):
            continue
        for selector in (part.strip() for part in rule[1].split(",")):
            if _SELECTOR.fullmatch(selector) and selector not in ("html", "body"):
                for node in page.css(selector):
                    node.attrs["hidden"] = "by-rule"


def _without_at_rules(style: str) -> str:
    """The rules that hold always: what stands in a block behind an `@` is left out."""
    kept, at = [], 0
    while match := _AT_RULE_START.search(style, at):
        kept.append(style[at : match.start()])
        at = match.end()
        depth = int(match[1] == "{")
        while depth and at < len(style):
            depth += (style[at] == "{") - (style[at] == "}")
            at += 1
    return "".join([*kept, style[at:]])
