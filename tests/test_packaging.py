"""The shipped statement, ontology and page travel in wheel and sdist, and work from both and from a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from support import ROOT

NEEDED = (
    "data/statements/us-uk-quantum-2021/source.txt",
    "data/statements/us-uk-quantum-2021/claims.yaml",
    "data/register/bodies.yaml",
    "data/catalogue/compiled/bodies.tsv",
    "data/catalogue/compiled/curated.tsv",
    "data/catalogue/compiled/keys.tsv",
    "data/catalogue/compiled/sources.json",
    "data/catalogue/topics.yaml",
    "ontology/communique.ttl",
    "ontology/shapes.ttl",
    "ontology/context.jsonld",
    "ontology/schemes/status.ttl",
    "ontology/rules/cooperates-with.rq",
    "ontology/mappings/reifiers.rq",
    "ontology/questions/01-who-signed.rq",
)


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def build_with(package: Path, folder: Path) -> str:
    """Runs `kg build` with the package found in a folder, in an empty folder outside any project."""
    folder.mkdir()
    env = {**os.environ, "PYTHONPATH": str(package), "PYTHONSAFEPATH": "1"}
    code = "import kg.cli, sys; assert kg.__file__.startswith(sys.argv[1]); sys.argv[1:] = ['build']; kg.cli.main()"
    result = subprocess.run(
        [sys.executable, "-c", code, str(package)],
        cwd=folder,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "no project here: using the shipped statement" in result.stderr
    return result.stdout


def test_wheel(distributions: Path, tmp_path: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    assert {f"kg/shipped/{name}" for name in NEEDED} <= names
    assert {"kg/py.typed", "kg/page/template.html", "kg/sources/abbreviations.txt"} <= names
    line = build_with(tmp_path / "installed", tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere" / "build" / "graph.html").stat().st_size < 1_000_000
    assert "quotes verified" in line


def test_sdist(distributions: Path, tmp_path: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.glob("communique-*")
    assert all((folder / name).is_file() for name in NEEDED)
    build_with(folder, tmp_path / "elsewhere")


def test_checkout_as_an_editable_install_finds_it(tmp_path: Path) -> None:
    build_with(ROOT, tmp_path / "elsewhere")


def test_all_three_give_the_same_graph(distributions: Path, tmp_path: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    build_with(tmp_path / "installed", tmp_path / "one")
    build_with(ROOT, tmp_path / "two")
    for name in ("graph.ttl", "graph.trig", "graph.html"):
        assert (tmp_path / "one/build" / name).read_bytes() == (tmp_path / "two/build" / name).read_bytes()


def test_versions_agree() -> None:
    import kg

    assert f"version: {kg.__version__}" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## {kg.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
