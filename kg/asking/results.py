"""Answers for machines: CSV, TSV, JSON and XML as the W3C defines them for SPARQL 1.1, and every RDF syntax.

Evidence, where it was asked for, stands in columns of its own behind those of the query.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg import terms
from kg.asking.formats import EVIDENCE_COLUMNS, evidence_cells, to_markdown, to_rows, to_table
from kg.asking.index import Answer, Index
from kg.asking.layout import RDF_FORMATS
from kg.errors import UsageError
from kg.graph.quads import canonical_order
from kg.graph.write import to_bytes

_RESULTS_XML = "http://www.w3.org/2005/sparql-results#"
_NUMBERS = frozenset(terms.XSD + name for name in ("integer", "decimal", "double"))


def to_format(answer: Answer, index: Index, form: str, width: int = 80) -> str:
    """An answer in one of `layout.FORMATS`; `width` is for tables. Raises `UsageError` for rows in an RDF syntax."""
    if form in RDF_FORMATS:
        return to_rdf(answer, index, form)
    if answer.triples is not None and form in _OF_TRIPLES:
        return to_rdf(answer, index, _OF_TRIPLES[form])
    if form in ("table", "md"):
        return {"table": to_table, "md": to_markdown}[form](answer, index, width)
    return {"csv": to_csv, "tsv": to_tsv, "json": to_json, "xml": to_xml}[form](answer, index)


_OF_TRIPLES = {"table": "turtle", "json": "jsonld", "xml": "rdfxml"}
"""The syntax of a CONSTRUCT's triples in a form that is made for rows."""


def to_rdf(answer: Answer, index: Index, form: str) -> str:
    """The triples of a CONSTRUCT or DESCRIBE, canonically ordered, in an RDF syntax."""
    if answer.triples is None:
        raise UsageError(f"{form} is for the triples of CONSTRUCT or DESCRIBE", do="--format csv, tsv, json, xml or md")
    quads = canonical_order(ox.Quad(t.subject, t.predicate, t.object) for t in answer.triples)
    return to_bytes(quads, form, index.prefixes).decode()


def to_csv(answer: Answer, index: Index) -> str:
    """SPARQL 1.1 Query Results CSV, in the query's column order; a truth is `true` or `false`."""
    if answer.is_true is not None:
        return f"{_truth(answer)}\r\n"
    columns, rows = to_rows(answer)
    cells = [[_csv_value(term) for term in row] for row in rows]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*columns, *_evidence_columns(answer)])
    writer.writerows(row + extra for row, extra in zip(cells, _evidence(answer, index), strict=True))
    return out.getvalue()


def to_tsv(answer: Answer, index: Index) -> str:
    """SPARQL 1.1 Query Results TSV: terms as Turtle writes them."""
    if answer.is_true is not None:
        return f"{_truth(answer)}\n"
    columns, rows = to_rows(answer)
    lines = [[f"?{name}" for name in (*columns, *_evidence_columns(answer))]]
    for row, extra in zip(rows, _evidence(answer, index), strict=True):
        lines.append([*map(_tsv_term, row), *(str(ox.Literal(cell)) for cell in extra)])
    return "".join("\t".join(cell.replace("\t", "\\t") for cell in line) + "\n" for line in lines)


def to_json(answer: Answer, index: Index) -> str:
    """SPARQL 1.1 Query Results JSON; evidence as further variables of each binding."""
    if answer.is_true is not None:
        return json.dumps({"head": {}, "boolean": answer.is_true}, indent=1) + "\n"
    columns, rows = to_rows(answer)
    bindings: list[dict[str, Any]] = []
    for row, extra in zip(rows, _evidence(answer, index), strict=True):
        binding: dict[str, Any] = {n: _json_term(t) for n, t in zip(columns, row, strict=True) if t is not None}
        found = zip(EVIDENCE_COLUMNS, extra, strict=False)
        bindings.append(binding | {name: {"type": "literal", "value": cell} for name, cell in found})
    head = [*columns, *_evidence_columns(answer)]
    document = {"head": {"vars": head}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_xml(answer: Answer, index: Index) -> str:
    """SPARQL Query Results XML Format. Characters that XML 1.0 cannot hold become U+FFFD."""
    columns, rows = ([], []) if answer.is_true is not None else to_rows(answer)
    names = [*columns, *_evidence_columns(answer)]
    lines = ['<?xml version="1.0"?>', f'<sparql xmlns="{_RESULTS_XML}">', " <head>"]
    lines += [f"  <variable name={quoteattr(name)}/>" for name in names]
    lines.append(" </head>")
    if answer.is_true is not None:
        return "\n".join([*lines, f" <boolean>{_truth(answer)}</boolean>", "</sparql>", ""])
    lines.append(" <results>")
    for row, extra in zip(rows, _evidence(answer, index), strict=True):
        cells = [*row, *(ox.Literal(cell) for cell in extra)]
        bound = [(n, t) for n, t in zip(names, cells, strict=True) if t is not None]
        inside = "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        lines.append(f"  <result>{inside}</result>")
    return "\n".join([*lines, " </results>", "</sparql>", ""])


def _truth(answer: Answer) -> str:
    return "true" if answer.is_true else "false"


def _evidence_columns(answer: Answer) -> tuple[str, ...]:
    return EVIDENCE_COLUMNS if answer.evidence else ()


def _evidence(answer: Answer, index: Index) -> list[list[str]]:
    """The cells of evidence of each row; none where none was asked for."""
    if not answer.evidence:
        return [[] for _ in to_rows(answer)[1]]
    return [evidence_cells(evidence, index) for evidence in answer.evidence]


def _csv_value(term: Any) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else str(term.value)


def _tsv_term(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS and _is_bare(term):
        return str(term.value)
    return str(term)


def _is_bare(term: ox.Literal) -> bool:
    """True for a number that reads as itself in Turtle."""
    try:
        (quad,) = ox.parse(f"<urn:a> <urn:a> {term.value} .", format=ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        return False
    return bool(quad.object == term)


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts}}
    binding = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype.value != terms.XSD + "string":
        binding["datatype"] = term.datatype.value
    return binding


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = zip(("subject", "predicate", "object"), term, strict=True)
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != terms.XSD + "string":
        attribute = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{attribute}>{_xml(term.value)}</literal>"


def _xml(words: str) -> str:
    allowed = (c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
               for c in words)  # fmt: skip
    return escape("".join(allowed), {"\r": "&#13;"})
