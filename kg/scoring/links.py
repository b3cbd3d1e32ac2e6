"""Links to registries: are the identifiers of a draft those of the gold standard, and are decoys left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.scoring.account import NONE, Account, Gold, Share, Thing
from kg.scoring.groups import LINKED, Families
from kg.vocabulary import Vocabulary


@dataclass(frozen=True)
class LinkScore:
    """`accuracy`: of the things that have an identifier, how many were given it. `false`: of the links made, how many
    are wrong: another thing's, on a decoy, or on words that name nothing. `errors` tells each.
    """

    accuracy: Share
    false: Share
    on_decoys: Share
    errors: tuple[str, ...]


def score_links(draft: Account, gold: Gold, pairs: Mapping[str, str], vocabulary: Vocabulary) -> LinkScore:
    """Judges every link that the draft makes to a person, body or state, and every other link the gold tells of."""
    families = Families(vocabulary)
    made = {n: t for n, t in draft.things.items() if _is_judged(t, pairs, gold, families)}
    verdicts = {name: _verdict(thing, pairs.get(name, ""), gold) for name, thing in made.items()}
    wanted = [name for name, link in gold.links.items() if link != NONE]
    found = {pairs[name] for name, verdict in verdicts.items() if not verdict}
    decoys = [name for name, link in gold.links.items() if link == NONE]
    hit = {pairs[name] for name, verdict in verdicts.items() if verdict.startswith("decoy")}
    return LinkScore(
        Share(sum(name in found for name in wanted), len(wanted)),
        Share(sum(bool(verdict) for verdict in verdicts.values()), len(verdicts)),
        Share(len(hit), len(decoys)),
        tuple(f"{name}: {verdict}" for name, verdict in sorted(verdicts.items()) if verdict),
    )


def _is_judged(thing: Thing, pairs: Mapping[str, str], gold: Gold, families: Families) -> bool:
    """Whether a draft thing has a link that the gold standard can judge.

    An entry of a register without any identifier is no link to a registry, and an unpaired state may well be named.
    """
    link = gold.links.get(pairs.get(thing.name, ""), "")
    if not thing.identifiers:
        return bool(thing.register) and link.startswith(("entry:", "iso:"))
    family = families.of(thing.type)
    return bool(link) if thing.name in pairs else family in LINKED and family != "state"


def _verdict(thing: Thing, gold_name: str, gold: Gold) -> str:
    """An empty string for a right link, else what is wrong with it."""
    given = ", ".join(sorted(thing.identifiers)) or thing.register
    if not gold_name:
        return f"linked to {given}, names nothing in the gold standard: {thing.label}"
    link = gold.links[gold_name]
    if link == NONE:
        return f"decoy {gold_name} linked to {given}"
    is_right = link in thing.identifiers or link == f"entry:{thing.register}" or _is_state(link, thing)
    return "" if is_right else f"{gold_name} is {link}, linked to {given}"


def _is_state(link: str, thing: Thing) -> bool:
    """A register without ISO codes names a state all the same: the pair itself is by its name."""
    return (
        link.startswith("iso:") and not any(i.startswith("iso:") for i in thing.identifiers) and thing.type == "State"
    )
