"""Relations: the draft's triples in the gold standard's names, right where subject, predicate and object are.

A claim counts once, however often it is said. What the ontology's rules conclude from the gold standard itself
is neither right nor wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.scoring.account import Account, Counts, Gold, Said, Share
from kg.scoring.phrases import are_same_words, fold

Key = tuple[str, str, str, str]
"""Subject, predicate, object, polarity, in the names of the gold standard."""
STATUS = "hasStatus"


@dataclass(frozen=True)
class Match:
    """A claim of the draft beside the claim of the gold standard that it is."""

    draft: Said
    gold: Said


@dataclass(frozen=True)
class RelationScore:
    """What of the draft is right, what is missing, what is too much, and how the right ones are told."""

    counts: Counts
    without_status: Counts
    per_predicate: Mapping[str, Counts]
    core: Share
    told_as: Share
    polarity: Share
    voice: Share
    matches: tuple[Match, ...]
    missed: tuple[Said, ...]
    extra: tuple[Said, ...]
    judged: tuple[tuple[Said, bool], ...] = field(repr=False)


def score_relations(draft: Account, gold: Gold, pairs: Mapping[str, str]) -> RelationScore:
    """Matches every claim of the draft with one of the gold standard."""
    wanted = _grouped((said, _key(said, gold.account.document)) for said in gold.account.claims)
    named = [(said, _key(_renamed(said, pairs), gold.account.document)) for said in draft.claims]
    known = _concluded(gold.account.claims)
    proposed = _grouped((said, key) for said, key in named if key in wanted or key[:3] not in known)
    found = _pair_up(proposed, wanted)
    matches = [_closest(proposed[mine], wanted[theirs], pairs) for mine, theirs in found.items()]
    right = set(found.values())
    missed = [said[0] for key, said in wanted.items() if key not in right]
    extra = [said[0] for key, said in proposed.items() if key not in found]
    judged = [(said, key in found) for key, group in proposed.items() for said in group]
    per_predicate = _per_predicate(found, proposed, wanted)
    core = [key for key, group in wanted.items() if any(said.triple in gold.core for said in group)]
    return RelationScore(
        Counts(len(found), len(proposed), len(wanted)),
        sum((c for p, c in per_predicate.items() if p != STATUS), Counts()),
        per_predicate,
        Share(sum(key in right for key in core), len(core)),
        _agreeing(matches, lambda m: m.draft.told_as == m.gold.told_as),
        _polarity(proposed, wanted, found),
        _agreeing(matches, lambda m: _voice(m.draft, pairs) == m.gold.voice),
        tuple(matches),
        tuple(missed),
        tuple(extra),
        tuple(judged),
    )


def score_statuses(draft: Account, gold: Account, pairs: Mapping[str, str]) -> tuple[Share, tuple[str, ...]]:
    """Of the undertakings, instruments and strategies that are in both, how many have the right status."""
    drafted, golden = _statuses(draft), _statuses(gold)
    right, wrong = 0, []
    of = [(mine, theirs) for mine, theirs in sorted(pairs.items()) if theirs in golden]
    for mine, theirs in of:
        given = drafted.get(mine, set())
        right += given == golden[theirs]
        if given != golden[theirs]:
            found = ", ".join(sorted(given)) or "none"
            wrong.append(f"{theirs} is {', '.join(sorted(golden[theirs]))}, the draft says {found} ({mine})")
    return Share(right, len(of)), tuple(wrong)


def score_speakers(draft: Account, gold: Account, pairs: Mapping[str, str]) -> Share:
    """Of the quotations of the gold standard, how many have a draft quotation with the right speaker."""
    spoken = _speakers(gold)
    mine = {pairs.get(name): {pairs.get(who) for who in speakers} for name, speakers in _speakers(draft).items()}
    return Share(sum(mine.get(name) == speakers for name, speakers in spoken.items()), len(spoken))


def _speakers(account: Account) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for said in account.claims:
        if said.predicate == "speaker":
            found[said.subject].add(said.obj)
    return found


def _statuses(account: Account) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for said in account.claims:
        if said.predicate == STATUS and said.polarity == "affirmed":
            found[said.subject].add(said.obj)
    return found


def _key(said: Said, document: str) -> Key:
    obj = f"“{fold(said.obj)}”" if said.kind == "words" else f"= {said.obj}" if said.kind == "concept" else said.obj
    return said.subject or document, said.predicate, obj, said.polarity


def _renamed(said: Said, pairs: Mapping[str, str]) -> Said:
    """A claim of the draft in the gold standard's names; a thing without a partner keeps its own with a mark."""
    obj = pairs.get(said.obj, f"?{said.obj}") if said.kind == "thing" else said.obj
    return replace(said, subject=pairs.get(said.subject, f"?{said.subject}"), obj=obj)


def _voice(said: Said, pairs: Mapping[str, str]) -> str:
    return pairs.get(said.voice, f"?{said.voice}") if said.voice else ""


def _grouped(named: Iterable[tuple[Said, Key]]) -> dict[Key, list[Said]]:
    found: dict[Key, list[Said]] = defaultdict(list)
    for said, key in named:
        found[key].append(said)
    return dict(found)


def _pair_up(proposed: Mapping[Key, list[Said]], wanted: Mapping[Key, list[Said]]) -> dict[Key, Key]:
    """Each claim of the draft with the one that it is: equal ones first, then words that hold each other."""
    found = {key: key for key in proposed if key in wanted}
    free = [key for key in wanted if key not in found]
    for key, group in proposed.items():
        if key in found or group[0].kind != "words":
            continue
        near = [k for k in free if k[:2] == key[:2] and k[3] == key[3] and _have_same_words(group, wanted[k])]
        if near:
            found[key] = near[0]
            free.remove(near[0])
    return found


def _have_same_words(group: list[Said], other: list[Said]) -> bool:
    return other[0].kind == "words" and are_same_words(group[0].obj, other[0].obj)


def _closest(drafted: list[Said], golden: list[Said], pairs: Mapping[str, str]) -> Match:
    """Of claims given more than once, those two that are told most alike."""

    def likeness(pair: tuple[Said, Said]) -> int:
        mine, theirs = pair
        return (mine.told_as == theirs.told_as) + (_voice(mine, pairs) == theirs.voice)

    return Match(*max(((mine, theirs) for mine in drafted for theirs in golden), key=likeness))


def _agreeing(matches: list[Match], is_right: Callable[[Match], bool]) -> Share:
    return Share(sum(map(is_right, matches)), len(matches))


def _polarity(proposed: Mapping[Key, object], wanted: Mapping[Key, object], found: Mapping[Key, Key]) -> Share:
    """Of the triples that are in both, how many have the right polarity."""
    golden = {key[:3] for key in wanted}
    both = [key for key in proposed if key in found or key[:3] in golden]
    return Share(sum(key in found for key in both), len(both))


def _per_predicate(
    found: Mapping[Key, Key], proposed: Mapping[Key, object], wanted: Mapping[Key, object]
) -> dict[str, Counts]:
    names = sorted({key[1] for key in (*proposed, *wanted)})
    return {
        name: Counts(*(sum(key[1] == name for key in keys) for keys in (found, proposed, wanted))) for name in names
    }


def _concluded(claims: Iterable[Said]) -> set[tuple[str, str, str]]:
    """What three rules of the ontology conclude: membership by post, a parent's state, on whose behalf one signs."""
    said = {claim.triple for claim in claims if claim.polarity == "affirmed"}
    of = {name: {(s, o) for s, p, o in said if p == name} for name in {p for _, p, _ in said}}

    posts = {(a, body) for post, a in of.get("heldBy", ()) for other, body in of.get("postIn", ()) if post == other}
    concluded = {(agent, "memberOf", body) for agent, body in posts}
    states = set(of.get("jurisdiction", ()))
    while True:
        more = {(a, d) for a, b in of.get("subOrganizationOf", ()) for c, d in states if b == c} - states
        if not more:
            break
        states |= more
    concluded |= {(body, "jurisdiction", state) for body, state in states}
    signed = {(signature, state) for signature, post in of.get("signedAs", ()) for c, state in states if post == c}
    concluded |= {(signature, "onBehalfOf", state) for signature, state in signed}
    return concluded - said
