"""How far undertakings have come, and when they are, in the many wordings of official texts."""

from __future__ import annotations

import pytest
from sayings import Names, check_sayings

NAMES: Names = {
    "FormalOrganization": "Tide Council=TC; Institute of Glass=IOG; Reef Trust; Tarn Commission",
    "State": "Norland; Sudland",
    "Person": "Ada Fenn; Bo Lind",
    "Programme": "Open Seas; Kelp Watch",
    "Strategy": "Shore Strategy",
    "Instrument": "Tarn Accord",
    "Place": "Lake Vask; Ostby",
}

SAID = [
    # what should have begun, what was put off to when, and when it is now to be
    (
        "Dredging of the lower basin ought to have started in May.",
        ["dredging hasStatus delayed"],
        ["called-for"],
    ),
    (
        "A winter course in Ostby, called off last March because of a storm, has been rescheduled for 2031.",
        ["winter-course hasStatus delayed", "winter-course timeExpression for 2031"],
        ["ongoing"],
    ),
    (
        "The autumn workshop on enamels had to be moved from October to the spring of 2031.",
        ["autumn-workshop hasStatus delayed", "autumn-workshop timeExpression to the spring of 2031"],
        ["from October", "planned"],
    ),
    (
        "The launch of the Glass Satellite has slipped from this November to late 2031 for want of lenses.",
        ["glass-satellite hasStatus delayed", "glass-satellite timeExpression to late 2031"],
        ["this November"],
    ),
    (
        "The opening of a third site in Ostby has been put back by a year, to autumn 2032.",
        ["third-site hasStatus delayed", "third-site timeExpression to autumn 2032"],
        [],
    ),
    (
        "The shell archive has been held up and is now expected in 2031.",
        ["shell-archive hasStatus delayed", "shell-archive timeExpression in 2031"],
        [],
    ),
    (
        "The shell archive, first expected in 2029, has been held up.",
        ["shell-archive hasStatus delayed"],
        ["2029"],
    ),
    (
        "The idea of a common satellite for Ostby has been set aside.",
        ["common-satellite hasStatus lapsed"],
        ["ongoing"],
    ),
    (
        "The side agreement on samples between the Tide Council and the Reef Trust awaits signature.",
        ["side-agreement hasStatus delayed"],
        [],
    ),
    # meetings in the present tense with a time to come, and meetings that were
    (
        "The first session of the group takes place in Ostby on March 3.",
        ["first-session hasStatus planned", "first-session timeExpression on March 3"],
        ["ongoing"],
    ),
    (
        "In June, the Reef Trust is hosting the Enamel Forum in Ostby.",
        ["enamel-forum hasStatus planned", "enamel-forum timeExpression In June"],
        ["ongoing"],
    ),
    (
        "The Reef Trust is hosting the Enamel Forum in Ostby today.",
        ["enamel-forum hasStatus ongoing"],
        ["planned"],
    ),
    (
        "The Enamel Forum takes place every year in Ostby.",
        ["enamel-forum hasStatus ongoing"],
        ["planned"],
    ),
    (
        "Ada Fenn and Bo Lind yesterday co-chaired the third annual meeting of the Enamel Initiative.",
        ["third-annual-meeting hasStatus completed", "third-annual-meeting timeExpression yesterday"],
        ["ongoing"],
    ),
    (
        "This declaration builds on the Enamel Dialogue of 2026.",
        ["enamel-dialogue hasStatus completed"],
        ["enamel-dialogue hasStatus ongoing"],
    ),
    (
        "Talks should conclude before the Enamel Summit in May.",
        ["enamel-summit hasStatus planned", "enamel-summit timeExpression in May"],
        ["called-for"],
    ),
    # money for what is to come
    (
        "They will each invest $7 million in three joint centres on enamels.",
        ["joint-centres hasStatus planned"],
        ["joint-centres hasStatus ongoing"],
    ),
    (
        "The Reef Trust has granted €4 million for fellowships.",
        ["fellowships hasStatus planned"],
        ["fellowships hasStatus ongoing"],
    ),
    (
        "LAMPADA, a project of the Institute of Glass, has been granted €2 million to study shells.",
        ["hasStatus planned"],
        ["hasStatus ongoing"],
    ),
    (
        "The pact commits the two bodies to four years of joint work on reefs and to a yearly exchange of staff.",
        ["joint-work hasStatus planned", "yearly-exchange hasStatus planned"],
        ["ongoing"],
    ),
    # what is expected of an undertaking itself, and what somebody is asked for
    (
        "The first charts, expected at the end of 2030, should help the harbours.",
        ["first-charts hasStatus planned"],
        ["called-for"],
    ),
    (
        "Ada Fenn said that Norland should launch a programme on enamels.",
        ["programme hasStatus called-for"],
        ["planned"],
    ),
    (
        "A review is due in autumn 2030 and could lead to a second phase.",
        ["review hasStatus planned", "second-phase hasStatus intended"],
        ["review hasStatus ongoing"],
    ),
    (
        "The pact paves the way for field trials in Ostby.",
        ["field-trials hasStatus intended"],
        ["field-trials hasStatus ongoing"],
    ),
    # what is there, and what only stands beside what ended
    (
        "To this end we launch the Shell Compact for Reefs, under which both will work on reefs.",
        ["shell-compact hasStatus ongoing"],
        ["shell-compact hasStatus completed"],
    ),
    (
        "The Shore Strategy, in place since last year, seeks to widen the range of suppliers. "
        "It is funded by the Reef Trust.",
        ["shore-strategy hasStatus ongoing"],
        ["shore-strategy hasStatus intended"],
    ),
    (
        "The visit saw the inauguration of an Enamel Observatory in Ostby.",
        ["enamel-observatory hasStatus ongoing"],
        ["completed"],
    ),
    (
        "The call builds on a pilot which ended in 2028 with an exhibition of enamels.",
        ["pilot hasStatus completed", "pilot timeExpression in 2028"],
        ["lapsed"],
    ),
    (
        "Kelp Watch follows from a letter of intent concluded by the two agencies in May 2028.",
        ["kelp-watch hasStatus ongoing", "letter-of-intent hasStatus completed"],
        ["kelp-watch hasStatus completed"],
    ),
    (
        "Norland and Sudland have cooperated on enamels since 2019.",
        ["cooperated hasStatus ongoing"],
        ["completed"],
    ),
    (
        "Winding down Kelp Watch, which the Reef Trust has run with the Tide Council.",
        ["hasStatus lapsed"],
        ["ongoing"],
    ),
    (
        "They noted with satisfaction the conclusion of Enamel Trail, a study led by the Reef Trust.",
        ["hasStatus completed"],
        ["ongoing"],
    ),
    (
        "Kelp Watch builds on the Enamel Pilot, a project financed by the Reef Trust and concluded in May 2029.",
        ["enamel-pilot hasStatus completed"],
        ["kelp-watch hasStatus completed", "enamel-pilot hasStatus ongoing"],
    ),
    (
        "The Tarn Accord will be signed in Ostby in May 2031. A panel will oversee the implementation of the accord.",
        ["tarn-accord hasStatus planned"],
        ["tarn-accord hasStatus completed"],
    ),
    # when an agreement was signed, renewed or extended
    (
        "The centre grew out of the Tarn Accord that the two ministries signed in Ostby in May 2028.",
        ["tarn-accord timeExpression in May 2028", "tarn-accord hasStatus completed"],
        [],
    ),
    (
        "Recalling the Tarn Accord, which their ministers adopted in Ostby in May 2028;",
        ["tarn-accord timeExpression in May 2028"],
        [],
    ),
    (
        "The hub falls under the Tarn Accord, concluded in Ostby in 2021 and extended last year until 2036.",
        [
            "tarn-accord hasStatus ongoing", "tarn-accord timeExpression in 2021",
            "tarn-accord timeExpression last year", "tarn-accord timeExpression until 2036",
        ],
        ["tarn-accord hasStatus completed", "hub timeExpression"],
    ),
    # terms, periods, and whose time it is
    (
        "It takes the place of a 2021 arrangement on enamels, concluded by the Tide Council.",
        ["arrangement timeExpression 2021"],
        [],
    ),
    (
        "The Tide Council and the Reef Trust have opened a four-year programme on enamels.",
        ["programme timeExpression four-year"],
        [],
    ),
    (
        "The enamel survey has a budget of €5 million for the period 2030-2034 and runs to the end of 2034.",
        ["enamel-survey timeExpression for the period 2030-2034"],
        [],
    ),
    (
        "Open Seas is funded by the Reef Trust. Applications open March 1, 2031.",
        ["open-seas timeExpression March 1, 2031"],
        [],
    ),
    (
        "At the close of the second Enamel Summit, Ada Fenn yesterday opened the Enamel Archive in Ostby.",
        ["enamel-archive timeExpression yesterday"],
        ["summit timeExpression"],
    ),
    (
        "Over the next three years, the Tide Council will invest €6 million in Open Seas.",
        [],
        ["open-seas timeExpression"],
    ),
    (
        "In March the steering group considered whether the Tarn Accord, signed in 2028, should be prolonged.",
        ["tarn-accord timeExpression in 2028"],
        ["tarn-accord timeExpression In March"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "unsaid"), SAID, ids=[text[:48] for text, _, _ in SAID])
def test_statuses_and_times_in_many_wordings(text: str, said: list[str], unsaid: list[str]) -> None:
    check_sayings(text, NAMES, ("hasStatus", "timeExpression"), said, unsaid)
