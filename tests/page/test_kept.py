"""Places are kept: what stays does not move at all, what is new stands near what it belongs to, over nothing."""

from __future__ import annotations

import copy
import math
import random
from pathlib import Path

import networkx
import pytest
from example_network import build_network
from hypothesis import given, settings
from hypothesis import strategies as st
from test_layout import overlapping, tangle

from kg.errors import InputError
from kg.page import read_layout, to_layout, to_layout_file
from kg.page.boxes import is_through
from kg.page.layout import Box, Pull, to_positions
from kg.page.network import to_boxes, to_lines, to_pulls
from kg.page.spread import spread
from kg.page.style import read_style

Places = dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def network() -> networkx.MultiDiGraph:
    return build_network()


@pytest.fixture(scope="module")
def places(network: networkx.MultiDiGraph) -> Places:
    return to_layout(network)


def drawn_over(network: networkx.MultiDiGraph, places: Places) -> list[tuple[int, int]]:
    return overlapping(to_boxes(network, read_style()), [places[iri] for iri in sorted(network)])


def test_a_picture_that_nothing_changed_stays_as_it_was(network: networkx.MultiDiGraph, places: Places) -> None:
    assert to_layout(network, places) == places


def test_what_stays_keeps_its_place_and_what_is_new_stands_beside_what_it_belongs_to(
    network: networkx.MultiDiGraph, places: Places
) -> None:
    changed = copy.deepcopy(network)
    gone = sorted(changed)[::9]
    changed.remove_nodes_from(gone)
    hosts = sorted(changed)[::12]
    for number, host in enumerate(hosts):
        changed.add_node(f"urn:new:{number}", label=f"a new aim number {number}", type="Aim")
        changed.add_edge(host, f"urn:new:{number}", predicate="hasAim", ground="read", told_as="fact")
    found = to_layout(changed, places)
    assert set(found) == set(changed)
    moved = [math.dist(found[iri], places[iri]) for iri in changed if iri in places]
    assert max(moved) == 0
    assert drawn_over(changed, found) == []
    for number, host in enumerate(hosts):
        others = [math.dist(found[f"urn:new:{number}"], found[iri]) for iri in changed if not iri.startswith("urn:new")]
        here = math.dist(found[f"urn:new:{number}"], found[host])
        assert here < sorted(others)[len(others) // 3], "nearer to its host than to two thirds of the picture"


def test_a_label_that_has_grown_over_another_moves_alone(network: networkx.MultiDiGraph, places: Places) -> None:
    changed = copy.deepcopy(network)
    aim = next(iri for iri in sorted(changed) if changed.nodes[iri]["type"] == "Aim")
    changed.nodes[aim]["label"] = "an aim whose label has become very much longer than it was before"
    crowded = places | {aim: next(at for iri, at in sorted(places.items()) if iri != aim)}
    found = to_layout(changed, crowded)
    assert {iri: at for iri, at in found.items() if iri != aim} == {i: a for i, a in places.items() if i != aim}
    assert drawn_over(changed, found) == []


def test_a_picture_of_which_most_is_new_is_drawn_anew(network: networkx.MultiDiGraph, places: Places) -> None:
    few = dict(list(places.items())[: len(places) // 3])
    assert to_layout(network, few) == places


def test_a_large_picture_keeps_its_places_as_well() -> None:
    boxes, pulls = tangle(1500, 2500)
    first = to_positions(boxes, pulls)
    kept = {place: at for place, at in enumerate(first) if place % 20}
    found = to_positions(boxes, pulls, kept=kept)
    assert all(found[place] == at for place, at in kept.items())
    assert overlapping(boxes, found) == []


@given(st.integers(2, 50), st.integers(0, 90), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_up_to_fifty_labels_never_lie_over_each_other(count: int, links: int, source: random.Random) -> None:
    boxes = [Box(source.uniform(6, 18), source.uniform(10, 160), source.uniform(14, 54), source.uniform(0, 6))
             for _ in range(count)]  # fmt: skip
    pairs = {tuple(sorted(source.sample(range(count), 2))) for _ in range(links)}
    pulls = [Pull(one, other, source.uniform(0.2, 4)) for one, other in sorted(pairs)]
    found = to_positions(boxes, pulls, sorted(pairs))  # type: ignore[arg-type]
    assert overlapping(boxes, found) == []


def test_lines_keep_out_of_boxes_where_that_can_be_helped(network: networkx.MultiDiGraph, places: Places) -> None:
    style, order = read_style(), sorted(network)
    boxes, lines = to_boxes(network, style), to_lines(network, style, {iri: at for at, iri in enumerate(order)})

    def through(points: list[tuple[float, float]]) -> int:
        rects = [box.rect(*at) for box, at in zip(boxes, points, strict=True)]
        return sum(
            is_through(points[one], points[other], rect)
            for one, other in lines
            for place, rect in enumerate(rects)
            if place not in (one, other)
        )

    before = through(spread(boxes, to_pulls(network, style, {iri: at for at, iri in enumerate(order)})))
    assert through([places[iri] for iri in order]) < before / 2


def test_the_shipped_picture_is_kept_whole_and_no_label_in_it_lies_over_another(shipped: networkx.MultiDiGraph) -> None:
    from support import ROOT, STATEMENT

    path = ROOT / "data" / "statements" / STATEMENT / "layout.json"
    kept = read_layout(path, path.name)
    assert set(kept) == set(shipped)
    assert to_layout(shipped, kept) == kept
    assert drawn_over(shipped, kept) == []
    assert path.read_bytes() == to_layout_file(kept)


@pytest.fixture(scope="module")
def shipped(build: object) -> networkx.MultiDiGraph:
    from kg.graph.network import to_network

    return to_network(build.graph.named)  # type: ignore[attr-defined]


def test_a_layout_reads_back_as_itself(tmp_path: Path, places: Places) -> None:
    strange = {"https://w3id.org/communique/id/agent/ä\n“x”": (1, -2), "urn:other:\u202e": (0, 0)}
    (tmp_path / "layout.json").write_bytes(to_layout_file(places | strange))
    assert read_layout(tmp_path / "layout.json", "layout.json") == places | strange
    assert read_layout(tmp_path / "none.json", "none.json") == {}
    lines = to_layout_file(places).decode().splitlines()
    assert len(lines) == len(places) + 2  # a line a thing, so that a change is a change of its line


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ('{\n"agent/nist": [1, 2],\n<<<<<<< ours\n}', "x/layout.json:3:1"),
        ('{"agent/nist": [1]}', "x/layout.json"),
        ('{"agent/nist": [1.5, 2]}', "x/layout.json"),
        ('{"agent/nist": [true, 2]}', "x/layout.json"),
        ('{"agent/nist": [1, 1e9]}', "x/layout.json"),
        ("[]", "x/layout.json"),
        ("\udc80", "x/layout.json"),
        ("", "x/layout.json:1:1"),
    ],
)
def test_a_layout_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, words: str, where: str) -> None:
    (tmp_path / "layout.json").write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        read_layout(tmp_path / "layout.json", "x/layout.json")
    assert caught.value.where == where
    assert "delete it" in caught.value.do
