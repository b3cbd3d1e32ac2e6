"""Helpers that tests import: where the checkout is, how `kg` is run, when a test may be skipped."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STATEMENT = "us-uk-quantum-2021"
Run = Callable[..., subprocess.CompletedProcess[str]]


def require(is_there: bool, reason: str) -> None:
    """Skip with the reason where something is missing; in CI that is a failure."""
    if is_there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
