"""docs/core-pattern.svg: from the words of a sentence to a claim, a plain triple and an inference, with real data.

Drawn from top to bottom, so that it stays legible on a phone. Words are text, not outlines; the colours follow the
reader's choice of light or dark.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import terms
from making.chosen import Chosen
from making.markup import Content, Markup, join, tag

WIDTH, MARGIN, LINE = 640, 16, 24
_ROOM = 55
"""Characters of a line of the sentence: few enough for the widest of the fonts, in bold."""

STYLE = """
svg { --ground: #ffffff; --card: #f4f6f8; --ink: #16202a; --quiet: #515d68; --rule: #9aa6b1; --read: #0b57b7;
  --plain: #007a59; --inferred: #8a4b00;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
@media (prefers-color-scheme: dark) { svg { --ground: #10161d; --card: #1a232d; --ink: #eef2f6; --quiet: #a9b5c0;
  --rule: #5c6975; --read: #7cc4ff; --plain: #2cc79a; --inferred: #f0b45c; } }
.ground { fill: var(--ground); }
.card { fill: var(--card); stroke: var(--rule); }
.node { fill: var(--ground); stroke: var(--plain); stroke-width: 2; }
text { font-size: 17px; fill: var(--ink); }
.small { font-size: 14px; fill: var(--quiet); }
.title { font-weight: 700; }
.quote { font-weight: 700; fill: var(--read); }
.middle { text-anchor: middle; }
.arrow { stroke: var(--quiet); stroke-width: 1.5; fill: none; }
.says { stroke: var(--plain); stroke-width: 2; fill: none; }
.follows { stroke: var(--inferred); stroke-width: 2; stroke-dasharray: 9 5; fill: none; }
.head { fill: var(--quiet); } .head-says { fill: var(--plain); } .head-follows { fill: var(--inferred); }
.small.plain, .plain { fill: var(--plain); } .small.inferred, .inferred { fill: var(--inferred); }
"""


@dataclass(frozen=True)
class Drawn:
    """A part of the picture, and the height at which it ends."""

    markup: Markup
    bottom: int


def to_svg(chosen: Chosen) -> str:
    """The picture as one SVG document."""
    text = _text_card(chosen, MARGIN)
    first = _step(text.bottom, "evidence: exact words at their place")
    claim = _claim_card(chosen, first.bottom)
    second = _step(claim.bottom, "affirmed, told as fact, in the document’s own voice")
    triples = _triples(chosen, second.bottom)
    height = triples.bottom + MARGIN
    parts = (text, first, claim, second, triples)
    picture = tag(
        "svg",
        tag("title", "From a sentence to triples: the core pattern", id="pattern-title"),
        tag("desc", _described(chosen), id="pattern-desc"),
        tag("style", Markup(STYLE)),
        tag("rect", class_="ground", width=WIDTH, height=height, rx=8),
        *(part.markup for part in parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby="pattern-title pattern-desc",
    )
    return picture + "\n"


def _described(chosen: Chosen) -> str:
    """The picture in words."""
    claim, label = chosen.claim, chosen.label
    triple = f"{label(claim.subject)} – {label(claim.predicate)} – {label(claim.obj)}"
    return (
        f"Sentence {claim.sentence} of {claim_document(chosen)} holds the words “{_quoted(chosen)}”. "
        f"They are the evidence of a claim: {triple}, told as {claim.told_as}, {claim.polarity}, in the document’s "
        "own voice. Therefore its triple also stands plain, beside the undertaking’s status, "
        f"{label(chosen.status.obj)}. From plain triples a rule infers that {label(claim.obj)} "
        f"{label(chosen.inference.predicate)} {label(chosen.other.obj)}."
    )


def claim_document(chosen: Chosen) -> str:
    """The compact IRI of the claim's document."""
    return f"document:{terms.local_name(chosen.claim.document)}"


def _quoted(chosen: Chosen) -> str:
    source = chosen.statement.source
    return " … ".join(" ".join(source.words(span).split()) for span in chosen.claim.spans)


def _text_card(chosen: Chosen, top: int) -> Drawn:
    """The sentence, its quoted words marked."""
    source, sentence = chosen.statement.source, chosen.sentence
    pieces: list[tuple[str, bool]] = []
    at = sentence.span.start
    for span in chosen.claim.spans:
        pieces += [(source.text[at : span.start], False), (source.words(span), True)]
        at = span.end
    pieces.append((source.text[at : sentence.span.end], False))
    lines = _wrapped(pieces)
    head = _words(2 * MARGIN, top + 28, "The text", "title")
    place = f"{claim_document(chosen)}, sentence {sentence.number}"
    written = [_line(2 * MARGIN, top + 80 + LINE * n, line) for n, line in enumerate(lines)]
    height = 80 + LINE * len(lines)
    card = _card(top, height)
    return Drawn(join(card, head, _words(2 * MARGIN, top + 50, place, "small"), *written), top + height)


def _claim_card(chosen: Chosen, top: int) -> Drawn:
    """The claim with its parts."""
    claim, prefixes = chosen.claim, chosen.build.vocabulary.prefixes
    names = sorted(((base, name) for name, base in prefixes.items()), key=lambda pair: -len(pair[0]))

    def short(iri: str) -> str:
        return next(f"{name}:{iri[len(base) :]}" for base, name in names if iri.startswith(base))

    rows = [
        ("cmq:subject", short(claim.subject)),
        ("cmq:predicate", short(claim.predicate)),
        ("cmq:object", short(claim.obj)),
        ("cmq:toldAs", f"told-as:{claim.told_as}"),
        ("cmq:polarity", f"polarity:{claim.polarity}"),
        ("cmq:voice", short(claim.voice)),
    ]
    head = _words(2 * MARGIN, top + 28, "The claim", "title")
    place = _words(2 * MARGIN, top + 50, f"{short(claim.iri)}, {_readers(chosen)}", "small")
    written = [
        join(_words(2 * MARGIN, y, name, "small"), _words(190, y, value))
        for y, (name, value) in ((top + 80 + LINE * n, row) for n, row in enumerate(rows))
    ]
    height = 80 + LINE * len(rows)
    return Drawn(join(_card(top, height), head, place, *written), top + height)


def _readers(chosen: Chosen) -> str:
    ground = chosen.facts.grounds[chosen.claim.iri]
    return "read twice" if ground.second_readers else "read once"


def _triples(chosen: Chosen, top: int) -> Drawn:
    """The undertaking with its participants and status, and what a rule infers."""
    label, claim = chosen.label, chosen.claim
    centre, status_x, first, second = 270, 560, top + 34, top + 154
    ends = [(110, claim.obj), (430, chosen.other.obj)]
    head = _words(2 * MARGIN, top + 18, "Plain triples", "title")
    says = [
        join(
            _arrow(centre + (x - centre) // 3, first + 46, x + (centre - x) // 8, second - 2, "says"),
            _words(x, (first + second) // 2 + 24, label(claim.predicate), "small plain middle"),
        )
        for x, _ in ends
    ]
    has_status = join(
        _arrow(centre + 136, first + 23, status_x - 57, first + 23, "says"),
        _words((centre + status_x) // 2 + 40, first + 15, label(chosen.status.predicate), "small plain middle"),
    )
    nodes = [_node(centre, first, 270, label(claim.subject)), _node(status_x, first, 110, label(chosen.status.obj))]
    nodes += [_node(x, second, 130, _acronym(chosen, iri)) for x, iri in ends]
    return Drawn(join(head, *says, has_status, *nodes, _inferred(chosen, centre, second)), second + 80)


def _inferred(chosen: Chosen, centre: int, top: int) -> Markup:
    """The inferred arrow between the participants, with its rule."""
    rule = f"inferred by rule:{terms.local_name(chosen.inference.rule)}"
    return join(
        _arrow(178, top + 23, 362, top + 23, "follows"),
        _words(centre, top + 14, chosen.label(chosen.inference.predicate), "small inferred middle"),
        _words(centre, top + 72, rule, "small inferred middle"),
    )


def _acronym(chosen: Chosen, iri: str) -> str:
    return chosen.facts.get(iri, terms.ONT + "acronym") or chosen.label(iri)


def _card(top: int, height: int) -> Markup:
    return tag("rect", class_="card", x=MARGIN, y=top, width=WIDTH - 2 * MARGIN, height=height, rx=8)


def _node(x: int, top: int, width: int, words: str) -> Markup:
    box = tag("rect", class_="node", x=x - width // 2, y=top, width=width, height=46, rx=23)
    return join(box, _words(x, top + 29, words, "middle"))


def _step(top: int, words: str) -> Drawn:
    """An arrow downwards with words beside it."""
    x = 3 * MARGIN
    return Drawn(join(_arrow(x, top + 6, x, top + 42), _words(x + 16, top + 30, words, "small")), top + 50)


def _arrow(x: int, y: int, to_x: int, to_y: int, kind: str = "arrow") -> Markup:
    """A straight arrow; its head is a triangle, since not every viewer draws SVG markers."""
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    dx, dy = (to_x - x) / length, (to_y - y) / length
    base_x, base_y = to_x - 10 * dx, to_y - 10 * dy
    points = [(to_x, to_y), (base_x - 5 * dy, base_y + 5 * dx), (base_x + 5 * dy, base_y - 5 * dx)]
    line = tag("path", class_=kind, d=f"M{x} {y}L{base_x:.1f} {base_y:.1f}")
    head = "head" if kind == "arrow" else f"head-{kind}"
    return join(line, tag("polygon", class_=head, points=" ".join(f"{px:.1f},{py:.1f}" for px, py in points)))


def _words(x: int, y: int, words: Content, kind: str | None = None) -> Markup:
    return tag("text", words, x=x, y=y, class_=kind)


def _line(x: int, y: int, pieces: list[tuple[str, bool]]) -> Markup:
    """A line of the sentence, its quoted pieces marked."""
    spans = [tag("tspan", words, class_="quote") if is_quoted else words for words, is_quoted in pieces]
    return _words(x, y, join(*spans))


def _wrapped(pieces: list[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The words of the pieces in lines of at most `_ROOM` characters, each run of equal marking together."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for word, is_quoted in ((word, flag) for words, flag in pieces for word in words.split()):
        line = lines[-1]
        used = sum(len(words) for words, _ in line)
        if line and used + 1 + len(word) > _ROOM:
            line = []
            lines.append(line)
        if line and line[-1][1] == is_quoted:
            line[-1] = (f"{line[-1][0]} {word}", is_quoted)
        else:
            line.append((f" {word}" if line else word, is_quoted))
    return lines
