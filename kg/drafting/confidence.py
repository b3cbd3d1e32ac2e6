"""How far to trust a rule: the share of its claims that were right on the development statements, Laplace-smoothed.

`confidence.yaml` holds the figures; `bench/calibrate.py` measures them and writes the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

from kg.marked import Mapping, read_yaml

FEW = 5
"""A rule that fired fewer times when it was measured says so beside its confidence."""

_is_measuring: ContextVar[bool] = ContextVar("is_measuring", default=False)


def confidence_of(rule: str) -> tuple[float, int]:
    """The confidence of a rule, (right + 1) / (firings + 2), and how often it fired when it was measured.

    A rule that was never measured has 0.5 and 0 firings.

    >>> confidence_of("no-such-rule")
    (0.5, 0)
    """
    right, firings = (0, 0) if _is_measuring.get() else _measured().get(rule, (0, 0))
    return round((right + 1) / (firings + 2), 2), firings


@contextmanager
def unmeasured() -> Iterator[None]:
    """Within it no rule counts as measured, so that what is measured does not depend on what was measured before."""
    token = _is_measuring.set(True)
    try:
        yield
    finally:
        _is_measuring.reset(token)


@cache
def _measured() -> dict[str, tuple[int, int]]:
    path = files(__package__).joinpath("confidence.yaml")
    tree, _ = read_yaml(path.read_text("utf-8"), "confidence.yaml") if path.is_file() else (None, [])
    rules = tree.get("rules", {}) if isinstance(tree, Mapping) else {}  # type: ignore[call-overload]
    return {str(name): (int(figures["right"]), int(figures["firings"])) for name, figures in rules.items()}
