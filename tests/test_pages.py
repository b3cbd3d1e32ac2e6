"""Pages of a project: one a statement, one for all, with places that are kept beside the data."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from invented_project import add_body, write_project
from support import Run

import kg
from kg.project import Project

ALL = ["glass-2020", "glass-2022", "sand-2023"]


def payload_of(path: Path) -> dict[str, Any]:
    [stored] = re.findall(
        r'<script type="application/json" id="page-data">(.*?)</script>', path.read_text("utf-8"), re.S
    )
    return dict(json.loads(stored))


def places_of(payload: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {node["id"]: (node["x"], node["y"]) for node in payload["picture"]["nodes"]}


def named(payload: dict[str, Any], label: str) -> dict[str, Any]:
    return next(thing for thing in payload["things"] if thing["label"] == label)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def build(run_kg: Run, project: Path, *arguments: str) -> Path:
    result = run_kg("build", *arguments, cwd=project)
    assert result.returncode == 0, result.stderr
    return project / "build"


def test_one_page_for_the_project_and_one_for_each_statement(project: Path, run_kg: Run) -> None:
    folder = build(run_kg, project)
    whole = payload_of(folder / "graph.html")
    assert [document["id"] for document in whole["documents"]] == ALL
    assert len(whole["claims"]) > 12
    for place, name in enumerate(ALL):
        own = payload_of(folder / "statements" / f"{name}.html")
        assert [document["id"] for document in own["documents"]] == [name]
        here = {claim["id"] for claim in whole["claims"]
                if claim["ground"] == "read" and claim.get("document", 0) == place}  # fmt: skip
        assert {claim["id"] for claim in own["claims"] if claim["ground"] == "read"} == here
        assert len(here) == 4
        assert not any("documents" in thing for thing in own["things"])


def test_a_thing_says_which_statements_speak_of_it_so_that_they_can_be_filtered(project: Path, run_kg: Run) -> None:
    whole = payload_of(build(run_kg, project) / "graph.html")
    assert named(whole, "Institute of Glass")["documents"] == [0, 1, 2]
    assert named(whole, "Harbour Council")["documents"] == [0, 1]
    assert named(whole, "sand clocks")["documents"] == [2]
    inferred = [claim for claim in whole["claims"] if claim["ground"] == "inferred"]
    assert inferred
    by_id = {claim["id"]: claim for claim in whole["claims"]}
    for claim in inferred:
        premises = [by_id[one] for one in claim["premises"] if one in by_id]
        proof = {one.get("document", 0) for one in premises if one["ground"] == "read"}
        assert proof
        assert proof <= set(claim["documents"])


def test_a_status_belongs_to_its_statement_and_the_latest_comes_first(project: Path, run_kg: Run) -> None:
    whole = payload_of(build(run_kg, project) / "graph.html")
    work = named(whole, "tide clock work")
    assert work["status"] == "ongoing"
    assert [word for _, word in work["statuses"]] == ["planned", "ongoing"]
    lines = {(claim.get("document", 0), claim["line"]) for claim in whole["claims"]
             if claim["ground"] == "read" and claim["subject"] == work["iri"]}  # fmt: skip
    assert lines == {(0, "planned"), (1, "ongoing")}


def test_the_second_build_of_the_same_is_the_first_to_the_byte(project: Path, run_kg: Run, tmp_path: Path) -> None:
    first = build(run_kg, project)
    assert run_kg("build", cwd=project).stderr.endswith("nothing has changed since the last build\n")
    again = build(run_kg, project, "--out", str(tmp_path / "again"))
    for path in sorted(first.rglob("*")):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(first)).read_bytes() == path.read_bytes(), path.name
    assert again == first
    assert run_kg("verify", "build", cwd=project).returncode == 0


def test_places_are_kept_beside_the_data_and_survive_a_change(project: Path, run_kg: Run) -> None:
    before = payload_of(build(run_kg, project) / "graph.html")
    kept = sorted(path.relative_to(project).as_posix() for path in project.rglob("layout.json"))
    assert kept == ["data/layout.json", *(f"data/statements/{name}/layout.json" for name in ALL)]
    add_body(project, "sand-2023", "ministry", "Ministry of Hours")
    after = payload_of(build(run_kg, project) / "graph.html")
    assert named(after, "Ministry of Hours")
    old, new = places_of(before), places_of(after)
    assert {iri: new[iri] for iri in old} == old
    assert len(new) == len(old) + 1
    (project / "data" / "layout.json").unlink()
    fresh = places_of(payload_of(build(run_kg, project) / "graph.html"))
    assert set(fresh) == set(new)
    assert fresh != new, "whoever deletes it gets a new picture"


def test_a_part_of_the_project_does_not_overwrite_the_places_of_the_whole(project: Path, run_kg: Run) -> None:
    build(run_kg, project)
    whole = (project / "data" / "layout.json").read_bytes()
    part = payload_of(build(run_kg, project, "glass-2020", "sand-2023") / "graph.html")
    assert [document["id"] for document in part["documents"]] == ["glass-2020", "sand-2023"]
    assert (project / "data" / "layout.json").read_bytes() == whole


def test_one_statement_alone_needs_no_layout_of_the_project(tmp_path: Path, run_kg: Run) -> None:
    project = write_project(tmp_path, "glass-2020")
    folder = build(run_kg, project)
    assert not (project / "data" / "layout.json").exists()
    assert (folder / "graph.html").read_bytes() == (folder / "statements" / "glass-2020.html").read_bytes()


def test_without_pages_and_where_a_gate_fails_no_layout_is_written(project: Path, run_kg: Run) -> None:
    build(run_kg, project, "--no-pages")
    source = project / "data" / "statements" / "glass-2020" / "source.txt"
    source.write_text("Other words.\n", encoding="utf-8")
    assert run_kg("build", cwd=project).returncode == 1
    assert not list(project.rglob("layout.json"))


def test_a_layout_that_cannot_be_kept_is_told_and_the_build_is_whole(project: Path, monkeypatch: Any) -> None:
    import kg.pages
    from kg.build import build_to, is_fresh
    from kg.errors import OutputError

    def refuse(path: Path, content: bytes) -> None:
        raise OutputError("cannot be written", where=str(path))

    monkeypatch.setattr(kg.pages, "write_file", refuse)
    outcome = build_to(Project(project), project / "build")
    assert outcome.unkept == (*(f"data/statements/{name}/layout.json" for name in ALL), "data/layout.json")
    assert payload_of(project / "build" / "graph.html")["things"]
    assert is_fresh(outcome.manifest, Project(project), project / "build")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes where nothing may be written")
def test_a_checkout_that_cannot_be_written_builds_elsewhere(project: Path, run_kg: Run, tmp_path: Path) -> None:
    folders = [project / "data", *(project / "data" / "statements").iterdir()]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        result = run_kg("build", "--out", str(tmp_path / "out"), cwd=project)
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)
    assert result.returncode == 0
    assert "data/layout.json" in result.stderr
    assert (tmp_path / "out" / "graph.html").is_file()


def test_the_shipped_project_is_never_written_into(project: Path) -> None:
    from kg.pages import keep_layouts

    path = project / "data" / "layout.json"
    assert keep_layouts(Project(project, is_shipped=True), {path: b"{}"}) == []
    assert not path.exists()


def test_a_layout_with_the_marks_of_a_merge_stops_the_build_at_its_line(project: Path, run_kg: Run) -> None:
    build(run_kg, project)
    path = project / "data" / "statements" / "glass-2022" / "layout.json"
    path.write_text(path.read_text("utf-8").replace("{\n", "{\n<<<<<<< ours\n"), encoding="utf-8")
    result = run_kg("build", cwd=project)
    assert result.returncode == 3
    assert "data/statements/glass-2022/layout.json:2:1" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_page_in_python_is_the_page_of_the_build(project: Path, run_kg: Run) -> None:
    folder = build(run_kg, project)
    graph = kg.load(project)
    assert graph.to_page().html.encode() == (folder / "graph.html").read_bytes()
    one = graph.to_page("sand-2023").html.encode()
    assert one == (folder / "statements" / "sand-2023.html").read_bytes()
    with pytest.raises(kg.UsageError) as caught:
        graph.to_page("sand-2032")
    assert caught.value.nearest == "sand-2023"


def test_show_names_the_page_of_all_or_of_one_and_makes_what_is_stale(project: Path, run_kg: Run) -> None:
    def shown(*arguments: str) -> tuple[Path, str]:
        result = run_kg("show", "--no-open", *arguments, cwd=project)
        assert result.returncode == 0, result.stderr
        return Path(result.stdout.strip()), result.stderr

    path, said = shown()
    assert "no fresh page" in said
    assert [document["id"] for document in payload_of(path)["documents"]] == ALL
    folder = build(run_kg, project)
    assert shown() == (folder / "graph.html", "")
    assert shown("sand-2023") == (folder / "statements" / "sand-2023.html", "")
    # the page of a part is not the page of the project
    build(run_kg, project, "sand-2023")
    path, said = shown()
    assert [document["id"] for document in payload_of(path)["documents"]] == ALL
    assert "no fresh page" in said
    add_body(project, "glass-2020", "ministry", "Ministry of Hours")
    path, said = shown("glass-2020")
    assert named(payload_of(path), "Ministry of Hours")
    assert run_kg("show", "--no-open", "glas-2020", cwd=project).returncode == 2


def test_show_says_so_where_no_browser_can_be_started(project: Path, run_kg: Run) -> None:
    build(run_kg, project)
    result = run_kg("show", cwd=project, env={"PATH": "/nowhere", "DISPLAY": "", "BROWSER": "", "WAYLAND_DISPLAY": ""})
    assert result.returncode == 0
    assert result.stdout.strip().endswith("graph.html")
    assert "no browser could be started" in result.stderr
