"""Which verb of a sentence tells of an undertaking how far it has come: that of the clause whose subject it is."""

from __future__ import annotations

from kg.drafting.relating.clauses.lexicon import words_of
from kg.drafting.relating.clauses.reader import NODES, Clause, Phrase, read_clauses
from kg.drafting.relating.masked import Masked, Name

_BEHIND = 26
"""How many signs behind a verb group the words may stand that belong to it: “is running behind schedule”."""


def governing_verbs(masked: Masked, name: Name) -> list[tuple[int, int]]:
    """The stretches of the finite verbs whose subject this name is, in order.

    None where a relative clause tells more of it.
    """
    own = [c for c in read_clauses(masked.text) if c.verb and any(_is(masked, p, name) for p in told_of(masked, c))]
    if any(c.kind == "relative" for c in own):
        return []  # “Monsoon Watch, which was completed in May, was run by …”
    telling = [c for c in own if c.kind == "finite" and c.verb and c.verb.lemma != "be" and c.verb.mood != "can"]
    return [(c.start, _end(masked, c)) for c in telling]


def told_of(masked: Masked, clause: Clause) -> list[Phrase]:
    """The subjects; of “the construction of the hub”, the hub too."""
    heads = {masked.text[p.start : p.end].casefold().split()[-1] for p in clause.subjects if p.end > p.start}
    made = [p for p in clause.inside if p.role == "of"][:1] if heads & words_of("making-nouns") else []
    return [*clause.subjects, *made]


def _is(masked: Masked, phrase: Phrase, name: Name) -> bool:
    return phrase.start <= name.start and name.end == phrase.end


def _end(masked: Masked, clause: Clause) -> int:
    behind = [p.end for p in clause.phrases if p.letter and p.letter in NODES and p.start >= clause.verb_end]
    objects = [p.start for p in clause.objects if p.letter]
    stop = min([len(masked.text), clause.verb_end + _BEHIND, *objects, *behind])
    for mark in ",.;:":
        at = masked.text.find(mark, clause.verb_end, stop)
        stop = at if at >= 0 else stop
    return max(stop, clause.verb_end)
