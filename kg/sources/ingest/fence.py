"""What a process that reads foreign files may not: use much memory or time, write, reach a network, start others.

The limits of the system hold for libraries written in C too; the audit hook tells of what Python tries.
"""

from __future__ import annotations

import os
import sys
from typing import Any

MEMORY = 1 << 30
"""Bytes of address space."""
CPU_SECONDS = 20
_REFUSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
            "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
            "os.chown", "shutil.", "ftplib.", "smtplib.", "urllib.Request", "tempfile.", "webbrowser.")  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def put_up() -> None:
    """Puts the fence around this process, for good."""
    _limit()
    _leave_network()
    sys.addaudithook(_refuse)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # pragma: no cover - a system without resource limits
        return
    limits = [
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ]
    for what, most in limits:
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most) if hard == resource.RLIM_INFINITY or most <= hard else (hard, hard))


def _leave_network() -> None:
    """Moves into a network name space without any device, where the system allows it (Linux user name spaces)."""
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (AttributeError, OSError, TypeError):
        return
    if unshare(new_network) != 0:
        unshare(new_user | new_network)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    is_writing = event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if is_writing or event.startswith(_REFUSED):
        raise PermissionError(f"a reader of files may not: {event}")
