"""SPARQL 1.1 Protocol: what a request to `/sparql` asks for, as a job for a worker or a change for the keeper."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serving import negotiate
from kg.serving.change import media_type_of
from kg.serving.pool import OverloadedError
from kg.serving.requests import FORM, RefusedError, ask, overloaded, read_body, read_parameters, to_response
from kg.serving.state import State, state_of

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
_UTF8 = ("", "utf-8", "utf8")


async def sparql(request: Request) -> Response:
    """Answer a query, make an update, or describe the service."""
    state = state_of(request)
    parameters = read_parameters(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        return await _by_url(request, state, parameters)
    if request.method != "POST":
        raise RefusedError(405, "ask by GET or POST", allow="GET, HEAD, POST, OPTIONS")
    media_type, charset = media_type_of(request.headers.get("content-type", ""))
    if charset not in _UTF8:
        raise RefusedError(415, f"the character set {charset} is not taken: send UTF-8")
    if media_type == FORM:
        return await _by_form(request, state, parameters)
    if media_type == QUERY:
        _refuse_texts(parameters)
        return await _query(request, state, _decoded(await _read(request, state, state.limits.query)), parameters)
    if media_type == UPDATE:
        _refuse_texts(parameters)
        state.policy.check_writer(request)
        return await _update(request, state, _decoded(await _read(request, state, state.limits.body)), parameters)
    wanted = f"send {QUERY}, {UPDATE} or {FORM}"
    raise RefusedError(415, f"the media type {media_type or '(none)'} is not taken\n  do       {wanted}")


async def _by_url(request: Request, state: State, parameters: dict[str, list[str]]) -> Response:
    if "update" in parameters:
        raise RefusedError(400, "an update cannot be sent by GET\n  do       send it by POST")
    if "query" in parameters:
        return await _query(request, state, _the_one(parameters, "query"), parameters)
    accept = request.headers.get("accept", "")
    if negotiate.choose(accept, (*negotiate.TRIPLES, negotiate.PAGE)) == negotiate.PAGE:
        return RedirectResponse("/ask", 303, {"vary": "Accept"})
    job = {"job": "service", "accept": accept, "base": state.policy.base(request), "writable": state.policy.is_writable}
    return await ask(request, state.pool, job)


async def _by_form(request: Request, state: State, parameters: dict[str, list[str]]) -> Response:
    _refuse_texts(parameters)
    most = state.limits.body if state.policy.is_writable else state.limits.query * 3 + 65536
    body = await _read(request, state, most)
    for name, values in read_parameters(body).items():
        parameters.setdefault(name, []).extend(values)
    if ("query" in parameters) == ("update" in parameters):
        raise RefusedError(400, "give one query, or one update")
    if "query" in parameters:
        return await _query(request, state, _the_one(parameters, "query"), parameters)
    state.policy.check_writer(request)
    return await _update(request, state, _the_one(parameters, "update"), parameters)


async def _query(request: Request, state: State, text: str, parameters: dict[str, list[str]]) -> Response:
    if len(text) > state.limits.query:
        raise RefusedError(413, f"the query is longer than {state.limits.query} characters")
    job = {
        "job": "query",
        "query": text,
        "default": parameters.get("default-graph-uri", []),
        "named": parameters.get("named-graph-uri", []),
        "accept": request.headers.get("accept", ""),
        "base": state.policy.base(request) + "/sparql",
    }
    return await ask(request, state.pool, job)


async def _update(request: Request, state: State, text: str, parameters: dict[str, list[str]]) -> Response:
    job = {
        "job": "update",
        "update": text,
        "using": parameters.get("using-graph-uri", []),
        "using_named": parameters.get("using-named-graph-uri", []),
        "base": state.policy.base(request) + "/sparql",
    }
    try:
        return to_response(await state.pool.change(job))
    except OverloadedError:
        raise overloaded() from None


async def _read(request: Request, state: State, most: int) -> bytes:
    return await read_body(request, most, state.limits)


def _the_one(parameters: dict[str, list[str]], name: str) -> str:
    values = parameters[name]
    if len(values) != 1:
        raise RefusedError(400, f"{len(values)} texts named {name}: give one")
    return values[0]


def _refuse_texts(parameters: dict[str, list[str]]) -> None:
    """A body holds the text: one in the address beside it is refused."""
    if "query" in parameters or "update" in parameters:
        raise RefusedError(400, "a query or update in the address of a POST: give it in the body")


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the text is not UTF-8: byte {error.start}") from None
