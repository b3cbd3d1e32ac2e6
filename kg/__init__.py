"""Communiqué: science-policy statements as knowledge graphs that anyone can check.

    >>> import kg
    >>> graph = kg.load()
    >>> graph.find("NPL")[0].what
    'National Physical Laboratory (Organisation)'

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph, check, load, verify_build
    from kg.asking.find import Hit
    from kg.asking.index import Answer
    from kg.errors import FindingsError, InputError, KGError, OutputError, UsageError
    from kg.findings import Finding
    from kg.graph.facts import Ground
    from kg.page.pyvis_network import Network
    from kg.page.shown import Page

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Finding",
    "FindingsError",
    "Ground",
    "Hit",
    "InputError",
    "KGError",
    "KnowledgeGraph",
    "Network",
    "OutputError",
    "Page",
    "UsageError",
    "check",
    "load",
    "verify_build",
]

_HOMES = {
    "Answer": "kg.asking.index",
    "Finding": "kg.findings",
    "FindingsError": "kg.errors",
    "Ground": "kg.graph.facts",
    "Hit": "kg.asking.find",
    "InputError": "kg.errors",
    "KGError": "kg.errors",
    "KnowledgeGraph": "kg.api",
    "OutputError": "kg.errors",
    "Network": "kg.page.pyvis_network",
    "Page": "kg.page.shown",
    "UsageError": "kg.errors",
    "check": "kg.api",
    "load": "kg.api",
    "verify_build": "kg.api",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
