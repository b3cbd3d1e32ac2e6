"""Finds the mistake in a query that the engine could not read, by its tokens, and says it with its place and a hint.

The engine names the furthest place that it came to and what it tried there, which is seldom where the mistake is. What
is not found here is told in the engine's words, shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise

from kg.errors import InputError
from kg.marked import nearest
from kg.tokens import Token, tokenize

_STARTS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")
_AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_FUNCTIONS = (
    "ABS", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "DATATYPE", "DAY", "ENCODE_FOR_URI", "EXISTS",
    "FLOOR", "HOURS", "IF", "IRI", "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "ISURI", "LANG", "LANGMATCHES",
    "LCASE", "MD5", "MINUTES", "MONTH", "NOW", "RAND", "REGEX", "REPLACE", "ROUND", "SAMETERM", "SECONDS", "SHA1",
    "SHA256", "SHA384", "SHA512", "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG", "STRLEN",
    "STRSTARTS", "STRUUID", "SUBSTR", "TIMEZONE", "TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ISTRIPLE", "TZ",
    "UCASE", "URI", "UUID", "YEAR", "ADJUST", "HASLANG", "HASLANGDIR", "LANGDIR", "STRLANGDIR",
)  # fmt: skip
_OTHERS = (
    "A", "AS", "ASC", "BIND", "BY", "DESC", "DISTINCT", "FALSE", "FILTER", "FROM", "GRAPH", "GROUP", "HAVING", "IN",
    "LIMIT", "MINUS", "NAMED", "NOT", "OFFSET", "OPTIONAL", "ORDER", "REDUCED", "SEPARATOR", "SERVICE", "SILENT",
    "TRUE", "UNDEF", "UNION", "VALUES", "WHERE", "VERSION", "LATERAL",
)  # fmt: skip
_UPDATES = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_OF_UPDATES = ("DATA", "USING", "TO", "INTO", "ALL", "DEFAULT")
_KEYWORDS = frozenset([*_STARTS, *_AGGREGATES, *_FUNCTIONS, *_OTHERS, *_UPDATES, *_OF_UPDATES])
_OPERATORS = frozenset(["=", "!=", "<", ">", "<=", ">=", "&&", "||", "*", "/", "+", "-"])
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_CLOSE = 0.75
_TRIPLE = "a triple has three parts: what is spoken of, a predicate, what is said"
_ENGINE = re.compile(r"^error at (\d+):(\d+): expected (?:one of )?(.*)$", re.DOTALL)


def explain_mistake(text: str, complaint: str, prefixes: Mapping[str, str]) -> InputError:
    """The mistake with line, column, caret and what to do; the engine's own words where none is found."""
    tokens = tokenize(text)
    for what, token, near, do in _mistakes(tokens, prefixes):
        return InputError(what, where=_place(text, token.offset), nearest=near, do=do)
    match = _ENGINE.match(complaint)
    if not match:
        return InputError("the query cannot be read", do=complaint)
    expected = [part for part in match[3].replace("\n", " ").split(", ") if "[" not in part and "'" not in part]
    do = f"expected {' or '.join(expected[:4])}" + (" …" if len(expected) > 4 else "") if expected else _TRIPLE
    return InputError(
        "the query cannot be read", where=_place(text, _offset(text, int(match[1]), int(match[2]))), do=do
    )


def _mistakes(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[str, Token, str, str]]:
    """What is wrong, where, the nearest right thing, what to do; the surest first."""
    if not tokens:
        yield "the query is empty", Token("end", "", 0), "", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        return
    yield from _strings(tokens)
    if tokens[0].word not in (*_STARTS, *_UPDATES):
        near = nearest(tokens[0].text.upper(), list(_STARTS))
        yield f"a query does not start with “{tokens[0].text}”", tokens[0], near, f"one of: {', '.join(_STARTS)}"
    yield from _declarations(tokens)
    yield from _unknown_prefixes(tokens, prefixes)
    yield from _brackets(tokens)
    yield from _head(tokens)
    yield from _words(tokens)
    yield from _operators(tokens)


def _strings(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    for token in tokens:
        if token.kind == "mark" and token.text[0] in "\"'":
            yield "these words do not end on their line", token, "", f"close them with {token.text[0]}"


def _declarations(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    for number, token in enumerate(tokens[:-2]):
        if token.word == "PREFIX" and tokens[number + 2].kind != "iri":
            yield "the IRI of a prefix stands in < >", tokens[number + 2], "", f"PREFIX {tokens[number + 1].text} <…>"


def _unknown_prefixes(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[str, Token, str, str]]:
    declared = {after.text.partition(":")[0] for before, after in pairwise(tokens) if before.word == "PREFIX"}
    known = {*declared, *prefixes}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known:
            do = f"declare it, or use one of: {', '.join(sorted(known))}"
            yield f"unknown prefix {prefix}:", token, nearest(prefix, known), do


def _brackets(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "mark":
            continue
        if token.text in _PAIRS:
            opened.append(token)
        elif token.text in _PAIRS.values():
            if not opened:
                yield f"this {token.text} closes nothing", token, "", "leave it out, or open it before"
                return
            if _PAIRS[opened[-1].text] != token.text:
                wanted = _PAIRS[opened[-1].text]
                yield f"{token.text} where {wanted} is needed", token, "", f"close the {opened[-1].text} first"
                return
            opened.pop()
    if opened:
        yield f"this {opened[-1].text} is never closed", opened[-1], "", f"put {_PAIRS[opened[-1].text]} where it ends"


def _head(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    """Mistakes between SELECT and its group."""
    depth = 0
    for before, token in pairwise(tokens):
        depth += (token.text == "(") - (token.text == ")") if token.kind == "mark" else 0
        if token.text in ("{", "WHERE"):
            return
        if token.text == "," and not depth:
            yield "no commas between the variables of SELECT", token, "", "put blanks"
        if before.word in _AGGREGATES and token.text != "(":
            yield f"{before.text} needs brackets", token, "", f"({before.text}({token.text}) AS ?name)"
        if before.text == ")" and depth == 1 and token.kind == "var":
            yield "a name is given with AS", token, "", f"AS {token.text}"


def _words(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    for token in tokens:
        if token.kind == "word" and token.word not in _KEYWORDS:
            near = "".join(get_close_matches(token.word, sorted(_KEYWORDS), 1, _CLOSE))
            do = f"a name has a prefix (cmq:{token.text}), words have quotation marks"
            yield f"“{token.text}” is no keyword", token, near, do


def _operators(tokens: list[Token]) -> Iterator[tuple[str, Token, str, str]]:
    for before, token in pairwise(tokens):
        is_open = before.kind == "mark" and before.text in _OPERATORS and before.text != "*"
        if is_open and token.kind == "mark" and token.text in ")}":
            yield f"something is missing behind {before.text}", token, "", "compare with a variable, a name or words"


def _offset(text: str, line: int, column: int) -> int:
    """The offset of a place as the engine counts it, not behind the text."""
    lines = text.split("\n")
    before = sum(len(found) + 1 for found in lines[: line - 1])
    return min(before + max(column - 1, 0), len(text))


def _place(text: str, offset: int) -> str:
    """Line, column, the line itself and a caret under the place."""
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    shown = text[start : end if end >= 0 else len(text)].replace("\t", " ").rstrip("\r")
    column = offset - start + 1
    margin = " " * 11
    return f"line {line}, column {column}\n{margin}{_cut(shown, column)}"


def _cut(line: str, column: int) -> str:
    """The line and under it the caret; of a long line what is near the place."""
    start = max(0, column - 50) if len(line) > 66 else 0
    shown = line[start : start + 66]
    mark = "…" if start else ""
    behind = "…" if start + 66 < len(line) else ""
    caret = " " * (len(mark) + column - 1 - start) + "^"
    return f"{mark}{shown}{behind}\n{' ' * 11}{caret}"
