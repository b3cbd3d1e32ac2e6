"""A review's page opened in the browser: `kg review` runs in a child process, as a person starts it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from settling import settle

IMPATIENCE = 20.0


class Review:
    """A running review: its address, its program, and the page in the browser."""

    def __init__(self, driver: Any, folder: Path, process: subprocess.Popen[str], address: str) -> None:
        self.driver, self.folder, self.process, self.address = driver, folder, process, address

    def open(self, width: int = 1440, height: int = 900, scheme: str = "light") -> None:
        """Open the page at a size, in light or dark, and wait until it is drawn."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get("about:blank")
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})  # as if it were in front
        self.driver.get(self.address)
        self.wait("return document.documentElement.dataset.ready")
        settle(self.driver)

    def wait(self, script: str, *values: Any) -> Any:
        """What a script gives, once it gives something."""
        until = time.monotonic() + IMPATIENCE
        while time.monotonic() < until:
            found = self.driver.execute_script(script, *values)
            if found:
                return found
            time.sleep(0.05)
        shown = self.driver.execute_script("return document.body.innerText")
        raise AssertionError(f"waited in vain: {script}\n{shown[:3000]}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        settle(self.driver)

    def said(self, words: str) -> None:
        """Wait until a screen reader was told these words."""
        self.wait("return document.getElementById('said').textContent.includes(arguments[0])", words)

    def at(self, words: str) -> None:
        """Wait until the current proposal says these words, and the gates have looked at it."""
        self.wait(
            "const card = document.querySelector('.card[aria-current]');"
            "return card?.innerText.includes(arguments[0]) && card.querySelector('.live').childElementCount > 0",
            words,
        )

    def go_to(self, words: str) -> None:
        """Make the card that says these words the current one."""
        find = "[...document.querySelectorAll('.card')].find((card) => card.innerText.includes(arguments[0]))"
        self.wait(f"return {find}", words)
        self.driver.execute_script(f"{find}.focus()", words)
        self.at(words)

    def fill(self, **fields: str) -> None:
        """Put words into fields of the form, as if they were typed."""
        for name, words in fields.items():
            self.driver.execute_script(
                "const control = document.getElementById('form').elements.namedItem(arguments[0]);"
                "control.value = arguments[1];"
                "control.dispatchEvent(new Event('input', {bubbles: true}))",
                name.replace("_", "-"),
                words,
            )

    @property
    def claims(self) -> str:
        """The claims file as it stands on disk."""
        return (self.folder / "claims.yaml").read_text("utf-8")

    def assert_silent(self) -> None:
        """No console message, no request to anywhere else, no report of the policy, no script of somebody else's."""
        assert self.driver.get_log("browser") == []
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        assert [url for url in sent if not url.startswith((self.address, "data:", "about:"))] == []
        assert self.driver.execute_script("return window.seen") == {"violations": [], "fired": []}


@contextmanager
def reviewing(driver: Any, folder: Path, *options: str) -> Iterator[Review]:
    """`kg review` of a statement's folder, ended by its own process id."""
    command = [sys.executable, "-m", "kg", "review", folder.name, "--no-open", "--reader", "Ada Lund", *options]
    process = subprocess.Popen(
        command,
        cwd=folder.parents[2],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    try:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/\S+/", line):
                break
        else:
            raise AssertionError("".join(lines))
        yield Review(driver, folder, process, found.group())
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stderr.close()
