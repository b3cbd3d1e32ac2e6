"""Where the forms of things stand in a text: longest first, within one kind of thing never inside a longer name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Span
from kg.sources.locate import locate
from kg.sources.words import content_words


def find_spans(text: str, forms: Mapping[str, Iterable[str]], kinds: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    """The spans of each thing: `forms` by its name, `kinds` its kind by the same name.

    Forms are tried longest first; a place inside a longer name of a thing of the same kind belongs to that one alone.
    """
    found = {name: _own(text, own) for name, own in forms.items()}
    by_kind: dict[str, list[Span]] = {}
    for name, spans in found.items():
        by_kind.setdefault(kinds[name], []).extend(spans)
    longest = {kind: _outermost(spans) for kind, spans in by_kind.items()}
    return {name: tuple(s for s in spans if s in longest[kinds[name]]) for name, spans in found.items()}


def _own(text: str, forms: Iterable[str]) -> list[Span]:
    """The places of one thing's forms, longest first, none crossing another."""
    taken: list[Span] = []
    for form in sorted({form for form in forms if content_words(form)}, key=lambda f: (-len(f), f)):
        taken += [span for span in places(text, form) if not any(span.meets(other) for other in taken)]
    return sorted(taken)


def places(text: str, form: str) -> list[Span]:
    """Every place of a form, exact but for the case of the first letter of one that is no acronym."""
    is_acronym = form.isupper() or not form[1:2].isalpha()
    spans = locate(text, form)
    return spans if is_acronym else sorted({*spans, *locate(text, form[:1].swapcase() + form[1:])})


def _outermost(spans: list[Span]) -> set[Span]:
    """The spans that lie inside no longer one."""
    kept: set[Span] = set()
    end = -1
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.end > end:
            kept.add(span)
            end = span.end
    return kept
