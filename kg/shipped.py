"""Where the files are that travel with the package: the shipped statement, register and ontology."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import InputError


@cache
def shipped_folder() -> Path:
    """The folder that holds the shipped `data/` and `ontology/`.

    Inside the package where it was installed from a wheel, beside it in a checkout or an editable install.
    Raises `InputError` where neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "shipped", package.parent):
        if (folder / "ontology" / "communique.ttl").is_file():
            return folder
    raise InputError("the installation is incomplete: no ontology beside the package", do="install it again")
