"""`kg add --id` of a statement that is there: what becomes of its claims, written where the person says so."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, STATEMENT, Run

sys.path.insert(0, str(Path(__file__).parent))
from layouts import LAYOUTS, PARAGRAPHS, TITLE
from test_add import ID, files

from kg.adding.alike import is_same
from kg.adding.sentences_alike import governing_change
from kg.marked import read_yaml
from kg.project import find_project
from kg.vocabulary import read_vocabulary

CLAIMS = """\
# Kept: what the release says.
id: glass
title: Institute of Glass and Harbour Council agree to work on tide clocks
issued: 2026-03-02
kind: press-release
publisher: harbour-council
recorded: {from: an invented page, read-on: 2026-03-05}
rights: {licence: cc0, publish-text: yes}
readers:
- {name: ada-lund, label: A. Lund, kind: person, on: 2026-03-05}

entities:
  # kept too
  institute-of-glass: {type: FormalOrganization, label: Institute of Glass, aliases: [IOG]}
  harbour-council: {type: FormalOrganization, label: Harbour Council, mentions: ["council’s"]}
  glass-agreement: {type: Instrument, label: Glass Agreement, mentions: [The agreement]}
  tide-clock-work: {type: Cooperation, label: tide clock work, mentions: [a five-year cooperation on tide clocks]}
  tide-clocks: {type: Topic, label: tide clocks}
  defence-research: {type: Topic, label: defence research}
  ada-fenn: {type: Person, label: Ada Fenn}
  experience: {type: Topic, label: "the council’s experience – and to its patience"}
  safer-harbours: {type: Aim, label: make every harbour safer}

quotations:
  fenn-words:
    speaker: ada-fenn
    label: Ada Fenn’s words
    words:
    - Tide clocks could make every harbour safer,
    - >-
      We look forward to the council’s experience – and to its patience.

claims:
- quote: >-
    the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement
  says:
  - glass-agreement type agreement
  - glass-agreement hasParty institute-of-glass  # a remark
  - glass-agreement hasParty harbour-council
  - {say: glass-agreement hasStatus completed, because: {object: cue}, cue: signed}
- quote: both bodies plan a five-year cooperation on tide clocks, worth £4.5 million
  says:
  - tide-clock-work onTopic tide-clocks
  - tide-clock-work amount "£4.5 million"
  - {say: tide-clock-work hasStatus planned, because: {object: cue}, cue: plan}
- quote: both bodies plan a five-year cooperation on tide clocks
  because: {object: anaphora}
  antecedent: the Institute of Glass (IOG) and the Harbour Council
  says:
  - tide-clock-work hasParticipant institute-of-glass
  - tide-clock-work hasParticipant harbour-council
# ---- speech
- quote: Tide clocks could make every harbour safer
  told-as: possible
  says:
  - tide-clocks supports safer-harbours
- quote: said Ada Fenn
  says:
  - {say: fenn-words speaker ada-fenn, because: {subject: structure}}
- quote: It does not cover defence research
  polarity: excluded
  because: {subject: anaphora}
  antecedent: The agreement
  says:
  - glass-agreement onTopic defence-research
"""


@pytest.fixture
def mine(tmp_path: Path, run_kg: Run) -> Path:
    """A project with one reviewed statement, taken from a page of one layout."""
    run_kg("init", "mine", cwd=tmp_path)
    project = tmp_path / "mine"
    (project / "page.html").write_text(LAYOUTS["government"](TITLE, PARAGRAPHS), "utf-8")
    added = run_kg("add", "page.html", "--id", "glass", cwd=project)
    assert added.returncode == 0, added.stderr
    (project / "data/statements/glass/claims.yaml").write_text(CLAIMS, "utf-8")
    checked = run_kg("check", cwd=project)
    assert "0 errors" in checked.stderr, checked.stdout
    return project


def renew(project: Path, run_kg: Run, paragraphs: list[str], *options: str, layout: str = "newsroom"):
    (project / "page.html").write_text(LAYOUTS[layout](TITLE, paragraphs), "utf-8")
    return run_kg("add", "page.html", "--id", "glass", "--read-on", "2026-04-01", *options, cwd=project)


def changed(old: str, new: str) -> list[str]:
    assert any(old in paragraph for paragraph in PARAGRAPHS)
    return [paragraph.replace(old, new) for paragraph in PARAGRAPHS]


def claims(project: Path) -> str:
    return (project / "data/statements/glass/claims.yaml").read_text("utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_words_in_another_layout_change_nothing(mine: Path, run_kg: Run, layout: str) -> None:
    before = files(mine / "data")
    page = LAYOUTS[layout](TITLE, PARAGRAPHS).encode("cp1252" if layout == "tables" else "utf-8")
    (mine / "page.html").write_bytes(page)
    result = run_kg("add", "page.html", "--id", "glass", cwd=mine)
    assert result.returncode == 0, result.stderr
    assert "has this text already: nothing changed" in result.stderr
    assert files(mine / "data") == before


def test_without_a_word_of_the_person_nothing_is_written(mine: Path, run_kg: Run) -> None:
    before = files(mine / "data")
    result = renew(mine, run_kg, changed("On Monday", "On Tuesday"))
    assert result.returncode == 1
    assert "nothing is written" in result.stderr
    assert "over 12 claims, word for word" in result.stderr
    assert files(mine / "data") == before


def test_other_typographic_signs_are_written_into_quotes_speech_mentions_and_words(mine: Path, run_kg: Run) -> None:
    flat = [p.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})) for p in PARAGRAPHS]
    flat = [p.replace("£4.5 million", "£4.5\u00a0million") for p in flat]
    result = renew(mine, run_kg, flat, "--yes")
    assert result.returncode == 0, result.stderr
    assert "orphaned" not in result.stderr
    text = claims(mine)
    assert """mentions: ["council's"]""" in text
    assert "We look forward to the council's experience - and to its patience." in text
    check = run_kg("check", cwd=mine)
    assert "0 errors" in check.stderr, check.stdout


def test_comments_order_and_all_else_stay_as_the_person_wrote_them(mine: Path, run_kg: Run) -> None:
    result = renew(mine, run_kg, ["A new paragraph stands here before all others now.", *PARAGRAPHS], "--yes")
    assert result.returncode == 0, result.stderr
    assert "sentences 2–8 → 3–9" in result.stderr
    old, new = CLAIMS.splitlines(), claims(mine).splitlines()
    recorded = [line for line in new if line not in old]
    assert len(recorded) == 1
    assert recorded[0].startswith("recorded: {from: an invented page, read-on: 2026-04-01, original: ")
    assert [line for line in old if line not in new] == ["recorded: {from: an invented page, read-on: 2026-03-05}"]


@pytest.mark.parametrize(
    ("old", "new", "lost", "why"),
    [
        ("£4.5 million", "£5.5 million", "worth £4.5 million", "do not stand in the text any more"),
        ("Harbour Council signed", "Quay Council signed", "the Harbour Council signed", "do not stand in the text"),
        ("signed the Glass", "have not signed the Glass", "signed the Glass Agreement", "do not stand in the text"),
        (
            "Under the agreement, both",
            "Unless they fall out, both",
            "both bodies plan a five-year",
            "now says “Unless”",
        ),
        ("It does not cover", "It covers", "It does not cover defence", "do not stand in the text any more"),
        ("said Ada Fenn", "said Ada Lund", "Tide clocks could make", "another person speaks"),
        ("said Ada Fenn", "denied Ada Fenn", "Tide clocks could make", "another person speaks"),
        ("could make", "will make", "Tide clocks could make", "do not stand in the text any more"),
        ("On Monday, the", "On Monday, the Friends of the", "Institute of Glass (IOG) and", "right beside its words"),
        (
            "signed the Glass Agreement in Port",
            "signed the Glass Agreement in principle in Port",
            "signed the Glass",
            "beside",
        ),
        ("five-year", "three-year", "both bodies plan a five-year", "do not stand in the text any more"),
    ],
)
def test_what_means_something_else_now_is_an_orphan(
    mine: Path, run_kg: Run, old: str, new: str, lost: str, why: str
) -> None:
    result = renew(mine, run_kg, changed(old, new), "--yes")
    assert result.returncode == 0, result.stderr
    told = " ".join(result.stderr.split())
    assert lost in told
    assert why in told
    tree, findings = read_yaml(claims(mine), "claims.yaml")
    assert findings == []
    quotes = [" ".join(str(item["quote"]).split()) for item in tree["claims"]]
    assert not any(lost in quote for quote in quotes)
    marked = [line.strip("# ").strip() for line in claims(mine).splitlines() if line.startswith("#")]
    assert lost in " ".join(marked)
    assert "# orphaned on 2026-04-01, " in claims(mine)


def test_an_orphan_never_comes_to_stand_for_the_same_words_elsewhere(mine: Path, run_kg: Run) -> None:
    paragraphs = changed("It does not cover defence research.", "It is open to all.")
    paragraphs.append("The Lantern Programme has rules of its own. It does not cover defence research.")
    result = renew(mine, run_kg, paragraphs, "--yes")
    assert "a sentence that names others stands before it now" in " ".join(result.stderr.split())
    tree, _ = read_yaml(claims(mine), "claims.yaml")
    assert not any("defence" in str(item["quote"]) for item in tree["claims"])


def test_what_stands_between_a_claim_and_what_it_points_back_to_is_minded(mine: Path, run_kg: Run) -> None:
    paragraphs = [PARAGRAPHS[0].replace("Under the", "Norland and Sudmark watched them. Under the"), *PARAGRAPHS[1:]]
    result = renew(mine, run_kg, paragraphs, "--yes")
    assert "a sentence that names others stands before it now" in " ".join(result.stderr.split())
    tree, _ = read_yaml(claims(mine), "claims.yaml")
    assert not any("antecedent" in item and "both bodies" in item["quote"] for item in tree["claims"])


def test_a_sentence_that_stands_twice_now_is_named_by_its_number(mine: Path, run_kg: Run) -> None:
    lead = "Under the agreement, both bodies plan a five-year cooperation on tide clocks, worth £4.5 million."
    result = renew(mine, run_kg, [*PARAGRAPHS, lead], "--yes")
    assert result.returncode == 0, result.stderr
    assert claims(mine).count('sentence: "3"') == 2
    assert "0 errors" in run_kg("check", cwd=mine).stderr


def test_second_readings_follow_their_claims(tmp_path: Path, run_kg: Run, copied: Path) -> None:
    folder = copied / "data/statements" / STATEMENT
    before = run_kg("build", "--no-pages", cwd=copied)
    page = copied / "new.txt"
    page.write_text(
        "A new first paragraph, which says nothing.\n\n" + (folder / "source.txt").read_text("utf-8"), "utf-8"
    )
    result = run_kg("add", "new.txt", "--id", STATEMENT, "--yes", cwd=copied)
    assert result.returncode == 0, result.stderr
    after = run_kg("build", "--no-pages", cwd=copied)
    twice = [line.split("(")[1].split(" read twice")[0] for line in (before.stdout, after.stdout)]
    assert twice[0] == twice[1] != "0"
    assert "W080" not in after.stderr
    assert (folder / "layout.json").exists()


def test_the_record_of_a_statement_that_is_there_is_changed_by_hand(mine: Path, run_kg: Run) -> None:
    result = renew(mine, run_kg, PARAGRAPHS, "--title", "Another")
    assert result.returncode == 2
    assert "change it in data/statements/glass/claims.yaml" in result.stderr


def test_a_title_that_changed_is_told_and_kept(mine: Path, run_kg: Run) -> None:
    (mine / "page.html").write_text(LAYOUTS["government"]("Another title of the page", PARAGRAPHS), "utf-8")
    result = run_kg("add", "page.html", "--id", "glass", "--yes", cwd=mine)
    assert "the file says Another title of the page" in " ".join(result.stderr.split())
    assert f"title: {TITLE}" in claims(mine)


def test_without_an_id_a_statement_is_never_renewed(mine: Path, run_kg: Run) -> None:
    (mine / "data/statements/glass").rename(mine / "data/statements" / ID)
    before = files(mine / "data")
    result = run_kg("add", "page.html", "--yes", cwd=mine)
    assert result.returncode == 2
    assert f"--id {ID} renews it" in result.stderr
    assert files(mine / "data") == before


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("claims.yaml", BOMB, "E005"),
        ("claims.yaml", "[" * 5000, "E004"),
        ("claims.yaml", "", "E003"),
        ("claims.yaml", CLAIMS.replace("signed the Glass Agreement", "signed the Glass Treaty", 1), "E030"),
        ("source.txt", None, "E001"),
        ("claims.yaml", None, "E001"),
    ],
)
def test_what_does_not_pass_as_it_is_is_not_renewed(
    mine: Path, run_kg: Run, name: str, content: str | None, told: str
) -> None:
    path = mine / "data/statements/glass" / name
    path.unlink() if content is None else path.write_text(content, "utf-8")
    before = files(mine / "data")
    result = renew(mine, run_kg, changed("On Monday", "On Tuesday"), "--yes")
    assert result.returncode == 1, result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert files(mine / "data") == before


@pytest.mark.parametrize("name", ["source.txt", "claims.yaml"])
def test_nothing_is_renewed_through_a_link(mine: Path, run_kg: Run, name: str) -> None:
    path = mine / "data/statements/glass" / name
    path.rename(mine / "elsewhere")
    path.symlink_to(mine / "elsewhere")
    before = (mine / "elsewhere").read_bytes()
    result = renew(mine, run_kg, changed("On Monday", "On Tuesday"), "--yes")
    assert result.returncode == 4
    assert (mine / "elsewhere").read_bytes() == before


def test_on_a_terminal_the_person_is_asked(tmp_path: Path, run_kg: Run) -> None:
    run_kg("init", "mine", cwd=tmp_path)
    project = tmp_path / "mine"
    (project / "page.html").write_text(LAYOUTS["government"](TITLE, PARAGRAPHS), "utf-8")
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "kg", "add", "page.html", "--id", "asked", "--issued", "2026-03-03"]
    with subprocess.Popen(command, cwd=project, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE) as process:
        os.close(terminal)
        os.write(main, b"A title of mine\n\n\nogl-3.0\n")
        out, _ = process.communicate(timeout=60)
    told = os.read(main, 100_000).decode()
    assert process.returncode == 0, told
    assert out == b"asked\n"
    tree, _ = read_yaml((project / "data/statements/asked/claims.yaml").read_text("utf-8"), "claims.yaml")
    assert (tree["title"], tree["issued"]) == ("A title of mine", "2026-03-03")
    assert tree["publisher"] == "harbour-council"
    assert tree["rights"] == {"licence": "ogl-3.0", "publish-text": "yes"}
    assert "publisher: JSON-LD publisher, confirmed" in " ".join(tree["recorded"]["note"].split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the nation’s “first”", 'the nation\'s "first"', True),
        ("U.S. – U.K.", "U.S.—U.K.", True),
        ("co‑operation", "co-operation", True),
        ("oﬃce…", "office...", True),
        ("for A;\n• B; and\n• C", "for A; B; and C", True),
        ("1,500", "1.500", False),
        ("1,500", "1, 500", False),
        ("can’t", "can", False),
        ("non-binding", "binding", False),
        ("10²", "102", False),
        ("US", "us", False),
        ("£5", "€5", False),
        ("50 %", "50", False),
        ("5′", "5″", False),
        ("co-operation", "cooperation", False),
    ],
)
def test_what_counts_as_the_same_words(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) is same


def test_every_word_of_exclusion_or_possibility_governs() -> None:
    vocabulary = read_vocabulary(find_project(ROOT).ontology_folder)
    cues = [*vocabulary.scheme("polarity")["excluded"].cues, *vocabulary.scheme("told-as")["possible"].cues]
    passed = [cue for cue in cues if not governing_change(("they", "pay"), ("they", *cue.split(), "pay"))]
    assert passed == []
