"""`kg.Network` for those who know pyvis: what they write works, and what they have asked for for years is there.

Numbers in names of tests are those of issues in pyvis's tracker at https://github.com/WestHealth/pyvis/issues.
"""

from __future__ import annotations

import copy
import enum
import json
import locale
import os
import random
import re
import subprocess
import sys
import types
import webbrowser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyvis.network import Network as PyvisNetwork
from test_page import payload_of

import kg


class Whole(int):
    """Stands for numpy's whole numbers, which are no `int` but count as one."""


def edges_of(net: kg.Network) -> list[tuple[str, str]]:
    picture = payload_of(net.generate_html())["picture"]
    return sorted((edge["from"], edge["to"]) for edge in picture["edges"])


def things_of(net: kg.Network) -> dict[str, dict[str, Any]]:
    return {thing["iri"]: thing for thing in payload_of(net.generate_html())["things"]}


def triangle() -> kg.Network:
    net = kg.Network(heading="A triangle")
    net.add_nodes(["a", "b", "c"], label=["Alpha", "Beta", "Gamma"], title=["first", "second", "third"])
    net.add_edges([("a", "b"), ("b", "c", 3), ("c", "a", {"title": "back again", "label": "returns to"})])
    return net


def test_the_first_example_of_pyvis_works_without_a_word_about_notebooks_260_216_223(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.chdir(tmp_path)
    g = kg.Network()
    g.add_node(0)
    g.add_node(1)
    g.add_edge(0, 1)
    g.show("basic.html")
    assert opened == [(tmp_path / "basic.html").as_uri()]
    assert [path.name for path in tmp_path.iterdir()] == ["basic.html"], "no folder lib beside it"


def test_it_is_a_pyvis_network_and_its_other_methods_work() -> None:
    net = triangle()
    assert isinstance(net, PyvisNetwork)
    assert (net.num_nodes(), net.num_edges()) == (3, 3)
    assert net.get_nodes() == ["a", "b", "c"]
    assert net.neighbors("a") == {"b"}
    assert net.get_adj_list() == {"a": {"b"}, "b": {"c"}, "c": {"a"}}
    assert net.get_node("b")["label"] == "Beta"
    assert json.loads(str(net))["Nodes"] == ["a", "b", "c"]
    net.barnes_hut()
    net.show_buttons()
    net.toggle_physics(True)
    assert payload_of(net.generate_html())["picture"]["options"]["physics"] == {"enabled": False}


def test_parallel_edges_and_loops_are_kept_51_172() -> None:
    net = kg.Network()
    net.add_nodes([1, 2])
    for _ in range(3):
        net.add_edge(1, 2)
    net.add_edge(2, 1)
    net.add_edge(2, 2)
    net.add_edge(2, 2)
    assert edges_of(net) == [("1", "2")] * 3 + [("2", "1")] + [("2", "2")] * 2
    picture = payload_of(net.generate_html())["picture"]
    looks = {json.dumps([edge["from"], edge["to"], edge.get("smooth"), edge.get("selfReference")])
             for edge in picture["edges"]}  # fmt: skip
    assert len(looks) == 6, "each can be seen beside the others"


def test_a_multigraph_of_networkx_keeps_every_edge_and_is_left_as_it_was() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("x", size=7, color="red", title="<b>bold</b>")
    graph.add_edge("x", "y", weight=4, colour="mine")
    graph.add_edge("x", "y", weight=1)
    graph.add_edge("y", "x")
    graph.add_node("alone")
    before = copy.deepcopy(graph)
    net = kg.Network()
    net.from_nx(graph)
    assert nx.utils.graphs_equal(graph, before)
    assert edges_of(net) == [("x", "y"), ("x", "y"), ("y", "x")]
    assert set(things_of(net)) == {"x", "y", "alone"}
    assert things_of(net)["x"]["about"] == "<b>bold</b>"


def test_weights_of_networkx_become_widths_82() -> None:
    net = kg.Network()
    net.from_nx(nx.Graph([(0, 1, {"weight": 7}), (1, 2, {"weight": 1})]))
    assert [edge["width"] for edge in net.get_edges()] == [7, 1]
    scaled = kg.Network()
    scaled.from_nx(nx.Graph([(0, 1, {"weight": 7})]), edge_weight_transf=lambda weight: weight * 2, edge_scaling=True)
    assert scaled.get_edges()[0]["value"] == 14
    plain = kg.Network()
    plain.from_nx(nx.Graph([(0, 1, {"weight": 7})]), show_edge_weights=False)
    assert "width" not in plain.get_edges()[0]


def test_a_number_is_a_label_and_stays_another_id_than_its_word_272() -> None:
    net = kg.Network()
    net.add_node(0)
    net.add_node("0", label="the word")
    net.add_node(1, label=5)
    net.add_edge(0, "0")
    found = things_of(net)
    assert sorted(thing["label"] for thing in found.values()) == ["0", "5", "the word"]
    assert len(edges_of(net)) == 1
    assert len(set(edges_of(net)[0])) == 2
    net.add_nodes(["12", 12])
    assert net.get_nodes()[-2:] == ["12", 12]


def test_an_empty_label_is_no_label() -> None:
    net = kg.Network()
    net.add_node("a", label="")
    assert net.get_node("a")["label"] == ""


def test_whole_numbers_of_numpy_and_other_values_are_taken_112() -> None:
    numpy = pytest.importorskip("numpy") if "numpy" in sys.modules else None
    one, half = (numpy.int64(1), numpy.float32(0.5)) if numpy else (Whole(1), 0.5)
    net = kg.Network()
    net.add_nodes([one, 2], size=[half, float("nan")], value=[one, float("inf")])
    net.add_edge(one, 2, width=half, extra={"a", "b"}, when=enum.Enum("When", "now").now)  # type: ignore[attr-defined]
    assert net.get_nodes() == [1, 2]
    assert all(type(node) is int for node in net.get_nodes())
    assert edges_of(net) == [("1", "2")]


def test_nodes_of_networkx_may_be_anything_155() -> None:
    graph = nx.Graph([((0, 1), (1, 1)), (enum.Enum, (0, 1)), (2.5, frozenset())])
    net = kg.Network()
    net.from_nx(graph)
    assert set(things_of(net)) == {"(0, 1)", "(1, 1)", "<enum 'Enum'>", "2.5", "frozenset()"}
    with pytest.raises(kg.UsageError, match="cannot be the id"):
        kg.Network().add_node((0, 1))  # type: ignore[arg-type]


def test_an_unknown_end_is_told_with_what_is_near() -> None:
    net = triangle()
    with pytest.raises(kg.UsageError) as caught:
        net.add_edge("a", "bb")
    assert (caught.value.nearest, caught.value.do) == ("b", "add it first") or caught.value.nearest == ""
    assert net.num_edges() == 3
    with pytest.raises(kg.UsageError, match="2 values of 'size' for 3 nodes"):
        net.add_nodes([1, 2, 3], size=[4, 5])


CHILD = """
import kg, locale, sys
net = kg.Network(heading="Z\\u00fcrich \\u6771\\u4eac")
net.add_node("\\U0001f50d", label="\\u0141\\u00f3d\\u017a \\U0001f469\\U0001f3fd\\u200d\\U0001f52c", title="\\ud800")
net.add_node("\\u202egnp")
net.add_edge("\\U0001f50d", "\\u202egnp")
net.write_html(sys.argv[1])
"""


def test_the_file_is_utf_8_whatever_the_locale_222(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii",
                   "PYTHONCOERCECLOCALE": "0"}  # fmt: skip
    path = tmp_path / "page.html"
    subprocess.run([sys.executable, "-c", CHILD, str(path)], env=environment, check=True, timeout=120)
    page = path.read_bytes().decode("utf-8")
    assert "Łódź 👩🏽‍🔬" in page
    assert "<title>Zürich 東京</title>" in page
    assert locale.getpreferredencoding(False)


def test_the_same_graph_gives_the_same_page_and_picture_every_time() -> None:
    random.seed(5)
    first = triangle().generate_html()
    random.seed(6)
    assert triangle().generate_html() == first
    again = triangle()
    assert again.generate_html() == again.generate_html()


def test_a_node_with_a_place_keeps_it_103() -> None:
    net = kg.Network()
    net.add_node("fixed", x=1000, y=-300)
    net.add_node("over", x=1001, y=-300)
    net.add_nodes([f"free {n}" for n in range(20)])
    net.add_edges([("fixed", f"free {n}") for n in range(20)])
    nodes = {node["id"]: (node["x"], node["y"]) for node in payload_of(net.generate_html())["picture"]["nodes"]}
    assert (nodes["fixed"], nodes["over"]) == ((1000, -300), (1001, -300))
    assert len(set(nodes.values())) == 22


def test_the_page_asks_for_nothing_and_holds_no_other_library() -> None:
    page = kg.Network(cdn_resources="remote", select_menu=True, filter_menu=True, bgcolor="#222222").generate_html()
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!data:,)""", page)
    for word in ("bootstrap.min", "tom-select", "cdnjs", "jsdelivr", "unpkg"):
        assert word not in page.lower()


def test_pictures_from_elsewhere_become_shapes() -> None:
    net = kg.Network()
    net.add_node("logo", shape="image", image="https://example.org/logo.png")
    net.add_node("box", shape="box")
    picture = payload_of(net.generate_html())["picture"]
    assert {node["shape"] for node in picture["nodes"]} == {"square"}
    assert "example.org" not in json.dumps(picture)


def test_groups_colours_and_strokes_are_the_legend_50_197() -> None:
    net = kg.Network()
    net.add_nodes(["a", "b", "c", "d"], color=["red", "red", "#00ff00", {"background": "blue"}])
    net.add_node("e", group="others")
    net.add_node("f", group=3)
    net.add_edge("a", "b", dashes=True, color="green")
    net.add_edge("a", "c")
    net.add_edge("b", "c", hidden=True)
    payload = payload_of(net.generate_html())
    assert [group["label"] for group in payload["groups"]] == ["red dot", "#00ff00 dot", "blue dot", "others", "3"]
    assert {line["label"]: line["is_shown"] for line in payload["lines"]} == {
        "green dashed": True, "line": True, "line, hidden": False,
    }  # fmt: skip
    colours = {node["id"]: node["color"] for node in payload["picture"]["nodes"]}
    assert colours["a"] == "red"
    assert colours["d"] == "blue"
    assert colours["e"] != colours["f"]


def test_a_thousand_colours_do_not_make_a_thousand_rows_of_legend() -> None:
    net = kg.Network()
    for number in range(200):
        net.add_node(number, color=f"#{number:06x}")
        net.add_edge(number, 0, color=f"#{number:06x}", width=number / 10)
    payload = payload_of(net.generate_html())
    assert len(payload["groups"]) <= 26
    assert len(payload["lines"]) <= 30
    assert len({node["color"] for node in payload["picture"]["nodes"]}) == 200


def test_hidden_nodes_are_listed_but_not_drawn() -> None:
    net = triangle()
    net.add_node("ghost", hidden=True)
    payload = payload_of(net.generate_html())
    assert {node["id"] for node in payload["picture"]["nodes"] if node.get("drawn") is False} == {"ghost"}
    assert "ghost" in {thing["iri"] for thing in payload["things"]}


def test_options_are_taken_at_any_time_42_65_81() -> None:
    net = triangle()
    net.set_options(
        'var options = {"nodes": {"shape": "star", "color": "Dark Orange"}, "physics": {"minVelocity": 0.75}}'
    )
    net.show_buttons()
    net.toggle_stabilization(False)
    net.set_edge_smooth("dynamic")
    assert net.get_node("a")["shape"] == "dot", "what a node says itself wins"
    net.set_options({"edges": {"dashes": True}})
    assert {line["label"] for line in payload_of(net.generate_html())["lines"]} == {"dashed", "dashed 2.6 px"}
    with pytest.raises(kg.UsageError, match="not JSON"):
        net.set_options("var options = {nodes: {}}")


def test_in_a_notebook_the_page_stands_in_a_frame_of_its_own_165(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda *_: pytest.fail("no browser in a notebook"))
    shell = types.SimpleNamespace(get_ipython=lambda: types.SimpleNamespace(kernel=object()))
    monkeypatch.setitem(sys.modules, "IPython", shell)  # type: ignore[arg-type]
    net = kg.Network(height=400, width="50%", notebook=True)
    net.add_node("<script>alert(1)</script>")
    shown = net.show(tmp_path / "x.html")
    assert isinstance(shown, kg.Page)
    frame = shown._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    assert "width:50%;height:400px" in frame
    assert "<script" not in frame
    assert isinstance(net.show(), kg.Page), "a name is not needed"
    assert net._repr_html_() == frame


def test_without_a_notebook_a_file_is_needed_and_its_name_must_end_in_html(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda *_: True)
    net = triangle()
    with pytest.raises(kg.UsageError, match="no file"):
        net.show(notebook=False)
    for name in ("graph", "graph.png", ".html"):
        with pytest.raises(kg.UsageError, match=r"does not end in \.html"):
            net.save_graph(name)
    net.save_graph(tmp_path / "a.b.HTML")
    assert (tmp_path / "a.b.HTML").stat().st_size > 100_000
    with pytest.raises(kg.OutputError):
        net.write_html(tmp_path / "no" / "such" / "folder" / "graph.html")


def test_undirected_is_refused_in_words() -> None:
    with pytest.warns(UserWarning, match="always directed"):
        assert kg.Network(directed=False).directed


def test_many_nodes_are_added_in_time_that_grows_as_they_do() -> None:
    net = kg.Network()
    looked = 0

    class Counting(str):
        def __eq__(self, other: object) -> bool:
            nonlocal looked
            looked += 1
            return str.__eq__(self, other)  # type: ignore[no-any-return]

        __hash__ = str.__hash__

    for number in range(3000):
        net.add_node(Counting(number))
    for number in range(3000):
        net.add_edge(Counting(number), Counting((number * 7) % 3000))
    assert looked < 30_000, "pyvis compares each node with every other"
