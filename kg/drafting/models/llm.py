"""A language model as a producer of proposals: off unless asked for, and behind the same gate as everything else.

Knows neither server nor network: whoever asks for it gives the function that puts a question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.drafting.models.prompts import to_questions
from kg.drafting.models.replies import Made, ReplyReader
from kg.drafting.proposal import Reading
from kg.vocabulary import Vocabulary

Ask = Callable[[str, str], str]
"""Puts a question to a model: what is said to it first, the question; gives its reply."""


def to_producer(ask: Ask) -> Callable[[Reading, Vocabulary], Iterable[Made]]:
    """The producer that asks a model about every stretch of a text and reads its replies."""

    def produce(reading: Reading, vocabulary: Vocabulary) -> Iterable[Made]:
        reader = ReplyReader(reading, vocabulary)
        for system, question in to_questions(reading, vocabulary):
            yield from reader.read(ask(system, question))

    return produce
