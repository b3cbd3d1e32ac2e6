"""Attempts to get past the gates with what the text does not say. Each must end in a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_statement import HEAD, NEGATED, QUOTATIONS, TEXT, check, check_words, claims_file, claims_of, codes, write

from kg.claims.statement import Checked

SPRING = "- quote: They will meet in the spring\n  says:\n"
BODIES = "- quote: Both bodies plan a cooperation on tide clocks\n  says:\n"
SAFER = "- quote: Tide clocks could make every harbour safer\n  says:\n"
FREE = "because: {subject: background, object: background}"


def with_register(folder: Path, bodies: str) -> None:
    register = folder / "data" / "register"
    register.mkdir(parents=True)
    register.joinpath("sources.yaml").write_text("almanac: {label: an invented almanac, read-on: 2020-01-01}\n")
    register.joinpath("bodies.yaml").write_text(bodies)


# ---- reasons that prove nothing


@pytest.mark.parametrize("cue", ["in", "the", "They"])
def test_a_cue_does_not_make_a_body_take_part(tmp_path: Path, cue: str) -> None:
    claim = SPRING + f"  - {{say: meeting hasParticipant council, because: {{object: cue}}, cue: {cue}}}\n"
    assert codes(check_words(tmp_path, claim)) != []


@pytest.mark.parametrize("cue", ["in", "the", "They"])
def test_a_status_is_not_read_from_function_words(tmp_path: Path, cue: str) -> None:
    entity = "  other: {type: Meeting, label: the second meeting, mentions: [in the spring]}\n"
    claim = SPRING + f"  - {{say: other hasStatus completed, because: {{object: cue}}, cue: {cue}}}\n"
    assert "E043" in codes(check_words(tmp_path, claim, entities=entity))


@pytest.mark.parametrize("reason", ["list-head", "coordination"])
@pytest.mark.parametrize("head", ["the", "spring", "They will meet in the spring"])
def test_a_head_belongs_to_what_it_heads(tmp_path: Path, reason: str, head: str) -> None:
    claim = SPRING + f"  - {{say: meeting hasParticipant council, because: {{object: {reason}}}, head: {head}}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E046"]


@pytest.mark.parametrize(
    ("key", "code"), [("cue", "E043"), ("head", "E046"), ("antecedent", "E042")], ids=["cue", "head", "antecedent"]
)
def test_words_without_a_reason_are_checked_too(tmp_path: Path, key: str, code: str) -> None:
    claim = SPRING + f"  - {{say: 'meeting timeExpression \"in the spring\"', {key}: have never met}}\n"
    assert codes(check_words(tmp_path, claim)) == [code]


def test_the_name_of_a_state_is_not_the_name_of_its_every_body(tmp_path: Path) -> None:
    with_register(
        tmp_path,
        "ruritania: {type: State, label: Ruritania, source: almanac}\n"
        "glass-office: {type: FormalOrganization, label: Glass Office, source: almanac,"
        " facts: [{jurisdiction: ruritania}]}\n",
    )
    text = TEXT + "\nRuritania sends glass. It joins the tide clock work.\n"
    claim = "- quote: It joins the tide clock work\n  says:\n  - say: work hasParticipant glass-office\n"
    claim += "    because: {object: anaphora}\n    antecedent: Ruritania sends glass\n"
    assert codes(check_words(tmp_path, claim, text=text)) == ["E042"]


def test_structure_needs_an_end_that_is_bound(tmp_path: Path) -> None:
    claim = "- quote: said Ada Fenn\n  says:\n"
    claim += "  - {say: signing onBehalfOf westmark, because: {subject: structure, object: background}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E044"]


def test_a_reason_is_a_word(tmp_path: Path) -> None:
    claim = SPRING + "  - {say: 'meeting timeExpression \"in the spring\"', because: {subject: [anaphora]}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E010"]


def test_an_antecedent_stays_inside_one_sentence(tmp_path: Path) -> None:
    claim = BODIES + "  - say: work hasParticipant council\n    because: {object: anaphora}\n"
    claim += "    antecedent: the Harbour Council of Westmark signed the Glass Agreement on Monday. Both bodies\n"
    assert codes(check_words(tmp_path, claim)) == ["E042"]


# ---- words that are not the text's


def test_literal_words_do_not_run_over_two_quotes(tmp_path: Path) -> None:
    claim = '- quotes: [will meet, spring]\n  says:\n  - meeting timeExpression "meet … spring"\n'
    assert codes(check_words(tmp_path, claim)) == ["E041"]


def test_a_cue_does_not_run_over_two_quotes(tmp_path: Path) -> None:
    claim = "- quotes: [a cooperation, tide clocks]\n  says:\n  - {say: work onTopic clocks, because: {subject: cue}, "
    claim += "cue: cooperation … tide}\n"
    assert codes(check_words(tmp_path, claim)) == ["E043"]


def test_a_label_does_not_run_over_two_quotes(tmp_path: Path) -> None:
    entity = "  body: {type: CollectiveAgent, label: They … spring}\n"
    claim = "- quotes: [They, spring]\n  says:\n"
    claim += "  - {say: meeting hasParticipant body, because: {subject: background}}\n"
    assert codes(check_words(tmp_path, claim, entities=entity)) == ["E040"]


@pytest.mark.parametrize("forms", ["mentions: [the]", "mentions: [in the]", "aliases: [the]", "mentions: [They]"])
def test_function_words_name_nothing(tmp_path: Path, forms: str) -> None:
    entity = f"  body: {{type: CollectiveAgent, label: the shadow council, {forms}}}\n"
    assert codes(check_words(tmp_path, SPRING + "  - meeting hasParticipant body\n", entities=entity)) != []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Both boards can’t join the tide clock work.", "Both boards can"),
        ("The boards give 1.5 million crowns.", "5 million crowns"),
        ("The boards join a non-binding tide clock work.", "binding tide clock work"),
    ],
)
def test_a_quote_does_not_begin_or_end_inside_a_written_word(tmp_path: Path, text: str, quote: str) -> None:
    claim = f"- quote: {quote}\n  says:\n  - {{say: westmark leadsIn glass, {FREE}}}\n"
    entity = "  glass: {type: Topic, label: glazing}\n"
    assert codes(check_words(tmp_path, claim, text=f"{TEXT}\n{text}\n", entities=entity)) == ["E032"]


@pytest.mark.parametrize("says", ["", " []", " ''"])
def test_a_claim_says_something(tmp_path: Path, says: str) -> None:
    assert codes(check_words(tmp_path, f"- quote: words that stand nowhere\n  says:{says}\n")) != []


def test_an_empty_quote_among_others(tmp_path: Path) -> None:
    claim = f"- quotes: ['', They will meet]\n  says:\n  - {{say: meeting hasParticipant council, {FREE}}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E030"]


# ---- voices


@pytest.mark.parametrize("name", ["clocks", "safety", "agreement"])
def test_only_an_agent_speaks(tmp_path: Path, name: str) -> None:
    claim = SPRING + f"  - {{say: 'meeting timeExpression \"in the spring\"', voice: {name}}}\n"
    assert codes(check_words(tmp_path, claim)) != []
    speech = QUOTATIONS.replace("speaker: fenn", f"speaker: {name}")
    assert codes(check_words(tmp_path, "", quotations=speech)) != []


def test_the_declared_speaker_is_the_one_that_is_claimed(tmp_path: Path) -> None:
    claim = "- quote: said Ada Fenn\n  says:\n  - {say: speech speaker fenn, because: {subject: structure}}\n"
    speech = QUOTATIONS.replace("speaker: fenn", "speaker: council")
    assert codes(check_words(tmp_path, claim)) == []
    assert codes(check_words(tmp_path, claim, quotations=speech)) != []


def test_direct_speech_stands_between_quotation_marks(tmp_path: Path) -> None:
    speech = QUOTATIONS.replace("We do like glass.]", "We do like glass., They will meet in the spring]")
    assert codes(check_words(tmp_path, "", quotations=speech)) != []


def test_words_of_a_quotation_that_stand_twice(tmp_path: Path) -> None:
    text = "We do like glass. Nobody said so.\n\n" + TEXT
    claim = f"- quote: We do like glass\n  sentence: 1\n  says:\n  - {{say: westmark leadsIn clocks, {FREE}}}\n"
    checked = check_words(tmp_path, claim, text=text)
    read = claims_of(checked).get("westmark leadsIn clocks")
    assert codes(checked) != [] or (read is not None and not read.is_quoted)


@pytest.mark.parametrize("marks", ["‘’", "«»", "„“"])
def test_other_quotation_marks_are_quotation_marks(tmp_path: Path, marks: str) -> None:
    text = TEXT.replace("“Tide", f"{marks[0]}Tide").replace("safer,”", f"safer,{marks[1]}")
    assert codes(check_words(tmp_path, SAFER + "  - clocks supports safety\n", text=text, quotations="")) == ["E055"]


def test_a_quotation_that_is_never_closed(tmp_path: Path) -> None:
    text = TEXT.split("“")[0] + "“Tide clocks could make every harbour safer, said Ada Fenn.\n"
    assert codes(check_words(tmp_path, SAFER + "  - clocks supports safety\n", text=text, quotations="")) == ["E055"]


def test_a_quotation_inside_a_quotation(tmp_path: Path) -> None:
    text = TEXT.replace(
        "Tide clocks could make every harbour safer,", 'See "tide clocks could make every harbour safer", yes'
    )
    claim = SAFER.replace("Tide", "tide") + "  - clocks supports safety\n"
    assert codes(check_words(tmp_path, claim, text=text, quotations="")) == ["E055"]


# ---- statuses and contradictions


@pytest.mark.parametrize("setting", ["told-as: opinion", "voice: fenn", "told-as: possible"])
def test_what_stands_plainly_has_a_plain_status(tmp_path: Path, setting: str) -> None:
    entity = "  other: {type: Meeting, label: the second meeting, mentions: [have met]}\n"
    claim = f"- quote: They have met twice\n  says:\n  - {{say: other hasStatus completed, {setting}, "
    claim += 'because: {object: cue}, cue: have met}\n  - other timeExpression "twice"\n'
    checked = check_words(tmp_path, claim, entities=entity)
    assert codes(checked) == ["E053"]


def test_a_contradiction_is_found_behind_another_voice(tmp_path: Path) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n  - {say: work onTopic clocks, voice: fenn}\n"
    claim += "- quote: plan a cooperation on tide clocks\n  says:\n  - work onTopic clocks\n"
    claim += "- quote: The tide clock work is not about tide clocks\n  says:\n"
    claim += "  - {say: work onTopic clocks, polarity: excluded}\n"
    assert codes(check_words(tmp_path, claim, text=NEGATED)) == ["E061"]


# ---- what is recorded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: tiny", "id:"),
        ("title: Two bodies sign", "title:"),
        ("title: Two bodies sign", "title: ' '"),
        ("issued: 2020-02-03", "issued:"),
        ("kind: press-release", "kind:"),
        ("recorded: {from: an invented page, read-on: 2020-02-04}", "recorded:"),
        ("from: an invented page", "from: ''"),
        ("read-on: 2020-02-04", "read-on: ''"),
        ("rights: {licence: cc0, publish-text: yes}", "rights:"),
        ("licence: cc0", "licence: ''"),
        ("publish-text: yes", "publish-text: ''"),
        ("name: first-reader", "name: ''"),
        ("label: an invented reader", "label: ''"),
        ("kind: person", "kind: ''"),
        ("on: 2020-02-05", "on: ''"),
        ("- {name: first-reader, label: an invented reader, kind: person, on: 2020-02-05}\n", ""),
    ],
)
def test_a_required_value_is_not_empty(tmp_path: Path, old: str, new: str) -> None:
    assert old in HEAD
    assert set(codes(check_words(tmp_path, "", head=HEAD.replace(old, new)))) == {"E009"}


@pytest.mark.parametrize("name", ["clocks", "tiny", "agreement"])
def test_only_an_agent_publishes(tmp_path: Path, name: str) -> None:
    assert codes(check_words(tmp_path, "", head=HEAD + f"publisher: {name}\n")) != []
    assert codes(check_words(tmp_path, "", head=HEAD + "publisher: council\n")) == []


@pytest.mark.parametrize("number", ["0.0_5", "٠.٥", "nan", "inf", "0", "-0.5", "1.1", "0x1", "high"])
def test_a_confidence_is_a_decimal_number(tmp_path: Path, number: str) -> None:
    claim = SPRING + f"  - {{say: 'meeting timeExpression \"in the spring\"', confidence: '{number}'}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E011"]


def test_there_is_no_sentence_0(tmp_path: Path) -> None:
    claim = SPRING.replace("  says", "  sentence: 0\n  says") + '  - meeting timeExpression "in the spring"\n'
    assert codes(check_words(tmp_path, claim)) != []


@pytest.mark.parametrize("day", ["2020-02-30", "2020-2-3", "03.02.2020", "2020", "２０２０-02-03", "yesterday"])
def test_a_day_is_a_day(tmp_path: Path, day: str) -> None:
    head = HEAD.replace("read-on: 2020-02-04", f"read-on: {day}")
    assert codes(check_words(tmp_path, "", head=head)) == ["E011"]


# ---- the second reader


READINGS = "reader: {{name: {reader}, label: a reader, kind: person, on: 2020-02-06}}\nverdicts:\n{verdicts}"


def check_readings(folder: Path, reader: str, verdicts: str) -> Checked:
    claim = SPRING + '  - meeting timeExpression "in the spring"\n'
    statement = write(folder, TEXT, claims_file(claim))
    names = {c.name for said, c in claims_of(check(statement)).items() if "timeExpression" in said}
    written = READINGS.format(reader=reader, verdicts=verdicts.replace("NAME", names.pop()))
    statement.joinpath("readings.yaml").write_text(written, "utf-8")
    return check(statement)


AGREES = "- {claim: NAME, says: spring meeting | timeExpression | “in the spring” | fact, verdict: agrees}\n"


def test_a_second_reader_agrees(tmp_path: Path) -> None:
    checked = check_readings(tmp_path, "second-reader", AGREES)
    assert codes(checked) == []
    assert checked.statement is not None and len(checked.statement.read_twice) == 1


def test_a_reading_of_a_changed_claim_does_not_count(tmp_path: Path) -> None:
    changed = check_readings(tmp_path, "second-reader", AGREES.replace("| fact", "| possible"))
    assert codes(changed) == ["W080"]
    assert changed.statement is not None and changed.statement.read_twice == frozenset()


def test_the_second_reader_is_another(tmp_path: Path) -> None:
    assert codes(check_readings(tmp_path, "first-reader", AGREES)) != []


def test_a_claim_has_one_verdict(tmp_path: Path) -> None:
    checked = check_readings(tmp_path, "second-reader", AGREES + AGREES.replace("agrees", "differs"))
    assert checked.statement is not None
    assert codes(checked) != ["W081"] or checked.statement.read_twice == frozenset()


def test_a_cue_does_not_name_another_status(tmp_path: Path) -> None:
    text = TEXT + "\nA third meeting is intended to follow.\n"
    entity = "  third: {type: Meeting, label: A third meeting}\n"
    for status, wanted in (("ongoing", ["E043"]), ("planned", ["E043"])):
        claim = "- quote: A third meeting is intended to follow\n  says:\n"
        claim += f"  - {{say: third hasStatus {status}, because: {{object: cue}}, cue: is intended to}}\n"
        assert codes(check_words(tmp_path, claim, text=text, entities=entity)) == wanted


def test_a_cue_that_only_begins_as_another_status_does_names_none(tmp_path: Path) -> None:
    """“comparing” is not “completed”, “completion” is."""
    text = TEXT + "\nA third meeting has been comparing shells.\nA fourth meeting came to completion.\n"
    entities = "  third: {type: Meeting, label: A third meeting}\n  fourth: {type: Meeting, label: A fourth meeting}\n"
    for name, words, cue, wanted in (
        ("third", "A third meeting has been comparing shells", "has been comparing", []),
        ("fourth", "A fourth meeting came to completion", "came to completion", ["E043"]),
    ):
        claim = f"- quote: {words}\n  says:\n"
        claim += f"  - {{say: {name} hasStatus ongoing, because: {{object: cue}}, cue: {cue}}}\n"
        found = codes(check_words(tmp_path, claim, text=text, entities=entities))
        assert [code for code in found if code == "E043"] == wanted
