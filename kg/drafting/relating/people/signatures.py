"""Signatures: who signs an instrument, in which post, on whose behalf. `rules/signatures.yaml` holds the patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import hull
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.pattern import expand, slots
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_STRUCTURE = {"subject": "structure"}


@dataclass(frozen=True)
class _Instrument:
    """The instrument that is signed: its entity, its words here, or the words elsewhere that tell it."""

    entity: str
    span: Span | None
    antecedent: str


@dataclass(frozen=True)
class _Told:
    """What was told of others: the parties, the post that a person holds, the body that a post is in."""

    parties: frozenset[str]
    posts: dict[str, str]
    bodies: dict[str, str]

    @classmethod
    def of(cls, told: list[Proposal]) -> _Told:
        """What the proposals so far tell."""
        return cls(
            frozenset(p.obj for p in told if p.predicate == "hasParty"),
            {p.obj: p.subject for p in reversed(told) if p.predicate == "heldBy"},
            {p.subject: p.obj for p in told if p.predicate == "postIn"},
        )


_SIGNING = re.compile(r"\bsign|\binitial|\bput |\bpen ", re.IGNORECASE)
_ADOPTED = re.compile(r"(?:Adopted|Done|Signed|Issued|Agreed)\b")


def find_signatures(workbook: Workbook, sentences: list[Masked], told: list[Proposal]) -> Iterator[Proposal]:
    """Proposals for every person that a sentence says signs an instrument, named in it or last before it.

    `told` is what was proposed before: a body in whose post one signs is a party, if it was told to be one.
    """
    known = _Told.of(told)
    last: _Instrument | None = None
    named = [(s, n) for s in sentences[:1] for n in s.names if n.kind == "I"]
    title = next((_Instrument(n.entity, None, " ".join(s.source.words(n.span).split())) for s, n in named), None)
    in_block = _block_at_the_end(sentences) if title else set()
    for masked in sentences:
        here = [n for n in masked.names if n.kind == "I"]
        is_in_block = masked.sentence.number in in_block
        signers = [n for n in masked.names if n.kind == "P"] if is_in_block else _signers(masked)
        instrument = _Instrument(here[0].entity, here[0].span, "") if here else last
        if not here and title and _ADOPTED.match(masked.text):
            instrument = title  # “Adopted in Oslo and signed by …” at the end of a communiqué
        if not here and title and signers and not _SIGNING.search(masked.text):
            instrument = title  # a block of signatures under a text that has the name of an instrument
        if instrument is not None:
            for person in signers:
                yield from _sign(workbook, masked, instrument, person, known)
        if here:
            last = _Instrument(here[-1].entity, None, " ".join(masked.source.words(here[-1].span).split()))


def _block_at_the_end(sentences: list[Masked]) -> set[int]:
    """The numbers of the last sentences that are names with their posts alone, under a text that is an instrument."""
    found: dict[int, int] = {}
    for masked in reversed(sentences):
        if not pattern_of("names-alone").fullmatch(masked.text.strip()):
            break
        found[masked.sentence.number] = sum(name.kind == "P" for name in masked.names)
    is_instrument = pattern_of("instrument-first").match(sentences[0].text) is not None
    return set(found) if is_instrument and sum(found.values()) > 1 else set()


def _signers(masked: Masked) -> list[Name]:
    """The people of a sentence that sign in it, in order."""
    found: list[Name] = []
    if not any(name.kind == "P" for name in masked.names):
        return found
    by = list(pattern_of("passive").finditer(masked.text))
    if not by and (blocks := list(pattern_of("block").finditer(masked.text))):
        return [name for b in blocks for name in masked.names_in(b.end(), len(masked.text), "P")[:1]]
    for match in pattern_of("active").finditer(masked.text):
        found += masked.names_in(*match.span("people"), "P")
        if second := pattern_of("with").search(masked.text, match.end()):
            found += masked.names_in(second.end(), len(masked.text), "P")[:1]
        if second := pattern_of("also").match(masked.text, match.end("verb")):
            found += masked.names_in(second.end(), len(masked.text), "P")[:1]
    for match in [*by, *pattern_of("inverted").finditer(masked.text)]:
        stop = pattern_of("stop").search(_without_titles(masked.text), match.end())
        found += masked.names_in(match.end(), stop.start() if stop else len(masked.text), "P")
    return list(dict.fromkeys(found))


def _sign(workbook: Workbook, masked: Masked, instrument: _Instrument, person: Name, told: _Told) -> Iterator[Proposal]:
    label = f"signature of {workbook.entities[person.entity].label}"
    known = workbook.find("Signature", label)
    name = known or workbook.add("Signature", label, hint=f"{person.entity}-signature")
    number = masked.sentence.number

    def of_signature(predicate: str, obj: str, quote: str, rule: str) -> Proposal:
        return Proposal(name, predicate, obj, (quote,), rule, number, told_as="fact", because=_STRUCTURE)

    if not known:
        yield _bears(masked, instrument, name, person)
    words = " ".join(masked.source.words(person.span).split())
    yield of_signature("signatory", person.entity, words, "signatory")
    posts = _posts(masked, person)
    for post in posts:
        yield of_signature("signedAs", post.entity, hull(masked, person.span, post.span), "signed-as")
    behalf = _on_behalf(workbook, masked, person) or _of_post(workbook, masked, instrument.entity, posts, told)
    if not posts and behalf is None and person.entity in told.posts:
        yield from _as_told_elsewhere(workbook, masked, name, person, told)
    if behalf is not None:
        party, span, antecedent = behalf
        yield from _of_signer(workbook, masked, instrument, person, posts, behalf)
        because = _STRUCTURE | ({"object": "anaphora"} if antecedent else {})
        quote = hull(masked, person.span, span)
        yield Proposal(
            name,
            "onBehalfOf",
            party,
            (quote,),
            "on-behalf-of",
            number,
            told_as="fact",
            because=because,
            antecedent=antecedent,
        )


def _as_told_elsewhere(
    workbook: Workbook, masked: Masked, signature: str, person: Name, told: _Told
) -> Iterator[Proposal]:
    """The post in which one signs who was named with it before, and the body that it is in."""
    post = told.posts[person.entity]
    body = next(iter(_inside_post(workbook, post)), "") or told.bodies.get(post, "")
    words = " ".join(masked.source.words(person.span).split())
    for predicate, obj, rule in (("signedAs", post, "signed-as"), ("onBehalfOf", body, "on-behalf-of")):
        first = min(workbook.entities[obj].mentions, default=None) if obj else None
        if first is None or (predicate == "onBehalfOf" and told.parties and obj not in told.parties):
            continue
        yield Proposal(
            signature,
            predicate,
            obj,
            (words,),
            rule,
            masked.sentence.number,
            told_as="fact",
            because=_STRUCTURE | {"object": "anaphora"},
            antecedent=" ".join(masked.source.words(first).split()),
        )


def _inside_post(workbook: Workbook, post: str) -> list[str]:
    """The bodies that the name of a post names."""
    return [body for span in workbook.entities[post].mentions for body in _inside(workbook, span, "O")]


def _of_signer(
    workbook: Workbook,
    masked: Masked,
    instrument: _Instrument,
    person: Name,
    posts: list[Name],
    behalf: tuple[str, Span, str],
) -> Iterator[Proposal]:
    """For whom one signs is a party, and one's post is in that body, or of that state, where it names none itself."""
    party, span, antecedent = behalf
    kind, number = workbook.kind(party), masked.sentence.number
    predicate = {"O": "postIn", "S": "jurisdiction"}.get(kind, "")
    if antecedent or not predicate:
        return
    because = {"subject": "anaphora"} if instrument.span is None else {}
    quote = hull(masked, *(s for s in (instrument.span, person.span, span) if s))
    yield Proposal(
        instrument.entity,
        "hasParty",
        party,
        (quote,),
        "party-by-signature",
        number,
        because=because,
        antecedent=instrument.antecedent,
    )
    if workbook.entities[party].type == "Government":
        return  # a minister's post is in a ministry
    for post in posts:
        if not (_inside(workbook, post.span, "O") or _inside(workbook, post.span, "S")) and not post.span.holds(span):
            quote = hull(masked, post.span, span)
            yield Proposal(post.entity, predicate, party, (quote,), "post-of-signer", number, told_as="fact")


def _bears(masked: Masked, instrument: _Instrument, name: str, person: Name) -> Proposal:
    """That the instrument bears the signature."""
    because = {"object": "structure"} | ({"subject": "anaphora"} if instrument.span is None else {})
    quote = hull(masked, instrument.span or person.span, person.span)
    return Proposal(
        instrument.entity,
        "hasSignature",
        name,
        (quote,),
        "signature",
        masked.sentence.number,
        because=because,
        antecedent=instrument.antecedent,
    )


def _on_behalf(workbook: Workbook, masked: Masked, person: Name) -> tuple[str, Span, str] | None:
    """For whom the words beside a name say that the person signs; the last part is an antecedent, or empty."""
    block = next((b for b in pattern_of("block").finditer(masked.text) if _is_next(masked, b.end(), person)), None)
    before = pattern_of("behalf-before").search(masked.text[: person.start])
    behind = pattern_of("behalf-behind").match(masked.text, person.end)
    is_listed = behind is not None and _FOR.match(masked.text, person.end) is not None
    found = behind if is_listed else block or before or behind
    if found is None:
        return _at_end(masked, person)
    if found.group("party"):
        party = masked.name_at(found.start("party"))
        return (party.entity, party.span, "") if party else None
    return _own_government(workbook, masked, person, masked.span(*found.span("own")))


_FOR = re.compile(r" (?:for|on behalf of) ")


def _is_next(masked: Masked, at: int, person: Name) -> bool:
    """True for the first person named behind this place."""
    return masked.names_in(at, len(masked.text), "P")[:1] == [person]


def _at_end(masked: Masked, person: Name) -> tuple[str, Span, str] | None:
    """For whom one person alone signs, told behind the instrument: “Ada Fenn signed the Accord for Sudland”."""
    found = pattern_of("behalf-at-end").search(masked.text[person.end :])
    party = masked.name_at(person.end + found.start("party")) if found else None
    return (party.entity, party.span, "") if party else None


def _own_government(workbook: Workbook, masked: Masked, person: Name, span: Span) -> tuple[str, Span, str] | None:
    """“his government”: the government, named in the text, of the state that the person's post names."""
    for post in _posts(masked, person):
        for state in _inside(workbook, post.span, "S"):
            for mention in sorted(workbook.mentions):
                entity = workbook.entities[mention.entity]
                if entity.label.startswith("Government of") and state in _inside(workbook, mention.span, "S"):
                    return entity.name, span, " ".join(workbook.source.words(mention.span).split())
    return None


def _of_post(
    workbook: Workbook, masked: Masked, instrument: str, posts: list[Name], told: _Told
) -> tuple[str, Span, str] | None:
    """The body that a signer's post names, or whose unit it names, where that is a party.

    Else the body that the sentence names which first tells the instrument, or any, where that names no state.
    """
    for post in posts:
        for body in _inside(workbook, post.span, "O"):
            if party := _party(workbook, body, told.parties):
                return party, post.span, ""
        owners = [n for n in masked.names if n.kind == "O" and n.entity == told.bodies.get(post.entity)]
        if owners and owners[0].entity in told.parties:
            return owners[0].entity, owners[0].span, ""
    first = min(workbook.entities[instrument].mentions, default=None)
    sentence = workbook.source.find_sentence(first) if first else None
    if sentence is None:
        return None
    named = {m.entity for m in workbook.mentions.inside(sentence.span)}

    def is_a_state(name: str) -> bool:
        return workbook.kind(name) == "S"

    for post in posts:
        for body in _inside(workbook, post.span, "O"):
            if (body in named and not sentence.span.holds(post.span)) or not any(map(is_a_state, named)):
                return body, post.span, ""
    return None


def _party(workbook: Workbook, body: str, parties: frozenset[str]) -> str:
    """The body, or the one whose name its own begins with (“TC Tides Division”), if that is a party; else nothing."""
    if body in parties:
        return body
    label = workbook.entities[body].label
    known = ((name, workbook.entities[name]) for name in sorted(parties) if name in workbook.entities)
    forms = ((name, form) for name, e in known for form in (e.label, *e.aliases))
    return next((name for name, form in forms if label.startswith(f"{form} ")), "")


def _inside(workbook: Workbook, span: Span, kind: str) -> list[str]:
    """The entities of a kind that are named inside a name."""
    inside = (m for m in workbook.mentions.inside(span) if m.span != span)
    return [m.entity for m in inside if workbook.kind(m.entity) == kind]


def _posts(masked: Masked, person: Name) -> list[Name]:
    """The posts in apposition to a person: right before the name, or right behind it."""
    before = pattern_of("posts-before").search(masked.text[: person.start])
    behind = re.match(
        r"(?: \([^()]{1,20}\))?,? (?:the |its |their )?((?:‹X\d+›(?:,? and (?:the )?)?)+)", masked.text[person.end :]
    )
    if behind and not re.match(r"(?: \([^()]{1,20}\))?, and ", masked.text[person.end :]):
        at = person.end + behind.start(1)
        return masked.names_in(at, person.end + behind.end(1), "X")
    return masked.names_in(before.start(1), before.end(1), "X") if before else []


def _without_titles(text: str) -> str:
    """The text with the stops of titles blanked, so that they end no list."""
    return re.sub(r"\b(Dr|Mr|Ms|Mrs|Prof|St|Hon)\.", r"\1 ", text)


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """A pattern of `rules/signatures.yaml`, without regard to case."""
    return re.compile(_expanded(name), re.IGNORECASE)  # a block of signatures may be masked as a title is


@cache
def _expanded(name: str) -> str:
    tree = words_of_signatures()
    person = expand(tree["person"], slots(), {})
    listed = rf"{person}(?:{tree['between']}{person}){{0,7}}"  # bounded: a title may belong to either side
    return expand(tree[name].replace("{PERSON-LIST}", listed), slots(), {})


@cache
def words_of_signatures() -> dict[str, str]:
    """The patterns of `rules/signatures.yaml` by their names."""
    tree: dict[str, str] = read_rules("signatures")
    return tree
