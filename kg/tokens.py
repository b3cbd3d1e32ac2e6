"""Cuts a SPARQL query or update into tokens, in time linear in its length.

Only cuts: what the tokens mean together is for `kg.sparql`, whether they are valid for the engine. Where this lexer and
the engine's could see a text differently it sees more words than the engine, never fewer (a comment ends at a carriage
return too; no blank is needed before a keyword). Grammar: SPARQL 1.1 Query Language, section 19.8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>[\s]++|\#[^\r\n]*+)
  | (?P<string>\"\"\"(?:[^\\"]|\\.|"(?!""))*+\"\"\"|'''(?:[^\\']|\\.|'(?!''))*+'''
      |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<var>[?$]\w++)
  | (?P<blank>_:\w(?:[\w.\-]{0,500}[\w\-])?)
  | (?P<number>[+-]?(?:\d*+\.\d++|\d++(?:\.(?=[eE][+-]?\d))?)(?:[eE][+-]?\d++)?)
  | (?P<lang>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<name>(?:[A-Za-z_][\w.\-]{0,200}+(?<!\.))?:(?:[\w:%\-]|\\[_~.\-!$&'()*+,;=/?\#@%]|\.++(?=[\w:%\-\\]))*+)
  | (?P<word>[A-Za-z_]\w*+)
  | (?P<mark>\^\^|&&|\|\||!=|<=|>=|["'](?:[^"'\\\r\n]|\\.)*+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One token: its kind (as in the lexer), its text, its offset in the query (code points)."""

    kind: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.offset + len(self.text)

    @property
    def word(self) -> str:
        """The keyword that it may be, in capitals; empty for what is no word."""
        return self.text.upper() if self.kind == "word" else ""


def tokenize(text: str) -> list[Token]:
    """The tokens of a query, white space and comments left out."""
    found = (Token(m.lastgroup or "", m.group(), m.start()) for m in _TOKEN.finditer(text))
    return [token for token in found if token.kind != "space"]


def nesting(tokens: list[Token]) -> int:
    """How deep brackets are nested."""
    depth = deepest = 0
    for token in tokens:
        if token.kind == "mark":
            depth += (token.text in "({[") - (token.text in ")}]")
            deepest = max(deepest, depth)
    return deepest


def uses_keyword(tokens: list[Token], *keywords: str) -> str:
    """The first of the keywords that a query uses outside strings, IRIs and comments, or an empty string."""
    words = {token.word for token in tokens}
    return next((keyword for keyword in keywords if keyword in words), "")
