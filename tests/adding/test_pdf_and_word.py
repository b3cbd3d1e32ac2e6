"""PDF and Word files: paragraphs joined again, running heads gone, the words as a reader sees them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

sys.path.insert(0, str(Path(__file__).parent))
from layouts import PARAGRAPHS, TITLE, expected
from pdf_files import Line, paragraphs_at, pdf

from kg.sources.ingest import pdf as pdf_reader
from kg.sources.ingest.found import Found
from kg.sources.ingest.run import read_file

FIRST = [
    ["Institute of Glass and Harbour Council agree"],
    [
        "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass",
        "Agreement in Port Lumen. Under the agreement, both bodies plan a five-year cooper-",
        "ation on long-",
        "term tide clocks, worth £4.5 million.",
    ],
    [
        "The cooperation will:",
        "• train 200 engineers in the northern and southern",
        "boards; and",
        "• open a laboratory.",
    ],
    ["This sentence goes on over the"],
]
SECOND = [["edge of a page, and ends there."], ["It does not cover defence research."]]
EXPECTED = (
    "Institute of Glass and Harbour Council agree\n\n"
    "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement in Port Lumen. Under "
    "the agreement, both bodies plan a five-year cooperation on long-term tide clocks, worth £4.5 million.\n\n"
    "The cooperation will:\n• train 200 engineers in the northern and southern boards; and\n• open a laboratory.\n\n"
    "This sentence goes on over the edge of a page, and ends there.\n\nIt does not cover defence research.\n"
)


def page(number: int, paragraphs: list[list[str]]) -> list[Line]:
    """A page with a running head and a page number."""
    lines = [(72.0, 800.0, "HARBOUR COUNCIL · Press release 12/2026"), *paragraphs_at(760, paragraphs)]
    return [*lines, (290.0, 30.0, f"Page {number} of 2")]


def release() -> bytes:
    info = {"Title": "Institute of Glass and Harbour Council agree", "CreationDate": "D:20260302093000Z"}
    return pdf([page(1, FIRST), page(2, SECOND)], info=info)


def found(content: bytes, form: str) -> Found:
    return read_file(content, form, f"release.{form}")


def test_paragraphs_of_a_pdf_are_joined_over_lines_and_pages() -> None:
    result = found(release(), "pdf")
    assert result.text == EXPECTED
    assert "pypdfium2" in result.read_with
    assert "4 × running head, foot or page number" in result.remarks[0]
    assert result.remarks[1] == "joined over the ends of lines: cooperation, long-term"


def test_a_pdf_proposes_its_title_where_the_text_bears_it_and_its_day_never_surely() -> None:
    result = found(release(), "pdf")
    assert result.best("title").value == "Institute of Glass and Harbour Council agree"
    assert result.best("issued") is None
    assert [(p.value, p.is_sure) for p in result.offers("issued")] == [("2026-03-02", False)]
    other = pdf([page(1, FIRST)], info={"Title": "Microsoft Word - draft7.docx"})
    assert found(other, "pdf").best("title") is None


def test_where_pdfium_is_not_there_pypdf_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "find_spec", lambda name: None if name == "pypdfium2" else object())
    raw = pdf_reader.read_pdf(release(), "")
    assert "pypdf " in raw.with_library
    assert "both bodies plan a five-year cooperation" in " ".join(raw.text.split())
    assert "Press release 12" not in raw.text


def test_words_of_scripts_in_strings_and_pictures_are_no_action() -> None:
    words = [["See /JS and /JavaScript (both names) in the manual of Port Lumen."]]
    assert "/JavaScript" in found(pdf([paragraphs_at(700, words)]), "pdf").text


def word_file() -> docx.document.Document:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for paragraph in PARAGRAPHS:
        if paragraph.startswith("* "):
            document.add_paragraph(paragraph[2:], style="List Bullet")
        else:
            document.add_paragraph(paragraph)
    return document


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_gives_its_paragraphs_and_lists() -> None:
    result = found(saved(word_file()), "docx")
    assert result.text == expected()
    assert result.best("title").where == "first title of the text"
    assert result.best("issued") is None


def test_what_was_deleted_or_hidden_in_word_is_no_text_and_what_was_inserted_is() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("They will ")
    for tag, words, name in (("w:del", "not ", "w:delText"), ("w:ins", "gladly ", "w:t")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(name)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("secretly ").font.hidden = True
    paragraph.add_run("pay.")
    result = found(saved(document), "docx")
    assert result.text == "They will gladly pay.\n"
    assert result.remarks == ("2 tracked changes: read as if accepted", "left out: 1 × hidden text")


def test_a_table_in_word_is_read_cell_by_cell() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Institute of Glass", "£5 million"
    assert found(saved(document), "docx").text == "Institute of Glass\n\n£5 million\n"
