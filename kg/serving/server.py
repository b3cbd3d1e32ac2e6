"""Listens: uvicorn with a protocol that waits for no client longer than its patience."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.errors import KGError, OutputError
from kg.serving.app import to_app
from kg.serving.guard import Policy
from kg.serving.limits import Limits
from kg.serving.pages import Site
from kg.serving.pool import Pool
from kg.serving.state import State
from kg.serving.wire import Head

_HEAD = 64 * 1024
_LARGE = 32 * 1024
_LOOK_EVERY = 1.0
_LOG = logging.getLogger("kg.serving")
Content = tuple[Site, tuple[Head, bytes]]
"""The pages, and the frame that says what the keeper is to hold."""


class Gathering:
    """A transport that writes the head and the body of an answer in one piece: a system call less each time."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._pieces: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, piece: bytes) -> None:
        """Keep a piece until this turn of the loop is over; a large one goes at once."""
        if not self._pieces:
            self._loop.call_soon(self.flush)
        self._pieces.append(piece)
        if len(piece) > _LARGE:
            self.flush()

    def flush(self) -> None:
        """Write what is kept."""
        if self._pieces:
            self._transport.write(b"".join(self._pieces))
            self._pieces.clear()

    def close(self) -> None:
        """Write what is kept, and close."""
        self.flush()
        self._transport.close()


class PatientProtocol(HttpToolsProtocol):
    """Lets go of a client whose head does not come whole in time or is too large, or that does not take its answer.

    What a refused client still sends is read and thrown away for a while, so that it hears why it is refused.
    """

    limits = Limits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(Gathering(transport, self.loop))  # type: ignore[arg-type]
        self._head, self._is_in_head, self._is_refused = 0, True, False
        self._timer: asyncio.TimerHandle | None = None
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless a head has become too large."""
        if self._is_refused:
            return
        if self._is_in_head:
            self._head += len(data)
            if self._timer is None:
                self._wait()
            if self._head > _HEAD + 3 * self.limits.query:
                self._refuse(b"431 Request Header Fields Too Large")
                return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._is_in_head = False
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """What comes next is another head."""
        self._is_in_head, self._head = True, 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer is written: whoever does not take the rest of it, or goes on sending, is let go."""
        super().on_response_complete()
        if self.transport.is_closing():
            self.loop.call_later(self.limits.patience, self._drop)
        elif not self._is_in_head:
            self._wait()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing has come since the last answer."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(self.limits.patience, self._drop)

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it comes: it has some time to catch up."""
        super().pause_writing()
        self._slow = self.loop.call_later(self.limits.patience, self._drop)

    def resume_writing(self) -> None:
        """The client has caught up."""
        super().resume_writing()
        self._slow.cancel()

    def _drop(self) -> None:
        """End the connection at once: what the system still holds for the client is thrown away, too."""
        sock = self.transport.get_extra_info("socket")
        with contextlib.suppress(OSError, AttributeError, ValueError):  # it may be closed already
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(self.limits.patience, self._refuse, b"408 Request Timeout")

    def _stop_waiting(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: bytes) -> None:
        """Say why, unless an answer was given already, and leave a little later."""
        self._is_refused = True
        if not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                self.transport.write(b"HTTP/1.1 " + status + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.loop.call_later(1.0, self._drop)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `OutputError` where the address is taken or not ours."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=512
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot listen: {reason}", where=f"{host}:{port}", do="choose another --port") from None


@dataclass(frozen=True)
class Source:
    """Where the graph and the pages come from.

    `read` gives them. `mark` gives something that changes when there are new ones; `read_again` gives these, or None
    where they are not to be taken.
    """

    read: Callable[[], Content]
    mark: Callable[[], object] = lambda: None
    read_again: Callable[[], Content | None] = lambda: None


def serve(sock: socket.socket, policy: Policy, limits: Limits, source: Source, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called when queries are answered. Raises `InputError`."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps what the keeper leaves behind
    config = uvicorn.Config(
        "",
        http=type("Protocol", (PatientProtocol,), {"limits": limits}),
        loop="uvloop" if _has_uvloop() else "asyncio",
        lifespan="off",
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        limit_concurrency=limits.connections,
        backlog=512,
        timeout_graceful_shutdown=5,
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_run(config, sock, policy, limits, source, ready))


async def _run(
    config: uvicorn.Config,
    sock: socket.socket,
    policy: Policy,
    limits: Limits,
    source: Source,
    ready: Callable[[], None],
) -> None:
    mark = source.mark()
    site, load = source.read()
    pool = await Pool.start(limits, *load)
    state = State(pool, limits, policy, site)
    config.app = to_app(state)
    following = asyncio.create_task(_follow(source, mark, state))
    try:
        ready()
        await uvicorn.Server(config).serve([sock])
    finally:
        following.cancel()
        pool.close()


async def _follow(source: Source, mark: object, state: State) -> None:
    """Go over to a new graph whenever there is one; one that cannot be read is left, and the next one tried."""
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        found = source.mark()
        if found == mark:
            continue
        mark = found
        try:
            content = await asyncio.to_thread(source.read_again)
            if content:
                await state.pool.replace(*content[1])
                state.site = content[0]
        except (KGError, OSError) as error:
            _LOG.error("the new build cannot be served: %s", error)


def _has_uvloop() -> bool:
    try:
        import uvloop  # noqa: F401
    except ImportError:
        return False
    return True
