"""The child process: reads one file from standard input, writes what it found as JSON to standard output."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any


def main(arguments: list[str]) -> None:
    """Read the file whose format, encoding and leave to drop the invisible are given as JSON."""
    from kg.errors import KGError
    from kg.sources.ingest import fence
    from kg.sources.ingest.formats import read

    asked: dict[str, Any] = json.loads(arguments[0])
    fence.put_up()
    try:
        content = sys.stdin.buffer.read()
        found = read(asked["form"], content, encoding=asked["encoding"], drop_invisible=asked["drop_invisible"])
        answer: dict[str, Any] = {"found": asdict(found)}
    except KGError as error:
        answer = {"what": error.what, "do": error.do}
    except (MemoryError, RecursionError):
        answer = {"what": "it needs more memory than a statement should", "do": "is it the right file?"}
    except Exception as error:  # a library that stumbles over a broken file: told as such, with its own words
        kind = type(error).__name__
        answer = {"what": f"cannot be read: {kind}: {error!s:.200}", "do": "open it, and save or print it anew"}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
