"""Complements of head nouns: “of Education, Culture, Sports, Science and Technology”, “for the Study of the Tides”.

Knows where a complement ends; whether the head noun needs one is for `kg.drafting.naming.phrases`.
"""

from __future__ import annotations

from functools import cache

from kg.drafting.naming.lexicon import words_of
from kg.drafting.naming.stretches import AND, BODIES, OF, Stretches, is_field_word, is_modifier

_MOST_ITEMS = 8
_FIELDS = ("field", "fields", "area", "areas", "domain", "domains", "sphere")


class Complements(Stretches):
    """The complements that start at given tokens of one text."""

    def complement(self, at: int, head_type: str) -> int:
        """The end of the complement (“of Health and Science”) that starts at this token, or the token itself."""
        tokens = self.tokens
        if at + 1 >= len(tokens) or tokens[at].is_apart or not self._introduces(at, head_type):
            return at
        start = self.skip_articles(at + 1)
        if head_type == "Meeting" and self._is_body_ahead(start):
            return at
        if head_type == "Programme" and tokens[at].low == "of" and self._is_owner_ahead(start):
            return at
        is_ministry = tokens[at - 1].low in words_of("ministries.txt")
        is_body = head_type in BODIES and tokens[at].low != "on"
        end = self._item(start, is_body)
        if end == start:
            return at
        return self._more_items(end, start > at + 1, is_body, is_ministry)

    def _is_body_ahead(self, start: int) -> bool:
        """True where a body follows: the “Fifth Meeting” of the Joint Committee is named by its first words."""
        at = self.skip_states(start) if start < len(self.tokens) else start
        return any(self.head_is_body(k) for k in range(at, self.run_end(at))) if at < len(self.tokens) else False

    def _is_owner_ahead(self, start: int) -> bool:
        """True where an acronym or a known body follows: the “Tide Programme” of TC is named without its owner."""
        if start >= len(self.tokens):
            return False
        is_acronym = self.tokens[start].is_acronym and start not in self.states
        return is_acronym or start in self.bodies

    def _introduces(self, at: int, head_type: str) -> bool:
        low = self.tokens[at].low
        if low == "on" and head_type in BODIES:
            is_cooperation = self.tokens[at + 1].low in ("cooperation", "collaboration")
            return self.tokens[at - 1].low in words_of("takes-on.txt") and not is_cooperation
        return low in OF or low == "on" or (low in ("against", "concerning", "regarding") and head_type == "Instrument")

    def _item(self, start: int, is_body: bool) -> int:
        """The end of one item of a complement: a run of capitalised words, “of …” between them included."""
        end = max(self._until_next_name(start, self.run_end(start)), self._with_states(start))
        has_carried = False
        while end > start and end + 1 < len(self.tokens) and not self.tokens[end].is_apart:
            behind = self._behind_field(end) or self.skip_articles(end + 1)
            if behind >= len(self.tokens) or not self._carries(end, behind, is_body and not has_carried):
                break
            has_carried = True
            following = self.run_end(behind)
            if following == behind or self.tokens[behind].is_apart or self.tokens[behind].low in words_of("months.txt"):
                break
            end = following
        return end + self.is_year(end)

    def _behind_field(self, at: int) -> int:
        """Behind “in the Field of” at this token, as instruments have it; 0 where it does not stand there."""
        start = self.skip_articles(at + 1)
        words = [token.low for token in self.tokens[start : start + 2]]
        is_field = self.tokens[at].low == "in" and words[:1] and words[0] in _FIELDS and words[1:] == ["of"]
        return self.skip_articles(start + 2) if is_field else 0

    def _with_states(self, start: int) -> int:
        """The end of a run that two states begin: “U.S.–French Cooperation”; of one state, its own end."""
        end = self.skip_states(start)
        return self.run_end(end) if end > self.states.get(start, end) else self.states.get(start, 0)

    def _until_next_name(self, start: int, end: int) -> int:
        """The end of the run, or where a body with a complement of its own starts in it: “Tides Office of Storms”.

        Or a title: “Tides Deputy Director”.
        """
        for at in range(start + 1, end):
            if self.tokens[at].low in words_of("months.txt") or self._is_person_behind_fields(start, at, end):
                return at
            if self.tokens[at].low in _titles():
                while at > start + 1 and self.tokens[at - 1].low in words_of("ranks.txt"):
                    at -= 1
                return at
            head = self.head_at(at)
            if head and head[1] in BODIES and head[0] == end and end < len(self.tokens) and self.tokens[end].low in OF:
                return at
        return end

    def _is_person_behind_fields(self, start: int, at: int, end: int) -> bool:
        """True for the two or three last words of “Technology Policy Ada Fenn”, none of them a field."""
        rest = self.tokens[at:end]
        if len(rest) not in (2, 3) or not is_field_word(self.tokens[at - 1].low):
            return False
        is_plain = not any(t.is_acronym or is_modifier(t.low) or t.low in words_of("carriers.txt") for t in rest)
        return is_plain and not any(self.head_at(k) or k in self.states for k in range(at, end))

    def _carries(self, at: int, behind: int, is_body: bool) -> bool:
        """True where the small word at this token goes on with the item: “Excellence for …”, “Cooperation in …”."""
        low = self.tokens[at].low
        before = self.tokens[at - 1].low
        if before in words_of("carriers.txt") or (low == "of" and before.endswith("ing")):
            # “Office of Tide Cooperation of the Tide Fund”
            is_its_own = behind in self.states or self._is_body_ahead(behind)
            run = self.tokens[behind : self.run_end(behind)]
            is_topic = low == "on" or (low == "in" and any(is_field_word(t.low) for t in run))
            return (low in OF and not is_its_own) or is_topic
        if (before, low) == ("research", "for"):  # “Institute of Research for Development”
            return behind not in self.states and is_field_word(self.tokens[behind].low)
        return not is_body and (low in ("of", "for", "on")) and behind not in self.states

    def _more_items(self, end: int, has_article: bool, is_body: bool, is_ministry: bool) -> int:
        """The end of the last item joined to the first by commas and “and”."""
        while True:
            at = self._next_item(end, has_article)
            if at == end:
                return end
            following = self._item(at, is_body)
            is_last = self.tokens[at - 1].text != ","
            if following == at or not self._is_field(at, following, is_last=is_last and not is_ministry):
                return end
            has_article = has_article or self.tokens[end].text == ","
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
        if at < len(tokens) and tokens[at].low in AND:
            at += 1
        if at == end or at >= len(tokens):
            return end
        if has_article and tokens[at].low == "the":
            at += 1
        return end if at >= len(tokens) or tokens[at].is_apart else at

    def _list_goes_on(self, comma: int) -> bool:
        """True where a comma inside a complement is followed by fields up to an “and”."""
        at = comma
        for _ in range(_MOST_ITEMS):
            if at < len(self.tokens) and self.tokens[at].text == ",":
                at += 1
            if at < len(self.tokens) and self.tokens[at].low in AND:
                at += 1 + (at + 1 < len(self.tokens) and self.tokens[at + 1].low == "the")
                following = self.run_end(at)
                return following > at and self._is_field(at, following, is_last=True)
            end = self.run_end(at)
            if end == at or end >= len(self.tokens) or not self._is_field(at, end, is_last=False):
                return False
            at = end
        return False

    def _is_field(self, first: int, last: int, *, is_last: bool) -> bool:
        """True where the words name what a body is for, and no body, state or acronym of their own."""
        if first in self.states or first in self.bodies or any(self.head_is_body(k) for k in range(first, last)):
            return False
        if self._begins_another(first, last):
            return False
        part = self.tokens[first:last]
        if any(t.is_acronym and t.low not in words_of("not-bodies.txt") for t in part):
            return False
        return any(is_field_word(t.low) for t in part) or (len(part) == 1 and not is_last)

    def _begins_another(self, first: int, last: int) -> bool:
        """True for words with a head noun that has a complement of its own: “Vision for Tides and Strategy for …”."""
        heads = (self.head_at(at) for at in range(first, last))
        ends = [head[0] for head in heads if head is not None and head[1] not in BODIES]
        return any(e < len(self.tokens) and not self.tokens[e].is_apart and self.tokens[e].low in OF for e in ends)


@cache
def _titles() -> frozenset[str]:
    """The titles of posts that are one word."""
    return frozenset(title for title in words_of("titles.txt", "titles") if " " not in title)
