"""Mutations of a text as pages change: each character knows where it comes from, so that the truth is known.

A text is a list of characters with their origins (offsets of the text before; -1 for what is new). A sign that takes
another's place keeps its origin, since it stands for the same; a changed word does not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

NEW = -1
Chars = list[tuple[str, int]]
Mutation = Callable[[Chars, random.Random], Chars]

INSERTED = [
    "The harbour was opened to visitors on Sunday, and the mayor thanked all who had come.",
    "For media enquiries, write to the press office of Port Lumen.",
    "This page was last updated in spring; an earlier state is kept in the archive.",
    "Notes to editors: pictures of the ceremony are free to use when the photographer is named.",
    "A reception followed, with tea, small glass fish, and music by the harbour band.",
]
MENU = ["Skip to main content", "Home", "News and communications", "Publications", "Contact", "Share this page"]
NEGATIONS = ["not", "never", "no longer", "hardly"]
OTHERS = ["lanterns", "harbour", "glassy", "tidal", "early"]
PLAIN = ["gladly", "jointly", "this year", "in Port Lumen", "together", "again"]


@dataclass(frozen=True)
class Mutated:
    """A mutated text, its characters with their origins, and the sentences (start offsets) that were negated."""

    text: str
    origins: tuple[int, ...]
    negated: frozenset[int]
    kinds: tuple[str, ...]


def mutate(text: str, seed: int) -> Mutated:
    """One to five mutations, chosen and placed by the seed."""
    rng = random.Random(seed)
    chars: Chars = [(character, at) for at, character in enumerate(text)]
    kinds = tuple(rng.sample(list(KINDS), rng.randint(1, 5)))
    negated: set[int] = set()
    for kind in kinds:
        before = chars
        chars = KINDS[kind](chars, rng)
        if kind == "negate":
            negated |= _around_new(before, chars)
    return Mutated("".join(c for c, _ in chars), tuple(o for _, o in chars), frozenset(negated), kinds)


def _around_new(before: Chars, after: Chars) -> set[int]:
    """The origin of the character behind what was inserted, where it was inserted into old words."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return {before[at][1]} if at and NEW not in (before[at][1], before[at - 1][1]) else set()


def _signs(table: dict[str, str]) -> Mutation:
    def change(chars: Chars, rng: random.Random) -> Chars:
        return [(new, origin) for sign, origin in chars for new in table.get(sign, sign)]

    return change


def _curly(chars: Chars, rng: random.Random) -> Chars:
    """Straight marks become curly: opening behind white space, closing elsewhere."""
    out: Chars = []
    for at, (sign, origin) in enumerate(chars):
        opens = at == 0 or chars[at - 1][0] in " \n([—–"
        out.append(({'"': "“" if opens else "”", "'": "‘" if opens else "’"}.get(sign, sign), origin))
    return out


def _blanks(choices: list[str], share: float) -> Mutation:
    def change(chars: Chars, rng: random.Random) -> Chars:
        out: Chars = []
        for sign, origin in chars:
            new = rng.choice(choices) if sign == " " and rng.random() < share else sign
            out += [(one, origin) for one in new]
        return out

    return change


def _unwrap(chars: Chars, rng: random.Random) -> Chars:
    """Single line breaks become blanks."""
    out = list(chars)
    for at in range(1, len(out) - 1):
        if out[at][0] == "\n" and "\n" not in (out[at - 1][0], out[at + 1][0]):
            out[at] = (" ", out[at][1])
    return out


def _blocks(chars: Chars) -> list[Chars]:
    text = "".join(c for c, _ in chars)
    cuts = [0, *(m.end() for m in re.finditer(r"\n\s*\n", text)), len(text)]
    return [chars[a:b] for a, b in pairwise(cuts) if a < b]


def _paragraphs(chars: Chars) -> list[Chars]:
    """Blocks, or, where a text has hardly any, its lines that end a sentence."""
    blocks = _blocks(chars)
    if len(blocks) > 4:
        return blocks
    text = "".join(c for c, _ in chars)
    cuts = [0, *(m.end() for m in re.finditer(r"[.”]\s*\n(?=[A-Z])", text)), len(text)]
    return [chars[a:b] for a, b in pairwise(cuts) if a < b]


def _fresh(words: str) -> Chars:
    return [(character, NEW) for character in words]


def _insert(chars: Chars, rng: random.Random) -> Chars:
    parts = _paragraphs(chars)
    at = rng.randint(0, len(parts))
    return [c for part in [*parts[:at], _fresh(f"\n\n{rng.choice(INSERTED)}\n\n"), *parts[at:]] for c in part]


def _reorder(chars: Chars, rng: random.Random) -> Chars:
    parts = [[*part, *_fresh("\n\n")] for part in _paragraphs(chars)]
    if len(parts) > 2:
        one, other = rng.sample(range(len(parts)), 2)
        parts[one], parts[other] = parts[other], parts[one]
    return [c for part in parts for c in part]


def _menus(chars: Chars, rng: random.Random) -> Chars:
    above, below = rng.sample(MENU, 3), rng.sample(MENU, 2)
    return [*_fresh("\n\n".join(above) + "\n\n"), *chars, *_fresh("\n\n" + "\n\n".join(below) + "\n")]


def _sentences(chars: Chars) -> list[tuple[int, int]]:
    text = "".join(c for c, _ in chars)
    return [(m.start(), m.end()) for m in re.finditer(r"[A-Z“][^\n.!?]{30,400}[.!?]”?(?=\s)", text)]


def _teaser(chars: Chars, rng: random.Random) -> Chars:
    """The first sentences once more at the top, as a lead or a list of highlights."""
    found = _sentences(chars)
    if not found:
        return chars
    start, end = rng.choice(found)
    words = "".join(c for c, _ in chars[start:end])
    if words.count("“") != words.count("”") or words.count('"') % 2:
        return chars
    copy = _fresh(words + "\n\n")
    return [*copy, *chars] if rng.random() < 0.5 else [*chars, *_fresh("\n\n"), *copy]


def _small_words(chars: Chars) -> list[tuple[int, int]]:
    text = "".join(c for c, _ in chars)
    return [(m.start(), m.end()) for m in re.finditer(r"(?<=[a-z] )[a-z]{4,12}(?= [a-z])", text)]


def _add_word(words: list[str]) -> Mutation:
    def change(chars: Chars, rng: random.Random) -> Chars:
        places = _small_words(chars)
        if not places:
            return chars
        at = rng.choice(places)[0]
        return [*chars[:at], *_fresh(f"{rng.choice(words)} "), *chars[at:]]

    return change


def _replace_word(chars: Chars, rng: random.Random) -> Chars:
    places = _small_words(chars)
    if not places:
        return chars
    start, end = rng.choice(places)
    words = [word for word in OTHERS if word != "".join(c for c, _ in chars[start:end])]
    return [*chars[:start], *_fresh(rng.choice(words)), *chars[end:]]


def _pattern(pattern: str, make: Callable[[str, random.Random], str]) -> Mutation:
    def change(chars: Chars, rng: random.Random) -> Chars:
        found = list(re.finditer(pattern, "".join(c for c, _ in chars)))
        if not found:
            return chars
        match = rng.choice(found)
        words = make(match.group(), rng)
        return [*chars[: match.start()], *_fresh(words), *chars[match.end() :]]

    return change


def _other_number(words: str, rng: random.Random) -> str:
    return str(int(re.sub(r"\D", "", words)[:6]) + rng.randint(1, 9))


def _drop_sentence(chars: Chars, rng: random.Random) -> Chars:
    found = _sentences(chars)
    if not found:
        return chars
    start, end = rng.choice(found)
    return [*chars[:start], *chars[end:]]


KINDS: dict[str, Mutation] = {
    "straight marks": _signs({"“": '"', "”": '"', "’": "'", "‘": "'"}),
    "curly marks": _curly,
    "long dashes": _signs({"–": "—"}),
    "short dashes": _signs({"–": "-", "—": "-"}),
    "points": _signs({"…": "..."}),
    "non-breaking": _blanks(["\u00a0", "\u202f"], 0.2),
    "wide blanks": _blanks(["  ", " \t"], 0.1),
    "line breaks": _blanks(["\n"], 0.08),
    "unwrapped": _unwrap,
    "a paragraph more": _insert,
    "another paragraph more": _insert,
    "reordered": _reorder,
    "menus": _menus,
    "teaser": _teaser,
    "a word more": _add_word(PLAIN),
    "another word": _replace_word,
    "another number": _pattern(r"\b\d[\d,.]*\d\b|\b\d\b", _other_number),
    "another name": _pattern(
        r"(?<=[a-z] )[A-Z][a-z]{3,}(?=[ ,.])", lambda words, rng: rng.choice(["Lumen", "Quayside"])
    ),
    "negate": _add_word(NEGATIONS),
    "a sentence less": _drop_sentence,
}
