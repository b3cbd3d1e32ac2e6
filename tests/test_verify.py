"""One changed character anywhere makes the verification fail and name the claim and line, or the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Run

STATEMENT = "data/statements/us-uk-quantum-2021"


@pytest.fixture
def built(copied: Path, run_kg: Run) -> Path:
    assert run_kg("build", "--no-pages", cwd=copied).returncode == 0
    return copied


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_untouched_build_verifies(built: Path, run_kg: Run) -> None:
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 0
    first, _, last = result.stdout.strip().partition(" of ")
    assert last.startswith(first)


def test_a_changed_character_of_the_text_names_the_claims_and_lines(built: Path, run_kg: Run) -> None:
    replace(built / "build/statements/us-uk-quantum-2021.txt", "continued collaboration", "continued kollaboration")
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    assert "E121" in result.stderr
    assert f"{STATEMENT}/claims.yaml:" in result.stderr
    assert "/id/claim/" in result.stderr
    assert "E120" in result.stderr
    assert not result.stdout.startswith(result.stdout.split(" of ")[1].split()[0])


def test_a_changed_triple_names_the_file_and_line(built: Path, run_kg: Run) -> None:
    replace(built / "build/graph.ttl", "cmq:hasStatus status:intended", "cmq:hasStatus status:ongoing")
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    lines = (built / "build/graph.ttl").read_text("utf-8").splitlines()
    place = next(line for line in result.stderr.splitlines() if line.startswith("graph.ttl:"))
    assert "status:ongoing" in lines[int(place.split(":")[1]) - 1]
    assert "status:intended" in result.stderr


def test_a_changed_quote_in_the_turtle_names_the_claim(built: Path, run_kg: Run) -> None:
    replace(
        built / "build/graph.ttl", 'oa:exact "U.S. Presidential Science Advisor"', 'oa:exact "U.S. Science Advisor"'
    )
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    assert "E121" in result.stderr
    assert "claims.yaml:" in result.stderr


def test_a_changed_claim_names_its_old_line(built: Path, run_kg: Run) -> None:
    replace(built / STATEMENT / "claims.yaml", "nist-npl hasParticipant npl", "nist-npl hasParticipant nist-x")
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    assert f"{STATEMENT}/claims.yaml:" in result.stderr
    assert "E020" in result.stderr
    replace(built / STATEMENT / "claims.yaml", "  - nist-npl hasParticipant nist-x\n", "")
    result = run_kg("verify", "build", cwd=built)
    assert "is not made any more" in result.stderr


def test_a_changed_source_is_told(built: Path, run_kg: Run) -> None:
    replace(built / STATEMENT / "source.txt", "quantum sensors", "quantum censors")
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    assert f"{STATEMENT}/source.txt:1:1  E122" in result.stderr


@pytest.mark.parametrize("name", ["graph.trig", "statements/us-uk-quantum-2021.ttl", "graph.ttl"])
def test_a_missing_or_broken_file_is_told(built: Path, run_kg: Run, name: str) -> None:
    (built / "build" / name).write_bytes(b"@prefix broken")
    broken = run_kg("verify", "build", cwd=built)
    (built / "build" / name).unlink()
    missing = run_kg("verify", "build", cwd=built)
    for result in (broken, missing):
        assert result.returncode == 1
        assert name in result.stderr
        assert "Traceback" not in result.stderr


def test_a_folder_without_a_build_is_bad_input(tmp_path: Path, run_kg: Run) -> None:
    result = run_kg("verify", "nowhere", cwd=tmp_path)
    assert result.returncode == 3
    assert "manifest.json" in result.stderr


def test_a_build_verifies_away_from_its_project(built: Path, tmp_path: Path, run_kg: Run) -> None:
    away = tmp_path / "away"
    (built / "build").rename(away)
    assert run_kg("verify", str(away), cwd=tmp_path).returncode == 0


def test_a_forged_build_with_a_mended_manifest_is_found_at_home(built: Path, run_kg: Run) -> None:
    from kg.files import sha256_of

    manifest = built / "build" / "manifest.json"
    for name in ("graph.ttl", "graph.trig", "statements/us-uk-quantum-2021.ttl"):
        path = built / "build" / name
        old = sha256_of(path.read_bytes())
        replace(path, "cmq:hasStatus status:intended", "cmq:hasStatus status:ongoing")
        replace(manifest, old, sha256_of(path.read_bytes()))
    result = run_kg("verify", "build", cwd=built)
    assert result.returncode == 1
    assert "status:ongoing" in result.stderr
