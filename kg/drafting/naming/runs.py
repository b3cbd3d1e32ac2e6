"""Reads runs of capitalised words without a head noun, where the words around tell what they name.

“the Open Horizons programme”, “Monsoon Eye, a smaller programme”, “in Tarn”, “Innovation Norland and the Tide Council”.
"""

from __future__ import annotations

from kg.drafting.naming.gathering import Gathering
from kg.drafting.naming.lexicon import plurals, words_of
from kg.drafting.naming.linking import is_common_word
from kg.drafting.naming.pairs import pair_of
from kg.drafting.naming.scanning import Found
from kg.drafting.naming.stretches import BODIES, is_field_word, is_modifier
from kg.drafting.naming.things import Thing
from kg.drafting.naming.tokens import Token
from kg.sources.keys import normal_key
from kg.sources.words import stopwords

_LINKS = ("of", "for", "and", "with", "in", "on", "to")
_UNDER = ("under", "through", "within")
_ACTING = frozenset(("will", "has", "have", "had", "is", "are", "was", "were", "said", "says", "would", "’", "'"))
_PLACE_BEFORE = frozenset(("in", "near", "outside", "around", "off"))
_PLACES_BEFORE = _PLACE_BEFORE | {"at", "from", "to", "between", "and", ",", "of"}
_BEFORE_NO_SUBJECT = frozenset(("to", "from", "of", "with", "for", "by", "through", "between", "under"))
_OF_ADJECTIVES = ("ous", "able", "ible", "ful", "ent", "ant", "ish", "ese", "less", "ory", "ward")
_NUMBERS = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_CURRENCIES = frozenset("£$€¥") | {"EUR", "USD", "GBP", "NOK", "SEK", "DKK", "CHF", "KRW", "million"}
UNDERTAKINGS = ("Cooperation", "Programme", "Undertaking", "Funding", "Strategy")
_TOLD = ("Programme", "Undertaking", "FormalOrganization", "Instrument", "Strategy", "Meeting")


class Runs:
    """The runs of one text that no mention covers yet."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering, self.things, self.scan = gathering, gathering.things, gathering.scan
        self.tokens, self.titled = gathering.tokens, gathering.titled
        self.small = {token.low for token in self.tokens if token.is_word and not token.is_cap}

    def take(self) -> None:
        """Take runs of capitalised words without a head noun where the words around tell what they name."""
        at = 0
        while at < len(self.tokens):
            end = self._run_end(at)
            if at not in self.titled and self._is_topic_before_state(at):
                end = self._take_as(at, self.scan.states[at + 1], "FormalOrganization")
            elif end > at and at not in self.titled:
                end = self._take_run(at, end)
            at = max(end, at + 1)

    def _run_end(self, at: int) -> int:
        end = at
        while end < len(self.tokens) and not (end > at and self.tokens[end].is_apart):
            if end > at and self.tokens[end].text.isdigit() and len(self.tokens[end].text) == 4:
                return end + 1
            is_inside = self.scan.phrases.is_dash(end) or self._is_link(end) or self._is_topic_inside(end)
            if not self._is_free_name(end) and not (end > at and is_inside):
                break
            end += 1
        return end

    def _is_topic_before_state(self, at: int) -> bool:
        """True for the topic that a body is called by, with its state behind: “Statistics Norland”."""
        topic = self.things.covered.get(at)
        is_topic = topic is not None and topic.type == "Topic" and (at, at + 1) in topic.spots
        is_told = (
            is_topic and self.tokens[at].is_cap and self.tokens[at].low in words_of("naming.txt", "before a state")
        )
        return is_told and self._is_with_state(at, at + 1)

    def _is_topic_inside(self, at: int) -> bool:
        """True for a capitalised topic of one word behind a free one: the “Robotics” of “Tarn Robotics”."""
        topic = self.things.covered.get(at)
        is_topic = topic is not None and topic.type == "Topic" and (at, at + 1) in topic.spots
        return is_topic and self.tokens[at].is_cap and self.tokens[at].low in words_of("naming.txt", "companies")

    def _is_link(self, at: int) -> bool:
        """True for “dos” in “São José dos Campos” and “&”: a small word or sign inside a name."""
        is_small = self.tokens[at].text in words_of("places.txt", "inside") or self.tokens[at].text == "&"
        return (
            is_small and at + 1 < len(self.tokens) and self._is_free_name(at + 1) and not self.tokens[at + 1].is_apart
        )

    def _is_free_name(self, at: int) -> bool:
        token = self.tokens[at]
        if (
            at in self.things.covered
            or not token.is_word
            or not token.is_cap
            or (token.low == "the" and not self._is_the_of_a_place(at))
            or (len(token.text) == 1 and self.tokens[at - 1].text not in "-‐‑")  # “A-FNS” is no thing called A
        ):
            return False
        is_opener = token.is_first and token.low in words_of("openers.txt")
        behind = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        if len(token.text) == 1 and behind in _CURRENCIES:
            return False  # “R$9 million”
        return not is_opener and not self._is_of_two_states(token.text)

    def _is_the_of_a_place(self, at: int) -> bool:
        """True for the first word of “in The Hague”: with a capital within a sentence, and one behind it."""
        is_in = at > 0 and self.tokens[at - 1].low in _PLACES_BEFORE and not self.tokens[at].is_apart
        is_cap = self.tokens[at].text == "The" and not self.tokens[at].is_first
        return is_in and is_cap and at + 1 < len(self.tokens) and self._is_free_name(at + 1)

    def _is_of_two_states(self, word: str) -> bool:
        """True for an adjective of two states, “Franco-British”, and for two states in one word, “Chile-UK”."""
        first, _, last = word.rpartition("-")
        names = self.gathering.names
        return bool(first) and (bool(names.of_adjective(normal_key(last))) or bool(pair_of(names, word)))

    def _take_run(self, first: int, last: int) -> int:
        """Take a run where its class is told, “Bridge of Matter” as one; the end of what was looked at."""
        is_lone = last - first == 1
        if is_lone and self.tokens[first].text in self.things.short:
            self.gathering.take_acronym(first)
            return last
        if water := self._water_end(first, last):
            return self._take_as(first, water, "Place")
        if self._is_with_state(first, last):
            return self._take_as(first, self.scan.states[last], "FormalOrganization")
        longer = self._joined_run(last)
        if longer > last and (told := self._class_of_longer(first, last, longer)):
            return self._take_as(first, longer, told)
        if is_lone and self.tokens[first].is_first and not (self._is_dateline(first, last) or self._is_rare(first)):
            return last
        if all(t.low in words_of("never.txt") or t.text.isdigit() for t in self.tokens[first:last]):
            return last
        if self.scan.people.honorific_end(first) > first:
            return last
        if self.tokens[last - 1].low in words_of("kinds.txt"):
            return last
        if site := self._site_end(first, last):
            return self._take_as(first, site, "Place")
        told = self._type_of_run(first, last)
        return self._take_as(first, last, told) if told else last

    def _site_end(self, first: int, last: int) -> int:
        """The end of “Tarn campus”, whose noun has small letters and belongs to the name; 0 where there is none."""
        behind = self.tokens[last] if last < len(self.tokens) and not self.tokens[last].is_apart else None
        is_site = behind is not None and behind.text in words_of("places.txt", "behind in small")
        is_name = not any(self.tokens[k].is_acronym for k in range(first, last)) and not self.tokens[first].is_first
        return last + 1 if is_site and is_name else 0

    def _is_told_place(self, first: int) -> bool:
        """True for where a journey goes, what a meeting is planned for, what two places an exchange is between."""
        if first < 2 or self.tokens[first].is_apart or self.tokens[first].is_acronym:
            return False
        at = first - 1 - (self.tokens[first - 1].low == "the")
        before, far = self.tokens[at].low, [token.low for token in self.tokens[max(0, at - 6) : at]]
        if before == "to" and any(word in words_of("places.txt", "journeys") for word in far):
            return True
        near, leads = far[-1:], {"from": "departures", "for": "foreseen", "on": "sites"}.get(before, "")
        if leads and any(word in words_of("places.txt", leads) for word in near):
            return True
        if before == "between" or (before == "and" and "between" in far):
            return any(word in words_of("places.txt", "connections") for word in far)
        is_known = self.tokens[first].low in words_of("places.txt", "with the")
        is_any = self._is_rare(first) and self.tokens[first].low not in words_of("places.txt", "houses")
        return before == "in" and at < first - 1 and (is_known or is_any)

    def _water_end(self, first: int, last: int) -> int:
        """The end of “Bay of Tarn”, “Gulf of Norland”; 0 where none starts here."""
        is_water = last - first == 1 and self.tokens[first].low in words_of("places.txt", "before of")
        if not is_water or last + 1 >= len(self.tokens) or self.tokens[last].low != "of":
            return 0
        end = last + 1
        while end < len(self.tokens) and self.tokens[end].is_cap and not self.tokens[end].is_apart:
            end += 1
        return end if end > last + 1 else 0

    def _take_as(self, first: int, last: int, type_name: str) -> int:
        for at in range(first, last):
            self.things.forget_topic(at)
        thing = self.gathering.take(Found(first, last, type_name))
        if last - first == 1 and type_name != "Place":
            self.things.define(thing, self.tokens[first].text)
        elif word := first_word_of(self.gathering, thing, self.small):
            self.things.define(thing, word)
        return last

    def _is_rare(self, at: int) -> bool:
        """True for a word at the start of a sentence that can be no common one: no plural, nowhere in small letters."""
        low = self.tokens[at].low
        is_common = low.endswith(("s", "ing", "ly", "ed")) or low in stopwords() or is_field_word(low)
        is_common = is_common or (self.tokens[at].is_first and self._is_adjective(at))
        return len(low) > 3 and not is_common and low not in self.small and low not in words_of("never.txt")

    def _is_adjective(self, at: int) -> bool:
        """True for a word made like an adjective before a noun in small letters: “Cooperative projects will be …”."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) and not self.tokens[at + 1].is_apart else None
        is_made_so = is_modifier(self.tokens[at].low) or self.tokens[at].low.endswith(_OF_ADJECTIVES)
        return is_made_so and behind is not None and behind.is_word and not behind.is_cap

    def _is_with_state(self, first: int, last: int) -> bool:
        """True where the name of a state ends the run, as bodies are called: “Statistics Canada”."""
        if last not in self.scan.states or self.tokens[last].is_apart or self.tokens[last - 1].text in "–-—":
            return False
        is_told = last - first == 1 and self.tokens[first].low in words_of("naming.txt", "before a state")
        is_opener = (
            self.tokens[first].is_first or self.tokens[first].low in words_of("ranks.txt")
        ) and last - first == 1
        is_region = self.tokens[last - 1].low in words_of("places.txt", "before")
        if not is_told and (is_opener or is_region or self.tokens[last - 1].low in words_of("never.txt")):
            return False
        end, entry = self.gathering.linker.states[last]
        return bool(entry) and self.gathering.words(last, end) in self.gathering.names.entries[entry].forms

    def _joined_run(self, end: int) -> int:
        """The end of a run with “of …” or “for …” behind it, or the end itself."""
        at = end
        while at + 1 < len(self.tokens) and self.tokens[at].low in (*_LINKS, "the", "a", "an") and at - end < 2:
            at += 1
        if at == end or at >= len(self.tokens) or self.tokens[end].low not in _LINKS:
            return end
        longer = self._run_end(at)
        return longer if longer > at else end

    def _class_of_longer(self, first: int, last: int, longer: int) -> str:
        """The class of a run joined to another; where “in” or “with” joins them, the noun behind must tell it."""
        if self.tokens[last].low in ("of", "for", "and"):
            return self.class_beside(first, longer)
        return class_told(self.tokens[longer].text) if longer < len(self.tokens) else ""

    def class_beside(self, first: int, last: int) -> str:
        """The class that a common noun before or behind a run tells, or an apposition: “the new call Open Sea”."""
        before = self.tokens[first - 1] if first and not self.tokens[first].is_apart else None
        behind = self.tokens[last] if last < len(self.tokens) and not self.tokens[last].is_apart else None
        if self._is_item_with_sum(first, last):
            return "Undertaking"
        told = class_told(behind.text) if behind else ""
        is_name_behind = last + 1 < len(self.tokens) and self.tokens[last + 1].is_cap
        is_where = before is not None and (before.low in ("a", "an") or before.low in _PLACE_BEFORE)
        if told in BODIES and before and (is_where or (before.low == "the" and is_name_behind)):
            return "Place" if last - first == 1 and not self.tokens[first].is_acronym else ""  # “a Tarn startup”
        if before and behind and (before.low, behind.low) == ("where", "left"):
            return "Undertaking"  # “picks up where Kelp Watch left off”
        is_lone = last - first == 1 and self.tokens[first].is_acronym
        if (
            not told
            and is_lone
            and before
            and before.text == ","
            and self.tokens[first - 2].low in words_of("naming.txt", "counterparts")
        ):
            return "FormalOrganization"  # “its Norlandish counterpart, NTXQTRO”
        if not told and before and not before.low.endswith("s"):
            told = class_told(before.text)
        if not told and behind and behind.text == ",":
            told = self._class_behind(last + 1) or self._class_in_front(first)
        return told

    def _class_in_front(self, first: int) -> str:
        """The class of a name between commas behind a common noun: “The call, Open Seas 2030, …”."""
        if first < 3 or self.tokens[first - 1].text != "," or self.tokens[first].is_apart:
            return ""
        if self.tokens[first - 2].low in _NUMBERS and self.tokens[first - 3].low == "the":
            return "Undertaking"  # “The largest of the three, Open Seas, …”
        is_determined = any(
            t.low in ("the", "a", "an", "its", "their", "this") for t in self.tokens[max(0, first - 5) : first - 2]
        )
        return class_told(self.tokens[first - 2].text) if is_determined else ""

    def _is_item_with_sum(self, first: int, last: int) -> bool:
        """True for the name of an item of a list with its sum in brackets: “• Tide Twin (£2 million)”."""
        is_item = self.tokens[first].is_first and (self.tokens[first].is_apart or self.tokens[first - 1].text == "•")
        behind = [token.text for token in self.tokens[last : last + 4]]
        return is_item and behind[:1] == ["("] and any(text in _CURRENCIES for text in behind[1:])

    def _type_of_run(self, first: int, last: int) -> str:
        """The class that the words of a run and around it tell, or an empty string."""
        if self.gathering.words(first, last).casefold() in words_of("programmes.txt"):
            return "Programme"
        if self._is_item_with_sum(first, last):
            return "Undertaking"
        if self._is_place(first, last) or self._is_dateline(first, last) or self._is_next_place(first, last):
            return "Place"
        if told := self.class_beside(first, last):
            return told
        if last - first < 4 and self._is_told_place(first):
            return "Place"
        if self._is_member(first, last):
            return "Person"
        before = self.tokens[first - 1] if first and not self.tokens[first].is_apart else None
        if before and before.low in words_of("naming.txt", "called"):
            return self._class_before(first - 1) or "Programme"
        if last - first == 1:
            return self._class_of_lone(first, before)
        is_plain = all(not self.tokens[k].is_acronym for k in range(first, last)) and last - first < 4
        is_site = before is not None and before.low == "at" and not self._is_of_people(first - 1)
        if before and is_plain and (is_site or before.low in _PLACE_BEFORE):
            return "Place"
        if before and before.low in _UNDER:
            return "Programme"
        if told := self._class_of_neighbour(first, last):
            return told
        if self._is_company(first, last):
            return "FormalOrganization"
        if last < len(self.tokens) and self.tokens[last].low in words_of("places.txt", "behind"):
            return "Place"  # “the Port Alder region”
        is_doing = first > 1 and self.tokens[first - 2].low == "by"
        are_bodies = self.tokens[last - 1].low in plurals()  # “the Tide Councils of both countries”
        return "Programme" if before and before.low == "the" and not is_doing and not are_bodies else ""

    def _is_company(self, first: int, last: int) -> bool:
        """True for a rare word or two and what ends the names of companies: “Tarn Photonics”."""
        is_ended = self.tokens[last - 1].low in words_of("naming.txt", "companies")
        rest = self.tokens[first : last - 1]
        return is_ended and len(rest) < 3 and not any(is_common_word(t.low) or t.low in self.small for t in rest)

    def _is_of_people(self, at: int) -> bool:
        """True for “engineers at”, “head of research at”: a body stands behind it."""
        before = self.tokens[at - 1] if at else None
        if before is None or before.is_cap:
            return before is not None
        is_plural = before.low.endswith(("ers", "ists", "ors", "ians", "ents"))
        return is_plural or before.low in words_of("places.txt", "people there")

    def _class_of_lone(self, at: int, before: Token | None) -> str:
        """The class of one capitalised word: a place behind “in”, a programme behind “succeeds”, a body that acts."""
        if before and before.low in _PLACE_BEFORE and not self.tokens[at].is_acronym:
            return "" if self.tokens[at].low in words_of("naming.txt", "languages") else "Place"
        if before and before.low in words_of("naming.txt", "succeeds"):
            return "Programme"
        if before and before.low == "at" and not self.tokens[at].is_acronym and not self._is_of_people(at - 1):
            return "Place"
        if before and before.low == "by" and at > 1 and self.tokens[at - 2].low in words_of("naming.txt", "by"):
            return "" if self.tokens[at].low in words_of("never.txt") else "FormalOrganization"
        is_between = at + 1 < len(self.tokens) and self.tokens[at + 1].text in ",.;)"
        if before and before.text == "," and is_between and self._is_body_at(at - 2):
            return "Place"  # “the Tide Institute, Tarn, has …”
        if (before and before.low == "the") or self.tokens[at].low in words_of("not-bodies.txt"):
            return ""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_subject = before is None or before.low not in _BEFORE_NO_SUBJECT
        if is_subject and behind and behind.low in words_of("naming.txt", "acts") and not behind.is_apart:
            return "" if self.tokens[at].low in words_of("regions.txt", "continents") else "FormalOrganization"
        return "FormalOrganization" if self._class_of_neighbour(at, at + 1) == "FormalOrganization" else ""

    def _is_body_at(self, at: int) -> bool:
        return at >= 0 and self.things.kind_at(at) == "FormalOrganization"

    def _class_before(self, at: int) -> str:
        """The class that the nearest common noun before token `at` tells: “a programme on soils called Agrotrop”."""
        ahead = (class_told(token.text) for token in reversed(self.tokens[max(0, at - 10) : at]))
        return next((told for told in ahead if told), "")

    def _is_member(self, first: int, last: int) -> bool:
        """True for names of a person with the body behind them: “Ada Fenn of the Tide Council”."""
        is_person = last - first > 1 and self.scan.people.person_at(first) == last
        if not is_person or last + 1 >= len(self.tokens) or self.tokens[last].low not in ("of", "at", "from"):
            return False
        is_the = first > 0 and self.tokens[first - 1].low in (
            "the",
            "of",
            "into",
        )  # “the management of Soft Shores from TC”
        behind = last + 1 + (self.tokens[last + 1].low == "the")
        return not is_the and self.things.kind_at(behind) == "FormalOrganization"

    def _class_of_neighbour(self, first: int, last: int) -> str:
        """Body or person, where a run is joined to one by “and”: “Innovation Norland and the Tide Council”."""
        if first > 2 and self.tokens[first - 1].low == "and" and (kind := self.things.kind_at(first - 2)):
            return kind
        if last + 2 < len(self.tokens) and self.tokens[last].low == "and":
            return self.things.kind_at(last + 1 + (self.tokens[last + 1].low == "the"))
        return ""

    def _is_place(self, first: int, last: int) -> bool:
        is_named = self.tokens[last - 1].low in words_of("places.txt", "behind")
        return last - first > 1 and (is_named or self.tokens[first].low in words_of("places.txt", "before"))

    def _is_next_place(self, first: int, last: int) -> bool:
        """True for the second of two places, and for where the first is: “in Tarn and Alder”, “Tarn, Alder”."""
        is_beside = first > 2 and self.tokens[first - 1].text in (",", "and") and self.things.is_place_at(first - 2)
        if not is_beside or last - first > 2 or self.tokens[first].is_acronym or self.tokens[first].is_apart:
            return False
        behind = self.tokens[last] if last < len(self.tokens) and not self.tokens[last].is_apart else None
        is_acting = behind is not None and (behind.low in words_of("naming.txt", "acts") or behind.low in _ACTING)
        at = first - 2
        while at > 0 and self.things.is_place_at(at):
            at -= 1
        return not is_acting and self.tokens[at].low in _PLACES_BEFORE

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
            if told := class_told(token.text):
                return told
            if token.text in ".,;:(" or token.low in ("that", "which", "of", "for", "and"):
                break
        return ""


def class_told(word: str) -> str:
    """The class that a common noun in small letters tells of the name beside it, or an empty string.

    >>> class_told("programme"), class_told("University")
    ('Programme', '')
    """
    return next((group for group in _TOLD if word and word in words_of("things.txt", group)), "")


def first_word_of(gathering: Gathering, thing: Thing, small: set[str]) -> str:
    """The word that stands for a thing of two: “Tidemark” of the Tidemark Partnership; empty where it may be another.

    `small` are the words that the text has in small letters.
    """
    first, _, carrier = thing.label.partition(" ")
    if thing.type not in UNDERTAKINGS or carrier.casefold() not in words_of("naming.txt", "carriers"):
        return ""
    low = first.casefold()
    is_known = gathering.names.lookup(normal_key(first)) or gathering.names.of_adjective(low)
    is_plain = is_common_word(low) or low in small or low in words_of("never.txt")
    is_name = first.isalpha() and first[:1].isupper() and len(low) > 4 and not low.endswith("s")
    return first if is_name and not is_known and not is_plain else ""
