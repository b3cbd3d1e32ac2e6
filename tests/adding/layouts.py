"""Invented releases in the layouts that sites of governments have: the text is ours, the furniture is typical."""

from __future__ import annotations

from collections.abc import Callable

TITLE = "Institute of Glass and Harbour Council agree to work on tide clocks"
PARAGRAPHS = [
    "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement in Port Lumen. "
    "Under the agreement, both bodies plan a five-year cooperation on tide clocks, worth £4.5 million.",
    "The cooperation will:",
    "* train 200 engineers in the northern and southern boards;",
    "* open a shared laboratory at Port Lumen; and",
    "* publish standards for tide clocks that do not bind other harbours.",
    "“Tide clocks could make every harbour safer,” said Ada Fenn, Director of the Institute of Glass. “We look forward "
    "to the council’s experience – and to its patience.”",
    "The agreement builds on the Lantern Programme of 2019, which is funded by the Ministry of Shores. It does not "
    "cover defence research.",
]
"""A line that begins with an asterisk is an item of a list."""

Layout = Callable[[str, list[str]], str]


def expected(title: str = TITLE, paragraphs: list[str] | None = None) -> str:
    """The text that each layout holds, in its canonical form."""
    lines = [title, ""]
    for at, paragraph in enumerate(given := paragraphs or PARAGRAPHS):
        if paragraph.startswith("* "):
            lines.append("• " + paragraph[2:])
        else:
            lines.append(paragraph)
        following = given[at + 1] if at + 1 < len(given) else ""
        if not following.startswith("* "):
            lines.append("")
    return "\n".join(lines).strip() + "\n"


def escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def body(paragraphs: list[str], open_p: str = "<p>", close_p: str = "</p>\n") -> str:
    parts, items = [], []
    for paragraph in [*paragraphs, ""]:
        if paragraph.startswith("* "):
            items.append(f"<li>{escape(paragraph[2:])}</li>\n")
            continue
        if items:
            parts.append(f"<ul>\n{''.join(items)}</ul>\n")
            items = []
        if paragraph:
            parts.append(open_p + escape(paragraph) + close_p)
    return "".join(parts)


COOKIES = (
    '<div id="global-cookie-message" class="c-cookie-banner" role="region"><h2>Cookies on port.example</h2><p>We use '
    "some essential cookies to make this website work.</p><p>We would like to set additional cookies to understand how "
    "you use this site, remember your settings and improve services.</p><button>Accept additional cookies</button>"
    '<button>Reject</button><a href="/c">View cookies</a></div>'
)
MENU = (
    '<nav aria-label="Main"><ul><li><a href="/">Home</a></li><li><a href="/n">News and communications</a></li>'
    '<li><a href="/g">Guidance and regulation</a></li><li><a href="/r">Research and statistics</a></li></ul></nav>'
)


def government(title: str, paragraphs: list[str]) -> str:
    """A central site: skip link, cookie banner, metadata list, share links, footer with licence."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - PORT.EXAMPLE</title>
<meta property="og:site_name" content="PORT.EXAMPLE"><meta property="og:title" content="{escape(title)}">
<meta property="article:published_time" content="2026-03-02T09:30:00+00:00">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":
"{escape(title)}","datePublished":"2026-03-02T09:30:00+00:00","publisher":{{"@type":"Organization",
"name":"Harbour Council"}}}}</script>
<style>.js-only {{ display: none }} @media print {{ p {{ display: none }} }}</style>
<link rel="canonical" href="https://port.example/news/tide-clocks"></head><body>
<a href="#content" class="skip-link">Skip to main content</a>{COOKIES}<header role="banner"><div>PORT.EXAMPLE</div>
<form><input name="q"><button>Search</button></form></header>{MENU}
<main id="content"><div class="breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ol></div>
<h1>{escape(title)}</h1><p class="js-only">Enable the player to hear this page.</p>
<div class="govspeak">{body(paragraphs)}</div>
<div class="share-links"><h2>Share this page</h2><ul><li><a href="/f">Share on Facebook</a></li><li><a href="/t">Share
on Twitter</a></li></ul></div><div class="related-links"><h2>Related content</h2><ul><li><a href="/x">Lantern Programme
opens its second call for proposals from harbours</a></li></ul></div></main>
<footer><p>All content is available under the <a rel="license"
href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open Government Licence v3.0</a>,
except where otherwise stated</p><p>© Crown copyright</p></footer></body></html>"""


def newsroom(title: str, paragraphs: list[str]) -> str:
    """A research agency's newsroom made with a blog system: article, byline, tags, newsletter form, hidden teaser."""
    return f"""<html lang="en-US"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(title)} | Harbour Council</title><meta name="dcterms.title" content="{escape(title)}">
<meta name="dcterms.issued" content="2026-03-02"></head><body class="single single-post">
<div class="site-header"><div class="menu-main-container"><ul class="menu"><li><a href="/about">About</a></li>
<li><a href="/funding">Funding</a></li><li><a href="/contact">Contact</a></li></ul></div></div>
<div class="wrap"><div class="content-area"><article class="post type-post category-social-science">
<header class="entry-header"><h1 class="entry-title">{escape(title)}</h1></header>
<div class="sr-only">This text is for machines: the parties did not sign anything.</div>
<div class="entry-content">{body(paragraphs)}<p style="display:none">Hidden words of a theme.</p></div>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li></ul></div>
<div class="post-tags tags"><a href="/t/1">tides</a> <a href="/t/2">clocks</a></div></article>
<div class="newsletter-signup"><h3>Get our newsletter</h3><p>Sign up to hear about calls, deadlines and results from the
council, once a month and never more often than that.</p></div></div>
<aside class="widget-area"><h2>Recent posts</h2><ul><li><a href="/1">Harbour Council opens a lighthouse</a></li></ul>
</aside></div><div class="site-footer"><p>12 Quay Street, Port Lumen. Registered charity. All rights reserved.</p></div>
</body></html>"""


def tables(title: str, paragraphs: list[str]) -> str:
    """An old site: nested tables, line breaks in place of paragraphs, a menu in a cell, another encoding."""
    flat, items = [], []
    for paragraph in [*paragraphs, ""]:
        if paragraph.startswith("* "):
            items.append(f"<li>{escape(paragraph[2:])}")
            continue
        if items:
            flat.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if paragraph:
            flat.append(f"{escape(paragraph)}<br><br>\n")
    return f"""<HTML><HEAD><TITLE>{escape(title)}</TITLE>
<META http-equiv="Content-Type" content="text/html; charset=windows-1252"></HEAD><BODY bgcolor="#ffffff">
<table width="760"><tr><td colspan="2"><img src="logo.gif" alt="Harbour Council"></td></tr><tr><td width="160">
<a href="index.htm">Home</a><br><a href="press.htm">Press releases</a><br><a href="links.htm">Links</a><br></td>
<td><font face="Arial"><h1>{escape(title)}</h1>
{"".join(flat)}</font></td></tr>
<tr><td colspan="2"><font size="1">© Harbour Council 2026. All rights reserved.</font></td></tr></table></BODY>"""


def divisions(title: str, paragraphs: list[str]) -> str:
    """A page made by a content system: divisions in divisions, each paragraph in its own, no metadata but a time."""
    parts = body(paragraphs, '<div class="text-component"><div class="inner"><span>', "</span></div></div>\n")
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour Council</title></head><body>
<div id="app"><div class="top-navigation"><ul><li><a href="/">Start</a></li><li><a href="/a">All news</a></li></ul>
</div><div class="page"><div class="hero"><time datetime="2026-03-02" itemprop="datePublished">2 March 2026</time>
<h1>{escape(title)}</h1></div><div class="body">{parts}</div></div>
<div class="modal" aria-hidden="true"><p>Take our survey! It takes two minutes and helps us to improve this website for
everybody who uses it.</p></div><div class="page-footer"><ul><li><a href="/p">Privacy</a></li><li><a href="/i">Imprint
</a></li></ul></div></div></body></html>"""


def bare(title: str, paragraphs: list[str]) -> str:
    """Nothing but headline and paragraphs, as saved from a mail."""
    return f"<h1>{escape(title)}</h1>\n{body(paragraphs)}"


LAYOUTS: dict[str, Layout] = {
    "government": government,
    "newsroom": newsroom,
    "tables": tables,
    "divisions": divisions,
    "bare": bare,
}
