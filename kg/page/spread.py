"""A first picture: a spring model for the shape of the whole, spread over a rectangle, boxes pushed apart.

Knows boxes and pulls between them. The same input gives the same points whatever the hash seed: igraph starts
from a spiral and is given a random source of our own.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from kg.page.boxes import GAP, Box, Point, Room, iter_free

ASPECT = 1.02  # width over height of the whole picture
EVEN = 0.5  # how evenly the boxes are spread over that area, 0 to 1
EVEN_OF_MANY = 0.85
MOST_FOR_CARE = 300  # above it no Kamada–Kawai, which is quadratic in the number of boxes, and more room
FILL = 0.5  # share of the area that boxes take before they are pushed apart
FILL_OF_MANY = 0.3
MOST_ROUNDS = 300
MOST_ROUNDS_OF_MANY = 60


@dataclass(frozen=True)
class Pull:
    """A link between two boxes, given by their places in the list, and its strength (more than 0)."""

    one: int
    other: int
    strength: float


def spread(boxes: Sequence[Box], pulls: Sequence[Pull], start: int = 0) -> list[Point]:
    """Return the middle of each shape so that no two boxes overlap; another `start` gives another picture."""
    if not boxes:
        return []
    middles = _separate(boxes, _scale(boxes, _spring(boxes, pulls, start)))
    return [(x, y - box.drop) for (x, y), box in zip(middles, boxes, strict=True)]


def _spring(boxes: Sequence[Box], pulls: Sequence[Pull], start: int) -> list[Point]:
    """Return unscaled positions: Kamada–Kawai for the shape of the whole, then Fruchterman–Reingold."""
    import igraph

    graph = igraph.Graph(n=len(boxes), edges=[(pull.one, pull.other) for pull in pulls])
    points = _spiral(boxes, start)
    # igraph refuses an empty list of weights
    strengths = [math.sqrt(pull.strength) for pull in pulls] or None
    igraph.set_random_number_generator(random.Random(start))  # noqa: S311 - positions, not secrets
    try:
        if len(boxes) <= MOST_FOR_CARE:
            lengths = [1 / strength for strength in strengths] if strengths else None
            points = [(x, y) for x, y in graph.layout_kamada_kawai(seed=points, weights=lengths)]
        drawn = graph.layout_fruchterman_reingold(seed=points, niter=300, start_temp=1.0, weights=strengths)
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
    fill, evenness = (FILL, EVEN) if len(boxes) <= MOST_FOR_CARE else (FILL_OF_MANY, EVEN_OF_MANY)
    room = sum(4 * box.half_width * box.half_height for box in boxes) / fill
    wide, high = math.sqrt(room * ASPECT), math.sqrt(room / ASPECT)
    points = _to_square(points)
    xs, ys = _even([x for x, _ in points], wide, evenness), _even([y for _, y in points], high, evenness)
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


def _even(values: Sequence[float], length: float, evenness: float) -> list[float]:
    """Return the values over [-length/2, length/2], in part evenly, so that little room lies idle."""
    least, reach = min(values), (max(values) - min(values)) or 1.0
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    last = max(len(values) - 1, 1)
    even = {place: rank / last for rank, place in enumerate(order)}
    return [
        length * ((1 - evenness) * (value - least) / reach + evenness * even[place] - 0.5)
        for place, value in enumerate(values)
    ]


def _separate(boxes: Sequence[Box], points: Sequence[Point]) -> list[Point]:
    """Return the points pushed apart along the shorter way, over and over; what still overlaps gets other room."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    halves = [(box.half_width, box.half_height) for box in boxes]
    rounds = MOST_ROUNDS if len(boxes) <= MOST_FOR_CARE else MOST_ROUNDS_OF_MANY
    for number in range(rounds):
        # late rounds push a little too far, so that a tight knot loosens as well
        if not _push_once(halves, xs, ys, 0.5 if number < rounds / 2 else 0.75):
            return list(zip(xs, ys, strict=True))
    return _move_apart(boxes, list(zip(xs, ys, strict=True)))


def _move_apart(boxes: Sequence[Box], points: Sequence[Point]) -> list[Point]:
    """Return the points, each box that overlaps a heavier one moved to the nearest room."""
    room, result = Room(), list(points)
    for place in sorted(range(len(boxes)), key=lambda place: (-boxes[place].weight, place)):
        box, (x, y) = boxes[place], points[place]
        at = x, y - box.drop
        if not room.is_free(box.rect(*at, GAP)):
            at = next(iter_free(box, room, at, step=box.half_width))
        room.take(box.rect(*at, GAP))
        result[place] = at[0], at[1] + box.drop
    return result


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
