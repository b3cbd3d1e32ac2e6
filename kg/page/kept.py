"""`layout.json`: the places that things had in the picture, so that a rebuild keeps them.

A line a thing, sorted, by what stands after `…/id/` in its IRI; pixels, y downwards. It may be edited by hand, and
whoever deletes it gets a new picture. Knows the form; refuses to know where the file is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg import terms
from kg.errors import InputError

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")  # how a whole one begins
MOST = 10_000_000  # pixels from the middle
_DO = "mend it, or delete it for a new picture"


def read_layout(path: Path, shown: str) -> dict[str, tuple[int, int]]:
    """The kept places by IRI, none where there is no file. Raises `InputError` at the line that cannot be read."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except json.JSONDecodeError as error:
        raise InputError(error.msg, where=f"{shown}:{error.lineno}:{error.colno}", do=_DO) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=shown, do=_DO) from None
    if not isinstance(stored, dict) or not all(_is_place(at) for at in stored.values()):
        raise InputError("not a list of things with two whole numbers each", where=shown, do=_DO)
    return {name if IRI.match(name) else terms.ID + name: (at[0], at[1]) for name, at in stored.items()}


def to_json(places: dict[str, tuple[int, int]]) -> bytes:
    r"""The file of these places.

    >>> to_json({"https://w3id.org/communique/id/agent/nist": (3, -4)})
    b'{\n"agent/nist": [3, -4]\n}\n'
    """
    lines = [
        f"{json.dumps(iri.removeprefix(terms.ID), ensure_ascii=False)}: [{x}, {y}]"
        for iri, (x, y) in sorted(places.items())
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "surrogatepass")


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and [type(one) for one in value] == [int, int] and all(abs(v) <= MOST for v in value)
