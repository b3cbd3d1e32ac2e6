"""A tiny invented statement for the tests of the gates: text and claims in, findings and claims out.

No register file, no shapes, nothing written outside a folder of the test's own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.claims.statement import Checked, read_statement
from kg.model import Claim
from kg.register import Register, read_register
from kg.shipped import shipped_folder
from kg.vocabulary import Vocabulary, read_vocabulary

TEXT = """\
The Institute of Glass and the Harbour Council of Westmark signed the Glass Agreement on Monday. \
Both bodies plan a cooperation on tide clocks. They have met twice. They will meet in the spring.

“Tide clocks could make every harbour safer,” said Ada Fenn. “We do like glass.”
"""

NEGATED = TEXT + "\nThe tide clock work is not about tide clocks.\n"
"""The same with a sentence that excludes something."""

ENTITIES = """\
  institute: {type: FormalOrganization, label: Institute of Glass}
  council: {type: FormalOrganization, label: Harbour Council}
  westmark: {type: State, label: Westmark}
  fenn: {type: Person, label: Ada Fenn}
  agreement: {type: Instrument, label: Glass Agreement}
  work: {type: Cooperation, label: tide clock work, mentions: [a cooperation on tide clocks]}
  meeting: {type: Meeting, label: spring meeting, mentions: [will meet]}
  clocks: {type: Topic, label: tide clocks}
  safety: {type: Aim, label: make every harbour safer}
  signing: {type: Signature, label: the signing}
"""

QUOTATIONS = """\
  speech:
    speaker: fenn
    label: Ada Fenn’s words
    words: ["Tide clocks could make every harbour safer,", We do like glass.]
"""

HEAD = """\
id: tiny
title: Two bodies sign
issued: 2020-02-03
kind: press-release
recorded: {from: an invented page, read-on: 2020-02-04}
rights: {licence: cc0, publish-text: yes}
readers:
- {name: first-reader, label: an invented reader, kind: person, on: 2020-02-05}
"""

STATUSES = """\
- quote: They will meet in the spring
  says:
  - {say: meeting hasStatus planned, because: {object: cue}, cue: will meet}
- quote: plan a cooperation on tide clocks
  says:
  - {say: work hasStatus planned, because: {object: cue}, cue: plan}
- quote: signed the Glass Agreement
  says:
  - {say: agreement hasStatus completed, because: {object: cue}, cue: signed}
"""
"""So that every undertaking and instrument of `ENTITIES` has its status, once."""


@cache
def vocabulary() -> Vocabulary:
    """The terms of the ontology that travels with the package."""
    return read_vocabulary(shipped_folder() / "ontology")


def write(folder: Path, text: str | bytes, claims: str | bytes) -> Path:
    """The folder of a statement with this text and this claims file."""
    statement = folder / "data" / "statements" / "tiny"
    statement.mkdir(parents=True, exist_ok=True)
    for name, content in (("source.txt", text), ("claims.yaml", claims)):
        (statement / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return statement


def claims_file(
    claims: str, *, entities: str = "", quotations: str = QUOTATIONS, uncovered: str = "", head: str = HEAD
) -> str:
    """A claims file with these claims behind `STATUSES`, and with these entities behind `ENTITIES`."""
    quoted = f"quotations:\n{quotations}" if quotations else ""
    excused = f"uncovered:\n{uncovered}" if uncovered else ""
    return f"{head}entities:\n{ENTITIES}{entities}{quoted}{excused}claims:\n{STATUSES}{claims}"


def check(statement: Path) -> Checked:
    """The outcome for a statement folder, with the register of its project."""
    return read_statement(statement, _register(statement), vocabulary(), lambda path: path.name)


def check_words(folder: Path, claims: str, *, text: str = TEXT, **parts: str) -> Checked:
    """The outcome for these claims about this text."""
    return check(write(folder, text, claims_file(claims, **parts)))


def codes(checked: Checked) -> list[str]:
    """The codes of the errors, sorted; warnings of open stretches are left out, since no test covers its text."""
    return sorted(finding.code for finding in checked.findings if finding.code != "W070")


def claims_of(checked: Checked) -> dict[str, Claim]:
    """The claims that passed, by `subject predicate object` in the claims file's words."""
    assert checked.statement is not None
    return {_shown(claim): claim for claim in checked.statement.claims}


def _register(statement: Path) -> Register:
    folder = statement.parent.parent / "register"
    return read_register(folder, vocabulary(), lambda path: path.name)[0]


def _shown(claim: Claim) -> str:
    ends = [claim.subject, claim.predicate, claim.obj]
    return " ".join(
        end if claim.is_literal and end is ends[2] else end.replace("#", "/").split("/")[-1] for end in ends
    )
