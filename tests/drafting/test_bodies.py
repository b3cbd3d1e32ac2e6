"""Bodies and people: parts, sponsors, members, posts, jurisdictions, who leads in what; and what must not be read."""

from __future__ import annotations

import pytest
from sayings import Names, sayings

NAMES: Names = {
    "Person": "Ada Fenn; Bo Lund",
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Ministry of Clocks; Quay Board; Harbour Fund",
    "OrganizationalUnit": "Directorate for Sand; Salt and Foam; Division of Nets",
    "Post": "Director of the Tide Council; Minister of Clocks; Chief Executive",
    "State": "Norland; Sudland",
    "Topic": "tide clocks",
    "CollectiveAgent": "young engineers",
}
PREDICATES = (
    "subOrganizationOf",
    "sponsoredBy",
    "memberOf",
    "postIn",
    "heldBy",
    "jurisdiction",
    "leadsIn",
    "webAddress",
)

READ = [
    (
        "The Institute of Glass is one of four schools of the Tide Council.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass, one of the councils that make up the Tide Council, met.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass and the Quay Board are part of the Tide Council.",
        {"institute-of-glass subOrganizationOf tide-council", "quay-board subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass, a Tide Council laboratory, met.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "A working group of the Tide Council and the Quay Board met.",
        {"tide-council memberOf working-group", "quay-board memberOf working-group"},
    ),
    (
        "The expert panel, which also includes Ada Fenn (Tide Council), met.",
        {"ada-fenn memberOf expert-panel", "ada-fenn memberOf tide-council"},
    ),
    (
        "The Tide Council met its Norland counterpart, the Quay Board.",
        {"quay-board jurisdiction norland"},
    ),
    (
        "Tide Council: Ada Fenn, Chief Executive, post@tides.example",
        {"chief-executive heldBy ada-fenn", "chief-executive postIn tide-council"},
    ),
    (
        "• Ada Fenn, Chief Executive, Tide Council",
        {"chief-executive heldBy ada-fenn", "chief-executive postIn tide-council"},
    ),
    (
        "The Institute of Glass (IOG) is part of the Tide Council.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass, an institute of the Tide Council, met.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass (IOG), the Tide Council’s science service, met.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    (
        "The Institute of Glass, which belongs to the Tide Council, met.",
        {"institute-of-glass subOrganizationOf tide-council"},
    ),
    ("The Institute of Glass of the Tide Council met.", {"institute-of-glass subOrganizationOf tide-council"}),
    ("It was run by the Tide Council’s Institute of Glass.", {"institute-of-glass subOrganizationOf tide-council"}),
    ("The Tide Council works through its Institute of Glass.", {"institute-of-glass subOrganizationOf tide-council"}),
    (
        "The Tide Council (TC), to which the Institute of Glass and the Quay Board belong, met.",
        {"institute-of-glass subOrganizationOf tide-council", "quay-board subOrganizationOf tide-council"},
    ),
    (
        "It works through the Tide Council Directorate for Sand; Salt and Foam; and Division of Nets.",
        {
            "directorate-for-sand subOrganizationOf tide-council",
            "salt-and-foam subOrganizationOf tide-council",
            "division-of-nets subOrganizationOf tide-council",
        },
    ),
    (
        "The Tide Council, through its Directorate for Sand and its Division of Nets, will pay.",
        {"directorate-for-sand subOrganizationOf tide-council", "division-of-nets subOrganizationOf tide-council"},
    ),
    ("The Tide Council is sponsored by the Ministry of Clocks.", {"tide-council sponsoredBy ministry-of-clocks"}),
    ("The Ministry of Clocks is the sponsor of the Tide Council.", {"tide-council sponsoredBy ministry-of-clocks"}),
    (
        "The Ministry of Clocks, which is responsible for the Tide Council, agreed.",
        {"tide-council sponsoredBy ministry-of-clocks"},
    ),
    (
        "The Tide Council is a non-departmental public body sponsored by the Ministry of Clocks.",
        {"tide-council sponsoredBy ministry-of-clocks"},
    ),
    ("Ada Fenn of the Tide Council spoke.", {"ada-fenn memberOf tide-council"}),
    ("Ada Fenn, a senior officer at the Tide Council, spoke.", {"ada-fenn memberOf tide-council"}),
    ("The Tide Council became a founding member of the Harbour Fund.", {"tide-council memberOf harbour-fund"}),
    ("The Quay Board, chaired by the Tide Council, met.", {"tide-council memberOf quay-board"}),
    (
        "The Quay Board is to be led by Norland’s Tide Council.",
        {"tide-council memberOf quay-board", "tide-council jurisdiction norland"},
    ),
    (
        "Ada Fenn, Director of the Tide Council, spoke.",
        {"director-of-the-tide-council heldBy ada-fenn", "director-of-the-tide-council postIn tide-council"},
    ),
    ("The Minister of Clocks, Dr. Ada Fenn, spoke.", {"minister-of-clocks heldBy ada-fenn"}),
    (
        "Ada Fenn, Chief Executive of the Quay Board, spoke.",
        {"chief-executive heldBy ada-fenn", "chief-executive postIn quay-board"},
    ),
    ("Norland’s Tide Council met.", {"tide-council jurisdiction norland"}),
    (
        "The Tide Council (Norland) and the Quay Board (Sudland) met.",
        {"tide-council jurisdiction norland", "quay-board jurisdiction sudland"},
    ),
    ("The Tide Council of Norland met.", {"tide-council jurisdiction norland"}),
    ("The Tide Council, headquartered in Norland, met.", {"tide-council jurisdiction norland"}),
    ("Members of the Quay Board are the Tide Council.", {"tide-council memberOf quay-board"}),
    ("The Tide Council is represented on the Quay Board.", {"tide-council memberOf quay-board"}),
    ("Ada Fenn and Bo Lund co-chair the Quay Board.", {"ada-fenn memberOf quay-board", "bo-lund memberOf quay-board"}),
    ("Ada Fenn has been appointed Chief Executive.", {"chief-executive heldBy ada-fenn"}),
    ("The Ministry of Clocks oversees the Tide Council.", {"tide-council sponsoredBy ministry-of-clocks"}),
    ("The website of the Tide Council is www.tides.example.", {"tide-council webAddress www.tides.example"}),
    ("Places are for young engineers from Norland.", {"young-engineers jurisdiction norland"}),
    ("Norland is a world leader in tide clocks.", {"norland leadsIn tide-clocks"}),
    (
        "Norland and Sudland have been at the forefront of tide clocks.",
        {"norland leadsIn tide-clocks", "sudland leadsIn tide-clocks"},
    ),
    ("For more information, visit www.tides.example.", {"a-text webAddress www.tides.example"}),
    (
        "Further details are available at https://tides.example/clocks.",
        {"a-text webAddress https://tides.example/clocks"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_what_is_read(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, *PREDICATES) == expected


NOT_READ = [
    "The Tide Council and the Institute of Glass met.",
    "The Tide Council will fund the Institute of Glass.",
    "The Tide Council agreed with its partner, the Institute of Glass.",
    "Ada Fenn thanked the Tide Council.",
    "Ada Fenn and the Chief Executive met.",
    "The Tide Council visited Norland.",
    "The Tide Council is not part of the Institute of Glass.",
    "Norland wants to become a world leader in tide clocks.",
    "The Tide Council said that it met the Ministry of Clocks.",
]


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_not_read(text: str) -> None:
    assert not sayings(text, NAMES, *PREDICATES)


WRONG = [
    ("The Quay Board is a council of the Tide Council.", "tide-council subOrganizationOf quay-board"),
    ("The Quay Board, chaired by Dr. Ada Fenn of the Tide Council, met in May.", "met hasParticipant ada-fenn"),
    ("The Quay Board is the sponsor department of the Tide Council.", "quay-board subOrganizationOf tide-council"),
]


@pytest.mark.parametrize(("text", "wrong"), WRONG)
def test_no_role_is_turned_round(text: str, wrong: str) -> None:
    assert wrong not in sayings(text, NAMES)
