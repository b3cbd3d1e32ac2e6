"""Communities: which boxes belong together more than with the rest, and a layout that keeps each in an area of its own.

Knows boxes and pulls; refuses to know what they stand for. The same input gives the same communities: igraph's
Leiden algorithm (Traag, Waltman and van Eck 2019) is given a random source of our own.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

from kg.page.boxes import GAP, Box, Point, bounds
from kg.page.spread import Pull, spread

MOST = 200  # communities; the smallest beyond are put together
MARGIN = 60.0  # pixels kept free around the area of a community


def find_communities(count: int, pulls: Sequence[Pull]) -> list[int]:
    """Return the community of each of `count` boxes: 0 for the largest, then by size, then by first member.

    What nothing pulls at, and what is left beyond the largest communities, shares the last one.
    """
    if not pulls:
        return [0] * count
    import igraph

    graph = igraph.Graph(n=count, edges=[(pull.one, pull.other) for pull in pulls])
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - a picture, not a secret
    try:
        found = graph.community_leiden(
            objective_function="modularity", weights=[pull.strength for pull in pulls], n_iterations=5
        ).membership
    finally:
        igraph.set_random_number_generator(random)
    return _by_size(found)


def _by_size(membership: Sequence[int]) -> list[int]:
    sizes = Counter(membership)
    first = {community: place for place, community in reversed(list(enumerate(membership)))}
    order = sorted(sizes, key=lambda community: (-sizes[community], first[community]))
    kept = [community for community in order if sizes[community] > 1][:MOST]
    number = {community: place for place, community in enumerate(kept)}
    return [number.get(community, len(kept)) for community in membership]


def spread_communities(boxes: Sequence[Box], pulls: Sequence[Pull], membership: Sequence[int]) -> list[Point]:
    """Return the middle of each shape: each community spread by itself, the areas then like boxes; none overlap."""
    members: dict[int, list[int]] = {}
    for place, community in enumerate(membership):
        members.setdefault(community, []).append(place)
    order = sorted(members)
    inside: dict[int, list[Pull]] = {community: [] for community in order}
    between: Counter[tuple[int, int]] = Counter()
    number = {place: at for own in members.values() for at, place in enumerate(own)}
    for pull in pulls:
        one, other = membership[pull.one], membership[pull.other]
        if one == other:
            inside[one].append(Pull(number[pull.one], number[pull.other], pull.strength))
        else:
            between[min(one, other), max(one, other)] += 1
    drawn = {community: _spread_one([boxes[place] for place in members[community]], inside[community])
             for community in order}  # fmt: skip
    areas = [drawn[community][1] for community in order]
    rank = {community: at for at, community in enumerate(order)}
    links = [Pull(rank[one], rank[other], float(count)) for (one, other), count in sorted(between.items())]
    points: list[Point] = [(0.0, 0.0)] * len(boxes)
    for community, area, (left, top) in zip(order, areas, spread(areas, links), strict=True):
        for place, (x, y) in zip(members[community], drawn[community][0], strict=True):
            points[place] = left - area.width / 2 + x, top + y
    return points


def _spread_one(boxes: Sequence[Box], pulls: Sequence[Pull]) -> tuple[list[Point], Box]:
    """Return the points of one community, its area's upper left corner at (0, 0), and the area as a box."""
    points = spread(boxes, pulls)
    left, top, right, bottom = bounds(box.rect(x, y, GAP) for box, (x, y) in zip(boxes, points, strict=True))
    moved = [(x - left + MARGIN, y - top + MARGIN) for x, y in points]
    area = Box(size=0.0, width=right - left + 2 * MARGIN, height=bottom - top + 2 * MARGIN, weight=float(len(boxes)))
    return moved, area
