"""Who may talk to the server: Host and Origin checked, CORS told, writers known by their token."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.requests import RefusedError

_LOOPBACK_NAMES = ("localhost",)
_METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
_HEADERS = "Accept, Authorization, Content-Type"
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


@dataclass(frozen=True)
class Policy:
    """Which hosts the server answers to, which origins may read it, and who may write.

    `base_url` is the address by which clients know the server, without a slash at its end; empty to take it from each
    request. An origin is `https://name` or `*`. Without a token nothing can be written.
    """

    base_url: str = ""
    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    token: str = field(default="", repr=False)

    @property
    def is_writable(self) -> bool:
        """True where somebody may write."""
        return bool(self.token)

    def base(self, request: Request) -> str:
        """The address of the server as this client knows it, without a slash at its end."""
        return self.base_url or f"http://{request.headers['host']}"

    def knows_host(self, host: str) -> bool:
        """True for a host that is meant by this server.

        Any address is: an attack by DNS rebinding needs a name.
        """
        name = _host_name(host)
        if not name:
            return False
        own = urlsplit(self.base_url).hostname if self.base_url else None
        return name in self.hosts or name in _LOOPBACK_NAMES or name == own or _is_address(name)

    def knows_origin(self, origin: str, host: str) -> bool:
        """True for an origin that may read: the server's own, or one that was named."""
        if "*" in self.origins or origin in self.origins:
            return True
        return urlsplit(origin).netloc.lower() == host.lower() and origin.startswith(("http://", "https://"))

    def check_writer(self, request: Request) -> None:
        """Raises `RefusedError` for whoever may not write."""
        if not self.is_writable:
            raise RefusedError(403, "this server only reads\n  do       start it with --writable")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self.token.encode()):
            what = "a change needs the token\n  do       send `Authorization: Bearer …`"
            raise RefusedError(401, what, www_authenticate='Bearer realm="communique"')


class Guard:
    """Stands before the application: refuses, and tells browsers who may read."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        added = dict(_ALWAYS)
        refusal = self._refusal(headers, added)
        guarded = self._guarded(send, added)
        if refusal:
            await refusal.to_response()(scope, receive, guarded)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            added |= {"access-control-allow-methods": _METHODS, "access-control-allow-headers": _HEADERS}
            await RefusedError(204, "", access_control_max_age="600").to_response()(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refusal(self, headers: Headers, added: dict[str, str]) -> RefusedError | None:
        """Why this request is refused, or None; `added` gets the headers that tell a browser that it may read."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or len(origins) > 1:
            return RefusedError(400, "give one Host and at most one Origin")
        if not self._policy.knows_host(hosts[0]):
            return RefusedError(421, "this server does not go by that name\n  do       see --allow-host and --base-url")
        if origins and not self._policy.knows_origin(origins[0], hosts[0]):
            return RefusedError(403, "pages of that origin may not ask this server\n  do       see --allow-origin")
        if origins:
            added["access-control-allow-origin"] = "*" if "*" in self._policy.origins else origins[0]
            added["access-control-expose-headers"] = "Location, Link, Retry-After"
            added["vary"] = "Origin"
        return None

    def _guarded(self, send: Send, added: dict[str, str]) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    if name == "vary":
                        headers.add_vary_header(value)
                    else:
                        headers.setdefault(name, value)
            await send(message)

        return guarded


@lru_cache(maxsize=256)
def _host_name(host: str) -> str:
    """The name or address of a Host header, in lower case; empty for what is no host."""
    if not host or any(c in host for c in "/\\@?#, \t") or not host.isascii():
        return ""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises for what is no number
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".")


@lru_cache(maxsize=256)
def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
