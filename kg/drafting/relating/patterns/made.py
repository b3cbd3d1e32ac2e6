"""Finds the phrases that name an undertaking by their place, whatever their noun: what is made, run or ended.

“will install a shared buoy array”, “Sea trials are due to begin in Brest”. The verbs stand in `rules/made.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.drafting.relating.language.lists import aim_verbs
from kg.drafting.relating.language.tries import one_of
from kg.drafting.relating.language.verbs import gerund_of, past_of, present_of
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.rule_files import read_rules

_DETERMINER = (
    r"(?:(?:the|an?|(?:its|their|our) (?:own|first|second|third|next|last|new|joint|annual)|"
    r"this|these|another|each|every|both|some|several|many|up to|at least|more than|around|about|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|the first|the second|a first|a second|"
    r"a number of|a series of|a set of|a range of|a total of|the new|new|joint|shared|common|first) )"
)
_WORD = r"[a-z][\w'-]*"
_BEHIND = (
    r"(?: \([^()]*\))?(?: (?:for|of|on|in|at|with|between|by|to|from|into|under|hosted by|led by)"
    r" (?:[^.;:‹›,]|‹[A-Z]\d+›){1,90}?)?(?:, (?:[^.;:‹›,]|‹[A-Z]\d+›){3,70}?,)?"
)

_PLAIN = re.compile(r"[a-z]{3,}(?<!s)(?<!ed)(?<!ing)(?<!ly)")
BULLETS = "•▪◦●■‣·–—-*"
_LIST = 900
"""How many signs before an item the words may stand that lead to the list."""
_REACH = 60
"""How many signs before a verb the words may stand that make it one of a fact or a plan."""


def made_phrases(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a masked sentence that are made, run or ended, in no order."""
    yield from _objects(text)
    if _told().search(text):
        yield from (match.span("new" if match.group("new") else "node") for match in _subject().finditer(text))
    yield from (match.span("node") for match in _behind_noun().finditer(text))
    if " with " in text:
        yield from (match.span("node") for match in _expected().finditer(text))


def is_noun(word: str) -> bool:
    """True for a small word that, right behind a noun, can only be the noun of the whole: “exchange places”."""
    return word not in _no_nouns() and _PLAIN.fullmatch(word) is not None


@cache
def _no_nouns() -> frozenset[str]:
    file = read_rules("made")
    return frozenset(f"{file['ends']} {file['no-tail']}".split()) | aim_verbs()


def made_items(masked: Masked) -> Iterator[tuple[int, int]]:
    """What a bullet begins with, where what leads to the list tells of undertakings: “The fund will support: …”."""
    at = masked.sentence.span.start
    if masked.source.text[at] in BULLETS and _leads_to_items().search(masked.source.text, max(0, at - _LIST), at):
        found = _item().match(masked.text)
        if found:
            yield found.span("node")


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """What is made: the object of a verb whose clause tells a fact or a plan, and no purpose."""
    for verb in _verb().finditer(text):
        form = verb.group(1).casefold()
        start = max(0, verb.start() - _REACH)
        is_finite = any(form in forms and before.search(text, start, verb.start()) for forms, before in _finite())
        found = _object().match(text, verb.end()) if is_finite else None
        while found:
            yield found.span("node")
            found = _another().match(text, found.end())  # “a training course, two field stations and …”


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({one_of({form for forms in _forms() for form in forms})})(?= [\w‹])")


@cache
def _finite() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """For the forms of the verbs, the words before them that tell a fact or a plan."""
    file = read_rules("made")
    adverbs = rf"(?: (?:{file['adverbs']}))* $"
    base, gerund, past, present = (frozenset(forms) for forms in _forms())
    return (
        (base, re.compile(rf"\b(?:{file['finite-before-base']}){adverbs}")),
        (gerund, re.compile(rf"\b(?:{file['finite-before-gerund']}){adverbs}")),
        (past, re.compile(rf"(?:{_edged(file['finite-before-past'])}){adverbs}")),
        (present, re.compile(rf"›{adverbs}")),
    )


@cache
def _object() -> re.Pattern[str]:
    making_of = read_rules("made")["making-of"].strip()
    return re.compile(rf" {making_of}(?:{_DETERMINER}){{1,3}}(?P<node>{_phrase()}|{_name()})")


@cache
def _behind_noun() -> re.Pattern[str]:
    nouns = read_rules("made")["making-nouns"].strip()
    return re.compile(rf"(?:{nouns}) (?:{_DETERMINER}){{1,3}}(?P<node>{_phrase()}|{_name()})")


@cache
def _name() -> str:
    """A pattern for a name that no list knows, its last word none of `never`: “the Baltic Light Beamline”."""
    never = one_of(" ".join(read_rules("made")[key] for key in ("never", "never-subject")).split())
    word = r"[A-Z][a-z][\w'-]*"
    return rf"(?:{word} )(?:{word} ){{0,3}}(?!(?i:{never})(?![\w'-])){word}(?! ?[A-Z‹(])(?![\w'-])"


@cache
def _another() -> re.Pattern[str]:
    return re.compile(
        r"(?: (?:for|of|on|in|at) (?:[^.;:‹›,]|‹[A-Z]\d+›){1,60}?)?(?:,|,? and|, as well as|, plus) "
        rf"(?:{_DETERMINER}){{1,3}}(?P<node>{_phrase()})(?! (?:will|is|are|has|have|was|were|may|can|would)\b)"
    )


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf" *(?:[Uu]p to |[Aa]bout |[Ss]ome )?(?:(?i:{_DETERMINER})){{1,3}}(?P<node>{_phrase()})")


@cache
def _leads_to_items() -> re.Pattern[str]:
    return re.compile(read_rules("made")["leads-to-items"].strip())


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|(?<=[.;:,•] )|(?<=\band )|(?<=\bwhile )|(?<=\bthat )|(?<=\d\. ))"
        rf"(?:(?:[Aa]n?|[Aa]nother) (?P<new>{_phrase(first=True, new=True)})|"
        r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hese|[Bb]oth|[Tt]wo|[Tt]hree) )?"
        rf"(?P<node>{_phrase(first=True)})){_BEHIND}(?:{_told().pattern})"
    )


@cache
def _told() -> re.Pattern[str]:
    """What tells of a subject that it begins, runs, ends or is made."""
    said = re.sub(r"\|\s+", "|", read_rules("made")["begins-or-ends"]).replace("{PAST}", one_of(_forms()[2]))
    return re.compile(rf" (?:{said})")


@cache
def _expected() -> re.Pattern[str]:
    return re.compile(rf"\bwith (?:{_DETERMINER})?(?P<node>{_phrase()}) {read_rules('made')['with-due']}")


@cache
def _phrase(*, first: bool = False, new: bool = False) -> str:
    """A pattern for up to five words that can be a noun phrase, and the last of them no word of `never`."""
    file = read_rules("made")
    never = one_of(" ".join([file["never"], *([file["never-subject"]] if first and not new else [])]).split())
    ends = one_of(file["ends"].split())
    participle = r"[a-z]+(?<!se)(?<!te)(?<!fe)(?<!testb)(?<!sh)ed"
    word = rf"(?:‹[TS]\d+›|(?!(?:{ends})(?![\w'-])){_WORD})"
    last = rf"(?!(?:{ends}|{never}|{participle}|\w+ly|\w+ing)(?![\w'-])){_WORD}"
    begin = rf"(?:{word} |[A-Z][a-z-]+ ){{0,4}}?" if first else rf"(?:{word} ){{0,4}}?"
    only = rf"(?:(?i:{file['light']}) of (?:{word} ){{0,2}}?{_WORD}|{last})"
    if first:
        only = rf"(?:{only}|(?!(?i:{ends}|{never})(?![\w'-]))[A-Z][a-z-]{{4,}})"
    goes_on = "" if first else rf"(?! (?!(?:{ends}|{participle})(?![\w'-]))[a-z‹])"
    return rf"{begin}{only}{goes_on}(?![\w'-])"


def _edged(words: str) -> str:
    """Alternatives, those of letters as whole words."""
    return "|".join(rf"\b{word}" if word[0].isalpha() else rf"(?<={word})" for word in words.split("|"))


@cache
def making_pattern() -> str:
    """A pattern for any form of a verb of making, running or ending, but not of paying."""
    return one_of({form for forms in _forms("making") for form in forms}) + r"(?![\w-])"


@cache
def _forms(*keys: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Base, -ing, past and present forms of the verbs."""
    forms: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
    file = read_rules("made")
    for entry in " ".join(file[key] for key in keys or ("making", "paying")).split():
        verb, *irregular = (word.replace("_", " ") for word in entry.split(":"))
        head, _, tail = verb.partition(" ")
        rest = f" {tail}" if tail else ""
        forms[0].append(verb)
        forms[1].append(gerund_of(head) + rest)
        forms[2].extend(irregular or [past_of(head) + rest])
        forms[3].extend([verb, present_of(head) + rest])
    return forms
