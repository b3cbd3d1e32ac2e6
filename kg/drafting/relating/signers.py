"""Names the people and posts of the blocks of signatures at the end of a text, which stand there without a sentence.

“For the Tide Council: Ada Fenn, Director”; or the body, the person and the post on a line of their own.
"""

from __future__ import annotations

import re
from functools import cache

from kg.drafting.relating.signatures import words_of_signatures
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_PERSON = r"[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*(?: (?:[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*|de|da|dos|van|von|der|den|di|bin|al|el|la)){1,4}"


def name_signers(workbook: Workbook) -> None:
    """Notes who signs in blocks of signatures, and in which post, where nothing there has a name yet."""
    for block in _blocks().finditer(workbook.source.text):
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


@cache
def _blocks() -> re.Pattern[str]:
    """A party, a person, and a post, each on a line or divided by a colon and a comma."""
    words = words_of_signatures()
    return re.compile(
        rf"^[ \t]*{words['block-words']}(?P<party>[^\n:]{{2,140}}?)(?::[ \t]*\n?|\n)"
        rf"[ \t]*{words['block-titles']}(?P<person>{_PERSON})"
        r"(?:[ \t]*[,\n][ \t]*(?P<post>[A-Z][^\n.;,]{2,90}?(?:,[^\n.;]{2,80})?))?[ \t]*(?=\n|\Z)",
        re.MULTILINE,
    )
