"""Reads requests and writes answers under the server's limits: bodies whole and in time, parameters in UTF-8."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from typing import BinaryIO
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from kg.serving.limits import Limits
from kg.serving.pool import OverloadedError, Pool
from kg.serving.wire import Head, Reply

FORM = "application/x-www-form-urlencoded"
_MOST_PARAMETERS = 100
_PIECE = 64 * 1024
_WATCH_AFTER = 0.25


class RefusedError(Exception):
    """A request that cannot be served: the status, and why in words."""

    def __init__(self, status: int, text: str, **headers: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def to_response(self) -> Response:
        """The refusal as plain text."""
        return Response(self.text + "\n", self.status, self.headers, "text/plain; charset=utf-8")


def read_parameters(encoded: bytes) -> dict[str, list[str]]:
    """The values of each parameter of a query string or a form, percent-decoded once. Raises `RefusedError`."""
    try:
        text = encoded.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise RefusedError(400, "the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise RefusedError(400, f"more than {_MOST_PARAMETERS} parameters") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


async def read_body(request: Request, most: int, limits: Limits) -> bytes:
    """The whole body. Raises `RefusedError` where it is larger than `most`, comes too slowly, or not whole."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise RefusedError(415, "a compressed body is not taken: send it as it is")
    declared = request.headers.get("content-length", "")
    too_large = RefusedError(413, f"the body is larger than {most} bytes")
    if declared.isdigit() and int(declared) > most:
        raise too_large
    parts, size, started = [], 0, time.monotonic()
    async for part in _iter_body(request, limits):
        size += len(part)
        parts.append(part)
        if size > most:
            raise too_large
        if time.monotonic() - started > limits.patience + size / limits.slowest:
            raise RefusedError(408, "the body came too slowly")
    return b"".join(parts)


async def _iter_body(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(limits.patience):
                part = await anext(stream, None)
        except TimeoutError:
            raise RefusedError(408, "the body did not come") from None
        except ClientDisconnect:
            raise RefusedError(400, "the body is not whole") from None
        if part is None:
            return
        yield part


async def ask(request: Request, pool: Pool, job: Head) -> Response:
    """What the pool answers, as a response. A client that leaves while it waits frees the worker."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    watches: list[asyncio.Task[None]] = []
    timer = loop.call_later(_WATCH_AFTER, lambda: watches.append(loop.create_task(_cancel_when_gone(request, task))))
    try:
        reply, spilled = await pool.ask(job)
    except OverloadedError:
        raise overloaded() from None
    except asyncio.CancelledError:
        if task and any(watch.done() for watch in watches):
            task.uncancel()
            raise RefusedError(499, "the client left") from None
        raise
    finally:
        timer.cancel()
        for watch in watches:
            watch.cancel()
    return to_response(reply, spilled, is_head=request.method == "HEAD")


async def _cancel_when_gone(request: Request, task: asyncio.Task[object] | None) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    if task:
        task.cancel()


def overloaded() -> RefusedError:
    """The refusal of a server that has too much to do."""
    return RefusedError(503, "every worker is busy\n  do       try again in a moment", retry_after="1")


def to_response(reply: Reply, spilled: BinaryIO | None = None, *, is_head: bool = False) -> Response:
    """A reply as a response; a spilled body is read from its file piece by piece."""
    headers = {"vary": "Accept", "cache-control": "no-cache", **reply.headers}
    size = reply.spilled or len(reply.body)
    if is_head:
        return Response(None, reply.status, {**headers, "content-length": str(size)}, reply.media_type)
    if spilled:
        headers["content-length"] = str(size)
        return StreamingResponse(_iter_file(spilled, size), reply.status, headers, reply.media_type)
    if reply.status == 204:
        return Response(None, 204, reply.headers)
    return Response(reply.body, reply.status, headers, reply.media_type)


async def _iter_file(file: BinaryIO, size: int) -> AsyncIterator[bytes]:
    with file:
        for start in range(0, size, _PIECE):
            yield os.pread(file.fileno(), min(_PIECE, size - start), start)
