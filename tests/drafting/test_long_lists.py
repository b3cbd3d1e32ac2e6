"""Lists of hundreds of names, as hostile or careless texts have them, are read to their end: no pattern runs away."""

from __future__ import annotations

import pytest
from sayings import Names, drafted

NAMES: Names = {
    "Person": "Ada Fenn",
    "FormalOrganization": "Tide Council=TC",
    "Post": "Director",
    "Instrument": "Tide Accord",
    "State": "Norland",
}
REPEATED = [
    "Ada Fenn, Director, ",
    "Ada Fenn and ",
    "Ada Fenn (TC), Director, who leads the Tide Council, ",
    "the Tide Council, ",
    "the Tide Council (TC) of Norland, ",
    "the Tide Council of Norland and ",
    "Norland and Norland, ",
    "For the Tide Council:\n",
    "signed by Ada Fenn for Norland, ",
    "based on open data, trust and ",
    "is rooted in ",
    "“Tides wait for nobody, ",
    "will launch a joint survey, ",
    "the sea trials of the buoy, led by the Tide Council, ",
    "and a shared clean room for glass ",
    "Norland received money for glass, ",
]


@pytest.mark.parametrize("words", REPEATED)
def test_a_list_without_end_is_read_to_its_end(words: str) -> None:
    draft = drafted(words * 150 + "spoke.", NAMES)
    assert draft.reading.source.text.endswith("spoke.")
