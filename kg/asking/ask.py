"""Asks where the user says: the project's graph, RDF files, or a remote endpoint; the same answer from each.

Also what bounds an answer: a time-out (the engine cannot be stopped, so its process is) and a number of rows.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable

from kg.errors import KGError, UsageError


class TimedOutError(KGError):
    """An answer did not come in time."""

    exit_code = 124


def is_address(source: str) -> bool:
    """True for the address of an endpoint, false for the path of a file."""
    return source.startswith(("http://", "https://"))


def run_within(seconds: float, function: Callable[[], int]) -> int:
    """What a function gives, an exit code, from a forked process that is ended after so many seconds.

    The function writes its output itself. Raises `TimedOutError`, and `KGError` where the process ended on its own.
    """
    if not hasattr(os, "fork"):
        raise UsageError("no --timeout here: this system cannot fork")
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        _run_and_leave(function)
    if not _waited(child, seconds):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise TimedOutError(f"no answer within {seconds:g} s", do="allow more with --timeout, or ask for less")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code < 0:
        raise KGError(f"the engine ended on this query (signal {-code})", do="ask in a simpler way")
    return code


def _run_and_leave(function: Callable[[], int]) -> None:
    """The child's whole life: it leaves at once, without the clean-up that is its parent's."""
    code = 70
    try:
        code = function()
        sys.stdout.flush()
    except KGError as error:
        sys.stderr.write(f"kg: {error}\n")
        code = error.exit_code
    except BrokenPipeError:
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _waited(child: int, seconds: float) -> bool:
    """True where a child ended in time; it is left to be waited for."""
    try:
        handle = os.pidfd_open(child)
    except (AttributeError, OSError):
        return _polled(child, seconds)
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def _polled(child: int, seconds: float) -> bool:
    from time import monotonic, sleep

    end = monotonic() + seconds
    while monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        sleep(0.01)
    return False
