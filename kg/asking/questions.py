"""The named questions: one file each, the question in plain words, who asks it, and its SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.marked import nearest
from kg.sources.read import read_text


@dataclass(frozen=True)
class Question:
    """A named question: its number and name come from the file's name, the rest from its header."""

    number: str
    name: str
    words: str
    asked_by: str
    group: str
    sparql: str


def read_questions(folder: Path) -> list[Question]:
    """All questions of a folder, by number. Raises `InputError` for a file that cannot be read."""
    return [_read_question(path) for path in sorted(folder.glob("*.rq"))]


def get_question(questions: list[Question], name: str) -> Question:
    """The question of this name or number. Raises `UsageError` with the nearest name."""
    for question in questions:
        if name in (question.name, question.number, f"{question.number}-{question.name}"):
            return question
    names = [question.name for question in questions]
    name = "-".join(name.split())
    raise UsageError(f"no question {name!r}", nearest=nearest(name, names), do="`kg questions` lists them")


def looks_like_sparql(text: str) -> bool:
    """True for text that is a query and not the name of a question."""
    return "{" in text


def _read_question(path: Path) -> Question:
    text, _, findings = read_text(path, path.name)
    if text is None:
        raise InputError("a question cannot be read", where=path.name, do=findings[0].found)
    header = [line[1:].strip() for line in text.splitlines() if line.startswith("#")]
    fields = dict(line.split(":", 1) for line in header[1:] if ":" in line)
    number, _, name = path.stem.partition("-")
    words = header[0] if header else name
    return Question(number, name, words, fields.get("asked by", "").strip(), fields.get("group", "").strip(), text)
