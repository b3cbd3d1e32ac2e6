"""Positions of boxes in the plane, found at build time, so that the picture is still at its first frame.

Knows boxes, pulls between them and the lines that are drawn; refuses to know what they stand for. What was placed
before keeps its place, what is new is put near what it belongs to; where most is new, all is placed anew.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

from kg.page.boxes import GAP, Box, Point, Room, bounds, is_over, iter_free
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
) -> list[tuple[int, int]]:
    """Return the middle of each shape in whole pixels, y downwards, so that no two boxes overlap.

    `kept` are places of an earlier picture, by the place of the box in the list: they stay as they are, unless a box
    has grown over a heavier one. `lines` (pairs of boxes) are kept out of boxes where that can be helped.
    """
    if kept and len(kept) >= LEAST_KEPT * len(boxes):
        points = _place_new(boxes, pulls, lines, _without_overlaps(boxes, kept))
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
    missing = set(range(len(boxes))) - set(kept)
    strengths = _strengths(len(boxes), pulls)
    while missing:
        # what is held most by what stands already comes first
        place = max(missing, key=lambda one: (_hold(strengths[one], placed), boxes[one].weight, -one))
        missing.discard(place)
        near = _middle(strengths[place], placed) or _beside(boxes, placed)
        free = list(itertools.islice(iter_free(boxes[place], room, near), PLACES))
        placed[place] = _cheapest(boxes, pulls, lines, placed, place, free)
        room.take(boxes[place].rect(*placed[place]))
    return [placed[place] for place in range(len(boxes))]


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
    return sum(at[0] * strength for at, strength in held) / total, sum(at[1] * strength for at, strength in held) / total


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
