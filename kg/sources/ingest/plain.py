"""Plain text and Markdown. A plain text is taken as it is; its first line may be its title."""

from __future__ import annotations

import re
from importlib import metadata

from kg.marked import Mapping, Text, read_yaml
from kg.sources.ingest.dates import days_in, to_day
from kg.sources.ingest.encoding import decode_text
from kg.sources.ingest.found import Proposal, Raw

_FRONT = re.compile(r"\A---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEYS = {
    "title": "title", "date": "issued", "issued": "issued", "published": "issued", "publisher": "publisher",
    "lang": "language", "language": "language", "url": "url", "source": "url",
}  # fmt: skip
_TITLE_WORDS = 40


def read_plain(content: bytes, encoding: str) -> Raw:
    """A plain text. Its first line and the days in its first lines are proposed, none of them surely."""
    text = decode_text(content, encoding)
    return Raw(text, (*first_line(text), *days_in(text)))


def first_line(text: str) -> list[Proposal]:
    """The first line as a title, where it stands alone and is no sentence; never surely."""
    lines = [line.strip() for line in text.strip().split("\n", 2)]
    is_alone = len(lines) > 1 and not lines[1]
    is_title = lines[0] and not lines[0].endswith((".", ":", ";", ",")) and len(lines[0].split()) <= _TITLE_WORDS
    return [Proposal("title", " ".join(lines[0].split()), "first line", is_sure=False)] if is_alone and is_title else []


def read_markdown(content: bytes, encoding: str) -> Raw:
    """A Markdown text (CommonMark with tables), by way of the HTML that it stands for; its front matter is proposed."""
    from markdown_it import MarkdownIt

    from kg.sources.ingest.html import read_whole_page

    text = decode_text(content, encoding).replace("\r\n", "\n")
    front = _FRONT.match(text)
    page = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    raw = read_whole_page(page)
    proposals = [*_front_matter(front[1] if front else ""), *raw.proposals]
    return Raw(raw.text, tuple(proposals), raw.remarks, f"markdown-it-py {metadata.version('markdown-it-py')}")


def _front_matter(text: str) -> list[Proposal]:
    node, findings = read_yaml(text, "front matter")
    if not isinstance(node, Mapping) or findings:
        return []
    found = []
    for key, value in node.items():
        field = _FRONT_KEYS.get(str(key).lower())
        words = " ".join(value.split()) if isinstance(value, Text) else ""
        words = to_day(words) if field == "issued" else words
        if field and words:
            found.append(Proposal(field, words, f"front matter: {key}"))
    return found
