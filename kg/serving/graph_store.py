"""SPARQL 1.1 Graph Store Protocol at `/store`: whole graphs, named by `?graph=`, by `?default` or by their path."""

from __future__ import annotations

import uuid

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.change import READ, media_type_of
from kg.serving.pool import OverloadedError
from kg.serving.requests import RefusedError, ask, overloaded, read_body, read_parameters, to_response
from kg.serving.state import State, state_of

_UTF8 = ("", "utf-8", "utf8")
_FORM = "multipart/form-data"
_MOST_PARTS = 64
_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"


async def store(request: Request) -> Response:
    """Give, put, add to or remove a graph."""
    state = state_of(request)
    if request.method in ("GET", "HEAD"):
        graph = _graph_of(request, state)
        if graph == "":
            raise RefusedError(400, "which graph?\n  do       add ?default or ?graph=IRI")
        return await ask(request, state.pool, {"job": "graph", "graph": graph, "accept": _accept(request)})
    if request.method not in ("PUT", "POST", "DELETE"):
        raise RefusedError(405, f"use one of {_METHODS}", allow=_METHODS)
    state.policy.check_writer(request)
    graph = _graph_of(request, state)
    if request.method == "POST" and graph == "":
        return await _create(request, state)
    if graph == "":
        raise RefusedError(400, "which graph?\n  do       add ?default or ?graph=IRI")
    return await _change(request, state, request.method.lower(), graph)


async def _create(request: Request, state: State) -> Response:
    """A new graph under an IRI of the server's."""
    iri = f"{state.policy.base(request)}/store/{uuid.uuid4()}"
    response = await _change(request, state, "post", iri)
    if response.status_code < 300:
        response.headers["location"] = iri
    return response


async def _change(request: Request, state: State, job: str, graph: str | None) -> Response:
    parts = [] if job == "delete" else await _read_parts(request, state)
    head = {
        "job": job,
        "graph": graph,
        "base": graph or state.policy.base(request) + "/store",
        "parts": [{"type": media_type, "size": len(content)} for media_type, content in parts],
    }
    try:
        return to_response(await state.pool.change(head, b"".join(content for _, content in parts)))
    except OverloadedError:
        raise overloaded() from None


def _graph_of(request: Request, state: State) -> str | None:
    """The graph that a request means: its IRI, None for the default graph, an empty string for none named."""
    path = request.scope["path"].removeprefix("/store").strip("/")
    parameters = read_parameters(request.scope["query_string"])
    graphs, is_default = parameters.get("graph", []), "default" in parameters
    if len(graphs) + is_default + bool(path) > 1:
        raise RefusedError(400, "name one graph")
    if is_default:
        return None
    if graphs:
        if not graphs[0]:
            raise RefusedError(400, "?graph= without an IRI")
        return graphs[0]
    raw = request.scope["raw_path"].decode("ascii", "replace")
    return state.policy.base(request) + raw if path else ""


async def _read_parts(request: Request, state: State) -> list[tuple[str, bytes]]:
    """The documents of a body: one, or those of a form. Raises `RefusedError` for a media type that is not taken."""
    header = request.headers.get("content-type", "")
    if media_type_of(header)[0] == _FORM:
        return await _read_form(request, state)
    media_type = _checked(header)
    return [(media_type, await read_body(request, state.limits.body, state.limits))]


async def _read_form(request: Request, state: State) -> list[tuple[str, bytes]]:
    body = await read_body(request, state.limits.body, state.limits)

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        form = await Request(request.scope, receive).form(max_files=_MOST_PARTS, max_fields=_MOST_PARTS)
    except (HTTPException, MultiPartException):
        raise RefusedError(400, "the multipart form cannot be read") from None
    parts = []
    for _, value in form.multi_items():
        if isinstance(value, str):
            raise RefusedError(415, "each part of the form needs a filename and a Content-Type")
        parts.append((_checked(value.content_type or ""), await value.read()))
    await form.close()
    return parts


def _checked(header: str) -> str:
    media_type, charset = media_type_of(header)
    if media_type not in READ or charset not in _UTF8:
        what = f"{header[:100] or 'no media type'} is not taken"
        raise RefusedError(415, f"{what}\n  do       send one of: {', '.join(READ)}, in UTF-8")
    return media_type


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")
