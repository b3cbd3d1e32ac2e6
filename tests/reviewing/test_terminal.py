"""`kg review --terminal`: the same decisions at a prompt, from a pipe, in 80 columns; and a second reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from reviewed import DRAFT, NAME, WRITTEN, write_statement
from support import Run

from kg.build import check_project
from kg.findings import has_errors
from kg.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_statement(tmp_path)


def review(run_kg: Run, folder: Path, *keys: str, options: tuple[str, ...] = ("--reader", "Ada Lund")) -> str:
    result = run_kg(
        "review", NAME, "--terminal", *options, cwd=folder.parents[2], input="".join(f"{key}\n" for key in keys)
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert max(map(len, result.stderr.splitlines())) <= 80
    return str(result.stderr)


def claims_of(folder: Path) -> str:
    return (folder / "claims.yaml").read_text("utf-8")


def test_everything_is_decided_at_the_prompt_and_kg_check_passes(run_kg: Run, folder: Path) -> None:
    told = review(run_kg, folder, "a", "r", "s", "a", "a", "a", "a", "a", "q")
    assert "accepted" in told
    assert "It passes together with: tide-clock-work hasStatus planned" in told
    assert "E040 end not bound to the words: subject glass-agreement in: On Monday" in told
    assert "8 accepted; 1 rejected; 1 pending" in told
    assert f"kg check {NAME}: 0 errors, 0 warnings" in told
    findings, build = check_project(Project(folder.parents[2]))
    assert build is not None, findings
    assert not has_errors(findings, strict=True), findings


def test_edit_add_link_undo_and_mistakes(run_kg: Run, folder: Path) -> None:
    quote = "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement"
    told = review(
        run_kg, folder,
        "s", "s", "e", f"quote={quote}", "confidence=0.9", "colour=red", "",
        "n", "subject=the-clocks", "predicate=hasAim", "object=safer", "quote=no such words",
        "quote=Tide clocks could make every harbour safer", "new=the-clocks|Programme|tide clocks|Tide clocks", ".",
        "b", "b", "b", "l", "2", "institute", "1", "u", "x", "?", "l", "7", "l", "2", "council", "no-such-thing", "q",
    )  # fmt: skip
    assert '"On Monday"' in claims_of(folder)
    assert "confidence: 0.9" in claims_of(folder)
    assert "no key 'colour'" in told
    assert "E030 quote not in the source" in told
    assert "the-clocks" not in claims_of(folder)
    assert "linked: harbour-council-2 is institute-of-glass" in told.replace("\n", " ")
    assert "undone: linked" in told
    assert "no entity 'no-such-thing'" in told
    assert "it is not proposed again" in told


def test_a_claim_of_the_file_is_changed_or_taken_out(run_kg: Run, folder: Path) -> None:
    told = review(
        run_kg, folder,
        "a", "c", "harbour-council-2", "1", "e", "quote=the Harbour Council signed the Glass Agreement", "",
        "c", "type agreement", "1", "t", "c", "hasparty institute", "1", "t", "c", "no such", "", "c", "", "99", "q",
    )  # fmt: skip
    assert "1  glass-agreement hasParty" in told
    assert "changed" in told
    assert "taken out" in told
    assert "quote: >- the Harbour Council signed the Glass" in " ".join(claims_of(folder).split())
    assert "E090" in told
    assert "type agreement" in claims_of(folder)
    assert "hasParty institute-of-glass" not in claims_of(folder)
    assert claims_of(folder).count("hasParty harbour-council-2") == 1


def test_a_claim_is_added_with_what_it_needs(run_kg: Run, folder: Path) -> None:
    quote = "quote=Under the Glass Agreement, both bodies plan a cooperation on tide clocks"
    keys = ("n", "subject=tide-clock-work", "predicate=underInstrument", "object=glass-agreement", quote, "", "q")
    told = review(run_kg, folder, *keys)
    assert "It passes together with: tide-clock-work hasStatus planned" in told
    assert "tide-clock-work underInstrument glass-agreement" in claims_of(folder)
    assert "kg check glass-and-tides: 0 errors" in told


def test_the_end_of_the_input_ends_it_and_saves_nothing_half_done(run_kg: Run, folder: Path) -> None:
    told = review(run_kg, folder, "s", "e", "subject=harbour-council-2")
    assert "not saved: the input ended" in told
    assert claims_of(folder) == WRITTEN


def test_all_that_is_sure_in_a_sentence(run_kg: Run, folder: Path) -> None:
    told = review(run_kg, folder, "s", "s", "s", "S", "0.85", "S", "many", "q")
    assert "accepted 4 of this sentence" in told
    assert "not a number" in told


def test_without_a_draft_it_says_how_to_get_one(run_kg: Run, folder: Path) -> None:
    (folder / "draft.yaml").unlink()
    assert f"`kg draft {NAME}` proposes claims" in review(run_kg, folder, "q")


def test_hostile_words_do_not_reach_the_terminal_as_commands(run_kg: Run, folder: Path) -> None:
    (folder / "draft.yaml").write_text(
        DRAFT.replace("label: tide clocks", 'label: "[red]\\e[31m\\u202etide[/]"'), "utf-8"
    )
    told = review(run_kg, folder, "s", "s", "q")
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "[red]\\x1b[31m\\u202etide[/]" in told


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["review", NAME], 2, "--reader"),
        (["review", "glass-and-tide", "--reader", "A"], 2, NAME),
        (["review", NAME, "--reader", "!!"], 2, "no name of a reader"),
        (["review", NAME, "--second", "--reader", "first-draft"], 2, "is the first reader"),
    ],
)
def test_a_mistake_is_told_with_its_way_out(
    run_kg: Run, folder: Path, options: list[str], code: int, told: str
) -> None:
    result = run_kg(*options, cwd=folder.parents[2], input="")
    assert (result.returncode, result.stdout) == (code, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_the_shipped_statement_is_not_reviewed(run_kg: Run, tmp_path: Path) -> None:
    result = run_kg("review", "us-uk-quantum-2021", "--reader", "A", cwd=tmp_path, input="")
    assert result.returncode == 2
    assert "kg init" in result.stderr


def test_a_second_reader_agrees_and_differs_and_a_changed_claim_is_read_again(run_kg: Run, folder: Path) -> None:
    second = ("--second", "--reader", "Ben Ash")
    told = review(
        run_kg, folder, "x", "a", "r", "", "r", "It was “initialled”: NO #1", "u", "r", "so | so", "q", options=second
    )
    assert "a  agree" in told
    assert "what differs?" in told
    readings = (folder / "readings.yaml").read_text("utf-8")
    assert "reader: {name: ben-ash, label: Ben Ash, kind: person" in readings
    assert readings.count("- {claim: ") == 2
    assert claims_of(folder) == WRITTEN
    findings, _ = check_project(Project(folder.parents[2]))
    assert [finding.code for finding in findings if finding.code.startswith("W08")] == ["W081"]
    kept = readings.replace("verdicts:", "# by Ben\nverdicts:")
    (folder / "readings.yaml").write_text(kept, encoding="utf-8")
    text = claims_of(folder).replace("label: Institute of Glass", "label: The Institute of Glass")
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    told = review(run_kg, folder, "a", "a", "q", options=second)
    assert "2 to read" in told
    assert "3 of 3 claims read a second time" in told
    readings = (folder / "readings.yaml").read_text("utf-8")
    assert "# by Ben\n" in readings
    assert readings.count("- {claim: ") == 3
    findings, _ = check_project(Project(folder.parents[2]))
    assert [finding.code for finding in findings if finding.code.startswith("W08")] == ["W081"]
    result = run_kg("review", NAME, *second[:1], "--reader", "Cy", "--terminal", cwd=folder.parents[2], input="q\n")
    assert result.returncode == 2
    assert "the second reader is ben-ash already" in result.stderr
