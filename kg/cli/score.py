"""`kg score`: a draft held against a gold standard."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.producers import get_producers, producer_options
from kg.cli.shared import current_project, say, write

if TYPE_CHECKING:
    from kg.drafting.draft import Producer
    from kg.project import Project
    from kg.register import Register
    from kg.scoring.account import Account, Gold
    from kg.vocabulary import Vocabulary

_DRAFTS = ("{name}.json", "{name}.yaml", "{name}/draft.json", "{name}/draft.yaml", "{name}/claims.yaml")
"""Where the draft of a statement may stand in a folder of drafts; the first that is there counts."""


@click.command("score")
@click.argument("paths", nargs=-1, required=True, metavar="[DRAFT] GOLD")
@click.option("--draft", "drafts_itself", is_flag=True, help="Draft the text of GOLD here and now; give no DRAFT.")
@click.option("--names", "names_only", is_flag=True, help="The same for the names alone, without any claim.")
@click.option("--core", type=click.Path(exists=True, dir_okay=False), help="The core claims, for one statement.")
@click.option("--details", is_flag=True, help="Tell every miss and every extra claim too (text).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@producer_options
def command(
    paths: tuple[str, ...],
    drafts_itself: bool,
    names_only: bool,
    core: str | None,
    details: bool,
    form: str,
    **asked: Any,
) -> None:
    """Hold a draft against a gold standard: names, links, relations, grounds, statuses, calibration, edits.

    DRAFT is the JSON of `kg draft --format json` (`-` for stdin), a draft.yaml, a claims.yaml, or a folder of them by
    the statements' ids. GOLD is a claims.yaml with source.txt beside it (links.yaml and core.txt too, where there), a
    statement's folder, or a folder of statements, which are counted together. docs/scoring.md tells every measure.

    \b
    Example:
      kg draft text.txt --format json | kg score - gold/my-statement
      kg score drafts/ gold/ --format json
      kg score --draft gold/ --details
    """
    from kg.scoring.report import to_json, to_text
    from kg.scoring.score import score

    if len(paths) != (1 if drafts_itself or names_only else 2):
        raise click.UsageError("give DRAFT and GOLD, or GOLD and --draft (or --names)")
    folders = _gold_folders(Path(paths[-1]))
    reader = _Reader()
    if core and len(folders) > 1:
        raise click.UsageError("--core is for one statement")
    golds = [reader.read_gold(folder, Path(core) if core else None) for folder in folders]
    if drafts_itself or names_only:
        accounts = [reader.make_draft(g, get_producers(asked), names_only=names_only) for g in golds]
    else:
        accounts = [reader.read_draft(path, g) for path, g in zip(_paths(paths[0], folders), golds, strict=True)]
    scores = score(accounts, golds, reader.vocabulary(folders[0]))
    write((to_json(scores) if form == "json" else to_text(scores, details=details)) + "\n", None)


def _gold_folders(path: Path) -> list[Path]:
    """The statement folders that GOLD names. Raises `InputError` where there is none."""
    from kg.errors import InputError

    folder = path.parent if path.is_file() else path
    for base in (folder, folder / "data" / "statements"):
        if (base / "claims.yaml").is_file():
            return [base]
        found = sorted(p.parent for p in base.glob("*/claims.yaml"))
        if found:
            return found
    raise InputError("no gold standard", where=str(path), do="give a folder with claims.yaml and source.txt")


def _paths(draft: str, folders: list[Path]) -> list[Path]:
    """The draft of each statement. Raises `InputError` where one is missing."""
    from kg.errors import InputError

    path = Path(draft)
    if (path / "data" / "statements").is_dir():
        path = path / "data" / "statements"
    if draft == "-" or path.is_file():
        if len(folders) > 1:
            raise InputError("one draft for several statements", where=draft, do="give a folder of drafts")
        return [path]
    found = []
    for folder in folders:
        candidates = [path / form.format(name=folder.name) for form in _DRAFTS]
        if len(folders) == 1:
            candidates += [path / "draft.json", path / "draft.yaml", path / "claims.yaml"]
        here = next((p for p in candidates if p.is_file()), None)
        if here is None:
            raise InputError(f"no draft of {folder.name}", where=draft, do=f"put {candidates[0].name} there")
        found.append(here)
    return found


class _Reader:
    """Reads gold standards and drafts, each with the register of its own project; outside any, with none."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Register, Vocabulary]] = {}

    def vocabulary(self, folder: Path) -> Vocabulary:
        """The ontology of the project that a folder lies in."""
        return self._of(folder)[1]

    def read_gold(self, folder: Path, core: Path | None) -> Gold:
        """The gold standard of a statement folder."""
        from kg.scoring.read_claims import read_gold

        return read_gold(folder.resolve(), *self._of(folder), core)

    def read_draft(self, path: Path, gold: Gold) -> Account:
        """The draft in a file, of the text of a gold standard."""
        from kg.scoring.read_claims import read_claims_account
        from kg.scoring.read_draft import from_json_text, read_json_draft

        source = gold.account.source
        if path == Path("-"):
            return from_json_text(sys.stdin.read(), source, where="standard input")
        if path.suffix in (".yaml", ".yml"):
            return read_claims_account(path, source, *self._of(path.parent))
        return read_json_draft(path, source)

    def make_draft(self, gold: Gold, producers: list[Producer], *, names_only: bool) -> Account:
        """A draft made here and now with the register of the project at hand, as `kg draft` makes it."""
        source = gold.account.source
        register, vocabulary = self._load(current_project())
        if names_only:
            from kg.drafting.naming.names import read_names
            from kg.scoring.read_draft import from_reading

            return from_reading(read_names(source, register, vocabulary), register)
        from kg.scoring.measure import draft_gold

        return draft_gold(gold, register, vocabulary, producers)

    def _of(self, folder: Path) -> tuple[Register, Vocabulary]:
        from kg.project import find_project
        from kg.register import empty_register

        project = find_project(folder)
        register, vocabulary = self._load(project)
        return (empty_register(vocabulary) if project.is_shipped else register), vocabulary

    def _load(self, project: Project) -> tuple[Register, Vocabulary]:
        from kg.register import read_register
        from kg.vocabulary import read_vocabulary

        if project.root not in self._known:
            vocabulary = read_vocabulary(project.ontology_folder)
            register, findings = read_register(project.register_folder, vocabulary, project.show, project.catalogue)
            if findings:
                say(f"{len(findings)} findings in the register of {project.root.name}: `kg check` tells them")
            self._known[project.root] = register, vocabulary
        return self._known[project.root]
