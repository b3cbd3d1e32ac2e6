"""How the front, the keeper and its workers talk: frames of JSON and bytes over a socket pair.

A frame is two lengths (big-endian, 32 bits), a JSON object, and a body. Nothing that a worker sends is executed.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

PREFIX = struct.Struct(">II")
Head = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What a worker gives for a job: an HTTP status, a media type, further headers, and the whole body.

    `spilled` is the length of a body that stands in the worker's spill file instead.
    """

    status: int
    media_type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    spilled: int = 0

    def to_frame(self) -> bytes:
        """The reply as a frame."""
        head = {"status": self.status, "type": self.media_type, "headers": self.headers, "spilled": self.spilled}
        return pack(head, self.body)

    @classmethod
    def from_frame(cls, head: Head, body: bytes) -> Reply:
        """The reply that a frame holds."""
        return cls(head["status"], head["type"], body, head["headers"], head["spilled"])


def problem(status: int, text: str) -> Reply:
    """A reply that says in words what is wrong."""
    return Reply(status, body=(text.rstrip("\n") + "\n").encode(errors="replace"))


def pack(head: Head, body: bytes = b"") -> bytes:
    """A frame."""
    written = json.dumps(head).encode()
    return PREFIX.pack(len(written), len(body)) + written + body


def read(sock: socket.socket) -> tuple[Head, bytes] | None:
    """The next frame of a blocking socket, or None at its end."""
    prefix = read_exactly(sock, PREFIX.size)
    return read_rest(sock, prefix) if prefix else None


def read_rest(sock: socket.socket, prefix: bytes) -> tuple[Head, bytes] | None:
    """The frame whose two lengths have been read already, or None where the other end left in between."""
    head_size, body_size = PREFIX.unpack(prefix)
    head = read_exactly(sock, head_size)
    body = read_exactly(sock, body_size) if body_size else b""
    if head is None or body is None:
        return None
    return json.loads(head), body


def read_exactly(sock: socket.socket, size: int) -> bytes | None:
    """This many bytes of a blocking socket, or None where it ends before."""
    parts, missing = [], size
    while missing:
        part = sock.recv(min(missing, 1 << 20))
        if not part:
            return None
        parts.append(part)
        missing -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


class Inbox:
    """Puts frames together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, piece: bytes) -> tuple[Head, bytes] | None:
        """The frame that this piece completes, or None. Frames never overlap: each answers one request."""
        self._buffer += piece
        if len(self._buffer) < PREFIX.size:
            return None
        head_size, body_size = PREFIX.unpack_from(self._buffer)
        start, end = PREFIX.size + head_size, PREFIX.size + head_size + body_size
        if len(self._buffer) < end:
            return None
        head, body = json.loads(self._buffer[PREFIX.size : start]), bytes(self._buffer[start:end])
        del self._buffer[:end]
        return head, body
