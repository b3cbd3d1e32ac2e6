"""When a page changes, reviewed claims are carried over where they still stand, and nowhere else: 500 mutations."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from support import ROOT

sys.path.insert(0, str(Path(__file__).parent))
from layouts import LAYOUTS, TITLE
from mutations import NEW, Mutated, mutate

from kg.adding.alike import keys
from kg.adding.renew import _Renewal
from kg.claims.statement import Checked, read_statement
from kg.model import Claim, Span
from kg.project import Project
from kg.register import Register, read_register
from kg.sources.ingest.canonical import to_canonical
from kg.sources.ingest.html import read_html
from kg.vocabulary import Vocabulary, read_vocabulary

STATEMENTS = [
    (ROOT, "us-uk-quantum-2021"),
    *(
        (ROOT / "tests/invented", name)
        for name in ("tide-accord-2020", "tide-accord-progress-2021", "coast-institute-2023")
    ),
]
MUTATIONS = 500
PAGES = ["", *LAYOUTS]
"""The text itself, and pages of each layout, in turn."""


@dataclass
class Tally:
    """What became of claims over many mutations."""

    expected: int = 0
    carried: int = 0
    refused: int = 0
    copies: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: dict[str, int] = field(default_factory=dict)


@cache
def project(root: Path) -> tuple[Project, Register, Vocabulary]:
    own = Project(root)
    vocabulary = read_vocabulary(own.ontology_folder)
    return own, read_register(own.register_folder, vocabulary, own.show, own.catalogue)[0], vocabulary


@cache
def reviewed(root: Path, name: str) -> Checked:
    own, register, vocabulary = project(root)
    return read_statement(own.statements_folder / name, register, vocabulary, own.show)


def canonical(mutated: Mutated, layout: str) -> tuple[str, list[int]]:
    """The mutated text as it is frozen, with the origin of each character: words keep theirs, white space has none.

    With a layout, the text is put into a page of it and read from there.
    """
    body = mutated.text
    if layout and "menus" not in mutated.kinds:
        paragraphs = [part for part in re.split(r"\n\s*\n", body) if part.strip()]
        body = read_html(LAYOUTS[layout](TITLE, paragraphs).encode(), "").text
    text, _ = to_canonical(body)
    origins = [NEW] * len(text)
    letters = [(c, o) for c, o in zip(mutated.text, mutated.origins, strict=True) if not c.isspace()]
    places = [at for at, c in enumerate(text) if not c.isspace()][-len(letters) :]  # behind the headline
    assert [text[at] for at in places] == [c for c, _ in letters]
    for at, (_, origin) in zip(places, letters, strict=True):
        origins[at] = origin
    return text, origins


def image(span: Span, old: str, copies: dict[int, list[int]]) -> list[tuple[int, int]]:
    """Where the letters of a span stand now: (new offset, origin) of each of its characters that are still there.

    `copies` has the new offsets of each origin.
    """
    letters = [at for at in range(span.start, span.end) if not old[at].isspace()]
    return sorted((at, origin) for origin in letters for at in copies.get(origin, ()))


def is_whole(span: Span, old: str, new: str, copies: dict[int, list[int]]) -> bool:
    """True where all words of a span still stand, in order, with nothing between them."""
    found = image(span, old, copies)
    wanted = [at for at in range(span.start, span.end) if not old[at].isspace()]
    if sorted({origin for _, origin in found}) != wanted:
        return False
    stretch = new[found[0][0] : found[-1][0] + 1]
    return keys(stretch) == keys(old[span.start : span.end])


def judge(
    claim: Claim,
    old: str,
    tally: Tally,
    renewal: _Renewal,
    mutated: Mutated,
    origins: list[int],
    copies: dict[int, list[int]],
    now: Claim | None,
) -> None:
    new = renewal.new
    whole = all(is_whole(span, old, new.text, copies) for span in claim.spans)
    places = [image(span, old, copies) for span in claim.spans]
    sentences = {found.number if (found := new.find_sentence(Span(p[0][0], p[-1][0] + 1))) else 0 for p in places if p}
    sentence = renewal.old.source.sentences[claim.sentence - 1].span
    negated = any(sentence.start <= at < sentence.end for at in mutated.negated)
    stands = whole and len(sentences) == 1 and 0 not in sentences and not negated
    tally.expected += stands
    if now is None:
        tally.refused += not stands
        if stands:
            key = " + ".join(sorted(mutated.kinds))
            tally.missed[key] = tally.missed.get(key, 0) + 1
        return
    moved = [[origins[at] for at in range(s.start, s.end) if not new.text[at].isspace()] for s in now.spans]
    expected = [[origin for _, origin in p] for p in places]
    same_sentence = keys(new.words(new.sentences[now.sentence - 1].span)) == keys(old[sentence.start : sentence.end])
    is_copy = same_sentence and moved != expected and stands
    tally.copies += is_copy
    is_right = (whole and not negated and moved == expected) or is_copy
    if is_right:
        tally.carried += stands
    else:
        words = " … ".join(new.words(span) for span in now.spans)
        tally.wrong.append(f"{mutated.kinds}: {' … '.join(old[s.start : s.end] for s in claim.spans)} → {words}")


def run(count: int, first: int = 0) -> Tally:
    tally = Tally()
    for seed in range(first, first + count):
        root, name = STATEMENTS[seed % len(STATEMENTS)]
        own, register, vocabulary = project(root)
        checked = reviewed(root, name)
        assert checked.statement is not None
        old = checked.statement.source.text
        mutated = mutate(old, seed)
        text, origins = canonical(mutated, PAGES[seed % len(PAGES)])
        copies: dict[int, list[int]] = {}
        for at, origin in enumerate(origins):
            copies.setdefault(origin, []).append(at)
        renewal = _Renewal(own, own.statements_folder / name, checked, text, "2026-11-26", register, vocabulary)
        pairs = renewal.survivors()
        for claim in checked.statement.claims:
            judge(claim, old, tally, renewal, mutated, origins, copies, pairs.get(claim.name))
    return tally


@pytest.fixture(scope="module")
def tally() -> Tally:
    return run(MUTATIONS)


def test_nothing_is_ever_carried_to_other_words(tally: Tally) -> None:
    assert tally.wrong == []


def test_nearly_all_that_still_stands_is_carried_over(tally: Tally) -> None:
    assert tally.expected > 10_000
    assert tally.carried / tally.expected >= 0.95, sorted(tally.missed.items(), key=lambda pair: -pair[1])[:20]


def test_of_a_repeated_sentence_the_one_in_the_old_place_is_meant(tally: Tally) -> None:
    assert tally.copies / tally.expected < 0.01


def test_mutations_that_change_words_are_among_them(tally: Tally) -> None:
    assert tally.refused > 300
