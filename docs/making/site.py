"""The built documentation: the Markdown pages and the ontology's reference as HTML without network or script."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from making.chosen import Chosen
from making.entries import section
from making.example import to_markdown
from making.markdown import title_of, to_html
from making.markup import Content, Markup, join, link, tag
from making.pattern import to_svg
from making.reference import GROUPS, Reference
from making.terms import ONTOLOGY, Ontology

ORDER = ("first-statement", "worked-example", "claims-file", "predicates", "questions", "architecture")
"""The Markdown pages that come first in the navigation; the others follow by name."""
REFERENCE = "ontology.html"
NAMES = {"index.html": "Start", REFERENCE: "Ontology"}
"""Names of pages in the navigation that are not those of their file."""
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"


@dataclass
class Site:
    """The pages of a checkout, by their path in the folder that they are written to."""

    root: Path
    chosen: Chosen
    copied: set[str] = field(default_factory=set)

    def files(self) -> dict[str, bytes]:
        """Every file of the built documentation: pages, picture, and the files that pages link to."""
        pages = {name: self._page(source, name) for source, name in self.pages.items()}
        pages[REFERENCE] = self._reference_page()
        files = {name: page.encode() for name, page in pages.items()}
        files["core-pattern.svg"] = to_svg(self.chosen).encode()
        folder = self.ontology.folder
        for source in [*folder.glob("*.ttl"), *folder.glob("*.rq"), folder / "context.jsonld"]:
            files[f"ontology/{source.name}"] = source.read_bytes()
        files |= {path: (self.root / path).read_bytes() for path in self.copied - files.keys()}
        return dict(sorted(files.items()))

    @cached_property
    def pages(self) -> dict[str, str]:
        """The HTML page of each Markdown file, in the order of the navigation."""
        rank = {name: place for place, name in enumerate(ORDER)}
        found = sorted((self.root / "docs").glob("*.md"), key=lambda path: (rank.get(path.stem, len(rank)), path.stem))
        named = {f"docs/{path.name}": f"{path.stem}.html" for path in found}
        return {"README.md": "index.html", **named, "CHANGELOG.md": "changelog.html"}

    @cached_property
    def ontology(self) -> Ontology:
        """The ontology of the checkout."""
        return Ontology(self.root / "ontology")

    def source(self, path: str) -> str:
        """The Markdown of a page; the worked example as it is made now."""
        if path == "docs/worked-example.md":
            return to_markdown(self.chosen)
        return (self.root / path).read_text("utf-8")

    def _page(self, path: str, name: str) -> str:
        source = self.source(path)
        body = to_html(source, lambda link: self._target(path, link))
        return self._shell(title_of(source), name, tag("main", body, class_="prose"))

    def _target(self, page: str, link: str) -> str:
        """Where a link of a Markdown page leads in the built documentation."""
        if link.startswith(("http:", "https:", "mailto:", "#")):
            return link
        path, _, fragment = link.partition("#")
        where = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if where in self.pages:
            where = self.pages[where]
        elif where == "docs/core-pattern.svg":
            where = "core-pattern.svg"
        elif (self.root / where).is_dir():
            where = REFERENCE
        else:
            self.copied.add(where)
        return f"{where}#{fragment}" if fragment else where

    def _reference_page(self) -> str:
        ontology = self.ontology
        answers = self.root / "tests" / "questions"
        reference = Reference(ontology, answers, _changelog, _uses(self.chosen))
        title = ontology.word(ONTOLOGY, "http://purl.org/dc/terms/title")
        parts = self._parts(reference)
        intro = [
            tag("h1", title),
            tag("p", ontology.word(ONTOLOGY, "http://purl.org/dc/terms/description"), class_="lead"),
            tag(
                "p",
                "The IRIs do not resolve yet: this page and the files beside it are the documentation.",
                class_="note",
            ),
            reference.metadata(),
        ]
        main = tag("main", *intro, *parts.values())
        return self._shell(title, REFERENCE, tag("div", _contents(parts), main, class_="with-contents"))

    def _parts(self, reference: Reference) -> dict[str, Markup]:
        """The sections of the reference by their anchor."""
        example = to_html(
            self.source("docs/worked-example.md").split("\n", 1)[1],
            lambda link: self._target("docs/worked-example.md", link),
            demote=1,
            prefix="example-",
        )
        picture = tag("figure", Markup(to_svg(self.chosen).rstrip("\n")))
        return {
            "pattern": section("pattern", "The core pattern", picture),
            "example": section("example", "A worked example", _without_picture(example)),
            **{group: reference.terms_section(group) for group in GROUPS},
            "schemes": reference.schemes(),
            "shapes": reference.shapes_section(),
            "rules": reference.rules(),
            "questions": reference.faq(),
            "alignments": reference.alignments(),
            "deprecated": reference.deprecated(),
            "changes": reference.changes(),
        }

    def _shell(self, title: str, name: str, body: Content) -> str:
        """A whole page around its body."""
        style = Path(__file__).with_name("style.css").read_text("utf-8")
        head = tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", http_equiv="Content-Security-Policy", content=_CSP),
            tag("title", title),
            tag("style", Markup(style)),
        )
        skip = tag("a", "To the text", href="#main", class_="skip")
        body = Markup(str(body).replace("<main", '<main id="main"', 1))
        page = tag("html", head, tag("body", skip, self._navigation(name), body), lang="en")
        return f"<!doctype html>\n{page}\n"

    def _navigation(self, current: str) -> Markup:
        names = ["index.html", REFERENCE, *(name for name in self.pages.values() if name != "index.html")]
        items = (
            tag("li", tag("a", _name(page), href=page, aria_current="page" if page == current else None))
            for page in names
        )
        return tag("header", tag("nav", tag("ul", *items), aria_label="Pages"))


def _changelog(source: str) -> Markup:
    return to_html(source, str, demote=1, prefix="change-")


def _uses(chosen: Chosen) -> Counter[str]:
    """How many triples of the shipped graph have each term as predicate or object, the ontology's own apart."""
    graph = chosen.build.graph
    quads = [*graph.said, *graph.register, *graph.inferred]
    return Counter(str(getattr(term, "value", "")) for q in quads for term in (q.predicate, q.object))


def _name(page: str) -> str:
    return NAMES.get(page) or page.removesuffix(".html").replace("-", " ").capitalize()


def _contents(parts: dict[str, Markup]) -> Markup:
    """Links to the sections of the reference."""
    titles = {name: str(part).split("<h2>", 1)[1].split("</h2>", 1)[0] for name, part in parts.items()}
    items = (tag("li", link(f"#section-{name}", Markup(title))) for name, title in titles.items())
    return tag("nav", tag("ul", *items), class_="page-contents", aria_label="On this page")


def _without_picture(example: Markup) -> Markup:
    """The worked example without its picture, which stands above it."""
    lines = [line for line in example.splitlines() if not line.startswith("<p><img ")]
    return join(Markup("\n".join(lines)))
