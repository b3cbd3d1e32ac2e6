"""The stores that CI installs, each started once for all tests here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from servers import STORES, Store


@pytest.fixture(scope="session", params=STORES)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A running store; what tests leave there is told apart by its graphs' names."""
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running
