"""The one form in which a text is frozen, so that a quote is what a reader sees and an offset holds for ever.

Folded, since no reader sees the difference: Unicode to NFC, every line end to a line feed, runs of blanks, tabs and
non-breaking spaces to one blank, blank lines to one, soft hyphens away. Refused, or dropped where the person says so:
characters that nobody sees (zero width) and those that order letters otherwise than they stand (bidirectional
controls). Refused in any case: control characters, and signs that tell of a wrong encoding.
"""

from __future__ import annotations

import re
import unicodedata

from kg.errors import InputError

MAX_CHARACTERS = 1_000_000
"""A statement is shorter than a book."""

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINER = re.compile("[\u200c\u200d]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PRIVATE_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf076\uf0d8\uf06e"), "•")
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)


def to_canonical(text: str, *, drop_invisible: bool = False) -> tuple[str, list[str]]:
    """The canonical form of a text, and remarks on what was folded away.

    Raises `InputError` for what is too long, empty, no text, wrongly decoded, or (unless `drop_invisible`) holds
    characters that nobody sees.

    >>> to_canonical("a\\u00a0b \\r\\n\\r\\n\\r\\n c")
    ('a b\\n\\nc\\n', [])
    """
    if len(text) > MAX_CHARACTERS:
        do = "add the statement alone; a statement is shorter than a million characters"
        raise InputError(f"{len(text):,} characters of text", do=do)
    remarks: list[str] = []
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff")).translate(_PRIVATE_BULLETS)
    text = _LINE_END.sub("\n", text)
    _refuse_what_is_no_text(text)
    if count := text.count("\u00ad"):
        text = text.replace("\u00ad", "")
        remarks.append(f"{count} soft hyphen{'s' * (count != 1)} taken out")
    text = _without_invisible(text, drop_invisible, remarks)
    text = "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    text = _BLANK_LINES.sub("\n\n", text).strip()
    if not any(character.isalpha() for character in text):
        raise InputError("no words in it", do="is it the right file? A scan needs text recognition (OCR) first")
    return text + "\n", remarks


def _refuse_what_is_no_text(text: str) -> None:
    if match := _CONTROL.search(text):
        found = f"a control character (U+{ord(match.group()):04X}) in {_line(text, match.start())}"
        raise InputError(f"no plain text: {found}", do="give the file in its right format (--format), or its encoding")
    if (at := text.find("\ufffd")) >= 0:
        do = "take the text anew from where it came, or name its encoding (--encoding)"
        raise InputError(f"letters are lost: U+FFFD (�) in {_line(text, at)}", do=do)
    for match in _MOJIBAKE.finditer(text):
        if meant := _misread(match.group()):
            do = "take the text anew from where it came, or name its encoding (--encoding)"
            found = f"“{match.group()}” for “{meant}” in {_line(text, match.start())}"
            raise InputError(f"read with a wrong encoding: {found}", do=do)


def _misread(signs: str) -> str:
    """The character that these signs are where UTF-8 was read as Windows-1252, or an empty string."""
    raw = b"".join(_byte(sign) for sign in signs)
    for end in (len(raw), len(raw) - 1):
        try:
            meant = raw[:end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(meant) == 1 and end > 1:
            return meant
    return ""


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1", "replace")


def _without_invisible(text: str, drop: bool, remarks: list[str]) -> str:
    """The text without what nobody sees; joiners stay where a script or an emoji needs them."""
    found = [(m.start(), m.group()) for pattern in (_INVISIBLE, _BIDI) for m in pattern.finditer(text)]
    found += [(m.start(), m.group()) for m in _JOINER.finditer(text) if not _is_needed(text, m.start())]
    if not found:
        return text
    at, sign = min(found)
    name = unicodedata.name(sign, "unnamed").lower()
    count = f"{len(found)} character{'s' * (len(found) != 1)} that nobody sees"
    if not drop:
        do = "`--drop-invisible` adds the text without them, once you have looked at it"
        raise InputError(f"{count}, the first in {_line(text, at)}: U+{ord(sign):04X} ({name})", do=do)
    remarks.append(f"{count} taken out, the first U+{ord(sign):04X} ({name})")
    gone = {at for at, _ in found}
    return "".join(character for at, character in enumerate(text) if at not in gone)


def _is_needed(text: str, at: int) -> bool:
    """True for a joiner between signs that are written otherwise without it: Persian, Indic scripts, emoji."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and behind) and min(ord(before), ord(behind)) >= 0x0590


def _line(text: str, at: int) -> str:
    return f"line {text.count(chr(10), 0, at) + 1}"
