"""Sweeps a text once more for what it says of its own names: acronyms, surnames, “the Arrangement”, headings.

Works on what `kg.drafting.naming.gathering` has gathered; takes only words that no mention covers yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from kg.drafting.naming.definitions import initials_start, is_short_for, short_form_behind
from kg.drafting.naming.gathering import Gathering
from kg.drafting.naming.lexicon import heads, words_of
from kg.drafting.naming.linking import is_common_word
from kg.drafting.naming.runs import UNDERTAKINGS, Runs, class_told, first_word_of
from kg.drafting.naming.scanning import Found
from kg.drafting.naming.stretches import BODIES
from kg.drafting.naming.things import Thing, without_suffix
from kg.drafting.naming.tokens import Token, first_word
from kg.sources.keys import normal_key

_POINTERS = frozenset(("the", "this", "that", "said", "present", "our", "under"))
_MOST_WORDS = 15
_LONGEST_ACRONYM = 6
_ROMAN = re.compile("[IVX]{2,5}")
"""Numerals, of a phase or a title; those of people are a part of their names."""
_USUAL_WORDS = (("America", "United States", ("of", "for", "latin", "south", "north", "central")),)
"""Words that stand for a state that the text names, its label, and words beside which they do not."""
_OTHER_CAPITALS = ("not-bodies.txt", "openers.txt", "never.txt")
_NAMES_OF_PEOPLE = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz")


def _without_carrier(label: str) -> str:
    """The name of an undertaking without the common noun that ends it; empty where less than two words are left."""
    *words, last = label.split()
    is_name = (
        len(words) == 2
        and last.casefold() in words_of("naming.txt", "carriers")
        and all(word[:1].isupper() for word in words)
    )
    return " ".join(words) if is_name and not any(is_common_word(word.casefold()) for word in words) else ""


class Sweeping:
    """The sweeps over one text."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering, self.things, self.scan = gathering, gathering.things, gathering.scan
        self.tokens, self.titled = gathering.tokens, gathering.titled
        self.written: set[str] = set()
        """Short forms of what is written and no body: “Dear Partner Letter (DPL)”."""

    def sweep(self) -> None:
        """Everything but runs whose class only the words around tell."""
        self._sweep_heads()
        self._take_unnamed_long_forms()
        self._sweep_acronyms()
        self._define_first_words()
        self._sweep_usual_words()
        self.sweep_again()

    def sweep_again(self) -> None:
        """Surnames and long forms, of things that were found since too."""
        self._define_first_words()
        for at, token in self.things.free_words():
            if token.text in self.things.short:
                self.gathering.take_acronym(at)
        self._sweep_union()
        self._sweep_long_forms()
        self._sweep_surnames()
        self._sweep_last_words()

    def _sweep_last_words(self) -> None:
        """Take “the Bridge” for the one undertaking of the text whose name ends so."""
        ended: dict[str, list[Thing]] = {}
        for thing in self.things.all:
            words = thing.label.split()
            if thing.type in UNDERTAKINGS and len(words) > 1 and words[-1].isalpha() and words[-1][0].isupper():
                ended.setdefault(words[-1], []).append(thing)
        for at, token in self.things.free_words():
            known = ended.get(token.text, [])
            is_one = len(known) == 1 and min(known[0].spots)[0] < at and at not in self.titled
            if is_one and self.tokens[at - 1].low in _POINTERS and not self._is_beside(at, ()):
                self.things.mention(known[0], at, at + 1, "long-form")

    def _sweep_usual_words(self) -> None:
        """Take “America” for the United States, where the text names them and nothing else whose name ends so."""
        for word, label, not_beside in _USUAL_WORDS:
            thing = next((t for t in self.things.all if (t.type, t.label) == ("State", label)), None)
            others = any(t is not thing and t.label.endswith(f" {word}") for t in self.things.all)
            if thing is None or others:
                continue
            for at, token in self.things.free_words():
                if token.text == word and not self._is_beside(at, not_beside):
                    self.things.mention(thing, at, at + 1, "long-form")

    def _is_beside(self, at: int, words: tuple[str, ...]) -> bool:
        """True where one of these words, or another capitalised one, stands beside a token."""
        before, behind = self.tokens[max(0, at - 1) : at], self.tokens[at + 1 : at + 2]
        is_in_name = any(t.is_cap and not t.is_apart for t in behind) and not self.tokens[at].is_apart
        is_named_before = any(t.is_cap and not t.is_first for t in before) and not self.tokens[at].is_apart
        return is_in_name or is_named_before or any(t.low in words for t in (*before, *behind))

    def _define_first_words(self) -> None:
        """Make “Tidemark” stand for “the Tidemark Partnership”, where the word is no place, field or common word."""
        small = {token.low for token in self.tokens if token.is_word and not token.is_cap}
        for thing in self.things.all:
            if word := first_word_of(self.gathering, thing, small):
                self.things.define(thing, word)

    def _sweep_union(self) -> None:
        """Take “the Union” for the one union of states that the text names."""
        unions = [t for t in self.things.all if t.type in ("State", *BODIES) and t.label.endswith(" Union")]
        for at, token in self.things.free_words() if len(unions) == 1 else ():
            is_told = at > 0 and self.tokens[at - 1].low == "the" and at not in self.titled
            if token.text == "Union" and is_told and not self._is_part_of_run(at, at + 1):
                self.things.mention(unions[0], at, at + 1, "long-form")

    def _sweep_long_forms(self) -> None:
        """Take, in headings and where a sentence starts, what the text names elsewhere."""
        forms = {thing.label: thing for thing in self.things.all}
        forms |= {self.gathering.words(*spot): thing for thing in self.things.all for spot in thing.spots}
        shorter = {_without_carrier(form): thing for form, thing in forms.items() if thing.type in UNDERTAKINGS}
        forms = shorter | forms  # “Twin Skies” of “the Twin Skies Programme”
        self._sweep_words({form: thing for form, thing in forms.items() if " " in form})

    def _sweep_heads(self) -> None:
        """Take “the Arrangement” for the one named before, and “a Memorandum of Understanding” for an instrument."""
        for at, token in self.things.free_words():
            head = self.scan.phrases.head_at(at)
            if head is None or at == 0 or token.is_first or at in self.titled or self._is_part_of_run(at, head[0]):
                continue
            end, type_name = head
            words = self.gathering.words(at, end)
            before = self.things.named_before(at, words, type_name) if self._is_pointed_at(at) else None
            if before is not None:
                self.things.mention(before, at, end, "long-form")
            elif (type_name == "Instrument" and (end - at > 1 or words == "MoU")) or type_name == "Document":
                self._take_instrument(Found(at, end, type_name))

    def _is_pointed_at(self, at: int) -> bool:
        """True behind “the” or “this”, or behind “the earlier”."""
        is_told = self.tokens[at - 1].low in words_of("earlier.txt") and at > 1
        return self.tokens[at - 1 - is_told].low in _POINTERS

    def _take_instrument(self, found: Found) -> None:
        """Take an instrument named by its kind alone, with its short form."""
        thing = self.gathering.take(found)
        for short in [s for s, t in self.things.short.items() if t is thing]:
            self._mention_all(short, thing)

    def _mention_all(self, short: str, thing: Thing) -> None:
        for at, token in self.things.free_words():
            if token.text == short:
                self.things.mention(thing, at, at + 1, "long-form")

    def _is_part_of_run(self, first: int, last: int) -> bool:
        """True where another capitalised word stands beside."""
        before, behind = self.tokens[first - 1], self.tokens[last] if last < len(self.tokens) else None
        is_before = before.is_cap and not before.is_first and not self.tokens[first].is_apart
        return is_before or bool(behind and behind.is_cap and not behind.is_apart)

    def _take_unnamed_long_forms(self) -> None:
        """Read “Innovation Norland (IN)” and “carbon capture (CCS)”, where no head noun told of a name."""
        for at, token in enumerate(self.tokens):
            if token.text != "(" or not at or at - 1 in self.things.covered:
                continue
            inside = short_form_behind(self.tokens, at)
            short = self.gathering.words(*inside) if inside else ""
            if not inside or short in self.things.short or inside[1] - inside[0] > 1 or inside[0] in self.scan.states:
                continue
            self._take_long_form(at, short)

    def _take_long_form(self, end: int, short: str) -> None:
        start = initials_start(self.tokens, end, short)
        is_name = start >= 0 and self.tokens[start].is_cap
        if start < 0 or not is_name:
            run = self._run_start(end)
            words = [t.text for t in self.tokens[run:end]]
            if words and is_short_for(short, words) and end - run > 1:
                start, is_name = run, True
        if self.tokens[end - 1].low in words_of("naming.txt", "documents"):
            self.written.add(short)
            return
        if start < 0 or any(k in self.things.covered and k not in self.scan.states for k in range(start, end)):
            return
        if not is_name and len(short) < 3:
            return
        if not is_name and (told := class_told(self.tokens[start].text)):
            self.gathering.take(Found(self._behind_states(start), end, told), short)
            return
        kind = heads().get(self.gathering.words(start, end).casefold(), "")
        if kind and not is_name:
            return  # “a memorandum of understanding (MoU)” is no topic, and has no name
        self.gathering.take(Found(start, end, kind or ("FormalOrganization" if is_name else "Topic")), short)

    def _behind_states(self, at: int) -> int:
        """Where the states begin that stand right in front: “U.S.–Kenya initiative on Open Reefs (iOR)”."""
        starts = {end: start for start, end in self.scan.states.items()}
        first = at
        while first in starts and not self.tokens[first].is_apart:
            first = starts[first]
            is_pair = first > 1 and self.scan.phrases.is_dash(first - 1) and first - 1 in starts
            first -= is_pair
        return first

    def _run_start(self, end: int) -> int:
        """Where the run of capitalised words before a token starts; “and” and “of” inside it go along."""
        at = start = end
        while at > 0 and not (at < end and self.tokens[at].is_apart):
            token = self.tokens[at - 1]
            if token.is_cap and not (token.is_first and token.low in words_of("openers.txt")):
                start = at - 1
            elif token.low not in ("and", "of", "for", "&") or start != at:
                break
            at -= 1
        return start

    def _sweep_acronyms(self) -> None:
        """Take every later use of a short form, acronyms that the text does not explain, names like “NordForsk”."""
        self._sweep_words({s: thing for s, thing in self.things.short.items() if set(" -/").intersection(s)})
        for at, token in self.things.free_words():
            if token.text in self.things.short:
                self.gathering.take_acronym(at)
            elif self._is_acronym(at, token) and not self._take_device(at):
                self._take_acronym(at)
            elif has_inner_capital(token.text) and at not in self.titled:
                first, last = self._with_its_neighbours(at)
                told = Runs(self.gathering).class_beside(first, last)
                self.gathering.take(Found(first, last, told or "FormalOrganization"))

    def _with_its_neighbours(self, at: int) -> tuple[int, int]:
        """The tokens of a name with an inner capital and what belongs to it: “Norland GeoSurvey”, “TechLab UK”."""
        before, behind = at - 1, at + 1
        starts = {end: start for start, end in self.scan.states.items()}
        first = at
        if not self.tokens[at].is_apart and at:
            is_name = self.tokens[before].is_cap and not self.tokens[before].is_first
            if at in starts and self._is_named_so(starts[at], at):
                first = starts[at]
            elif is_name and self.things.is_free(before, at) and self.tokens[before].low not in words_of("never.txt"):
                first = before
        is_state = behind in self.scan.states and not self.tokens[behind].is_apart
        is_state = is_state and self._is_named_so(behind, self.scan.states[behind])
        return first, self.scan.states[behind] if is_state else behind

    def _is_named_so(self, first: int, last: int) -> bool:
        """True for a state by its name, not by its adjective."""
        entry = self.gathering.linker.states.get(first, (0, ""))[1]
        return bool(entry) and self.gathering.words(first, last) in self.gathering.names.entries[entry].forms

    def _take_device(self, at: int) -> bool:
        """Take “the TARN reactor”, which the register does not have; False where the acronym names no such thing."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_told = behind is not None and not behind.is_apart and class_told(behind.text) == "Undertaking"
        if not is_told or at in self.titled or self.gathering.linker.link_acronym(self.tokens[at].text).entry:
            return False
        self.gathering.take(Found(at, at + 1, "Undertaking"))
        return True

    def _take_acronym(self, at: int) -> None:
        """Take an acronym, or a body called by one and a place: “ETH Zurich”, “IIT Delhi”."""
        behind = at + 1
        is_longer = behind < len(self.tokens) and self.tokens[behind].is_cap and not self.tokens[behind].is_apart
        is_other = is_longer and behind in self.things.covered and self.things.covered[behind].type != "Place"
        if is_longer and at not in self.titled and not is_other:
            if not self.tokens[behind].is_acronym and self.scan.people.title_at(behind) == behind:
                self.gathering.take(Found(at, behind + 1, "FormalOrganization"))
        else:
            self.gathering.take_acronym(at)

    def _is_acronym(self, at: int, token: Token) -> bool:
        """True for an acronym that may name a body."""
        is_other = any(token.low in words_of(name) for name in _OTHER_CAPITALS) or self._is_joined(at)
        is_other = is_other or heads().get(token.low) == "Instrument"  # “a memorandum of understanding (MOU)”
        is_written_so = token.is_acronym and token.text.isalpha() and 2 < len(token.text) <= _LONGEST_ACRONYM
        is_none = is_other or token.text in self.written or _ROMAN.fullmatch(token.text) is not None
        return is_written_so and not is_none and not self._is_shouted(at)

    def _is_joined(self, at: int) -> bool:
        """True where a dash joins the acronym to what is no acronym: “NMI-Q”, “LEAP-Materials”."""
        if at + 2 >= len(self.tokens) or not self.scan.phrases.is_dash(at + 1):
            return False
        return not self.tokens[at + 2].is_acronym

    def _is_shouted(self, at: int) -> bool:
        """True where a word in capitals stands directly beside, as in a heading."""
        beside = self.tokens[max(0, at - 1) : at] + self.tokens[at + 1 : at + 2]
        return any(t.is_acronym and len(t.text) > 3 for t in beside)

    def _sweep_surnames(self) -> None:
        """Take “Roe” for Jane Roe, whose full name the text gives, wherever it stands alone."""
        for at, token in self.things.free_words():
            person = self.things.surnames.get(normal_key(token.text)) if len(token.text) > 1 else None
            if person is not None and without_suffix(person.label.split())[-1].endswith(token.text):
                self.things.mention(person, at, at + 1, "long-form")

    def _sweep_words(self, forms: Mapping[str, Thing]) -> None:
        """Take every place, not covered yet, where tokens make up the very words of a form; longer forms first."""
        places: dict[str, list[int]] = {}
        for at, token in self.things.free_words():
            places.setdefault(token.text, []).append(at)
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            for at in places.get(first_word(form), ()):
                last = self._end_of(at, form)
                if last and self.things.is_free(at, last):
                    self.things.mention(forms[form], at, last, forms[form].link.tier)

    def _end_of(self, at: int, sought: str) -> int:
        """The end of the tokens from `at` on that make up the words sought, or 0."""
        for last in range(at + 1, min(at + 2 * _MOST_WORDS, len(self.tokens)) + 1):
            words = self.gathering.words(at, last)
            if not sought.startswith(words):
                return 0
            if words == sought:
                return last
        return 0


def has_inner_capital(word: str) -> bool:
    """True for a word written like “NordForsk”; names of people (“McKay”) are not meant.

    >>> has_inner_capital("NordForsk"), has_inner_capital("McKay"), has_inner_capital("NSF")
    (True, False, False)
    """
    if len(word) < 5 or word.startswith(_NAMES_OF_PEOPLE):
        return False
    return word[1:].isalpha() and any(a.islower() and b.isupper() for a, b in pairwise(word))
