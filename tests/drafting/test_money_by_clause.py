"""Money as clauses tell it: who gives, bears, matches, asks for or receives a sum, in many wordings."""

from __future__ import annotations

import pytest
from sayings import Names, own_sum, sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Harbour Office; Reef Trust; Ministry of Ports",
    "State": "Norland; Sudland",
    "Programme": "Open Seas; Sound Shores",
}
MONEY = ("amount", "fundedBy", "supports", "deliveredThrough", "benefits", "timeExpression")
OPEN = "Open Seas will begin in May 2031. "


def own(giver: str, amount: str = "", whole: str = "open-seas", *, through: str = "", time: str = "") -> set[str]:
    """What is said of one giver's sum for a whole."""
    return own_sum(giver, amount, whole, through=through, time=time)


GIVEN = [
    ("Norland will make available INR 250 crore for Open Seas.", own("norland", "INR 250 crore")),
    (
        "The Ministry of Ports, for its part, has allocated Rp 4 billion to Open Seas.",
        own("ministry-of-ports", "Rp 4 billion"),
    ),
    ("The €600,000 set aside for Open Seas by the Reef Trust will be paid in May.", own("reef-trust", "€600,000")),
    (
        "On top of this come 12 million dirhams granted by the Reef Trust for Open Seas.",
        own("reef-trust", "12 million dirhams"),
    ),
    ("With a further PLN 9 million, Norland will support Open Seas.", own("norland", "a further PLN 9 million")),
    ("Open Seas has received €3 million from the Tide Council.", own("tide-council", "€3 million")),
    ("Open Seas was awarded €3 million by the Tide Council.", own("tide-council", "€3 million")),
    (
        "Sound Shores, to which Norland has contributed DKK 30 million, opens in May.",
        own("norland", "DKK 30 million", "sound-shores"),
    ),
    ("The Reef Trust has agreed to co-finance Open Seas with €1.5 million.", own("reef-trust", "€1.5 million")),
    (
        "Thanks to €2 million from the Reef Trust, a kelp laboratory will open in May 2031.",
        own("reef-trust", "€2 million", "kelp-laboratory"),
    ),
    (OPEN + "Funds totalling €5 million have been committed by Norland.", own("norland", "€5 million")),
    (
        OPEN + "Funding comes from Norland (€3 million) and Sudland (€2 million).",
        own("norland", "€3 million") | own("sudland", "€2 million"),
    ),
    (
        OPEN + "• Tide Council: €3 million\n• Reef Trust: €2 million",
        own("tide-council", "€3 million") | own("reef-trust", "€2 million"),
    ),
    (OPEN + "The Tide Council released a first tranche of €5 million.", own("tide-council", "€5 million")),
    # a share
    (
        "Open Seas is run by the Tide Council, whose contribution amounts to €2 million, and the Harbour Office.",
        own("tide-council", "€2 million"),
    ),
    (OPEN + "The Tide Council’s financial commitment is €3 million.", own("tide-council", "€3 million")),
    (
        OPEN + "Norland’s contribution is set at €38 million for 2032–2034.",
        own("norland", "€38 million", time="for 2032–2034"),
    ),
    (OPEN + "Norland has pledged to raise its annual contribution to €9 million.", own("norland", "€9 million")),
    (OPEN + "The Tide Council doubled its contribution to Open Seas to €8 million.", own("tide-council", "€8 million")),
    # through whom, until when
    (
        OPEN + "Norland’s share, £15 million, will be delivered through the Harbour Office.",
        own("norland", "£15 million", through="harbour-office"),
    ),
    (
        OPEN + "Norland has set aside €75 million, to be managed by the Harbour Office.",
        own("norland", "€75 million", through="harbour-office"),
    ),
    (
        OPEN
        + "Between 2032 and 2034, Norland will contribute €5 million through the Tide Council, and Sudland €3 million "
        "through the Harbour Office.",
        own("norland", "€5 million", through="tide-council", time="Between 2032 and 2034")
        | own("sudland", "€3 million", through="harbour-office", time="Between 2032 and 2034"),
    ),
    (
        "The Tide Council will invest KRW 12 billion in Open Seas over five years.",
        own("tide-council", "KRW 12 billion", time="over five years"),
    ),
    # as much as another
    (
        "The Tide Council gives €4 million a year to Open Seas, a sum matched by the Reef Trust.",
        own("tide-council", "€4 million a year") | own("reef-trust"),
    ),
    (
        "Norland will give €5 million to Open Seas, an amount which the Reef Trust has agreed to match.",
        own("norland", "€5 million") | own("reef-trust"),
    ),
    (
        OPEN + "Norland will provide €5 million. The Reef Trust has undertaken to match this sum.",
        own("norland", "€5 million") | own("reef-trust"),
    ),
    (
        OPEN + "Norland will provide €5 million, with the Reef Trust matching that amount.",
        own("norland", "€5 million") | own("reef-trust"),
    ),
    (
        OPEN + "Norland will provide €5 million and the Reef Trust in-kind support worth €2 million.",
        own("reef-trust", "€2 million"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_who_gives_which_sum(text: str, expected: set[str]) -> None:
    found = sayings(text, NAMES, *MONEY)
    assert expected <= found, found


WHOLE = [
    (
        "Open Seas, financed by the Tide Council with €3 million, will open in May.",
        {"open-seas amount €3 million", "open-seas fundedBy tide-council"},
    ),
    (
        "Open Seas is funded with €3 million by the Tide Council.",
        {"open-seas amount €3 million", "open-seas fundedBy tide-council"},
    ),
    ("Open Seas has been granted €3 million.", {"open-seas amount €3 million"}),
    (
        "The hub was built at a cost of CLP 3,400 million, met by the Tide Council.",
        {"hub amount CLP 3,400 million", "hub fundedBy tide-council"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_what_one_giver_bears_alone_is_the_sum_of_the_whole(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, "amount", "fundedBy", "supports") == expected


WITHOUT_A_SUM = [
    "The costs of Open Seas are shared by the Tide Council and the Reef Trust.",
    "The Tide Council and the Reef Trust bear the costs of Open Seas in equal parts.",
    "Open Seas is supported by a grant from the Tide Council and the Reef Trust.",
    "Open Seas was made possible by donations from the Tide Council and the Reef Trust.",
    "Open Seas will be carried out with money from the Tide Council and the Reef Trust.",
]


@pytest.mark.parametrize("text", WITHOUT_A_SUM)
def test_who_pays_without_a_sum(text: str) -> None:
    assert {"open-seas fundedBy tide-council", "open-seas fundedBy reef-trust"} <= sayings(OPEN + text, NAMES)


RECEIVED = [
    ("The Institute of Glass has been awarded €2 million by the Reef Trust.", "contribution-of-reef-trust"),
    ("The Tide Council will provide the Institute of Glass with €2 million.", "contribution-of-tide-council"),
    ("The Institute of Glass received €2 million to examine how radiation ages tape.", "grant-to-institute-of-glass"),
]


@pytest.mark.parametrize(("text", "name"), RECEIVED)
def test_who_receives_a_sum(text: str, name: str) -> None:
    found = sayings(text, NAMES, "benefits", "amount", "fundedBy")
    assert {f"{name} benefits institute-of-glass", f"{name} amount €2 million"} <= found, found
    assert not any(saying.endswith("fundedBy institute-of-glass") for saying in found)


STATUSES = [
    ("Norland called on the Tide Council to provide €3 million.", "called-for"),
    ("The Tide Council was asked to provide €3 million.", "called-for"),
    ("The Tide Council has pledged €3 million.", "planned"),
    ("The Tide Council hopes to provide €3 million.", "intended"),
    ("The Tide Council is adding €3 million.", "ongoing"),
    ("The Tide Council put up €3 million in 2029.", "completed"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_how_far_a_sum_has_come(text: str, status: str) -> None:
    assert f"contribution-of-tide-council hasStatus {status}" in sayings(text, NAMES, "hasStatus")


NOT_GIVEN = [
    "The Tide Council provides up to €60,000 for each project.",
    "The Institute of Glass employs 300 people and has an annual budget of €30 million.",
    "The Harbour Office fined a shipper €3 million.",
    "The Tide Council will not match that sum.",
    "The tide models match the measurements of the Tide Council.",
    "Sudland intends to cover its own costs.",
]


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_what_tells_of_no_gift(text: str) -> None:
    assert not sayings(OPEN + text, NAMES, "amount", "fundedBy", "supports")


WRITTEN = [
    "R$ 5 million", "RM 5 million", "Kč 20 million", "20 million Czech crowns", "5 million U.S. dollars", "EUR5m",
    "€500 000", "₦400 million", "PKR 50 million", "3 million CFA francs", "1.2 billion South Korean won",
    "USD 1.5-2 million", "between €2 million and €3 million", "Rs. 45 crore", "CHF 1’200’000", "$74 Million",
]  # fmt: skip


@pytest.mark.parametrize("amount", WRITTEN)
def test_how_sums_are_written(amount: str) -> None:
    text = f"The Tide Council will contribute {amount} to Open Seas."
    assert sayings(text, NAMES, "amount") == {f"contribution-of-tide-council amount {amount}"}
