"""Carries direct speech over: the words between the marks, and whether the same person still speaks them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kg.adding.alike import Tokens, keys
from kg.adding.sentences_alike import governing_change
from kg.claims.file import ClaimsFile, DeclaredQuotation
from kg.claims.names import Names
from kg.marked import Text
from kg.model import Span
from kg.sources.quotation_marks import quotation_marks

_REACH = 40
"""How many tokens away from a speech its speaker may be named."""
_SAME_SPEECH = 0.55
"""From which likeness on a changed speech is the same one, so that what is unchanged in it keeps its speaker."""


@dataclass(frozen=True)
class _Speech:
    """A declared quotation where it stands: its spans in the old text, and in the new."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]


class Speeches:
    """The direct speech of a statement, old and new.

    `lost` are quotations that cannot be carried over, with the reason; `changed` parts whose words are others now,
    though the same person speaks them.
    """

    def __init__(self, file: ClaimsFile, names: Names, old: Tokens, new: Tokens) -> None:
        self.names = names
        self.old, self.new = _Spoken(old), _Spoken(new)
        self.lost: list[tuple[DeclaredQuotation, str]] = []
        self.changed: list[Text] = []
        self.rewritten: list[tuple[Text, str]] = []
        spans = {q.entity.name: q.spans for q in names.quotations}
        self.speeches = [one for q in file.quotations if (one := self._carry(q, spans.get(str(q.name), ())))]

    def is_same_voice(self, old: Iterable[Span], new: Iterable[Span]) -> bool:
        """True where the new spans are spoken by the speaker of the old ones, or neither is spoken."""
        for speech in self.speeches:
            if all(any(part.holds(span) for part in speech.old) for span in old):
                return all(any(part.holds(span) for part in speech.new) for span in new)
        return not self.old.is_in(old) and not self.new.is_in(new)

    def _carry(self, quotation: DeclaredQuotation, old: tuple[Span, ...]) -> _Speech | None:
        speaker = self.names.find(str(quotation.speaker))
        named = {key for form in (speaker.forms if speaker else ()) for key in keys(form) if _is_name(key)}
        found: list[Span] = []
        rewritten: list[tuple[Text, str]] = []
        for words in quotation.words:
            was = next((span for span in old if self.old.tokens.within(span) == list(keys(words))), None)
            now = self._find(words, was, named) if was else "it does not stand in the old text"
            if isinstance(now, str):
                self.lost.append((quotation, now))
                return None
            rewritten.append((words, self.new.tokens.source.words(now[0])))
            found += now
        self.rewritten += rewritten
        return _Speech(old, tuple(found))

    def _find(self, words: Text, was: Span, named: set[str]) -> list[Span] | str:
        """Where a part of the speech stands between marks now, or why it cannot be carried over."""
        spoken = [span for span in self.new.tokens.find(words) if any(mark.holds(span) for mark in self.new.marks)]
        is_changed = not spoken
        spoken = spoken or self._changed(words)
        if not spoken:
            return "its words do not stand between quotation marks any more"
        same = [span for span in spoken if self._is_said_by_same(was, span, named)]
        if not same:
            return "another person speaks these words now, or their speaker is named otherwise"
        if is_changed:
            self.changed.append(words)
        return same[:1] if is_changed else same

    def _changed(self, words: Text) -> list[Span]:
        """Speech that is nearly the same, best first."""
        sought = keys(words)
        likes = [(Indel.normalized_similarity(sought, self.new.tokens.within(mark)), mark) for mark in self.new.marks]
        return [mark for like, mark in sorted(likes, key=lambda pair: -pair[0]) if like >= _SAME_SPEECH]

    def _is_said_by_same(self, was: Span, now: Span, named: set[str]) -> bool:
        """True where the words from the speech to its speaker's name hold the same names, and govern it alike."""
        before, after = self.old.around(was), self.new.around(now)
        distances = [_first(side, named) for side in before]
        known = [at for at in distances if at >= 0]
        if not known:
            return all(_names(a[:8]) == _names(b[:8]) for a, b in zip(before, after, strict=True))
        side = distances.index(min(known))
        there = _first(after[side], named)
        if there < 0:
            return False
        way, way_now = (
            before[side][: _name_end(before[side], distances[side])],
            after[side][: _name_end(after[side], there)],
        )
        return _names(way) == _names(way_now) and not governing_change(tuple(way), tuple(way_now))


class _Spoken:
    """A text's tokens, and which of them stand between quotation marks."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.marks = quotation_marks(tokens.source.text)
        spans = [Span(token.start, token.end) for token in tokens.all]
        self.unspoken = [
            (span.start, token.key)
            for span, token in zip(spans, tokens.all, strict=True)
            if not any(mark.holds(span) for mark in self.marks)
        ]

    def is_in(self, spans: Iterable[Span]) -> bool:
        """True where one of the spans stands inside quotation marks, or runs over one."""
        return any(mark.meets(span) and not span.holds(mark) for mark in self.marks for span in spans)

    def around(self, span: Span) -> tuple[list[str], list[str]]:
        """What is not spoken before a span, nearest first, and behind it."""
        before = [key for start, key in self.unspoken if start < span.start][-_REACH:]
        behind = [key for start, key in self.unspoken if start >= span.end][:_REACH]
        return before[::-1], behind


def _first(side: list[str], named: set[str]) -> int:
    return next((at for at, key in enumerate(side) if key in named), -1)


def _name_end(side: list[str], at: int) -> int:
    """Where the name ends that begins here: the whole name counts, and what stands right behind it."""
    while at < len(side) and (_is_name(side[at]) or side[at] == "."):
        at += 1
    return at


def _names(side: list[str]) -> list[str]:
    return [key for key in side if _is_name(key)]


def _is_name(key: str) -> bool:
    return key[:1].isupper() and len(key) > 1
