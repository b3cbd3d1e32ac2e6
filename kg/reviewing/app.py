"""The page of a review and what it may ask: each address one decision, answered with the new state."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from kg.errors import KGError, UsageError
from kg.findings import printable
from kg.reviewing import view
from kg.reviewing.completion import complete
from kg.reviewing.line import NewEntity, from_json, squeeze, words_list, words_of
from kg.reviewing.session import Outcome, Session
from kg.reviewing.store import ConflictError

_MOST = 256 * 1024
_FILES = {
    "": ("review.html", "text/html"),
    "review.css": ("review.css", "text/css"),
    **{f"{name}.js": (f"{name}.js", "text/javascript") for name in ("main", "text", "cards", "form", "link", "dom")},
}
Action = Callable[[Session, dict[str, Any]], "Outcome | str | None"]


def to_app(session: Session, end: Callable[[], None]) -> ASGIApp:
    """The application of a review; `end` is called when the person is done."""

    async def file(request: Request) -> Response:
        name = request.path_params.get("name", "")
        if name not in _FILES:
            return Response("no such page\n", 404, media_type="text/plain")
        shown, media_type = _FILES[name]
        content = resources.files("kg.reviewing").joinpath("web").joinpath(shown).read_bytes()
        return Response(content, media_type=f"{media_type}; charset=utf-8")

    async def frame(_: Request) -> Response:
        return JSONResponse(view.to_frame(session))

    async def state(_: Request) -> Response:
        return JSONResponse(view.to_state(session))

    async def names(request: Request) -> Response:
        return JSONResponse(complete(session, request.query_params.get("words", "")))

    async def decide(request: Request) -> Response:
        try:
            given = _parse(await _body(request))
            return _answer(session, ACTIONS[request.path_params["what"]](session, given))
        except KeyError:
            return Response("no such decision\n", 404, media_type="text/plain")
        except KGError as error:
            return _refuse(error)

    async def done(_: Request) -> Response:
        end()
        return JSONResponse({})

    routes = [
        Route("/", file),
        Route("/frame.json", frame),
        Route("/state.json", state),
        Route("/names.json", names),
        Route("/done", done, methods=["POST"]),
        Route("/do/{what}", decide, methods=["POST"]),
        Route("/{name}", file),
    ]
    return Router(routes, redirect_slashes=False)


def _preview(session: Session, given: dict[str, Any]) -> Outcome:
    if "numbers" in given:
        return session.preview(map(session.line_of, _numbers(given)))
    helps = map(session.line_of, _numbers(given, "helps"))
    return session.preview([from_json(given.get("line")), *helps], _entities(given))


def _edit(session: Session, given: dict[str, Any]) -> Outcome:
    helps, line, entities = _numbers(given, "helps"), from_json(given.get("line")), _entities(given)
    numbers = _numbers(given)
    return session.edit(numbers[0], line, entities, helps) if numbers else session.add(line, entities, helps)


def _sure(session: Session, given: dict[str, Any]) -> Outcome:
    sentence, least = given.get("sentence"), given.get("least")
    if not isinstance(sentence, int) or not isinstance(least, int | float):
        raise UsageError("no sentence, or no confidence", do="send a number of each")
    return session.accept_sure(sentence, float(least))[0]


def _link(session: Session, given: dict[str, Any]) -> Outcome:
    return session.link(words_of(given, "name"), words_of(given, "to").strip())


def _reload(session: Session, _: dict[str, Any]) -> None:
    session.reload()


ACTIONS: dict[str, Action] = {
    "preview": _preview,
    "accept": lambda session, given: session.accept(_numbers(given)),
    "reject": lambda session, given: session.reject(_numbers(given)),
    "edit": _edit,
    "sure": _sure,
    "link": _link,
    "undo": lambda session, _: session.undo(),
    "redo": lambda session, _: session.redo(),
    "reload": _reload,
}


def _answer(session: Session, made: Outcome | str | None) -> Response:
    """The outcome or what was undone; the new state too, unless nothing was written."""
    if isinstance(made, Outcome):
        answer: dict[str, Any] = {"outcome": view.to_outcome(made, session)}
        return JSONResponse(answer | ({"state": view.to_state(session)} if made.is_written else {}))
    return JSONResponse({"what": made or "", "state": view.to_state(session)})


def _refuse(error: KGError) -> Response:
    told = {"what": error.what, "where": error.where, "nearest": error.nearest, "do": error.do}
    told = {key: printable(words) for key, words in told.items() if words}
    return JSONResponse({"error": told}, 409 if isinstance(error, ConflictError) else 400)


async def _body(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > _MOST:
            raise UsageError("too much at once", do=f"send at most {_MOST} bytes")
    return bytes(parts)


def _parse(content: bytes) -> dict[str, Any]:
    try:
        given = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        raise UsageError("not JSON") from None
    if not isinstance(given, dict):
        raise UsageError("not a decision", do="send an object")
    return given


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
