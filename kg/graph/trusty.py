"""Trusty URIs: a name that holds the hash of what it names, so that any reader can tell whether it was changed.

Source: T. Kuhn, Trusty URI Specification, version 1 (2015), module RA. Blank nodes are not supported there, nor here.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

CODE_LENGTH = 45
"""The module's two letters and 43 characters of hash."""


def artifact_code(quads: Iterable[ox.Quad], own_code: str) -> str:
    """The artifact code of quads in named graphs; `own_code` is what stands for it in their IRIs so far."""
    hashed = "".join(_lines(quad, own_code) for quad in sorted(set(quads), key=lambda quad: _order(quad, own_code)))
    digest = hashlib.sha256(hashed.encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _iri(term: Any, own_code: str) -> str:
    """The preprocessed IRI: the code gives way to a blank, for it cannot be part of its own hash."""
    return str(term.value).replace(own_code, " ")


def _order(quad: ox.Quad, own_code: str) -> tuple[str, str, str, bool, str, str, str]:
    """Rules 1 to 9 of the specification; Python compares strings by code point, as it demands."""
    place = (_iri(quad.graph_name, own_code), _iri(quad.subject, own_code), _iri(quad.predicate, own_code))
    obj = quad.object
    if isinstance(obj, ox.Literal):
        language = obj.language or ""
        return (*place, True, obj.value, "" if language else obj.datatype.value, language)
    return (*place, False, _iri(obj, own_code), "", "")


def _lines(quad: ox.Quad, own_code: str) -> str:
    """Graph, subject, predicate and object, a line each."""
    terms = (quad.graph_name, quad.subject, quad.predicate)
    return "".join(f"{_iri(term, own_code)}\n" for term in terms) + _object(quad.object, own_code) + "\n"


def _object(obj: Any, own_code: str) -> str:
    if not isinstance(obj, ox.Literal):
        return _iri(obj, own_code)
    words = obj.value.replace("\\", "\\\\").replace("\n", "\\n")
    return f"@{obj.language} {words}" if obj.language else f"^{obj.datatype.value} {words}"
