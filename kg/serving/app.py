"""Puts the application together: which path is answered by whom."""

from __future__ import annotations

import asyncio
import logging

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.serving import pages
from kg.serving.graph_store import store
from kg.serving.guard import Guard
from kg.serving.metrics import MEDIA_TYPE, Metrics
from kg.serving.protocol import sparql
from kg.serving.requests import RefusedError
from kg.serving.state import State

ANY = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
_LOG = logging.getLogger("kg.serving")


def to_app(state: State) -> ASGIApp:
    """The application, guarded and counted."""
    metrics = Metrics(state.pool.figures)

    async def show_metrics(_: Request) -> Response:
        return Response(metrics.write(), headers={"content-type": MEDIA_TYPE})

    routes = [
        Route("/sparql", sparql, methods=ANY),
        Route("/sparql/", sparql, methods=ANY),
        Route("/store", store, methods=ANY),
        Route("/store/{path:path}", store, methods=ANY),
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
    handlers = {RefusedError: _refused, TimeoutError: _too_slow, ClientDisconnect: _too_slow, Exception: _bug}
    app = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]
    app.state.state = state
    return metrics.counting(Guard(app, state.policy, state.limits))


async def health(request: Request) -> Response:
    """Whether the server is well: it is where this can be read at all."""
    figures = request.app.state.state.pool.figures
    workers = request.app.state.state.limits.workers
    return JSONResponse(
        {"status": "ok", "workers": workers, "busy": figures.busy, "generation": figures.generation},
        headers={"cache-control": "no-store"},
    )


async def _refused(_: Request, error: RefusedError) -> Response:
    return error.to_response()


async def _too_slow(_: Request, __: Exception) -> Response:
    return RefusedError(408, "too slow").to_response()


async def _bug(_: Request, error: Exception) -> Response:
    if not isinstance(error, asyncio.CancelledError):
        _LOG.error("a bug: %s: %s", type(error).__name__, error)
    return RefusedError(500, "a bug in this server: its log says more").to_response()
