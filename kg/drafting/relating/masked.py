"""A sentence in which every name is one sign of its kind, so that rules are patterns over kinds and words.

“UKRI will fund NSF” becomes `‹O1› will fund ‹O2›`; places in it lead back to the source, in code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from kg.drafting.proposal import DraftEntity, Mention
from kg.model import Sentence, Source, Span

KINDS = {
    "Person": "P",
    "Post": "X",
    "State": "S",
    "Government": "O",
    "FormalOrganization": "O",
    "Organization": "O",
    "OrganizationalUnit": "O",
    "CollectiveAgent": "C",
    "Topic": "T",
    "Place": "L",
    "Principle": "V",
    "Instrument": "I",
    "Programme": "G",
    "Cooperation": "N",
    "Meeting": "M",
    "Funding": "F",
    "Undertaking": "U",
    "Strategy": "R",
    "Aim": "A",
    "Group": "Y",
}
"""The letter that stands for each class of a claims file."""

_BREAK = ";"
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_WHO = rf"{_CAPITAL}[\w.’'-]*(?: (?:[a-z]{{2,3}} )*{_CAPITAL}[\w.’'-]*){{1,5}}, (?:the )?[A-Z]"
_ENDS_A_MATTER = re.compile(
    r"^(?:[^\n]*\||[^\n:]{2,40}: [^\n]*\d)[^\n]*[\w)”](\n)(?=[A-Z“\d])|"
    r"[\w)”](\n)(?=(?!For |On behalf )[A-Z][\w -]{2,30}: |[A-Z“\d][^\n]*\|)|"
    r"^[ \t]*[•▪◦●■‣·–—-] [^\n]*[\w)”](\n)(?=[A-Z“\d])|"
    rf"^[ \t]*{_WHO}[^\n]*[\w)](?<! and)(?<! of)(?<! for)(?<! in)(?<! the)(\n)(?={_WHO})",
    re.MULTILINE,
)
"""Where a line of a table, of “label: value” or of “who, post” ends, or the next one begins."""
SIGN = re.compile(r"‹([A-Z])(\d+)›")
_HONORIFIC = re.compile(
    r" (?:(?:Professor|Prof|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Baroness|Senator|Ambassador|Nobel [Ll]aureate|"
    r"(?:[a-z]+ )?[a-z]+(?:ist|er|or|ian))\.? )+"
)
"""Between a state and a person: what she is called or is, “Professor”, “tidal scientist”."""
_BULLETS = "•▪◦●■‣·"
_PLAIN = {"|": ";", "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "‹": "<", "›": ">"}
_TABLE = str.maketrans(_PLAIN)
_BULLET = re.compile(f"[{_BULLETS}]")


class Name(NamedTuple):
    """A name in a masked sentence: whose it is, its letter, its place in the masked text and in the source."""

    entity: str
    kind: str
    start: int
    end: int
    span: Span


class Masked:
    """One sentence with names masked; `text` has straight apostrophes, hyphens for dashes, one blank a run."""

    def __init__(
        self,
        source: Source,
        sentence: Sentence,
        mentions: Iterable[Mention],
        entities: dict[str, DraftEntity],
        plain: Letters | None = None,
    ) -> None:
        self._plain = plain or Letters(source, sentence)
        self.source, self.sentence = source, sentence
        self.names: list[Name] = []
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        at = sentence.span.start
        outermost = _outermost(mentions, sentence.span)
        for mention, behind in zip_longest(outermost, outermost[1:]):
            self._add_words(at, mention.span.start)
            if behind and _is_state_of_person(source, entities, mention, behind):
                at = mention.span.end + 1
                continue
            self._add_name(mention, entities[mention.entity])
            at = mention.span.end
        self._add_words(at, sentence.span.end)
        self.text = "".join(self._parts)
        if is_title(source.words(sentence.span)):
            self.text = "".join(_small(self.text, at) for at in range(len(self.text)))

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source under a stretch of the masked text, blanks at its ends left off."""
        end = min(end, len(self.text))
        start = min(start, end - 1) if end else 0
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else self.sentence.span.end
            return Span(at, at)
        return Span(self._starts[start], self._ends[end - 1])

    def words(self, start: int, end: int) -> str:
        """The words of the source under a stretch of the masked text, blanks folded."""
        return " ".join(self.source.words(self.span(start, end)).split())

    def names_in(self, start: int, end: int, kinds: str = "") -> list[Name]:
        """The names that stand in a stretch of the masked text, of these kinds or of any, in order."""
        return [n for n in self.names if start <= n.start and n.end <= end and (not kinds or n.kind in kinds)]

    def name_at(self, start: int) -> Name | None:
        """The name whose sign begins here."""
        return next((n for n in self.names if n.start == start), None)

    def _add_words(self, start: int, end: int) -> None:
        plain = self._plain
        first, last = bisect_left(plain.starts, start), bisect_left(plain.starts, end)
        if first < last and plain.letters[first] == " " and self._parts[-1:] == [" "]:
            first += 1
        self._parts += plain.letters[first:last]
        self._starts += plain.starts[first:last]
        self._ends += plain.ends[first:last]

    def _add_name(self, mention: Mention, entity: DraftEntity) -> None:
        kind = KINDS.get(entity.type, "Z")
        sign = f"‹{kind}{len(self.names)}›"
        start = len(self._starts)
        self._parts += sign
        self._starts += [mention.span.start] * len(sign)
        self._ends += [mention.span.end] * len(sign)
        self.names.append(Name(entity.name, kind, start, start + len(sign), mention.span))


def _is_state_of_person(source: Source, entities: dict[str, DraftEntity], state: Mention, person: Mention) -> bool:
    """True for the state of “U.K. Professor Ada Fenn”: it tells whose she is, and acts in nothing itself."""
    kinds = entities[state.entity].type, entities[person.entity].type
    return kinds == ("State", "Person") and bool(_HONORIFIC.fullmatch(source.text, state.span.end, person.span.start))


def is_title(words: str) -> bool:
    """True for one line in title case: no full stop, and nearly every word of four letters or more with a capital."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    is_line = "\n" not in words.strip()
    return (
        is_line
        and not words.rstrip().endswith((".", "!", "?", ":", ";", "”"))
        and len(long) > 3
        and capitals > 0.8 * len(long)
    )


def _small(text: str, at: int) -> str:
    """A letter of a title in small, but for those of signs."""
    return text[at] if text[at - 1 : at] == "‹" or not text[at].isascii() else text[at].lower()


class Letters:
    """The letters of a sentence as rules read them, and where each stands in the source; made once a sentence."""

    def __init__(self, source: Source, sentence: Sentence) -> None:
        self.letters: list[str] = []
        self.starts: list[int] = []
        words = source.words(sentence.span)
        if words.isprintable() and "  " not in words and not _BULLET.search(words):
            self.letters = list(words.translate(_TABLE))  # each letter is one, and stands where it stood
            self.starts = list(range(sentence.span.start, sentence.span.end))
        else:
            self._read(source, sentence)
        self.ends = [at + 1 for at in self.starts]

    def _divides(self) -> bool:
        """True for a bullet behind a word that no punctuation and no “and” joins to the next item."""
        before = "".join(self.letters[-5:])
        return len(before) > 1 and before[-2].isalnum() and not before.endswith((" and ", " or "))

    def _read(self, source: Source, sentence: Sentence) -> None:
        """Letter by letter, where blanks, bullets or lines of a table are to be told."""
        breaks = table_breaks(source.text)
        dashes = _dashes(source.text)
        for at in range(sentence.span.start, sentence.span.end):
            letter = source.text[at]
            if (letter in _BULLETS or at in dashes) and self._divides():
                self.letters[-1] = _BREAK  # a list without punctuation: its bullets divide it
            if at in breaks:
                letter = _BREAK
            elif letter.isspace() or letter in _BULLETS or at in dashes:
                if self.letters[-1:] in ([], [" "]):
                    continue
                letter = " "
            self.letters.append(_PLAIN.get(letter, letter))
            self.starts.append(at)


@lru_cache(maxsize=4)
def table_breaks(text: str) -> frozenset[int]:
    """The line breaks of tables and of lines like “label: value”, over which no sentence goes on."""
    return frozenset(m.start(m.lastindex or 0) for m in _ENDS_A_MATTER.finditer(text))


@lru_cache(maxsize=4)
def _dashes(text: str) -> frozenset[int]:
    """The dashes that begin a line and stand for bullets."""
    return frozenset(m.end() - 1 for m in re.finditer(r"^[ \t]*[-–—*](?= )", text, re.MULTILINE))


def _outermost(mentions: Iterable[Mention], within: Span) -> list[Mention]:
    """The mentions inside a sentence that lie in no longer one, in order."""
    inside = sorted((m for m in mentions if within.holds(m.span)), key=lambda m: (m.span.start, -m.span.end))
    kept: list[Mention] = []
    for mention in inside:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
