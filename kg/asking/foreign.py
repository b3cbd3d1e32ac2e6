"""Refuses, before the engine sees it, what a foreign query or update must not do: reach a network, or end the process.

Knows keywords and sizes, no store. The engine needs no blank before or behind a keyword (`SERVICESILENT<…>`,
`trueSERVICE …`), so a keyword counts wherever it stands in a word, and a prefixed name counts where its prefix may
be the keyword and its place that of one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError
from kg.tokens import Token, nesting, tokenize

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_TELLING = ("SERVICE", "LOAD", "GRAPH", *_UPDATES)
_MOST_PLAIN = 8192
_CHAINS = frozenset(["!", "+", "-", "*", "/", "|", "^", "||", "&&"])
_GROUPS = frozenset(["UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH"])
_ESCAPED, _MOST_ESCAPED = ('\\"""', "\\'''"), 100
"""Each may open a string that never ends, so many of them cost the lexer the square of the text's length."""


@dataclass(frozen=True)
class Limits:
    """How large a query may be: characters, depth of brackets, and operators and groups together.

    The engine works on a query by recursion and ends the process where its stack does: nested calls from a depth of
    about 1,000, groups in a row from 5,000, operators in a row from 20,000 (pyoxigraph 0.5.13, a stack of 8 MB).
    """

    characters: int = 1_000_000
    depth: int = 100
    links: int = 1_000


LIMITS = Limits()


def is_plain(text: str, limits: Limits = LIMITS) -> bool:
    """True for a query in which nothing can be refused or mended, told by its letters alone, in a few microseconds.

    False says nothing: such a query is read token by token. Wary: a letter sequence counts wherever it stands.
    """
    if len(text) > _MOST_PLAIN or "\\" in text or "*" in text.replace("(*)", ""):
        return False
    folded = text.upper()
    if any(letters in folded for letters in _TELLING):
        return False
    brackets = sum(text.count(mark) for mark in "({[")
    return brackets <= limits.depth and brackets + sum(text.count(mark) for mark in "!+-/|^&") <= limits.links


def check_query(text: str, limits: Limits = LIMITS) -> list[Token]:
    """The tokens of a query that only reads and stays here. Raises `InputError` for any other."""
    tokens = _check(text, limits)
    if any("LOAD" in token.word for token in tokens):
        raise _leaves("LOAD")
    words = {token.word for token in tokens}
    update = next((word for word in _UPDATES if word in words), "")
    if update and not words & set(FORMS):
        raise InputError(f"{update} is refused: a query only reads", do=f"ask with {', '.join(FORMS)}")
    return tokens


def check_update(text: str, limits: Limits = LIMITS) -> list[Token]:
    """The tokens of an update that fetches nothing. Raises `InputError` for any other."""
    tokens = _check(text, limits)
    for number, token in enumerate(tokens):
        if "LOAD" in token.word or _is_load(tokens, number):
            raise _leaves("LOAD")
    return tokens


def without_silent_loads(text: str) -> str:
    """The update with each `LOAD SILENT …` replaced by one that does nothing.

    SILENT asks that a source which cannot be fetched be no error (SPARQL 1.1 Update, 3.1.4), and here none can.
    """
    tokens = tokenize(text)
    for number in range(len(tokens) - 2, 0, -1):
        if tokens[number - 1].word == "LOAD" and tokens[number].word == "SILENT":
            last = number + 1
            if len(tokens) > last + 3 and tokens[last + 1].word == "INTO" and tokens[last + 2].word == "GRAPH":
                last += 3
            text = f"{text[: tokens[number - 1].offset]} INSERT DATA {{}} {text[tokens[last].end :]}"
    return text


def _check(text: str, limits: Limits) -> list[Token]:
    if len(text) > limits.characters:
        raise InputError(f"the query is longer than {limits.characters:,} characters", do="ask for less at once")
    if sum(text.count(quotes) for quotes in _ESCAPED) > _MOST_ESCAPED:
        raise InputError("the query has too many escaped long quotation marks", do="write short strings")
    tokens = tokenize(text)
    for token, following in zip(tokens, [*tokens[1:], Token("end", "", len(text))], strict=False):
        is_glued = token.kind == "name" and "SERVICE" in _prefix(token) and following.text == "{"
        if "SERVICE" in token.word or is_glued:
            raise _leaves("SERVICE")
    if nesting(tokens) > limits.depth:
        raise InputError(f"the query is nested more than {limits.depth} deep", do="write it flatter")
    links = sum(_is_link(token) for token in tokens)
    if links > limits.links:
        what = f"the query has more than {limits.links:,} operators and groups"
        raise InputError(what, do="list what you look for in VALUES or IN, or ask for less at once")
    return tokens


def _is_link(token: Token) -> bool:
    """True for a token that makes the engine's tree of the query one deeper."""
    is_sum = token.kind == "number" and token.text[0] in "+-"
    return is_sum or token.word in _GROUPS or (token.kind == "mark" and token.text in _CHAINS)


def _is_load(tokens: list[Token], number: int) -> bool:
    """True for a prefixed name that the engine may read as LOAD and its source: at the start of an operation."""
    token = tokens[number]
    if token.kind != "name" or "LOAD" not in _prefix(token):
        return False
    before = tokens[number - 1] if number else None
    behind = tokens[number + 1] if number + 1 < len(tokens) else None
    is_start = before is None or before.text == ";" or before.kind == "iri"
    return is_start and (behind is None or behind.text == ";" or behind.word == "INTO")


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0].upper()


def _leaves(keyword: str) -> InputError:
    return InputError(f"{keyword} is refused: a query never leaves this machine", do="ask that endpoint itself")
