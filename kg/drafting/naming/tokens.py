"""Cuts a text into words and marks, and says of each word how it is written and where in its line it stands.

Knows letters, lines and sentences; knows no name. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Source, Span
from kg.sources.words import stopwords

_TOKEN = re.compile(
    r"""
    (?P<address>https?://[^\s<>"”]+|www\.[^\s<>"”]+|[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64})+)
  | (?P<currency>[A-Z]{1,3}(?=[$£€¥₩₦₱₵₹]))                 # the letters of R$9 million
  | (?P<word>
        (?:[^\W\d_]\.){2,}                                  # U.S.
      | [A-Z][&*][A-Z]+                                     # R&D
      | (?:Queen|King|Women|Men|Children|People)[’']s(?=\ [A-Z])   # Queen’s College, Farmers’ Union
      | [A-Z][a-z]+[eo]rs[’'](?=\ [A-Z][a-z]+)
      # A hyphen joins words, but no acronyms (NSF-NERC); capitals of seven letters are no acronym (CARBONE-EDGE).
      | \w+(?:(?:[’'](?=[^\W\d_]{2})|(?:(?<![A-Z\d])|(?<=[A-Z]{7})(?=[-‐‑][A-Z]{4}))[-‐‑])\w+)*+
    )
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_ENUMERATOR = re.compile(r"[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5}")
_BULLETS = frozenset("•-–—*·▪◦●►■‣")
_SHORT_LINE = 50
_WIDEST_LINE = 110
_TITLE_WORDS = 4


@dataclass(slots=True)
class Token:
    """A word or a mark (an address is one); `low` is the word without regard to case, empty for a mark but “&”.

    `is_first` where its capital may come from its place alone (start of a sentence, line, quotation or list item);
    `is_apart` where no name can reach over from the token before it.
    """

    start: int
    end: int
    text: str
    low: str
    is_word: bool
    is_cap: bool
    is_acronym: bool
    is_first: bool
    is_apart: bool


def cut(source: Source) -> list[Token]:
    """The tokens of a source in order; addresses of the web and of e-mail are marks."""
    starts = {s.span.start for s in source.sentences}
    breaks = _line_breaks(source.text)
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(source.text):
        token = _token(match)
        before = tokens[-1] if tokens else None
        is_apart = _is_apart(breaks, last, token.start) or _holds_start(source, last, token.start)
        token.is_apart = is_apart or _is_enumerator(tokens)
        is_start = token.is_apart or token.start in starts
        token.is_first = is_start or before is None or _opens(before)
        tokens.append(token)
        last = token.end
    return tokens


def first_word(form: str) -> str:
    """The first token of a form of words.

    >>> first_word("U.S.-led Tide Council")
    'U.S.'
    """
    match = _TOKEN.match(form)
    return match.group() if match else ""


def find_headings(source: Source, tokens: list[Token]) -> list[tuple[int, int]]:
    """The lines in title case or in capitals, whose capitals tell nothing, as first and last token."""
    found: list[tuple[int, int]] = []
    at = 0
    for sentence in source.sentences:
        while at < len(tokens) and tokens[at].start < sentence.span.start:
            at += 1
        end = at
        while end < len(tokens) and tokens[end].end <= sentence.span.end:
            end += 1
        if _is_title(tokens[at:end]):
            found.append((at, end))
        at = end
    return found


def _is_title(line: list[Token]) -> bool:
    """True where all of at least four content words of one line are capitalised and no full stop ends it."""
    content = [t for t in line if t.is_word and t.text != "s" and (t.low not in stopwords() or t.is_acronym)]
    if len(content) < _TITLE_WORDS or any(t.is_apart for t in line[1:]) or line[-1].text in ".!?;:":
        return False
    return all(t.is_cap or t.text[0].isdigit() for t in content)


def span_of(tokens: list[Token], first: int, last: int) -> Span:
    """The span from token number `first` up to but not including token number `last`."""
    return Span(tokens[first].start, tokens[last - 1].end)


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    if match.lastgroup != "word":
        low = text if text == "&" else ""  # it joins words as “and” does
        return Token(match.start(), match.end(), text, low, False, False, False, False, False)
    low, is_cap, is_acronym = _looks(text)
    return Token(match.start(), match.end(), text, low, True, is_cap, is_acronym, False, False)


@lru_cache(maxsize=20000)
def _looks(word: str) -> tuple[str, bool, bool]:
    """The word in lower case, whether it starts with a capital, whether it is written as an acronym."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    is_acronym = (
        word[0].isupper()
        and capitals >= 2
        and (capitals == len(letters) or (capitals > len(letters) / 2 and len(word) <= 6))
    )
    is_cap = word[0].isupper() or (len(word) > 1 and word[0].islower() and word[1].isupper())
    return word.casefold(), is_cap, is_acronym


def _opens(before: Token) -> bool:
    """True where the token before lets the next word start with a capital."""
    return not before.is_word and (before.text in "“„«‘\"'(:;…•" or before.is_first)


def _is_enumerator(tokens: list[Token]) -> bool:
    """True where the tokens so far end with the number of a paragraph: “3.”, “(iv)”, “b)” at the start of a line."""
    if len(tokens) < 2 or tokens[-1].text not in (".", ")"):
        return False
    number = tokens[-2]
    starts = tokens[-3].is_apart if len(tokens) > 2 and tokens[-3].text == "(" else number.is_apart or len(tokens) == 2
    is_number = number.text.isdigit() and len(number.text) < 3
    return starts and (is_number or _ENUMERATOR.fullmatch(number.text) is not None)


def _line_breaks(text: str) -> list[tuple[int, bool]]:
    """Every line break that no name reaches over: behind an empty or a short line, or before a bullet."""
    found, start, is_broken = [], 0, any(len(line) > _WIDEST_LINE for line in text.splitlines())
    for match in re.finditer(r"\r\n|\r|\n", text):
        following = text[match.end() : match.end() + 1]
        is_short = is_broken or match.start() - start < _SHORT_LINE
        if is_short or following in _BULLETS or following.isspace():
            found.append((match.start(), is_short))
        start = match.end()
    return found


def _is_apart(breaks: list[tuple[int, bool]], start: int, end: int) -> bool:
    at = bisect_left(breaks, (start, False))
    return at < len(breaks) and breaks[at][0] < end


def _holds_start(source: Source, start: int, end: int) -> bool:
    """True where a sentence starts between the two places, the latter included."""
    at = bisect_left(source.sentences, start, key=lambda s: s.span.start)
    return at < len(source.sentences) and source.sentences[at].span.start <= end
