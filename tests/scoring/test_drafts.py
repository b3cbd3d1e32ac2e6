"""Drafts as they come: JSON of `kg draft`, draft.yaml, and what a stranger or an enemy may hand in."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from invented_gold import GOLD, STATEMENT
from support import ROOT, Run

from kg.drafting.draft import draft
from kg.drafting.form import to_json, to_yaml
from kg.errors import InputError
from kg.register import Register
from kg.scoring.account import Account, Gold, Said
from kg.scoring.read_claims import read_claims_account
from kg.scoring.read_draft import from_draft, from_json, from_json_text, read_json_draft
from kg.scoring.score import COUNTS, SHARES, score
from kg.vocabulary import Vocabulary


def as_json(account: Account) -> dict[str, Any]:
    """An account in the form of `kg draft --format json`."""
    text = account.source.text
    entities = [
        {
            "id": thing.name,
            "type": thing.type,
            "label": thing.label,
            "mentions": [{"text": text[s.start : s.end], "start": s.start, "end": s.end} for s in thing.spans],
            "identifiers": sorted(thing.identifiers),
            "register": None,
        }
        for thing in account.things.values()
    ]
    for entity in entities:
        for span in account.quotations.get(str(entity["id"]), ()):
            entity["mentions"].append({"text": text[span.start : span.end], "start": span.start, "end": span.end})
    return {"entities": entities, "claims": [_claim(account, said) for said in account.claims], "rejected": []}


def _claim(account: Account, said: Said) -> dict[str, Any]:
    start, end = said.spans[0].start, said.spans[-1].end
    kinds = {"thing": "entity", "concept": "concept", "words": "words"}
    return {
        "subject": said.subject,
        "predicate": said.predicate,
        "object": said.obj,
        "object_kind": kinds[said.kind],
        "quote": account.source.text[start:end],
        "start": start,
        "end": end,
        "told_as": said.told_as,
        "polarity": said.polarity,
        "voice": said.voice or account.document,
        "confidence": said.confidence,
        "rule": said.rule,
        "because": dict(said.because),
        "cue": said.cue,
        "antecedent": said.antecedent,
    }


def test_the_gold_standard_as_json_is_right_in_everything(gold: Gold, vocabulary: Vocabulary) -> None:
    account = from_json(as_json(gold.account), gold.account.source)
    scores = score([account], [gold], vocabulary)
    assert {name: scores.counts(name).f1 for name in COUNTS} == dict.fromkeys(COUNTS, 1.0)
    wrong = {n: scores.share(n) for n in SHARES if scores.share(n).value not in (None, 1.0)}
    assert set(wrong) <= {"false_links", "linked_decoys"}
    assert all(share.value == 0 for share in wrong.values())


def test_a_draft_scores_the_same_as_records_and_as_json(gold: Gold, register: Register, vocabulary: Vocabulary) -> None:
    made = draft(gold.account.source, register, vocabulary)
    own = score([from_draft(made, register, vocabulary)], [gold], vocabulary)
    told = score([from_json_text(to_json(made, register, vocabulary), gold.account.source)], [gold], vocabulary)
    for name in COUNTS:
        assert own.counts(name) == told.counts(name), name
    for name in SHARES:
        assert own.share(name) == told.share(name), name


def test_a_draft_yaml_is_read(gold: Gold, register: Register, vocabulary: Vocabulary, tmp_path: Path) -> None:
    made = draft(gold.account.source, register, vocabulary)
    path = tmp_path / "draft.yaml"
    path.write_text(to_yaml(made), "utf-8")
    account = read_claims_account(path, gold.account.source, register, vocabulary)
    own = from_draft(made, register, vocabulary)
    assert sorted(said.triple for said in account.claims) == sorted(said.triple for said in own.claims)
    assert {said.rule for said in account.claims} == {said.rule for said in own.claims}


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"entities": 1, "claims": []}',
        '{"entities": [1], "claims": []}',
        '{"entities": [], "claims": ["a"]}',
        "[" * 100_000,
        '{"entities": [' + ",".join(["{}"] * 20_001) + '], "claims": []}',
        '{"entities": [], "claims": []',
        "\x00",
    ],
)
def test_what_is_no_draft_is_told_so(words: str, gold: Gold) -> None:
    with pytest.raises(InputError):
        from_json_text(words, gold.account.source)


@pytest.mark.parametrize(
    "mangle",
    [
        {"start": -1},
        {"start": "0"},
        {"start": True},
        {"end": 10**12},
        {"quote": "words that stand nowhere"},
        {"start": 0, "end": 3},
        {"subject": None},
        {"object": ["nsf"]},
        {"object": "\u202ensf"},
        {"predicate": "hasParty\x00"},
        {"told_as": 7, "polarity": {}, "voice": 0, "confidence": float("nan")},
        {"because": "anaphora", "cue": [], "antecedent": {}},
        {"quotes": [{"text": "x", "start": 0, "end": 1}, 7, {"start": 1}]},
        {"quote": "x" * 1_000_000},
    ],
)
def test_a_mangled_claim_counts_as_wrong_and_breaks_nothing(
    mangle: dict[str, Any], gold: Gold, vocabulary: Vocabulary
) -> None:
    tree = as_json(gold.account)
    tree["claims"][1] |= mangle
    scores = score([from_json(tree, gold.account.source)], [gold], vocabulary)
    counts, ends = scores.counts("relations"), scores.share("grounding")
    assert counts.proposed == counts.wanted == 22
    is_hurt = counts.right < 22 or ends.right < ends.of
    assert is_hurt or "told_as" in mangle or "because" in mangle


def test_a_mention_that_does_not_stand_there_is_none(gold: Gold, vocabulary: Vocabulary) -> None:
    tree = as_json(gold.account)
    mention = tree["entities"][0]["mentions"][0]
    mention["start"], mention["end"] = mention["start"] + 1, mention["end"] + 1
    scores = score([from_json(tree, gold.account.source)], [gold], vocabulary)
    assert scores.counts("mentions").recall < 1.0


def test_words_beside_the_quote_ground_nothing(gold: Gold, vocabulary: Vocabulary) -> None:
    """A label that an enemy invents, a mention of function words: neither is the end's own words."""
    tree = as_json(gold.account)
    tree["entities"].append({"id": "x", "type": "FormalOrganization", "label": "the", "mentions": []})
    tree["claims"].append(copy.deepcopy(tree["claims"][1]) | {"object": "x"})
    ends = score([from_json(tree, gold.account.source)], [gold], vocabulary).share("grounding")
    assert ends.right == ends.of - 1


def test_a_file_that_is_no_text_is_told_so(gold: Gold, tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(InputError):
        read_json_draft(path, gold.account.source)


def test_the_command_scores_a_draft(run_kg: Run, gold: Gold, tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(as_json(gold.account)), "utf-8")
    result = run_kg("score", str(path), str(STATEMENT), cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert "relations, strict                      1.000     1.000     1.000      22" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    told = run_kg("score", "-", str(STATEMENT), "--format", "json", cwd=ROOT, input=path.read_text("utf-8"))
    assert json.loads(told.stdout)["pooled"]["relations"]["f1"] == 1.0


def test_the_command_drafts_by_itself_and_pools(run_kg: Run) -> None:
    result = run_kg("score", "--draft", str(GOLD), "--details", cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert "1 statement, counted together" in result.stdout
    assert "\nglass-and-tides\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["{gold}"], 2, "give DRAFT and GOLD"),
        (["a", "b", "c"], 2, "give DRAFT and GOLD"),
        (["missing.json", "{gold}"], 3, "no draft of glass-and-tides"),
        (["{gold}", "missing"], 3, "no gold standard"),
        (["pyproject.toml", "{gold}"], 3, "no JSON"),
    ],
)
def test_mistakes_are_told(arguments: list[str], code: int, told: str, run_kg: Run) -> None:
    result = run_kg("score", *[a.format(gold=STATEMENT) for a in arguments], cwd=ROOT)
    assert result.returncode == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_gold_standard_that_does_not_hold_measures_nothing(run_kg: Run, tmp_path: Path) -> None:
    folder = tmp_path / "glass-and-tides"
    folder.mkdir()
    for path in STATEMENT.iterdir():
        (folder / path.name).write_text(path.read_text("utf-8").replace("said Ada Fenn\n", "said Ada Penn\n"), "utf-8")
    result = run_kg("score", "--draft", str(folder), cwd=ROOT)
    assert result.returncode == 1
    assert "E030" in result.stderr


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("links.yaml", "nobody: none\n", "no link"),
        ("links.yaml", "nsf: 021nxhr62\n", "no link"),
        ("links.yaml", "- nsf\n", "no links"),
        ("core.txt", "nsf hasParty canada\n", "no claim of the gold standard"),
    ],
)
def test_links_and_core_must_be_of_the_gold_standard(
    name: str, words: str, told: str, run_kg: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "glass-and-tides"
    folder.mkdir()
    for path in STATEMENT.iterdir():
        (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (folder / name).write_text(words, "utf-8")
    result = run_kg("score", "--draft", str(folder), cwd=ROOT)
    assert result.returncode == 3
    assert told in result.stderr
