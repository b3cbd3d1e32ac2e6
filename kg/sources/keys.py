"""Normal keys: what two ways to write one name have in common.

Knows spelling; refuses to know what any name stands for. Country words are never taken away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "}
)
"""Letters that no accent is taken off, since Unicode does not take them apart."""
_ACCENT = re.compile("[\u0300-\u036f]")
_JOINED = re.compile("[.'’‘ʼʻ`´·]")
"""Signs that stand inside a word: U.S., l’Environnement, Hawaiʻi."""
_APART = re.compile(r"[^\w\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+|_+")
"""All other punctuation; the vowel signs of Indian and South-East Asian letters are no punctuation."""


def normal_key(form: str) -> str:
    """The key of a form: small letters without accents and punctuation, “and” for &, American spelling.

    Keys of two stretches, joined by a blank, are the key of the whole, but for a sign that joins them.

    >>> normal_key("U.S. Programme & Centre")
    'us program and center'
    >>> normal_key("Conseil national de la recherche scientifique – Égypte")
    'conseil national de la recherche scientifique egypte'
    """
    return " ".join(map(_fold_word, _plain(form).split()))


def entry_key(form: str) -> str:
    """The key under which a register files a form: as `normal_key`, without a leading article.

    >>> entry_key("The Royal Society")
    'royal society'
    """
    key = normal_key(form)
    return key.removeprefix("the ")


def is_acronym(form: str) -> bool:
    """True for one word with more capitals than small letters: it names a thing only in exactly this form.

    >>> [is_acronym(form) for form in ("NSF", "U.S.", "DoE", "Fraunhofer", "a", "NASA Ames")]
    [True, True, True, False, False, False]
    """
    capitals = sum(map(str.isupper, form))
    return " " not in form and capitals > 1 and capitals > sum(map(str.islower, form))


def _plain(form: str) -> str:
    if form.isascii():
        folded = form.casefold().translate(_LETTERS)
    else:
        small = unicodedata.normalize("NFKD", form).casefold()  # 𝚨 has no small letter until it is taken apart
        apart = _ACCENT.sub("", unicodedata.normalize("NFKD", small))
        folded = unicodedata.normalize("NFC", apart.translate(_LETTERS))
    return _APART.sub(" ", _JOINED.sub("", folded))


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    pairs, endings = _spellings()
    if word in pairs:
        return pairs[word]
    for british, american in endings:
        if word.endswith(british):
            return word.removesuffix(british) + american
    return word


@cache
def _spellings() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Whole words, and endings, of `spelling.txt`."""
    lines = files(__package__).joinpath("spelling.txt").read_text("utf-8").splitlines()
    pairs = dict(line.split() for line in lines if line and not line.startswith("#"))
    endings = [(b[1:], a[1:]) for b, a in pairs.items() if b.startswith("-")]
    return {b: a for b, a in pairs.items() if not b.startswith("-")}, endings
