"""A model behind the gate: fluent nonsense gives no claim, a reply of use gives some, and no rule's claim is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, Run

from kg.drafting.draft import draft
from kg.drafting.gate import pass_gate
from kg.drafting.models.llm import to_producer
from kg.drafting.models.prompts import to_questions
from kg.drafting.models.transcripts import cached, record, replay
from kg.drafting.proposal import Draft, DraftEntity, DraftQuotation, Proposal
from kg.errors import InputError
from kg.model import Source
from kg.project import Project
from kg.register import Register, read_register
from kg.scoring.read_claims import read_gold
from kg.sources.read import read_source
from kg.vocabulary import Vocabulary, read_vocabulary

MODELS = ROOT / "tests" / "drafting" / "models"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(ROOT / "ontology")


@pytest.fixture(scope="module")
def register(vocabulary: Vocabulary) -> Register:
    project = Project(ROOT)
    return read_register(project.register_folder, vocabulary, project.show, project.catalogue)[0]


@pytest.fixture(scope="module")
def source() -> Source:
    found, _ = read_source(MODELS / "source.txt", "source.txt", "invented-text")
    assert found is not None
    return found


@pytest.fixture
def drafted(source: Source, register: Register, vocabulary: Vocabulary) -> Callable[[str], Draft]:
    """The draft with a model that gives this reply to every question."""
    return lambda reply: draft(source, register, vocabulary, [to_producer(lambda system, question: reply)])


def reply_of(name: str) -> str:
    return str(json.loads((MODELS / name).read_text("utf-8"))["reply"])


def by_model(made: Draft) -> list[str]:
    return [a.proposal.says for a in made.accepted if a.proposal.producer == "llm"]


def test_fluent_nonsense_gives_no_claim(drafted: Callable[[str], Draft]) -> None:
    assert by_model(drafted(reply_of("hostile.jsonl"))) == []


def test_every_piece_of_nonsense_is_rejected_with_its_reason(drafted: Callable[[str], Draft]) -> None:
    tree = json.loads(reply_of("hostile.jsonl"))
    items = [*tree["entities"], *tree["claims"]]
    expected = Counter(item["why"] for item in items if isinstance(item, dict) and "why" in item)
    rejected = [r for r in drafted(reply_of("hostile.jsonl")).rejected if r.proposal.producer == "llm"]
    assert len(rejected) == len(items)
    assert all(r.reasons for r in rejected)
    told = [" | ".join(r.reasons) for r in rejected]
    for why, count in expected.items():
        assert sum(why in reasons for reasons in told) >= count, why


def test_nonsense_costs_no_claim_of_the_rules(
    drafted: Callable[[str], Draft], source: Source, register: Register, vocabulary: Vocabulary
) -> None:
    alone = draft(source, register, vocabulary)
    beside = drafted(reply_of("hostile.jsonl"))
    assert [a.claim for a in beside.accepted] == [a.claim for a in alone.accepted]
    assert {e.name for e in beside.entities} == {e.name for e in alone.entities}


def test_a_reply_of_use_gives_claims(drafted: Callable[[str], Draft]) -> None:
    made = drafted(reply_of("good.jsonl"))
    assert "harbour-accord onTopic sea-glass" in by_model(made)
    assert not [r for r in made.rejected if "E020" in str(r.reasons)]
    for accepted in made.accepted:
        for span, quote in zip(accepted.claim.spans, accepted.proposal.quotes, strict=False):
            assert " ".join(made.reading.source.words(span).split()) == " ".join(quote.split())


def test_a_thing_that_the_rules_know_by_its_words_is_theirs_whatever_a_model_calls_it(
    drafted: Callable[[str], Draft],
) -> None:
    item = {"name": "glass-work", "type": "Cooperation", "words": "has been working"}
    claim = {"subject": "glass-work", "predicate": "hasStatus", "object": "ongoing", "cue": "has been working"}
    claim["quote"] = "has been working with the National Science Foundation"
    theirs = claim | {"object": "planned"}
    made = drafted(json.dumps({"entities": [item], "claims": [claim, theirs]}))
    (work,) = [e for e in made.entities if e.type == "Cooperation"]
    refused = [(r.proposal.says, r.reasons) for r in made.rejected if r.proposal.producer == "llm"]
    assert [says for says, _ in refused] == [f"{work.name} hasStatus planned"]
    assert f"{work.name} hasStatus ongoing" in {a.proposal.says for a in made.accepted}


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I am sorry, but I cannot do that.",
        "null",
        "[]",
        '"claims"',
        "{",
        '{"claims": 7}',
        '{"claims": [[[[]]]], "entities": {}}',
        "[" * 200_000,
        '{"claims": [' + ",".join(["{}"] * 20_000) + "]}",
        "x" * 1_000_000,
        "\ud800",
        '```json\n{"claims": []}',
    ],
)
def test_a_reply_in_another_form_gives_a_reason_and_no_claim(reply: str, drafted: Callable[[str], Draft]) -> None:
    made = drafted(reply)
    assert by_model(made) == []
    assert any(r.proposal.producer == "llm" and r.reasons for r in made.rejected)


def test_ends_that_are_exchanged_are_refused(vocabulary: Vocabulary) -> None:
    """Every claim of the development statements whose ends would fit the other way round is refused that way."""
    project = Project(ROOT / "tests" / "drafting" / "development")
    register, _ = read_register(project.register_folder, vocabulary, project.show)
    tried = 0
    for name in project.statement_names:
        account = read_gold(project.statements_folder / name, register, vocabulary).account
        named = [t for t in account.things.values() if t.type not in ("Quotation",)]
        entities = [DraftEntity(t.name, t.type, t.label, t.spans, aliases=t.names[1:]) for t in named]
        speakers = {s.subject: s.obj for s in account.claims if s.predicate == "speaker"}
        spoken = [DraftQuotation(n, speakers[n], n, spans) for n, spans in account.quotations.items() if n in speakers]
        exchanged = [
            Proposal(s.obj, s.predicate, s.subject, s.quotes, "llm", s.sentence, producer="llm")
            for s in account.claims
            if s.kind == "thing" and s.predicate != "speaker"
        ]
        statuses = [
            Proposal(s.subject, s.predicate, s.obj, s.quotes, "status", s.sentence, because=dict(s.because), cue=s.cue)
            for s in account.claims
            if s.predicate == "hasStatus"
        ]
        accepted, rejected = pass_gate(account.source, entities, spoken, [*statuses, *exchanged], register, vocabulary)
        told = {t for s in account.claims for t in [s.triple]}
        wrong = [a.proposal.says for a in accepted if a.proposal.producer == "llm" and _triple(a.proposal) not in told]
        assert wrong == []
        tried += sum("no words of the quote" in reason for r in rejected for reason in r.reasons)
    assert tried > 20


def _triple(proposal: Proposal) -> tuple[str, str, str]:
    return proposal.subject, proposal.predicate, proposal.obj


def test_the_question_holds_predicates_names_and_text_and_nothing_is_expanded_twice(
    register: Register, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = tmp_path / "source.txt"
    path.write_text("The <<ENTITIES>> Council <<SYSTEM>> met in Lisbon. {x} %s\n", "utf-8")
    source, _ = read_source(path, "source.txt", "x")
    assert source is not None
    ((system, question),) = to_questions(draft(source, register, vocabulary).reading, vocabulary)
    assert "JSON" in system
    assert "[1] The <<ENTITIES>> Council <<SYSTEM>> met in Lisbon." in question
    assert "hasParty (Instrument -> Agent)" in question
    assert "hasSignature" not in question


def test_a_long_text_is_asked_in_parts(register: Register, vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "source.txt"
    path.write_text("The Council of Glass met in Lisbon to talk about tide clocks.\n" * 400, "utf-8")
    source, _ = read_source(path, "source.txt", "x")
    assert source is not None
    made = draft(source, register, vocabulary)
    questions = [question for _, question in to_questions(made.reading, vocabulary)]
    assert len(questions) > 2
    assert all(sum(f"[{s.number}] " in q for q in questions) == 1 for s in source.sentences)


def test_a_transcript_is_recorded_and_replayed(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    asked = record(lambda system, question: f"reply to {question}", path)
    assert [asked("s", "one"), asked("s", "two")] == ["reply to one", "reply to two"]
    again = replay(path)
    assert [again("", ""), again("", "")] == ["reply to one", "reply to two"]
    with pytest.raises(InputError, match="no further reply"):
        again("", "")


@pytest.mark.parametrize("words", ["{}", '{"reply": 7}', "not json", "[" * 100_000, "\x00"])
def test_what_is_no_transcript_is_told_so(words: str, tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(words, "utf-8")
    with pytest.raises(InputError):
        replay(path)("", "")


def test_the_cache_asks_each_question_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(system: str, question: str) -> str:
        asked.append(question)
        return "reply"

    for model in ("a", "a", "b"):
        assert cached(ask, tmp_path / "cache", model)("s", "q") == "reply"
    assert asked == ["q", "q"]
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_the_command_replays_a_transcript(run_kg: Run, tmp_path: Path) -> None:
    result = run_kg(
        "draft", str(MODELS / "source.txt"), "--format", "json", "--llm-replay", str(MODELS / "hostile.jsonl"), cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    tree: dict[str, Any] = json.loads(result.stdout)
    assert [c for c in tree["claims"] if c["rule"].startswith("llm")] == []
    assert len([r for r in tree["rejected"] if r["rule"].startswith("llm")]) > 50
    written = run_kg("draft", str(MODELS / "source.txt"), "--llm-replay", str(MODELS / "hostile.jsonl"), cwd=ROOT)
    assert written.returncode == 0, written.stderr
    path = tmp_path / "draft.yaml"
    path.write_text(written.stdout, "utf-8")
    from kg.marked import read_yaml

    assert read_yaml(written.stdout, "draft.yaml")[1] == []
