"""Puts the chunks of a sentence together to clauses: who does what, to what, by whom, where and when.

A clause is a verb with its subject, its objects and its prepositional phrases. Relative clauses (“which opens in May”),
participles (“funded by the council”) and infinitives (“to train engineers”) are clauses of their own.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from kg.drafting.relating.clauses.chunks import (
    BARE_PAST,
    FINITE,
    GERUNDIAL,
    INFINITIVE,
    PARTICIPIAL,
    Chunk,
    Verb,
    chunks_of,
)
from kg.drafting.relating.clauses.lexicon import words_of

AGENTS = "OSPXCY"
"""Letters of those who act."""
NODES = "UNMGFIR"
"""Letters of undertakings, instruments and strategies."""


class Phrase(NamedTuple):
    """A noun phrase: its stretch of the masked text, and the preposition before it.

    `letter` is the kind of the name that it ends with, or an empty string; `group` the number that phrases of one list
    share; `is_apposition` where it only tells more of the one before.
    """

    start: int
    end: int
    role: str = ""
    letter: str = ""
    group: int = 0
    is_apposition: bool = False


@dataclass
class Clause:
    """A verb with its subject, objects and prepositional phrases.

    `subjects` and `objects` are lists whose first member is the head; `phrases` are all phrases with a preposition, in
    front of the verb or behind it; `inside` those that stand within the subject; `times` and `sums` are stretches;
    `where` is what “at which” or “under which” stands for.
    """

    verb: Verb | None
    start: int
    subjects: list[Phrase] = field(default_factory=list)
    inside: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    sums: list[tuple[int, int]] = field(default_factory=list)
    verb_end: int = 0
    kind: str = FINITE
    parent: Clause | None = None
    where: list[Phrase] = field(default_factory=list)
    shares_objects: bool = False
    """True while its objects are those of the clause that it goes on: “which ‹O1› signed in May and renewed today”."""


@lru_cache(maxsize=256)
def read_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a masked sentence, in the order of their verbs; what has no verb is a clause without one.

    They are kept for whoever asks again, so nobody may change them.
    """
    return tuple(_Reader(chunks_of(text), text).read())


def behind_object(clause: Clause, role: str = "") -> list[Phrase]:
    """The phrases with “of” or “for” right behind the object: “doses” of “compared a series of doses”.

    With a role, those behind the phrase of that role: “the plan” of “contributes to the goals of the plan”.
    """
    ends = [p.end for p in clause.phrases if p.role == role][:1] if role else [p.end for p in clause.objects[:1]]
    return [p for p in clause.phrases for end in ends if p.role in ("of", "for") and 0 < p.start - end < _RIGHT_BEHIND]


_RIGHT_BEHIND = 6
"""Signs that a preposition and the blanks around it take."""


class _Reader:
    def __init__(self, chunks: list[Chunk], text: str) -> None:
        self.chunks, self.text = chunks, text
        self.clauses: list[Clause] = []
        self.current: Clause | None = None
        self.outer: list[Chunk] = []
        self.pending: list[Chunk] = []

    def read(self) -> list[Clause]:
        for at, chunk in enumerate(self.chunks):
            if chunk.kind == "stop" or self._begins_anew(at, chunk):
                self._close()
            elif chunk.kind == "verb":
                self._open(at, chunk)
                self.pending = []
            else:
                self.pending.append(chunk)
        self._close()
        return self.clauses

    def _begins_anew(self, at: int, chunk: Chunk) -> bool:
        """True for the “that” behind a verb of telling: what follows is a sentence of its own."""
        is_that = chunk.kind == "sub" and chunk.role == "that" and self.current is not None
        following = self.chunks[at + 1 : at + 2]
        return is_that and bool(following) and following[0].kind == "np"

    def _close(self) -> None:
        """Ends all clauses: what is pending belongs to the last of them."""
        if self.current is not None:
            self._complete(self.current, self.pending)
        elif self.pending or self.outer:
            self._verbless([*self.outer, *self.pending])
        self.current, self.outer, self.pending = None, [], []

    def _verbless(self, chunks: list[Chunk]) -> None:
        found = [c for c in chunks if c.kind == "np"]
        if found:
            clause = Clause(None, found[0].start)
            _, subject = _fronted(chunks)
            self._take_subject(clause, subject)
            self.clauses.append(clause)

    # -- a verb -------------------------------------------------------------------------------------------------------

    def _open(self, at: int, chunk: Chunk) -> None:
        verb = chunk.verb
        assert verb is not None
        kind = self._kind(at, verb)
        verb = replace(verb, is_passive=True) if kind == PARTICIPIAL else verb
        clause = Clause(verb, chunk.start, verb_end=chunk.end, kind=kind, parent=self.current)
        pending = self.pending
        last = _last(pending)
        if kind == INFINITIVE:
            self._infinitive(clause, pending)
        elif last is not None and last.kind == "rel":
            self._relative(clause, pending)
        elif kind in (PARTICIPIAL, GERUNDIAL):
            self._participle(clause, pending, last)
        elif last is None or last.kind in ("conj", "comma"):
            self._sharing(clause, pending, last)
        else:
            self._with_subject(clause, pending)
        self.clauses.append(clause)
        self.current = clause

    def _kind(self, at: int, verb: Verb) -> str:
        """What a verb is whose form alone does not tell it: “launched in 2022” behind a noun."""
        if verb.form != BARE_PAST:
            return verb.form
        following = self.chunks[at + 1 :]
        if _index(self.pending, "rel") >= 0 and _last(self.pending) is not None:
            return FINITE  # “which their ministers adopted”
        next_kind = following[0].kind if following else "stop"
        last = _last(self.pending)
        has_outer_verb = self.current is not None and self.current.kind == FINITE and last is not None
        is_behind_comma = bool(self.pending) and self.pending[-1].kind == "comma"
        if is_behind_comma and _is_by(following):
            return PARTICIPIAL  # “the meeting, hosted last week by …”
        if next_kind in ("np", "money") and not (is_behind_comma and _later_finite(following)):
            return FINITE
        is_of_an_agent = last is not None and last.kind == "np" and last.letter in AGENTS and bool(last.letter)
        is_aside = is_behind_comma and self.current is None  # “the council, set up in 2013, regulates …”
        if _later_finite(following) and (not is_of_an_agent or is_aside or _is_under(following)):
            return PARTICIPIAL
        if is_behind_comma:
            return PARTICIPIAL if (has_outer_verb or _later_finite(following)) else FINITE
        if last is None or last.kind == "stop":
            return PARTICIPIAL if self.current is None else FINITE
        if last.kind == "conj":
            return (
                self.current.kind if self.current is not None and self.current.kind in (PARTICIPIAL, FINITE) else FINITE
            )
        if last.kind in ("np", "time", "money") and has_outer_verb and not _starts_a_clause(self.pending):
            return PARTICIPIAL
        return FINITE

    def _infinitive(self, clause: Clause, pending: list[Chunk]) -> None:
        parent = self.current
        if parent is None:
            # “a plan to …”, “Norland to test …”: the subject of a headline, or what hangs on a noun
            fronted, subject = _fronted(pending)
            self._take(clause, fronted)
            self._take_subject(clause, subject)
            self.outer = [*self.outer, *pending] if pending else self.outer
            return
        self._complete(parent, pending)
        lemma = parent.verb.lemma if parent.verb else ""
        proposers = self._proposers(pending)
        if proposers:  # “took note of a proposal by ‹O1› to create …”
            clause.subjects = proposers
            return
        is_for_another = lemma in words_of("asking") or lemma in words_of("letting")
        if is_for_another and parent.verb and not parent.verb.is_passive and parent.objects:
            clause.subjects = parent.objects
        else:
            clause.subjects = parent.subjects
            clause.inside = parent.inside

    def _proposers(self, pending: list[Chunk]) -> list[Phrase]:
        """Those whose proposal or plan an infinitive tells of: “‹O1›” of “a proposal by ‹O1› to create …”."""
        heads = [(c, self.text[c.start : c.end].casefold().split()[-1]) for c in pending if c.kind == "np"]
        planned = [c.end for c, head in heads if head in words_of("planning")]
        behind = [p for p in _phrases(pending) if p.role in ("by", "from")]
        return [p._replace(role="") for p in behind if planned and p.start > planned[0]]

    def _relative(self, clause: Clause, pending: list[Chunk]) -> None:
        """Behind “which” the subject is what stands before it."""
        before = pending[: _index(pending, "rel")]
        clause.kind = "relative"
        if self.current is not None:
            before = self._set_apart(self.current, before)
            if self.outer and before is self.outer:
                self._take_antecedent(clause, before, None)
                return
            self._complete(self.current, before)
            self._take_antecedent(clause, before, self.current)
        else:
            self.outer = [*self.outer, *before]
            self._take_antecedent(clause, before, None)

    def _participle(self, clause: Clause, pending: list[Chunk], last: Chunk | None) -> None:
        parent = self.current
        if last is not None and last.kind == "conj" and parent is not None and parent.kind == clause.kind:
            self._complete(parent, pending[:-1])
            clause.subjects, clause.inside = parent.subjects, parent.inside
            return
        if parent is None:
            self.outer = [*self.outer, *pending]
            if not pending:  # “Led by ‹O1›, it produced …”
                clause.kind = "fronted"
                return
            self._take_antecedent(clause, pending, None)
            return
        pending = self._set_apart(parent, pending)
        if self.outer and pending:
            self._take_antecedent(clause, pending, None)
            return
        self._complete(parent, pending)
        is_loose = bool(pending) and pending[-1].kind == "comma"
        if clause.kind == GERUNDIAL and is_loose:
            clause.subjects = parent.objects if _is_node(parent.objects) else parent.subjects
            clause.inside = parent.inside
            return
        self._take_antecedent(clause, pending, parent)

    def _set_apart(self, parent: Clause, pending: list[Chunk]) -> list[Chunk]:
        """The subject of a clause to come, set apart from the clause before: “…, and the hub, opened in May, has …”."""
        at = next(
            (i for i in range(len(pending) - 1, 0, -1) if pending[i].kind == "conj" and pending[i - 1].kind == "comma"),
            0,
        )
        at = at or next((i for i, c in enumerate(pending) if c.kind == "conj" and c.role in words_of("contrasting")), 0)
        if pending and pending[0].kind == "sub" and pending[-1].kind == "comma" and _has_noun(pending):
            self.outer = pending[1:]  # “… that construction of the hub, planned for May, has …”
            return self.outer
        if not at or pending[-1].kind != "comma" or at + 1 >= len(pending) - 1:
            return pending
        self._complete(parent, pending[:at])
        self.outer = pending[at + 1 :]
        return self.outer

    def _sharing(self, clause: Clause, pending: list[Chunk], last: Chunk | None) -> None:
        """A verb behind a conjunction or a comma: it shares the subject of the one before, or that was pending."""
        if self.outer:
            if self.current is not None:
                self._complete(self.current, pending)
            self._outer_subject(clause)
            return
        parent = self._finite_parent()
        if self.current is not None and parent is not None:
            self._complete(self.current, pending)
            clause.subjects, clause.inside = parent.subjects, parent.inside
            clause.parent = parent
            if _is_object_relative(parent):
                clause.objects, clause.shares_objects = list(parent.objects), True
            return
        self._with_subject(clause, pending)

    def _with_subject(self, clause: Clause, pending: list[Chunk]) -> None:
        is_fronted = self.current is not None and self.current.kind == "fronted"
        if self.current is not None and is_fronted and not _has_which(pending):  # “Led by ‹O1›, it produced …”
            before, subject = _at_last_comma(pending)
            self._complete(self.current, before)
            self._take_subject(clause, subject)
            self.current.subjects, self.current.inside = clause.subjects, clause.inside
            self.outer = []
            return
        if self.outer and self.current is None:
            pending, self.outer = [*self.outer, *pending], []
        elif self.outer and self.current and self.outer[0].kind == "prep" and _ends_in_a_subject(pending):
            before, subject = _at_last_comma(pending)  # “At the meeting, hosted by ‹O1›, both agreed …”
            self._complete(self.current, before)
            self._take(clause, self.outer)
            self._take_subject(clause, subject)
            self.outer = []
            return
        elif self.outer and self.current and (not _has_noun(pending) or self.current.kind != FINITE):
            self._complete(self.current, pending)
            self._outer_subject(clause)
            return
        before, subject = self._apart(pending)
        if self.current is not None:
            self._complete(self.current, before)
        if _index(subject, "rel") == 0:  # “…, which their ministers adopted”
            subject = subject[1:]
            self._object_relative(clause, before)
            self._take_subject(clause, subject)
            return
        if self.current is None:
            self._take(clause, before)
        self._take_subject(clause, subject)

    def _apart(self, pending: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
        """What stands before the subject of a clause, and the subject, a relative pronoun before it included."""
        if self.current is not None:
            return _split(pending)
        rel = _index(pending, "rel")
        return (pending[:rel], pending[rel:]) if 0 < rel < len(pending) - 1 else _fronted(pending)

    def _object_relative(self, clause: Clause, before: list[Chunk]) -> None:
        """Of “which their ministers adopted” the object is what stands before it; of “at which”, where it was."""
        antecedent = Clause(None, 0)
        is_where = bool(before) and before[-1].kind == "prep" and before[-1].role in words_of("where")
        self._take_antecedent(antecedent, before, self.current)
        clause.objects = [] if is_where else antecedent.subjects
        clause.where = antecedent.subjects if is_where else []
        clause.kind = "relative"
        if self.current is None:
            self.outer = [*self.outer, *before]

    def _outer_subject(self, clause: Clause) -> None:
        fronted, subject = _fronted(self.outer)
        self._take(clause, fronted)
        self._take_subject(clause, subject)
        self.outer = []

    def _finite_parent(self) -> Clause | None:
        clause = self.current
        while clause is not None and clause.kind not in (FINITE, "relative"):
            clause = clause.parent
        return clause or self.current

    # -- phrases ------------------------------------------------------------------------------------------------------

    def _take_antecedent(self, clause: Clause, before: list[Chunk], parent: Clause | None) -> None:
        """The noun that a relative clause or a participle right behind it says more of."""
        phrases = [p for p in _phrases(before) if not p.is_apposition]
        if not phrases and parent is not None:
            phrases = sorted(parent.objects or parent.subjects, key=lambda p: p.start)
        if not phrases:
            return
        last = phrases[-1]
        if before and before[-1].kind == "comma" and parent is None:
            # “The exchange of staff between ‹O1› and ‹O2›, which began …”
            heads = [p for p in phrases if not p.role] or phrases
            clause.subjects = [p._replace(role="") for p in heads if p.group == heads[0].group]
            clause.inside = [p for p in phrases if p.start > heads[0].start and p.group != heads[0].group and p.role]
            return
        if before and before[-1].kind == "comma":
            last = _head_of(phrases)  # “an archive of model output, which …”
        nodes = [p for p in phrases if p.letter and p.letter in NODES]
        is_done = clause.verb is not None and clause.verb.is_passive
        head = last
        if last.letter not in NODES or not last.letter:
            plain = [p for p in phrases if not p.letter or p.letter in NODES]
            if nodes:
                head = nodes[-1]
            elif is_done and plain and last.letter in ("L", "S", "T", "O", "P"):
                head = plain[-1]
        group = [p for p in phrases if p.group == head.group]
        clause.subjects = [p._replace(role="") for p in (group if head is last and head.letter in AGENTS else [head])]
        clause.inside = [p for p in phrases if p.start > head.start and p.group != head.group and p.role]

    def _take(self, clause: Clause, chunks: list[Chunk]) -> None:
        clause.phrases += [p for p in _phrases(chunks) if p.role]
        _take_values(clause, chunks)

    def _take_subject(self, clause: Clause, chunks: list[Chunk]) -> None:
        phrases = _phrases(chunks)
        _take_values(clause, chunks)
        heads = [p for p in phrases if not p.role and not p.is_apposition]
        first = heads[0].group if heads else -1
        clause.subjects = [p for p in heads if p.group == first]
        clause.inside = [p for p in phrases if p.role]

    def _complete(self, clause: Clause, chunks: list[Chunk]) -> None:
        phrases = _phrases(chunks)
        _take_values(clause, chunks)
        heads = [p for p in phrases if not p.role and not p.is_apposition]
        if heads and (not clause.objects or clause.shares_objects):
            clause.objects, clause.shares_objects = [p for p in heads if p.group == heads[0].group], False
        clause.phrases += [p for p in phrases if p.role]


def _has_which(chunks: list[Chunk]) -> bool:
    """True where the words before a verb begin a relative clause: “which their ministers”."""
    return any(c.kind == "rel" and c.role in ("which", "that") for c in chunks)


def _is_object_relative(clause: Clause) -> bool:
    """True for “which ‹O1› signed in May”: what it tells more of is what was signed."""
    is_active = clause.kind == "relative" and clause.verb is not None and not clause.verb.is_passive
    return is_active and bool(clause.objects) and clause.objects[0].end <= clause.start


def _head_of(phrases: list[Phrase]) -> Phrase:
    """The phrase that the last ones hang on: “an archive” of “an archive of model output”."""
    at = len(phrases) - 1
    while at and phrases[at].role in ("of", "for", "on") and not phrases[at].letter:
        at -= 1
    return phrases[at]


def _take_values(clause: Clause, chunks: list[Chunk]) -> None:
    clause.times += [(c.start, c.end) for c in chunks if c.kind == "time"]
    clause.sums += [(c.start, c.end) for c in chunks if c.kind == "money"]


def _last(chunks: list[Chunk]) -> Chunk | None:
    """The last chunk that is no time."""
    return next((c for c in reversed(chunks) if c.kind not in ("time", "money")), None)


def _index(chunks: list[Chunk], kind: str) -> int:
    """The place of the last chunk of a kind; -1 where there is none."""
    return next((i for i in range(len(chunks) - 1, -1, -1) if chunks[i].kind == kind), -1)


def _is_by(chunks: list[Chunk]) -> bool:
    """True where “by” is what follows, with a time or a place in front at most: “hosted last week in Oslo by”."""
    rest = [c for c in chunks[:5] if c.kind != "time"]
    if len(rest) > 2 and rest[0].kind == "prep" and rest[0].role in ("in", "at") and rest[1].kind == "np":
        rest = rest[2:]
    return bool(rest) and rest[0].kind == "prep" and rest[0].role == "by"


def _is_under(chunks: list[Chunk]) -> bool:
    """True for “set up under the accord” and its like: what follows tells how, and is no object."""
    return bool(chunks) and chunks[0].kind == "prep" and chunks[0].role in ("under", "by", "within", "through")


def _ends_in_a_subject(chunks: list[Chunk]) -> bool:
    """True where a noun phrase without a preposition stands behind the last comma."""
    _, subject = _at_last_comma(chunks)
    return 0 < len(subject) < len(chunks) and subject[0].kind == "np"


def _has_noun(chunks: list[Chunk]) -> bool:
    return any(c.kind == "np" for c in chunks)


def _is_node(phrases: list[Phrase]) -> bool:
    return bool(phrases) and bool(phrases[0].letter) and phrases[0].letter in NODES


def _later_finite(chunks: list[Chunk]) -> bool:
    """True where a finite verb without a subject of its own follows: what stands before is no finite verb then."""
    before: Chunk | None = None
    depth = 0
    for chunk in chunks:
        if chunk.kind == "stop" or chunk.kind == "sub":
            return False
        if chunk.kind == "rel":
            depth += 1
        if chunk.kind == "verb" and chunk.verb is not None:
            if chunk.verb.form in (FINITE, BARE_PAST):
                if depth:
                    depth -= 1
                elif chunk.verb.form == FINITE or (before is not None and before.kind == "comma"):
                    return before is None or before.kind != "conj"
            if chunk.verb.form == FINITE and before is not None and before.kind == "conj":
                return False
        if chunk.kind == "conj" and before is not None and before.kind == "comma":
            return False
        if chunk.kind == "conj" and chunk.role in words_of("contrasting"):
            return False
        before = chunk
    return False


def _starts_a_clause(chunks: list[Chunk]) -> bool:
    """True where the words before a verb begin a clause of their own: “, and ‹O2›”, “that ‹O2›”."""
    kinds = [c.kind for c in chunks]
    return (
        "sub" in kinds
        or "rel" in kinds
        or any(a == "comma" and b == "conj" for a, b in itertools.pairwise(kinds))
        or any(c.kind == "conj" and c.role in words_of("contrasting") for c in chunks)
    )


def _split(chunks: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """What ends the clause before, and the subject of the next one, where both stand between two verbs."""
    kinds = [c.kind for c in chunks]
    best = -1
    for i, chunk in enumerate(chunks):
        if chunk.kind in ("sub", "rel") or (chunk.kind == "conj" and chunk.role in words_of("contrasting")):
            best = i
    if best >= 0:
        at = best if kinds[best] == "rel" else best + 1
        return chunks[:best], chunks[at:]
    for i in range(len(chunks) - 1, 0, -1):
        if kinds[i] == "conj" and kinds[i - 1] == "comma" and not _is_a_list(chunks, i):
            return chunks[: i - 1], chunks[i + 1 :]
    for i in range(len(chunks) - 1, 0, -1):
        if kinds[i] == "conj" and not _is_a_list(chunks, i):
            return chunks[:i], chunks[i + 1 :]
    commas = [i for i, kind in enumerate(kinds) if kind == "comma"]
    trailing = bool(commas) and commas[-1] == len(chunks) - 1
    if trailing and len(commas) >= 2:
        return chunks[: commas[-2]], chunks[commas[-2] + 1 :]
    if commas and not trailing:
        first = next((i for i in commas if _begins_a_list(chunks, i)), commas[-1])
        return chunks[:first], chunks[first + 1 :]
    if kinds.count("np") > 1:  # “help ‹C1› ‹O2› will”: only the last can be the subject
        free = (i for i, kind in enumerate(kinds) if kind == "np" and (i == 0 or kinds[i - 1] not in ("prep", "conj")))
        at = max(free, default=0)
        return chunks[:at], chunks[at:]
    return [], chunks


def _at_last_comma(chunks: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """What belongs to a participle in front, and the subject behind it: “Led by ‹O1›, a council, it …”."""
    at = _index(chunks[:-1], "comma")
    return (chunks[:at], chunks[at + 1 :]) if at >= 0 else ([], chunks)


def _is_a_list(chunks: list[Chunk], conj: int) -> bool:
    """True where what a conjunction joins is of one kind, and is no new subject."""
    before = next((c for c in reversed(chunks[:conj]) if c.kind == "np"), None)
    after = next((c for c in chunks[conj:] if c.kind == "np"), None)
    if before is None or after is None:
        return False
    is_comma = chunks[conj - 1].kind == "comma"
    commas = sum(c.kind == "comma" for c in chunks[:conj])
    return _family(before) == _family(after) and (not is_comma or commas > 1)


def _begins_a_list(chunks: list[Chunk], comma: int) -> bool:
    after = next((c for c in chunks[comma:] if c.kind == "np"), None)
    before = next((c for c in reversed(chunks[:comma]) if c.kind == "np"), None)
    return after is not None and before is not None and _family(after) != _family(before)


def _family(chunk: Chunk | Phrase) -> str:
    if not chunk.letter:
        return ""
    if chunk.letter in AGENTS:
        return "agent"
    return "node" if chunk.letter in NODES else chunk.letter


def _fronted(chunks: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """The phrases in front of the subject (“In May, at a meeting,”), and the subject with all that hangs on it."""
    rest = list(chunks)
    while rest and rest[0].kind in ("conj", "sub", "comma"):
        rest = rest[1:]
    if rest[2:] and rest[-1].kind == "comma" and rest[-2].kind == "np" and rest[-3].kind in ("np", "time"):
        rest = rest[:-1]  # “In May the hub, led by ‹O1›, opens”: the comma is none of the phrase in front
    front: list[Chunk] = []
    while rest and rest[0].kind in ("prep", "time"):
        comma = next((i for i, c in enumerate(rest) if c.kind == "comma"), -1)
        if comma < 0:
            if rest[0].kind == "time":
                front, rest = [*front, rest[0]], rest[1:]
                continue
            break
        front, rest = [*front, *rest[:comma]], rest[comma + 1 :]
        while len(rest) > 2 and rest[0].kind == "np" and rest[0].letter == "L" and rest[1].kind == "comma":
            rest = rest[2:]
        while rest and rest[0].kind == "comma":
            rest = rest[1:]
    return front, rest


def _phrases(chunks: list[Chunk]) -> list[Phrase]:
    """The noun phrases of a stretch without a verb, each with its preposition; those of one list share a group."""
    found: list[Phrase] = []
    role = joint = ""
    groups = 0
    for chunk in chunks:
        if chunk.kind == "prep":
            role = chunk.role
        elif chunk.kind in ("comma", "conj"):
            joint = "and" if chunk.kind == "conj" else (joint or ",")
        elif chunk.kind in ("rel", "sub"):
            role = joint = ""
        elif chunk.kind == "np":
            phrase = Phrase(chunk.start, chunk.end, role, chunk.letter)
            partner = _partner(found, phrase) if joint and found and (not role or joint == "and") else None
            if role and joint and partner is not None and partner.role != role:
                partner = None
            if partner is not None:
                phrase = phrase._replace(role=partner.role, group=partner.group, is_apposition=partner.is_apposition)
            elif joint == "," and found and not role:
                groups += 1
                phrase = phrase._replace(group=groups, is_apposition=True)
            else:
                groups += 1
                is_title = (
                    bool(found) and not role and not joint and found[-1].letter in ("X", "") and chunk.letter == "P"
                )
                phrase = phrase._replace(group=groups)
                if is_title and found[-1].end + 2 >= chunk.start:
                    phrase = phrase._replace(role=found[-1].role, group=found[-1].group)
            is_loose = (
                joint == "," and partner is not None and not chunk.letter and not partner.letter and chunk.has_article
            )
            found.append(phrase._replace(is_apposition=True) if is_loose and not _goes_on(chunks, chunk) else phrase)
            role = joint = ""
    return found


def _goes_on(chunks: list[Chunk], chunk: Chunk) -> bool:
    """True where a list goes on behind this phrase: “, a visa and a grant”."""
    return any(c.kind == "conj" and c.start > chunk.start for c in chunks)


def _partner(found: list[Phrase], phrase: Phrase) -> Phrase | None:
    """The phrase of the list that this one goes on: the nearest one of its kind."""
    return next((p for p in reversed(found) if _family(p) == _family(phrase)), None)
