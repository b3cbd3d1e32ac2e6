"""How much of a text the claims quote, sentence by sentence, and what is left with which excuse."""

from __future__ import annotations

from collections.abc import Iterable

from kg.claims.file import Excuse
from kg.findings import Place
from kg.keys import Keys
from kg.model import Claim, Sentence, SentenceCoverage, Source, Span, Stretch
from kg.sources.locate import locate
from kg.sources.words import WORD, stopwords

OPEN = "open"
_MIN_WORDS = 6


def measure_coverage(
    source: Source, shown: str, claims: Iterable[Claim], excuses: list[Excuse], keys: Keys
) -> tuple[SentenceCoverage, ...]:
    """The coverage of every sentence; uncovered stretches of six words or more carry their excuse or `open`.

    `shown` is the path of the text as findings show it.
    Findings: E071 for an excuse whose words do not stand in the text or are quoted, W070 for an open stretch; one W070
    in all for a text of which nothing is read yet.
    """
    quoted = sorted({span for claim in claims for span in claim.spans})
    excused = [(span, str(e.excuse)) for e in excuses if (span := _excused_span(source, e, quoted, keys))]
    coverage = tuple(_measure(source, sentence, quoted, excused) for sentence in source.sentences)
    if not quoted and not excuses:
        found = f"nothing is read yet: {len(source.sentences)} sentences without a claim"
        do = "`kg draft ID` proposes claims, `kg review ID` takes them over"
        keys.add(Place(shown), "W070", found, do=do)
        return coverage
    for sentence in coverage:
        for stretch in sentence.stretches:
            if stretch.excuse == OPEN:
                found = f"{source.words(stretch.span)} (sentence {sentence.number}, {stretch.words} words)"
                do = "read it into a claim, or name its excuse under `uncovered`"
                keys.add(_place(source, shown, stretch.span), "W070", found, do=do)
    return coverage


def _measure(
    source: Source, sentence: Sentence, quoted: list[Span], excused: list[tuple[Span, str]]
) -> SentenceCoverage:
    words = [Span(m.start(), m.end()) for m in WORD.finditer(source.text, sentence.span.start, sentence.span.end)]
    content = [word for word in words if source.words(word).lower() not in stopwords()]
    near = [span for span in quoted if span.meets(sentence.span)]
    is_quoted = {word: any(span.meets(word) for span in near) for word in words}
    stretches: list[Stretch] = []
    run: list[Span] = []
    for word in [*words, None]:
        if word is not None and not is_quoted[word]:
            run.append(word)
            continue
        stretches += _stretches(run, excused)
        run = []
    counted = sum(is_quoted[word] for word in content)
    return SentenceCoverage(sentence.number, counted, len(content), tuple(stretches))


def _place(source: Source, shown: str, span: Span) -> Place:
    before = source.text[: span.start]
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _stretches(run: list[Span], excused: list[tuple[Span, str]]) -> list[Stretch]:
    """A run of unquoted words by excuse, in order.

    What has no excuse is one stretch, told of where it has six words or more in all: an excuse for a few words in the
    middle hides nothing.
    """
    by_excuse: dict[str, list[Span]] = {}
    for word in run:
        excuse = next((name for span, name in excused if span.meets(word)), OPEN)
        by_excuse.setdefault(excuse, []).append(word)
    return [
        Stretch(Span(words[0].start, words[-1].end), len(words), excuse)
        for excuse, words in by_excuse.items()
        if excuse != OPEN or len(words) >= _MIN_WORDS
    ]


def _excused_span(source: Source, excuse: Excuse, quoted: list[Span], keys: Keys) -> Span | None:
    spans = locate(source.text, excuse.words)
    if not spans:
        do = "copy the words exactly from the text"
        keys.add(excuse.words.place, "E071", excuse.words, do=do)
        return None
    free = [span for span in spans if not any(other.meets(span) for other in quoted)]
    if not free:
        keys.add(excuse.words.place, "E071", f"{excuse.words} (a claim quotes it)", do="take the excuse away")
        return None
    return free[0]
