"""Moves boxes about until fewer lines run through boxes and across each other: simulated annealing, seeded.

Knows boxes, pulls and lines; refuses to know what they stand for. The terms of the cost follow Davidson and
Harel, "Drawing graphs nicely using simulated annealing" (1996), with boxes instead of points.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from kg.page.boxes import GAP, Box, Point, Rect, bounds, is_over, is_through
from kg.page.spread import Pull

Line = tuple[int, int]

THROUGH = 4.0  # the cost of a line that runs through a box
OWN = 0.4  # of a line that runs through a label at one of its ends
ACROSS = 1.0  # of two lines that cross
SHORT = 1 / 15  # of a pixel that a line lacks of its least length
LEAST = 55.0  # pixels between the two shapes of a line, so that its arrow and its dashes are seen
LENGTH = 1 / 120  # of a pixel of a link of strength 1
WORK = 44_000_000  # pairs of a line and what may be in its way, looked at in all
CAREFUL = 120  # boxes, up to which all of the work is done
MOST_TRIES = 1000  # of one box
MOST_SWEEPS = 40
HEAT = 10.0  # how much worse a first move may make things, falling to none


class Plane:
    """Boxes at their present places, and what each place costs."""

    def __init__(self, boxes: Sequence[Box], pulls: Sequence[Pull], lines: Sequence[Line], at: Sequence[Point]) -> None:
        self.boxes, self.lines = boxes, lines
        self.points = list(at)
        self.rects = [box.rect(x, y) for box, (x, y) in zip(boxes, at, strict=True)]
        self.near: list[list[tuple[int, float]]] = [[] for _ in boxes]
        for pull in pulls:
            self.near[pull.one].append((pull.other, pull.strength))
            self.near[pull.other].append((pull.one, pull.strength))
        self.lines_of: list[list[tuple[int, int]]] = [[] for _ in boxes]
        for number, (one, other) in enumerate(lines):
            self.lines_of[one].append((number, other))
            self.lines_of[other].append((number, one))
        self.drawn = [(*at[one], *at[other], one, other) for one, other in lines]

    def is_free(self, box: int, x: float, y: float, besides: int = -1) -> bool:
        """True where no other box has the room, and a gap around it, but for one that is to go."""
        left, top, right, bottom = self.boxes[box].rect(x, y, 2 * GAP)
        for place, rect in enumerate(self.rects):
            if left < rect[2] and rect[0] < right and top < rect[3] and rect[1] < bottom and box != place != besides:
                return False
        return True

    def move(self, box: int, x: float, y: float) -> None:
        """Put a box elsewhere."""
        self.points[box] = x, y
        self.rects[box] = self.boxes[box].rect(x, y)
        for number, _ in self.lines_of[box]:
            one, other = self.lines[number]
            self.drawn[number] = (*self.points[one], *self.points[other], one, other)

    def middle(self, box: int) -> Point:
        """The middle of what pulls at a box, or where it is."""
        total = sum(strength for _, strength in self.near[box])
        if not total:
            return self.points[box]
        x = sum(self.points[other][0] * strength for other, strength in self.near[box])
        y = sum(self.points[other][1] * strength for other, strength in self.near[box])
        return x / total, y / total

    def cost(self, box: int, x: float, y: float, limit: float = math.inf) -> float:
        """What a place costs a box; no longer exact once it is over the limit."""
        cost = LENGTH * sum(s * math.dist((x, y), self.points[other]) for other, s in self.near[box])
        cost += THROUGH * self._lines_through(box, self.boxes[box].rect(x, y))
        for _, other in self.lines_of[box]:
            if cost > limit:
                return cost
            cost += self._line_cost(box, other, x, y)
        return cost

    def _lines_through(self, box: int, rect: Rect) -> int:
        left, top, right, bottom = rect
        count = 0
        for ax, ay, bx, by, one, other in self.drawn:
            # the quick tests stand here, since this is asked millions of times
            if (ax < right or bx < right) and (ax > left or bx > left) and (ay < bottom or by < bottom) and (
                ay > top or by > top
            ):  # fmt: skip
                count += one != box != other and is_through((ax, ay), (bx, by), rect)
        return count

    def _line_cost(self, box: int, end: int, x: float, y: float) -> float:
        """The cost of the line from a box at (x, y) to another box."""
        px, py = self.points[end]
        lacking = self.boxes[box].size + self.boxes[end].size + LEAST - math.dist((x, y), (px, py))
        cost = SHORT * max(lacking, 0.0)
        cost += OWN * (_is_label_hit(self.boxes[box], x, y, px, py) + _is_label_hit(self.boxes[end], px, py, x, y))
        left, right = (x, px) if x < px else (px, x)
        top, bottom = (y, py) if y < py else (py, y)
        for place, rect in enumerate(self.rects):
            if rect[0] < right and left < rect[2] and rect[1] < bottom and top < rect[3]:
                cost += THROUGH * (place != end and place != box and is_through((x, y), (px, py), rect))
        wide, high = px - x, py - y
        for ax, ay, bx, by, one, other in self.drawn:
            if (
                (ax < right or bx < right) and (ax > left or bx > left)
                and (ay < bottom or by < bottom) and (ay > top or by > top)
                and (wide * (ay - y) < high * (ax - x)) != (wide * (by - y) < high * (bx - x))
                and box != one != end and box != other != end
            ):  # fmt: skip
                across, down = bx - ax, by - ay
                cost += ACROSS * (
                    (across * (y - ay) < down * (x - ax)) != (across * (py - ay) < down * (px - ax))
                )  # fmt: skip
        return cost


def untangle(
    boxes: Sequence[Box], pulls: Sequence[Pull], lines: Sequence[Line], points: Sequence[Point]
) -> list[Point]:
    """Return other points for the same boxes, with fewer lines through boxes; still no two boxes overlap."""
    plane = Plane(boxes, pulls, lines, points)
    if len(boxes) < 2 or not lines:
        return list(points)
    source = random.Random(len(boxes))  # noqa: S311 - positions, not secrets
    region = bounds(plane.rects)
    work = WORK * min(1.0, CAREFUL / len(boxes))  # of a larger picture less can be had, and is seen
    tries = min(MOST_TRIES, int(work) // (2 * len(lines) * (len(boxes) + len(lines))))
    sweeps = max(1, min(MOST_SWEEPS, tries // 2))
    for sweep in range(sweeps):
        left = 1 - sweep / sweeps
        order = list(range(len(boxes)))
        source.shuffle(order)
        for box in order:
            _settle(plane, box, region, left, max(1, tries // sweeps), source)
    return plane.points


def _settle(plane: Plane, box: int, region: Rect, left: float, tries: int, source: random.Random) -> None:
    """Try places for one box; take what is better, and while it is early now and then what is worse."""
    heat = HEAT * left * left
    now = plane.cost(box, *plane.points[box])
    for _ in range(tries):
        if source.random() < 0.2:
            now = _exchange(plane, box, source.randrange(len(plane.boxes)), now)
            continue
        x, y = _guess(plane, box, region, left, source)
        limit = now - heat * math.log(1 - source.random())
        if not _is_inside(plane.boxes[box].rect(x, y), region) or not plane.is_free(box, x, y):
            continue
        cost = plane.cost(box, x, y, limit)
        if cost < limit:
            plane.move(box, x, y)
            now = cost


def _guess(plane: Plane, box: int, region: Rect, left: float, source: random.Random) -> Point:
    wide = region[2] - region[0]
    if source.random() < 0.55:
        (x, y), reach = plane.middle(box), wide * (0.1 + 0.25 * left)
    else:
        (x, y), reach = plane.points[box], wide * (0.02 + 0.1 * left)
    return x + source.gauss(0, reach), y + source.gauss(0, reach)


def _exchange(plane: Plane, one: int, other: int, now: float) -> float:
    """Let two boxes change places where that is better for both together; return the cost of the first one's."""
    here, there = plane.points[one], plane.points[other]
    if one == other or not (plane.is_free(one, *there, besides=other) and plane.is_free(other, *here, besides=one)):
        return now
    before = now + plane.cost(other, *there)
    plane.move(one, *there)
    plane.move(other, *here)
    new = plane.cost(one, *there)
    is_apart = not is_over(plane.boxes[one].rect(*there, 2 * GAP), plane.rects[other])
    if is_apart and new + plane.cost(other, *here) < before:
        return new
    plane.move(one, *here)
    plane.move(other, *there)
    return now


def _is_inside(rect: Rect, region: Rect) -> bool:
    return rect[0] >= region[0] and rect[1] >= region[1] and rect[2] <= region[2] and rect[3] <= region[3]


def _is_label_hit(box: Box, x: float, y: float, to_x: float, to_y: float) -> bool:
    """True where the line from the middle of a box's shape runs through the label below it."""
    if to_y <= y + box.size:
        return False
    rect = box.rect(x, y)
    return is_through((x, y), (to_x, to_y), (rect[0], y + box.size + 4, rect[2], rect[3]))
