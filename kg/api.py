"""The Python interface: a project's graph, handed out as rdflib and networkx objects, asked in plain methods."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import terms
from kg.asking.brief import brief_entity, brief_statement
from kg.asking.explain import explain
from kg.asking.find import Hit, find
from kg.asking.index import Answer, Index
from kg.asking.notes import to_markdown
from kg.asking.parameters import bind
from kg.asking.questions import get_question, looks_like_sparql, read_questions, unnamed
from kg.build import Outcome, build_to, check_project
from kg.errors import UsageError
from kg.findings import Finding
from kg.graph.dataset import ProjectGraph
from kg.graph.facts import Ground
from kg.graph.network import to_network
from kg.graph.write import to_bytes
from kg.opening import Loaded, load_graph, open_index
from kg.page.shown import Page
from kg.pages import to_one_page
from kg.project import Project, find_project
from kg.verify import Verification
from kg.verify import verify_build as _verify_build

_MOST_FOR_RDFLIB = 100_000
_RDFLIB_SECONDS, _RDFLIB_BYTES = 35e-6, 850
"""What rdflib takes to read and hold one triple of ours, as bench/graphs.py measures it."""

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


def load(path: str | Path = ".") -> KnowledgeGraph:
    """The graph of the project that a folder lies in; outside any project, of the shipped statement.

    A fresh build in `build/` is read, otherwise the graph is built in memory. Raises `FindingsError` where the
    gates fail.
    """
    project = find_project(Path(path))
    folder = project.root / "build"
    opened = open_index(project, folder)
    return KnowledgeGraph(project, opened.index, lambda: opened.loaded or load_graph(project, folder))


def check(path: str | Path = ".", *names: str) -> list[Finding]:
    """Every finding about the statements of a project (or about those named), sorted by place; empty if none."""
    return check_project(find_project(Path(path)), names)[0]


def verify_build(path: str | Path = "build") -> Verification:
    """The verification of a build folder: how many quotes it has, how many stand, every finding."""
    return _verify_build(Path(path))


class KnowledgeGraph:
    """A project's graph. Every method answers from the same build; nothing here changes the project's files."""

    def __init__(self, project: Project, index: Index, read: Callable[[], Loaded]) -> None:
        self._project, self._index, self._read = project, index, read

    @property
    def statements(self) -> list[str]:
        """The names of the statements."""
        return sorted(self._graph.asserted)

    @property
    def claims(self) -> list[Ground]:
        """Every claim, asserted or not, in the order of the text: its triple, quotes, voice, readers."""
        read = [g for g in self._index.facts.grounds.values() if g.kind == "read"]
        return sorted(read, key=lambda g: (g.document, g.evidence[0].start, g.iri))

    def to_rdflib(self, *, even_if_large: bool = False) -> rdflib.Graph:
        """The merged graph (what `graph.ttl` holds) as a new rdflib Graph.

        Raises `UsageError` with what it would cost for more than 100,000 triples, unless `even_if_large`.
        """
        import rdflib

        _check_cost(len(self._graph.merged), even_if_large)
        graph = rdflib.Graph()
        graph.parse(data=to_bytes(self._graph.merged, "turtle", self._index.prefixes), format="turtle")
        return graph

    def to_rdflib_dataset(self, *, even_if_large: bool = False) -> rdflib.Dataset:
        """The named graphs (what `graph.trig` holds) as a new rdflib Dataset; refused as in `to_rdflib`."""
        import rdflib

        _check_cost(len(self._graph.named), even_if_large)
        dataset = rdflib.Dataset()
        dataset.parse(data=to_bytes(self._graph.named, "trig", self._index.prefixes), format="trig")
        return dataset

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Things as nodes, every claim, record and inference between two of them an edge with its attributes."""
        return to_network(self._graph.named)

    def query(self, question: str, *, with_evidence: bool = False, **values: str) -> Answer:
        """The answer to a named question or to SPARQL; `values` are the question's parameters, such as body="nist".

        Raises `UsageError` or `InputError`.
        """
        asked = unnamed(question)
        if not looks_like_sparql(question):
            asked = get_question(read_questions(self._project.ontology_folder / "questions"), question)
        sparql = bind(asked, values, self._index)
        return self._index.query(sparql, with_evidence=with_evidence, with_hints=not asked.number)

    def find(self, words: str) -> list[Hit]:
        """Entities, claims and sentences with these words, aliases or acronyms."""
        return find(words, self._index.facts)

    def explain(self, name: str) -> str:
        """An entity or a claim in words, with its quotes and the rules behind it. Raises `UsageError`."""
        return explain(name, self._index.facts)

    def brief(self, name: str = "") -> str:
        """A note in Markdown on a statement or an entity; on the only statement where none is named."""
        chosen = name or self.statements[0]
        facts = self._index.facts
        if chosen in self.statements:
            return to_markdown(brief_statement(terms.document_iri(chosen), facts))
        return to_markdown(brief_entity(chosen, facts))

    def to_page(self, statement: str = "") -> Page:
        """The page of the project, or of one statement, as a build writes it. Raises `UsageError`."""
        names = self._project.select((statement,)) if statement else self.statements
        return Page(to_one_page(self._project, self._graph, names, self._loaded.uncovered))

    def write(self, folder: str | Path, *, with_pages: bool = True) -> Outcome:
        """Build the project's files into a folder. Raises `FindingsError`, `OutputError`."""
        return build_to(self._project, Path(folder), with_pages=with_pages)

    @cached_property
    def _loaded(self) -> Loaded:
        return self._read()

    @property
    def _graph(self) -> ProjectGraph:
        return self._loaded.graph


def _check_cost(triples: int, even_if_large: bool) -> None:
    """Raises `UsageError` where a graph is too large to be handed to rdflib unasked."""
    if triples <= _MOST_FOR_RDFLIB or even_if_large:
        return
    seconds, memory = triples * _RDFLIB_SECONDS, triples * _RDFLIB_BYTES
    what = (
        f"{triples:,} triples take rdflib about {seconds:,.0f} s and {memory / 1e6:,.0f} MB to hold, and it asks slowly"
    )
    raise UsageError(what, do="ask with .query(…), or pass even_if_large=True")
