"""How far to trust a rule: the share of its claims that were right on the development statements, Laplace-smoothed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


def confidence_of(rule: str) -> tuple[float, int]:
    """The confidence of a rule, (right + 1) / (firings + 2), and how often it fired when it was measured.

    A rule that was never measured has 0.5 and 0 firings.

    >>> confidence_of("no-such-rule")
    (0.5, 0)
    """
    right, firings = _measured().get(rule, (0, 0))
    return round((right + 1) / (firings + 2), 2), firings


@cache
def _measured() -> dict[str, tuple[int, int]]:
    path = files(__package__).joinpath("confidence.yaml")
    if not path.is_file():
        return {}
    rules = yaml.safe_load(path.read_text("utf-8"))["rules"]
    return {name: (int(figures["right"]), int(figures["firings"])) for name, figures in rules.items()}
