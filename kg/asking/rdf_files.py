"""Reads RDF files of any syntax that come from anybody, and gives an index over them.

No file is fetched that a file names (JSON-LD contexts, XML entities), and what would end or hold the process is refused
first: the parser expands XML entities without limit and works on deep nesting by recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.asking.index import Index
from kg.errors import InputError
from kg.graph.quads import in_default_graph
from kg.marked import nearest

SYNTAXES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
    "n3": ox.RdfFormat.N3,
}
_DEEPEST = 1_000
_ENTITY = re.compile(rb"""<!ENTITY\s+(%\s+)?([^\s"'>]+)\s+(?:"([^"]*)"|'([^']*)'|([A-Z]+))""")
_TAG = re.compile(rb"<(/?)[A-Za-z_](?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_TRIPLE_TERM = re.compile(rb"<<|>>")


def open_files(paths: list[str], prefixes: dict[str, str]) -> tuple[Index, bool]:
    """The index over these files: triples in the default graph, named graphs under their names.

    Where nothing stands in the default graph, all named graphs are asked as one; the second value is true then.
    Raises `InputError` with the place of what cannot be read.
    """
    quads = [quad for path in paths for quad in read_file(Path(path))]
    default = [quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    named = [quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)]
    is_joined = bool(named) and not default
    return Index(in_default_graph(named) if is_joined else default, named, prefixes), is_joined


def read_file(path: Path) -> list[ox.Quad]:
    """The quads of one file; the syntax is told by its ending. Blank nodes are the file's own."""
    ending = path.suffix[1:].lower()
    if ending not in SYNTAXES:
        known = ", ".join(f".{name}" for name in SYNTAXES)
        near = nearest(ending, SYNTAXES)
        raise InputError("no RDF syntax has this ending", where=str(path), nearest=near and f".{near}", do=known)
    try:
        content = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise InputError(f"cannot read: {(error.strerror or str(error)).lower()}", where=str(path)) from None
    check_content(content, SYNTAXES[ending], str(path))
    try:
        return list(_parsed(content, SYNTAXES[ending], path))
    except SyntaxError as error:
        where = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise InputError(f"not {SYNTAXES[ending].name}", where=where, do=str(error.msg or error)) from None
    except (ValueError, OSError) as error:
        raise InputError(f"not {SYNTAXES[ending].name}", where=str(path), do=str(error)) from None


def _parsed(content: bytes, syntax: ox.RdfFormat, path: Path) -> Iterator[ox.Quad]:
    base = path.resolve().as_uri()
    yield from ox.parse(content, format=syntax, base_iri=base, rename_blank_nodes=True)


def check_content(content: bytes, syntax: ox.RdfFormat, where: str) -> None:
    """Raises `InputError` for what the parser would not survive."""
    if syntax == ox.RdfFormat.RDF_XML:
        _check_entities(content, where)
        if _depth((bool(m[1]), bool(m[2])) for m in _TAG.finditer(content)) > _DEEPEST:
            raise InputError(f"elements are nested more than {_DEEPEST:,} deep", where=where)
    elif syntax != ox.RdfFormat.JSON_LD and b"<<" in content:
        marks = ((match[0] == b">>", False) for match in _TRIPLE_TERM.finditer(content))
        if _depth(marks) > _DEEPEST:
            raise InputError(f"triple terms are nested more than {_DEEPEST:,} deep", where=where)


def _check_entities(content: bytes, where: str) -> None:
    """Entities that name files or other entities are refused, and those that would make the file ten times longer."""
    found = _ENTITY.findall(content)
    values = {name: double or single for _, name, double, single, _ in found}
    if len(found) < content.count(b"<!ENTITY") or any(percent or keyword for percent, _, _, _, keyword in found):
        raise InputError("an entity of this XML names a file, or is none that we read", where=where)
    if any(re.search(rb"&(?!#|amp;|lt;|gt;|quot;|apos;)|%", value) for value in values.values()):
        raise InputError("an entity of this XML holds other entities", where=where, do="write it out")
    grown = sum(content.count(b"&" + name + b";") * len(value) for name, value in values.items())
    if grown > 10 * len(content) + 1_000_000:
        raise InputError("the entities of this XML would make it very long", where=where, do="write them out")


def _depth(marks: Iterator[tuple[bool, bool]]) -> int:
    """The deepest nesting of opening and closing marks (is closing, closes itself)."""
    depth = deepest = 0
    for is_closing, is_empty in marks:
        depth += 0 if is_empty else -1 if is_closing else 1
        deepest = max(deepest, depth)
    return deepest
