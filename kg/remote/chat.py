"""Asks a model behind an OpenAI-compatible server (`/v1/chat/completions`), such as llama.cpp, vLLM or a paid one.

https, or http on this machine alone; no redirect is followed; an answer that is late or too long is none. The key comes
from the environment (KG_LLM_KEY), is sent to the named host only, and is never shown.
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from kg.errors import RemoteError, UsageError
from kg.remote.http import Remote, bearer, check_status, is_in_the_clear

KEY = "KG_LLM_KEY"
MOST_BYTES = 4 * 1024 * 1024
"""How long an answer may be."""


class ChatServer:
    """A model behind a URL: its base (`https://host/v1`) or the whole address of its chat completions."""

    def __init__(self, url: str, model: str, timeout: float) -> None:
        if is_in_the_clear(url):
            raise UsageError("the text and the key would be read on the way", nearest=url, do="use https")
        key = os.environ.get(KEY, "")
        self.url, self.model = _completions(url), model
        self._remote = Remote(
            self.url, bearer(key) if key else None, timeout, most_bytes=MOST_BYTES, follows_redirects=False
        )

    def ask(self, system: str, question: str) -> str:
        """The model's reply. Raises `RemoteError` where the server is silent, says no, or answers in another form."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        body = {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        answer = self._remote.request("POST", content=json.dumps(body).encode(), headers=headers)
        check_status(answer, self.url)
        try:
            return _reply(json.loads(answer.content))
        except (ValueError, RecursionError):
            do = "is this an OpenAI-compatible server?"
            raise RemoteError("the answer is no chat completion", where=self.url, do=do) from None


def _reply(tree: Any) -> str:
    """The content of the first choice. Raises `ValueError` for anything that is no chat completion."""
    try:
        content = tree["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise ValueError from None
    if not isinstance(content, str):
        raise ValueError
    return content


def _completions(url: str) -> str:
    """The address of the chat completions of a server.

    >>> _completions("http://localhost:8080"), _completions("https://host.example/v1/")
    ('http://localhost:8080/v1/chat/completions', 'https://host.example/v1/chat/completions')
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = (path if path.endswith("/v1") else f"{path}/v1") + "/chat/completions"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
