"""The error tree: a boundary raises, a check collects findings.

KGError                 something a user can act on
 ├── FindingsError      exit 1: the gates failed; carries every finding
 ├── UsageError         exit 2: asked for what does not exist
 ├── InputError         exit 3: a file or a query that cannot be read
 ├── OutputError        exit 4: a file or a folder that cannot be written
 └── RemoteError        exit 4: a remote store that does not answer, or says no (124: not in time)
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.findings import Finding


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


class RemoteError(KGError):
    """A remote store does not answer, or says no."""

    exit_code = 4
