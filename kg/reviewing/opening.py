"""Opens a statement for a review: its text, the register, the ontology and the files."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import FindingsError, UsageError
from kg.graph.rules import read_rules
from kg.model import Reader
from kg.project import Project
from kg.register import read_register
from kg.reviewing.gated import Gated, Ground
from kg.reviewing.implied import rules_for
from kg.reviewing.needs import read_asked
from kg.reviewing.second import READINGS, SecondReading
from kg.reviewing.session import CLAIMS, Session
from kg.sources.read import read_source, read_text
from kg.vocabulary import read_vocabulary


def read_ground(project: Project, name: str) -> Ground:
    """What a statement's claims are held against. Raises `UsageError` and `FindingsError`."""
    if project.is_shipped:
        raise UsageError("the shipped statement is not there to be reviewed", do="make a project of your own: kg init")
    project.select((name,))
    folder = project.statements_folder / name
    vocabulary = read_vocabulary(project.ontology_folder)
    register, findings = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    source, more = read_source(folder / "source.txt", project.show(folder / "source.txt"), name)
    if source is None or findings:
        raise FindingsError([*findings, *more])
    asked = read_asked(project.ontology_folder, vocabulary)
    rules = rules_for(asked, read_rules(project.ontology_folder / "rules"))
    return Ground(
        source, register, vocabulary, asked, rules, project.show(folder / CLAIMS), project.show(folder / "source.txt")
    )


def open_session(project: Project, name: str, reader: Reader, ground: Ground | None = None) -> Session:
    """A review of a statement of a project by a reader. Raises `UsageError` and `FindingsError`."""
    folder = project.statements_folder / name
    ground = ground or read_ground(project, name)
    return Session(folder, ground, reader, shown_draft=project.show(folder / "draft.yaml"))


def open_second(project: Project, name: str, reader: Reader, ground: Ground | None = None) -> SecondReading:
    """A second reading of a statement by another person. Raises `UsageError` and `FindingsError`."""
    folder = project.statements_folder / name
    ground = ground or read_ground(project, name)
    return SecondReading(folder, ground, reader, shown=project.show(folder / READINGS))


def known_readers(folder: Path, ground: Ground) -> list[Reader]:
    """The persons that the claims file names as its readers. Raises `FindingsError` where it cannot be read."""
    text, _, findings = read_text(folder / CLAIMS, ground.shown)
    if text is None:
        raise FindingsError(findings)
    gated = Gated(text, ground)
    if not gated.is_readable:
        raise FindingsError(gated.findings)
    readers = [Reader(*(str(words[key]) for key in ("name", "label", "kind", "on"))) for words in gated.file.readers]
    return [reader for reader in readers if reader.kind == "person"]


def to_reader(words: str, known: list[Reader]) -> Reader:
    """The reader that is meant by a name or a label: one who is known already, or a new one who reads today.

    Raises `UsageError` for words of which no name can be made.
    """
    label = " ".join(words.split())
    for reader in known:
        if label in (reader.name, reader.label):
            return reader
    folded = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    name = re.sub("[^a-z0-9]+", "-", folded).strip("-")
    if not name or len(label) > 200 or not label.isprintable():
        raise UsageError(f"no name of a reader: {label!r}", do='give a name with letters: --reader "Ada Lund"')
    return Reader(name, label, "person", datetime.now(UTC).date().isoformat())
