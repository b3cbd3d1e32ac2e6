"""Small PDF files, written by hand: pages of lines at places, in Helvetica; and what hostile ones hold besides."""

from __future__ import annotations

Line = tuple[float, float, str]
"""A line of text: its left end and its height above the bottom (points), and its words."""


def page_of(lines: list[Line], size: int = 11) -> bytes:
    """The content stream of a page."""
    parts = ["BT", f"/F1 {size} Tf"]
    for x, y, words in lines:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"1 0 0 1 {x} {y} Tm ({escaped}) Tj")
    return "\n".join([*parts, "ET"]).encode("cp1252")


def pdf(
    pages: list[list[Line]], *, info: dict[str, str] | None = None, catalog: str = "", more: tuple[bytes, ...] = ()
) -> bytes:
    """A whole PDF file: `catalog` goes into its catalog, `more` are further objects, numbered from 4 + 2 × pages."""
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = page_of(lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects += more
    entries = " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects.append(f"<< {entries} >>".encode("cp1252"))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def paragraphs_at(
    top: float, paragraphs: list[list[str]], left: float = 72, step: float = 14, gap: float = 8
) -> list[Line]:
    """Paragraphs of lines one below the other, with a gap between paragraphs."""
    lines, y = [], top
    for paragraph in paragraphs:
        for words in paragraph:
            lines.append((left, y, words))
            y -= step
        y -= gap
    return lines
