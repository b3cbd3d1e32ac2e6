"""The claim that diagram and worked example show: that NIST takes part in the NIST–NPL collaboration.

Everything about it comes from the shipped statement's build; only the claim's name stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg import terms
from kg.build import Build, build_in_memory
from kg.graph.facts import Facts, Ground
from kg.model import Claim, Sentence, Statement
from kg.project import find_project

STATEMENT = "us-uk-quantum-2021"
SUBJECT, PREDICATE, OBJECT = "nist-npl", "hasParticipant", "nist"


@dataclass(frozen=True)
class Chosen:
    """The chosen claim in its build."""

    build: Build

    @cached_property
    def statement(self) -> Statement:
        """The statement that holds the claim."""
        return next(s for s in self.build.statements if s.name == STATEMENT)

    @cached_property
    def claim(self) -> Claim:
        """The claim."""
        wanted = (terms.entity_iri("undertaking", SUBJECT), terms.ONT + PREDICATE, terms.entity_iri("agent", OBJECT))
        return next(c for c in self.statement.claims if (c.subject, c.predicate, c.obj) == wanted)

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence that the claim's first quote stands in."""
        found = self.statement.source.find_sentence(self.claim.spans[0])
        assert found is not None
        return found

    @cached_property
    def facts(self) -> Facts:
        """The merged graph, indexed."""
        return Facts(self.build.graph.merged)

    @cached_property
    def status(self) -> Claim:
        """The claim of the same document that tells how far the subject has come."""
        status = terms.ONT + "hasStatus"
        return next(c for c in self.statement.claims if (c.subject, c.predicate) == (self.claim.subject, status))

    @cached_property
    def other(self) -> Claim:
        """The claim that names the other participant."""
        same = (self.claim.subject, self.claim.predicate)
        claims = self.statement.claims
        return next(c for c in claims if (c.subject, c.predicate) == same and c.obj != self.claim.obj)

    @cached_property
    def opinion(self) -> Claim:
        """The first claim of the text that is told as opinion."""
        return min((c for c in self.statement.claims if c.told_as == "opinion"), key=lambda c: c.spans)

    @cached_property
    def inference(self) -> Ground:
        """The inference that rests on the claim and relates the two participants."""
        found = self.facts.grounds.values()
        ends = (self.claim.obj, self.other.obj)
        return next(g for g in found if g.kind == "inferred" and (g.subject, g.obj) == ends)

    def label(self, iri: str) -> str:
        """The label of a thing or term."""
        return self.build.vocabulary.labels.get(iri) or self.facts.label(iri)

    def entry(self) -> str:
        """The lines of the claims file that hold the claim, verbatim."""
        lines = (self.build.project.root / self.claim.place.path).read_text("utf-8").splitlines()
        first = last = self.claim.place.line - 1
        while not lines[first].startswith("- "):
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].startswith("  "):
            last += 1
        return "\n".join(lines[first : last + 1]) + "\n"


def choose(root: Path) -> Chosen:
    """The chosen claim of the project in a folder, built in memory."""
    return Chosen(build_in_memory(find_project(root)))
