"""Replies of a model that are kept: a transcript to replay or record, and a cache in a folder that the user names.

A transcript is JSON Lines: `{"reply": …}`, with the question beside it for a reader; replies are given in order.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from kg.drafting.models.llm import Ask
from kg.errors import InputError
from kg.files import write_file

_MOST_BYTES = 64 * 1024 * 1024


def replay(path: Path) -> Ask:
    """Gives the replies of a transcript one by one, whatever is asked. Raises `InputError` where there is none left."""
    replies = iter(_read(path))

    def ask(system: str, question: str) -> str:
        reply = next(replies, None)
        if reply is None:
            raise InputError("the transcript has no further reply", where=str(path), do="record it anew")
        return reply

    return ask


def record(ask: Ask, path: Path) -> Ask:
    """Asks, and writes every question and reply to a transcript; the file is made anew."""
    lines: list[str] = []

    def asking(system: str, question: str) -> str:
        reply = ask(system, question)
        lines.append(json.dumps({"system": system, "question": question, "reply": reply}, ensure_ascii=False))
        write_file(path, ("\n".join(lines) + "\n").encode())
        return reply

    return asking


def cached(ask: Ask, folder: Path, model: str) -> Ask:
    """Asks each question of a model once; replies are kept in the folder, each under a hash of all that was asked."""

    def asking(system: str, question: str) -> str:
        key = hashlib.sha256("\x1f".join((model, system, question)).encode()).hexdigest()
        path = folder / f"{key}.json"
        kept = _read(path) if path.is_file() else []
        if kept:
            return kept[0]
        reply = ask(system, question)
        folder.mkdir(parents=True, exist_ok=True)
        write_file(path, (json.dumps({"model": model, "reply": reply}, ensure_ascii=False) + "\n").encode())
        return reply

    return asking


def _read(path: Path) -> list[str]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("the transcript is too long", where=str(path), do=f"at most {_MOST_BYTES} bytes")
        lines = path.read_text("utf-8").splitlines()
        replies = [json.loads(line)["reply"] for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        do = 'one line for each reply: {"reply": "…"}'
        raise InputError(f"no transcript: {error}", where=str(path), do=do) from None
    if not all(isinstance(reply, str) for reply in replies):
        raise InputError("no transcript: a reply is no text", where=str(path))
    return replies
