"""An entry written as text is read as the same entry: real ones, and words that YAML would take for syntax."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.findings import Place
from kg.marked import read_yaml
from kg.project import Project
from kg.register import Register, read_register
from kg.register.write import file_of, to_yaml
from kg.vocabulary import Vocabulary, read_vocabulary

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))


@pytest.fixture(scope="module")
def vocabulary(project: Project) -> Vocabulary:
    return read_vocabulary(project.ontology_folder)


@pytest.fixture(scope="module")
def register(project: Project, vocabulary: Vocabulary) -> Register:
    return read_register(Path("none"), vocabulary, str, project.catalogue)[0]


def test_entries_of_the_catalogue_come_back_as_they_were(
    register: Register, vocabulary: Vocabulary, project: Project, tmp_path: Path
) -> None:
    names = list(register.entries)[::29]
    texts = []
    for name in names:
        found = project.catalogue.entry(name)
        assert found
        texts.append(to_yaml(name, found[1]))
    (tmp_path / "all.yaml").write_text("\n".join(texts), "utf-8")
    again, findings = read_register(tmp_path, vocabulary, str, project.catalogue)
    assert findings == []
    for name in names:
        nowhere = Place("")
        assert replace(again.entries[name], place=nowhere) == replace(register.entries[name], place=nowhere)
    assert set(again.entries.own) == set(names)


@given(WORDS.filter(str.strip), st.lists(WORDS.filter(str.strip), max_size=3))
def test_any_words_come_back(label: str, aliases: list[str]) -> None:
    text = to_yaml("it", {"label": label, "aliases": aliases, "facts": [{"note": label}]})
    tree, findings = read_yaml(text, "it.yaml")
    assert findings == []
    assert tree["it"]["label"] == label  # type: ignore[index]
    assert list(tree["it"].get("aliases", [])) == aliases  # type: ignore[index,union-attr]
    assert tree["it"]["facts"][0]["note"] == label  # type: ignore[index]


@pytest.mark.parametrize(
    ("type_name", "file"),
    [
        ("FormalOrganization", "bodies"),
        ("Government", "bodies"),
        ("Person", "people"),
        ("State", "states"),
        ("Topic", "topics"),
        ("Principle", "principles"),
        ("Programme", "programmes"),
        ("Instrument", "instruments"),
        ("Place", "places"),
        ("Post", "posts"),
    ],
)
def test_the_file_of_a_class(vocabulary: Vocabulary, type_name: str, file: str) -> None:
    assert file_of(type_name, vocabulary) == file


@pytest.mark.parametrize("type_name", ["", "Claim", "Country", "FormalOrganisation"])
def test_no_class_of_the_world(vocabulary: Vocabulary, type_name: str) -> None:
    with pytest.raises(UsageError):
        file_of(type_name, vocabulary)
