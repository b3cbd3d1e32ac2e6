"""What a page says of itself: title, day, publisher, language, address, licence, each with the place that says it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.sources.ingest.dates import to_day
from kg.sources.ingest.found import Proposal
from kg.sources.ingest.hidden import find_headline

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_META = {
    "title": ("og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title"),
    "issued": (
        "article:published_time", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "citation_date",
        "citation_publication_date", "date", "pubdate", "publish-date", "publication_date", "datepublished",
    ),
    "publisher": ("dcterms.publisher", "dc.publisher", "citation_publisher", "publisher"),
    "language": ("og:locale", "dcterms.language", "dc.language"),
    "url": ("og:url",),
    "licence": ("dcterms.license", "dcterms.rights", "dc.rights"),
}  # fmt: skip
_MAYBE = {"publisher": ("og:site_name", "application-name")}
_JSON_TYPES = re.compile(r"Article|Report|Announcement|PressRelease|WebPage|GovernmentService|Posting|Statement")
_LICENCES = [
    (re.compile(r"creativecommons\.org/publicdomain/zero/"), "cc0"),
    (re.compile(r"creativecommons\.org/(?:publicdomain/mark/|licenses/publicdomain)"), "public-domain"),
    (re.compile(r"creativecommons\.org/licenses/by/"), "cc-by"),
    (re.compile(r"creativecommons\.org/licenses/by-sa/"), "cc-by-sa"),
    (re.compile(r"nationalarchives\.gov\.uk/doc/open-government-licence/(?:version/3)?"), "ogl-3.0"),
]
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]|$)")
_MAX_JSON = 500_000


def read_proposals(page: LexborHTMLParser) -> list[Proposal]:
    """The proposals of a page, best first for each field: JSON-LD, meta tags, what stands on the page itself."""
    found = [*_from_json_ld(page), *_from_meta(page), *_from_elements(page)]
    cleaned = [clean for proposal in found if (clean := _clean(proposal))]
    return list(dict.fromkeys(_headline_first(cleaned, _headlines(page))))


def _from_meta(page: LexborHTMLParser) -> Iterator[Proposal]:
    named: dict[str, str] = {}
    for node in page.css("meta")[:500]:
        attributes = node.attributes
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        content = attributes.get("content") or ""
        if name and content.strip():
            named.setdefault(name, content)
    for names_of, is_sure in ((_META, True), (_MAYBE, False)):
        for field, names in names_of.items():
            for name in names:
                if name in named:
                    yield Proposal(field, named[name], f"meta {name}", is_sure)


def _from_json_ld(page: LexborHTMLParser) -> Iterator[Proposal]:
    for script in page.css('script[type="application/ld+json"]'):
        text = script.text() or ""
        if len(text) > _MAX_JSON:
            continue
        try:
            tree = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in _items(tree):
            if _JSON_TYPES.search(str(item.get("@type", ""))):
                yield from _from_item(item)


def _items(tree: Any) -> Iterator[dict[str, Any]]:
    roots = tree if isinstance(tree, list) else [tree]
    for root in roots:
        if isinstance(root, dict):
            yield root
            graph = root.get("@graph")
            yield from (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()


def _from_item(item: dict[str, Any]) -> Iterator[Proposal]:
    keys = [("headline", "title"), ("datePublished", "issued"), ("inLanguage", "language"), ("license", "licence")]
    for key, field in keys:
        if isinstance(item.get(key), str):
            yield Proposal(field, item[key], f"JSON-LD {key}")
    publisher = item.get("publisher")
    for one in publisher if isinstance(publisher, list) else [publisher]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield Proposal("publisher", name, "JSON-LD publisher")


def _from_elements(page: LexborHTMLParser) -> Iterator[Proposal]:
    for headline in _headlines(page)[:1]:
        yield Proposal("title", headline, "h1")
    title = page.css_first("title")
    if title is not None and (title.text() or "").strip():
        yield Proposal("title", title.text(), "title element", is_sure=False)
    for node in page.css("time[datetime]")[:20]:
        attributes = node.attributes
        is_issue = "pubdate" in attributes or (attributes.get("itemprop") or "").lower() == "datepublished"
        yield Proposal("issued", attributes.get("datetime") or "", "time element", is_sure=is_issue)
    html = page.css_first("html")
    if html is not None and html.attributes.get("lang"):
        yield Proposal("language", html.attributes.get("lang") or "", "html lang")
    for relation, field in (("canonical", "url"), ("license", "licence")):
        for node in page.css(f"link[rel~={relation}], a[rel~={relation}]"):
            yield Proposal(field, node.attributes.get("href") or "", f"link rel={relation}")


def _headlines(page: LexborHTMLParser) -> list[str]:
    headline = find_headline(page)
    return [" ".join(headline.text().split())] if headline else []


def _headline_first(proposals: list[Proposal], headlines: list[str]) -> list[Proposal]:
    """The headline before the meta tags where they give it with the site's name behind it."""
    titles = [p for p in proposals if p.field == "title" and p.is_sure]
    is_behind = titles and headlines and titles[0].value.lower().startswith(headlines[0].lower())
    if is_behind and titles[0].where != "h1":
        first = Proposal("title", headlines[0], f"h1, as {titles[0].where}")
        return [first, *(p for p in proposals if p.value != headlines[0] or p.field != "title")]
    return proposals


def _clean(proposal: Proposal) -> Proposal | None:
    """The proposal in the form of a claims file, or None where its value is of no use."""
    value = " ".join(proposal.value.split())[:500]
    if proposal.field == "issued":
        value = to_day(value)
    elif proposal.field == "language":
        match = _LANGUAGE.match(value)
        value = match[1].lower() if match else ""
    elif proposal.field == "licence":
        value = next((name for pattern, name in _LICENCES if pattern.search(value)), "")
    elif proposal.field == "url":
        value = value if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value) else ""
    return Proposal(proposal.field, value, proposal.where, proposal.is_sure) if value else None
