"""How much of a network is drawn at first sight, by its size; what is not drawn is said, and found by name.

Up to 300 things all are drawn with their names; up to 2,000 names stand by importance; up to 10,000 things stand in
communities that open; above that those of most importance are drawn. Nothing is left out of list, table and search.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.page.communities import find_communities, spread_communities
from kg.page.layout import to_positions
from kg.page.network import Positions, list_nodes, short_label, to_boxes, to_lines, to_pulls
from kg.page.style import Style

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MOST_NAMED = 300
MOST_AT_ONCE = 2_000
MOST_IN_COMMUNITIES = 10_000
NAMES_OF_A_COMMUNITY = 3


@dataclass(frozen=True)
class Scene:
    """What of a network is drawn: `drawn` is the network itself or a part of it, `ranks` has every node (0 first)."""

    tier: str
    note: str
    drawn: MultiDiGraph[str]
    ranks: dict[str, int]


def to_scene(network: MultiDiGraph[str], style: Style) -> Scene:
    """Return what of a network is drawn."""
    ranks = to_ranks(network, style)
    count = len(ranks)
    if count <= MOST_NAMED:
        return Scene("all", "", network, ranks)
    if count <= MOST_AT_ONCE:
        return Scene("important", "", network, ranks)
    if count <= MOST_IN_COMMUNITIES:
        note = f"{count:,} things stand in communities: open one to see what is in it, or find a thing by name."
        return Scene("communities", note, network, ranks)
    most = network.subgraph([iri for iri, rank in ranks.items() if rank < MOST_AT_ONCE])
    note = (
        f"{MOST_AT_ONCE:,} of {count:,} things are drawn, those that most is said of; "
        "the others are in the list, the table and the search."
    )
    return Scene("selection", note, most, ranks)


def to_ranks(network: MultiDiGraph[str], style: Style) -> dict[str, int]:
    """Return the rank of every node, 0 for the first: by what it is and how much is said of it."""

    def importance(entry: tuple[str, dict[str, Any]]) -> tuple[float, str]:
        iri, node = entry
        weight = style.get_group(node).weight
        told = network.degree(iri) + len(node.get("said", []))
        return -round((1 + weight) * math.log2(2 + told), 6), iri

    return {iri: rank for rank, (iri, _) in enumerate(sorted(list_nodes(network), key=importance))}


def to_layout(
    network: MultiDiGraph[str], style: Style, kept: Positions | None = None, *, are_fixed: bool = False
) -> dict[str, tuple[int, int]]:
    """Return the place of every node that is drawn, by its IRI; what has a place among `kept` stays there.

    Where these `are_fixed`, they stay even if they are few or lie over each other.
    """
    scene = to_scene(network, style)
    nodes = list_nodes(scene.drawn)
    places = {iri: place for place, (iri, _) in enumerate(nodes)}
    boxes, pulls = to_boxes(scene.drawn, style), to_pulls(scene.drawn, style, places)
    old = {places[iri]: at for iri, at in (kept or {}).items() if iri in places}
    spread = None
    if scene.tier == "communities":
        membership = find_communities(len(boxes), pulls)
        spread = lambda: spread_communities(boxes, pulls, membership)  # noqa: E731
    found = to_positions(boxes, pulls, to_lines(scene.drawn, style, places), old, spread, are_fixed=are_fixed)
    return {iri: found[place] for iri, place in places.items()}


def to_communities(scene: Scene, style: Style, positions: Positions) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return the community of every drawn node, and each community: id, label, middle, reach, number of things."""
    nodes = list_nodes(scene.drawn)
    pulls = to_pulls(scene.drawn, style, {iri: place for place, (iri, _) in enumerate(nodes)})
    membership = find_communities(len(nodes), pulls)
    members: dict[int, list[str]] = {}
    for (iri, _), community in zip(nodes, membership, strict=True):
        members.setdefault(community, []).append(iri)
    found = [_to_community(scene, style, positions, *entry) for entry in sorted(members.items())]
    return {iri: community for (iri, _), community in zip(nodes, membership, strict=True)}, found


def _to_community(scene: Scene, style: Style, positions: Positions, number: int, members: list[str]) -> dict[str, Any]:
    first = sorted(members, key=scene.ranks.__getitem__)[:NAMES_OF_A_COMMUNITY]
    names = [" ".join(short_label(iri, scene.drawn.nodes[iri], style).split()) for iri in first]
    xs, ys = [positions[iri][0] for iri in members], [positions[iri][1] for iri in members]
    return {
        "id": number,
        "label": ", ".join(names),
        "x": round(sum(xs) / len(xs)),
        "y": round(sum(ys) / len(ys)),
        "size": round(min(max(xs) - min(xs), max(ys) - min(ys)) / 3) + 20,
        "things": len(members),
    }
