"""The elements of HTML by what they do to a text (WHATWG HTML Standard, section 4)."""

from __future__ import annotations


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _tags("area base br col embed hr img input link meta param source track wbr")
"""Elements that hold nothing."""
OPTIONAL_END = _tags("p li td tr th dt dd option tbody thead tfoot colgroup rp rt html head body")
"""Elements whose end need not be written."""
INLINE = _tags(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q rp rt ruby samp small span strong "
    "sub sup time tt u var"
)
"""Elements that stand within a line."""
HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
WHOLE = _tags("body main article")
"""Elements that hold a text, whatever their class is called."""
AROUND = _tags("nav footer aside")
"""Elements that stand around a text."""
STRUCK = _tags("del s strike")
LISTS = _tags("ul ol menu")
SILENT = _tags(
    "script style noscript template svg canvas iframe object embed button input select textarea audio video "
    "head title map datalist"
)
"""Elements without words of their own that a reader would call text."""
