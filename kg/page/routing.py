"""How far each line bends, so that it runs through as few labels and shapes as can be helped.

Knows points and rectangles; refuses to know what they stand for. A bend is what vis-network calls the roundness
of a line that is curved clockwise; a negative one is curved the other way.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom

BENDS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36)
COST_OF_A_BEND = 0.6  # in labels crossed, for a bend of 1: a line stays straight where nothing is gained
SAMPLES = 24
CELL = 80.0  # pixels
MOST_LINES = 4000  # above it, lines stay as they are: nobody reads a label under so many


def via(start: Point, end: Point, bend: float) -> Point:
    """Return the control point of the quadratic curve from `start` to `end`, as vis-network places it.

    >>> via((0.0, 0.0), (10.0, 0.0), 0.0)
    (5.0, 0.0)
    """
    across, up = end[0] - start[0], start[1] - end[1]
    reach = math.hypot(across, up) * (0.5 + abs(bend) * 0.5)
    turned = math.atan2(up, across) + (0.5 + bend * 0.5) * math.pi
    return round(start[0] + reach * math.sin(turned), 6), round(start[1] + reach * math.cos(turned), 6)


def to_bends(rectangles: Sequence[Rectangle], points: Sequence[Point], lines: Sequence[tuple[int, int]]) -> list[float]:
    """Return the bend of each line, given by the places of its two ends.

    `rectangles` are the room of each thing, shape and label together; `points` the middles of the shapes. A line may
    touch the rooms of its own two ends.
    """
    if len(lines) > MOST_LINES:
        return [0.0] * len(lines)
    grid = _to_grid(rectangles)
    return [_least_crossing(rectangles, grid, points, line) for line in lines]


def _least_crossing(
    rectangles: Sequence[Rectangle],
    grid: dict[tuple[int, int], list[int]],
    points: Sequence[Point],
    line: tuple[int, int],
) -> float:
    best, least = 0.0, math.inf
    for bend in BENDS:
        cost = abs(bend) * COST_OF_A_BEND
        if cost >= least:
            break
        cost += len(_crossed(rectangles, grid, _along(points[line[0]], points[line[1]], bend)) - set(line))
        if cost < least:
            best, least = bend, cost
    return best


def _along(start: Point, end: Point, bend: float) -> Iterable[Point]:
    """Points of the curve, from its start to its end."""
    middle = via(start, end, bend)
    for step in range(1, SAMPLES):
        t = step / SAMPLES
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield a * start[0] + b * middle[0] + c * end[0], a * start[1] + b * middle[1] + c * end[1]


def _crossed(
    rectangles: Sequence[Rectangle], grid: dict[tuple[int, int], list[int]], curve: Iterable[Point]
) -> set[int]:
    found = set()
    for x, y in curve:
        for place in grid.get((int(x // CELL), int(y // CELL)), ()):
            left, top, right, bottom = rectangles[place]
            if left < x < right and top < y < bottom:
                found.add(place)
    return found


def _to_grid(rectangles: Sequence[Rectangle]) -> dict[tuple[int, int], list[int]]:
    """Return the places of the rectangles that touch each cell."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (left, top, right, bottom) in enumerate(rectangles):
        for column in range(int(left // CELL), int(right // CELL) + 1):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                grid[column, row].append(place)
    return grid
