"""The shipped statement has sixteen sentences; where each begins and ends was read off the text by a person's eye."""

from __future__ import annotations

import pytest

from kg.model import Source
from kg.project import Project
from kg.sources.read import read_source

SENTENCES = [
    (13, 351, "This week, the United States", "and the United Kingdom."),
    (352, 745, "Jointly signed by U.S.", "for quantum technologies."),
    (746, 1153, "Signing of the U.S. – U.K.", "advance human freedom.”"),
    (1154, 1329, "Recently, both governments", "funding, and initiatives."),
    (1330, 1551, "The U.S. National Quantum Initiative", "and development programs."),
    (1552, 1760, "The U.S. – U.K. joint statement", "principles of research integrity."),
    (1761, 1989, "“Science transcends borders,", "Science and Technology Policy."),
    (1991, 2081, "“I am delighted", "quantum information science."),
    (2082, 2281, "By working together,", "technologies for everyone.”"),
    (2282, 2598, "“Quantum technologies have", "of the United Kingdom."),
    (2600, 2796, "“Today’s agreement is", "in the years ahead.”"),
    (2797, 3106, "The joint statement will", "clocks and quantum sensors."),
    (3107, 3580, "An enhanced partnership", "Sciences; and Engineering."),
    (3581, 3814, "In the coming months,", "supply chain for QIST."),
    (3815, 3915, "International partnerships", "Information Science (QIS)."),
    (3916, 4212, "The overall U.S. policy", "enhance economic prosperity."),
]


@pytest.fixture(scope="module")
def source(project: Project) -> Source:
    path = project.statements_folder / "us-uk-quantum-2021" / "source.txt"
    source, findings = read_source(path, "source.txt", "us-uk-quantum-2021")
    assert source is not None and findings == []
    return source


def test_the_offsets_are_those_that_were_read(source: Source) -> None:
    assert [(s.number, s.span.start, s.span.end) for s in source.sentences] == [
        (number, start, end) for number, (start, end, _, _) in enumerate(SENTENCES, start=1)
    ]


@pytest.mark.parametrize("number", range(1, 17))
def test_a_sentence_begins_and_ends_with_its_words(source: Source, number: int) -> None:
    _, _, first, last = SENTENCES[number - 1]
    words = source.words(source.sentences[number - 1].span)
    assert words.startswith(first)
    assert words.endswith(last)


def test_the_text_outside_the_sentences_is_white_space_and_signs(source: Source) -> None:
    outside = list(source.text)
    for sentence in source.sentences:
        outside[sentence.span.start : sentence.span.end] = [" "] * (sentence.span.end - sentence.span.start)
    assert "".join(outside).split() == ["###"]
