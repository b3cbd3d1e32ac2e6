"""Reads people and posts: honorifics, titles with the body they belong to, names before and behind a title.

“Dr. Jane Roe, Director of the Tide Institute”, “the Science Minister of Norland, Ada Fenn”. Knows tokens, word lists
and the grammar of names; what a name stands for is settled elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.drafting.naming.lexicon import read_groups, sizes, words_of
from kg.drafting.naming.phrases import Name, Phrases
from kg.drafting.naming.stretches import AND, BODIES, is_field_word

_LINKS = frozenset(("of", "for", "at", "to"))
_LINKS_TO_BODIES = frozenset(("in", "with", "within"))
_MOST_NAMES = 5
_SHORTEST_IN_CAPITALS = 4
_MOST_FIELDS = 6
_MOST_OF_A_TITLE = 3


@dataclass(frozen=True)
class Post:
    """Tokens `first` up to `last` are a post; its title ends at `title_end`; `bodies` are the names inside it."""

    first: int
    last: int
    title_end: int
    bodies: tuple[Name, ...] = ()


class People:
    """The people and posts at given tokens of one text."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.tokens = phrases, phrases.tokens

    def honorific_end(self, at: int) -> int:
        """Behind the honorifics at this token (“Professor Sir”), full stops included; the token itself if none."""
        end = at
        while end < len(self.tokens) and self.tokens[end].is_cap and not (end > at and self.tokens[end].is_apart):
            if [t.text for t in self.tokens[end : end + 4]] == ["H", ".", "E", "."]:
                end += 4
                continue
            known = sizes("honorifics.txt").get(self.tokens[end].low, ())
            size = next((n for n in known if self._words(end, end + n) in words_of("honorifics.txt")), 0)
            if not size:
                break
            end += size
            end += self._is_stop_of_abbreviation(end)
        return end

    def _is_stop_of_abbreviation(self, at: int) -> bool:
        """True for the full stop of “Dr.”, not for one that ends a sentence."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text != "." or self.tokens[at + 1].is_apart:
            return False
        return self.tokens[at].start == self.tokens[at - 1].end

    def person_at(self, at: int, *, is_told: bool = False) -> int:
        """The end of the name of a person that may start at this token; the token itself where none can.

        Behind an honorific (`is_told`) one name may be a word that is more often something else: “Dr. Jordan Marsh”.
        """
        end, names = at, 0
        while end < len(self.tokens) and names < _MOST_NAMES and not (end > at and self.tokens[end].is_apart):
            token = self.tokens[end]
            if token.low in words_of("particles.txt") and self._is_name_behind(end) and (names or token.is_cap):
                end += 1
            elif self._is_initial(end):
                end += 2
            elif self._is_name(end) or (is_told and self._is_odd_name(end, names)):
                end, names = end + 1, names + 1
            else:
                break
        while names > 1 and self.tokens[end - 1].low in words_of("post-nominals.txt"):
            end, names = end - 1, names - 1
        return self._behind_suffix(end) if names else at

    def _behind_suffix(self, at: int) -> int:
        """Behind the “III” or “, Jr.” at this token, with its full stop inside a sentence; the token itself if none."""
        if at + 1 < len(self.tokens) and self.tokens[at].text == "," and not self.tokens[at + 1].is_apart:
            is_told = self.tokens[at + 1].low in words_of("suffixes.txt", "behind a comma too")
            start = at + 1 if is_told and self.tokens[at + 1].is_cap else at
        else:
            start = at
        if start >= len(self.tokens) or self.tokens[start].is_apart or not self.tokens[start].is_cap:
            return at + self._is_stop_of_suffix(at)
        is_suffix = self.tokens[start].text in _numerals() or start > at or self._is_junior(start)
        return start + 1 + self._is_stop_of_suffix(start + 1) if is_suffix else at + self._is_stop_of_suffix(at)

    def is_ended_by_junior(self, end: int) -> bool:
        """True where “Jr.” or “Sr.” ends the name that ends here."""
        return self._is_junior(end - 1 - (self.tokens[end - 1].text == "."))

    def _is_junior(self, at: int) -> bool:
        return self.tokens[at].low in words_of("suffixes.txt", "behind a comma too")

    def _is_stop_of_suffix(self, at: int) -> bool:
        """True for the full stop of “Jr.” inside a sentence."""
        return self._is_junior(at - 1) and self._is_stop_of_abbreviation(at)

    def _is_name_behind(self, at: int) -> bool:
        """True where a name follows the particles at this token: “von der Leyen”."""
        behind = at + 1
        if (
            behind + 1 < len(self.tokens)
            and self.tokens[behind].low in words_of("particles.txt")
            and not self.tokens[behind].is_cap
        ):
            behind += 1
        return behind < len(self.tokens) and not self.tokens[behind].is_apart and self._is_name(behind)

    def title_at(self, at: int) -> int:
        """The end of the title of a post at this token, the longest one; the token itself where there is none."""
        token = self.tokens[at]
        group = "titles" if token.is_cap else "small"
        for size in sizes("titles.txt", group).get(token.low, ()):
            if self._words(at, at + size) in words_of("titles.txt", group):
                return at + size
        return self._title_of_profession(at)

    def _title_of_profession(self, at: int) -> int:
        """The end of “Chief Geologist”, “chief of research”; the token itself where no such title starts."""
        if self.tokens[at].low not in words_of("roles.txt", "before a profession") or at + 1 >= len(self.tokens):
            return at
        behind = self.tokens[at + 1]
        is_alike = behind.is_cap == self.tokens[at].is_cap and not behind.is_apart
        return at + 2 if is_alike and behind.low in words_of("roles.txt", "professions") else at

    def post_at(self, first: int) -> Post | None:
        """The post that starts at this token, with the body or field it is for; None where there is none."""
        at = self._skip_modifiers(first)
        end = self.title_at(at)
        if end == at or not self.tokens[at].is_cap:
            small = self._small_post(first) or self._small_title(first)
            if small > first:
                return Post(first, small, small)
        if end == at:
            return self._post_of_body(first)
        behind, bodies = self._belonging(end)
        if not self.tokens[at].is_cap and not bodies and not (behind > end and self._is_beside_person(first, behind)):
            return None
        return Post(first, behind, end, bodies)

    def owned_post_at(self, first: int) -> Post | None:
        """The post in small letters behind its owner: “associate director for tides” of “the Tide Council’s …”."""
        at = first
        while at < len(self.tokens) and self.title_at(at) == at and self.tokens[at].text in words_of("ranks.txt"):
            at += 1
        end = self.title_at(at) if at < len(self.tokens) and not self.tokens[at].is_cap else at
        return Post(first, max(self._belonging(end)[0], self._small_remit(end)), end) if end > at else None

    def _small_remit(self, end: int) -> int:
        """The end of “for tides and reefs” behind a title, up to a mark; the end of the title where none is told."""
        at = end + 1
        if at >= len(self.tokens) or self.tokens[end].low not in ("of", "for") or self.tokens[end].is_apart:
            return end
        while at < len(self.tokens) and at - end <= _MOST_FIELDS and self.tokens[at].is_word:
            if self.tokens[at].is_cap or self.tokens[at].is_apart:
                return end
            at += 1
        is_marked = at < len(self.tokens) and self.tokens[at].text in (",", ".", ";") and at > end + 1
        return at if is_marked else end

    def _is_beside_person(self, first: int, end: int) -> bool:
        """True where a person is named behind a title and a comma, or stands with two names and a comma before it."""
        if end < len(self.tokens) and self.tokens[end].text == "," and self._is_person(end + 1):
            return True
        before = first - 1 - (first > 0 and self.tokens[first - 1].low == "the")
        if before < 2 or self.tokens[before].text != "," or self.tokens[first].is_apart:
            return False
        return any(self.person_at(at) == before for at in range(max(0, before - _MOST_NAMES), before - 1))

    def _small_post(self, first: int) -> int:
        """The end of “research minister”, “minister for education” before a person; 0 where none is."""
        at = self._small_fields(first)
        is_office = at < len(self.tokens) and self.tokens[at].text in words_of("titles.txt", "small with a field")
        if not is_office or (at > first and self.tokens[at].is_apart):
            return 0
        end = at + 1
        if end < len(self.tokens) and not self.tokens[end].is_apart and self.tokens[end].low in ("of", "for"):
            end = self._small_fields(end + 1)
        return end if end - first >= 2 and self._is_person(self._behind_comma(end)) else 0

    def _small_title(self, first: int) -> int:
        """The end of “deputy director”, “the Norlandish minister” before a person who is named; 0 where none is."""
        at = self.phrases.states.get(first, first)
        while at < len(self.tokens) and self.title_at(at) == at and self.tokens[at].text in words_of("ranks.txt"):
            at += 1
        if at >= len(self.tokens) or self.tokens[at].is_cap or (at > first and self.tokens[at].is_apart):
            return 0
        is_of_state = at > first and first in self.phrases.states
        is_office = is_of_state and self.tokens[at].text in words_of("titles.txt", "small with a field")
        end = max(self.title_at(at), at + is_office)
        behind = self._behind_comma(end) if is_of_state else end
        return end if end > at and self._is_person(behind) else 0

    def _behind_comma(self, at: int) -> int:
        return at + (at < len(self.tokens) and self.tokens[at].text == ",")

    def _is_person(self, at: int) -> bool:
        """True where a person is named at this token, with two names, or with one behind an honorific."""
        if at >= len(self.tokens) or self.tokens[at].is_apart:
            return False
        name = self.honorific_end(at)
        return self.person_at(name, is_told=name > at) - name >= 2 - (name > at) if name < len(self.tokens) else False

    def _small_fields(self, first: int) -> int:
        """The end of fields in small letters, “and” between them included; the token itself where none starts."""
        at = first
        while at < len(self.tokens) and at - first < _MOST_FIELDS and not (at > first and self.tokens[at].is_apart):
            token = self.tokens[at]
            is_joined = at > first and (token.low in AND or token.text == ",")
            is_opening = at == first and token.is_first
            if (token.is_cap and not is_opening) or not (is_joined or is_field_word(token.low)):
                break
            at += 1
        return at

    def _post_of_body(self, first: int) -> Post | None:
        """The post behind the whole name of its body: “Tide Council Deputy Director”; None where there is none."""
        body = self._body_at(first) if self.tokens[first].is_cap else None
        if body is None or body.last >= len(self.tokens) or self.tokens[body.last].is_apart:
            return None
        at = self._skip_modifiers(body.last)
        if at >= len(self.tokens) or not self.tokens[at].is_cap:
            return None
        end = self.title_at(at)
        return Post(first, end, end, (body,)) if end > at else None

    def _skip_modifiers(self, first: int) -> int:
        """The title behind “U.K. Science”, “Deputy”, “NSF” …; `first` where no title follows in the run."""
        phrases = self.phrases
        at, joined = first, False
        while at < len(self.tokens) and not (at > first and self.tokens[at].is_apart):
            if self.title_at(at) > at and not self._is_rank_before_title(at):
                return at
            token = self.tokens[at]
            if at in phrases.states:
                at = phrases.states[at]
            elif (
                (token.low in words_of("fields.txt") and token.is_cap)
                or token.low in words_of("ranks.txt")
                or (token.is_acronym and at == first)
            ):
                at += 1
            elif token.low in AND and at > first and not joined and self._joins_fields(at):
                at, joined = at + 1, True
            else:
                return first
        return first

    def _is_rank_before_title(self, at: int) -> bool:
        """True for the “Principal” of “Principal Deputy Director”, which is a title elsewhere."""
        if self.tokens[at].low not in words_of("ranks.txt") or at + 1 >= len(self.tokens):
            return False
        behind = self.tokens[at + 1]
        is_rank = behind.is_cap and not behind.is_apart and behind.low in words_of("ranks.txt")
        return is_rank and self.title_at(at) == at + 1

    def _joins_fields(self, at: int) -> bool:
        """True for the “and” of “Science and Innovation Minister”, not for one before a post of its own."""
        is_behind_field = is_field_word(self.tokens[at - 1].low) and at + 1 < len(self.tokens)
        return is_behind_field and self.tokens[at + 1].low not in words_of("ranks.txt")

    def _belonging(self, end: int) -> tuple[int, tuple[Name, ...]]:
        """The end of “of the Tide Council”, “for Research at NIH”, “of Norland” behind a title, and the body there."""
        last: int = end
        while last + 1 < len(self.tokens) and not self.tokens[last].is_apart:
            link, at = self.tokens[last].low, last + 1
            if link not in _LINKS and link not in _LINKS_TO_BODIES:
                break
            while at < len(self.tokens) and self.tokens[at].low in ("the", "its", "their"):
                at += 1
            if at >= len(self.tokens) or self.tokens[at].is_apart or not self.tokens[at].is_cap:
                break
            body = self._body_at(at)
            if body and self._is_owner(body.last):
                return self._owned_by(body, end)
            if body:
                return (body.last + 1, ()) if self._is_unit(body.last) else (body.last, (body,))
            if link not in _LINKS:
                break
            if link == "at" and at not in self.phrases.states and self.tokens[at].low != "large":
                run = self.phrases.run_end(at)
                return run, (Name(at, run, "FormalOrganization"),)  # “director at Tarnvik”
            behind = self.phrases.states.get(at) or self._fields(at)
            if behind == at:
                break
            last = behind
            owned = self._body_at(behind + 2) if self._is_possessive(behind) else None
            if owned:
                return owned.last, (owned,)  # “President of Norland’s Tide Council”
        return last, ()

    def _is_owner(self, at: int) -> bool:
        """True for the “’s” at this token: a post “of TC’s Tide Office” is none of TC as a whole."""
        if at + 2 >= len(self.tokens) or self.tokens[at].is_apart or self.tokens[at + 1].is_apart:
            return False
        return self.tokens[at].text in "’'" and self.tokens[at + 1].low == "s"

    def _owned_by(self, body: Name, end: int) -> tuple[int, tuple[Name, ...]]:
        """The end of “TC’s Tide Office” and both bodies; the end of the title where a body’s own is no body."""
        owned = self._body_at(body.last + 2) if self._is_possessive(body.last) else None
        return (owned.last, (body, owned)) if owned else (end, ())

    def _is_possessive(self, at: int) -> bool:
        """True for the “’s” at this token, with a name behind it."""
        if at + 2 >= len(self.tokens) or any(self.tokens[k].is_apart for k in (at, at + 1, at + 2)):
            return False
        return self.tokens[at].text in "’'" and self.tokens[at + 1].low == "s" and self.tokens[at + 2].is_cap

    def behind_owner(self, at: int) -> int:
        """Behind “the Tide Council’s” or “Norland’s” at this token; the token itself where nobody is named so."""
        if at >= len(self.tokens) or not self.tokens[at].is_cap:
            return at
        body = self._body_at(at)
        end = body.last if body else self.phrases.states.get(at, at)
        is_behind_s = end > at and end + 1 < len(self.tokens) and self.tokens[end].text in "’'"
        return end + 2 if is_behind_s and self.tokens[end + 1].low == "s" else at

    def owner_before(self, at: int) -> int:
        """Where “the Tide Council’s” starts, whose “s” stands before this token; -1 where nobody is named so."""
        if at < 3 or self.tokens[at - 1].low != "s" or self.tokens[at - 2].text not in "’'":
            return -1
        starts = range(at - 3, max(-1, at - 3 - _MOST_FIELDS), -1)
        return next((start for start in starts if self.behind_owner(start) == at), -1)

    def _is_unit(self, at: int) -> bool:
        """True for a unit told in small letters behind its body: “head of the TC division for tides”."""
        is_there = at < len(self.tokens) and not self.tokens[at].is_apart
        return is_there and self.tokens[at].text in (
            "division",
            "department",
            "section",
            "unit",
            "delegation",
            "branch",
        )

    def _body_at(self, at: int) -> Name | None:
        """The body named at this token: by its grammar, or known, or an acronym."""
        name = self.phrases.name_at(at)
        known = self.phrases.bodies.get(at, at)
        if name and name.last >= known and name.type in BODIES:
            return name
        if known > at:
            return Name(at, known, "FormalOrganization")
        if self.tokens[at].is_acronym and at not in self.phrases.states:
            return Name(at, at + 1, "FormalOrganization")
        return None

    def _fields(self, at: int) -> int:
        """The end of a list of fields (“Science, Technology and Higher Education”); the token itself if none starts."""
        last = self._field(at)
        while last > at and last + 1 < len(self.tokens):
            following = last + 1
            if self.tokens[last].text == "," and self.tokens[following].low == "and":
                following += 1
            elif self.tokens[last].text != "," and self.tokens[last].low not in ("and", "&"):
                break
            following += self.tokens[following].low == "the" and following + 1 < len(self.tokens)
            end = self._field(following)
            if end == following or not self._is_of_fields(following, end):
                break
            last = end
        return last

    def _is_of_fields(self, first: int, last: int) -> bool:
        """True for “Science”, and for “Robotic Exploration” behind “Human and”; not for the name of another body."""
        if is_field_word(self.tokens[first].low):
            return True
        is_body = any(self.phrases.head_is_body(k) for k in range(first, last))
        return not is_body and is_field_word(self.tokens[last - 1].low)

    def _field(self, at: int) -> int:
        """The end of one field: the run of capitalised words, without the person named behind a field word."""
        end = self.phrases.run_end(at) if at < len(self.tokens) and not self.tokens[at].is_apart else at
        named = next((k for k in range(at, end) if not is_field_word(self.tokens[k].low)), end)
        if named > at and self.person_at(named) >= end and end - named >= 2:
            return named
        return end

    def _is_name(self, at: int) -> bool:
        """True for a capitalised word that may be part of a person's name."""
        token = self.tokens[at]
        if (
            not token.is_cap
            or not token.is_word
            or token.low == "the"
            or at in self.phrases.states
            or any(c.isdigit() for c in token.text)
        ):
            return False
        if token.is_acronym and len(token.text) > 2 and not self._is_name_in_capitals(at):
            return False
        is_other = token.low in words_of("fields.txt") or token.low in words_of("never.txt")
        return not is_other and self.title_at(at) == at and self.phrases.head_at(at) is None

    def _is_name_in_capitals(self, at: int) -> bool:
        """True for a family name written so beside a given one: “MIZUTANI Sumire”, “Ada FENN”."""
        if len(self.tokens[at].text) < _SHORTEST_IN_CAPITALS or at in self.phrases.bodies:
            return False
        return any(self._is_given(at, at + step) for step in (1, -1))

    def _is_given(self, at: int, beside: int) -> bool:
        """True for a given name at the token beside: a capitalised word of its own, in the same run."""
        if not 0 <= beside < len(self.tokens) or self.tokens[max(at, beside)].is_apart:
            return False
        return not self.tokens[beside].is_acronym and self._is_name(beside)

    def _is_odd_name(self, at: int, names: int) -> bool:
        """True for a state, month or field that must be a name: before a name, or behind one at the end of a run."""
        token = self.tokens[at]
        if not token.is_cap or not token.is_word or token.is_acronym:
            return False
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if behind is None or behind.is_apart or not behind.is_cap:
            return names > 0
        return names == 0 and self._is_name(at + 1)

    def _is_initial(self, at: int) -> bool:
        """True for “S.” before another name."""
        tokens = self.tokens
        if len(tokens[at].text) != 1 or not tokens[at].is_cap or at + 2 >= len(tokens):
            return False
        return tokens[at + 1].text == "." and (tokens[at + 2].is_cap and not tokens[at + 2].is_apart)

    def plural_title_at(self, at: int) -> tuple[int, str]:
        """The end of the plural title at this token (“Prime Ministers”) and its singular; the token and "" for none."""
        for end in range(at + 1, min(at + _MOST_OF_A_TITLE, len(self.tokens)) + 1):
            last = self.tokens[end - 1]
            if not last.is_cap or not last.is_word or (end - 1 > at and last.is_apart):
                break
            singular = last.text[:-3] + "y" if last.low.endswith("ies") else last.text[:-1]
            words = " ".join([*(t.text for t in self.tokens[at : end - 1]), singular])
            if last.low.endswith("s") and words.casefold() in _plural_titles():
                return end, words
        return at, ""

    def _words(self, first: int, last: int) -> str:
        """The words of these tokens in lower case, or nothing where a break lies between them."""
        part = self.tokens[first:last]
        if len(part) < last - first or any(t.is_apart or not t.is_word for t in part[1:]):
            return ""
        return " ".join(t.low for t in part)


@cache
def _numerals() -> frozenset[str]:
    """The numerals that end names, as they are written."""
    return frozenset(read_groups("suffixes.txt")[""])


@cache
def _plural_titles() -> frozenset[str]:
    """The titles, in the singular, whose plural may stand before the names of several people."""
    return words_of("titles.txt", "titles") | words_of("honorifics.txt")
