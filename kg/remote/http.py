"""One HTTP client for every remote store: time-outs, credentials, redirects, errors in words.

Credentials are sent only where they are asked for, and never to another host than the one that was named.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

import kg
from kg.errors import RemoteError, UsageError
from kg.findings import printable

METHODS = ("basic", "digest", "bearer")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Response:
    """An answer that came whole: status, media type without its parameters, content."""

    status: int
    media_type: str
    content: bytes


class Remote:
    """A remote store behind a URL, with credentials for its host alone. Use as a context manager.

    `timeout` is seconds for one request, its answer included; 0 waits for ever. `most_bytes` is how long an answer may
    be; 0 takes any.
    """

    def __init__(
        self,
        url: str,
        auth: httpx.Auth | None = None,
        timeout: float = 0,
        *,
        most_bytes: int = 0,
        follows_redirects: bool = True,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError("not the address of a store", nearest=url, do="http://… or https://…")
        if parts.username or parts.password:
            raise UsageError("no credentials in the address: others can read it", do="KG_USER, KG_PASSWORD and --auth")
        self.url, self._auth, self._timeout = url, auth, timeout
        self._most_bytes, self._follows_redirects = most_bytes, follows_redirects
        headers = {"User-Agent": f"communique/{kg.__version__}"}
        self._client = httpx.Client(headers=headers, timeout=httpx.Timeout(timeout or None), follow_redirects=False)

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def request(
        self, method: str, url: str = "", *, content: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Response:
        """What the store answers, whatever its status. Raises `RemoteError` where no whole answer comes.

        Redirects are followed on the same host; to another only where no credentials are set.
        """
        url = url or self.url
        deadline = monotonic() + self._timeout if self._timeout else 0.0
        for _ in range(_MOST_REDIRECTS):
            try:
                answer, target = self._send(method, url, content, headers or {}, deadline)
            except httpx.TimeoutException:
                raise RemoteTimeoutError(self.url, self._timeout) from None
            except httpx.HTTPError as error:
                raise RemoteError(f"no answer: {_reason(error)}", where=url, do="is it running there?") from None
            if answer is not None:
                return answer
            url = self._followed(url, target)
        raise RemoteError("redirected again and again", where=url)

    def _send(
        self, method: str, url: str, content: bytes | None, headers: dict[str, str], deadline: float
    ) -> tuple[Response | None, str]:
        """The whole answer, or where it redirects to."""
        auth = self._auth if _host(url) == _host(self.url) else None
        with self._client.stream(method, url, content=content, headers=headers, auth=auth) as response:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return None, response.headers["location"]
            parts, length = [], 0
            for part in response.iter_bytes():
                parts.append(part)
                length += len(part)
                if self._most_bytes and length > self._most_bytes:
                    raise RemoteError(f"the answer is longer than {self._most_bytes} bytes", where=url)
                if deadline and monotonic() > deadline:
                    raise RemoteTimeoutError(self.url, self._timeout)
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Response(response.status_code, media_type, b"".join(parts)), ""

    def _followed(self, url: str, target: str) -> str:
        found = urljoin(url, target)
        if not self._follows_redirects:
            raise RemoteError("redirected, and that is not followed", where=url, do=f"name the address itself: {found}")
        if urlsplit(found).scheme not in ("http", "https"):
            raise RemoteError("redirected to what is no web address", where=found)
        if self._auth is not None and _host(found) != _host(self.url):
            do = "name that address yourself if you trust it with your credentials"
            raise RemoteError("redirected to another host, and credentials stay with the first", where=found, do=do)
        return found


class RemoteTimeoutError(RemoteError):
    """A store did not answer in time."""

    exit_code = 124

    def __init__(self, url: str, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} s", where=url, do="allow more with --timeout")


def read_auth(method: str | None) -> httpx.Auth | None:
    """The credentials of a method, from the environment: KG_USER and KG_PASSWORD, or KG_TOKEN for bearer.

    None where no method is asked for. Raises `UsageError` where they are not set.
    """
    if method is None:
        return None
    if method == "bearer":
        return _Bearer(_from_environment("KG_TOKEN"))
    user, password = _from_environment("KG_USER"), _from_environment("KG_PASSWORD")
    return httpx.BasicAuth(user, password) if method == "basic" else httpx.DigestAuth(user, password)


def bearer(token: str) -> httpx.Auth:
    """Credentials that are a token."""
    return _Bearer(token)


def is_in_the_clear(url: str) -> bool:
    """True where anybody on the way could read credentials."""
    return urlsplit(url).scheme == "http" and urlsplit(url).hostname not in _LOOPBACK


def check_status(answer: Response, url: str) -> None:
    """Raises `RemoteError` in the store's own words where it says no."""
    if answer.status < 400:
        return
    words = printable(" ".join(answer.content.decode("utf-8", "replace").split()))
    shown = words[:500] + ("…" if len(words) > 500 else "")
    do = {401: "credentials: --auth basic, digest or bearer", 403: "these credentials may not do this"}
    raise RemoteError(f"the store says {answer.status}: {shown}", where=url, do=do.get(answer.status, ""))


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _from_environment(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise UsageError(
            f"{name} is not set", do="credentials come from the environment, where no other user sees them"
        )
    return value


def _host(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
