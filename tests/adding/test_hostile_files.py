"""Hostile files are refused with a clear error, inside thirty seconds and a gigabyte, and nothing is written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Run

sys.path.insert(0, str(Path(__file__).parent))
from pdf_files import paragraphs_at, pdf

from kg.sources.ingest import fence, run

GIVEN = ["--title", "T", "--issued", "2026-03-02", "--id", "hostile"]
WORDS = [["Both bodies signed the Glass Agreement in Port Lumen."]]


@pytest.fixture
def mine(tmp_path: Path, run_kg: Run) -> Path:
    assert run_kg("init", "mine", cwd=tmp_path).returncode == 0
    return tmp_path / "mine"


def listing(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def docx(document: str, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file of the least parts that Word asks for."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension='
        '"xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document.replace("W_NS", w),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for name, raw in (more or {}).items():
            archive.writestr(name, raw)
    return out.getvalue()


PLAIN = '<w:document xmlns:w="W_NS"><w:body><w:p><w:r><w:t>Both bodies agree.</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><w:document xmlns:w="W_NS"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)
JAVASCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def packed_javascript() -> bytes:
    """A PDF whose script stands in a compressed object stream, where no search of its bytes finds it."""
    body = zlib.compress(b"10 0 << /S /Java#53cript /JS (app.alert\\(1\\)) >>")
    stream = b"<< /Type /ObjStm /N 1 /First 5 /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (
        len(body),
        body,
    )
    return pdf([paragraphs_at(700, WORDS)], catalog="/OpenAction 10 0 R", more=(stream,))


def deep_pages() -> bytes:
    """A PDF whose one content stream unpacks to a gigabyte of blanks."""
    body = zlib.compress(b" " * 1_000_000_000, 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body)
    return pdf([paragraphs_at(700, WORDS)], more=(stream,)).replace(b"/Contents 5 0 R", b"/Contents 6 0 R")


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": ("a.docx", lambda: docx(PLAIN, {"word/media/x.xml": b"0" * 400_000_000}), "more than a statement"),
    "many parts": (
        "a.docx",
        lambda: docx(PLAIN, {f"x/{n}.xml": b"<x/>" for n in range(3000)}),
        "more than a statement",
    ),
    "entities": ("a.docx", lambda: docx(LAUGHS), "defines entities"),
    "a zip of something else": (
        "a.docx",
        lambda: docx(PLAIN).replace(b"word/document", b"word/dokument"),
        "no Word file",
    ),
    "a cut zip": ("a.docx", lambda: docx(PLAIN)[:300], "no Word file"),
    "deep Word XML": (
        "a.docx",
        lambda: docx(
            PLAIN.replace("<w:p>", "<w:x>" * 100_000 + "<w:p>").replace("</w:p>", "</w:p>" + "</w:x>" * 100_000)
        ),
        "",
    ),
    "deep HTML": ("a.html", lambda: b"<div>" * 200_000 + b"Words.", "nested more than 500 deep"),
    "deep inline HTML": ("a.html", lambda: b"<b><i>" * 200_000 + b"Words.", "nested more than 500 deep"),
    "a JSON-LD bomb": (
        "a.html",
        lambda: b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>\xe2\x80\xae Words.</p>",
        "nobody sees",
    ),
    "endless attributes": ("a.html", lambda: b"<p " + b"a=1 " * 12_600_000 + b">Words.</p>", "larger than 50 MB"),
    "PDF with JavaScript": (
        "a.pdf",
        lambda: pdf([paragraphs_at(700, WORDS)], catalog=f"/OpenAction {JAVASCRIPT.decode()}"),
        "would run or send something (JavaScript)",
    ),
    "PDF with JavaScript by name": (
        "a.pdf",
        lambda: pdf(
            [paragraphs_at(700, WORDS)],
            catalog="/Names << /JavaScript << /Names [(x) 6 0 R] >> >>",
            more=(b"<< /S /Launch >>",),
        ),
        "would run or send something",
    ),
    "PDF with a written-round JavaScript": (
        "a.pdf",
        lambda: pdf([paragraphs_at(700, WORDS)], catalog="/OpenAction << /S /Java#53cript /#4aS (x) >>"),
        "would run or send something",
    ),
    "PDF with a packed JavaScript": ("a.pdf", packed_javascript, "would run or send something"),
    "PDF with a broken xref": (
        "a.pdf",
        lambda: pdf([paragraphs_at(700, WORDS)]).replace(b"startxref\n", b"startxref\n9"),
        "table of contents is not where it says",
    ),
    "a cut PDF": ("a.pdf", lambda: pdf([paragraphs_at(700, WORDS)])[:400], "it has no end"),
    "PDF that unpacks to a gigabyte": ("a.pdf", deep_pages, ""),
    "PDF without words": ("a.pdf", lambda: pdf([[]]), "OCR"),
    "PDF with a thousand pages": ("a.pdf", lambda: pdf([paragraphs_at(700, WORDS)] * 1000), "1000 pages"),
    "a long text": ("a.txt", lambda: b"Both bodies agree.\n" * 60_000, "1,140,000 characters"),
    "bidirectional override": ("a.txt", lambda: "They will \u202enot\u202c pay.".encode(), "U+202E"),
    "bidirectional isolate": ("a.md", lambda: "They will \u2067not\u2069 pay.".encode(), "U+2067"),
    "zero width": ("a.html", lambda: "<p>They will n\u200bot pay.</p>".encode(), "U+200B (zero width space)"),
    "zero width in entities": ("a.html", lambda: b"<p>They will n&#x2060;ot pay.</p>", "U+2060"),
    "tag characters": ("a.txt", lambda: "They pay.\U000e0041\U000e0042".encode(), "2 characters that nobody sees"),
    "wrong encoding": ("a.txt", lambda: "caf\u00e9 \u201cone\u201d".encode("cp1252"), "not UTF-8: byte 0xE9 in line 1"),
    "UTF-8 read as Windows-1252": (
        "a.txt",
        lambda: "caf\u00e9 \u2019s".encode().decode("cp1252").encode(),
        "wrong encoding",
    ),
    "lost letters": ("a.txt", lambda: "caf\ufffd".encode(), "U+FFFD"),
    "page in another encoding than it says": (
        "a.html",
        lambda: b"<meta charset=utf-8><p>caf\xe9 in the harbour</p>",
        "not utf-8",
    ),
    "binary": ("a.txt", lambda: bytes(range(256)) * 10, "not UTF-8"),
    "control characters": ("a.txt", lambda: b"Both bodies\x00 agree.", "control character (U+0000)"),
    "a program": ("a.md", lambda: b"\x7fELF\x02\x01\x01\x00", "control character"),
    "an old Word file": ("a.txt", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
    "a PDF by another name": ("a.txt", lambda: pdf([paragraphs_at(700, WORDS)]), "the file is a PDF"),
    "a text by another name": ("a.pdf", lambda: b"Both bodies agree.", "no pdf file"),
    "nothing": ("a.txt", lambda: b"", "empty"),
    "no words": ("a.txt", lambda: b"... 12 --- 14 ...\n", "no words"),
    "a YAML bomb before Markdown": (
        "a.md",
        lambda: b"---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\ntitle: *b\n---\nThey \xe2\x80\x8bpay.\n",
        "nobody sees",
    ),
    "an unknown suffix": ("a.xyz", lambda: b"Both bodies agree.", "--format"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_and_nothing_is_written(mine: Path, run_kg: Run, name: str) -> None:
    file, make, told = FILES[name]
    (mine.parent / file).write_bytes(make())
    before = listing(mine)
    result = run_kg("add", f"../{file}", *GIVEN, cwd=mine)
    assert result.returncode in (2, 3), (result.stdout, result.stderr)
    assert told in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert "bug" not in result.stderr
    assert result.stdout == ""
    assert listing(mine) == before


def measured(mine: Path, *arguments: str) -> tuple[int, str, int]:
    """Exit code, standard error and the peak memory (bytes) of the largest process."""
    code = (
        "import resource, subprocess, sys; r = subprocess.run([sys.executable, '-m', 'kg', *sys.argv[1:]]); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(r.returncode)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=mine,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    *told, peak = result.stderr.rstrip().split("\n")
    return result.returncode, "\n".join(told), int(peak) * 1024


@pytest.mark.parametrize("name", ["a zip bomb", "deep HTML", "PDF that unpacks to a gigabyte", "entities"])
def test_a_bomb_stays_below_a_gigabyte(mine: Path, name: str) -> None:
    file, make, _ = FILES[name]
    (mine.parent / file).write_bytes(make())
    code, _, peak = measured(mine, "add", f"../{file}", *GIVEN)
    assert code == 3
    assert peak < 1 << 30


def test_two_hundred_megabytes_are_refused_unread(mine: Path) -> None:
    with (mine.parent / "big.txt").open("wb") as handle:
        for _ in range(200):
            handle.write(b"Both bodies agree.\n" * 52_632)
    code, told, peak = measured(mine, "add", "../big.txt", *GIVEN)
    assert code == 3
    assert "larger than 50 MB" in told
    assert peak < 300_000_000
    assert not (mine / "data/statements/hostile").exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "link to nowhere", "device", "missing"])
def test_what_is_no_file_is_not_read(mine: Path, run_kg: Run, kind: str) -> None:
    path = mine.parent / "it.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind.startswith("link"):
        (mine.parent / "real.txt").write_text("Both bodies agree.", "utf-8")
        path.symlink_to("real.txt" if kind == "link" else "nowhere.txt")
    elif kind == "device":
        path = Path("/dev/zero")
    result = run_kg("add", str(path), *GIVEN, cwd=mine)
    assert result.returncode == 3, result.stderr
    assert {"missing": "no such file", "folder": "a folder"}.get(kind, "not a file") in result.stderr
    assert not (mine / "data/statements/hostile").exists()


def test_nothing_is_written_through_a_link(mine: Path, run_kg: Run) -> None:
    (mine.parent / "a.txt").write_text("Both bodies agree.", "utf-8")
    target = mine.parent / "elsewhere"
    target.mkdir()
    (mine / "data/statements/hostile").symlink_to(target)
    result = run_kg("add", "../a.txt", *GIVEN, cwd=mine)
    assert result.returncode == 4, result.stderr
    assert "link" in result.stderr
    assert list(target.iterdir()) == []


def test_a_person_may_drop_what_nobody_sees(mine: Path, run_kg: Run) -> None:
    (mine.parent / "a.txt").write_text("They\u200b will \u2066not\u2069 pay.", "utf-8")
    result = run_kg("add", "../a.txt", *GIVEN, "--drop-invisible", cwd=mine)
    assert result.returncode == 0, result.stderr
    assert "3 characters that nobody sees taken out" in result.stderr
    assert (mine / "data/statements/hostile/source.txt").read_text("utf-8") == "They will not pay.\n"


def in_the_fence(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    whole = f"from kg.sources.ingest import fence; fence.put_up()\n{code}"
    return subprocess.run(
        [sys.executable, "-c", whole], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('x', 'w')",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.remove('nothing')",
        "import os; os.write(os.open('x', os.O_WRONLY | os.O_CREAT), b'x')",
        "x = bytearray(1 << 30)",
    ],
)
def test_a_reader_can_neither_write_nor_reach_out(code: str, tmp_path: Path) -> None:
    result = in_the_fence(code + "\nprint('done')", tmp_path)
    assert result.returncode != 0
    assert "done" not in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_not_even_a_library_in_c_writes_a_byte(tmp_path: Path) -> None:
    code = "import ctypes; c = ctypes.CDLL(None); print(c.write(c.open(b'x', 0o101, 0o600), b'xxxx', 4))"
    assert in_the_fence(code, tmp_path).stdout.strip() == "-1"
    assert (tmp_path / "x").stat().st_size == 0


def test_the_limits_are_those_that_are_promised(tmp_path: Path) -> None:
    code = "import resource as r; print([r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE)])"
    assert in_the_fence(code, tmp_path).stdout.strip() == str([1 << 30, fence.CPU_SECONDS, 0])
    assert fence.CPU_SECONDS < run.SECONDS < 30


def test_an_endless_reader_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.errors import InputError

    (tmp_path / "sitecustomize.py").write_text("import time; time.sleep(60)", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(run, "SECONDS", 1)
    with pytest.raises(InputError, match="not read within 1 seconds"):
        run.read_file(b"Both bodies agree.", "txt", "a.txt")
