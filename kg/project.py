"""Where a project's files are. Knows folders; refuses to know what stands in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from kg.catalogue import Catalogue
from kg.errors import UsageError
from kg.files import sha256_of
from kg.marked import nearest
from kg.shipped import shipped_folder

_LIBRARIES = ("igraph", "pyoxigraph", "pyshacl", "pyvis")


@dataclass(frozen=True)
class Project:
    """A folder with `data/` (statements, register); its own `ontology/` is used where it has one."""

    root: Path
    is_shipped: bool = False

    @property
    def statements_folder(self) -> Path:
        """The folder that holds one folder a statement."""
        return self.root / "data" / "statements"

    @property
    def register_folder(self) -> Path:
        """The folder that holds the register's files."""
        return self.root / "data" / "register"

    @cached_property
    def ontology_folder(self) -> Path:
        """The project's own ontology, or the shipped one."""
        own = self.root / "ontology"
        return own if (own / "communique.ttl").is_file() else shipped_folder() / "ontology"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The entries that come with the program, for every project alike."""
        return Catalogue(shipped_folder() / "data" / "catalogue" / "compiled")

    @cached_property
    def statement_names(self) -> list[str]:
        """The names of the statements, sorted."""
        return sorted(path.name for path in self.statements_folder.iterdir() if path.is_dir())

    def select(self, names: tuple[str, ...]) -> list[str]:
        """These statements, or all where none is named. Raises `UsageError` for an unknown one."""
        for name in names:
            if name not in self.statement_names:
                near = nearest(name, self.statement_names)
                known = ", ".join(self.statement_names)
                raise UsageError(f"no statement {name!r} in this project", nearest=near, do=f"one of: {known}")
        return sorted(set(names)) or self.statement_names

    def show(self, path: Path) -> str:
        """A path as findings and manifests show it: relative to the project, with slashes."""
        for base in (self.root, self.ontology_folder.parent, shipped_folder()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        return path.as_posix()

    def input_files(self) -> list[Path]:
        """Every file that a build reads."""
        ontology = self.ontology_folder
        found = [
            *self.register_folder.glob("*.yaml"),
            *self.catalogue.files,
            *(
                p
                for pattern in ("source.txt", "claims.yaml", "readings.yaml", "layout.json")
                for p in self.statements_folder.glob(f"*/{pattern}")
            ),
            *self.statements_folder.parent.glob("layout.json"),
            *(
                p
                for pattern in ("communique.ttl", "shapes.ttl", "schemes/*.ttl", "rules/*.rq", "context.jsonld")
                for p in ontology.glob(pattern)
            ),
        ]
        return sorted(set(found))

    def input_hashes(self) -> dict[str, str]:
        """The SHA-256 of every input, by its shown path."""
        return {self.show(path): sha256_of(path.read_bytes()) for path in self.input_files()}


def find_project(start: Path) -> Project:
    """The project that a folder lies in, from it upwards; outside any, the shipped one."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / "statements").is_dir():
            return Project(folder)
    return Project(shipped_folder(), is_shipped=True)


def code_hash() -> str:
    """A hash of this package's files and of the versions of the libraries that shape its output."""
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if path.is_file() and "__pycache__" not in relative.parts and relative.parts[0] != "shipped":
            digest.update(f"{relative.as_posix()}\0".encode())
            digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    return digest.hexdigest()
