"""Reads `draft.yaml`: what was proposed, in the form of a claims file, with rule and confidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.claims.file import Saying, read_claims_tree
from kg.drafting.decisions import saying_key
from kg.errors import FindingsError
from kg.findings import Place
from kg.keys import Keys
from kg.marked import Items, Mapping, Text, read_yaml
from kg.reviewing.line import NewEntity, NewQuotation, Offered, from_saying
from kg.sources.read import read_text

_OF_A_DRAFT = ("rule", "firings")
LabelOf = Callable[[str], str]


@dataclass(frozen=True)
class Drafted:
    """A draft as it is reviewed; `candidates` are the entries that an entity could be instead."""

    offers: tuple[Offered, ...] = ()
    rejected: tuple[Offered, ...] = ()
    entities: dict[str, NewEntity] = field(default_factory=dict)
    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quotations: dict[str, NewQuotation] = field(default_factory=dict)


def read_draft(path: Path, shown: str, label_of: LabelOf) -> Drafted | None:
    """The draft of a file, or None where there is none.

    `label_of` gives the label of a register entry, or an empty string. Raises `FindingsError` for what is no YAML.
    """
    if not path.exists():
        return None
    text, _, findings = read_text(path, shown)
    node, more = read_yaml(text, shown) if text is not None else (None, [])
    if findings or more or node is None:
        raise FindingsError([*findings, *more])
    return _to_drafted(Keys().as_mapping(node, Place(shown), "the file"), label_of)


def _to_drafted(tree: Mapping, label_of: LabelOf) -> Drafted:
    keys = Keys()
    rejected = _rejected_tree(tree, keys)
    for item in keys.items(tree, "claims"):
        _push_down(item)
    file, turned_down = (read_claims_tree(one, "", keys) for one in (tree, rejected))
    entities = {
        str(e.name): NewEntity(str(e.name), str(e.type), str(e.label), _words(e.aliases), _words(e.mentions))
        for e in file.entities
    }
    quotations = {
        str(q.name): NewQuotation(str(q.name), str(q.speaker), str(q.label), _words(q.words)) for q in file.quotations
    }

    def label(name: str) -> str:
        known = entities.get(name) or quotations.get(name)
        return (known.label if known else "") or label_of(name)

    offers = tuple(_to_offer(number, saying, label) for number, saying in enumerate(file.sayings, start=1))
    reasons = [tuple(map(str, keys.list_of_words(item, "reasons"))) for item in _items(tree, keys)]
    return Drafted(
        offers,
        tuple(
            Offered(-number, saying_key(saying, label), from_saying(saying), _own(saying, "rule"), reasons=why)
            for number, (saying, why) in enumerate(zip(turned_down.sayings, reasons, strict=False), start=1)
        ),
        entities,
        {name: found for name, entry in keys.mapping(tree, "entities").items() if (found := _candidates(entry, keys))},
        quotations,
    )


def _to_offer(number: int, saying: Saying, label: LabelOf) -> Offered:
    """The proposal without the draft's confidence among what would be written: a person's reading has its own."""
    line = from_saying(saying)
    settings = tuple((key, words) for key, words in line.settings if key != "confidence")
    return Offered(
        number,
        saying_key(saying, label),
        type(line)(**{**line.__dict__, "settings": settings}),
        _own(saying, "rule"),
        _share(str(saying.setting("confidence"))),
        _own(saying, "firings"),
    )


def _push_down(item: Any) -> None:
    """What only a draft says beside a quote goes into each of its sayings, where it is kept."""
    if not isinstance(item, Mapping):
        return
    says = item.get(Text("says", item.place))
    own = {key: item.pop(Text(key, item.place)) for key in _OF_A_DRAFT if key in item}
    if not own or not isinstance(says, Items):
        return
    for at, saying in enumerate(says):
        if isinstance(saying, Text):
            saying = Mapping({Text("say", saying.place): saying})
            saying.place = item.place
        if isinstance(saying, Mapping):
            for key, value in own.items():
                saying.setdefault(Text(key, item.place), value)
            says[at] = saying


def _rejected_tree(tree: Mapping, keys: Keys) -> Mapping:
    """The rejected proposals as claims of a file of their own: each `say` becomes the one item of `says`."""
    claims = Items()
    for item in _items(tree, keys):
        own = {Text("quote", item.place), Text("quotes", item.place), Text("sentence", item.place)}
        says = Items([Mapping({key: value for key, value in item.items() if key not in own and key != "reasons"})])
        says[0].place = says.place = item.place
        claim = Mapping({**{key: item[key] for key in own if key in item}, Text("says", item.place): says})
        claim.place = item.place
        claims.append(claim)
    claims.place = tree.place
    made = Mapping({Text("claims", tree.place): claims})
    made.place = tree.place
    return made


def _items(tree: Mapping, keys: Keys) -> list[Mapping]:
    """The rejected proposals that can be read: those with a `say` of three parts."""
    found = [item for item in keys.items(tree, "rejected") if isinstance(item, Mapping)]
    return [item for item in found if len(str(item.get(Text("say", item.place), "")).split()) >= 3]


def _candidates(entry: Any, keys: Keys) -> tuple[str, ...]:
    return _words(keys.list_of_words(entry, "candidates")) if isinstance(entry, Mapping) else ()


def _own(saying: Saying, key: str) -> str:
    return str(saying.setting(key))


def _share(words: str) -> float | None:
    try:
        return min(1.0, max(0.0, float(words)))
    except ValueError:
        return None


def _words(texts: Any) -> tuple[str, ...]:
    return tuple(str(text) for text in texts)
