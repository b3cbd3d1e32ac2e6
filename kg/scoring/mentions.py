"""Named entities: which mentions are names, and how many of them a draft found with the right kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Sentence, Source, Span
from kg.scoring.account import Account, Counts, Thing
from kg.scoring.groups import NAMED, WORKS, Families
from kg.sources.words import WORD, stopwords
from kg.vocabulary import Vocabulary

Named = tuple[Span, str]


@dataclass(frozen=True)
class MentionScore:
    """Strict and partial counts, and what was missed and wrongly proposed (span and kind)."""

    strict: Counts
    partial: Counts
    missed: tuple[Named, ...]
    extra: tuple[Named, ...]


def score_mentions(draft: Account, gold: Account, vocabulary: Vocabulary) -> MentionScore:
    """Counts over named mentions; one inside a longer name is wanted in a post alone, else neither right nor wrong."""
    families = Families(vocabulary)
    named = named_mentions(gold, families)
    optional = {mention for mention in named if _is_inside(mention, named)}
    wanted = named - optional
    proposed = {m for m in named_mentions(draft, families) if m not in optional}
    proposed = {m for m in proposed if m in wanted or not _is_ignored(m, proposed | wanted)}
    right = wanted & proposed
    missed, extra = sorted(wanted - right), sorted(proposed - right)
    near = len(right) + _meeting(missed, extra)
    return MentionScore(
        Counts(len(right), len(proposed), len(wanted)),
        Counts(near, len(proposed), len(wanted)),
        tuple(missed),
        tuple(extra),
    )


def named_mentions(account: Account, families: Families) -> set[Named]:
    """The spans that name a person, body, state, post, strategy, instrument or undertaking, with its kind."""
    capitals = _Capitals(account.source)
    found: set[Named] = set()
    for thing in account.things.values():
        family = families.of(thing.type)
        if family in NAMED:
            known = _known_names(thing, family, capitals)
            found |= {(span, family) for span in thing.spans if capitals.words(span).casefold() in known}
    return found


def _known_names(thing: Thing, family: str, capitals: _Capitals) -> set[str]:
    """What a thing is called by proper name: its label and aliases where they are one, and its mentions that are."""
    told = {capitals.words(span) for span in thing.spans if capitals.is_name(span, family)}
    return {name.casefold() for name in told | {n for n in thing.names if capitals.is_proper(n, all_words=True)}}


class _Capitals:
    """Tells names from descriptions by their capitals."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._titles: dict[int, bool] = {}

    def words(self, span: Span) -> str:
        """The words at a span, blanks folded."""
        return " ".join(self.source.words(span).split())

    def is_name(self, span: Span, family: str) -> bool:
        """True where the words are by their place and letters a name and no description such as “both governments”."""
        words = self.words(span)
        sentence = self.source.find_sentence(span)
        is_whole = family in WORKS or family == "post"
        if is_whole and sentence and self._is_title(sentence):
            return False
        return self.is_proper(words, all_words=is_whole, is_first=_is_first(sentence, span))

    def is_proper(self, words: str, *, all_words: bool, is_first: bool = False) -> bool:
        """True where all (or any) of the content words have capitals; that of a sentence's first word tells nothing."""
        content = [
            m.group() for m in WORD.finditer(words) if m.group().lower() not in stopwords() or m.group().isupper()
        ]
        told = [word[0].isupper() or word[0].isdigit() or any(c.isupper() for c in word) for word in content]
        if is_first and content and words.startswith(content[0]) and not content[0][1:2].isupper():
            told[0] = all_words and len(told) > 1
        return bool(told) and (all(told) if all_words else any(told))

    def _is_title(self, sentence: Sentence) -> bool:
        """True for a line whose content words all begin with capitals, which then tell nothing."""
        if sentence.number not in self._titles:
            words = [m.group() for m in WORD.finditer(self.source.words(sentence.span))]
            content = [w for w in words if w.lower() not in stopwords()]
            is_capital = all(w[0].isupper() or w[0].isdigit() for w in content)
            self._titles[sentence.number] = len(content) > 3 and is_capital
        return self._titles[sentence.number]


def _is_first(sentence: Sentence | None, span: Span) -> bool:
    return sentence is not None and sentence.span.start == span.start


def _is_inside(mention: Named, others: Iterable[Named]) -> bool:
    """True where a longer mention holds this one, but for a body inside a post's title."""
    span, family = mention
    holders = {kind for other, kind in others if other != span and other.holds(span)}
    return bool(holders - {"post"}) if family == "body" else bool(holders)


def _is_ignored(mention: Named, others: Iterable[Named]) -> bool:
    """True for a state inside a longer name, which is optional even where the gold standard does not have it."""
    return mention[1] == "state" and _is_inside(mention, others)


def _meeting(missed: Iterable[Named], extra: Iterable[Named]) -> int:
    """How many missed mentions share words with an extra one of the same kind, one to one, in order of place."""
    free: Mapping[str, list[Span]] = defaultdict(list)
    for span, family in extra:
        free[family].append(span)
    count = 0
    for span, family in missed:
        hit = next((other for other in free[family] if other.meets(span)), None)
        if hit is not None:
            free[family].remove(hit)
            count += 1
    return count


def show(source: Source, mention: Named) -> str:
    """A mention for a person: its kind, its words, its place."""
    span, family = mention
    return f"{family} “{' '.join(source.words(span).split())}” {span.start}–{span.end}"
