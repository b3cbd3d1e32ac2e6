"""The error tree, and the finding: what a check collects.

A check collects findings; a boundary raises an error. Knows how both read as text; refuses to know files.

    KGError                 something a user can act on
     ├── FindingsError      exit 1: the gates failed; carries every finding
     ├── UsageError         exit 2: asked for what does not exist
     ├── InputError         exit 3: a file or a query that cannot be read
     └── OutputError        exit 4: a file or a folder that cannot be written
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Severity(StrEnum):
    """How much a finding weighs: an error fails every check, a warning only a strict one."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A place in a text file: lines and columns count from 1, columns in code points."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Finding:
    """One problem with its place, what was found, the nearest right thing and what to do.

    `code` is a key of `kg.findings.CATALOGUE`; findings sort by place, then code.
    """

    place: Place
    code: str
    found: str = ""
    nearest: str = ""
    do: str = ""
    claim: str = field(default="", compare=False)

    @property
    def title(self) -> str:
        """The catalogue's short name of this kind of problem."""
        from kg.findings import CATALOGUE

        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """Codes that start with W are warnings, all others are errors."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

    def __str__(self) -> str:
        rows = [("found", self.found), ("nearest", self.nearest), ("do", self.do)]
        body = [f"  {name:<8} {printable(' '.join(text.split()))}" for name, text in rows if text]
        return "\n".join([f"{self.place}  {self.code} {self.title}", *body])


def printable(text: str) -> str:
    r"""The text with control characters and lone surrogates written out, so that no terminal obeys or refuses it.

    >>> printable("a\x1b[31m")
    'a\\x1b[31m'
    """
    return _UNPRINTABLE.sub(lambda m: m[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


class KGError(Exception):
    """Something that a user can act on: `what` went wrong, `where`, the `nearest` right thing, what to `do`."""

    exit_code = 70

    def __init__(self, what: str, *, where: str = "", nearest: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.nearest, self.do = what, where, nearest, do

    def __str__(self) -> str:
        rows = [("where", self.where), ("nearest", self.nearest), ("do", self.do)]
        return "\n".join([self.what, *(f"  {name:<8} {text}" for name, text in rows if text)])


class FindingsError(KGError):
    """The gates failed; `findings` holds every problem, sorted by place."""

    exit_code = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UsageError(KGError):
    """Something was asked for that does not exist, such as an unknown statement or question."""

    exit_code = 2


class InputError(KGError):
    """A file or a query cannot be read."""

    exit_code = 3


class OutputError(KGError):
    """A file or a folder cannot be written."""

    exit_code = 4
