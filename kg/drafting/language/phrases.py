"""Cuts phrases out of a masked sentence: lists of noun phrases behind “on”, lists of purposes behind “to”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.drafting.language.lists import aim_verb_pattern, gerunds, words_of

_TOKEN = re.compile(r"‹[A-Z]\d+›|[\w£$€%&+/]+(?:[-'.][\w]+)*|[^\w\s]")
_TOPIC_LEAD = re.compile(
    r"\s*(?:(?:a |the )?(?:(?:joint|shared|common|mutual|key|priority|critical|strategic|broad) )?"
    r"(?:number of |range of |variety of )?"
    r"(?:areas?|fields?|topics?|themes?|subjects?|domains?|sectors?|disciplines|priorities|issues|challenges|research areas|"
    r"technologies|aspects|questions)"
    r"(?: of (?:mutual |common |shared )?interest| of research)?,? ?(?:such as|including|like|of|from|ranging from|as diverse as|related to|:)[ ,:]*)"
)
_MORE = re.compile(r"(?:such as|including|in particular|notably|especially|ranging from)\s+")
_TAIL = re.compile(
    r"(?:,? (?:which|while|whilst|whereas|where|as well as by|with the|said|says|added|according to|who|said)\b"
    r"| - |[.;:”\"“]|,? (?:in line with|under the|on behalf of|by 20\d\d|over the (?:next|coming)|in the (?:coming|next))\b"
    r"|, (?:‹|the ‹|he |she |they |it |we |both |and the ‹|and will\b|will\b|subject to|starting|beginning|making|bringing|building on|"
    r"reflecting|following|drawing)).*",
    re.DOTALL,
)


@dataclass(frozen=True)
class Phrase:
    """A stretch of the masked text."""

    start: int
    end: int


def noun_phrases(text: str, start: int, kinds: str = "T", stop: int | None = None) -> list[Phrase]:
    """The noun phrases of a list that begins at `start`: words, and names of these kinds; it ends where they do."""
    lead = _TOPIC_LEAD.match(text, start)
    at = lead.end() if lead else start
    items: list[list[tuple[int, int, str]]] = [[]]
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, at, len(text) if stop is None else stop)]
    index = 0
    while index < len(tokens):
        begin, end, word = tokens[index]
        more = _MORE.match(text, begin)
        if word.startswith("‹") and word[1] not in kinds:
            break
        if more and any(items):
            items.append([])
            index = next((i for i, t in enumerate(tokens) if t[0] >= more.end()), len(tokens))
            continue
        if word in (",", ";", "and", "or", "&", "nor"):
            if word == ";" and not _goes_on(tokens, index + 1):
                break
            items.append([])
        elif word in ("of", "for", "in") and items[-1] and _goes_on(tokens, index + 1):
            items[-1].append((begin, end, word))
        elif word.lower() in ("the", "a", "an") and (not items[-1] or items[-1][-1][2] in ("of", "for", "in")):
            if items[-1]:
                items[-1].append((begin, end, word))
        elif word.lower() in words_of("stop-a-noun-phrase") or not (word[0].isalnum() or word[0] == "‹"):
            break
        else:
            items[-1].append((begin, end, word))
        index += 1
    return [phrase for item in items if (phrase := _trim(item)) is not None]


def _goes_on(tokens: list[tuple[int, int, str]], index: int) -> bool:
    """True where the next token can go on a noun phrase."""
    if index >= len(tokens):
        return False
    word = tokens[index][2]
    if word.startswith("‹"):
        return word[1] == "T"
    return word.lower() in ("the", "and") or (word[0].isalnum() and word.lower() not in words_of("stop-a-noun-phrase"))


def _trim(item: list[tuple[int, int, str]]) -> Phrase | None:
    while item and item[-1][2] in ("of", "for", "in", "the"):
        item = item[:-1]
    if not item or not any(len(word) > 2 for _, _, word in item):
        return None
    return Phrase(item[0][0], item[-1][1])


def core_of(text: str, phrase: Phrase) -> Phrase:
    """A noun phrase without generic words in front: “research in QIS” is about QIS, “new sensors” about sensors."""
    words = [(m.start() + phrase.start, m.group()) for m in _TOKEN.finditer(text[phrase.start : phrase.end])]
    index = 0
    while index < len(words) - 1:
        word = words[index][1].lower()
        following = [w for _, w in words[index + 1 : index + 2]]
        if word in words_of("generic-heads") and following and following[0] in ("in", "on", "of", "for", "into"):
            index += 2
        elif (word in words_of("light-adjectives") and words[index + 1][1].startswith("‹")) or word == "the":
            index += 1
        else:
            break
    return Phrase(words[index][0], phrase.end) if words and index < len(words) else phrase


def purposes(text: str, start: int, end: int | None = None) -> list[Phrase]:
    """The purposes of a list that begins at `start`, behind “to”: each a verb in its base form with what follows."""
    return list(_split(text, start, end, aim_verb_pattern()))


def gerund_purposes(text: str, start: int, end: int | None = None) -> list[Phrase]:
    """The purposes of a list of -ing forms that begins at `start` (“aimed at training engineers and …”)."""
    verbs = "(?:" + "|".join(sorted(gerunds(), key=lambda w: (-len(w), w))) + r")\b"
    return list(_split(text, start, end, verbs))


def _split(text: str, start: int, end: int | None, verb: str) -> Iterator[Phrase]:
    stop = len(text) if end is None else end
    first = re.compile(
        rf"\s*(?:(?:also|further|better|help(?: to)?|jointly|both|collectively|then) )*(?={verb})"
    ).match(text, start, stop)
    if not first:
        return
    begin = (
        first.end() if "help" not in first.group() else first.start() + len(first.group()) - len(first.group().lstrip())
    )
    between = re.compile(rf"(?:[,;]? (?:and|or|as well as|while also)|[,;]) (?:to |also |further |then )*(?={verb})")
    cuts = [m for m in between.finditer(text, begin, stop)]
    cut_tail = _TAIL.search(text, begin, stop)
    while cut_tail and cut_tail.group()[0] in ";," and any(m.start() == cut_tail.start() for m in cuts):
        cut_tail = _TAIL.search(text, cut_tail.start() + 1, stop)
    last = cut_tail.start() if cut_tail else stop
    at = begin
    for cut in (m for m in cuts if m.start() < last):
        yield _stripped(text, at, cut.start())
        at = cut.end()
    yield _stripped(text, at, last)


def _stripped(text: str, start: int, end: int) -> Phrase:
    while end > start and text[end - 1] in " ,;:.":
        end -= 1
    return Phrase(start, end)
