"""Which noun phrases of a sentence name an undertaking, by what their clause tells of them, whatever their noun.

What begins, runs, ends or is made; what somebody makes, runs or ends. The verbs stand in `rules/made.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.relating.clauses.chunks import INFINITIVE
from kg.drafting.relating.clauses.lexicon import form_of, made_words, nouns_too, words_of
from kg.drafting.relating.clauses.reader import AGENTS, Clause, Phrase, read_clauses

_WORD = re.compile(r"‹[A-Z]\d+›|[\w'/.+&-]+")
_NONE = re.compile(r"(?:^|[.;:] )(?:[Nn]either|[Nn]one|[Nn]o|[Nn]othing) [^.;:]*$")
_BESIDE_A_PARTICIPLE = re.compile(r" (?:and|or) \w+ed\b")
_NO_HEAD = re.compile(r".*(?:ly|ing)$|\d.*|‹.*")


def told_phrases(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a masked sentence that name an undertaking by their place in a clause, in no order."""
    for clause in read_clauses(text):
        if clause.verb is None or _NONE.search(text, 0, clause.start):
            continue
        for phrase, is_subject in _candidates(text, clause):
            found = _trim(text, phrase, is_subject and clause.verb.lemma not in made_words("founding"))
            found = found or (_work_on(text, clause, phrase) if is_subject else None)
            if found:
                yield found


def _candidates(text: str, clause: Clause) -> Iterator[tuple[Phrase, bool]]:
    verb = clause.verb
    assert verb is not None
    made = (made_words("making") | made_words("paying")) - made_words("of-a-body")
    is_made = verb.lemma in made
    yield from ((p, True) for p in _behind_making(text, clause))
    yield from ((p, False) for p in _paid_for(text, clause))
    if verb.is_passive:
        is_to_come = (
            bool(clause.times)
            and clause.kind != "relative"
            and (verb.mood == "will" or verb.lemma in made_words("expected"))
        )
        if is_made or is_to_come:
            yield from ((p, True) for p in clause.subjects)
        return
    if _is_due(text, clause):
        yield from ((p, True) for p in clause.subjects)
    if verb.lemma in made_words("provided-for") and not any(p.letter and p.letter in AGENTS for p in clause.subjects):
        yield from ((p, False) for p in _provided_for(clause))
    if verb.lemma in made_words("paying") and any(p.letter and p.letter in "FGI" for p in clause.subjects):
        yield from ((p, False) for p in clause.objects)
    if verb.lemma in made_words("intransitive") and not clause.objects:
        yield from ((p, True) for p in clause.subjects)
    is_asking = verb.lemma in words_of("asking") and _is_to_act(text, clause)
    if verb.lemma in made_words("asked-for") and clause.kind in ("finite", "relative", "gerund") and not is_asking:
        yield from ((p, False) for p in clause.objects)
    if is_made and clause.kind != "infinitive" and any(p.letter and p.letter in AGENTS for p in clause.subjects):
        yield from ((p, False) for p in clause.objects)


def _is_to_act(text: str, clause: Clause) -> bool:
    """True where the object of a verb of asking is who is to act: “urged the municipality to adopt rules”."""
    return any(c.kind == INFINITIVE and c.parent is clause and c.start >= clause.verb_end for c in read_clauses(text))


def _paid_for(text: str, clause: Clause) -> list[Phrase]:
    """What a sum is given for: “has earmarked €3 million for a filling plant”."""
    verb = clause.verb
    if verb is None or not clause.sums or verb.lemma not in made_words("giving"):
        return []
    behind = [p for p in clause.phrases if p.role in ("for", "into", "towards") and p.start > clause.sums[0][1]]
    return [p for p in behind[:1] if _INDEFINITE.match(text, p.start)]


_INDEFINITE = re.compile(r"(?:an?|two|three|four|five|six|\d+) ")


def _behind_making(text: str, clause: Clause) -> list[Phrase]:
    """What is made, where the subject tells its making: “Plans for a ship are dropped”, “Work began on a dam”."""
    verb = clause.verb
    heads = {text[p.start : p.end].casefold().split()[-1] for p in clause.subjects[:1] if p.end > p.start}
    if verb is None or (clause.objects and verb.lemma != "be"):
        return []
    is_told = verb.lemma in made_words("making" if verb.is_passive else "intransitive") | made_words("progressing")
    if not is_told:
        return []
    if heads & made_words("planned-nouns") and verb.is_passive:
        return [p for p in clause.inside if p.role in ("for", "of")][:1]
    if verb.lemma == "fall":
        is_to = any(p.role == "to" and p.letter and p.letter in AGENTS for p in clause.phrases)
        return clause.subjects[:1] if is_to else []
    behind = [p for p in clause.phrases if p.role == "on" and p.start > clause.verb_end]
    return behind[:1] if heads & made_words("work-nouns") and not clause.inside else []


def _is_due(text: str, clause: Clause) -> bool:
    """True for what is due or ready at some time: “First results are due in May”."""
    is_being = clause.verb is not None and clause.verb.lemma == "be"
    words = (text[p.start : p.end].casefold() for p in clause.objects)
    return is_being and bool(clause.times) and any(word in made_words("due") for word in words)


def _provided_for(clause: Clause) -> list[Phrase]:
    """What an agreement provides for or foresees: “provides for the exchange of staff and a joint archive”."""
    behind = [p for p in clause.phrases if p.role == "for"][:1]
    return [p for p in clause.phrases if behind and p.group == behind[0].group] if behind else clause.objects


def _work_on(text: str, clause: Clause, phrase: Phrase) -> tuple[int, int] | None:
    """The whole of “Work on cultivated meat”."""
    on = next((p for p in clause.inside if p.role == "on" and p.start > phrase.end), None)
    is_work = text[phrase.start : phrase.end].casefold() in ("work", "research", "joint work", "joint research")
    return (phrase.start, on.end) if on and is_work else None


def _trim(text: str, phrase: Phrase, is_subject: bool) -> tuple[int, int] | None:
    """The phrase without its articles and numbers, where its head can be an undertaking."""
    words = list(_WORD.finditer(text, phrase.start, phrase.end))
    open_words = words_of("determiners") - words_of("ordinals")  # “First results”, but “the results”
    while words and (words[0].group().casefold() in open_words or words[0].group()[0].isdigit()):
        words = words[1:]
    if not words or words[-1].end() != phrase.end:
        return None
    head = words[-1].group()
    small = head.casefold()
    if len(words) == 1 and small in words_of("pronouns"):
        return None  # “weighed them up”
    form = form_of(small)
    if len(words) == 1 and form is not None and form.lemma == small and small not in nouns_too():
        return None  # “will design, develop and operate”
    if small.endswith("ed") and _BESIDE_A_PARTICIPLE.match(text, phrase.end):
        return None  # “their continued and expanded support”
    never = made_words("never") | made_words("ends") | (made_words("never-subject") if is_subject else frozenset())
    if any(small in words_of(key) for key in ("making-nouns", "adjectives", "determiners", "adverbs")):
        return None
    before = words[-2].group() if len(words) > 1 else ""
    if before.casefold() in words_of("ordinals"):
        never = never - made_words("with-a-modifier") - made_words("with-an-ordinal")
    elif before and not before[0].isupper():
        never = never - made_words("with-a-modifier")
    is_doing = is_subject and small in made_words("doings")
    if small in never or (_NO_HEAD.fullmatch(small) and not head.isupper() and not is_doing):
        return None
    if any(word.group()[0] == "‹" and word.group()[1] not in "STL" for word in words):
        return None
    if head[0].isupper() and not (head.isupper() and len(head) > 4) and len(words) == 1:
        return None
    return words[0].start(), phrase.end
