"""The only place that knows the order: text → claims → graph → artefacts.

Checks, builds, writes; tells what is fresh and what is stale. Same input, same bytes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import kg
from kg import terms
from kg.asking import disk
from kg.asking.disk import index_files, index_writer
from kg.beside import Beside
from kg.claims.statement import read_statement
from kg.errors import FindingsError, InputError, OutputError
from kg.files import recover, sha256_of, write_folder
from kg.findings import Finding, Place, has_errors
from kg.graph.dataset import ProjectGraph, to_graph
from kg.graph.rules import Rule, read_rules
from kg.graph.shapes import check_shapes, to_report
from kg.graph.units import digest, to_units
from kg.graph.verify import verify_quotes
from kg.graph.write import to_bytes
from kg.model import Statement
from kg.pages import Pages, keep_layouts, to_pages
from kg.project import Project, code_hash
from kg.register import Register, read_register
from kg.vocabulary import Vocabulary, read_vocabulary

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Build:
    """A project's statements, checked and turned into a graph, in memory; `findings` hold no error."""

    project: Project
    vocabulary: Vocabulary
    register: Register
    rules: list[Rule]
    statements: list[Statement]
    findings: tuple[Finding, ...]
    graph: ProjectGraph

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]]:
        """What `kg build` prints of every statement, by its name."""
        return {statement.name: self._figures(statement) for statement in self.statements}

    @cached_property
    def uncovered(self) -> dict[str, list[tuple[int, int, str]]]:
        """The stretches that no claim quotes, by document: start, end (code points), excuse."""
        return {
            statement.iri: [(s.span.start, s.span.end, s.excuse) for one in statement.coverage for s in one.stretches]
            for statement in self.statements
        }

    def _figures(self, statement: Statement) -> dict[str, Any]:
        bindings = Counter(b.reason for c in statement.claims for b in (c.subject_binding, c.object_binding))
        quotes, mismatches = verify_quotes(self.graph.evidence[statement.name], {statement.iri: statement.source.text})
        content = sum(s.content for s in statement.coverage)
        return {
            "sentences": len(statement.source.sentences),
            "claims": len(statement.claims),
            "read_twice": len(statement.read_twice),
            "quotes": quotes,
            "verified": quotes - len(mismatches),
            "bindings": dict(sorted(bindings.items())),
            "coverage": round(100 * sum(s.quoted for s in statement.coverage) / content, 1) if content else 0.0,
            "uncovered": [list(stretch) for stretch in self.uncovered[statement.iri]],
            "asserted": len(self.graph.asserted[statement.name]),
            "inferred": sum(not _is_apparatus(q) for q in self.graph.inferred),
            "warnings": sum(f.place.path.startswith(f"data/statements/{statement.name}/") for f in self.findings),
        }


@dataclass(frozen=True)
class Outcome:
    """What a build left on disk: its manifest, whether anything had to be done, and the layouts it could not keep."""

    folder: Path
    manifest: dict[str, Any]
    is_unchanged: bool
    findings: tuple[Finding, ...] = field(default=())
    unkept: tuple[str, ...] = field(default=())


def check_project(
    project: Project, names: tuple[str, ...] = (), *, folder: Path | None = None
) -> tuple[list[Finding], Build | None]:
    """All findings about these statements (or all), and the build where no error stands against it.

    What the manifest in `folder` names as passed is not validated by the shapes again while it is the same.
    """
    findings, build = _pass_gates(project, names)
    if build is None:
        return findings, None
    passed = _passed(read_manifest(folder)) if folder else {}
    return _with_shapes(build, _check_shapes(build, passed)[0])


def validation_report(project: Project, names: tuple[str, ...] = ()) -> bytes:
    """The W3C validation report of these statements (or all) in Turtle, made anew whatever passed before.

    Raises `FindingsError` where another gate fails, for then there is no graph to validate.
    """
    findings, build = _pass_gates(project, names)
    if build is None:
        raise FindingsError(findings)
    graph = build.graph
    quads = [*graph.said, *graph.register, *graph.inferred, *graph.ontology]
    return to_bytes(to_report(quads, _shapes_file(build)), "turtle", build.vocabulary.prefixes)


def _pass_gates(project: Project, names: tuple[str, ...]) -> tuple[list[Finding], Build | None]:
    """The findings of every gate but the shapes, and the build where no error stands against it so far."""
    try:
        vocabulary = read_vocabulary(project.ontology_folder)
        rules = read_rules(project.ontology_folder / "rules")
    except InputError as error:
        return [_ontology_finding(error, project)], None
    register, findings = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    checked = [
        read_statement(project.statements_folder / name, register, vocabulary, project.show)
        for name in project.select(names)
    ]
    findings += [finding for outcome in checked for finding in outcome.findings]
    statements = [outcome.statement for outcome in checked if outcome.statement]
    findings += _check_types(statements)
    if has_errors(findings):
        return sorted(findings), None
    graph = to_graph(statements, register, vocabulary, rules)
    return findings, Build(project, vocabulary, register, rules, statements, tuple(sorted(findings)), graph)


def _with_shapes(build: Build, found: list[Finding]) -> tuple[list[Finding], Build | None]:
    """All findings, those of the shapes among them, and the build that holds them where none is an error."""
    findings = sorted([*build.findings, *found])
    return findings, None if has_errors(findings) else replace(build, findings=tuple(findings))


def build_in_memory(project: Project, names: tuple[str, ...] = ()) -> Build:
    """The build of a project without writing anything. Raises `FindingsError` where the gates fail."""
    findings, build = check_project(project, names)
    if build is None:
        raise FindingsError(findings)
    return build


def build_to(project: Project, folder: Path, names: tuple[str, ...] = (), *, with_pages: bool = True) -> Outcome:
    """Builds into a folder, or leaves it where nothing has changed since.

    Raises `FindingsError` (nothing is written then) and `OutputError` (the old output stays whole).
    """
    recover(folder)
    selected = project.select(names)
    manifest = read_manifest(folder)
    if manifest is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        do = "choose another with --out: this one holds files of somebody else"
        raise OutputError("not a folder of an earlier build", where=str(folder), do=do)
    if manifest and is_fresh(manifest, project, folder) and _covers(manifest, selected, with_pages):
        return Outcome(folder, manifest, is_unchanged=True)
    findings, build = _pass_gates(project, names)
    if build is None:
        raise FindingsError(findings)
    with Beside(partial(_check_shapes, build, _passed(manifest))) as shapes:
        files, pages = to_files(build, with_pages=False), _to_pages(build) if with_pages else Pages()
        found, passed = shapes.result()
    findings, build = _with_shapes(build, found)
    if build is None:
        raise FindingsError(findings)
    files |= pages.files
    unkept = keep_layouts(project, pages.layouts)  # before the manifest, which holds the hash of every input
    new = to_manifest(build, files, with_pages=with_pages) | {"validated": passed}
    files[MANIFEST] = _to_json(new)
    ours = [*(manifest or {}).get("outputs", {}), MANIFEST, *index_files(folder)]
    write_folder(folder, files, ours, _index_writer(build, new))
    return Outcome(folder, new, is_unchanged=False, findings=build.findings, unkept=tuple(unkept))


def to_files(build: Build, *, with_pages: bool = True) -> dict[str, bytes]:
    """Every artefact but the manifest: relative path → content."""
    graph, prefixes = build.graph, build.vocabulary.prefixes
    files = {
        "graph.ttl": to_bytes(graph.merged, "turtle", prefixes),
        "graph.trig": to_bytes(graph.named, "trig", prefixes),
    }
    for statement in build.statements:
        files[f"statements/{statement.name}.ttl"] = to_bytes(graph.statement(statement.name), "turtle", prefixes)
        if statement.publish_text:
            files[f"statements/{statement.name}.txt"] = statement.source.text.encode()
    return files | _to_pages(build).files if with_pages else files


def _to_pages(build: Build) -> Pages:
    return to_pages(build.project, build.graph, [statement.name for statement in build.statements], build.uncovered)


def to_manifest(build: Build, files: dict[str, bytes], *, with_pages: bool) -> dict[str, Any]:
    """The manifest: inputs, outputs, figures, and the line of every claim. Holds no time and no absolute path."""
    claims = {c.iri: f"{c.place.path}:{c.place.line}" for s in build.statements for c in s.claims}
    return {
        "communique": kg.__version__,
        "code": code_hash(),
        "with_pages": with_pages,
        "inputs": build.project.input_hashes(),
        "outputs": {name: {"sha256": sha256_of(c), "bytes": len(c)} for name, c in sorted(files.items())},
        "statements": build.figures,
        "claims": dict(sorted(claims.items())),
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an earlier build, or None where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and "outputs" in manifest else None


def is_fresh(manifest: dict[str, Any], project: Project, folder: Path) -> bool:
    """True where inputs, code and outputs are those that the manifest names."""
    try:
        if manifest["code"] != code_hash() or manifest["inputs"] != project.input_hashes():
            return False
        outputs = manifest["outputs"].items()
        return all(sha256_of((folder / name).read_bytes()) == entry["sha256"] for name, entry in outputs)
    except (OSError, KeyError, TypeError):
        return False


def _covers(manifest: dict[str, Any], names: list[str], with_pages: bool) -> bool:
    return sorted(manifest["statements"]) == names and manifest["with_pages"] == with_pages


def _ontology_finding(error: InputError, project: Project) -> Finding:
    """E110: the ontology, without which nothing else can be checked, at the place where it cannot be read."""
    match = re.fullmatch(r"(.*?)(?::(\d+):(\d+))?", error.where)
    assert match
    place = Place(project.show(Path(match[1])), int(match[2] or 1), int(match[3] or 1))
    return Finding(place, "E110", error.what, do=error.do)


def _check_types(statements: list[Statement]) -> list[Finding]:
    """E027 where two statements give one name two types."""
    seen: dict[str, tuple[str, Place]] = {}
    findings = []
    for statement in statements:
        for entity in statement.entities:
            first, place = seen.setdefault(entity.name, (entity.type, entity.place))
            if first != entity.type:
                names = f"{entity.name}: {terms.local_name(entity.type)} here, {terms.local_name(first)} at {place}"
                findings.append(Finding(entity.place, "E027", names, do="give one of them another name"))
    return findings


def _check_shapes(build: Build, passed: dict[str, str]) -> tuple[list[Finding], dict[str, str]]:
    """What the shapes find, and the digest of every unit in which they find nothing.

    A unit whose digest is in `passed` is not validated again.
    """
    shapes = _shapes_file(build)
    places = {entity.iri: entity.place for entity in build.register.entries.used()}
    for statement in build.statements:
        places |= _places(statement)
    findings, now, code = [], {}, code_hash()
    for name, quads in to_units(build.graph).items():
        known = digest(quads, shapes, code)
        found = [] if passed.get(name) == known else check_shapes(quads, shapes, build.vocabulary.label, places.get)
        findings += found
        if not found:
            now[name] = known
    return sorted(set(findings)), now


def _shapes_file(build: Build) -> Path:
    shapes = build.project.ontology_folder / "shapes.ttl"
    if not shapes.is_file():
        raise InputError("no shapes", where=str(shapes), do="restore ontology/shapes.ttl")
    return shapes


def _passed(manifest: dict[str, Any] | None) -> dict[str, str]:
    """The digests of what passed the shapes when a build was made."""
    found = (manifest or {}).get("validated")
    return found if isinstance(found, dict) else {}


def _places(statement: Statement) -> dict[str, Place]:
    """Where the claims file speaks of each node: claims, their evidence, entities, the document."""
    places = {statement.iri: Place(f"data/statements/{statement.name}/claims.yaml")}
    for claim in reversed(statement.claims):
        places[claim.iri] = claim.place
        for span in claim.spans:
            places[terms.evidence_iri(statement.name, span.start, span.end)] = claim.place
    return places | {entity.iri: entity.place for entity in statement.entities}


def _is_apparatus(quad: ox.Quad) -> bool:
    subject = str(getattr(quad.subject, "value", ""))
    return subject.startswith((terms.ID + "inference/", terms.RULE))


def _to_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _index_writer(build: Build, manifest: dict[str, Any]) -> Callable[[Path], None] | None:
    graph = build.graph
    if len(graph.merged) + len(graph.named) < disk.FROM_QUADS:
        return None
    return index_writer(graph.merged, graph.named, manifest["outputs"]["graph.trig"]["sha256"])
