"""What a reader makes of a file: its text, what the file says of itself, and what was left out. Frozen records."""

from __future__ import annotations

from dataclasses import dataclass, field

FORMATS = ("txt", "md", "html", "pdf", "docx")
FIELDS = ("title", "issued", "publisher", "language", "url", "licence", "kind")


@dataclass(frozen=True)
class Proposal:
    """A value that the file gives for a field of `FIELDS`, and where it stands.

    `is_sure` tells what says itself to be that (a meta tag for the day of publication) from what only may be it (the
    day on which a PDF was made): the latter is never taken without a person's word.
    """

    field: str
    value: str
    where: str
    is_sure: bool = True


@dataclass(frozen=True)
class Raw:
    """What a format's reader gives: text that is not canonical yet, proposals best first, remarks in plain words.

    `with_library` names the library that read it, with its version.
    """

    text: str
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()
    with_library: str = ""


@dataclass(frozen=True)
class Found:
    """A text as it will be frozen, with proposals best first and remarks; `read_with` names the reader and versions."""

    text: str
    form: str
    read_with: str
    proposals: tuple[Proposal, ...] = field(default=())
    remarks: tuple[str, ...] = field(default=())

    def offers(self, name: str) -> list[Proposal]:
        """The proposals for a field, best first."""
        return [proposal for proposal in self.proposals if proposal.field == name]

    def best(self, name: str) -> Proposal | None:
        """The first sure proposal for a field, or None; None too where two sure ones name different days."""
        sure = [proposal for proposal in self.offers(name) if proposal.is_sure]
        if name == "issued" and len({proposal.value for proposal in sure}) > 1:
            return None
        return sure[0] if sure else None
