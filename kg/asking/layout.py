"""The forms of an answer by name, and plain lines laid out for a terminal: long ones wrap, their indent stays."""

from __future__ import annotations

import textwrap

RDF_FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")
FORMATS = ("table", "csv", "tsv", "json", "xml", "md", *RDF_FORMATS)
"""The forms of an answer; those behind `md` are for the triples of CONSTRUCT and DESCRIBE."""

_GAP, _MOST = 3, 24
"""Columns between two columns of a table; letters of the longest word for which a table is given up."""


def wrap(text: str, width: int) -> str:
    """The lines of a text, none wider than `width` where a blank allows it; a continued line keeps its indent.

    >>> wrap("- one two three", 9)
    '- one two\\n  three\\n'
    """
    return "".join(f"{line}\n" for original in text.splitlines() for line in _lines(original, width))


def fits(columns: list[str], rows: list[list[str]], width: int) -> bool:
    """True where a table of this width need cut no word, but for words that are too long for any column."""
    return sum(needed_widths(columns, rows)) + _GAP * (len(columns) - 1) <= width


def needed_widths(columns: list[str], rows: list[list[str]]) -> list[int]:
    """The letters of the longest word of each column, its name among them, at most 24."""
    return [max(_longest(cell) for cell in cells) for cells in zip(columns, *rows, strict=True)]


def draw_records(columns: list[str], rows: list[list[str]], width: int) -> str:
    """Rows of words one below the other, a line a column; a first column without a name numbers them."""
    is_numbered = columns[0] == ""
    names = columns[1:] if is_numbered else columns
    indent = max(map(len, names)) + 2
    records = []
    for row in rows:
        cells = row[1:] if is_numbered else row
        lines = [f"{row[0]}"] if is_numbered else []
        for name, cell in zip(names, cells, strict=True):
            words = textwrap.wrap(cell, max(width - indent, 20), break_long_words=False, break_on_hyphens=False) or [""]
            lines += [f"{name:<{indent}}{words[0]}".rstrip(), *(" " * indent + more for more in words[1:])]
        records.append("".join(f"{line}\n" for line in lines))
    return "\n".join(records)


def _longest(cell: str) -> int:
    return min(max(map(len, cell.split()), default=0), _MOST)


def _lines(line: str, width: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    hanging = indent + ("  " if line.lstrip().startswith("- ") else "")
    wrapped = textwrap.wrap(
        line, max(width, 20), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [""]
