"""PDF to text, by pdfium and, where that cannot, by pypdf. What a file would run or carry along is refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from kg.errors import InputError
from kg.sources.ingest.dates import days_in
from kg.sources.ingest.found import Proposal, Raw
from kg.sources.ingest.pdf_lines import Line, to_paragraphs, without_running_lines

MAX_PAGES = 200
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|XFA|SubmitForm|ImportData)\b(?![A-Za-z])")
_STREAM = re.compile(rb"(?<!end)stream\r?\n.*?endstream", re.DOTALL)
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?(?<!end)stream\r?\n")
_STRING = re.compile(rb"\((?:\\.|[^()\\])*+\)", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_OBJECTS = 30_000_000
_STARTXREF = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_LINE_END = re.compile("\r\n|[\r\n]|\ufffe")


def read_pdf(content: bytes, encoding: str) -> Raw:
    """The text of a PDF. Raises `InputError` for one that runs code, is encrypted, broken, or holds no words."""
    if encoding:
        raise InputError("--encoding is for plain text and pages", do="leave it out: a PDF knows its letters")
    _refuse_active(content)
    _refuse_broken(content)
    pages, info, library = _read_by_pdfium(content) if find_spec("pypdfium2") else _read_by_pypdf(content)
    lines, gone = without_running_lines(pages)
    if not any(any(c.isalpha() for c in line.words) for line in lines):
        raise InputError("no words in it", do="a scan needs text recognition (OCR) first")
    text, mended = to_paragraphs(lines)
    remarks = [f"left out: {gone} × running head, foot or page number"] if gone else []
    remarks += [f"joined over the ends of lines: {', '.join(mended)}"] if mended else []
    return Raw(text, (*_proposals(info, text, lines), *days_in(text)), tuple(remarks), library)


def _refuse_active(content: bytes) -> None:
    """Looks for actions in the file's objects and in its packed objects, but not in pictures, pages or strings."""
    for objects in [_STREAM.sub(b"", content), *_packed_objects(content)]:
        plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), _STRING.sub(b"()", objects))
        if match := _ACTIVE.search(plain):
            name = match.group().decode().removeprefix("/")
            raise InputError(f"the PDF would run or send something ({name})", do="print it to a new PDF, and give that")


def _packed_objects(content: bytes) -> Iterator[bytes]:
    """The object streams, unpacked. Raises `InputError` for more of them than a statement has."""
    left = _MAX_OBJECTS
    for match in _OBJECT_STREAM.finditer(content):
        try:
            unpacked = zlib.decompressobj().decompress(content[match.end() :], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            raise InputError("the PDF is packed with objects", do="print it to a new PDF, and give that")
        yield unpacked


def _refuse_broken(content: bytes) -> None:
    """A PDF whose table of contents is not where it says could be read in an older state, or not at all."""
    do = "open it, and print it to a new PDF"
    places = _STARTXREF.findall(content)
    if not places:
        raise InputError("the PDF is broken: it has no end", do=do)
    start = int(places[-1]) + max(0, content.find(b"%PDF-"))
    if not re.match(rb"\s*(?:xref|\d+\s+\d+\s+obj)", content[start : start + 60]):
        raise InputError("the PDF is broken: its table of contents is not where it says", do=do)


def _read_by_pdfium(content: bytes) -> tuple[list[list[Line]], dict[str, str], str]:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return _without_pdfium(content, error)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise InputError("the PDF would run something (JavaScript)", do="print it to a new PDF, and give that")
    _check_pages(len(document))
    pages = [_lines_of(document[number].get_textpage(), number) for number in range(len(document))]
    return pages, dict(document.get_metadata_dict()), f"pypdfium2 {metadata.version('pypdfium2')}"


def _without_pdfium(content: bytes, error: Exception) -> tuple[list[list[Line]], dict[str, str], str]:
    if "password" in str(error).lower():
        raise InputError("the PDF is encrypted", do="save it without a password") from None
    if find_spec("pypdf"):
        return _read_by_pypdf(content)
    raise InputError(f"the PDF cannot be read: {error}", do="open it, and print it to a new PDF") from None


def _lines_of(page: Any, number: int) -> list[Line]:
    """The lines of a page, with their places where the library's count of characters fits its text."""
    text = page.get_text_range()
    fits = len(text) == page.count_chars()
    lines: list[Line] = []
    at = 0
    for end in [*_LINE_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        words = text[at:stop]
        if words.strip():
            first = at + len(words) - len(words.lstrip())
            last = at + len(words.rstrip()) - 1
            box = page.get_charbox(first) if fits else (0.0, 0.0, 0.0, 0.0)
            right = page.get_charbox(last)[2] if fits else 0.0
            heights = [page.get_charbox(i) for i in range(first, min(last + 1, first + 12))] if fits else [box]
            size = max(b[3] for b in heights) - min(b[1] for b in heights)
            is_cut = bool(end) and end is not None and end.group() == "\ufffe"
            base = max(b[1] for b in heights)
            lines.append(Line(" ".join(words.split()), number, box[0], right, base, size, is_cut))
        at = end.end() if end else stop
    return lines


def _read_by_pypdf(content: bytes) -> tuple[list[list[Line]], dict[str, str], str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise InputError("the PDF is encrypted", do="save it without a password")
        _check_pages(len(reader.pages))
        texts = [page.extract_text() for page in reader.pages]
        info = {str(key).removeprefix("/"): str(value) for key, value in (reader.metadata or {}).items()}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"the PDF cannot be read: {error!s:.100}", do="open it, and print it to a new PDF") from None
    pages = [
        [Line(" ".join(words.split()), number) for words in text.split("\n") if words.strip()]
        for number, text in enumerate(texts)
    ]
    return pages, info, f"pypdf {metadata.version('pypdf')}"


def _check_pages(count: int) -> None:
    if count > MAX_PAGES:
        raise InputError(f"{count} pages", do=f"add the statement alone; at most {MAX_PAGES} pages are read")


def _proposals(info: dict[str, str], text: str, lines: list[Line]) -> list[Proposal]:
    """A title in the file's properties counts where the text begins with it; the day it was made is never sure."""
    found = []
    title = " ".join(info.get("Title", "").split())
    head = " ".join(text[:2000].split()).lower()
    if title:
        is_in_text = title.lower() in head
        found.append(Proposal("title", title, "PDF title, as in the text" if is_in_text else "PDF title", is_in_text))
    largest = max((line.size for line in lines[:12]), default=0.0)
    heading = " ".join(line.words for line in lines[:12] if line.size > 0.93 * largest)
    if largest and heading and lines[-1].size < 0.9 * largest:
        found.append(Proposal("title", heading, "largest letters on the first page", is_sure=False))
    made = _MADE.match(info.get("CreationDate", ""))
    if made:
        found.append(Proposal("issued", "-".join(made.groups()), "day on which the PDF was made", is_sure=False))
    return found
