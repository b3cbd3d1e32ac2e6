"""A model behind a real server on loopback: what it answers, and every way in which it fails."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from support import ROOT, Run

from kg.errors import RemoteError, UsageError
from kg.remote.chat import KEY, MOST_BYTES, ChatServer
from kg.remote.http import RemoteTimeoutError

TEXT = ROOT / "tests" / "drafting" / "models" / "source.txt"
REPLY = {"claims": [], "entities": []}


class Model(BaseHTTPRequestHandler):
    """Answers by the model's name; keeps what it was asked in `asked`."""

    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        content = {"choices": [{"message": {"role": "assistant", "content": json.dumps(REPLY)}}]}
        answers = {
            "prose": (200, b"I would rather write a poem."),
            "empty": (200, b"{}"),
            "null": (200, json.dumps({"choices": [{"message": {"content": None}}]}).encode()),
            "deep": (200, b"[" * 100_000),
            "endless": (200, b"x" * (MOST_BYTES + 1)),
            "broken": (500, b"out of \x1b[31mmemory"),
            "forbidden": (401, b'{"error": "no key"}'),
        }
        status, sent = answers.get(body["model"], (200, json.dumps(content).encode()))
        if body["model"] == "slow":
            time.sleep(5)
        if body["model"] == "away":
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Model.asked = []
    http = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield http
    http.shutdown()
    http.server_close()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


def test_a_question_is_put_and_its_reply_read(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-key")
    assert json.loads(ChatServer(address(server), "good", 10).ask("be strict", "what is said?")) == REPLY
    (asked,) = Model.asked
    assert asked["path"] == "/v1/chat/completions"
    assert asked["key"] == "Bearer secret-key"
    assert [m["content"] for m in asked["messages"]] == ["be strict", "what is said?"]
    assert asked["temperature"] == 0


def test_without_a_key_none_is_sent(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)
    ChatServer(address(server) + "/v1", "good", 10).ask("", "")
    assert Model.asked[0]["key"] is None


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("prose", "no chat completion"),
        ("empty", "no chat completion"),
        ("null", "no chat completion"),
        ("deep", "no chat completion"),
        ("endless", "longer than"),
        ("broken", "500"),
        ("forbidden", "401"),
        ("away", "redirected, and that is not followed"),
    ],
)
def test_what_is_no_answer_is_told_so(
    model: str, told: str, server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "secret-key")
    with pytest.raises(RemoteError, match=told) as caught:
        ChatServer(address(server), model, 10).ask("", "")
    assert "secret-key" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_server_that_is_late_is_given_up(server: ThreadingHTTPServer) -> None:
    with pytest.raises(RemoteTimeoutError):
        ChatServer(address(server), "slow", 1).ask("", "")


def test_nobody_at_the_address_is_told_so() -> None:
    with pytest.raises(RemoteError, match="no answer"):
        ChatServer("http://127.0.0.1:9", "m", 5).ask("", "")


@pytest.mark.parametrize(
    "url", ["http://models.example/v1", "ftp://127.0.0.1/", "http://user:word@127.0.0.1/", "file:///etc/passwd", ""]
)
def test_only_https_or_this_machine_is_asked(url: str) -> None:
    with pytest.raises(UsageError):
        ChatServer(url, "m", 5)


def test_the_command_asks_a_server_and_keeps_what_it_is_told_to(
    server: ThreadingHTTPServer, run_kg: Run, tmp_path: Any
) -> None:
    options = ["--llm", address(server), "--llm-model", "good", "--llm-cache", str(tmp_path / "cache")]
    record = ["--llm-record", str(tmp_path / "t.jsonl")]
    first = run_kg("draft", str(TEXT), "--format", "json", *options, *record, cwd=ROOT, env={KEY: "secret-key"})
    assert first.returncode == 0, first.stderr
    again = run_kg("draft", str(TEXT), "--format", "json", *options, cwd=ROOT)
    assert again.stdout == first.stdout
    assert len(Model.asked) == 1  # the second time the cache answered
    kept = [*(tmp_path / "cache").iterdir(), tmp_path / "t.jsonl"]
    assert not any("secret-key" in path.read_text("utf-8") for path in kept)
    replayed = run_kg("draft", str(TEXT), "--format", "json", "--llm-replay", str(tmp_path / "t.jsonl"), cwd=ROOT)
    assert replayed.stdout == first.stdout


@pytest.mark.parametrize(("model", "code"), [("slow", 124), ("broken", 4), ("prose", 4)])
def test_a_model_that_fails_gives_no_half_draft(
    model: str, code: int, server: ThreadingHTTPServer, run_kg: Run, tmp_path: Any
) -> None:
    target = tmp_path / "draft.yaml"
    options = ["--llm", address(server), "--llm-model", model, "--llm-timeout", "1", "-o", str(target)]
    result = run_kg("draft", str(TEXT), *options, cwd=ROOT)
    assert result.returncode == code
    assert not target.exists()
    assert "Traceback" not in result.stderr


def test_a_server_and_a_transcript_exclude_each_other(run_kg: Run) -> None:
    options = ["--llm", "http://127.0.0.1:9", "--llm-replay", str(TEXT)]
    assert run_kg("draft", str(TEXT), *options, cwd=ROOT).returncode == 2
