"""A note as Markdown or HTML: every line has its footnotes, a footnote is verbatim words with their sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from kg import terms
from kg.asking.explain import sentence_at
from kg.graph.facts import Evidence, Facts, Ground


@dataclass
class Line:
    """One line of a note: its text with `**` around names, and the claims that bear it."""

    text: str
    grounds: list[Ground]


@dataclass
class Brief:
    """A note: title, what it is about, sections of lines, and the citation of the source."""

    title: str
    about: list[str]
    facts: Facts
    sections: list[tuple[str, list[Line]]] = field(default_factory=list)
    citation: list[str] = field(default_factory=list)


def to_markdown(brief: Brief) -> str:
    """The note as Markdown with footnotes."""
    notes = _Notes(brief.facts)
    lines = [f"# {brief.title}", "", *brief.about]
    for heading, items in brief.sections:
        lines += ["", f"## {heading}", ""]
        lines += [
            f"- {item.text}{_sure(item)} {' '.join(f'[^{n}]' for n in notes.numbers(item.grounds))}" for item in items
        ]
    lines += ["", *(f"[^{n}]: {words}" for n, words in notes.all()), "", *brief.citation]
    return "\n".join(lines) + "\n"


def to_html(brief: Brief) -> str:
    """The note as one plain HTML document, without scripts or anything fetched."""
    notes = _Notes(brief.facts)
    parts = [f"<h1>{escape(brief.title)}</h1>", *(f"<p>{_inline(line)}</p>" for line in brief.about)]
    for heading, items in brief.sections:
        parts.append(f"<h2>{escape(heading)}</h2><ul>")
        for item in items:
            numbers = notes.numbers(item.grounds)
            links = "<sup>, </sup>".join(f'<sup><a href="#n{n}">{n}</a></sup>' for n in numbers)
            parts.append(f"<li>{_inline(item.text)}{_sure(item)} {links}</li>")
        parts.append("</ul>")
    parts.append("<ol>" + "".join(f'<li id="n{n}">{escape(words)}</li>' for n, words in notes.all()) + "</ol>")
    parts += [f"<p>{_inline(line)}</p>" for line in brief.citation]
    style = "body{font:1rem/1.5 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}ol{font-size:.85em}"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(brief.title)}</title>'
    return f"{head}<style>{style}</style><body>{''.join(parts)}</body></html>\n"


class _Notes:
    """Footnotes: one a sentence that bears a line, numbered as they come."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._numbers: dict[tuple[str, int], int] = {}
        self._quotes: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)

    def numbers(self, grounds: Iterable[Ground]) -> list[int]:
        """The numbers of the notes that hold the words of these grounds, ascending; new ones are given by place."""
        found: dict[int, None] = {}
        for ground in sorted(grounds, key=by_place):
            for evidence in ground.evidence:
                for number in evidence.sentences:
                    key = (ground.document, number)
                    self._quotes[key].setdefault(words_of(evidence))
                    found[self._numbers.setdefault(key, len(self._numbers) + 1)] = None
        return sorted(found)

    def all(self) -> list[tuple[int, str]]:
        return [(number, self._words(*key)) for key, number in self._numbers.items()]

    def _words(self, document: str, number: int) -> str:
        """The whole sentence, or, where the text may not be published, the quotes from it."""
        sentence = sentence_at(document, number, self._facts)
        quoted = sentence if sentence else " … ".join(f"“{q}”" for q in self._quotes[document, number])
        return f"{terms.local_name(document)}, sentence {number}: {quoted}"


def words_of(evidence: Evidence) -> str:
    """The words of a piece of evidence on one line."""
    return " ".join(evidence.exact.split())


def by_place(ground: Ground) -> tuple[str, int, str]:
    """The order of the texts: document, place, IRI."""
    return ground.document, ground.evidence[0].start if ground.evidence else 0, ground.iri


def _sure(line: Line) -> str:
    """Says where the least sure reading behind a line is not certain."""
    least = min((float(g.confidence) for g in line.grounds), default=1.0)
    return "" if least == 1 else f" (not every part is read with certainty; least sure: {least:g})"


def _inline(text: str) -> str:
    """HTML of a line whose names stand between `**`."""
    parts = escape(text).split("**")
    return "".join(f"<b>{part}</b>" if i % 2 else part for i, part in enumerate(parts))
