"""Word files (.docx) to text: paragraphs, headings, lists and tables, without what was deleted or hidden."""

from __future__ import annotations

import re
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from kg.errors import InputError
from kg.sources.ingest.dates import days_in
from kg.sources.ingest.found import Proposal, Raw

if TYPE_CHECKING:
    from docx.document import Document

MAX_UNPACKED = 100_000_000
_MAX_PARTS = 2_000
_MAX_RATIO = 200
_LARGE = 5_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def read_docx(content: bytes, encoding: str) -> Raw:
    """The text of a Word file. Raises `InputError` for one that is broken, or unpacks to more than a statement."""
    if encoding:
        raise InputError("--encoding is for plain text and pages", do="leave it out: a Word file knows its letters")
    _check_archive(content)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise InputError(f"no Word file: {error!s:.100}", do="open it, and save it as .docx anew") from None
    reader = _Reader(document)
    text = reader.read()
    changes = len(list(document.element.body.iter(f"{_W}del", f"{_W}ins", f"{_W}moveFrom")))
    remarks = [f"{changes} tracked changes: read as if accepted"] if changes else []
    remarks += [f"left out: {reader.hidden} × hidden text"] if reader.hidden else []
    proposals = (*reader.titles, *_properties(document), *days_in(text))
    return Raw(text, proposals, tuple(remarks), f"python-docx {metadata.version('python-docx')}")


def _check_archive(content: bytes) -> None:
    """Looks at what the archive says of itself, before anything is unpacked; then for entities, a part at a time."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            worst = max((p.file_size / max(1, p.compress_size) for p in parts if p.file_size > _LARGE), default=0)
            if len(parts) > _MAX_PARTS or unpacked > MAX_UNPACKED or worst > _MAX_RATIO:
                raise InputError(
                    f"unpacks to {len(parts):,} parts of {unpacked:,} bytes: more than a statement", do="look at it"
                )
            if "word/document.xml" not in archive.namelist():
                raise InputError("no Word file: it holds no document", do="give a .docx file")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _DTD.search(archive.read(part)):
                    raise InputError(f"the Word file defines entities ({part.filename})", do="save it anew")
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"no Word file: {error!s:.100}", do="open it, and save it as .docx anew") from None


class _Reader:
    """Walks the paragraphs of a document's body in order."""

    def __init__(self, document: Document) -> None:
        self.body = document.element.body
        self.names = {style.style_id: (style.name or "").lower() for style in document.styles}
        self.hidden = 0
        self.titles: list[Proposal] = []

    def read(self) -> str:
        parts: list[str] = []
        before = ("", "")
        for paragraph in self.body.iter(f"{_W}p"):
            if self._is_copy(paragraph):
                continue
            words = self._words(paragraph)
            kind = self._kind(paragraph)
            if not words.strip():
                continue
            self._note_title(kind, words)
            in_list = kind == "item" and (before[0] == "item" or before[1].rstrip().endswith(":"))
            parts.append(("\n" if in_list else "\n\n") + ("• " if kind == "item" else "") + words.strip())
            before = (kind, words)
        return "".join(parts)

    def _words(self, paragraph: Any) -> str:
        """The text of a paragraph as Word shows it with all changes accepted."""
        parts = []
        for node in paragraph.iter():
            name = str(node.tag).removeprefix(_W) if isinstance(node.tag, str) else ""
            if name not in _SIGNS and name != "t":
                continue
            run = next((a for a in node.iterancestors() if a.tag in (f"{_W}r", f"{_W}p")), None)
            owner = next((a for a in node.iterancestors() if a.tag == f"{_W}p"), None)
            if owner is not paragraph or run is None or run.tag != f"{_W}r":
                continue
            if any(a.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK) for a in node.iterancestors()):
                continue
            if run.find(f"{_W}rPr/{_W}vanish") is not None:
                self.hidden += name == "t"
                continue
            parts.append(_SIGNS.get(name, node.text or ""))
        return "".join(parts)

    def _is_copy(self, paragraph: Any) -> bool:
        return any(a.tag == _FALLBACK for a in paragraph.iterancestors())

    def _kind(self, paragraph: Any) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = self.names.get(style.get(f"{_W}val"), "") if style is not None else ""
        numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
        if name.startswith(("title", "heading")):
            return name
        return "item" if numbered is not None or name.startswith("list") else "paragraph"

    def _note_title(self, kind: str, words: str) -> None:
        if not self.titles and (kind == "title" or kind == "heading 1"):
            self.titles.append(Proposal("title", " ".join(words.split()), f"first {kind} of the text"))


def _properties(document: Document) -> list[Proposal]:
    """What the file's properties say; none of it surely, since templates and earlier files leave theirs."""
    own = document.core_properties
    found = (
        [Proposal("title", " ".join(own.title.split()), "Word properties: title", is_sure=False)] if own.title else []
    )
    if own.created:
        found.append(
            Proposal("issued", own.created.date().isoformat(), "day on which the file was made", is_sure=False)
        )
    return found
