"""Reads the triple patterns of a SPARQL query, so that answers can be traced and rules can list their premises.

Only the shape of the query is read: prefixes, groups, triple patterns with property paths. Nothing is evaluated;
the engine remains the judge of what is valid. Grammar: SPARQL 1.1 Query Language, section 19.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.terms import RDF
from kg.tokens import Token, tokenize


class PatternError(ValueError):
    """The query uses a form whose patterns cannot be listed."""


@dataclass(frozen=True)
class Path:
    """A property path: `op` is iri, inverse, sequence, alternative, many (`*` `+` `?`), not; or var."""

    op: str
    iri: str = ""
    parts: tuple[Path, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; ends are `?name`, an IRI, or a literal as written (with its quotation marks).

    `groups` numbers the nested groups (UNION branches, OPTIONAL) that it stands in; -1 is one that hides it, such as a
    subquery or GRAPH.
    """

    subject: str
    path: Path
    obj: str
    groups: tuple[int, ...] = ()


@dataclass
class Query:
    """The shape of a query: its prefixes, triple patterns (not those of MINUS and EXISTS), and the outer group."""

    prefixes: dict[str, str]
    patterns: list[Pattern] = field(default_factory=list)
    names: list[Token] = field(default_factory=list)
    group_start: int = 0
    group_end: int = 0
    form: str = ""
    variables: list[str] = field(default_factory=list)
    is_star: bool = False
    is_grouped: bool = False
    has_from: bool = False
    group_variables: list[str] | None = None
    group_ends: dict[int, int] = field(default_factory=dict)


def read_query(text: str, prefixes: dict[str, str] | None = None) -> Query:
    """The shape of a SELECT, ASK or CONSTRUCT query. Raises `PatternError` where it cannot be followed.

    `prefixes` are the preset ones; those of the query win.
    """
    try:
        return _Parser(tokenize(text), dict(prefixes or {})).read()
    except RecursionError:
        raise PatternError("the query is nested too deep") from None


class _Parser:
    """Recursive descent over tokens; expressions are skipped by their brackets."""

    def __init__(self, tokens: list[Token], prefixes: dict[str, str]) -> None:
        self.tokens, self.position, self.query = tokens, 0, Query(prefixes)
        self.fresh = 0
        self.groups: tuple[int, ...] = ()

    def read(self) -> Query:
        query = self.query
        self._prologue()
        query.form = self._next().text.upper()
        depth = 0
        while self._peek().kind != "end":
            token = self._peek()
            if token.text == "{" and not depth and query.form != "CONSTRUCT":
                break
            if token.text == "{" and query.form == "CONSTRUCT" and self._before("WHERE"):
                break
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            query.has_from = query.has_from or token.text.upper() == "FROM"
            self._projected(token, depth)
            self._next()
        self.query.group_start = self._peek().offset
        self._group(collect=True)
        self.query.group_end = self.tokens[self.position - 1].offset + 1
        self._modifiers()
        return query

    def _modifiers(self) -> None:
        """Note what a query groups by: its variables, or None where an expression stands there."""
        query = self.query
        while self._peek().kind != "end":
            if self._next().text.upper() != "GROUP":
                continue
            query.is_grouped, found = True, []
            self._next()
            while self._peek().kind not in ("end", "word"):
                found.append(self._next())
            is_plain = all(token.kind == "var" for token in found)
            query.group_variables = [token.text[1:] for token in found] if is_plain else None

    def _projected(self, token: Token, depth: int) -> None:
        """Note what a SELECT clause projects."""
        query = self.query
        if query.form != "SELECT":
            return
        if token.text == "*" and depth == 0:
            query.is_star = True
        is_alias = depth == 1 and self.tokens[self.position - 1].text.upper() == "AS"
        if token.kind == "var" and (depth == 0 or is_alias):
            query.variables.append(token.text[1:])

    def _before(self, keyword: str) -> bool:
        return self.position > 0 and self.tokens[self.position - 1].text.upper() == keyword

    def _prologue(self) -> None:
        while self._peek().text.upper() in ("PREFIX", "BASE"):
            if self._next().text.upper() == "PREFIX":
                name = self._next().text.rstrip(":")
                self.query.prefixes[name] = self._next().text.strip("<>")
            else:
                self._next()

    def _peek(self) -> Token:
        return self.tokens[self.position] if self.position < len(self.tokens) else Token("end", "", -1)

    def _next(self) -> Token:
        token = self._peek()
        self.position += 1
        return token

    def _group(self, collect: bool) -> None:
        self._expect("{")
        if self._peek().text.upper() == "SELECT":
            self._subselect(collect)
            return
        while self._peek().text != "}":
            token = self._peek()
            if token.kind == "end":
                raise PatternError("a group is not closed")
            self._element(token, collect)
        self._next()

    def _element(self, token: Token, collect: bool) -> None:
        word = token.text.upper()
        if token.text == "{":
            self._nested(collect)
        elif word in ("OPTIONAL", "UNION"):
            self._next()
        elif word in ("GRAPH", "SERVICE"):
            self._next()
            if self._peek().text.upper() == "SILENT":
                self._next()
            self._end()
            self._hidden(lambda: self._group(collect))
        elif word == "MINUS":
            self._next()
            self._group(False)
        elif word in ("FILTER", "BIND"):
            self._next()
            self._expression()
        elif word == "VALUES":
            self._values()
        elif token.text == ".":
            self._next()
        else:
            self._triples(collect)

    def _nested(self, collect: bool) -> None:
        """A group inside the outer one: numbered, so that a solution can tell whether it matched."""
        if self.position + 1 < len(self.tokens) and self.tokens[self.position + 1].text.upper() == "SELECT":
            self._hidden(lambda: self._group(collect))
            return
        outer, number = self.groups, len(self.query.group_ends) + 1
        self.query.group_ends[number] = 0
        self.groups = (*outer, number)
        self._group(collect)
        self.query.group_ends[number] = self.tokens[self.position - 1].offset
        self.groups = outer

    def _hidden(self, read: Callable[[], None]) -> None:
        outer = self.groups
        self.groups = (*outer, -1)
        read()
        self.groups = outer

    def _subselect(self, collect: bool) -> None:
        depth = 0
        while not (self._peek().text == "{" and not depth):
            if self._peek().kind == "end":
                raise PatternError("a subquery is not closed")
            depth += {"(": 1, ")": -1}.get(self._next().text, 0)
        self._group(collect)
        while self._peek().text != "}":
            if self._next().kind == "end":
                raise PatternError("a subquery is not closed")
        self._next()

    def _expression(self) -> None:
        """Skip an expression: brackets, a call, or [NOT] EXISTS with its group."""
        while self._peek().text.upper() in ("NOT", "EXISTS"):
            if self._next().text.upper() == "EXISTS":
                self._group(False)
                return
        while self._peek().text != "(":
            if self._next().kind == "end":
                raise PatternError("an expression is not closed")
        depth = 0
        while True:
            token = self._peek()
            if token.kind == "end":
                raise PatternError("an expression is not closed")
            if token.text == "{":
                self._group(False)
                continue
            self._note(self._next())
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if depth == 0:
                return

    def _values(self) -> None:
        while self._peek().text != "{":
            self._next()
        while self._peek().text != "}":
            token = self._next()
            if token.kind == "end":
                raise PatternError("VALUES is not closed")
            self._note(token)
        self._next()

    def _note(self, token: Token) -> None:
        if token.kind in ("name", "iri"):
            self.query.names.append(token)

    def _triples(self, collect: bool) -> None:
        subject = self._end()
        while True:
            if self._peek().text in (".", "}", "]") or self._peek().kind == "end":
                return  # a blank node's own property list may stand alone
            path = self._path()
            while True:
                obj = self._end()
                if collect:
                    self.query.patterns.append(Pattern(subject, path, obj, self.groups))
                if self._peek().text != ",":
                    break
                self._next()
            if self._peek().text != ";":
                return
            while self._peek().text == ";":
                self._next()

    def _end(self) -> str:
        """A subject or object: `?name`, an IRI, a literal as written."""
        token = self._next()
        if token.kind == "var":
            return "?" + token.text[1:]
        if token.kind == "blank":
            return "?" + token.text.replace(":", "_").replace("-", "_").replace(".", "_")
        if token.kind in ("iri", "name"):
            return self.resolve(token)
        if token.kind == "string":
            suffix = ""
            if self._peek().kind == "lang":
                suffix = self._next().text
            elif self._peek().text == "^^":
                self._next()
                suffix = f"^^<{self.resolve(self._next())}>"
            return token.text + suffix
        if token.kind == "number" or token.text.lower() in ("true", "false"):
            return token.text
        if token.text == "[":
            return self._blank_list()
        raise PatternError(f"“{token.text}” cannot be followed here")

    def _blank_list(self) -> str:
        self.fresh += 1
        name = f"?__{self.fresh}"
        while self._peek().text != "]":
            path = self._path()
            while True:
                self.query.patterns.append(Pattern(name, path, self._end(), self.groups))
                if self._peek().text != ",":
                    break
                self._next()
            if self._peek().text == ";":
                self._next()
        self._next()
        return name

    def resolve(self, token: Token) -> str:
        """The IRI of an IRI or prefixed name; an unknown prefix keeps the name as it is."""
        self._note(token)
        if token.kind == "iri":
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        base = self.query.prefixes.get(prefix)
        return token.text if base is None else base + local

    def _path(self) -> Path:
        parts = [self._sequence()]
        while self._peek().text == "|":
            self._next()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("alternative", parts=tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._peek().text == "/":
            self._next()
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("sequence", parts=tuple(parts))

    def _step(self) -> Path:
        token = self._next()
        if token.text == "^":
            return Path("inverse", parts=(self._step(),))
        if token.text == "!":
            return Path("not", parts=(self._step(),))
        if token.text == "(":
            path = self._path()
            self._expect(")")
        elif token.kind == "var":
            path = Path("var", iri="?" + token.text[1:])
        elif token.text == "a":
            path = Path("iri", iri=RDF + "type")
        elif token.kind in ("iri", "name"):
            path = Path("iri", iri=self.resolve(token))
        else:
            raise PatternError(f"“{token.text}” is no predicate")
        mark = self._peek().text
        if mark in ("*", "+", "?"):
            self._next()
            return Path("many", parts=(path,), mark=mark)
        return path

    def _expect(self, mark: str) -> None:
        token = self._next()
        if token.text != mark:
            raise PatternError(f"“{token.text}” where “{mark}” is needed")


def iter_iris(path: Path) -> Iterator[str]:
    """Every predicate IRI of a path."""
    if path.op == "iri":
        yield path.iri
    for part in path.parts:
        yield from iter_iris(part)
