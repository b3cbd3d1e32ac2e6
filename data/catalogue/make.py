"""Compiles the catalogue: the files of this folder, and a table of the Research Organization Registry's bodies.

    python data/catalogue/make.py [ROR-BODIES.csv]

Writes `compiled/entries.tsv` (an entry a line), `keys.tsv` (what entries are found by) and `sources.json` beside it.
Without a table the bodies stay as they are compiled. Names once given are kept: the compiled file is its own lock. The
same input gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.catalogue import ENTRIES, KEYS, PREFIX, SOURCES, Catalogue
from kg.findings import Finding
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.register.entry import EntryReader
from kg.register.register import keys_of
from kg.sources.keys import normal_key
from kg.vocabulary import read_vocabulary

HERE = Path(__file__).resolve().parent
COMPILED = HERE / "compiled"
ROR = "ror-2026-06"
LONGEST_NAME = 80
_HAS_LANGUAGE = re.compile(r"([a-z]{2,3})?:(.+)", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NATIONAL = re.compile(r"(?:the )?(?:federal |royal )?government of (?:the )?(.+)")
BODY_KINDS = ("G", "O")

Tree = dict[str, Any]


def main(table: Path | None) -> None:
    """Write the three files; ends with a message where an entry has a finding."""
    curated = {str(name): tree for path in _curated_files() for name, tree in _read(path).items()}
    old = [line for line in _old_lines() if line.split("\t")[1] in BODY_KINDS]
    bodies = _bodies(table, curated, old) if table else old
    clash = sorted(set(curated) & {line.split("\t")[0] for line in bodies})
    if clash:
        sys.exit(f"names given twice: {', '.join(clash)}")
    COMPILED.mkdir(exist_ok=True)
    _write(ENTRIES, sorted([*bodies, *(_line(name, tree) for name, tree in curated.items())]))
    sources = {"bodies": ROR, "sources": _read(HERE / "sources.yaml")}
    _write(SOURCES, json.dumps(sources, ensure_ascii=False, indent=1).split("\n"))
    _write(KEYS, [])  # an entry is read without its links here
    _write(KEYS, _key_lines())


def _old_lines() -> list[str]:
    path = COMPILED / ENTRIES
    return path.read_text("utf-8").split("\n")[:-1] if path.is_file() else []


def _curated_files() -> list[Path]:
    return sorted(path for path in HERE.glob("*.yaml") if path.name != "sources.yaml")


def _read(path: Path) -> Mapping:
    node, findings = read_yaml(path.read_text("utf-8"), path.name)
    _stop(findings)
    assert isinstance(node, Mapping)
    return node


def _stop(findings: list[Finding]) -> None:
    if findings:
        sys.exit("\n".join(map(str, findings)))


def _write(name: str, lines: list[str]) -> None:
    (COMPILED / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _line(name: str, tree: Tree) -> str:
    rest = {key: value for key, value in tree.items() if key not in ("type", "label", "source")}
    written = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return "\t".join([name, tree["type"], tree["label"], tree["source"], written])


def _key_lines() -> list[str]:
    """Each key with the lines filed under it, made from the entries by the rule that a project's own are filed by.

    Keys with the same first signs share a line: those signs, then the rest of each key and its lines in turn.
    """
    catalogue, vocabulary, keys = Catalogue(COMPILED), read_vocabulary(HERE.parent.parent / "ontology"), Keys()
    reader = EntryReader(vocabulary, catalogue.sources, keys)
    generic = {line for line in (HERE / "generic.txt").read_text("utf-8").splitlines() if not line.startswith("#")}
    filed: dict[str, list[str]] = {}
    for number, name in enumerate(catalogue):
        found = catalogue.entry(name)
        assert found
        for key in dict.fromkeys(keys_of(reader.read(*found))):
            if key not in generic:
                filed.setdefault(key, []).append(str(number))
    _stop(keys.findings)
    lines: dict[str, list[str]] = {}
    for key in sorted(filed):
        lines.setdefault(key[:PREFIX], []).append(f"{key[PREFIX:]}\t{','.join(filed[key])}")
    return [f"{prefix}\t" + "\t".join(rest) for prefix, rest in sorted(lines.items())]


# ---- the Registry's table


def _bodies(table: Path, curated: dict[str, Tree], old: list[str]) -> list[str]:
    """The lines of the table's bodies; one that an earlier table had, and this one has not, stays as it was."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["ror"])
    forms = {
        fact["iso"]: _forms_of(tree) for tree in curated.values() for fact in tree.get("facts", []) if "iso" in fact
    }
    kept = {columns[3]: columns for line in old if (columns := line.split("\t"))}
    names = _names(rows, {ror: columns[0] for ror, columns in kept.items()}, set(curated))
    shared = Counter(row["wikidata"] for row in rows)
    for row in rows:
        wikidata = row["wikidata"] if shared[row["wikidata"]] == 1 else ""
        kept[row["ror"]] = [names[row["ror"]], *_body(row, wikidata, names, forms[row["country"]])]
    return ["\t".join(columns) for columns in kept.values()]


def _names(rows: list[dict[str, str]], given: dict[str, str], taken: set[str]) -> dict[str, str]:
    """The name of every body by its ROR id: the one that it has, or a new one that nobody has had."""
    names, used = dict(given), {*taken, *given.values()}
    for row in rows:
        if row["ror"] not in names:
            names[row["ror"]] = _new_name(row, used)
            used.add(names[row["ror"]])
    return names


def _new_name(row: dict[str, str], used: set[str]) -> str:
    words = re.sub("[^a-z0-9 ]", "", normal_key(_clean(row["name"]))).split() or [row["ror"]]
    while len(" ".join(words)) > LONGEST_NAME:
        words.pop()
    slug = f"{'-'.join(words)}-{row['country'].lower()}"
    tries = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(used) + 2))
    return next(name for name in tries if name not in used)


def _body(row: dict[str, str], wikidata: str, known: Collection[str], state_forms: set[str]) -> list[str]:
    """The columns of a body behind its name, as `kg.catalogue` takes them apart."""
    label = _clean(row["name"])
    acronyms = dict.fromkeys(_clean(acronym) for acronym in row["acronyms"].split("|") if acronym.strip())
    own = _own_acronym(label, list(acronyms))
    others = dict.fromkeys(f"{language}:{form}" for language, form in _other_names(row) if form != label)
    related = [item for item in row["related"].split("|") if item.partition(":")[2] in known]
    listed = "" if row["status"] == "active" else row["status"]
    lists = ("|".join([own, *(a for a in acronyms if a != own)]), "|".join(others), "|".join(related))
    kind = _kind(row, state_forms)
    return [kind, label, row["ror"], row["country"], listed, row["established"], wikidata, *lists]


def _kind(row: dict[str, str], state_forms: set[str]) -> str:
    """G for the government of a state, O for any other body."""
    match = _NATIONAL.fullmatch(normal_key(row["name"]))
    is_national = "government" in row["types"].split("|") and match and match[1] in state_forms
    return "G" if is_national else "O"


def _own_acronym(label: str, acronyms: list[str]) -> str:
    """The acronym whose letters are initials of the label, in order; else the first."""
    initials = "".join(word[0] for word in label.split()).upper()
    return next((a for a in acronyms if _is_within(a.upper(), initials)), acronyms[0] if acronyms else "")


def _is_within(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _other_names(row: dict[str, str]) -> list[tuple[str, str]]:
    """Language and form of each other name; an item without a language belongs to the name before it."""
    names: list[tuple[str, str]] = []
    for item in row["other_names"].split("|"):
        match = _HAS_LANGUAGE.fullmatch(item)
        if match:
            names.append((match[1] or "und", match[2]))
        elif item and names:
            names[-1] = (names[-1][0], f"{names[-1][1]}|{item}")
    return [(language, form) for language, words in names if (form := _clean(words))]


def _forms_of(state: Tree) -> set[str]:
    aliases = [a["alias"] if isinstance(a, dict) else a for a in state.get("aliases", [])]
    return {normal_key(form) for form in (state["label"], *aliases)}


def _clean(words: str) -> str:
    """A form without signs that nobody sees, with single blanks."""
    return " ".join(_INVISIBLE.sub("", words).split())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
