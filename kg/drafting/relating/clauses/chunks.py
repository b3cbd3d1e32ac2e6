"""Cuts a masked sentence into chunks: noun phrases, verb groups, prepositions, times, and what joins them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from kg.drafting.relating.clauses.lexicon import (
    BASE,
    GERUND,
    PARTICIPLE,
    PAST,
    PRESENT,
    Form,
    form_of,
    longest_phrases,
    made_words,
    nouns_too,
    particle_verbs,
    phrases,
    words_of,
)
from kg.drafting.relating.language.phrases import Token, to_token
from kg.drafting.relating.patterns.pattern import expand, slots

_TOKEN = re.compile(r"‹[A-Z]\d+›|'s(?!\w)|\d[\d,.]*\d|[^\W_][\w]*(?:[-'&/+.][\w]+)*|[^\w\s]")
_FIGURE = re.compile(r"\d(?!\d*›)")
"""A figure of the text, and not the number of a sign: no sum is told without one."""
_STOPS = frozenset('.;:“”"!?|•▪◦●■‣·')
_CLOSED = (
    *("determiners", "prepositions", "conjunctions", "relatives"),
    *("subordinators", "pronouns", "adverbs"),
)
_BEHIND_A_PARTICIPLE = frozenset(("aside", "by", "for", "to", "from", "in", "until", "over"))
"""Words behind which a participle behind a sum tells more of it: “the €3 million set aside for it”."""
_DEEPEST = 4
"""Verbs of one group that only say how the next one is meant: “has agreed to try to help to build”."""
_AGENT_WORDS = 8
"""How many words may tell who made what stands in front: “that the two ministries signed”."""
_NODES = frozenset("UNMGFIR")
FINITE, PARTICIPIAL, GERUNDIAL, INFINITIVE, BARE_PAST = "finite", "participle", "gerund", "infinitive", "bare-past"


@dataclass(frozen=True)
class Verb:
    """A verb group: its verb in the base form, and how it is told.

    `form` is one of finite, participle, gerund, infinitive and bare-past (“launched”, which may be either); `mood` the
    mood of the auxiliary (will, would, can) or the verb that says how this one is meant (“plans to open”: plan);
    `tense` past, present, perfect, perfect-progressive or progressive, and empty behind a mood.
    """

    lemma: str
    form: str
    is_passive: bool = False
    is_negated: bool = False
    mood: str = ""
    tense: str = ""


class Chunk(NamedTuple):
    """A stretch of a masked sentence of one kind.

    Kinds: np, verb, prep, conj, comma, rel, sub, time, money, stop. `role` is how rules speak of a preposition, else
    the word itself; `letter` the kind of the name that a noun phrase ends with, an empty string for plain words;
    `has_article` where it begins with one.
    """

    kind: str
    start: int
    end: int
    role: str = ""
    letter: str = ""
    verb: Verb | None = None
    has_article: bool = False


def chunks_of(text: str) -> list[Chunk]:
    """The chunks of a masked sentence, in order; adverbs and what stands in brackets are left out."""
    return _Cutter(text).cut()


class _Cutter:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [to_token(m) for m in _TOKEN.finditer(text)]
        self.smalls = [token.small for token in self.tokens]
        self.times = {m.start(): m.end() for m in _time().finditer(text)}
        self.money = {m.start(): m.end() for m in _money().finditer(text)} if _FIGURE.search(text) else {}
        self.chunks: list[Chunk] = []
        self.closing: int | None = None

    def cut(self) -> list[Chunk]:
        at = 0
        while at < len(self.tokens):
            at = self._next(at)
        return self.chunks

    def _next(self, at: int) -> int:
        """Adds the chunk that begins at this token, if any; gives the token behind it."""
        token = self.tokens[at]
        if token.start in self.times or token.start in self.money:
            kind, spans = ("time", self.times) if token.start in self.times else ("money", self.money)
            end = spans[token.start]
            self._add(kind, token.start, end)
            return next((i for i in range(at, len(self.tokens)) if self.tokens[i].start >= end), len(self.tokens))
        if not token.word[0].isalnum():
            if token.word == "(":
                return self._behind_brackets(at)
            if token.word == ",":
                return self._one("comma", at)
            if token.word == "." and self._small(at - 1) in words_of("abbreviations"):
                return at + 1
            if token.word in _STOPS or (token.word in "-*" and (self._is_dash(token) or at == 0)):
                return self._one("stop", at)
        adverbs = self._adverbs_here(at)
        if adverbs:
            return at + adverbs
        behind = self._phrase(at)
        if behind:
            return behind
        verb = self._verb(at)
        if verb:
            return verb
        small = token.small
        if small in words_of("relatives") and self._is_relative(at):
            return self._one("rel", at)
        if small in words_of("conjunctions"):
            return self._one("conj", at)
        if small in words_of("subordinators") and self._is_subordinator(at):
            return self._one("sub", at)
        if small in words_of("prepositions"):
            return self._one("prep", at)
        if self._is_adverb(at):
            return at + 1
        return self._noun_phrase(at)

    def _behind_brackets(self, at: int) -> int:
        """The token behind what stands in brackets; behind the bracket alone, where none closes it."""
        if self.closing is None or self.closing <= at:
            self.closing = next(
                (i for i in range(at, len(self.tokens)) if self.tokens[i].word == ")"), len(self.tokens)
            )
        return self.closing + 1 if self.closing < len(self.tokens) else at + 1

    def _one(self, kind: str, at: int) -> int:
        token = self.tokens[at]
        self._add(kind, token.start, token.end, token.small)
        return at + 1

    def _add(self, kind: str, start: int, end: int, role: str = "", letter: str = "", verb: Verb | None = None) -> None:
        self.chunks.append(Chunk(kind, start, end, role, letter, verb))

    def _is_dash(self, token: Token) -> bool:
        return self.text[token.start - 1 : token.start] == " " and self.text[token.end : token.end + 1] == " "

    def _phrase(self, at: int) -> int:
        """Where several words are one preposition, the token behind them."""
        longest = longest_phrases().get(self.tokens[at].small, 0)
        for length in range(longest, 1, -1):
            words = tuple(self.smalls[at : at + length])
            role = phrases().get(words)
            if role == "degree":
                return at + length
            if role and role != "to-infinitive":
                kind = role if role in ("conj", "sub") else "prep"
                self._add(kind, self.tokens[at].start, self.tokens[at + length - 1].end, role)
                return at + length
        return 0

    # -- words ------------------------------------------------------------------------------------------------------

    def _small(self, at: int) -> str:
        return self.smalls[at] if 0 <= at < len(self.smalls) else ""

    def _is_adverb(self, at: int) -> bool:
        small = self._small(at)
        if small in words_of("ordinals") and self._is_ordinal(at):
            return False
        is_ly = small.endswith("ly") and len(small) > 4 and small not in words_of("no-adverbs")
        return (small in words_of("adverbs") or is_ly) and self.tokens[at].word[:1].islower() | (at == 0)

    def _is_ordinal(self, at: int) -> bool:
        """True for “first” in front of a noun (“First results are due”), where it is no adverb (“first opened”)."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or not following.word.isalpha() or self._is_closed(following.small):
            return False
        form = form_of(following.small)
        is_verb = form is not None and bool(form.forms & {PAST, PARTICIPLE, GERUND})
        return not is_verb and following.small not in _finite_aux() and following.small not in words_of("be")

    def _skip_adverbs(self, at: int) -> int:
        while at < len(self.tokens):
            many = self._adverbs_here(at) or int(self._is_adverb(at) or self._small(at) == "not")
            if not many:
                break
            at += many
        return at

    def _adverbs_here(self, at: int) -> int:
        """How many words here are one adverb: “one day”."""
        if at >= len(self.smalls) or self.smalls[at] not in _begin_adverbs():
            return 0
        return next((n for n in (2, 3) if " ".join(self.smalls[at : at + n]) in words_of("adverb-phrases")), 0)

    def _is_relative(self, at: int) -> bool:
        before = self.chunks[-1].kind if self.chunks else "stop"
        if self._small(at) == "that":
            if before not in ("np", "time", "money"):
                return False
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            is_object = following is not None and following.is_sign and following.word[1] in "OSPCYX"
            is_object = is_object or (self.chunks[-1].letter in _NODES and self._tells_of_making(at + 1))
            return is_object or self._verb_at(self._skip_adverbs(at + 1), "rel") is not None
        return before in ("np", "comma", "prep", "time", "money")

    def _tells_of_making(self, at: int) -> bool:
        """True for what somebody made, with nothing behind it that was made: “the two ministries signed in May”."""
        for i in range(at, min(at + _AGENT_WORDS, len(self.tokens))):
            small = self.smalls[i]
            if not (self.tokens[i].is_sign or small.isalpha()) or small in words_of("prepositions"):
                return False
            form = form_of(small)
            if i > at and form is not None and PAST in form.forms and form.lemma in _making():
                return i + 1 == len(self.tokens) or self._is_behind_a_making(i + 1)
        return False

    def _is_behind_a_making(self, at: int) -> bool:
        return (
            self.tokens[at].start in self.times
            or self.tokens[at].word in ".,;"
            or self.smalls[at] in words_of("prepositions")
            or self._is_adverb(at)
        )

    def _is_subordinator(self, at: int) -> bool:
        small = self._small(at)
        if small == "that":
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            is_after_verb = bool(self.chunks) and self.chunks[-1].kind in ("verb", "conj", "comma", "time")
            return is_after_verb or (following is not None and following.small in words_of("determiners"))
        if small in ("since", "until", "before", "after", "as", "while"):
            end = next(
                (i for i in range(at + 1, min(len(self.tokens), at + 14)) if self.tokens[i].word in ",.;:"), at + 14
            )
            return any(self._small(i) in _finite_aux() for i in range(at + 1, min(end, len(self.tokens))))
        return True

    def _begins_noun_phrase(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return (
            token.is_sign
            or token.small in words_of("determiners")
            or token.word[0].isdigit()
            or token.word[0].isupper()
            or token.start in self.money
        )

    def _can_follow_a_verb(self, at: int) -> bool:
        """True where what follows is no noun that the word before could belong to."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        return (
            self._begins_noun_phrase(at)
            or token.start in self.times
            or not token.word[0].isalnum()
            or token.small in words_of("prepositions")
            or token.small in words_of("pronouns")
            or token.small in ("that", "as", "how", "what", "together", "and", "or")
            or self._is_adverb(at)
            or self._phrase_here(at)
        )

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _verb(self, at: int) -> int:
        """Adds the verb group that begins here, if any; gives the token behind it, else nothing."""
        found = self._verb_at(at, self.chunks[-1].kind if self.chunks else "stop")
        if found is None:
            return 0
        end, verb = found
        self._add("verb", self.tokens[at].start, self.tokens[end - 1].end, verb=verb)
        return end

    def _verb_at(self, at: int, before: str) -> tuple[int, Verb] | None:
        if at >= len(self.tokens):
            return None
        small = self._small(at)
        if small in _finite_aux() and self.tokens[at].word != "May" and not (small == "can" and before == "prep"):
            return self._with_auxiliaries(at)
        if small == "to" or (
            small in ("in", "so") and self._small(at + 2) == "to" and self._small(at + 1) in ("order", "as")
        ):
            return self._infinitive(at + (1 if small == "to" else 3))
        return self._lexical(at, before)

    def _with_auxiliaries(self, at: int) -> tuple[int, Verb] | None:
        mood, is_passive, is_negated, last, tense = "", False, False, "", ""
        form = None
        i = at
        while i < len(self.tokens):
            small = self._small(i)
            if small == "cannot":
                is_negated, mood, last = True, "can", "modal"
            elif small == "not" or small.endswith("n't"):
                is_negated = True
            elif small in words_of("will"):
                mood, last = "will", "modal"
            elif small in words_of("would"):
                mood, last = "would", "modal"
            elif small in words_of("can"):
                mood, last = "can", "modal"
            elif small in words_of("be"):
                tense = tense or ("past" if small in ("was", "were") else "present")
                last = "be"
            elif small in words_of("have") and last != "have":
                last, tense = "have", "past" if small == "had" else "perfect"
            elif small in words_of("do") and last in ("", "modal"):
                last = "do" if last == "" else last
                if last == "modal":
                    break
            elif self._adverbs_here(i):
                i += self._adverbs_here(i) - 1
            elif not self._is_adverb(i):
                break
            i += 1
            if last == "be" and self._small(i) in words_of("be-to"):
                j = self._skip_adverbs(i + 1)
                if self._small(j) == "to" and self._is_base(self._skip_adverbs(j + 1)):
                    mood, last, i = mood or "will", "modal", self._skip_adverbs(j + 1)
            elif last == "be" and self._small(i) == "to" and self._is_base(self._skip_adverbs(i + 1)):
                mood, last, i = mood or "will", "modal", self._skip_adverbs(i + 1)
        small = self._small(i)
        if last == "modal" and small == "like" and self._small(i + 1) == "to":  # “would like to build”
            found = self._infinitive(i + 2)
            return (found[0], replace(found[1], form=FINITE, mood="like")) if found else None
        if last == "have" and small == "to":  # “has had to be postponed”
            found = self._infinitive(i + 1)
            if found is not None:
                return found[0], replace(found[1], form=FINITE, is_negated=is_negated or found[1].is_negated)
        form = form_of(small)
        is_ed = small.endswith("ed") and len(small) > 4
        if last == "modal" or last == "do":
            if not self._is_base(i):
                return (i, Verb("be", FINITE, False, is_negated, mood)) if last == "modal" and i > at + 1 else None
            lemma = form.lemma if form else small
        elif last == "be":
            if (form and PARTICIPLE in form.forms) or is_ed:
                lemma, is_passive = form.lemma if form else small, True
            elif (form and GERUND in form.forms) or (small.endswith("ing") and len(small) > 5):
                lemma = form.lemma if form else small
                tense = "perfect-progressive" if tense == "perfect" else "past" if tense == "past" else "progressive"
            else:
                return i, Verb("be", FINITE, False, is_negated, mood, tense)
        elif last == "have":
            if (form and PARTICIPLE in form.forms) or is_ed:
                lemma = form.lemma if form else small
            else:
                return i, Verb("have", FINITE, False, is_negated, mood, tense)
        else:
            return None
        return self._raised(i + 1, Verb(lemma, FINITE, is_passive, is_negated, mood, "" if mood else tense))

    def _raised(self, end: int, verb: Verb, depth: int = 0) -> tuple[int, Verb]:
        """The group with its particle, or with the verb that it only says how it is meant: “has offered to produce”."""
        for length in (3, 2, 1):
            if end + length > len(self.tokens):
                continue
            particle = " ".join([verb.lemma, *(token.small for token in self.tokens[end : end + length])])
            if particle in particle_verbs():
                return end + length, replace(verb, lemma=particle)
        at = self._skip_adverbs(end)
        gerund = self._gerund(at) if verb.lemma in words_of("raising-gerund") and not verb.is_passive else None
        if gerund is not None:  # “will begin irradiating fuels”
            return at + 1, replace(verb, lemma=gerund.lemma, mood=verb.mood or verb.lemma)
        is_raising = verb.lemma in words_of("raising") and not verb.is_passive
        is_passive_raising = verb.is_passive and verb.lemma in words_of("raising-passive")
        if self._small(at) != "to" or not (is_raising or is_passive_raising) or depth == _DEEPEST:
            return end, verb
        found = self._infinitive(at + 1, depth + 1)
        if found is None:
            return end, verb
        end, inner = found
        mood = verb.lemma if is_raising else (verb.mood or "will")
        is_negated = verb.is_negated or inner.is_negated
        return end, Verb(inner.lemma, verb.form, inner.is_passive, is_negated, inner.mood or mood, verb.tense)

    def _gerund(self, at: int) -> Form | None:
        """The form of a gerund with an object of its own, or a phrase behind it."""
        form = form_of(self._small(at))
        if form is None or GERUND not in form.forms or not self.tokens[at].word.islower():
            return None
        return form if self._has_object_or_tail(at + 1) and self._small(at + 1) != "of" else None

    def _is_base(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        form = form_of(token.small)
        if form is not None:
            return BASE in form.forms
        return (
            token.word.islower() and token.word.isalpha() and not self._is_closed(token.small) and len(token.word) > 2
        )

    def _is_closed(self, small: str) -> bool:
        return any(small in words_of(key) for key in _CLOSED)

    def _infinitive(self, at: int, depth: int = 0) -> tuple[int, Verb] | None:
        at = self._skip_adverbs(at)
        if self._small(at) == "be" and at + 1 < len(self.tokens):
            inner = self._skip_adverbs(at + 1)
            form = form_of(self._small(inner))
            if (form and PARTICIPLE in form.forms) or self._small(inner).endswith("ed"):
                return inner + 1, Verb(form.lemma if form else self._small(inner), INFINITIVE, True)
            return at + 1, Verb("be", INFINITIVE)
        form = form_of(self._small(at))
        if form is None or BASE not in form.forms or not self.tokens[at].word.islower():
            return None
        if form.lemma in nouns_too() and not self._has_object(at + 1):
            before = self.chunks[-1] if self.chunks else None
            if (before is None or before.kind in ("verb", "np")) and not self._is_asked():
                return None
        return self._raised(at + 1, Verb(form.lemma, INFINITIVE), depth)

    def _is_asked(self) -> bool:
        """True behind a verb of asking, and whom it asks: “asked ‹O1› to report”."""
        verbs = [chunk.verb for chunk in self.chunks[-2:] if chunk.verb is not None]
        return bool(verbs) and verbs[-1].lemma in words_of("asking")

    def _has_object(self, at: int) -> bool:
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None:
            return False
        return (
            self._begins_noun_phrase(at)
            or (token.word[0].isalpha() and not self._is_closed(token.small) and token.small not in _finite_aux())
            or token.small in ("together", "jointly", "with")
        )

    def _lexical(self, at: int, before: str) -> tuple[int, Verb] | None:
        token = self.tokens[at]
        if not token.word.islower() and not (at == 0 and token.word[1:].islower()):
            return None
        if before == "rel" and self.chunks[-1].role == "whose":
            return None
        form = form_of(token.small) or _unknown(token.small)
        if form is None:
            return None
        is_ambiguous = form.lemma in nouns_too()
        is_agent = before == "rel" or (before == "np" and self._acts(self.chunks[-1]))
        is_after = before in ("np", "comma", "rel", "conj", "time", "stop", "money", "sub")
        if not is_after:
            return (at + 1, Verb(form.lemma, GERUNDIAL)) if before == "prep" and GERUND in form.forms else None
        if GERUND in form.forms:
            is_noun = (
                before == "np"
                and not is_agent
                and not self._is_plural_before(at)
                and not self._begins_noun_phrase(at + 1)
            )
            if before in ("np", "comma", "stop", "conj", "time") and not is_noun and self._has_object_or_tail(at + 1):
                return self._raised(at + 1, Verb(form.lemma, GERUNDIAL))
            return None
        if PAST in form.forms or PARTICIPLE in form.forms:
            if before == "conj" and not self._joins_verbs(at):
                return None
            if BASE in form.forms and not is_agent and before != "rel" and not self._can_follow_a_verb(at + 1):
                return None
            if before == "stop" and at and not self._can_follow_a_verb(at + 1):
                return None
            if not self._can_follow_a_verb(at + 1) and not is_agent:
                return None
            kind = BARE_PAST
            if before == "rel":
                kind = FINITE
            elif PAST not in form.forms or self._small(at + 1) == "by":
                kind = PARTICIPIAL
            return self._raised(at + 1, Verb(form.lemma, kind, kind == PARTICIPIAL, tense="past"))
        if PRESENT in form.forms or BASE in form.forms:
            is_to = self._small(at + 1) == "to" and self._is_base(at + 2)
            if before == "conj" and not (
                self._joins_verbs(at) and (self._begins_noun_phrase(at + 1) or not is_ambiguous)
            ):
                return None
            if before in ("stop", "sub", "time", "money"):
                return None
            if before == "comma" and not (
                self._begins_noun_phrase(at + 1)
                or is_to
                or (not is_ambiguous and PRESENT in form.forms and self._can_follow_a_verb(at + 1))
                or (not is_ambiguous and BASE not in form.forms and self._closes_an_aside())
            ):
                return None
            is_strong = self._begins_noun_phrase(at + 1) or is_to or self._small(at + 1) in ("that", "together")
            is_strong = is_strong or (at + 1 < len(self.tokens) and self.tokens[at + 1].start in self.times)
            is_alone = before == "np" or (before == "comma" and self._closes_an_aside())
            is_strong = is_strong or (not is_ambiguous and BASE not in form.forms and is_alone)
            is_strong = is_strong or (is_agent and PRESENT in form.forms and not self._verb_follows(at + 1))
            if (
                is_ambiguous
                and not (is_agent and is_strong)
                and not (before == "rel" or (is_strong and self._small(at + 1) in ("the", "a", "an", "its", "their")))
            ):
                return None
            if not is_agent and not is_strong and not self._can_follow_a_verb(at + 1):
                return None
            if (
                BASE in form.forms
                and PRESENT not in form.forms
                and not is_ambiguous
                and self._is_adverb(at + 1)
                and before == "np"
                and self._is_plural(self.chunks[-1])
            ):
                return self._raised(at + 1, Verb(form.lemma, FINITE, tense="present"))
            if (
                BASE in form.forms
                and before == "np"
                and self.chunks[-1].letter == ""
                and not self._is_plural(self.chunks[-1])
            ):
                return None
            return self._raised(at + 1, Verb(form.lemma, FINITE, tense="present"))
        return None

    def _closes_an_aside(self) -> bool:
        """True at the second comma of “‹O1›, set up in 2013,”: what follows can only be the verb of ‹O1›."""
        commas = [i for i, chunk in enumerate(self.chunks) if chunk.kind == "comma"]
        if len(commas) < 2 or commas[-1] != len(self.chunks) - 1 or not commas[-2]:
            return False
        subject, aside = self.chunks[commas[-2] - 1], self.chunks[commas[-2] + 1 : -1]
        verbs = [chunk.verb for chunk in self.chunks[: commas[-2]] if chunk.verb is not None]
        is_told = bool(aside) and aside[0].kind in ("verb", "prep", "rel")
        return subject.kind == "np" and subject.letter != "" and is_told and not verbs

    def _acts(self, chunk: Chunk) -> bool:
        is_pronoun = self.text[chunk.start : chunk.end].casefold() in ("we", "they", "it", "i", "you", "he", "she")
        return is_pronoun or (chunk.letter != "" and chunk.letter in "OSPCYX")

    def _verb_follows(self, at: int) -> bool:
        """True where an auxiliary stands before the next mark: what looks like a verb here is a noun then."""
        for token in self.tokens[at : at + 12]:
            if token.word in ",.;:" or token.small in words_of("relatives"):
                return False
            if token.small in _finite_aux():
                return True
        return False

    def _is_plural_before(self, at: int) -> bool:
        return self._small(at - 1).endswith("s") or self.tokens[at - 1].is_sign

    def _is_plural(self, chunk: Chunk) -> bool:
        words = self.text[chunk.start : chunk.end].casefold()
        return words.endswith("s") or words in ("they", "we", "you", "i", "people", "both")

    def _has_object_or_tail(self, at: int) -> bool:
        token = self.tokens[at] if at < len(self.tokens) else None
        return token is not None and token.word not in ".,;:)" and token.small not in _finite_aux()

    def _joins_verbs(self, at: int) -> bool:
        """True where a conjunction can join this verb to one before."""
        return any(chunk.kind == "verb" for chunk in self.chunks[-12:]) and self._can_follow_a_verb(at + 1)

    # -- noun phrases ------------------------------------------------------------------------------------------------

    def _noun_phrase(self, at: int) -> int:
        first = at
        self.chunks.append(Chunk("det", 0, 0))  # what stands before a word of the phrase, for the verbs to see
        while at < len(self.tokens):
            at = self._behind_a_sum(first, at)
            token = self.tokens[at]
            if at > first and self._ends_here(at, first):
                break
            at += 1
            is_open = token.small in words_of("determiners") and not token.is_sign
            letter = token.word[1] if token.is_sign else ""
            self.chunks[-1] = Chunk("det" if is_open else "np", self.tokens[first].start, token.end, "", letter)
        self.chunks.pop()
        last = self.tokens[at - 1]
        if at == first:
            return first + 1
        letter = last.word[1] if last.is_sign else ""
        has_article = self.tokens[first].small in ("a", "an", "the")
        self.chunks.append(Chunk("np", self.tokens[first].start, last.end, "", letter, None, has_article))
        return at

    def _behind_a_sum(self, first: int, at: int) -> int:
        """The noun behind a sum that belongs to it, “a $12 million call”; else the token itself."""
        end = self.money.get(self.tokens[at].start) if at > first else None
        if end is None or any(token.small not in words_of("determiners") for token in self.tokens[first:at]):
            return at
        behind = next((i for i in range(at, len(self.tokens)) if self.tokens[i].start >= end), len(self.tokens))
        if behind == len(self.tokens):
            return at
        token = self.tokens[behind]
        form = form_of(token.small)
        is_told = form is not None and PARTICIPLE in form.forms and self._small(behind + 1) in _BEHIND_A_PARTICIPLE
        is_noun = token.is_sign or (token.word.isalpha() and not self._is_closed(token.small) and not is_told)
        return behind if is_noun else at

    def _ends_here(self, at: int, first: int) -> bool:
        token = self.tokens[at]
        small = token.small
        if token.word == "." and self._small(at - 1) in words_of("abbreviations"):
            return False
        if token.word == "'s" or (token.word in "/&+" and at + 1 < len(self.tokens)):
            return False
        if token.word == "-":
            return self._is_dash(token)
        if token.start in self.times or token.start in self.money or not (token.is_sign or token.word[0].isalnum()):
            return True
        if small in words_of("prepositions") or small in words_of("conjunctions") or small in words_of("relatives"):
            return True
        if small == "to" or (small in words_of("pronouns") and small not in ("these", "this", "one", "both")):
            return True
        if self._phrase_here(at):
            return True
        if self._small(at - 1) in words_of("adjectives"):
            return False
        if self._verb_at(at, self.chunks[-1].kind) is not None:
            return True
        if small in words_of("determiners") and self.chunks[-1].kind == "np" and not small[0].isdigit():
            return small in words_of("begins-a-phrase")
        if small in words_of("adverbs") or (small.endswith("ly") and self._is_adverb(at)):
            return self.chunks[-1].kind == "np"
        return False

    def _phrase_here(self, at: int) -> bool:
        longest = longest_phrases().get(self.smalls[at], 0)
        return longest > 0 and any(tuple(self.smalls[at : at + n]) in phrases() for n in range(2, longest + 1))


@cache
def _unknown(word: str) -> Form | None:
    """What forms a word that no list has can be, by its ending."""
    if len(word) > 5 and word.isalpha() and word.endswith("ed") and not word.endswith("eed"):
        return Form(word, frozenset([PAST, PARTICIPLE]))
    return None


@cache
def _making() -> frozenset[str]:
    """Verbs of making and of signing."""
    return made_words("making") | made_words("signing")


@cache
def _begin_adverbs() -> frozenset[str]:
    """The first words of adverbs of several words."""
    return frozenset(phrase.split()[0] for phrase in words_of("adverb-phrases"))


@cache
def _finite_aux() -> frozenset[str]:
    forms = (words_of(key) for key in ("will", "would", "can", "be", "have", "do"))
    return frozenset().union(*forms) - words_of("not-finite")


@cache
def _time() -> re.Pattern[str]:
    return re.compile(expand("{TIME}", slots(), {}))


@cache
def _money() -> re.Pattern[str]:
    return re.compile(expand("{MONEY}", slots(), {}))
