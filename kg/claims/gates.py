"""The gates: every saying of a claims file becomes a claim, or a finding that says why not.

All problems at once; nothing is repaired, guessed or skipped.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg import terms
from kg.claims.file import Saying
from kg.claims.names import Names
from kg.claims.quotes import Placed, QuotePlacer
from kg.keys import Keys
from kg.marked import Text, nearest
from kg.model import Binding, Claim, Entity, Source, Span
from kg.sources.locate import is_bound, locate
from kg.sources.words import content_words, is_function_words
from kg.vocabulary import Concept, Property, Vocabulary

HAS_STATUS = terms.ONT + "hasStatus"
_STRUCTURAL = (terms.ONT + "Signature", terms.ONT + "Quotation", terms.ORG + "Membership")
_SPEAKER, _GOVERNMENT = terms.ONT + "speaker", terms.ONT + "Government"
_CONFIDENCE = re.compile(r"0?\.[0-9]{1,6}|1(?:\.0{1,6})?")
_BOUND_REASONS = ("this-document", "coordination", "list-head", "anaphora")
_AUXILIARIES = frozenset(
    ["will", "would", "shall", "should", "can", "could", "may", "might", "must", "has", "have", "had"]
)
_STEM = 5
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
        for saying in sayings:
            claim = self._pass(saying)
            if claim:
                self.claims.append(claim)
        self._check_duplicates()
        self._check_contradictions()
        self._check_speakers()
        self._check_statuses()
        return self.claims

    def _pass(self, saying: Saying) -> Claim | None:
        before = len(self.keys.findings)
        placed = self.placer.place(saying)
        predicate = self._predicate(saying)
        subject = self.names.get(saying.subject, saying.place, claim=_shown(saying))
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
        is_bound_subject = self._is_bound(words, subject.forms)
        is_bound_object = stands_in(words, saying.obj) if saying.is_words else self._is_bound(words, forms)
        binding = _BindingGate(self, saying, placed, words)
        subject_binding = binding.check("subject", subject, is_bound_subject, is_bound_object)
        object_binding = binding.check("object", target, is_bound_object, is_bound_subject)
        binding.check_settings()
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
            near = nearest(saying.predicate, self.vocabulary.sayable)
            do = "use a predicate of the ontology (kg questions and docs list them)"
            self.keys.add(saying.place, "E021", saying.predicate, near=near, do=do, claim=_shown(saying))
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
        target = self.names.get(saying.obj, saying.place, claim=_shown(saying))
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
            self.keys.add(saying.place, code, found, do=f"needs one of: {names}", claim=_shown(saying))

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

    def _is_bound(self, words: list[str], forms: tuple[str, ...]) -> bool:
        return any(is_bound(quote, form) for quote in words for form in forms)

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


class _BindingGate:
    """Checks both ends of one saying against its words: bound, or with a reason that holds."""

    def __init__(self, gates: Gates, saying: Saying, placed: Placed, words: list[str]) -> None:
        self.gates, self.saying, self.placed, self.words = gates, saying, placed, words
        self.keys, self.source = gates.keys, gates.source

    def check(
        self, end: str, target: Entity | Concept | None, is_bound_here: bool, is_other_bound: bool
    ) -> Binding | None:
        """The binding of the `subject` or `object` end, or None and the finding E040 to E047."""
        reason = self.saying.because.get(Text(end, self.saying.place))
        if not isinstance(reason, Text) or not reason:
            return self._bound(end, target, is_bound_here)
        reasons = [name for name in self.gates.vocabulary.scheme("binding") if name != "words"]
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
        if target is self.gates.names.document:
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
            return Binding("cue")
        self._add("E043", cue or "no cue", "give `cue:` with the governing words of the quote", cue or reason)
        return None

    def _structure(self, end: str, target: Entity, reason: Text, is_other_bound: bool) -> Binding | None:
        other = self.saying.because.get(Text("object" if end == "subject" else "subject", self.saying.place))
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
            state = self.gates.names.find(target.jurisdiction)
            forms += state.forms if state else []
        return forms

    def _background(self, end: str, target: Entity, reason: Text, _: bool) -> Binding | None:
        return Binding("background")

    def _add(self, code: str, found: str, do: str, at: Text | None = None, *, near: str = "") -> None:
        place = at.place if at is not None else self.saying.place
        self.keys.add(place, code, found, near=near, do=do, claim=_shown(self.saying))


def _shown(saying: Saying) -> str:
    return f"{saying.subject} {saying.predicate} {saying.obj}"


def _is_confidence(words: str) -> bool:
    return bool(_CONFIDENCE.fullmatch(words)) and float(words) > 0


def governs(cue: str) -> bool:
    """True for words that can govern a status: a content word, or an auxiliary verb such as `will`."""
    return not is_function_words(cue) or bool(_AUXILIARIES & set(cue.lower().split()))


def stands_in(quotes: list[str], words: str) -> bool:
    """True where the words stand in one of the quotes, as whole words and exactly."""
    return any(locate(quote, words) for quote in quotes)


def antecedents(claim: Claim) -> list[Span]:
    """The spans that a claim's anaphoric ends stand for."""
    return [b.antecedent for b in (claim.subject_binding, claim.object_binding) if b.antecedent]
