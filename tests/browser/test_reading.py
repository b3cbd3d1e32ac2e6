"""Ways to read the graph: what is excluded or inferred, paths, surroundings, communities, dates, a view to be sent."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import networkx
import pytest
from driving import assert_silent, press, run, text_of, thing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def network(example: ModuleType) -> networkx.MultiDiGraph:
    return example.build_network()


@pytest.fixture(scope="module")
def excluding(example: ModuleType) -> tuple[networkx.MultiDiGraph, str]:
    """The example with one participant excluded instead of affirmed, and the name of that claim."""
    network = example.build_network()
    found = next(
        (s, o, key, edge)
        for s, o, key, edge in network.edges(keys=True, data=True)
        if edge["predicate"] == "hasParticipant" and network.nodes[s]["label"].startswith("NIST–NPL")
    )
    found[3].update(polarity="excluded", is_plain=False)
    return network, found[2]


def test_an_excluded_claim_never_looks_like_a_positive_one(
    open_page: Any, excluding: tuple[networkx.MultiDiGraph, str]
) -> None:
    network, claim = excluding
    driver = open_page(network)
    whom = driver.execute_script(
        "const claim = communique.data.claims.find((one) => one.id === arguments[0]);"
        "return communique.data.things.find((one) => one.iri === claim.object).label", claim
    )  # fmt: skip
    cards = driver.execute_script(
        "return [...document.querySelectorAll('#evidence .card')]"
        ".find((card) => card.textContent.includes('NIST–NPL')).textContent"
    )
    assert whom not in cards
    edge = driver.execute_script("return communique.drawnEdges.get(arguments[0])", claim)
    assert edge["arrows"]["to"]["type"] == "bar"
    assert edge["dashes"]
    line = driver.execute_script("return communique.data.lines.find((line) => line.key === 'excluded').light")
    assert edge["color"]["color"] == line
    run(driver, "communique.selectClaim(arguments[0])", claim)
    card = text_of(driver, "evidence")
    assert "excluded" in card
    assert "not: has participant" in card
    assert "this is not so" in card
    [label] = driver.execute_script("return communique.edgeLabels().map((label) => label.rows.join(' '))")
    assert label.startswith("not: ")
    run(driver, "communique.show('table')")
    row = driver.execute_script("return document.querySelector(`tr[data-claim='${arguments[0]}']`).textContent", claim)
    assert "not: has participant" in row
    assert "excluded" in row
    csv = driver.execute_script("return communique.toCsv()")
    assert "excluded" in next(line for line in csv.split("\r\n") if line.endswith(claim))
    assert "excluded" in driver.execute_script("return communique.citation(arguments[0])", claim)
    assert "not: " in driver.execute_script("return communique.toSvg()")


def test_no_path_leads_over_an_excluded_claim(open_page: Any, excluding: tuple[networkx.MultiDiGraph, str]) -> None:
    network, claim = excluding
    driver = open_page(network)
    steps = driver.execute_script(
        "const claim = communique.data.claims.find((one) => one.id === arguments[0]);"
        "return communique.findPath(claim.subject, claim.object)", claim
    )  # fmt: skip
    assert claim not in [name for step in steps or [] for name in step["claims"]]


def test_an_inferred_line_is_off_and_shows_rule_premises_and_quotes(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    claim = driver.execute_script(
        "return communique.data.claims.find((c) => c.predicate === 'cooperatesWith' && c.subject.endsWith('/nist'))"
    )
    assert claim["id"] not in driver.execute_script("return communique.shownEdges().map((edge) => edge.id)")
    run(driver, "document.querySelector('#lines input[data-key=inferred]').click()")
    assert claim["id"] in driver.execute_script("return communique.shownEdges().map((edge) => edge.id)")
    run(driver, "communique.selectClaim(arguments[0])", claim["id"])
    shown = text_of(driver, "evidence")
    assert "Rule" in shown
    assert claim["rule_text"][:40] in shown
    assert "It follows from" in shown
    premises = driver.execute_script("return document.querySelectorAll('#evidence details, #evidence .premise').length")
    assert premises == len(claim["premises"]) > 1
    assert "https://" not in shown
    assert "is a" in shown
    marks = driver.execute_script("return [...document.querySelectorAll('#evidence mark')].map((m) => m.textContent)")
    assert any("continued collaboration" in words for words in marks)


def test_a_path_has_the_evidence_of_each_step(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    start, end = (
        thing(driver, "National Physical Laboratory"),
        thing(driver, "National Institute of Standards and Technology"),
    )
    run(driver, "communique.select(arguments[0])", start)
    run(driver, "[...document.querySelectorAll('#evidence button')].find((b) => b.textContent === 'Path to …').click()")
    assert "choose the other end" in text_of(driver, "banner")
    run(driver, "document.querySelector(`#things button[data-iri='${arguments[0]}']`).click()", end)
    shown = text_of(driver, "evidence")
    assert "2 steps" in shown
    cards = driver.execute_script("return document.querySelectorAll('#evidence .step .card mark').length")
    assert cards >= 2
    assert driver.execute_script("return document.getElementById('banner').hidden")
    assert f"from={start.removeprefix('https://w3id.org/communique/id/').replace('/', '%2F')}" in driver.current_url


def test_only_what_is_around_a_thing(open_page: Any, network: networkx.MultiDiGraph) -> None:
    driver = open_page(network)
    centre = thing(driver, "NIST–NPL collaboration")
    shown = "return communique.data.things.map((t) => t.iri).filter(communique.isThingShown).sort()"
    run(driver, "communique.showAround(arguments[0], 1)", centre)
    visible = network.copy()
    visible.remove_edges_from([e[:3] for e in network.edges(keys=True, data=True) if e[3]["ground"] == "inferred"])
    for depth in (1, 2):
        run(
            driver, f"[...document.querySelectorAll('#banner button')].find((b) => b.textContent === '{depth}').click()"
        )
        near = networkx.ego_graph(visible.to_undirected(), centre, radius=depth)
        assert driver.execute_script(shown) == sorted(near)
    run(driver, "[...document.querySelectorAll('#banner button')].at(-1).click()")
    assert len(driver.execute_script(shown)) == network.number_of_nodes()


def test_communities_are_drawn_and_told_in_words(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    before = driver.get_screenshot_as_png()
    run(driver, "document.getElementById('communities').click()")
    assert driver.get_screenshot_as_png() != before
    told = text_of(driver, "evidence")
    assert told.startswith("Communities")
    labels = driver.execute_script("return communique.data.picture.communities.map((one) => one.label)")
    assert len(labels) > 1
    assert "communities=yes" in driver.current_url


def test_the_dates_stand_in_their_order_and_lead_to_their_claims(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    dates = driver.execute_script("return [...document.querySelectorAll('#timeline b')].map((b) => b.textContent)")
    years = [int(words.split(" ")[-1]) for words in dates]
    assert years == sorted(years)
    assert "4 November 2021" in dates
    run(driver, "document.querySelector('#timeline li[data-claim] button').click()")
    assert "Recorded in" in text_of(driver, "evidence")
    assert driver.execute_script("return document.querySelectorAll('#timeline .chosen').length") == 1


@pytest.mark.parametrize(
    ("fragment", "view", "shown"),
    [
        ("#view=table", "table", "Told as"),
        ("#thing=undertaking%2Fnist-npl", "evidence", "NIST–NPL collaboration"),
        ("#thing=undertaking%2Fnist-npl&view=document", "document", "NIST–NPL collaboration"),
        ("#from=agent%2Fnist&to=agent%2Fnpl", "evidence", "2 steps"),
        ("#around=undertaking%2Fnist-npl+1", "evidence", "NIST–NPL collaboration"),
        ("#words=0.0.200&view=document", "document", "joint statement"),
        ("#thing=no-such-thing&view=nowhere&lines=x&around=y+9&words=7.1.2&from=a&to=b", "evidence", "Who works"),
        ("#%E0%A4%A&&&==", "evidence", "Who works"),
    ],
)
def test_a_view_can_be_sent(open_html: Any, shipped: str, fragment: str, view: str, shown: str) -> None:
    driver = open_html(shipped, fragment=fragment)
    assert driver.execute_script("return document.body.dataset.view") == view
    assert shown in text_of(driver, view)
    assert_silent(driver)


def test_what_is_done_stands_in_the_address_and_opens_again(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    assert "#" not in driver.current_url
    run(driver, "document.querySelector('#groups input[data-key=aim]').click()")
    run(driver, "document.querySelector('#lines input[data-key=inferred]').click()")
    run(driver, "communique.select('https://w3id.org/communique/id/undertaking/nist-npl'); communique.show('table')")
    state = (
        "return [document.body.dataset.view, communique.chosen().thing, communique.shownEdges().length,"
        " document.getElementById('shown').textContent, document.getElementById('rows')?.textContent]"
    )
    before, address = driver.execute_script(state), driver.current_url
    fragment = "#" + address.partition("#")[2]
    assert driver.execute_script("return location.hash") == fragment
    again = open_html(shipped, fragment=fragment)
    assert again.execute_script(state) == before
    press(again, "\ue00c")
    assert "thing=" not in again.current_url


def test_uncovered_stretches_are_seen_with_their_excuse(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    run(driver, "communique.show('document')")
    seen = driver.execute_script(
        "return [...document.querySelectorAll('.uncovered')]"
        ".map((one) => [one.textContent, one.nextSibling?.textContent])"
    )
    assert ["I am delighted we can deepen", " no claim: not sayable in the ontology"] in seen
    assert [
        "and I look forward to seeing the result for both nations in the years ahead",
        " no claim: courtesy",
    ] in seen


def test_overlapping_quotes_have_a_line_each(open_html: Any, shipped: str) -> None:
    driver = open_html(shipped)
    run(driver, "communique.show('document')")
    lines = driver.execute_script(
        "const pieces = [...document.querySelectorAll('.piece')];"
        "return pieces.map((piece) => [communique.data.claims.filter((c) => c.spans)"
        "  .flatMap((c) => c.spans).filter(([a, b]) => a <= piece.dataset.start && piece.dataset.end <= b)"
        "  .map(String), piece.className.split(' ').filter((name) => name.startsWith('lane-')).length])"
    )
    depths = [(len(set(spans)), lanes) for spans, lanes in lines]
    assert max(spans for spans, _ in depths) > 2
    assert all(lanes == min(spans, 5) for spans, lanes in depths)
