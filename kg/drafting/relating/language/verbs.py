"""The forms of regular verbs, in British spelling."""

from __future__ import annotations

import re


def gerund_of(verb: str) -> str:
    """The -ing form of a verb.

    >>> gerund_of("run"), gerund_of("host"), gerund_of("stage"), gerund_of("tie")
    ('running', 'hosting', 'staging', 'tying')
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def past_of(verb: str) -> str:
    """The past form of a regular verb.

    >>> past_of("plan"), past_of("carry"), past_of("host"), past_of("cancel")
    ('planned', 'carried', 'hosted', 'cancelled')
    """
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def present_of(verb: str) -> str:
    """The form of a verb behind “it”.

    >>> present_of("carry"), present_of("launch"), present_of("build")
    ('carries', 'launches', 'builds')
    """
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _doubles(verb: str) -> bool:
    return re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]|cancel|begin|put|set|trial", verb) is not None
