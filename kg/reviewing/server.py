"""Serves a review on the loopback until the person is done."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import OutputError
from kg.reviewing.app import to_app
from kg.reviewing.desk import Desk
from kg.reviewing.guard import Guard


def serve(desk: Desk, ready: Callable[[str], None], port: int = 0) -> None:
    """Serve a review on a port of 127.0.0.1 (0: a free one) until its page says that it is done, or until Ctrl-C.

    `ready` is called with the address, whose token nobody can guess. Raises `OutputError` where the port is taken.
    """
    sock = _listen(port)
    bound, token = sock.getsockname()[1], secrets.token_urlsafe(24)
    running: list[uvicorn.Server] = []

    def end() -> None:
        for server in running:
            server.should_exit = True

    app = Guard(to_app(desk, end), bound, token)
    config = uvicorn.Config(
        app,
        loop="asyncio",
        lifespan="off",
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        limit_concurrency=50,
    )
    running.append(uvicorn.Server(config))
    ready(f"http://127.0.0.1:{bound}/{token}/")
    running[0].run([sock])


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"cannot listen: {reason}", where=f"127.0.0.1:{port}", do="choose another --port") from None
