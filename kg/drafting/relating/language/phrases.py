"""Cuts phrases out of a masked sentence: lists of noun phrases behind “on”, lists of purposes behind “to”.

Which words lead in, go on or end a phrase stands in `endings.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.drafting.relating.language.lists import aim_verb_pattern, aim_verbs, gerunds, pairs, regex_of, words_of

_TOKEN = re.compile(r"‹[A-Z]\d+›|[\w£$€%&+/]+(?:[-'.][\w]+)*|[^\w\s]")
_ACRONYM = re.compile(r"\((?:‹[A-Z]\d+›|[A-Z][\w&/-]{1,11})\)")
_NUMBER = re.compile(r"\((?:\d|[a-h]|i{1,3}|iv|v)\) ?")
_WHERE = re.compile(
    r"(?:in|across|off|around) (?:the )?‹[LS]\d+›(?: (?:region|area|basin|coast|waters))?"
    r"(?=, (?!which|where|with)| and )"
)
_JOINTS = frozenset([",", ";", "and", "or", "&", "nor"])
_PREPOSITIONS = frozenset(["of", "for", "in"])
_LEADING = frozenset(["on", "to", "in", "of", "for", "about", "with", "against", "into"])
_DETERMINER = re.compile(r" (?:(?:the|an?|our|its|their|this|these)\b|‹)")
_EMPTY = re.compile(r"\w+ (?:that|this|it|so|them|these|those)(?: possible| happen| work)?")
_LEANS = re.compile(r"build (?:up)?on\b")
_PARTICLE = re.compile(r" (?:up|out|on|off|forward)$")
_LAST_WORD = re.compile(r"(\w+) (?:the |an? )?$")


@dataclass(frozen=True)
class Phrase:
    """A stretch of the masked text."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, a sign or a mark, and its place in the masked text.

    `small` is the word in small letters; `is_sign` is true for the sign of a name.
    """

    start: int
    end: int
    word: str
    small: str
    is_sign: bool


def to_token(match: re.Match[str]) -> Token:
    """The token that a pattern found."""
    word = match.group()
    return Token(match.start(), match.end(), word, word.casefold(), word[0] == "‹")


def noun_phrases(text: str, start: int, kinds: str = "T", stop: int | None = None) -> list[Phrase]:
    """The noun phrases of a list that begins at `start`: words, and names of these kinds; it ends where they do."""
    limit = len(text) if stop is None else stop
    tokens = [to_token(m) for m in _TOKEN.finditer(text, _behind_leads(text, start), limit)]
    items, ended_by = _items(text, tokens, kinds)
    is_subject = len(items) > 1 and ended_by in words_of("finite-verbs") and not _shares_its_noun(text, items)
    if is_subject or ended_by.startswith("‹"):
        items = items[:-1]  # “… on soil, and the agencies will meet”, “for visiting ‹C1›”: it belongs to what follows
    items = [item for item in items if len(items) == 1 or len(item) != 1 or not _stands_in_front(items, item)]
    for at in range(len(items) - 1, 0, -1):  # in a longer list too: “snow and glacier hydrology, sea ice and sensors”
        if _shares_its_noun(text, items[at - 1 : at + 1]):
            items[at - 1 : at + 1] = [items[at - 1] + items[at]]
    if len(items) > 1 and all(_is_of_science(item) for item in items):
        items = [[token for item in items for token in item]]  # “science, innovation and technology” is one topic
    items = [item for item in items if not _is_a_doing(text, item)]
    return [phrase for item in items if (phrase := _trim(item)) is not None]


def _is_a_doing(text: str, item: list[Token]) -> bool:
    """True for a verb that only looks like a topic: “focus on advancing the plan”, “…, aligned with the view that”."""
    if not item:
        return False
    last = item[-1]
    if len(item) == 1 and last.small in words_of("bare-participles"):
        return True  # “an inventory of wrecks, drawn up by divers”
    if len(item) == 1 and last.word.islower() and last.small.endswith("ed"):
        return last.small not in words_of("verbal-adjectives")
    if len(item) == 1 and last.small in words_of("leaning-on") and text.startswith((" on ", " upon "), last.end):
        return True  # “…, focusing on reefs”
    is_verb = len(item) == 1 and last.small in gerunds() and last.small not in words_of("verbal-adjectives")
    return is_verb and _DETERMINER.match(text, last.end) is not None


def _is_of_science(item: list[Token]) -> bool:
    return bool(item) and all(token.small in words_of("of-science") or token.small in _JOINTS for token in item)


def _shares_its_noun(text: str, items: list[list[Token]]) -> bool:
    """True for “weather and health models”: the last noun is that of both, and they are one topic."""
    first, last = items[-2:]
    if not first or not last:
        return False
    is_title = first[-1].word.istitle() and last[0].word.istitle()
    if _is_an_adjective(first[-1].small if is_title else first[-1].word) and len(last) > 1:
        return True  # “scientific and engineering research”
    is_pair = len(first) == 1 and len(last) == 2 and text[first[0].end : last[0].start] in (" and ", " & ")
    return is_pair and first[0].word[0] != "‹" and (last[1].word[0] == "‹" or last[1].small in words_of("shared-nouns"))


def _stands_in_front(items: list[list[Token]], item: list[Token]) -> bool:
    """True for an adjective alone in front of a name: “basic and ‹T1›”."""
    following = items[-1]
    is_name = len(following) == 1 and following[0].word[0] == "‹"
    return is_name and item is not following and _is_an_adjective(item[0].word)


def _is_an_adjective(word: str) -> bool:
    """True for a word that by its ending can only stand in front of a noun."""
    return word.islower() and regex_of("adjective").fullmatch(word) is not None


def _behind_leads(text: str, start: int) -> int:
    """Where the first topic begins, behind “areas such as”, “research in” and their like."""
    while lead := regex_of("topic-lead").match(text, start):
        if lead.end() == start:
            break
        start = lead.end()
    return start


def _items(text: str, tokens: list[Token], kinds: str) -> tuple[list[list[Token]], str]:
    """The tokens of each item of a list, and the word that ended the list."""
    items: list[list[Token]] = [[]]
    index = 0
    lead = _LAST_WORD.search(text, 0, tokens[0].start) if tokens else None
    is_range = bool(tokens) and text.endswith("ranging from ", 0, tokens[0].start)
    while index < len(tokens):
        token, item = tokens[index], items[-1]
        if lead and len(items) > 1 and not item and _is_said_again(tokens, index, lead.group(1)):
            index += 1  # “does not extend to mining or to drilling”
            continue
        more = regex_of("more-topics").match(text, token.start)
        acronym = _ACRONYM.match(text, token.start)
        if (more and any(items)) or (acronym and item):
            end = more.end() if more else acronym.end() if acronym else 0
            items += [[]] if more else []
            index = next((i for i, t in enumerate(tokens) if t.start >= end), len(tokens))
            continue
        aside = _NUMBER.match(text, token.start) or (item and _WHERE.match(text, token.start))
        if aside:
            index = next((i for i, t in enumerate(tokens) if t.start >= aside.end()), len(tokens))
            continue
        if is_range and token.small == "to" and item:
            items.append([])  # “ranging from glaciology to fisheries science”
        elif token.small in _JOINTS and not _joins_a_pair(tokens, index, item):
            if token.word == ";" and (not _goes_on(tokens, index + 1, kinds) or _is_a_new_item(tokens, index)):
                return items, ";"
            items.append([])
        elif _ends(tokens, index, item, kinds) or (not item and len(items) > 1 and _is_a_verb(tokens, index)):
            return items, token.small
        elif not item and len(items) > 1 and token.small in ("a", "an") and tokens[index - 1].word == ",":
            return items, ""  # “antibiotics, an ever more serious matter”
        elif item or token.small not in ("the", "a", "an", "any"):
            item.append(token)
        index += 1
    return items, ""


def _is_a_new_item(tokens: list[Token], index: int) -> bool:
    """True for the article of the next bullet, where the list began without one: “… on dementia; a new programme”."""
    following = tokens[index + 1].small if index + 1 < len(tokens) else ""
    return following in ("a", "an") and tokens[0].small not in ("a", "an")


def _is_said_again(tokens: list[Token], index: int, lead: str) -> bool:
    """True for the preposition that leads in the list, said again before a later item."""
    following = tokens[index + 1].small if index + 1 < len(tokens) else ""
    is_purpose = tokens[index].small == "to" and following in aim_verbs() and following not in words_of("verb-or-noun")
    return tokens[index].small == lead.casefold() and lead in _LEADING and not is_purpose


def _is_a_verb(tokens: list[Token], index: int) -> bool:
    """True for a verb behind “and” that goes on the clause: “study kelp and develop new materials”."""
    verb = tokens[index].small
    follows = index + 1 < len(tokens) and tokens[index + 1].small not in _JOINTS
    if verb.endswith("ing") and follows and tokens[index + 1].small in ("the", "a", "an", "its", "their", "our"):
        return True  # “…, opening the door to …”
    if verb.endswith("s") and verb[:-1] in aim_verbs() and follows:
        return tokens[index + 1].small in ("the", "a", "an", "its", "their", "our")  # “…, joins the programme”
    return verb in aim_verbs() and verb not in words_of("verb-or-noun") and follows


def _joins_a_pair(tokens: list[Token], index: int, item: list[Token]) -> bool:
    """True for the “and” of “research and innovation”: two words that name one topic."""
    words = [token.small for token in tokens[max(0, index - 1) : index + 2]]
    return bool(item) and " ".join(words) in pairs()


def _ends(tokens: list[Token], index: int, item: list[Token], kinds: str) -> bool:
    """True where this token cannot belong to a list of noun phrases."""
    word, small = tokens[index].word, tokens[index].small
    if word.startswith("‹"):
        return word[1] not in kinds and not _stands_for_a_word(tokens, index)
    if small == "from" and len(item) > 1 and item[-2].small == "of":
        return not _goes_on(tokens, index + 1, kinds, behind=small)  # “recovery of cobalt from mine tailings”
    if small in _PREPOSITIONS or (small == "to" and item and item[-1].small in words_of("nouns-with-to")):
        return not item or not _goes_on(tokens, index + 1, kinds, behind=small)
    if small in ("the", "a", "an"):
        return bool(item) and item[-1].small not in _PREPOSITIONS
    if small in words_of("stop-a-noun-phrase") or not word[0].isalnum():
        return True
    if not item:
        return word.isdigit()
    return not _is_open(item) and (_is_a_participle(tokens, index) or _is_finite(tokens, index))


def _is_finite(tokens: list[Token], index: int) -> bool:
    """True for a verb in the present tense with its object: the “shows” of “a statement on tides shows our will”."""
    small = tokens[index].small
    following = tokens[index + 1].small if index + 1 < len(tokens) else ""
    is_form = small.endswith("s") and (small[:-1] in aim_verbs() or small[:-1] in words_of("telling-verbs"))
    return is_form and following in ("the", "a", "an", "its", "their", "our", "that", "how")


def _stands_for_a_word(tokens: list[Token], index: int) -> bool:
    """True for the sign of a common noun in front of another one: “satellite navigation”."""
    following = tokens[index + 1].small if index + 1 < len(tokens) else ""
    is_noun = following[:1].isalpha() and following not in words_of("stop-a-noun-phrase") | _JOINTS | _PREPOSITIONS
    return tokens[index].word[1] in "UF" and is_noun


def _is_open(item: list[Token]) -> bool:
    """True for a phrase that cannot end yet: “research of a …”."""
    return item[-1].small in _PREPOSITIONS or item[-1].small in ("the", "a", "an")


def _is_a_participle(tokens: list[Token], index: int) -> bool:
    """True for “backed”, “working through” behind a noun: the clause that tells more of it begins."""
    small = tokens[index].small
    following = tokens[index + 1].small if index + 1 < len(tokens) else ""
    if small in words_of("bare-participles") and following in words_of("behind-a-participle"):
        return True  # “ports cut off from supply”, “an inventory drawn up by a team”
    if index and tokens[index - 1].small.endswith("ly"):
        return False  # “genetically modified livestock”
    before = tokens[index - 1].small if index else ""
    if "-" in small or small in words_of("verbal-adjectives"):
        return small.endswith("ing") and following in ("through", "with", "together", "across")
    if not small.endswith("ing"):
        return small.endswith("ed") and len(small) > 4
    is_of_many = before in words_of("plurals-that-do") and following[:1].isalpha() and following not in _JOINTS
    return is_of_many or following in ("to", "through", "with")  # “areas offering gains”, “teams working with”


def _goes_on(tokens: list[Token], index: int, kinds: str, behind: str = "") -> bool:
    """True where the next token can go on a noun phrase."""
    if index >= len(tokens):
        return False
    word, small = tokens[index].word, tokens[index].small
    if word.startswith("‹"):
        return word[1] in kinds
    if small == "the":
        return behind in ("of", "") and _goes_on(tokens, index + 1, kinds, "the")
    if behind == "of" and small in ("a", "an"):
        return _goes_on(tokens, index + 1, kinds, "a")
    if behind and (small in words_of("not-behind-a-preposition") or word[0].isdigit()):
        return False
    return small == "and" or (word[0].isalnum() and small not in words_of("stop-a-noun-phrase"))


def _trim(item: list[Token]) -> Phrase | None:
    while item and (_is_open(item) or (len(item) > 1 and item[-1].small in words_of("trailing-words"))):
        item = item[:-1]
    if not item or not any(len(token.word) > 2 or token.word.isupper() for token in item):
        return None
    is_empty = item[-1].small in words_of("no-topic") or item[0].small in words_of("no-topic-begins")
    is_adverb = item[-1].word.islower() and item[-1].small.endswith("ly")
    is_empty = is_empty or (is_adverb and item[-1].small not in words_of("nouns-in-ly"))
    said = [token for token in item if token.small not in words_of("says-little")] or item[-1:]
    is_general = len(said) == 1 and said[0].small in words_of("no-topic-alone")
    return None if is_empty or is_general else Phrase(item[0].start, item[-1].end)


def core_of(text: str, phrase: Phrase) -> Phrase:
    """A noun phrase without generic words in front: “research in QIS” is about QIS, “new sensors” about sensors."""
    words = [(m.start() + phrase.start, m.group()) for m in _TOKEN.finditer(text[phrase.start : phrase.end])]
    index = 0
    while index < len(words) - 1:
        word = words[index][1].lower()
        following = words[index + 1][1]
        if (
            word in words_of("generic-heads")
            and following in ("in", "on", "of", "for", "into")
            and index + 2 < len(words)
        ):
            index += 2
        elif (word in words_of("light-adjectives") and following.startswith("‹")) or word == "the":
            index += 1
        else:
            break
    return Phrase(words[index][0], phrase.end) if words and index < len(words) else phrase


def with_its_clause(text: str, phrase: Phrase) -> Phrase:
    """A noun phrase with the short clause behind it that limits it: “hydrogen produced from coal”."""
    clause = regex_of("limiting-clause").match(text, phrase.end)
    return Phrase(phrase.start, clause.end()) if clause else phrase


def with_what_limits_it(text: str, phrase: Phrase) -> Phrase:
    """A noun alone with the clause that says which: “materials that withstand heat”; any other phrase as it is."""
    is_bare = text[phrase.start : phrase.end].isalpha() and text[phrase.start].islower()
    clause = regex_of("limits-a-bare-noun").match(text, phrase.end) if is_bare else None
    return Phrase(phrase.start, clause.end()) if clause else phrase


def purposes(text: str, start: int, end: int | None = None) -> list[Phrase]:
    """The purposes of a list that begins at `start`, behind “to”: each a verb in its base form with what follows."""
    return list(_split(text, start, end, _base_form()))


def gerund_purposes(text: str, start: int, end: int | None = None) -> list[Phrase]:
    """The purposes of a list of -ing forms that begins at `start` (“aimed at training engineers and …”)."""
    return list(_split(text, start, end, _gerund()))


def doings(text: str, start: int) -> list[Phrase]:
    """The purposes of a list told by nouns that begins at `start` (“training of teachers and the exchange of data”)."""
    stop = _tail(text, start, len(text), frozenset())
    cuts = list(regex_of("between-doings").finditer(text, start, stop))
    begins, ends = [start, *(m.end() for m in cuts)], [*(m.start() for m in cuts), stop]
    return [_stripped(text, begin, end) for begin, end in zip(begins, ends, strict=True)]


@cache
def _base_form() -> str:
    """A verb in its base form; one that is a noun too only where an object follows."""
    nouns = "|".join(sorted(words_of("verb-or-noun")))
    no_object = r"(?:[.,;:)]| (?:of|on|in|for|and|or|with|to|at|by|between|through|from|is|are|will)\b|$)"
    return rf"(?!(?:{nouns}){no_object})(?!{regex_of('noun-in-front').pattern}){aim_verb_pattern()}"


@cache
def _gerund() -> str:
    return "(?:" + "|".join(sorted(gerunds(), key=lambda w: (-len(w), w))) + r")(?![\w-])"


@cache
def _first(verb: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:{regex_of('before-a-purpose').pattern}) )*(?={verb})")


@cache
def _between(verb: str) -> re.Pattern[str]:
    joint = r"(?:[,;]? (?:and|or|as well as|while also|but also)|[,;]|(?= to help ))"  # “help” itself is kept
    return re.compile(
        rf"{joint} (?:to |in order to |{regex_of('before-a-purpose').pattern} )*(?!supply chains?)(?={verb})"
    )


def _split(text: str, start: int, end: int | None, verb: str) -> Iterator[Phrase]:
    stop = len(text) if end is None else end
    first = _first(verb).match(text, start, stop)
    if not first:
        return
    begin = first.end()
    cuts = list(_between(verb).finditer(text, begin, stop))
    last = _tail(text, begin, stop, frozenset(m.start() for m in cuts))
    at = begin
    for cut in (m for m in cuts if m.start() < last):
        yield from _told(_stripped(text, at, cut.start()), text)
        at = cut.end()
    yield from _told(_stripped(text, at, last), text)


def _told(phrase: Phrase, text: str) -> Iterator[Phrase]:
    """A purpose, where it is more than a verb: “calls to launch” tells none, nor what something builds on."""
    if _EMPTY.fullmatch(text, phrase.start, phrase.end) or _LEANS.match(text, phrase.start):
        return
    if _PARTICLE.sub("", text[phrase.start : phrase.end]).count(" "):
        yield phrase


def _tail(text: str, begin: int, stop: int, cuts: frozenset[int]) -> int:
    """Where a list of purposes ends: at the first tail that is no joint between two of them."""
    at = begin
    while tail := regex_of("purpose-tail").search(text, at, stop):
        if tail.start() not in cuts:
            return tail.start()
        at = tail.start() + 1
    return stop


def _stripped(text: str, start: int, end: int) -> Phrase:
    while end > start and text[end - 1] in " ,;:.!?-":
        end -= 1
    return Phrase(start, end)
