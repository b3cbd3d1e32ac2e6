"""Names the people and posts of the blocks of signatures at the end of a text, which stand there without a sentence.

“For the Tide Council: Ada Fenn, Director”; or the body, the person and the post on a line of their own.
"""

from __future__ import annotations

import re

from kg.drafting.workbook import Workbook
from kg.model import Span

_TITLE = r"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Dame|Hon|H\.E)\.? )*"
_PERSON = r"[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*(?: (?:[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*|de|da|dos|van|von|der|den|di|bin|al|el|la)){1,4}"
_BLOCK = re.compile(
    rf"^[ \t]*(?:Signed )?(?:For(?: and on behalf of)?|On behalf of) (?:the )?(?P<party>[^\n:]{{2,140}}?)(?::[ \t]*\n?|\n)"
    rf"[ \t]*{_TITLE}(?P<person>{_PERSON})(?:[ \t]*[,\n][ \t]*(?P<post>[A-Z][^\n.;,]{{2,90}}?(?:,[^\n.;]{{2,80}})?))?"
    r"[ \t]*(?=\n|\Z)",
    re.MULTILINE,
)


def name_signers(workbook: Workbook) -> None:
    """Notes who signs in blocks of signatures, and in which post, where nothing there has a name yet."""
    for block in _BLOCK.finditer(workbook.source.text):
        party = Span(*block.span("party"))
        if not any(party.meets(m.span) and workbook.kind(m.entity) in "OS" for m in workbook.mentions):
            continue
        _note(workbook, "Person", Span(*block.span("person")))
        if block.group("post"):
            _note(workbook, "Post", Span(*block.span("post")))


def _note(workbook: Workbook, type_name: str, span: Span) -> None:
    own = "P" if type_name == "Person" else "X"
    inside = [m for m in workbook.mentions if m.span.meets(span)]
    if not any(workbook.kind(m.entity) == own or not span.holds(m.span) for m in inside):
        workbook.find_or_add(type_name, " ".join(workbook.source.words(span).split()), span)
