"""The page: one HTML file that shows a network, its document and its claims, and asks nothing of any server.

    kg.graph.network → layout · network (pyvis) · payload → page

Only `to_page` is meant for other packages.
"""

from kg.page.page import to_page

__all__ = ["to_page"]
