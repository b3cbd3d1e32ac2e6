"""The documentation is what its script makes of ontology and shipped statement, and every link in it leads on."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import make
import pyoxigraph as ox
import pytest
from making.chosen import Chosen
from making.markdown import to_html
from making.markup import Markup, tag
from making.reference import Reference
from making.site import REFERENCE, Site
from making.terms import Ontology, anchor, read_shapes
from support import ROOT

from kg import terms
from kg.asking.questions import read_questions
from kg.build import Build
from kg.graph.nanopubs import BASE
from kg.graph.rules import read_rules
from kg.graph.trusty import artifact_code
from kg.vocabulary import read_turtle

SVG = "{http://www.w3.org/2000/svg}"


class Html(HTMLParser):
    """The ids, links and tags of a page, and its words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(source)

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.add(name)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.sources += [found["src"]] if "src" in found else []

    def handle_data(self, words: str) -> None:
        self.words += words


@pytest.fixture(scope="module")
def chosen(build: Build) -> Chosen:
    return Chosen(build)


@pytest.fixture(scope="module")
def files(chosen: Chosen) -> dict[str, bytes]:
    return Site(ROOT, chosen).files()


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Html]:
    return {
        name: Html(content.decode()) for name, content in files.items() if name.endswith(".html") and "/" not in name
    }


@pytest.mark.parametrize("name", ["core-pattern.svg", "predicates.md", "worked-example.md"])
def test_a_page_kept_with_the_source_is_what_the_script_makes(chosen: Chosen, name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == make.to_pages(chosen)[name], "run: python docs/make.py"


def test_every_sayable_predicate_has_a_row(build: Build) -> None:
    written = (ROOT / "docs" / "predicates.md").read_text("utf-8")
    assert written.count("\n| `") == len(build.vocabulary.sayable)


def test_every_markdown_page_is_built_and_can_be_reached(pages: dict[str, Html]) -> None:
    written = {"index.html", REFERENCE, "changelog.html", *(f"{p.stem}.html" for p in (ROOT / "docs").glob("*.md"))}
    assert set(pages) == written
    assert all(written <= set(page.links) for page in pages.values())


def test_every_link_leads_to_a_file_and_a_place(files: dict[str, bytes], pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        for target in [*page.links, *page.sources]:
            if target.startswith(("https:", "http:", "mailto:")):
                continue
            path, _, fragment = target.partition("#")
            assert not path or path in files, f"{name}: {target}"
            if fragment:
                assert fragment in pages[path or name].ids, f"{name}: {target}"


def test_no_page_needs_script_or_network(pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        assert not page.tags & {"script", "iframe", "object", "embed", "base"}, name
        assert not [source for source in page.sources if ":" in source], name
        assert len(page.ids) == len(set(page.ids)), name


def test_every_term_has_its_place_under_its_local_name(build: Build, pages: dict[str, Html]) -> None:
    vocabulary, ids = build.vocabulary, pages[REFERENCE].ids
    own = [iri for iri in (*vocabulary.classes, *vocabulary.properties) if iri.startswith(terms.ONT)]
    assert len(own) > 80
    assert all(terms.local_name(iri) in ids for iri in own)
    concepts = [concept.iri for scheme in vocabulary.concepts.values() for concept in scheme.values()]
    assert concepts
    assert all(iri.removeprefix(terms.BASE) in ids for iri in concepts)
    foreign = [iri for iri in vocabulary.classes if not iri.startswith(terms.ONT)]
    assert all(anchor(iri, vocabulary.prefixes) in ids for iri in foreign)


def test_each_term_stands_in_one_group() -> None:
    ontology = Ontology(ROOT / "ontology")
    grouped = [iri for group in ontology.groups.values() for iri in group]
    assert sorted(grouped) == sorted(ontology.terms)
    assert terms.ONT + "cooperatesWith" in ontology.groups["derived"]
    assert terms.ONT + "toldAs" in ontology.groups["apparatus"]


def test_what_the_ontology_says_of_a_term_is_on_the_page(pages: dict[str, Html]) -> None:
    words = " ".join(pages[REFERENCE].words.split())
    told = [terms.SKOS + "definition", terms.SKOS + "scopeNote"]
    ontology = Ontology(ROOT / "ontology")
    shown = [iri for iri in ontology.about if iri in ontology.terms]
    sayings = [w for iri in shown for predicate in told for w in ontology.words(iri, predicate)]
    assert len(sayings) > 150
    assert all(" ".join(saying.split()) in words for saying in sayings)


def test_shapes_rules_and_questions_are_on_the_page(pages: dict[str, Html]) -> None:
    page, folder = pages[REFERENCE], ROOT / "ontology"
    messages = {
        triple.object.value
        for path in folder.glob("*shapes.ttl")
        for triple in read_turtle(path)
        if triple.predicate.value == terms.SH + "message"
    }
    shapes = [s for path in folder.glob("*shapes.ttl") for s in read_shapes(path, {})]
    assert messages == {shape.message for shape in shapes}
    assert all(shape.targets for shape in shapes)
    for words in [*messages, *(r.prose for r in read_rules(folder / "rules"))]:
        assert words in page.words
    for question in read_questions(folder / "questions"):
        assert question.words in page.words
        assert f"question/{question.name}" in page.ids


def test_a_term_tells_how_often_it_is_used(files: dict[str, bytes], build: Build) -> None:
    graph = build.graph
    quads = [*graph.said, *graph.register, *graph.inferred]
    count = sum(terms.ONT + "signatory" in (q.predicate.value, getattr(q.object, "value", "")) for q in quads)
    assert count > 1
    page = files[REFERENCE].decode()
    term = page[page.index('id="signatory"') :].split("<section", 1)[0]
    assert f"{count} triples of the shipped graph" in term


def changed(tmp_path: Path, turtle: str) -> Reference:
    """The reference of the ontology with more Turtle at its end."""
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    with (tmp_path / "ontology" / "communique.ttl").open("a", encoding="utf-8") as file:
        file.write(turtle)
    return Reference(Ontology(tmp_path / "ontology"), ROOT / "tests" / "questions", Markup)


def test_a_deprecated_term_moves_to_its_own_section(tmp_path: Path) -> None:
    reference = changed(tmp_path, "cmq:hasParty owl:deprecated true ; dcterms:isReplacedBy cmq:hasParticipant .\n")
    assert 'id="hasParty"' in reference.deprecated()
    assert 'href="#hasParticipant"' in reference.deprecated()
    assert 'id="hasParty"' not in reference.terms_section("said")


def test_hostile_words_of_an_ontology_are_only_words(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\"><img src=x onerror='alert(2)'>&amp;"
    literal = hostile.replace('"', '\\"')
    properties = ["rdfs:label", "skos:definition", "skos:scopeNote", "skos:example", "rdfs:comment", "rdfs:seeAlso"]
    said = " ; ".join(f'{name} "{literal}"@en' for name in properties)
    reference = changed(tmp_path, f"cmq:hostile a owl:Class ; {said} .\n")
    page = Html(reference.terms_section("classes"))
    assert page.words.count(hostile) >= len(properties)
    assert not page.tags & {"script", "img"}


def test_an_annotation_that_nobody_foresaw_is_shown(tmp_path: Path) -> None:
    reference = changed(tmp_path, 'cmq:Aim <https://example.org/mood> "hopeful" .\n')
    assert "hopeful" in reference.terms_section("classes")


def blocks(chosen: Chosen, language: str) -> list[str]:
    page = make.to_pages(chosen)["worked-example.md"]
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_each_triple_of_the_worked_example_is_in_the_graph(chosen: Chosen) -> None:
    prefixes = "".join(f"@prefix {n}: <{iri}> .\n" for n, iri in chosen.build.vocabulary.prefixes.items())
    graph = {(q.subject, q.predicate, q.object) for q in chosen.build.graph.merged}
    claim, plain, opinion, inference, reifier = (
        list(ox.parse((prefixes + block).encode(), format=ox.RdfFormat.TURTLE)) for block in blocks(chosen, "turtle")
    )
    for quad in [*claim, *plain, *opinion, *inference]:
        assert (quad.subject, quad.predicate, quad.object) in graph
    parts = {quad.predicate.value.removeprefix(terms.ONT): quad.object for quad in opinion}
    assert parts["toldAs"] == ox.NamedNode(terms.SCHEME + "told-as/opinion")
    assert (parts["subject"], parts["predicate"], parts["object"]) not in graph
    (reified,) = (quad.object for quad in reifier)
    assert reified in [quad.triple for quad in plain]


def test_the_nanopublication_of_the_worked_example_is_true_to_its_name(chosen: Chosen) -> None:
    (block,) = blocks(chosen, "trig")
    known = {**chosen.build.vocabulary.prefixes, "np": "http://www.nanopub.org/nschema#"}
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.items())
    quads = list(ox.parse((prefixes + block).encode(), format=ox.RdfFormat.TRIG))
    code = next(str(q.subject.value) for q in quads if "hasAssertion" in str(q.predicate)).removeprefix(BASE)
    assert artifact_code(quads, code) == code


def test_the_worked_example_quotes_text_and_claims_file_as_they_are(chosen: Chosen) -> None:
    page = make.to_pages(chosen)["worked-example.md"]
    (entry,) = blocks(chosen, "yaml")
    folder = ROOT / "data" / "statements" / chosen.statement.name
    assert entry in (folder / "claims.yaml").read_text("utf-8")
    assert "- nist-npl hasParticipant nist\n" in entry
    (sentence,) = re.findall(r"^> (.*)$", page, re.MULTILINE)
    text = " ".join((folder / "source.txt").read_text("utf-8").split())
    assert sentence.replace("**", "") in text
    (quoted,) = re.findall(r"\*\*(.*?)\*\*", sentence)
    assert quoted == " ".join(chosen.statement.source.words(chosen.claim.spans[0]).split())


def test_the_picture_shows_the_words_of_the_graph_as_text(chosen: Chosen) -> None:
    picture = ElementTree.fromstring(make.to_pages(chosen)["core-pattern.svg"])
    title, description = (picture.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"  # type: ignore[union-attr]
    words = " ".join(" ".join(text.itertext()) for text in picture.iter(f"{SVG}text"))
    words = " ".join(words.split())
    span = chosen.sentence.span
    assert " ".join(chosen.statement.source.text[span.start : span.end].split()) in words
    for iri in (chosen.claim.subject, chosen.claim.predicate, chosen.status.obj, chosen.inference.predicate):
        assert chosen.label(iri) in words
    assert chosen.claim.name in words
    assert not list(picture.iter(f"{SVG}script"))


def test_same_bytes_whatever_the_hash_seed_and_locale(files: dict[str, bytes]) -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; sys.path.insert(0, 'docs');"
        "from making.chosen import choose; from making.site import Site; root = Path.cwd();"
        "files = Site(root, choose(root)).files();"
        "print(hashlib.sha256(b''.join(n.encode() + c for n, c in files.items())).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True)
    ours = hashlib.sha256(b"".join(name.encode() + content for name, content in files.items())).hexdigest()
    assert told.stdout.decode().strip() == ours


def test_the_script_writes_the_pages_where_it_is_told(tmp_path: Path, files: dict[str, bytes]) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("html", "__pycache__"))
    for name in ("data", "ontology", "notebooks", "tests/questions"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "tests" / "asking").mkdir()
    for name in ("README.md", "CHANGELOG.md", "LICENSE", "tests/asking/w3c-allowed.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "docs" / "core-pattern.svg").unlink()
    subprocess.run([sys.executable, "docs/make.py", "out"], cwd=tmp_path, check=True, capture_output=True)
    written = {
        p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()
    }
    assert written == files
    assert (tmp_path / "docs" / "core-pattern.svg").read_bytes() == files["core-pattern.svg"]


def test_headings_of_a_text_skip_no_level() -> None:
    html = to_html("# a\n\n### b\n\n#### c\n\n## d\n", str, demote=1)
    assert re.findall(r"<(h\d) id=\"(\w)\"", html) == [("h2", "a"), ("h3", "b"), ("h4", "c"), ("h3", "d")]
    assert "<script>" not in to_html("<script>alert(1)</script>", str)


def test_markup_escapes_words_and_attributes() -> None:
    assert tag("a", "<b>", tag("i", "&"), None, href='"><script>', hidden=True, title=None) == (
        '<a href="&quot;&gt;&lt;script&gt;" hidden>&lt;b&gt;<i>&amp;</i></a>'
    )
