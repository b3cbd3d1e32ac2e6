"""Finds people, firms and institutions that a text names only as a kind, such as “early-career researchers”."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

from kg.drafting.masked import Masked
from kg.drafting.undertakings import start_of_phrase
from kg.drafting.workbook import Workbook


def find_collectives(workbook: Workbook, masked: Masked) -> None:
    """Notes the collectives of a sentence; the same words are the same collective."""
    for head in _heads().finditer(masked.text):
        start = start_of_phrase(masked.text, head.start())
        span = masked.span(start, head.end())
        if not any(m.span.meets(span) and not span.holds(m.span) for m in workbook.mentions):
            label = masked.words(start, head.end())
            workbook.find_or_add("CollectiveAgent", label, span)


@cache
def _heads() -> re.Pattern[str]:
    tree = yaml.safe_load(files(__package__).joinpath("rules/collectives.yaml").read_text("utf-8"))
    heads = "|".join(sorted(map(re.escape, tree["heads"]), key=lambda h: (-len(h), h)))
    return re.compile(rf"(?<![\w'-])(?:{heads})(?![\w'-])", re.IGNORECASE)
