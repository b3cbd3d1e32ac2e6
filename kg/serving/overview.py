"""The list of things that have a page, by kind."""

from __future__ import annotations

from html import escape

import pyoxigraph as ox

from kg import terms
from kg.serving import negotiate
from kg.serving.answers import Held
from kg.serving.html import link, to_html
from kg.serving.wire import Reply

MOST = 5000
_QUERY = f"""
SELECT ?thing (SAMPLE(?name) AS ?label) (SAMPLE(?of) AS ?kind) {{
  ?thing a ?type ; <{terms.RDFS}label> ?name .
  FILTER (STRSTARTS(STR(?thing), "{terms.ID}"))
  OPTIONAL {{ ?type <{terms.RDFS}label> ?of }}
}} GROUP BY ?thing ORDER BY ?kind ?label LIMIT {MOST}
"""


def write_overview(held: Held, site: str) -> Reply:
    """The page that lists the first things by kind and label."""
    kinds: dict[str, list[str]] = {}
    solutions = held.store.query(_QUERY)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        kind, words = (str(getattr(row[name], "value", "")) for name in ("kind", "label"))
        kinds.setdefault(kind or "other", []).append(f"<li>{link(row['thing'].value, words)}</li>")
    parts = [f"<h2>{escape(kind)}</h2><ul>{''.join(items)}</ul>" for kind, items in kinds.items()]
    page = to_html("Things", f"<h1>Things in this graph</h1>{''.join(parts)}", site)
    return Reply(200, negotiate.content_type(negotiate.PAGE), page.encode())
