"""Which names of a clause act in it, and the shortest words of a sentence that hold several places."""

from __future__ import annotations

import re

from kg.drafting.relating.masked import Masked, Name
from kg.model import Span

_OF_ANOTHER = re.compile(
    r"›(?: \([^()]*\))?,? (?:of|in|from|through|at|(?:(?:which|that) (?:is|was) )?(?:co-)?(?:chaired|led|headed|hosted|"
    r"founded)(?: jointly)? by) (?:the |its )?(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Dame)\.? )*$"
)
_IN_APPOSITION = re.compile(
    r"›(?: \([^()]*\))?, (?:an?|the|which|part of|its) (?!‹)[^‹›,]{2,80} "
    r"(?:of|in|at|from|within|for|by|to|near) (?:the )?$"
)
"""Where a name only tells more of the one before: “the Tide Council, a charity in Norland”."""
GOES_ON = re.compile(r"‹[OSPCY]\d+›(?: \([^()]*\))?(?:,| and|, and| or) (?:the |its |their )?$")
_OBJECT = re.compile(
    r"\b(?:on|upon|to|of|under|with|from|by|for|in|at|into|through|between|towards|against|about|follow(?:s|ed|ing)?|"
    r"marks?|join(?:s|ed)?|replace[sd]?|support(?:s|ed)?|announce[sd]?|launch(?:es|ed)|signed|complements?)"
    r" (?:(?!and\b|or\b)[\w'’-]+ ){0,2}$"
)
_ADJECTIVAL = re.compile(
    r" (?:partner|sister|national|federal|funding|research|science|space|scientific|academic|public|private) "
    r"(?:[a-z-]+ ){0,2}?(?:organi[sz]ations?|agenc(?:y|ies)|institutions?|councils?|foundations?|partners?|funders?)\b"
)
_LISTED = re.compile(r"(?:,|,? and) (?:the |its |their )?")
_NEXT_WORD = re.compile(r"[^\w]*[\w]+(?:[-’'.]\w+)*")


def governs(text: str, name: Name) -> bool:
    """True for a name that may be the subject of its clause, and stands behind no preposition."""
    return not _OBJECT.search(text, 0, name.start)


def acting(masked: Masked, names: list[Name], start: int, *, is_fresh: bool = False) -> list[Name]:
    """The names of a list that act themselves, and do not only tell whose, or where, another one is.

    None where the list begins before the slot: what a part of it does, all of it does.
    """
    if not is_fresh and GOES_ON.search(masked.text, 0, start):
        return []
    acting: list[Name] = []
    place: Name | None = None
    for name in names:
        if name.start and masked.text[name.start - 1] == "(" and masked.text[: name.start - 2].endswith("›"):
            before = masked.names_in(0, name.start)
            if before and before[-1].kind == "P":
                continue  # “Ada Fenn (Tide Institute)”
        is_place = any(p.search(masked.text, start, name.start) for p in (_OF_ANOTHER, _IN_APPOSITION))
        if place and name.kind == place.kind and _LISTED.fullmatch(masked.text, place.end, name.start):
            is_place = True
        place = name if is_place else None
        if name.kind == "S" and _ADJECTIVAL.match(masked.text, name.end):
            continue  # “with the Norlandic partner organisation TC”
        if not is_place and name.kind not in "XL" and not masked.text.startswith(("'s", "' ", "-based"), name.end):
            acting.append(name)
    return acting


def hull(masked: Masked, *spans: Span) -> str:
    """The words of the sentence from the first to the last of these spans; more, where those stand twice in it."""
    here = [s for s in spans if s.start >= 0]
    span = Span(min(s.start for s in here), max(s.end for s in here))
    whole = masked.sentence.span
    text = masked.source.words(whole)
    while text.count(masked.source.words(span)) > 1:
        more = _NEXT_WORD.match(masked.source.text, span.end, whole.end)
        if not more:
            break
        span = Span(span.start, more.end())
    return " ".join(masked.source.words(span).split())
