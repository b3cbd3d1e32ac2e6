"""The page of a `Network` that somebody filled by hand: its nodes as things, its edges as relations that were given.

Knows how pyvis names the looks of nodes and edges; refuses to know statements. Groups and kinds of lines, which are
the legend, are read off the nodes and edges themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeGuard

from kg.page import tiers
from kg.page.page import to_html
from kg.page.payload import to_payload
from kg.page.style import Group, Line, Style

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.page.pyvis_network import Network

Record = dict[str, Any]
# the shapes that stand above their label, so that labels can be kept apart; the others become the nearest of them
SHAPES = ("dot", "square", "triangle", "triangleDown", "diamond", "hexagon", "star")
NEAREST = {"box": "square", "database": "square", "image": "square"}
PALETTE = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999", "#6D4AA3", "#8A6D00",
)  # fmt: skip
PLAIN = "#97c2fc"
WIDTHS = (1.4, 2.6, 4.5, 7.0)
MOST_KINDS = 24  # in the legend; beyond, looks are put together
MOST_SIZE = 60.0


def to_given_page(picture: Network) -> str:
    """Return the page of a network; the same text for the same nodes and edges."""
    network, style = to_given_network(picture)
    fixed = {
        node: (round(own["x"]), round(own["y"]))
        for node, own in network.nodes(data=True)
        if _is_number(own["x"]) and _is_number(own["y"])
    }
    positions = tiers.to_layout(network, style, fixed, are_fixed=True)
    return to_html(str(picture.heading or "Network"), to_payload(network, style, positions=positions))


def to_given_network(picture: Network) -> tuple[MultiDiGraph[str], Style]:
    """Return the nodes and edges in the form of `kg.graph.network`, and the style that draws them."""
    import networkx as nx

    nodes = [{**picture.defaults.get("nodes", {}), **node} for node in picture.nodes]
    edges = [{**picture.defaults.get("edges", {}), **edge} for edge in picture.edges]
    names = _to_names(picture.node_ids)
    groups, lines = _to_groups(nodes), _to_lines(edges)
    network: MultiDiGraph[str] = nx.MultiDiGraph(title=str(picture.heading or "Network"))
    largest = max((node["value"] for node in nodes if _is_number(node.get("value"))), default=0)
    for node in nodes:
        network.add_node(names[node["id"]], **_to_node(node, groups[_look(node)], largest))
    for number, edge in enumerate(edges):
        ends = names[edge["from"]], names[edge["to"]]
        network.add_edge(*ends, key=f"edge-{number:06d}", **_to_edge(edge, lines[_stroke(edge)].key))
    style = Style(
        groups=tuple({group.key: group for group in groups.values()}.values()),
        lines=tuple({line.key: line for line in lines.values()}.values()),
        core=("given",),
        pull={},
        pull_of_ground={"given": 1.0},
    )
    return network, style


def _to_names(ids: Iterable[str | int]) -> dict[str | int, str]:
    """Return a string for every id, so that 1 and "1" stay two nodes."""
    strings = {node for node in ids if isinstance(node, str)}
    names: dict[str | int, str] = {}
    for node in ids:
        name = str(node)
        while not isinstance(node, str) and name in strings:
            name += " (number)"
        names[node] = name
    return names


def _to_node(node: Record, group: Group, largest: float) -> Record:
    size = node.get("size")
    if _is_number(node.get("value")):
        size = 10 + 20 * max(node["value"], 0) / (largest or 1)
    return {
        "label": node["label"],
        "type": group.key,
        "type_label": group.label,
        "about": _text(node.get("title")),
        "size": min(max(round(size, 1), 3), MOST_SIZE) if _is_number(size) else group.size,
        "colour": _colour(node) or group.colour,
        "shape": _shape(node),
        "is_hidden": bool(node.get("hidden")),
        "x": node.get("x"),
        "y": node.get("y"),
    }


def _to_edge(edge: Record, line: str) -> Record:
    return {
        "predicate": "given",
        "label": _text(edge.get("label")) or "linked to",
        "about": _text(edge.get("title")),
        "ground": "given",
        "line": line,
    }


def _to_groups(nodes: list[Record]) -> dict[tuple[str, str, str], Group]:
    """Return the group of every look; a look is a pyvis group, or a colour with a shape."""
    looks = list(dict.fromkeys(_look(node) for node in nodes))
    names = [name for name in dict.fromkeys(look[0] for look in looks) if name]
    groups = {}
    for place, (name, colour, shape) in enumerate(looks):
        own = PALETTE[names.index(name) % len(PALETTE)] if name else PLAIN
        words = name or ("node" if len(looks) == 1 else f"{colour} {shape}")
        if place >= MOST_KINDS and not name:
            words = f"other {shape}"
        groups[name, colour, shape] = Group(
            f"group {words}", words, shape, colour or own, 10, 13, 20, 4.0, False, False, (f"group {words}",)
        )  # fmt: skip
    return groups


def _to_lines(edges: list[Record]) -> dict[tuple[str, bool, float, bool], Line]:
    """Return the line of every stroke: a colour, dashed or not, one of a few widths, hidden or not."""
    strokes = list(dict.fromkeys(_stroke(edge) for edge in edges)) or [("", False, WIDTHS[0], False)]
    lines = {}
    for place, (colour, is_dashed, width, is_hidden) in enumerate(strokes):
        shown = colour if place < MOST_KINDS else ""
        words = " ".join(
            filter(None, [shown, "dashed" if is_dashed else "", f"{width:g} px" if width > WIDTHS[0] else ""])
        )
        label = ", ".join(filter(None, [words or "line", "hidden" if is_hidden else ""]))
        dashes = (7, 4) if is_dashed else ()
        light, dark = shown or "#5B6770", shown or "#9FB0BF"
        lines[colour, is_dashed, width, is_hidden] = Line(
            f"line {label}", label, light, dark, width, dashes, not is_hidden
        )
    return lines


def _look(node: Record) -> tuple[str, str, str]:
    name = _text(node.get("group"))
    return name, "" if name else _colour(node) or PLAIN, _shape(node)


def _stroke(edge: Record) -> tuple[str, bool, float, bool]:
    wanted = edge.get("width", edge.get("value"))
    width = min(WIDTHS, key=lambda one: abs(one - wanted)) if _is_number(wanted) else WIDTHS[0]
    return _colour(edge), bool(edge.get("dashes")), width, bool(edge.get("hidden"))


def _colour(one: Record) -> str:
    colour = one.get("color")
    if isinstance(colour, dict):
        colour = colour.get("background") or colour.get("color")
    return colour if isinstance(colour, str) else ""


def _shape(node: Record) -> str:
    shape = str(node.get("shape") or "dot")
    return shape if shape in SHAPES else NEAREST.get(shape, "dot")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
