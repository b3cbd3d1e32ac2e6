"""What stands around a text and is not part of it: the lists of `noise.txt`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")


@cache
def noise() -> dict[str, frozenset[str]]:
    """The lists by the name in brackets above each."""
    groups: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in files(__package__).joinpath("noise.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1].isalpha():
            current = groups.setdefault(line[1:-1], set())
        elif line.strip() and not line.startswith("#"):
            current.add(line.strip())
    return {name: frozenset(words) for name, words in groups.items()}


def names_furniture(names: str, group: str = "classes") -> str:
    """The first word of a class or id that names furniture of a page, or an empty string.

    The group `maybe` holds words that name furniture only where the element looks like it.

    >>> names_furniture("c-cookieBar wide"), names_furniture("social-share", "maybe")
    ('cookie', 'social')
    """
    words = [word.lower() for word in _WORDS.findall(names)]
    return next((word for word in words if word in noise()[group]), "")


def names_hidden(names: str) -> bool:
    """True where one of these classes hides its element."""
    return bool(set(names.lower().split()) & noise()["hidden"])


def is_control(line: str) -> bool:
    """True for a line that is a control of the page or speaks of its cookies."""
    plain = " ".join(line.split())
    if plain.lower().rstrip(" .:!>»›→↑") in noise()["lines"]:
        return True
    return any(pattern.search(plain) for pattern in _patterns())


@cache
def _patterns() -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in sorted(noise()["patterns"])]
