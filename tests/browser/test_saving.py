"""What the page gives out: citation, CSV, JSON-LD, SVG, PNG, a printed report. Each is read back by somebody else."""

from __future__ import annotations

import base64
import csv
import io
import re
import urllib.parse
import xml.etree.ElementTree as ET
from types import ModuleType
from typing import Any

import networkx
import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare
from driving import assert_silent, run, text_of
from settling import settle

from kg.build import Build
from kg.graph.export import to_csv
from kg.graph.network import to_network

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def network(example: ModuleType) -> networkx.MultiDiGraph:
    return example.build_network()


def test_the_json_ld_is_the_statements_graphs(open_html: Any, shipped: str, build: Build) -> None:
    [name] = build.graph.asserted
    wanted = [*build.graph.asserted[name], *build.graph.evidence[name], *build.graph.inferred]
    driver = open_html(shipped)
    written = driver.execute_script("return communique.toJsonLd()").encode()
    assert set(ox.parse(written, format=ox.RdfFormat.JSON_LD)) == set(wanted)
    back = rdflib.Dataset()
    back.parse(data=written, format="json-ld")
    for part in (build.graph.asserted[name], build.graph.evidence[name], build.graph.inferred):
        expected = rdflib.Graph()
        triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in part]
        expected.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
        got = back.graph(rdflib.URIRef(part[0].graph_name.value))
        assert len(got) == len(expected) == len(part)
        assert rdflib.compare.isomorphic(got, expected)
    assert_silent(driver)


def test_the_csv_is_that_of_kg_export(open_html: Any, shipped: str, build: Build) -> None:
    [statement] = build.statements
    written = open_html(shipped).execute_script("return communique.toCsv()")
    assert written == to_csv(to_network(build.graph.named, [statement.iri]))


def test_no_cell_of_the_csv_runs_as_a_formula(open_page: Any, example: ModuleType) -> None:
    network = example.build_network()
    evil = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        ' =HYPERLINK("x")',
        "\u00a0=1",
        'a "quoted", word\nand a line',
    ]
    iris = sorted(network)[: len(evil)]
    for iri, words in zip(iris, evil, strict=True):
        network.nodes[iri]["label"] = words
    rows = list(csv.reader(io.StringIO(open_page(network).execute_script("return communique.toCsv()"), newline="")))
    by_iri = {row[rows[0].index("subject_iri")]: row[0] for row in rows[1:]}
    seen = {iri: by_iri[iri] for iri in iris if iri in by_iri}
    assert len(seen) > 3
    for iri, cell in seen.items():
        words = evil[iris.index(iri)]
        assert cell == (words if words.startswith("a ") else "'" + words)


def test_the_svg_has_every_thing_line_arrowhead_label_and_legend(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    root = ET.fromstring(driver.execute_script("return communique.toSvg()").encode())
    shown = driver.execute_script(
        "return {edges: communique.shownEdges().length, things: communique.data.things.length,"
        " labels: communique.data.picture.nodes.map((node) => node.label)}"
    )
    titled = [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    assert len(titled) == shown["edges"] > 150
    heads = [path for group in titled for path in group.findall(f"{SVG}path") if path.get("fill") not in (None, "none")]
    assert len(heads) == shown["edges"]
    [legend] = [group for group in root.iter(f"{SVG}g") if group.get("data-part") == "legend"]
    words = " ".join(text.text or "" for text in legend.iter(f"{SVG}text"))
    for entry in ("Cooperation", "State or government", "ongoing", "intended", "recorded elsewhere"):
        assert entry in words
    assert "inferred" not in words
    legend_shapes = len(list(legend.iter(f"{SVG}polygon"))) + len(list(legend.iter(f"{SVG}circle")))
    shapes = len(list(root.iter(f"{SVG}polygon"))) + len(list(root.iter(f"{SVG}circle"))) - legend_shapes
    assert shapes == shown["things"]
    rows = {span.text for span in root.iter(f"{SVG}tspan")}
    assert "NIST–NPL" in rows
    everything = "".join(root.itertext())
    assert "sha256" in everything
    assert "4 November 2021" in everything


def test_the_png_is_a_picture_with_the_colours_of_the_drawing(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    size, colours, head = driver.execute_async_script(
        "const done = arguments[0];"
        "communique.toPng().then(async (blob) => { const picture = await createImageBitmap(blob);"
        " const canvas = new OffscreenCanvas(picture.width, picture.height);"
        " const context = canvas.getContext('2d'); context.drawImage(picture, 0, 0);"
        " const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data; const seen = new Set();"
        " for (let i = 0; i < pixels.length; i += 4) seen.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);"
        " const bytes = new Uint8Array(await blob.arrayBuffer());"
        " done([[canvas.width, canvas.height], [...seen], [...bytes.slice(0, 4)]]); })"
    )
    assert bytes(head) == b"\x89PNG"
    assert min(size) > 1000
    assert {0xD55E00, 0x0072B2, 0x56B4E9, 0xFFFFFF} <= set(colours)
    assert_silent(driver)


def test_saving_by_hand_makes_a_file_and_no_request(open_html: Any, shipped: str, tmp_path: Any) -> None:
    import time

    driver = open_html(shipped)
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    driver.execute_script("document.getElementById('save').open = true")
    names = {"save-csv": "csv", "save-jsonld": "jsonld", "save-svg": "svg", "save-png": "png"}
    for button, ending in names.items():
        driver.execute_script("document.getElementById(arguments[0]).click()", button)
        path = tmp_path / f"us-uk-quantum-2021.{ending}"
        deadline = time.monotonic() + 30
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert path.stat().st_size > 1000
    assert (tmp_path / "us-uk-quantum-2021.csv").read_bytes().startswith(b"\xef\xbb\xbfsubject,")
    assert_silent(driver)


def cite(driver: Any, condition: str) -> str:
    return str(driver.execute_script(f"return communique.citation(communique.data.claims.find((c) => {condition}).id)"))


def read_directives(line: str) -> list[list[str]]:
    """The parts of each text directive, decoded as the URL Fragment Text Directives draft says."""
    fragment = line.partition("#:~:")[2].split(" ")[0]
    assert re.fullmatch(r"(text=[A-Za-z0-9_.~%,-]+&?)+", fragment), fragment
    directives = [part.removeprefix("text=") for part in fragment.split("&")]
    return [[urllib.parse.unquote(words) for words in directive.split(",")] for directive in directives]


def test_a_citation_has_claim_hash_quote_and_place(open_html: Any, shipped: str, build: Build) -> None:
    [statement] = build.statements
    driver = open_html(shipped)
    written = cite(driver, "c.predicate === 'hasParticipant' && c.object.endsWith('/nist')")
    lines = written.split("\n")
    assert lines[0].startswith("NIST–NPL collaboration – has participant – National Institute")
    assert "ongoing" in lines[0]
    quote = (
        "continued collaboration between the U.S. National Institute of Standards and Technology (NIST) "
        "and the U.K. National Physical Laboratory (NPL)"
    )
    assert lines[1] == f"“{quote}”"
    assert "4 November 2021" in lines[2]
    assert "sentence 12" in lines[2]
    assert f"Text: sha256:{statement.source.sha256}" in lines
    iri = next(line.removeprefix("Claim: ") for line in lines if line.startswith("Claim: "))
    assert iri in {claim.iri for claim in statement.claims}
    assert read_directives(lines[-1]) == [[quote]]
    long = cite(driver, "c.predicate === 'hasAim' && c.spans[0][1] - c.spans[0][0] > 200").split("\n")
    for quote, (first, last) in zip(long[1].split("” … “"), read_directives(long[-1]), strict=True):
        assert quote.strip("“”").startswith(first)
        assert quote.strip("“”").endswith(last)


def test_a_text_link_encodes_hyphen_comma_and_ampersand(open_page: Any, example: ModuleType) -> None:
    network = example.build_network()
    [document] = network.graph["documents"]
    edge = next(edge for *_, edge in network.edges(data=True) if edge["ground"] == "read")
    quote = "R&D, follow-up (50 % – next-generation) a=b, so-called"
    document["text"] = quote + " - and again " + document["text"][len(quote) + 13 :]
    document["address"] = "https://example.org/release?x=1#top"
    edge["spans"], edge["quotes"] = [[0, len(quote)]], [quote]
    driver = open_page(network)
    written = driver.execute_script("return communique.citation(arguments[0])", edge["iri"])
    last = written.split("\n")[-1]
    assert last.startswith("In place: https://example.org/release?x=1#:~:text=")
    assert read_directives(last) == [[quote]]
    for sign in ("%2D", "%2C", "%26", "%25"):
        assert sign in last
    assert "-" not in last.partition("text=")[2]


def test_a_text_link_names_its_surroundings_where_the_words_stand_twice(open_page: Any, example: ModuleType) -> None:
    network = example.build_network()
    [document] = network.graph["documents"]
    edge = next(edge for *_, edge in network.edges(data=True) if edge["ground"] == "read")
    start = "One two-fold plan, as they say. Then the plan, as we say, holds. "
    document["text"] = start + document["text"][len(start) :]
    place = start.rindex("plan, as")
    edge["spans"], edge["quotes"] = [[place, place + len("plan, as")]], ["plan, as"]
    driver = open_page(network)
    last = driver.execute_script("return communique.citation(arguments[0])", edge["iri"]).split("\n")[-1]
    assert read_directives(last) == [["say. Then the-", "plan, as", "-we say, holds."]]


def test_the_citation_is_copied(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    run(driver, "communique.selectClaim(communique.data.claims[0].id)")
    run(driver, "document.querySelector('.cite').focus(); document.querySelector('.cite').click()")
    settle(driver)
    shown = driver.execute_script(
        "return document.querySelector('.cite').textContent + (document.querySelector('textarea.copy')?.value ?? '')"
    )
    assert "copied" in shown or "Claim: https://" in shown


def test_the_printed_report_has_text_picture_and_every_claim_with_its_quote(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    settle(driver)
    seen = driver.execute_script(
        "return ['report', 'graph', 'find', 'panel'].map((id) => document.getElementById(id).offsetHeight > 0)"
    )
    report = text_of(driver, "report")
    rows = driver.execute_script("return document.querySelectorAll('#report tbody tr').length")
    shown = driver.execute_script("return parseInt(document.getElementById('shown').textContent.split(', ')[1])")
    pictures = driver.execute_script("return document.querySelectorAll('#report figure :is(polygon, circle)').length")
    printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert seen == [True, False, False, False]
    assert rows == shown > 200
    assert pictures >= 99
    for words in ("Who works with whom", "sha256:", "emphasizing metrology research", "read once", "courtesy"):
        assert words in report, words
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) > 3
