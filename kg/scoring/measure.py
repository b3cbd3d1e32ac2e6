"""Measures the rules of the drafter on statements with a gold standard, and writes the figures as `confidence.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.drafting.confidence import unmeasured
from kg.drafting.draft import Producer, draft
from kg.register import Register
from kg.scoring.account import Account, Gold
from kg.scoring.read_draft import from_draft
from kg.scoring.score import Scores, score
from kg.vocabulary import Vocabulary

_HEAD = """\
# How often each rule of the drafter was right on the development statements (tests/drafting/development).
# A draft gives a claim the confidence (right + 1) / (firings + 2). Made by bench/calibrate.py, never by hand.
"""


def measure_rules(golds: Sequence[Gold], register: Register, vocabulary: Vocabulary) -> Scores:
    """The scores of drafts made here and now of the texts of gold standards, whatever was measured before."""
    with unmeasured():
        drafts = [draft_gold(gold, register, vocabulary) for gold in golds]
    return score(drafts, golds, vocabulary)


def draft_gold(gold: Gold, register: Register, vocabulary: Vocabulary, producers: Iterable[Producer] = ()) -> Account:
    """The account of a draft, made here and now, of the text of a gold standard."""
    return from_draft(draft(gold.account.source, register, vocabulary, producers), register, vocabulary)


def to_yaml(rules: Mapping[str, tuple[int, int]]) -> str:
    """The figures of rules, right and firings by name, as the file holds them."""
    lines = [f"  {name}: {{right: {right}, firings: {firings}}}" for name, (right, firings) in sorted(rules.items())]
    return "\n".join([_HEAD + "rules:" + ("" if lines else " {}"), *lines, ""])
