"""The forms of an answer by name, and plain lines laid out for a terminal: long ones wrap, their indent stays."""

from __future__ import annotations

import textwrap

RDF_FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")
FORMATS = ("table", "csv", "tsv", "json", "xml", "md", *RDF_FORMATS)
"""The forms of an answer; those behind `md` are for the triples of CONSTRUCT and DESCRIBE."""


def wrap(text: str, width: int) -> str:
    """The lines of a text, none wider than `width` where a blank allows it; a continued line keeps its indent.

    >>> wrap("- one two three", 9)
    '- one two\\n  three\\n'
    """
    return "".join(f"{line}\n" for original in text.splitlines() for line in _lines(original, width))


def _lines(line: str, width: int) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    hanging = indent + ("  " if line.lstrip().startswith("- ") else "")
    wrapped = textwrap.wrap(
        line, max(width, 20), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [""]
