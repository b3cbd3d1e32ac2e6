"""What the tests do with an open page, and what they look at."""

from __future__ import annotations

import json
from typing import Any

from settling import settle


def run(driver: Any, script: str, *values: Any) -> Any:
    """Run a script and wait until what it asked for has been painted."""
    answer = driver.execute_script(script, *values)
    settle(driver)
    return answer


def requests(driver: Any) -> list[str]:
    """Every address asked for since the page was opened, apart from the page itself."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith(("file:", "data:", "about:", "blob:"))]


def assert_silent(driver: Any) -> None:
    """No console message, no request, no report of the policy, no script of somebody else's."""
    assert driver.get_log("browser") == []
    assert requests(driver) == []
    assert driver.execute_script("return window.seen") == {"violations": [], "fired": []}


def thing(driver: Any, label: str) -> str:
    """The IRI of the thing with a label."""
    found = driver.execute_script(
        "return communique.data.things.find((thing) => thing.label === arguments[0])?.iri", label
    )
    assert found, label
    return str(found)


def click_canvas(driver: Any, x: float, y: float) -> None:
    """Click a place of the canvas, as a hand does."""
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.by import By

    canvas = driver.find_element(By.ID, "canvas")
    ActionChains(driver).move_to_element_with_offset(
        canvas, round(x - canvas.size["width"] / 2), round(y - canvas.size["height"] / 2)
    ).click().perform()
    settle(driver)


def text_of(driver: Any, element: str) -> str:
    """What a reader sees of an element."""
    return str(driver.execute_script("return document.getElementById(arguments[0]).innerText", element))


def press(driver: Any, *keys: str) -> None:
    """Press keys, wherever the focus is."""
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()
    settle(driver)
