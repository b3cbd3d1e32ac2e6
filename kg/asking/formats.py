"""Answers as text: a table for people, CSV and JSON as the W3C defines them for SPARQL results."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.asking.find import how_told, status_behind
from kg.asking.index import Answer, Index
from kg.asking.layout import wrap
from kg.asking.trace import RowEvidence
from kg.graph.facts import Ground
from kg.graph.quads import canonical_order
from kg.graph.write import to_bytes

_BETWEEN = " | "
EVIDENCE_COLUMNS = ("evidence", "evidence_sentence", "evidence_status")


def to_table(answer: Answer, index: Index, width: int) -> str:
    """A table that fits `width` columns; an IRI is shown by its label with its CURIE behind it."""
    if answer.is_true is not None:
        return "yes\n" if answer.is_true else "no\n"
    if answer.triples is not None:
        return to_turtle(answer, index)
    rows = [[to_words(term, index) for term in row] for row in answer.rows]
    if not answer.evidence:
        return draw_table(answer.columns, rows, width)
    numbered = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    cells = [_evidence_cells(evidence, index) for evidence in answer.evidence]
    return draw_table(["", *answer.columns], numbered, width) + "\n" + _evidence_list(cells, width)


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
    """Rows of words as a table; cells wrap, nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, highlight=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def to_csv(answer: Answer, index: Index) -> str:
    """SPARQL 1.1 Query Results CSV, in the query's column order; `--evidence` columns behind."""
    if answer.triples is not None or answer.is_true is not None:
        return to_table(answer, index, 80)
    columns, rows = _with_evidence(answer, index, [[_value(term) for term in row] for row in answer.rows])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def to_json(answer: Answer, index: Index) -> str:
    """SPARQL 1.1 Query Results JSON; evidence, where asked for, as `evidence` beside each binding's variables."""
    if answer.triples is not None:
        quads = canonical_order(ox.Quad(t.subject, t.predicate, t.object) for t in answer.triples)
        return to_bytes(quads, "jsonld", index.prefixes).decode()
    if answer.is_true is not None:
        return json.dumps({"head": {}, "boolean": answer.is_true}, indent=1) + "\n"
    bindings: list[dict[str, Any]] = []
    for number, row in enumerate(answer.rows):
        binding: dict[str, Any] = {n: _binding(t) for n, t in zip(answer.columns, row, strict=True) if t is not None}
        bindings.append(binding)
        if answer.evidence:
            cells = _evidence_cells(answer.evidence[number], index)
            extra = zip(EVIDENCE_COLUMNS, cells, strict=True)
            binding.update({name: {"type": "literal", "value": cell} for name, cell in extra})
    head = [*answer.columns, *(EVIDENCE_COLUMNS if answer.evidence else [])]
    document = {"head": {"vars": head}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_turtle(answer: Answer, index: Index) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as canonical Turtle."""
    quads = canonical_order(ox.Quad(t.subject, t.predicate, t.object) for t in answer.triples or [])
    return to_bytes(quads, "turtle", index.prefixes).decode()


def to_words(term: Any, index: Index) -> str:
    """A term as people read it."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        label, curie = index.facts.get(term.value, terms.RDFS + "label"), index.curie(term.value)
        return f"{label} ({curie})" if label else curie
    return " ".join(str(getattr(term, "value", term)).split())


def _with_evidence(answer: Answer, index: Index, rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    if not answer.evidence:
        return answer.columns, rows
    extra = [_evidence_cells(evidence, index) for evidence in answer.evidence]
    return [*answer.columns, *EVIDENCE_COLUMNS], [row + cells for row, cells in zip(rows, extra, strict=True)]


def _evidence_cells(evidence: RowEvidence, index: Index) -> list[str]:
    grounds = [g for ground in evidence.grounds for g in index.facts.down_to_claims(ground)]
    numbers = sorted({n for g in grounds for e in g.evidence for n in e.sentences})
    statuses = {status_behind(g, index.facts) for g in grounds if g.kind == "read"} - {""}
    return [_quotes(evidence, index), ", ".join(map(str, numbers)), ", ".join(sorted(statuses))]


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


def _value(term: Any) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _binding(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    binding = {"type": "literal", "value": _value(term)}
    language, datatype = getattr(term, "language", None), getattr(term, "datatype", None)
    if language:
        binding["xml:lang"] = language
    elif datatype and datatype.value != terms.XSD + "string":
        binding["datatype"] = datatype.value
    return binding
