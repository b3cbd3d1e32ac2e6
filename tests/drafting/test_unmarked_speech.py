"""Words that a page sets off without quotation marks are their speaker's, not the document's."""

from __future__ import annotations

from sayings import Names, drafted

NAMES: Names = {"Person": "Ada Fenn; Bo Lund", "State": "Norland; Sudland"}
TEXT = """Norland and Sudland signed the Tide Accord.

Science Minister Ada Fenn said:

Norland and Sudland will launch a joint programme on tide clocks.

We are proud of it, and our joint programme will train 200 engineers.

Norland and Sudland will host a workshop in May 2031.
"""


def voices(text: str) -> dict[str, str]:
    return {a.proposal.says: a.claim.voice.rsplit("/", 1)[1] for a in drafted(text, NAMES).accepted}


def test_the_paragraphs_behind_said_are_the_speakers() -> None:
    found = voices(TEXT)
    assert found["joint-programme hasParticipant norland"] == "ada-fenn"
    assert found["joint-programme hasStatus planned"] == "ada-fenn"


def test_what_follows_without_a_first_person_is_the_documents_own() -> None:
    assert voices(TEXT)["workshop hasParticipant norland"] == "a-text"


def test_with_marks_the_marks_decide() -> None:
    text = "Ada Fenn said:\n\n“We will go on.”\n\nNorland and Sudland will host a workshop."
    assert voices(text)["workshop hasParticipant norland"] == "a-text"


def test_such_words_make_no_plain_triple() -> None:
    claims = [a.claim for a in drafted(TEXT, NAMES).accepted if a.claim.voice.endswith("ada-fenn")]
    assert claims and not any(claim.is_plain for claim in claims)
