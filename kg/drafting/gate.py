"""The one gate for every producer: what the gates of a claims file refuse is refused here too, with their reason.

A proposal is written as a saying of a claims file and passes `kg.claims` as if a person had written it: exact quote,
each end bound to words of it or with a reason that holds, domain, range and closed lists of the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import replace

from kg.claims.binding import is_bound_in
from kg.claims.file import ClaimsFile, DeclaredEntity, DeclaredQuotation, Saying
from kg.claims.gates import Gates
from kg.claims.names import Names
from kg.claims.quotes import QuotePlacer
from kg.drafting.confidence import confidence_of
from kg.drafting.models.support import Support
from kg.drafting.proposal import Accepted, DraftEntity, DraftQuotation, Proposal, Rejected
from kg.findings import CATALOGUE, Finding, Place
from kg.keys import Keys
from kg.marked import Mapping, Text
from kg.model import Claim, Source, Span
from kg.register import Register
from kg.sources.locate import locate
from kg.sources.words import is_function_words
from kg.vocabulary import Vocabulary

_DECLARED = "entities"
_PROPOSED = "proposals"


def pass_gate(
    source: Source,
    entities: Iterable[DraftEntity],
    quotations: Iterable[DraftQuotation],
    proposals: Iterable[Proposal],
    register: Register,
    vocabulary: Vocabulary,
    title: str = "",
) -> tuple[list[Accepted], list[Rejected]]:
    """Proposals that pass, as claims in the order of the text, and those that do not, with every reason.

    `title` is the statement's, where it is known: words of a quote that name the document by it.
    """
    entities = list(entities)
    file = _to_file(source, entities, quotations, title)
    support = Support(source, (span for entity in entities for span in entity.mentions), vocabulary)
    return _Gate(source, file, register, vocabulary, support).pass_all(list(dict.fromkeys(proposals)))


class _Gate:
    """Passes proposal after proposal, then what only all of them together can show."""

    def __init__(
        self, source: Source, file: ClaimsFile, register: Register, vocabulary: Vocabulary, support: Support
    ) -> None:
        self.keys, self.source, self.vocabulary, self.support = Keys(), source, vocabulary, support
        self.names = Names(file, source, register, vocabulary, self.keys)
        self.placer = QuotePlacer(source, self.names.quotations, self.keys)
        self.gates = Gates(self.names, self.placer, vocabulary, self.keys)
        self.proposals: dict[int, Proposal] = {}
        self.sayings: list[Saying] = []  # kept alive: the placer knows quotes by their identity
        self.reasons: dict[int, list[str]] = {}

    def pass_all(self, proposals: list[Proposal]) -> tuple[list[Accepted], list[Rejected]]:
        self.proposals = dict(enumerate(proposals, start=1))
        claims = {}
        for number, proposal in self.proposals.items():
            claim = self._pass(number, proposal)
            if claim is not None:
                claims[number] = claim
        claims = self._pass_together(claims)
        accepted = [self._accept(number, claim) for number, claim in claims.items()]
        rejected = [Rejected(self.proposals[n], tuple(reasons)) for n, reasons in sorted(self.reasons.items())]
        return sorted(accepted, key=_by_place), rejected

    def _pass(self, number: int, proposal: Proposal) -> Claim | None:
        found = [f"E020 unknown name: {name}" for name in _names_of(proposal) if not self._is_known(name, proposal)]
        found += [f"E030 quote not in the source: {q}" for q in proposal.quotes if not locate(self.source.text, q)]
        before, claim = len(self.keys.findings), None
        if not found:
            self.sayings.append(to_saying(self._without_needless_reasons(proposal), number))
            claim = self.gates.pass_one(self.sayings[-1])
            found = [_reason(finding) for finding in self.keys.findings[before:]]
        if claim is not None and not found and proposal.producer != "rules":
            found = self._why_not_told(proposal, claim)
        if claim is None or found:
            self.reasons[number] = found or ["E030 quote not in the source"]
            return None
        return claim

    def _without_needless_reasons(self, proposal: Proposal) -> Proposal:
        """The proposal without the reason of an end that its quotes name by themselves (the gates refuse those)."""
        needed = {
            end: reason
            for end, reason in proposal.because.items()
            if not is_bound_in(list(proposal.quotes), self._forms(proposal, end))
        }
        return replace(proposal, because=needed) if needed != proposal.because else proposal

    def _forms(self, proposal: Proposal, end: str) -> tuple[str, ...]:
        """The words that name an end: an entity's forms, or those of a word of a closed list."""
        name = proposal.subject if end == "subject" else proposal.obj
        predicate = self.vocabulary.sayable.get(proposal.predicate)
        concept = self.names.find_concepts(predicate).get(name) if predicate and end == "object" else None
        if concept:
            return (concept.label, concept.name.replace("-", " "))
        entity = self.names.find(name)
        return entity.forms if entity else ()

    def _why_not_told(self, proposal: Proposal, claim: Claim) -> list[str]:
        """Why the words do not tell what a model proposes."""
        subject = self.names.find(proposal.subject)
        assert subject is not None
        is_concept = claim.is_literal or claim.obj in self.vocabulary.concept_types
        obj = None if is_concept else self.names.find(proposal.obj)
        why = self.support.why_not(proposal, claim, subject, obj)
        return [why] if why else []

    def _is_known(self, name: str, proposal: Proposal) -> bool:
        """Unknown names are told apart before the gates, which would look for the nearest among thousands."""
        if self.names.find(name) is not None:
            return True
        predicate = self.vocabulary.sayable.get(proposal.predicate)
        return name == proposal.obj and predicate is not None and bool(self.names.find_concepts(predicate))

    def _pass_together(self, claims: dict[int, Claim]) -> dict[int, Claim]:
        """Refuses what duplicates, contradicts, or has no status or two, until nothing of that kind is left."""
        while True:
            before = len(self.keys.findings)
            self.gates.check_together(list(claims.values()))
            found = self.keys.findings[before:]
            refused = {n: finding for finding in found for n in self._meant(finding, claims)}
            if not refused:
                return claims
            for number, finding in refused.items():
                self.reasons.setdefault(number, []).append(_reason(finding))
            claims = {n: claim for n, claim in claims.items() if n not in refused}

    def _meant(self, finding: Finding, claims: dict[int, Claim]) -> list[int]:
        """The proposals that a finding about all refuses: what has no status goes with all that is said of it.

        What a model says goes first, so that it never costs a claim that the rules read.
        """
        if finding.place.path != _PROPOSED or finding.place.line not in claims:
            return []
        entity = self.names.find(finding.found) if finding.code == "E053" else None
        if entity is None:
            return [finding.place.line]
        meant = [n for n, claim in claims.items() if entity.iri in (claim.subject, claim.obj)]
        return [n for n in meant if self.proposals[n].producer != "rules"] or meant

    def _accept(self, number: int, claim: Claim) -> Accepted:
        proposal = self.proposals[number]
        return Accepted(proposal, claim, confidence_of(proposal.rule)[0])


def to_saying(proposal: Proposal, number: int) -> Saying:
    """A proposal as the saying of a claims file; its place has the proposal's number as line."""
    place = Place(_PROPOSED, number, 1)

    def marked(values: Dictionary[str, str]) -> Mapping:
        mapping = Mapping({Text(key, place): Text(value, place) for key, value in values.items() if value})
        mapping.place = place
        return mapping

    settings = {"cue": proposal.cue, "antecedent": proposal.antecedent, "head": proposal.head, "voice": proposal.voice}
    settings |= {"told-as": proposal.told_as, "polarity": proposal.polarity}
    return Saying(
        place,
        proposal.subject,
        proposal.predicate,
        proposal.obj,
        proposal.is_words,
        tuple(Text(quote, place) for quote in proposal.quotes),
        Text(str(proposal.sentence or ""), place),
        marked(settings),
        marked(proposal.because),
    )


def _to_file(
    source: Source, entities: Iterable[DraftEntity], quotations: Iterable[DraftQuotation], title: str
) -> ClaimsFile:
    """The head of a claims file with the draft's entities and quotations, so that their names resolve."""
    place = Place(_DECLARED, 1, 1)

    def text(words: str) -> Text:
        return Text(words, place)

    tree = Mapping()
    tree.place = place
    declared = [
        DeclaredEntity(
            text(entity.name),
            text("" if entity.register else entity.type),
            text("" if entity.register else entity.label),
            () if entity.register else tuple(text(alias) for alias in entity.aliases if not is_function_words(alias)),
            tuple(text(words) for words in mention_words(source, entity.mentions)),
        )
        for entity in entities
    ]
    spoken = [
        DeclaredQuotation(text(q.name), text(q.speaker), text(q.label), tuple(text(source.words(s)) for s in q.spans))
        for q in quotations
    ]
    meta = {"id": text(source.name), "title": text(title or source.name), "publisher": text("")}
    return ClaimsFile(tree, meta=meta, entities=declared, quotations=spoken)


def mention_words(source: Source, spans: Iterable[Span]) -> list[str]:
    """The words of mentions as a claims file lists them: each once, in the order of the text, blanks folded."""
    words = (" ".join(source.words(span).split()) for span in spans)
    return [form for form in dict.fromkeys(words) if not is_function_words(form)]


def _names_of(proposal: Proposal) -> list[str]:
    names = [proposal.subject] if proposal.is_words else [proposal.subject, proposal.obj]
    return [*names, proposal.voice] if proposal.voice else names


def _reason(finding: Finding) -> str:
    return f"{finding.code} {CATALOGUE[finding.code]}: {finding.found}"


def _by_place(accepted: Accepted) -> tuple[int, tuple[Span, ...], str]:
    return accepted.claim.sentence, accepted.claim.spans, accepted.proposal.says
