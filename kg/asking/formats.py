"""Answers for people: a table for a terminal, or for Markdown; `results` holds the forms for machines."""

from __future__ import annotations

import io
import re
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.asking.find import how_told, status_behind
from kg.asking.index import Answer, Index
from kg.asking.layout import draw_records, fits, needed_widths, wrap
from kg.asking.trace import RowEvidence
from kg.graph.facts import Ground

_BETWEEN = " | "
EVIDENCE_COLUMNS = ("evidence", "evidence_sentence", "evidence_status")
_TRIPLE = ("subject", "predicate", "object")


def to_table(answer: Answer, index: Index, width: int) -> str:
    """A table that fits `width` columns; an IRI is shown by its label with its CURIE behind it."""
    if answer.is_true is not None:
        return "yes\n" if answer.is_true else "no\n"
    columns, terms_shown = to_rows(answer)
    rows = [[to_words(term, index) for term in row] for row in terms_shown]
    if not answer.evidence:
        return draw_table(columns, rows, width) + _cut(answer)
    numbered = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    cells = [evidence_cells(evidence, index) for evidence in answer.evidence]
    return draw_table(["", *columns], numbered, width) + _cut(answer) + "\n" + _evidence_list(cells, width)


def to_markdown(answer: Answer, index: Index, width: int) -> str:
    """A table in Markdown (GitHub's form); evidence as columns. Nothing in a cell is taken for markup."""
    if answer.is_true is not None:
        return to_table(answer, index, width)
    columns, terms_shown = to_rows(answer)
    rows = [[to_words(term, index) for term in row] for row in terms_shown]
    if answer.evidence:
        columns = [*columns, *EVIDENCE_COLUMNS]
        rows = [row + evidence_cells(e, index) for row, e in zip(rows, answer.evidence, strict=True)]
    lines = [columns, ["---"] * len(columns), *rows]
    cut = _cut(answer)
    return "".join(f"| {' | '.join(map(_escape, line))} |\n" for line in lines) + (f"\n{cut}" if cut else "")


def to_rows(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    """Columns and terms of an answer; the triples of a CONSTRUCT as rows of three, in canonical order."""
    if answer.triples is None:
        return answer.columns, list(answer.rows)
    return list(_TRIPLE), [[*triple] for triple in sorted(answer.triples, key=str)]


def _cut(answer: Answer) -> str:
    """The mark under an answer that has more rows than were asked for."""
    count = len(answer.rows if answer.triples is None else answer.triples)
    return f"… truncated after {count:,} rows (--limit)\n" if answer.is_truncated else ""


def _escape(cell: str) -> str:
    if cell == "---":
        return cell
    return re.sub(r"([\\|<>*_`\[\]&#~])", r"\\\1", " ".join(cell.split()))


def _evidence_list(cells: list[list[str]], width: int) -> str:
    """The evidence of each row under the table: rows with the same evidence together."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for number, cell in enumerate(cells, start=1):
        rows.setdefault(tuple(cell), []).append(number)
    lines = []
    for (quotes, sentences, status), numbers in rows.items():
        lines.append(f"{', '.join(map(str, numbers))}:")
        lines += [f"    {quote}" for quote in quotes.split(_BETWEEN)]
        told = [f"sentence {sentences}" * bool(sentences), f"status {status}" * bool(status)]
        lines.append(f"    {', '.join(filter(None, told))}" if any(told) else "")
    return wrap("\n".join(line for line in lines if line), width)


def draw_table(columns: list[str], rows: list[list[str]], width: int) -> str:
    """Rows of words as a table; cells wrap, nothing is cut. Where words would be, rows stand one below the other."""
    if rows and not fits(columns, rows, width):
        return draw_records(columns, rows, width)
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for column, min_width in zip(columns, needed_widths(columns, rows), strict=True):
        table.add_column(Text(column), overflow="fold", min_width=min_width)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, highlight=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def to_words(term: Any, index: Index) -> str:
    """A term as people read it."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        label, curie = index.label(term.value), index.curie(term.value)
        return f"{label} ({curie})" if label else curie
    return " ".join(str(getattr(term, "value", term)).split())


def evidence_cells(evidence: RowEvidence, index: Index) -> list[str]:
    """The quotes of a row (or its records), the numbers of their sentences, the status behind them."""
    grounds = [g for ground in evidence.grounds for g in index.facts.down_to_claims(ground)]
    places = sorted({(terms.local_name(g.document), n) for g in grounds for e in g.evidence for n in e.sentences})
    is_one = len(index.documents) < 2
    numbers = [str(number) if is_one else f"{number} of {document}" for document, number in places]
    statuses = {status_behind(g, index.facts) for g in grounds if g.kind == "read"} - {""}
    return [_quotes(evidence, index), ", ".join(numbers), ", ".join(sorted(statuses))]


def _quotes(evidence: RowEvidence, index: Index) -> str:
    """The quotes of a row, each once, then the records; says so where something could not be traced."""
    quotes: dict[str, None] = {}
    for ground in evidence.grounds:
        inferred = "inferred from " if ground.kind == "inferred" else ""
        for below in index.facts.down_to_claims(ground):
            if below.kind == "read":
                words = " … ".join(f"“{' '.join(e.exact.split())}”" for e in below.evidence) + _told(below, index)
            else:
                words = f"[recorded: {index.facts.label(below.source)}, {below.read_on}]"
            quotes.setdefault(inferred + words)
    if not evidence.grounds and evidence.is_complete:
        quotes.setdefault("[nothing was traced for this row]")
    if not evidence.is_complete:
        quotes.setdefault("[not everything in this row could be traced]")
    return _BETWEEN.join(quotes)


def _told(ground: Ground, index: Index) -> str:
    """What must be known of a quote: opinion or possibility, whose words, how sure the reading is."""
    sure = "" if float(ground.confidence) == 1 else f"confidence {ground.confidence}"
    told = ", ".join(filter(None, [how_told(ground, index.facts), sure]))
    return f" ({told})" if told else ""
