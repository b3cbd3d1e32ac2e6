"""Boxes in the plane: the room of a shape with its label, what overlaps what, where there is room still.

Knows rectangles; refuses to know what stands in them. Pixels everywhere, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GAP = 7.0  # kept free between two boxes
DROP = 5.0  # from the lower end of a shape to its label

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Box:
    """The room of one thing: a shape of radius `size` with a label of `width` × `height` below, in pixels."""

    size: float
    width: float
    height: float
    weight: float

    @property
    def half_width(self) -> float:
        """Half of the whole width, the gap included."""
        return max(self.width / 2, self.size) + GAP / 2

    @property
    def half_height(self) -> float:
        """Half of the whole height, shape and label together, the gap included."""
        return (2 * self.size + DROP + self.height + GAP) / 2

    @property
    def drop(self) -> float:
        """How far the middle of the whole box lies below the middle of the shape."""
        return (DROP + self.height) / 2

    def rect(self, x: float, y: float, gap: float = 0.0) -> Rect:
        """The room taken where the middle of the shape is at (x, y), widened by half a gap on each side."""
        half, more = max(self.width / 2, self.size), gap / 2
        return x - half - more, y - self.size - more, x + half + more, y + self.size + DROP + self.height + more


def is_over(one: Rect, other: Rect) -> bool:
    """True where two rectangles share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_through(a: Point, b: Point, rect: Rect) -> bool:
    """True where the straight line from a to b runs through a rectangle.

    >>> is_through((0, 0), (10, 10), (4, 4, 6, 6)), is_through((0, 0), (10, 10), (6, 0, 9, 3))
    (True, False)
    """
    left, top, right, bottom = rect
    (ax, ay), (bx, by) = a, b
    if max(ax, bx) < left or min(ax, bx) > right or max(ay, by) < top or min(ay, by) > bottom:
        return False
    wide, high = bx - ax, by - ay
    off = abs(wide * ((top + bottom) / 2 - ay) - high * ((left + right) / 2 - ax))
    return off <= (abs(wide) * (bottom - top) + abs(high) * (right - left)) / 2


class Room:
    """The rectangles placed so far, found again by cells of a grid."""

    def __init__(self, cell: float = 160.0) -> None:
        self._cell = cell
        self._taken: dict[tuple[int, int], list[Rect]] = {}

    def take(self, rect: Rect) -> None:
        """Mark a rectangle as taken."""
        for key in self._keys(rect):
            self._taken.setdefault(key, []).append(rect)

    def is_free(self, rect: Rect) -> bool:
        """True where nothing that is taken lies under a rectangle."""
        return not any(is_over(rect, other) for key in self._keys(rect) for other in self._taken.get(key, ()))

    def _keys(self, rect: Rect) -> Iterator[tuple[int, int]]:
        left, top, right, bottom = (math.floor(value / self._cell) for value in rect)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield column, row


def iter_free(box: Box, room: Room, near: Point, step: float = 18.0) -> Iterator[Point]:
    """The places for a box where there is room, from `near` outwards on a spiral of even density; never ends."""
    number = 0
    while True:
        reach, angle = step * math.sqrt(number), number * 2.399963
        x, y = round(near[0] + reach * math.cos(angle)), round(near[1] + reach * math.sin(angle))
        if room.is_free(box.rect(x, y, 2 * GAP)):
            yield x, y
        number += 1


def bounds(rects: Iterable[Rect]) -> Rect:
    """The least rectangle that holds them all; (0, 0, 0, 0) around none."""
    found = list(rects)
    if not found:
        return 0.0, 0.0, 0.0, 0.0
    return min(r[0] for r in found), min(r[1] for r in found), max(r[2] for r in found), max(r[3] for r in found)
