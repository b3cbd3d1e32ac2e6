"""What a client may ask of the server: time, memory, sizes, depth of the queue."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

MIB = 1024 * 1024


def _processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """Every limit of a server. Times are seconds, sizes bytes.

    `seconds` and `memory` are a query's; a change may take six times as long (`change_seconds`). `wait` is how long a
    query may wait for a free worker, and `queue` how many may wait. `patience` is how long a client may
    stay silent while it sends or takes something; `slowest` is the least rate (bytes a second) at which it must do so.
    """

    seconds: float = 10.0
    memory: int = 512 * MIB
    query: int = 256 * 1024
    body: int = 32 * MIB
    result: int = 64 * MIB
    workers: int = field(default_factory=_processors)
    queue: int = 64
    wait: float = 1.0
    connections: int = 512
    patience: float = 10.0
    slowest: int = 4096

    @property
    def change_seconds(self) -> float:
        """How long a change may take."""
        return 6 * self.seconds
