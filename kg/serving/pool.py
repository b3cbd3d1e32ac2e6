"""The front's side of the keeper and its workers: who is free, who must die, which generation answers.

A query goes to a free worker or waits a little; a worker that overruns is killed and replaced. A change is made by
a branch of the keeper; where it succeeds, the branch is the next generation and every later query goes to its workers.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

from kg.serving.limits import Limits
from kg.serving.processes import Keeper, Worker
from kg.serving.wire import Head, Reply, pack, problem

T = TypeVar("T")


class OverloadedError(Exception):
    """Every worker is busy and as many clients wait as may."""


@dataclass
class Figures:
    """What the pool counts."""

    busy: int = 0
    waiting: int = 0
    killed: int = 0
    refused: int = 0
    generation: int = 0
    changes: int = 0


class Pool:
    """All workers of the current generation."""

    def __init__(self, keeper: Keeper, limits: Limits) -> None:
        self.limits, self.figures = limits, Figures(generation=1)
        self._keeper = keeper
        self._idle: list[Worker] = []
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._changing = asyncio.Lock()
        self._is_closed = False

    @classmethod
    async def start(cls, limits: Limits, head: Head, body: bytes = b"") -> Pool:
        """A pool whose workers are ready to answer from what the frame says."""
        pool = cls(await Keeper.start(head, body), limits)
        await pool._fill()
        return pool

    async def ask(self, job: Head) -> tuple[Reply, BinaryIO | None]:
        """The reply to a job, and the file that holds its body where that was spilled. Raises `OverloadedError`."""
        frame = pack(job)
        worker = await self._get_worker()
        self.figures.busy += 1
        started = time.monotonic()
        reply: Reply | None = None
        try:
            reply = await worker.ask(frame, self.limits.seconds)
        finally:
            self.figures.busy -= 1
            self._give_back(worker, is_spilled=bool(reply and reply.spilled))
        if reply is None:
            self.figures.killed += 1
            return self._overrun(time.monotonic() - started), None
        return reply, worker.spill if reply.spilled else None

    async def change(self, job: Head, body: bytes = b"") -> Reply:
        """What a change gives; once it has succeeded, every later query sees it. Raises `OverloadedError`.

        A change that has begun is finished even where the client leaves.
        """
        return await asyncio.shield(self._start_task(self._change_alone(job, body)))

    async def replace(self, head: Head, body: bytes = b"") -> None:
        """Answer from what this frame says from now on."""
        async with self._changing:
            await self._take_over(await Keeper.start(head, body))

    def close(self) -> None:
        """End every process."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        for worker in self._idle:
            worker.leave()
        self._idle.clear()
        self._keeper.leave()

    async def _change_alone(self, job: Head, body: bytes) -> Reply:
        try:
            await asyncio.wait_for(self._changing.acquire(), self.limits.wait)
        except TimeoutError:
            self.figures.refused += 1
            raise OverloadedError from None
        try:
            return await self._change(job, body)
        finally:
            self._changing.release()

    async def _change(self, job: Head, body: bytes) -> Reply:
        branch = self._keeper.branch()
        reply = await branch.change(job, body)
        if reply is None or reply.status >= 400:
            branch.leave()
            most = f"{self.limits.change_seconds:g} s"
            what = f"the change took more time ({most}) or memory than this server gives, and was not made"
            return reply or problem(503, what)
        await self._take_over(branch)
        self.figures.changes += 1
        return reply

    async def _take_over(self, keeper: Keeper) -> None:
        """Make a keeper the next generation; idle workers of the last leave at once, busy ones when they are done."""
        old, self._keeper = self._keeper, keeper
        self.figures.generation += 1
        for worker in self._idle:
            worker.leave()
        self._idle.clear()
        old.leave()
        await self._fill()

    async def _fill(self) -> None:
        await asyncio.gather(*(self._add_worker() for _ in range(self.limits.workers)))

    async def _add_worker(self) -> None:
        """Fork a worker of this generation and give it to whoever waits."""
        generation, delay = self.figures.generation, 0.05
        while not self._is_closed and generation == self.figures.generation:
            with contextlib.suppress(OSError):
                sock, spill = self._keeper.fork_worker()
                worker = Worker(spill, generation, self._lost)
                await asyncio.get_running_loop().create_connection(lambda w=worker: w, sock=sock)  # type: ignore[misc]
                if await worker.ready:
                    self._give_back(worker)
                    return
            await asyncio.sleep(delay)  # a system short of processes or memory may recover
            delay = min(delay * 2, 5.0)

    async def _get_worker(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            self._spawn()
        if len(self._waiting) >= self.limits.queue:
            self.figures.refused += 1
            raise OverloadedError
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        self.figures.waiting = len(self._waiting)
        timer = asyncio.get_running_loop().call_later(self.limits.wait, self._refuse, place)
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and not place.exception():
                self._give_back(place.result())  # the client left in the moment in which its turn came
            raise
        finally:
            timer.cancel()
            with contextlib.suppress(ValueError):
                self._waiting.remove(place)
            self.figures.waiting = len(self._waiting)

    def _refuse(self, place: asyncio.Future[Worker]) -> None:
        if not place.done():
            self.figures.refused += 1
            place.set_exception(OverloadedError())

    def _give_back(self, worker: Worker, *, is_spilled: bool = False) -> None:
        """Take a worker back: to whoever waits, or among the idle; a dead or outdated one is let go."""
        is_current = worker.generation == self.figures.generation and not self._is_closed
        if worker.is_alive and (is_spilled or not is_current):
            worker.leave(with_file=not is_spilled)  # a spilled file is the client's now
        if not is_current:
            return
        if not worker.is_alive:
            self._spawn()
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        """Replace an idle worker that is gone; one at work is replaced when its query is given up."""
        if worker in self._idle:
            self._idle.remove(worker)
            if worker.generation == self.figures.generation:
                self._spawn()

    def _spawn(self) -> None:
        if not self._is_closed:
            self._start_task(self._add_worker())

    def _start_task(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """A task that is kept until it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _overrun(self, seconds: float) -> Reply:
        """What to say where a worker died: over its time, or else over its memory."""
        if seconds >= self.limits.seconds * 0.95:
            what = f"the query ran longer than {self.limits.seconds:g} s and was ended"
        else:
            what = f"the query needed more than {self.limits.memory >> 20} MiB of memory and was ended"
        return problem(503, f"{what}\n  do       ask for less: fewer patterns without shared variables, a LIMIT")
