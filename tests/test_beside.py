"""A function beside this process gives what it gives here, whatever happens to the child."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from kg.beside import Beside


def test_the_result_comes_from_the_child() -> None:
    with Beside(os.getpid) as running:
        assert running.result() != os.getpid()


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
    with pytest.raises(KeyError), Beside(os.getpid):
        raise KeyError
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
