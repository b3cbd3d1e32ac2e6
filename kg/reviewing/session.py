"""A review of one statement: what is proposed, what a person decides, and what that makes of the files.

Shared by the page and the terminal. State lives in the files alone: what is accepted stands in `claims.yaml`, what is
turned down or read otherwise in `decisions.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kg.claims.file import Saying
from kg.claims.quotes import Placed
from kg.drafting.decisions import (
    EDITED,
    LINKED,
    REJECTED,
    Decision,
    add_decisions,
    key_of,
    link_key,
    parse_decisions,
    saying_key,
)
from kg.errors import FindingsError, InputError, UsageError
from kg.findings import Finding, Place, Severity
from kg.graph.rules import Rule
from kg.model import Reader
from kg.reviewing.drafted import Drafted, read_draft
from kg.reviewing.gated import Gated, Ground, gates_of
from kg.reviewing.line import Line, NewEntity, Offered, from_saying
from kg.reviewing.links import drafted_label, find_links, follow, with_linked
from kg.reviewing.needs import Need
from kg.reviewing.plan import Planner
from kg.reviewing.store import Store
from kg.reviewing.written import Written, item_numbers
from kg.terms import local_name

CLAIMS, DECISIONS = "claims.yaml", "decisions.yaml"
PENDING, ACCEPTED = "pending", "accepted"
_MOST_HELPS = 12
_READER = ("name", "label", "kind", "on")


@dataclass(frozen=True)
class Outcome:
    """What the gates make of a decision: new findings, and further proposals with which they would be settled.

    `passes` where no error is new; `is_settled` where none would be with the `helps`; `needs` is what things lack even
    then. `is_written` tells whether it was saved; nothing with an error is.
    """

    findings: tuple[Finding, ...]
    helps: tuple[int, ...] = ()
    needs: tuple[Need, ...] = ()
    is_settled: bool = False
    is_written: bool = False

    @property
    def passes(self) -> bool:
        """True where no error is new."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


class Session:
    """A review by one reader. Every decision is saved at once, as one step that can be taken back."""

    def __init__(self, folder: Path, ground: Ground, reader: Reader, *, shown_draft: str = "draft.yaml") -> None:
        self.ground, self.reader, self.folder = ground, reader, folder
        self.store = Store(folder, (CLAIMS, DECISIONS))
        self.gate = gates_of(ground)
        self._linked: tuple[tuple[str, str], dict[str, str]] | None = None
        if not self.gated.is_readable:
            raise FindingsError(self.gated.findings)
        drafted = read_draft(folder / "draft.yaml", shown_draft, self.gated.label)
        self.has_draft, self.drafted = drafted is not None, drafted or Drafted()
        self.offers = {offer.number: offer for offer in (*self.drafted.offers, *self.drafted.rejected)}

    @property
    def gated(self) -> Gated:
        """The claims file as it is now."""
        return self.gate(self.store.text(CLAIMS))

    @property
    def decisions(self) -> dict[str, Decision]:
        """What was decided, by key."""
        return parse_decisions(self.store.text(DECISIONS), DECISIONS)

    @property
    def links(self) -> dict[str, str]:
        """Names of the draft that are another name: a person said so, or this file declares the same by that name."""
        texts = (self.store.text(CLAIMS), self.store.text(DECISIONS))
        if self._linked is None or self._linked[0] != texts:
            self._linked = texts, find_links(self.drafted, self.gated, self.decisions)
        return self._linked[1]

    def line_of(self, number: int) -> Line:
        """What a proposal says, with the names that a person linked. Raises `UsageError`."""
        return self.offer(number).line.with_names(self.links)

    def offer(self, number: int) -> Offered:
        """The proposal of this number. Raises `UsageError` where there is none."""
        if number not in self.offers:
            raise UsageError(f"no proposal {number}", do=f"there are {len(self.drafted.offers)}")
        return self.offers[number]

    def states(self) -> dict[int, str]:
        """Every proposal's state by its number: pending, accepted, edited or rejected."""
        decisions, links, known = self.decisions, self.links, self.gated.saying_keys
        return {number: self._state(offer, decisions, links, known) for number, offer in self.offers.items()}

    def preview(self, lines: Iterable[Line], entities: Iterable[NewEntity] = (), *, instead_of: str = "") -> Outcome:
        """What the gates say about the file with these lines, instead of a claim where one is named; writes nothing."""
        base = self._without(instead_of)[1] if instead_of else ""
        return self._settled(list(lines), list(entities), base)

    def accept(self, numbers: list[int]) -> Outcome:
        """Take proposals over as they are. Where an error is new, nothing is written."""
        offers = [self.offer(number) for number in numbers]
        lines = [self.line_of(number) for number in numbers]
        decided = [d for offer, line in zip(offers, lines, strict=True) if (d := self._edited(offer, line))]
        return self._save(f"accepted: {'; '.join(line.say for line in lines)}", lines, [], decided)

    def edit(self, number: int, line: Line, entities: Iterable[NewEntity] = (), helps: Iterable[int] = ()) -> Outcome:
        """Take a proposal over as a person reads it, with further proposals that it needs."""
        decided = self._edited(self.offer(number), line)
        lines = [line, *map(self.line_of, helps)]
        return self._save(f"edited: {line.say}", lines, list(entities), [decided] if decided else [])

    def add(self, line: Line, entities: Iterable[NewEntity] = (), helps: Iterable[int] = ()) -> Outcome:
        """Add a claim that nobody proposed, with proposals that it needs."""
        return self._save(f"added: {line.say}", [line, *map(self.line_of, helps)], list(entities), [])

    def reject(self, numbers: list[int]) -> Outcome:
        """Turn proposals down, and remember it."""
        decided = [self._decision(self.offer(number), REJECTED) for number in numbers]
        what = f"rejected: {'; '.join(decision.say for decision in decided)}"
        self.store.write(what, {DECISIONS: add_decisions(self.store.text(DECISIONS), decided)})
        return Outcome((), is_settled=True, is_written=True)

    def accept_sure(self, sentence: int, least: float) -> tuple[Outcome, list[int]]:
        """Take over every pending proposal of a sentence that passes and whose confidence is at least this.

        Gives the numbers of those that were taken; one step takes them all back.
        """
        states, sentences = self.states(), self.sentences()
        wanted = [
            number
            for number, offer in self.offers.items()
            if states[number] == PENDING and not offer.reasons and sentences[number] == sentence
            and offer.confidence is not None and offer.confidence >= least
        ]  # fmt: skip
        taken: list[int] = []
        for number in wanted:
            helps = self.preview(map(self.line_of, [*taken, number])).helps if number not in taken else ()
            more = [number, *(one for one in helps if one in wanted)]
            if number not in taken and self._try(list(map(self.line_of, [*taken, *more])), [])[1].passes:
                taken += more
        return (self.accept(sorted(taken)), sorted(taken)) if taken else (Outcome(()), [])

    def link(self, name: str, to: str) -> Outcome:
        """Say that one entity is another: the proposed ones from now on, those of the claims file there too.

        Raises `UsageError` for unknown names, and for what is linked to itself.
        """
        known = self.gated.find(to) or self.drafted.entities.get(to)
        if known is None:
            names = (*self.gated.names.declared, *self.drafted.entities)
            near = self.ground.register.nearest(to, names) if len(to) < 200 else ""
            raise UsageError(f"no entity {to!r}", nearest=near, do="take one of the register, the draft or this file")
        if follow(self.links, to) == name or name == to:
            raise UsageError(f"{name} is linked to itself", do="choose another entity")
        text, what = self.store.text(CLAIMS), f"linked: {name} is {to}"
        declared = next((e for e in self.gated.file.entities if e.name == name), None)
        drafted = self.drafted.entities.get(name)
        if declared is None and drafted is None:
            raise UsageError(
                f"no entity {name!r} in this statement", do="link one that the draft or this file declares"
            )
        if declared is not None:
            text = with_linked(text, name, to, self.gate, self.drafted)
        label = drafted_label(name, self.drafted, self.gated)
        decision = Decision(link_key(label), f"{name} is {to}", "", self.reader.label, self.reader.on, LINKED, to)
        outcome = self._outcome(text)
        if outcome.passes:
            texts = {CLAIMS: text, DECISIONS: add_decisions(self.store.text(DECISIONS), [decision])}
            self.store.write(what, texts)
        return replace(outcome, is_written=outcome.passes)

    def take_out(self, name: str) -> Outcome:
        """Take a claim, known by its hash name, out of the file, and remember it as turned down.

        Raises `UsageError` where there is none. Nothing is written where an error is new: something rests on the claim.
        """
        saying, text = self._without(name)
        outcome = self._outcome(text)
        if outcome.passes:
            self._check_kept(text, -1, gone=1)
            decided = self._of_claim(saying, REJECTED)
            decisions = add_decisions(self.store.text(DECISIONS), [decided])
            self.store.write(f"taken out: {decided.say}", {CLAIMS: text, DECISIONS: decisions})
        return replace(outcome, is_settled=outcome.passes, is_written=outcome.passes)

    def change(self, name: str, line: Line, entities: Iterable[NewEntity] = (), helps: Iterable[int] = ()) -> Outcome:
        """Read a claim of the file, known by its hash name, otherwise, with proposals that this needs; one step.

        Raises `UsageError` where there is no such claim, and where nothing is changed. Nothing is written where an
        error is new.
        """
        saying, base = self._without(name)
        if replace(line, sentence=str(saying.sentence)) == from_saying(saying):
            raise UsageError("nothing is changed", do="change a field, or cancel")
        decided = self._of_claim(saying, EDITED)
        lines = [line, *map(self.line_of, helps)]
        what = f"changed: {decided.say} → {line.say}"
        return self._save(what, lines, list(entities), [decided] if self._key(line) != decided.key else [], base)

    def excuse(self, words: str, reason: str) -> Outcome:
        """Say why no claim quotes these words of the text."""
        text = Written(self._with_reader(self.store.text(CLAIMS))).with_excuse(words, reason)
        outcome = self._outcome(text)
        if outcome.passes:
            self.store.write(f"excused as {reason}: {words}", {CLAIMS: text})
        return replace(outcome, is_settled=outcome.passes, is_written=outcome.passes)

    def undo(self) -> str:
        """Take the last decision back, on disk too, and say which it was."""
        return self.store.undo()

    def redo(self) -> str:
        """Decide the last undone thing again, and say what it was."""
        return self.store.redo()

    def reload(self) -> None:
        """Take the files as they are now; what was decided before can no longer be undone."""
        self.store.read()

    def sentences(self) -> dict[int, int]:
        """The sentence of every proposal by its number; 0 where its quote cannot be placed."""
        return {number: placed.sentence if placed else 0 for number, placed in self.placed.items()}

    @cached_property
    def placed(self) -> dict[int, Placed | None]:
        """Where the quotes of every proposal stand."""
        place = Place("")
        return {number: self.gated.place(offer.line.to_saying(place)) for number, offer in self.offers.items()}

    def _label(self, name: str) -> str:
        drafted = self.drafted.entities.get(name) or self.drafted.quotations.get(name)
        return self.gated.label(name) or (drafted.label if drafted else "")

    def _state(
        self, offer: Offered, decisions: Mapping[str, Decision], links: Mapping[str, str], known: set[str]
    ) -> str:
        if {offer.key, self._key(offer.line.with_names(links))} & known:
            return ACCEPTED
        decision = decisions.get(offer.key)
        return decision.verdict if decision else PENDING

    def _key(self, line: Line) -> str:
        obj = line.obj if line.is_words else self._label(line.obj) or line.obj
        return key_of(self._label(line.subject) or line.subject, line.predicate, obj, line.quotes)

    def _without(self, name: str) -> tuple[Saying, str]:
        """A claim's saying, and the file's text without it. Raises `UsageError` where there is no such claim."""
        claim = next((claim for claim in self.gated.claims if claim.name == name), None)
        if claim is None:
            raise UsageError("no such claim in the file", do="read it anew")
        sayings = self.gated.file.sayings
        at = next(number for number, saying in enumerate(sayings) if saying.place == claim.place)
        items = item_numbers(self.gated.text, sayings)
        return sayings[at], Written(self.gated.text).without_saying(items[at], at - items.index(items[at]))

    def _of_claim(self, saying: Saying, verdict: str) -> Decision:
        """What is remembered of a claim of the file, so that no draft proposes it again."""
        key, line = saying_key(saying, self.gated.label), from_saying(saying)
        return Decision(key, line.say, " … ".join(line.quotes), self.reader.label, self.reader.on, verdict)

    def _edited(self, offer: Offered, line: Line) -> Decision | None:
        """What has to be remembered where a proposal is taken over otherwise than a new draft would make it again."""
        return None if self._key(line) == offer.key else self._decision(offer, EDITED)

    def _decision(self, offer: Offered, verdict: str) -> Decision:
        quote = " … ".join(offer.line.quotes)
        return Decision(offer.key, offer.line.say, quote, self.reader.label, self.reader.on, verdict)

    def _planner(self, entities: Iterable[NewEntity]) -> Planner:
        return Planner(self.gate, self.drafted, self.links, {entity.name: entity for entity in entities})

    def _try(self, lines: list[Line], entities: list[NewEntity], base: str = "") -> tuple[str, Outcome]:
        text = self._planner(entities).with_lines(self._with_reader(base or self.store.text(CLAIMS)), lines)
        return text, self._outcome(text)

    def _with_reader(self, text: str) -> str:
        """With this reader among those of the file."""
        if self.reader.name in [str(words["name"]) for words in self.gated.file.readers]:
            return text
        return Written(text).with_item("readers", {key: getattr(self.reader, key) for key in _READER})

    def _outcome(self, text: str) -> Outcome:
        return Outcome(self.gate(text).new_findings(self.gated))

    def _settled(self, lines: list[Line], entities: list[NewEntity], base: str = "") -> Outcome:
        """What the gates say, with pending proposals that give a thing what it lacks: a status, a kind."""
        text, outcome = self._try(lines, entities, base)
        helps: list[int] = []
        found, tried = text, outcome
        while not tried.passes and len(helps) < _MOST_HELPS:
            more = self._help(self.gate(found).needs - self.gated.needs, helps)
            if more is None:
                break
            helps.append(more)
            found, tried = self._try([*lines, *map(self.line_of, helps)], entities, base)
        needs = tuple(sorted(self.gate(found).needs - self.gated.needs))
        return replace(outcome, helps=tuple(helps), needs=needs, is_settled=tried.passes)

    def _help(self, needs: set[Need], known: list[int]) -> int | None:
        """The surest pending proposal that meets one of the needs, or None."""
        states = self.states()
        found = [
            offer
            for offer in self.drafted.offers
            if states[offer.number] == PENDING and offer.number not in known and self._meets(offer.number, needs)
        ]
        return max(found, key=lambda o: (o.confidence or 0, -o.number)).number if found else None

    def _meets(self, number: int, needs: set[Need]) -> bool:
        line = self.line_of(number)
        if {Need(line.subject, line.predicate), Need(line.obj, line.predicate, is_inverse=True)} & needs:
            return True
        heads = {name for rule in self.ground.rules for name in _heads_of(rule, line.predicate)}
        return any(need.name == line.subject and need.predicate in heads for need in needs)

    def _save(
        self, what: str, lines: list[Line], entities: list[NewEntity], decided: list[Decision], base: str = ""
    ) -> Outcome:
        """Writes these lines; `base` is the file's text without the claim that they stand instead of."""
        text, outcome = self._try(lines, entities, base)
        if not outcome.passes:
            return self._settled(lines, entities, base)
        gone = 1 if base else 0
        self._check_kept(text, len(lines) - gone, gone=gone)
        decisions = add_decisions(self.store.text(DECISIONS), decided)
        self.store.write(what, {CLAIMS: text} | ({DECISIONS: decisions} if decided else {}))
        return replace(outcome, is_settled=True, is_written=True)

    def _check_kept(self, text: str, more: int, *, gone: int = 0) -> None:
        """The last guard before a file is written: all that was said but `gone` is said, and just as much more."""
        before, after = (self.gate(one).file.sayings for one in (self.store.text(CLAIMS), text))
        missing = Counter(saying.shown for saying in before) - Counter(saying.shown for saying in after)
        if missing.total() > gone or len(after) != len(before) + more:
            do = "write its `claims` one item a line, as docs/claims-file.md shows, then review again"
            raise InputError("a claims file of a form that cannot be added to", where=self.ground.shown, do=do)


def _heads_of(rule: Rule, predicate: str) -> list[str]:
    """The name of the predicate that a rule infers, where this one is among what it rests on."""
    rests_on = [local_name(pattern.path.iri) for pattern in rule.body]
    return [local_name(rule.head.path.iri)] if predicate in rests_on else []
