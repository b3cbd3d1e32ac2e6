"""Renews the text of a reviewed statement: works out what becomes of its claims, and writes both or neither."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.adding.carried import Carried, Edits
from kg.adding.carry import Carrier
from kg.adding.claims_text import ClaimsText
from kg.adding.new_statement import CLAIMS, SOURCE
from kg.claims.file import read_claims_tree
from kg.claims.names import Names
from kg.claims.quotes import QuotePlacer
from kg.claims.statement import Checked, read_statement
from kg.errors import FindingsError, InputError
from kg.files import sha256_of, write_folder
from kg.findings import Finding, Place, Severity
from kg.keys import Keys
from kg.marked import Mapping, Text, read_yaml
from kg.model import Claim, Source
from kg.project import Project
from kg.register import Register
from kg.sources.ingest.canonical import to_canonical
from kg.sources.ingest.found import Found
from kg.sources.sentences import split_sentences
from kg.vocabulary import Vocabulary

_READINGS = "readings.yaml"
_HASH = re.compile(r"\b[0-9a-f]{16}\b")
_ROUNDS = 12
_ABOUT_ALL = ("E053",)
"""Findings that no single claim is the cause of: a thing has lost its status."""


def is_same_text(folder: Path, text: str) -> bool:
    """True where the frozen text of a statement is this text, whatever its white space was before."""
    try:
        old = (folder / SOURCE).read_text("utf-8")
        return old == text or to_canonical(old, drop_invisible=True)[0] == text
    except (OSError, UnicodeDecodeError, InputError):
        return False


def carry_over(project: Project, name: str, text: str, day: str, register: Register, vocabulary: Vocabulary) -> Carried:
    """What becomes of a statement's reviewed claims in a new text; nothing is written.

    Raises `FindingsError` where the statement does not pass its gates as it is: then nobody knows what to carry over.
    """
    folder = project.statements_folder / name
    checked = read_statement(folder, register, vocabulary, project.show)
    errors = [f for f in checked.findings if f.severity is Severity.ERROR]
    if checked.statement is None or errors:
        raise FindingsError(errors or checked.findings)
    return _Renewal(project, folder, checked, text, day, register, vocabulary).work_out()


class _Renewal:
    """Works out the new claims file, round by round, until no claim in it fails a gate."""

    def __init__(
        self,
        project: Project,
        folder: Path,
        checked: Checked,
        text: str,
        day: str,
        register: Register,
        known: Vocabulary,
    ) -> None:
        assert checked.statement is not None
        self.project, self.folder, self.day = project, folder, day
        self.register, self.vocabulary = register, known
        self.old = checked.statement
        self.new = Source(folder.name, text, sha256_of(text.encode()), split_sentences(text))
        self.shown = project.show(folder / CLAIMS)
        self.claims = (folder / CLAIMS).read_text("utf-8")

    def work_out(self) -> Carried:
        """The outcome, told in words."""
        carrier, claims, checked = self.settle()
        errors = [f for f in checked.findings if f.severity is Severity.ERROR]
        added = [f"{name}: {one}" for name, words in carrier.edits.mentions.items() for one in words]
        speech = tuple(map(str, carrier.speeches.changed))
        mended = tuple(f"{f.place}  {f.code} {f.title}: {f.found}" for f in errors)
        readings = self.renew_readings(self.pairs(carrier, checked))
        return Carried(claims, readings, tuple(carrier.kept), tuple(carrier.lost), speech, tuple(added), mended)

    def survivors(self) -> dict[str, Claim]:
        """The claims as they stand in the new text, by the names that they had in the old."""
        carrier, _, checked = self.settle()
        return {old.name: new for old, new in self.pairs(carrier, checked)}

    def settle(self) -> tuple[Carrier, str, Checked]:
        """Carries over, edits and checks, until no claim that was carried fails a gate."""
        given: dict[Place, str] = {}
        for _ in range(_ROUNDS):
            carrier = self.carry(given)
            claims, items = self.edit(carrier.edits)
            checked = self.check(claims)
            errors = [f for f in checked.findings if f.severity is Severity.ERROR]
            failed = {place: why for f in errors if (place := self.item_of(f, items)) and (why := _why(f))}
            if not set(failed) - set(given):
                break
            given |= {place: why for place, why in failed.items() if place not in given}
        return carrier, claims, checked

    def carry(self, given: dict[Place, str]) -> Carrier:
        """The claims of the old text looked for in the new; `given` tells which are given up and why, by place."""
        keys = Keys()
        node, _ = read_yaml(self.claims, self.shown)
        assert isinstance(node, Mapping)
        file = read_claims_tree(node, self.folder.name, keys)
        names = Names(file, self.old.source, self.register, self.vocabulary, keys)
        carrier = Carrier(file, names, QuotePlacer(self.old.source, names.quotations, keys), self.new, given)
        carrier.carry()
        return carrier

    def edit(self, edits: Edits) -> tuple[str, dict[int, Place]]:
        """The new claims file, and the place of the old item by the line that each new item begins on."""
        text = ClaimsText(self.claims)
        for place, words in edits.words.items():
            text.rewrite(place, words)
        for place, number in edits.sentences.items():
            text.add_key(place, "sentence", f'"{number}"')
        for name, more in edits.mentions.items():
            text.add_to_list(name, "mentions", more)
        for mention in edits.dropped_mentions:
            text.drop_item(mention.place)
        for place, why in edits.orphans.items():
            text.comment_out_item(place, f"orphaned on {self.day}, {why}")
        for name, why in edits.quotations.items():
            text.comment_out_entry("quotations", name, f"orphaned on {self.day}, {why}")
        claims = text.result()
        return claims, self.pair_items(claims, edits)

    def pair_items(self, claims: str, edits: Edits) -> dict[int, Place]:
        """Line by line, which item of the old file a line of the new one belongs to: `uncovered` and `claims`."""
        old, new = (read_yaml(text, self.shown)[0] for text in (self.claims, claims))
        pairs: dict[int, Place] = {}
        for key in ("uncovered", "claims"):
            before = [p for p in _item_places(old, key) if p not in edits.orphans]
            after = _item_places(new, key)
            for place, now in zip(before, after, strict=True):
                pairs[now.line] = place
        return pairs

    def check(self, claims: str) -> Checked:
        """What the gates say of a claims file over the new text; it is written into a temporary folder alone."""
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / self.folder.name
            folder.mkdir()
            (folder / SOURCE).write_bytes(self.new.text.encode())
            (folder / CLAIMS).write_bytes(claims.encode())
            shown: Callable[[Path], str] = lambda path: self.project.show(self.folder / path.name)  # noqa: E731
            return read_statement(folder, self.register, self.vocabulary, shown)

    def item_of(self, finding: Finding, items: dict[int, Place]) -> Place | None:
        """The item of the old file that a finding in the new one is about."""
        if finding.place.path != self.shown or finding.code in _ABOUT_ALL:
            return None
        starts = [line for line in items if line <= finding.place.line]
        return items[max(starts)] if starts else None

    def pairs(self, carrier: Carrier, checked: Checked) -> list[tuple[Claim, Claim]]:
        """Each claim that was carried over, as it was and as it is; none where the new file does not hold them all."""
        lost = set(carrier.edits.orphans)
        places = [saying.place for item in carrier.items() if item.place not in lost for saying in item.sayings]
        by_place = {claim.place: claim for claim in self.old.claims}
        survived = [claim for place in places if (claim := by_place.get(place))]
        claims = checked.statement.claims if checked.statement else ()
        now = sorted(claims, key=lambda claim: (claim.place.line, claim.place.column))
        if len(survived) != len(now) or not all(_says_same(a, b) for a, b in zip(survived, now, strict=True)):
            return []
        return list(zip(survived, now, strict=True))

    def renew_readings(self, pairs: list[tuple[Claim, Claim]]) -> str | None:
        """The second readings under the new names of their claims; None where nobody has read a second time."""
        path = self.folder / _READINGS
        if not path.is_file():
            return None
        names = {old.name: new.name for old, new in pairs}
        return _HASH.sub(lambda match: names.get(match.group(), match.group()), path.read_text("utf-8"))


def write_renewed(folder: Path, carried: Carried, found: Found, original: bytes, day: str) -> None:
    """Writes the new text, claims file and readings in one step. Raises `OutputError`; the old ones then stay."""
    claims = renew_record(carried.claims, found, original, day)
    files = {SOURCE: found.text.encode(), CLAIMS: claims.encode()}
    if carried.readings is not None:
        files[_READINGS] = carried.readings.encode()
    write_folder(folder, files, ours=())


def told_otherwise(claims: str, found: Found) -> list[str]:
    """What the file now says of itself otherwise than the claims file has it; that stays as the person left it."""
    node, _ = read_yaml(claims, CLAIMS)
    rows = []
    for name in ("title", "issued"):
        best = found.best(name)
        kept = str(node.get(Text(name, node.place), "")) if isinstance(node, Mapping) else ""
        if best and best.value != kept:
            rows.append(f"{name}: the file says {best.value} ({best.where}), claims.yaml keeps {kept}")
    return rows


def renew_record(claims: str, found: Found, original: bytes, day: str) -> str:
    """A claims file whose `recorded` names the day, the file and the reader of the new text."""
    values = {"read-on": day, "original": f"sha256:{sha256_of(original)}", "read-with": found.read_with}
    text = ClaimsText(claims)
    text.set_in("recorded", values)
    return text.result()


def _item_places(node: object, key: str) -> list[Place]:
    assert isinstance(node, Mapping)
    value = next((value for name, value in node.items() if name == key), None)
    return [item.place for item in value] if isinstance(value, list) else []


def _why(finding: Finding) -> str:
    return finding.title


def _says_same(one: Claim, other: Claim) -> bool:
    def said(claim: Claim) -> tuple[str, ...]:
        return claim.subject, claim.predicate, claim.told_as, claim.polarity, claim.voice

    return said(one) == said(other)
