"""Puts the quotes of a claim at their place in the text, and says whose words they are.

Strict: exact code points, contiguous, whole words, one sentence; what cannot be placed for certain is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.claims.file import Saying
from kg.keys import Keys
from kg.marked import Text
from kg.model import Quotation, Source, Span
from kg.sources.locate import cuts_word, locate, locate_anywhere, nearest_words
from kg.sources.quotation_marks import quotation_marks


@dataclass(frozen=True)
class Placed:
    """Quotes at their place: spans in order, and the number of the sentence that holds them all."""

    spans: tuple[Span, ...]
    sentence: int


class QuotePlacer:
    """Places quotes in one source; findings go to `keys`; a finding about a quote is given once."""

    def __init__(self, source: Source, quotations: list[Quotation], keys: Keys) -> None:
        self.source, self.quotations, self.keys = source, quotations, keys
        self.marked = quotation_marks(source.text)
        self._placed: dict[tuple[int, ...], Placed | None] = {}
        self._known: dict[tuple[str, ...], Placed] = {}

    def place(self, saying: Saying) -> Placed | None:
        """Where the quotes of a saying stand, or None with findings E030 to E036."""
        known = self._known.get((*saying.quotes, saying.sentence))
        if known is not None:
            return known
        key = (*map(id, saying.quotes), id(saying.sentence))
        if key not in self._placed:
            placed = self._placed[key] = self._place(saying.quotes, saying.sentence)
            if placed is not None:
                self._known[(*saying.quotes, saying.sentence)] = placed
        return self._placed[key]

    def voice(self, placed: Placed, saying: Saying) -> str | None:
        """The name of the quoted speaker, or an empty string for running text; None with E055 or E057."""
        speakers = {self._speaker(span) for span in placed.spans}
        if len(speakers) > 1 or "?" in speakers:
            do = "quote either the speaker's words or the words around them"
            self.keys.add(saying.quotes[0].place, "E057", saying.quotes[0], do=do)
            return None
        speaker = speakers.pop()
        if speaker == "" and any(mark.holds(span) for mark in self.marked for span in placed.spans):
            do = "declare the direct speech under `quotations`, with its speaker"
            self.keys.add(saying.quotes[0].place, "E055", saying.quotes[0], do=do)
            return None
        return speaker

    def _speaker(self, span: Span) -> str:
        for quotation in self.quotations:
            for part in quotation.spans:
                if part.holds(span):
                    return quotation.speaker
                if part.meets(span):
                    return "?"
        crosses = any(mark.meets(span) and not mark.holds(span) for mark in self.marked)
        return "?" if crosses else ""

    def _place(self, quotes: tuple[Text, ...], sentence: Text) -> Placed | None:
        found = [self._candidates(quote) for quote in quotes]
        if not found or not all(found):
            return None
        wanted = int(sentence) if sentence.isdecimal() and len(sentence) < 6 else 0
        numbers = set.intersection(*({number for _, number in spans} for spans in found))
        if wanted:
            numbers &= {wanted}
        if not numbers:
            where = "; ".join(f"“{q}” in {_sentences(f)}" for q, f in zip(quotes, found, strict=True))
            self.keys.add(quotes[0].place, "E031", where, do="take all quotes of a claim from one sentence")
            return None
        chosen = [[span for span, number in spans if number in numbers] for spans in found]
        for quote, spans in zip(quotes, chosen, strict=True):
            if len(spans) > 1:
                places = _sentences([pair for pair in self._candidates(quote) if pair[1] in numbers])
                do = "give `sentence:` with its number" if len(numbers) > 1 else "quote more words"
                self.keys.add(quote.place, "E033", f"{quote} ({len(spans)} times, {places})", do=do)
                return None
        spans = sorted(spans[0] for spans in chosen)
        if any(a.meets(b) for a, b in pairwise(spans)):
            self.keys.add(quotes[0].place, "E036", " | ".join(quotes), do="join them into one quote")
            return None
        return Placed(tuple(spans), numbers.pop())

    def _candidates(self, quote: Text) -> list[tuple[Span, int]]:
        """Every place of the quote with its sentence's number; where there is none, the finding that says why."""
        text, keys = self.source.text, self.keys
        spans = locate(text, quote)
        if not spans:
            self._explain_missing(quote)
            return []
        placed = [(span, s.number) for span in spans if (s := self.source.find_sentence(span))]
        if not placed:
            keys.add(quote.place, "E031", quote, do="a quote stays inside one sentence: make two claims")
        return placed

    def _explain_missing(self, quote: Text) -> None:
        source, keys = self.source, self.keys
        cut = locate_anywhere(source.text, quote)
        if cut:
            whole = _whole_words(source.text, cut[0])
            keys.add(quote.place, "E032", quote, near=source.words(whole), do="quote whole words")
            return
        halves = self._joined_from(quote)
        if halves:
            found = f"{quote} (from sentences {halves[0]} and {halves[1]})"
            keys.add(quote.place, "E031", found, do="a quote stays inside one sentence: make two claims")
            return
        near = nearest_words(source, quote)
        shown = ""
        if near:
            span, differing = near
            sentence = source.find_sentence(span)
            where = f"sentence {sentence.number}, " if sentence else ""
            shown = (
                f"{source.words(span)}      ({where}{differing} {'words differ' if differing > 1 else 'word differs'})"
            )
        do = "copy the words exactly, or point the claim at another sentence"
        keys.add(quote.place, "E030", quote, near=shown, do=do)

    def _joined_from(self, quote: str) -> tuple[int, int] | None:
        """The two sentences whose words were joined into this quote, where it is so."""
        words = quote.split()
        for cut in range(2, len(words) - 1):
            first = self._sentence_of(" ".join(words[:cut]))
            second = self._sentence_of(" ".join(words[cut:]))
            if first and second and first != second:
                return first, second
        return None

    def _sentence_of(self, words: str) -> int:
        spans = locate(self.source.text, words)
        sentence = self.source.find_sentence(spans[0]) if spans else None
        return sentence.number if sentence else 0


def _whole_words(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while cuts_word(text, Span(start, max(start + 1, end))) and start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _sentences(placed: list[tuple[Span, int]]) -> str:
    numbers = sorted({number for _, number in placed})
    return ("sentence " if len(numbers) == 1 else "sentences ") + ", ".join(map(str, numbers))
