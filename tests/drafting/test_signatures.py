"""Signatures: who signs, in which post, on whose behalf; and who stands by and does not sign."""

from __future__ import annotations

import pytest
from sayings import Names, sayings

NAMES: Names = {
    "Person": "Ada Fenn; Bo Lund; Cy Marsh",
    "FormalOrganization": "Tide Council; Institute of Glass",
    "Post": "Director of the Tide Council; President of the Institute of Glass; Minister of Clocks",
    "State": "Norland; Sudland",
    "Instrument": "Tide Accord",
    "Place": "Oslo",
}
FENN, LUND = "ada-fenn-signature", "bo-lund-signature"
BOTH_SIGN = {f"tide-accord hasSignature {FENN}", f"tide-accord hasSignature {LUND}"}
BOTH = BOTH_SIGN | {f"{FENN} signatory ada-fenn", f"{LUND} signatory bo-lund"}

SIGNED = [
    ("Ada Fenn and Bo Lund signed the Tide Accord in Oslo.", BOTH),
    ("The Tide Accord was signed today in Oslo by Ada Fenn and by Dr. Bo Lund.", BOTH),
    ("Signed by Ada Fenn and Bo Lund, the Tide Accord was welcomed by Cy Marsh.", BOTH),
    ("The Tide Accord was signed by Ada Fenn and Bo Lund in the presence of Cy Marsh.", BOTH),
    ("Ministers Ada Fenn and Bo Lund put pen to paper on the Tide Accord.", BOTH),
    ("Ada Fenn, who leads the Tide Council, and her counterpart Bo Lund signed the Tide Accord.", BOTH),
    ("Ada Fenn today signed the Tide Accord with Bo Lund.", BOTH),
    (
        "The Tide Accord was signed, for Norland by Ms. Ada Fenn, Minister of Clocks, and for Sudland by Bo Lund.",
        BOTH | {f"{FENN} signedAs minister-of-clocks", f"{FENN} onBehalfOf norland", f"{LUND} onBehalfOf sudland"},
    ),
    (
        "The Tide Accord was signed by Ada Fenn for the Tide Council and Bo Lund for the Institute of Glass.",
        BOTH | {f"{FENN} onBehalfOf tide-council", f"{LUND} onBehalfOf institute-of-glass"},
    ),
    (
        "The Tide Council and the Institute of Glass issued the Tide Accord. Ada Fenn, Director of the Tide Council, "
        "and Bo Lund, President of the Institute of Glass, put their names to it on Monday.",
        BOTH
        | {f"{FENN} signedAs director-of-the-tide-council", f"{LUND} signedAs president-of-the-institute-of-glass"}
        | {f"{FENN} onBehalfOf tide-council", f"{LUND} onBehalfOf institute-of-glass"},
    ),
    (
        "The Tide Accord was signed on 4 May for the Tide Council by Ada Fenn, and for the Institute of Glass by its "
        "Minister of Clocks, Bo Lund.",
        BOTH
        | {f"{FENN} onBehalfOf tide-council", f"{LUND} onBehalfOf institute-of-glass"}
        | {f"{LUND} signedAs minister-of-clocks"},
    ),
    (
        "Norland and Sudland concluded the Tide Accord. Ada Fenn signed for Norland, and Minister of Clocks Bo Lund "
        "for Sudland.",
        BOTH | {f"{FENN} onBehalfOf norland", f"{LUND} onBehalfOf sudland"} | {f"{LUND} signedAs minister-of-clocks"},
    ),
    (
        "Norland and Sudland concluded the Tide Accord. Signing it for Norland was Ada Fenn; on behalf of Sudland, it "
        "was signed by Bo Lund.",
        BOTH | {f"{FENN} onBehalfOf norland", f"{LUND} onBehalfOf sudland"},
    ),
    (
        "The Tide Council of Norland and the Institute of Glass of Sudland concluded the Tide Accord. It was signed by "
        "Ada Fenn, Director of the Tide Council, and Bo Lund, President of the Institute of Glass.",
        BOTH
        | {f"{FENN} signedAs director-of-the-tide-council", f"{LUND} signedAs president-of-the-institute-of-glass"}
        | {f"{FENN} onBehalfOf tide-council", f"{LUND} onBehalfOf institute-of-glass"},
    ),
    (
        "Norland and Sudland signed the Tide Accord in Oslo.\n\nFor Norland:\nMs. Ada Fenn\nMinister of Clocks\n\n"
        "For Sudland:\nBo Lund\n",
        BOTH | {f"{FENN} signedAs minister-of-clocks", f"{FENN} onBehalfOf norland", f"{LUND} onBehalfOf sudland"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED)
def test_who_signs(text: str, expected: set[str]) -> None:
    assert sayings(text, NAMES, "hasSignature", "signatory", "signedAs", "onBehalfOf") == expected


NOT_SIGNED = [
    "Ada Fenn said that Norland and Sudland signed the Tide Accord.",
    "Ada Fenn will sign the Tide Accord in Oslo.",
    "The Tide Accord was signed in Oslo and is welcomed by Ada Fenn.",
    "The Tide Accord was signed in the presence of Ada Fenn.",
    "The Tide Accord was signed by the Tide Council, led by Ada Fenn.",
    "Ada Fenn signed off on the plan of the Tide Accord.",
    "Signing of the Tide Accord follows a call by Ada Fenn.",
]


@pytest.mark.parametrize("text", NOT_SIGNED)
def test_who_does_not_sign(text: str) -> None:
    assert not sayings(text, NAMES, "hasSignature", "signatory", "onBehalfOf")


SIGNED_BY_TWO = "Norland and Sudland signed the Tide Accord.\n\n"
BLOCKS = [
    SIGNED_BY_TWO + "For Norland:\nMs. Eve Moss-Hale\nChief Clock-Keeper\n\nFor Sudland:\nGus de Wael\n",
    SIGNED_BY_TWO + "For Norland: Eve Moss-Hale, Chief Clock-Keeper\nFor Sudland: Gus de Wael\n",
]


@pytest.mark.parametrize("text", BLOCKS)
def test_people_and_posts_of_a_block_need_no_sentence(text: str) -> None:
    told = sayings(text, {"State": "Norland; Sudland", "Instrument": "Tide Accord"})
    assert {
        "tide-accord hasSignature eve-moss-hale-signature",
        "eve-moss-hale-signature signatory eve-moss-hale",
        "eve-moss-hale-signature onBehalfOf norland",
        "eve-moss-hale-signature signedAs chief-clock-keeper",
        "chief-clock-keeper heldBy eve-moss-hale",
        "gus-de-wael-signature signatory gus-de-wael",
        "gus-de-wael-signature onBehalfOf sudland",
    } <= told


def test_a_line_that_only_looks_like_a_signature_names_nobody() -> None:
    told = sayings(
        "Norland signed the Tide Accord.\n\nFor More Information\nVisit Our Website\n",
        {"State": "Norland", "Instrument": "Tide Accord"},
    )
    assert not [saying for saying in told if "signatory" in saying]


def test_those_who_sign_in_a_list_are_found_though_nobody_named_them_before() -> None:
    text = "Adopted in Oslo and signed by Ada Fenn for Norland, Bo Lund for Sudland and Cy Marsh for the Tide Council."
    names = {k: v for k, v in NAMES.items() if k != "Person"}
    title = "Communiqué of the Ministers\n\nThe Tide Accord was discussed.\n\n"
    found = sayings(title + text, names, "signatory", "onBehalfOf")
    assert found == {
        f"{FENN} signatory ada-fenn",
        f"{LUND} signatory bo-lund",
        f"{FENN} onBehalfOf norland",
        f"{LUND} onBehalfOf sudland",
        "cy-marsh-signature signatory cy-marsh",
        "cy-marsh-signature onBehalfOf tide-council",
    }


def test_an_instrument_is_not_another_one_for_what_it_is_called_behind_its_name() -> None:
    names = {"Person": "Ada Fenn", "State": "Norland; Sudland", "Instrument": "Tide Compact; widest accord"}
    text = "Norland and Sudland signed the Tide Compact, the widest accord so far. Ada Fenn signed for Norland."
    assert sayings(text, names, "hasSignature") == {f"tide-compact hasSignature {FENN}"}
