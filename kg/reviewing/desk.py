"""What the page of a review may ask for and decide: plain values in, plain values out, nothing about HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from kg.claims.file import EXCUSES
from kg.errors import UsageError
from kg.reviewing import view
from kg.reviewing.completion import complete
from kg.reviewing.line import NewEntity, from_json, squeeze, words_list, words_of
from kg.reviewing.second import SecondReading
from kg.reviewing.session import Outcome, Session

Action = Callable[[Session, dict[str, Any]], "Outcome | str | None"]


class Desk(Protocol):
    """Whatever a page can be of: a review, or a second reading."""

    def frame(self) -> dict[str, Any]:
        """What stays the same."""

    def state(self) -> dict[str, Any]:
        """What changes with a decision."""

    def names(self, words: str) -> list[dict[str, Any]]:
        """Things that may be meant by a few letters."""

    def act(self, what: str, given: dict[str, Any]) -> dict[str, Any]:
        """Decide. Raises `KeyError` for an unknown decision, and any `KGError`."""


class ReviewDesk:
    """The page of a review."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def frame(self) -> dict[str, Any]:
        """The text and the words of the ontology."""
        return view.to_frame(self.session)

    def state(self) -> dict[str, Any]:
        """Proposals, claims, things, findings, progress."""
        return view.to_state(self.session)

    def names(self, words: str) -> list[dict[str, Any]]:
        """Things of this statement and of the register."""
        return complete(self.session, words)

    def act(self, what: str, given: dict[str, Any]) -> dict[str, Any]:
        """The outcome of a decision, or what was undone; the new state too, unless nothing was written."""
        made = ACTIONS[what](self.session, given)
        if isinstance(made, Outcome):
            answer: dict[str, Any] = {"outcome": view.to_outcome(made, self.session)}
            return answer | ({"state": self.state()} if made.is_written else {})
        return {"what": made or "", "state": self.state()}


class SecondDesk:
    """The page of a second reading."""

    def __init__(self, reading: SecondReading) -> None:
        self.reading = reading

    def frame(self) -> dict[str, Any]:
        """The text."""
        gated = self.reading.gated
        shown = view.to_text(gated.ground.source, str(gated.file.meta["title"]), self.reading.shown)
        return {**shown, **view.to_words(gated.ground.vocabulary), "is_second": True}

    def state(self) -> dict[str, Any]:
        """Claims with their verdicts, and progress."""
        return view.to_second_state(self.reading)

    def names(self, words: str) -> list[dict[str, Any]]:
        """None: a second reader names nothing."""
        return []

    def act(self, what: str, given: dict[str, Any]) -> dict[str, Any]:
        """The new state after a verdict, or after one was taken back."""
        if what == "verdict":
            self.reading.judge(words_of(given, "claim"), words_of(given, "verdict"), words_of(given, "note"))
            return {"what": "", "state": self.state()}
        steps = {"undo": self.reading.store.undo, "redo": self.reading.store.redo, "reload": self.reading.reload}
        return {"what": steps[what]() or "", "state": self.state()}


def _preview(session: Session, given: dict[str, Any]) -> Outcome:
    if "numbers" in given:
        return session.preview(map(session.line_of, _numbers(given)))
    helps = map(session.line_of, _numbers(given, "helps"))
    lines = [from_json(given.get("line")), *helps]
    return session.preview(lines, _entities(given), instead_of=words_of(given, "claim"))


def _edit(session: Session, given: dict[str, Any]) -> Outcome:
    helps, line, entities = _numbers(given, "helps"), from_json(given.get("line")), _entities(given)
    numbers, claim = _numbers(given), words_of(given, "claim")
    if claim:
        return session.change(claim, line, entities, helps)
    return session.edit(numbers[0], line, entities, helps) if numbers else session.add(line, entities, helps)


def _sure(session: Session, given: dict[str, Any]) -> Outcome:
    sentence, least = given.get("sentence"), given.get("least")
    if not isinstance(sentence, int) or not isinstance(least, int | float):
        raise UsageError("no sentence, or no confidence", do="send a number of each")
    return session.accept_sure(sentence, float(least))[0]


def _link(session: Session, given: dict[str, Any]) -> Outcome:
    return session.link(words_of(given, "name"), words_of(given, "to").strip())


def _excuse(session: Session, given: dict[str, Any]) -> Outcome:
    reason = words_of(given, "excuse")
    if reason not in EXCUSES:
        raise UsageError("no such excuse", do=f"one of: {', '.join(EXCUSES)}")
    return session.excuse(squeeze(words_of(given, "words")), reason)


def _reload(session: Session, _: dict[str, Any]) -> None:
    session.reload()


ACTIONS: dict[str, Action] = {
    "preview": _preview,
    "accept": lambda session, given: session.accept(_numbers(given)),
    "reject": lambda session, given: session.reject(_numbers(given)),
    "edit": _edit,
    "sure": _sure,
    "link": _link,
    "excuse": _excuse,
    "take-out": lambda session, given: session.take_out(words_of(given, "claim")),
    "undo": lambda session, _: session.undo(),
    "redo": lambda session, _: session.redo(),
    "reload": _reload,
}


def _numbers(given: dict[str, Any], key: str = "numbers") -> list[int]:
    found = given.get(key, [])
    if not isinstance(found, list) or any(type(number) is not int for number in found) or len(found) > 500:
        raise UsageError("no list of proposals", do="send their numbers")
    return list(dict.fromkeys(found))


def _entities(given: dict[str, Any]) -> list[NewEntity]:
    found = given.get("entities", [])
    if not isinstance(found, list) or len(found) > 4:
        raise UsageError("no list of things")
    return [
        NewEntity(
            squeeze(words_of(one, "name")),
            squeeze(words_of(one, "type")),
            squeeze(words_of(one, "label")),
            mentions=tuple(words for text in words_list(one, "mentions") if (words := squeeze(text))),
        )
        for one in found
    ]
