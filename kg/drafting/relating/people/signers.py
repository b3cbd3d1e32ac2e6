"""Names the people and posts of the blocks of signatures at the end of a text, which stand there without a sentence.

And those of a list of signers in a sentence (“signed by Ada Fenn for Norland and …”).

“For the Tide Council: Ada Fenn, Director”; or the body, the person and the post on a line of their own.
"""

from __future__ import annotations

import re
from functools import cache

from kg.drafting.relating.people.signatures import words_of_signatures
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_PERSON = (
    r"(?!(?:Mr|Ms|Mrs|Dr|Prof|Sir|Dame)\b)"
    r"[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*(?: (?:[A-ZÀ-ÝŁŚŠŽ][\w’'.-]*|de|da|dos|van|von|der|den|di|bin|al|el|la)){1,4}"
)


def name_signers(workbook: Workbook) -> None:
    """Notes who signs in blocks of signatures, and in which post, where nothing there has a name yet."""
    for block in _blocks().finditer(workbook.source.text):
        party = Span(*block.span("party"))
        if not any(workbook.kind(m.entity) in "OS" for m in workbook.mentions.meeting(party)):
            continue
        _note(workbook, "Person", Span(*block.span("person")))
        if block.group("post"):
            _note(workbook, "Post", Span(*block.span("post")))

    for signed in _lists().finditer(workbook.source.text):
        for signer in _in_a_list().finditer(
            workbook.source.text, signed.end(), _stop(workbook.source.text, signed.end())
        ):
            party = Span(*signer.span("party"))
            if any(workbook.kind(m.entity) in "OS" for m in workbook.mentions.meeting(party)):
                _note(workbook, "Person", Span(*signer.span("person")))


def _stop(text: str, at: int) -> int:
    """Where the sentence of a list of signers ends."""
    end = re.compile(r"\.(?=\s|$)|\n\n").search(text, at)
    return end.start() if end else len(text)


@cache
def _lists() -> re.Pattern[str]:
    return re.compile(r"\b[Ss]igned (?:[^.;\n]{0,60} )?by (?=[A-Z])")


@cache
def _in_a_list() -> re.Pattern[str]:
    """One of several who sign for somebody: “Ada Fenn for Norland, …”."""
    return re.compile(
        rf"(?:(?<=by )|(?<=nd )|(?<=, ))(?P<person>{_PERSON}),? "
        r"(?:for|on behalf of|representing) (?:the )?(?P<party>[A-Z][\w’'-]*(?: (?!and\b)[\w’'-]+)*)"
    )


def _note(workbook: Workbook, type_name: str, span: Span) -> None:
    own = "P" if type_name == "Person" else "X"
    inside = workbook.mentions.meeting(span)
    shorter = [m for m in inside if workbook.kind(m.entity) == own and span.holds(m.span) and m.span != span]
    if own == "P" and len(shorter) == len(inside) == 1 and span.end == shorter[0].span.end:
        workbook.forget(shorter[0].span)
        workbook.mention(shorter[0].entity, span)
    elif not any(workbook.kind(m.entity) == own or not span.holds(m.span) or m.span == span for m in inside):
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
