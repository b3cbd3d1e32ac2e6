"""Same input, same bytes; the old output or the new one; nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Run

from kg.errors import OutputError
from kg.files import recover, sha256_of, write_file, write_folder

OUTPUTS = {"graph.ttl", "graph.trig", "graph.html", "manifest.json"}


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): sha256_of(p.read_bytes()) for p in folder.rglob("*") if p.is_file()}


def test_build_writes_what_the_contract_names(copied: Path, run_kg: Run) -> None:
    result = run_kg("build", cwd=copied)
    assert result.returncode == 0, result.stderr
    names = set(tree(copied / "build"))
    statement = "statements/us-uk-quantum-2021"
    assert names == OUTPUTS | {f"{statement}.{kind}" for kind in ("ttl", "html", "txt")}
    assert result.stdout.count("\n") == 1
    line = result.stdout
    quotes = line.split(" quotes verified")[0].rsplit("·", 1)[1].split()
    assert quotes[0] == quotes[2]
    assert int(quotes[0]) > 90
    source = ROOT / "data" / "statements" / "us-uk-quantum-2021" / "source.txt"
    assert (copied / "build" / f"{statement}.txt").read_bytes() == source.read_bytes()


def test_same_bytes_across_hash_seed_locale_zone_and_folder(tmp_path: Path, run_kg: Run) -> None:
    trees = []
    for number, (seed, locale, zone) in enumerate([("0", "C", "UTC"), ("4711", "tr_TR.UTF-8", "Asia/Kathmandu")]):
        folder = tmp_path / f"folder {number} é"
        for name in ("data", "ontology"):
            shutil.copytree(ROOT / name, folder / name)
        env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        result = run_kg("build", cwd=folder, env=env)
        assert result.returncode == 0, result.stderr
        for form in ("jsonld", "rdfxml", "graphml", "csv", "turtle12", "nanopubs"):
            assert run_kg("export", form, "-o", f"build/graph.{form}", cwd=folder, env=env).returncode == 0
        trees.append(tree(folder / "build"))
    assert trees[0] == trees[1]


def test_an_unchanged_project_is_left_alone_and_a_changed_one_is_not(copied: Path, run_kg: Run) -> None:
    run_kg("build", "--no-pages", cwd=copied)
    before = {p: p.stat().st_mtime_ns for p in (copied / "build").rglob("*")}
    again = run_kg("build", "--no-pages", cwd=copied)
    assert "nothing has changed" in again.stderr
    assert before == {p: p.stat().st_mtime_ns for p in (copied / "build").rglob("*")}
    source = copied / "data/statements/us-uk-quantum-2021/source.txt"
    source.write_bytes(source.read_bytes() + b"\n")
    assert "nothing has changed" not in run_kg("build", "--no-pages", cwd=copied).stderr


def test_a_tampered_output_is_no_fresh_build(copied: Path, run_kg: Run) -> None:
    run_kg("build", "--no-pages", cwd=copied)
    graph = copied / "build" / "graph.trig"
    whole = graph.read_bytes()
    graph.write_bytes(whole.replace(b"status:intended", b"status:ongoing"))
    answer = run_kg("query", "ASK { undertaking:nsf-ukri cmq:hasStatus status:ongoing }", cwd=copied)
    assert answer.stdout == "no\n"
    assert "out of date" in answer.stderr
    run_kg("build", "--no-pages", cwd=copied)
    assert graph.read_bytes() == whole


def test_failing_gates_write_nothing_and_leave_the_old_build(copied: Path, run_kg: Run) -> None:
    run_kg("build", "--no-pages", cwd=copied)
    before = tree(copied / "build")
    claims = copied / "data/statements/us-uk-quantum-2021/claims.yaml"
    claims.write_text(claims.read_text("utf-8").replace("cue: issued", "cue: declared"), "utf-8")
    result = run_kg("build", "--no-pages", cwd=copied)
    assert result.returncode == 1
    assert "E043" in result.stderr
    assert tree(copied / "build") == before
    answer = run_kg("query", "ASK { ?s ?p ?o }", cwd=copied)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "E043" in answer.stderr


@pytest.mark.parametrize("blocked", ["file", "below a file"])
def test_an_output_that_cannot_be_written_is_told(copied: Path, run_kg: Run, blocked: str) -> None:
    (copied / "taken").write_text("mine", "utf-8")
    target = "taken" if blocked == "file" else "taken/build"
    result = run_kg("build", "--no-pages", "--out", target, cwd=copied)
    assert result.returncode == 4
    assert "taken" in result.stderr
    assert "Traceback" not in result.stderr
    assert (copied / "taken").read_text("utf-8") == "mine"


def test_a_folder_of_somebody_else_is_refused(copied: Path, run_kg: Run) -> None:
    (copied / "mine").mkdir()
    (copied / "mine" / "notes.txt").write_text("keep", "utf-8")
    result = run_kg("build", "--no-pages", "--out", "mine", cwd=copied)
    assert result.returncode == 4
    assert [p.name for p in (copied / "mine").iterdir()] == ["notes.txt"]


def test_a_full_disk_leaves_the_old_output_whole(copied: Path, run_kg: Run) -> None:
    run_kg("build", "--no-pages", cwd=copied)
    before = tree(copied / "build")
    claims = copied / "data/statements/us-uk-quantum-2021/claims.yaml"
    claims.write_text(claims.read_text("utf-8") + "# changed\n", "utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    result = run_kg("build", "--no-pages", cwd=copied, preexec_fn=limit)
    assert result.returncode == 4, result.stderr
    assert "Traceback" not in result.stderr
    assert tree(copied / "build") == before
    assert not list(copied.glob(".build*"))
    full = run_kg("export", "turtle", "-o", "out.ttl", cwd=copied, preexec_fn=limit)
    assert full.returncode == 4
    assert not (copied / "out.ttl").exists()


WRITER = """
import os, signal, sys
from pathlib import Path
import kg.files as files
stop, steps = int(sys.argv[1]), 0
def step(frame, event, argument):
    global steps
    if frame.f_code.co_filename == files.__file__:
        steps += event == "line"
        if steps == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return step
sys.settrace(step)
new = {f"{n}.txt": b"new" * 5000 for n in "abc"} | {"sub/d.txt": b"new"}
files.write_folder(Path(sys.argv[2]), new, ours=["a.txt", "old.txt"])
sys.settrace(None)
print(steps)
"""
OLD = {"a.txt": b"old", "old.txt": b"old", "theirs.txt": b"kept"}
NEW = {**{f"{n}.txt": b"new" * 5000 for n in "abc"}, "sub/d.txt": b"new", "theirs.txt": b"kept"}


def run_writer(stop: int, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITER, str(stop), str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env={**os.environ})


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fill(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, words in OLD.items():
        (folder / name).write_bytes(words)


def test_killed_at_fifty_points_the_output_is_the_old_or_the_new(tmp_path: Path) -> None:
    fill(tmp_path / "whole" / "out")
    steps = int(run_writer(-1, tmp_path / "whole" / "out").stdout)
    assert content(tmp_path / "whole" / "out") == NEW
    seen = set()
    for number in range(50):
        folder = tmp_path / str(number) / "out"
        fill(folder)
        result = run_writer(1 + number * (steps - 1) // 49, folder)
        assert result.returncode == -signal.SIGKILL
        found = content(folder)
        assert found in (OLD, NEW), number
        seen.add(found == NEW)
        recover(folder)
        assert content(folder) == found
        assert [p.name for p in folder.parent.iterdir()] == ["out"]
    assert seen == {False, True}


def test_without_exchange_a_killed_run_is_put_back(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    fill(tmp_path / ".out.old-999999")
    assert not folder.exists()
    recover(folder)
    assert content(folder) == OLD


def test_write_file_replaces_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x.ttl"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    with pytest.raises(OutputError):
        write_file(tmp_path / "missing" / "x.ttl", b"three")
    assert [p.name for p in tmp_path.iterdir()] == ["x.ttl"]


def test_write_folder_keeps_files_of_others(tmp_path: Path) -> None:
    fill(tmp_path / "out")
    write_folder(tmp_path / "out", {"a.txt": b"new"}, ours=["a.txt", "old.txt"])
    assert content(tmp_path / "out") == {"a.txt": b"new", "theirs.txt": b"kept"}


def test_the_manifest_names_every_claim_with_its_line(copied: Path, run_kg: Run) -> None:
    run_kg("build", "--no-pages", cwd=copied)
    manifest = json.loads((copied / "build" / "manifest.json").read_text("utf-8"))
    lines = (copied / "data/statements/us-uk-quantum-2021/claims.yaml").read_text("utf-8").splitlines()
    assert len(manifest["claims"]) == manifest["statements"]["us-uk-quantum-2021"]["claims"]
    for place in manifest["claims"].values():
        line = lines[int(place.rpartition(":")[2]) - 1]
        assert line.lstrip().startswith(("- ", "say:")), line
    assert str(copied) not in json.dumps(manifest)


def test_rights_of_quotes_only_keep_the_text_in_its_project(copied: Path, run_kg: Run) -> None:
    folder = copied / "data/statements/us-uk-quantum-2021"
    claims = (folder / "claims.yaml").read_text("utf-8")
    (folder / "claims.yaml").write_text(claims.replace("publish-text: yes", "publish-text: quotes-only"), "utf-8")
    assert run_kg("build", cwd=copied).returncode == 0
    assert not (copied / "build/statements/us-uk-quantum-2021.txt").exists()
    text = (folder / "source.txt").read_text("utf-8")
    sentence = text[
        text.index("Recently, both governments") : text.index("The U.S. National Quantum Initiative and")
    ].strip()
    assert len(sentence) > 150
    files = content(copied / "build")
    assert b"both governments have mobilized" in files["graph.ttl"]
    for name, words in files.items():
        assert sentence.encode() not in words, name
    assert run_kg("verify", "build", cwd=copied).returncode == 0


def test_a_link_is_followed_and_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", b"data")
    assert os.read(reader, 10) == b"data"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()
