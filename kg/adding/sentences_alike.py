"""How like two sentences are that hold the same quote, and whether what differs around it changes what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from kg.adding.alike import Tokens
from kg.model import Sentence, Source, Span

_NEAR = 12
"""How many tokens before and behind a quote are its surroundings."""
_FAR = 24
"""How many tokens before and behind a sentence are its place."""
LIKE = 0.5
"""From which likeness on a place counts as the same; held against 500 mutations (tests/adding/test_carrying.py)."""
_SHORT_GAP, _SAME_GAP = 6, 0.7
_SHOWN = 60.0
"""From which likeness (per cent) on words are shown as the nearest."""
RIVAL = 0.6
"""From which likeness on a sentence may be another one in its changed form."""


@dataclass(frozen=True)
class Context:
    """What stands around the quotes of a claim.

    The tokens of their sentence; those right before and behind the quotes; those before and behind the sentence.
    """

    sentence: tuple[str, ...]
    near: tuple[tuple[str, ...], tuple[str, ...]]
    far: tuple[tuple[str, ...], tuple[str, ...]]


def context_of(tokens: Tokens, sentence: Sentence, spans: tuple[Span, ...]) -> Context:
    """The context of spans, which stand in this sentence."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    near = tokens.before(start, _NEAR), tokens.behind(end, _NEAR)
    far = tokens.before(sentence.span.start, _FAR), tokens.behind(sentence.span.end, _FAR)
    return Context(
        tuple(tokens.within(sentence.span)), (tuple(near[0]), tuple(near[1])), (tuple(far[0]), tuple(far[1]))
    )


def likeness(one: Context, other: Context) -> float:
    """From 0 to 1: half for the sentence, a quarter for what is near the quotes, a quarter for the sentence's place."""
    return (
        0.5 * ratio(one.sentence, other.sentence)
        + 0.25 * _sides(one.near, other.near)
        + 0.25 * place_likeness(one, other)
    )


def place_likeness(one: Context, other: Context) -> float:
    """How like what stands before and behind two sentences is, from 0 to 1."""
    return _sides(one.far, other.far)


def differing(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The tokens that one sentence has and the other has not, in its order; and the reverse."""
    gone: list[str] = []
    come: list[str] = []
    for operation in Indel.opcodes(one, other):
        if operation.tag in ("delete", "replace"):
            gone += one[operation.src_start : operation.src_end]
        if operation.tag in ("insert", "replace"):
            come += other[operation.dest_start : operation.dest_end]
    return gone, come


def governing_change(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Why the sentence around a quote says something else now, or an empty string."""
    gone, come = differing(one, other)
    for words, what in ((come, "now says"), (gone, "no longer says")):
        found = next((word for word in words if _governs(word)), "")
        if found:
            return f"its sentence {what} “{found}”"
    return ""


def names_change(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Which name or number came or went, or an empty string."""
    gone, come = differing(one, other)
    found = next((word for word in (*gone, *come) if word[:1].isupper() or word[:1].isdigit()), "")
    return f"its sentence changed at “{found}”" if found else ""


@dataclass(frozen=True)
class Quoted:
    """The quotes of a claim in their sentence: spans in the order of the text."""

    tokens: Tokens
    sentence: Span
    spans: tuple[Span, ...]

    @property
    def sides(self) -> tuple[list[str], list[str]]:
        """What stands in the sentence before the first quote, nearest first, and behind the last."""
        before = self.tokens.within(Span(self.sentence.start, self.spans[0].start))
        return before[::-1], self.tokens.within(Span(self.spans[-1].end, self.sentence.end))

    @property
    def gaps(self) -> list[tuple[str, ...]]:
        """What stands between each quote and the next."""
        return [tuple(self.tokens.within(Span(a.end, b.start))) for a, b in pairwise(self.spans)]


def joint_change(old: Quoted, new: Quoted) -> str:
    """Why what stands right beside the quotes, or between them, has them say something else now; or nothing.

    Two words on either side count, up to the next mark: “Friends of” before “the Institute signed”, or “in principle”
    behind it, make it say something else.
    """
    for one, other in zip(old.sides, new.sides, strict=True):
        word = next((a or b for a, b in zip(_beside(one), _beside(other), strict=True) if a != b), "")
        if word:
            return f"“{word}” came or went right beside its words"
    is_joined_otherwise = any(_gap_changed(a, b) for a, b in zip(old.gaps, new.gaps, strict=True))
    return "the words between its quotes have changed" if is_joined_otherwise else ""


def nearest_to(source: Source, words: str) -> str:
    """The words of a text that are most like these, with the number of their sentence; empty where none are near."""
    text = source.text
    found = partial_ratio_alignment(words, text, score_cutoff=_SHOWN)
    if found is None or found.dest_end <= found.dest_start:
        return ""
    start, end = found.dest_start, found.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    near = " ".join(text[start:end].split())
    sentence = source.find_sentence(Span(start, start + 1))
    return f"{near}      (sentence {sentence.number})" if sentence else near


def ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How like two runs of tokens are, from 0 to 1 (longest common subsequence, by rapidfuzz)."""
    return float(Indel.normalized_similarity(one, other))


def _beside(side: list[str]) -> tuple[str, str]:
    words = [key if key[:1].isalnum() else "" for key in side[:2]]
    first, second = (*words, "", "")[:2]
    return first, second if first else ""


def _gap_changed(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """True where two quotes of one claim are joined by other words: any change where few stand between them."""
    is_much = min(len(old), len(new)) < _SHORT_GAP or ratio(old, new) < _SAME_GAP
    return old != new and (is_much or bool(names_change(old, new)))


def _sides(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> float:
    """The mean of both sides; where a text begins or ends, the side that there is."""
    found = [ratio(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return sum(found) / len(found) if found else 0.0


def _governs(word: str) -> bool:
    lower = word.lower()
    return lower in _governing() or lower.endswith("n't")


@cache
def _governing() -> frozenset[str]:
    lines = files(__package__).joinpath("governing.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
