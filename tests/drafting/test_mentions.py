"""The mentions at a place are those that a search through all would find, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.drafting.proposal import Mention
from kg.drafting.relating.mentions import Mentions
from kg.model import Span

spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 400), st.integers(1, 150))


@given(st.lists(spans, max_size=40), spans)
def test_mentions_at_a_place_are_those_of_a_search_through_all(found: list[Span], place: Span) -> None:
    every = [Mention(span, f"thing-{number}", "new") for number, span in enumerate(found)]
    mentions = Mentions(every)
    assert list(mentions) == every
    assert mentions.meeting(place) == [m for m in every if m.span.meets(place)]
    assert mentions.inside(place) == [m for m in every if place.holds(m.span)]
    assert mentions.starting(place.start) == [m for m in every if m.span.start == place.start]
    assert mentions.since(2) == every[2:]
