"""Each measure moves with its own kind of error, and with that kind alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support import ROOT

from kg.model import Span
from kg.project import Project
from kg.register import read_register
from kg.scoring.account import Account, Gold, Said, Thing
from kg.scoring.read_claims import read_gold
from kg.scoring.report import to_json
from kg.scoring.score import COUNTS, SHARES, Scores, score
from kg.vocabulary import Vocabulary

LOW_IS_GOOD = ("false_links", "linked_decoys")


def figures(scores: Scores) -> dict[str, float | None]:
    """Every measure as one number, 1 where all is right."""
    counts = {name: scores.counts(name).f1 for name in COUNTS}
    shares = {name: scores.share(name).value for name in SHARES}
    good = {name: 1 - (shares[name] or 0) for name in LOW_IS_GOOD}
    core = {"edits": 1.0 if scores.edits.total == 0 else 0.0}
    return counts | shares | good | core


def moved(draft: Account, gold: Gold, vocabulary: Vocabulary) -> set[str]:
    return {name for name, figure in figures(score([draft], [gold], vocabulary)).items() if figure not in (None, 1.0)}


def with_claim(account: Account, shown: str, **changes: object) -> Account:
    """The account with one claim changed."""
    assert shown in [said.shown for said in account.claims]
    claims = [replace(s, **changes) if s.shown == shown else s for s in account.claims]  # type: ignore[arg-type]
    return replace(account, claims=tuple(claims))


def without(account: Account, shown: str) -> Account:
    return replace(account, claims=tuple(said for said in account.claims if said.shown != shown))


def with_thing(account: Account, name: str, **changes: object) -> Account:
    thing = replace(account.things[name], **changes)  # type: ignore[arg-type]
    return replace(account, things={**account.things, name: thing})


def test_the_gold_standard_against_itself_is_right_in_everything(gold: Gold, vocabulary: Vocabulary) -> None:
    assert moved(gold.account, gold, vocabulary) == set()
    assert all(figure is not None for figure in figures(score([gold.account], [gold], vocabulary)).values())


@pytest.mark.parametrize("root", ["tests/drafting/development", "."])
def test_every_gold_standard_is_right_against_itself(root: str, vocabulary: Vocabulary) -> None:
    project = Project(ROOT / root)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    folders = sorted(p.parent for p in project.statements_folder.glob("*/claims.yaml"))
    golds = [read_gold(folder, register, vocabulary) for folder in folders]
    assert golds
    for one in golds:
        background = [said for said in one.account.claims if "background" in said.because.values()]
        expected = {"grounding"} if background else set()
        assert moved(one.account, one, vocabulary) == expected, one.account.document


def test_names_and_order_mean_nothing(gold: Gold, vocabulary: Vocabulary) -> None:
    """Things are told apart by words and sayings, never by the name that a side has for them."""
    names = {name: f"z{number}" for number, name in enumerate(sorted(gold.account.things, reverse=True))}
    assert moved(renamed(gold.account, names), gold, vocabulary) == set()


def renamed(account: Account, names: dict[str, str]) -> Account:
    things = {names[n]: replace(t, name=names[n]) for n, t in reversed(account.things.items())}
    claims = [
        replace(
            said,
            subject=names.get(said.subject, said.subject),
            obj=names.get(said.obj, said.obj) if said.kind == "thing" else said.obj,
            voice=names.get(said.voice, said.voice),
        )
        for said in reversed(account.claims)
    ]
    quotations = {names[name]: spans for name, spans in account.quotations.items()}
    return replace(account, things=things, claims=tuple(claims), quotations=quotations)


AGREEMENT = "glass-agreement hasParty nsf"
RELATIONS = {"relations", "relations_without_status", "edits"}
PLANTED: list[tuple[str, Callable[[Account], Account], set[str]]] = [
    ("a claim missed", lambda a: without(a, "tide-clocks supports safer-harbours"), RELATIONS),
    ("a core claim missed", lambda a: without(a, AGREEMENT), RELATIONS | {"core_recall"}),
    (
        "the neighbouring predicate",
        lambda a: with_claim(a, "tide-clock-work hasParticipant institute-of-glass", predicate="carriedBy"),
        RELATIONS,
    ),
    (
        "a subject that the predicate does not take",
        lambda a: with_claim(a, 'glass-agreement timeExpression "On Monday"', predicate="amount"),
        RELATIONS | {"ontology"},
    ),
    (
        "a status that is another",
        lambda a: with_claim(a, "glass-agreement hasStatus completed", obj="planned", cue="signed"),
        {"relations", "status", "edits"},
    ),
    (
        "a status that is missing",
        lambda a: without(a, "glass-agreement hasStatus completed"),
        {"relations", "status", "edits"},
    ),
    (
        "told as a fact",
        lambda a: with_claim(a, "tide-clocks supports safer-harbours", told_as="fact"),
        {"told_as", "edits"},
    ),
    (
        "what is excluded told as said",
        lambda a: with_claim(a, "tide-clock-work onTopic whale-songs", polarity="affirmed"),
        RELATIONS | {"polarity"},
    ),
    (
        "a quoted voice told as the document's own",
        lambda a: with_claim(a, "tide-clocks supports safer-harbours", voice=""),
        {"voice", "edits"},
    ),
    (
        "a quotation in another mouth",
        lambda a: with_claim(a, "fenn-words speaker ada-fenn", obj="nsf"),
        RELATIONS | {"speakers", "grounding"},
    ),
    (
        "a quote without one of the ends",
        lambda a: with_claim(a, "glass-director heldBy ada-fenn", spans=spans_of(a, "Director of the Institute")),
        {"grounding"},
    ),
    (
        "a quote that does not stand there",
        lambda a: with_claim(a, "glass-director heldBy ada-fenn", spans=()),
        {"grounding"},
    ),
    (
        "an antecedent that names another",
        lambda a: with_claim(a, "tide-clock-work hasParticipant nsf", antecedent="the Institute of Glass (IOG)"),
        {"grounding"},
    ),
    (
        "an antecedent that stands nowhere",
        lambda a: with_claim(a, "tide-clock-work hasParticipant nsf", antecedent="NSF and the Institute of Sand"),
        {"grounding"},
    ),
    (
        "a cue that stands nowhere",
        lambda a: with_claim(a, "tide-clock-work hasStatus planned", cue="will"),
        {"grounding"},
    ),
    ("a mention missed", lambda a: with_thing(a, "canada", spans=()), {"mentions", "mentions_partial"}),
    (
        "a mention with its article",
        lambda a: with_thing(a, "glass-agreement", spans=(*_with_article(a, "glass-agreement"),)),
        {"mentions"},
    ),
    ("a decoy linked", lambda a: linked(a, "ada-fenn", "wikidata:Q1"), {"false_links", "linked_decoys"}),
    ("a link to another", lambda a: linked(a, "nsf", "ror:001aqnf71"), {"false_links", "links"}),
    ("a link not made", lambda a: linked(a, "nsf"), {"links"}),
    (
        "a name that is none, linked",
        lambda a: with_new_body(a, "On Monday"),
        {"mentions", "mentions_partial", "false_links"},
    ),
]


def spans_of(account: Account, words: str) -> tuple[Span, ...]:
    start = account.source.text.index(words)
    return (Span(start, start + len(words)),)


def _with_article(account: Account, name: str) -> list[Span]:
    return [Span(span.start - len("the "), span.end) for span in account.things[name].spans]


def linked(account: Account, name: str, *identifiers: str) -> Account:
    return with_thing(account, name, identifiers=frozenset(identifiers))


def with_new_body(account: Account, words: str) -> Account:
    spans, identifiers = spans_of(account, words), frozenset(["ror:021nxhr62"])
    body = Thing("x", "FormalOrganization", words, (words,), (words,), spans, identifiers, "x")
    return replace(account, things={**account.things, "x": body})


@pytest.mark.parametrize(("plant", "expected"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_a_planted_error_moves_its_own_measures_alone(
    plant: Callable[[Account], Account], expected: set[str], gold: Gold, vocabulary: Vocabulary
) -> None:
    assert moved(plant(gold.account), gold, vocabulary) == expected


def test_a_wrong_person_is_a_wrong_mention_of_two_kinds(gold: Gold, vocabulary: Vocabulary) -> None:
    scores = score([with_thing(gold.account, "ada-fenn", type="FormalOrganization")], [gold], vocabulary)
    assert scores.statements[0].mentions.missed[0][1] == "person"
    assert scores.statements[0].mentions.extra[0][1] == "body"


def test_what_the_rules_conclude_is_neither_right_nor_wrong(gold: Gold, vocabulary: Vocabulary) -> None:
    by_post = Said("ada-fenn", "memberOf", "institute-of-glass", "thing", spans=spans_of(gold.account, "Ada Fenn"))
    more = replace(gold.account, claims=(*gold.account.claims, by_post))
    assert score([more], [gold], vocabulary).counts("relations").proposed == 22


def test_a_claim_said_twice_counts_once(gold: Gold, vocabulary: Vocabulary) -> None:
    twice = replace(gold.account, claims=gold.account.claims * 2)
    assert score([twice], [gold], vocabulary).counts("relations").proposed == 22


def test_edits_are_the_fewest(gold: Gold, vocabulary: Vocabulary) -> None:
    draft = without(gold.account, AGREEMENT)
    draft = with_claim(draft, "tide-clock-work hasStatus planned", obj="ongoing")
    draft = with_claim(draft, "tide-clocks supports safer-harbours", told_as="fact")
    draft = replace(draft, claims=(*draft.claims, Said("canada", "hasStatus", "lapsed", "concept")))
    edits = score([draft], [gold], vocabulary).edits
    assert (edits.adds, edits.deletes, edits.changes) == (1, 1, 2)


def test_words_are_right_where_one_side_has_more_of_them(gold: Gold, vocabulary: Vocabulary) -> None:
    time, amount = 'glass-agreement timeExpression "On Monday"', 'tide-clock-work amount "£5 million"'
    near = with_claim(gold.account, time, obj="monday")
    assert score([near], [gold], vocabulary).counts("relations").right == 22
    other = with_claim(gold.account, amount, obj="5")
    assert score([other], [gold], vocabulary).counts("relations").right == 21


def test_pooling_counts_cases_and_not_statements(gold: Gold, vocabulary: Vocabulary) -> None:
    empty = replace(gold.account, claims=())
    pooled = score([gold.account, empty], [gold, gold], vocabulary).counts("relations")
    assert (pooled.right, pooled.proposed, pooled.wanted) == (22, 22, 44)
    assert pooled.precision == 1.0
    assert pooled.recall == 0.5


def test_calibration_sees_a_confidence_that_promises_too_much(gold: Gold, vocabulary: Vocabulary) -> None:
    wrong = [Said("canada", "hasStatus", "lapsed", "concept", confidence=0.9, rule="r")]
    right = [replace(said, confidence=0.9) for said in gold.account.claims]
    scores = score([replace(gold.account, claims=(*right, *wrong))], [gold], vocabulary)
    (held,) = scores.calibration.bins
    assert (held.claims, held.right) == (23, 22)
    assert scores.calibration.brier == pytest.approx((22 * 0.01 + 0.81) / 23)
    assert scores.calibration.error == pytest.approx(abs(22 / 23 - 0.9))
    assert scores.per_rule["r"] == (0, 1)


def test_the_same_scores_give_the_same_bytes(gold: Gold, vocabulary: Vocabulary) -> None:
    names = {name: name for name in gold.account.things}
    one, two = (score([a], [gold], vocabulary) for a in (gold.account, renamed(gold.account, names)))
    assert to_json(one) == to_json(two)
