"""`docs/claims-file.md` is true: its example passes the gates, its tables are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.build import check_project
from kg.claims import file
from kg.claims.readings import VERDICTS
from kg.findings import CATALOGUE
from kg.project import Project
from kg.vocabulary import read_vocabulary

PAGE = (Path(__file__).parents[2] / "docs" / "claims-file.md").read_text("utf-8")


def block(language: str) -> str:
    found: str
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return found


@pytest.fixture
def example(tmp_path: Path) -> Project:
    """The example of the page as a project."""
    folder = tmp_path / "data" / "statements" / "glass-and-tides"
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(block("text"), "utf-8")
    (folder / "claims.yaml").write_text(block("yaml"), "utf-8")
    return Project(tmp_path)


def test_the_example_has_no_finding(example: Project) -> None:
    findings, build = check_project(example)
    assert findings == []
    assert build is not None
    assert len(build.statements[0].claims) == 14
    assert sum(claim.is_plain for claim in build.statements[0].claims) == 12


def test_the_example_uses_every_key_of_the_file_but_two() -> None:
    written = set(re.findall(r"^([a-z]+):", block("yaml"), re.MULTILINE))
    assert written == {*file._TOP_REQUIRED, *file._TOP_OPTIONAL} - {"language", "note"}


def test_the_table_of_findings_is_the_catalogue() -> None:
    rows = re.findall(r"^\| ([EW]\d{3}) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    assert {code: title for code, title, _ in rows} == CATALOGUE
    assert len(rows) == len(CATALOGUE)
    assert all(what_to_do.strip() for _, _, what_to_do in rows)


def table(heading: str) -> set[str]:
    """The first cells of the table under a heading."""
    section = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_the_tables_of_keys_are_those_of_the_code() -> None:
    assert table("### Of the file") == {*file._TOP_REQUIRED, *file._TOP_OPTIONAL}
    assert table("### Of a claim") == {"quote", "quotes", "sentence", "says", *file._SAYING}
    assert table("### Of an entity") == {"type", "label", "aliases", "mentions", "note"}
    assert table("### Of a quotation") == {"speaker", "label", "words"}
    assert table("### Of an excuse (`uncovered`)") == {"words", "excuse"}


def test_every_word_of_a_closed_list_stands_on_the_page(project: Project) -> None:
    vocabulary = read_vocabulary(project.ontology_folder)
    words = {word for scheme in vocabulary.concepts.values() for word in scheme}
    words |= {*file.KINDS, *file.LICENCES, *file.EXCUSES, *file.READER_KINDS, *VERDICTS, "yes", "quotes-only"}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()
    assert table("## When is a name bound?") == set(vocabulary.scheme("binding"))
