"""Reads a file in the claims form (a gold `claims.yaml`, a `draft.yaml`) into an account of its text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg import terms
from kg.claims.file import ClaimsFile, Saying, read_claims_tree
from kg.claims.names import Names
from kg.claims.quotes import QuotePlacer
from kg.claims.statement import read_statement
from kg.errors import FindingsError, InputError
from kg.findings import has_errors
from kg.keys import Keys
from kg.marked import Mapping as Tree
from kg.marked import read_yaml
from kg.model import Entity, Source
from kg.register import Register
from kg.scoring.account import NONE, Account, Gold, Said, Thing
from kg.scoring.groups import Families
from kg.scoring.occurrences import find_spans
from kg.sources.read import read_source, read_text
from kg.vocabulary import Vocabulary


def read_gold(folder: Path, register: Register, vocabulary: Vocabulary, core: Path | None = None) -> Gold:
    """The gold standard of a statement folder: `claims.yaml`, and `links.yaml` and `core.txt` where they are there.

    `core` is another file of core claims. Raises `FindingsError` where the gates find an error in the gold standard:
    one that does not hold measures nothing.
    """
    checked = read_statement(folder, register, vocabulary, Path.as_posix)
    if has_errors(checked.findings):
        raise FindingsError(f for f in checked.findings if has_errors([f]))
    account = read_claims_account(folder / "claims.yaml", read_text_of(folder), register, vocabulary)
    return Gold(account, _links_beside(folder, account), _read_core(core or folder / "core.txt", account))


def read_text_of(folder: Path) -> Source:
    """The frozen text of a statement folder. Raises `FindingsError` where it cannot be read."""
    path = folder / "source.txt"
    source, findings = read_source(path, path.as_posix(), folder.name)
    if source is None:
        raise FindingsError(findings)
    return source


def read_claims_account(path: Path, source: Source, register: Register, vocabulary: Vocabulary) -> Account:
    """The account of a file in the claims form; what it says need not pass the gates, a quote may be wrong.

    Raises `InputError` where the file cannot be read at all.
    """
    text, _, findings = read_text(path, path.as_posix())
    node, more = read_yaml(text, path.as_posix()) if text is not None else (None, [])
    if not isinstance(node, Tree):
        do = "; ".join(str(f.found) for f in [*findings, *more]) or "give a claims file"
        raise InputError("no claims can be read", where=path.as_posix(), do=do)
    file = read_claims_tree(node, source.name, Keys())
    is_reviewed = path.name == "claims.yaml"
    account = _Accounts(file, source, register, vocabulary).read(is_reviewed=is_reviewed)
    links = _links_beside(path.parent, account) if is_reviewed else {}
    things = {name: _linked(thing, links.get(name, NONE)) for name, thing in account.things.items()}
    return replace(account, things=things)


def _linked(thing: Thing, link: str) -> Thing:
    return thing if link == NONE else replace(thing, identifiers=thing.identifiers | {link})


def _links_beside(folder: Path, account: Account) -> Mapping[str, str]:
    path = folder / "links.yaml"
    return _read_links(path, account) if path.exists() else _known_links(account)


class _Accounts:
    """Turns one file in the claims form into an account."""

    def __init__(self, file: ClaimsFile, source: Source, register: Register, vocabulary: Vocabulary) -> None:
        self.file, self.source, self.vocabulary = file, source, vocabulary
        self.names = Names(file, source, register, vocabulary, Keys())
        self.placer = QuotePlacer(source, self.names.quotations, Keys())

    def read(self, *, is_reviewed: bool) -> Account:
        """The account; in a draft, what the register knows is mentioned only where the draft says so."""
        claims = tuple(self._said(saying) for saying in self.file.sayings)
        entities = self._entities(claims)
        families = Families(self.vocabulary)
        given = {} if is_reviewed else self.names.declared_mentions
        forms = {name: given.get(name) or entity.forms for name, entity in entities.items()}
        kinds = {name: families.of(terms.local_name(entity.type)) for name, entity in entities.items()}
        spans = find_spans(self.source.text, forms, kinds)
        quotations = {q.entity.name: q.spans for q in self.names.quotations}
        things = {name: to_thing(entity, self.names, spans[name]) for name, entity in entities.items()}
        return Account(self.source, self.source.name, things, quotations, claims)

    def _entities(self, claims: Iterable[Said]) -> dict[str, Entity]:
        """The declared entities and those of the register that a claim or a quotation names, by name."""
        used = [name for said in claims for name in (said.subject, said.obj, said.voice) if name]
        named = [
            *self.names.declared,
            *self.names.declared_mentions,
            *used,
            *(q.speaker for q in self.names.quotations),
        ]
        found = {name: self.names.find(name) for name in dict.fromkeys(named)}
        return {name: entity for name, entity in found.items() if entity and entity is not self.names.document}

    def _said(self, saying: Saying) -> Said:
        placed = self.placer.place(saying)
        predicate = self.vocabulary.sayable.get(saying.predicate)
        is_listed = predicate is not None and saying.obj in self.names.find_concepts(predicate)
        voice = (self.placer.voice(placed, saying) if placed else None) or str(saying.setting("voice"))
        return Said(
            saying.subject,
            saying.predicate,
            saying.obj,
            "words" if saying.is_words else "concept" if is_listed else "thing",
            tuple(map(str, saying.quotes)),
            placed.spans if placed else (),
            placed.sentence if placed else 0,
            str(saying.setting("told-as", "fact")),
            str(saying.setting("polarity", "affirmed")),
            "" if voice == self.source.name else voice,
            to_confidence(saying.setting("confidence", "1")),
            str(saying.setting("rule")),
            {str(end): str(reason) for end, reason in saying.because.items()},
            str(saying.setting("cue")),
            str(saying.setting("antecedent")),
            str(saying.setting("head")),
        )


def to_thing(entity: Entity, names: Names, spans: tuple[object, ...]) -> Thing:
    """An entity of a claims file as a thing of an account."""
    is_known = entity.name in names.register
    return Thing(
        entity.name,
        terms.local_name(entity.type),
        entity.label,
        tuple(form for form in (entity.label, entity.acronym, *entity.aliases) if form),
        entity.forms,
        spans,  # type: ignore[arg-type]
        identifiers_of(entity),
        entity.name if is_known else "",
        entity.jurisdiction,
    )


def identifiers_of(entity: Entity) -> frozenset[str]:
    """The identifiers that a register's entry has, such as `ror:021nxhr62`."""
    codes = {f"iso:{fact.obj}" for fact in entity.facts if fact.predicate == terms.SKOS + "notation"}
    return frozenset(codes | {identifier for fact in entity.facts if (identifier := to_identifier(fact.obj))})


def to_identifier(words: str) -> str:
    """An identifier in its short form, or an empty string for words that are none.

    >>> to_identifier("https://ror.org/021nxhr62"), to_identifier("http://www.wikidata.org/entity/Q30")
    ('ror:021nxhr62', 'wikidata:Q30')
    >>> to_identifier("iso:GB"), to_identifier("a word")
    ('iso:GB', '')
    """
    for prefix, short in ((terms.ROR, "ror:"), (terms.WIKIDATA, "wikidata:")):
        if words.startswith(prefix):
            return short + words.removeprefix(prefix)
    kind, _, value = words.partition(":")
    return words if kind in ("ror", "iso", "wikidata") and value and " " not in value else ""


def to_confidence(words: object) -> float:
    """A confidence between 0 and 1; 1 where it is none."""
    try:
        number = float(str(words))
    except ValueError:
        return 1.0
    return number if 0 <= number <= 1 else 1.0


def _known_links(account: Account) -> dict[str, str]:
    """Without `links.yaml`: the register's own entries are right, for them the first identifier or their name."""
    known = {name: thing for name, thing in account.things.items() if thing.register}
    return {name: _best(thing) for name, thing in known.items()}


def _best(thing: Thing) -> str:
    order = sorted(thing.identifiers, key=lambda i: (not i.startswith("ror:"), not i.startswith("iso:"), i))
    return order[0] if order else f"entry:{thing.register}"


def _read_links(path: Path, account: Account) -> Mapping[str, str]:
    text, _, findings = read_text(path, path.as_posix())
    node, more = read_yaml(text, path.as_posix()) if text is not None else (None, [])
    if not isinstance(node, Tree):
        raise InputError("no links can be read", where=path.as_posix(), do=str([*findings, *more][:1] or "fill it"))
    for name, value in node.items():
        is_good = isinstance(value, str) and (value == NONE or to_identifier(value))
        if not is_good or name not in account.things:
            do = "write `name: ror:…`, `name: iso:GB` or `name: none`, for an entity of the claims file"
            raise InputError(f"no link: {name}: {value}", where=str(name.place), do=do)
    return {str(name): str(value) for name, value in node.items()}


def _read_core(path: Path, account: Account) -> frozenset[tuple[str, str, str]]:
    """The core claims, one `subject predicate object` a line; each must stand in the gold standard."""
    if not path.exists():
        return frozenset()
    text, _, findings = read_text(path, path.as_posix())
    if text is None:
        raise InputError("the core cannot be read", where=path.as_posix(), do=str(findings[0].found))
    known = {said.triple for said in account.claims}
    core = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        triple = _split(line)
        if triple not in known:
            do = "write a saying of the claims file: subject predicate object"
            raise InputError(
                f"no claim of the gold standard: {line.strip()}", where=f"{path.as_posix()}:{number}:1", do=do
            )
        core.append(triple)
    return frozenset(core)


def _split(line: str) -> tuple[str, str, str]:
    subject, predicate, obj = [*line.split(None, 2), "", "", ""][:3]
    if obj.startswith('"'):
        try:
            obj = str(json.loads(obj.strip()))
        except ValueError:
            return subject, predicate, ""
    return subject, predicate, obj.strip()
