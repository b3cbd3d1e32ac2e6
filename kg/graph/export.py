"""The network as GraphML and as CSV tables for spreadsheets and graph programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

_COLUMNS = (
    "subject", "predicate", "object", "ground", "told_as", "polarity", "voice", "status", "confidence",
    "is_plain", "quotes", "sentences", "source", "read_on", "rule", "subject_iri", "object_iri", "iri",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_graphml(network: nx.MultiDiGraph[str]) -> str:
    """GraphML of the network; lists become text joined by ` | `, claims about a node alone stay with the node."""
    import networkx as nx

    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    flat.graph["title"] = str(network.graph.get("title", ""))
    for iri in sorted(network.nodes):
        flat.add_node(iri, **_flattened(network.nodes[iri]))
    for subject, obj, key in sorted(network.edges(keys=True)):
        flat.add_edge(subject, obj, key=key, **_flattened(network.edges[subject, obj, key]))
    return "\n".join(nx.generate_graphml(flat, named_key_ids=True)) + "\n"


def to_csv(network: nx.MultiDiGraph[str]) -> str:
    """One row a claim, record or inference, with quotes; no cell can run as a spreadsheet formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(network):
        writer.writerow({name: safe_cell(_text(row.get(name, ""))) for name in _COLUMNS})
    return out.getvalue()


def safe_cell(words: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before the signs that start one.

    >>> safe_cell("=1+1"), safe_cell("NIST")
    ("'=1+1", 'NIST')
    """
    stripped = words.lstrip(" \u00a0")
    return "'" + words if stripped.startswith(_FORMULA) or words.startswith(_FORMULA) else words


def _rows(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    labels = {iri: attributes["label"] for iri, attributes in network.nodes(data=True)}
    rows = []
    for subject, obj, attributes in network.edges(data=True):
        ends = {"subject": labels[subject], "object": labels[obj], "subject_iri": subject, "object_iri": obj}
        rows.append({**attributes, **ends, "predicate": attributes["label"]})
    for iri, attributes in network.nodes(data=True):
        for said in attributes["said"]:
            ends = {"subject": attributes["label"], "object": said["value"], "subject_iri": iri, "object_iri": ""}
            rows.append({**said, **ends, "predicate": said["label"]})
    return sorted(rows, key=lambda row: (row["subject_iri"], row["predicate"], row["object"], row["iri"]))


def _flattened(attributes: dict[str, Any]) -> dict[str, Any]:
    """Attributes that GraphML can hold: numbers and truth values as they are, all else as text."""
    return {n: v if isinstance(v, bool | int | float) else _text(v) for n, v in sorted(attributes.items())}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(item)}" for key, item in sorted(value.items()))
    if isinstance(value, list):
        return " | ".join(_text(item) for item in value)
    return str(value)
