"""What drafting knows of a text while it reads it: entities and mentions, growing from sentence to sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.drafting.proposal import DraftEntity, DraftQuotation, Mention, Reading
from kg.drafting.relating.masked import KINDS, Letters, Masked
from kg.drafting.relating.mentions import Mentions
from kg.model import Sentence, Source, Span

_WORDS_IN_A_NAME = 7


@dataclass(frozen=True)
class Group:
    """Words that stand for names told before (“both agencies”, “it”): the names, and the words that tell them."""

    members: tuple[str, ...]
    antecedent: str


@dataclass(frozen=True)
class Shared:
    """People whose adjective stands here and whose noun, the head, stands with another one."""

    name: str
    head: str


@dataclass
class Workbook:
    """Entities by name, mentions, groups by the name of their own, and quotations of one text.

    `reserved` are names that no entity may have, such as the words of closed lists; `acts` the words of those
    undertakings that a verb tells (“will consult”), with the status that its mood and tense tell, where they do;
    `led` those whose status what leads to their list has told.
    """

    source: Source
    entities: dict[str, DraftEntity]
    mentions: Mentions
    groups: dict[str, Group] = field(default_factory=dict)
    quotations: list[DraftQuotation] = field(default_factory=list)
    twins: dict[str, list[str]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    shared: dict[Span, Shared] = field(default_factory=dict)
    acts: dict[Span, str] = field(default_factory=dict)
    led: set[str] = field(default_factory=set)
    _letters: dict[int, Letters] = field(default_factory=dict)
    _masked: dict[int, tuple[int, Masked]] = field(default_factory=dict)
    _inside: dict[int, tuple[Mentions, int, list[Mention]]] = field(default_factory=dict)

    @property
    def things(self) -> list[DraftEntity]:
        """The entities without the groups that stand for them."""
        return [entity for name, entity in self.entities.items() if name not in self.groups]

    @classmethod
    def of(cls, reading: Reading, reserved: Iterable[str] = ()) -> Workbook:
        """A workbook that begins with the names found in a text."""
        return cls(reading.source, dict(reading.entities), Mentions(reading.mentions), reserved=frozenset(reserved))

    def mask(self, sentence: Sentence) -> Masked:
        """The sentence with all names known so far masked; made anew only where names have been added since."""
        if sentence.number not in self._letters:
            self._letters[sentence.number] = Letters(self.source, sentence)
        known = self._masked.get(sentence.number)
        if known is None or known[0] != len(self.mentions):
            plain = self._letters[sentence.number]
            known = len(self.mentions), Masked(self.source, sentence, self.mentions_in(sentence), self.entities, plain)
            self._masked[sentence.number] = known
        return known[1]

    def mentions_in(self, sentence: Sentence) -> list[Mention]:
        """The mentions that lie in a sentence, in the order in which they were found; nobody may change the list."""
        known, seen, inside = self._inside.get(sentence.number, (None, 0, []))
        if known is not self.mentions:
            inside = self.mentions.inside(sentence.span)
        elif seen < len(self.mentions):
            holds = sentence.span.holds
            inside = inside + [m for m in self.mentions.since(seen) if holds(m.span)]
        self._inside[sentence.number] = self.mentions, len(self.mentions), inside
        return inside

    def kind(self, entity: str) -> str:
        """The letter of an entity's class."""
        return KINDS.get(self.entities[entity].type, "Z")

    def add(self, type_name: str, label: str, span: Span | None = None, hint: str = "") -> str:
        """The name of a new entity of this class with this label, mentioned here; its name is a slug of the label."""
        base = to_name(hint or label) or type_name.lower()
        name, number = base, 2
        while name in self.entities or name in self.reserved or name == self.source.name:
            name, number = f"{base}-{number}", number + 1
        self.entities[name] = DraftEntity(name, type_name, " ".join(label.split()))
        if span is not None:
            self.mention(name, span)
        return name

    def find(self, type_name: str, label: str) -> str:
        """The entity of this class with this label, case folded, or an empty string."""
        folded = " ".join(label.split()).casefold()
        return next((n for n, e in self.entities.items() if e.type == type_name and e.label.casefold() == folded), "")

    def find_or_add(self, type_name: str, label: str, span: Span) -> str:
        """The entity of this class with this label, mentioned here; a new one where there is none."""
        name = self.find(type_name, label)
        if not name:
            return self.add(type_name, label, span)
        self.mention(name, span)
        return name

    def named_most(self, kinds: str, before: Span, besides: Iterable[str] = ()) -> tuple[str, list[Span]]:
        """The thing of these letters that the text has named most before a place, with its mentions there, in order.

        An empty name where there is none; of several the first.
        """
        told = {
            name: sorted(span for span in entity.mentions if span < before)
            for name, entity in self.entities.items()
            if self.kind(name) in kinds and name not in self.groups and name not in besides
        }
        most = max(told, key=lambda name: len(told[name]), default="")
        return (most, told[most]) if most and told[most] else ("", [])

    def mention(self, entity: str, span: Span, tier: str = "new") -> None:
        """Notes that these words name the entity."""
        known = self.entities[entity]
        if span not in known.mentions:
            self.entities[entity] = replace(known, mentions=(*known.mentions, span))
        if not any(m.span == span for m in self.mentions.meeting(span)):
            self.mentions.append(Mention(span, entity, tier))

    def forget(self, span: Span) -> None:
        """Notes that these words name nothing, or something else that is to be mentioned next."""
        self.mentions = Mentions(mention for mention in self.mentions if mention.span != span)
        self.forget_masks()

    def forget_masks(self) -> None:
        """Sentences are masked anew: a name has another class now."""
        self._masked.clear()

    def twin(self, entity: str, number: int) -> str:
        """Another thing with the same words: what each of several has for itself (“both feature consortia”)."""
        name = f"{entity}-of-{number + 1}"
        if name not in self.entities:
            self.entities[name] = replace(self.entities[entity], name=name)
            self.twins.setdefault(entity, []).append(name)
        return name

    def add_group(self, members: tuple[str, ...], antecedent: str, span: Span) -> None:
        """Notes that these words stand for one or more entities told before; one alone keeps its class."""
        name = f"group-{len(self.groups) + 1}"
        self.groups[name] = Group(members, antecedent)
        type_name = self.entities[members[0]].type if len(members) == 1 else "Group"
        self.entities[name] = DraftEntity(name, type_name, self.source.words(span))
        self.mentions.append(Mention(span, name, "anaphora"))


def to_name(label: str) -> str:
    """A name for claims files: the first words of a label in small letters, joined by hyphens.

    >>> to_name("Himalaya–Arctic Data Portal"), to_name("the Tide Accord")
    ('himalaya-arctic-data-portal', 'tide-accord')
    """
    plain = unicodedata.normalize("NFKD", label.replace("ø", "o").replace("Ø", "O").replace("ß", "ss"))
    words = re.findall(r"[a-z0-9]+", re.sub(r"[̀-ͯ’'.]", "", plain).casefold())
    if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1:
        words = words[1:]
    return "-".join(words[:_WORDS_IN_A_NAME])[:60].strip("-")
