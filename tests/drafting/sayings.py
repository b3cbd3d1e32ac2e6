"""What the rules read from an invented text whose names are given, so that rules are tested apart from name finding."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from support import ROOT

from kg.drafting.draft import draft_reading
from kg.drafting.proposal import Draft, DraftEntity, Mention, Reading
from kg.drafting.relating.workbook import to_name
from kg.model import Source
from kg.register import Register, read_register
from kg.sources.locate import locate
from kg.sources.sentences import split_sentences
from kg.vocabulary import Vocabulary, read_vocabulary

Names = dict[str, str]
"""A class to names of the text, divided by `;`; forms of one name are divided by `=`, the first is its label."""


@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(ROOT / "ontology")


@cache
def no_register() -> Register:
    return read_register(Path("no-such-folder"), vocabulary(), str)[0]


def reading_of(text: str, names: Names) -> Reading:
    """A text with these names."""
    source = Source("a-text", text, "", split_sentences(text))
    entities, mentions = {}, []
    for type_name, listed in names.items():
        for forms in listed.split(";"):
            first, *others = (form.strip() for form in forms.split("="))
            spans = sorted({span for form in (first, *others) for span in locate(text, form)})
            longest = tuple(s for s in spans if not any(o != s and o.holds(s) for o in spans))
            entities[to_name(first)] = DraftEntity(to_name(first), type_name, first, longest)
            mentions += [Mention(span, to_name(first), "exact") for span in longest]
    return Reading(source, entities, tuple(sorted(mentions)))


def drafted(text: str, names: Names) -> Draft:
    """The draft of a text with these names."""
    return draft_reading(reading_of(text, names), no_register(), vocabulary())


def sayings(text: str, names: Names, *predicates: str) -> set[str]:
    """The accepted sayings of a text, of these predicates or of all; ` not` stands behind excluded ones."""
    return {
        a.proposal.says + (" not" if a.claim.polarity == "excluded" else "")
        for a in drafted(text, names).accepted
        if not predicates or a.proposal.predicate in predicates
    }


def check_sayings(text: str, names: Names, predicates: tuple[str, ...], told: list[str], untold: list[str]) -> None:
    """Fails where a text does not say one of `told`, in part or whole, or says one of `untold`."""
    said = sayings(text, names, *predicates)
    missing = [one for one in told if not any(one in saying for saying in said)]
    wrong = [one for one in untold if any(one in saying for saying in said)]
    assert not missing and not wrong, (missing, wrong, sorted(said))


def own_sum(giver: str, amount: str = "", whole: str = "", *, through: str = "", time: str = "") -> set[str]:
    """What is said of one giver's sum of money."""
    name = f"contribution-of-{giver}"
    said = {f"{name} fundedBy {giver}"} | ({f"{name} amount {amount}"} if amount else set())
    said |= {f"{name} supports {whole}", f"{whole} fundedBy {giver}"} if whole else set()
    said |= {f"{name} deliveredThrough {through}"} if through else set()
    return said | ({f"{name} timeExpression {time}"} if time else set())
