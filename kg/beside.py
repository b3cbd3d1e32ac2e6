"""Runs a function in a second process while this one goes on: the shapes are checked while the pages are made.

A forked child inherits everything it needs, so nothing but the result crosses over. Where there is no fork, where
threads run (a child might inherit a lock that nobody opens), or where the child fails, the function runs here.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """A running function; `result()` waits for what it gives. Use as a context manager, which ends it."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function, self._child, self._pipe = function, 0, -1
        if hasattr(os, "fork") and threading.active_count() == 1:
            self._start()

    def __enter__(self) -> Beside[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._collect()

    def result(self) -> T:
        """What the function gives, from the child or, where it could not, from running it here."""
        content = self._collect()
        if content:
            value: T = pickle.loads(content)  # noqa: S301 - written by our own child through our own pipe
            return value
        return self._function()

    def _start(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self._pipe, inlet = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(inlet)
            return
        try:
            os.close(self._pipe)
            with os.fdopen(inlet, "wb") as out:
                out.write(pickle.dumps(self._function()))
        finally:
            os._exit(0)  # the child leaves at once: no clean-up of the parent's things, no traceback

    def _collect(self) -> bytes:
        """The child's bytes, once; empty where there was no child or it failed."""
        if self._pipe < 0:
            return b""
        with os.fdopen(self._pipe, "rb") as outlet:
            content = outlet.read()
        os.waitpid(self._child, 0)
        self._pipe = -1
        return content
