"""What passed the shapes is not validated again; what changed is; and the report is the W3C's own form."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from invented_project import write_project
from rdflib import RDF, SH
from support import ROOT, Run

import kg.build
from kg.build import build_to, check_project
from kg.graph.units import to_units
from kg.project import Project


@pytest.fixture
def three(tmp_path: Path) -> Project:
    """A copy of the three invented statements."""
    return Project(shutil.copytree(ROOT / "tests" / "invented", tmp_path / "invented"))


@pytest.fixture
def validated(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The documents of every unit that the shapes run over from now on."""
    seen: list[set[str]] = []
    check = kg.build.check_shapes

    def watched(quads: list[ox.Quad], *rest: object) -> object:
        claims = {q.object.value for q in quads if q.predicate.value.endswith("/ont/inDocument")}
        seen.append({iri.rpartition("/")[2] for iri in claims})
        return check(quads, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.build, "check_shapes", watched)
    return seen


def test_every_quad_that_is_said_or_inferred_stands_in_a_unit(invented: kg.build.Build) -> None:
    units = to_units(invented.graph)
    assert set(units) == {"register", *invented.graph.asserted}
    joined = {(q.subject, q.predicate, q.object) for quads in units.values() for q in quads}
    whole = {(q.subject, q.predicate, q.object) for q in invented.graph.named}
    assert whole <= joined


def test_what_passed_is_not_validated_again_and_what_warned_is(three: Project, validated: list[set[str]]) -> None:
    folder = three.root / "build"
    build_to(three, folder, with_pages=False)
    passed = json.loads((folder / "manifest.json").read_text("utf-8"))["validated"]
    assert set(passed) == {"register", "tide-accord-2020", "tide-accord-progress-2021"}  # the third one warns
    validated.clear()
    findings, _ = check_project(three, folder=folder)
    assert [finding.code for finding in findings] == ["W090"]
    assert validated == [{"coast-institute-2023"}]


def test_a_changed_statement_alone_is_validated_again(three: Project, validated: list[set[str]]) -> None:
    folder = three.root / "build"
    build_to(three, folder, with_pages=False)
    claims = three.statements_folder / "tide-accord-2020" / "claims.yaml"
    claims.write_text(
        claims.read_text("utf-8").replace(
            "label: young engineers}", "label: youthful engineers, aliases: [young engineers]}"
        ),
        "utf-8",
    )
    validated.clear()
    check_project(three, folder=folder)
    assert {"tide-accord-2020"} in validated
    assert {"tide-accord-progress-2021"} not in validated


def test_a_forged_digest_of_something_else_saves_nothing(three: Project, validated: list[set[str]]) -> None:
    folder = three.root / "build"
    build_to(three, folder, with_pages=False)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["validated"] = dict.fromkeys(manifest["validated"], "0" * 64)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    validated.clear()
    check_project(three, folder=folder)
    assert len(validated) == 4


def test_the_report_is_a_w3c_validation_report(three: Project, run_kg: Run) -> None:
    run = run_kg("check", "--format", "shacl", cwd=three.root)
    assert run.returncode == 0, run.stderr
    report = rdflib.Graph().parse(data=run.stdout, format="turtle")
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    (result,) = report.objects(node, SH.result)
    assert str(report.value(node, SH.conforms)) == "false"
    assert str(report.value(result, SH.sourceShape)).endswith("/shapes/Dates-disagree")
    assert report.value(result, SH.resultSeverity) == SH.Warning
    assert str(report.value(result, SH.focusNode)).endswith("/document/coast-statement")
    assert run_kg("check", "--format", "shacl", "--strict", cwd=three.root).returncode == 1
    assert run_kg("check", "--format", "shacl", cwd=three.root).stdout == run.stdout


def test_a_violation_makes_the_report_fail_and_a_broken_gate_gives_findings_instead(
    three: Project, run_kg: Run
) -> None:
    violation = ROOT / "tests" / "broken" / "E090-quotation-without-speaker"
    run = run_kg("check", "--format", "shacl", cwd=violation)
    assert run.returncode == 1
    assert "sh:Violation" in run.stdout
    run = run_kg("check", "--format", "shacl", cwd=ROOT / "tests" / "broken" / "E020-unknown-name")
    assert (run.returncode, run.stdout) == (1, "")
    assert "E020" in run.stderr


def test_a_publisher_that_a_statement_declares_is_not_the_catalogue_s_entry_of_that_name(tmp_path: Path) -> None:
    write_project(tmp_path, "glass-2020")
    path = tmp_path / "data" / "statements" / "glass-2020" / "claims.yaml"
    told = path.read_text("utf-8")
    declared = "  government-of-ireland: {type: Government, label: Irish Government}\nclaims:"
    told = told.replace("\nclaims:", f"\n{declared}").replace("kind:", "publisher: government-of-ireland\nkind:", 1)
    path.write_text(told, "utf-8")
    findings, build = check_project(Project(tmp_path))
    assert build is not None
    assert [finding.code for finding in findings] == []
    path.write_text(told.replace(declared, "claims:"), "utf-8")  # not declared: it is the catalogue's
    assert [finding.code for finding in check_project(Project(tmp_path))[0]] == []
