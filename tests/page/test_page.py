"""The page as text: complete, inert, the same bytes every time, and asking nothing of any network."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import pytest
from example_network import build_network

from kg.page import to_page
from kg.page.page import to_inert_json

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "&lt;b&gt;",
    "]]>",
    "{{data}}",
    "\u2028\u2029",
    "\ud800",
]
CHILD = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from example_network import build_network
from kg.page import to_page
print(hashlib.sha256(to_page(build_network()).encode()).hexdigest())
"""


class Elements(HTMLParser):
    """Collects each element with its attributes and the text inside it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.is_open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.is_open = True

    def handle_endtag(self, tag: str) -> None:
        self.is_open = False

    def handle_data(self, data: str) -> None:
        if self.is_open:
            self.found[-1][2].append(data)

    def texts(self, tag: str) -> list[str]:
        return ["".join(text) for name, _, text in self.found if name == tag]


@pytest.fixture(scope="module")
def network() -> networkx.MultiDiGraph:
    return build_network()


@pytest.fixture(scope="module")
def page(network: networkx.MultiDiGraph) -> str:
    return to_page(network)


def payload_of(page: str) -> dict[str, Any]:
    [stored] = re.findall(r'<script type="application/json" id="page-data">(.*?)</script>', page, re.DOTALL)
    return json.loads(stored)


def test_every_node_edge_and_said_value_is_in_the_page(network: networkx.MultiDiGraph, page: str) -> None:
    payload = payload_of(page)
    said = [claim["iri"] for _, node in network.nodes(data=True) for claim in node["said"]]
    edges = [key for *_, key in network.edges(keys=True)]
    assert {thing["iri"] for thing in payload["things"]} == set(network)
    assert sorted(claim["id"] for claim in payload["claims"]) == sorted(edges + said)
    assert sorted(edge["id"] for edge in payload["picture"]["edges"]) == sorted(edges)
    assert {node["id"] for node in payload["picture"]["nodes"]} == set(network)


def test_every_claim_has_its_evidence_its_record_or_its_rule(page: str) -> None:
    needs = {"read": {"spans", "sentences", "readers", "voice"}, "recorded": {"source", "read_on"},
             "inferred": {"rule", "rule_text", "premises"}}  # fmt: skip
    for claim in payload_of(page)["claims"]:
        assert needs[claim["ground"]] <= set(claim), claim


def test_offsets_give_back_every_quote_and_no_quote_is_stored_twice(network: networkx.MultiDiGraph, page: str) -> None:
    payload = payload_of(page)
    text = payload["documents"][0]["text"]
    quotes = {key: edge["quotes"] for *_, key, edge in network.edges(keys=True, data=True) if "quotes" in edge}
    read = [claim for claim in payload["claims"] if claim["id"] in quotes]
    assert len(read) == len(quotes) > 100
    for claim in read:
        assert "quotes" not in claim
        assert [text[start:end] for start, end in claim["spans"]] == quotes[claim["id"]]


def test_a_text_that_may_not_be_published_leaves_only_its_quotes(network: networkx.MultiDiGraph) -> None:
    changed = copy.deepcopy(network)
    text = changed.graph["documents"][0]["text"]
    changed.graph["documents"][0]["text"] = None
    page = to_page(changed)
    covered = {
        place for *_, edge in changed.edges(data=True) for a, b in edge.get("spans", []) for place in range(a, b)
    }
    secret = "ensure that new advances in areas from"
    assert not covered & set(range(text.index(secret), text.index(secret) + len(secret)))
    assert secret not in page
    assert "continued collaboration" in page


def test_doubt_is_on_the_line_of_every_claim_that_is_not_told_as_fact(page: str) -> None:
    for claim in payload_of(page)["claims"]:
        doubtful = claim["ground"] == "read" and (claim["told_as"] != "fact" or claim.get("is_quoted", False))
        assert (claim["line"] == "unsure") == doubtful == claim.get("unsure", False), claim


def test_the_callers_network_is_left_as_it_was() -> None:
    network = build_network()
    before = copy.deepcopy(network)
    to_page(network)
    assert networkx.utils.graphs_equal(network, before)
    assert network.graph == before.graph


def test_same_bytes_whatever_the_hash_seed(page: str) -> None:
    here = Path(__file__).parent
    digests = set()
    for seed in ("0", "1", "4242"):
        child = subprocess.run(
            [sys.executable, "-c", CHILD, str(here)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
            cwd=here.parents[1], capture_output=True, text=True, check=True,
        )  # fmt: skip
        digests.add(child.stdout.strip())
    assert digests == {hashlib.sha256(page.encode()).hexdigest()}


def test_same_bytes_whatever_the_order_of_insertion(network: networkx.MultiDiGraph, page: str) -> None:
    turned = networkx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert to_page(turned) == page


def test_the_policy_names_the_hash_of_every_script_and_style(page: str) -> None:
    elements = Elements(page)
    [policy] = [attrs["content"] or "" for tag, attrs, _ in elements.found
                if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"]  # fmt: skip
    scripts = ["".join(text) for tag, attrs, text in elements.found if tag == "script" and "type" not in attrs]
    assert len(scripts) == 3
    for body in scripts + elements.texts("style"):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_element_asks_for_anything_outside_the_page(page: str) -> None:
    elements = Elements(page)
    asked = [value for _, attrs, _ in elements.found for key, value in attrs.items()
             if key in ("src", "href", "srcset", "action", "poster", "background", "style")]  # fmt: skip
    assert asked == ["data:,"]
    handlers = [key for _, attrs, _ in elements.found for key in attrs if key.startswith("on")]
    assert handlers == []
    css = "".join(elements.texts("style"))
    assert "url(" not in css
    assert "@import" not in css
    assert "sourceMappingURL" not in page


def test_own_scripts_never_make_markup_from_strings() -> None:
    import kg.page

    scripts = sorted(Path(kg.page.__file__).parent.glob("*.js"))
    assert len(scripts) >= 10
    for script in scripts:
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser",
            script.read_text(),
        )
        assert found == [], script.name


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_inert_data(words: str) -> None:
    network = build_network()
    network.graph["title"] = words
    iri = sorted(network)[0]
    network.nodes[iri].update(label=words, aliases=[words], acronym=words)
    page = to_page(network)
    page.encode("utf-8")
    assert len(Elements(page).texts("script")) == 4
    assert "<!--" not in page
    [thing] = [thing for thing in payload_of(page)["things"] if thing["iri"] == iri]
    assert thing["label"] == words
    assert Elements(page).texts("h1") == [words.replace("\ud800", "\ufffd")]


def test_inert_json_reads_back_as_itself_without_a_dangerous_character() -> None:
    value = ["<>&", "\u2028", "é", "</script>", "\ud800"]
    written = to_inert_json(value)
    assert not set(written) & set("<>&\u2028\u2029\ud800")
    assert json.loads(written) == value


def test_the_page_weighs_less_than_a_megabyte_and_holds_vis_network_once(page: str) -> None:
    assert len(page.encode()) <= 1_000_000
    assert page.count("@version 9.1.2") == 1
    assert page.count("The MIT License") == 1  # the licence stays with the script


def test_parallel_edges_are_kept_and_bent_apart() -> None:
    network = build_network()
    edge = next(iter(network.edges(keys=True, data=True)))
    network.add_edge(
        edge[0], edge[1], key="https://example.org/second", **{**edge[3], "iri": "https://example.org/second"}
    )
    edges = payload_of(to_page(network))["picture"]["edges"]
    beside = [one for one in edges if {one["from"], one["to"]} == {edge[0], edge[1]}]
    bends = [(one["smooth"]["type"], one["smooth"]["roundness"]) for one in beside]
    assert len(beside) >= 2
    assert len(set(bends)) == len(bends)


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_a_tiny_network_makes_a_page(nodes: int) -> None:
    network = networkx.MultiDiGraph(title="", documents=[], quotations=[])
    for number in range(nodes):
        network.add_node(f"https://example.org/{number}")
    assert len(payload_of(to_page(network))["things"]) == nodes
