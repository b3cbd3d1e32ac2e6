"""Reads the names of short texts in tests, with the register that comes with the program."""

from __future__ import annotations

from functools import cache

from support import ROOT

from kg.catalogue import Catalogue
from kg.drafting.naming.names import read_names
from kg.drafting.proposal import DraftEntity, Reading
from kg.model import Source
from kg.register import Register, read_register
from kg.sources.sentences import split_sentences
from kg.vocabulary import Vocabulary, read_vocabulary


@cache
def shipped(project: str = "data/register") -> tuple[Register, Vocabulary]:
    vocabulary = read_vocabulary(ROOT / "ontology")
    catalogue = Catalogue(ROOT / "data" / "catalogue" / "compiled")
    register, _ = read_register(ROOT / project, vocabulary, str, catalogue)
    return register, vocabulary


def to_source(text: str) -> Source:
    return Source("a-text", text, "", split_sentences(text))


def read(text: str, country: str = "", project: str = "data/register") -> Reading:
    return read_names(to_source(text), *shipped(project), country=country)


def classes(text: str) -> dict[str, str]:
    """The class of each mention, by its words."""
    reading = read(text)
    return {reading.source.words(m.span): reading.entities[m.entity].type for m in reading.mentions}


def entities(text: str, country: str = "") -> dict[str, DraftEntity]:
    """The entity of each mention, by its words."""
    reading = read(text, country)
    return {reading.source.words(m.span): reading.entities[m.entity] for m in reading.mentions}
