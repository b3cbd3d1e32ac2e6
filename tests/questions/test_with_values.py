"""Questions that are asked with a value, asked of the invented project: both engines, the same rows."""

from __future__ import annotations

import pytest
from test_questions import HELD, INVENTED, csv_from_rdflib, index, plain_graph

from kg.asking.parameters import bind
from kg.asking.questions import get_question
from kg.asking.results import to_csv

CASES = [
    (
        "history-of",
        {"undertaking": "work on tide clocks"},
        """
date,document,status,told_as,said_by,quote
2020-03-03,tide-accord-2020,planned,fact,the document,"Under the Tide Accord, the Institute of Glass (IOG) and the \
Harbour Council will work together on tide clocks"
2021-03-04,tide-accord-progress-2021,ongoing,fact,the document,The Institute of Glass and the Harbour Council \
continue their work on tide clocks
2023-04-01,coast-institute-2023,ongoing,fact,the document,The Coast Institute has taken over the work on tide clocks
""",
    ),
    (
        "counterparts-of",
        {"body": "IOG"},
        """
counterpart,relation,undertaking,status,date
Harbour Council,cooperates with,work on tide clocks,ongoing,2021-03-04
Harbour Council,cooperates with,work on tide clocks,ongoing,2023-04-01
""",
    ),
    (
        "undertakings-of-state",
        {"state": "Norland"},
        """
rank,status,undertaking,kind,as_of
4,ongoing,work on tide clocks,Cooperation,2023-04-01
,lapsed,exchange of students,Cooperation,2021-03-04
""",
    ),
    (
        "words-of",
        {"person": "Ada Fenn"},
        """
document,sentence,says,told_as,quote
tide-accord-2020,9,tide clocks — supports — make every harbour safer,possible,Tide clocks can make every harbour safer
tide-accord-2020,9,make every harbour safer — aim type — security,fact,make every harbour safer
""",
    ),
    (
        "in-office-on",
        {"day": "2020-03-03"},
        """
who,is,where,from,until,not_recorded,source
Ada Fenn,holder of,Science Minister of Norland,2019-02-01,2021-09-30,,an invented almanac
Ada Fenn,member of,Tide Board,2019-05,2022-12,,an invented almanac
Bo Lund,holder of,Science Minister of Sudmark,2018,,until when,an invented almanac
""",
    ),
    (
        "in-office-on",
        {"day": "2017-12-31"},
        """
who,is,where,from,until,not_recorded,source
""",
    ),
    (
        "aims-of-type",
        {"type": "security"},
        """
date,document,says,told_as,said_by
2020-03-03,tide-accord-2020,tide clocks — supports — make every harbour safer,possible,Ada Fenn
""",
    ),
    (
        "said-of",
        {"document": "tide-accord-2020", "body": "Tide Fund"},
        """
sentence,says,told_as,said_by,quote
4,joint call on tide clocks — funded by — Tide Fund,fact,the document,The Tide Fund will give €2 million to a joint \
call on tide clocks to train young engineers
""",
    ),
    (
        "said-of",
        {"document": "Tide Accord", "body": "tide-fund"},
        """
sentence,says,told_as,said_by,quote
4,joint call on tide clocks — funded by — Tide Fund,fact,the document,The Tide Fund will give €2 million to a joint \
call on tide clocks to train young engineers
""",
    ),
    (
        "words-on",
        {"topic": "military-uses"},
        """
document,sentence,says,told_as,said_by,quote
tide-accord-2020,8,Tide Accord — on topic — military uses of tide clocks (excluded),fact,the document,The Tide Accord \
will not cover military uses of tide clocks
""",
    ),
    (
        "topics-within",
        {"topic": "clocks"},
        """
broader,within,undertaking,status,as_of
,clocks,,,
clocks,tide clocks,joint call on tide clocks,ongoing,2021-03-04
clocks,tide clocks,work on tide clocks,ongoing,2023-04-01
""",
    ),
    (
        "less-sure-than",
        {"confidence": "1"},
        """
sure,document,sentence,claim,quote,note
0.9,coast-institute-2023,3,Tide Accord — has status — completed,The Coast Statement builds on the Tide Accord,
""",
    ),
]


@pytest.mark.parametrize(("name", "values", "wanted"), CASES, ids=[f"{n}-{'-'.join(v.values())}" for n, v, _ in CASES])
def test_answer_of_the_invented_project(name: str, values: dict[str, str], wanted: str) -> None:
    sparql = bind(get_question(HELD, name), values, index(INVENTED))
    expected = wanted.lstrip().replace("\n", "\r\n")
    assert to_csv(index(INVENTED).query(sparql), index(INVENTED)) == expected
    assert csv_from_rdflib(plain_graph(INVENTED), sparql) == expected


def test_every_question_that_is_asked_with_a_value_is_asked_here() -> None:
    assert {name for name, _, _ in CASES} == {question.name for question in HELD if question.parameters}
