"""The finding: what a check collects; the catalogue of codes; findings as text, JSON or CI annotations.

Codes are stable: a code is never reused for another problem. E codes are errors, W codes warnings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

CATALOGUE = {
    # the files
    "E001": "file missing",
    "E002": "text is not UTF-8",
    "E003": "file is empty",
    "E004": "YAML cannot be read",
    "E005": "YAML alias, anchor or tag",
    "E006": "unknown key",
    "E007": "key given twice",
    "E008": "plain quote with a character that YAML reads as syntax",
    "E009": "key missing",
    "E010": "wrong kind of value",
    "E011": "value not allowed here",
    "E012": "id is not the folder's name",
    # names
    "E020": "unknown name",
    "E021": "unknown predicate",
    "E022": "unknown word of a closed list",
    "E023": "name declared twice",
    "E024": "unknown type",
    "E025": "not subject, predicate, object",
    "E027": "one name, two types",
    # quotes
    "E030": "quote not in the source",
    "E031": "quote joined from two sentences",
    "E032": "quote cuts a word",
    "E033": "quote stands more than once",
    "E034": "more than three quotes",
    "E035": "mention not in the source",
    "E036": "quotes cross or repeat each other",
    # binding
    "E040": "end not bound to the words",
    "E041": "words not in the quote",
    "E042": "anaphora without its antecedent",
    "E043": "cue not in the quote",
    "E044": "structure without another bound end",
    "E045": "end is not this document",
    "E046": "list without its head",
    "E047": "reason not needed: the end is bound by words",
    "E048": "excluded, but no quoted word excludes it",
    "E049": "a word of exclusion in or just before the quote, and no polarity given",
    # meaning
    "E050": "subject outside the domain",
    "E051": "object outside the range",
    "E052": "words where a thing is needed, or a thing where words are needed",
    "E053": "no status in this document",
    "E054": "more than one status in this document",
    "E055": "inside quotation marks, but in no declared quotation",
    "E056": "voice is not the speaker",
    "E057": "quote runs over a quotation mark",
    "E058": "a word of possibility in or just before the quote, and told-as not given",
    "E060": "claim given twice",
    "E061": "affirmed and excluded in one document",
    # coverage and readings
    "W070": "open stretch: no claim quotes it, no excuse is given",
    "E071": "excuse for words that are quoted or do not stand there",
    "W080": "reading of a claim that is not there",
    "W081": "second reader disagrees",
    # shapes
    "E090": "a shape is violated",
    "W090": "a shape warns",
    # the register
    "E100": "unknown kind of fact",
    "E101": "identifier is not well formed",
    "E102": "fact without a known source",
    "E103": "one identifier, two entries",
    # what `kg verify` finds in a build
    "E120": "file is not what the manifest says",
    "E121": "quote does not stand in the text",
    "E122": "input has changed since the build",
    # the ontology
    "E110": "ontology, rule or question cannot be read",
}


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

    `code` is a key of `CATALOGUE`; findings sort by place, then code.
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


def to_text(findings: Sequence[Finding]) -> str:
    """Findings as the terminal shows them, a blank line between two."""
    return "\n\n".join(str(finding) for finding in findings)


def to_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON array of flat objects, one per finding, in the given order."""
    rows = [
        {
            "path": f.place.path,
            "line": f.place.line,
            "column": f.place.column,
            "code": f.code,
            "severity": f.severity.value,
            "title": f.title,
            "found": printable(f.found),
            "nearest": printable(f.nearest),
            "do": f.do,
            "claim": f.claim,
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def to_github(findings: Iterable[Finding]) -> str:
    """Findings as GitHub workflow commands (one line each), which CI shows beside the line."""
    return "\n".join(
        f"::{f.severity.value} file={_property(f.place.path)},line={f.place.line},col={f.place.column},"
        f"title={_property(f'{f.code} {f.title}')}::{_message(' '.join(_parts(f)))}"
        for f in findings
    )


def has_errors(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """True where at least one finding is an error, or, when strict, a warning."""
    return any(strict or finding.severity is Severity.ERROR for finding in findings)


def _parts(finding: Finding) -> list[str]:
    rows = [("", finding.found), ("nearest: ", finding.nearest), ("do: ", finding.do)]
    return [f"{name}{text};" for name, text in rows if text] or [finding.title]


def _message(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
