"""The core sayings of the shipped statement are those that its gold relations ask for, and it has them all."""

from __future__ import annotations

import re

from support import ROOT, STATEMENT

from kg.project import Project
from kg.register import read_register
from kg.scoring.read_claims import read_gold
from kg.vocabulary import Vocabulary

_GOLD = ROOT / "tests" / "gold"
_CLAIM = re.compile(r"a cmq:Claim ;(.*?)\.\n", re.DOTALL)


def asked(name: str) -> list[str]:
    """The sayings that the query of one core relation asks for."""
    claims = _CLAIM.findall((_GOLD / f"{name}.rq").read_text("utf-8"))
    parts = [[re.search(rf"cmq:{key} (\S+|\".*?\") ;", c) for key in ("subject", "predicate")] for c in claims]
    ends = [re.search(r'cmq:(?:object \S+?:([\w-]+)|value ("[^"]*"))', c) for c in claims]
    assert all(all(p) for p in parts) and all(ends), name
    names = [[p[1].split(":")[-1] for p in pair if p] for pair in parts]
    return [" ".join([*pair, end[1] or end[2]]) for pair, end in zip(names, ends, strict=True) if end]


def test_the_core_sayings_are_those_of_the_core_relations(vocabulary: Vocabulary) -> None:
    relations = (_GOLD / "core.txt").read_text("utf-8").split()
    lines = (_GOLD / "core-sayings.txt").read_text("utf-8").splitlines()
    written = [line for line in lines if not line.startswith("#")]
    assert written == list(dict.fromkeys(saying for name in relations for saying in asked(name)))
    assert len(relations) == 52


def test_the_shipped_statement_has_its_core(vocabulary: Vocabulary) -> None:
    project = Project(ROOT)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    gold = read_gold(project.statements_folder / STATEMENT, register, vocabulary, _GOLD / "core-sayings.txt")
    assert len(gold.core) == 65
