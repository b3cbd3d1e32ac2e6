"""What a fact of the register may be: its kinds, the form of its dates and identifiers."""

from __future__ import annotations

import re
from datetime import date

from kg import terms

_ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
_QID = re.compile(r"Q[1-9][0-9]*")
_ISO = re.compile(r"[A-Z]{2}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"

LINKS = {
    "part-of": terms.ORG + "subOrganizationOf",
    "jurisdiction": terms.ONT + "jurisdiction",
    "located-in": terms.SCHEMA + "location",
    "replaced-by": terms.DCTERMS + "isReplacedBy",
    "replaces": terms.DCTERMS + "replaces",
    "broader": terms.SKOS + "broader",
    "post-in": terms.ORG + "postIn",
    "held-by": terms.ORG + "heldBy",
    "member-of": terms.ORG + "memberOf",
    "sponsored-by": terms.ONT + "sponsoredBy",
}
"""Facts that lead to another entry, by their word in a register's file."""
DATES = {
    "founded": terms.SCHEMA + "foundingDate",
    "dissolved": terms.SCHEMA + "dissolutionDate",
    "issued": terms.DCTERMS + "issued",
}
IDENTIFIERS = ("ror", "wikidata", "iso")
WORDS = ("adjective", "capital")
"""What names a government in a text and is no name of the state: British, London."""
LISTED = ("inactive",)
"""How a record lists a body that no longer works under its name, without the day of its end."""
FACT_KEYS = (*LINKS, *DATES, *IDENTIFIERS, *WORDS, "title", "kind", "listed-as")


def date_datatype(value: str) -> str:
    """The XSD datatype of a date by its precision, or an empty string where it is no date.

    >>> terms.local_name(date_datatype("2016-07"))
    'gYearMonth'
    """
    match = _DATE.fullmatch(value)
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return terms.XSD + ("date" if day else "gYearMonth" if month else "gYear")


def is_ror(value: str) -> bool:
    """True for a well-formed ROR id with the right check digits (ISO 7064 mod 97-10 over Crockford base 32).

    >>> is_ror("021nxhr62"), is_ror("021nxhr63")
    (True, False)
    """
    if not _ROR.fullmatch(value):
        return False
    number = 0
    for digit in value[:7]:
        number = number * 32 + _CROCKFORD.index(digit)
    return 98 - (number * 100) % 97 == int(value[7:])


def is_identifier(kind: str, value: str) -> bool:
    """True for a well-formed identifier of this kind: `ror`, `wikidata` or `iso` (ISO 3166-1, two letters)."""
    if kind == "ror":
        return is_ror(value)
    return bool((_QID if kind == "wikidata" else _ISO).fullmatch(value))
