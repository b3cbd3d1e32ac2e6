"""A claims file, as it is or as it would be, passed through the gates of `kg check`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kg import terms
from kg.claims.coverage import measure_coverage
from kg.claims.file import ClaimsFile, Saying, read_claims_tree
from kg.claims.gates import Gates
from kg.claims.names import Names
from kg.claims.quotes import Placed, QuotePlacer
from kg.drafting.decisions import saying_key
from kg.findings import Finding, Place
from kg.graph.rules import Rule
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.model import Claim, Entity, SentenceCoverage, Source
from kg.register import Register
from kg.reviewing.implied import implied
from kg.reviewing.needs import Asked, Need
from kg.vocabulary import Vocabulary


@dataclass(frozen=True)
class Ground:
    """What every version of one claims file is held against, and the paths as findings show them."""

    source: Source
    register: Register
    vocabulary: Vocabulary
    asked: tuple[Asked, ...]
    rules: tuple[Rule, ...]
    shown: str
    shown_source: str


class _AnyPlacer(QuotePlacer):
    """Places sayings that come and go, such as those of a form: nothing is kept of them, and nothing is told."""

    def place(self, saying: Saying) -> Placed | None:
        """Where the quotes of a saying stand, or None."""
        self.keys.findings.clear()
        return self._place(saying.quotes, saying.sentence)


class Gated:
    """One version of a claims file: what it says, which claims pass, and every finding.

    A text that is no YAML has its findings and nothing else.
    """

    def __init__(self, text: str, ground: Ground) -> None:
        self.text, self.ground, self.keys = text, ground, Keys()
        node, found = read_yaml(text, ground.shown)
        self.is_readable = isinstance(node, Mapping)
        tree = node if isinstance(node, Mapping) else _nothing(ground.shown)
        self.file: ClaimsFile = read_claims_tree(tree, ground.source.name, self.keys)
        self.names = Names(self.file, ground.source, ground.register, ground.vocabulary, self.keys)
        self.placer = QuotePlacer(ground.source, self.names.quotations, self.keys)
        self.claims: list[Claim] = Gates(self.names, self.placer, ground.vocabulary, self.keys).pass_all(
            self.file.sayings
        )
        if publisher := self.file.meta["publisher"]:
            self.names.get_agent(publisher)
        self.needs: set[Need] = self._find_needs()
        self._found = found

    @cached_property
    def coverage(self) -> tuple[SentenceCoverage, ...]:
        """How much of every sentence the claims quote; its findings are among `findings`."""
        ground = self.ground
        return measure_coverage(ground.source, ground.shown_source, self.claims, self.file.excuses, self.keys)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding about this version."""
        _ = self.coverage
        return tuple(sorted({*self._found, *self.keys.findings}))

    @cached_property
    def by_place(self) -> dict[Place, Claim]:
        """The claims that pass by the place of their saying."""
        return {claim.place: claim for claim in self.claims}

    @cached_property
    def saying_keys(self) -> set[str]:
        """The keys of all sayings, as decisions know them."""
        return {saying_key(saying, self.label) for saying in self.file.sayings}

    def find(self, name: str) -> Entity | None:
        """The entity of a name: the document, a declared one, or a register entry."""
        return self.names.find(name)

    def label(self, name: str) -> str:
        """The label of a name, or an empty string where nothing is known by it."""
        entity = self.find(name)
        return (entity.label or entity.name) if entity else ""

    def place(self, saying: Saying) -> Placed | None:
        """Where the quotes of any saying stand; nothing is collected."""
        return self._any_placer.place(saying)

    @cached_property
    def _any_placer(self) -> _AnyPlacer:
        return _AnyPlacer(self.ground.source, [], Keys())

    def new_findings(self, before: Gated) -> tuple[Finding, ...]:
        """What is found in this version and not in the one before, whatever line it stands in."""
        known = [_what(finding) for finding in before.findings]
        fresh = []
        for finding in self.findings:
            if _what(finding) in known:
                known.remove(_what(finding))
            else:
                fresh.append(finding)
        return tuple(fresh)

    def _find_needs(self) -> set[Need]:
        """What things lack: a status (told by the gates already), or what a shape asks for, with the finding E090."""
        needs = {Need(f.found, "hasStatus") for f in self.keys.findings if f.code == "E053"}
        entities = {q.entity.iri: q.entity for q in self.names.quotations}
        things = {iri: entity.type for iri, entity in entities.items()}
        first: dict[str, Claim] = {}
        for claim in self.claims:
            first.setdefault(claim.subject, claim)
            first.setdefault(claim.obj, claim)
        known = implied(self.claims, self.ground.rules, self.ground.register.find_iri)
        for asked in self.ground.asked:
            predicate = terms.local_name(asked.predicate)
            for iri in asked.lacking(self.claims, things, self.ground.vocabulary, known):
                name = terms.local_name(iri)
                needs.add(Need(name, predicate, asked.is_inverse))
                place = first[iri].place if iri in first else entities[iri].place
                say = f"… {predicate} {name}" if asked.is_inverse else f"{name} {predicate} …"
                self.keys.add(place, "E090", f"{name}: {asked.message}", do=f"add: {say}, with the words that say it")
        return needs


def gates_of(ground: Ground) -> Callable[[str], Gated]:
    """A function that passes texts through the gates, and keeps the last few."""
    kept: dict[str, Gated] = {}

    def gate(text: str) -> Gated:
        if text not in kept:
            while len(kept) >= 4:
                kept.pop(next(iter(kept)))
            kept[text] = Gated(text, ground)
        return kept[text]

    return gate


def _what(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.found, finding.claim


def _nothing(shown: str) -> Mapping:
    tree = Mapping()
    tree.place = Place(shown)
    return tree
