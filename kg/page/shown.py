"""A page in the hand: to be saved, or shown in a notebook in a frame that can reach nothing outside it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kg.files import write_file


class Page:
    """The HTML page of a graph; shows itself in a notebook, in a frame that can reach nothing outside it."""

    def __init__(self, html: str, *, width: str = "100%", height: str = "640px") -> None:
        self.html = html
        self._size = f"width:{width};height:{height}"

    def save(self, path: str | Path) -> Path:
        """Write the page as UTF-8, whole or not at all; gives its path."""
        # a lone surrogate, such as a broken file name brings, has no bytes of its own in UTF-8
        write_file(Path(path), self.html.encode("utf-8", "replace"))
        return Path(path)

    def _repr_html_(self) -> str:
        frame = f'style="{escape(self._size)};border:1px solid #ccc"'
        return f'<iframe sandbox="allow-scripts allow-downloads" {frame} srcdoc="{escape(self.html)}"></iframe>'
