"""The pages that the front gives out itself: the start page, the build's pages, the query editor and its examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from importlib import resources
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.asking.questions import Question
from kg.serving.html import POLICY, to_html
from kg.serving.negotiate import content_type
from kg.serving.requests import RefusedError, ask
from kg.serving.state import state_of

MEDIA_TYPES = {
    ".html": "text/html",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".txt": "text/plain",
    ".json": "application/json",
    ".js": "text/javascript",
    ".css": "text/css",
}
_EDITOR = ("ask.html", "ask.js", "ask.css", "yasgui/yasgui.min.js", "yasgui/yasgui.min.css", "yasgui/LICENSES.txt")
_EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Site:
    """What is shown: a name, the build's files (each read when it is asked for), the questions, the prefixes."""

    name: str
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def start_page(self) -> str:
        """The page under `/`."""
        pages = [name for name in sorted(self.files) if name.endswith(".html")]
        asked = "".join(
            f'<li><a href="/ask#{escape(q.name)}">{escape(q.words)}</a> <small>{escape(q.asked_by)}</small></li>'
            for q in self.questions
        )
        listed = "".join(f'<li><a href="/{escape(name)}">{escape(name)}</a></li>' for name in pages)
        data = " · ".join(f'<a href="/{escape(n)}">{escape(n)}</a>' for n in sorted(self.files) if n not in pages)
        body = (
            f"<h1>{escape(self.name)}</h1><p>Each statement here rests on verbatim words, a record, or a rule.</p>"
            f"<h2>Pictures</h2><ul>{listed}</ul><p>Data: {data}</p><h2>Questions</h2><ul>{asked}</ul>"
            '<h2>For programs</h2><p>SPARQL 1.1: <a href="/sparql">/sparql</a> · graphs: /store · '
            '<a href="/openapi.json">OpenAPI</a></p>'
        )
        return to_html(self.name, body, self.name)


def build_files(folder: Path, names: list[str]) -> dict[str, Callable[[], bytes]]:
    """Readers of a build's files, by the names that its manifest gives."""
    return {name: (folder / name).read_bytes for name in names}


async def start(request: Request) -> Response:
    """The start page."""
    return _page(_site(request).start_page)


async def artefact(request: Request) -> Response:
    """A file of the build: nothing but what its manifest lists."""
    read = _site(request).files.get(request.path_params["name"])
    if read is None:
        raise RefusedError(404, "no such page here")
    try:
        content = read()
    except OSError:
        raise RefusedError(404, "this page is gone: the build has changed") from None
    return _file(content, request.path_params["name"], {})


async def editor(request: Request) -> Response:
    """The query editor, and the files that it is made of."""
    name = request.path_params.get("name", "ask.html")
    if name not in _EDITOR:
        raise RefusedError(404, "no such page here")
    content = resources.files("kg.serving").joinpath("web").joinpath(name).read_bytes()
    return _file(content, name, {"content-security-policy": _EDITOR_POLICY})


async def examples(request: Request) -> Response:
    """The named questions and the preset prefixes, for the editor."""
    site = _site(request)
    questions = [{"name": q.name, "words": q.words, "group": q.group, "sparql": q.sparql} for q in site.questions]
    return JSONResponse({"site": site.name, "questions": questions, "prefixes": site.prefixes})


async def openapi(request: Request) -> Response:
    """What the server understands, as OpenAPI 3.1."""
    written = json.loads(resources.files("kg.serving").joinpath("web/openapi.json").read_text("utf-8"))
    return JSONResponse(written)


async def entity(request: Request) -> Response:
    """The page of a thing."""
    state = state_of(request)
    job = {
        "job": "entity",
        "path": request.scope["path"].lstrip("/"),
        "accept": request.headers.get("accept", ""),
        "site": state.site.name,
    }
    return _with_policy(await ask(request, state.pool, job))


async def things(request: Request) -> Response:
    """The list of things."""
    state = state_of(request)
    return _with_policy(await ask(request, state.pool, {"job": "overview", "site": state.site.name}))


def _site(request: Request) -> Site:
    return state_of(request).site


def _page(content: str) -> Response:
    return _with_policy(Response(content, media_type="text/html; charset=utf-8"))


def _with_policy(response: Response) -> Response:
    response.headers["content-security-policy"] = POLICY
    return response


def _file(content: bytes, name: str, headers: dict[str, str]) -> Response:
    media_type = content_type(MEDIA_TYPES.get(Path(name).suffix, "text/plain"))
    return Response(content, 200, {"cache-control": "no-cache", **headers}, media_type)
