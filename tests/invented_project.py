"""A project of three invented statements, for the tests of what several statements do together.

The first two speak of one cooperation, planned in 2020 and under way in 2022; the third speaks of another.
"""

from __future__ import annotations

from pathlib import Path

BODIES = {"institute": "Institute of Glass", "council": "Harbour Council", "office": "Sand Office"}
STATEMENTS = {
    "glass-2020": (
        "The Institute of Glass and the Harbour Council plan a cooperation on tide clocks.",
        ("institute", "council"), "tide", ("planned", "plan"),
    ),
    "glass-2022": (
        "The Institute of Glass and the Harbour Council continue their cooperation on tide clocks.",
        ("institute", "council"), "tide", ("ongoing", "continue"),
    ),
    "sand-2023": (
        "The Institute of Glass and the Sand Office continue their cooperation on sand clocks.",
        ("institute", "office"), "sand", ("ongoing", "continue"),
    ),
}  # fmt: skip
CLAIMS = """\
id: {name}
title: Invented statement {name}
issued: {year}-02-03
kind: press-release
recorded: {{from: an invented page, read-on: 2026-11-20}}
rights: {{licence: cc0, publish-text: yes}}
readers:
- {{name: first-reader, label: an invented reader, kind: person, on: 2026-11-21}}
entities:
{entities}
  {topic}-work: {{type: Cooperation, label: {topic} clock work, mentions: [cooperation on {topic} clocks]}}
  {topic}-clocks: {{type: Topic, label: {topic} clocks}}
claims:
- quote: {quote}
  says:
  - {topic}-work hasParticipant {one}
  - {topic}-work hasParticipant {other}
  - {topic}-work onTopic {topic}-clocks
  - {{say: {topic}-work hasStatus {status}, because: {{object: cue}}, cue: {cue}}}
"""


def write_project(root: Path, *names: str) -> Path:
    """A project with these statements, or all three; it has no register and uses the shipped ontology."""
    for name in names or STATEMENTS:
        text, bodies, topic, (status, cue) = STATEMENTS[name]
        folder = root / "data" / "statements" / name
        folder.mkdir(parents=True)
        (folder / "source.txt").write_text(text + "\n", encoding="utf-8")
        entities = "\n".join(f"  {body}: {{type: FormalOrganization, label: {BODIES[body]}}}" for body in bodies)
        claims = CLAIMS.format(
            name=name, year=name[-4:], entities=entities, topic=topic, quote=text.removesuffix("."),
            one=bodies[0], other=bodies[1], status=status, cue=cue,
        )  # fmt: skip
        (folder / "claims.yaml").write_text(claims, encoding="utf-8")
    return root


def add_body(root: Path, statement: str, name: str, label: str) -> None:
    """Let one more body take part in the cooperation of a statement, in its text and in its claims."""
    folder = root / "data" / "statements" / statement
    source = (folder / "source.txt").read_text("utf-8")
    (folder / "source.txt").write_text(source.replace(" and the ", f", the {label} and the ", 1), encoding="utf-8")
    claims = (folder / "claims.yaml").read_text("utf-8")
    topic = STATEMENTS[statement][2]
    claims = claims.replace(" and the ", f", the {label} and the ", 1)
    claims = claims.replace("entities:\n", f"entities:\n  {name}: {{type: FormalOrganization, label: {label}}}\n")
    claims = claims.replace("  says:\n", f"  says:\n  - {topic}-work hasParticipant {name}\n")
    (folder / "claims.yaml").write_text(claims, encoding="utf-8")
