"""How much is drawn, by size: all, names by importance, communities, a stated selection; never a silent cut."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import networkx
import pytest
from test_layout import overlapping

from kg.page.communities import find_communities
from kg.page.layout import Pull
from kg.page.network import to_boxes
from kg.page.payload import to_payload
from kg.page.style import read_style

KINDS = ["Cooperation", "State", "FormalOrganization", "Topic", "Aim"]


def invent(count: int) -> networkx.MultiDiGraph:
    """Invented things in groups of forty, one of them in the middle of each."""
    source = random.Random(count)
    network = networkx.MultiDiGraph(title="Invented", documents=[])
    for number in range(count):
        network.add_node(f"urn:{number:05d}", label=f"thing {number}", type=KINDS[number % len(KINDS)])
    for number in range(count):
        hub = number // 40 * 40
        for other in {hub, min(hub + source.randrange(40), count - 1)} - {number}:
            network.add_edge(
                f"urn:{number:05d}", f"urn:{other:05d}", ground="read", predicate="onTopic", told_as="fact"
            )
    return network


def drawn(payload: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {node["id"]: (node["x"], node["y"]) for node in payload["picture"]["nodes"]}


@pytest.mark.parametrize(
    ("count", "tier", "pictured"),
    [(300, "all", 300), (301, "important", 301), (2000, "important", 2000), (2001, "communities", 2001),
     (10_001, "selection", 2000)],
)  # fmt: skip
def test_the_tier_follows_the_size_and_what_is_not_drawn_is_said(count: int, tier: str, pictured: int) -> None:
    network = invent(count)
    payload = to_payload(network, read_style())
    picture = payload["picture"]
    assert picture["tier"] == tier
    assert len(picture["nodes"]) == pictured
    # nothing is cut from what is listed, tabled and searched
    assert len(payload["things"]) == count
    assert len(payload["claims"]) == network.number_of_edges()
    if tier == "selection":
        assert picture["note"].startswith("2,000 of 10,001 things are drawn")
    else:
        assert ("communities" in picture["note"]) == (tier == "communities")
    shown = set(drawn(payload))
    assert all(edge["from"] in shown and edge["to"] in shown for edge in picture["edges"])
    assert sum(one["things"] for one in picture["communities"]) == pictured


def test_the_things_that_most_is_said_of_are_those_that_are_selected() -> None:
    payload = to_payload(invent(10_040), read_style())
    shown = set(drawn(payload))
    ranks = {thing["iri"]: thing["rank"] for thing in payload["things"]}
    assert sorted(ranks.values()) == list(range(10_040))
    assert all((ranks[iri] < 2000) == (iri in shown) for iri in ranks)
    hubs = {f"urn:{number:05d}" for number in range(0, 10_040, 40)}
    assert hubs <= shown


def test_in_a_picture_of_communities_nothing_lies_over_another_and_each_has_an_area() -> None:
    network = invent(2400)
    payload = to_payload(network, read_style())
    places = drawn(payload)
    assert overlapping(to_boxes(network, read_style()), [places[iri] for iri in sorted(network)]) == []
    community = {node["id"]: node["community"] for node in payload["picture"]["nodes"]}
    boxes: dict[int, list[float]] = {}
    for iri, (x, y) in places.items():
        box = boxes.setdefault(community[iri], [x, y, x, y])
        box[:] = [min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)]
    areas = list(boxes.values())
    over = [(one, two) for at, one in enumerate(areas) for two in areas[:at]
            if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]]  # fmt: skip
    assert over == []


def test_communities_are_found_the_same_whatever_the_state_of_the_random_source() -> None:
    pulls = [Pull(place, place // 20 * 20, 1.0) for place in range(200) if place % 20]
    random.seed(1)
    first = find_communities(203, pulls)
    random.seed(7)
    assert find_communities(203, pulls) == first
    assert Counter(first) == Counter({**dict.fromkeys(range(10), 20), 10: 3})  # the last: held by nothing
    assert find_communities(3, []) == [0, 0, 0]


def test_a_community_is_named_after_what_most_is_said_of_in_it() -> None:
    payload = to_payload(invent(2001), read_style())
    labels = {thing["iri"]: thing["label"] for thing in payload["things"]}
    ranks = {thing["iri"]: thing["rank"] for thing in payload["things"]}
    members: dict[int, list[str]] = {}
    for node in payload["picture"]["nodes"]:
        members.setdefault(node["community"], []).append(node["id"])
    for one in payload["picture"]["communities"]:
        first = sorted(members[one["id"]], key=ranks.__getitem__)[:3]
        assert one["label"] == ", ".join(labels[iri] for iri in first)
        assert one["things"] == len(members[one["id"]])
