"""The gates by example: for every reason a claim that passes and one that does not, and what a claim becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_statement import NEGATED, TEXT, check_words, claims_of, codes

from kg.claims.quotes import quotation_marks

SPRING = "- quote: They will meet in the spring\n  says:\n"


def binding_of(folder: Path, claims: str, said: str, end: str, **parts: str) -> str:
    """The reason that binds an end of a claim, where all claims pass."""
    checked = check_words(folder, claims, **parts)
    assert codes(checked) == []
    claim = claims_of(checked)[said]
    return (claim.subject_binding if end == "subject" else claim.object_binding).reason


def test_the_statement_of_these_tests_passes(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "")
    assert codes(checked) == []
    assert len(claims_of(checked)) == 3


# ---- bound by words


def test_words_bind(tmp_path: Path) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n  - work onTopic clocks\n"
    assert binding_of(tmp_path, claim, "work onTopic clocks", "subject") == "words"


def test_words_of_another_sentence_do_not_bind(tmp_path: Path) -> None:
    claim = "- quote: They have met twice\n  says:\n  - meeting hasParticipant council\n"
    assert codes(check_words(tmp_path, claim)) == ["E040", "E040"]


def test_literal_words_stand_in_the_quote(tmp_path: Path) -> None:
    good, bad = '  - meeting timeExpression "in the spring"\n', '  - meeting timeExpression "next spring"\n'
    assert codes(check_words(tmp_path, SPRING + good)) == []
    assert codes(check_words(tmp_path, SPRING + bad)) == ["E041"]


# ---- reasons


@pytest.mark.parametrize(
    ("subject", "said", "wanted"),
    [("tiny", "tiny announces agreement", []), ("council", "agreement hasParty council", ["E045"])],
)
def test_this_document(tmp_path: Path, subject: str, said: str, wanted: list[str]) -> None:
    end = "subject" if subject == "tiny" else "object"
    claim = f"- quote: signed the Glass Agreement\n  says:\n  - {{say: {said}, because: {{{end}: this-document}}}}\n"
    assert codes(check_words(tmp_path, claim)) == wanted


@pytest.mark.parametrize(
    ("cue", "wanted"),
    [("have met", []), ("will meet", ["E043"]), ("met Twice", ["E043"]), ("me", ["E043"]), ("", ["E043"])],
)
def test_a_cue_stands_in_the_quote(tmp_path: Path, cue: str, wanted: list[str]) -> None:
    entity = "  other: {type: Meeting, label: the two meetings, mentions: [have met]}\n"
    claim = "- quote: They have met twice\n  says:\n"
    claim += f"  - {{say: other hasStatus completed, because: {{object: cue}}, cue: '{cue}'}}\n"
    found = codes(check_words(tmp_path, claim, entities=entity))
    assert [code for code in found if code != "E053"] == wanted


@pytest.mark.parametrize(
    ("antecedent", "wanted"),
    [
        ("the Harbour Council of Westmark", []),
        ("The Institute of Glass and the Harbour Council of Westmark", []),
        ("The Institute of Glass", ["E042"]),  # names somebody else
        ("the Harbor Council", ["E042"]),  # does not stand in the text
        ("", ["E042"]),
    ],
)
def test_anaphora_names_its_antecedent(tmp_path: Path, antecedent: str, wanted: list[str]) -> None:
    claim = "- quote: Both bodies plan a cooperation on tide clocks\n  says:\n"
    claim += f"  - {{say: work hasParticipant council, because: {{object: anaphora}}, antecedent: '{antecedent}'}}\n"
    assert codes(check_words(tmp_path, claim)) == wanted


def test_anaphora_keeps_the_place_of_its_antecedent(tmp_path: Path) -> None:
    claim = "- quote: Both bodies plan a cooperation on tide clocks\n  says:\n"
    claim += "  - {say: work hasParticipant council, because: {object: anaphora}, antecedent: Harbour Council}\n"
    found = claims_of(check_words(tmp_path, claim))["work hasParticipant council"].object_binding.antecedent
    assert found is not None
    assert TEXT[found.start : found.end] == "Harbour Council"


def test_anaphora_takes_the_nearest_antecedent_before_the_quote(tmp_path: Path) -> None:
    text = TEXT + "\nThe Harbour Council rests. It sleeps. The Harbour Council wakes.\n"
    entity = "  night: {type: Meeting, label: sleeps}\n"
    claim = "- quote: It sleeps\n  says:\n  - {say: night hasStatus ongoing, because: {object: cue}, cue: sleeps}\n"
    claim += "  - {say: night hasParticipant council, because: {object: anaphora}, antecedent: Harbour Council}\n"
    checked = check_words(tmp_path, claim, text=text, entities=entity)
    found = claims_of(checked)["night hasParticipant council"].object_binding.antecedent
    assert found is not None
    assert found.start == text.index("Harbour Council rests")


def test_the_jurisdiction_names_a_government(tmp_path: Path) -> None:
    """“Both governments”, after the states were named: a government is meant by the name of its state."""
    register = tmp_path / "data" / "register"
    register.mkdir(parents=True)
    register.joinpath("sources.yaml").write_text("almanac: {label: an invented almanac, read-on: 2020-01-01}\n")
    register.joinpath("bodies.yaml").write_text(
        "ruritania: {type: State, label: Ruritania, source: almanac}\n"
        "ruritanian-government:\n  type: Government\n  label: Government of all Ruritanians\n  source: almanac\n"
        "  facts: [{jurisdiction: ruritania}]\n"
    )
    text = TEXT + "\nRuritania sends glass. Its government plans a cooperation on tide clocks too.\n"
    claim = "- quote: Its government plans a cooperation on tide clocks\n  says:\n"
    claim += "  - say: work hasParticipant ruritanian-government\n"
    claim += "    because: {object: anaphora}\n    antecedent: Ruritania sends glass\n"
    assert codes(check_words(tmp_path, claim, text=text)) == []


@pytest.mark.parametrize(
    ("said", "ends", "wanted"),
    [
        ("agreement hasSignature signing", "{object: structure}", []),
        ("work hasParticipant council", "{object: structure}", ["E044"]),  # a body is not of the model alone
    ],
)
def test_structure(tmp_path: Path, said: str, ends: str, wanted: list[str]) -> None:
    quote = "signed the Glass Agreement" if "signing" in said else "Both bodies plan a cooperation on tide clocks"
    claim = f"- quote: {quote}\n  says:\n  - {{say: {said}, because: {ends}}}\n"
    assert codes(check_words(tmp_path, claim)) == wanted


@pytest.mark.parametrize("reason", ["coordination", "list-head"])
@pytest.mark.parametrize(
    ("head", "wanted"), [("harbour boards", []), ("glass boards", ["E046"]), ("", ["E046"]), ("boar", ["E046"])]
)
def test_a_shared_head_stands_in_the_sentence(tmp_path: Path, reason: str, head: str, wanted: list[str]) -> None:
    text = TEXT + "\nThe northern and southern harbour boards join the tide clock work.\n"
    entity = "  north: {type: CollectiveAgent, label: northern harbour boards}\n"
    claim = "- quote: The northern and southern harbour boards join the tide clock work\n  says:\n"
    claim += f"  - {{say: work hasParticipant north, because: {{object: {reason}}}, head: '{head}'}}\n"
    assert codes(check_words(tmp_path, claim, text=text, entities=entity)) == wanted


def test_a_reason_that_is_not_needed(tmp_path: Path) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n"
    claim += "  - {say: work onTopic clocks, because: {object: anaphora}, antecedent: tide clocks}\n"
    assert codes(check_words(tmp_path, claim)) == ["E047"]


def test_an_unknown_reason(tmp_path: Path) -> None:
    claim = SPRING + "  - {say: meeting hasParticipant council, because: {object: anafora}}\n"
    assert codes(check_words(tmp_path, claim)) == ["E022"]


# ---- what stands as a plain triple


@pytest.mark.parametrize(
    ("setting", "is_plain"),
    [
        ("", True),
        (", confidence: 0.3", True),
        (", told-as: fact", True),
        (", told-as: possible", False),
        (", told-as: opinion", False),
        (", voice: fenn", False),
        (", voice: tiny", True),
    ],
)
def test_only_what_is_affirmed_as_fact_in_its_own_voice_is_plain(tmp_path: Path, setting: str, is_plain: bool) -> None:
    claim = SPRING + f"  - {{say: 'meeting timeExpression \"in the spring\"'{setting}}}\n"
    checked = check_words(tmp_path, claim)
    assert codes(checked) == []
    assert claims_of(checked)["meeting timeExpression in the spring"].is_plain is is_plain


def test_background_is_never_plain(tmp_path: Path) -> None:
    claim = SPRING + "  - {say: meeting hasParticipant council, because: {object: background}}\n"
    claim_read = claims_of(check_words(tmp_path, claim))["meeting hasParticipant council"]
    assert claim_read.object_binding.reason == "background"
    assert not claim_read.is_plain


def test_a_quoted_persons_words_are_never_plain(tmp_path: Path) -> None:
    claim = (
        "- quote: Tide clocks could make every harbour safer\n  told-as: fact\n  says:\n  - clocks supports safety\n"
    )
    read = claims_of(check_words(tmp_path, claim))["clocks supports safety"]
    assert read.voice.endswith("/agent/fenn")
    assert not read.is_plain


def test_a_setting_of_the_claim_holds_for_its_sayings_unless_they_say_otherwise(tmp_path: Path) -> None:
    claim = "- quote: They will meet in the spring\n  told-as: possible\n  confidence: 0.4\n  says:\n"
    claim += '  - meeting timeExpression "in the spring"\n  - {say: meeting hasParticipant council, told-as: opinion,'
    claim += " because: {object: background}}\n"
    read = claims_of(check_words(tmp_path, claim))
    first, second = read["meeting timeExpression in the spring"], read["meeting hasParticipant council"]
    assert (first.told_as, first.confidence) == ("possible", "0.4")
    assert (second.told_as, second.confidence) == ("opinion", "0.4")


# ---- quotes


@pytest.mark.parametrize(
    ("quotes", "wanted"),
    [
        ("[They, in the spring]", []),
        ("[will meet, in the spring]", []),
        ("[in the spring, will meet]", []),  # the order of the quotes does not matter
        ("[will meet, meet in the spring]", ["E036"]),
        ("[in the spring, in the spring]", ["E036"]),
        ("[will, meet, in, spring]", ["E034"]),
        ("[will meet, Ada Fenn]", ["E031"]),
        ("[will meet, nowhere]", ["E030"]),
        ("[will mee, in the spring]", ["E032"]),
    ],
)
def test_quotes_of_one_claim(tmp_path: Path, quotes: str, wanted: list[str]) -> None:
    claim = f"- quotes: {quotes}\n  sentence: 4\n  says:\n"
    claim += "  - {say: meeting hasParticipant council, because: {subject: background, object: background}}\n"
    assert codes(check_words(tmp_path, claim)) == wanted


@pytest.mark.parametrize(
    ("number", "wanted"), [("", ["E033"]), ("1", []), ("2", []), ("3", ["E031"]), ("one", ["E011", "E033"])]
)
def test_words_that_stand_twice_need_the_sentences_number(tmp_path: Path, number: str, wanted: list[str]) -> None:
    text = "The Glass Agreement is signed. The Glass Agreement is kept.\n\n" + TEXT
    sentence = f"  sentence: {number}\n" if number else ""
    claim = f"- quote: The Glass Agreement is\n{sentence}  says:\n  - {{say: tiny announces agreement, "
    claim += "because: {subject: this-document}}\n"
    found = codes(check_words(tmp_path, claim, text=text))
    assert [code for code in found if code in ("E011", "E031", "E033")] == wanted


# ---- voices


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “we go” and “we stay”.", ["we go", "we stay"]),
        ('She said "we go" and "we stay".', ["we go", "we stay"]),
        ("“One.\n\n“Two.\n\n“Three.” Out.", ["One.\n\n“Two.\n\n“Three."]),
        ("Nothing said.", []),
        ("“” empty", [""]),
    ],
)
def test_quotation_marks(text: str, inside: list[str]) -> None:
    assert [text[span.start : span.end] for span in quotation_marks(text)] == inside


LONG = "\nFenn said: “Glass is old.\n\n“Glass is new.\n\n“Glass is tide clocks.” The end is near.\n"


@pytest.mark.parametrize("words", ["Glass is old", "Glass is new", "Glass is tide clocks"])
def test_every_paragraph_of_a_long_quotation_is_inside_it(tmp_path: Path, words: str) -> None:
    claim = f"- quote: {words}\n  says:\n  - {{say: westmark leadsIn glass, "
    claim += "because: {subject: background, object: background}}\n"
    entity = "  glass: {type: Topic, label: glazing}\n"
    assert codes(check_words(tmp_path, claim, text=TEXT + LONG, entities=entity)) == ["E055"]


def test_running_text_behind_a_long_quotation_is_the_documents(tmp_path: Path) -> None:
    claim = "- quote: The end is near\n  says:\n  - {say: clocks supports safety, "
    claim += "because: {subject: background, object: background}}\n"
    checked = check_words(tmp_path, claim, text=TEXT + LONG)
    assert codes(checked) == []
    assert not claims_of(checked)["clocks supports safety"].is_quoted


@pytest.mark.parametrize(
    ("quote", "wanted"),
    [
        ("every harbour safer,” said Ada Fenn", ["E057"]),  # out of the quotation
        ("“Tide clocks could make", ["E057"]),  # with its mark
        ("said Ada Fenn", []),
    ],
)
def test_a_quote_stays_on_one_side_of_the_mark(tmp_path: Path, quote: str, wanted: list[str]) -> None:
    claim = f"- quote: >-\n    {quote}\n  says:\n  - {{say: westmark leadsIn clocks, "
    claim += "because: {subject: background, object: background}}\n"
    assert codes(check_words(tmp_path, claim)) == wanted


def test_quotes_inside_and_outside_do_not_mix(tmp_path: Path) -> None:
    claim = (
        "- quotes: [Tide clocks could make every harbour safer, said Ada Fenn]\n  says:\n  - clocks supports safety\n"
    )
    assert codes(check_words(tmp_path, claim)) == ["E057"]


def test_another_voice_cannot_be_given_to_direct_speech(tmp_path: Path) -> None:
    claim = "- quote: Tide clocks could make every harbour safer\n  voice: tiny\n  says:\n  - clocks supports safety\n"
    assert codes(check_words(tmp_path, claim)) == ["E056"]


# ---- names


def test_a_name_of_the_register_may_get_mentions_alone(tmp_path: Path) -> None:
    register = tmp_path / "data" / "register"
    register.mkdir(parents=True)
    register.joinpath("sources.yaml").write_text("almanac: {label: an invented almanac, read-on: 2020-01-01}\n")
    register.joinpath("topics.yaml").write_text("glass: {type: Topic, label: glazing, source: almanac}\n")
    claim = "- quote: plan a cooperation on tide clocks\n  says:\n  - work onTopic glass\n"
    assert codes(check_words(tmp_path, claim)) == ["E040"]
    assert codes(check_words(tmp_path, claim, entities="  glass: {mentions: [tide clocks]}\n")) == []
    assert codes(check_words(tmp_path, claim, entities="  glass: {mentions: [tide clock]}\n")) == ["E035", "E040"]
    assert codes(check_words(tmp_path, "", entities="  glass: {type: Topic, label: glass}\n")) == ["E023"]


@pytest.mark.parametrize("name", ["Glass", "glass_work", "-glass", "glass--work", "glass work", "verre-à-vin"])
def test_a_name_is_lower_case_with_hyphens(tmp_path: Path, name: str) -> None:
    assert codes(check_words(tmp_path, "", entities=f"  {name}: {{type: Topic, label: glass}}\n")) == ["E011"]


# ---- all claims together


def test_the_same_claim_twice(tmp_path: Path) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n  - work onTopic clocks\n"
    assert codes(check_words(tmp_path, claim + claim)) == ["E060"]


def test_the_same_triple_from_other_words_is_another_claim(tmp_path: Path) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n  - work onTopic clocks\n"
    assert codes(check_words(tmp_path, claim + claim.replace("quote: a", "quote: plan a"))) == []


NOT_ABOUT_CLOCKS = "- quote: The tide clock work is not about tide clocks\n  says:\n"


def test_what_is_excluded_is_never_plain(tmp_path: Path) -> None:
    checked = check_words(
        tmp_path, NOT_ABOUT_CLOCKS + "  - {say: work onTopic clocks, polarity: excluded}\n", text=NEGATED
    )
    assert codes(checked) == []
    read = claims_of(checked)["work onTopic clocks"]
    assert (read.polarity, read.is_plain) == ("excluded", False)


# ---- words that exclude or make possible


@pytest.mark.parametrize(
    ("claim", "wanted"),
    [
        (NOT_ABOUT_CLOCKS + "  - work onTopic clocks\n", ["E049"]),
        (NOT_ABOUT_CLOCKS + "  - {say: work onTopic clocks, polarity: affirmed}\n", []),
        (NOT_ABOUT_CLOCKS + "  - {say: work onTopic clocks, polarity: excluded}\n", []),
        ("- quote: a cooperation on tide clocks\n  polarity: excluded\n  says:\n  - work onTopic clocks\n", ["E048"]),
        ("- quotes: [The tide clock work, about tide clocks]\n  says:\n  - work onTopic clocks\n", ["E049"]),
        ("- quote: Tide clocks could make every harbour safer\n  says:\n  - clocks supports safety\n", ["E058"]),
        ("- quotes: [Tide clocks, make every harbour safer]\n  says:\n  - clocks supports safety\n", ["E058"]),
        (
            "- quotes: [Tide clocks, make every harbour safer]\n  told-as: possible\n"
            "  says:\n  - clocks supports safety\n",
            [],
        ),
    ],
)
def test_words_that_exclude_or_make_possible_are_not_passed_over(tmp_path: Path, claim: str, wanted: list[str]) -> None:
    """In the quote, or cut off just before it."""
    assert codes(check_words(tmp_path, claim, text=NEGATED)) == wanted


def test_a_deprecated_predicate_names_its_successor(tmp_path: Path) -> None:
    checked = check_words(tmp_path, "- quote: a cooperation on tide clocks\n  says:\n  - agreement facilitates work\n")
    assert [(finding.code, finding.nearest) for finding in checked.findings if finding.code == "E021"] == [
        ("E021", "supports")
    ]


def test_a_word_of_exclusion_in_another_stretch_of_the_sentence_is_no_matter(tmp_path: Path) -> None:
    text = NEGATED.replace("is not about", "is not about fish, but about")
    claim = "- quotes: [The tide clock work, about tide clocks]\n  says:\n  - work onTopic clocks\n"
    assert codes(check_words(tmp_path, claim, text=text)) == []


# ---- no claim twice, none against another


@pytest.mark.parametrize(
    ("second", "wanted"),
    [("polarity: excluded", ["E061"]), ("polarity: excluded, voice: fenn", []), ("polarity: affirmed", [])],
)
def test_a_document_does_not_contradict_itself(tmp_path: Path, second: str, wanted: list[str]) -> None:
    claim = "- quote: a cooperation on tide clocks\n  says:\n  - work onTopic clocks\n"
    claim += f"{NOT_ABOUT_CLOCKS}  - {{say: work onTopic clocks, {second}}}\n"
    assert codes(check_words(tmp_path, claim, text=NEGATED)) == wanted


@pytest.mark.parametrize(
    ("extra", "wanted"),
    [
        ("{say: meeting hasStatus ongoing, because: {object: cue}, cue: meet}", ["E054"]),
        ("{say: meeting hasStatus completed, polarity: affirmed, because: {object: cue}, cue: will}", ["E054"]),
        ("{say: meeting hasStatus planned, because: {object: cue}, cue: will}", ["E060"]),
    ],
)
def test_one_status_a_document(tmp_path: Path, extra: str, wanted: list[str]) -> None:
    assert codes(check_words(tmp_path, SPRING + f"  - {extra}\n")) == wanted


def test_the_same_status_read_twice_is_one_status(tmp_path: Path) -> None:
    claim = "- quote: will meet in the spring\n  says:\n"
    claim += "  - {say: meeting hasStatus planned, because: {object: cue}, cue: will meet}\n"
    assert codes(check_words(tmp_path, claim)) == []


@pytest.mark.parametrize("kind", ["Cooperation", "Meeting", "Programme", "Undertaking", "Instrument", "Strategy"])
def test_what_needs_a_status(tmp_path: Path, kind: str) -> None:
    entity = f"  thing: {{type: {kind}, label: met twice}}\n"
    claim = "- quote: They have met twice\n  says:\n  - {say: thing hasAim safety, because: {object: background}}\n"
    assert codes(check_words(tmp_path, claim, entities=entity)) == ["E053"]


def test_what_is_only_declared_needs_no_status(tmp_path: Path) -> None:
    assert codes(check_words(tmp_path, "", entities="  thing: {type: Meeting, label: met twice}\n")) == []
