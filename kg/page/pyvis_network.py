"""`Network`: pyvis's graph model with a page of ours, which is whole in one file, still, and asks nothing of anybody.

For those who know pyvis: the same methods, the same arguments. Knows pyvis's dictionaries; refuses to know claims.
"""

from __future__ import annotations

import json
import math
import sys
import warnings
from collections.abc import Callable, Hashable, Iterable, Mapping
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyvis.network import Network as PyvisNetwork

from kg.errors import UsageError
from kg.marked import nearest
from kg.page.shown import Page

if TYPE_CHECKING:
    from networkx import Graph

Id = str | int
ENDINGS = (".html", ".htm")


class Network(PyvisNetwork):  # type: ignore[misc]
    """A pyvis `Network` that is always directed, keeps parallel edges, and shows itself as one file of ours.

    The page needs no network, has search, legend and table, and is laid out when it is written: the same graph gives
    the same picture. Titles are text. What pyvis draws by physics, menus or pictures from elsewhere is left out:
    `cdn_resources`, `select_menu`, `filter_menu`, `neighborhood_highlight`, `bgcolor`, `font_color` and `layout` are
    taken and change nothing. A node with `x` and `y` keeps its place.

    >>> net = Network(heading="Who works with whom")
    >>> net.add_node(1, label="NIST")
    >>> net.add_node(2, label="NPL")
    >>> net.add_edge(1, 2, title="continued collaboration")
    >>> net.generate_html().startswith("<!doctype html>")
    True
    """

    def __init__(
        self, height: str | int = "640px", width: str | int = "100%", directed: bool = True, **options: Any
    ) -> None:
        options.pop("notebook", None)  # found out when it is shown
        options["cdn_resources"] = "in_line"  # whatever was asked for: the page is whole
        super().__init__(height=_to_length(height), width=_to_length(width), directed=True, **options)
        self.defaults: dict[str, dict[str, Any]] = {}
        if not directed:
            warnings.warn("the lines of this network are always directed", stacklevel=2)

    def add_node(self, n_id: Id, label: Any = None, shape: str = "dot", color: Any = None, **options: Any) -> None:
        """Add a node, once; a label of None is the id. An id may be any whole number or string."""
        node = _to_id(n_id)
        if node in self.node_map:
            return
        # pyvis would look through a list for every node
        if color is None and "group" not in options:
            color = "#97c2fc"
        stored = {**_to_plain(options), "id": node, "label": str(node if label is None else label), "shape": shape}
        if color is not None:
            stored["color"] = _to_plain(color)
        self.nodes.append(stored)
        self.node_ids.append(node)
        self.node_map[node] = stored

    def add_nodes(self, nodes: Iterable[Id], **lists: Iterable[Any]) -> None:
        """Add several nodes; each further argument is a list with a value for each of them."""
        ids = list(nodes)
        columns = {key: list(values) for key, values in lists.items()}
        for key, values in columns.items():
            if len(values) != len(ids):
                raise UsageError(f"{len(values)} values of {key!r} for {len(ids)} nodes", do="give each node one")
        for place, node in enumerate(ids):
            self.add_node(node, **{key: values[place] for key, values in columns.items()})

    def add_edge(self, source: Id, to: Id, **options: Any) -> None:
        """Add an edge, also where there is one between these nodes. Raises `UsageError` for an unknown node."""
        ends = [self._known(source), self._known(to)]
        self.edges.append({"arrows": "to", **_to_plain(options), "from": ends[0], "to": ends[1]})

    def add_edges(self, edges: Iterable[tuple[Any, ...]]) -> None:
        """Add edges given as (source, to), (source, to, width) or (source, to, {option: value})."""
        for source, to, *more in edges:
            options = dict(more[0]) if more and isinstance(more[0], Mapping) else {"width": more[0]} if more else {}
            self.add_edge(source, to, **options)

    def from_nx(
        self,
        nx_graph: Graph[Any],
        node_size_transf: Callable[[Any], Any] = lambda size: size,
        edge_weight_transf: Callable[[Any], Any] = lambda weight: weight,
        default_node_size: float = 10,
        default_edge_weight: float = 1,
        show_edge_weights: bool = True,
        edge_scaling: bool = False,
    ) -> None:
        """Add all nodes and edges of a networkx graph, parallel ones too; the graph is left as it is.

        A node that is neither a whole number nor a string goes by what `str` makes of it.
        """
        names = {node: _name_of(node) for node in nx_graph}
        for node, attributes in nx_graph.nodes(data=True):
            own = {str(key): value for key, value in attributes.items() if key != "id"}
            own["size"] = node_size_transf(own.get("size", default_node_size))
            self.add_node(names[node], **own)
        for source, to, attributes in nx_graph.edges(data=True):
            own = {str(key): value for key, value in attributes.items() if key not in ("from", "to", "source")}
            weight = own.pop("weight", default_edge_weight)
            wide = "value" if edge_scaling else "width"
            if show_edge_weights and wide not in own:
                own[wide] = edge_weight_transf(weight)
            self.add_edge(names[source], names[to], **own)

    def get_node(self, n_id: Id) -> dict[str, Any]:
        """The options of a node. Raises `UsageError` for an unknown one."""
        node: dict[str, Any] = self.node_map[self._known(n_id)]
        return node

    def set_options(self, options: str | Mapping[str, Any]) -> None:
        """Take options as pyvis does, as JSON after `options =` or as a mapping; raise `UsageError` for other text.

        Those of `nodes` and `edges` become the defaults of each; others, such as those of physics, change nothing.
        """
        chosen = _read_options(options) if isinstance(options, str) else options
        self.defaults = {key: dict(chosen[key]) for key in ("nodes", "edges") if isinstance(chosen.get(key), Mapping)}

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page; the same text for the same network."""
        from kg.page.given import to_given_page

        self.html = to_given_page(self)
        return self.html

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page as UTF-8, whole or not at all, and nothing beside it. Raises `UsageError`, `OutputError`."""
        path = Path(name)
        if path.suffix.lower() not in ENDINGS:
            raise UsageError(f"{str(name)!r} does not end in .html", do="give the file a name that does")
        self._page().save(path)
        if open_browser:
            import webbrowser

            webbrowser.open(path.resolve().as_uri())

    def save_graph(self, name: str | Path) -> None:
        """Write the page, like `write_html`."""
        self.write_html(name)

    def show(self, name: str | Path | None = None, local: bool = True, notebook: bool | None = None) -> Page | None:
        """Write the page where a name is given, then show it: in the notebook, else in the browser.

        `notebook` need not be given. The page in a notebook stands in the notebook itself, in a frame of its own.
        """
        is_notebook = _is_notebook() if notebook is None else notebook
        if name is not None:
            self.write_html(name, open_browser=not is_notebook)
        elif not is_notebook:
            raise UsageError("no file to show the page from", do='give a name: show("graph.html")')
        return self._page() if is_notebook else None

    def _page(self) -> Page:
        return Page(self.generate_html(), width=str(self.width), height=str(self.height))

    def _repr_html_(self) -> str:
        return self._page()._repr_html_()

    def _known(self, node: Id) -> Id:
        known = _to_id(node)
        if known not in self.node_map:
            near = nearest(str(known), [str(one) for one in self.node_ids])
            raise UsageError(f"no node {node!r}", nearest=near, do="add it first")
        return known


def _to_id(node: Any) -> Id:
    if isinstance(node, str):
        return str(node)
    if isinstance(node, Integral):
        return int(node)
    raise UsageError(f"{node!r} cannot be the id of a node", do="use a whole number or a string")


def _name_of(node: Hashable) -> Id:
    return _to_id(node) if isinstance(node, str | Integral) else str(node)


def _to_length(value: str | int) -> str:
    return f"{value}px" if isinstance(value, int) else value


def _to_plain(value: Any) -> Any:
    """Return a value as JSON holds it: numpy's numbers as Python's, no NaN, what is foreign as text."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _to_plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_to_plain(each) for each in value]
    return str(value)


def _read_options(text: str) -> dict[str, Any]:
    start, end = text.find("{"), text.rfind("}")
    try:
        chosen = json.loads(text[start : end + 1])
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno} of the braces"
        raise UsageError(f"options that are not JSON: {error.msg}", where=place, do="quote every name") from None
    return dict(chosen)


def _is_notebook() -> bool:
    """True in a Jupyter kernel, where what a cell ends with is shown."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return bool(shell is not None and hasattr(shell, "kernel"))
