"""Re-checks a build that is on disk: the manifest's hashes, every quote against its text, the inputs at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.build import build_in_memory, read_manifest, to_files
from kg.errors import InputError, KGError
from kg.files import sha256_of
from kg.findings import Finding, Place
from kg.graph.verify import Mismatch, verify_quotes
from kg.project import Project, find_project


@dataclass(frozen=True)
class Verification:
    """How many quotes the build has, how many stand, and every finding."""

    quotes: int
    verified: int
    findings: tuple[Finding, ...]


def verify_build(folder: Path) -> Verification:
    """The verification of a build folder. Raises `InputError` where it holds no manifest.

    Needs nothing but the folder; where the project it was built from lies above it, changed inputs and the exact
    line of a changed file are told too.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError("no build here: manifest.json is missing or broken", where=str(folder), do="run `kg build`")
    project = _project_of(folder, manifest)
    findings = _check_inputs(manifest, project) if project else []
    changed = [name for name, entry in manifest["outputs"].items() if _hash(folder / name) != entry["sha256"]]
    original = _rebuild(project, manifest) if project and not findings else {}
    changed += [name for name, content in original.items() if name not in changed and _differs(folder / name, content)]
    findings += [_changed(folder, name, original.get(name)) for name in changed]
    quotes, mismatches, more = _check_quotes(folder, manifest, project)
    findings += more + [_mismatched(m, manifest) for m in mismatches]
    return Verification(quotes, quotes - len(mismatches), tuple(sorted(set(findings))))


def _project_of(folder: Path, manifest: dict[str, Any]) -> Project | None:
    project = find_project(folder)
    is_its_own = set(manifest["inputs"]) & {project.show(path) for path in project.input_files()}
    return project if not project.is_shipped and is_its_own else None


def _check_inputs(manifest: dict[str, Any], project: Project) -> list[Finding]:
    now = project.input_hashes()
    changed = [name for name in sorted({*now, *manifest["inputs"]}) if now.get(name) != manifest["inputs"].get(name)]
    return [finding for name in changed for finding in _changed_input(name, manifest, project)]


def _changed_input(name: str, manifest: dict[str, Any], project: Project) -> list[Finding]:
    """One finding for the file, or for a claims file one for every claim that is no longer made there."""
    do = "run `kg build` again, or restore the file"
    whole = [Finding(Place(name), "E122", name, do=do)]
    if not name.endswith("/claims.yaml"):
        return whole
    try:
        build = build_in_memory(project)
    except KGError as error:
        return [*whole, *getattr(error, "findings", ())]
    made = {claim.iri for statement in build.statements for claim in statement.claims}
    lost = [(iri, at) for iri, at in manifest["claims"].items() if at.startswith(name) and iri not in made]
    return [Finding(_place(at), "E122", f"the claim {iri} is not made any more", do=do) for iri, at in lost] or whole


def _rebuild(project: Project, manifest: dict[str, Any]) -> dict[str, bytes]:
    """What the project's inputs give now, so that not even a forged manifest passes; nothing where they fail."""
    try:
        build = build_in_memory(project, tuple(manifest["statements"]))
        return to_files(build, with_pages=manifest["with_pages"])
    except KGError:
        return {}


def _changed(folder: Path, name: str, original: bytes | None) -> Finding:
    path, do = folder / name, "run `kg build` again; the file was changed after it was built"
    if not path.is_file():
        return Finding(Place(name), "E120", "the file is missing", do=do)
    if original is None:
        return Finding(Place(name), "E120", f"another SHA-256 than in the manifest: {_hash(path)}", do=do)
    now, before = path.read_bytes().split(b"\n"), original.split(b"\n")
    line = next(
        (i for i, pair in enumerate(zip(now, before, strict=False)) if pair[0] != pair[1]), min(len(now), len(before))
    )
    shown = [
        lines[line].decode("utf-8", "replace").strip()[:160] if line < len(lines) else "" for lines in (now, before)
    ]
    return Finding(Place(name, line + 1), "E120", shown[0], shown[1], do)


def _check_quotes(
    folder: Path, manifest: dict[str, Any], project: Project | None
) -> tuple[int, list[Mismatch], list[Finding]]:
    texts, findings = {}, []
    for name in manifest["statements"]:
        path = folder / "statements" / f"{name}.txt"
        if not path.is_file() and project:
            path = project.statements_folder / name / "source.txt"
        try:
            texts[terms.document_iri(name)] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            do = "a text that may not be published is only in its project: verify there"
            findings.append(Finding(Place(f"statements/{name}.txt"), "E120", "no text to check against", do=do))
    try:
        quads = list(ox.parse(path=str(folder / "graph.ttl"), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, OSError) as error:
        place = Place("graph.ttl", getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1)
        return 0, [], [*findings, Finding(place, "E120", str(error), do="run `kg build` again")]
    count, mismatches = verify_quotes(quads, texts)
    return count, mismatches, findings


def _mismatched(mismatch: Mismatch, manifest: dict[str, Any]) -> Finding:
    """The mismatch at the line of the first claim that rests on it."""
    places = [manifest["claims"][claim] for claim in mismatch.claims if claim in manifest["claims"]]
    claims = ", ".join(mismatch.claims) or "no claim"
    where = _place(places[0]) if places else Place("graph.ttl")
    return Finding(where, "E121", f"{mismatch.what} ({claims})", do="restore the text or the graph: `kg build`")


def _place(words: str) -> Place:
    path, _, line = words.rpartition(":")
    return Place(path, int(line))


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True


def _hash(path: Path) -> str:
    try:
        return sha256_of(path.read_bytes())
    except OSError:
        return ""
