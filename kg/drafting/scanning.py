"""Goes through a text once and finds where names stand and what sort of thing each names.

Puts together what the register knows, the grammar of names, and people with their posts; links nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import terms
from kg.drafting.known import Hit, Names, find_known
from kg.drafting.lexicon import words_of
from kg.drafting.people import People, Post
from kg.drafting.phrases import Phrases
from kg.drafting.tokens import Token, cut
from kg.model import Source

_STATES = (terms.ONT + "State",)


@dataclass(frozen=True, order=True)
class Found:
    """Tokens `first` up to `last` name a thing of class `type`; `names` are register entries with this very form."""

    first: int
    last: int
    type: str
    names: tuple[str, ...] = ()


class Scan:
    """One pass over the tokens of a text; `found` holds what was found, in order, nested names included."""

    def __init__(self, source: Source, names: Names) -> None:
        self.tokens: list[Token] = cut(source)
        self.names = names
        self.known = find_known(self.tokens, names)
        self.states = {h.first: h.last for h in self.known.values() if self._is_state(h)}
        self.phrases = Phrases(self.tokens, self.known, self.states)
        self.people = People(self.phrases)
        self.found: list[Found] = []

    def run(self) -> list[Found]:
        """Everything found, in order of place, longer names first."""
        at = 0
        while at < len(self.tokens):
            at = max(self._step(at), at + 1)
        unique = {(f.first, f.last): f for f in reversed(self.found)}
        return sorted(unique.values(), key=lambda f: (f.first, -f.last))

    def _step(self, at: int) -> int:
        """Read what starts at a token and return where to go on."""
        token = self.tokens[at]
        if not token.is_word:
            return at + 1
        end = self._post(at) or self._person(at)
        if end:
            return end
        hit, name = self.known.get(at), self.phrases.name_at(at) if token.is_cap else None
        if name and self._is_opener(at):
            name = None
        if name and name.last >= (hit.last if hit else 0):
            return self._name(name.first, name.last, name.type)
        if hit:
            return self._hit(hit)
        return self._bare(at) if token.is_cap else at + 1

    def _post(self, at: int) -> int:
        """The end of a post and of the person behind it, both taken; 0 where no post starts here."""
        post = self.people.post_at(at)
        if post is None:
            return 0
        has_more = post.last > post.title_end or at not in (post.title_end - 1, post.title_end - 2)
        behind = self._person_behind(post)
        if not has_more and not behind:
            return 0
        self._add(Found(post.first, post.last, "Post", self._known_as(post.first, post.last)))
        for body in post.bodies:
            self._name(body.first, body.last, body.type)
        self._nest(post.first, post.last)
        return behind or post.last

    def _person_behind(self, post: Post) -> int:
        """The end of the person named directly behind a post or behind a comma; 0 where there is none."""
        at = post.last
        has_comma = at < len(self.tokens) and self.tokens[at].text == ","
        at += has_comma
        if at >= len(self.tokens) or self.tokens[at].is_apart:
            return 0
        start = self.people.honorific_end(at)
        end = self.people.person_at(start) if start < len(self.tokens) else start
        if end == start or (has_comma and start == at and end - start < 2):
            return 0
        self._add(Found(start, end, "Person", self._known_as(start, end)))
        return end

    def _person(self, at: int) -> int:
        """The end of a person behind an honorific, or before a comma and a post; 0 where none starts here."""
        start = self.people.honorific_end(at)
        end = self.people.person_at(start) if start < len(self.tokens) else start
        if end == start or (start == at and not self._is_told_person(start, end)):
            return 0
        self._add(Found(start, end, "Person", self._known_as(start, end)))
        return end

    def _is_told_person(self, start: int, end: int) -> bool:
        """True where the words around say that this is a person: a post behind, a verb of saying beside."""
        if not 2 <= end - start <= 6 or any(k in self.phrases.bodies for k in range(start, end)):
            return False
        before = self.tokens[start - 1].low if start else ""
        behind = self.tokens[end] if end < len(self.tokens) else None
        if before in words_of("saying.txt") or (behind and behind.low in words_of("saying.txt")):
            return True
        if behind is None or behind.text != "," or end + 1 >= len(self.tokens):
            return False
        at = end + 1
        while at < len(self.tokens) and self.tokens[at].low in ("the", "a", "an", "then", "our"):
            at += 1
        return at < len(self.tokens) and self.people.post_at(at) is not None

    def _name(self, first: int, last: int, type_name: str) -> int:
        self._add(Found(first, last, type_name, self._known_as(first, last)))
        self._nest(first, last)
        return last

    def _hit(self, hit: Hit) -> int:
        self._add(Found(hit.first, hit.last, self._type_of(hit.names[0]), hit.names))
        self._nest(hit.first, hit.last)
        return hit.last

    def _nest(self, first: int, last: int) -> None:
        """Take the states and bodies that stand inside a longer name."""
        for at in range(first, last):
            hit = self.known.get(at)
            is_inside = hit is not None and hit.last <= last and (hit.first, hit.last) != (first, last)
            is_same = hit is not None and hit.last == last and self.states.get(first) == hit.first
            if hit and is_inside and not is_same and not hit.is_topic:
                self._add(Found(hit.first, hit.last, self._type_of(hit.names[0]), hit.names))

    def _bare(self, at: int) -> int:
        """A capitalised word without a head noun: taken only as an acronym of its own."""
        token = self.tokens[at]
        is_other = token.low in words_of("not-bodies.txt")
        if (
            token.is_acronym
            and not is_other
            and len(token.text) > 2
            and token.text.isalpha()
            and not self._is_shouted(at)
        ):
            self._add(Found(at, at + 1, "FormalOrganization", self.names.acronym(token.text)))
        return at + 1

    def _is_shouted(self, at: int) -> bool:
        """True where the words beside are in capitals too, as in a heading."""
        beside = self.tokens[max(0, at - 2) : at] + self.tokens[at + 1 : at + 3]
        return any(t.is_acronym and len(t.text) > 3 for t in beside)

    def _is_opener(self, at: int) -> bool:
        """True for a capitalised word that only opens a sentence: “Recognizing”, “The”."""
        token = self.tokens[at]
        return token.is_first and (token.low in words_of("openers.txt") or token.low.endswith("ing"))

    def _known_as(self, first: int, last: int) -> tuple[str, ...]:
        """The entries that have this very form, or have it but for the state in front."""
        for at in (first, self.states.get(first, last)):
            hit = self.known.get(at)
            if hit and hit.last == last and not hit.is_topic and at < last:
                return hit.names
        return ()

    def _add(self, found: Found) -> None:
        self.found.append(found)

    def _is_state(self, hit: Hit) -> bool:
        return not hit.is_topic and self.names.entries[hit.names[0]].type in _STATES

    def _type_of(self, name: str) -> str:
        return terms.local_name(self.names.entries[name].type)
