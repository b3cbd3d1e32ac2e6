"""Rewrites the GRAPH clauses that the engine would answer wrongly, or refuses them with an explanation.

By SPARQL 1.1 (section 18.6) `GRAPH ?g { P }` answers P in each named graph on its own and then binds ?g. The engine
(pyoxigraph 0.5.13) adds ?g to each triple pattern instead, which is the same for most P and faster, but not

- where part of P has no triple pattern (`VALUES`, another GRAPH): ?g stays unbound. A clause `GRAPH ?g {}`, which
  names every graph, is put before that part;
- for a subquery, which hides ?g: an aggregate counts over all graphs, a LIMIT cuts across them;
- for a MINUS that shares no variable with what stands before it and must remove nothing: sharing ?g, it removes all.

The last two are written out, once for every graph. A constant `GRAPH <g>` answers what needs no triple even where
the store has no such graph; a clause `GRAPH <g> {}` before it mends that. Every other query stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.asking.foreign import FORMS
from kg.errors import InputError
from kg.tokens import Token, tokenize

MOST_GRAPHS = 1_000
_MOST_CHARACTERS = 2_000_000
_TERMS = frozenset(["var", "iri", "name", "string", "number", "blank"])


@dataclass
class _Group:
    """A pair of braces: its kind (group, graph, minus, values, subquery), its first and last token, what it holds.

    `plain` are the terms of its own triple patterns, by the number of their token; `name` the token behind GRAPH.
    """

    kind: str
    first: int
    last: int = 0
    name: Token | None = None
    inside: list[_Group] = field(default_factory=list)
    plain: dict[int, Token] = field(default_factory=dict)

    @property
    def is_tied(self) -> bool:
        """True where a triple pattern of its own binds the graph."""
        return bool(self.plain)

    @property
    def is_variable(self) -> bool:
        """True for `GRAPH ?g`."""
        return self.name is not None and self.name.kind == "var"

    def in_this_graph(self) -> Iterator[tuple[_Group, _Group]]:
        """Each group below, with the one that holds it, but for those of another GRAPH."""
        for group in self.inside:
            if group.kind != "graph":
                yield self, group
                yield from group.in_this_graph()


def mend_graph_clauses(text: str, tokens: list[Token], graphs: Callable[[], list[str]] | None) -> str:
    """The query with the same meaning in a form that the engine answers rightly; itself where it already is.

    `graphs` names the graphs that GRAPH ?g ranges over; None where they are not known yet (an update's). Raises
    `InputError` for a clause that would have to be written out once for each of too many graphs, or of unknown ones.
    """
    if not any(token.word == "GRAPH" for token in tokens):
        return text
    root = _read_groups(tokens)
    return text if root is None else _Mender(text, tokens, graphs).mended(root)


def to_graphs_query(text: str, tokens: list[Token]) -> str:
    """A query for the graphs that `GRAPH ?g` of this query ranges over, in its own prologue and dataset."""
    start = next((token.offset for token in tokens if token.word in FORMS), len(text))
    parts = [text[:start], "SELECT ?g"]
    for number, token in enumerate(tokens):
        if token.text == "{":
            break
        if token.word == "FROM":
            names = tokens[number + 1 : number + 3]
            last = names[1] if len(names) > 1 and names[0].word == "NAMED" else names[0]
            parts.append(text[token.offset : last.end])
    return " ".join([*parts, "{ GRAPH ?g {} }"])


def _read_groups(tokens: list[Token]) -> _Group | None:
    """The tree of the braces; None where they do not close, which the engine will say better."""
    root = _Group("root", -1, len(tokens))
    stack, depth, is_values = [root], [0], False
    for number, token in enumerate(tokens):
        group = stack[-1]
        if token.kind == "mark" and token.text == "{":
            made = _open(tokens, number, is_values)
            group.inside.append(made)
            stack.append(made)
            depth.append(0)
            is_values = False
        elif token.kind == "mark" and token.text == "}":
            if len(stack) == 1:
                return None
            stack.pop().last = number
            depth.pop()
        elif token.kind == "mark" and token.text in "()":
            depth[-1] += 1 if token.text == "(" else -1
        elif token.word == "VALUES":
            is_values = True
        elif token.kind in _TERMS and not depth[-1] and not is_values and _is_plain(tokens, number, group):
            group.plain[number] = token
    return root if len(stack) == 1 else None


def _open(tokens: list[Token], number: int, is_values: bool) -> _Group:
    before = tokens[number - 1] if number else None
    if is_values:
        return _Group("values", number)
    if before is not None and before.word == "MINUS":
        return _Group("minus", number)
    if (
        before is not None
        and before.kind in ("var", "iri", "name")
        and number > 1
        and tokens[number - 2].word == "GRAPH"
    ):
        return _Group("graph", number, name=before)
    is_subquery = number + 1 < len(tokens) and tokens[number + 1].word == "SELECT"
    return _Group("subquery" if is_subquery else "group", number)


def _is_plain(tokens: list[Token], number: int, group: _Group) -> bool:
    """True for a term of a triple pattern: not a graph's name, a function, a subquery's head."""
    if group.kind in ("root", "values", "subquery") or tokens[number - 1].word == "GRAPH":
        return False
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    is_call = tokens[number - 1].word == "FILTER" and behind is not None and behind.text == "("
    return not is_call


class _Mender:
    """Writes the text anew, group by group."""

    def __init__(self, text: str, tokens: list[Token], graphs: Callable[[], list[str]] | None) -> None:
        self.text, self.tokens, self.graphs = text, tokens, graphs
        self.size = len(text)

    def mended(self, root: _Group) -> str:
        """The whole text."""
        return self._between(root, 0, len(self.text), "")

    def _between(self, group: _Group, start: int, end: int, graph: str) -> str:
        """The text of a group from one offset to another; `graph` is the variable that its parts must bind."""
        parts = []
        for child in group.inside:
            opening = self.tokens[child.first - 2 if child.kind == "graph" else child.first]
            closing = self.tokens[child.last].end
            parts += [self.text[start : opening.offset], self._written(child, opening.offset, closing, graph)]
            start = closing
        return "".join([*parts, self.text[start:end]])

    def _written(self, group: _Group, start: int, end: int, graph: str) -> str:
        if group.kind == "graph":
            return self._clause(group)
        inner = self._inner(group, graph)
        if graph and _needs_graph(group) and group.kind != "minus":
            inner = f" GRAPH {graph} {{}} {inner}"
        return self.text[start : self.tokens[group.first].end] + inner + "}"

    def _inner(self, group: _Group, graph: str) -> str:
        start, end = self.tokens[group.first].end, self.tokens[group.last].offset
        return self._between(group, start, end, graph)

    def _clause(self, group: _Group) -> str:
        """A GRAPH clause: as it is, with the graph named first, or once for each graph."""
        assert group.name is not None
        name, starts_with_select = group.name.text, self.tokens[group.first + 1].word == "SELECT"
        if group.is_variable:
            trouble = self._trouble(group, starts_with_select)
            if trouble:
                return self._for_each(group, trouble, starts_with_select)
            inner = self._inner(group, name)
        else:
            inner = self._inner(group, "")
            if starts_with_select:
                return f"GRAPH {name} {{ GRAPH {name} {{}} {{{inner}}} }}"
        has_subquery = any(child.kind == "subquery" for child in group.inside)
        if _needs_graph(group) or (has_subquery and not group.is_tied):
            inner = f" GRAPH {name} {{}} {inner}"
        return f"GRAPH {name} {{{inner}}}"

    def _trouble(self, clause: _Group, starts_with_select: bool) -> str:
        """What of a GRAPH clause must be written out for each graph: subquery, MINUS, or nothing."""
        if starts_with_select:
            return "a subquery"
        for outer, group in clause.in_this_graph():
            if group.kind == "subquery":
                return "a subquery"
            if group.kind == "minus" and not self._shares_a_variable(outer, group, clause):
                return "a MINUS that may share no variable"
        return ""

    def _shares_a_variable(self, outer: _Group, minus: _Group, clause: _Group) -> bool:
        """True where a variable is bound for certain before a MINUS and in it; the graph's own does not count."""
        before = {t.text[1:] for n, t in outer.plain.items() if t.kind == "var" and n < minus.first}
        inside = {t.text[1:] for t in minus.plain.values() if t.kind == "var"}
        assert clause.name is not None
        return bool((before & inside) - {clause.name.text[1:]})

    def _for_each(self, group: _Group, trouble: str, starts_with_select: bool) -> str:
        assert group.name is not None
        name, inner = group.name.text, self._inner(group, "")
        graphs = self._known_graphs(trouble, name, len(inner))
        inner = f"{{{inner}}}" if starts_with_select else inner
        copies = [
            f"{{ GRAPH <{graph}> {{ VALUES {name} {{ <{graph}> }} {self._copy(inner, group, number)} }} }}"
            for number, graph in enumerate(graphs)
        ]
        return "{ " + " UNION ".join(copies or [f"VALUES {name} {{}}"]) + " }"

    def _known_graphs(self, trouble: str, name: str, size: int) -> list[str]:
        """The graphs to write a clause out for. Raises `InputError` where they are too many or unknown."""
        graphs = None if self.graphs is None else self.graphs()
        if graphs is not None:
            self.size += sum(size + 3 * len(graph) for graph in graphs)
            if len(graphs) <= MOST_GRAPHS and self.size <= _MOST_CHARACTERS:
                return graphs
        over = "" if graphs is None else f" over {len(graphs):,} graphs"
        do = f"write GRAPH {name} inside the subquery: {{ SELECT {name} … {{ GRAPH {name} {{ … }} }} GROUP BY {name} }}"
        if "MINUS" in trouble:
            do = "use FILTER NOT EXISTS, or let MINUS share a variable with a triple before it"
        raise InputError(f"{trouble} inside GRAPH {name}{over} would be answered wrongly", do=do)

    def _copy(self, inner: str, group: _Group, number: int) -> str:
        """A copy's text; its blank nodes get labels of their own, since one label may stand in one pattern only."""
        if all(token.kind != "blank" for token in self.tokens[group.first : group.last]):
            return inner
        labels = [token for token in tokenize(inner) if token.kind == "blank"]
        for label in reversed(labels):
            inner = f"{inner[: label.end]}_{number}x{inner[label.end :]}"
        return inner


def _needs_graph(group: _Group) -> bool:
    """True for a group whose solutions may come from VALUES or another GRAPH alone."""
    return not group.is_tied and any(child.kind in ("values", "graph") for child in group.inside)
