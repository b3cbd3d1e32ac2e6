"""A worker: a forked process that answers jobs on a Store it inherited, one after the other, under limits.

It ends itself: an alarm whose action is the system's own (death) goes off even inside the engine; beyond its memory
an allocation fails; it can open no file and no socket, since no descriptor is left to it.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
from pathlib import Path

from kg.serving.answers import Held, Spill
from kg.serving.limits import Limits
from kg.serving.wire import read
from kg.serving.work import answer


def run(sock: socket.socket, spill: int, held: Held, limits: Limits, *, spare_files: int = 0) -> None:
    """Answer jobs from the socket until its other end is closed. `spill` is the descriptor of the spill file.

    `spare_files` are the descriptors that the engine may still open: none for a Store in memory.
    """
    _confine(sock, spill, limits, spare_files)
    sock.sendall(_hello())
    while True:
        frame = read(sock)
        if frame is None:
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        reply = answer(held, frame[0], Spill(spill, limits.result))
        sock.sendall(reply.to_frame())
        signal.setitimer(signal.ITIMER_REAL, 0)


def _hello() -> bytes:
    from kg.serving.wire import pack

    return pack({"pid": os.getpid()})


def _confine(sock: socket.socket, spill: int, limits: Limits, spare_files: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.result + 4096,) * 2)
    limit_memory(limits.memory)
    files = max(sock.fileno(), spill) + 1 + spare_files
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def limit_memory(extra: int) -> None:
    """Let this process take `extra` bytes more than it has, where the system can tell how much it has."""
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + extra, hard))
