"""Which thing of the draft is which thing of the gold standard: one to one, by words first, then by what is said.

`docs/scoring.md` tells the method. Greedy by weight, ties by name, so that the same input gives the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.model import Span
from kg.scoring.account import Account, Gold, Said, Thing
from kg.scoring.groups import WORKS, Families, are_compatible
from kg.scoring.phrases import Phrases, fold, similarity
from kg.vocabulary import Vocabulary

Weights = dict[tuple[str, str], float]
_SPOKEN = 0.5
_ALIKE = 0.6


def align(draft: Account, gold: Gold, vocabulary: Vocabulary) -> dict[str, str]:
    """The gold name of every draft thing that has one; the statement itself is paired with itself."""
    return _Alignment(draft, gold, vocabulary).align()


class _Alignment:
    """Pairs the things of two accounts of one text, kind by kind."""

    def __init__(self, draft: Account, gold: Gold, vocabulary: Vocabulary) -> None:
        self.draft, self.gold, self.links = draft, gold.account, gold.links
        self.families, self.phrases = Families(vocabulary), Phrases(draft.source.text)
        self.pairs: dict[str, str] = {draft.document: gold.account.document}
        self.known: dict[str, str] = {}
        self.saying = {True: _by_end(draft.claims), False: _by_end(gold.account.claims)}

    def align(self) -> dict[str, str]:
        self._add(lambda family: family not in ("aim", "signature", "quotation", *WORKS), self._by_words)
        self._add(lambda family: family == "quotation", self._by_speech)
        self._add(lambda family: family == "aim", self._by_phrase)
        settled = dict(self.pairs)
        for _ in range(2):  # the second time the works that are known help to tell their neighbours
            self.known, self.pairs = dict(self.pairs), dict(settled)
            self._add(lambda family: family in WORKS, self._by_words_and_sayings)
        self.known = dict(self.pairs)
        self._add(lambda family: family == "signature", self._by_sayings)
        return self.pairs

    def _add(self, is_meant: Callable[[str], bool], weigh: Callable[[Thing, Thing], float]) -> None:
        """Pairs the things of the families meant, heaviest pair first."""
        drafted = [t for t in self.draft.things.values() if is_meant(self.families.of(t.type))]
        golden = [t for t in self.gold.things.values() if is_meant(self.families.of(t.type))]
        weights: Weights = {}
        for mine in drafted:
            for theirs in golden:
                if are_compatible(self.families.of(mine.type), self.families.of(theirs.type)):
                    weight = weigh(mine, theirs)
                    if weight > 0:
                        weights[mine.name, theirs.name] = weight + (0.3 if mine.type == theirs.type else 0.0)
        self.pairs |= heaviest(weights)

    def _by_words(self, mine: Thing, theirs: Thing) -> float:
        """Mentions in the text: the same span > one that holds the other > only the same label."""
        is_same_kind = self.families.of(mine.type) == self.families.of(theirs.type)
        own, other = self.phrases.trimmed(mine.spans), self.phrases.trimmed(theirs.spans)
        tie = 0.05 if self.links.get(theirs.name) in mine.identifiers else 0.0
        if shared := own & other:
            return 3 + 2 * len(shared) / (len(own) + len(other)) + tie
        if not is_same_kind:
            return 0.0
        meeting = max((self.phrases.overlap(a, b) for a in own for b in other if a.meets(b)), default=0.0)
        if meeting >= 0.5:
            return 2 + meeting + tie
        return 1.5 if {fold(n) for n in mine.names} & {fold(n) for n in theirs.names} - {""} else 0.0

    def _by_speech(self, mine: Thing, theirs: Thing) -> float:
        own = self.draft.quotations.get(mine.name, ())
        other = self.gold.quotations.get(theirs.name, ())
        shared = sum(_shared(a, b) for a in own for b in other)
        shorter = min(sum(s.end - s.start for s in own), sum(s.end - s.start for s in other))
        return shared / shorter if shorter and shared / shorter >= _SPOKEN else 0.0

    def _by_phrase(self, mine: Thing, theirs: Thing) -> float:
        alike = max((similarity(a, b) for a in mine.forms for b in theirs.forms), default=0.0)
        if alike < _ALIKE:
            return 0.0
        is_there = any(a.meets(b) for a in mine.spans for b in theirs.spans)
        return alike + (1.0 if is_there else 0.0)

    def _by_words_and_sayings(self, mine: Thing, theirs: Thing) -> float:
        """Works: their words where they share some, what is said of them, and where."""
        words = self._by_words(mine, theirs) / 2
        if not words:
            own, other = self.phrases.trimmed(mine.spans), self.phrases.trimmed(theirs.spans)
            words = max((self.phrases.overlap(a, b) for a in own for b in other if a.meets(b)), default=0.0)
        sayings = self._by_sayings(mine, theirs)
        place = self._by_sentences(mine, theirs)
        if not words and not (sayings and place):
            return 0.0
        return words + 2 * sayings + place

    def _by_sayings(self, mine: Thing, theirs: Thing) -> float:
        """How much of what is said of the two is the same, things alone counted (Dice)."""
        own = {pair for pair in (_neighbour(s, mine.name, self.known) for s in self.saying[True][mine.name]) if pair}
        same = {name: name for name in [*self.gold.things, self.gold.document]}
        other = {pair for pair in (_neighbour(s, theirs.name, same) for s in self.saying[False][theirs.name]) if pair}
        return 2 * len(own & other) / (len(own) + len(other)) if own & other else 0.0

    def _by_sentences(self, mine: Thing, theirs: Thing) -> float:
        own = {said.sentence for said in self.saying[True][mine.name]} - {0}
        other = {said.sentence for said in self.saying[False][theirs.name]} - {0}
        return 2 * len(own & other) / (len(own) + len(other)) if own & other else 0.0


def heaviest(weights: Weights) -> dict[str, str]:
    """One-to-one pairs, the heaviest first; of equal ones the first by name.

    >>> heaviest({("a", "x"): 2.0, ("a", "y"): 3.0, ("b", "y"): 1.0})
    {'a': 'y'}
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (mine, theirs), _ in sorted(weights.items(), key=lambda item: (-round(item[1], 9), item[0])):
        if mine not in pairs and theirs not in taken:
            pairs[mine] = theirs
            taken.add(theirs)
    return pairs


def _by_end(claims: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for said in claims:
        found[said.subject].append(said)
        if said.kind == "thing":
            found[said.obj].append(said)
    return found


def _neighbour(said: Said, name: str, known: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The predicate and the known thing at its other end, with the direction; None where that is not known."""
    if said.kind != "thing":
        return None
    other, way = (said.obj, "to") if said.subject == name else (said.subject, "from")
    return (said.predicate, way, known[other]) if other in known else None


def _shared(first: Span, second: Span) -> int:
    return max(0, min(first.end, second.end) - max(first.start, second.start))
