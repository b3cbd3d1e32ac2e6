"""Words as YAML scalars, so that what is read back is what was meant, whatever signs they hold."""

from __future__ import annotations

import json
import re
from textwrap import wrap

_PLAIN = re.compile(r"[^\W_](?:[^\n:#\[\]{},&*!|>'\"%@`?\\]|(?<! )-)*")
_WIDTH = 116


def to_scalar(words: str) -> str:
    """The words on one line: plain where YAML takes them as they are, else in double quotation marks.

    >>> to_scalar("Ada Fenn"), to_scalar("a: b")
    ('Ada Fenn', '"a: b"')
    """
    is_plain = _PLAIN.fullmatch(words) and words == words.strip() and words.isprintable()
    return words if is_plain else json.dumps(words, ensure_ascii=False)


def to_folded(words: str, indent: str) -> str:
    """The words as a folded block, from its `>-` to its last line, each line with this indent.

    Runs of white space become one blank; a word is never cut, so that a long one may make a line long.
    """
    lines = wrap(" ".join(words.split()), _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(indent + line for line in lines)
