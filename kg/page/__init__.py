"""The page: one HTML file that shows a network, its document and its claims, and asks nothing of any server.

    kg.graph.network → tiers → layout → network (pyvis) → payload → page

Only these names are meant for other packages.
"""

from kg.page.kept import read_layout
from kg.page.kept import to_json as to_layout_file
from kg.page.page import to_layout, to_page

__all__ = ["read_layout", "to_layout", "to_layout_file", "to_page"]
