"""The named questions: one file each, the question in plain words, who asks it, its parameters, and its SPARQL.

A parameter is declared in the file's header, with what it may be and an example; the query holds the example in a
VALUES line of its own, so that the file answers for the example as it is, in any engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.marked import nearest
from kg.sources.read import read_text

GROUPS = ("who", "what", "how firm", "in which words", "since when", "across statements", "quality")
"""The groups of questions, in the order in which they are listed."""

DATATYPES = ("xsd:date", "xsd:decimal")
"""What a parameter may be that is no thing of the graph."""

_PARAMETER = re.compile(r"([a-z]+) \(([^()]+)\): (.+); example: (.+)")


@dataclass(frozen=True)
class Parameter:
    """What a question is asked with: its name, what it may be, what it means, an example.

    `kinds` are CURIEs: one datatype, or the classes of which the value must be.
    """

    name: str
    kinds: tuple[str, ...]
    words: str
    example: str

    @property
    def is_word(self) -> bool:
        """True where the value is a date or a number and no thing of the graph."""
        return self.kinds[0].startswith("xsd:")


@dataclass(frozen=True)
class Question:
    """A named question: its number and name come from the file's name, the rest from its header."""

    number: str
    name: str
    words: str
    asked_by: str
    group: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def example(self) -> str:
        """How it is asked on the command line, with the examples of its parameters."""
        given = [f"--{p.name} {p.example}" for p in self.parameters]
        return " ".join(["kg query", self.name, *given])


def read_questions(folder: Path) -> list[Question]:
    """All questions of a folder, by number. Raises `InputError` for a file that cannot be read."""
    return [_read_question(path) for path in sorted(folder.glob("*.rq"))]


def find_question(questions: list[Question], name: str) -> Question | None:
    """The question of this name or number, or None."""
    fits = (q for q in questions if name in (q.name, q.number, f"{q.number}-{q.name}"))
    return next(fits, None)


def get_question(questions: list[Question], name: str) -> Question:
    """The question of this name or number. Raises `UsageError` with the nearest name."""
    question = find_question(questions, name)
    if question is None:
        name = "-".join(name.split())
        near = nearest(name, [question.name for question in questions])
        raise UsageError(f"no question {name!r}", nearest=near, do="`kg questions` lists them")
    return question


def by_group(questions: list[Question]) -> dict[str, list[Question]]:
    """The questions of each group, groups in their order; a project's own groups come last, and what has none."""
    names = dict.fromkeys([*GROUPS, *(question.group for question in questions)])
    grouped = {name or "others": [q for q in questions if q.group == name] for name in names}
    return {name: found for name, found in grouped.items() if found}


def unnamed(sparql: str) -> Question:
    """A query that a person wrote, as a question without a name and without parameters."""
    return Question("", "this query", "", "", "", sparql)


def looks_like_sparql(text: str) -> bool:
    """True for text that is a query and not the name of a question."""
    return "{" in text


def values_line(name: str) -> re.Pattern[str]:
    """Where a query holds the value of a parameter."""
    return re.compile(rf"^([ \t]*VALUES \?{name} )\{{[^{{}}\n]*\}}[ \t]*$", re.MULTILINE)


def _read_question(path: Path) -> Question:
    text, _, findings = read_text(path, path.name)
    if text is None:
        raise InputError("a question cannot be read", where=path.name, do=findings[0].found)
    header = [line[1:].strip() for line in text.partition("\n\n")[0].splitlines() if line.startswith("#")]
    fields = [(key, value.strip()) for key, _, value in (line.partition(":") for line in header[1:])]
    first = dict(reversed(fields))
    number, _, name = path.stem.partition("-")
    words = header[0] if header else name
    asked_by, group = (first.get(key, "") for key in ("asked by", "group"))
    parameters = tuple(_read_parameter(value, text, path) for key, value in fields if key == "parameter")
    return Question(number, name, words, asked_by, group, text, parameters)


def _read_parameter(value: str, text: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    kinds = match[2].split(" or ") if match else []
    if not match or any(kind.startswith("xsd:") and kinds != [kind] for kind in kinds):
        do = "write `# parameter: body (org:Organization): whose counterparts are asked for; example: nist`"
        raise InputError("a parameter of a question cannot be read", where=f"{path.name}: {value}", do=do)
    if kinds[0].startswith("xsd:") and kinds[0] not in DATATYPES:
        raise InputError(f"no parameter can be {kinds[0]}", where=path.name, do=f"one of: {', '.join(DATATYPES)}")
    name, _, words, example = match.groups()
    if len(values_line(name).findall(text)) != 1:
        do = f"write one line `VALUES ?{name} {{ … }}` with the example's value"
        raise InputError(f"the query does not hold its parameter {name}", where=path.name, do=do)
    return Parameter(name, tuple(kinds), words, example)
