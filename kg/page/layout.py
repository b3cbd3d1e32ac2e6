"""Positions of boxes in the plane, found at build time, so that the picture is still at its first frame.

Knows boxes and pulls between them; refuses to know what they stand for. The same input gives the same
positions whatever the hash seed: igraph starts from a spiral and is given a random source of our own.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 7.0  # pixels kept free between two boxes
ASPECT = 1.02  # width over height of the whole picture
FILL = 0.8  # share of the area that boxes take before they are pushed apart
EVEN = 0.95  # how evenly the boxes are spread over that area, 0 to 1
MOST_ROUNDS = 1500
STARTS = 3
MOST_FOR_CARE = 300  # above it, one start and no Kamada–Kawai, which are quadratic in the number of boxes


@dataclass(frozen=True)
class Box:
    """The room of one thing: a shape of radius `size` with a label of `width` × `height` below, in pixels."""

    size: float
    width: float
    height: float
    weight: float

    @property
    def half_width(self) -> float:
        """Half of the whole width."""
        return max(self.width / 2, self.size) + GAP / 2

    @property
    def half_height(self) -> float:
        """Half of the whole height, shape and label together."""
        return (2 * self.size + 5 + self.height + GAP) / 2

    @property
    def drop(self) -> float:
        """How far the middle of the whole box lies below the middle of the shape."""
        return (5 + self.height) / 2


@dataclass(frozen=True)
class Pull:
    """A link between two boxes, given by their places in the list, and its strength (more than 0)."""

    one: int
    other: int
    strength: float


Point = tuple[float, float]


def to_positions(boxes: Sequence[Box], pulls: Sequence[Pull]) -> list[tuple[int, int]]:
    """Return the middle of each shape in whole pixels, y downwards, so that no two boxes overlap."""
    if not boxes:
        return []
    starts = STARTS if len(boxes) <= MOST_FOR_CARE else 1
    drawn = [_scale(boxes, _spring(boxes, pulls, start)) for start in range(starts)]
    best = min(drawn, key=lambda points: _crossings(pulls, points)) if starts > 1 else drawn[0]
    middles = _separate(boxes, best)
    return [(round(x), round(y - box.drop)) for (x, y), box in zip(middles, boxes, strict=True)]


def _spring(boxes: Sequence[Box], pulls: Sequence[Pull], start: int) -> list[Point]:
    """Return unscaled positions: Kamada–Kawai for the shape of the whole, then Fruchterman–Reingold."""
    import igraph

    graph = igraph.Graph(n=len(boxes), edges=[(pull.one, pull.other) for pull in pulls])
    spiral = _spiral(boxes, start)
    igraph.set_random_number_generator(random.Random(start))  # noqa: S311 - positions, not secrets
    try:
        if len(boxes) <= MOST_FOR_CARE:
            spiral = [(x, y) for x, y in graph.layout_kamada_kawai(seed=spiral)]
        strengths = [math.sqrt(pull.strength) for pull in pulls]
        # igraph refuses an empty list of weights
        drawn = graph.layout_fruchterman_reingold(seed=spiral, niter=200, start_temp=1.0, weights=strengths or None)
    finally:
        igraph.set_random_number_generator(random)
    return [(round(x, 3), round(y, 3)) for x, y in drawn]


def _spiral(boxes: Sequence[Box], start: int) -> list[Point]:
    """Return a sunflower of points, the heaviest boxes in the middle, turned by one radian a start."""
    points: list[Point] = [(0.0, 0.0)] * len(boxes)
    order = sorted(range(len(boxes)), key=lambda place: (-boxes[place].weight, place))
    for rank, place in enumerate(order, start=1):
        angle = rank * 2.399963 + start
        points[place] = (math.sqrt(rank) * math.cos(angle), math.sqrt(rank) * math.sin(angle))
    return points


def _scale(boxes: Sequence[Box], points: Sequence[Point]) -> list[Point]:
    """Return the points spread over a rectangle of the wanted aspect, of which the boxes fill a share."""
    room = sum(4 * box.half_width * box.half_height for box in boxes) / FILL
    wide, high = math.sqrt(room * ASPECT), math.sqrt(room / ASPECT)
    points = _to_square(points)
    xs, ys = _spread([x for x, _ in points], wide), _spread([y for _, y in points], high)
    return list(zip(xs, ys, strict=True))


def _to_square(points: Sequence[Point]) -> list[Point]:
    """Return the points, a disc round their middle pulled out to a square, so that the corners are used."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    result = []
    for x, y in ((x - middle_x, y - middle_y) for x, y in points):
        pull = math.hypot(x, y) / (max(abs(x), abs(y)) or 1.0)
        result.append((x * pull, y * pull))
    return result


def _spread(values: Sequence[float], length: float) -> list[float]:
    """Return the values over [-length/2, length/2], mostly evenly, so that no room lies idle."""
    least, reach = min(values), (max(values) - min(values)) or 1.0
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    last = max(len(values) - 1, 1)
    even = {place: rank / last for rank, place in enumerate(order)}
    return [
        length * ((1 - EVEN) * (value - least) / reach + EVEN * even[place] - 0.5) for place, value in enumerate(values)
    ]


def _separate(boxes: Sequence[Box], points: Sequence[Point]) -> list[Point]:
    """Return the points pushed apart along the shorter way, over and over, until no two boxes overlap."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    halves = [(box.half_width, box.half_height) for box in boxes]
    for number in range(MOST_ROUNDS):
        # late rounds push a little too far, so that a tight knot loosens as well
        if not _push_once(halves, xs, ys, 0.5 if number < MOST_ROUNDS / 10 else 0.75):
            break
    return list(zip(xs, ys, strict=True))


def _push_once(halves: Sequence[Point], xs: list[float], ys: list[float], push: float) -> bool:
    """Push each overlapping pair apart once, in place; return whether any pair overlapped."""
    lefts = [x - half[0] for x, half in zip(xs, halves, strict=True)]
    order = sorted(range(len(xs)), key=lefts.__getitem__)
    is_moved = False
    for rank, one in enumerate(order):
        wide, high = halves[one]
        right = lefts[one] + 2 * wide
        for place in range(rank + 1, len(order)):
            other = order[place]
            if lefts[other] > right:
                break
            down = high + halves[other][1] - abs(ys[one] - ys[other])
            if down <= 0.01:
                continue
            across = wide + halves[other][0] - abs(xs[one] - xs[other])
            if across <= 0.01:
                continue
            is_moved = True
            if across < down:
                _shift(xs, one, other, across * push)
            else:
                _shift(ys, one, other, down * push)
    return is_moved


def _shift(values: list[float], one: int, other: int, by: float) -> None:
    sign = 1.0 if (values[one], one) < (values[other], other) else -1.0
    values[one] -= sign * by
    values[other] += sign * by


def _crossings(pulls: Sequence[Pull], points: Sequence[Point]) -> int:
    """Return how many pairs of links cross each other, found in a sweep from left to right."""
    links = sorted(tuple(sorted((points[pull.one], points[pull.other]))) for pull in pulls)
    count = 0
    for rank, (a, b) in enumerate(links):
        low, high = min(a[1], b[1]), max(a[1], b[1])
        for place in range(rank + 1, len(links)):
            c, d = links[place]
            if c[0] >= b[0]:
                break
            if (c[1] < high or d[1] < high) and (c[1] > low or d[1] > low):
                count += _is_crossing(a, b, c, d)
    return count


def _side(p: Point, q: Point, r: Point) -> float:
    return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])


def _is_crossing(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0
