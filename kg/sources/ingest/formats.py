"""Which format a file has, and its reader. Content decides; a name that says otherwise is an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

import kg
from kg.errors import InputError, UsageError
from kg.sources.ingest.canonical import to_canonical
from kg.sources.ingest.found import FORMATS, Found, Raw

_SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_OTHERS = [
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)", "save it as .docx"),
    (b"{\\rtf", "a rich-text file", "save it as .docx"),
    (b"\x1f\x8b", "a gzip file", "unpack it"),
    (b"\x89PNG", "a picture", "recognise its text (OCR) first"),
    (b"\xff\xd8\xff", "a picture", "recognise its text (OCR) first"),
]
_READERS = {
    "txt": ("plain", "read_plain"),
    "md": ("plain", "read_markdown"),
    "html": ("html", "read_html"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("docx", "read_docx"),
}
NEEDS = {"md": "markdown_it", "html": "selectolax", "pdf": "pypdfium2", "docx": "docx"}
"""The module that a format's reader cannot do without; all are in the extra `ingest`."""


def to_format(content: bytes, suffix: str, given: str = "") -> str:
    """The format of a file: the one that is given, else by its suffix, else by its first bytes.

    Raises `UsageError` for an unknown suffix and `InputError` where the bytes are plainly another format's.
    """
    seen = _sniff(content)
    named = given or _SUFFIXES.get(suffix.lower(), "")
    if not named and suffix:
        do = f"give --format: one of {', '.join(FORMATS)}"
        raise UsageError(f"no reader for {suffix} files", do=do)
    if (seen in ("pdf", "docx") and named and named != seen) or (named in ("pdf", "docx") and seen != named):
        what = {"pdf": "a PDF", "docx": "a Word file or another zip archive"}.get(seen, f"no {named} file")
        raise InputError(
            f"the file is {what}", do=f"--format {seen}, if you trust it" if seen in NEEDS else "look at it"
        )
    return named or seen


def read(form: str, content: bytes, *, encoding: str, drop_invisible: bool) -> Found:
    """The text of a file and what it proposes. Raises `InputError`. Meant for the child process alone."""
    module, name = _READERS[form]
    reader: Callable[[bytes, str], Raw] = getattr(import_module(f"kg.sources.ingest.{module}"), name)
    raw = reader(content, encoding)
    text, remarks = to_canonical(raw.text, drop_invisible=drop_invisible)
    read_with = f"{form} reader of communique {kg.__version__}" + (f", {raw.with_library}" if raw.with_library else "")
    return Found(text, form, read_with, raw.proposals, (*raw.remarks, *remarks))


def _sniff(content: bytes) -> str:
    if content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return "docx"
    for start, what, do in _OTHERS:
        if content.startswith(start):
            raise InputError(f"the file is {what}", do=do)
    return "html" if _HTML.match(content.removeprefix(b"\xef\xbb\xbf")[:4096]) else "txt"
