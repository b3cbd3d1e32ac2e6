"""Whatever stands in the files, `kg check` ends in findings: it never crashes, and never loses its place."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tiny_statement import TEXT, check, claims_file, codes, write

from kg.build import check_project
from kg.findings import Finding, to_text
from kg.marked import read_yaml
from kg.project import Project

Run = Callable[..., subprocess.CompletedProcess[str]]
VALID = Path(__file__).parents[1] / "broken" / "valid"
GOOD = claims_file("")
TOP = [
    "id",
    "title",
    "issued",
    "kind",
    "recorded",
    "rights",
    "readers",
    "claims",
    "entities",
    "quotations",
    "uncovered",
    "publisher",
    "language",
    "note",
]


def places_exist(findings: Iterable[Finding], content: str) -> bool:
    """Whether every place in the claims file lies within its text; a line ends with \\n alone."""
    lines = content.split("\n")
    places = [finding.place for finding in findings if finding.place.path == "claims.yaml"]
    return all(p.line <= len(lines) and p.column <= len(lines[p.line - 1]) + 1 for p in places)


def checked_codes(folder: Path, claims: str | bytes, text: str | bytes = TEXT) -> list[str]:
    return codes(check(write(folder, text, claims)))


# ---- kinds of value in the wrong place


@pytest.mark.parametrize(
    "value", ["", "~", "null", "word", "5", "[]", "{}", "[[a], {b: c}]", "{a: {b: [c]}}", "[~, '']"]
)
@pytest.mark.parametrize("key", TOP)
def test_any_value_under_any_key(tmp_path: Path, key: str, value: str) -> None:
    statement = write(tmp_path, TEXT, "".join(f"{k}: {value if k == key else 'x'}\n" for k in TOP))
    found = check(statement).findings
    assert found
    assert places_exist(found, (statement / "claims.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    "saying",
    [
        "[a, b]",
        "",
        "~",
        "5",
        "{}",
        "{say: [x]}",
        "{say: {a: b}}",
        "{say: }",
        "{say: work onTopic clocks, because: [x]}",
        "{say: work onTopic clocks, because: word}",
        "{say: work onTopic clocks, because: {subject: {a: b}}}",
        "{say: work onTopic clocks, cue: [a]}",
        "{say: work onTopic clocks, <<: {told-as: opinion}}",
        "{say: work onTopic clocks, 1: 2}",
        "work onTopic",
        "work",
        "work onTopic clocks clocks",
        "'work onTopic \"clocks'",
        '\'work onTopic "clocks" "clocks"\'',
        "'work onTopic \"\"'",
        "'work onTopic \"\\ud800\"'",
        "work onTopic \u00a0",
    ],
)
def test_any_saying(tmp_path: Path, saying: str) -> None:
    claims = claims_file(f"- quote: the tide clock work\n  says:\n  - {saying}\n")
    assert checked_codes(tmp_path, claims)


@pytest.mark.parametrize(
    "entity", ["b", "[d]", "", "~", "{type: [x]}", "{label: {a: b}}", "{mentions: word}", "{1: 2}"]
)
@pytest.mark.parametrize("name", ["thing", "1", "''", "? [a, b]\n  ", "<<", "~"])
def test_any_entity(tmp_path: Path, name: str, entity: str) -> None:
    assert checked_codes(tmp_path, claims_file("", entities=f"  {name}: {entity}\n"))


# ---- YAML itself


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        pytest.param(GOOD + "<<: {note: other}\n", "E006", id="merge key"),
        pytest.param(GOOD + "? [a, b]\n: c\n", "E004", id="list as key"),
        pytest.param(GOOD + "1: a\n", "E006", id="number as key"),
        pytest.param(GOOD + "note: &a b\n", "E005", id="anchor"),
        pytest.param(GOOD + "note: !!python/object/apply:os.system [x]\n", "E005", id="tag"),
        pytest.param(GOOD + "---\n" + GOOD, "E004", id="two documents"),
        pytest.param(GOOD + "note: a\nnote: b\n", "E007", id="key twice"),
        pytest.param(GOOD.replace("Two", "T\0wo"), "E004", id="NUL"),
        pytest.param(GOOD.replace("Two", "T\x07wo"), "E004", id="control character"),
        pytest.param("%FOO\n---\na: b\n", "E009", id="unknown directive"),
        pytest.param("- a\n- b\n", "E010", id="a list"),
        pytest.param("word\n", "E010", id="a word"),
        pytest.param("# only\n", "E003", id="a comment"),
        pytest.param("...\n", "E004", id="dots"),
        pytest.param("a: [b\n", "E004", id="unclosed list"),
        pytest.param("a: 'b\n", "E004", id="unclosed words"),
        pytest.param("a: |9\n  b\n", "E004", id="bad block"),
        pytest.param('a: "\\ud800"\n', "E004", id="half a surrogate"),
    ],
)
def test_yaml_that_is_not_for_us(tmp_path: Path, claims: str, wanted: str) -> None:
    found = check(write(tmp_path, TEXT, claims)).findings
    assert wanted in [finding.code for finding in found] or (wanted == "E009" and found)
    assert places_exist(found, claims)


def test_a_forbidden_character_is_found_where_it_stands(tmp_path: Path) -> None:
    claims = GOOD.replace("kind: press-release", "kind: press\0release")
    found = check(write(tmp_path, TEXT, claims)).findings
    assert [(f.code, f.place.line) for f in found] == [("E004", 4)]


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param("\ufeff" + GOOD, id="byte-order mark"),
        pytest.param(GOOD.replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param("%YAML 1.1\n---\n" + GOOD, id="directive"),
        pytest.param(GOOD.replace("Two bodies", "\u202eTwo\u202c bodies"), id="right to left"),
        pytest.param(GOOD.replace("Two bodies", "\U0001d54c" * 9), id="astral"),
        pytest.param(GOOD.replace("Two bodies", "x" * 1_000_000), id="a million letters"),
        pytest.param(GOOD.replace("Two bodies", "x " * 100_000), id="a long line"),
    ],
)
def test_what_is_odd_but_right(tmp_path: Path, claims: str) -> None:
    assert checked_codes(tmp_path, claims) == []


@pytest.mark.parametrize("line_end", ["\r", "\x85", "\u2028", "\u2029"], ids=["CR", "NEL", "LS", "PS"])
def test_other_line_ends(tmp_path: Path, line_end: str) -> None:
    checked_codes(tmp_path, line_end.join(["# a", "# b", "# c", "# d\n"]) + GOOD)
    checked_codes(tmp_path, GOOD.replace("\n", line_end))


@pytest.mark.parametrize(
    "deep",
    [
        pytest.param("[" * 5000 + "]" * 5000, id="lists"),
        pytest.param("{a: " * 5000 + "b" + "}" * 5000, id="mappings"),
        pytest.param("\n" + "".join(" " * i + "a:\n" for i in range(1, 1000)), id="block"),
        pytest.param("[" * 100_000, id="unclosed"),
    ],
)
def test_deep_nesting(tmp_path: Path, deep: str) -> None:
    assert checked_codes(tmp_path, f"{GOOD}note: {deep}\n")


weird = st.recursive(
    st.sampled_from(
        ["a", "''", "~", "5", "null", "x: y", "# c", "&a", "*a", "!t", "\t", "\0", "\r", "\u2028", "|", ">-"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(inner, inner), max_size=3).map(lambda p: f"{{{', '.join(f'{k}: {v}' for k, v in p)}}}")
    ),
    max_leaves=12,
)


@given(st.lists(st.tuples(st.sampled_from([*TOP, "a", "- a", "  a", ""]), weird), max_size=8))
@example([("id", "a\u2028b"), ("title", "c")])
@settings(max_examples=300, deadline=None)
def test_yaml_ends_in_a_tree_or_in_findings(pairs: list[tuple[str, str]]) -> None:
    content = "".join(f"{key}: {value}\n" for key, value in pairs)
    node, findings = read_yaml(content, "claims.yaml")
    assert node is not None or findings or not content.strip()


lines = st.lists(
    st.sampled_from([*GOOD.split("\n"), "  - a", "- quote:", "  says:", "\t", "x: [", "<<: *a", "? b", "-"])
)


@given(lines)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_in_any_order_end_in_findings(tmp_path: Path, lines: list[str]) -> None:
    content = "\n".join([*lines, ""])
    statement = write(tmp_path, TEXT, content)
    assert places_exist(check(statement).findings, content)


# ---- through the whole check, shapes and graph too


def change(folder: Path, name: str, old: str, new: str) -> Path:
    root = folder / "project"
    shutil.copytree(VALID, root, dirs_exist_ok=True)
    path = root / name
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    return root


CLAIMS = "data/statements/tiny/claims.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(CLAIMS, "id: tiny", "id: tiny\nlanguage: en_GB", id="language en_GB"),
        pytest.param(CLAIMS, "name: first-reader", "name: Ada Fenn", id="reader with a blank"),
        pytest.param(CLAIMS, "name: first-reader", "name: a>b", id="reader with a bracket"),
        pytest.param(CLAIMS, "read-on: 2020-02-04", "read-on: 2020-02-04, address: see the library", id="address"),
    ],
)
def test_what_becomes_part_of_an_iri(tmp_path: Path, name: str, old: str, new: str) -> None:
    findings, build = check_project(Project(change(tmp_path, name, old, new)))
    assert findings and build is None


@pytest.mark.parametrize("name", ["<x>", "a b", "Tiny", "a_b", "übung"])
def test_the_name_of_a_folder_is_checked(tmp_path: Path, name: str) -> None:
    root = change(tmp_path, CLAIMS, "id: tiny\n", f"id: '{name}'\n")
    (root / "data/statements/tiny").rename(root / "data/statements" / name)
    content = (root / "data/statements" / name / "claims.yaml").read_text("utf-8")
    content = content.replace("  - {say: tiny announces glass-agreement, because: {subject: this-document}}\n", "")
    (root / "data/statements" / name / "claims.yaml").write_text(content, "utf-8")
    findings, build = check_project(Project(root))
    assert findings and build is None


def test_no_traceback_for_an_empty_day(run_kg: Run, tmp_path: Path) -> None:
    done = run_kg("check", cwd=change(tmp_path, CLAIMS, "read-on: 2020-02-04", "read-on: ''"))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_half_a_surrogate_can_be_shown(run_kg: Run, tmp_path: Path, form: str) -> None:
    root = change(
        tmp_path, CLAIMS, '- spring-meeting timeExpression "in the spring"', '- spring-meeting timeExpression "\\ud800"'
    )
    assert run_kg("check", "--format", form, cwd=root).returncode == 1


def test_a_long_number(tmp_path: Path) -> None:
    claim = f"- quote: They will meet in the spring\n  sentence: {'9' * 5000}\n  says:\n  - work onTopic clocks\n"
    assert checked_codes(tmp_path, claims_file(claim))


def test_escape_sequences_do_not_reach_the_terminal(tmp_path: Path) -> None:
    found = check(write(tmp_path, TEXT, GOOD.replace("kind: press-release", 'kind: "\\e[31mpress"'))).findings
    assert [finding.code for finding in found if finding.code.startswith("E")] == ["E011"]
    assert "\x1b" not in to_text(found)


# ---- the text


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT + "\0",
        TEXT + "\x1b[31m",
        TEXT + "\u2028" * 9,
        TEXT + "\U0010ffff",
    ],
    ids=["BOM", "CRLF", "NUL", "ESC", "LS", "noncharacter"],
)
def test_odd_texts_pass(tmp_path: Path, text: str) -> None:
    assert checked_codes(tmp_path, GOOD, text) == []
