"""What the ontology lets a proposal say; the gate asks again, this only spares it the work."""

from __future__ import annotations

from kg.claims.manner import find_cue
from kg.drafting.relating.ends import End
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.workbook import Workbook
from kg.vocabulary import Vocabulary


class Fitting:
    """Asks domain and range for the ends of one text."""

    def __init__(self, workbook: Workbook, vocabulary: Vocabulary) -> None:
        self.workbook, self.vocabulary = workbook, vocabulary
        self.document = workbook.source.name

    def allows(self, subject: End, predicate: str, obj: End) -> bool:
        """True where domain and range allow the claim."""
        known = self.vocabulary.sayable.get(predicate)
        if known is None:
            return False
        subject_type = "Document" if subject.name == self.document else self.workbook.entities[subject.name].type
        if not self._fits(subject_type, known.domains):
            return False
        if predicate == "hasParty" and self._type(obj) == "Person":
            return False  # a person signs for a party
        if predicate == "jurisdiction" and self.workbook.entities[subject.name].jurisdiction not in ("", obj.name):
            return False  # “Embassy of Norland in Sudland”
        if obj.is_listed or obj.is_words:
            return obj.is_listed or known.takes_words
        return not known.takes_words and self._fits(self._type(obj), known.ranges)

    def polarity(self, masked: Masked, predicate: str, quote: str, obj: End) -> str:
        """Affirmed, where a word of exclusion stands inside a purpose alone (“without closing doors”)."""
        if predicate not in ("hasAim", "supports") or obj.span.start < 0:
            return ""
        excluding = self.vocabulary.scheme("polarity")["excluded"].cues
        words = " ".join(masked.source.words(obj.span).split())
        before = masked.source.text[masked.sentence.span.start : obj.span.start]
        is_inside = find_cue([words], excluding) and not find_cue([before, quote.replace(words, "")], excluding)
        return "affirmed" if is_inside else ""

    def _type(self, end: End) -> str:
        return self.workbook.entities[end.name].type

    def _fits(self, type_name: str, allowed: tuple[str, ...]) -> bool:
        found = self.vocabulary.class_names.get(type_name)
        return not allowed or (found is not None and any(self.vocabulary.is_a(found.iri, iri) for iri in allowed))
