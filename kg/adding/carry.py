"""Carries the claims of a reviewed statement over to a new state of its text, or says why one cannot be.

A claim is carried over where the same words (`alike.py`) stand in a sentence that is like the one it was read from, in
the same voice, and nothing that governs the sentence came or went. Otherwise it is an orphan, to be read again: a quote
never comes to stand for other words, nor for the same words in another context.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.adding.alike import Tokens, find_same
from kg.adding.carried import Edits, Kept, Lost
from kg.adding.carry_antecedents import Antecedents
from kg.adding.carry_quotations import Speeches
from kg.adding.sentences_alike import (
    LIKE,
    RIVAL,
    Quoted,
    context_of,
    governing_change,
    joint_change,
    likeness,
    names_change,
    nearest_to,
    place_likeness,
    ratio,
)
from kg.claims.file import ClaimsFile, Saying
from kg.claims.names import Names
from kg.claims.quotes import Placed, QuotePlacer
from kg.findings import Place
from kg.marked import Items, Mapping, Text
from kg.model import Entity, Sentence, Source, Span
from kg.sources.locate import cuts_word, is_bound, locate

_CLEAR = 0.1
"""By how much a place must be more like the old one than every other, so that it is clear which one is meant."""


@dataclass(frozen=True)
class Item:
    """One item of `claims`: its place, its quotes in the order of the text, and what they are said to say."""

    place: Place
    quotes: tuple[Text, ...]
    sayings: tuple[Saying, ...]
    placed: Placed


@dataclass(frozen=True)
class Fit:
    """A place in the new text where all quotes of a claim stand, and how like it is (0 to 1)."""

    sentence: Sentence
    spans: tuple[Span, ...]
    like: float
    why_not: str = ""


class Carrier:
    """Carries one statement's claims over; what changes goes to `edits`, what cannot be carried to `lost`."""

    def __init__(
        self, file: ClaimsFile, names: Names, placer: QuotePlacer, new: Source, given: dict[Place, str]
    ) -> None:
        self.file, self.names, self.placer = file, names, placer
        self.old, self.new = Tokens(names.source), Tokens(new)
        self.edits, self.kept, self.lost = Edits(), list[Kept](), list[Lost]()
        self.speeches = Speeches(file, names, self.old, self.new)
        self.antecedents = Antecedents(self.old, self.new)
        self.given = given
        self._likes: dict[int, list[int]] = {}

    def carry(self) -> None:
        """Carry over quotations, claims, excuses and mentions, in this order."""
        for quotation, why in self.speeches.lost:
            self.edits.quotations[str(quotation.name)] = why
            words = " ".join(quotation.words)
            self.lost.append(Lost(quotation.name.place, "quotation", words, why, nearest_to(self.new.source, words)))
        for old, words in self.speeches.rewritten:
            self.edits.rewrite(old, words)
        for item in self.items():
            self._carry_item(item)
        self._carry_excuses()
        self._carry_mentions()

    def items(self) -> Iterator[Item]:
        """The items of the claims file with the place of their quotes in the old text."""
        by_quote: dict[int, list[Saying]] = defaultdict(list)
        for saying in self.file.sayings:
            if saying.quotes:
                by_quote[id(saying.quotes[0])].append(saying)
        tree = self.file.tree.get(Text("claims", self.file.tree.place))
        for node in tree if isinstance(tree, Items) else ():
            assert isinstance(node, Mapping)
            sayings = next((by_quote[id(text)] for text in _texts(node) if id(text) in by_quote), [])
            placed = self.placer.place(sayings[0]) if sayings else None
            if placed:
                quotes = sorted(sayings[0].quotes, key=lambda quote: self._start(quote, placed))
                yield Item(node.place, tuple(quotes), tuple(sayings), placed)

    def _start(self, quote: Text, placed: Placed) -> int:
        text = self.old.source.text
        return next(
            (s.start for s in placed.spans if " ".join(text[s.start : s.end].split()) == " ".join(quote.split())), 0
        )

    def _carry_item(self, item: Item) -> None:
        shown = " … ".join(item.quotes)
        if item.place in self.given:
            self._lose(item.place, "claim", shown, self.given[item.place])
            return
        fit = self._find_fit(item)
        if fit.why_not:
            self._lose(item.place, "claim", shown, fit.why_not)
            return
        edits = Edits()
        for saying in item.sayings:
            why = self._carry_saying(saying, item, fit, edits)
            if why:
                self._lose(item.place, "claim", shown, why)
                return
        self._keep(item, fit, edits)

    def _keep(self, item: Item, fit: Fit, edits: Edits) -> None:
        for quote, span in zip(item.quotes, fit.spans, strict=True):
            edits.rewrite(quote, self.new.source.words(span))
        number = fit.sentence.number
        has_number = bool(item.sayings[0].sentence)
        if has_number and str(number) != item.sayings[0].sentence:
            edits.words[item.sayings[0].sentence.place] = str(number)
        elif not has_number and self._is_ambiguous(fit):
            edits.sentences[item.place] = number
        old = self.old.within(self.old.source.sentences[item.placed.sentence - 1].span)
        is_touched = old != self.new.within(fit.sentence.span)
        self.edits.words |= edits.words
        self.edits.sentences |= edits.sentences
        for name, words in edits.mentions.items():
            for one in words:
                self.edits.add_mention(name, one)
        is_rewritten = any(quote.place in edits.words for quote in item.quotes)
        shown = " … ".join(item.quotes)
        self.kept.append(
            Kept(item.place, shown, len(item.sayings), item.placed.sentence, number, is_rewritten, is_touched)
        )

    def _is_ambiguous(self, fit: Fit) -> bool:
        """True where the quotes stand together in several sentences, so that the claim must name its own."""
        source = self.new.source
        numbers = [
            {found.number for span in locate(source.text, source.words(own)) if (found := source.find_sentence(span))}
            for own in fit.spans
        ]
        return len(set.intersection(*numbers)) > 1

    def _lose(self, place: Place, what: str, words: str, why: str) -> None:
        """Put something out of force, with what is nearest to it now."""
        self.edits.orphans[place] = why
        self.lost.append(Lost(place, what, words, why, nearest_to(self.new.source, words)))

    # ---- where the words stand now

    def _find_fit(self, item: Item) -> Fit:
        """The one place in the new text that is like the old one; `why_not` says why there is none."""
        fits = sorted(self._fits(item), key=lambda fit: -fit.like)
        nowhere = Fit(item_sentence(self.old.source, item.placed), (), 0, "its words do not stand in the text any more")
        if not fits:
            return nowhere
        best = fits[0]
        if best.like < LIKE:
            number = best.sentence.number
            return Fit(best.sentence, (), 0, f"the same words stand in another context alone (sentence {number})")
        alike = [fit for fit in fits if fit.like >= LIKE]
        if refused := next((fit for fit in alike if fit.why_not), None):
            return refused
        if rival := self._rival(item, best):
            return Fit(best.sentence, (), 0, f"the sentence in its place says something else now (sentence {rival})")
        others = [fit for fit in alike[1:] if fit.like > best.like - _CLEAR]
        if all(self.new.within(fit.sentence.span) == self.new.within(best.sentence.span) for fit in others):
            return best  # nothing else is near, or the very same sentence is repeated: either says it
        return Fit(
            best.sentence, (), 0, f"two places fit: sentences {best.sentence.number}, {others[0].sentence.number}"
        )

    def _rival(self, item: Item, fit: Fit) -> int:
        """The number of another sentence that is the old one's changed form, standing where it stood; 0 without one.

        Where a page repeats a sentence and then changes one of the two, the one in the old place counts.
        """
        own = self.new.within(fit.sentence.span)
        old = item_sentence(self.old.source, item.placed)
        was = context_of(self.old, old, (old.span,))
        here = place_likeness(was, context_of(self.new, fit.sentence, (fit.sentence.span,)))
        for number in self._like_sentences(old):
            other = self.new.source.sentences[number - 1]
            there = place_likeness(was, context_of(self.new, other, (other.span,)))
            if number != fit.sentence.number and there > here and self.new.within(other.span) != own:
                return number
        return 0

    def _like_sentences(self, old: Sentence) -> list[int]:
        """The numbers of the sentences of the new text that are like an old one."""
        if old.number not in self._likes:
            was = tuple(self.old.within(old.span))
            sentences = self.new.source.sentences
            likes = [s.number for s in sentences if ratio(was, tuple(self.new.within(s.span))) >= RIVAL]
            self._likes[old.number] = likes
        return self._likes[old.number]

    def _fits(self, item: Item) -> Iterator[Fit]:
        source = self.new.source
        places: list[dict[int, list[Span]]] = []
        for quote in item.quotes:
            by_sentence: dict[int, list[Span]] = {}
            for span in self.new.find(quote):
                sentence = source.find_sentence(span)
                if sentence and not cuts_word(source.text, span):
                    by_sentence.setdefault(sentence.number, []).append(span)
            places.append(by_sentence)
        old_sentence = item_sentence(self.old.source, item.placed)
        was = context_of(self.old, old_sentence, item.placed.spans)
        for number in sorted(set.intersection(*(set(found) for found in places))):
            sentence = source.sentences[number - 1]
            spans = tuple(found[number][0] for found in places)
            now = context_of(self.new, sentence, tuple(sorted(spans)))
            yield Fit(
                sentence, spans, likeness(was, now), self._why_not(item, places, number, was.sentence, now.sentence)
            )

    def _why_not(
        self, item: Item, places: list[dict[int, list[Span]]], number: int, was: tuple[str, ...], now: tuple[str, ...]
    ) -> str:
        """Why a sentence with all the quotes does not say the same, or an empty string."""
        if any(len(found[number]) > 1 for found in places):
            return f"its words stand more than once in sentence {number}"
        spans = [found[number][0] for found in places]
        if any(a.end > b.start for a, b in pairwise(spans)):
            return f"its words stand in another order (sentence {number})"
        if not self.speeches.is_same_voice(item.placed.spans, spans):
            return f"other words are between quotation marks now, or another person speaks (sentence {number})"
        old = Quoted(self.old, item_sentence(self.old.source, item.placed).span, item.placed.spans)
        new = Quoted(self.new, self.new.source.sentences[number - 1].span, tuple(spans))
        if why := joint_change(old, new):
            return f"{why} (sentence {number})"
        reported = any(saying.setting("voice") for saying in item.sayings)
        return governing_change(was, now) or (names_change(was, now) if reported else "")

    # ---- what a saying rests on besides its quote

    def _carry_saying(self, saying: Saying, item: Item, fit: Fit, edits: Edits) -> str:
        """Why a saying cannot be carried over with its quote, or an empty string; what changes goes to `edits`."""
        words = [self.new.source.words(span) for span in fit.spans]
        sentence = self.new.source.words(fit.sentence.span)
        for key, texts in (("cue", words), ("head", [sentence])):
            setting = saying.setting(key)
            if setting and not self._rewrite_within(setting, texts, edits):
                return f"its {key} does not stand there any more: {setting}"
        if saying.is_words and not self._rewrite_object(saying, words, edits):
            return f"its words do not stand there any more: {saying.obj}"
        if antecedent := saying.setting("antecedent"):
            now, why = self.antecedents.find(antecedent, item.placed.spans[0], min(fit.spans))
            if why:
                return why
            edits.rewrite(antecedent, now)
        self._bind(saying, words, edits)
        return ""

    def _rewrite_within(self, old: Text, texts: list[str], edits: Edits) -> bool:
        for text in texts:
            if spans := find_same(text, old):
                span = (locate(text, old) or spans)[0]
                edits.rewrite(old, text[span.start : span.end])
                return True
        return False

    def _rewrite_object(self, saying: Saying, texts: list[str], edits: Edits) -> bool:
        for text in texts:
            for span in find_same(text, saying.obj):
                now = " ".join(text[span.start : span.end].split())
                if now != " ".join(saying.obj.split()):
                    words = json.dumps(now, ensure_ascii=False)
                    edits.words[saying.place] = f"{saying.subject} {saying.predicate} {words}"
                return True
        return False

    # ---- names

    def _bind(self, saying: Saying, words: list[str], edits: Edits) -> None:
        """Add the words that name an end now, where its name has other typographic signs there."""
        for name in (saying.subject, saying.obj):
            entity = None if name == saying.obj and saying.is_words else self.names.find(name)
            if isinstance(entity, Entity):
                self._bind_entity(entity, [*words, saying.setting("antecedent")], edits)

    def _bind_entity(self, entity: Entity, texts: list[str], edits: Edits) -> None:
        if any(is_bound(text, form) for text in texts for form in entity.forms):
            return
        for text in texts:
            for form in entity.forms:
                for variant in (form, form[:1].swapcase() + form[1:]):
                    for span in find_same(text, variant):
                        edits.add_mention(entity.name, " ".join(text[span.start : span.end].split()))
                        return

    def _carry_mentions(self) -> None:
        """Declared mentions in the signs that the text has now; one that stands nowhere any more is dropped."""
        for entity in self.file.entities:
            for mention in entity.mentions:
                if locate(self.new.source.text, mention):
                    continue
                spans = self.new.find(mention)
                if spans:
                    self.edits.rewrite(mention, self.new.source.words(spans[0]))
                else:
                    self.edits.dropped_mentions.append(mention)
                    why = f"a mention of {entity.name} that does not stand in the text any more"
                    self.lost.append(Lost(mention.place, "mention", mention, why, nearest_to(self.new.source, mention)))

    def _carry_excuses(self) -> None:
        tree = self.file.tree.get(Text("uncovered", self.file.tree.place))
        items = list(tree) if isinstance(tree, Items) else []
        for excuse, node in zip(self.file.excuses, items, strict=True):
            spans = self.new.find(excuse.words)
            if node.place in self.given or not spans:
                why = self.given.get(node.place, "its words do not stand in the text any more")
                self._lose(node.place, "excuse", excuse.words, why)
            else:
                self.edits.rewrite(excuse.words, self.new.source.words(spans[0]))


def item_sentence(source: Source, placed: Placed) -> Sentence:
    """The sentence that holds all quotes of a claim."""
    return source.sentences[placed.sentence - 1]


def _texts(node: Mapping) -> Iterator[Text]:
    for key in ("quote", "quotes"):
        value = node.get(Text(key, node.place))
        if isinstance(value, Text):
            yield value
        elif isinstance(value, Items):
            yield from (text for text in value if isinstance(text, Text))
