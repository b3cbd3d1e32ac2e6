"""The page of a review in a real Chromium: decided by keyboard, saved on disk, silent whatever the text says."""

from __future__ import annotations

import importlib.util
import json
import os
import urllib.error
import urllib.request
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from review_page import reviewing
from support import ROOT, require

from kg.build import check_project
from kg.findings import has_errors
from kg.project import Project

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """The small project, which lives with the tests of reviewing."""
    place = ROOT / "tests" / "reviewing" / "reviewed.py"
    spec = importlib.util.spec_from_file_location("reviewed_in_browser", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(example: ModuleType, tmp_path: Path) -> Path:
    return example.write_statement(tmp_path)


def test_accept_reject_undo_by_keyboard_and_kg_check_passes(driver: Any, folder: Path, example: ModuleType) -> None:
    with reviewing(driver, folder) as review:
        review.open()
        review.go_to("has party")
        review.press("a")
        review.said("accepted: Glass Agreement")
        assert "glass-agreement hasParty harbour-council-2" in review.claims
        assert "ada-lund" in review.claims
        review.at("on topic tide clocks")
        review.press("r")
        review.said("rejected")
        assert "onTopic tide-clocks" in (folder / "decisions.yaml").read_text("utf-8")
        review.press("u", "u")
        review.said("undone: accepted: glass-agreement hasParty")
        assert review.claims == example.WRITTEN
        assert not (folder / "decisions.yaml").exists()
        review.press("U", "U")
        review.said("again: rejected: glass-agreement onTopic")
        review.go_to("cooperation on tide clocks on topic")
        assert "no status in this document" in driver.execute_script(
            "return document.querySelector('.card[aria-current]').innerText"
        )
        review.press("a")
        review.said("accepted: cooperation on tide clocks")
        review.at("Institute of Glass")
        review.press("a")
        review.at("Harbour Council")
        review.press("a")
        review.at("supports")
        review.press("a")
        review.at("aim type")
        review.press("a")
        review.said("aim type security")
        assert driver.execute_script("return document.getElementById('decided').textContent") == "9 of 10 decided"
        review.assert_silent()
    findings, build = check_project(Project(folder.parents[2]))
    assert build is not None, findings
    assert not has_errors(findings, strict=True), findings


def test_a_claim_is_added_by_choosing_words_with_the_keyboard(driver: Any, folder: Path) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    with reviewing(driver, folder) as review:
        review.open()
        review.press("w")
        for _ in range(14):
            ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.ARROW_RIGHT).key_up(Keys.SHIFT).perform()
        chosen = driver.execute_script("return document.getElementById('chosen-words').textContent")
        assert chosen == "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement"
        review.press("n")
        review.fill(subject="glass-agreement", predicate="timeExpression", object="On Tuesday")
        review.wait("return document.getElementById('gates').innerText.includes('E041')")
        review.fill(object="On Monday")
        review.wait("return document.getElementById('gates').innerText.includes('passes')")
        review.press(Keys.CONTROL + Keys.ENTER)
        review.said("added")
        assert 'glass-agreement timeExpression "On Monday"' in review.claims
        review.assert_silent()


def test_a_claim_with_a_new_thing_is_added_by_choosing_words_with_the_mouse(driver: Any, folder: Path) -> None:
    from selenium.webdriver import ActionChains

    with reviewing(driver, folder) as review:
        review.open()
        first, last = driver.execute_script(
            "const all = [...document.querySelectorAll('#text [data-sentence=\"2\"] > span')];"
            "return ['both', 'clocks'].map((words) => all.findLast((one) => one.textContent === words))"
        )
        ActionChains(driver).move_to_element(first).move_by_offset(-5, 0).click_and_hold().move_to_element(
            last
        ).release().perform()
        review.wait("return document.getElementById('chosen-words').textContent.startsWith('both bodies plan')")
        driver.find_element("id", "add").click()
        review.fill(subject="clock-work", predicate="hasStatus", object="planned", because_object="cue", cue="plan")
        review.wait("return document.querySelector('.new-thing')")
        for key, value in {
            "type": "Cooperation",
            "label": "work on clocks",
            "mentions": "a cooperation on tide clocks",
        }.items():
            driver.execute_script(
                "const control = document.querySelector(`.new-thing [data-new=${arguments[0]}]`);"
                "control.value = arguments[1];"
                "control.dispatchEvent(new Event('input', {bubbles: true}))",
                key,
                value,
            )
        review.wait("return document.getElementById('gates').innerText.includes('passes')")
        driver.execute_script("document.querySelector('#form .primary').click()")
        review.said("added")
        assert (
            "clock-work: {type: Cooperation, label: work on clocks, mentions: [a cooperation on tide clocks]}"
            in review.claims
        )
        review.assert_silent()


def test_what_lacks_a_status_gets_one_and_words_without_a_claim_an_excuse(
    driver: Any, folder: Path, example: ModuleType
) -> None:
    draft = example.DRAFT.replace(
        "  - {say: tide-clock-work hasStatus planned, because: {object: cue}, cue: plan, confidence: 0.95, "
        "rule: status-of-verb}\n",
        "",
    )
    (folder / "draft.yaml").write_text(draft, encoding="utf-8")
    text = (folder / "claims.yaml").read_text("utf-8")
    excuse = "- words: Visitors were thanked with tea and small glass fish\n  excuse: courtesy\n"
    (folder / "claims.yaml").write_text(text.replace(excuse, ""), encoding="utf-8")
    with reviewing(driver, folder) as review:
        review.open()
        review.go_to("cooperation on tide clocks on topic")
        review.wait("return document.querySelector('.card[aria-current] .live button')").click()
        review.fill(object="planned", because_object="cue", cue="plan")
        review.wait("return document.getElementById('gates').innerText.includes('passes')")
        driver.execute_script("document.querySelector('#form .primary').click()")
        review.said("added")
        assert "{say: tide-clock-work hasStatus planned, because: {object: cue}, cue: plan}" in review.claims
        review.wait("return document.querySelector('.card[aria-current] .passes')")
        review.press("a")
        review.said("accepted: cooperation on tide clocks")
        driver.execute_script(
            "const reach = document.createRange(); const box = document.querySelector('#text [data-sentence=\"4\"]');"
            "reach.selectNodeContents(box); getSelection().removeAllRanges(); getSelection().addRange(reach);"
            "document.getElementById('text').dispatchEvent(new MouseEvent('mouseup'))"
        )
        review.wait("return document.getElementById('chosen-words').textContent.startsWith('Visitors')")
        driver.execute_script(
            "const one = document.getElementById('excuse');"
            "one.value = 'courtesy'; one.dispatchEvent(new Event('change'))"
        )
        review.said("excused as courtesy")
        assert "Visitors were thanked with tea and small glass fish\n  excuse: courtesy" in review.claims
        review.assert_silent()


def test_edit_and_link_and_a_change_by_somebody_else(driver: Any, folder: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    with reviewing(driver, folder) as review:
        review.open()
        review.go_to("time expression")
        assert "E040" in driver.execute_script("return document.querySelector('.card[aria-current]').innerText")
        review.press("e")
        review.fill(
            **{"quote-0": "On Monday, the Institute of Glass (IOG) and the Harbour Council signed the Glass Agreement"}
        )
        review.wait("return document.getElementById('gates').innerText.includes('passes')")
        review.fill(confidence="0.9")
        driver.execute_script("document.querySelector('#form .primary').click()")
        review.said("saved")
        assert "confidence: 0.9" in review.claims
        review.go_to("has party")
        review.press("l")
        review.wait("return document.querySelector('#link[open] [role=option]')")
        driver.find_element("id", "link-sought").send_keys("institute")
        review.wait(
            "return document.querySelector('#link [aria-selected=true]')?.dataset.name === 'institute-of-glass'"
        )
        review.press(Keys.ENTER)
        review.said("linked")
        assert "harbour-council-2 is institute-of-glass" in (folder / "decisions.yaml").read_text("utf-8")
        review.press("u")
        theirs = review.claims + "# of somebody else\n"
        (folder / "claims.yaml").write_text(theirs, encoding="utf-8")
        review.go_to("has party")
        review.press("a")
        review.wait("return document.getElementById('banner').innerText.includes('changed by somebody else')")
        assert review.claims == theirs
        driver.execute_script("document.querySelector('#banner button').click()")
        review.wait("return document.getElementById('banner').hidden")
        review.go_to("has party")
        review.press("a")
        review.said("accepted")
        assert "# of somebody else" in review.claims
        messages = [entry["message"] for entry in driver.get_log("browser")]
        assert [words for words in messages if "409" not in words] == []


def test_a_claim_of_the_file_is_edited_and_taken_out_by_keyboard(
    driver: Any, folder: Path, example: ModuleType
) -> None:
    with reviewing(driver, folder) as review:
        review.open()
        review.go_to("has party")
        review.press("a")
        review.said("accepted")
        driver.execute_script(
            "const filter = document.getElementById('filter-state'); filter.value = 'claims';"
            "filter.dispatchEvent(new Event('input', {bubbles: true}))"
        )
        find = "[...document.querySelectorAll('.card')].find((card) => card.innerText.includes('Harbour Council'))"
        review.wait(f"return {find}")
        driver.execute_script(f"{find}.focus()")
        review.press("e")
        review.wait("return document.getElementById('form-title').textContent === 'Edit the claim'")
        assert driver.execute_script("return document.activeElement.name") == "predicate"
        review.fill(object="no-such-body")
        review.wait("return document.getElementById('gates').innerText.includes('E020')")
        review.fill(object="harbour-council-2", **{"quote-0": "the Harbour Council signed the Glass Agreement"})
        review.wait("return document.getElementById('gates').innerText.includes('passes')")
        driver.execute_script("document.querySelector('#form .primary').click()")
        review.said("saved")
        assert "quote: >- the Harbour Council signed the Glass" in " ".join(review.claims.split())
        assert review.claims.count("hasParty harbour-council-2") == 1
        current = "return document.querySelector('.card[aria-current]').innerText"
        review.wait(f"{current}.includes('Harbour Council')")
        review.press("r")
        review.said("taken out")
        assert "harbour-council-2" not in review.claims.partition("claims:")[2]
        review.press("u", "u", "u")
        review.said("undone: accepted")
        assert review.claims == example.WRITTEN
        review.assert_silent()


def test_everything_sure_is_accepted_after_a_question_and_done_ends_the_program(driver: Any, folder: Path) -> None:
    with reviewing(driver, folder) as review:
        review.open()
        review.go_to("cooperation on tide clocks on topic")
        review.press("s")
        review.wait("return document.querySelector('#sure[open]')")
        driver.execute_script(
            "const one = document.getElementById('sure-least');"
            "one.value = '0.85'; one.dispatchEvent(new Event('input'))"
        )
        assert "4 proposals of sentence 2" in driver.execute_script("return document.getElementById('sure').innerText")
        driver.execute_script("document.querySelector('#sure .primary').click()")
        review.said("accepted what is sure")
        assert "tide-clock-work hasParticipant harbour-council-2" in review.claims.replace("say: ", "")
        review.assert_silent()
        driver.find_element("id", "done").click()
        review.wait("return document.querySelector('#end[open]')")
        assert review.process.wait(timeout=30) == 0
        assert review.process.stderr is not None
        told = review.process.stderr.read()
        assert "4 accepted" in told
        assert "kg check glass-and-tides: 0 errors" in told


def test_proposals_are_filtered_and_the_program_ends_with_ctrl_c(driver: Any, folder: Path) -> None:
    import signal

    with reviewing(driver, folder) as review:
        review.open()
        assert driver.execute_script("return document.querySelectorAll('.card').length") == 10
        for field, value, left in [
            ("filter-sureness", "0.9", 4),
            ("filter-predicate", "hasStatus", 1),
            ("filter-sentence", "3", 0),
            ("filter-predicate", "", 1),
            ("filter-sureness", "0", 3),
            ("filter-state", "turned-down", 0),
            ("filter-sentence", "", 1),
            ("filter-state", "claims", 3),
        ]:
            driver.execute_script(
                "const one = document.getElementById(arguments[0]); one.value = arguments[1];"
                "one.dispatchEvent(new Event('input'))",
                field,
                value,
            )
            assert driver.execute_script("return document.querySelectorAll('.card').length") == left, (field, value)
        before = review.claims
        driver.execute_script("document.querySelectorAll('.card')[1].focus()")
        review.press("r")
        review.wait("return document.querySelector('.card[aria-current] .findings')")
        assert review.claims == before
        driver.execute_script("[...document.querySelectorAll('.card')].at(-1).focus()")
        review.press("k", "k", "j", "?")
        review.wait("return document.querySelector('#help[open]')")
        driver.execute_script("document.getElementById('single-keys').click(); document.getElementById('help').close()")
        driver.execute_script(
            "const one = document.getElementById('filter-state');"
            "one.value = 'all'; one.dispatchEvent(new Event('input'))"
        )
        review.go_to("has party")
        review.press("r")
        assert not (folder / "decisions.yaml").exists()
        review.process.send_signal(signal.SIGINT)
        assert review.process.wait(timeout=30) == 0
        review.press("u")
        driver.find_element("css selector", ".card[aria-current] .primary").click()
        review.wait("return document.getElementById('banner').innerText.includes('the review has ended')")


HOSTILE = [
    "<script>alert('script')</script>",
    "<img src=x onerror=alert('img')>",
    "\"><svg onload=alert('svg')>",
    "javascript:alert('link')",
    "{{constructor.constructor('alert(1)')()}}",
    "‮gnp.exe ​⁦",
    "👩🏽‍🔬 مختبر 量子",
    "A" * 3000,
]


def test_hostile_words_stay_words(driver: Any, example: ModuleType, tmp_path: Path) -> None:
    text = "".join(f"The Glass Agreement says {words} and the Institute of Glass agrees here.\n\n" for words in HOSTILE)
    claims = f'id: {example.NAME}\ntitle: "<b onmouseover=alert(1)>title</b>"\n' + example.WRITTEN.split("\n", 3)[3]
    claims = claims[: claims.index("uncovered:")] + "claims: []\n"
    items = []
    for number, words in enumerate(HOSTILE):
        quoted = json.dumps(
            f"The Glass Agreement says {words} and the Institute of Glass agrees here", ensure_ascii=False
        )
        items.append(
            f"- quote: {quoted}\n  says:\n  - say: glass-agreement hasParty thing-{number}\n    confidence: 0.5\n"
            f"    rule: {json.dumps(words[:60], ensure_ascii=False)}\n"
            f"    cue: {json.dumps(words, ensure_ascii=False)}\n"
        )
    things = "".join(
        f"  thing-{n}: {{type: FormalOrganization, label: {json.dumps(words, ensure_ascii=False)}}}\n"
        for n, words in enumerate(HOSTILE)
    )
    folder = example.write_statement(tmp_path, claims, f"entities:\n{things}claims:\n{''.join(items)}", text)
    with reviewing(driver, folder) as review:
        review.open()
        shown = driver.execute_script("return document.getElementById('text').textContent")
        assert all(words in shown for words in HOSTILE)
        for _ in HOSTILE:
            review.press("j")
        driver.execute_script("for (const one of document.querySelectorAll('#text span span')) one.click()")
        for key in ("e", "l", "s"):
            review.press(key)
            driver.execute_script("for (const one of document.querySelectorAll('dialog[open]')) one.close()")
            driver.execute_script("[...document.querySelectorAll('#form button')].at(-1)?.click()")
        for _ in HOSTILE:
            review.press("r")
        review.press("u", "u")
        assert driver.execute_script("return document.querySelectorAll('img, svg, iframe, b[onmouseover]').length") == 0
        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        review.assert_silent()


def test_only_the_page_itself_may_ask_and_decide(driver: Any, folder: Path) -> None:
    with reviewing(driver, folder) as review:
        port = review.address.split(":")[2].split("/")[0]
        json_type = {"Content-Type": "application/json"}
        own = {**json_type, "Origin": f"http://127.0.0.1:{port}"}
        refused = [
            (f"http://127.0.0.1:{port}/", {}, None, 404),
            (f"http://127.0.0.1:{port}/{'x' * 32}/state.json", {}, None, 404),
            (review.address + "state.json", {"Host": f"evil.example:{port}"}, None, 421),
            (review.address + "state.json", {"Host": "127.0.0.1:1"}, None, 421),
            (review.address + "state.json", {"Origin": "https://evil.example"}, None, 403),
            (review.address + "state.json", {"Sec-Fetch-Site": "cross-site"}, None, 403),
            (review.address + "do/reject", json_type, b'{"numbers": [1]}', 403),
            (review.address + "do/reject", {**own, "Content-Type": "text/plain"}, b'{"numbers": [1]}', 403),
            (review.address + "do/reject", {**json_type, "Origin": "null"}, b'{"numbers": [1]}', 403),
            (review.address + "do/reject", own, b'{"numbers": ["1"]}', 400),
            (review.address + "do/reject", own, b'{"numbers": [99]}', 400),
            (review.address + "do/reject", own, b"[" * 100_000, 400),
            (review.address + "do/reject", own, b'{"numbers": [1], "x": "' + b"x" * 300_000 + b'"}', 400),
            (review.address + "do/edit", own, b'{"line": {"subject": 1}}', 400),
            (review.address + "do/edit", own, b'{"line": {"subject": "\\ud800"}}', 400),
            (review.address + "do/nothing", own, b"{}", 404),
            (review.address + "../../etc/passwd", {}, None, 404),
            (review.address + "guard.py", {}, None, 404),
        ]
        for address, headers, body, status in refused:
            request = urllib.request.Request(address, data=body, headers=headers)
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(request, timeout=10)
            assert caught.value.code == status, (address, headers)
            assert "default-src 'none'" in caught.value.headers["content-security-policy"]
            assert "access-control-allow-origin" not in caught.value.headers
        assert not (folder / "decisions.yaml").exists()
        assert review.claims == (folder / "claims.yaml").read_text("utf-8")
        with urllib.request.urlopen(urllib.request.Request(review.address + "state.json"), timeout=10) as answer:
            assert answer.status == 200
            assert answer.headers["cache-control"] == "no-store"


def test_a_second_reader_agrees_and_differs_on_the_page(driver: Any, folder: Path) -> None:
    with reviewing(driver, folder, "--second") as review:
        review.open()
        assert driver.execute_script("return document.querySelectorAll('.card').length") == 3
        review.press("a")
        review.said("agrees: Glass Agreement")
        review.press("r")
        driver.find_element("id", "differs-note").send_keys("“signed” tells it <b>done</b>")
        driver.execute_script("document.querySelector('#sure .primary').click()")
        review.said("differs: Glass Agreement")
        assert driver.execute_script("return document.getElementById('decided').textContent") == "2 of 3 read"
        review.press("u")
        review.said("undone: differs")
        assert (folder / "readings.yaml").read_text("utf-8").count("verdict: agrees") == 1
        review.assert_silent()
    assert (folder / "claims.yaml").read_text("utf-8").count("ada-lund") == 0


AUDIT = """
const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then((result) => done(result.violations
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}`))));
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    driver: Any, folder: Path, size: tuple[int, int], scheme: str
) -> None:
    script = Path(os.environ.get("KG_NODE_MODULES", ROOT / "node_modules")) / "axe-core" / "axe.min.js"
    require(script.is_file(), "axe-core is not there (npm install axe-core; KG_NODE_MODULES names its folder)")
    found, wide = {}, {}
    with reviewing(driver, folder) as review:
        review.open(*size, scheme)
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        review.open(*size, scheme)
        driver.execute_script(script.read_text("utf-8"))
        steps = {
            "first": "",
            "with a finding": "document.querySelectorAll('.card')[3].focus()",
            "form": "document.querySelector('.card[aria-current] .actions button:nth-child(2)').click()",
            "chosen": "[...document.querySelectorAll('#form .actions button')].at(-1).click();"
            "document.getElementById('text').focus()",
            "all": "const one = document.getElementById('filter-state');"
            "one.value = 'all'; one.dispatchEvent(new Event('input'))",
            "link": "document.querySelector('.card[aria-current] [aria-haspopup]').click()",
            "help": "document.getElementById('link').close(); document.getElementById('keys').click()",
        }
        for name, step in steps.items():
            driver.execute_script(step)
            if name == "link":
                review.wait("return document.querySelector('#link [role=option]')")
            driver.execute_async_script("setTimeout(arguments[0], 400)")
            found[name] = driver.execute_async_script(AUDIT)
            wide[name] = driver.execute_script("return Math.max(0, document.documentElement.scrollWidth - innerWidth)")
        driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert {name: by for name, by in wide.items() if by} == {}
