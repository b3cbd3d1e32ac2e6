"""Waiting for a page to have painted."""

from __future__ import annotations

from typing import Any


def settle(driver: Any) -> None:
    """Wait until the browser has painted twice, so that what a script asked for is on the canvas."""
    driver.execute_async_script(
        "const done = arguments[0];requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120)))"
    )
