"""The frame of the server's own pages: no script, no request to anywhere else."""

from __future__ import annotations

from html import escape

from kg import terms

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:52rem;margin:0 auto;padding:1rem}
nav{border-bottom:1px solid #c9d1d9;padding-bottom:.5rem}nav a{margin-right:1rem}
h1{font-size:1.6rem;margin:1rem 0 .2rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
a{color:#0b4f9e}a:focus-visible{outline:3px solid #0b4f9e}
.kind,.iri{margin:.2rem 0}.iri,small{color:#4b5560;font-size:.85rem;overflow-wrap:anywhere}
ul{padding-left:1.2rem}li>p{margin:.6rem 0 .2rem}
blockquote{margin:.2rem 0 .8rem;padding-left:.8rem;border-left:3px solid #b6c2cf}
blockquote p{margin:.1rem 0;font-family:Georgia,serif}
pre{white-space:pre-wrap;font:inherit}table{border-collapse:collapse}th{text-align:left;vertical-align:top;padding-right:1rem}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#10151b}a{color:#8cc0ff}.iri,small{color:#a5b0bb}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_LOCAL = ("id/", "ont/", "scheme/", "rule/", "graph/")


def to_html(title: str, body: str, site: str) -> str:
    """A whole page; `title` and `site` are words, `body` is HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)} — {escape(site)}</title><style>{STYLE}</style></head><body>"
        f'<nav><a href="/">{escape(site)}</a><a href="/graph.html">picture</a><a href="/ask">ask</a>'
        f'<a href="/id/">things</a></nav><main>{body}</main></body></html>\n'
    )


def link(iri: str, words: str) -> str:
    """A link to a thing: to its page here for an IRI of the project, to itself for another, plain words for none."""
    shown = escape(words)
    if iri.startswith(terms.BASE) and iri.removeprefix(terms.BASE).startswith(_LOCAL):
        return f'<a href="/{escape(iri.removeprefix(terms.BASE))}">{shown}</a>'
    if iri.startswith(("https://", "http://")):
        return f'<a href="{escape(iri)}" rel="noreferrer">{shown}</a>'
    return shown
