"""How far things have come, in the sentences of real releases."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG",
    "State": "Norland; Sudland",
    "Place": "Port Alder; Tarn",
    "Person": "Ada Fenn; Bo Reed",
    "Meeting": "Tide Summit",
    "Instrument": "Tide Accord; Reef Agreement",
}
COMPLETED, PLANNED, ONGOING = "hasStatus completed", "hasStatus planned", "hasStatus ongoing"
STATUSES = [
    (
        "The Tide Summit, held in Tarn on March 10, 2023, announced the establishment of a joint committee.",
        [f"tide-summit {COMPLETED}"],
        ["tide-summit hasStatus planned"],
    ),
    ("The Tide Summit, which took place in Tarn, will shape the work to come.", [f"tide-summit {COMPLETED}"], []),
    ("The Tide Summit in Tarn adopted a plan for the reefs.", [f"tide-summit {COMPLETED}"], []),
    ("The Tide Summit, to be held in Tarn in May 2031, will discuss reefs.", [f"tide-summit {PLANNED}"], [COMPLETED]),
    (
        "Norland has become the fifth coastal country to sign the Tide Accord with Sudland.",
        [f"tide-accord {COMPLETED}"],
        ["tide-accord hasStatus planned"],
    ),
    ("Norland is ready to sign the Tide Accord with Sudland.", [], [f"tide-accord {COMPLETED}"]),
    (
        "During their first meeting in Tarn, Ada Fenn and Bo Reed underscored the weight of work that will help.",
        ["first-meeting hasStatus completed"],
        ["hasStatus planned"],
    ),
    ("The Tide Summit, held in Tarn every two years, brings together experts.", [], [f"tide-summit {COMPLETED}"]),
]


@pytest.mark.parametrize(("text", "told", "untold"), STATUSES)
def test_a_status_is_what_the_sentence_tells(text: str, told: list[str], untold: list[str]) -> None:
    check_sayings(text, NAMES, ("hasStatus",), told, untold)


def test_a_statement_that_is_the_text_itself_is_made() -> None:
    names = NAMES | {"Instrument": "Joint Statement of Norland and Sudland on Tides"}
    name = "joint-statement-of-norland-and-sudland-on"
    title = "Joint Statement of Norland and Sudland on Tides\n\n"
    made, parties = f"{name} hasStatus completed", [f"{name} hasParty norland", f"{name} hasParty sudland"]
    check_sayings(title + "Tides matter to both countries.", names, (), [made, *parties], [])
    check_sayings(title + "The statement will be signed in May.", names, (), [f"{name} hasStatus planned"], [made])


def test_the_second_of_two_is_not_the_first() -> None:
    check_sayings(
        "The Tide Council concluded the first rounds of talks with Norland. "
        "The second round of talks will take place in July 2031.",
        NAMES,
        ("timeExpression", "hasStatus"),
        ["hasStatus completed", "hasStatus planned", "timeExpression in July 2031"],
        [],
    )
    check_sayings(
        "The Tide Council closed the first call in May 2030. The second call will open in July 2031.",
        NAMES,
        ("timeExpression", "hasStatus"),
        ["timeExpression in July 2031", "second-call hasStatus planned"],
        ["first-call timeExpression in July 2031"],
    )


def test_a_weekday_goes_on_to_its_date() -> None:
    check_sayings(
        "The Tide Summit was held on Sunday, 24 May 2030 in Tarn.",
        NAMES,
        ("timeExpression",),
        ["timeExpression on Sunday, 24 May 2030"],
        [],
    )
