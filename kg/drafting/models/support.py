"""Is a relation that a model proposes told by its words? `support.yaml` lists what must stand there.

Exact quotes, bound ends and the ontology do not make a claim true: fluent nonsense has them all. What no rule of ours
proposed must show the words that tell the predicate, between the right ends and in the right order; else it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from kg.drafting.proposal import Proposal
from kg.marked import Mapping, read_yaml
from kg.model import Claim, Entity, Source, Span
from kg.sources.locate import is_bound, locate
from kg.vocabulary import Vocabulary

_MACROS = {
    "ENUM": r"(?:‹›|[\s,()&]|and\b|the\b|both\b|as well as\b|together with\b)*",
    "FREE": r"(?:(?!, (?:which|who|whose|where|while|and|with)\b)[^‹;:.()]){0,80}",
    "AB": r"(?: ?\((?:‹›|[A-Z][\w*&.]*)\))?",
    "VERB": r"(?:(?:\w+ly|will|shall|would|have|has|had|is|are|to|be|also|both|today|now|intend|plan|agreed|and) )*",
}
_POSSESSIVE = re.compile(r"[’']s?\s")
_NESTING = ("jurisdiction", "postIn", "subOrganizationOf")
"""The predicates whose object may be part of a longer name."""
_REACH = 200
"""How many signs may stand between the two ends."""
_REASONS = ("cue", "this-document")
"""The reasons that a model may give for an end; what they are for others (anaphora, lists) is for rules to read."""


class Support:
    """Judges the claims that models propose about one text; `named` are all mentions of the draft."""

    def __init__(self, source: Source, named: Iterable[Span], vocabulary: Vocabulary) -> None:
        self.source, self.vocabulary = source, vocabulary
        self.named = sorted(set(named))

    def why_not(self, proposal: Proposal, claim: Claim, subject: Entity, obj: Entity | None) -> str:
        """Why the words do not tell a claim that has passed the gates, or an empty string where they do."""
        reason = next((r for r in proposal.because.values() if r not in _REASONS), "")
        if reason:
            return f"a model gives no reason such as {reason}"
        told = self._why_not_told(claim)
        if told:
            return told
        if any(self._holds(way, proposal, claim, subject, obj) for way in _ways().get(proposal.predicate, ())):
            return ""
        return f"no words of the quote tell {proposal.predicate}"

    def _why_not_told(self, claim: Claim) -> str:
        """A possibility or an opinion has a word that tells it."""
        manner = self.vocabulary.scheme("told-as")[claim.told_as]
        quotes = [self.source.words(span) for span in claim.spans]
        if claim.told_as == "fact" or any(is_bound(quote, cue) for quote in quotes for cue in manner.cues):
            return ""
        return f"no word of the quote tells it as {claim.told_as}"

    def _holds(
        self, way: dict[str, str], proposal: Proposal, claim: Claim, subject: Entity, obj: Entity | None
    ) -> bool:
        if "is" in way:
            return bool(re.search(way["is"], proposal.obj))
        if "words" in way:
            return self._tells(proposal, claim)
        if obj is None:
            return False
        places = list(self._places(obj, claim))
        if proposal.predicate not in _NESTING and way["first"] != "inside":
            places = [place for place in places if not self._is_part_of_a_name(place)]
        if way["first"] == "alone":
            is_alone = proposal.because.get("subject") == "this-document"
            return is_alone and any(self._follows(way, place, claim) for place in places)
        own = [place for place in self._places(subject, claim) if not self._is_inside_a_name(place)]
        return any(self._stands(way, a, b, claim) for a in own for b in places)

    def _is_part_of_a_name(self, place: Span) -> bool:
        """True for “Norwegian” in “Norwegian Ministry of Climate” and in “Norway’s Ministry”: the ministry is meant."""
        return self._is_inside_a_name(place) or bool(_POSSESSIVE.match(self.source.text, place.end))

    def _is_inside_a_name(self, place: Span) -> bool:
        return any(span.holds(place) and span != place for span in self.named)

    def _tells(self, proposal: Proposal, claim: Claim) -> bool:
        """A word of a closed list by its own name, or by one of the words that the ontology lists for it."""
        concept = next(
            (c for scheme in self.vocabulary.concepts.values() for c in scheme.values() if c.iri == claim.obj), None
        )
        if concept is None:
            return False
        forms = (concept.label, concept.name.replace("-", " "), *concept.cues)
        texts = [proposal.cue] if proposal.cue else [self.source.words(span) for span in claim.spans]
        return any(is_bound(text, form) for text in texts for form in forms)

    def _places(self, entity: Entity, claim: Claim) -> Iterator[Span]:
        for span in claim.spans:
            words = self.source.words(span)
            for form in entity.forms:
                for found in locate(words, form):
                    yield Span(span.start + found.start, span.start + found.end)

    def _stands(self, way: dict[str, str], subject: Span, obj: Span, claim: Claim) -> bool:
        """True where the two ends stand in the order of a way, with its words between, before and behind them."""
        if way["first"] == "inside":
            is_inside = subject.holds(obj) and subject != obj
            return is_inside and self._is_between(way, Span(subject.start, obj.start))
        first, second = (subject, obj) if way["first"] == "subject" else (obj, subject)
        if not 0 <= second.start - first.end <= _REACH:
            return False
        if "unless" in way and _search(way["unless"], self.source.words(first)):
            return False
        behind = self.source.text[second.end : second.end + 2]
        is_so = self._is_between(way, Span(first.end, second.start)) and self._follows(way, first, claim)
        return is_so and bool(_search(way.get("after", ""), behind))

    def _is_between(self, way: dict[str, str], gap: Span) -> bool:
        return bool(_search(way.get("between", ""), self._masked(gap)))

    def _follows(self, way: dict[str, str], first: Span, claim: Claim) -> bool:
        """True where what must stand before the first end stands there, inside the quotes."""
        quote = next(span for span in claim.spans if span.holds(first))
        return bool(_search(way.get("before", ""), self._masked(Span(quote.start, first.start))))

    def _masked(self, gap: Span) -> str:
        """The words of a gap with every name in it as ‹›, blanks folded."""
        parts, at = [], gap.start
        for span in self.named:
            if at <= span.start and span.end <= gap.end:
                parts += [self.source.text[at : span.start], "‹›"]
                at = span.end
        return re.sub(r"\s+", " ", "".join([*parts, self.source.text[at : gap.end]]))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for name, words in _MACROS.items():
        pattern = pattern.replace(name, words)
    return re.compile(pattern)


def _search(pattern: str, words: str) -> re.Match[str] | None:
    return _compiled(pattern).search(words)


@cache
def _ways() -> dict[str, list[dict[str, str]]]:
    tree, _ = read_yaml(files(__package__).joinpath("support.yaml").read_text("utf-8"), "support.yaml")
    assert isinstance(tree, Mapping)
    ways: dict[str, Any] = {str(name): [_plain(way) for way in found] for name, found in tree.items()}
    return ways


def _plain(way: Mapping) -> dict[str, str]:
    return {str(key): str(value) for key, value in way.items()}
