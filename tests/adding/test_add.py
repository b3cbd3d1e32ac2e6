"""`kg add` takes a file in: its main text, what it says of itself, nothing made up, nothing written where it fails."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from support import Run

sys.path.insert(0, str(Path(__file__).parent))
from layouts import LAYOUTS, PARAGRAPHS, TITLE, expected

from kg.claims.file import SHAREABLE
from kg.marked import read_yaml
from kg.sources.ingest.found import Found
from kg.sources.ingest.run import read_file
from kg.sources.sentences import split_sentences

WITHOUT = """
import importlib.util, sys
GONE = ("selectolax", "docx", "pypdfium2", "pypdf", "markdown_it")
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name in GONE else find(name, package)
"""
ID = "institute-glass-harbour-council-2026"


def found(content: str | bytes, form: str, **options: bool) -> Found:
    raw = content.encode() if isinstance(content, str) else content
    return read_file(raw, form, f"release.{form}", **options)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def mine(tmp_path: Path, run_kg: Run) -> Path:
    """A project of one's own, beside a release."""
    assert run_kg("init", "mine", cwd=tmp_path).returncode == 0
    (tmp_path / "release.html").write_text(LAYOUTS["government"](TITLE, PARAGRAPHS), "utf-8")
    return tmp_path / "mine"


@pytest.mark.parametrize("name", LAYOUTS)
def test_of_every_layout_the_text_is_left_and_nothing_else(name: str) -> None:
    page = LAYOUTS[name](TITLE, PARAGRAPHS).encode("cp1252" if name == "tables" else "utf-8")
    text = found(page, "html").text
    assert text == expected()


def test_the_text_falls_into_the_sentences_that_a_reader_sees() -> None:
    text = found(LAYOUTS["government"](TITLE, PARAGRAPHS), "html").text
    sentences = [text[s.span.start : s.span.end] for s in split_sentences(text)]
    assert sentences[0] == TITLE
    assert sentences[3].startswith("The cooperation will:\n• train 200 engineers")
    assert sentences[3].endswith("other harbours.")
    assert len(sentences) == 8


def test_what_is_recorded_stands_on_the_page_and_says_where(mine: Path, run_kg: Run) -> None:
    result = run_kg("add", "../release.html", "--read-on", "2026-03-05", cwd=mine)
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"{ID}\n"
    folder = mine / "data" / "statements" / ID
    assert (folder / "source.txt").read_text("utf-8") == expected()
    tree, findings = read_yaml((folder / "claims.yaml").read_text("utf-8"), "claims.yaml")
    assert findings == []
    assert (tree["title"], tree["issued"], tree["publisher"]) == (TITLE, "2026-03-02", "harbour-council")
    assert tree["rights"] == {"licence": "unknown", "publish-text": "quotes-only"}
    recorded = tree["recorded"]
    assert recorded["from"].startswith("port.example")
    assert recorded["read-on"] == "2026-03-05"
    digest = hashlib.sha256((mine / "../release.html").read_bytes()).hexdigest()
    assert recorded["original"] == f"sha256:{digest}"
    assert "selectolax" in recorded["read-with"]
    assert "issued: JSON-LD datePublished" in recorded["note"]
    assert "licence ogl-3.0 (link rel=license): not taken" in " ".join(result.stderr.split())


def test_a_fresh_statement_passes_every_gate_and_builds(mine: Path, run_kg: Run) -> None:
    run_kg("add", "../release.html", cwd=mine)
    check = run_kg("check", cwd=mine)
    assert check.returncode == 0
    assert "0 errors, 1 warning" in check.stderr
    assert "nothing is read yet: 8 sentences" in check.stdout
    build = run_kg("build", cwd=mine)
    assert build.returncode == 0, build.stderr
    assert "0 claims" in build.stdout
    assert not (mine / "build" / "statements" / f"{ID}.txt").exists(), "the licence is unknown: quotes only"
    query = "SELECT ?who { document:%s dcterms:publisher/rdfs:label ?who }" % ID  # noqa: UP031
    assert "Harbour Council" in run_kg("query", query, cwd=mine).stdout


def test_what_a_person_gives_wins(mine: Path, run_kg: Run) -> None:
    options = ["--id", "glass", "--title", "Another: title", "--issued", "2026-02", "--licence", "cc-by"]
    options += ["--publisher", "Port “Lumen”", "--kind", "speech", "--url", "https://other.example/x?a=b"]
    options += ["--language", "fr"]
    result = run_kg("add", "../release.html", *options, cwd=mine)
    assert result.stdout == "glass\n", result.stderr
    tree, _ = read_yaml((mine / "data/statements/glass/claims.yaml").read_text("utf-8"), "claims.yaml")
    assert (tree["title"], tree["issued"], tree["kind"]) == ("Another: title", "2026-02", "speech")
    assert tree["rights"] == {"licence": "cc-by", "publish-text": "yes"}
    assert tree["entities"] == {"port-lumen": {"type": "FormalOrganization", "label": "Port “Lumen”"}}
    assert tree["recorded"]["address"] == "https://other.example/x?a=b"
    assert tree["recorded"]["note"] == "title: given; issued: given; publisher: given"
    assert run_kg("check", cwd=mine).returncode == 0


@pytest.mark.parametrize("licence", ["public-domain", "all-rights-reserved", "ogl-3.0"])
def test_only_a_licence_that_lets_it_gives_the_whole_text_away(mine: Path, run_kg: Run, licence: str) -> None:
    run_kg("add", "../release.html", "--rights", licence, cwd=mine)
    tree, _ = read_yaml((mine / f"data/statements/{ID}/claims.yaml").read_text("utf-8"), "claims.yaml")
    assert tree["rights"]["publish-text"] == ("yes" if licence in SHAREABLE else "quotes-only")


def test_a_publisher_that_the_register_knows_is_named_by_its_name(mine: Path, run_kg: Run) -> None:
    (mine / "data/register/sources.yaml").write_text("me: {label: me, read-on: 2026-01-01}\n", "utf-8")
    entry = (
        "the-council: {type: FormalOrganization, label: Council of Harbours, source: me, aliases: [Harbour Council]}\n"
    )
    (mine / "data/register/bodies.yaml").write_text(entry, "utf-8")
    run_kg("add", "../release.html", cwd=mine)
    tree, _ = read_yaml((mine / f"data/statements/{ID}/claims.yaml").read_text("utf-8"), "claims.yaml")
    assert tree["publisher"] == "the-council"
    assert "entities" not in tree


@pytest.mark.parametrize(
    ("page", "options", "option", "near"),
    [
        ("<h1>Title</h1><p>Both bodies agree on tides.</p>", [], "--issued", ""),
        (
            "<p>Port Lumen, 4 March 2026. Both bodies agree.</p>",
            ["--title", "X"],
            "--issued",
            "2026-03-04 (first lines",
        ),
        ("<p>Both bodies agree on tides.</p>", ["--issued", "2026"], "--title", ""),
        (
            '<meta name="dcterms.issued" content="2026-03-04"><h1>T</h1><p>Words.</p><time itemprop="datePublished" '
            'datetime="2026-03-05"></time>',
            [],
            "--issued",
            "2026-03-05",
        ),
    ],
)
def test_what_nothing_says_for_sure_must_be_given(
    mine: Path, run_kg: Run, page: str, options: list[str], option: str, near: str
) -> None:
    (mine / "page.html").write_text(page, "utf-8")
    before = files(mine)
    result = run_kg("add", "page.html", *options, cwd=mine)
    assert result.returncode == 2
    assert f"give {option}" in result.stderr
    assert near in " ".join(result.stderr.split())
    assert files(mine) == before
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--issued", "4/3/2026"], "YYYY-MM-DD"),
        (["--issued", "2026-02-30"], "YYYY-MM-DD"),
        (["--id", "Glass_2026"], "lower case"),
        (["--id", "../../etc"], "lower case"),
        (["--licence", "mine"], "ogl-3.0"),
        (["--url", "javascript:x"], "https://"),
        (["--language", "English"], "such as en"),
        (["--format", "docx"], "no docx file"),
        (["--encoding", "utf-99"], "unknown encoding"),
        (["--encoding", "zip"], "no encoding of text"),
    ],
)
def test_a_wrong_option_is_told_and_nothing_written(mine: Path, run_kg: Run, options: list[str], told: str) -> None:
    before = files(mine)
    result = run_kg("add", "../release.html", *options, cwd=mine)
    assert result.returncode in (2, 3)
    assert told in " ".join(result.stderr.split())
    assert files(mine) == before


def test_outside_a_project_nothing_is_added(tmp_path: Path, run_kg: Run) -> None:
    (tmp_path / "a.txt").write_text("Words.", "utf-8")
    result = run_kg("add", "a.txt", "--title", "T", "--issued", "2026", cwd=tmp_path)
    assert result.returncode == 2
    assert "kg init DIR" in result.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_text_is_read_from_standard_input(mine: Path, run_kg: Run) -> None:
    text = "Joint statement on tides\n\nBoth bodies agree.\r\n\r\n\r\n\r\nThey  will meet.\n"
    options = ["--title", "Joint statement on tides", "--issued", "2026-03-02"]
    result = run_kg("add", "-", *options, cwd=mine, input=text)
    assert result.stdout == "joint-statement-tides-2026\n", result.stderr
    folder = mine / "data/statements/joint-statement-tides-2026"
    assert (folder / "source.txt").read_text("utf-8") == (
        "Joint statement on tides\n\nBoth bodies agree.\n\nThey will meet.\n"
    )
    assert "kind: joint-statement" in (folder / "claims.yaml").read_text("utf-8")


def test_a_page_from_standard_input_is_seen_to_be_one(mine: Path, run_kg: Run) -> None:
    page = LAYOUTS["newsroom"](TITLE, PARAGRAPHS)
    result = run_kg("add", "-", "--id", "piped", cwd=mine, input=page)
    assert result.stdout == "piped\n", result.stderr
    assert (mine / "data/statements/piped/source.txt").read_text("utf-8") == expected()


def test_markdown_keeps_its_structure_and_proposes_its_front_matter() -> None:
    lines = [f"# {TITLE}", *(p.replace("* ", "- ", 1) if p.startswith("* ") else p for p in PARAGRAPHS)]
    text = "---\ntitle: A title of its own\ndate: 2 March 2026\n---\n\n" + "\n\n".join(lines).replace("\n\n- ", "\n- ")
    result = found(text.replace(":\n- ", ":\n\n- "), "md")
    assert result.text == expected()
    assert [(p.value, p.where) for p in result.offers("title")][:2] == [
        ("A title of its own", "front matter: title"),
        (TITLE, "h1"),
    ]
    assert result.best("issued").value == "2026-03-02"


def test_what_is_struck_out_or_hidden_is_no_text_and_that_is_told() -> None:
    page = (
        "<style>.x, p.y { color: red; visibility: hidden }</style><h1>T</h1><p>They will <del>not </del>meet at the "
        "port of Lumen in the summer of this year.</p><p class=x>Hidden by rule.</p><p class=y>Hidden too.</p>"
        "<p style='font-size:0'>Tiny.</p><p aria-hidden=true>Silent.</p><p hidden>Gone.</p>"
    )
    result = found(page, "html")
    assert result.text == "T\n\nThey will meet at the port of Lumen in the summer of this year.\n"
    assert "1 × struck-out passage" in result.remarks[0]
    assert "5 × hidden element" in result.remarks[0]


def test_a_list_of_links_stays_where_a_colon_announces_it_and_goes_where_none_does() -> None:
    bodies = "".join(f'<li><a href="/{n}">Institute {n}</a></li>' for n in "ABC")
    sentence = "The agreement was signed in the harbour by the bodies that are named here:"
    page = f"<div><ul>{bodies.replace('Institute', 'Menu')}</ul><p>{sentence}</p><ul>{bodies}</ul></div>"
    assert found(page, "html").text == f"{sentence}\n• Institute A\n• Institute B\n• Institute C\n"


def test_a_section_on_social_science_is_no_share_bar() -> None:
    words = "The agreement was signed in the harbour by both bodies, and it covers the social sciences for five years."
    more = "Both bodies share their data on the social sciences, and related fields, with all harbours of the coast."
    section = f"<section id=social-sciences class=related-fields><p>{more}</p></section>"
    page = f"<main><p>{words}</p><p>{words}</p>{section}</main>"
    assert found(page, "html").text == f"{words}\n\n{words}\n\n{more}\n"


@pytest.mark.parametrize("end", ["It was a short day.", "###"])
def test_a_giant_paragraph_does_not_stand_for_the_whole(end: str) -> None:
    giant = "Both bodies signed the agreement in the harbour. " * 60
    page = f"<h1>T</h1><div><div><p>{giant}</p></div></div><div><div><p>{end}</p></div></div>"
    assert found(page, "html").text == f"T\n\n{giant.strip()}\n\n{end}\n"


def test_the_site_s_name_is_no_headline_and_another_article_no_part_of_it() -> None:
    words = "The agreement was signed in the harbour by both bodies, and it covers the social sciences for five years."
    page = (
        f"<header><h1><a href=/>Ministry of Shores</a></h1></header><article><h1>Letter signed</h1><p>{words}"
        f"<sup><a href=#n1>1</a></sup></p><p>{words}</p></article>"
        f"<section><article><h2>Other</h2><p>{words}</p></article></section>"
    )
    result = found(page, "html")
    assert result.text == f"Letter signed\n\n{words}\n\n{words}\n"
    assert result.best("title").value == "Letter signed"
    assert "1 × mark of a footnote" in result.remarks[0]


def test_a_numbered_list_has_its_numbers_and_a_row_its_cells() -> None:
    page = (
        "<p>The parties decide as follows, each for its own part of the coast:</p><ol start=3><li>to meet</li><li><p>"
        "to pay</p></li></ol><table><tr><th>Body</th><td>IOG</td></tr><tr><th>Sum</th><td>£5</td></tr></table>"
    )
    text = found(page, "html").text
    assert text.endswith("coast:\n3. to meet\n4. to pay\n\nBody\nIOG\n\nSum\n£5\n")


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("caf\u00e9 \u201cone\u201d".encode("cp1252"), "windows-1252", "caf\u00e9 \u201cone\u201d"),
        ("caf\u00e9".encode("utf-16"), "", "caf\u00e9"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "", "caf\u00e9"),
        ("cafe\u0301".encode(), "", "caf\u00e9"),
        ("a\u00a0b\u2009c\td".encode(), "", "a b c d"),
        ("co\u00adoperation".encode(), "", "cooperation"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645".encode(),
            "",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_a_plain_text_becomes_canonical(content: bytes, encoding: str, text: str) -> None:
    assert read_file(content, "txt", "a.txt", encoding=encoding).text == text + "\n"


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_a_page_is_read_in_the_encoding_that_it_names(charset: str) -> None:
    page = f'<meta charset="{charset}"><h1>“Café” – £5</h1><p>Words.</p>'.encode("cp1252")
    assert found(page, "html").text.startswith("“Café” – £5\n")


def test_a_page_that_names_a_wrong_encoding_is_read_right_and_that_is_told() -> None:
    result = found("<meta charset=iso-8859-1><h1>“Café” – £5</h1><p>Words.</p>", "html")
    assert result.text.startswith("“Café” – £5\n")
    assert "it is UTF-8" in result.remarks[0]


def test_without_the_extra_the_error_says_what_to_install(mine: Path, run_kg: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT, "utf-8")
    env = {"PYTHONPATH": str(tmp_path)}
    result = run_kg("add", "../release.html", cwd=mine, env=env)
    assert result.returncode == 3
    assert "communique[ingest]" in result.stderr
    (mine / "a.txt").write_text("Both bodies agree.", "utf-8")
    plain = run_kg("add", "a.txt", "--title", "T", "--issued", "2026", cwd=mine, env=env)
    assert plain.returncode == 0, plain.stderr
