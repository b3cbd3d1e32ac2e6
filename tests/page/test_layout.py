"""Positions: no two boxes overlap, whatever their number and size; the same every time."""

from __future__ import annotations

import doctest
import random

import pytest
from example_network import build_network

import kg.page.boxes
import kg.page.kept
import kg.page.label
import kg.page.page
from kg.page import to_layout
from kg.page.layout import Box, Pull, to_positions
from kg.page.style import read_style

TYPES = (
    "Cooperation State Government FormalOrganization OrganizationalUnit CollectiveAgent Person Post Topic "
    "Funding Place Principle Instrument Document Programme Meeting Undertaking Strategy Aim Signature Quotation"
)
STATUSES = {"called-for", "intended", "planned", "ongoing", "completed", "delayed", "lapsed"}


def overlapping(boxes: list[Box], positions: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs of boxes whose drawn room overlaps: the shape and the label below, without the gap."""

    def edges(box: Box, x: int, y: int) -> tuple[float, float, float, float]:
        half = max(box.width / 2, box.size)
        return x - half, x + half, y - box.size, y + box.size + 5 + box.height

    drawn = [edges(box, *position) for box, position in zip(boxes, positions, strict=True)]
    return [
        (one, other)
        for other, (c, d, g, h) in enumerate(drawn)
        for one, (a, b, e, f) in enumerate(drawn[:other])
        if a < d and c < b and e < h and g < f
    ]


def tangle(count: int, links: int) -> tuple[list[Box], list[Pull]]:
    source = random.Random(count)
    boxes = [Box(source.uniform(6, 18), source.uniform(20, 140), source.uniform(14, 54), source.uniform(0, 6))
             for _ in range(count)]  # fmt: skip
    pairs = {tuple(sorted(source.sample(range(count), 2))) for _ in range(links)} if count > 1 else set()
    return boxes, [Pull(one, other, source.uniform(0.2, 4)) for one, other in sorted(pairs)]


@pytest.mark.parametrize(("count", "links"), [(1, 0), (2, 1), (3, 0), (20, 30), (65, 170), (120, 300), (320, 600)])
def test_no_two_boxes_overlap(count: int, links: int) -> None:
    boxes, pulls = tangle(count, links)
    assert overlapping(boxes, to_positions(boxes, pulls)) == []


def test_nothing_to_place() -> None:
    assert to_positions([], []) == []


def test_same_positions_whatever_the_state_of_the_random_source() -> None:
    boxes, pulls = tangle(40, 80)
    random.seed(1)
    first = to_positions(boxes, pulls)
    random.seed(2)
    random.random()
    assert to_positions(boxes, pulls) == first


def test_cooperations_states_and_bodies_stand_nearer_the_middle_than_aims() -> None:
    network = build_network()
    places = to_layout(network)
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    distances: dict[str, list[float]] = {}
    for iri, (x, y) in places.items():
        distances.setdefault(network.nodes[iri]["type"], []).append(abs(x - middle[0]) + abs(y - middle[1]))
    mean = {kind: sum(each) / len(each) for kind, each in distances.items()}
    assert mean["State"] < mean["Aim"]
    assert mean["Cooperation"] < mean["Aim"]


def test_every_type_has_a_group_and_every_group_a_look_of_its_own() -> None:
    style = read_style()
    assert [name for name in TYPES.split(" ") if style.get_group({"type": name}).key == "other"] == []
    assert len({(group.shape, group.colour) for group in style.groups}) == len(style.groups)
    assert style.get_group({"type": "NoSuchType"}).key == "other"


def test_a_new_class_takes_the_group_of_the_class_above_it() -> None:
    node = {"type": "JointLaboratory", "broader_types": ["Cooperation", "Undertaking"]}
    assert read_style().get_group(node).key == "cooperation"


def test_every_status_has_a_line_and_no_two_lines_look_alike_without_colour() -> None:
    style = read_style()
    assert {line.key for line in style.lines} >= STATUSES
    assert len({(line.dashes, line.width) for line in style.lines}) == len(style.lines)
    doubtful = style.get_line({"ground": "read", "told_as": "opinion", "status": "ongoing"}, {"type": "Cooperation"})
    assert doubtful.dashes[0] <= 1  # dotted
    assert [line.key for line in style.lines if not line.is_shown] == ["inferred"]


def test_an_aim_of_a_completed_instrument_is_not_drawn_as_completed() -> None:
    claim = {"ground": "read", "predicate": "hasAim", "status": "completed"}
    assert read_style().get_line(claim, {"type": "Instrument"}).key == "fact"
    assert read_style().get_line(claim, {"type": "Programme"}).key == "completed"


@pytest.mark.parametrize("module", [kg.page.boxes, kg.page.kept, kg.page.label, kg.page.page])
def test_examples_in_docstrings_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0
