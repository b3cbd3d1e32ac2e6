"""Reads the files of `rules/`: what the rules know of the genre's English, as data."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where PyYAML was built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@cache
def read_rules(name: str) -> Any:
    """What a file of `rules/` holds, by its name without the ending; read once."""
    return yaml.load(files(__package__).joinpath("rules", f"{name}.yaml").read_text("utf-8"), Loader=_Loader)


@cache
def relation_files() -> tuple[str, ...]:
    """The names of the files of relation rules, in their order."""
    found = files(__package__).joinpath("rules", "relations").iterdir()
    return tuple(sorted(f"relations/{p.name.removesuffix('.yaml')}" for p in found if p.name.endswith(".yaml")))
