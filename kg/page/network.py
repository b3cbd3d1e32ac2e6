"""The picture as a `pyvis.network.Network`: shapes, colours, dashes, positions.

Knows how a claim is drawn; refuses to know the HTML around it. Leaves the caller's graph as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from kg.page import label as labels
from kg.page.layout import Box, Pull
from kg.page.routing import Rectangle, to_bends
from kg.page.style import FONT, Group, Style

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.page.pyvis_network import Network

Positions = Mapping[str, tuple[int, int]]

LOOP = 18  # pixels across a line that leads back to where it starts
FAN = 0.16  # roundness of one step of lines that share both ends

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {
        "borderWidth": 1.2,
        "borderWidthSelected": 3,
        "chosen": False,
        "font": {"face": FONT, "vadjust": 0},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "font": {"face": FONT, "size": 11, "align": "horizontal"},
        "smooth": {"enabled": False, "type": "curvedCW", "roundness": 0.0},
    },
    "interaction": {
        "hover": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


def to_pyvis(network: MultiDiGraph[str], style: Style, positions: Positions) -> Network:
    """Return the picture of a network: directed, still, every parallel edge kept, its ids the IRIs.

    `positions` has the middle of every node, in pixels.
    """
    from kg.page.pyvis_network import Network

    picture = Network()
    picture.options = deepcopy(OPTIONS)
    for iri, node in list_nodes(network):
        group = style.get_group(node)
        x, y = positions[iri]
        picture.add_node(iri, **_drawn_node(node, group, short_label(iri, node, style)), x=x, y=y)
    _add_edges(picture, network, style)
    return picture


def to_boxes(network: MultiDiGraph[str], style: Style) -> list[Box]:
    """Return the room of each node, in the order of `list_nodes`."""
    return [_to_box(network, iri, style.get_group(node), short_label(iri, node, style))
            for iri, node in list_nodes(network)]  # fmt: skip


def list_nodes(network: MultiDiGraph[str]) -> list[tuple[str, dict[str, Any]]]:
    """Return all nodes as (IRI, attributes), sorted by IRI."""
    return [(iri, network.nodes[iri]) for iri in sorted(network)]


def list_edges(network: MultiDiGraph[str]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return all edges as (subject, object, id, attributes), sorted, the id unlike that of any other edge."""
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: (str(edge[2]), edge[0], edge[1]))
    seen: Counter[str] = Counter()
    result = []
    for subject, target, key, attributes in edges:
        iri = str(attributes.get("iri") or key)
        seen[iri] += 1
        name = iri if seen[iri] == 1 else f"{iri}#{seen[iri]}"
        result.append((subject, target, name, attributes))
    return result


def short_label(iri: str, node: dict[str, Any], style: Style) -> str:
    """Return the label of a node as it is drawn, broken into lines."""
    group = style.get_group(node)
    acronym = node.get("acronym", "") if group.is_acronym else ""
    text = acronym or node.get("label") or iri.rsplit("/", 1)[-1] or iri
    return labels.wrap(_printable(text), group.wrap)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() or letter.isspace() else "\ufffd" for letter in text) or "\ufffd"


def _to_box(network: MultiDiGraph[str], iri: str, group: Group, text: str) -> Box:
    node = network.nodes[iri]
    width, height = labels.measure(text, group.font)
    return Box(
        size=node.get("size", group.size), width=width, height=height, weight=group.weight + network.degree(iri) / 100
    )


def to_pulls(network: MultiDiGraph[str], style: Style, places: dict[str, int]) -> list[Pull]:
    """Return what holds two nodes together, each pair once; `places` gives the place of an IRI."""
    strengths: dict[tuple[int, int], float] = {}
    for subject, target, _, claim in list_edges(network):
        strength = style.get_pull(claim)
        if strength > 0 and subject != target:
            one, other = sorted((places[subject], places[target]))
            strengths[one, other] = strengths.get((one, other), 0.0) + strength
    return [Pull(one, other, strength) for (one, other), strength in sorted(strengths.items())]


def to_lines(network: MultiDiGraph[str], style: Style, places: dict[str, int]) -> list[tuple[int, int]]:
    """Return the pairs of nodes between which a line is drawn when the page opens."""
    pairs = {
        (min(places[subject], places[target]), max(places[subject], places[target]))
        for subject, target, _, claim in list_edges(network)
        if subject != target and style.get_line(claim, network.nodes[subject]).is_shown
    }
    return sorted(pairs)


def _drawn_node(node: dict[str, Any], group: Group, text: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "label": text,
        "shape": node.get("shape", group.shape),
        "size": node.get("size", group.size),
        "color": node.get("colour", group.colour),
        "font": {"size": group.font},
    }
    if not node.get("is_plain", True):
        drawn["shapeProperties"] = {"borderDashes": [2, 3]}
    return drawn


def _add_edges(picture: Network, network: MultiDiGraph[str], style: Style) -> None:
    """Add every edge; those that share both ends fan out, so that each can be seen and clicked."""
    drawn = [
        (subject, target, iri, style.get_line(claim, network.nodes[subject]))
        for subject, target, iri, claim in list_edges(network)
    ]
    beside = Counter((frozenset(edge[:2]), edge[3].is_shown) for edge in drawn)
    before: Counter[tuple[frozenset[str], bool]] = Counter()
    lone = [edge[:3] for edge in drawn if beside[frozenset(edge[:2]), True] == 1 and edge[3].is_shown]
    bends = _route(picture, lone)
    for subject, target, iri, line in drawn:
        ends = frozenset((subject, target))
        options: dict[str, Any] = {"id": iri, "color": line.light, "width": line.width}
        if line.dashes:
            options["dashes"] = list(line.dashes)
        if not line.is_shown:
            options["hidden"] = True
        # lines that are off when the page opens bend round the others, which stay as straight as they can
        place = before[ends, line.is_shown] - (beside[ends, True] - 1) / 2
        bend = place if line.is_shown else place + beside[ends, True]
        roundness = bends.get(iri) or FAN * (bend if subject < target else -bend)
        if subject == target:  # loops lie round each other
            options["selfReference"] = {"size": LOOP * (1 + before[ends, line.is_shown])}
        elif roundness:
            options["smooth"] = _curve(roundness)
        before[ends, line.is_shown] += 1
        picture.add_edge(subject, target, **options)


def _route(picture: Network, edges: list[tuple[str, str, str]]) -> dict[str, float]:
    """Return the bends, by id, that lead these edges past the labels of other nodes."""
    places = {node["id"]: place for place, node in enumerate(picture.nodes)}
    lines = [(places[subject], places[target]) for subject, target, _ in edges]
    points = [(node["x"], node["y"]) for node in picture.nodes]
    bends = to_bends([_to_room(node) for node in picture.nodes], points, lines)
    return {edge[2]: bend for edge, bend in zip(edges, bends, strict=True)}


def _to_room(node: dict[str, Any]) -> Rectangle:
    """Return the rectangle that the shape of a drawn node and the label below it take."""
    width, height = labels.measure(node["label"], node["font"]["size"])
    half = max(width / 2, node["size"])
    return node["x"] - half, node["y"] - node["size"], node["x"] + half, node["y"] + node["size"] + 5 + height


def _curve(roundness: float) -> dict[str, Any]:
    """Return how a line bends, to its right where the roundness is more than 0."""
    kind = "curvedCW" if roundness > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(abs(roundness), 3)}
