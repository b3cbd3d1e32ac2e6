"""Finds undertakings, strategies and instruments that have no name of their own, and what stands for them later.

`rules/undertakings.yaml` lists their nouns and verbs. “a new joint call” is a new one; “the call” or “this call” later
is the last of its kind.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.drafting.proposal import Mention
from kg.drafting.relating.clauses.lexicon import words_of as clause_words
from kg.drafting.relating.clauses.told import told_phrases
from kg.drafting.relating.language.lists import aim_verbs, words_of
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.patterns.made import is_noun, made_items, made_phrases
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.undertakings.again import spoken_again
from kg.drafting.relating.workbook import Workbook

_BEFORE = re.compile(r"(‹[A-Z]\d+›(?:'s)?|[\w'/.+&-]+|[-/])( ?)$")
_DEFINITE = re.compile(
    r"(?:\b(?:the|each|this|these|those|its|their|such|said)|^that|[Tt]oday's|our|\ball)"
    r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))? ?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:the|this|that|these|those|its|their|our|an?|such|each|every|both|two|three|four|several|all|any|today's) $",
    re.IGNORECASE,
)
_NOT_A_CALL = re.compile(
    r"calls? (?:by (?:the )?(?:\w+ )?‹P|to [“\"]|on ‹|upon |for action|"
    r"on (?:all |the |their |its |other )?\w+[^.;:]{0,60}? to [a-z]|(?:(?:last|this) \w+ )?"
    r"(?:by|from) (?:the )?‹[OSPCM]\d+›[^.;]{0,30}? (?:to|for (?!proposals|projects|applications|research)))",
    re.IGNORECASE,
)
_BEFORE_A_VERB = re.compile(r"\b(?:to|will|shall|would|can|could|may|might|also|jointly|help|helps|let|us) $")
_AS = re.compile(r"\bas an? $")
"""What something is, and no other: “which began as a pilot”."""
_IN = re.compile(r"\b[Ii]n (?:close |direct |full |joint )?$")
_IS_DOING = re.compile(r"\b(?:is|are|was|were|been|be|by|for|in|started|continues?) (?:also |now |jointly )*$")
_COMPLEMENT = re.compile(r"(?<=\w) (?:on|for|of|in|to|between|with) .*")
_IS_TO_DO = re.compile(
    r"\b(?:will|shall|can|could|may|might|would|cannot|not|jointly|they|who) (?:also |now |jointly |then |first )*$"
)
_ASKS = re.compile(r"(?:›|\b(?:[Ii]t|which|that)) (?:also )?calls?$")
_DOES = re.compile(
    r"(?:‹[OSC]\d+›|\b(?:agencies|councils|institutes|countries|governments|ministries|funders|who|which|that)) $"
)
_HAS_OBJECT = re.compile(r" (?!of |on |in |for |and |or |with |to |at |by |between |will |is |has )[\w‹]")
_AGENT_BEFORE = re.compile(r"‹[OSPC]\d+›(?: \([^()]*\))? (?:also |now |together |jointly |each |is )?$")
_OBJECT_BEHIND = re.compile(
    r" (?:up to |some |around |about |more than |over |a total of |a further |another )?"
    r"(?:(?:the|an?|its|their|two|three|four|five|six) |[A-Z]{0,3} ?[$£€¥₹₩]? ?\d)"
)
_MOST_WORDS_BEFORE = 5
_AT_THE_HEAD = 20


@dataclass(frozen=True)
class Kind:
    """How undertakings of one class are named: a pattern of head nouns, and patterns of verb phrases."""

    type: str
    heads: re.Pattern[str] | None
    verbs: tuple[re.Pattern[str], ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The classes of `undertakings.yaml` with their patterns."""
    found = []
    for name, entry in _file().items():
        if isinstance(entry, dict):
            nouns = [*entry["heads"], *(_file()["known-only"] if name == "Undertaking" else ())]
            heads = "|".join(sorted(map(re.escape, nouns), key=lambda h: (-len(h), h)))
            pattern = re.compile(
                rf"(?<![\w'/.@-])(?:{heads})(?![\w/-]|'(?!s?[ .,;])| of (?:grants|funding|awards)\b)", re.IGNORECASE
            )
            verbs = (re.compile(v.replace("{NP}", _noun_phrase())) for v in entry.get("verbs", ()))
            found.append(Kind(name, pattern, tuple(verbs)))
    return tuple(found)


def _noun_phrase() -> str:
    """A pattern for up to five words that can be a noun phrase, and the last of them an undertaking."""
    word = rf"(?:‹[TS]\d+›|(?!(?:{_file()['ends-a-phrase']})\b)[a-z][\w-]*)"
    last = rf"(?!(?:{_file()['ends-a-phrase']}|{_file()['no-undertaking']})(?![\w-]))[a-z][\w-]*"
    return rf"(?:{word} ){{0,4}}{last}(?! (?!(?:{_file()['ends-a-phrase']})\b)[a-z‹])"


@cache
def _idiom() -> re.Pattern[str]:
    """Words up to a noun that make it none of an undertaking, such as “in the event”."""
    return re.compile(_file()["idioms"])


@cache
def listed(key: str) -> frozenset[str]:
    """A list of words of `undertakings.yaml` by its key."""
    return frozenset(_file()[key])


@cache
def _file() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("undertakings")
    return tree


@dataclass(frozen=True)
class Phrase:
    """A phrase that names an undertaking: its class, its stretch of the masked text, its head noun.

    `is_act` where a verb names it (“will meet”).
    """

    type: str
    start: int
    end: int
    head: str
    is_definite: bool
    is_act: bool = False


def find_undertakings(workbook: Workbook, masked: Masked) -> None:
    """Notes the undertakings that a sentence names by common nouns or verbs, new ones and known ones."""
    phrases = find_phrases(masked)
    for start, end in (*spoken_again(workbook, masked.text), *made_items(masked)):
        _put(phrases, masked.text, start, end)
    for phrase in sorted(phrases, key=lambda p: p.start):
        label = masked.words(phrase.start, phrase.end)
        name = _known(workbook, masked, phrase)
        if not name and (phrase.head in listed("known-only") or _is_heading(masked, phrase)):
            continue
        is_first = phrase.start < _AFTER_BULLET and masked.text[phrase.start] != "‹"
        name = name or workbook.add(phrase.type, _in_small(label) if is_first else label)
        span = masked.span(phrase.start, phrase.end)
        workbook.mention(name, span)
        if phrase.is_act:
            workbook.acts[span] = ""


def _in_small(label: str) -> str:
    """A label that begins a sentence, its first word as it would stand within one: “Projects” is no name."""
    first, _, rest = label.partition(" ")
    is_plain = first[1:].islower() and (not rest or rest[:1].islower())
    return f"{first.casefold()} {rest}".strip() if is_plain else label


_AFTER_BULLET = 3


def _is_heading(masked: Masked, phrase: Phrase) -> bool:
    """True for a bare noun at the head of a heading within the text: “Funding available”."""
    words = masked.text.split()
    is_line = len(words) <= _HEADING and masked.text[-1:].isalpha() and masked.sentence.number > 1
    return is_line and phrase.start == 0 and " " not in masked.text[: phrase.end]


_HEADING = 4
"""How many words a heading has that names a part of the text and no undertaking."""


def find_phrases(masked: Masked) -> list[Phrase]:
    """The phrases of a sentence that name undertakings, longest first where they overlap, in order."""
    found = [p for kind in kinds() for p in _noun_phrases(masked, kind)]
    found += [p for kind in kinds() for p in _verb_phrases(masked, kind)]
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda p: (-p.end + p.start, p.start)):
        if not any(phrase.start < other.end and other.start < phrase.end for other in kept):
            kept.append(phrase)
    for start, end in (*made_phrases(masked.text), *told_phrases(masked.text)):
        if masked.text[start:end].casefold() in clause_words("making-nouns") and masked.text.startswith(" of ", end):
            continue  # “the construction of a station”: what befalls it befalls the station
        _put(kept, masked.text, start, end)
    return sorted(kept, key=lambda p: p.start)


def _put(phrases: list[Phrase], text: str, start: int, end: int) -> None:
    """Adds a phrase, in the place of those that end within it and are no phrases then: “exchange places”."""
    meeting = [other for other in phrases if start < other.end and other.start < end]
    if any(other.end >= end for other in meeting):
        return
    for other in meeting:
        phrases.remove(other)
    phrases.append(_made(text, start, end))


def _made(text: str, start: int, end: int) -> Phrase:
    """A phrase whose place in the clause tells that it names an undertaking."""
    is_definite = _DEFINITE.search(text, max(0, start - 16), start) is not None
    return Phrase("Undertaking", start, end, text[start:end].split()[-1].casefold(), is_definite)


def _noun_phrases(masked: Masked, kind: Kind) -> list[Phrase]:
    found = []
    for head in kind.heads.finditer(masked.text) if kind.heads else ():
        following = re.match(r" ([\w'-]+)", masked.text[head.end() :])
        if following and (following.group(1) in listed("compound-tails") or is_noun(following.group(1))):
            continue
        if _ASKS.search(masked.text, 0, head.end()) and masked.text.startswith(" for ", head.end()):
            continue  # “the strategy calls for …”
        if _NOT_A_CALL.match(masked.text, head.start()) or _is_a_manner(masked.text, head):
            continue
        if _idiom().search(masked.text, 0, head.end()):
            continue
        if _AS.search(masked.text, 0, start_of_phrase(masked.text, head.start())):
            continue
        start = start_of_phrase(masked.text, head.start())
        before = masked.text[max(0, start - 16) : start]
        if (start == head.start() and _is_a_verb(masked.text, head)) or _is_any(masked.text, start, head.group()):
            continue
        if (
            head.group()[0].isupper()
            and not _DEFINITE.search(before)
            and start > 0
            and masked.text[0] != head.group()[0]
        ):
            continue  # part of a name
        found.append(Phrase(kind.type, start, head.end(), head.group().casefold(), bool(_DEFINITE.search(before))))
    return found


def _is_a_manner(text: str, head: re.Match[str]) -> bool:
    """True for “in partnership with”: how something is done, and no partnership of its own."""
    return text.startswith(" with ", head.end()) and _IN.search(text, 0, head.start()) is not None


def _is_any(text: str, start: int, head: str) -> bool:
    """True for “will support up to ten projects”: what an undertaking is to pay for is none of its own yet."""
    is_paid = start == 0 or re.search(_file()["paying"], text[:start]) is not None
    if re.search(_file()["paid-already"], text[:start]):
        return False
    return head.casefold() in listed("paid-for") and is_paid


def _is_a_verb(text: str, head: re.Match[str]) -> bool:
    """True for “to review progress”: behind “to”, with an object of its own, a noun is a verb."""
    if head.group() in ("funding", "co-funding") and _IS_DOING.search(text, 0, head.start()):
        return True  # “have been funding projects”
    if text[: head.start()].endswith((" will ", " shall ")):
        return True  # “will centre on”
    does = _DOES if head.group() in ("grants", "awards") else _AGENT_BEFORE
    if _OBJECT_BEHIND.match(text, head.end()) and does.search(text, 0, head.start()):
        return True  # “the foundation grants €3 million”
    if not head.group().endswith("s"):
        if _IS_TO_DO.search(text, 0, head.start()) and text.startswith(" with ‹", head.end()):
            return True
        if any(before.search(text, 0, head.start()) for before in (_IS_TO_DO, _DOES)):
            return _HAS_OBJECT.match(text, head.end()) is not None
    follows = re.match(r" (?!of |on |in |for |and |or |with |to |at |by |between )[\w‹]", text[head.end() :])
    return text[: head.start()].endswith(" to ") and not head.group().endswith("s") and follows is not None


def start_of_phrase(text: str, at: int) -> int:
    """Where the phrase that ends in this head begins: adjectives, nouns and states in front belong to it.

    Of “scientific and technological cooperation” both adjectives do.
    """
    start = _start_of_words(text, at)
    joined = _JOINED.search(text, max(0, start - 40), start) if _ADJECTIVE.match(text, start) else None
    return _start_of_words(text, joined.start("first")) if joined else start


_ADJECTIVE = re.compile(r"[a-z]+(?:ific|ical|al|ic|ive|ous|ary) (?=[a-z‹])")
_JOINED = re.compile(r"(?<![\w-])(?P<first>[a-z]+(?:ific|ical|al|ic|ive|ous|ary)) (?:and|or) $")


def _start_of_words(text: str, at: int) -> int:
    start = at
    for _ in range(_MOST_WORDS_BEFORE):
        before = _BEFORE.search(text, max(0, start - 60), start)
        if not before or not before.group(1).strip():
            break
        word = before.group(1)
        if word.startswith("‹"):
            if word[1] not in "ST":
                break
        elif _is_a_border(word, text, before.start()):
            break
        start = before.start()
    while start < at and text[start] in "-/ ":
        start += 1
    return start


def _is_a_border(word: str, text: str, at: int) -> bool:
    """True for a word that does not belong to the noun phrase behind it."""
    small = word.casefold()
    if small in words_of("stop-a-noun-phrase") or small in words_of("before-a-noun-phrase"):
        return True
    if small in aim_verbs() and _BEFORE_A_VERB.search(text, 0, at):
        return True
    if small in aim_verbs() - words_of("verb-or-noun") and text.endswith((" and ", " or ", ", ", "; ", ": "), 0, at):
        return True
    return (
        word[0].isdigit()
        or (word[0].isupper() and at == 0)
        or (small.endswith(("ed", "ing")) and "-" not in small and small not in words_of("verbal-adjectives"))
    )


def _verb_phrases(masked: Masked, kind: Kind) -> list[Phrase]:
    return [
        Phrase(
            kind.type,
            m.start("node"),
            m.end("node"),
            m.group("node").casefold(),
            False,
            kind.type in ("Meeting", "Cooperation"),
        )
        for pattern in kind.verbs
        for m in pattern.finditer(masked.text)
    ]


def _known(workbook: Workbook, masked: Masked, phrase: Phrase) -> str:
    """The undertaking that a definite phrase stands for: the last of its class with its head noun, or empty."""
    is_their_own = phrase.type == "Instrument" and masked.text.endswith(" their ", 0, phrase.start)
    if not phrase.is_definite or is_their_own:
        return ""
    before = masked.span(phrase.start, phrase.end).start
    head = _singular(phrase.head.split()[-1])
    plain = set(phrase.head.split()) - listed("numbered")  # “second round” may be one head
    modifiers = set(masked.words(phrase.start, phrase.end).casefold().split()) - plain
    if phrase.type == "Meeting" and modifiers & listed("ordinals"):
        return ""  # “its first meeting” is none of those before
    tells_more = re.match(r" (?:on|in(?! ‹L)|between|with|among|for) ", masked.text[phrase.end :])
    earlier = sorted((m for m in workbook.mentions if m.span.start < before), key=lambda m: -m.span.start)
    is_this = masked.text.casefold().startswith(("this ", "• this ")) and phrase.start < _AT_THE_HEAD
    if is_this and head in listed("whatever-it-is") and not modifiers - _EMPTY:
        return _spoken_of_before(workbook, masked, earlier)
    is_that = masked.text.startswith("That ") and phrase.start < _AT_THE_HEAD
    if is_that and head in listed("that-one") and not modifiers - _EMPTY:
        return _spoken_of_before(workbook, masked, earlier, is_last=True)
    for mention in earlier:
        entity = workbook.entities[mention.entity]
        if entity.label.startswith("working"):
            continue  # “by working side by side” is how, and not what
        words = entity.label.casefold().split()
        if phrase.head.endswith("s") and words and words[-1] == head:
            continue  # “the projects” are not the project before
        same_class = entity.type == phrase.type
        is_a_modifier = entity.type == "Instrument" and phrase.type != "Instrument"  # “association agreement”
        # a Meeting on Cooperation is no cooperation
        own = words if same_class else _COMPLEMENT.sub("", " ".join(words)).split()[-1:]
        has_head = any(_singular(w) == head for w in (words[-1:] if is_a_modifier else own))
        is_kin = same_class and (has_head or (phrase.type in ("Cooperation", "Meeting") and not tells_more))
        numbers = listed("numbered") & (set(words) | _words_before(workbook, mention))
        if listed("numbered") & modifiers - numbers and numbers:
            continue  # “the first call” is not the third
        if (is_kin or (has_head and entity.type in _NAMED)) and modifiers - _EMPTY <= set(words):
            return _main(earlier, entity.name, head) if phrase.type == "Funding" and not modifiers else entity.name
    instruments = {m.entity for m in earlier if workbook.kind(m.entity) == "I"}
    in_full = {
        name for name in instruments if workbook.entities[name].label.casefold() not in listed("short-instruments")
    }
    instruments = in_full or instruments  # “a memorandum of understanding (MoU)” is one
    if phrase.type == "Instrument" and len(instruments) == 1 and not modifiers - _EMPTY:
        (only,) = instruments
        kind = next((nouns for nouns in _instrument_nouns() if head in nouns), frozenset([head]))
        if kind & {_singular(word) for word in workbook.entities[only].label.casefold().split()}:
            return only
    if phrase.head == "document" and not modifiers - _EMPTY:
        return next((m.entity for m in earlier if workbook.kind(m.entity) == "I"), "")
    noun = "programme" if phrase.head.split()[-1] == "program" else phrase.head.split()[-1]
    if noun in listed("stand-ins") and not modifiers - _EMPTY:
        return next((m.entity for m in earlier if _may_stand_for(workbook, phrase, m.entity)), "")
    return ""


def _words_before(workbook: Workbook, mention: Mention) -> set[str]:
    """The two words in front of a mention: “the first” of “the first rounds”."""
    start = mention.span.start
    return set(workbook.source.text[max(0, start - 24) : start].casefold().split()[-2:])


def _spoken_of_before(workbook: Workbook, masked: Masked, earlier: list[Mention], *, is_last: bool = False) -> str:
    """The first undertaking of the sentence before: what “This exercise” at the head of a sentence stands for.

    “That pilot” stands for the last one.
    """
    found = [m for m in earlier if workbook.kind(m.entity) in "UNMGF" and m.entity not in workbook.groups]
    places = ((workbook.source.find_sentence(m.span), m) for m in found)
    before = [m for place, m in places if place and place.number == masked.sentence.number - 1]
    return before[0 if is_last else -1].entity if before else ""


def _main(earlier: list[Mention], latest: str, head: str) -> str:
    """The call that a text is about, where the last one spoken of was named once (“might join a fourth call”)."""
    told = Counter(mention.entity for mention in earlier)
    main = max(told, key=lambda name: (told[name] if _singular(name.split("-")[-1]) == head else 0, name))
    return main if told[latest] == 1 and told[main] > 2 else latest


def _may_stand_for(workbook: Workbook, phrase: Phrase, name: str) -> bool:
    """True where “the scheme” can be this undertaking: one with a name of its own, and money for “the call”."""
    entity = workbook.entities[name]
    last = entity.label.split()[-1]
    is_a_place = last.casefold() in read_rules("set-up")["heads"].split()  # “the call” is no observatory
    is_named = last[:1].isupper() and (not is_a_place or phrase.head.split()[-1] == "project")
    return is_named and entity.type in ("Programme", "Cooperation", "Undertaking", "Funding", phrase.type)


@cache
def _instrument_nouns() -> tuple[frozenset[str], ...]:
    """Nouns that stand for each other when one instrument is spoken of again: “the accord”, “the agreement”."""
    return tuple(frozenset(nouns) for nouns in _file()["one-instrument"])


_NAMED = ("Programme", "Instrument", "Strategy", "Meeting", "Funding", "Undertaking")
_EMPTY = frozenset(["new", "joint", "same", "first", "whole", "quantum", "earlier", "bilateral", "trilateral"]) | {
    f"{number}-year" for number in ("one", "two", "three", "four", "five", "six", "seven", "ten")
}


def _singular(word: str) -> str:
    if word == "programme":
        return "program"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
