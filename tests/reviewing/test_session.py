"""A review: what is decided stands in the files, passes the gates, and can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from reviewed import (
    AIM_TYPE,
    COUNCIL_TAKES_PART,
    DRAFT,
    GLASS_TAKES_PART,
    MONDAY,
    NAME,
    ON_TOPIC,
    PARTY,
    PLANNED,
    SAID,
    SUPPORTS,
    TOPIC_NEAR,
    WRITTEN,
    write_statement,
)
from support import ROOT, STATEMENT

from kg.build import check_project
from kg.drafting.decisions import read_decisions
from kg.errors import FindingsError, InputError, UsageError
from kg.findings import has_errors
from kg.project import Project
from kg.reviewing.line import Line, NewEntity
from kg.reviewing.opening import known_readers, open_session, read_ground, to_reader
from kg.reviewing.session import Outcome, Session
from kg.reviewing.store import ConflictError

INVENTED = sorted(path.name for path in (ROOT / "tests" / "invented" / "data" / "statements").iterdir())
Open = Callable[..., Session]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_statement(tmp_path)


def open_it(folder: Path, reader: str = "Ada Lund") -> Session:
    return open_session(Project(folder.parents[2]), folder.name, to_reader(reader, []))


def claims_of(folder: Path) -> str:
    return (folder / "claims.yaml").read_text("utf-8")


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_all_that_a_draft_proposes_is_accepted_and_kg_check_passes(folder: Path) -> None:
    session = open_it(folder)
    for numbers in (
        [PARTY],
        [ON_TOPIC, PLANNED],
        [GLASS_TAKES_PART],
        [COUNCIL_TAKES_PART],
        [SUPPORTS, SAID],
        [AIM_TYPE],
    ):
        assert session.accept(numbers).is_written
    findings, build = check_project(Project(folder.parents[2]))
    assert build is not None, findings
    assert not has_errors(findings, strict=True), findings
    (statement,) = build.statements
    assert {"ada-lund", "first-draft"} == {reader.name for reader in statement.readers}
    assert {claim.confidence for claim in statement.claims} == {"1"}
    assert "rule" not in claims_of(folder)
    assert session.states() == {
        **dict.fromkeys([PARTY, ON_TOPIC, PLANNED, GLASS_TAKES_PART, COUNCIL_TAKES_PART], "accepted"),
        **dict.fromkeys([SUPPORTS, AIM_TYPE, SAID], "accepted"),
        **dict.fromkeys([TOPIC_NEAR, MONDAY, -1], "pending"),
    }


def test_every_line_that_stood_there_stands_there_still(folder: Path) -> None:
    session = open_it(folder)
    for numbers in ([AIM_TYPE], [ON_TOPIC, PLANNED], [PARTY]):
        session.accept(numbers)
    rest = iter(claims_of(folder).splitlines(keepends=True))
    assert all(line in rest for line in WRITTEN.splitlines(keepends=True))


def test_claims_stand_in_the_order_of_the_text(folder: Path) -> None:
    session = open_it(folder)
    for numbers in ([SUPPORTS, SAID], [ON_TOPIC, PLANNED], [PARTY]):
        session.accept(numbers)
    sentences = [claim.sentence for claim in session.gated.claims]
    assert sentences == sorted(sentences)
    text = claims_of(folder)
    assert text.index("# ---- sentence 2\n# nothing read yet\n- quote: >-\n    both bodies") < text.index(
        "# ---- sentence 3"
    )


def test_an_undertaking_without_a_status_is_refused_and_its_status_offered(folder: Path) -> None:
    session = open_it(folder)
    outcome = session.accept([ON_TOPIC])
    assert (codes(outcome), outcome.helps, outcome.is_written) == (["E053"], (PLANNED,), False)
    assert claims_of(folder) == WRITTEN
    assert session.accept([ON_TOPIC, *outcome.helps]).is_written


def test_the_words_of_a_speaker_need_the_speaker(folder: Path) -> None:
    session = open_it(folder)
    outcome = session.accept([SUPPORTS])
    assert (codes(outcome), outcome.helps) == (["E090"], (SAID,))


def test_what_no_gate_lets_pass_is_told_in_words_and_not_saved(folder: Path) -> None:
    session = open_it(folder)
    outcome = session.accept([MONDAY])
    assert codes(outcome) == ["E040"]
    assert "glass-agreement in: On Monday" in outcome.findings[0].found
    assert claims_of(folder) == WRITTEN
    assert not (folder / "decisions.yaml").exists()


def test_an_edited_proposal_is_remembered_and_not_offered_again(folder: Path) -> None:
    session = open_it(folder)
    line = replace(session.line_of(MONDAY), quotes=(session.line_of(PARTY).quotes[0],), obj="signed")
    line = replace(
        line, quotes=("On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement",)
    )
    assert session.edit(MONDAY, replace(line, settings=(("confidence", "0.9"), ("note", "NO: #1 “yes”")))).is_written
    assert session.states()[MONDAY] == "edited"
    assert open_it(folder).states()[MONDAY] == "edited"
    (claim,) = [claim for claim in session.gated.claims if claim.is_literal]
    assert (claim.confidence, claim.note) == ("0.9", "NO: #1 “yes”")


def test_a_rejection_outlives_a_new_draft_with_other_names(folder: Path) -> None:
    session = open_it(folder)
    session.reject([TOPIC_NEAR])
    draft = DRAFT.replace("tide-clocks", "clocks-of-tides").replace("harbour-council-2", "the-council")
    (folder / "draft.yaml").write_text(draft, encoding="utf-8")
    again = open_it(folder)
    assert [number for number, state in again.states().items() if state == "rejected"] == [TOPIC_NEAR]
    (decision,) = read_decisions(folder / "decisions.yaml").values()
    assert (decision.by, decision.say) == ("Ada Lund", "glass-agreement onTopic tide-clocks")


def test_a_linked_entity_is_the_other_one_in_claims_and_in_later_drafts(tmp_path: Path) -> None:
    register = "harbour-council: {type: FormalOrganization, label: Council of the Harbour, source: page}\n"
    sources = "page: {label: an invented page, read-on: 2026-11-20}\n"
    (tmp_path / "data" / "register").mkdir(parents=True)
    (tmp_path / "data" / "register" / "bodies.yaml").write_text(register, encoding="utf-8")
    (tmp_path / "data" / "register" / "sources.yaml").write_text(sources, encoding="utf-8")
    folder = write_statement(tmp_path)
    session = open_it(folder)
    assert session.link("harbour-council-2", "harbour-council").is_written
    assert session.accept([PARTY]).is_written
    assert "harbour-council: {mentions: [Harbour Council]}" in claims_of(folder)
    assert "harbour-council-2" not in claims_of(folder)
    (folder / "draft.yaml").write_text(DRAFT.replace("harbour-council-2", "council"), encoding="utf-8")
    again = open_it(folder)
    assert again.line_of(COUNCIL_TAKES_PART).obj == "harbour-council"
    assert again.states()[PARTY] == "accepted"
    verdicts = [decision.verdict for decision in read_decisions(folder / "decisions.yaml").values()]
    assert verdicts == ["linked", "edited"]


def test_an_entity_of_the_file_is_linked_in_every_claim_and_its_declaration_goes(folder: Path) -> None:
    session = open_it(folder)
    extra = NewEntity("council", "FormalOrganization", "Council of the Harbour", mentions=("Harbour Council",))
    session.accept([PARTY])
    quote = "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement"
    line = Line("council", "signs", "glass-agreement", (quote,))
    predicate = next(p for p in ("partOf", "supports", "participatesIn") if p in session.ground.vocabulary.sayable)
    session.add(replace(line, predicate=predicate), [extra])
    text = claims_of(folder).replace(
        "aliases: [IOG]}", "aliases: [IOG]}\n  body: {type: FormalOrganization, label: Body of the Harbour}"
    )
    (folder / "claims.yaml").write_text(text, encoding="utf-8")
    session.reload()
    outcome = session.link("harbour-council-2", "body")
    assert outcome.is_written, outcome
    assert "glass-agreement hasParty body" in claims_of(folder)
    assert "harbour-council-2" not in claims_of(folder)
    assert "mentions: [Harbour Council]" in claims_of(folder)
    assert not has_errors(session.gated.findings)


def test_links_that_lead_nowhere_or_back_are_refused(folder: Path) -> None:
    session = open_it(folder)
    with pytest.raises(UsageError, match="no entity 'harbour-council-3'"):
        session.link("tide-clocks", "harbour-council-3")
    with pytest.raises(UsageError, match="itself"):
        session.link("tide-clocks", "tide-clocks")
    session.link("tide-clocks", "safer")
    with pytest.raises(UsageError, match="itself"):
        session.link("safer", "tide-clocks")


def test_a_claim_nobody_proposed_is_added_with_a_thing_nobody_knew(folder: Path) -> None:
    session = open_it(folder)
    quote = "Under the Glass Agreement, both bodies plan a cooperation on tide clocks"
    line = Line("the-work", "underInstrument", "glass-agreement", (quote,))
    work = NewEntity("the-work", "Cooperation", "work on tide clocks", mentions=("a cooperation on tide clocks",))
    assert codes(session.preview([line])) == ["E020"]
    status = Line(
        "the-work", "hasStatus", "planned", (quote,), because=(("object", "cue"),), settings=(("cue", "plan"),)
    )
    assert codes(session.add(line, [work])) == ["E053"]
    assert session.add(status, [work]).is_written
    assert session.add(line).is_written
    assert not has_errors(session.gated.findings)


def test_a_claim_is_taken_out_again_unless_something_rests_on_it(folder: Path) -> None:
    session = open_it(folder)
    session.accept([PARTY])
    by_name = {claim.predicate.rpartition("/")[2]: claim.name for claim in session.gated.claims}
    outcome = session.take_out(by_name["hasStatus"])
    assert (codes(outcome), outcome.is_written) == (["E053"], False)
    assert session.take_out(session.gated.claims[2].name).is_written
    assert "hasParty harbour-council-2" not in claims_of(folder)
    assert session.states()[PARTY] == "rejected"
    assert "hasParty institute-of-glass   # first named" in claims_of(folder)
    session.undo()
    assert session.states()[PARTY] == "accepted"
    with pytest.raises(UsageError, match="no such claim"):
        session.take_out("0" * 16)


def test_a_claim_of_the_file_is_changed_in_one_step_that_can_be_undone(folder: Path) -> None:
    session = open_it(folder)
    session.accept([PARTY])
    before = claims_of(folder)
    said = {claim.predicate.rpartition("/")[2]: claim.name for claim in session.gated.claims}
    quote = "the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement"
    because, settings = (("object", "cue"),), (("cue", "signed"),)
    same = Line("glass-agreement", "hasStatus", "completed", (quote,), because=because, settings=settings)
    with pytest.raises(UsageError, match="nothing is changed"):
        session.change(said["hasStatus"], same)
    wrong = replace(same, obj="finished")
    assert codes(session.preview([wrong], instead_of=said["hasStatus"])) == ["E053", "E022"]
    assert not session.change(said["hasStatus"], wrong).is_written
    assert claims_of(folder) == before
    surer = replace(same, settings=(*settings, ("confidence", "0.9")))
    assert session.preview([surer], instead_of=said["hasStatus"]).passes
    assert session.change(said["hasStatus"], surer).is_written
    after = claims_of(folder)
    assert "confidence: 0.9" in after
    assert after.count("hasStatus") == 1
    assert "# first named" in after
    assert not (folder / "decisions.yaml").exists()  # it says the same as before
    assert session.undo().startswith("changed: glass-agreement hasStatus completed")
    assert claims_of(folder) == before


def test_a_claim_that_is_read_otherwise_is_not_proposed_again(folder: Path) -> None:
    session = open_it(folder)
    session.accept([PARTY])
    name = next(claim.name for claim in session.gated.claims if claim.obj.endswith("/harbour-council-2"))
    quote = "the Harbour Council signed the Glass Agreement"
    assert session.change(name, Line("glass-agreement", "hasParty", "harbour-council-2", (quote,))).is_written
    assert claims_of(folder).count("hasParty harbour-council-2") == 1
    assert quote in " ".join(claims_of(folder).split())
    assert session.states()[PARTY] == "edited"
    with pytest.raises(UsageError, match="no such claim"):
        session.change(name, Line("glass-agreement", "hasParty", "institute-of-glass", (quote,)))


def test_undo_and_redo_move_the_files(folder: Path) -> None:
    session = open_it(folder)
    session.accept([PARTY])
    accepted = claims_of(folder)
    session.reject([TOPIC_NEAR])
    assert session.undo().startswith("rejected")
    assert not (folder / "decisions.yaml").exists()
    assert session.undo().startswith("accepted")
    assert claims_of(folder) == WRITTEN
    assert session.states()[PARTY] == "pending"
    with pytest.raises(UsageError, match="nothing to undo"):
        session.undo()
    session.redo()
    assert claims_of(folder) == accepted
    session.redo()
    assert session.states()[TOPIC_NEAR] == "rejected"
    session.undo()
    session.accept([ON_TOPIC, PLANNED])
    with pytest.raises(UsageError, match="nothing to redo"):
        session.redo()


@pytest.mark.parametrize("name", ["claims.yaml", "decisions.yaml"])
def test_a_file_that_somebody_else_changed_is_not_overwritten(folder: Path, name: str) -> None:
    session = open_it(folder)
    session.reject([TOPIC_NEAR])
    session.accept([PARTY])
    theirs = (folder / name).read_text("utf-8") + "# of somebody else\n"
    (folder / name).write_text(theirs, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for decide in (lambda: session.accept([ON_TOPIC, PLANNED]), lambda: session.reject([MONDAY]), session.undo):
        with pytest.raises(ConflictError, match=f"{name} was changed by somebody else"):
            decide()
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    session.reload()
    assert session.accept([ON_TOPIC, PLANNED]).is_written
    assert session.reject([MONDAY]).is_written
    assert "# of somebody else" in (folder / name).read_text("utf-8")


def test_a_file_that_somebody_broke_meanwhile_is_told_and_not_written(folder: Path) -> None:
    session = open_it(folder)
    (folder / "claims.yaml").write_text("claims: [", encoding="utf-8")
    session.reload()
    assert "E004" in {finding.code for finding in session.gated.findings}
    with pytest.raises(InputError, match="YAML"):
        session.accept([PARTY])
    assert claims_of(folder) == "claims: ["
    (folder / "claims.yaml").write_text(WRITTEN, encoding="utf-8")
    session.reload()
    assert session.accept([PARTY]).is_written


def test_everything_sure_in_a_sentence_is_one_step(folder: Path) -> None:
    session = open_it(folder)
    outcome, taken = session.accept_sure(2, 0.85)
    assert outcome.is_written
    assert taken == [ON_TOPIC, PLANNED, GLASS_TAKES_PART, COUNCIL_TAKES_PART]
    session.undo()
    assert claims_of(folder) == WRITTEN
    assert session.accept_sure(2, 0.99)[1] == []
    _, taken = session.accept_sure(2, 0.92)
    assert taken == [PLANNED]
    assert session.accept_sure(1, 0.3)[1] == [PARTY]
    assert session.states()[MONDAY] == "pending"


def test_a_proposal_that_the_draft_itself_turned_down_is_shown_with_its_reasons(folder: Path) -> None:
    session = open_it(folder)
    (offer,) = session.drafted.rejected
    assert offer.reasons == ("E020 unknown name: visitors",)
    assert "E020" in codes(session.accept([offer.number]))


def test_readers_are_known_by_name_or_label_and_new_ones_get_a_name(folder: Path) -> None:
    project = Project(folder.parents[2])
    ground = read_ground(project, NAME)
    assert known_readers(folder, ground) == []
    assert open_it(folder).accept([PARTY]).is_written
    (known,) = known_readers(folder, ground)
    assert to_reader("Ada Lund", [known]) is to_reader("ada-lund", [known]) is known
    assert to_reader("Zoë Ånd", []).name == "zoe-and"
    for words in ("", "  ", "日本", "a\x07b", "x" * 300):
        with pytest.raises(UsageError):
            to_reader(words, [])


def test_what_cannot_be_reviewed_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no statement"):
        open_session(Project(folder.parents[2]), "glass-and-tide", to_reader("A", []))
    with pytest.raises(UsageError, match="shipped"):
        open_session(Project(ROOT, is_shipped=True), STATEMENT, to_reader("A", []))
    (folder / "draft.yaml").write_text("claims: [", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"draft\.yaml"):
        open_it(folder)
    (folder / "draft.yaml").unlink()
    assert open_it(folder).drafted.offers == ()
    (folder / "claims.yaml").write_text("claims: [", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"claims\.yaml"):
        open_it(folder)
    (folder / "claims.yaml").unlink()
    with pytest.raises((FindingsError, InputError)):
        open_it(folder)


@pytest.mark.parametrize(
    "place", [f"data/statements/{STATEMENT}", *(f"tests/invented/data/statements/{name}" for name in INVENTED)]
)
def test_a_file_that_kg_check_passes_has_no_error_in_a_review(place: str) -> None:
    folder = ROOT / place
    session = open_session(Project(folder.parents[2]), folder.name, to_reader("Ada Lund", []))
    assert [finding for finding in session.gated.findings if finding.code.startswith("E")] == []
    assert session.gated.needs == set()


def test_what_a_rule_infers_is_not_asked_for_and_what_none_infers_is(copied: Path) -> None:
    session = open_session(Project(copied), STATEMENT, to_reader("Ada Lund", []))
    signed_as = {c.obj.rpartition("/")[2]: c for c in session.gated.claims if c.predicate.endswith("/signedAs")}
    outcome = session.take_out(signed_as["uk-science-minister"].name)
    assert (codes(outcome), outcome.is_written) == (["E090"], False)
    assert "made on behalf of" in outcome.findings[0].found
    assert session.take_out(signed_as["ostp-director"].name).is_written


def test_the_shipped_statement_takes_one_more_claim_and_loses_no_byte(copied: Path) -> None:
    project = Project(copied)
    session = open_session(project, STATEMENT, to_reader("Ada Lund", []))
    before = session.store.text("claims.yaml")
    line = Line("nsf-ukri", "onTopic", "foundational-research", ("An enhanced partnership", "research in QIS"))
    assert codes(session.add(line)) == ["E040"]
    line = Line("npl", "jurisdiction", "united-kingdom", ("and the U.K. National Physical Laboratory (NPL)",))
    outcome = session.add(line)
    assert outcome.is_written, outcome
    after = session.store.text("claims.yaml")
    rest = iter(after.splitlines(keepends=True))
    assert all(row in rest for row in before.splitlines(keepends=True))
    claims = session.gated.claims
    assert [claim.sentence for claim in claims] == sorted(claim.sentence for claim in claims)
    shutil.rmtree(copied / "data" / "register")
