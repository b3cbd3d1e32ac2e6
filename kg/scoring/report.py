"""Scores as a person reads them and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.findings import printable
from kg.scoring.account import Counts, Share
from kg.scoring.mentions import show
from kg.scoring.score import COUNTS, SHARES, Scores, StatementScore

_TITLES = {
    "mentions": "named entities, strict",
    "mentions_partial": "named entities, partial",
    "relations": "relations, strict",
    "relations_without_status": "relations without statuses",
    "links": "links: right, of those to be made",
    "false_links": "false links, of those made",
    "linked_decoys": "decoys linked",
    "core_recall": "core recall",
    "ontology": "claims that the ontology allows",
    "grounding": "ends with their words",
    "status": "statuses right",
    "told_as": "told-as right",
    "polarity": "polarity right",
    "voice": "voices right",
    "speakers": "quotations with the right speaker",
}


def to_text(scores: Scores, *, details: bool = False) -> str:
    """The report for a terminal of 80 columns; with `details` every miss and every extra claim too."""
    lines = [*_pooled(scores), "", *_per_predicate(scores), "", *_per_statement(scores), "", *_calibration(scores)]
    if details:
        lines += [line for statement in scores.statements for line in ["", *_details(statement)]]
    return "\n".join(printable(line) for line in lines)


def _pooled(scores: Scores) -> Iterator[str]:
    count = len(scores.statements)
    yield f"{count} statement{'s' * (count != 1)}, counted together"
    yield f"  {'':<34}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>8}"
    for name in COUNTS:
        counts = scores.counts(name)
        figures = (counts.precision, counts.recall, counts.f1)
        yield f"  {_TITLES[name]:<34}" + "".join(f"{f:>10.3f}" for f in figures) + f"{counts.right:>8}"
    for name in SHARES:
        share = scores.share(name)
        yield f"  {_TITLES[name]:<34}{_shown(share.value):>10}   ({share.right} of {share.of})"
    edits = scores.edits
    told = f"({edits.adds} added, {edits.deletes} deleted, {edits.changes} changed)"
    yield f"  {'edits to the gold standard':<34}{edits.total:>10}   {told}"


def _per_predicate(scores: Scores) -> Iterator[str]:
    yield f"  {'predicate':<34}{'precision':>10}{'recall':>10}{'F1':>10}{'wanted':>8}"
    for name, counts in scores.per_predicate.items():
        yield f"  {name:<34}{_row(counts)}{counts.wanted:>8}"


def _per_statement(scores: Scores) -> Iterator[str]:
    yield f"  {'statement':<34}{'precision':>10}{'recall':>10}{'F1':>10}{'core':>8}"
    for statement in scores.statements:
        row = _row(statement.counts["relations"])
        yield f"  {statement.name:<34.34}{row}{_shown(statement.shares['core_recall'].value):>8}"


def _calibration(scores: Scores) -> Iterator[str]:
    calibration = scores.calibration
    yield f"  calibration: Brier {_shown(calibration.brier)}, expected error {_shown(calibration.error)}"
    for b in calibration.bins:
        told = f"said {b.confidence:.2f}, right {b.accuracy:.2f}"
        yield f"    confidence {b.low:.1f}–{b.high:.1f}: {b.right} of {b.claims} claims right ({told})"


def _details(statement: StatementScore) -> Iterator[str]:
    source = statement.gold.account.source
    yield f"{statement.name}"
    for said in statement.relations.missed:
        core = "core " if said.triple in statement.gold.core else ""
        yield f"  missed {core}{said.shown}"
    for said in statement.relations.extra:
        yield f"  extra  {said.shown}  ({said.rule or 'no rule'}, {said.polarity}): {_short(' … '.join(said.quotes))}"
    for mention in statement.mentions.missed:
        yield f"  missed {show(source, mention)}"
    for mention in statement.mentions.extra:
        yield f"  extra  {show(source, mention)}"
    unpaired = sorted(set(statement.gold.account.things) - set(statement.pairs.values()))
    if unpaired:
        yield f"  no partner in the draft: {', '.join(unpaired)}"
    yield from (f"  link   {error}" for error in statement.links.errors)
    yield from (f"  status {error}" for error in statement.status_errors)
    yield from (f"  ground {_short(error)}" for error in statement.grounds.errors)
    for m in statement.relations.matches:
        if m.draft.told_as != m.gold.told_as:
            yield f"  told   {m.gold.shown}: {m.gold.told_as}, the draft says {m.draft.told_as}"


def to_json(scores: Scores) -> str:
    """The report as JSON: pooled, by predicate, by rule and by statement, in a fixed order."""
    tree = {
        "pooled": {**_figures(scores), "edits": _edits(scores), "calibration": _reliability(scores)},
        "predicates": {name: _counts(counts) for name, counts in scores.per_predicate.items()},
        "rules": {rule: {"right": right, "firings": of} for rule, (right, of) in scores.per_rule.items()},
        "statements": [_statement(statement) for statement in scores.statements],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1)


def _figures(scores: Scores) -> dict[str, Any]:
    counts = {name: _counts(scores.counts(name)) for name in COUNTS}
    return counts | {name: _share(scores.share(name)) for name in SHARES}


def _statement(statement: StatementScore) -> dict[str, Any]:
    counts = {name: _counts(counts) for name, counts in statement.counts.items()}
    shares = {name: _share(share) for name, share in statement.shares.items()}
    edits = _edits(Scores((statement,)))
    missed = [said.shown for said in statement.relations.missed]
    extra = [said.shown for said in statement.relations.extra]
    return {"id": statement.name, **counts, **shares, "edits": edits, "missed": missed, "extra": extra}


def _counts(counts: Counts) -> dict[str, Any]:
    figures = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}
    rounded = {name: round(figure, 4) for name, figure in figures.items()}
    return {**rounded, "right": counts.right, "proposed": counts.proposed, "wanted": counts.wanted}


def _share(share: Share) -> dict[str, Any]:
    return {"share": None if share.value is None else round(share.value, 4), "right": share.right, "of": share.of}


def _edits(scores: Scores) -> dict[str, int]:
    return {"adds": scores.edits.adds, "deletes": scores.edits.deletes, "changes": scores.edits.changes}


def _reliability(scores: Scores) -> dict[str, Any]:
    calibration = scores.calibration
    bins = [
        {"low": b.low, "high": b.high, "claims": b.claims, "right": b.right, "confidence": round(b.confidence, 4)}
        for b in calibration.bins
    ]
    return {"claims": calibration.claims, "brier": calibration.brier, "ece": calibration.error, "bins": bins}


def _row(counts: Counts) -> str:
    return f"{counts.precision:>10.3f}{counts.recall:>10.3f}{counts.f1:>10.3f}"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= 160 else folded[:159] + "…"
