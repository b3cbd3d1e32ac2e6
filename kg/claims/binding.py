"""The binding gate: each end of a claim is bound to the words that are quoted, or names a reason that holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg import terms
from kg.claims.file import Saying
from kg.claims.names import Names
from kg.claims.quotes import Placed
from kg.marked import Text
from kg.model import Binding, Entity
from kg.sources.locate import is_bound, locate
from kg.sources.words import content_words, is_function_words
from kg.vocabulary import Concept

_GOVERNMENT = terms.ONT + "Government"
_STRUCTURAL = (terms.ONT + "Signature", terms.ONT + "Quotation", terms.ORG + "Membership")
_BOUND_REASONS = ("this-document", "coordination", "list-head", "anaphora")
_AUXILIARIES = frozenset(
    ["will", "would", "shall", "should", "can", "could", "may", "might", "must", "has", "have", "had"]
)
_STEM = 5
"""Letters by which two words count as forms of one, such as Directorate and Directorates."""


class BindingGate:
    """Checks both ends of one saying against its words: bound, or with a reason that holds."""

    def __init__(self, names: Names, saying: Saying, placed: Placed, words: list[str]) -> None:
        self.names, self.vocabulary, self.keys = names, names.vocabulary, names.keys
        self.saying, self.placed, self.words, self.source = saying, placed, words, names.source

    def check(
        self, end: str, target: Entity | Concept | None, is_bound_here: bool, is_other_bound: bool
    ) -> Binding | None:
        """The binding of the `subject` or `object` end, or None and the finding E040 to E047."""
        reason = self.saying.reason(end)
        if not reason:
            return self._bound(end, target, is_bound_here)
        reasons = [name for name in self.vocabulary.scheme("binding") if name != "words"]
        if not self.keys.choice(reason, reasons, "E022"):
            return None
        if is_bound_here and reason != "background":
            self._add("E047", f"{end}: {reason}", "take the reason away", reason)
            return None
        check = getattr(self, "_" + reason.replace("-", "_"))
        binding: Binding | None = check(end, target, reason, is_other_bound)
        return binding

    def _bound(self, end: str, target: Entity | Concept | None, is_bound_here: bool) -> Binding | None:
        if is_bound_here:
            return Binding("words")
        if target is None:
            self._add("E041", self.saying.obj, "copy the words from the quote")
            return None
        forms = target.forms if isinstance(target, Entity) else (target.label,)
        do = "quote words that name it, declare a mention, or give the reason (`because:`)"
        self._add("E040", f"{end} {target.name} in: {' … '.join(self.words)}", do, near=" · ".join(forms[:4]))
        return None

    def _this_document(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        if target is self.names.document:
            return Binding("this-document")
        self._add("E045", f"{end} {target.name}", "only the statement itself is this document", reason)
        return None

    def check_settings(self) -> None:
        """Words that are given without their reason are held against the text all the same."""
        cue, head, antecedent = (self.saying.setting(key) for key in ("cue", "head", "antecedent"))
        reasons = {str(reason) for reason in self.saying.because.values()}
        if cue and "cue" not in reasons and not stands_in(self.words, cue):
            self._add("E043", cue, "give the governing words of the quote, or take the cue away", cue)
        if head and not reasons & {"list-head", "coordination"} and not locate(self._sentence(), head):
            self._add("E046", head, "give the shared words of the sentence, or take the head away", head)
        if antecedent and "anaphora" not in reasons and not locate(self.source.text, antecedent):
            self._add("E042", antecedent, "give the words that it stands for, or take them away", antecedent)

    def _sentence(self) -> str:
        sentence = next(s for s in self.source.sentences if s.number == self.placed.sentence)
        return self.source.words(sentence.span)

    def _cue(self, end: str, target: Entity | Concept, reason: Text, _: bool) -> Binding | None:
        cue = self.saying.setting("cue")
        if not isinstance(target, Concept):
            do = "a cue tells a word of a closed list, such as a status: bind this end to its own words"
            self._add("E043", f"{end} {target.name}", do, reason)
            return None
        if cue and stands_in(self.words, cue) and governs(cue):
            other = self._contradicts(cue, target)
            if not other:
                return Binding("cue")
            self._add("E043", f"{cue} ({other}, not {target.name})", "give the listed word that these words tell", cue)
            return None
        self._add("E043", cue or "no cue", "give `cue:` with the governing words of the quote", cue or reason)
        return None

    def _contradicts(self, cue: Text, target: Concept) -> str:
        """The other word of the closed list that a cue names (“is intended to” for ongoing), or an empty string."""
        words = content_words(cue)
        listed = [
            c for scheme in self.vocabulary.concepts.values() for c in scheme.values() if c.scheme == target.scheme
        ]
        if _is_named(target, words):
            return ""
        return next((c.name for c in listed if _is_named(c, words)), "")

    def _structure(self, end: str, target: Entity, reason: Text, is_other_bound: bool) -> Binding | None:
        other = self.saying.reason("object" if end == "subject" else "subject")
        is_structural = isinstance(target, Entity) and target.type in _STRUCTURAL
        if is_structural and (is_other_bound or other in _BOUND_REASONS):
            return Binding("structure")
        do = "bind the other end" if is_structural else "only a signature, membership or quotation is structure"
        self._add("E044", f"{end} {target.name}", do, reason)
        return None

    def _coordination(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        return self._with_head("coordination", target, reason)

    def _list_head(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        return self._with_head("list-head", target, reason)

    def _with_head(self, name: str, target: Entity, reason: Text) -> Binding | None:
        """The head stands in the sentence and shares a content word (by its first letters) with the end's names."""
        head = self.saying.setting("head")
        forms = target.forms if isinstance(target, Entity) else ()
        named = {word[:_STEM] for form in forms for word in content_words(form)}
        if head and locate(self._sentence(), head) and named & {word[:_STEM] for word in content_words(head)}:
            return Binding(name)
        do = "give `head:` with the words of the sentence that this end shares, part of its own name"
        self._add("E046", head or "no head", do, head or reason, near=" · ".join(forms[:4]))
        return None

    def _anaphora(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        words = self.saying.setting("antecedent")
        spans = locate(self.source.text, words) if words else []
        spans = [span for span in spans if self.source.find_sentence(span)]
        if not spans:
            do = "give `antecedent:` with the words of one sentence that it stands for"
            self._add("E042", words or "no antecedent", do, words or reason)
            return None
        start = self.placed.spans[0].start
        span = max((s for s in spans if s.start <= start), default=spans[0])
        forms = self._antecedent_forms(target)
        if any(is_bound(self.source.words(span), form) for form in forms):
            return Binding("anaphora", span)
        self._add("E042", words, f"the antecedent names {target.name}", words, near=" · ".join(forms[:4]))
        return None

    def _antecedent_forms(self, target: Entity) -> list[str]:
        """The names of the end; for a government those of its state too (“both governments”)."""
        forms = list(target.forms) if isinstance(target, Entity) else [target.label]
        if isinstance(target, Entity) and target.type == _GOVERNMENT and target.jurisdiction:
            state = self.names.find(target.jurisdiction)
            forms += state.forms if state else []
        return forms

    def _background(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        return Binding("background")

    def _add(self, code: str, found: str, do: str, at: Text | None = None, *, near: str = "") -> None:
        place = at.place if at is not None else self.saying.place
        self.keys.add(place, code, found, near=near, do=do, claim=self.saying.shown)


def is_bound_in(quotes: list[str], forms: tuple[str, ...]) -> bool:
    """True where one of the forms stands in one of the quotes."""
    return any(is_bound(quote, form) for quote in quotes for form in forms)


def stands_in(quotes: list[str], words: str) -> bool:
    """True where the words stand in one of the quotes, as whole words and exactly."""
    return any(locate(quote, words) for quote in quotes)


def _is_named(concept: Concept, words: Iterable[str]) -> bool:
    """True where one of the words has the root of a concept's name: “completion” for completed, and not “comparing”."""
    root = re.sub(r"(?:ed|ing)$", "", concept.name.split("-")[0])
    root = root[:-1] if len(root) > 4 and (root[-1] == root[-2] or len(root) > 5) else root
    return any(word.startswith(root) for word in words)


def governs(cue: str) -> bool:
    """True for words that can govern a status: a content word, or an auxiliary verb such as `will`."""
    return not is_function_words(cue) or bool(_AUXILIARIES & set(cue.lower().split()))
