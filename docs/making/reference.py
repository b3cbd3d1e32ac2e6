"""The sections of the ontology's reference: metadata, terms, closed lists, shapes, rules, questions, alignments."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg import terms
from kg.asking.questions import GROUPS as GROUPS_OF_QUESTIONS
from kg.asking.questions import Question, read_questions
from kg.vocabulary import read_turtle
from making.entries import Entries, facts, section
from making.markup import Markup, code, join, link, listing, tag
from making.terms import ONTOLOGY, TYPE, Ontology, Shape, anchor, index, read_shapes

_OWL = terms.OWL
_HEADER = {
    _OWL + "versionIRI": "this version",
    _OWL + "priorVersion": "previous version",
    _OWL + "versionInfo": "version",
    _OWL + "backwardCompatibleWith": "compatible with",
    terms.DCTERMS + "license": "licence",
    terms.DCTERMS + "creator": "by",
    terms.DCTERMS + "created": "created",
    terms.DCTERMS + "modified": "changed",
    "http://purl.org/vocab/vann/preferredNamespacePrefix": "prefix",
    "http://purl.org/vocab/vann/preferredNamespaceUri": "namespace",
}
_HEADLINES = {TYPE, terms.DCTERMS + "title", terms.DCTERMS + "description"}
GROUPS = {
    "classes": ("Classes", "What there is."),
    "said": ("What a claim may say", "The predicates of a claims file."),
    "derived": ("What rules infer", "Never said by a claim: each triple keeps its rule and premises."),
    "apparatus": ("Apparatus", "How a triple is grounded: read, recorded or inferred, in which words, by whom."),
    "foreign": (
        "Terms of other vocabularies",
        "Declared here so that the ontology stands alone; their owners' definitions hold, labels and words are ours.",
    ),
}


class Reference:
    """Writes the sections of an ontology."""

    def __init__(
        self, ontology: Ontology, answers: Path, render: Callable[[str], Markup], used: Mapping[str, int] | None = None
    ) -> None:
        """`answers` is the folder of the questions' expected rows, `used` counts the triples that use each term."""
        self.ontology, self.answers, self.render = ontology, answers, render
        self.folder = ontology.folder
        self.questions = read_questions(self.folder / "questions")
        files = sorted(self.folder.glob("*shapes.ttl"), key=lambda path: (path.name != "shapes.ttl", path.name))
        self.shapes = [shape for path in files for shape in read_shapes(path, ontology.prefixes)]
        self.entries = Entries(ontology, self.shapes, self.questions, used or {})

    def metadata(self) -> Markup:
        """What the ontology says of itself, and how to cite it."""
        about = self.ontology.about[ONTOLOGY]
        shown = [(_HEADER.get(p) or self.entries.name(p), values) for p, values in about.items() if p not in _HEADLINES]
        rows = [(name, join(*map(_plain, values), by=", ")) for name, values in shown]
        files = [link(f"ontology/{path}", code(path)) for path in self._files()]
        return facts(
            [("IRI", code(ONTOLOGY)), *rows, ("files", join(*files, by=", ")), ("how to cite", self.citation())]
        )

    def citation(self) -> Markup:
        """One line that cites this version."""
        word = self.ontology.word
        creator, title = word(ONTOLOGY, terms.DCTERMS + "creator"), word(ONTOLOGY, terms.DCTERMS + "title")
        version, day = word(ONTOLOGY, _OWL + "versionInfo"), word(ONTOLOGY, terms.DCTERMS + "modified")
        where = word(ONTOLOGY, _OWL + "versionIRI")
        return join(f"{creator}. ", tag("cite", title), f", version {version} ({day}). ", code(where))

    def _files(self) -> list[str]:
        top = sorted(path.name for path in self.folder.glob("*.ttl"))
        return ["communique.ttl", *(name for name in top if name != "communique.ttl"), "context.jsonld"]

    def terms_section(self, group: str) -> Markup:
        """All terms of a group."""
        title, words = GROUPS[group]
        found = self.ontology.groups.get(group, [])
        return section(
            group, title, tag("p", words), self._contents(found), *(self.entries.entry(iri) for iri in found)
        )

    def deprecated(self) -> Markup:
        """Terms that are kept for old data."""
        found = self.ontology.groups.get("deprecated", [])
        intro = "Kept so that old data stay readable; not to be used." if found else "No term is deprecated."
        return section("deprecated", "Deprecated terms", tag("p", intro), *(self.entries.entry(iri) for iri in found))

    def _contents(self, iris: Iterable[str]) -> Markup:
        prefixes = self.ontology.prefixes
        items = (tag("li", link("#" + anchor(iri, prefixes), self.ontology.label(iri))) for iri in iris)
        return tag("ul", *items, class_="contents")

    def schemes(self) -> Markup:
        """The closed lists, each word with its definition, cues and example."""
        parts = []
        for scheme, concepts in self.ontology.schemes.items():
            here = anchor(scheme, self.ontology.prefixes)
            heading = tag("h3", self.ontology.label(scheme), " ", link("#" + here, code(here)))
            words = [self.entries.word(concept) for concept in concepts]
            parts.append(tag("section", heading, self.entries.described(scheme), *words, class_="term", id=here))
        intro = "The same words in claims files, graph, page, drafts and comparisons."
        return section("schemes", "Closed lists", tag("p", intro), self._contents(self.ontology.schemes), *parts)

    def shapes_section(self) -> Markup:
        """Every shape's message, by file."""
        files = list(dict.fromkeys(shape.file for shape in self.shapes))
        tables = [
            join(
                tag("h3", link(f"ontology/{file}", code(file))),
                self._shape_table([s for s in self.shapes if s.file == file]),
            )
            for file in files
        ]
        intro = "SHACL. Each message is a sentence, and each shape has an example that it alone catches."
        return section("shapes", "Shapes", tag("p", intro), *tables)

    def _shape_table(self, shapes: list[Shape]) -> Markup:
        rows = [
            tag(
                "tr",
                tag("td", s.message, id=self.entries.shape_id(s)),
                tag("td", join(*map(code, _looks_at(s)), by=" ")),
            )
            for s in shapes
        ]
        head = tag("tr", tag("th", "must hold", scope="col"), tag("th", "looks at", scope="col"))
        return tag("table", tag("thead", head), tag("tbody", *rows))

    def rules(self) -> Markup:
        """Every rule: in prose, and as the query that it is."""
        parts = []
        for rule in self.ontology.rules:
            heading = tag("h3", rule.title, " ", link(f"#rule/{rule.name}", code(rule.name)))
            source = (self.folder / "rules" / f"{rule.name}.rq").read_text("utf-8")
            parts.append(
                tag(
                    "section",
                    heading,
                    tag("p", rule.prose),
                    listing(_uncommented(source)),
                    class_="term",
                    id=f"rule/{rule.name}",
                )
            )
        intro = (
            "One CONSTRUCT each, run to a fixed point. A cooperation is never transitive, nor inferred from a topic."
        )
        return section("rules", "Rules", tag("p", intro), *parts)

    def faq(self) -> Markup:
        """The questions by group, each with its query and its expected answer."""
        groups = [group for group in GROUPS_OF_QUESTIONS if any(q.group == group for q in self.questions)]
        parts = [
            join(tag("h3", group.capitalize()), *(self._question(q) for q in self.questions if q.group == group))
            for group in groups
        ]
        intro = join("Each answer is the shipped statement’s, and a test. ", code("kg query NAME"), " asks it again.")
        return section("questions", "Questions", tag("p", intro), *parts)

    def _question(self, question: Question) -> Markup:
        asked = tag("p", f"asked by: {question.asked_by}. ", code(question.example), class_="quiet")
        values = [(p.name, join(f"{p.words} (", join(*map(code, p.kinds), by=", "), ")")) for p in question.parameters]
        query = tag("details", tag("summary", "Query"), listing(_uncommented(question.sparql)))
        found = list(self.answers.glob(f"{question.number}-{question.name}.csv"))
        answers = [tag("details", tag("summary", "Answer"), _answer(path)) for path in found[:1]]
        heading = tag("h4", link(f"#question/{question.name}", question.words))
        return tag(
            "section", heading, asked, facts(values), query, *answers, class_="concept", id=f"question/{question.name}"
        )

    def alignments(self) -> Markup:
        """The relations to terms of other vocabularies, which nobody must accept."""
        about = index(read_turtle(self.folder / "alignments.ttl"))
        relations = [
            (subject, predicate, term.value)
            for subject, by in about.items()
            for predicate, found in by.items()
            for term in found
            if predicate != TYPE and hasattr(term, "value") and not hasattr(term, "datatype")
        ]
        mine = [row for row in relations if row[0].startswith(terms.ONT) or row[0] in self.entries.linked]
        rows = [tag("tr", *(tag("td", self.entries.term(iri)) for iri in row)) for row in mine]
        head = tag("tr", *(tag("th", words, scope="col") for words in ("our term", "relation", "their term")))
        intro = join(
            "Apart, in ", link("ontology/alignments.ttl", code("alignments.ttl")), ": nothing here rests on them."
        )
        return section(
            "alignments", "Alignments", tag("p", intro), tag("table", tag("thead", head), tag("tbody", *rows))
        )

    def changes(self) -> Markup:
        """The changelog of terms."""
        source = (self.folder / "CHANGELOG.md").read_text("utf-8").split("\n", 1)[1]
        return section("changes", "Changes", self.render(source))


def _plain(value: object) -> Markup:
    """A value of the ontology's header: an IRI as code, words as they are."""
    words = str(getattr(value, "value", value))
    return join(words) if hasattr(value, "datatype") else code(words)


def _looks_at(shape: Shape) -> list[str]:
    return [*shape.targets, *filter(None, [shape.path])]


def _uncommented(source: str) -> str:
    """A query without the comments that head it."""
    lines = source.splitlines()
    return "\n".join(line for line in lines if not line.startswith("#")).strip() + "\n"


def _answer(path: Path) -> Markup:
    """The rows of a CSV file as a table, which scrolls where the page is too narrow."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    if not rows:
        return tag("p", "No row: that is the right answer.")
    header = tag("tr", *(tag("th", cell, scope="col") for cell in head))
    table = tag("table", tag("thead", header), tag("tbody", *(tag("tr", *(tag("td", c) for c in row)) for row in rows)))
    return tag("div", table, class_="wide", tabindex="0", role="group", aria_label="Answer")
