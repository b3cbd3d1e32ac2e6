"""The pages that a script writes are what it writes now."""

from __future__ import annotations

import importlib.util

from support import ROOT

from kg.build import Build


def test_the_predicates_page_is_that_of_the_ontology(build: Build) -> None:
    spec = importlib.util.spec_from_file_location("make_predicates", ROOT / "docs" / "make_predicates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "predicates.md").read_text("utf-8")
    assert written == module.to_markdown(build.vocabulary)
    assert written.count("\n| `") == len(build.vocabulary.sayable)
