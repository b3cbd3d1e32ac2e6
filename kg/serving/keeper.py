"""The keeper: the process that holds the Store, forks workers that share it, and a successor for every change.

It has one thread and executes nothing that a client sent. A change runs in a fork of it (a branch), which shares every
page of memory until it writes; where the change succeeds, the branch becomes the keeper and this one leaves.
Started by the front as `python -m kg.serving.keeper DESCRIPTOR`, told what to do over that socket.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.asking.disk import open_store
from kg.errors import InputError
from kg.serving.answers import Held
from kg.serving.change import change
from kg.serving.limits import Limits
from kg.serving.wire import PREFIX, Head, Reply, pack, problem, read, read_rest
from kg.serving.worker import limit_memory, run

SPARE_FILES = 1024
"""Descriptors that a worker may open where its Store is on disk."""


@dataclass(frozen=True)
class Kept:
    """What a keeper holds: the Store in memory, or where a build's index is, which each worker opens for reading.

    `index` is the build's folder and the SHA-256 of the `graph.trig` that the index was made of.
    """

    prefixes: dict[str, str]
    limits: Limits
    store: ox.Store | None = None
    index: tuple[str, str] = ("", "")

    def held(self) -> Held:
        """The Store for this process. Raises `InputError` for an index that is not there any more."""
        store = self.store if self.store is not None else open_store(Path(self.index[0]), self.index[1])
        if store is None:
            raise InputError("the index is gone", where=self.index[0])
        return Held(store, self.prefixes)


def main(descriptor: int) -> None:
    """Hold what the first frame says, then obey until the front closes the socket."""
    control = socket.socket(fileno=descriptor)
    for ignored in (
        signal.SIGINT,
        signal.SIGCHLD,
    ):  # the front decides when to leave; children are reaped by the system
        signal.signal(ignored, signal.SIG_IGN)
    frame = read(control)
    if frame is None:
        return
    try:
        kept = load(*frame)
    except (ValueError, SyntaxError, OSError) as error:
        control.sendall(pack({"problem": str(error)}))
        return
    gc.freeze()  # what is there now is never collected, so that forks need not copy its pages
    control.sendall(pack({"ready": os.getpid()}))
    _obey(control, kept)


def load(head: Head, body: bytes) -> Kept:
    """What a frame says to hold: an index on disk, files in memory, or the N-Quads of the body."""
    prefixes, limits = head["prefixes"], Limits(**head["limits"])
    if head.get("index"):
        return Kept(prefixes, limits, index=tuple(head["index"]))
    store = ox.Store()
    for path in head.get("files", []):
        store.load(path=path)
    if body:
        store.load(body, ox.RdfFormat.N_QUADS)
    return Kept(prefixes, limits, store)


def to_load(prefixes: dict[str, str], limits: Limits, **what: Any) -> Head:
    """The head of a frame that `load` understands; `what` is `index=[FOLDER, HASH]`, `files=PATHS`, or nothing."""
    return {"prefixes": prefixes, "limits": asdict(limits), **what}


def _obey(control: socket.socket, kept: Kept) -> None:
    """Carry out commands. A fork leaves here only by ending, or by taking over with its own control."""
    while True:
        prefix, descriptors, _, _ = socket.recv_fds(control, PREFIX.size, 2, socket.MSG_WAITALL)
        frame = read_rest(control, prefix) if len(prefix) == PREFIX.size else None
        if frame is None:
            return
        head, body = frame
        if head["do"] == "change":
            _change(control, kept, head, body)
            continue
        if os.fork() == 0:
            control.close()
            if head["do"] == "work":
                _work(socket.socket(fileno=descriptors[0]), descriptors[1], kept)
            control = socket.socket(fileno=descriptors[0])
            continue
        for opened in descriptors:
            os.close(opened)


def _work(sock: socket.socket, spill: int, kept: Kept) -> None:
    code = 1
    try:
        run(sock, spill, kept.held(), kept.limits, spare_files=0 if kept.store is not None else SPARE_FILES)
        code = 0
    finally:
        os._exit(code)  # a worker never returns into the keeper's work


def _change(control: socket.socket, kept: Kept, head: Head, body: bytes) -> None:
    """Make a change in this branch, and tell how it went; a branch whose change failed ends here."""
    assert kept.store is not None
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, kept.limits.change_seconds)
    limit_memory(kept.limits.memory + kept.limits.body)
    reply: Reply
    try:
        reply = change(kept.held(), head, body)
    except Exception as error:  # the last boundary of a branch: a bug is told as one
        reply = problem(500, f"a bug: {type(error).__name__}: {error}")
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    control.sendall(reply.to_frame())
    signal.setitimer(signal.ITIMER_REAL, 0)
    if reply.status >= 400:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
