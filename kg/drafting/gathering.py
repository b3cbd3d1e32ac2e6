"""Puts the finds of one text together as things: the same thing under its long form, its acronym, its surname.

Each find is linked, or joins a thing named before, or becomes a new one; then the text is swept once more for the short
forms that it defined. Knows one text; changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from kg.drafting.definitions import initials_start, is_short_for, short_form_behind
from kg.drafting.known import Hit, Names
from kg.drafting.lexicon import words_of
from kg.drafting.linking import Link, Linker
from kg.drafting.phrases import BODIES
from kg.drafting.scanning import Found, Scan
from kg.drafting.tokens import Token, first_word
from kg.model import Source, Span
from kg.sources.keys import normal_key

_POINTERS = frozenset(("the", "this", "that", "said", "present", "our", "under"))
_MOST_WORDS = 15
_RUN_LINKS = ("of", "for", "and", "with", "in", "on", "to")
_UNDER = ("under", "through", "within")
_PLACE_BEFORE = frozenset(("in", "at", "near", "outside", "around", "off", "from", "via"))


@dataclass
class Thing:
    """A thing in the making; `spots` are the tokens of its mentions with the tier of each."""

    type: str
    label: str
    link: Link
    spots: dict[tuple[int, int], str] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)


class Gathering:
    """Gathers the finds of one scan."""

    def __init__(self, source: Source, scan: Scan, names: Names, country: str) -> None:
        self.source, self.scan, self.names, self.tokens = source, scan, names, scan.tokens
        capitals = {hit.names[0] for hit in scan.known.values() if hit.kind == "Capital" and len(hit.names) == 1}
        self.linker = Linker(names, scan.tokens, settle(scan.state_hits), country, capitals)
        self.things: list[Thing] = []
        self.by_key: dict[str, Thing] = {}
        self.short: dict[str, Thing] = {}
        self.surnames: dict[str, Thing] = {}
        self.first_names: dict[str, Thing] = {}
        self.headed: dict[tuple[str, str], list[Thing]] = {}
        self.covered: dict[int, Thing] = {}
        self.titled = {at for first, last in scan.headings for at in range(first, last)}

    def gather(self, finds: list[Found]) -> list[Thing]:
        """Everything that the text names, in order of first mention."""
        shorts = {f.last: self._short_form(f) for f in finds if f.type != "State"}
        for found in finds:
            if not self._is_inside_short_form(found) and not self._is_doubtful(found):
                self._take(found, shorts.get(found.last, ""))
        self._sweep_heads()
        self._take_unnamed_long_forms()
        self._sweep_acronyms()
        self._sweep_surnames()
        self._sweep_long_forms()
        self._sweep_runs()
        self._sweep_long_forms()
        return sorted(self.things, key=lambda t: min(t.spots))

    def _words(self, first: int, last: int) -> str:
        return " ".join(self.source.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def _short_form(self, found: Found) -> str:
        """The short form in brackets behind a find, or an empty string."""
        inside = short_form_behind(self.tokens, found.last)
        if inside is None or any(k in self.scan.states for k in range(*inside)):
            return ""
        return self._words(*inside)

    def _is_inside_short_form(self, found: Found) -> bool:
        """True for a part of a short form of more words: “RTD” in “(DG RTD)”."""
        opening = max(found.first - 2, 0)
        inside = (short_form_behind(self.tokens, at) for at in range(opening, found.first))
        return any(i and i[0] <= found.first and found.last <= i[1] and i != (found.first, found.last) for i in inside)

    def _is_doubtful(self, found: Found) -> bool:
        """True for a single word that a body may be called, where nothing says that it is meant."""
        is_word = found.last - found.first == 1 and not self.tokens[found.first].is_acronym and not found.label
        if not is_word or not found.names or found.type not in BODIES:
            return False
        return not self.linker.link(found.first, found.last, found.names, found.type).entry

    def _take(self, found: Found, short: str) -> None:
        """Make one find a mention of its thing, and its short form another."""
        words = self._words(found.first, found.last)
        is_short = found.last - found.first == 1 and words in self.short
        thing = self.short[words] if is_short else self._thing(found, words, short)
        self._mention(thing, found.first, found.last, "long-form" if is_short else thing.link.tier)
        if short and (found.type in (*BODIES, "Instrument", "Programme", "Strategy", "Meeting", "Topic")):
            self._define(thing, short)

    def _define(self, thing: Thing, short: str) -> None:
        if short not in self.short:
            self.short[short] = thing
            thing.terms.append(short)

    def _thing(self, found: Found, words: str, short: str) -> Thing:
        words = found.label or words
        names = found.names or (self.names.lookup(normal_key(words)) if found.label else ())
        link = self.linker.link(found.first, found.last, names, found.type, short)
        key = link.entry or self._key(found, words, link)
        thing = self.by_key.get(key)
        if thing is None:
            entity = self.names.entries[link.entry] if link.entry else None
            type_name = self.names.kind(link.entry) if entity else found.type
            thing = self._new(type_name, entity.label if entity else words, link)
            self.by_key[key] = thing
        return thing

    def _key(self, found: Found, words: str, link: Link) -> str:
        """The key of a thing without entry: homonyms of two states are two things."""
        if not link.entry and (longer := self._longer_name(words, found.type)):
            return longer
        if found.type == "Person":
            return f"Person {normal_key(self._full_name(words))}"
        homonym = link.state if link.candidates else ""
        if found.first in self.scan.states and found.type in BODIES:
            bare = self._words(self.scan.states[found.first], found.last)
            homonym = self.linker.states[found.first][1]
            if f"{normal_key(bare)} {homonym}" in self.by_key:
                return f"{normal_key(bare)} {homonym}"
        return f"{normal_key(words)} {homonym}".strip()

    def _longer_name(self, words: str, type_name: str) -> str:
        """The key of the one thing whose name these words begin or end: “Joint Committee” (“… on Tides”); else ""."""
        if " " not in words or type_name in ("Person", "Place", "Topic", "State"):
            return ""
        kinds = BODIES if type_name in BODIES else (type_name,)
        longer = [
            key for key, thing in self.by_key.items() if thing.type in kinds and is_short_name(words, thing.label)
        ]
        return longer[0] if len(longer) == 1 else ""

    def _new(self, type_name: str, label: str, link: Link) -> Thing:
        thing = Thing(type_name, label, link)
        self.things.append(thing)
        parts = label.split()
        if type_name == "Person":
            for size in range(1, len(parts)):
                self.surnames.setdefault(normal_key(" ".join(parts[-size:])), thing)
            if len(parts) > 1:
                self.first_names.setdefault(normal_key(parts[0]), thing)
        return thing

    def _mention(self, thing: Thing, first: int, last: int, tier: str) -> None:
        thing.spots.setdefault((first, last), tier)
        for at in range(first, last):
            self.covered.setdefault(at, thing)

    def _full_name(self, words: str) -> str:
        """The name of a person known from the text whose surname, or name in front, these words are."""
        key = normal_key(words)
        person = self.surnames.get(key) or self.first_names.get(key)
        return person.label if person else words

    def _take_unnamed_long_forms(self) -> None:
        """Read “Innovation Norland (IN)” and “carbon capture (CCS)”, where no head noun told of a name."""
        for at, token in enumerate(self.tokens):
            if token.text != "(" or not at or at - 1 in self.covered:
                continue
            inside = short_form_behind(self.tokens, at)
            short = self._words(*inside) if inside else ""
            if not inside or short in self.short or inside[1] - inside[0] > 1 or inside[0] in self.scan.states:
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
        if start < 0 or any(k in self.covered and k not in self.scan.states for k in range(start, end)):
            return
        if not is_name and len(short) < 3:
            return
        thing = self._thing(
            Found(start, end, "FormalOrganization" if is_name else "Topic"), self._words(start, end), short
        )
        self._mention(thing, start, end, thing.link.tier)
        self._define(thing, short)

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
        """Take every later use of a short form, and acronyms that the text does not explain."""
        self._sweep_words({short: thing for short, thing in self.short.items() if " " in short})
        for at, token in self._free_words():
            if token.text in self.short:
                self._mention(self.short[token.text], at, at + 1, "long-form")
            elif token.is_acronym and len(token.text) > 2 and token.text.isalpha() and not self._is_shouted(at):
                self._take_acronym(at, token.text)
            elif has_inner_capital(token.text) and len(token.text) > 4 and at not in self.titled:
                self._take_as(at, at + 1, "FormalOrganization")

    def _take_acronym(self, at: int, form: str) -> None:
        if form.casefold() in words_of("not-bodies.txt") or form.casefold() in words_of("openers.txt"):
            return
        link = self.linker.link_acronym(form)
        if not link.entry and len(form) > 6:
            return
        key = link.entry or form
        thing = self.by_key.get(key)
        if thing is None:
            label = self.names.entries[link.entry].label if link.entry else form
            thing = self._new(self.names.kind(link.entry) if link.entry else "FormalOrganization", label, link)
            self.by_key[key] = thing
        self._define(thing, form)
        self._mention(thing, at, at + 1, link.tier)

    def _is_shouted(self, at: int) -> bool:
        """True where a word in capitals stands directly beside, as in a heading."""
        beside = self.tokens[max(0, at - 1) : at] + self.tokens[at + 1 : at + 2]
        return any(t.is_acronym and len(t.text) > 3 for t in beside)

    def _sweep_surnames(self) -> None:
        """Take “Roe” for Jane Roe, whose full name the text gives, wherever it stands alone."""
        for at, token in self._free_words():
            person = self.surnames.get(normal_key(token.text)) if len(token.text) > 1 else None
            if person is not None and person.label.endswith(token.text):
                self._mention(person, at, at + 1, "long-form")

    def _sweep_heads(self) -> None:
        """Take “the Arrangement” for the one named before, and “a Memorandum of Understanding” for an instrument."""
        for at, token in self._free_words():
            head = self.scan.phrases.head_at(at)
            if (
                head is None
                or at == 0
                or token.is_first
                or self._is_in_heading(at)
                or self._is_part_of_run(at, head[0])
            ):
                continue
            end, type_name = head
            words = self._words(at, end)
            before = self._named_before(at, words, type_name) if self._is_pointed_at(at) else None
            if before is not None:
                self._mention(before, at, end, "long-form")
            elif type_name == "Instrument" and (end - at > 1 or words == "MoU"):
                self._take_instrument(Found(at, end, type_name), words)

    def _take_instrument(self, found: Found, words: str) -> None:
        """Take an instrument named by its kind alone, with its short form."""
        short = self._short_form(found)
        thing = self._thing(found, words, short)
        self._mention(thing, found.first, found.last, thing.link.tier)
        if short:
            self._define(thing, short)
            self._mention_all(short, thing)

    def _mention_all(self, short: str, thing: Thing) -> None:
        for at, token in self._free_words():
            if token.text == short:
                self._mention(thing, at, at + 1, "long-form")

    def _is_part_of_run(self, first: int, last: int) -> bool:
        """True where another capitalised word stands beside."""
        before, behind = self.tokens[first - 1], self.tokens[last] if last < len(self.tokens) else None
        is_before = before.is_cap and not before.is_first and not self.tokens[first].is_apart
        return is_before or bool(behind and behind.is_cap and not behind.is_apart)

    def _is_pointed_at(self, at: int) -> bool:
        return self.tokens[at - 1].low in _POINTERS

    def _named_before(self, at: int, words: str, type_name: str) -> Thing | None:
        """The thing named last before token `at` whose name has this head noun; of two bodies neither."""
        fitting = [t for t in self._with_word(words.casefold(), type_name) if min(t.spots)[0] < at]
        if not fitting or (type_name in BODIES and len(fitting) > 1):
            return None
        return max(fitting, key=lambda thing: max(spot for spot in thing.spots if spot[0] < at))

    def _with_word(self, low: str, type_name: str) -> list[Thing]:
        """The things of this class, or bodies all, whose name has this word."""
        if (low, type_name) not in self.headed:
            kinds = {*BODIES} if type_name in BODIES else {type_name}
            named = [t for t in self.things if t.type in kinds and f" {low} " in f" {t.label.casefold()} "]
            self.headed[low, type_name] = named
        return self.headed[low, type_name]

    def _sweep_long_forms(self) -> None:
        """Take, in headings and where a sentence starts, what the text names elsewhere."""
        forms = {self._words(*spot): thing for thing in self.things for spot in thing.spots if spot[1] - spot[0] > 1}
        forms |= {thing.label: thing for thing in self.things if " " in thing.label and thing.label not in forms}
        self._sweep_words(forms)

    def _sweep_words(self, forms: Mapping[str, Thing]) -> None:
        """Take every place, not covered yet, where tokens make up the very words of a form; longer forms first."""
        places: dict[str, list[int]] = {}
        for at, token in self._free_words():
            places.setdefault(token.text, []).append(at)
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            for at in places.get(first_word(form), ()):
                last = self._end_of(at, form)
                if last and not any(k in self.covered for k in range(at, last)):
                    self._mention(forms[form], at, last, forms[form].link.tier)

    def _end_of(self, at: int, sought: str) -> int:
        """The end of the tokens from `at` on that make up the words sought, or 0."""
        for last in range(at + 1, min(at + 2 * _MOST_WORDS, len(self.tokens)) + 1):
            words = self._words(at, last)
            if not sought.startswith(words):
                return 0
            if words == sought:
                return last
        return 0

    def _sweep_runs(self) -> None:
        """Take runs of capitalised words without a head noun where the words around tell what they name."""
        at = 0
        while at < len(self.tokens):
            end = self._run_end(at)
            if end > at and not self._is_in_heading(at):
                end = self._take_run(at, end)
            at = max(end, at + 1)

    def _run_end(self, at: int) -> int:
        end = at
        while end < len(self.tokens) and not (end > at and self.tokens[end].is_apart):
            if end > at and self.tokens[end].text.isdigit() and len(self.tokens[end].text) == 4:
                return end + 1
            if not self._is_free_name(end) and not (end > at and self.scan.phrases.is_dash(end)):
                break
            end += 1
        return end

    def _is_free_name(self, at: int) -> bool:
        token = self.tokens[at]
        if at in self.covered or not token.is_word or not token.is_cap or token.low == "the":
            return False
        return not (token.is_first and token.low in words_of("openers.txt"))

    def _take_run(self, first: int, last: int) -> int:
        """Take a run where its class is told, “Bridge of Matter” as one; the end of what was looked at."""
        is_lone = last - first == 1
        if self._is_with_state(first, last):
            return self._take_as(first, self.scan.states[last], "FormalOrganization")
        longer = self._joined_run(last)
        if longer > last and (told := self._class_of_longer(first, last, longer)):
            return self._take_as(first, longer, told)
        if is_lone and self.tokens[first].is_first and not self._is_dateline(first, last):
            return last
        if is_lone and self.tokens[first].low in words_of("never.txt"):
            return last
        if self.scan.people.honorific_end(first) > first:
            return last
        if self.tokens[last - 1].low in words_of("kinds.txt"):
            return last
        told = self._type_of_run(first, last)
        return self._take_as(first, last, told) if told else last

    def _take_as(self, first: int, last: int, type_name: str) -> int:
        thing = self._thing(Found(first, last, type_name), self._words(first, last), "")
        self._mention(thing, first, last, thing.link.tier)
        return last

    def _is_with_state(self, first: int, last: int) -> bool:
        """True where the name of a state ends the run, as bodies are called: “Statistics Canada”."""
        if last not in self.scan.states or self.tokens[last].is_apart or self.tokens[last - 1].text in "–-—":
            return False
        is_opener = self.tokens[first].is_first and last - first == 1
        is_region = self.tokens[last - 1].low in words_of("places.txt", "before")
        if is_opener or is_region or self.tokens[last - 1].low in words_of("never.txt"):
            return False
        entry = self.linker.states[last][1]
        return bool(entry) and self._words(last, self.scan.states[last]) in self.names.entries[entry].forms

    def _joined_run(self, end: int) -> int:
        """The end of a run with “of …” or “for …” behind it, or the end itself."""
        at = end
        while at + 1 < len(self.tokens) and self.tokens[at].low in (*_RUN_LINKS, "the") and at - end < 2:
            at += 1
        return self._run_end(at) if at > end and self.tokens[end].low in _RUN_LINKS else end

    def _class_of_longer(self, first: int, last: int, longer: int) -> str:
        """The class of a run joined to another; where “in” or “with” joins them, the noun behind must tell it."""
        if self.tokens[last].low in ("of", "for", "and"):
            return self._class_beside(first, longer)
        return class_told(self.tokens[longer].low) if longer < len(self.tokens) else ""

    def _class_beside(self, first: int, last: int) -> str:
        """The class that a common noun before or behind a run tells, or an apposition: “the new call Open Sea”."""
        before = self.tokens[first - 1] if first and not self.tokens[first].is_apart else None
        behind = self.tokens[last] if last < len(self.tokens) and not self.tokens[last].is_apart else None
        told = class_told(behind.low) if behind else ""
        if not told and before and not before.low.endswith("s"):
            told = class_told(before.low)
        if not told and behind and behind.text == ",":
            told = self._class_behind(last + 1)
        return told

    def _type_of_run(self, first: int, last: int) -> str:
        """The class that the words of a run and around it tell, or an empty string."""
        if self._is_place(first, last) or self._is_dateline(first, last):
            return "Place"
        if told := self._class_beside(first, last):
            return told
        before = self.tokens[first - 1] if first and not self.tokens[first].is_apart else None
        is_plain = all(not self.tokens[k].is_acronym for k in range(first, last)) and last - first < 4
        if before and before.low in _PLACE_BEFORE and is_plain:
            return "Place"
        if last - first > 1 and before and before.low in _UNDER:
            return "Programme"
        if last - first > 1 and (told := self._class_of_neighbour(first, last)):
            return told
        return "Programme" if last - first > 1 and before and before.low == "the" else ""

    def _class_of_neighbour(self, first: int, last: int) -> str:
        """Body or person, where a run is joined to one by “and”: “Innovation Norland and the Tide Council”."""
        if first > 2 and self.tokens[first - 1].low == "and" and (kind := self._kind_at(first - 2)):
            return kind
        if last + 2 < len(self.tokens) and self.tokens[last].low == "and":
            return self._kind_at(last + 1 + (self.tokens[last + 1].low == "the"))
        return ""

    def _kind_at(self, at: int) -> str:
        """Body or Person where a mention of one covers this token, else an empty string."""
        kind = self.covered[at].type if at in self.covered else ""
        return kind if kind == "Person" else "FormalOrganization" if kind in BODIES else ""

    def _is_place(self, first: int, last: int) -> bool:
        is_named = self.tokens[last - 1].low in words_of("places.txt", "behind")
        return last - first > 1 and (is_named or self.tokens[first].low in words_of("places.txt", "before"))

    def _is_dateline(self, first: int, last: int) -> bool:
        """True for “MANILA, 14 May –” at the start of a line."""
        ahead = self.tokens[last : last + 4]
        is_start = self.tokens[first].is_first and bool(ahead) and ahead[0].text in (",", "(", "–", "—", "-")
        return is_start and any(t.text.isdigit() or t.low in words_of("months.txt") for t in ahead)

    def _class_behind(self, at: int) -> str:
        """The class that an apposition tells: “, a smaller programme that …”, “, the Union’s programme for …”."""
        if at >= len(self.tokens) or self.tokens[at].low not in ("a", "an", "the", "its", "their"):
            return ""
        for token in self.tokens[at + 1 : at + 9]:
            if told := class_told(token.low):
                return told
            if token.text in ".,;:(" or token.low in ("that", "which", "of", "for", "and"):
                break
        return ""

    def _is_in_heading(self, at: int) -> bool:
        return at in self.titled

    def _free_words(self) -> Iterator[tuple[int, Token]]:
        """The capitalised words that no mention covers yet."""
        for at, token in enumerate(self.tokens):
            if token.is_cap and token.is_word and at not in self.covered:
                yield at, token

    def span(self, spot: tuple[int, int]) -> Span:
        """The span of a spot."""
        return Span(self.tokens[spot[0]].start, self.tokens[spot[1] - 1].end)


def class_told(low: str) -> str:
    """The class that a common noun tells of the name beside it, or an empty string."""
    groups = ("Programme", "Undertaking", "FormalOrganization", "Instrument", "Strategy", "Meeting")
    return next((group for group in groups if low and low in words_of("things.txt", group)), "")


def is_short_name(words: str, label: str) -> bool:
    """True where a name is the beginning of a longer one, before its complement, or its end.

    >>> is_short_name("Joint Committee", "Joint Committee on Tides"), is_short_name("Tide Fund", "Norland Tide Fund")
    (True, True)
    >>> is_short_name("Office of Science", "Office of Science and Technology Policy")
    False
    """
    starts = any(label.startswith(f"{words} {link} ") for link in ("of", "for", "on", "at"))
    return starts or label.endswith(" " + words)


def has_inner_capital(word: str) -> bool:
    """True for a word written like “NordForsk”; names of people (“McKay”) are not meant.

    >>> has_inner_capital("NordForsk"), has_inner_capital("McKay"), has_inner_capital("NSF")
    (True, False, False)
    """
    if word.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O’", "O'", "D’")) or "-" in word:
        return False
    return word[1:].isalpha() and any(a.islower() and b.isupper() for a, b in pairwise(word))


def settle(hits: Mapping[int, Hit]) -> dict[int, tuple[int, str]]:
    """The end and the entry of each state; one of several (“Korean”) is the one that the text names, else none."""
    certain = {hit.names[0] for hit in hits.values() if len(hit.names) == 1}
    settled = {}
    for at, hit in hits.items():
        fitting = [name for name in hit.names if name in certain] if len(hit.names) > 1 else [*hit.names]
        settled[at] = hit.last, fitting[0] if len(fitting) == 1 else ""
    return settled
