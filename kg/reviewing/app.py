"""The page of a review and what it may ask: each address one decision, answered with the new state."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from kg.errors import KGError, UsageError
from kg.findings import printable
from kg.reviewing.desk import Desk
from kg.reviewing.store import ConflictError

_LOG = logging.getLogger("kg.reviewing")
_MOST = 256 * 1024
_FILES = {
    "": ("review.html", "text/html"),
    "review.css": ("review.css", "text/css"),
    **{f"{name}.js": (f"{name}.js", "text/javascript") for name in ("main", "text", "cards", "form", "link", "dom")},
}


def to_app(desk: Desk, end: Callable[[], None]) -> ASGIApp:
    """The application of a review; `end` is called when the person is done."""

    async def file(request: Request) -> Response:
        name = request.path_params.get("name", "")
        if name not in _FILES:
            return Response("no such page\n", 404, media_type="text/plain")
        shown, media_type = _FILES[name]
        content = resources.files("kg.reviewing").joinpath("web").joinpath(shown).read_bytes()
        return Response(content, media_type=f"{media_type}; charset=utf-8")

    async def frame(_: Request) -> Response:
        return JSONResponse(desk.frame())

    async def state(_: Request) -> Response:
        return JSONResponse(desk.state())

    async def names(request: Request) -> Response:
        return JSONResponse(desk.names(request.query_params.get("words", "")))

    async def decide(request: Request) -> Response:
        try:
            given = _parse(await _body(request))
            return JSONResponse(desk.act(request.path_params["what"], given))
        except KeyError:
            return Response("no such decision\n", 404, media_type="text/plain")
        except KGError as error:
            return _refuse(error)
        except Exception as error:  # the last boundary: a bug is told as one, and nothing was written
            _LOG.exception("a bug")
            return JSONResponse({"error": {"what": f"a bug: {type(error).__name__}: {error}"}}, 500)

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
