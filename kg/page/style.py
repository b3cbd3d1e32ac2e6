"""The look of things and lines, read from `style.yaml`; knows nothing of any network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Group:
    """How one group of types looks; `size` is a radius and `font` a height, both in pixels."""

    key: str
    label: str
    shape: str
    colour: str
    size: int
    font: int
    wrap: int
    weight: float
    is_acronym: bool
    has_status: bool
    types: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """How one kind of line looks; `dashes` are pixels drawn and left out in turn, none for a whole line."""

    key: str
    label: str
    light: str
    dark: str
    width: float
    dashes: tuple[int, ...]
    is_shown: bool


@dataclass(frozen=True)
class Style:
    """All of `style.yaml`."""

    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    core: tuple[str, ...]
    pull: dict[str, float]
    pull_of_ground: dict[str, float]

    def get_group(self, node: dict[str, Any]) -> Group:
        """Return the group of a node: that of its class, else of the nearest class above it, else the last group."""
        names = [str(node.get("type", "")), *map(str, node.get("broader_types", ()))]
        named = {name: group for group in self.groups for name in group.types}
        return next((named[name] for name in names if name in named), self.groups[-1])

    def get_line(self, claim: dict[str, Any], subject: dict[str, Any]) -> Line:
        """Return the line of a claim: by its ground, then its doubt, then the status of its subject."""
        key = self._line_key(claim, self.get_group(subject).has_status)
        return next(line for line in self.lines if line.key == key)

    def get_pull(self, claim: dict[str, Any]) -> float:
        """Return how strongly a claim holds its two ends together in the picture, 0 or more."""
        if claim.get("polarity") == "excluded":
            return 0.0
        ground = self.pull_of_ground.get(str(claim.get("ground", "read")), 1.0)
        return ground * self.pull.get(str(claim.get("predicate", "")), 1.0)

    def _line_key(self, claim: dict[str, Any], has_status: bool) -> str:
        ground = claim.get("ground", "read")
        if ground == "given":
            return str(claim["line"])
        if ground in ("recorded", "inferred"):
            return str(ground)
        if claim.get("polarity") == "excluded":
            return "excluded"
        if is_unsure(claim):
            return "unsure"
        status = str(claim.get("status") or "")
        return status if has_status and any(line.key == status for line in self.lines) else "fact"


def is_unsure(claim: dict[str, Any]) -> bool:
    """Return whether a read claim is possible, opinion, excluded, a quoted person's word or background."""
    return (
        claim.get("told_as", "fact") != "fact"
        or claim.get("polarity", "affirmed") != "affirmed"
        or bool(claim.get("is_quoted", False))
        or not claim.get("is_plain", True)
    )


@cache
def read_style() -> Style:
    """Return the style that stands beside this module."""
    stored = yaml.safe_load(resources.files("kg.page").joinpath("style.yaml").read_text("utf-8"))
    return Style(
        groups=tuple(_to_group(entry) for entry in stored["groups"]),
        lines=tuple(_to_line(entry) for entry in stored["lines"]),
        core=tuple(stored["core"]),
        pull={key: float(value) for key, value in stored["pull"].items()},
        pull_of_ground={key: float(value) for key, value in stored["pull_of_ground"].items()},
    )


def _to_group(entry: dict[str, Any]) -> Group:
    is_acronym, has_status = bool(entry.pop("acronym", False)), bool(entry.pop("status", False))
    types = tuple(entry.pop("types"))
    return Group(**entry, is_acronym=is_acronym, has_status=has_status, types=types)


def _to_line(entry: dict[str, Any]) -> Line:
    is_shown = bool(entry.pop("shown", True))
    dashes = tuple(entry.pop("dashes"))
    return Line(**entry, is_shown=is_shown, dashes=dashes)
