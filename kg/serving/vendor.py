"""Makes the vendored query editor (`web/yasgui/`) again from npm, byte for byte: `python -m kg.serving.vendor`.

`package-lock.json` fixes every package by its hash, and npm refuses any other content. Taken from what npm installs:
YASGUI's script and style sheet as its authors built them (without the pointer to a source map, which is not shipped),
and the licence of every package that went into them. Needs npm and its registry; nothing else of kg does.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.errors import InputError
from kg.files import write_file

FOLDER = Path(__file__).parent / "web" / "yasgui"
BUILT = ("yasgui.min.js", "yasgui.min.css")
_LICENCES = ("licen[cs]e*", "LICEN[CS]E*", "Licen[cs]e*", "COPYING*", "NOTICE*")


def make(target: Path) -> None:
    """Write the vendored files into a folder. Raises `InputError` where npm is missing or fails."""
    npm = shutil.which("npm")
    if npm is None:
        raise InputError("npm is not installed", do="install Node.js")
    with tempfile.TemporaryDirectory() as work:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(FOLDER / name, work)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(command, cwd=work, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode:
            raise InputError("npm could not install the packages", do=done.stderr[-500:] or "see npm's own log")
        modules = Path(work) / "node_modules"
        for name in BUILT:
            content = (modules / "@zazuko" / "yasgui" / "build" / name).read_text("utf-8")
            lines = [line for line in content.splitlines() if "sourceMappingURL=" not in line]
            write_file(target / name, ("\n".join(lines) + "\n").encode())
        write_file(target / "LICENSES.txt", _licences(modules).encode())


def _licences(modules: Path) -> str:
    """The licence of every package, with its name, version, what it says of itself, and its licence files."""
    import json

    parts = ["YASGUI and the packages that its script and style sheet are built from, with their licences.\n"]
    for manifest in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        said = json.loads(manifest.read_text("utf-8"))
        author = said.get("author", "")
        by = author.get("name", "") if isinstance(author, dict) else author
        parts.append(f"{'=' * 78}\n{said['name']} {said['version']} — {said.get('license', '')} — {by}\n")
        found = sorted({path for pattern in _LICENCES for path in manifest.parent.glob(pattern) if path.is_file()})
        parts += [path.read_text("utf-8", "replace").strip() + "\n" for path in found]
        if not found:
            parts.append("(its package holds no file with the licence's text)\n")
    return "\n".join(parts)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
