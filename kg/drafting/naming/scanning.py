"""Goes through a text once and finds where names stand and what sort of thing each names.

Puts together what the register knows, the grammar of names, and people with their posts; links nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.drafting.naming.definitions import short_form_behind
from kg.drafting.naming.known import Hit, Names, find_known
from kg.drafting.naming.lexicon import is_role, sizes, words_of
from kg.drafting.naming.people import People, Post
from kg.drafting.naming.phrases import Name, Phrases
from kg.drafting.naming.stretches import BODIES, is_field_word
from kg.drafting.naming.tokens import Token, cut, find_headings
from kg.drafting.naming.unit_lists import items_at
from kg.model import Source

_LONGEST_PERSON = 6
_LONGEST_PLACE = 4
_NO_ROLE = frozenset(("by", "with", "and", "from"))
"""Where a role in small letters ends: “…, by ORNL Director Ada Fenn” tells none of the name before the comma."""
_PLACE_BEFORE = frozenset(("at", "in", "near", "outside", "inside"))
_DETERMINERS = frozenset(("the", "a", "an", "then", "our", "its", "their"))


@dataclass(frozen=True, order=True)
class Found:
    """Tokens `first` up to `last` name a thing of class `type`; `names` are register entries with this very form.

    `label` is its whole name where the words are a part of it: “Engineering” in “the Directorates for … Engineering”.
    """

    first: int
    last: int
    type: str
    names: tuple[str, ...] = ()
    label: str = ""


class Scan:
    """One pass over the tokens of a text; `found` holds what was found, in order, nested names included."""

    def __init__(self, source: Source, names: Names) -> None:
        self.tokens: list[Token] = cut(source)
        self.names = names
        known, states = find_known(self.tokens, names)
        self.known = {at: hit for at, hit in known.items() if not self._is_other_place(hit)}
        self.state_hits = {at: hit for at, hit in states.items() if not self._is_other_place(hit)}
        self.known |= {at: seat for at, seat in self._seats() if at not in self.known}
        self.states = {hit.first: hit.last for hit in self.state_hits.values()}
        bodies = {h.first: h.last for h in self.known.values() if h.kind in BODIES}
        self.phrases = Phrases(self.tokens, self.states, bodies)
        self.people = People(self.phrases)
        self.headings = find_headings(source, self.tokens)
        self.found: list[Found] = []
        self.bare_titles: list[tuple[Found, str]] = []

    def run(self) -> list[Found]:
        """Everything found, in order of place, longer names first."""
        at = 0
        heading_ends = dict(self.headings)
        heading_end = 0
        while at < len(self.tokens):
            heading_end = heading_ends.get(at, heading_end)
            step = self._step_in_heading(at, heading_end) if at < heading_end else self._step(at)
            at = max(step, at + 1)
        unique = {(f.first, f.last): f for f in reversed([*self.found, *self._told_once()])}
        return sorted(unique.values(), key=lambda f: (f.first, -f.last))

    def _seats(self) -> Iterator[tuple[int, Hit]]:
        """The houses that stand for those who govern from them: “the White House”."""
        for at, token in enumerate(self.tokens):
            for size in sizes("seats.txt").get(token.low, ()) if token.is_cap else ():
                words = " ".join(t.low for t in self.tokens[at : at + size])
                if words in words_of("seats.txt"):
                    before = self.tokens[at - 1 - (at > 1 and self.tokens[at - 1].low == "the")].low if at else ""
                    yield at, Hit(at, at + size, (), "Place" if before in _PLACE_BEFORE else "FormalOrganization")
                    break

    def _step(self, at: int) -> int:
        """Read what starts at a token and return where to go on."""
        token = self.tokens[at]
        if not token.is_word:
            return at + 1
        end = self._people_of_a_title(at) or self._post(at) or self._person(at)
        end = end or self._plural(at) or self._government(at) or self._unit(at)
        if end:
            return end
        hit = self.known.get(at)
        name = self.phrases.name_at(at) if token.is_cap and not self._is_opener(at) else None
        if name and name.last >= (hit.last if hit else 0):
            return self._name(name)
        return self._hit(hit) if hit else at + 1

    def _step_in_heading(self, at: int, end: int) -> int:
        """In a heading: what the register knows, and names with one head noun between small words or the edges."""
        token = self.tokens[at]
        is_told = self.people.honorific_end(at) > at or self._is_contact_before(at) or self._is_listed(at)
        if is_told and (behind := self._person(at)):
            return behind
        if self._is_behind_person(at) and (behind := self._post(at)):
            return behind
        hit = self.known.get(at)
        name = self.phrases.name_at(at) if token.is_cap else None
        if name and self._is_safe(name, end) and name.last >= (hit.last if hit else 0):
            return self._name(name)
        return self._hit(hit) if hit and hit.last <= end else at + 1

    def _is_safe(self, name: Name, end: int) -> bool:
        """True for a name with one head noun and no capitalised word directly before or behind.

        Where a heading starts, a name may be its subject and its verb: there it must be the whole heading, or an
        instrument named by its kind (“Joint Statement on …”).
        """
        is_start = name.first == 0 or self.tokens[name.first].is_apart
        before = None if is_start else self.tokens[name.first - 1]
        behind = self.tokens[name.last] if name.last < end else None
        if before and self.phrases.is_dash(name.first - 1):
            return False
        if any(token.low in words_of("title-words.txt") for token in self.tokens[name.first : name.last]):
            return False
        if name.heads > 1 or (before and before.is_cap) or (behind and behind.is_cap):
            return False
        head = self.phrases.head_at(name.first)
        return not is_start or behind is None or (head is not None and head[1] == "Instrument")

    def _post(self, at: int) -> int:
        """The end of a post and of the person behind it, both taken; 0 where no post starts here."""
        post = self.people.post_at(at)
        if post is None and not self.tokens[at].is_cap and self.people.owner_before(at) >= 0:
            return self._owned_post(at)
        if post is None or self._is_helped(at):
            return 0
        is_bare = post.last - post.first == 1 and not self._is_owned(post)
        behind = self._person_behind(post)
        if not behind and self._is_in_apposition(post):
            person = self.found[-1]
            self.bare_titles.append((Found(post.first, post.last, "Post"), self._small(person.first, person.last)))
            return post.last
        if is_bare and not behind:
            return 0
        if not is_bare or self._is_line(post):
            if post.last == post.title_end and not behind and not self._is_specific(post):
                return 0
            self._add(Found(post.first, post.last, "Post", self._known_as(post.first, post.last)))
            for body in post.bodies:
                self._name(body)
            if (
                self.tokens[at].is_acronym
                and at not in self.states
                and self.tokens[at].low not in words_of("not-bodies.txt")
            ):
                self._add(Found(at, at + 1, "FormalOrganization", self._known_as(at, at + 1)))
            self._nest(post.first, post.last, has_bodies=not post.bodies)
        elif self._is_full_name(behind):
            person = self.found[-1]
            self.bare_titles.append((Found(post.first, post.last, "Post"), self._small(person.first, person.last)))
        return behind or post.last

    def _people_of_a_title(self, at: int) -> int:
        """The end of “Presidents Ada Fenn and Bo Reed”, each taken, and the title for full names; 0 where none are."""
        start = at
        while start < len(self.tokens) and self.tokens[start].is_cap and is_field_word(self.tokens[start].low):
            start += 1
        end, singular = self.people.plural_title_at(start) if start < len(self.tokens) else (start, "")
        people = self._coordinated(end) if singular else []
        if len(people) < 2:
            return 0
        label = " ".join([*(token.text for token in self.tokens[at:start]), singular])
        is_post = label.casefold() not in words_of("honorifics.txt", "of nobody")
        if is_post and all(last - first > 1 for first, last in people):
            self._add(Found(at, end, "Post", (), label))
        for first, last in people:
            self._add(Found(first, last, "Person", self._known_as(first, last)))
        self._nest(at, people[-1][1])
        return people[-1][1]

    def _coordinated(self, at: int) -> list[tuple[int, int]]:
        """The names of people joined by commas and “and” from this token on, “of Norland” behind each left out."""
        people: list[tuple[int, int]] = []
        is_last = False
        while at < len(self.tokens) and not self.tokens[at].is_apart:
            first = self.people.honorific_end(at)
            last = self.people.person_at(first, is_told=True) if first < len(self.tokens) else first
            if last == first:
                break
            people.append((first, last))
            at = self._behind_state_of(last)
            if is_last or at + 1 >= len(self.tokens) or (self.tokens[at].text != "," and self.tokens[at].low != "and"):
                break
            is_last = self.tokens[at].low == "and" or self.tokens[at + 1].low == "and"
            at += 1 + (self.tokens[at].text == "," and self.tokens[at + 1].low == "and")
        return people if is_last else []

    def _behind_state_of(self, at: int) -> int:
        """Behind the “of Norland” at this token, or the token itself."""
        if at + 1 >= len(self.tokens) or self.tokens[at].low != "of" or self.tokens[at].is_apart:
            return at
        state = self.phrases.skip_articles(at + 1)
        return self.states.get(state, at)

    def _owned_post(self, at: int) -> int:
        """The end of a post in small letters behind the body it is in, where the person is named beside; 0 if none."""
        post, owner = self.people.owned_post_at(at), self.people.owner_before(at)
        if post is None:
            return 0
        behind = self._person_behind(post)
        if not behind and not self._is_behind_person(owner):
            return 0
        self._add(Found(post.first, post.last, "Post"))
        return behind or post.last

    def _is_helped(self, at: int) -> bool:
        """True behind “Assistant to the”: whoever is named there is not the President."""
        if self.found and self.found[-1].type == "State" and self.found[-1].last == at:
            at = self.found[-1].first
        before = at - 1 - (at > 0 and self.tokens[at - 1].low in _DETERMINERS)
        is_to = before > 0 and self.tokens[before].low == "to" and not self.tokens[before].is_apart
        return is_to and self.tokens[before - 1].low in words_of("naming.txt", "helpers")

    def _told_once(self) -> list[Found]:
        """Titles alone before a full name, “Minister Ada Fenn”, but for those that the text gives to two people."""
        holders: dict[str, set[str]] = {}
        for title, person in self.bare_titles:
            holders.setdefault(self._small(title.first, title.last), set()).add(person)
        return [t for t, _ in self.bare_titles if len(holders[self._small(t.first, t.last)]) == 1]

    def _small(self, first: int, last: int) -> str:
        return " ".join(token.low for token in self.tokens[first:last])

    def _is_full_name(self, end: int) -> bool:
        """True where the person taken last, up to this token, has two names or more: “President Ada Fenn”."""
        return end > 0 and self.found[-1].last - self.found[-1].first > 1

    def _plural(self, at: int) -> int:
        """The end of “Directorates for A; B; and C”, each item taken as a body; 0 where none starts here."""
        items = items_at(self.phrases, at)
        for first, last, type_name, label in items:
            self._add(Found(first, last, type_name, self._known_as(first, last), label))
        return items[-1][1] if items else 0

    def _government(self, at: int) -> int:
        """The end of “the Chilean government”; 0 where none starts here."""
        end = self.states.get(at, 0)
        if not end or end >= len(self.tokens) or self.tokens[end].low != "government" or self.tokens[end].is_apart:
            return 0
        return self._name(Name(at, end + 1, "Government"))

    def _unit(self, at: int) -> int:
        """The end of “Storms department” behind its body, or before “of the Tide Council”; 0 where none starts here."""
        end = self.phrases.run_end(at) if self.tokens[at].is_cap and not self._is_opener(at) else at
        if end == at or end >= len(self.tokens) or self.tokens[end].is_apart:
            return 0
        is_ended = self.tokens[end].text in words_of("naming.txt", "units")
        if not is_ended or not (self.people.owner_before(at) >= 0 or self._is_of_body(end + 1)):
            return 0
        self._add(Found(at, end + 1, "OrganizationalUnit"))
        self._nest(at, end + 1)
        return end + 1

    def _is_of_body(self, at: int) -> bool:
        """True for “of the Tide Council” at this token."""
        if at + 1 >= len(self.tokens) or self.tokens[at].low != "of" or self.tokens[at].is_apart:
            return False
        behind = self.phrases.skip_articles(at + 1)
        name = self.phrases.name_at(behind) if behind < len(self.tokens) and self.tokens[behind].is_cap else None
        return (name is not None and name.type in BODIES) or behind in self.phrases.bodies

    def _is_specific(self, post: Post) -> bool:
        """True where more than the title stands there: “U.K. Science Minister”, but not “Chief Executive”.

        Or where it stands behind the body or the state that it is of: “Norland’s Chief Scientific Adviser”.
        """
        return self._is_owned(post) or self.people.title_at(post.first) != post.last

    def _is_owned(self, post: Post) -> bool:
        """True behind the name of a body or a state: “Norland’s President”."""
        at = post.first
        is_behind_s = at > 2 and not self.tokens[at].is_apart and self.tokens[at - 1].low == "s"
        return is_behind_s and self.tokens[at - 2].text in "’'" and at - 3 in self._ends_of_names()

    def _is_in_apposition(self, post: Post) -> bool:
        """True for a title alone between the name of a person and a mark: “Ada Fenn, Director General, on behalf of …”.

        A longer post stands for itself.
        """
        if post.last > post.title_end or self._is_specific(post) or not self._is_behind_person(post.first):
            return False
        behind = self.tokens[post.last] if post.last < len(self.tokens) else None
        if behind is not None and behind.text in "’'":
            return False  # “Ada Fenn, the President’s Science Advisor”
        return behind is None or behind.is_apart or not (behind.is_cap or behind.low in words_of("particles.txt"))

    def _is_behind_person(self, at: int) -> bool:
        """True behind the name of a person, a comma, and “the” or “its” at most."""
        before = at - 1
        before -= before > 0 and self.tokens[before].low in _DETERMINERS
        is_behind = before > 0 and self.tokens[before].text == "," and not self.tokens[at].is_apart
        return is_behind and any((found.type, found.last) == ("Person", before) for found in self.found[-3:])

    def _is_listed(self, at: int) -> bool:
        """True for a person in a list: a name at the start of its line or behind a colon, then a title."""
        end = self.people.person_at(at)
        is_start = self.tokens[at].is_apart or (at > 0 and self.tokens[at - 1].text in ":•")
        if not is_start or not 2 <= end - at <= _LONGEST_PERSON or end >= len(self.tokens):
            return False
        return self.tokens[end].text == "," and self._is_role(end + 1)

    def _ends_of_names(self) -> set[int]:
        return {found.last - 1 for found in self.found[-4:] if found.type in (*BODIES, "State")}

    def _is_line(self, post: Post) -> bool:
        """True where the title stands on a line of its own."""
        behind = self.tokens[post.last] if post.last < len(self.tokens) else None
        return self.tokens[post.first].is_apart and (behind is None or behind.is_apart)

    def _person_behind(self, post: Post) -> int:
        """The end of the person named directly behind a post or behind a comma; 0 where there is none."""
        at = self._behind_short_form(self._behind_posting(post.last))
        has_comma = at < len(self.tokens) and self.tokens[at].text == ","
        is_defined = at > post.last and self.tokens[at - 1].text == ")"
        if at > post.last and not has_comma and not is_defined:  # behind a place
            return 0
        at += has_comma
        if has_comma and at < len(self.tokens) and self.tokens[at].low == "the":
            at += 1
        if at >= len(self.tokens) or self.tokens[at].is_apart:
            return 0
        start = self.people.honorific_end(at)
        end = self.people.person_at(start, is_told=start > at) if start < len(self.tokens) else start
        is_beside = has_comma or is_defined
        if end == start or (is_beside and start == at and (end - start < 2 or self._is_body_at(at, end))):
            return 0
        self._add(Found(start, end, "Person", self._known_as(start, end)))
        return end

    def _behind_posting(self, at: int) -> int:
        """Behind the “in Tarn” at this token, if a comma follows: “the Chilean Ambassador in Tarn, Ada Fenn”."""
        if at + 1 >= len(self.tokens) or self.tokens[at].low != "in" or self.tokens[at].is_apart:
            return at
        end = self.phrases.run_end(at + 1)
        is_place = 0 < end - at - 1 < _LONGEST_PLACE and end < len(self.tokens) and self.tokens[end].text == ","
        return end if is_place and not self.tokens[end].is_apart else at

    def _is_body_at(self, first: int, last: int) -> bool:
        """True where the words are a body or start the name of one: “Director, Open Sea Institute”."""
        name = self.phrases.name_at(first)
        is_longer = name is not None and name.type in BODIES and name.last > last
        return is_longer or self.phrases.bodies.get(first, 0) >= last

    def _behind_short_form(self, at: int) -> int:
        """Behind the short form in brackets at this token, before a comma or a name: “Tide Adviser (TA) Ada Fenn”."""
        inside = short_form_behind(self.tokens, at)
        is_closed = inside is not None and inside[1] + 1 < len(self.tokens) and self.tokens[inside[1]].text == ")"
        if not inside or not is_closed:
            return at
        behind = self.tokens[inside[1] + 1]
        return inside[1] + 1 if behind.text == "," or (behind.is_cap and not behind.is_apart) else at

    def _person(self, at: int) -> int:
        """The end of a person behind an honorific, or told by the words around; 0 where none starts here."""
        start = self.people.honorific_end(at)
        end = self.people.person_at(start, is_told=start > at) if start < len(self.tokens) else start
        if end == start or (start == at and not self._is_told_person(start, end)):
            return 0
        self._add(Found(start, end, "Person", self._known_as(start, end)))
        return self._title_line(end) or end

    def _is_told_person(self, start: int, end: int) -> bool:
        """True where the words around say that this is a person: a post behind, a verb of saying beside."""
        if not 2 <= end - start <= _LONGEST_PERSON or any(k in self.phrases.bodies for k in range(start, end)):
            return False
        if self._is_body_at(start, end):
            return False
        if self.tokens[start].is_first and self.tokens[start].low in words_of("openers.txt"):
            return False
        if self.tokens[end - 1].low in words_of("places.txt", "never-a-person"):
            return False
        before = self.tokens[start - 1].low if start else ""
        behind = self.tokens[end] if end < len(self.tokens) else None
        if before in words_of("titles.txt", "small") or (before == "" and self._is_role_before(start)):
            return True
        if before in words_of("roles.txt", "professions") or self._is_of_a_kin(start):
            return True
        if self._is_contact_before(start) or self.people.is_ended_by_junior(end):
            return True
        if any(self.tokens[k].is_acronym and len(self.tokens[k].text) > 2 for k in range(start, end)):
            return behind is not None and behind.text == "," and self._is_role(end + 1)
        if before in words_of("saying.txt") or (behind and behind.low in words_of("saying.txt")):
            return True
        if behind is None or behind.is_apart:
            is_signed = self._title_end(end) > end or self._is_under_party(start)
            return self.tokens[start].is_apart and is_signed
        return behind.text == "," and self._is_role(end + 1)

    def _is_of_a_kin(self, start: int) -> bool:
        """True behind “her colleague”, “his Norlandish counterpart”."""
        if start < 2 or self.tokens[start - 1].low not in words_of("roles.txt", "of a kin"):
            return False
        return any(token.low in ("his", "her") for token in self.tokens[max(0, start - 5) : start - 1])

    def _is_under_party(self, start: int) -> bool:
        """True on the line under “For the Tide Council:”, where signatures stand."""
        at = start - 1
        while at > 0 and not self.tokens[at].is_apart:
            at -= 1
        return 0 <= at < start and self.tokens[at].low == "for"

    def _is_contact_before(self, start: int) -> bool:
        """True behind “Contact:”, “Media enquiries –”, as notes have it."""
        if start < 2 or self.tokens[start - 1].text not in (":", "–", "—"):
            return False
        return self.tokens[start - 2].low in words_of("contacts.txt")

    def _is_role_before(self, start: int) -> bool:
        """True behind a title in small letters and a comma: “its president, Ada Fenn, …”."""
        if start < 2 or self.tokens[start - 1].text != ",":
            return False
        before = self.tokens[start - 2].low
        return before in words_of("titles.txt", "small") or is_role(before)

    def _is_role(self, at: int) -> bool:
        """True where a post, or a role in small letters (“a senior officer of …”), starts at this token."""
        while at < len(self.tokens) and self.tokens[at].low in _DETERMINERS:
            at += 1
        at = self.people.behind_owner(at)
        if at >= len(self.tokens):
            return False
        if self.people.post_at(at) is not None:
            return True
        ahead = self.tokens[at : at + (1 if self.tokens[at].low in ("who", "whose") else 4)]
        return any(is_role(t.low) for t in takewhile(lambda t: t.low not in _NO_ROLE, ahead))

    def _title_end(self, at: int) -> int:
        """The end of a title that fills the line from this token on; the token itself where none does."""
        if at >= len(self.tokens) or not self.tokens[at].is_apart:
            return at
        post = self.people.post_at(at)
        is_line = post is not None and (post.last == len(self.tokens) or self.tokens[post.last].is_apart)
        return post.last if post and is_line else at

    def _title_line(self, at: int) -> int:
        """Take the post on the line under a person's name, as signatures have it; its end, or 0."""
        end = self._title_end(at)
        if end == at:
            return 0
        post = self.people.post_at(at)
        assert post is not None
        self._add(Found(at, end, "Post", self._known_as(at, end)))
        for body in post.bodies:
            self._name(body)
        return end

    def _name(self, name: Name) -> int:
        self._add(Found(name.first, name.last, name.type, self._known_as(name.first, name.last)))
        self._nest(name.first, name.last)
        return min(name.last, name.inner) if name.inner else name.last

    def _hit(self, hit: Hit) -> int:
        if hit.kind == "Capital":
            first, last = self._whole_place(hit)
            self._add(Found(first, last, "Place"))
            return last
        self._add(Found(hit.first, hit.last, hit.kind, hit.names))
        self._nest(hit.first, hit.last)
        return hit.last

    def _whole_place(self, hit: Hit) -> tuple[int, int]:
        """The place that has a capital's name in its own: “Lake Victoria”, “Manila Bay”."""
        before = self.tokens[hit.first - 1] if hit.first and not self.tokens[hit.first].is_apart else None
        behind = self.tokens[hit.last] if hit.last < len(self.tokens) and not self.tokens[hit.last].is_apart else None
        is_before = before is not None and before.is_cap and before.low in words_of("places.txt", "before")
        is_behind = behind is not None and behind.is_cap and behind.low in words_of("places.txt", "behind")
        return hit.first - is_before, hit.last + is_behind

    def _nest(self, first: int, last: int, *, has_bodies: bool = False) -> None:
        """Take the states that stand inside a longer name, and the bodies inside a post."""
        for at in range(first, last):
            for hit in (self.known.get(at), self.state_hits.get(at)):
                is_wanted = hit is not None and (hit.kind == "State" or (has_bodies and hit.kind in BODIES))
                if hit and is_wanted and hit.last <= last and (hit.first, hit.last) != (first, last):
                    self._add(Found(hit.first, hit.last, hit.kind, hit.names))

    def _is_opener(self, at: int) -> bool:
        """True for a capitalised word that only opens a sentence: “Recognizing”, “The”."""
        token = self.tokens[at]
        return token.is_first and (token.low in words_of("openers.txt") or token.low.endswith("ing"))

    def _is_other_place(self, hit: Hit) -> bool:
        """True for a place that shares a state's name, in the name of a body: “Georgia Institute of Technology”."""
        is_shared = hit.kind == "State" and self.tokens[hit.first].low in words_of("other-places.txt")
        if not is_shared or hit.last >= len(self.tokens):
            return False
        behind = self.tokens[hit.last]
        return behind.is_cap and not behind.is_apart

    def _known_as(self, first: int, last: int) -> tuple[str, ...]:
        """The entries that have this very form."""
        hit = self.known.get(first)
        return hit.names if hit and hit.last == last and not hit.is_topic else ()

    def _add(self, found: Found) -> None:
        self.found.append(found)
