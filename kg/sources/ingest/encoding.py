"""Bytes to text without guessing: a byte-order mark, what the person or the page says, UTF-8; else an error."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{1,40})", re.IGNORECASE)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What a browser reads where a page names these (WHATWG Encoding Standard, section 4.2)."""


def decode_text(content: bytes, encoding: str = "") -> str:
    """The text of a plain file: by its byte-order mark, by `encoding`, else as strict UTF-8. Raises `InputError`."""
    if encoding:
        return _decode(content, _known(encoding), f"--encoding {encoding}")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decode(content, name, "its byte-order mark")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        do = "save it as UTF-8, or name its encoding: --encoding windows-1252"
        raise InputError(f"not UTF-8: byte 0x{content[error.start]:02X} in line {line}", do=do) from None


def decode_html(content: bytes, encoding: str = "") -> tuple[str, list[str]]:
    """The text of a page, and a remark where the page names a wrong encoding. Raises `InputError`.

    Bytes that are valid UTF-8 and not ASCII alone are UTF-8, whatever the page says: no other text looks like that.
    """
    if encoding or any(content.startswith(mark) for mark, _ in _MARKS):
        return decode_text(content, encoding), []
    named = _META.search(content[:4096]) or _XML.search(content[:200])
    name = named[1].decode("ascii") if named else ""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        if not name:
            return decode_text(content), []
        return _decode(content, _as_browsers(name), f"what the page says ({name})"), []
    is_other = name and not content.isascii() and _as_browsers(name) != "utf-8"
    return text, [f"the page says its encoding is {name}, but it is UTF-8"] if is_other else []


def _as_browsers(name: str) -> str:
    known = _known(name)
    return _AS_BROWSERS.get(known, known)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        raise InputError(f"unknown encoding {name!r}", do="such as utf-8, windows-1252, iso-8859-1") from None
    if not found._is_text_encoding:
        raise InputError(f"{name!r} is no encoding of text", do="such as utf-8, windows-1252, iso-8859-1")
    return found.name


def _decode(content: bytes, encoding: str, why: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        line = content.count(b"\n", 0, at) + 1
        do = "name its encoding: --encoding utf-8"
        raise InputError(f"not {encoding}, by {why}: byte 0x{content[at]:02X} in line {line}", do=do) from None
