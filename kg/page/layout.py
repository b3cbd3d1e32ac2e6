"""Positions of boxes in the plane, found at build time, so that the picture is still at its first frame.

Knows boxes, pulls between them and the lines that are drawn; refuses to know what they stand for. What was placed
before keeps its place, what is new is put near what it belongs to; where most is new, all is placed anew.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.page.boxes import GAP, Box, Point, Room, bounds, iter_free
from kg.page.spread import MOST_FOR_CARE, Pull, spread
from kg.page.untangle import Line, Plane, untangle

__all__ = ["Box", "Line", "Point", "Pull", "to_positions"]

LEAST_KEPT = 0.5  # share of the boxes that must have had a place for the old picture to be kept
PLACES = 40  # looked at for a new box, the nearest free ones


def to_positions(
    boxes: Sequence[Box],
    pulls: Sequence[Pull],
    lines: Sequence[Line] = (),
    kept: Mapping[int, Point] | None = None,
    first: Callable[[], list[Point]] | None = None,
    *,
    are_fixed: bool = False,
) -> list[tuple[int, int]]:
    """Return the middle of each shape in whole pixels, y downwards, so that no two boxes overlap.

    `kept` are places of an earlier picture, by the place of the box in the list: they stay as they are, unless a box
    has grown over a heavier one. `lines` (pairs of boxes) are kept out of boxes where that can be helped. `first` gives
    the points of a first picture where it is not to be a spring model's. Kept places that `are_fixed` stay even if they
    are few or boxes overlap.
    """
    if kept and are_fixed:
        points = _place_new(boxes, pulls, lines, kept)
    elif kept and len(kept) >= LEAST_KEPT * len(boxes):
        points = _place_new(boxes, pulls, lines, _without_overlaps(boxes, kept))
    elif first:
        points = first()
    else:
        points = spread(boxes, pulls)
        if len(boxes) <= MOST_FOR_CARE:
            points = untangle(boxes, pulls, lines, points)
    return [(round(x), round(y)) for x, y in points]


def _without_overlaps(boxes: Sequence[Box], kept: Mapping[int, Point]) -> dict[int, Point]:
    """Return the kept places without those of boxes that now lie over a heavier one."""
    room, result = Room(), {}
    for place in sorted(kept, key=lambda place: (-boxes[place].weight, place)):
        rect = boxes[place].rect(*kept[place])
        if room.is_free(rect):
            room.take(rect)
            result[place] = kept[place]
    return result


def _place_new(
    boxes: Sequence[Box], pulls: Sequence[Pull], lines: Sequence[Line], kept: Mapping[int, Point]
) -> list[Point]:
    """Return the kept places and new ones: of the places free near what a new box belongs to, the cheapest."""
    room, placed = Room(), dict(kept)
    for place, at in kept.items():
        room.take(boxes[place].rect(*at))
    strengths, is_large = _strengths(len(boxes), pulls), len(boxes) > MOST_FOR_CARE
    for place in _iter_new(boxes, strengths, placed):
        near = _middle(strengths[place], placed) or _beside(boxes, placed)
        free = list(itertools.islice(iter_free(boxes[place], room, near), 1 if is_large else PLACES))
        placed[place] = free[0] if is_large else _cheapest(boxes, pulls, lines, placed, place, free)
        room.take(boxes[place].rect(*placed[place]))
    return [placed[place] for place in range(len(boxes))]


def _iter_new(
    boxes: Sequence[Box], strengths: Sequence[Mapping[int, float]], placed: Mapping[int, Point]
) -> Iterator[int]:
    """Yield the boxes without a place, each time the one held most by those that have one; `placed` grows meanwhile."""
    waiting = [
        (-_hold(strengths[one], placed), -boxes[one].weight, one) for one in range(len(boxes)) if one not in placed
    ]
    heapq.heapify(waiting)
    while waiting:
        hold, weight, place = heapq.heappop(waiting)
        now = -_hold(strengths[place], placed)
        if place in placed:
            continue
        if now < hold:  # more of its neighbours have a place by now
            heapq.heappush(waiting, (now, weight, place))
            continue
        yield place
        for other in strengths[place]:
            if other not in placed:
                heapq.heappush(waiting, (-_hold(strengths[other], placed), -boxes[other].weight, other))


def _strengths(count: int, pulls: Sequence[Pull]) -> list[dict[int, float]]:
    found: list[dict[int, float]] = [{} for _ in range(count)]
    for pull in pulls:
        found[pull.one][pull.other] = found[pull.other][pull.one] = pull.strength
    return found


def _hold(strengths: Mapping[int, float], placed: Mapping[int, Point]) -> float:
    return sum(strength for other, strength in strengths.items() if other in placed)


def _middle(strengths: Mapping[int, float], placed: Mapping[int, Point]) -> Point | None:
    """Return the middle of the placed boxes that pull, or None where none does."""
    held = [(placed[other], strength) for other, strength in strengths.items() if other in placed]
    total = math.fsum(strength for _, strength in held)
    if not total:
        return None
    x, y = (math.fsum(at[axis] * strength for at, strength in held) for axis in (0, 1))
    return x / total, y / total


def _beside(boxes: Sequence[Box], placed: Mapping[int, Point]) -> Point:
    """Return the middle of the lower end of the picture."""
    left, _, right, bottom = bounds(boxes[place].rect(*at) for place, at in placed.items())
    return (left + right) / 2, bottom + GAP


def _cheapest(
    boxes: Sequence[Box],
    pulls: Sequence[Pull],
    lines: Sequence[Line],
    placed: Mapping[int, Point],
    place: int,
    free: Sequence[Point],
) -> Point:
    """Return the place among the free ones that brings the least lines through boxes and across each other."""
    here = sorted({*placed, place})
    number = {one: at for at, one in enumerate(here)}
    plane = Plane(
        [boxes[one] for one in here],
        [Pull(number[p.one], number[p.other], p.strength) for p in pulls if p.one in number and p.other in number],
        [(number[one], number[other]) for one, other in lines if one in number and other in number],
        [placed.get(one, free[0]) for one in here],
    )
    return min(free, key=lambda at: plane.cost(number[place], *at))
