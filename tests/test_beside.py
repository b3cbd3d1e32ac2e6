"""A function beside this process gives what it gives here, whatever happens to the child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from kg.beside import Beside


def run_alone(program: str) -> None:
    """Runs a program in a process of its own: other tests' threads and children are not in its way there."""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_result_comes_from_the_child() -> None:
    run_alone("""
import os
from kg.beside import Beside
with Beside(os.getpid) as running:
    assert running.result() != os.getpid()
""")


def test_a_child_that_dies_is_replaced_by_running_here() -> None:
    parent = os.getpid()

    def dies_in_the_child() -> str:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return "here"

    with Beside(dies_in_the_child) as running:
        assert running.result() == "here"


def test_an_error_is_raised_here_and_prints_nothing_there(capfd: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise ValueError("told once")

    with pytest.raises(ValueError, match="told once"), Beside(fails) as running:
        running.result()
    assert capfd.readouterr() == ("", "")


def test_a_result_larger_than_a_pipe() -> None:
    with Beside(lambda: "x" * 1_000_000) as running:
        assert len(running.result()) == 1_000_000


def test_with_threads_it_runs_here() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Beside(os.getpid) as running:
            assert running.result() == os.getpid()
    finally:
        stop.set()
        thread.join()


def test_no_child_is_left() -> None:
    run_alone("""
import os
from kg.beside import Beside
try:
    with Beside(os.getpid):
        raise KeyError
except KeyError:
    pass
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    raise SystemExit(0)
raise SystemExit("a child is left")
""")
