"""Reads capitalised names by their grammar: modifiers, a head noun that gives the class, a complement.

“U.K. National Physical Laboratory”, “Ministry of Education, Culture, Sports, Science and Technology”. Knows tokens and
word lists; what a name stands for is settled elsewhere. Every rule looks at most one name ahead: linear time.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.drafting.naming.complements import Complements
from kg.drafting.naming.lexicon import words_of
from kg.drafting.naming.stretches import AND, BODIES, COMPOUNDS, MOST, is_field_word, is_modifier
from kg.drafting.naming.tokens import Token

_MOST_PARTIES = 40
_TO_PARTIES = ("between", "by", "among", "from", "of")
_ON = ("on", "concerning", "regarding", "for")
_MOST_MODIFIERS = 6
_WORDS_OF_A_NAME = 2


@dataclass(frozen=True)
class Name:
    """Tokens `first` up to `last` are one name of a thing of class `type`; `heads` is how many head nouns it has.

    `inner` is where names inside it start, as in “Agreement between the Tide Council and …”; 0 where there are none.
    """

    first: int
    last: int
    type: str
    heads: int = 1
    inner: int = 0


class Phrases(Complements):
    """The names that start at given tokens of one text."""

    def __init__(self, tokens: list[Token], states: dict[int, int], bodies: dict[int, int]) -> None:
        super().__init__(tokens, states, bodies)
        self._parties: dict[int, int] = {}
        self._names: dict[int, Name | None] = {}

    def name_at(self, first: int) -> Name | None:
        """The name with a head noun that starts at this token, or None."""
        if first not in self._names:
            self._names[first] = self._find_name(first)
        return self._names[first]

    def _find_name(self, first: int) -> Name | None:
        at = self.skip_states(first)
        joined = False
        while at < len(self.tokens) and at - first < MOST:
            if at > first and self.tokens[at].is_apart:
                return None
            head = self.head_at(at)
            if head and not (at == first and self._needs_complement(at, *head)):
                is_unit = head[1] == "OrganizationalUnit" and self._is_body_itself(first, at)
                return None if is_unit and self.complement(*head) > head[0] else self._from_head(first, *head)
            if self.is_name_word(at) or self.is_dash(at) or self.is_initial_stop(at):
                at += 1
            elif self._joins(first, at) and not joined:
                at, joined = at + 1, True
            elif self._lists(at):
                at += 1
            else:
                return None
        return None

    def _is_body_itself(self, first: int, last: int) -> bool:
        """True where the words before a unit are the body that it belongs to: “NSF” in “NSF Directorate for …”."""
        is_acronym = last - first == 1 and self.tokens[first].is_acronym and first not in self.states
        return is_acronym or self.bodies.get(first) == last

    def _needs_complement(self, at: int, end: int, type_name: str) -> bool:
        """True where the head noun stands alone: “Council”, “the Agreement” name nothing by themselves."""
        if self.tokens[at].low.endswith(COMPOUNDS) or self._foreign_end(end) > end:
            return False
        if self.is_year(end) or (type_name == "Instrument" and self._behind_parties(end)):
            return False
        return self.complement(end, type_name) == end and self.head_in_run(end) is None

    def _from_head(self, first: int, end: int, type_name: str) -> Name:
        """The name whose first head noun ends at `end`: with its complement, or up to the last head of its run."""
        count = 1
        foreign = self._foreign_end(end)
        if foreign > end:
            return Name(first, foreign, type_name)
        while True:
            behind = self.complement(end, type_name)
            if type_name == "Instrument" and (parties := self._behind_parties(end)):
                return Name(first, parties, type_name, count, end)
            if behind > end:
                return Name(first, behind, type_name, count, self._instrument_inside(end, behind, type_name))
            following = self.head_at(end) if end < len(self.tokens) and not self.tokens[end].is_apart else None
            skip: int | None = end
            if not following:
                skip = self.head_in_run(end) if end < len(self.tokens) and not self.tokens[end].is_apart else None
                following = self.head_at(skip) if skip is not None else None
            if skip is None or not following or end - first > MOST or self._starts_anew(skip, following):
                return Name(first, self._tail(end), type_name, count)
            count, end, type_name = count + 1, following[0], following[1]

    def _instrument_inside(self, end: int, last: int, type_name: str) -> int:
        """Where the agreement starts that a statement is on: “Statement on the Norland Tide Agreement”; 0 for none."""
        start = self.skip_articles(end + 1)
        if type_name != "Instrument" or self.tokens[end].low not in _ON or start >= last:
            return 0
        name = self.name_at(start)
        is_inside = name is not None and name.type == "Instrument" and name.last == last
        return start if is_inside else 0

    def _foreign_end(self, end: int) -> int:
        """The end of the small words behind a head noun of a Romance language: “Agence nationale de la recherche”."""
        if self.tokens[end - 1].low not in words_of("romance.txt", "heads"):
            return end
        at = last = end
        while at < len(self.tokens) and self.tokens[at].is_word and not self.tokens[at].is_apart:
            token = self.tokens[at]
            if token.low not in words_of("romance.txt", "heads") and self.head_at(at):
                break  # “Association Agreement”
            is_elided = token.low.replace("’", "'").partition("'")[0] in words_of("romance.txt", "elided")
            is_behind_link = (at > last and token.low not in words_of("joiners.txt")) or is_elided  # “d’études”
            if token.is_cap or is_behind_link or token.low.endswith(tuple(words_of("romance.txt", "endings"))):
                last = at + 1
            elif token.low not in words_of("romance.txt", "links"):
                break
            at += 1
        return last

    def _behind_parties(self, end: int) -> int:
        """The end of “between the Government of Norland and the Tide Council on Tides” behind an instrument, or 0."""
        if end >= len(self.tokens) or self.tokens[end].is_apart or self.tokens[end].low not in _TO_PARTIES:
            return 0
        if end not in self._parties:
            self._parties[end] = 0  # no parties are looked for inside parties
            self._parties[end] = self._find_parties_end(end)
        return self._parties[end]

    def _find_parties_end(self, end: int) -> int:
        at, count, is_of = end, 0, self.tokens[end].low not in ("between", "by")
        while at + 1 < len(self.tokens) and at - end < _MOST_PARTIES:
            at = self._party_start(at + 1)
            following = self._party_end(at, is_of=is_of)
            if following <= at:
                return 0
            at, count = following, count + 1
            is_last = at >= len(self.tokens) or self.tokens[at].is_apart
            if not is_last and self.tokens[at].low in _ON:
                last = self.complement(at, "Instrument")
                return last if last > at else 0
            if not is_last and self.tokens[at].low == "of" and self.skip_states(self.skip_articles(at + 1)) > at + 1:
                continue
            if is_last or (self.tokens[at].low not in AND and self.tokens[at].text != ","):
                return at if is_of and count > 1 else 0
        return 0

    def _party_start(self, at: int) -> int:
        """Behind what may stand in front of a party in a list: “and the” of “Norland, and the Tide Council”."""
        if at < len(self.tokens) and self.tokens[at - 1].text == "," and self.tokens[at].low in AND:
            at += 1
        return self.skip_articles(at)

    def _party_end(self, at: int, *, is_of: bool) -> int:
        """The end of the party named at this token; `at` where none is. Behind “of” it must be a state or a body."""
        if at >= len(self.tokens):
            return at
        name = self._party_at(at) if self.tokens[at].low else None
        told = max(self.skip_states(at), self.bodies.get(at, 0), self._all_governments(at))
        if name and (not is_of or name.type in BODIES):
            return max(name.last, told)
        return told if is_of and not self.tokens[at].is_acronym else max(told, self.run_end(at))

    def _all_governments(self, at: int) -> int:
        """The end of “Governments of Norland” at this token, and 0 where no governments are named."""
        if self.tokens[at].low not in ("governments", "government") or self.tokens[at + 1 : at + 2] == []:
            return 0
        behind = self.skip_articles(at + 2) if self.tokens[at + 1].low == "of" else at
        return self.skip_states(behind) if behind > at and behind in self.states else 0

    def _party_at(self, at: int) -> Name | None:
        """The body named as a party at this token, or None; an instrument is none."""
        head = self.head_at(at)
        return None if head and head[1] == "Instrument" else self.name_at(at)

    def _starts_anew(self, at: int, head: tuple[int, str]) -> bool:
        """True where a head noun begins a name of its own: “… Foundation Directorate for Engineering”."""
        return head[1] in BODIES and self.complement(head[0], head[1]) > head[0]

    def _tail(self, end: int) -> int:
        """A number, state or town behind the head is a part of it: “Programme 2030”, “Innovation Agency Norland”."""
        if self._has_town(end):
            return end + 1
        if end < len(self.tokens) and not self.tokens[end].is_apart:
            if self.tokens[end].text.isdigit() and len(self.tokens[end].text) <= 4:
                return end + 1
            if end in self.states and self.tokens[end].text.isalpha() and not self.head_in_run(end):
                return self.states[end]
        return end

    def _has_town(self, at: int) -> bool:
        """True for the one capitalised word behind a university or college: “Tarn University Alder”."""
        if self.tokens[at - 1].low not in ("university", "college") or at >= len(self.tokens):
            return False
        token = self.tokens[at]
        is_one = self.is_name_word(at) and self.run_end(at) == at + 1 and at not in self.states
        is_other = token.is_acronym or is_field_word(token.low) or token.low in words_of("titles.txt")
        return is_one and not token.is_apart and not is_other and token.low not in words_of("title-words.txt")

    def _joins(self, first: int, at: int) -> bool:
        """True where “and” joins two halves of one name: the left names nothing, the right has the head noun.

        “Engineering and Physical Sciences Research Council”, but not “Innovation Norland and the Tide Council”.
        """
        if self.tokens[at].low not in AND or at + 1 >= len(self.tokens) or self.tokens[at + 1].is_apart:
            return False
        behind = self.tokens[at + 1]
        is_another = behind.is_acronym and not is_field_word(behind.low) and at + 1 not in self.states
        left_whole = is_another or self._is_whole(first, at) or self._are_two(first, at)
        if self._is_act(first, at + 1):
            return True
        return not left_whole and self.is_name_word(at + 1) and self.head_in_run(at + 1) is not None

    def _is_act(self, first: int, behind: int) -> bool:
        """True for “the GLASS and Storm Act”: those who make it are not named in the name of an act."""
        head = self.head_in_run(behind)
        is_act = head is not None and self.tokens[head].low in ("act", "bill", "law")
        return is_act and first > 0 and self.tokens[first - 1].low == "the" and not self.tokens[first].is_apart

    def _are_two(self, first: int, at: int) -> bool:
        """True where “and” joins two names, neither of them made of fields: “Embrapa and Cold Quay University”.

        Not where two people gave a name: “Ada and Bo Fenn Foundation”.
        """
        if is_modifier(self.tokens[at - 1].low) or is_field_word(self.tokens[at + 1].low) or at + 1 in self.states:
            return False
        head = self.head_in_run(at + 1)
        if head is None or (at - first == 1 and self.tokens[head].low in words_of("naming.txt", "of people")):
            return False
        return head - at > _WORDS_OF_A_NAME

    def _lists(self, at: int) -> bool:
        """True where a comma stands in a list of modifiers before the head: “Atmospheric, Geophysical and …”."""
        for _ in range(_MOST_MODIFIERS):
            if self.tokens[at].text != "," or not is_modifier(self.tokens[at - 1].low) or at + 1 >= len(self.tokens):
                return False
            end = self.run_end(at + 1)
            if end == at + 1 or end >= len(self.tokens) or not is_modifier(self.tokens[end - 1].low):
                return False
            if self.tokens[end].low in AND:
                return self.head_in_run(end + 1) is not None
            at = end
        return False

    def _is_whole(self, first: int, last: int) -> bool:
        """True where the words before “and” are a name by themselves: a state, a known body, an acronym."""
        if self.states.get(first) == last or self.bodies.get(first) == last:
            return True
        if last in self.state_ends:
            return True
        is_owned = (
            self.tokens[first].is_acronym
            and first not in self.states
            and not any(is_modifier(t.low) for t in self.tokens[first:last])
        )
        return is_owned or all(t.is_acronym for t in self.tokens[first:last])
