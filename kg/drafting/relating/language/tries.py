"""One pattern for many words, made so that each letter of a text is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

Trie = dict[str, "Trie"]
_END = ""


def one_of(words: Iterable[str]) -> str:
    """A regular expression that matches any of these words, the longest first.

    >>> one_of(["open", "opens", "opened", "run"])
    '(?:open(?:ed|s)?|run)'
    """
    root: Trie = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _to_pattern(root)


def _to_pattern(node: Trie) -> str:
    branches = []
    for letter, below in sorted(node.items()):
        if letter == _END:
            continue
        run = re.escape(letter)
        while len(below) == 1 and _END not in below:
            ((letter, below),) = below.items()
            run += re.escape(letter)
        branches.append(run + (_to_pattern(below) if set(below) != {_END} else ""))
    if len(branches) == 1 and _END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _END in node else "")
