"""Re-reads every quote of a graph against its text: exact words, offsets, what stands before and behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg import terms
from kg.graph.quads import RDF_TYPE
from kg.graph.statement import CONTEXT

_EVIDENCE = terms.ONT + "Evidence"


@dataclass(frozen=True)
class Mismatch:
    """A piece of evidence that its text does not bear out, and the claims that rest on it."""

    evidence: str
    what: str
    claims: tuple[str, ...]


def verify_quotes(quads: Iterable[ox.Quad], texts: dict[str, str]) -> tuple[int, list[Mismatch]]:
    """How many quotes there are, and those that do not stand in the texts exactly as the graph says.

    `texts` are the documents' texts by IRI; evidence of a document without a text is a mismatch. Offsets are
    code points.
    """
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    claims: dict[str, list[str]] = defaultdict(list)
    names: set[str] = set()
    published: set[str] = set()
    for quad in quads:
        subject, predicate, obj = _value(quad.subject), quad.predicate.value, _value(quad.object)
        if quad.predicate == RDF_TYPE and obj == _EVIDENCE:
            names.add(subject)
        elif predicate in (terms.ONT + "hasEvidence", terms.ONT + "antecedent"):
            claims[obj].append(subject)
        elif predicate == terms.ONT + "text":
            published.add(subject)
        elif predicate.startswith(terms.OA) or predicate == terms.ONT + "inDocument":
            parts[subject][terms.local_name(predicate)] = obj
    mismatches = []
    for name in sorted({*names, *claims}):
        has_text = parts[name].get("inDocument", "") in published
        what = _compare(parts[name], texts, has_text=has_text)
        if what:
            mismatches.append(Mismatch(name, what, tuple(sorted(claims[name]))))
    return len(names), mismatches


def _compare(part: dict[str, str], texts: dict[str, str], *, has_text: bool) -> str:
    """What is wrong with one piece of evidence, or an empty string."""
    text = texts.get(part.get("inDocument", ""))
    if text is None:
        return "no text of its document"
    try:
        start, end = int(part["start"]), int(part["end"])
        exact, prefix, suffix = part["exact"], part.get("prefix"), part.get("suffix")
    except (KeyError, ValueError):
        return "words or offsets are missing"
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        return f"the text has {text[start:end]!r} at {start}–{end}, not {exact!r}"
    if prefix is None and suffix is None and not has_text:
        return ""  # where the rights allow quotes only, what stands around them is not in the graph
    if text[max(0, start - CONTEXT) : start] != prefix:
        return f"the text before {start} is not {prefix!r}"
    if text[end : end + CONTEXT] != suffix:
        return f"the text behind {end} is not {suffix!r}"
    return ""


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
