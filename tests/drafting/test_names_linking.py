"""Links of names to the register: in tiers, homonyms by their state, and rather none than a false one."""

from __future__ import annotations

import pytest
from names_support import entities, read

from kg.drafting.naming.linking import are_alike, is_common, variants

LINKED = [
    ("The U.S. National Science Foundation (NSF) paid.", "NSF", "nsf"),
    ("The U.S. National Science Foundation (NSF) paid.", "U.S. National Science Foundation", "nsf"),
    ("In the United States, NSF paid.", "NSF", "nsf"),
    ("The U.K. National Physical Laboratory helps.", "U.K. National Physical Laboratory", "npl"),
    (
        "The U.K. Department of Business Energy and Industrial Strategy paid.",
        "U.K. Department of Business Energy and Industrial Strategy",
        "beis",
    ),
    ("U.K. Research and Innovation paid.", "U.K. Research and Innovation", "ukri"),
    (
        "UKRI’s Engineering and Physical Science Research Council paid.",
        "Engineering and Physical Science Research Council",
        "epsrc",
    ),
    (
        "It works through the NSF Directorates for Mathematical and Physical Sciences; and Engineering (U.S.).",
        "Engineering",
        "nsf-eng",
    ),
    ("The Deutsche Forschungsgemeinschaft (DFG) of Germany paid.", "DFG", "deutsche-forschungsgemeinschaft-de"),
    ("President Biden spoke.", "Biden", "joe-biden"),
]


@pytest.mark.parametrize(("text", "words", "entry"), LINKED, ids=[f"{w} in {t}" for t, w, _ in LINKED])
def test_a_known_name_is_linked(text: str, words: str, entry: str) -> None:
    assert entities(text)[words].register == entry


DST = "Department of Science and Technology"
HOMONYMS = [
    (f"India’s {DST} (DST) paid.", "department-of-science-and-technology-in"),
    (f"The {DST} (DST) of the Government of India paid.", "department-of-science-and-technology-in"),
    (f"The {DST} of the Philippines paid, and India came.", "department-of-science-and-technology-ph"),
    (f"The {DST} paid. India and Norway agreed.", "department-of-science-and-technology-in"),
    (f"The {DST} paid.", ""),
    (f"The {DST} paid. India and the Philippines agreed.", ""),
    (f"Norland’s {DST} paid. India agreed.", ""),
    (f"The {DST} of Norland paid. India agreed.", ""),
]


@pytest.mark.parametrize(("text", "entry"), HOMONYMS, ids=[text for text, _ in HOMONYMS])
def test_a_homonym_is_settled_by_its_state_or_not_at_all(text: str, entry: str) -> None:
    assert entities(text)[DST].register == entry


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Main Quad of the university hosted a Quad Bike race.", "Quad"),
        ("Eureka! they said, and Eureka Physics Limited won.", "Eureka"),
        ("The President of Norland and the Secretary of State spoke.", "President"),
        ("Today President Carolyn Fenn opened the hub.", "President"),
        ("For the Tide Council:\nJane Fenn\nPresident\n", "President"),
        ("The Department of Energy of Norland paid. The United States came.", "Department of Energy"),
    ],
)
def test_words_that_many_things_are_called_by_link_nothing(text: str, words: str) -> None:
    assert not [e.register for w, e in entities(text).items() if words in w and e.register]


def test_what_stays_unsettled_is_proposed() -> None:
    entity = entities(f"The {DST} paid.")[DST]
    assert {"department-of-science-and-technology-in", "department-of-science-and-technology-ph"} <= {
        *entity.candidates
    }


def test_two_homonyms_of_one_text_are_two_things() -> None:
    found = entities(f"The Philippine {DST} (DOST) met India’s {DST} (DST). DOST and DST agreed.")
    assert found["DST"].register == "department-of-science-and-technology-in"
    assert found["DOST"].name != found["DST"].name
    assert found[f"Philippine {DST}"].name == found["DOST"].name


def test_a_country_given_settles_what_the_text_leaves_open() -> None:
    assert entities(f"The {DST} paid.", country="india")[DST].register == "department-of-science-and-technology-in"


DECOYS = [
    "The National Institute of Tidal Energy (NITE) of Japan opened.",
    "The Norland National Science Foundation (NNSF) paid; the United States did not.",
    "The Norland Research Council paid, as did Norway and Canada.",
    "Norland’s National Research Foundation (NRF) paid; South Africa did not.",
    "The Engineering and Tidal Sciences Research Council of the United Kingdom paid.",
    "The Royal Tide Society paid for it in the United Kingdom.",
    "The Department for Science, Storms and Technology of the United Kingdom paid.",
    "The Agency for Tidal, Wave and Storm Research of Singapore paid.",
    "The National Physical Education Laboratory of the United Kingdom paid.",
    "Dr. George Freeman-Ashe spoke.",
    "The Institute of Tide Research (NSF) paid; the United States did not.",
    "The European Molecular Biology Laboratory (EMBL) paid, and Spain came.",
    "The Tide Ministry of Agriculture and Livestock Farming of Norland paid; France did not.",
    "The NTXQ Directorate for Engineering paid, and the United States came.",
    "The Directorate for Engineering paid, and India came.",
    "The National Science Foundation paid, as Kenya and Norway had asked.",
    "NSF paid, as Kenya and Norway had asked.",
    "The Berkeley Foundation paid, as the United States had asked.",
]


@pytest.mark.parametrize("text", DECOYS)
def test_an_unknown_name_is_never_linked_to_something_like_it(text: str) -> None:
    links = {e.label: e.register for e in read(text).entities.values() if e.type != "State"}
    assert links
    assert not any(links.values()), links


def test_a_common_name_of_another_country_is_no_link() -> None:
    text = "The Institute of Marine Research paid, as Norland had asked."
    entity = entities(text)["Institute of Marine Research"]
    assert entity.register == ""
    assert entity.candidates


def test_a_new_thing_has_no_identifier_but_a_type_and_its_state() -> None:
    entity = entities("Norway’s Ministry of Tides paid.")["Ministry of Tides"]
    assert (entity.register, entity.type, entity.jurisdiction, entity.candidates) == (
        "",
        "FormalOrganization",
        "norway",
        (),
    )


def test_the_tier_says_how_a_mention_was_linked() -> None:
    text = (
        "The U.S. National Science Foundation (NSF) and the United States Department of Commerce met "
        "the U.K. Department of Business Energy and Industrial Strategy and the Tide Council (TC)."
    )
    reading = read(text)
    tiers = {reading.source.words(m.span): m.tier for m in reading.mentions}
    assert tiers["U.S. National Science Foundation"] == "alias"
    assert tiers["United States Department of Commerce"] == "exact"
    assert tiers["NSF"] == tiers["TC"] == "long-form"
    assert tiers["Tide Council"] == "new"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Council for Tidal Science", "Council of Tidal Sciences", True),
        ("National Institute of Tidal Energy", "National Institute of Solar Energy", False),
        ("National Institute of Tidal Energy", "National Institute of Tidal Energy and Waves", False),
        ("Ministry of Health", "Ministry of Wealth", False),
    ],
)
def test_only_joining_words_and_endings_may_differ(first: str, second: str, *, expected: bool) -> None:
    assert are_alike(first, second) is expected


def test_variants_change_one_word_each() -> None:
    assert "council of tidal science" in variants("Council for Tidal Science")
    assert "council for tidal sciences" in variants("Council for Tidal Science")


def test_common_words_make_no_name_of_its_own() -> None:
    assert is_common("National Institute of Marine Research")
    assert not is_common("Palawan Institute of Marine Research")
