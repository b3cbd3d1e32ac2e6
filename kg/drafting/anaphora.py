"""Resolves a closed list of words that stand for several names: “both governments”, “the Participants”, “the two agencies”.

Each is tied to a list of names told together in one earlier sentence; where there is none of the right number, nothing
is resolved. `rules/anaphora.yaml` holds the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from kg.drafting.masked import Masked, Name
from kg.drafting.workbook import Workbook
from kg.model import Span

_BETWEEN = re.compile(
    r"(?: \(‹[A-Z]\d+›\))?(?:,? (?:of|in) (?:the )?‹[SO]\d+›)?(?:[,;]? (?:and|as well as|with|or) |, |-| & |/)(?:(?:the|of|its|from) |(?:Dr|Mr|Ms|Mrs|Prof)\.? )*"
)


@dataclass(frozen=True)
class _Form:
    words: re.Pattern[str]
    count: int
    kinds: str
    takes_first: bool


@dataclass(frozen=True)
class _Told:
    """Names told together in one sentence: the entities, their kinds, the stretch of the source."""

    members: tuple[str, ...]
    kinds: frozenset[str]
    span: Span


class Anaphora:
    """Remembers the lists of names of the sentences so far and resolves what stands for them."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._told: list[_Told] = []

    def resolve(self, masked: Masked) -> bool:
        """Notes the groups of a sentence; True where there were any."""
        found = False
        for form in _forms():
            for match in form.words.finditer(masked.text):
                told = self._find(form)
                span = masked.span(match.start(), match.end())
                if told and not any(m.span.meets(span) for m in self.workbook.mentions):
                    antecedent = " ".join(masked.source.words(told.span).split())
                    self.workbook.add_group(told.members, antecedent, span)
                    found = True
        return found

    def remember(self, masked: Masked) -> None:
        """Notes the names that a sentence tells together: in one list, or else all of one kind in it."""
        for kinds in ("S", "O"):
            runs = _runs(masked, kinds)
            self._note(masked, runs)
            names = [n for n in masked.names if n.kind == kinds]
            self._note(masked, [names] if names and not any(len(run) == len(names) for run in runs) else [])

    def _note(self, masked: Masked, runs: list[list[Name]]) -> None:
        for run in runs:
            members = tuple(dict.fromkeys(name.entity for name in run))
            if len(members) > 1:
                span = Span(run[0].span.start, run[-1].span.end)
                self._told.append(_Told(members, frozenset(n.kind for n in run), span))

    def _find(self, form: _Form) -> _Told | None:
        fitting = [
            told for told in self._told if told.kinds <= set(form.kinds) and (form.count in (0, len(told.members)))
        ]
        if not fitting:
            return None
        return fitting[0] if form.takes_first else fitting[-1]


def _runs(masked: Masked, kind: str) -> list[list[Name]]:
    """Names of one kind that stand in one list, such as “A, B and C”."""
    runs: list[list[Name]] = []
    previous: Name | None = None
    for name in masked.names:
        if name.kind != kind:
            continue
        joined = previous is not None and _BETWEEN.fullmatch(masked.text[previous.end : name.start])
        if joined:
            runs[-1].append(name)
        else:
            runs.append([name])
        previous = name
    return [run for run in runs if len(run) > 1]


@cache
def _forms() -> tuple[_Form, ...]:
    tree = yaml.safe_load(files(__package__).joinpath("rules/anaphora.yaml").read_text("utf-8"))
    return tuple(
        _Form(re.compile(rf"(?<![\w-])(?:{e['words']})(?![\w'-])"), int(e["count"]), e["kinds"], bool(e.get("first")))
        for e in tree
    )
