"""The gates: every saying of a claims file becomes a claim, or a finding that says why not.

All problems at once; nothing is repaired, guessed or skipped.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg import terms
from kg.claims.binding import BindingGate, is_bound_in, stands_in
from kg.claims.file import Saying
from kg.claims.manner import check_manner, words_before
from kg.claims.names import Names
from kg.claims.quotes import Placed, QuotePlacer
from kg.keys import Keys
from kg.marked import Text, nearest
from kg.model import Claim, Entity, Source
from kg.vocabulary import Concept, Property, Vocabulary

HAS_STATUS = terms.ONT + "hasStatus"
_SPEAKER = terms.ONT + "speaker"
_CONFIDENCE = re.compile(r"0?\.[0-9]{1,6}|1(?:\.0{1,6})?")
_NEEDS_STATUS = (terms.ONT + "Undertaking", terms.ONT + "Instrument", terms.ONT + "Strategy")


class Gates:
    """Passes sayings through the gates; findings go to `keys`, what passes to `claims`."""

    def __init__(self, names: Names, placer: QuotePlacer, vocabulary: Vocabulary, keys: Keys) -> None:
        self.names, self.placer, self.vocabulary, self.keys = names, placer, vocabulary, keys
        self.source: Source = names.source
        self.claims: list[Claim] = []
        self._entities: dict[str, Entity] = {}

    def pass_all(self, sayings: list[Saying]) -> list[Claim]:
        """The claims that pass, in the file's order; then what only all of them together can show."""
        passed = (self.pass_one(saying) for saying in sayings)
        return self.check_together([claim for claim in passed if claim])

    def check_together(self, claims: list[Claim]) -> list[Claim]:
        """The claims without duplicates, and findings for what only all of them together can show."""
        self.claims = claims
        self._check_duplicates()
        self._check_contradictions()
        self._check_speakers()
        self._check_statuses()
        return self.claims

    def pass_one(self, saying: Saying) -> Claim | None:
        """The claim that a saying makes, or None and the findings that say why not."""
        before = len(self.keys.findings)
        placed = self.placer.place(saying)
        predicate = self._predicate(saying)
        subject = self.names.get(saying.subject, saying.place, claim=saying.shown)
        concept = self._concept(saying, predicate)
        target = self._object(saying, predicate, concept)
        voice = self._voice(saying, placed)
        settings = self._settings(saying)
        if predicate and subject:
            self._check_domain(saying, predicate, subject)
        if not (placed and predicate and subject) or voice is None or (target is None and not saying.is_words):
            return None
        words = [self.source.words(span) for span in placed.spans]
        forms = (saying.obj,) if saying.is_words else target.forms if isinstance(target, Entity) else ()
        if concept:
            forms = (concept.label, concept.name.replace("-", " "))
        is_bound_subject = is_bound_in(words, subject.forms)
        is_bound_object = stands_in(words, saying.obj) if saying.is_words else is_bound_in(words, forms)
        binding = BindingGate(self.names, saying, placed, words)
        subject_binding = binding.check("subject", subject, is_bound_subject, is_bound_object)
        object_binding = binding.check("object", target, is_bound_object, is_bound_subject)
        binding.check_settings()
        check_manner(saying, words, words_before(self.source, placed), self.vocabulary, self.keys)
        if len(self.keys.findings) > before or not (subject_binding and object_binding):
            return None
        self._entities[subject.iri] = subject
        if isinstance(target, Entity):
            self._entities[target.iri] = target
        return Claim(
            document=self.source.iri,
            subject=subject.iri,
            predicate=predicate.iri,
            obj=saying.obj if target is None else target.iri,
            is_literal=saying.is_words,
            spans=placed.spans,
            sentence=placed.sentence,
            told_as=settings["told-as"],
            polarity=settings["polarity"],
            voice=voice,
            confidence=settings["confidence"],
            subject_binding=subject_binding,
            object_binding=object_binding,
            cue=saying.setting("cue"),
            place=saying.place,
            note=str(saying.setting("note")),
        )

    def _predicate(self, saying: Saying) -> Property | None:
        predicate = self.vocabulary.sayable.get(saying.predicate)
        if predicate is None:
            near = self.vocabulary.replaced.get(saying.predicate) or nearest(saying.predicate, self.vocabulary.sayable)
            do = "use a predicate of the ontology: docs/predicates.md lists them"
            self.keys.add(saying.place, "E021", saying.predicate, near=near, do=do, claim=saying.shown)
        return predicate

    def _concept(self, saying: Saying, predicate: Property | None) -> Concept | None:
        concepts = self.names.find_concepts(predicate) if predicate else {}
        if not concepts or saying.is_words:
            return None
        if saying.obj not in concepts and self.names.find(saying.obj) is None:
            do = f"one of: {', '.join(concepts)}"
            self.keys.add(saying.place, "E022", saying.obj, near=nearest(saying.obj, concepts), do=do)
        return concepts.get(saying.obj)

    def _object(self, saying: Saying, predicate: Property | None, concept: Concept | None) -> Entity | Concept | None:
        if predicate and predicate.takes_words != saying.is_words:
            wanted = '"words" in double quotation marks' if predicate.takes_words else "a name"
            self.keys.add(saying.place, "E052", f"{saying.predicate} {saying.obj}", do=f"give {wanted}")
            return None
        if saying.is_words or concept:
            return concept
        if predicate and self.names.find_concepts(predicate) and self.names.find(saying.obj) is None:
            return None  # told already, as an unknown word of the closed list
        target = self.names.get(saying.obj, saying.place, claim=saying.shown)
        if target and predicate:
            self._check_ends(saying, "E051", target, predicate.ranges)
        return target

    def _check_domain(self, saying: Saying, predicate: Property, subject: Entity) -> None:
        self._check_ends(saying, "E050", subject, predicate.domains)

    def _check_ends(self, saying: Saying, code: str, entity: Entity, allowed: tuple[str, ...]) -> None:
        if not entity.type or not allowed:
            return
        if not any(self.vocabulary.is_a(entity.type, class_iri) for class_iri in allowed):
            found = f"{entity.name} is a {terms.local_name(entity.type)} ({saying.predicate})"
            names = ", ".join(terms.local_name(iri) for iri in allowed)
            self.keys.add(saying.place, code, found, do=f"needs one of: {names}", claim=saying.shown)

    def _voice(self, saying: Saying, placed: Placed | None) -> str | None:
        """The IRI of the voice: the document's own, a quoted speaker's, or that of reported speech."""
        if placed is None:
            return None
        speaker = self.placer.voice(placed, saying)
        if speaker is None:
            return None
        given = saying.setting("voice")
        if given and speaker and given != speaker:
            self.keys.add(given.place, "E056", given, near=speaker, do="the words are this speaker's")
            return None
        if not speaker and given in ("", self.names.document.name):
            return self.source.iri
        entity = self.names.get_agent(Text(speaker, saying.place) if speaker else given)
        return entity.iri if entity else None

    def _settings(self, saying: Saying) -> dict[str, str]:
        told, polarity = saying.setting("told-as", "fact"), saying.setting("polarity", "affirmed")
        confidence = saying.setting("confidence", "1")
        self.keys.choice(told, self.vocabulary.scheme("told-as"), "E022")
        self.keys.choice(polarity, self.vocabulary.scheme("polarity"), "E022")
        if not _is_confidence(confidence):
            self.keys.add(confidence.place, "E011", f"confidence: {confidence}", do="write 0.1 to 1")
        return {"told-as": str(told), "polarity": str(polarity), "confidence": str(confidence)}

    def _check_duplicates(self) -> None:
        seen: dict[str, Claim] = {}
        for claim in self.claims:
            first = seen.setdefault(claim.name, claim)
            if first is not claim:
                found = f"the same as line {first.place.line}"
                self.keys.add(claim.place, "E060", found, do="take one away", claim=claim.name)
        self.claims = list(seen.values())

    def _check_contradictions(self) -> None:
        polarities: dict[tuple[str, str, str, str], Claim] = {}
        for claim in self.claims:
            first = polarities.setdefault((claim.subject, claim.predicate, claim.obj, claim.voice), claim)
            if first.polarity != claim.polarity:
                found = f"{claim.polarity} here, {first.polarity} in line {first.place.line}"
                self.keys.add(claim.place, "E061", found, do="read both sentences again", claim=claim.name)

    def _check_speakers(self) -> None:
        """The speaker that a claim reads is the one that the quotation declares."""
        declared = {q.entity.iri: q.speaker for q in self.names.quotations}
        for claim in self.claims:
            speaker = self.names.find(declared.get(claim.subject, ""))
            if claim.predicate == _SPEAKER and speaker and speaker.iri != claim.obj:
                found = f"{terms.local_name(claim.obj)} here, {speaker.name} under `quotations`"
                self.keys.add(claim.place, "E056", found, do="give the quotation its speaker", claim=claim.name)

    def _check_statuses(self) -> None:
        """Every undertaking, instrument and strategy that is spoken of has exactly one status.

        Where a plain triple describes it, the status must be plain too: told as fact by the document itself.
        """
        described = {c.subject for c in self.claims if c.is_plain and c.predicate != HAS_STATUS}
        statuses: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in self.claims:
            if claim.predicate == HAS_STATUS and claim.polarity == "affirmed":
                statuses[claim.subject].setdefault(claim.obj, claim)
        first_claims: dict[str, Claim] = {}
        for claim in self.claims:
            for end in (claim.subject, claim.obj):
                first_claims.setdefault(end, claim)
        for iri, entity in sorted(self._entities.items()):
            if iri not in first_claims:
                continue  # its claim was refused
            if not any(self.vocabulary.is_a(entity.type, class_iri) for class_iri in _NEEDS_STATUS):
                continue
            found = list(statuses.get(iri, {}).values())
            if not found or (iri in described and not any(claim.is_plain for claim in found)):
                do = f"add: {entity.name} hasStatus …, with the words it is read from"
                self.keys.add(first_claims[iri].place, "E053", entity.name, do=do)
            for extra in found[1:]:
                words = f"{entity.name}: {terms.local_name(found[0].obj)} in line {found[0].place.line}"
                shown = f"{words}, {terms.local_name(extra.obj)} here"
                self.keys.add(extra.place, "E054", shown, do="keep the one that the document means")


def _is_confidence(words: str) -> bool:
    return bool(_CONFIDENCE.fullmatch(words)) and float(words) > 0
