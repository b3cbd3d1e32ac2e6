"""Reads capitalised names by their grammar: modifiers, a head noun that gives the class, a complement.

“U.K. National Physical Laboratory”, “Ministry of Education, Culture, Sports, Science and Technology”. Knows tokens and
word lists; what a name stands for is settled elsewhere. Every rule looks at most one name ahead: linear time.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.drafting.lexicon import head_sizes, heads, plurals, words_of
from kg.drafting.tokens import Token

_AND = frozenset(("and", "&", "und", "et", "y", "och", "og", "e"))
_OF = frozenset(
    ("of", "for", "de", "für", "pour", "para", "per", "di", "do", "da", "del", "della", "der", "des", "du", "la")
)
_ARTICLES = frozenset(("the", "la", "l", "le", "les", "los", "das", "die", "der", "den", "dem"))
_NO_PART = frozenset(("the", "a", "an", "this", "our", "its"))
BODIES = ("FormalOrganization", "OrganizationalUnit", "Organization", "Government")
_DASHES = frozenset("–-—/‐‑")
_MOST = 18
_MOST_PARTIES = 40
_COMPOUNDS = ("-gesellschaft", "-institut", "-zentrum", "-gemeinschaft", "-akademie", "-stiftung", "-ministerium")


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


class Phrases:
    """The names that start at given tokens of one text."""

    def __init__(self, tokens: list[Token], states: dict[int, int], bodies: dict[int, int]) -> None:
        self.tokens, self.states, self.bodies = tokens, states, bodies
        self._heads: dict[int, tuple[int, str] | None] = {}
        self._parties: dict[int, int] = {}

    def name_at(self, first: int) -> Name | None:
        """The name with a head noun that starts at this token, or None."""
        at = self._skip_states(first)
        joined = False
        while at < len(self.tokens) and at - first < _MOST:
            if at > first and self.tokens[at].is_apart:
                return None
            head = self.head_at(at)
            if head and not (at == first and self._needs_complement(at, *head)):
                return self._from_head(first, *head)
            if self.is_name_word(at) or self.is_dash(at) or self._is_initial_stop(at):
                at += 1
            elif self._joins(first, at) and not joined:
                at, joined = at + 1, True
            elif self._lists(first, at):
                at += 1
            else:
                return None
        return None

    def head_at(self, at: int) -> tuple[int, str] | None:
        """The end and the class of the head noun at this token, the longest one; None where there is none."""
        if at not in self._heads:
            self._heads[at] = self._find_head(at)
        return self._heads[at]

    def _find_head(self, at: int) -> tuple[int, str] | None:
        if not self.tokens[at].is_cap:
            return None
        low = self.tokens[at].low
        if low.endswith(_COMPOUNDS) and low not in heads():
            return at + 1, "FormalOrganization"
        for size in head_sizes().get(self.tokens[at].low, ()):
            part = self.tokens[at : at + size]
            words = " ".join(t.low for t in part)
            is_run = all(t.is_word and (t.is_cap or t.low in _OF or t.low in _AND) for t in part)
            if words in heads() and is_run and not any(t.is_apart for t in part[1:]):
                return at + size, heads()[words]
        return None

    def is_name_word(self, at: int) -> bool:
        """True for a capitalised word, or a number behind one, that may stand in a name."""
        token = self.tokens[at]
        return token.is_cap and token.is_word and token.low not in _NO_PART

    def is_dash(self, at: int) -> bool:
        """True for a dash without blanks between two words of a name: “Himalaya–Arctic”."""
        if self.tokens[at].text not in _DASHES or not 0 < at < len(self.tokens) - 1:
            return False
        before, dash, behind = self.tokens[at - 1 : at + 2]
        return before.end == dash.start and dash.end == behind.start and before.is_cap and behind.is_cap

    def _is_initial_stop(self, at: int) -> bool:
        """True for the full stop behind an initial inside a name: “Vera C. Rubin Observatory”."""
        if self.tokens[at].text != "." or not 1 < at < len(self.tokens) - 1:
            return False
        initial, behind = self.tokens[at - 1], self.tokens[at + 1]
        return len(initial.text) == 1 and initial.is_cap and initial.end == self.tokens[at].start and behind.is_cap

    def run_end(self, at: int) -> int:
        """The end of the run of capitalised words from this token on."""
        end = at
        furthest = min(len(self.tokens), at + _MOST)
        while end < furthest and self.is_name_word(end) and not (end > at and self.tokens[end].is_apart):
            end += 1
        return end

    def plural_at(self, at: int) -> list[tuple[Name, str]]:
        """The items of “Directorates for A; B; and C” at this token, each with its whole name; empty for none."""
        singular = plurals().get(self.tokens[at].low, "")
        if not singular or not self.tokens[at].is_cap or at + 2 >= len(self.tokens):
            return []
        link = self.tokens[at + 1].low if self.tokens[at + 1].low in _OF else ""
        start = at + 1 + bool(link)
        type_name = heads()[singular.casefold()]
        items = self._plural_items(start, link)
        if len(items) < 2:
            return []
        labels = (self._label(singular, link, *item) for item in items)
        return [(Name(*item, type_name), label) for item, label in zip(items, labels, strict=True)]

    def _label(self, singular: str, link: str, first: int, last: int) -> str:
        words = "".join(("" if t.text == "," else " ") + t.text for t in self.tokens[first:last])
        return f"{singular} {link}{words}" if link else f"{singular}{words}"

    def _plural_items(self, start: int, link: str) -> list[tuple[int, int]]:
        """The items behind a plural head: between semicolons where there are any, else at commas and “and”."""
        items: list[tuple[int, int]] = []
        has_semicolons = self._is_semicolon_behind(start)
        at = start
        while at < len(self.tokens) and self.tokens[at].is_cap and not self.tokens[at].is_apart:
            end = self._list_item(at) if has_semicolons else self.run_end(at)
            if self._is_acronym_of_body(at):
                break
            items.append((at, end))
            is_last = not has_semicolons and self.tokens[at - 1].low in (*_AND, link) and len(items) > 1
            at = len(self.tokens) if is_last else self._behind_separator(end, link)
        return items

    def _is_acronym_of_body(self, at: int) -> bool:
        return self.tokens[at].is_acronym and self.tokens[at].low not in words_of("not-bodies.txt")

    def _is_semicolon_behind(self, start: int) -> bool:
        end = self._list_item(start) if start < len(self.tokens) else start
        return end < len(self.tokens) and self.tokens[end].text == ";"

    def _list_item(self, at: int) -> int:
        """The end of one item between semicolons: capitalised words, commas and “and” inside."""
        end = self.run_end(at)
        while end + 1 < len(self.tokens) and not self.tokens[end].is_apart:
            behind = end + 1 + (self.tokens[end].text == "," and self.tokens[end + 1].low in _AND)
            is_joined = self.tokens[end].low in _AND or self.tokens[end].text == ","
            following = self.run_end(behind) if is_joined and behind < len(self.tokens) else behind
            if following == behind or not is_modifier(self.tokens[following - 1].low):
                break
            end = following
        return end

    def _behind_separator(self, at: int, link: str) -> int:
        """Behind “;”, “,”, “and”, “; and of”; the end of the tokens where no item follows."""
        start = at
        while at < len(self.tokens) and (self.tokens[at].text in (";", ",") or self.tokens[at].low in _AND):
            at += 1
        if at == start:
            return len(self.tokens)
        return at + (at < len(self.tokens) and bool(link) and self.tokens[at].low == link)

    def complement(self, at: int, head_type: str) -> int:
        """The end of the complement (“of Health and Science”) that starts at this token, or the token itself."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or tokens[at].is_apart or not self._introduces(at, head_type):
            return at
        start = self._skip_articles(at + 1)
        is_body = head_type in BODIES
        end = self._item(start, is_body)
        if end == start:
            return at
        return self._more_items(end, start > at + 1, is_body)

    def _skip_articles(self, at: int) -> int:
        """Behind the articles at this token."""
        while at < len(self.tokens) and self.tokens[at].low in _ARTICLES and not self.tokens[at].is_apart:
            at += 1
        return at

    def _skip_states(self, first: int) -> int:
        """Behind the states that a name starts with: “U.S. – U.K. Science and Technology Agreement”."""
        at = first
        while at in self.states:
            at = self.states[at]
            is_dash = at < len(self.tokens) and self.tokens[at].text in _DASHES
            if not (is_dash and at + 1 in self.states and not self.tokens[at + 1].is_apart):
                break
            at += 1
        return at

    def _needs_complement(self, at: int, end: int, type_name: str) -> bool:
        """True where the head noun stands alone: “Council”, “the Agreement” name nothing by themselves."""
        if self.tokens[at].low.endswith(_COMPOUNDS) or self._foreign_end(end) > end:
            return False
        if type_name == "Instrument" and self._behind_parties(end):
            return False
        return self.complement(end, type_name) == end and self.head_in_run(end) is None

    def head_in_run(self, at: int) -> int | None:
        """The first head noun in the run of capitalised words from here on."""
        return next((k for k in range(at, self.run_end(at)) if self.head_at(k)), None)

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
                return Name(first, behind, type_name, count)
            following = self.head_at(end) if end < len(self.tokens) and not self.tokens[end].is_apart else None
            skip: int | None = end
            if not following:
                skip = self.head_in_run(end) if end < len(self.tokens) and not self.tokens[end].is_apart else None
                following = self.head_at(skip) if skip is not None else None
            if skip is None or not following or end - first > _MOST or self._starts_anew(skip, following):
                return Name(first, self._tail(end), type_name, count)
            count, end, type_name = count + 1, following[0], following[1]

    def _foreign_end(self, end: int) -> int:
        """The end of the small words behind a head noun of a Romance language: “Agence nationale de la recherche”."""
        if self.tokens[end - 1].low not in words_of("romance.txt", "heads"):
            return end
        at = last = end
        while at < len(self.tokens) and self.tokens[at].is_word and not self.tokens[at].is_apart:
            token = self.tokens[at]
            is_behind_link = at > last and token.low not in words_of("joiners.txt")
            if token.is_cap or is_behind_link or token.low.endswith(tuple(words_of("romance.txt", "endings"))):
                last = at + 1
            elif token.low not in words_of("romance.txt", "links"):
                break
            at += 1
        return last

    def _behind_parties(self, end: int) -> int:
        """The end of “between the Government of Norland and the Tide Council on Tides” behind an instrument, or 0."""
        if end >= len(self.tokens) or self.tokens[end].is_apart or self.tokens[end].low not in ("between", "by"):
            return 0
        if end not in self._parties:
            self._parties[end] = 0  # no parties are looked for inside parties
            self._parties[end] = self._find_parties_end(end)
        return self._parties[end]

    def _find_parties_end(self, end: int) -> int:
        at = end
        while at + 1 < len(self.tokens) and at - end < _MOST_PARTIES:
            at = self._skip_articles(at + 1)
            name = self._party_at(at) if at < len(self.tokens) and self.tokens[at].low else None
            following = name.last if name else max(self._skip_states(at), self.run_end(at))
            following = max(following, self.bodies.get(at, 0))
            if following <= at or following >= len(self.tokens) or self.tokens[following].is_apart:
                return 0
            at = following
            if self.tokens[at].low in ("on", "concerning", "for"):
                last = self.complement(at, "Instrument")
                return last if last > at else 0
            if self.tokens[at].low == "of" and self._skip_states(self._skip_articles(at + 1)) > at + 1:
                continue
            if self.tokens[at].low not in _AND and self.tokens[at].text != ",":
                return 0
        return 0

    def _party_at(self, at: int) -> Name | None:
        """The body named as a party at this token, or None; an instrument is none."""
        head = self.head_at(at)
        return None if head and head[1] == "Instrument" else self.name_at(at)

    def _starts_anew(self, at: int, head: tuple[int, str]) -> bool:
        """True where a head noun begins a name of its own: “… Foundation Directorate for Engineering”."""
        return head[1] in BODIES and self.complement(head[0], head[1]) > head[0]

    def _tail(self, end: int) -> int:
        """A number or a state behind the head is part of the name: “Programme 2030”, “Innovation Agency Norland”."""
        if end < len(self.tokens) and not self.tokens[end].is_apart:
            if self.tokens[end].text.isdigit() and len(self.tokens[end].text) <= 4:
                return end + 1
            if end in self.states and self.tokens[end].text.isalpha() and not self.head_in_run(end):
                return self.states[end]
        return end

    def _joins(self, first: int, at: int) -> bool:
        """True where “and” joins two halves of one name: the left names nothing, the right has the head noun.

        “Engineering and Physical Sciences Research Council”, but not “Innovation Norland and the Tide Council”.
        """
        if self.tokens[at].low not in _AND or at + 1 >= len(self.tokens) or self.tokens[at + 1].is_apart:
            return False
        left_whole = self._is_whole(first, at)
        return not left_whole and self.is_name_word(at + 1) and self.head_in_run(at + 1) is not None

    def _lists(self, first: int, at: int) -> bool:
        """True where a comma stands in a list of modifiers before the head: “Atmospheric, Geophysical and …”."""
        if self.tokens[at].text != "," or not is_modifier(self.tokens[at - 1].low):
            return False
        end = self.run_end(at + 1) if at + 1 < len(self.tokens) else at + 1
        if end == at + 1 or end >= len(self.tokens) or not is_modifier(self.tokens[end - 1].low):
            return False
        is_comma = self.tokens[end].text == "," and self._lists(first, end)
        return is_comma or (self.tokens[end].low in _AND and self.head_in_run(end + 1) is not None)

    def _is_whole(self, first: int, last: int) -> bool:
        """True where the words before “and” are a name by themselves: a state, a known body, an acronym."""
        if self.states.get(first) == last or self.bodies.get(first) == last:
            return True
        if any(end == last for end in self.states.values()):
            return True
        return all(t.is_acronym for t in self.tokens[first:last])

    def _introduces(self, at: int, head_type: str) -> bool:
        low = self.tokens[at].low
        if low == "on" and head_type in BODIES:
            is_cooperation = self.tokens[at + 1].low in ("cooperation", "collaboration")
            return self.tokens[at - 1].low in words_of("takes-on.txt") and not is_cooperation
        return low in _OF or low == "on" or (low in ("against", "concerning") and head_type == "Instrument")

    def _item(self, start: int, is_body: bool) -> int:
        """The end of one item of a complement: a run of capitalised words, “of …” between them included."""
        end = max(self._until_next_body(start, self.run_end(start)), self.states.get(start, 0))
        while end > start and end + 1 < len(self.tokens) and not self.tokens[end].is_apart:
            behind = self._skip_articles(end + 1)
            if behind >= len(self.tokens) or not self._carries(end, behind, is_body):
                break
            following = self.run_end(behind)
            if following == behind or self.tokens[behind].is_apart:
                break
            end = following
        return end + self._is_year(end)

    def _is_year(self, at: int) -> bool:
        """True for a number of four digits that goes on with a name: “Vision 2030”."""
        is_there = 0 < at < len(self.tokens) and not self.tokens[at].is_apart and self.tokens[at - 1].is_cap
        return is_there and self.tokens[at].text.isdigit() and len(self.tokens[at].text) == 4

    def _until_next_body(self, start: int, end: int) -> int:
        """The end of the run, or where a body with a complement of its own starts in it: “Tides Office of Storms”."""
        for at in range(start + 1, end):
            head = self.head_at(at)
            if head and head[1] in BODIES and head[0] == end and end < len(self.tokens) and self.tokens[end].low in _OF:
                return at
        return end

    def _carries(self, at: int, behind: int, is_body: bool) -> bool:
        """True where the small word at this token goes on with the item: “Excellence for …”, “Cooperation in …”."""
        low = self.tokens[at].low
        if self.tokens[at - 1].low in words_of("carriers.txt"):
            return low in _OF or low in ("on", "in")
        return not is_body and (low in ("of", "for", "on")) and behind not in self.states

    def _more_items(self, end: int, has_article: bool, is_body: bool) -> int:
        """The end of the last item joined to the first by commas and “and”."""
        while True:
            at = self._next_item(end, has_article)
            if at == end:
                return end
            following = self._item(at, is_body)
            if following == at or not self._is_field(at, following, is_last=self.tokens[at - 1].text != ","):
                return end
            end = following

    def _next_item(self, end: int, has_article: bool) -> int:
        """Where the next item of a list starts behind a comma or “and”; `end` itself where none does."""
        tokens, at = self.tokens, end
        if at >= len(tokens) or tokens[at].is_apart:
            return end
        if tokens[at].text == ",":
            if not self._list_goes_on(at):
                return end
            at += 1
        if at < len(tokens) and tokens[at].low in _AND:
            at += 1
        if at == end or at >= len(tokens):
            return end
        if has_article and tokens[at].low == "the":
            at += 1
        return end if at >= len(tokens) or tokens[at].is_apart else at

    def _list_goes_on(self, comma: int) -> bool:
        """True where a comma inside a complement is followed by fields up to an “and”."""
        at = comma
        for _ in range(8):
            if at < len(self.tokens) and self.tokens[at].text == ",":
                at += 1
            if at < len(self.tokens) and self.tokens[at].low in _AND:
                following = self.run_end(at + 1)
                return following > at + 1 and self._is_field(at + 1, following, is_last=True)
            end = self.run_end(at)
            if end == at or end >= len(self.tokens) or not self._is_field(at, end, is_last=False):
                return False
            at = end
        return False

    def _is_field(self, first: int, last: int, *, is_last: bool) -> bool:
        """True where the words name what a body is for, and no body, state or acronym of their own."""
        if first in self.states or first in self.bodies or any(self.head_is_body(k) for k in range(first, last)):
            return False
        part = self.tokens[first:last]
        if any(t.is_acronym and t.low not in words_of("not-bodies.txt") for t in part):
            return False
        return any(is_field_word(t.low) for t in part) or (len(part) == 1 and not is_last)

    def head_is_body(self, at: int) -> bool:
        """True where a head noun of a body stands at this token."""
        head = self.head_at(at)
        return head is not None and head[1] in BODIES


def is_field_word(low: str) -> bool:
    """True for a word that says what a body or post is for: of the list, or made like one (“Diseases”, “Mobility”)."""
    is_listed = low in words_of("fields.txt") or low in words_of("not-bodies.txt")
    return is_listed or (len(low) > 5 and low.endswith(tuple(words_of("field-endings.txt"))))


def is_modifier(low: str) -> bool:
    """True for a word made like an adjective of a field: “Geophysical”, “Atmospheric”, or a field itself."""
    return is_field_word(low) or low.endswith(("ic", "al", "ary", "ive"))
