"""Puts the application together: which path is answered by whom."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving import pages
from kg.serving.graph_store import store
from kg.serving.guard import Guard
from kg.serving.metrics import MEDIA_TYPE, Metrics
from kg.serving.protocol import sparql
from kg.serving.requests import RefusedError
from kg.serving.state import KEY, State, state_of

_LOG = logging.getLogger("kg.serving")
Handler = Callable[[Request], Awaitable[Response]]


def to_app(state: State) -> ASGIApp:
    """The application, guarded and counted."""
    metrics = Metrics(state.pool.figures)

    async def show_metrics(_: Request) -> Response:
        return Response(metrics.write(), headers={"content-type": MEDIA_TYPE})

    routes = [
        Route("/healthz", health),
        Route("/metrics", show_metrics),
        Route("/openapi.json", pages.openapi),
        Route("/ask", pages.editor),
        Route("/ask/examples.json", pages.examples),
        Route("/ask/{name:path}", pages.editor),
        Route("/id/", pages.things),
        *(Route(f"/{part}/{{path:path}}", pages.entity) for part in ("id", "ont", "scheme", "rule", "graph")),
        Route("/", pages.start),
        Route("/{name:path}", pages.artefact),
    ]
    return metrics.counting(Guard(Application(state, Router(routes, redirect_slashes=False)), state.policy))


class Application:
    """Hands a request to who answers it, and turns whatever goes wrong into an answer."""

    def __init__(self, state: State, router: Router) -> None:
        self._state, self._router = state, router
        self._protocols: dict[str, Handler] = {"sparql": sparql, "store": store}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        scope[KEY] = self._state
        has_started = False

        async def noting(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await self._answer(scope, receive, noting)
        except Exception as error:
            if has_started:
                raise
            await _to_refusal(error).to_response()(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        first, _, rest = scope["path"][1:].partition("/")
        handler = self._protocols.get(first)
        if handler is None or (rest and first == "sparql"):
            await self._router(scope, receive, send)
            return
        response = await handler(Request(scope, receive))
        await response(scope, receive, send)


async def health(request: Request) -> Response:
    """Whether the server is well: it is where this can be read at all."""
    state = state_of(request)
    figures = state.pool.figures
    shown = {"status": "ok", "workers": state.limits.workers, "busy": figures.busy, "generation": figures.generation}
    return JSONResponse(shown, headers={"cache-control": "no-store"})


def _to_refusal(error: Exception) -> RefusedError:
    if isinstance(error, RefusedError):
        return error
    if isinstance(error, asyncio.TimeoutError | ClientDisconnect):
        return RefusedError(408, "too slow")
    _LOG.error("a bug: %s: %s", type(error).__name__, error)
    return RefusedError(500, "a bug in this server: its log says more")
