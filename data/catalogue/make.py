"""Compiles the catalogue: the files of this folder, and a table of the Research Organization Registry's bodies.

    python data/catalogue/make.py [ROR-BODIES.csv]

Writes into `compiled/`: `bodies.tsv` and `curated.tsv` (an entry a line), `keys.tsv` (what entries are found by) and
`sources.json`.
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

from kg.catalogue import BODIES, CURATED, KEYS, PREFIX, SOURCES, Catalogue
from kg.findings import Finding
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.register.entry import EntryReader
from kg.register.register import keys_of
from kg.sources.keys import normal_key
from kg.vocabulary import read_vocabulary

HERE = Path(__file__).resolve().parent
COMPILED, ONTOLOGY = HERE / "compiled", HERE.parent.parent / "ontology"
ROR = "ror-2026-06"
LONGEST_NAME = 80
_HAS_LANGUAGE = re.compile(r"([a-z]{2,3})?:(.+)", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NATIONAL = re.compile(r"(?:the )?(?:federal |royal )?government of (?:the )?(.+)")
_OF_NO_STATE = re.compile(
    r"\b(?:international|europeo?a?n?|euro\w*|united nations|un|world|global|unesco|unicef|who|nato|asian?|pacific|"
    r"nordic|(?:inter|pan) american|multilateral|intergovernmental|joint|embassy|delegation|regional office|cultural|"
    r"company|corporation|limited|ltd|inc)\b"
)
"""What makes it doubtful that a body belongs to the state that its name holds."""

Tree = dict[str, Any]


def main(table: Path | None) -> None:
    """Write the three files; ends with a message where an entry has a finding."""
    curated = {str(name): tree for path in _curated_files() for name, tree in _read(path).items()}
    old = _old_bodies()
    bodies = _bodies(table, curated, old) if table else old
    COMPILED.mkdir(exist_ok=True)
    _write(BODIES, sorted(bodies))
    _write(CURATED, sorted(_line(name, tree) for name, tree in curated.items()))
    sources = {"bodies": ROR, "sources": _read(HERE / "sources.yaml")}
    _write(SOURCES, json.dumps(sources, ensure_ascii=False, indent=1).split("\n"))
    _write(KEYS, [])  # an entry is read without its links here
    _write(KEYS, _key_lines())


def _old_bodies() -> list[str]:
    path = COMPILED / BODIES
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
    """Each key with what is filed under it, made from the entries by the rule that a project's own are filed by.

    Keys with the same first signs share a line: those signs, then the rest of each key and what is filed in turn.
    """
    catalogue, vocabulary, keys = Catalogue(COMPILED), read_vocabulary(ONTOLOGY), Keys()
    reader = EntryReader(vocabulary, catalogue.sources, keys)
    generic = {line for line in (HERE / "generic.txt").read_text("utf-8").splitlines() if not line.startswith("#")}
    filed: dict[str, list[str]] = {}
    numbers = {line.split("\t")[0]: str(number) for number, line in enumerate(_old_bodies())}
    for name in catalogue:
        found = catalogue.entry(name)
        assert found
        for key in dict.fromkeys(keys_of(reader.read(*found))):
            if key not in generic:
                filed.setdefault(key, []).append(numbers.get(name, name))
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
    states, seats = States(curated), {row["ror"]: row["country"] for row in rows}
    kept = {columns[3]: columns for line in old if (columns := line.split("\t"))}
    kinds = {row["ror"]: _kind(row, states, seats) for row in rows}
    given = {ror: columns[0] for ror, columns in kept.items()} | _named_by_hand(rows, kinds, curated)
    names = _names(rows, given, set(curated))
    shared = Counter(row["wikidata"] for row in rows)
    for row in rows:
        wikidata = row["wikidata"] if shared[row["wikidata"]] == 1 else ""
        kept[row["ror"]] = [names[row["ror"]], *_body(kinds[row["ror"]], row, wikidata, names)]
    return ["\t".join(columns) for columns in kept.values()]


def _named_by_hand(rows: list[dict[str, str]], kinds: dict[str, str], curated: dict[str, Tree]) -> dict[str, str]:
    """The curated entries that are bodies of the table: by their ROR id, or as the government of a state."""
    codes = {name: fact["iso"] for name, tree in curated.items() for fact in tree.get("facts", []) if "iso" in fact}
    by_ror, by_state = {}, {}
    for name, tree in curated.items():
        facts = {key: value for fact in tree.get("facts", []) for key, value in fact.items()}
        if "ror" in facts:
            by_ror[facts["ror"]] = name
        elif tree["type"] == "Government":
            by_state[codes[facts["jurisdiction"]]] = name
    governments = {row["ror"]: by_state[row["country"]] for row in rows if _is_known_government(row, kinds, by_state)}
    return by_ror | governments


def _is_known_government(row: dict[str, str], kinds: dict[str, str], by_state: Collection[str]) -> bool:
    return kinds[row["ror"]] == "G" and row["country"] in by_state


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


def _body(kind: str, row: dict[str, str], wikidata: str, known: Collection[str]) -> list[str]:
    """The columns of a body behind its name, as `kg.catalogue` takes them apart."""
    label = _clean(row["name"])
    acronyms = dict.fromkeys(_clean(acronym) for acronym in row["acronyms"].split("|") if acronym.strip())
    own = _own_acronym(label, list(acronyms))
    others = dict.fromkeys(f"{language}:{form}" for language, form in _other_names(row) if form != label)
    related = [item for item in row["related"].split("|") if item.partition(":")[2] in known]
    listed = "" if row["status"] == "active" else row["status"]
    lists = ("|".join([own, *(a for a in acronyms if a != own)]), "|".join(others), "|".join(related))
    return [kind, label, row["ror"], row["country"], listed, row["established"], wikidata, *lists]


def _kind(row: dict[str, str], states: States, seats: dict[str, str]) -> str:
    """G for the government of a state, S for a body that its name says to be a state's, O for any other body."""
    forms = [normal_key(form) for form in _english_names(row)]
    if "government" not in row["types"].split("|"):
        return "O"
    matches = (_NATIONAL.fullmatch(form) for form in forms)
    if any(match and match[1] in states.forms[row["country"]] for match in matches):
        return "G"
    is_abroad = any(seats.get(ror, row["country"]) != row["country"] for ror in _related(row, "parent"))
    is_its = states.named_in(forms) == {row["country"]} and not any(_OF_NO_STATE.search(form) for form in forms)
    return "S" if is_its and not is_abroad else "O"


def _english_names(row: dict[str, str]) -> list[str]:
    return [row["name"], *(form for language, form in _other_names(row) if language == "en")]


def _related(row: dict[str, str], kind: str) -> list[str]:
    pairs = (item.partition(":") for item in row["related"].split("|"))
    return [ror for found, _, ror in pairs if found == kind]


class States:
    """What states are called: by their code, their names alone (`forms`), or with their adjectives."""

    def __init__(self, curated: dict[str, Tree]) -> None:
        coded = {fact["iso"]: tree for tree in curated.values() for fact in tree.get("facts", []) if "iso" in fact}
        self.forms = {code: _forms_of(tree) for code, tree in coded.items()}
        said = {code: self.forms[code] | _adjectives_of(tree) for code, tree in coded.items()}
        self._codes: dict[str, set[str]] = {}
        for code, words in said.items():
            for word in words:
                self._codes.setdefault(word, set()).add(code)
        longest_first = sorted(map(re.escape, self._codes), key=lambda word: (-len(word), word))
        self._said = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")

    def named_in(self, forms: list[str]) -> set[str]:
        """The codes of the states that these normal keys name."""
        return {code for form in forms for word in self._said.findall(form) for code in self._codes[word]}


def _own_acronym(label: str, acronyms: list[str]) -> str:
    """The longest acronym whose letters are initials of the label, in order; else the first."""
    initials = "".join(word[0] for word in label.split()).upper()
    fitting = [acronym for acronym in acronyms if _is_within(acronym.upper(), initials)]
    return max(fitting or acronyms[:1] or [""], key=len)


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


def _adjectives_of(state: Tree) -> set[str]:
    return {normal_key(fact["adjective"]) for fact in state["facts"] if "adjective" in fact}


def _forms_of(state: Tree) -> set[str]:
    aliases = [a["alias"] if isinstance(a, dict) else a for a in state.get("aliases", [])]
    return {normal_key(form) for form in (state["label"], *aliases)}


def _clean(words: str) -> str:
    """A form without signs that nobody sees, with single blanks."""
    return " ".join(_INVISIBLE.sub("", words).split())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
