"""A worker and the keeper as the front sees them: by their sockets."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import BinaryIO

from kg.errors import InputError
from kg.serving.wire import PREFIX, Head, Inbox, Reply, pack

GRACE = 1.0
"""Seconds that a worker has beyond its limit to end itself before the front kills it."""


class Worker(asyncio.Protocol):
    """One worker process as the front sees it: ready or not, at work on at most one job."""

    def __init__(self, spill: BinaryIO, generation: int, lost: Callable[[Worker], None]) -> None:
        self.spill, self.generation, self.pid = spill, generation, 0
        self._lost = lost
        self.is_alive = False
        self._handle = -1
        self._inbox = Inbox()
        self._answer: asyncio.Future[Reply | None] | None = None
        self.ready: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the process."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what the process says: first its number, then one reply for each job."""
        frame = self._inbox.feed(data)
        if frame is None:
            return
        if not self.ready.done():
            self.pid, self.is_alive = frame[0]["pid"], True
            with contextlib.suppress(OSError, AttributeError):
                self._handle = os.pidfd_open(self.pid)
            self.ready.set_result(True)
        elif self._answer and not self._answer.done():
            self._answer.set_result(Reply.from_frame(*frame))

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the process is gone, and say so."""
        self.is_alive = False
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        if not self.ready.done():
            self.ready.set_result(False)
        if self._answer and not self._answer.done():
            self._answer.set_result(None)
        self._lost(self)

    async def ask(self, job: bytes, seconds: float) -> Reply | None:
        """The reply to a job, or None where the process died over it; killed beyond the time."""
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        self._transport.write(job)  # type: ignore[attr-defined]
        timer = loop.call_later(seconds + GRACE, self.kill)
        try:
            return await self._answer
        except asyncio.CancelledError:
            self.kill()
            raise
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process now, whatever it does."""
        with contextlib.suppress(OSError):
            if self._handle >= 0:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            elif self.is_alive:
                os.kill(self.pid, signal.SIGKILL)
        self.is_alive = False

    def leave(self, *, with_file: bool = True) -> None:
        """Let an idle process end: its socket is closed, and its spill file unless somebody still reads it."""
        self.is_alive = False
        self._transport.close()
        if with_file:
            self.spill.close()


class Keeper:
    """A keeper process as the front sees it, by its control socket."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        control.setblocking(False)

    @classmethod
    async def start(cls, head: Head, body: bytes = b"") -> Keeper:
        """A new keeper that holds what the frame says. Raises `InputError` where it cannot."""
        mine, theirs = socket.socketpair()
        command = [sys.executable, "-m", "kg.serving.keeper", str(theirs.fileno())]
        subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603
        theirs.close()
        keeper = cls(mine)
        await keeper._send(pack(head, body))
        frame = await keeper._receive()
        if frame is None or "problem" in frame[0]:
            keeper.leave()
            what = "the graph cannot be loaded into the server"
            raise InputError(what, do=frame[0]["problem"] if frame else "see what stands above")
        return keeper

    def fork_worker(self) -> tuple[socket.socket, BinaryIO]:
        """Ask for a worker; gives the front's end of its socket and of its spill file."""
        mine, theirs = socket.socketpair()
        spill: BinaryIO = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        with theirs:
            self._command({"do": "work"}, theirs.fileno(), spill.fileno())
        mine.setblocking(False)
        return mine, spill

    def branch(self) -> Keeper:
        """A fork of the keeper that may make one change."""
        mine, theirs = socket.socketpair()
        with theirs:
            self._command({"do": "branch"}, theirs.fileno())
        return Keeper(mine)

    async def change(self, head: Head, body: bytes) -> Reply | None:
        """What a change gives; None where the process died over it."""
        await self._send(pack({**head, "do": "change"}, body))
        frame = await self._receive()
        return Reply.from_frame(*frame) if frame else None

    def leave(self) -> None:
        """Let the process end: its control is closed."""
        self._control.close()

    def _command(self, head: Head, *descriptors: int) -> None:
        frame = pack(head)
        socket.send_fds(self._control, [frame[: PREFIX.size]], list(descriptors))
        self._control.send(frame[PREFIX.size :])

    async def _send(self, frame: bytes) -> None:
        with contextlib.suppress(ConnectionError):
            await asyncio.get_running_loop().sock_sendall(self._control, frame)

    async def _receive(self) -> tuple[Head, bytes] | None:
        inbox, loop = Inbox(), asyncio.get_running_loop()
        while True:
            try:
                piece = await loop.sock_recv(self._control, 65536)
            except ConnectionError:
                return None
            if not piece:
                return None
            frame = inbox.feed(piece)
            if frame:
                return frame
