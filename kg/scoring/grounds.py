"""Do the words that a claim quotes hold its two ends, and may its predicate join them? Judged without the drafter.

Nothing here asks the gates that a draft has passed: what a draft says of the text is read again, from the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.scoring.account import Account, Said, Share, Thing
from kg.sources.locate import is_bound, locate
from kg.sources.words import content_words, is_function_words
from kg.vocabulary import Concept, Vocabulary

_STRUCTURE = ("Signature", "Quotation", "Membership")
_AUXILIARIES = frozenset(["will", "would", "shall", "should", "can", "could", "may", "might", "must", "has", "have"])
_STEM = 5


@dataclass(frozen=True)
class GroundScore:
    """`ends`: of all ends of all claims, how many have their words; `conforming`: of all claims, how many the
    ontology allows; `errors` tells each that is not so.
    """

    ends: Share
    conforming: Share
    errors: tuple[str, ...]


def score_grounds(draft: Account, vocabulary: Vocabulary) -> GroundScore:
    """Reads every claim of a draft again: quote, ends, predicate, domain, range."""
    grounds = _Grounds(draft, vocabulary)
    ends = [(said, end, grounds.holds(said, end)) for said in draft.claims for end in ("subject", "object")]
    allowed = [(said, grounds.why_not_allowed(said)) for said in draft.claims]
    errors = [f"{s.shown}: {end} without its words in “{' … '.join(s.quotes)}”" for s, end, is_so in ends if not is_so]
    errors += [f"{said.shown}: {why}" for said, why in allowed if why]
    return GroundScore(
        Share(sum(is_so for _, _, is_so in ends), len(ends)),
        Share(sum(not why for _, why in allowed), len(allowed)),
        tuple(errors),
    )


class _Grounds:
    """Judges the claims of one account."""

    def __init__(self, account: Account, vocabulary: Vocabulary) -> None:
        self.account, self.vocabulary, self.text = account, vocabulary, account.source.text
        self.concepts = {n: c for scheme in vocabulary.concepts.values() for n, c in scheme.items()}

    def holds(self, said: Said, end: str) -> bool:
        """True where one end stands in the quotes, or its reason holds."""
        quotes = self._quotes(said)
        if not quotes:
            return False
        if end == "object" and said.kind == "words":
            return any(locate(quote, said.obj) for quote in quotes)
        if end == "object" and said.kind == "concept":
            return self._tells(said, quotes)
        name = said.subject if end == "subject" else said.obj
        if name == self.account.document:
            return end == "subject"
        thing = self.account.things.get(name)
        return thing is not None and (self._stands(thing, said, quotes) or self._has_reason(thing, said, end))

    def why_not_allowed(self, said: Said) -> str:
        """Why the ontology does not allow a claim, or an empty string."""
        predicate = self.vocabulary.sayable.get(said.predicate)
        if predicate is None:
            return "no predicate of the ontology"
        if predicate.takes_words != (said.kind == "words"):
            return "words for a thing, or a thing for words"
        if predicate.domains and not self._is_any(self._type(said.subject), predicate.domains):
            return f"subject is a {self._type(said.subject) or 'thing of no type'}"
        if said.kind == "concept":
            types = {c.type for scheme in self.vocabulary.concepts.values() for n, c in scheme.items() if n == said.obj}
            return "" if types & set(predicate.ranges) else "no word of the closed list"
        if said.kind == "thing" and predicate.ranges and not self._is_any(self._type(said.obj), predicate.ranges):
            return f"object is a {self._type(said.obj) or 'thing of no type'}"
        return ""

    def _quotes(self, said: Said) -> list[str]:
        """The quotes as they stand in one sentence of the text; none where one does not."""
        sentences = {self.account.source.find_sentence(span) for span in said.spans}
        if len(sentences) != 1 or None in sentences:
            return []
        return [self.account.source.words(span) for span in said.spans]

    def _stands(self, thing: Thing, said: Said, quotes: Iterable[str]) -> bool:
        """True where a mention lies in a quote, or a form that names something stands there."""
        if any(quote.holds(span) for quote in said.spans for span in thing.spans if self._names(span)):
            return True
        return any(is_bound(quote, form) for quote in quotes for form in thing.forms if not is_function_words(form))

    def _names(self, span: object) -> bool:
        return not is_function_words(self.account.source.words(span))  # type: ignore[arg-type]

    def _tells(self, said: Said, quotes: list[str]) -> bool:
        """True where a word of a closed list stands in the quotes, or the words that govern it do."""
        concept = self.concepts.get(said.obj)
        if concept is None:
            return False
        cues = [said.cue] if said.cue else [concept.label, concept.name.replace("-", " "), *concept.cues]
        return any(_governs(cue, concept) and any(is_bound(quote, cue) for quote in quotes) for cue in cues)

    def _has_reason(self, thing: Thing, said: Said, end: str) -> bool:
        """True where the reason that a claim gives for an end holds in the text."""
        reason = said.because.get(end, "")
        if reason == "anaphora":
            return self._follows(thing, said)
        if reason in ("coordination", "list-head"):
            return self._shares(thing, said)
        if reason == "structure" or (not reason and thing.type in _STRUCTURE):
            other = "object" if end == "subject" else "subject"
            is_bare = said.because.get(other, "") not in ("structure", "background")
            return thing.type in _STRUCTURE and is_bare and self.holds(said, other)
        return False

    def _follows(self, thing: Thing, said: Said) -> bool:
        """True where the antecedent stands in one sentence and names the thing, or the state of a government."""
        spans = [s for s in locate(self.text, said.antecedent) if self.account.source.find_sentence(s)]
        state = self.account.things.get(thing.jurisdiction) if thing.type == "Government" else None
        forms = [*thing.forms, *(state.forms if state else ())]
        named = any(is_bound(said.antecedent, form) for form in forms if not is_function_words(form))
        mentions = [*thing.spans, *(state.spans if state else ())]
        return bool(spans) and (named or any(s.holds(m) for s in spans for m in mentions))

    def _shares(self, thing: Thing, said: Said) -> bool:
        """True where the shared head stands in the sentence and is part of the thing's own names."""
        sentence = self.account.source.find_sentence(said.spans[0])
        if sentence is None or not said.head or not locate(self.account.source.words(sentence.span), said.head):
            return False
        own = {word[:_STEM] for form in thing.forms for word in content_words(form)}
        return bool(own & {word[:_STEM] for word in content_words(said.head)})

    def _type(self, name: str) -> str:
        if name == self.account.document:
            return "Document"
        thing = self.account.things.get(name)
        return thing.type if thing else ""

    def _is_any(self, type_name: str, classes: Iterable[str]) -> bool:
        found = self.vocabulary.class_names.get(type_name)
        return found is not None and any(self.vocabulary.is_a(found.iri, iri) for iri in classes)


def _governs(cue: str, concept: Concept) -> bool:
    """True for words that can tell a word of a closed list: content, or an auxiliary verb such as “will”."""
    return bool(concept) and (not is_function_words(cue) or bool(_AUXILIARIES & set(cue.lower().split())))
