"""What a claim points back to (“both bodies”), carried over: the same words, in the same sentence, picked as before."""

from __future__ import annotations

from kg.adding.alike import Tokens
from kg.adding.sentences_alike import LIKE, context_of, likeness
from kg.model import Sentence, Source, Span
from kg.sources.locate import locate


class Antecedents:
    """Finds in a new text what claims of the old one point back to."""

    def __init__(self, old: Tokens, new: Tokens) -> None:
        self.old, self.new = old, new

    def find(self, words: str, claim: Span, claim_now: Span) -> tuple[str, str]:
        """The words that stand there now; or, second, why they are not the same.

        `claim` and `claim_now` are the first words of the claim, in the old text and in the new.
        """
        was = _pick(self.old.source, words, claim.start)
        source = self.new.source
        places = [(span, s) for span in self.new.find(words) if (s := source.find_sentence(span))]
        sentence = self.old.source.find_sentence(was) if was else None
        if was is None or sentence is None or not places:
            return "", f"what it points back to does not stand in the text any more: {words}"
        before = context_of(self.old, sentence, (was,))
        likes = [(likeness(before, context_of(self.new, s, (span,))), -span.start, span) for span, s in places]
        like, _, meant = max(likes)
        now = source.words(meant)
        if like < LIKE or _pick(source, now, claim_now.start) != meant:
            return "", f"what it points back to stands in another context now: {words}"
        return now, self._inserted(was, claim, meant, claim_now)

    def _inserted(self, was: Span, claim: Span, now: Span, claim_now: Span) -> str:
        """A sentence that names others and came between a claim and what it points back to, or an empty string."""
        old, new = self.old.source, self.new.source
        between = {self._key(self.old, s) for s in old.sentences if was.end <= s.span.start < claim.start}
        own = old.find_sentence(claim)
        between |= {self._key(self.old, own)} if own else set()
        for sentence in new.sentences:
            if now.end <= sentence.span.start and sentence.span.end <= claim_now.start:
                key = self._key(self.new, sentence)
                if key not in between and any(word[:1].isupper() for word in key[1:]):
                    return f"a sentence that names others stands before it now (sentence {sentence.number})"
        return ""

    @staticmethod
    def _key(tokens: Tokens, sentence: Sentence) -> tuple[str, ...]:
        return tuple(tokens.within(sentence.span))


def _pick(source: Source, words: str, start: int) -> Span | None:
    """The place that a claim starting here points back to, as the gates pick it."""
    spans = [span for span in locate(source.text, words) if source.find_sentence(span)]
    return max((span for span in spans if span.start <= start), default=spans[0] if spans else None)
