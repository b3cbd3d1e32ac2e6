"""The gate of manner: words that exclude or make possible are never passed over in silence.

A claim that quotes one, or whose quote was cut just behind one, says how it is told; the words are the cues of the
closed lists, so that they are read from the ontology and not from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.claims.file import Saying
from kg.claims.quotes import Placed
from kg.keys import Keys
from kg.model import Source
from kg.vocabulary import Vocabulary

_BREAK = re.compile(r"[.,;:!?()\[\]–—“”\"]")
_MONTH = re.compile(r"May \d")
_NEAR = 3
"""How many words before a quote are looked at, within the same stretch between punctuation marks."""


def words_before(source: Source, placed: Placed) -> list[str]:
    """The last three words before each quote, up to the nearest punctuation mark or the sentence's beginning."""
    sentence = source.find_sentence(placed.spans[0])
    start = sentence.span.start if sentence else 0
    heads = [_BREAK.split(source.text[start : span.start])[-1] for span in placed.spans]
    return [" ".join(head.split()[-_NEAR:]) for head in heads]


def check_manner(saying: Saying, quotes: list[str], heads: list[str], vocabulary: Vocabulary, keys: Keys) -> None:
    """Findings E048, E049 and E058 for a saying whose quotes, or the words before them, tell another manner."""
    excluding = vocabulary.scheme("polarity")["excluded"].cues
    polarity = saying.setting("polarity")
    if polarity == "excluded" and not find_cue(quotes, excluding):
        do = f"quote the word that excludes it: {', '.join(excluding[:5])} …"
        keys.add(polarity.place, "E048", saying.shown, do=do, claim=saying.shown)
    manners = [
        ("polarity", "E049", excluding, "excluded", "affirmed"),
        ("told-as", "E058", vocabulary.scheme("told-as")["possible"].cues, "possible", "fact"),
    ]
    for key, code, cues, yes, no in manners:
        cue = find_cue([*quotes, *heads], cues)
        if cue and not saying.setting(key):
            found = f"“{cue}” in or before: {' … '.join(quotes)}"
            do = f"write `{key}: {yes}`, or `{key}: {no}` where the words say it all the same"
            keys.add(saying.place, code, found, do=do, claim=saying.shown)


def find_cue(texts: Iterable[str], cues: Iterable[str]) -> str:
    """The first of the cues that stands in one of the texts as whole words, or an empty string.

    Small letters alone count, but for the first letter of a text that begins with no month; apostrophes of both forms
    are one.

    >>> find_cue(["Not all of it"], ["not"]), find_cue(["in May"], ["may"]), find_cue(["isn’t"], ["isn't"])
    ('not', '', "isn't")
    """
    known = tuple(cues)
    standing = {cue for text in texts for cue in _standing(text, known)}
    return next((cue for cue in known if cue in standing), "") if standing else ""


@lru_cache(maxsize=1024)
def _standing(text: str, cues: tuple[str, ...]) -> frozenset[str]:
    """The cues that stand in a text; many claims quote the same words."""
    folded = (text if _MONTH.match(text) else text[:1].lower() + text[1:]).replace("’", "'")
    return frozenset(_cues(cues).findall(folded))


@cache
def _cues(cues: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all cues, the longest first; each is found even where another one overlaps it."""
    longest = sorted(cues, key=lambda cue: (-len(cue), cue))
    return re.compile(rf"(?<![\w'])(?=({'|'.join(map(re.escape, longest))})(?![\w']))")
