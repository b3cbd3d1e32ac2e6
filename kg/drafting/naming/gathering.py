"""Puts the finds of one text together as things: links each, or joins it to one named before, or makes a new one.

Knows one text; changes nothing in it. What the text itself says of its names is swept up in `sweeping`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.drafting.naming.definitions import initials_start, is_short_for, short_form_behind
from kg.drafting.naming.known import Hit, Names
from kg.drafting.naming.lexicon import words_of
from kg.drafting.naming.linking import Link, Linker, is_common
from kg.drafting.naming.scanning import Found, Scan
from kg.drafting.naming.stretches import BODIES, OF
from kg.drafting.naming.things import Thing, Things
from kg.model import Source, Span
from kg.sources.keys import normal_key

_HAVE_SHORT_FORMS = (
    *BODIES, "Post", "Instrument", "Programme", "Strategy", "Meeting", "Undertaking", "Topic", "State", "Document",
)  # fmt: skip

_ORDINAL = re.compile(r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|inaugural|\d+(?:st|nd|rd|th)")


class Gathering:
    """Gathers the finds of one scan in `things`."""

    def __init__(self, source: Source, scan: Scan, names: Names, country: str) -> None:
        self.source, self.scan, self.names, self.tokens = source, scan, names, scan.tokens
        capitals = {hit.names[0] for hit in scan.known.values() if hit.kind == "Capital" and len(hit.names) == 1}
        self.linker = Linker(names, scan.tokens, settle(scan.state_hits), country, capitals)
        self.things = Things(scan.tokens)
        self.starts: set[int] = set()
        self.titled = {at for first, last in scan.headings for at in range(first, last)}

    def gather(self, finds: list[Found]) -> None:
        """Take every find as a mention, in order, longer ones first."""
        self.starts = {found.first for found in finds}
        for found in finds:
            is_acronym = self._is_lone_acronym(found)
            if not is_acronym and not self._is_inside_short_form(found) and not self._is_doubtful(found):
                self.take(found)
        for found in finds:
            if self._is_lone_acronym(found) and found.first in self.things.covered:
                self.take_acronym(found.first)

    def words(self, first: int, last: int) -> str:
        """The words of these tokens as the text has them, on one line."""
        return " ".join(self.source.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def span(self, spot: tuple[int, int]) -> Span:
        """The span of a spot."""
        return Span(self.tokens[spot[0]].start, self.tokens[spot[1] - 1].end)

    def take(self, found: Found, short: str = "") -> Thing:
        """Make one find a mention of its thing; a short form in brackets behind it stands for the thing from now on."""
        short = short or (self._short_form(found) if found.type in _HAVE_SHORT_FORMS else "")
        found = self._with_initials(found, short)
        words = self.words(found.first, found.last)
        is_short = found.last - found.first == 1 and words in self.things.short
        thing, tier = (self.things.short[words], "long-form") if is_short else self._thing(found, words, short)
        self.things.mention(thing, found.first, found.last, tier)
        if short:
            self.things.define(self._part_of(found, short) or thing, short)
        return thing

    def _part_of(self, found: Found, short: str) -> Thing | None:
        """The division of “Division of Tides of the Directorate for Seas (DS/DT)”, whom the short form stands for."""
        whole, slash, part = short.partition("/")
        before = found.first - 2 - (self.tokens[found.first - 1].low == "the")
        if not slash or before < 0 or self.tokens[before + 1].low != "of" or before not in self.things.covered:
            return None
        thing = self.things.covered[before]
        words = [t.text for t in self.tokens[found.first : found.last] if t.is_word]
        is_whole = any(is_short_for(whole, words[at:]) for at in range(len(words)))
        return thing if is_whole and is_short_for(part, thing.label.split()) else None

    def take_acronym(self, at: int) -> None:
        """Take an acronym: of what the text defines it for, else linked where one entry alone can be meant."""
        form = self.words(at, at + 1)
        if form in self.things.short:
            self.things.mention(self.things.short[form], at, at + 1, "long-form")
            return
        named = [n for n in self.names.acronym(form) if n in self.things.by_key]
        link = Link(named[0], "alias") if len(named) == 1 else self.linker.link_acronym(form)
        key = link.entry or form
        thing = self.things.by_key.get(key) or self._new(key, "FormalOrganization", form, link)
        self.things.define(thing, form)
        self.things.mention(thing, at, at + 1, link.tier)

    def _is_lone_acronym(self, found: Found) -> bool:
        """True for an acronym of a body, which waits until all short forms are defined."""
        return found.last - found.first == 1 and self.tokens[found.first].is_acronym and found.type in BODIES

    def _is_of_another(self, found: Found, entry: str) -> bool:
        """True for a unit behind the acronym of a body that it is no part of: “NTXQ Directorate for Engineering”."""
        if found.type != "OrganizationalUnit" or not found.first or self.tokens[found.first].is_apart:
            return False
        before = self.tokens[found.first - 1]
        whole = self.names.whole_of(entry)
        return before.is_acronym and bool(whole) and before.text not in self.names.entries[whole].forms

    def _is_cut_short(self, found: Found) -> bool:
        """True where common words are followed by “and” with a capital that starts no name: the name may go on."""
        at = found.last + 1
        if found.type not in BODIES or at >= len(self.tokens) or self.tokens[at].is_apart:
            return False
        is_open = self.tokens[found.last].low == "and" and self.tokens[at].is_cap and at not in self.starts
        return is_open and not self.tokens[at].is_acronym and is_common(self.words(found.first, found.last))

    def _with_initials(self, found: Found, short: str) -> Found:
        """The find from where the initials of its short form begin: “Future of the Seas Initiative (FSI)”."""
        start = initials_start(self.tokens, found.last, short) if len(short) > 2 and not found.names else -1
        is_longer = 0 <= start < found.first and self.tokens[start].is_cap and self.things.is_free(start, found.first)
        return replace(found, first=start) if is_longer else found

    def _thing(self, found: Found, words: str, short: str) -> tuple[Thing, str]:
        """The thing that a find is, and the tier of this mention of it."""
        words = found.label or words
        names = found.names or (self.names.lookup(normal_key(words)) if found.label else ())
        link = self.linker.link(found.first, found.last, names, found.type, short)
        is_doubtful = bool(link.entry) and not short and self._is_cut_short(found)
        if is_doubtful or (link.entry and self._is_of_another(found, link.entry)):
            link = Link(candidates=(link.entry,), state=link.state)
        key = link.entry or self._key(found, words, link)
        thing = self.things.by_key.get(key) or self._new(key, found.type, words, link)
        return thing, link.tier if link.entry or not thing.link.entry else "long-form"

    def _new(self, key: str, type_name: str, words: str, link: Link) -> Thing:
        """A new thing: with class and label of its entry, or those that the text gives."""
        if link.entry:
            return self.things.add(key, self.names.kind(link.entry), self.names.entries[link.entry].label, link)
        return self.things.add(key, type_name, words, link)

    def _key(self, found: Found, words: str, link: Link) -> str:
        """The key of a thing without entry: homonyms of two states are two things."""
        if longer := self.things.longer_key(words, found.type):
            return longer
        if found.type == "Meeting":
            return self._key_of_meeting(found, words)
        if found.type == "Person":
            return f"Person {normal_key(self.things.full_name(words))}"
        homonym = link.state if link.candidates else ""
        if found.first in self.scan.states and found.type in BODIES:
            bare = self.words(self.scan.states[found.first], found.last)
            homonym = self.linker.states[found.first][1]
            if f"{normal_key(bare)} {homonym}" in self.things.by_key:
                return f"{normal_key(bare)} {homonym}"
        return f"{self._key_of_words(found, words)} {homonym}".strip()

    def _key_of_meeting(self, found: Found, words: str) -> str:
        """The first meeting of a name is not the second; one without a number is the one that was told first."""
        key = self._key_of_words(found, words)
        before = self.tokens[found.first - 1].low if found.first and not self.tokens[found.first].is_apart else ""
        if _ORDINAL.fullmatch(before):
            return f"{key} {before}"
        return next((known for known in self.things.by_key if known.startswith(f"{key} ")), key)

    def _key_of_words(self, found: Found, words: str) -> str:
        """The normal key, states by their entries: “U.S.-Kenya Partnership” is “United States–Kenya Partnership”."""
        if found.label or not any(at in self.linker.states for at in range(found.first, found.last)):
            return normal_key(words)
        parts, at = [], found.first
        while at < found.last:
            end, entry = self.linker.states.get(at, (at + 1, ""))
            parts.append(entry or normal_key(self.words(at, end)))
            at = end
        return " ".join(part for part in parts if part)

    def _short_form(self, found: Found) -> str:
        """The short form in brackets behind a find, or an empty string."""
        owned = found.last + 2 * (self._words_at(found.last) in ("’s", "'s"))  # “the Tide Council’s (TC) director”
        inside = short_form_behind(self.tokens, owned) or self._behind_or(found)
        if inside is None or any(k in self.scan.states for k in range(*inside)):
            return ""
        return "" if found.type == "Post" and self._has_body(found) else self.words(*inside)

    def _words_at(self, at: int) -> str:
        """Two tokens as they are written, without a blank between them."""
        return "".join(token.text for token in self.tokens[at : at + 2])

    def _has_body(self, post: Found) -> bool:
        """True for a post with a body in its name, “President of the Tide Council (TC)”: the letters are the body’s."""
        phrases = self.scan.phrases
        inside = range(post.first, post.last)
        return any(phrases.head_is_body(k) or k in phrases.bodies or self.tokens[k].low in OF for k in inside)

    def _behind_or(self, found: Found) -> tuple[int, int] | None:
        """The tokens of the acronym of “the Joint Committee on Tides, or JCT,”; None where none stands there."""
        at = found.last + 2
        if at >= len(self.tokens) or self.tokens[found.last].text != "," or self.tokens[at - 1].low != "or":
            return None
        words = [t.text for t in self.tokens[found.first : found.last] if t.is_word]
        is_short = self.tokens[at].is_acronym and is_short_for(self.tokens[at].text, words)
        return (at, at + 1) if is_short else None

    def _is_inside_short_form(self, found: Found) -> bool:
        """True for a part of a short form of more words: “RTD” in “(DG RTD)”."""
        opening = max(found.first - 2, 0)
        inside = (short_form_behind(self.tokens, at) for at in range(opening, found.first))
        return any(i and i[0] <= found.first and found.last <= i[1] and i != (found.first, found.last) for i in inside)

    def _is_doubtful(self, found: Found) -> bool:
        """True for a single word that a body may be called, where nothing says that it is meant.

        And for common words behind another capitalised word: they are the end of a longer name.
        """
        if found.names and found.type in BODIES and self._is_end_of_name(found):
            return True
        is_word = found.last - found.first == 1 and not self.tokens[found.first].is_acronym and not found.label
        if not is_word or not found.names or found.type not in BODIES:
            return False
        return not self.linker.link(found.first, found.last, found.names, found.type).entry

    def _is_end_of_name(self, found: Found) -> bool:
        """True where a capitalised word that names nothing else stands directly before common words."""
        at = found.first - 1
        if at < 0 or self.tokens[found.first].is_apart or at in self.things.covered or at in self.scan.states:
            return False
        before = self.tokens[at]
        is_opener = before.is_first and before.low in words_of("openers.txt")
        is_name = before.is_cap and before.is_word and not before.is_acronym and not is_opener
        is_title = self.scan.people.title_at(at) > at or self.scan.people.honorific_end(at) > at
        return is_name and not is_title and is_common(self.words(found.first, found.last))


def settle(hits: Mapping[int, Hit]) -> dict[int, tuple[int, str]]:
    """The end and the entry of each state; one of several (“Korean”) is the one that the text names, else none."""
    certain = {hit.names[0] for hit in hits.values() if len(hit.names) == 1}
    settled = {}
    for at, hit in hits.items():
        fitting = [name for name in hit.names if name in certain] if len(hit.names) > 1 else [*hit.names]
        settled[at] = hit.last, fitting[0] if len(fitting) == 1 else ""
    return settled
