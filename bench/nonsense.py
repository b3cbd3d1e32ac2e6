"""How much nonsense a model gets past the gate: every pair of things in a sentence, with every predicate that fits.

Usage: python bench/nonsense.py    prints how many the gate accepts, and how many of these the gold standards have
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from kg.drafting.gate import pass_gate
from kg.drafting.proposal import DraftEntity, DraftQuotation, Proposal
from kg.project import Project
from kg.register import read_register
from kg.scoring.account import Account
from kg.scoring.read_claims import read_gold
from kg.vocabulary import Vocabulary, read_vocabulary

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    project = Project(ROOT / "tests" / "drafting" / "development")
    vocabulary = read_vocabulary(project.ontology_folder)
    register, _ = read_register(project.register_folder, vocabulary, project.show)
    tried, right, wrong = 0, 0, list[str]()
    for name in project.statement_names:
        account = read_gold(project.statements_folder / name, register, vocabulary).account
        told = {said.triple for said in account.claims}
        proposals = [*statuses(account), *pairs(account, vocabulary)]
        accepted, _ = pass_gate(account.source, entities(account), quotations(account), proposals, register, vocabulary)
        own = [a.proposal for a in accepted if a.proposal.producer == "llm"]
        tried += sum(p.producer == "llm" for p in proposals)
        right += sum((p.subject, p.predicate, p.obj) in told for p in own)
        wrong += [f"{name}: {p.says}" for p in own if (p.subject, p.predicate, p.obj) not in told]
    for line in wrong:
        print("  ", line)
    print(f"{tried} claims that fit the ontology: {right} accepted that the gold standards have, {len(wrong)} that not")


def entities(account: Account) -> list[DraftEntity]:
    things = [thing for thing in account.things.values() if thing.type != "Quotation"]
    return [DraftEntity(t.name, t.type, t.label, t.spans, aliases=t.names[1:]) for t in things]


def quotations(account: Account) -> list[DraftQuotation]:
    speakers = {said.subject: said.obj for said in account.claims if said.predicate == "speaker"}
    return [DraftQuotation(n, speakers[n], n, spans) for n, spans in account.quotations.items() if n in speakers]


def statuses(account: Account) -> Iterator[Proposal]:
    """The gold standard's statuses, without which nothing may be said of an undertaking."""
    for s in account.claims:
        if s.predicate == "hasStatus":
            yield Proposal(
                s.subject, s.predicate, s.obj, s.quotes, "status", s.sentence, because=dict(s.because), cue=s.cue
            )


def pairs(account: Account, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Every two things of a sentence, with every predicate whose domain and range they fit."""
    types = {t.name: vocabulary.class_names[t.type].iri for t in account.things.values() if t.type != "Quotation"}
    for sentence in account.source.sentences:
        quote = " ".join(account.source.words(sentence.span).split())
        here = sorted(n for n in types if any(sentence.span.holds(span) for span in account.things[n].spans))
        for subject, obj in permutations(here, 2):
            for name, predicate in vocabulary.sayable.items():
                is_fit = any(vocabulary.is_a(types[subject], iri) for iri in predicate.domains)
                if is_fit and any(vocabulary.is_a(types[obj], iri) for iri in predicate.ranges):
                    yield Proposal(subject, name, obj, (quote,), "llm", sentence.number, producer="llm")


if __name__ == "__main__":
    main()
