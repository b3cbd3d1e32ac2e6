"""One statement folder, from `source.txt` and `claims.yaml` to a `Statement` that has passed every gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.claims.coverage import measure_coverage
from kg.claims.file import ClaimsFile, read_claims_tree
from kg.claims.gates import Gates
from kg.claims.names import Names
from kg.claims.quotes import QuotePlacer
from kg.claims.readings import read_readings, to_reader
from kg.findings import Finding, Place
from kg.keys import Keys
from kg.marked import Mapping, read_yaml
from kg.model import Claim, Reader, Reading, RecordSource, Statement
from kg.register import Register
from kg.sources.read import read_source, read_text
from kg.terms import NAME
from kg.vocabulary import Vocabulary


@dataclass(frozen=True)
class Checked:
    """The outcome for one statement: the statement where it could be read at all, and every finding."""

    name: str
    statement: Statement | None
    findings: tuple[Finding, ...]


def read_statement(folder: Path, register: Register, vocabulary: Vocabulary, show: Callable[[Path], str]) -> Checked:
    """Reads and gates one statement folder; `show` gives a path as findings show it.

    The statement is None where the source or the claims file cannot be read; otherwise it holds the claims that
    passed, and `findings` says what did not.
    """
    name, claims_path = folder.name, folder / "claims.yaml"
    keys = Keys()
    if not NAME.fullmatch(name):
        do = "rename the folder: lower case, digits and single hyphens; its name stands in every IRI"
        return Checked(name, None, (Finding(Place(show(claims_path)), "E011", name, do=do),))
    source, findings = read_source(folder / "source.txt", show(folder / "source.txt"), name)
    tree, more = _read_tree(claims_path, show(claims_path), keys)
    if source is None or tree is None:
        return Checked(name, None, tuple(sorted([*findings, *more, *keys.findings])))
    file = read_claims_tree(tree, name, keys)
    names = Names(file, source, register, vocabulary, keys)
    placer = QuotePlacer(source, names.quotations, keys)
    claims = Gates(names, placer, vocabulary, keys).pass_all(file.sayings)
    first = [words["name"] for words in file.readers]
    second, readings = _read_readings(folder / "readings.yaml", claims, names.label, show, keys)
    if second and second.name in first:
        do = "the second reader is another than the first"
        keys.add(Place(show(folder / "readings.yaml")), "E011", f"reader {second.name}", do=do)
    coverage = measure_coverage(source, show(folder / "source.txt"), claims, file.excuses, keys)
    publisher = file.meta["publisher"]
    if publisher:
        names.get_agent(publisher)
    statement = Statement(
        name=name,
        source=source,
        title=str(file.meta["title"]),
        issued=str(file.meta["issued"]),
        kind=str(file.meta["kind"]),
        language=str(file.meta["language"]),
        publisher=str(publisher),
        record=_record(file, name),
        licence=str(file.rights["licence"]),
        publish_text=file.rights["publish-text"] == "yes",
        readers=tuple(to_reader({k: str(v) for k, v in words.items()}) for words in file.readers),
        entities=tuple(names.declared.values()),
        quotations=tuple(names.quotations),
        claims=tuple(claims),
        coverage=coverage,
        second_reader=second,
        readings=readings,
    )
    return Checked(name, statement, tuple(sorted({*findings, *more, *keys.findings})))


def _read_tree(path: Path, shown: str, keys: Keys) -> tuple[Mapping | None, list[Finding]]:
    text, _, findings = read_text(path, shown)
    if text is None:
        return None, findings
    node, findings = read_yaml(text, shown)
    if node is None:
        return None, findings or [Finding(Place(shown), "E003", "no words", do="fill it")]
    return keys.as_mapping(node, Place(shown), "the file"), findings


def _read_readings(
    path: Path, claims: list[Claim], label: Callable[[str], str], show: Callable[[Path], str], keys: Keys
) -> tuple[Reader | None, tuple[Reading, ...]]:
    """The second reader's verdicts; a statement without the file was read once."""
    if not path.exists():
        return None, ()
    tree, findings = _read_tree(path, show(path), keys)
    keys.findings += findings
    return read_readings(tree, claims, label, keys) if tree else (None, ())


def _record(file: ClaimsFile, name: str) -> RecordSource:
    recorded = {key: str(words) for key, words in file.recorded.items()}
    how = [("the file’s digest", recorded["original"]), ("read with", recorded["read-with"])]
    note = "; ".join([recorded["note"], *(f"{what}: {words}" for what, words in how if words)]).removeprefix("; ")
    return RecordSource(f"{name}-record", recorded["from"], recorded["read-on"], recorded["address"], note)
