"""Labels in the picture: how they are broken into lines and how much room they take. Knows no layout."""

from __future__ import annotations

MOST_LINES = 3
LINE_HEIGHT = 1.2  # of the font's size; vis-network draws lines one size apart, letters reach below
NARROW = frozenset("iljtfrI.,:;'’!|()[] ·")
WIDE = frozenset("mwMW@%—")


def wrap(label: str, width: int) -> str:
    """Return the label in at most three lines of about `width` characters, with an ellipsis if cut short.

    >>> wrap("standards for quantum technologies", 17)
    'standards for\\nquantum\\ntechnologies'
    >>> wrap("x" * 60, 10).count("\\n")
    2
    """
    lines: list[str] = []
    for word in " ".join(label[:400].split()).split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.extend(word[i : i + width + 3] for i in range(0, max(len(word), 1), width + 3))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: width - 1] + "…"]
    return "\n".join(lines)


def measure(wrapped: str, font: int) -> tuple[float, float]:
    """Return the width and height in pixels of a wrapped label in a wide typeface such as DejaVu Sans."""
    lines = wrapped.split("\n")
    return max(_width(line) for line in lines) * font, len(lines) * font * LINE_HEIGHT


def _width(line: str) -> float:
    return sum(_advance(letter) for letter in line)


def _advance(letter: str) -> float:
    if letter in NARROW:
        return 0.37
    if letter in WIDE or ord(letter) > 0x2E00:  # ideographs, emoji
        return 1.0
    return 0.72 if letter.isupper() else 0.62
