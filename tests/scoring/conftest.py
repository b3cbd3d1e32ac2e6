"""A small invented gold standard, and the ontology."""

from __future__ import annotations

import pytest
from invented_gold import GOLD, STATEMENT
from support import ROOT

from kg.project import Project
from kg.register import Register, read_register
from kg.scoring.account import Gold
from kg.scoring.read_claims import read_gold
from kg.vocabulary import Vocabulary, read_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(ROOT / "ontology")


@pytest.fixture(scope="session")
def register(vocabulary: Vocabulary) -> Register:
    project = Project(GOLD)
    return read_register(project.register_folder, vocabulary, project.show, project.catalogue)[0]


@pytest.fixture(scope="session")
def gold(register: Register, vocabulary: Vocabulary) -> Gold:
    return read_gold(STATEMENT, register, vocabulary)
