"""Gives an update the dataset of the protocol's `using-graph-uri` and `using-named-graph-uri` parameters.

The engine has no parameter for it, so that the clauses are written into the text (SPARQL 1.1 Protocol, 2.2.3;
SPARQL 1.1 Update, 3.1.3). A text that has its own USING, USING NAMED or WITH is refused, as the protocol says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.errors import InputError
from kg.tokens import Token, tokenize, uses_keyword


def add_using(text: str, using: Iterable[Any], named: Iterable[Any]) -> str:
    """The update with USING clauses before each WHERE; `DELETE WHERE` is written out, since it takes none.

    >>> import pyoxigraph as ox
    >>> add_using("INSERT {?a ?b 1} WHERE {?a ?b ?c}", [ox.NamedNode("http://a/g")], [])
    'INSERT {?a ?b 1}  USING <http://a/g> WHERE {?a ?b ?c}'
    """
    tokens = tokenize(text)
    own = uses_keyword(tokens, "USING", "WITH")
    if own:
        what = f"the update has its own {own}, beside using-graph-uri or using-named-graph-uri"
        raise InputError(what, do="give the dataset in one of the two ways")
    clauses = " ".join([*(f"USING {g}" for g in using), *(f"USING NAMED {g}" for g in named)])
    parts, last = [], 0
    for offset, inserted in _insertions(text, tokens, clauses):
        parts += [text[last:offset], inserted]
        last = offset
    return "".join([*parts, text[last:]])


def _insertions(text: str, tokens: list[Token], clauses: str) -> Iterable[tuple[int, str]]:
    """Where something is to be put into the text, and what."""
    depth = 0
    for position, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth or token.kind != "word" or token.text.upper() != "WHERE":
            continue
        before = tokens[position - 1] if position else token
        if before.kind == "word" and before.text.upper() == "DELETE":
            yield token.offset, f"{_group(text, tokens[position + 1 :])} "
        yield token.offset, f" {clauses} "


def _group(text: str, tokens: list[Token]) -> str:
    """The text of the group that the tokens begin with."""
    depth = 0
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        if not depth:
            return text[tokens[0].offset : token.offset + 1]
    return ""
