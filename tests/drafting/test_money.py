"""Money in invented sentences: a giver's own sum is a funding of its own, a sum for the whole is the whole's."""

from __future__ import annotations

import pytest
from sayings import Names, drafted, sayings
from sayings import own_sum as own

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Harbour Office; Reef Trust",
    "State": "Norland; Sudland",
    "Place": "Port Alder",
    "Programme": "Open Seas",
    "Funding": "Kelp Fund",
}
MONEY = ("amount", "fundedBy", "supports", "deliveredThrough", "benefits", "hasAim")


OPEN = "Open Seas will begin in May 2031. "
READ = [
    ("The Tide Council will contribute €3 million to Open Seas.", own("tide-council", "€3 million", "open-seas")),
    (
        "The Tide Council is investing up to NOK 3.5 million in Open Seas.",
        own("tide-council", "up to NOK 3.5 million", "open-seas"),
    ),
    ("Open Seas will begin with €2 million from the Tide Council.", own("tide-council", "€2 million", "open-seas")),
    (OPEN + "€2 million was provided by the Tide Council.", own("tide-council", "€2 million", "open-seas")),
    (OPEN + "A further £6 million comes from the Reef Trust.", own("reef-trust", "A further £6 million", "open-seas")),
    (
        OPEN + "The Tide Council announced a contribution of €12 million.",
        own("tide-council", "€12 million", "open-seas"),
    ),
    (OPEN + "The Tide Council’s share is €4 million.", own("tide-council", "€4 million", "open-seas")),
    (OPEN + "The Tide Council’s share, €4 million, is secure.", own("tide-council", "€4 million", "open-seas")),
    (
        "Open Seas will be financed by the Tide Council, whose share comes to €4 million.",
        own("tide-council", "€4 million", "open-seas"),
    ),
    (
        OPEN + "€5 million has been set aside for it by the Tide Council.",
        own("tide-council", "€5 million", "open-seas"),
    ),
    (
        "The Tide Council will give €5 million to Open Seas, a sum matched by the Reef Trust.",
        own("tide-council", "€5 million", "open-seas") | own("reef-trust", "", "open-seas"),
    ),
    (
        "The Tide Council will give €5 million to Open Seas, an amount which the Reef Trust has agreed to match.",
        own("tide-council", "€5 million", "open-seas") | own("reef-trust", "", "open-seas"),
    ),
    (
        "Open Seas will begin in May 2031. On top come 12 million dirhams granted by the Reef Trust for Open Seas.",
        own("reef-trust", "12 million dirhams", "open-seas"),
    ),
    (
        "The costs of Open Seas are shared by the Tide Council and the Reef Trust.",
        {"open-seas fundedBy tide-council", "open-seas fundedBy reef-trust"},
    ),
    (
        "The €6 million Open Seas is funded by the Tide Council.",
        {"open-seas fundedBy tide-council", "open-seas amount €6 million"},
    ),
    (
        OPEN + "The Tide Council provides €18 million; the Institute of Glass and the Harbour Office contribute "
        "€7 million and €5 million respectively.",
        own("tide-council", "€18 million", "open-seas")
        | own("institute-of-glass", "€7 million", "open-seas")
        | own("harbour-office", "€5 million", "open-seas"),
    ),
    (
        "The Tide Council has earmarked €3 million and the Institute of Glass £2.4 million for Open Seas.",
        own("tide-council", "€3 million", "open-seas") | own("institute-of-glass", "£2.4 million", "open-seas"),
    ),
    (
        "Norland and Sudland will each invest $9 million in Open Seas.",
        own("norland", "$9 million", "open-seas") | own("sudland", "$9 million", "open-seas"),
    ),
    (
        OPEN + "It is funded by the Tide Council (€3 million) and the Harbour Office (£2 million).",
        own("tide-council", "€3 million", "open-seas") | own("harbour-office", "£2 million", "open-seas"),
    ),
    (
        "The Tide Council will put up €3 million for Open Seas, with Norland adding €1 million.",
        own("tide-council", "€3 million", "open-seas") | own("norland", "€1 million", "open-seas"),
    ),
    (
        "Open Seas is financed by the Tide Council, which has set aside €2 million.",
        own("tide-council", "€2 million", "open-seas"),
    ),
    (
        "The Tide Council will provide €3 million for Open Seas; the Institute of Glass will match that sum.",
        own("institute-of-glass", "", "open-seas"),
    ),
    (
        "The Kelp Fund has awarded $2.5 million to the Institute of Glass to develop tide clocks.",
        own("kelp-fund", "$2.5 million")
        | {
            "contribution-of-kelp-fund benefits institute-of-glass",
            "contribution-of-kelp-fund hasAim develop-tide-clocks",
        },
    ),
    (
        "Norland will put in £11 million through the Tide Council.",
        own("norland", "£11 million") | {"contribution-of-norland deliveredThrough tide-council"},
    ),
    (
        "The Tide Council, through its Harbour Office, will invest €4 million in Open Seas.",
        own("tide-council", "€4 million", "open-seas")
        | {"contribution-of-tide-council deliveredThrough harbour-office"},
    ),
    (
        OPEN + "The government is providing £12 million for the programme.",
        own("government", "£12 million", "open-seas"),
    ),
    (
        "Open Seas is supported by a grant of €3 million from the Reef Trust.",
        {"grant amount €3 million", "grant supports open-seas"},
    ),
    # the whole's
    (
        "The Tide Council and the Harbour Office will jointly invest €6 million in Open Seas.",
        {"open-seas amount €6 million"},
    ),
    ("Norland and Sudland launched Open Seas, a €6 million programme.", {"open-seas amount €6 million"}),
    (
        "Open Seas has been running since May, in Port Alder, with a budget of €30 million.",
        {"open-seas amount €30 million"},
    ),
    (OPEN + "A total of €5.4 million is available for six projects.", {"open-seas amount A total of €5.4 million"}),
    ("Open Seas, worth £3 million in total, will open in May.", {"open-seas amount £3 million"}),
    # no sum
    (OPEN + "Norland intends to fund up to 60 fellows.", {"open-seas fundedBy norland"}),
    (
        "The Tide Council and the Harbour Office have been funding joint doctoral projects since 2021.",
        {"joint-doctoral-projects fundedBy tide-council", "joint-doctoral-projects fundedBy harbour-office"},
    ),
    ("Open Seas will run with funding from the Tide Council.", {"open-seas fundedBy tide-council"}),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_who_gives_what_for_what(text: str, expected: set[str]) -> None:
    found = sayings(text, NAMES, *MONEY)
    assert expected <= found, found


NOT_READ = [
    "The Tide Council will provide up to €250,000 per project.",
    "The Tide Council will not provide €3 million.",
    "Half of the €30 million comes from the Tide Council.",
    "The Tide Council spent €8 billion in 2030.",
    "Norland’s exports to Sudland are worth €60 billion.",
    "Researchers may apply for grants of up to €300,000.",
]


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_gift(text: str) -> None:
    assert not sayings(text, NAMES, "amount", "fundedBy")


def test_a_sum_of_one_giver_is_not_the_sum_of_the_whole() -> None:
    text = OPEN + "The two agencies have each committed €2 million to Open Seas. The Tide Council gives €1 million."
    assert not {s for s in sayings(text, NAMES, "amount") if s.startswith("open-seas")}


STATUSES = [
    ("The Tide Council will provide €3 million.", "planned"),
    ("The Tide Council expects to provide €3 million.", "intended"),
    ("The Tide Council provides €3 million.", "ongoing"),
    ("The Tide Council is contributing €3 million.", "ongoing"),
    ("The Tide Council has awarded €3 million to the Institute of Glass.", "completed"),
    ("The Tide Council has set aside €3 million.", "planned"),
    ("Norland called on the Tide Council to provide €3 million.", "called-for"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_the_verb_of_giving_tells_how_far_the_money_is(text: str, status: str) -> None:
    assert sayings(text, NAMES, "hasStatus") == {f"contribution-of-tide-council hasStatus {status}"}


def test_a_sum_of_the_heading_is_that_of_the_text() -> None:
    heading = "Open Seas launched in Norland\n\nNorland to contribute £11 million\n\n"
    text = heading + "Norland will put in £11 million for Open Seas."
    assert sum(s.endswith("fundedBy norland") for s in sayings(text, NAMES, "fundedBy")) == 2


def test_a_fund_that_is_founded_is_no_body() -> None:
    draft = drafted("Norland will set up the Kelp Fund with €3 million.", NAMES)
    assert {e.type for e in draft.entities if e.name == "kelp-fund"} <= {"Funding"}
