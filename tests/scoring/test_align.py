"""Things are paired by their words, then by what is said of them; never two with one, never by their names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import ROOT
from test_score import renamed, spans_of

from kg.project import Project
from kg.register import read_register
from kg.scoring.account import Account, Gold, Said, Thing
from kg.scoring.align import align
from kg.scoring.groups import WORKS, Families
from kg.scoring.read_claims import read_gold
from kg.scoring.score import score
from kg.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def shipped(vocabulary: Vocabulary) -> Gold:
    project = Project(ROOT)
    register, _ = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
    return read_gold(project.statements_folder / "us-uk-quantum-2021", register, vocabulary)


def blurred(account: Account, vocabulary: Vocabulary, *, labels: bool, spans: bool) -> Account:
    """The account with other names for everything, and undertakings without their labels or their mentions."""
    families = Families(vocabulary)
    names = {name: f"z{number}" for number, name in enumerate(sorted(account.things, reverse=True))}
    other = renamed(account, names)

    def blur(thing: Thing) -> Thing:
        if families.of(thing.type) not in WORKS | {"signature"}:
            return thing
        thing = replace(thing, label="x", names=("x",), forms=("x",)) if labels else thing
        return replace(thing, spans=()) if spans else thing

    return replace(other, things={name: blur(thing) for name, thing in other.things.items()})


@pytest.mark.parametrize(("labels", "spans"), [(True, False), (False, True), (True, True)])
def test_undertakings_are_known_by_what_is_said_of_them(
    labels: bool, spans: bool, shipped: Gold, vocabulary: Vocabulary
) -> None:
    """“academic centers of excellence” are two undertakings with the same words; their programmes tell them apart."""
    draft = blurred(shipped.account, vocabulary, labels=labels, spans=spans)
    assert score([draft], [shipped], vocabulary).counts("relations").f1 == 1.0


def test_a_pair_is_one_to_one(gold: Gold, vocabulary: Vocabulary) -> None:
    twin = replace(gold.account.things["nsf"], name="nsf-too")
    draft = replace(gold.account, things={**gold.account.things, "nsf-too": twin})
    pairs = align(draft, gold, vocabulary)
    assert sorted(pairs.values()) == sorted({*gold.account.things, gold.account.document})
    assert (pairs.get("nsf"), pairs.get("nsf-too")) in [("nsf", None), (None, "nsf")]


def test_the_same_sentence_alone_makes_no_pair(gold: Gold, vocabulary: Vocabulary) -> None:
    """An undertaking that shares neither words nor a participant with one of the gold standard is none of them."""
    draft = without_thing(gold.account, "harbour-programme")
    stray = Thing("stray", "Meeting", "a meeting", spans=spans_of(gold.account, "hosts"))
    claim = Said("stray", "hasParticipant", "nsf", "thing", sentence=7, spans=stray.spans)
    draft = replace(draft, things={**draft.things, "stray": stray}, claims=(*draft.claims, claim))
    assert "stray" not in align(draft, gold, vocabulary)


def without_thing(account: Account, name: str) -> Account:
    claims = tuple(said for said in account.claims if name not in (said.subject, said.obj))
    return replace(account, things={n: t for n, t in account.things.items() if n != name}, claims=claims)


def test_a_person_is_never_a_body(gold: Gold, vocabulary: Vocabulary) -> None:
    thing = replace(gold.account.things["ada-fenn"], type="FormalOrganization")
    draft = replace(gold.account, things={**gold.account.things, "ada-fenn": thing})
    assert "ada-fenn" not in align(draft, gold, vocabulary)


@pytest.mark.parametrize(
    ("words", "is_same"),
    [
        ("to make every harbour safer", True),
        ("make every quay richer", False),
        ("make harbours rich", False),
    ],
)
def test_aims_are_one_where_their_phrases_are_alike(
    words: str, is_same: bool, gold: Gold, vocabulary: Vocabulary
) -> None:
    thing = replace(gold.account.things["safer-harbours"], label=words, names=(words,), forms=(words,), spans=())
    draft = replace(gold.account, things={**gold.account.things, "safer-harbours": thing})
    assert ("safer-harbours" in align(draft, gold, vocabulary)) is is_same


def test_speech_is_one_where_half_of_the_shorter_is_shared(gold: Gold, vocabulary: Vocabulary) -> None:
    spoken = spans_of(gold.account, "make every harbour safer")
    draft = replace(gold.account, quotations={"fenn-words": spoken})
    assert align(draft, gold, vocabulary)["fenn-words"] == "fenn-words"
    elsewhere = replace(gold.account, quotations={"fenn-words": spans_of(gold.account, "said Ada Fenn")})
    assert "fenn-words" not in align(elsewhere, gold, vocabulary)
