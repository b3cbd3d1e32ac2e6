"""Writes a new statement: its frozen text and its fresh claims file, both or neither."""

from __future__ import annotations

from pathlib import Path

from kg.adding.entry import Entry
from kg.adding.fresh import to_claims_file
from kg.claims.file import read_claims_tree
from kg.errors import FindingsError, OutputError, UsageError
from kg.files import write_folder
from kg.findings import Place
from kg.keys import Keys
from kg.marked import read_yaml
from kg.project import Project
from kg.sources.ingest.found import Found

SOURCE, CLAIMS = "source.txt", "claims.yaml"


def check_own(project: Project) -> None:
    """Raises `UsageError` where there is no project of the person's own to add to."""
    if project.is_shipped:
        raise UsageError("no project here to add a statement to", do="`kg init DIR` begins one; then work in it")


def statement_folder(project: Project, name: str) -> Path:
    """The folder of a statement. Raises `OutputError` where a link stands in the way: nothing is written through it."""
    folder = project.statements_folder / name
    for path in (folder, folder / SOURCE, folder / CLAIMS):
        if path.is_symlink():
            raise OutputError("a link, not written through", where=project.show(path), do="put the file itself there")
    if folder.exists() and not folder.is_dir():
        raise OutputError("not a folder", where=project.show(folder), do="give another --id")
    return folder


def add_statement(project: Project, entry: Entry, found: Found, original: bytes, shown: str, read_on: str) -> Path:
    """Writes the folder of a new statement and gives it; `shown` names the file that was read on the day `read_on`.

    Raises `OutputError` where it cannot be written, and `FindingsError` where the claims file would not pass.
    """
    folder = statement_folder(project, entry.id)
    claims = to_claims_file(entry, found, original, shown, read_on)
    check_claims(claims, entry.id, project.show(folder / CLAIMS))
    write_folder(folder, {SOURCE: found.text.encode(), CLAIMS: claims.encode()}, ours=())
    return folder


def check_claims(claims: str, name: str, shown: str) -> None:
    """Raises `FindingsError` where this is not the form of a claims file."""
    keys = Keys()
    node, findings = read_yaml(claims, shown)
    read_claims_tree(keys.as_mapping(node, Place(shown), "the file"), name, keys)
    if findings or keys.findings:
        raise FindingsError([*findings, *keys.findings])
