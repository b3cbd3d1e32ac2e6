"""A small project with a draft, for the tests of reviewing: the example of docs/claims-file.md, little of it read."""

from __future__ import annotations

from pathlib import Path

TEXT = (
    "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement. "
    "Under the Glass Agreement, both bodies plan a cooperation on tide clocks.\n\n"
    "“Tide clocks could make every harbour safer,” said Ada Fenn, Director of the Institute of Glass. "
    "Visitors were thanked with tea and small glass fish.\n"
)
NAME = "glass-and-tides"
WRITTEN = """\
# What the invented text about glass and tides says.
id: glass-and-tides
title: Two bodies sign in the harbour      # as the page gives it
issued: 2020-02-03
kind: press-release
publisher: institute-of-glass
recorded:
  from: the website of the Institute of Glass
  read-on: 2020-02-04
rights: {licence: cc0, publish-text:   yes}
readers:
- {name: first-draft, label: first draft, kind: software, on: 2020-02-05}

entities:
  # bodies
  institute-of-glass: {type: FormalOrganization, label: Institute of Glass, aliases: [IOG]}
  glass-agreement:   {type: Instrument, label: Glass Agreement}

uncovered:
- words: Director of the Institute of Glass
  excuse: not-sayable
- words: Visitors were thanked with tea and small glass fish
  excuse: courtesy

claims:
# ---- sentence 1
- quote: >-
    the Institute of Glass (IOG) and the Harbour Council signed the Glass
    Agreement
  says:
  - glass-agreement hasParty institute-of-glass   # first named
  - {say: glass-agreement hasStatus completed, because: {object: cue}, cue: signed}
- quote: the Glass Agreement
  sentence: "1"
  says:
  - glass-agreement type agreement

# ---- sentence 2
# nothing read yet
"""
DRAFT = """\
# Proposals for glass-and-tides, drafted by rules.
id: glass-and-tides
entities:
  institute-of-glass: {mentions: [the Institute of Glass, IOG]}
  harbour-council-2: {type: FormalOrganization, label: Harbour Council, mentions: [Harbour Council]}
  tide-clock-work: {type: Cooperation, label: cooperation on tide clocks, mentions: [a cooperation on tide clocks]}
  tide-clocks: {type: Topic, label: tide clocks}
  safer: {type: Aim, label: make every harbour safer}
  ada-fenn: {type: Person, label: Ada Fenn}
quotations:
  fenn-words: {speaker: ada-fenn, label: Ada Fenn’s words, words: ["Tide clocks could make every harbour safer,"]}
claims:
- quote: >-
    the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement
  sentence: "1"
  says:
  - {say: glass-agreement hasParty harbour-council-2, confidence: 0.93, rule: signed-by}
  - {say: glass-agreement onTopic tide-clocks, confidence: 0.41, rule: topic-near, firings: 3}
- quote: On Monday
  rule: time-phrase
  says:
  - {say: 'glass-agreement timeExpression "On Monday"', confidence: 0.8}
- quote: both bodies plan a cooperation on tide clocks
  says:
  - {say: tide-clock-work onTopic tide-clocks, confidence: 0.9, rule: on-topic}
  - {say: tide-clock-work hasStatus planned, because: {object: cue}, cue: plan, confidence: 0.95, rule: status-of-verb}
- quote: both bodies plan a cooperation on tide clocks
  because: {object: anaphora}
  antecedent: the Institute of Glass (IOG) and the Harbour Council
  rule: both-bodies
  says:
  - {say: tide-clock-work hasParticipant institute-of-glass, confidence: 0.85}
  - {say: tide-clock-work hasParticipant harbour-council-2, confidence: 0.85}
- quote: Tide clocks could make every harbour safer
  told-as: possible
  says:
  - {say: tide-clocks supports safer, confidence: 0.7, rule: supports}
- quote: make every harbour safer
  told-as: fact
  says:
  - {say: safer aimType security, because: {object: cue}, cue: safer, confidence: 0.7, rule: aim-type}
- quote: said Ada Fenn
  says:
  - {say: fenn-words speaker ada-fenn, because: {subject: structure}, confidence: 0.97, rule: said}
rejected:
- quote: Visitors were thanked with tea
  say: visitors hasParticipant tea
  rule: thanked
  reasons: ["E020 unknown name: visitors"]
"""
PARTY, TOPIC_NEAR, MONDAY, ON_TOPIC, PLANNED, GLASS_TAKES_PART, COUNCIL_TAKES_PART, SUPPORTS, AIM_TYPE, SAID = range(
    1, 11
)
"""The numbers of the proposals."""


def write_statement(root: Path, claims: str = WRITTEN, draft: str | None = DRAFT, text: str = TEXT) -> Path:
    """A project with this statement; gives the statement's folder."""
    folder = root / "data" / "statements" / NAME
    folder.mkdir(parents=True)
    for name, content in (("source.txt", text), ("claims.yaml", claims), ("draft.yaml", draft)):
        if content is not None:
            (folder / name).write_bytes(content.encode())
    return folder
