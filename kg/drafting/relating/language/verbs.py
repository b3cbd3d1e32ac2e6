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

    >>> past_of("plan"), past_of("carry"), past_of("host"), past_of("cancel"), past_of("commit")
    ('planned', 'carried', 'hosted', 'cancelled', 'committed')
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
    return _DOUBLING.fullmatch(verb) is not None or doubles_in_britain(verb)


def doubles_in_britain(verb: str) -> bool:
    """True for a verb in -l that doubles it in Britain alone: “modelled”, in America “modeled”."""
    return _DOUBLING_L.fullmatch(verb) is not None


_DOUBLING = re.compile(
    r"[^aeiou]*[aeiou][bdglmnprt]|begin|re(?:set|map|plan|run|ship)|(?:ad|com|e|o|per|re|sub|resub|trans|inter)mit|"
    r"(?:con|de|in|pre|re|trans)fer|(?:con|in|oc|re)cur|(?:com|dis|ex|im|pro|re)pel|abet|allot|deter|equip|regret|unplug|"
    r"outfit|retrofit|format|forget|program"
)
_DOUBLING_L = re.compile(
    r"(?:chann|tunn|pann)el|cancel|travel|level|model|remodel|label|fuel|refuel|signal|total|equal|initial|trial|"
    r"marshal|counsel|dial|pedal|rival|enrol|fulfil|instil|excel|patrol|control|compel"
)
