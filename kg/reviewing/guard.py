"""Stands before a review: only its own page, under its own name, with the token of its address, may talk to it."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_ALWAYS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses every request that is not meant for this review; hands on the others without the token in their path.

    A name other than that of the loopback (DNS rebinding), another origin (a page of somebody else), or an address
    without the token is refused before anything is read.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._token = app, token
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        status, why = self._refusal(scope, Headers(scope=scope))

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        if status:
            await PlainTextResponse(f"{why}\n", status)(scope, receive, guarded)
            return
        path = scope["path"].removeprefix(f"/{self._token}")
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str]:
        """The status and the reason of a refusal; 0 where there is none."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return 421, "this review does not go by that name"
        if any(origin != f"http://{hosts[0]}" for origin in origins) or len(origins) > 1:
            return 403, "pages of another origin may not ask this review"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "pages of another site may not ask this review"
        first, _, _ = scope["path"][1:].partition("/")
        if not hmac.compare_digest(first.encode("utf-8", "replace"), self._token.encode()):
            return 404, "no review under this address: use the whole address that was printed"
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "not here"
        if scope["method"] == "POST":
            media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
            if not origins or media_type != "application/json":
                return 403, "a decision comes as JSON from the review's own page"
        return 0, ""
